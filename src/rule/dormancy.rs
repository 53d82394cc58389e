//! When a rule cannot speak: an input is missing, short or may be out of date.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Rule;
use crate::series::History;

/// Why a rule is dormant, in words for operators and `/status`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dormancy {
    /// Its metric has no value yet.
    NoFigure,
    /// Fewer prints are known than its longest condition looks back on.
    LookBack {
        /// Known.
        has: usize,
        /// Needed.
        needs: usize,
    },
    /// A meeting passed whose implementation note was not read: the administered rate may be old.
    RateUnconfirmed {
        /// The day of that meeting.
        meeting: NaiveDate,
    },
    /// A source that it rests on is in doubt: late, or its figures contradict each other.
    InDoubt {
        /// The source's name, as in `tidewatch parse` and on the board.
        source: String,
    },
}

impl std::fmt::Display for Dormancy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoFigure => f.write_str("no figure yet"),
            Self::LookBack { has, needs } => write!(f, "{has} of {needs} prints known"),
            Self::RateUnconfirmed { meeting } => write!(f, "the note of the {meeting} meeting was not read"),
            Self::InDoubt { source } => write!(f, "{source} is in doubt"),
        }
    }
}

/// Why `rule` cannot speak of `date`, if it cannot.
///
/// `unread_meeting` is the latest meeting before the newest print whose note has not been read.
#[must_use]
pub fn dormancy(
    rule: &Rule,
    history: &History,
    date: NaiveDate,
    unread_meeting: Option<NaiveDate>,
) -> Option<Dormancy> {
    // A composite rests on the prices among its members: its days are theirs.
    let metric = rule.peak_metric.unwrap_or(rule.metric);
    let Some(latest) = metric.dates(history, date).next() else { return Some(Dormancy::NoFigure) };
    let needs = rule.look_back();
    let has = metric.dates(history, date).take(needs).count();
    if has < needs {
        return Some(Dormancy::LookBack { has, needs });
    }
    if !metric.has_its_rate(history, latest) {
        return Some(Dormancy::NoFigure);
    }
    // The rate of the meeting's own day is still the one before: it changes the day after.
    let meeting = unread_meeting.filter(|&meeting| metric.step().is_some() && meeting < latest)?;
    Some(Dormancy::RateUnconfirmed { meeting })
}
