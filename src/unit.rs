//! Units that never mix by accident: no bare number crosses a module.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Decimal);

        impl $name {
            /// Zero of this unit.
            pub const ZERO: Self = Self(Decimal::ZERO);
            /// The size without the sign.
            #[must_use]
            pub fn abs(self) -> Self {
                Self(self.0.abs())
            }
        }
        impl std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl std::ops::Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl std::ops::Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
                items.fold(Self::ZERO, |a, b| a + b)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

quantity! {
    /// A rate or a share in percent: `3.90` is 3.90 %.
    Percent
}
quantity! {
    /// Hundredths of a percentage point: how spreads are quoted.
    BasisPoints
}
quantity! {
    /// Millions of US dollars: the unit of the H.4.1 release and of every amount stored here.
    UsdMillions
}

impl Percent {
    /// `self − other` in basis points, rounded to whole ones as rates are published to two decimals.
    #[must_use]
    pub fn spread_over(self, other: Self) -> BasisPoints {
        BasisPoints(((self.0 - other.0) * Decimal::ONE_HUNDRED).round())
    }
}

impl UsdMillions {
    /// The same amount in billions of dollars.
    #[must_use]
    pub fn billions(self) -> Decimal {
        self.0 / Decimal::ONE_THOUSAND
    }
}

/// The unit that a series is stored in; spelled as in the catalogue and in `tidewatch parse`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Percent a year, or percent of something.
    #[serde(rename = "percent")]
    Percent,
    /// Millions of US dollars.
    #[serde(rename = "USD million")]
    UsdMillion,
    /// US dollars (a price).
    #[serde(rename = "USD")]
    Usd,
}

impl Unit {
    /// The spelling used on the outside.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::UsdMillion => "USD million",
            Self::Usd => "USD",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_whole_basis_points() {
        let sofr = Percent(Decimal::new(422, 2));
        let iorb = Percent(Decimal::new(390, 2));
        assert_eq!(sofr.spread_over(iorb), BasisPoints(Decimal::new(32, 0)));
        assert_eq!(iorb.spread_over(sofr), BasisPoints(Decimal::new(-32, 0)));
    }

    #[test]
    fn fifty_billion_is_fifty_thousand_million() {
        assert_eq!(UsdMillions(Decimal::new(50_350, 0)).billions(), Decimal::new(5035, 2));
    }
}
