//! WHAT WE KNOW: series, observations, and history as it was known at an instant.

pub mod archive;
pub mod catalogue;
pub mod gdp;
pub mod history;

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::unit::Unit;

pub use history::History;

/// The name of a series, as on the command line and in the database: `sofr`, `reserves_avg`.
///
/// Names of H.4.1 lines end in `_avg` (average of the week ended Wednesday) or `_wed` (level on
/// Wednesday); the two never mix in one formula.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeriesId(Cow<'static, str>);

impl SeriesId {
    /// A name known when the program was written.
    #[must_use]
    pub const fn of(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// A name met at run time: a row of a page, a column of a table.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self(Cow::Owned(name.into()))
    }

    /// The name itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SeriesId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the figures of a series are, beyond their unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A rate of one day (SOFR, EFFR).
    Rate,
    /// A rate in force from its date until the next row (IORB, target range).
    Step,
    /// An amount of one day (standing repo, ON RRP).
    Amount,
    /// An average of daily figures over the week ended Wednesday.
    WeekAverage,
    /// A level at the close of Wednesday.
    WednesdayLevel,
    /// A flow at an annual rate over a quarter (GDP).
    QuarterlyFlow,
}

/// One published figure: the series, the date it speaks of, its value and unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Which series.
    pub series: SeriesId,
    /// The as-of date: the trade date of a rate, the Wednesday of an H.4.1 line, the first day in
    /// force of a step.
    pub date: NaiveDate,
    /// The figure, exactly as published once units are applied.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
}
