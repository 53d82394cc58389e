//! What must be remembered beside figures and states: the last note, the feed, doubts, meetings, ticks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::alert::{Doubt, NoteReport};
use crate::calendar::Meeting;
use crate::source::{Note, SourceKind};

/// Kept in one row of the database, written with what it follows from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The implementation note read last: what the next one is compared with.
    pub last_note: Option<Note>,
    /// The last note, while it waits for its statement to be told with it.
    pub waiting_note: Option<NoteReport>,
    /// The day from which no Treasury holdings run off any more, as a note announced it.
    pub runoff_ends: Option<NaiveDate>,
    /// Since when notes direct purchases of bills for reserve management.
    pub bill_purchases_since: Option<NaiveDate>,
    /// The links on the press feed when it was read last; `None` before the first time.
    pub feed: Option<BTreeSet<String>>,
    /// Sources in doubt.
    pub doubts: BTreeMap<SourceKind, Doubts>,
    /// Meetings as the Board's calendar page has them, and unscheduled ones; `None`: as built in.
    pub meetings: Option<Vec<Meeting>>,
    /// Whether the Board's calendar page was read: what it changes from then on is news.
    pub calendar_read: bool,
    /// Up to when reminders were looked for.
    pub ticked_at: Option<DateTime<Utc>>,
}

/// What is open about one source. One notice opens each, one closes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubts {
    /// It brings nothing: late, unreachable, unreadable.
    pub outage: Option<Open>,
    /// It brings something that cannot be vouched for.
    pub content: Option<Open>,
}

/// An open doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// What is wrong.
    pub doubt: Doubt,
    /// Since when.
    pub since: DateTime<Utc>,
}

impl Memory {
    /// As it is stored.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Maps with text keys, numbers as text: nothing in it can refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As it was stored. What a later version wrote otherwise is forgotten, which costs a notice at most.
    #[must_use]
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|error| {
            tracing::warn!(%error, "what was remembered cannot be read");
            Self::default()
        })
    }
}
