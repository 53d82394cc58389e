//! Derived figures: spreads joined by date, changes over weeks, net liquidity, attribution.
//!
//! A metric has a value on the dates of its prints and on no others; a date on which one of its
//! inputs is missing has none.

pub mod drift;
mod funding;
pub mod gauges;
mod reserves;
pub mod weekly;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::alert::Input;
use crate::calendar::DateClass;
use crate::series::catalogue::{EFFR, GDP, IORB, RESERVES_AVG, SOFR, SRF_ACCEPTED, SRF_RATE, TARGET_UPPER, TGCR};
use crate::series::{History, SeriesId, gdp};
use crate::unit::{Percent, UsdMillions};

/// A figure that rules can be written about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// SOFR less the IORB in force on the same date, whole basis points.
    SofrMinusIorb,
    /// SOFR less the standing repo rate in force on the same date, whole basis points. Before the
    /// facility had a rate (29 July 2021): less the upper limit of the target range.
    SofrMinusSrf,
    /// TGCR less IORB, whole basis points.
    TgcrMinusIorb,
    /// The mean of the last five [`Metric::TgcrMinusIorb`], basis points; the first and the last
    /// business day of a quarter are left out of it.
    TgcrMinusIorbMean5,
    /// EFFR less IORB, whole basis points.
    EffrMinusIorb,
    /// The median of the last 10 [`Metric::EffrMinusIorb`] less that of the last 120, basis points.
    /// Both start anew when the distance of IORB from the lower limit of the target range changes:
    /// a technical adjustment moves IORB, not the market.
    EffrDrift,
    /// Standing repo accepted over both operations of a day, in USD billion.
    SrfAccepted,
    /// Average reserves less those of the week before, in USD billion.
    ReservesChange1w,
    /// How unusual that change is: less the median of the 52 changes before it, in units of 1.4826
    /// times their median absolute deviation.
    ReservesChangeZ,
    /// Average reserves less those of two weeks before, in USD billion.
    ReservesChange2w,
    /// Average reserves less those of four weeks before, in USD billion.
    ReservesChange4w,
    /// How far average reserves are below the highest of the last 13 weeks, this one included, in
    /// USD billion; never negative.
    ReservesDrawdown,
    /// Average reserves in percent of the GDP that was published when that week's H.4.1 came.
    ReservesToGdp,
    /// How many conditions of a composite's members hold: only a rule with members has it.
    Signals,
}

/// What metrics and rules may look at: history as known, and the class of a date.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// History as known at the moment of the evaluation.
    pub history: &'a History,
    /// Month-end, tax date …
    pub class: &'a dyn Fn(NaiveDate) -> Option<DateClass>,
}

impl Metric {
    /// All metrics.
    pub const ALL: [Self; 14] = [
        Self::SofrMinusIorb,
        Self::SofrMinusSrf,
        Self::TgcrMinusIorb,
        Self::TgcrMinusIorbMean5,
        Self::EffrMinusIorb,
        Self::EffrDrift,
        Self::SrfAccepted,
        Self::ReservesChange1w,
        Self::ReservesChangeZ,
        Self::ReservesChange2w,
        Self::ReservesChange4w,
        Self::ReservesDrawdown,
        Self::ReservesToGdp,
        Self::Signals,
    ];

