//! The weekly H.4.1 message: what moved average reserves, and Wednesday's levels beside it.
//!
//! Averages explain averages and levels stand beside levels: [`Avg`] and [`Wed`] are different types.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::alert::{Change, Contribution, GdpShare, Level, WeeklyReport};
use crate::series::catalogue::{
    Avg, BILLS_WED, CURRENCY_AVG, FED_ASSETS_WED, FOREIGN_RRP_AVG, GDP, LOANS_AVG, MBS_WED, ON_RRP, ON_RRP_AVG,
    ON_RRP_WED, REPO_OTHERS_AVG, RESERVES_AVG, SECURITIES_AVG, TGA_AVG, TGA_WED, Wed,
};
use crate::series::{History, SeriesId};
use crate::unit::{Percent, UsdMillions};

/// Whether a line adds to reserves or drains them as it rises (FED.md 3.3, H.4.1 table 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Factor {
    Supplying,
    Absorbing,
}

/// The lines that are named in the attribution; the first three always, the others when they matter.
const ITEMS: [(Avg, Factor); 7] = [
    (TGA_AVG, Factor::Absorbing),
    (ON_RRP_AVG, Factor::Absorbing),
    (REPO_OTHERS_AVG, Factor::Supplying),
    (SECURITIES_AVG, Factor::Supplying),
    (LOANS_AVG, Factor::Supplying),
    (CURRENCY_AVG, Factor::Absorbing),
    (FOREIGN_RRP_AVG, Factor::Absorbing),
];
const ALWAYS_SHOWN: usize = 3;
/// At most this many named lines: the message is read on a phone.
const MOST_LINES: usize = 5;
/// Below $5 billion a line outside the first three is part of "other lines".
const MATTERS: UsdMillions = UsdMillions(Decimal::from_parts(5_000, 0, 0, false, 0));

/// The report of the week that ended on `week`; `None` without that week's average reserves.
#[must_use]
pub fn report(history: &History, week: NaiveDate) -> Option<WeeklyReport> {
    let reserves = change_avg(history, &RESERVES_AVG, week)?;
    let levels = [FED_ASSETS_WED, TGA_WED, BILLS_WED, MBS_WED]
        .into_iter()
        .filter_map(|line| Some(Level { level: change_wed(history, &line, week)?, series: line.0 }))
        .collect();
    Some(WeeklyReport {
        week,
        reserves,
        contributions: reserves.change.map(|total| contributions(history, week, 1, total)).unwrap_or_default(),
        levels,
        net_liquidity: net_liquidity_change(history, week),
        gdp_share: gdp_share(history, week, reserves.value),
        reserves_4w: over_weeks(history, &RESERVES_AVG, week, 4),
        findings: Vec::new(),
        tags: Vec::new(),
        drift: None,
        runoff_ends: None,
        bill_purchases_since: None,
        corrections: Vec::new(),
    })
}

/// Total assets − TGA − ON RRP, all at Wednesday's close: a market proxy, not a Fed measure.
///
/// ON RRP is the H.4.1 line; where no H.4.1 was read in full, the operation of that Wednesday.
#[must_use]
pub fn net_liquidity(history: &History, week: NaiveDate) -> Option<UsdMillions> {
    let wed = |line: &Wed| history.on(&line.0, week).map(UsdMillions);
    let on_rrp = wed(&ON_RRP_WED).or_else(|| history.on(&ON_RRP, week).map(UsdMillions))?;
    Some(wed(&FED_ASSETS_WED)? - wed(&TGA_WED)? - on_rrp)
}

/// Net liquidity with its change from the week before.
#[must_use]
pub fn net_liquidity_change(history: &History, week: NaiveDate) -> Option<Change> {
    let value = net_liquidity(history, week)?;
    Some(Change { value, change: net_liquidity(history, weeks_before(week, 1)?).map(|before| value - before) })
}

/// The change of a week average over some weeks.
#[must_use]
pub fn over_weeks(history: &History, line: &Avg, week: NaiveDate, weeks: u64) -> Option<UsdMillions> {
    let now = history.on(&line.0, week)?;
    let then = history.on(&line.0, weeks_before(week, weeks)?)?;
    Some(UsdMillions(now - then))
}

/// A week average with its change from the week before.
#[must_use]
pub fn change_avg(history: &History, line: &Avg, week: NaiveDate) -> Option<Change> {
    change(history, &line.0, week)
}

/// A Wednesday level with its change from the week before.
#[must_use]
pub fn change_wed(history: &History, line: &Wed, week: NaiveDate) -> Option<Change> {
    change(history, &line.0, week)
}

fn change(history: &History, series: &SeriesId, week: NaiveDate) -> Option<Change> {
    let value = UsdMillions(history.on(series, week)?);
    let before = history.on(series, weeks_before(week, 1)?).map(UsdMillions);
    Some(Change { value, change: before.map(|before| value - before) })
}

