//! A test that one chat asked for: it takes the way of every alert.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestReport {
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// From here on nobody waits for it.
    pub until: DateTime<Utc>,
    /// How alerts come to the chat at that moment.
    pub ringing: Ringing,
}

/// Whether alerts of a chat ring at a moment, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ringing", rename_all = "snake_case")]
pub enum Ringing {
    /// They ring.
    Rings,
    /// Everything comes silently.
    Silent,
    /// It is within the chat's quiet hours, in minutes after midnight by the clock of that zone.
    Quiet {
        /// Their first minute.
        from: u16,
        /// The minute that is outside again.
        to: u16,
        /// The IANA name of the zone.
        zone: String,
        /// Whether critical alerts ring all the same.
        critical_rings: bool,
    },
}
