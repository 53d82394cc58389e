//! The units in which rules speak, and how a level in each is written.

use rust_decimal::Decimal;

use super::super::date::Pen;
use super::super::words::args;
use super::super::{RenderError, keys, number};
use crate::unit::{BasisPoints, UsdMillions};

/// The unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Unit {
    BasisPoints,
    Billions,
    Percent,
    /// Conditions out of four.
    Conditions,
    /// Multiples of the usual deviation.
    Score,
    Plain,
}

impl Unit {
    /// The unit of a metric by its name; `None` where the name does not tell.
    pub(in crate::render) fn of_metric(name: &str) -> Option<Self> {
        Some(match name {
            _ if name.contains("_minus_") || name.ends_with("_drift") => Self::BasisPoints,
            _ if name.ends_with("_to_gdp") => Self::Percent,
            _ if name.ends_with("_change_z") => Self::Score,
            "signals" => Self::Conditions,
            "srf_accepted" | "on_rrp" => Self::Billions,
            _ if name.starts_with("reserves_") => Self::Billions,
            _ => return None,
        })
    }

    /// A level, with no more decimals than it needs.
    pub(in crate::render) fn level(self, pen: &Pen<'_>, value: Decimal) -> Result<String, RenderError> {
        match self {
            Self::BasisPoints => pen.bp(BasisPoints(value)),
            Self::Billions => pen.level(billions(value)),
            Self::Percent => pen.say(&keys::PERCENT, args![number::plain(value)]),
            Self::Conditions => pen.say(&keys::STRESS_COUNT, args![number::plain(value)]),
            Self::Score => pen.say(&keys::SCORE, args![number::plain(value)]),
            Self::Plain => Ok(number::plain(value)),
        }
    }

    /// The bare figure of a level, for sums in brackets.
    pub(in crate::render) fn bare(self, pen: &Pen<'_>, value: Decimal) -> String {
        match self {
            Self::BasisPoints => number::bp_figure(BasisPoints(value), false),
            Self::Billions => pen.level_figure(billions(value)),
            _ => number::plain(value),
        }
    }
}

/// Rules measure amounts in USD billion.
pub(in crate::render) fn billions(value: Decimal) -> UsdMillions {
    UsdMillions(value * Decimal::ONE_THOUSAND)
}
