//! When each quarter of GDP was first published: what a weekly release could know.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;

use super::History;
use super::catalogue::GDP;

/// Quarters with the day of first publication.
const TABLE: &str = include_str!("../../config/gdp.csv");

/// One quarter of GDP as first published.
#[derive(Debug, Clone, Deserialize)]
pub struct Quarter {
    /// Its first day.
    pub quarter: NaiveDate,
    /// When it was first published, at 08:30 New York time.
    pub first_published: NaiveDate,
    /// USD million, seasonally adjusted annual rate.
    pub value: rust_decimal::Decimal,
}

/// The built-in table of quarters.
///
/// # Errors
/// The shipped file is wrong: a test keeps that from happening.
pub fn quarters() -> Result<Vec<Quarter>, csv::Error> {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(TABLE.as_bytes()).deserialize().collect()
}

/// When that quarter was first published. Of one that the table does not have: the 30th day after the
/// quarter, the BEA's usual schedule.
#[must_use]
pub fn published(quarter: NaiveDate) -> NaiveDate {
    static DATES: LazyLock<BTreeMap<NaiveDate, NaiveDate>> = LazyLock::new(|| {
        quarters().unwrap_or_default().into_iter().map(|row| (row.quarter, row.first_published)).collect()
    });
    let usual = || quarter.checked_add_months(Months::new(3))?.checked_add_days(Days::new(29));
    DATES.get(&quarter).copied().or_else(usual).unwrap_or(NaiveDate::MAX)
}

/// The quarter that the H.4.1 of `week` could know, with its GDP in USD million: frozen for that week,
/// whatever was published since. The release comes in the afternoon of the day after its Wednesday;
/// one that a holiday delays is still measured by what that day knew.
#[must_use]
pub fn as_of(history: &History, week: NaiveDate) -> Option<(NaiveDate, rust_decimal::Decimal)> {
    let release = week.succ_opt()?;
    history.before(&GDP, week).find(|(quarter, _)| published(*quarter) <= release)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn gdp_of_the_third_quarter_of_2025_came_two_months_late() {
        assert!(quarters().is_ok_and(|rows| !rows.is_empty()), "a good table");
        assert_eq!(published(day("2025-07-01")), day("2025-12-23"));
        assert_eq!(published(day("2040-01-01")), day("2040-04-30"), "not in the table: the usual schedule");
    }
}
