//! The whole board, as `/status` shows it: a value, worded by `render`.

pub mod answers;
pub mod build;
pub mod operator;
pub mod report;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::alert::{Change, Dated, Gauges, Severity};
use crate::calendar::Upcoming;
use crate::rule::dormancy::Dormancy;
use crate::source::SourceKind;
use crate::unit::Percent;

/// Everything that is known now, each figure with its date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// The target range in force.
    pub range: Option<(Percent, Percent)>,
    /// Funding gauges.
    pub gauges: Gauges,
    /// Average reserves of the last week published, with the change from the week before.
    pub reserves: Option<Dated<Change>>,
    /// Total assets − TGA − ON RRP at the last Wednesday published.
    pub net_liquidity: Option<Dated<Change>>,
    /// The state of each rule that keeps one.
    pub rules: Vec<RuleLevel>,
    /// What comes next, soonest first.
    pub next: Vec<Upcoming>,
    /// Every source with its age and state.
    pub sources: Vec<SourceAge>,
    /// Pages of history read, and in all, while a first start reads them.
    #[serde(default)]
    pub reading: Option<(usize, usize)>,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleLevel {
    /// `R01`.
    pub rule: String,
    /// The present level; `Normal` when nothing is raised.
    pub severity: Severity,
    /// The as-of date on which the present level was reached, where it is raised.
    pub since: Option<NaiveDate>,
    /// Why it cannot speak: an input is missing or late.
    pub dormant: Option<Dormancy>,
    /// The levels of an ordinary day, notable and critical, in the metric's unit (bp, USD billion).
    pub levels: Option<(rust_decimal::Decimal, rust_decimal::Decimal)>,
    /// What brings it back to normal.
    pub clears: Clears,
    /// Of a raised rule: its newest figure, in the metric's unit.
    #[serde(default)]
    pub figure: Option<Dated<rust_decimal::Decimal>>,
    /// Of a raised rule: so many prints running have been as calm as its end asks.
    #[serde(default)]
    pub calm: usize,
}

/// The figure at which a state ends, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clears {
    /// In the metric's unit (bp, USD billion).
    #[serde(with = "rust_decimal::serde::str")]
    pub level: rust_decimal::Decimal,
    /// Whether the figure must be below it; otherwise at it is enough.
    pub below: bool,
    /// On so many prints running.
    pub prints: usize,
}

/// What a source last gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceAge {
    /// Which source.
    pub source: SourceKind,
    /// How it is.
    pub state: SourceCondition,
    /// The newest date that it spoke of.
    pub as_of: Option<NaiveDate>,
    /// When it last gave a good page.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Why it is not well: for operators, in English.
    pub detail: String,
}

/// How a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceCondition {
    /// It has not been asked yet.
    Waiting,
    /// Its last page was good.
    Ok,
    /// Its last page had a problem: figures are shown, alerts from it are held back.
    Problem,
    /// Its last body was rejected and kept.
    Rejected,
    /// It does not answer.
    Unreachable,
    /// Its release is past its grace.
    Late,
}

impl SourceCondition {
    /// The spelling in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ok => "ok",
            Self::Problem => "problem",
            Self::Rejected => "rejected",
            Self::Unreachable => "unreachable",
            Self::Late => "late",
        }
    }

    /// The inverse of [`SourceCondition::as_str`]; anything else is `Waiting`.
    #[must_use]
    pub fn from_tag(text: &str) -> Self {
        [Self::Ok, Self::Problem, Self::Rejected, Self::Unreachable, Self::Late]
            .into_iter()
            .find(|state| state.as_str() == text)
            .unwrap_or(Self::Waiting)
    }
}
