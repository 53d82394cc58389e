//! WHEN: holidays, FOMC meetings, release windows. All civil times are New York's.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Calendar dates on which repo rates rise for reasons of their own.
///
/// A date belongs to a class as the last business day of a month, or as the first one of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateClass {
    /// Mid-month coupon settlement and tax dates: the first business day on or after the 15th, and
    /// the one after it.
    MidMonth,
    /// End of an ordinary month.
    MonthEnd,
    /// End of March, June or September.
    QuarterEnd,
    /// End of December.
    YearEnd,
}

/// What is published or happens at a known time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseKind {
    /// SOFR of the business day before, 08:00.
    Sofr,
    /// Result of the morning standing repo operation, 08:30.
    SrfMorning,
    /// Result of the afternoon standing repo operation, 13:45.
    SrfAfternoon,
    /// H.4.1, Thursday 16:30, moved by holidays.
    H41,
    /// FOMC statement, 14:00 on the last day of a meeting.
    FomcStatement,
    /// Implementation note, with the statement.
    ImplementationNote,
}

/// One coming release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upcoming {
    /// What.
    pub kind: ReleaseKind,
    /// When it is due.
    pub at: DateTime<Utc>,
    /// The date that it will speak of.
    pub as_of: NaiveDate,
}
