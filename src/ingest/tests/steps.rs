//! Administered rates join by the day from which they are in force: over every change since 2018.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::metric::Metric;
use crate::series::History;
use crate::series::archive::Archive;
use crate::series::catalogue::{IORB, SOFR};
use crate::testing::shared;

fn table(file: &str, key: usize, value: usize) -> Option<BTreeMap<NaiveDate, Decimal>> {
    let mut rows = csv::Reader::from_path(shared(file)?).expect("readable");
    let row = |row: csv::StringRecord| Some((row.get(key)?.parse().ok()?, row.get(value)?.parse().ok()?));
    Some(rows.records().filter_map(|record| row(record.expect("a row"))).collect())
}

#[test]
fn sofr_is_measured_against_the_rate_of_its_own_day() {
    let Some(directory) = shared("history") else { return };
    let archive = Archive::from_dir(&directory).expect("good files");
    let mut history = History::default();
    for series in [IORB, SOFR] {
        for (date, value) in archive.get(&series) {
            history.insert_value(series.clone(), *date, *value);
        }
    }
    // By the decisions' own table: from which day on, and the rate. It begins in December 2018.
    let decided = table("facts/fomc_decisions.csv", 2, 6).expect("beside the history");
    let ours: BTreeMap<NaiveDate, Decimal> = history.all(&IORB).collect();
    let common = decided.range(..=*ours.keys().next_back().expect("rates"));
    let mut changes = 0;
    let mut before: Option<Decimal> = None;
    for (from, rate) in common {
        let Some(old) = before.replace(*rate).filter(|old| old != rate) else { continue };
        assert_eq!(ours.get(from), Some(rate), "a change on {from}");
        changes += 1;
        // The last SOFR before, that of the day, the first after.
        let last = history.before(&SOFR, from.pred_opt().expect("a day")).next().expect("SOFR before").0;
        let mut after = archive.get(&SOFR).range(*from..).map(|(date, _)| *date);
        let (of, next) = (after.next().expect("SOFR of the day"), after.next().expect("and of the next"));
        for (date, in_force) in [(last, old), (of, *rate), (next, *rate)] {
            let sofr = history.on(&SOFR, date).expect("a print");
            let spread = (sofr - in_force) * Decimal::ONE_HUNDRED;
            assert_eq!(Metric::SofrMinusIorb.on(&history, date), Some(spread.normalize()), "{date}, {from}");
        }
    }
    // A row of July 2021 repeats the rate: the standing repo facility began on that day.
    let rows: Vec<Decimal> = ours.range(decided.keys().next().expect("a table")..).map(|(_, rate)| *rate).collect();
    let in_archive = rows.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert_eq!((changes, in_archive), (25, 25), "every change from May 2019 to December 2025");
    // Before the table begins: of 2018 the day of the change and the days beside it, by the archive alone.
    for (from, old, new) in
        [("2018-06-14", "1.75", "1.95"), ("2018-09-27", "1.95", "2.20"), ("2018-12-20", "2.20", "2.40")]
    {
        let (from, old, new): (NaiveDate, Decimal, Decimal) =
            (from.parse().expect("a date"), old.parse().expect("a rate"), new.parse().expect("a rate"));
        for (date, in_force) in [(from.pred_opt().expect("a day"), old), (from, new)] {
            let spread = history.on(&SOFR, date).map(|sofr| ((sofr - in_force) * Decimal::ONE_HUNDRED).normalize());
            assert_eq!(Metric::SofrMinusIorb.on(&history, date), spread, "{date}");
            assert!(spread.is_some(), "{date}");
        }
    }
}
