//! Derived figures: spreads joined by date, changes over weeks, net liquidity, attribution.
//!
//! A metric has a value on the dates of its prints and on no others; a date on which one of its
//! inputs is missing has none.

pub mod drift;
pub mod gauges;
pub mod weekly;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::series::catalogue::{EFFR, IORB, SOFR, SRF_ACCEPTED, SRF_RATE, TGCR};
use crate::series::{History, SeriesId};
use crate::unit::{Percent, UsdMillions};

/// A figure that rules can be written about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// SOFR less the IORB in force on the same date, whole basis points.
    SofrMinusIorb,
    /// SOFR less the standing repo rate in force on the same date, whole basis points.
    SofrMinusSrf,
    /// TGCR less IORB, whole basis points.
    TgcrMinusIorb,
    /// EFFR less IORB, whole basis points.
    EffrMinusIorb,
    /// Standing repo accepted over both operations of a day, in USD billion.
    SrfAccepted,
}

impl Metric {
    /// All metrics.
    pub const ALL: [Self; 5] =
        [Self::SofrMinusIorb, Self::SofrMinusSrf, Self::TgcrMinusIorb, Self::EffrMinusIorb, Self::SrfAccepted];

    /// The name in `config/rules.toml`, in the ledger and in back-tests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SofrMinusIorb => "sofr_minus_iorb",
            Self::SofrMinusSrf => "sofr_minus_srf",
            Self::TgcrMinusIorb => "tgcr_minus_iorb",
            Self::EffrMinusIorb => "effr_minus_iorb",
            Self::SrfAccepted => "srf_accepted",
        }
    }

    /// The series whose dates are this metric's prints.
    #[must_use]
    pub const fn prints(self) -> SeriesId {
        match self {
            Self::SofrMinusIorb | Self::SofrMinusSrf => SOFR,
            Self::TgcrMinusIorb => TGCR,
            Self::EffrMinusIorb => EFFR,
            Self::SrfAccepted => SRF_ACCEPTED,
        }
    }

    /// The administered rate that it is measured against.
    #[must_use]
    pub const fn step(self) -> Option<SeriesId> {
        match self {
            Self::SofrMinusIorb | Self::TgcrMinusIorb | Self::EffrMinusIorb => Some(IORB),
            Self::SofrMinusSrf => Some(SRF_RATE),
            Self::SrfAccepted => None,
        }
    }

    /// The value on a date: basis points for spreads, USD billion for amounts.
    #[must_use]
    pub fn on(self, history: &History, date: NaiveDate) -> Option<Decimal> {
        let print = history.on(&self.prints(), date)?;
        match self.step() {
            Some(step) => Some(Percent(print).spread_over(Percent(history.in_force(&step, date)?)).0),
            None => Some(UsdMillions(print).billions().normalize()),
        }
    }

    /// The dates of its prints up to `date`, newest first.
    pub fn dates<'a>(self, history: &'a History, date: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<'a> {
        history.before(&self.prints(), date).map(|(date, _)| date)
    }

    /// The newest value not after `date`, with its own date.
    #[must_use]
    pub fn latest(self, history: &History, date: NaiveDate) -> Option<(NaiveDate, Decimal)> {
        let (date, _) = history.latest(&self.prints(), date)?;
        Some((date, self.on(history, date)?))
    }
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
