//! The weekly balance sheet: averages explained by averages, levels beside levels.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Correction, Finding, Severity};
use crate::series::SeriesId;
use crate::unit::{Percent, UsdMillions};

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
    /// What the rules of the week found (R07, R08, R22, R23), gravest first.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// What must be said beside a large weekly change.
    #[serde(default)]
    pub tags: Vec<WeekTag>,
    /// Contributions over four weeks, where a rule of that span spoke.
    #[serde(default)]
    pub drift: Option<Drift>,
    /// What the notes direct: the day on which the run-off of Treasury holdings ended or will end.
    #[serde(default)]
    pub runoff_ends: Option<NaiveDate>,
    /// Since when purchases of bills for reserve management are directed.
    #[serde(default)]
    pub bill_purchases_since: Option<NaiveDate>,
    /// The revised figures, where this corrects an earlier message.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

/// What must be said beside a large weekly change in reserves (rule R08's guards).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tag", rename_all = "snake_case")]
pub enum WeekTag {
    /// Treasury cash explains at least 70 % of it: "Treasury cash", not "the Fed".
    TreasuryCash,
    /// The Wednesday level moved the other way: mixed.
    Mixed,
    /// A week with a tax date or a quarter-end: what the same week brought in the last three years (median).
    SameWeek {
        /// Median change of average reserves.
        median: UsdMillions,
        /// Of how many years.
        years: u32,
    },
    /// A quarter-end that ON RRP explains by 40 % or more: it usually reverses. The change is told as info.
    QuarterEnd,
}

/// A change over several weeks and what it came from; all week averages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// Over how many weeks.
    pub weeks: u32,
    /// Change of average reserves.
    pub change: UsdMillions,
    /// Contributions; they sum to the change exactly.
    pub contributions: Vec<Contribution>,
}

impl WeeklyReport {
    /// The gravest finding's; info where nothing but the week itself is told. "Back to normal" counts only
    /// where nothing else was found.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let quarter_end = self.tags.contains(&WeekTag::QuarterEnd);
        let told_as =
            |finding: &Finding| if quarter_end && finding.rule == "R08" { Severity::Info } else { finding.severity };
        Severity::gravest(self.findings.iter().map(told_as)).unwrap_or(Severity::Info)
    }
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
