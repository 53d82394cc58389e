//! The series that rules and messages speak of, with unit and kind in their types.
//!
//! An H.4.1 line exists as a week average and as a Wednesday level. [`Avg`] and [`Wed`] are
//! different types, so that a formula that mixes them does not compile.

use super::{Kind, SeriesId};
use crate::unit::Unit;

/// A week-average H.4.1 series; the inner name ends in `_avg`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avg(pub SeriesId);
/// A Wednesday-level H.4.1 series; the inner name ends in `_wed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wed(pub SeriesId);

macro_rules! names {
    ($($(#[$doc:meta])* $konst:ident = $name:literal;)*) => {
        $($(#[$doc])* pub const $konst: SeriesId = SeriesId::of($name);)*
    };
}
names! {
    /// Secured Overnight Financing Rate (New York Fed), percent.
    SOFR = "sofr";
    /// Tri-Party General Collateral Rate (New York Fed), percent.
    TGCR = "tgcr";
    /// Broad General Collateral Rate (New York Fed), percent.
    BGCR = "bgcr";
    /// Effective federal funds rate (New York Fed), percent.
    EFFR = "effr";
    /// Interest rate on reserve balances (Board, implementation note), percent, step.
    IORB = "iorb";
    /// ON RRP offering rate (Board, implementation note), percent, step.
    ON_RRP_RATE = "on_rrp_rate";
    /// Standing repo rate (minimum bid rate until 2025-12-10), percent, step.
    SRF_RATE = "srf_rate";
    /// Lower limit of the federal funds target range, percent, step.
    TARGET_LOWER = "target_lower";
    /// Upper limit of the federal funds target range, percent, step.
    TARGET_UPPER = "target_upper";
    /// Standing repo accepted over both operations of a day, exercises excluded, USD million.
    SRF_ACCEPTED = "srf_accepted";
    /// Standing repo accepted in the morning operation alone, USD million.
    SRF_AM = "srf_am";
    /// Overnight reverse repo accepted, exercises excluded, USD million.
    ON_RRP = "on_rrp";
    /// Nominal GDP, seasonally adjusted annual rate, USD million.
    GDP = "gdp";
}

macro_rules! h41 {
    ($kind:ident: $($(#[$doc:meta])* $konst:ident = $name:literal;)*) => {
        $($(#[$doc])* pub const $konst: $kind = $kind(SeriesId::of($name));)*
    };
}
h41! { Avg:
    /// Reserve balances with Federal Reserve Banks.
    RESERVES_AVG = "reserves_avg";
    /// U.S. Treasury, General Account.
    TGA_AVG = "tga_avg";
    /// Reverse repurchase agreements, others: the ON RRP facility.
    ON_RRP_AVG = "on_rrp_avg";
    /// Reverse repurchase agreements, foreign official and international accounts.
    FOREIGN_RRP_AVG = "foreign_rrp_avg";
    /// Repurchase agreements, others: standing repo.
    REPO_OTHERS_AVG = "repo_others_avg";
    /// Securities held outright.
    SECURITIES_AVG = "securities_avg";
    /// Loans.
    LOANS_AVG = "loans_avg";
    /// Currency in circulation.
    CURRENCY_AVG = "currency_avg";
}
h41! { Wed:
    /// Total assets of the Federal Reserve Banks (table 5).
    FED_ASSETS_WED = "fed_assets_wed";
    /// Reserve balances with Federal Reserve Banks.
    RESERVES_WED = "reserves_wed";
    /// U.S. Treasury, General Account.
    TGA_WED = "tga_wed";
    /// Reverse repurchase agreements, others: the ON RRP facility.
    ON_RRP_WED = "on_rrp_wed";
    /// U.S. Treasury securities held outright.
    TREASURIES_WED = "treasuries_wed";
    /// Treasury bills held outright, face value.
    BILLS_WED = "bills_wed";
    /// Mortgage-backed securities held outright.
    MBS_WED = "mbs_wed";
}

/// Unit and kind of a series, from its name; `None` for a name that nobody publishes.
#[must_use]
pub fn describe(series: &SeriesId) -> Option<(Unit, Kind)> {
    let name = series.as_str();
    if name.ends_with("_avg") {
        return Some((Unit::UsdMillion, Kind::WeekAverage));
    }
    if name.ends_with("_wed") {
        return Some((Unit::UsdMillion, Kind::WednesdayLevel));
    }
    Some(match name {
        "iorb" | "on_rrp_rate" | "srf_rate" | "target_lower" | "target_upper" | "primary_credit" => {
            (Unit::Percent, Kind::Step)
        }
        "srf_accepted" | "srf_am" | "on_rrp" | "repo_accepted" | "tga_daily" => (Unit::UsdMillion, Kind::Amount),
        "gdp" => (Unit::UsdMillion, Kind::QuarterlyFlow),
        _ => return describe_rate(name),
    })
}

/// Reference rates: `sofr`, `sofr_p99`, `sofr_volume`.
fn describe_rate(name: &str) -> Option<(Unit, Kind)> {
    let (base, part) = name.split_once('_').map_or((name, None), |(base, part)| (base, Some(part)));
    if !matches!(base, "sofr" | "tgcr" | "bgcr" | "effr" | "obfr") {
        return None;
    }
    match part {
        None | Some("p01" | "p25" | "p75" | "p99") => Some((Unit::Percent, Kind::Rate)),
        Some("volume") => Some((Unit::UsdMillion, Kind::Amount)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_averages_from_levels() {
        assert_eq!(describe(&RESERVES_AVG.0), Some((Unit::UsdMillion, Kind::WeekAverage)));
        assert_eq!(describe(&FED_ASSETS_WED.0), Some((Unit::UsdMillion, Kind::WednesdayLevel)));
        assert_eq!(describe(&IORB), Some((Unit::Percent, Kind::Step)));
        assert_eq!(describe(&SeriesId::of("sofr_p99")), Some((Unit::Percent, Kind::Rate)));
        assert_eq!(describe(&SeriesId::of("sofr_p98")), None);
    }
}
