//! Funding stress: findings, and the gauges around them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Finding;
use crate::calendar::DateClass;
use crate::series::SeriesId;
use crate::unit::{BasisPoints, Percent, UsdMillions};

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
    /// The revised figures that changed the level, where this corrects an earlier message.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

/// A figure that its source revised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which.
    pub series: SeriesId,
    /// Its as-of date.
    pub date: NaiveDate,
    /// As we told it, in the series' unit.
    #[serde(with = "rust_decimal::serde::str")]
    pub before: Decimal,
    /// As it is now.
    #[serde(with = "rust_decimal::serde::str")]
    pub after: Decimal,
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
