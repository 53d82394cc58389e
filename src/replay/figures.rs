//! When each figure of an archive became known.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::Figure;
use crate::calendar::Calendar;
use crate::clock::ny;
use crate::series::archive::Archive;
use crate::series::catalogue::GDP;

/// Quarters with the day of first publication.
const GDP_TABLE: &str = include_str!("../../config/gdp.csv");

/// One quarter of GDP as first published.
#[derive(Debug, Clone, Deserialize)]
pub struct Quarter {
    /// Its first day.
    pub quarter: NaiveDate,
    /// When it was first published.
    pub first_published: NaiveDate,
    /// USD million, seasonally adjusted annual rate.
    pub value: rust_decimal::Decimal,
}

impl Quarter {
    /// GDP comes at 08:30 New York time.
    #[must_use]
    pub fn known_at(&self) -> DateTime<Utc> {
        ny::at(self.first_published, 8, 30)
    }
}

/// The built-in table of quarters.
///
/// # Errors
/// The shipped file is wrong: a test keeps that from happening.
pub fn quarters() -> Result<Vec<Quarter>, csv::Error> {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(GDP_TABLE.as_bytes()).deserialize().collect()
}

/// All figures of an archive with the instant at which each became known: by the release rules, and
/// for GDP by the table of first publications. A figure that no rule places is left out.
///
/// # Errors
/// The table of quarters cannot be read.
pub fn figures(archive: &Archive, calendar: &Calendar) -> Result<Vec<Figure>, csv::Error> {
    let quarters = quarters()?;
    let gdp_known = |date| quarters.iter().find(|quarter| quarter.quarter == date).map(Quarter::known_at);
    let mut figures = Vec::new();
    for (series, values) in archive.iter() {
        for (&date, &value) in values {
            let known_at = if *series == GDP { gdp_known(date) } else { calendar.known_at(series, date) };
            figures.extend(known_at.map(|known_at| Figure { known_at, series: series.clone(), date, value }));
        }
    }
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gdp_of_the_third_quarter_of_2025_came_two_months_late() {
        let quarters = quarters().expect("a good table");
        let third = quarters.iter().find(|quarter| quarter.quarter.to_string() == "2025-07-01").expect("there");
        assert_eq!(third.known_at().to_rfc3339(), "2025-12-23T13:30:00+00:00");
    }
}
