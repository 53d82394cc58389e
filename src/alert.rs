//! WHAT IT MEANS, as values: typed alerts that carry their evidence. Words are `render`'s business.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calendar::{DateClass, Upcoming};
use crate::series::SeriesId;
use crate::source::{SourceKind, Statement};
use crate::unit::{BasisPoints, Percent, UsdMillions};

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
    /// Natural key: `sofr/2025-10-31`, `h41/2025-10-29`, `fomc/2025-10-29`.
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

/// What one rule found at one release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule, `R01`.
    pub rule: String,
    /// The version of its text in `config/rules.toml`.
    pub version: i64,
    /// The as-of date of the print that made it speak.
    pub date: NaiveDate,
    /// The level reached; `Normal` where the state cleared.
    pub severity: Severity,
    /// What happened to the state.
    pub edge: Edge,
    /// Figures by metric name, in the metric's unit: `sofr_minus_iorb` in bp, `srf_accepted` in USD billion.
    pub metrics: std::collections::BTreeMap<String, Decimal>,
    /// The level that was reached and its calendar allowance, in the metric's unit.
    pub threshold: Option<Threshold>,
}

/// What happened to a rule's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edge", rename_all = "snake_case")]
pub enum Edge {
    /// It rose to a graver level.
    Raised,
    /// It was raised already, and the figure is clearly above the one told last.
    NewPeak {
        /// The figure told last, in the metric's unit.
        #[serde(with = "rust_decimal::serde::str")]
        last: Decimal,
    },
    /// Back to normal.
    Cleared {
        /// When it rose.
        since: NaiveDate,
        /// The highest figure in between.
        #[serde(with = "rust_decimal::serde::str")]
        peak: Decimal,
    },
}

/// The level that a figure reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// The level for an ordinary day, in the metric's unit (bp, USD billion).
    #[serde(with = "rust_decimal::serde::str")]
    pub level: Decimal,
    /// What was added for the calendar date; zero on ordinary days.
    #[serde(with = "rust_decimal::serde::str")]
    pub allowance: Decimal,
    /// Prints (or operation days) that had to agree.
    pub prints: u32,
}

/// Rules about repo rates and standing repo, with the gauges around them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FundingReport {
    /// What the rules found, gravest first.
    pub findings: Vec<Finding>,
    /// The date that the headline figure speaks of.
    pub date: NaiveDate,
    /// Month-end, tax date …; none on ordinary days.
    pub class: Option<DateClass>,
    /// The gauges as known when it was decided.
    pub gauges: Gauges,
    /// What the same kind of calendar date brought in the past 12 months, where there is one.
    pub usual: Option<Usual>,
}

/// The funding gauges, each with its own as-of date.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Gauges {
    /// SOFR.
    pub sofr: Option<Dated<Percent>>,
    /// IORB in force on SOFR's date.
    pub iorb: Option<Percent>,
    /// The standing repo rate in force on SOFR's date.
    pub srf_rate: Option<Percent>,
    /// SOFR over IORB.
    pub sofr_minus_iorb: Option<Dated<BasisPoints>>,
    /// SOFR over the standing repo rate.
    pub sofr_minus_srf: Option<Dated<BasisPoints>>,
    /// Standing repo, a day's total.
    pub srf_accepted: Option<Dated<UsdMillions>>,
    /// ON RRP, a day's amount.
    pub on_rrp: Option<Dated<UsdMillions>>,
    /// Average reserves of the week.
    pub reserves_avg: Option<Dated<UsdMillions>>,
    /// Change of average reserves over four weeks.
    pub reserves_4w: Option<UsdMillions>,
    /// Change of the average Treasury General Account over the same four weeks.
    pub tga_4w: Option<UsdMillions>,
}

/// A figure with the date it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// As-of date.
    pub date: NaiveDate,
    /// The figure.
    pub value: T,
}

/// SOFR over IORB on dates of the same class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Usual {
    /// The class.
    pub class: DateClass,
    /// How many dates: small samples are said to be small.
    pub count: u32,
    /// Their median.
    pub median: BasisPoints,
    /// Their highest.
    pub max: BasisPoints,
}

/// The weekly H.4.1 message. Averages and Wednesday levels stay in blocks of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeeklyReport {
    /// The Wednesday.
    pub week: NaiveDate,
    /// Average reserves and their change from the week before.
    pub reserves: Change,
    /// Contributions to the change in average reserves (plus adds); they sum to it exactly.
    pub contributions: Vec<Contribution>,
    /// Wednesday levels and their changes, in the order to be shown.
    pub levels: Vec<Level>,
    /// Total assets − TGA − ON RRP, all at Wednesday: a market proxy, not a Fed measure.
    pub net_liquidity: Option<Change>,
    /// Average reserves in percent of GDP as published by then.
    pub gdp_share: Option<GdpShare>,
    /// Average reserves four weeks on, for the slow drifts that single weeks hide.
    pub reserves_4w: Option<UsdMillions>,
}

/// A level and its change from the week before; the change is missing where the week before is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The figure of this week.
    pub value: UsdMillions,
    /// This week less the one before.
    pub change: Option<UsdMillions>,
}

/// One line of the attribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// The week-average series; `None` is "other lines".
    pub series: Option<SeriesId>,
    /// What it did to reserves: a fall in Treasury cash is a plus.
    pub to_reserves: UsdMillions,
}

/// One Wednesday line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// The Wednesday series.
    pub series: SeriesId,
    /// Level and change.
    pub level: Change,
}

/// Reserves relative to GDP, with the quarter that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GdpShare {
    /// First day of the quarter.
    pub quarter: NaiveDate,
    /// The share.
    pub share: Percent,
}

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
}

impl DecisionReport {
    /// A changed range is critical, an unchanged one info; without knowing the range before, the
    /// Committee's own verb decides.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let changed = match self.change {
            Some(change) => change != BasisPoints::ZERO,
            None => !matches!(self.statement.verb, Some(crate::source::Verb::Maintain) | None),
        };
        if changed { Severity::Critical } else { Severity::Info }
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
