//! An FOMC statement, understood or not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{NoteReport, Severity};
use crate::source::{SourceKind, Statement, Verb};
use crate::unit::{BasisPoints, Percent};

/// An FOMC decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecisionReport {
    /// The statement as understood.
    pub statement: Statement,
    /// The range in force before, where we know it.
    pub previous: Option<(Percent, Percent)>,
    /// Change of the upper limit, where the range before is known.
    pub change: Option<BasisPoints>,
    /// The statement's page.
    pub link: String,
    /// The implementation note, once it is read.
    #[serde(default)]
    pub note: Option<NoteReport>,
}

impl DecisionReport {
    /// A changed range is critical, an unchanged one info; without knowing the range before, the
    /// Committee's own verb decides.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let changed = match self.change {
            Some(change) => change != BasisPoints::ZERO,
            None => !matches!(self.statement.verb, Some(Verb::Maintain) | None),
        };
        let own = if changed { Severity::Critical } else { Severity::Info };
        self.note.as_ref().map_or(own, |note| own.max(note.severity()))
    }
}

/// A page that is there but could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotParsedReport {
    /// What it should have been.
    pub source: SourceKind,
    /// The date it was due.
    pub date: NaiveDate,
    /// The page.
    pub link: String,
}
