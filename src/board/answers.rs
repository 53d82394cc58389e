//! What the commands beside `/status` show, as values.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::alert::{Alert, Dated, DecisionReport, Gauges, Severity, WeeklyReport};
use crate::calendar::Upcoming;
use crate::series::SeriesId;
use crate::unit::{BasisPoints, Percent, UsdMillions};

/// `/fomc`: what is in force, the last decision, the next meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FomcBoard {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// The target range in force.
    pub range: Option<(Percent, Percent)>,
    /// Administered rates in force, by series: IORB, ON RRP rate, standing repo rate, primary credit.
    pub rates: Vec<(SeriesId, Percent)>,
    /// The last decision that was told, with its note.
    pub last: Option<DecisionReport>,
    /// The next meeting's last day, the time of its statement, and whether projections come with it.
    pub next: Option<(NaiveDate, DateTime<Utc>, bool)>,
    /// The blackout period that runs now, or the next one: first and last day.
    pub blackout: Option<(NaiveDate, NaiveDate)>,
}

/// `/h41`: the last week published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct H41Board {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// The week, as its message would tell it; `None` before the first one is known.
    pub week: Option<WeeklyReport>,
    /// When the next release is due.
    pub next: Option<Upcoming>,
}

/// `/tga`: the Treasury's account at the Fed, as the H.4.1 has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TgaBoard {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// The level of the last Wednesday published, with its changes over one and four weeks.
    pub level: Option<Moves>,
    /// The average of the last week published, with the same changes: what moves average reserves.
    pub average: Option<Moves>,
    /// When the next H.4.1 is due.
    pub next: Option<Upcoming>,
}

/// `/bills`: Treasury bills that the Fed holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BillsBoard {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// Held on the last Wednesday published, with the changes over 1, 4 and 13 weeks.
    pub held: Option<Moves>,
    /// In percent of all Treasuries held on that Wednesday.
    pub share: Option<Percent>,
    /// What the last implementation note directs.
    pub directed: Directed,
    /// Since when principal of agency debt and MBS goes into bills, by the last note.
    pub agency_since: Option<NaiveDate>,
    /// When the next H.4.1 is due.
    pub next: Option<Upcoming>,
}

/// Whether purchases of bills are directed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Directed {
    /// No note was read yet.
    Unknown,
    /// The last note directs none.
    Nothing,
    /// Notes direct them from that day on.
    From(NaiveDate),
}

/// A weekly figure with its changes; what is not known is missing, not zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// The Wednesday of the level, or the last day of the average's week.
    pub date: NaiveDate,
    /// The figure.
    pub value: UsdMillions,
    /// By weeks: the change since so many weeks before.
    pub changes: Vec<(u32, UsdMillions)>,
}

/// `/repo`: rates against the administered ones, operations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RepoBoard {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// The gauges.
    pub gauges: Gauges,
    /// SOFR, TGCR, BGCR, EFFR, OBFR, as far as they are known.
    pub rates: Vec<RateRow>,
    /// The last days of standing repo and ON RRP, newest first, at most five.
    pub operations: Vec<OperationRow>,
}

/// One reference rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RateRow {
    /// `sofr`.
    pub series: SeriesId,
    /// The newest print.
    pub rate: Dated<Percent>,
    /// Over the IORB in force on that date.
    pub over_iorb: Option<BasisPoints>,
    /// The 99th percentile of that date.
    pub p99: Option<Percent>,
    /// The volume of that date.
    pub volume: Option<UsdMillions>,
}

/// One day of operations; what is not known is missing, not zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationRow {
    /// The day.
    pub date: NaiveDate,
    /// Standing repo, both operations.
    pub srf: Option<UsdMillions>,
    /// ON RRP.
    pub on_rrp: Option<UsdMillions>,
}

/// `/next`: what comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextBoard {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// Soonest first.
    pub events: Vec<Upcoming>,
    /// The blackout period that runs now, or the next one: first and last day.
    pub blackout: Option<(NaiveDate, NaiveDate)>,
}

/// `/history`: the last lines of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryBoard {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// Newest first.
    pub lines: Vec<HistoryLine>,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// The rule.
    pub rule: String,
    /// When it was told.
    pub at: DateTime<Utc>,
    /// As-of date of the print.
    pub date: NaiveDate,
    /// The level reached.
    pub severity: Severity,
    /// A new peak within a spell.
    pub peak: bool,
    /// The rule's figures by name, in the metric's unit.
    pub metrics: std::collections::BTreeMap<String, rust_decimal::Decimal>,
    /// A later revision of the figures took it back.
    pub corrected: bool,
}

/// `/why`: an alert with the rules behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// When it was asked.
    pub now: DateTime<Utc>,
    /// The alert, with findings, inputs and thresholds.
    pub alert: Alert,
    /// The rules that spoke in it, in the findings' order.
    pub rules: Vec<WhyRule>,
}

/// What a rule says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyRule {
    /// `R01`.
    pub id: String,
    /// The version of its levels.
    pub version: i64,
    /// Where a reader finds the figures.
    pub sources: Vec<String>,
}
