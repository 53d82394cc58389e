//! WHAT IT MEANS, as values: typed alerts that carry their evidence. Words are `render`'s business.

mod decision;
mod finding;
mod funding;
mod weekly;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Upcoming;

pub use decision::{DecisionReport, NotParsedReport};
pub use finding::{Edge, Finding, Input, Threshold};
pub use funding::{Dated, FundingReport, Gauges, Usual};
pub use weekly::{Change, Contribution, GdpShare, Level, WeeklyReport};

/// How grave a finding is. `Normal` is what a state returns to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Back to normal.
    Normal,
    /// Worth a line: weekly message, unchanged decision.
    Info,
    /// Worth a look.
    Notable,
    /// Worth a ping at night.
    Critical,
}

impl Severity {
    /// The spelling on the outside.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Info => "info",
            Self::Notable => "notable",
            Self::Critical => "critical",
        }
    }

    /// How loud it is for a subscriber's filter: "back to normal" is as loud as the notice that it ends.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::Info => 1,
            Self::Normal | Self::Notable => 2,
            Self::Critical => 3,
        }
    }
}

/// What a chat can take or leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// FOMC meetings.
    Fomc,
    /// The weekly balance sheet.
    H41,
    /// Funding stress: SOFR, standing repo.
    Funding,
    /// Notices about the data itself.
    Data,
}

impl Category {
    /// All categories.
    pub const ALL: [Self; 4] = [Self::Fomc, Self::H41, Self::Funding, Self::Data];

    /// One bit a category, as subscribers' choices are stored.
    #[must_use]
    pub const fn bit(self) -> i64 {
        match self {
            Self::Fomc => 1,
            Self::H41 => 2,
            Self::Funding => 4,
            Self::Data => 8,
        }
    }
}

/// One message to be told to everybody who takes it: decided, explained, not yet worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// Natural key: `R01/2025-10-31/critical`, `weekly/2025-10-29`, `R15/2025-10-29`.
    pub id: String,
    /// 1, then higher where a revision of the data changed the message.
    pub revision: i64,
    /// When it was decided.
    pub at: DateTime<Utc>,
    /// When the release was due, where it is told more than an hour after.
    pub late_since: Option<DateTime<Utc>>,
    /// What it says.
    pub body: Body,
    /// What comes next, soonest first.
    pub next: Vec<Upcoming>,
}

impl Alert {
    /// The severity of the gravest finding. "Back to normal" counts only where nothing else is said.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match &self.body {
            Body::Funding(report) => {
                report.findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Normal)
            }
            Body::Weekly(_) => Severity::Info,
            Body::Decision(decision) => decision.severity(),
            Body::NotParsed(_) => Severity::Notable,
        }
    }

    /// The category that decides who takes it.
    #[must_use]
    pub const fn category(&self) -> Category {
        match self.body {
            Body::Funding(_) => Category::Funding,
            Body::Weekly(_) => Category::H41,
            Body::Decision(_) | Body::NotParsed(_) => Category::Fomc,
        }
    }
}

/// What an alert is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// Rules about repo rates and standing repo spoke.
    Funding(FundingReport),
    /// The weekly H.4.1 message.
    Weekly(WeeklyReport),
    /// An FOMC decision.
    Decision(DecisionReport),
    /// A statement that could not be understood: its link, and that it was not parsed.
    NotParsed(NotParsedReport),
}
