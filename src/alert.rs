//! WHAT IT MEANS, as values: typed alerts that carry their evidence. Words are `render`'s business.

mod decision;
mod finding;
mod funding;
mod meeting;
mod note;
mod quality;
mod test;
mod weekly;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Upcoming;

pub use decision::{DecisionReport, NotParsedReport};
pub use finding::{Edge, Finding, Input, Threshold};
pub use funding::{Correction, Dated, FundingReport, Gauges, Usual};
pub use meeting::{Lead, MeetingNews, MeetingReport, MinutesReport, ReminderReport, UnscheduledReport};
pub use note::{NoteReport, ParameterChange};
pub use quality::{Doubt, QualityReport};
pub use test::{Ringing, TestReport};
pub use weekly::{Change, Contribution, Drift, GdpShare, Level, WeekTag, WeeklyReport};

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
    /// The gravest of several, for whoever filters and for the headline: "back to normal" counts before
    /// what is worth a line only, and after everything graver. `None` of none.
    #[must_use]
    pub fn gravest(of: impl Iterator<Item = Self>) -> Option<Self> {
        of.max_by_key(|severity| severity.loudness())
    }

    /// What orders severities by how loud they are.
    #[must_use]
    pub const fn loudness(self) -> (i64, Self) {
        (self.rank(), self)
    }

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
    /// The Fed's operations: bill purchases, reserve management. No rule speaks of them yet.
    Operations,
    /// The Treasury's cash. No rule speaks of it yet.
    Treasury,
    /// Emergency lending: discount window, swap lines. No rule speaks of it yet.
    Emergency,
    /// Crypto markets as context. No rule speaks of them yet.
    Crypto,
}

impl Category {
    /// All categories, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Fomc,
        Self::H41,
        Self::Funding,
        Self::Operations,
        Self::Treasury,
        Self::Emergency,
        Self::Crypto,
        Self::Data,
    ];

    /// One bit a category, as subscribers' choices are stored.
    #[must_use]
    pub const fn bit(self) -> i64 {
        match self {
            Self::Fomc => 1,
            Self::H41 => 2,
            Self::Funding => 4,
            Self::Data => 8,
            Self::Operations => 16,
            Self::Treasury => 32,
            Self::Emergency => 64,
            Self::Crypto => 128,
        }
    }
}

/// One message to be told to everybody who takes it: decided, explained, not yet worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// Natural key: `R01/2025-10-31/critical`, `weekly/2025-10-29`, `R15/2025-10-29`.
    pub id: String,
    /// 1, then higher where more was found or a revision of the data changed the message.
    pub revision: i64,
    /// How a revision reaches those who have the message already.
    #[serde(default)]
    pub manner: Manner,
    /// When it was decided.
    pub at: DateTime<Utc>,
    /// When the release was due, where it is told more than an hour after.
    pub late_since: Option<DateTime<Utc>>,
    /// What it says.
    pub body: Body,
    /// What comes next, soonest first.
    pub next: Vec<Upcoming>,
}

/// How a message, or a later revision of it, reaches people. Whoever was not told yet gets it as a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// As a message: the first revision.
    #[default]
    New,
    /// More of the same grade within half an hour: the message is edited, nobody is rung.
    Adds,
    /// Something graver within half an hour: the message is edited, and a reply rings.
    Escalates,
    /// The source revised its figures and the level changed: the message is edited, and a reply says what changed.
    Corrects,
}

impl Alert {
    /// The severity of the gravest finding: its rank is the highest of its findings' ranks. "Back to normal"
    /// counts only where nothing graver than a line of information is said.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match &self.body {
            Body::Funding(report) => {
                Severity::gravest(report.findings.iter().map(|finding| finding.severity)).unwrap_or(Severity::Normal)
            }
            Body::Weekly(report) => report.severity(),
            Body::Decision(decision) => decision.severity(),
            Body::Note(report) => report.severity(),
            Body::Unscheduled(report) => report.severity,
            Body::Quality(report) => report.severity(),
            Body::NotParsed(_) | Body::Meeting(_) => Severity::Notable,
            Body::Reminder(_) | Body::Minutes(_) | Body::Test(_) => Severity::Info,
        }
    }

    /// How loud it is for subscribers' filters: the end of a spell is as loud as its gravest level, so that
    /// whoever was told of it hears that it is over.
    #[must_use]
    pub fn rank(&self) -> i64 {
        let findings: &[Finding] = match &self.body {
            Body::Funding(report) => &report.findings,
            Body::Weekly(report) => &report.findings,
            _ => &[],
        };
        let ended = findings.iter().filter_map(|finding| finding.edge.ends()).map(Severity::rank);
        ended.fold(self.severity().rank(), i64::max)
    }

    /// The severity by which it rings: a test is information and is there to be heard.
    #[must_use]
    pub fn sounds_as(&self) -> Severity {
        if matches!(self.body, Body::Test(_)) { Severity::Notable } else { self.severity() }
    }

    /// The category that decides who takes it.
    #[must_use]
    pub const fn category(&self) -> Category {
        match self.body {
            Body::Funding(_) => Category::Funding,
            Body::Weekly(_) => Category::H41,
            Body::Quality(_) | Body::Test(_) => Category::Data,
            Body::Decision(_)
            | Body::NotParsed(_)
            | Body::Note(_)
            | Body::Reminder(_)
            | Body::Minutes(_)
            | Body::Meeting(_)
            | Body::Unscheduled(_) => Category::Fomc,
        }
    }

    /// When it stops being worth sending: a reminder, at the event itself; a test, when nobody waits for it.
    #[must_use]
    pub const fn expires_at(&self) -> Option<DateTime<Utc>> {
        match &self.body {
            Body::Reminder(report) => Some(report.statement_at),
            Body::Test(report) => Some(report.until),
            _ => None,
        }
    }
}

/// What an alert is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// Rules about repo rates and standing repo spoke.
    Funding(FundingReport),
    /// The weekly H.4.1 message, with what its rules found.
    Weekly(WeeklyReport),
    /// An FOMC decision, with its implementation note once that is read.
    Decision(DecisionReport),
    /// A statement that could not be understood: its link, and that it was not parsed.
    NotParsed(NotParsedReport),
    /// An implementation note that came too late to join its decision (R16).
    Note(NoteReport),
    /// A meeting is near.
    Reminder(ReminderReport),
    /// Minutes are out.
    Minutes(MinutesReport),
    /// The Board's calendar page moved, cancelled or added a meeting.
    Meeting(MeetingReport),
    /// An announcement that no calendar foresaw (R20).
    Unscheduled(UnscheduledReport),
    /// A source is in doubt, or well again (R18).
    Quality(QualityReport),
    /// A chat asked whether alerts reach it: told to that chat alone.
    Test(TestReport),
}

#[cfg(test)]
mod tests {
    use super::Severity::{self, Critical, Info, Normal, Notable};

    /// A chat that takes notable news hears that a spell is over, whatever else is in the message.
    #[test]
    fn a_message_is_as_loud_as_its_loudest_finding() {
        for (findings, gravest) in [
            (vec![Normal], Normal),
            (vec![Info, Normal], Normal),
            (vec![Normal, Notable, Info], Notable),
            (vec![Normal, Critical], Critical),
        ] {
            assert_eq!(Severity::gravest(findings.iter().copied()), Some(gravest), "{findings:?}");
            let loudest = findings.iter().map(|severity| severity.rank()).max();
            assert_eq!(Some(gravest.rank()), loudest, "{findings:?}");
        }
        assert_eq!(Severity::gravest([].into_iter()), None);
    }
}
