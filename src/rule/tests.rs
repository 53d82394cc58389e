//! Small histories that show what each part of the engine is for, and the expected alerts of the
//! published years.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::*;
use crate::alert::{Edge, Severity};
use crate::rule::book::RuleBook;
use crate::series::History;
use crate::series::catalogue::{IORB, SOFR, SRF_ACCEPTED};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Runs SOFR prints in basis points over an IORB of 4 % through R01, on ordinary days.
fn r01(spreads: &[i64]) -> Vec<(usize, Severity, String)> {
    let book = RuleBook::built_in().expect("good");
    let rules: Vec<&Rule> = book.rules.iter().filter(|rule| rule.id == "R01").collect();
    let (mut history, mut states, mut told) = (History::default(), States::default(), Vec::new());
    history.insert_value(IORB, day("2025-01-01"), Decimal::from(4));
    for (position, spread) in spreads.iter().enumerate() {
        let date = day("2025-02-03") + chrono::Days::new(u64::try_from(position).expect("small"));
        history.insert_value(SOFR, date, Decimal::from(4) + Decimal::new(*spread, 2));
        let facts = Facts { history: &history, class: &|_| None };
        for finding in evaluate(&rules, &mut states, facts, &[(SOFR, date)]) {
            let edge = match finding.edge {
                Edge::Raised => "raised".to_owned(),
                Edge::NewPeak { last } => format!("peak after {last}"),
                Edge::Cleared { peak, .. } => format!("cleared, peak {peak}"),
                Edge::FollowUp { day, last, .. } => format!("still, day {day}, after {last}"),
                Edge::Hidden => "hidden".to_owned(),
            };
            told.push((position, finding.severity, edge));
        }
    }
    told
}

#[test]
fn one_wide_print_or_two_moderate_ones_raise_it() {
    assert_eq!(r01(&[3, 10]), [(1, Severity::Notable, "raised".into())]);
    assert_eq!(r01(&[5, 4, 5, 5]), [(3, Severity::Notable, "raised".into())]);
    assert_eq!(r01(&[9, 2, 9, 2]), []);
}

#[test]
fn a_state_speaks_once_and_again_only_for_a_peak_or_a_graver_level() {
    let told = r01(&[12, 13, 12, 22, 26]);
    let expected = [
        (0, Severity::Notable, "raised".into()),
        (3, Severity::Notable, "peak after 12".into()),
        (4, Severity::Critical, "raised".into()),
    ];
    assert_eq!(told, expected);
}

#[test]
fn it_clears_after_three_calm_prints_and_says_so() {
    let told = r01(&[12, 2, 1, 3, 2, 2, 2]);
    assert_eq!(told.last(), Some(&(6, Severity::Normal, "cleared, peak 12".into())));
}

#[test]
fn a_rise_soon_after_the_last_alert_is_kept_as_state_and_its_end_is_not_told_either() {
    let told = r01(&[12, 0, 0, 0, 12, 0, 0, 0]);
    let expected = [(0, Severity::Notable, "raised".into()), (3, Severity::Normal, "cleared, peak 12".into())];
    assert_eq!(told, expected);
    assert_eq!(r01(&[12, 0, 0, 0, 26]).last(), Some(&(4, Severity::Critical, "raised".into())), "critical is said");
}

#[test]
fn a_missing_rate_is_not_a_calm_one() {
    let book = RuleBook::built_in().expect("good");
    let rules: Vec<&Rule> = book.rules.iter().collect();
    let (mut history, mut states) = (History::default(), States::default());
    history.insert_value(SOFR, day("2025-02-03"), Decimal::from(9));
    let facts = Facts { history: &history, class: &|_| None };
    assert!(evaluate(&rules, &mut states, facts, &[(SOFR, day("2025-02-03"))]).is_empty());
    assert_eq!(states.get("R01").and_then(|state| state.judged), None);
}

#[test]
fn the_same_date_looked_at_twice_says_nothing_twice() {
    let book = RuleBook::built_in().expect("good");
    let rules: Vec<&Rule> = book.rules.iter().filter(|rule| rule.id == "R05").collect();
    let (mut history, mut states) = (History::default(), States::default());
    for offset in 0..10 {
        history.insert_value(SRF_ACCEPTED, day("2025-02-03") + chrono::Days::new(offset), Decimal::ZERO);
    }
    let date = day("2025-02-13");
    history.insert_value(SRF_ACCEPTED, date, Decimal::from(50_350));
    let look = |states: &mut States, history: &History| {
        let facts = Facts { history, class: &|_| None };
        evaluate(&rules, states, facts, &[(SRF_ACCEPTED, date)]).len()
    };
    assert_eq!((look(&mut states, &history), look(&mut states, &history)), (1, 0));
}

/// Standing repo of Monday was large; whether that is critical, only Monday's SOFR tells. It makes no
/// difference whether it comes the next morning or after days of calm operations.
#[test]
fn a_companion_that_comes_late_still_raises_its_own_date() {
    let book = RuleBook::built_in().expect("good");
    let rules: Vec<&Rule> = book.rules.iter().filter(|rule| rule.id == "R05").collect();
    let million = |value: i64| Decimal::from(value);
    let monday = [(SRF_ACCEPTED, "2025-12-08", million(30_000))];
    let sofr = [(SOFR, "2025-12-08", Decimal::new(398, 2))];
    let later = [(SRF_ACCEPTED, "2025-12-09", million(100)), (SRF_ACCEPTED, "2025-12-10", million(100))];
    for order in [[&monday[..], &sofr[..], &later[..]], [&monday[..], &later[..], &sofr[..]]] {
        let (mut history, mut states, mut told) = (History::default(), States::default(), Vec::new());
        history.insert_value(IORB, day("2025-10-30"), Decimal::new(390, 2));
        for step in order {
            for (series, date, value) in step {
                history.insert_value(series.clone(), day(date), *value);
            }
            let changed: Vec<_> = step.iter().map(|(series, date, _)| (series.clone(), day(date))).collect();
            let facts = Facts { history: &history, class: &|_| None };
            told.extend(
                evaluate(&rules, &mut states, facts, &changed).iter().map(|found| (found.date, found.severity)),
            );
        }
        let monday = day("2025-12-08");
        assert_eq!(told, [(monday, Severity::Notable), (monday, Severity::Critical)]);
    }
}

#[test]
fn the_date_of_the_present_level_is_kept_beside_the_spells_own() {
    let book = RuleBook::built_in().expect("good");
    let rules: Vec<&Rule> = book.rules.iter().filter(|rule| rule.id == "R01").collect();
    let (mut history, mut states) = (History::default(), States::default());
    history.insert_value(IORB, day("2025-01-01"), Decimal::from(4));
    for (date, rate) in [("2025-02-03", 412), ("2025-02-04", 409), ("2025-02-05", 432)] {
        history.insert_value(SOFR, day(date), Decimal::new(rate, 2));
        let facts = Facts { history: &history, class: &|_| None };
        drop(evaluate(&rules, &mut states, facts, &[(SOFR, day(date))]));
    }
    let state = states.get("R01").expect("judged");
    assert_eq!((state.since, state.level_since), (Some(day("2025-02-03")), Some(day("2025-02-05"))));
}

mod more;
