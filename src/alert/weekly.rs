//! The weekly balance sheet: averages explained by averages, levels beside levels.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
