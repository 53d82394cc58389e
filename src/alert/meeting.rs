//! Meetings: reminders, minutes, a changed calendar, and announcements outside of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Severity;
use crate::source::Statement;
use crate::unit::{BasisPoints, Percent};

/// A meeting is near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderReport {
    /// The meeting's last day.
    pub date: NaiveDate,
    /// When the statement is due.
    pub statement_at: DateTime<Utc>,
    /// With a Summary of Economic Projections.
    pub sep: bool,
    /// How near.
    pub lead: Lead,
    /// The target range in force.
    pub range: Option<(Percent, Percent)>,
}

/// How long before the statement a reminder comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// A day.
    Day,
    /// An hour.
    Hour,
}

/// Minutes of a meeting are out: a link, no summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesReport {
    /// The meeting's last day.
    pub meeting: NaiveDate,
    /// The minutes' page.
    pub link: String,
}

/// What the Board's calendar page says otherwise than it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingReport {
    /// Soonest first.
    pub news: Vec<MeetingNews>,
    /// The calendar page.
    pub link: String,
}

/// One changed meeting, by its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum MeetingNews {
    /// To another date.
    Moved {
        /// Was to end on.
        from: NaiveDate,
        /// Ends on.
        to: NaiveDate,
    },
    /// It will not take place.
    Cancelled {
        /// Was to end on.
        date: NaiveDate,
    },
    /// It was not foreseen.
    Added {
        /// Ends on.
        date: NaiveDate,
    },
}

/// An announcement that no calendar foresaw (R20): its title and link first, the rest where the page
/// was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnscheduledReport {
    /// The feed's title.
    pub title: String,
    /// The page.
    pub link: String,
    /// When the feed says that it was published.
    pub published: DateTime<Utc>,
    /// The date that its address bears.
    pub date: NaiveDate,
    /// The statement, where the page was understood as one.
    pub statement: Option<Statement>,
    /// Change of the upper limit, where both ranges are known.
    pub change: Option<BasisPoints>,
    /// A range or a note is critical, liquidity words in the title notable, anything else info.
    pub severity: Severity,
}
