//! What an operator sees: counts and ages, no chat and no text of anybody.

use chrono::{DateTime, TimeDelta, Utc};

use super::SourceAge;

/// Rows of the outbox in one lane and state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueLine {
    /// The lane's number in the database.
    pub lane: i64,
    /// pending, claimed or sending.
    pub state: String,
    /// How many.
    pub rows: i64,
    /// When the oldest was due.
    pub oldest: Option<DateTime<Utc>>,
}

/// Updates that wait for their handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxLine {
    /// How many.
    pub rows: i64,
    /// When the oldest came.
    pub oldest: Option<DateTime<Utc>>,
}

/// How many subscribers are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriberLine {
    /// active, stopped, suspended, asked.
    pub state: String,
    /// private, group, supergroup, channel.
    pub kind: String,
    /// The language's tag.
    pub lang: String,
    /// How many.
    pub rows: i64,
}

/// How a source is, for metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// The source's name.
    pub source: String,
    /// See [`super::SourceCondition`].
    pub state: String,
    /// Its last answer of any kind that was recorded.
    pub checked_at: Option<DateTime<Utc>>,
    /// Its last good page.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Bodies rejected so far.
    pub rejected: i64,
}

/// Deliveries that failed for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failures {
    /// blocked, entities, unknown, …
    pub class: String,
    /// How many.
    pub rows: i64,
    /// When the last one did.
    pub last: Option<DateTime<Utc>>,
}

/// A page of `/admin`.
#[derive(Debug, Clone, PartialEq)]
pub enum Page {
    /// How the program is.
    Home(Home),
    /// How the sources are.
    Sources {
        /// Every source.
        sources: Vec<SourceAge>,
        /// When it was looked at.
        now: DateTime<Utc>,
    },
    /// What waits, and what failed in the last day.
    Queue {
        /// The outbox.
        queue: Vec<QueueLine>,
        /// The inbox.
        inbox: InboxLine,
        /// The last day's failures.
        failures: Vec<Failures>,
        /// When it was looked at.
        now: DateTime<Utc>,
    },
    /// Alerts are to wait: is that meant?
    AskPause,
    /// Alerts are to go again: is that meant?
    AskResume {
        /// How many rows wait for it.
        waiting: i64,
    },
}

/// How the program is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Its version.
    pub version: String,
    /// How long it has been running.
    pub uptime: TimeDelta,
    /// The epoch that delivery writes under.
    pub epoch: i64,
    /// How long ago the delivery loop turned.
    pub delivery: Option<TimeDelta>,
    /// How long ago Telegram answered a poll.
    pub intake: Option<TimeDelta>,
    /// Subscribers who take alerts now, and all that are known.
    pub subscribers: (i64, i64),
    /// Rows of the outbox that wait.
    pub waiting: i64,
    /// Since when alerts wait by an operator's wish.
    pub paused_since: Option<DateTime<Utc>>,
    /// When it was looked at.
    pub now: DateTime<Utc>,
}
