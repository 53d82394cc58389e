//! What an implementation note changes (R16).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Severity;
use crate::source::Note;

/// An implementation note, with what it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteReport {
    /// The note as understood.
    pub note: Note,
    /// What differs from what was in force, or is announced for later; rates first.
    pub changes: Vec<ParameterChange>,
    /// The note's page.
    pub link: String,
}

/// One parameter or directive that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParameterChange {
    /// Its name as in [`Note::parameters`], or a directive: `treasury_runoff_ends`, `agency_into_bills`,
    /// `bill_purchases`.
    pub field: String,
    /// What was in force; `None` where it is not known or there was none.
    pub before: Option<String>,
    /// What will be; `None` where it falls away.
    pub after: Option<String>,
    /// From when.
    pub from: NaiveDate,
    /// Moves with the target range, as it always does: part of the decision, not a technical change.
    pub in_step: bool,
}

impl NoteReport {
    /// A technical change is critical; rates that move with the range are no news beside the decision.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if self.changes.iter().any(|change| !change.in_step) { Severity::Critical } else { Severity::Info }
    }
}
