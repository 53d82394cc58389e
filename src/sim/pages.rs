//! Pages composed from figures in the grammar of the real ones.

pub mod fomc;
pub mod h41;
pub mod nyfed;
pub mod press_feed;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How a figure is misprinted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// In another unit: so many times as large.
    Scale(Decimal),
    /// With the other sign.
    Flip,
}

impl Change {
    /// The misprinted figure; one too large to print stays as it is.
    #[must_use]
    pub fn of(self, value: Decimal) -> Decimal {
        match self {
            Self::Scale(factor) => value.checked_mul(factor).unwrap_or(value),
            Self::Flip => -value,
        }
    }
}
