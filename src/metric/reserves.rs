//! Average reserves over weeks. Weeks are exact Wednesdays apart: a missing week leaves the figure
//! without a value, its neighbour never stands in for it.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::gauges::median;
use super::weekly::over_weeks;
use crate::series::catalogue::RESERVES_AVG;
use crate::series::{History, gdp};

/// The weeks among which the highest is looked for, the present one included.
pub(super) const HIGH_OF: usize = 13;
/// The weekly changes that a change is compared with.
pub(super) const CHANGES_BEFORE: usize = 52;
/// Makes the median absolute deviation of a normal distribution its standard deviation.
const NORMAL: Decimal = Decimal::from_parts(14_826, 0, 0, false, 4);

/// The change over some weeks, USD million.
pub(super) fn change(history: &History, week: NaiveDate, weeks: u64) -> Option<Decimal> {
    over_weeks(history, &RESERVES_AVG, week, weeks).map(|change| change.0)
}

/// The newest change less the median of the 52 before it, over their scaled median absolute deviation.
pub(super) fn change_z(history: &History, week: NaiveDate) -> Option<Decimal> {
    let newest = change(history, week, 1)?;
    let weeks = weeks_back(week).skip(1).take(CHANGES_BEFORE);
    let before: Vec<Decimal> = weeks.map(|week| change(history, week, 1)).collect::<Option<_>>()?;
    let centre = middle(before.clone())?;
    let spread = middle(before.iter().map(|change| (change - centre).abs()).collect())? * NORMAL;
    // Weeks that all moved alike have no spread, and then nothing can be said of this one.
    (newest - centre).checked_div(spread)
}

/// How far reserves are below the highest of the last 13 weeks, USD million.
pub(super) fn drawdown(history: &History, week: NaiveDate) -> Option<Decimal> {
    let high = high(history, week)?;
    Some(history.on(&RESERVES_AVG.0, high)? - history.on(&RESERVES_AVG.0, week)?)
}

/// The week of the last 13 with the highest average; the newest of equals.
pub(super) fn high(history: &History, week: NaiveDate) -> Option<NaiveDate> {
    let level = |week| Some((history.on(&RESERVES_AVG.0, week)?, week));
    let levels: Vec<_> = weeks_back(week).take(HIGH_OF).map(level).collect::<Option<_>>()?;
    levels.into_iter().max().map(|(_, week)| week)
}

/// Percent of the GDP that was published when the week's release came.
pub(super) fn to_gdp(history: &History, week: NaiveDate) -> Option<Decimal> {
    let (_, gdp) = gdp::as_of(history, week)?;
    (history.on(&RESERVES_AVG.0, week)? * Decimal::ONE_HUNDRED).checked_div(gdp)
}

/// The two weeks of a change.
pub(super) fn pair(week: NaiveDate, weeks: u64) -> Vec<NaiveDate> {
    std::iter::once(week).chain(week.checked_sub_days(Days::new(7 * weeks))).collect()
}

fn weeks_back(week: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(week), |week| week.checked_sub_days(Days::new(7)))
}

fn middle(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    median(&values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::catalogue::GDP;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn weekly(levels: &[i64]) -> (History, NaiveDate) {
        let (mut history, last) = (History::default(), day("2025-10-29"));
        for (week, level) in weeks_back(last).zip(levels.iter().rev()) {
            history.insert_value(RESERVES_AVG.0, week, Decimal::from(*level));
        }
        (history, last)
    }

    #[test]
    fn a_missing_week_leaves_its_change_without_a_value() {
        let (history, last) = weekly(&[100, 90, 95, 80, 85]);
        assert_eq!(change(&history, last, 4), Some(Decimal::from(-15)));
        assert_eq!(change(&history, last, 5), None);
        assert_eq!(change(&history, last + Days::new(1), 1), None, "not a Wednesday");
    }

    #[test]
    fn the_drawdown_needs_all_thirteen_weeks() {
        let mut levels = vec![100; 13];
        levels[1] = 130;
        let (history, last) = weekly(&levels);
        assert_eq!(drawdown(&history, last), Some(Decimal::from(30)));
        assert_eq!(high(&history, last), Some(last - Days::new(77)));
        assert_eq!(drawdown(&weekly(&levels[1..]).0, last), None);
    }

    #[test]
    fn a_change_is_compared_with_the_fifty_two_before_it() {
        // Changes of +10 and −10 in turn: median 0, deviation 10.
        let mut levels: Vec<i64> = (0..53).map(|week| if week % 2 == 0 { 100 } else { 110 }).collect();
        levels.push(100 + 30);
        let (history, last) = weekly(&levels);
        assert_eq!(change_z(&history, last).map(|z| z.round_dp(4)), Some(Decimal::new(20235, 4)));
        assert_eq!(change_z(&weekly(&levels[1..]).0, last), None);
        assert_eq!(change_z(&weekly(&[7; 54]).0, last), None, "without spread nothing is unusual");
    }

    #[test]
    fn a_week_is_measured_by_the_gdp_that_its_release_knew() {
        let mut history = History::default();
        for (quarter, value) in [("2025-04-01", 30_485_729), ("2025-07-01", 31_098_027)] {
            history.insert_value(GDP, day(quarter), Decimal::from(value));
        }
        for week in ["2025-12-10", "2025-12-24"] {
            history.insert_value(RESERVES_AVG.0, day(week), Decimal::from(2_932_100));
        }
        let share = |week| to_gdp(&history, day(week)).map(|share| share.round_dp(2));
        // The third quarter came on 23 December only; that it is known now changes nothing of the 10th.
        assert_eq!(
            (share("2025-12-10"), share("2025-12-24")),
            (Some(Decimal::new(962, 2)), Some(Decimal::new(943, 2)))
        );
    }
}
