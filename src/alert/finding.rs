//! What one rule found: the edge, its figures, the level that was reached.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Severity;
use crate::series::SeriesId;

/// What one rule found at one release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule, `R01`.
    pub rule: String,
    /// The version of its text in `config/rules.toml`.
    pub version: i64,
    /// The as-of date of the print that made it speak.
    pub date: NaiveDate,
    /// The level reached; `Normal` where the state cleared.
    pub severity: Severity,
    /// What happened to the state.
    pub edge: Edge,
    /// Figures by metric name, in the metric's unit: `sofr_minus_iorb` in bp, `srf_accepted` in USD billion.
    pub metrics: std::collections::BTreeMap<String, Decimal>,
    /// The level that was reached and its calendar allowance, in the metric's unit.
    pub threshold: Option<Threshold>,
    /// The published figures that it rests on.
    #[serde(default)]
    pub inputs: Vec<Input>,
}

/// A published figure that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// Which series.
    pub series: SeriesId,
    /// Its as-of date; of a step (IORB) the date since when it is in force.
    pub date: NaiveDate,
    /// As published, in the unit of the series.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
}

/// What happened to a rule's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edge", rename_all = "snake_case")]
pub enum Edge {
    /// It rose to a graver level.
    Raised,
    /// It was raised already, and the figure is clearly above the one told last.
    NewPeak {
        /// The figure told last, in the metric's unit.
        #[serde(with = "rust_decimal::serde::str")]
        last: Decimal,
    },
    /// Back to normal.
    Cleared {
        /// When it rose.
        since: NaiveDate,
        /// The highest figure in between.
        #[serde(with = "rust_decimal::serde::str")]
        peak: Decimal,
        /// The gravest level in between.
        #[serde(default = "notable")]
        gravest: Severity,
    },
    /// It was raised already, nothing was said of it for a while, and it holds again: "still".
    FollowUp {
        /// When it rose.
        since: NaiveDate,
        /// Prints of the spell so far, this one included.
        day: u32,
        /// The highest figure of the spell, this one included.
        #[serde(with = "rust_decimal::serde::str")]
        peak: Decimal,
        /// The figure told last.
        #[serde(with = "rust_decimal::serde::str")]
        last: Decimal,
    },
    /// On an ordinary day it would have risen: the date's allowance hides it.
    Hidden,
}

impl Edge {
    /// Whether it is a line of the ledger and of back-tests: edges and new peaks are.
    #[must_use]
    pub const fn in_ledger(self) -> bool {
        matches!(self, Self::Raised | Self::NewPeak { .. } | Self::Cleared { .. })
    }

    /// The gravest level of the spell that it ends.
    #[must_use]
    pub const fn ends(self) -> Option<Severity> {
        if let Self::Cleared { gravest, .. } = self { Some(gravest) } else { None }
    }
}

/// The level of spells that were told before their level was kept with their end.
const fn notable() -> Severity {
    Severity::Notable
}

/// The level that a figure reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// The metric whose level it is; empty in findings of earlier versions: the rule's own.
    #[serde(default)]
    pub metric: String,
    /// The level for an ordinary day, in the metric's unit (bp, USD billion).
    #[serde(with = "rust_decimal::serde::str")]
    pub level: Decimal,
    /// What was added for the calendar date; zero on ordinary days.
    #[serde(with = "rust_decimal::serde::str")]
    pub allowance: Decimal,
    /// Prints (or operation days) that had to agree.
    pub prints: u32,
}
