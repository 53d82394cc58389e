//! Figures over windows of prints: the week's mean of TGCR over IORB, the drift of EFFR towards IORB.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::gauges::median;
use super::{Facts, Metric};
use crate::calendar::DateClass;
use crate::series::History;
use crate::series::catalogue::{IORB, TARGET_LOWER};

/// Prints of TGCR in one mean.
pub(super) const MEAN_OF: usize = 5;
/// Prints of EFFR in the short and in the long median.
const SHORT_WINDOW: usize = 10;
pub(super) const LONG_WINDOW: usize = 120;

/// The mean of the newest counted spreads up to `date`; `None` where one of them is missing.
pub(super) fn mean(facts: Facts<'_>, date: NaiveDate) -> Option<Decimal> {
    facts.history.on(&Metric::TgcrMinusIorb.prints(), date)?;
    let dates = counted(facts, date);
    let spread = |&day: &NaiveDate| Metric::TgcrMinusIorb.on(facts.history, day);
    let sum: Decimal = dates.iter().map(spread).sum::<Option<Decimal>>()?;
    (dates.len() == MEAN_OF).then(|| (sum / Decimal::from(MEAN_OF)).normalize())
}

/// The prints in the mean of `date`: the newest ones that are not the first or the last business day
/// of a quarter, when balance sheets shrink for a day.
pub(super) fn counted(facts: Facts<'_>, date: NaiveDate) -> Vec<NaiveDate> {
    let ordinary = |day: &NaiveDate| !matches!((facts.class)(*day), Some(DateClass::QuarterEnd | DateClass::YearEnd));
    Metric::TgcrMinusIorb.dates(facts.history, date).filter(ordinary).take(MEAN_OF).collect()
}

/// The short median less the long one, over prints since the last technical adjustment; `None` while
/// there are fewer of them than the long window needs.
pub(super) fn drift(history: &History, date: NaiveDate) -> Option<Decimal> {
    let spread = Metric::EffrMinusIorb;
    spread.on(history, date)?;
    let spacing = |day| Some(history.in_force(&IORB, day)? - history.in_force(&TARGET_LOWER, day)?);
    let present = spacing(date)?;
    let window = spread.dates(history, date).take(LONG_WINDOW).take_while(|&day| spacing(day) == Some(present));
    let long: Vec<Decimal> = window.map(|day| spread.on(history, day)).collect::<Option<_>>()?;
    let short = long.get(..SHORT_WINDOW)?.to_vec();
    if long.len() < LONG_WINDOW {
        return None;
    }
    Some(middle(short)? - middle(long)?)
}

fn middle(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    median(&values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::catalogue::{EFFR, TGCR};
    use chrono::Days;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_first_and_last_days_of_a_quarter_are_left_out_of_the_mean() {
        let mut history = History::default();
        history.insert_value(IORB, day("2025-09-18"), Decimal::new(415, 2));
        let prints = [("09-24", 1), ("09-25", 2), ("09-26", 3), ("09-29", 4), ("09-30", 40), ("10-01", 30)];
        for (date, spread) in prints {
            history.insert_value(TGCR, day(&format!("2025-{date}")), Decimal::new(415 + spread, 2));
        }
        let class =
            |date: NaiveDate| [day("2025-09-30"), day("2025-10-01")].contains(&date).then_some(DateClass::QuarterEnd);
        assert_eq!(mean(Facts { history: &history, class: &class }, day("2025-10-01")), None, "four of five");
        history.insert_value(TGCR, day("2025-10-02"), Decimal::new(420, 2));
        let facts = Facts { history: &history, class: &class };
        assert_eq!(mean(facts, day("2025-10-02")), Some(Decimal::from(3)));
        assert_eq!(mean(facts, day("2025-10-03")), None, "no print of that day");
    }

    #[test]
    fn the_drift_starts_anew_with_a_technical_adjustment() {
        let mut history = History::default();
        let first = day("2021-01-01");
        history.insert_value(IORB, first, Decimal::new(10, 2));
        history.insert_value(TARGET_LOWER, first, Decimal::ZERO);
        for print in 0..240_u64 {
            let spread = if print % 120 < 110 { 3 } else { 6 };
            history.insert_value(EFFR, first + Days::new(print), Decimal::new(spread, 2));
        }
        let at = |history: &History, print: u64| drift(history, first + Days::new(print));
        assert_eq!((at(&history, 118), at(&history, 119)), (None, Some(Decimal::from(3))), "120 prints are needed");
        history.insert_value(IORB, first + Days::new(121), Decimal::new(15, 2));
        assert_eq!((at(&history, 120), at(&history, 121)), (Some(Decimal::from(3)), None));
        assert_eq!(at(&history, 239), None, "119 prints since the adjustment");
    }
}