    /// The name in `config/rules.toml`, in the ledger and in back-tests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SofrMinusIorb => "sofr_minus_iorb",
            Self::SofrMinusSrf => "sofr_minus_srf",
            Self::TgcrMinusIorb => "tgcr_minus_iorb",
            Self::TgcrMinusIorbMean5 => "tgcr_minus_iorb_mean5",
            Self::EffrMinusIorb => "effr_minus_iorb",
            Self::EffrDrift => "effr_drift",
            Self::SrfAccepted => "srf_accepted",
            Self::ReservesChange1w => "reserves_change_1w",
            Self::ReservesChangeZ => "reserves_change_z",
            Self::ReservesChange2w => "reserves_change_2w",
            Self::ReservesChange4w => "reserves_change_4w",
            Self::ReservesDrawdown => "reserves_drawdown",
            Self::ReservesToGdp => "reserves_to_gdp",
            Self::Signals => "signals",
        }
    }

    /// The series whose dates are this metric's prints.
    #[must_use]
    pub fn prints(self) -> SeriesId {
        match self {
            Self::SofrMinusIorb | Self::SofrMinusSrf | Self::Signals => SOFR,
            Self::TgcrMinusIorb | Self::TgcrMinusIorbMean5 => TGCR,
            Self::EffrMinusIorb | Self::EffrDrift => EFFR,
            Self::SrfAccepted => SRF_ACCEPTED,
            Self::ReservesChange1w
            | Self::ReservesChangeZ
            | Self::ReservesChange2w
            | Self::ReservesChange4w
            | Self::ReservesDrawdown
            | Self::ReservesToGdp => RESERVES_AVG.0,
        }
    }

    /// The administered rate that it is measured against.
    #[must_use]
    pub const fn step(self) -> Option<SeriesId> {
        match self {
            Self::SofrMinusIorb
            | Self::TgcrMinusIorb
            | Self::TgcrMinusIorbMean5
            | Self::EffrMinusIorb
            | Self::EffrDrift => Some(IORB),
            Self::SofrMinusSrf => Some(SRF_RATE),
            _ => None,
        }
    }

    /// How many prints one value is made of.
    #[must_use]
    pub const fn span(self) -> usize {
        match self {
            Self::TgcrMinusIorbMean5 => funding::MEAN_OF,
            Self::EffrDrift => funding::LONG_WINDOW,
            Self::ReservesChange1w => 2,
            Self::ReservesChangeZ => 2 + reserves::CHANGES_BEFORE,
            Self::ReservesChange2w => 3,
            Self::ReservesChange4w => 5,
            Self::ReservesDrawdown => reserves::HIGH_OF,
            _ => 1,
        }
    }

    /// The value on a date: basis points for spreads, USD billion for amounts, percent for shares.
    ///
    /// `None` too for what history alone cannot tell: a metric that depends on the class of dates
    /// (ask [`Metric::at`]), and [`Metric::Signals`].
    #[must_use]
    pub fn on(self, history: &History, date: NaiveDate) -> Option<Decimal> {
        match self {
            Self::SofrMinusIorb | Self::SofrMinusSrf | Self::TgcrMinusIorb | Self::EffrMinusIorb => {
                self.spread(history, date)
            }
            Self::EffrDrift => funding::drift(history, date),
            Self::SrfAccepted => Some(billions(history.on(&SRF_ACCEPTED, date)?)),
            Self::ReservesChange1w => reserves::change(history, date, 1).map(billions),
            Self::ReservesChangeZ => reserves::change_z(history, date),
            Self::ReservesChange2w => reserves::change(history, date, 2).map(billions),
            Self::ReservesChange4w => reserves::change(history, date, 4).map(billions),
            Self::ReservesDrawdown => reserves::drawdown(history, date).map(billions),
            Self::ReservesToGdp => reserves::to_gdp(history, date),
            Self::TgcrMinusIorbMean5 | Self::Signals => None,
        }
    }

    /// The value on a date, with everything that a rule may look at.
    #[must_use]
    pub fn at(self, facts: Facts<'_>, date: NaiveDate) -> Option<Decimal> {
        match self {
            Self::TgcrMinusIorbMean5 => funding::mean(facts, date),
            _ => self.on(facts.history, date),
        }
    }

    /// A rate less an administered one, whole basis points.
    fn spread(self, history: &History, date: NaiveDate) -> Option<Decimal> {
        let print = history.on(&self.prints(), date)?;
        let (_, _, rate) = self.rate_in_force(history, date)?;
        Some(Percent(print).spread_over(Percent(rate)).0)
    }

    /// Whether the administered rate that it is measured against is known for that date, if it needs one.
    #[must_use]
    pub fn has_its_rate(self, history: &History, date: NaiveDate) -> bool {
        self.step().is_none() || self.rate_in_force(history, date).is_some()
    }

    /// The administered rate of that date: its series, since when it is in force, percent.
    fn rate_in_force(self, history: &History, date: NaiveDate) -> Option<(SeriesId, NaiveDate, Decimal)> {
        let row = |series: SeriesId| history.in_force_row(&series, date).map(|(since, rate)| (series, since, rate));
        let step = self.step()?;
        let before_the_facility = || (step == SRF_RATE).then(|| row(TARGET_UPPER)).flatten();
        row(step.clone()).or_else(before_the_facility)
    }

    /// The published figures that the value of a date is made of, each with its own date (of a step:
    /// the date from which it is in force). Of long windows only the newest print.
    #[must_use]
    pub fn inputs(self, facts: Facts<'_>, date: NaiveDate) -> Vec<Input> {
        let history = facts.history;
        let print = |date| Some(Input { series: self.prints(), date, value: history.on(&self.prints(), date)? });
        let dates = match self {
            Self::TgcrMinusIorbMean5 => funding::counted(facts, date),
            Self::ReservesChange1w | Self::ReservesChangeZ => reserves::pair(date, 1),
            Self::ReservesChange2w => reserves::pair(date, 2),
            Self::ReservesChange4w => reserves::pair(date, 4),
            Self::ReservesDrawdown => reserves::high(history, date).map_or_else(|| vec![date], |high| vec![date, high]),
            Self::Signals => Vec::new(),
            _ => vec![date],
        };
        // Of a mean, each rate that was in force on one of its days.
        let days = if self == Self::TgcrMinusIorbMean5 { dates.clone() } else { vec![date] };
        let mut steps: Vec<Input> = Vec::new();
        for day in days {
            let step = self.rate_in_force(history, day).map(|(series, date, value)| Input { series, date, value });
            steps.extend(step.filter(|step| !steps.contains(step)));
        }
        let quarter = (self == Self::ReservesToGdp).then(|| gdp::as_of(history, date)).flatten();
        let quarter = quarter.map(|(date, value)| Input { series: GDP, date, value });
        dates.into_iter().filter_map(print).chain(steps).chain(quarter).collect()
    }

    /// The dates of its prints up to `date`, newest first.
    pub fn dates<'a>(self, history: &'a History, date: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<'a> {
        history.before(&self.prints(), date).map(|(date, _)| date)
    }

    /// The newest value not after `date`, with its own date; see [`Metric::on`].
    #[must_use]
    pub fn latest(self, history: &History, date: NaiveDate) -> Option<(NaiveDate, Decimal)> {
        let (date, _) = history.latest(&self.prints(), date)?;
        Some((date, self.on(history, date)?))
    }

    /// As [`Metric::latest`], with everything that a rule may look at.
    #[must_use]
    pub fn latest_at(self, facts: Facts<'_>, date: NaiveDate) -> Option<(NaiveDate, Decimal)> {
        let (date, _) = facts.history.latest(&self.prints(), date)?;
        Some((date, self.at(facts, date)?))
    }
}

fn billions(millions: Decimal) -> Decimal {
    UsdMillions(millions).billions().normalize()
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Metric {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|metric| metric.as_str() == text).ok_or_else(|| format!("unknown metric {text:?}"))
    }
}
