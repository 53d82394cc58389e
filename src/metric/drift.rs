//! What a change of average reserves over several weeks came from, and what must be said beside a large one.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use super::gauges::median;
use super::weekly;
use crate::alert::{Drift, WeekTag};
use crate::calendar::DateClass;
use crate::series::History;
use crate::series::catalogue::{ON_RRP_AVG, RESERVES_AVG, RESERVES_WED, TGA_AVG};
use crate::unit::UsdMillions;

/// Average reserves over `weeks`, decomposed by the H.4.1 identity over the same weeks.
#[must_use]
pub fn drift(history: &History, week: NaiveDate, weeks: u32) -> Option<Drift> {
    let change = weekly::over_weeks(history, &RESERVES_AVG, week, weeks.into())?;
    Some(Drift { weeks, change, contributions: weekly::contributions(history, week, weeks.into(), change) })
}

/// What rule R08's guards ask to be said beside the change of one week (facts/rules.csv).
#[must_use]
pub fn tags(history: &History, week: NaiveDate, class: impl Fn(NaiveDate) -> Option<DateClass>) -> Vec<WeekTag> {
    let Some(change) = weekly::over_weeks(history, &RESERVES_AVG, week, 1) else { return Vec::new() };
    let mut tags = Vec::new();
    let share = |of: UsdMillions| (of.0 * Decimal::ONE_HUNDRED).checked_div(change.0);
    // A rise in Treasury cash drains: its contribution has the other sign.
    let treasury = weekly::over_weeks(history, &TGA_AVG, week, 1).and_then(|tga| share(-tga));
    if treasury.is_some_and(|share| share >= Decimal::from(70)) {
        tags.push(WeekTag::TreasuryCash);
    }
    let wednesday = weekly::change_wed(history, &RESERVES_WED, week).and_then(|level| level.change);
    if wednesday.is_some_and(|wednesday| (wednesday.0 * change.0).is_sign_negative() && !wednesday.0.is_zero()) {
        tags.push(WeekTag::Mixed);
    }
    let classes = week_before(week).filter_map(&class).collect::<Vec<_>>();
    let special = |wanted: &[DateClass]| classes.iter().any(|class| wanted.contains(class));
    if special(&[DateClass::QuarterEnd, DateClass::YearEnd]) || tax_week(week) {
        tags.extend(same_week(history, week));
    }
    let on_rrp = weekly::over_weeks(history, &ON_RRP_AVG, week, 1).and_then(|on_rrp| share(-on_rrp));
    let two_weeks = special(&[DateClass::QuarterEnd, DateClass::YearEnd]);
    if two_weeks && on_rrp.is_some_and(|share| share >= Decimal::from(40)) {
        tags.push(WeekTag::QuarterEnd);
    }
    tags
}

/// The seven days that a week average covers: Thursday to Wednesday.
fn week_before(week: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..7).filter_map(move |days| week.checked_sub_days(Days::new(days)))
}

/// A week with a federal tax date: the 15th of January, April, June or September.
fn tax_week(week: NaiveDate) -> bool {
    week_before(week).any(|day| day.day() == 15 && matches!(day.month(), 1 | 4 | 6 | 9))
}

/// What the weeks 52, 104 and 156 weeks earlier brought.
fn same_week(history: &History, week: NaiveDate) -> Option<WeekTag> {
    let earlier = [52_u64, 104, 156].into_iter().filter_map(|weeks| week.checked_sub_days(Days::new(7 * weeks)));
    let mut changes: Vec<Decimal> =
        earlier.filter_map(|week| weekly::over_weeks(history, &RESERVES_AVG, week, 1)).map(|change| change.0).collect();
    changes.sort_unstable();
    let years = u32::try_from(changes.len()).ok()?;
    Some(WeekTag::SameWeek { median: UsdMillions(median(&changes)?), years })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::SeriesId;

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

    /// The week to 22 Apr 2026: the Treasury's account took the taxes in.
    #[test]
    fn a_tax_week_is_treasury_cash() {
        let history = with(&[
            (&RESERVES_AVG.0, "2026-04-15", 3_100_000),
            (&RESERVES_AVG.0, "2026-04-22", 2_872_000),
            (&TGA_AVG.0, "2026-04-15", 750_000),
            (&TGA_AVG.0, "2026-04-22", 960_000),
            (&RESERVES_WED.0, "2026-04-15", 3_000_000),
            (&RESERVES_WED.0, "2026-04-22", 3_010_000),
            (&RESERVES_AVG.0, "2025-04-16", 3_300_000),
            (&RESERVES_AVG.0, "2025-04-23", 3_200_000),
        ]);
        let tags = tags(&history, day("2026-04-22"), |_| None);
        assert_eq!(tags, [WeekTag::TreasuryCash, WeekTag::Mixed], "the 15th was in the week before");
        let drift = drift(&history, day("2026-04-22"), 1).expect("known");
        let lines: Vec<_> = drift.contributions.iter().map(|line| line.to_reserves.0.to_string()).collect();
        assert_eq!((drift.change.0.to_string().as_str(), lines), ("-228000", vec!["-210000".into(), "-18000".into()]));
    }

    #[test]
    fn a_quarter_end_that_on_rrp_explains_usually_reverses() {
        let history = with(&[
            (&RESERVES_AVG.0, "2025-09-24", 3_000_000),
            (&RESERVES_AVG.0, "2025-10-01", 2_900_000),
            (&ON_RRP_AVG.0, "2025-09-24", 10_000),
            (&ON_RRP_AVG.0, "2025-10-01", 60_000),
        ]);
        let class = |date| (date == day("2025-09-30")).then_some(DateClass::QuarterEnd);
        assert_eq!(tags(&history, day("2025-10-01"), class), [WeekTag::QuarterEnd]);
        assert_eq!(tags(&history, day("2025-10-08"), class), [], "without the week before there is no change");
    }
}
