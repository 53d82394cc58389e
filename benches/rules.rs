//! How long the rules take: all of them on one release with ten years of history (at most 5 ms), and a
//! clone of that history with one figure more.
//!
//! `cargo bench --bench rules`. The figures are made up: only their number matters.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up must stop")]

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_decimal::Decimal;
use tidewatch::calendar::Calendar;
use tidewatch::rule::{Facts, Rule, RuleBook, States, evaluate};
use tidewatch::series::catalogue::{EFFR, GDP, IORB, RESERVES_AVG, SOFR, SRF_ACCEPTED, SRF_RATE, TARGET_LOWER, TGCR};
use tidewatch::series::{History, SeriesId};

fn main() {
    divan::main();
}

const LAST: &str = "2026-03-25";

/// Ten years of what the rules read.
fn ten_years() -> History {
    let last: NaiveDate = LAST.parse().expect("a date");
    let mut history = History::default();
    for (series, rate) in [(IORB, 400), (TARGET_LOWER, 385), (SRF_RATE, 410)] {
        history.insert_value(series, last - Days::new(3660), Decimal::new(rate, 2));
    }
    history.insert_value(GDP, "2025-10-01".parse().expect("a date"), Decimal::from(31_422_526));
    for back in 0..3650_u32 {
        let date = last - Days::new(back.into());
        let wobble = i64::from(back * 7919 % 23);
        if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            for series in [SOFR, TGCR, EFFR] {
                history.insert_value(series, date, Decimal::new(395 + wobble, 2));
            }
            history.insert_value(SRF_ACCEPTED, date, Decimal::from(wobble * 100));
        }
        if date.weekday() == Weekday::Wed {
            history.insert_value(RESERVES_AVG.0, date, Decimal::from(3_000_000 + wobble * 10_000));
        }
    }
    history
}

/// Everything that may come on one day, at once.
fn release() -> Vec<(SeriesId, NaiveDate)> {
    let last: NaiveDate = LAST.parse().expect("a date");
    [SOFR, TGCR, EFFR, SRF_ACCEPTED, RESERVES_AVG.0].map(|series| (series, last)).to_vec()
}

#[divan::bench(sample_count = 200)]
fn all_rules_on_one_release(bencher: divan::Bencher<'_, '_>) {
    let (history, book) = (ten_years(), RuleBook::built_in().expect("good rules"));
    let calendar = Calendar::builtin().expect("a good calendar");
    let rules: Vec<&Rule> = book.rules.iter().collect();
    let class = |date| calendar.class(date);
    let changed = release();
    let facts = Facts { history: &history, class: &class };
    bencher.with_inputs(States::new).bench_local_refs(|states| evaluate(&rules, states, facts, &changed));
}

#[divan::bench(sample_count = 200)]
fn a_clone_with_one_figure_more(bencher: divan::Bencher<'_, '_>) {
    let history = ten_years();
    let last: NaiveDate = LAST.parse().expect("a date");
    bencher.bench(|| {
        let mut clone = history.clone();
        clone.insert_value(SOFR, last, Decimal::ONE);
        clone
    });
}
