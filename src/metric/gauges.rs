//! The funding gauges round an alert, and what is usual on such a date.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use super::{Metric, weekly};
use crate::alert::{Dated, Gauges, Usual};
use crate::calendar::DateClass;
use crate::series::catalogue::{IORB, ON_RRP, RESERVES_AVG, SOFR, SRF_ACCEPTED, SRF_RATE, TGA_AVG};
use crate::series::{History, SeriesId};
use crate::unit::{BasisPoints, Percent, UsdMillions};

/// The gauges as known on `date`; each carries its own as-of date.
#[must_use]
pub fn gauges(history: &History, date: NaiveDate) -> Gauges {
    let sofr = history.latest(&SOFR, date);
    let spread = |metric: Metric| {
        let (date, value) = metric.latest(history, date)?;
        Some(Dated { date, value: BasisPoints(value) })
    };
    let week = history.latest(&RESERVES_AVG.0, date);
    Gauges {
        sofr: sofr.map(|(date, value)| Dated { date, value: Percent(value) }),
        iorb: sofr.and_then(|(date, _)| history.in_force(&IORB, date)).map(Percent),
        srf_rate: sofr.and_then(|(date, _)| history.in_force(&SRF_RATE, date)).map(Percent),
        sofr_minus_iorb: spread(Metric::SofrMinusIorb),
        sofr_minus_srf: spread(Metric::SofrMinusSrf),
        srf_accepted: amount(history, &SRF_ACCEPTED, date),
        on_rrp: amount(history, &ON_RRP, date),
        reserves_avg: week.map(|(date, value)| Dated { date, value: UsdMillions(value) }),
        reserves_4w: week.and_then(|(week, _)| weekly::over_weeks(history, &RESERVES_AVG, week, 4)),
        tga_4w: week.and_then(|(week, _)| weekly::over_weeks(history, &TGA_AVG, week, 4)),
    }
}

fn amount(history: &History, series: &SeriesId, date: NaiveDate) -> Option<Dated<UsdMillions>> {
    history.latest(series, date).map(|(date, value)| Dated { date, value: UsdMillions(value) })
}

/// SOFR over IORB on comparable dates of the twelve months before `date`: month-ends of every kind for
/// a month-end, mid-month dates for a mid-month one. Of a month-end's two days only the last counts,
/// so that one month is one date.
#[must_use]
pub fn usual(history: &History, date: NaiveDate, class_of: impl Fn(NaiveDate) -> Option<DateClass>) -> Option<Usual> {
    let class = class_of(date)?;
    let mid_month = class == DateClass::MidMonth;
    let comparable = |other: NaiveDate| {
        let same = class_of(other).is_some_and(|other| (other == DateClass::MidMonth) == mid_month);
        same && (mid_month || other.day() > 15)
    };
    let earliest = date.checked_sub_days(Days::new(366))?;
    let metric = Metric::SofrMinusIorb;
    let mut values: Vec<Decimal> = metric
        .dates(history, date)
        .filter(|&other| other < date)
        .take_while(|&other| other >= earliest)
        .filter(|&other| comparable(other))
        .filter_map(|other| metric.on(history, other))
        .collect();
    values.sort_unstable();
    let max = *values.last()?;
    Some(Usual {
        // A larger sample says more than a purer one: quarter-ends and year-end are month-ends too.
        class: if mid_month { DateClass::MidMonth } else { DateClass::MonthEnd },
        count: u32::try_from(values.len()).unwrap_or(u32::MAX),
        median: BasisPoints(median(&values)?),
        max: BasisPoints(max),
    })
}

/// The median of sorted values; of an even number, the mean of the middle two.
#[must_use]
pub fn median(sorted: &[Decimal]) -> Option<Decimal> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(((upper + *sorted.get(middle.checked_sub(1)?)?) / Decimal::TWO).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_of_odd_and_even_counts() {
        let values = |list: &[i64]| list.iter().map(|&v| Decimal::from(v)).collect::<Vec<_>>();
        assert_eq!(median(&values(&[-3, 1, 9])), Some(Decimal::ONE));
        assert_eq!(median(&values(&[-2, 1])), Some(Decimal::new(-5, 1)));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn a_gauge_is_joined_on_its_own_date_and_missing_ones_stay_missing() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let mut history = History::default();
        for (date, rate) in [("2025-10-29", 427), ("2025-10-30", 404)] {
            history.insert_value(SOFR, day(date), Decimal::new(rate, 2));
        }
        history.insert_value(IORB, day("2025-09-18"), Decimal::new(415, 2));
        history.insert_value(IORB, day("2025-10-30"), Decimal::new(390, 2));
        let before = gauges(&history, day("2025-10-29"));
        let after = gauges(&history, day("2025-10-31"));
        let spread = |gauges: &Gauges| gauges.sofr_minus_iorb.map(|spread| spread.value.0);
        assert_eq!((spread(&before), spread(&after)), (Some(Decimal::from(12)), Some(Decimal::from(14))));
        assert_eq!((after.srf_accepted, after.reserves_4w), (None, None));
    }
}