/// Contributions to the change in average reserves over some weeks: plus adds. They sum to `total`
/// exactly, since what is not itemised is "other lines".
pub(super) fn contributions(history: &History, week: NaiveDate, weeks: u64, total: UsdMillions) -> Vec<Contribution> {
    let mut named: Vec<Contribution> = ITEMS
        .iter()
        .enumerate()
        .filter_map(|(position, (line, factor))| {
            let moved = over_weeks(history, line, week, weeks)?;
            let to_reserves = if *factor == Factor::Supplying { moved } else { -moved };
            let shown = position < ALWAYS_SHOWN || to_reserves.abs() >= MATTERS;
            shown.then(|| Contribution { series: Some(line.0.clone()), to_reserves })
        })
        .collect();
    keep_largest(&mut named);
    if named.is_empty() {
        return named;
    }
    let itemised: UsdMillions = named.iter().map(|line| line.to_reserves).sum();
    named.push(Contribution { series: None, to_reserves: total - itemised });
    named
}

/// Drops the smallest of the lines that are not always shown.
fn keep_largest(named: &mut Vec<Contribution>) {
    while named.len() > MOST_LINES {
        let smallest = (ALWAYS_SHOWN..named.len()).min_by_key(|&at| named.get(at).map(|line| line.to_reserves.abs()));
        match smallest {
            Some(at) => drop(named.remove(at)),
            None => return,
        }
    }
}

/// Average reserves in percent of the latest quarter's GDP that was published.
fn gdp_share(history: &History, week: NaiveDate, reserves: UsdMillions) -> Option<GdpShare> {
    let (quarter, gdp) = history.latest(&GDP, week)?;
    let share = (reserves.0 * Decimal::ONE_HUNDRED).checked_div(gdp)?;
    Some(GdpShare { quarter, share: Percent(share) })
}

fn weeks_before(week: NaiveDate, weeks: u64) -> Option<NaiveDate> {
    week.checked_sub_days(Days::new(7 * weeks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn with(rows: &[(&SeriesId, &str, i64)]) -> History {
        let mut history = History::default();
        for (series, date, value) in rows {
            history.insert_value((*series).clone(), day(date), Decimal::from(*value));
        }
        history
    }

    /// The week to 10 Dec 2025, figures as published.
    fn december() -> History {
        with(&[
            (&RESERVES_AVG.0, "2025-12-03", 2_858_300),
            (&RESERVES_AVG.0, "2025-12-10", 2_932_100),
            (&TGA_AVG.0, "2025-12-03", 937_146),
            (&TGA_AVG.0, "2025-12-10", 858_946),
            (&ON_RRP_AVG.0, "2025-12-03", 5_000),
            (&ON_RRP_AVG.0, "2025-12-10", 2_200),
            (&GDP, "2025-04-01", 30_485_729),
        ])
    }

    #[test]
    fn a_fall_in_treasury_cash_adds_to_reserves_and_the_lines_sum_exactly() {
        let report = report(&december(), day("2025-12-10")).expect("reserves are there");
        assert_eq!(report.reserves.change, Some(UsdMillions(Decimal::from(73_800))));
        let lines: Vec<_> = report.contributions.iter().map(|line| line.to_reserves.0.to_string()).collect();
        assert_eq!(lines, ["78200", "2800", "-7200"], "TGA, ON RRP, other lines");
        let sum: UsdMillions = report.contributions.iter().map(|line| line.to_reserves).sum();
        assert_eq!(Some(sum), report.reserves.change);
    }

    #[test]
    fn the_gdp_share_uses_the_quarter_published_by_then() {
        let report = report(&december(), day("2025-12-10")).expect("reserves are there");
        let share = report.gdp_share.expect("a quarter is known");
        assert_eq!((share.quarter, share.share.0.round_dp(2).to_string()), (day("2025-04-01"), "9.62".into()));
    }

    #[test]
    fn a_missing_week_leaves_changes_out_instead_of_making_them_up() {
        let lonely = with(&[(&RESERVES_AVG.0, "2025-12-10", 2_932_100)]);
        let report = report(&lonely, day("2025-12-10")).expect("reserves are there");
        assert_eq!((report.reserves.change, report.contributions.len(), report.net_liquidity), (None, 0, None));
    }

    #[test]
    fn net_liquidity_takes_the_line_of_the_release_before_the_operation() {
        let mut history = with(&[
            (&FED_ASSETS_WED.0, "2025-12-10", 6_539_300),
            (&TGA_WED.0, "2025-12-10", 805_800),
            (&ON_RRP, "2025-12-10", 5_045),
        ]);
        let week = day("2025-12-10");
        assert_eq!(net_liquidity(&history, week), Some(UsdMillions(Decimal::from(5_728_455))));
        history.insert_value(ON_RRP_WED.0, week, Decimal::from(5_100));
        assert_eq!(net_liquidity(&history, week), Some(UsdMillions(Decimal::from(5_728_400))));
    }
}
