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
}

impl std::fmt::Display for Dormancy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoFigure => f.write_str("no figure yet"),
            Self::LookBack { has, needs } => write!(f, "{has} of {needs} prints known"),
            Self::RateUnconfirmed { meeting } => write!(f, "the note of the {meeting} meeting was not read"),
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
    let Some((latest, _)) = rule.metric.latest(history, date) else { return Some(Dormancy::NoFigure) };
    let needs = rule.look_back();
    let has = rule.metric.dates(history, date).take(needs).count();
    if has < needs {
        return Some(Dormancy::LookBack { has, needs });
    }
    // The rate of the meeting's own day is still the one before: it changes the day after.
    let meeting = unread_meeting.filter(|&meeting| rule.metric.step().is_some() && meeting < latest)?;
    Some(Dormancy::RateUnconfirmed { meeting })
}
