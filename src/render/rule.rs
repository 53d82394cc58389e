//! What each rule measures: its figure among the metrics, and the words and units for it.

mod names;
mod unit;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::alert::{Edge, Finding, Severity};
use crate::unit::{BasisPoints, Percent};

use super::date::Pen;
use super::words::args;
use super::{RenderError, keys, number};
pub(super) use names::{leading, name, names, within};
pub(super) use unit::{Unit, billions};

/// What a rule looks at, which decides its words and units. In the order in which equals are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gauge {
    /// R01: SOFR over IORB.
    SofrIorb,
    /// R02: SOFR over the standing repo rate.
    SofrSrf,
    /// R05: standing repo of a day.
    Repo,
    /// R04: TGCR over IORB, the mean of five days.
    TgcrIorb,
    /// R03: EFFR near IORB.
    EffrIorb,
    /// R08: average reserves on the week.
    Week,
    /// R22: average reserves in four weeks.
    FourWeeks,
    /// R23: average reserves below their high of 13 weeks.
    Drawdown,
    /// R07: average reserves in percent of GDP.
    GdpShare,
    /// A rule that has no words of its own.
    Other,
    /// R21: how many of the four funding-stress conditions hold.
    Stress,
}

/// The first day of the standing repo facility: before it, the top of the target range stands in as the
/// ceiling (`metric::funding`).
const STANDING_REPO: Option<NaiveDate> = NaiveDate::from_ymd_opt(2021, 7, 29);

/// Whether there was a standing repo rate on that date.
pub(super) fn has_standing_repo(date: NaiveDate) -> bool {
    Some(date) >= STANDING_REPO
}

impl Gauge {
    /// What a rule of that id looks at.
    pub(super) fn named(rule: &str) -> Self {
        match rule {
            "R01" => Self::SofrIorb,
            "R02" => Self::SofrSrf,
            "R03" => Self::EffrIorb,
            "R04" => Self::TgcrIorb,
            "R05" => Self::Repo,
            "R07" => Self::GdpShare,
            "R08" => Self::Week,
            "R21" => Self::Stress,
            "R22" => Self::FourWeeks,
            "R23" => Self::Drawdown,
            _ => Self::Other,
        }
    }

    /// What a finding is told by; `Other` where its figure is not among its metrics.
    pub(super) fn of(finding: &Finding) -> Self {
        let gauge = Self::named(&finding.rule);
        if gauge.figure(&finding.metrics).is_some() { gauge } else { Self::Other }
    }

    /// The rule's own figure.
    pub(super) fn figure(self, metrics: &BTreeMap<String, Decimal>) -> Option<Decimal> {
        self.names().iter().find_map(|name| metrics.get(*name).copied())
    }

    /// The metrics that can be the rule's figure, the likeliest first.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::SofrIorb => &["sofr_minus_iorb"],
            Self::SofrSrf => &["sofr_minus_srf"],
            Self::EffrIorb => &["effr_minus_iorb"],
            Self::TgcrIorb => &["tgcr_minus_iorb_mean5", "tgcr_minus_iorb"],
            Self::Repo => &["srf_accepted"],
            Self::Stress => &["signals"],
            Self::GdpShare => &["reserves_to_gdp"],
            Self::Week => &["reserves_change_1w"],
            Self::FourWeeks => &["reserves_change_4w"],
            Self::Drawdown => &["reserves_drawdown"],
            Self::Other => &[],
        }
    }

    /// The unit of its levels.
    pub(super) const fn unit(self) -> Unit {
        match self {
            Self::SofrIorb | Self::SofrSrf | Self::EffrIorb | Self::TgcrIorb => Unit::BasisPoints,
            Self::Repo | Self::Week | Self::FourWeeks | Self::Drawdown => Unit::Billions,
            Self::GdpShare => Unit::Percent,
            Self::Stress => Unit::Conditions,
            Self::Other => Unit::Plain,
        }
    }

    /// A figure told before, or the peak: with its sign where the rule looks both ways. A count of
    /// conditions is told by the widest spread among them.
    pub(super) fn value(self, pen: &Pen<'_>, value: Decimal) -> Result<String, RenderError> {
        match self {
            Self::Stress => pen.bp(BasisPoints(value)),
            Self::Week | Self::FourWeeks => pen.change(billions(value)),
            Self::Drawdown => pen.amount(billions(value)),
            Self::Repo => pen.repo(billions(value)),
            Self::GdpShare => pen.rate(Percent(value)),
            _ => self.unit().level(pen, value),
        }
    }

    /// The rule's figure by itself, as in a list: a spread with its sign, a count of conditions as
    /// "3 of 4 within five days".
    pub(super) fn listed(self, pen: &Pen<'_>, value: Decimal) -> Result<String, RenderError> {
        match self {
            Self::Stress => pen.say(&keys::STRESS_RECENT, args![number::plain(value)]),
            Self::SofrIorb | Self::SofrSrf | Self::EffrIorb | Self::TgcrIorb => pen.bp_signed(BasisPoints(value)),
            _ => self.value(pen, value),
        }
    }

    /// How its prints are counted: by days, operation days, weeks.
    pub(super) const fn prints(self) -> &'static str {
        match self {
            Self::Repo => "repo",
            Self::GdpShare | Self::Week | Self::FourWeeks | Self::Drawdown => "week",
            _ => "spread",
        }
    }
}

/// Where a finding stands among others: the gravest first, among equals what is new before what goes
/// on, the rules' own figures before a count of them.
pub(super) fn place(finding: &Finding) -> (std::cmp::Reverse<Severity>, bool, Gauge) {
    let goes_on = matches!(finding.edge, Edge::FollowUp { .. });
    (std::cmp::Reverse(finding.severity), goes_on, Gauge::of(finding))
}
