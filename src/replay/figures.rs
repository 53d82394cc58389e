//! When each figure of an archive became known.

use chrono::{DateTime, Utc};

use super::Figure;
use crate::calendar::Calendar;
use crate::clock::ny;
use crate::series::archive::Archive;
use crate::series::catalogue::GDP;

pub use crate::series::gdp::{Quarter, quarters};

/// GDP comes at 08:30 New York time.
#[must_use]
pub fn gdp_known_at(quarter: &Quarter) -> DateTime<Utc> {
    ny::at(quarter.first_published, 8, 30)
}

/// All figures of an archive with the instant at which each became known: by the release rules, and
/// for GDP by the table of first publications. A figure that no rule places is left out.
///
/// # Errors
/// The table of quarters cannot be read.
pub fn figures(archive: &Archive, calendar: &Calendar) -> Result<Vec<Figure>, csv::Error> {
    let quarters = quarters()?;
    let gdp_known = |date| quarters.iter().find(|quarter| quarter.quarter == date).map(gdp_known_at);
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
        assert_eq!(gdp_known_at(third).to_rfc3339(), "2025-12-23T13:30:00+00:00");
    }
}
