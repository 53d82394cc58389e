//! A source is in doubt (R18): one notice when it begins, one when it is over.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Severity;
use crate::series::SeriesId;
use crate::source::SourceKind;

/// A notice about the data itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityReport {
    /// Whose data.
    pub source: SourceKind,
    /// What is wrong, or was.
    pub doubt: Doubt,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Over: the source is good again since then.
    pub over_since: Option<DateTime<Utc>>,
    /// Rules that keep silent, or kept silent, because of it.
    pub silent: Vec<String>,
}

/// What makes a source doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum Doubt {
    /// A release is past its grace.
    Late {
        /// The date that it would speak of.
        as_of: NaiveDate,
        /// When it was due.
        due: DateTime<Utc>,
    },
    /// It has not answered for an hour.
    Unreachable,
    /// Its page cannot be read, breaks an accounting identity, or has figures out of all bounds; nothing of
    /// it is used.
    Rejected,
    /// A row that nobody knows; the others are used.
    UnknownLine {
        /// The row as printed.
        line: String,
    },
    /// Rows that cannot be read or are out of all bounds; the others are used.
    BadRow {
        /// What is wrong, in English: for the curious.
        detail: String,
    },
    /// It says otherwise than another source about the same figure.
    Disagrees {
        /// The figure.
        series: SeriesId,
        /// Its date.
        date: NaiveDate,
        /// What we hold, in the series' unit.
        #[serde(with = "rust_decimal::serde::str")]
        ours: Decimal,
        /// What this source says.
        #[serde(with = "rust_decimal::serde::str")]
        theirs: Decimal,
    },
}

impl QualityReport {
    /// Two sources that disagree are critical; a row of no consequence is for information; the rest notable.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match (&self.over_since, &self.doubt) {
            (Some(_), _) => Severity::Normal,
            (None, Doubt::Disagrees { .. }) => Severity::Critical,
            (None, Doubt::UnknownLine { .. }) => Severity::Info,
            (None, _) => Severity::Notable,
        }
    }
}
