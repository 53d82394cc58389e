//! Revisions, evidence, late and stale companions: what cases of `tests/rules/` cannot say.

use super::*;
use crate::alert::Finding;
use crate::rule::Revised;
use crate::rule::dormancy::{Dormancy, dormancy};
use crate::series::catalogue::{RESERVES_AVG, SRF_RATE, TARGET_UPPER, TGCR};

/// Some rules of the shipped book over a growing history.
struct Desk {
    book: RuleBook,
    rules: Vec<String>,
    history: History,
    states: States,
}

impl Desk {
    fn of(rules: &[&str]) -> Self {
        let book = RuleBook::built_in().expect("good");
        let mut history = History::default();
        for series in [IORB, SRF_RATE] {
            history.insert_value(series, day("2025-01-01"), Decimal::from(4));
        }
        let rules = rules.iter().map(ToString::to_string).collect();
        Self { book, rules, history, states: States::new() }
    }

    fn with<T>(&mut self, series: SeriesId, date: &str, value: Decimal, then: Then<T>) -> T {
        let date = day(date);
        self.history.insert_value(series.clone(), date, value);
        let rules: Vec<&Rule> = self.book.rules.iter().filter(|rule| self.rules.contains(&rule.id)).collect();
        then(&rules, &mut self.states, Facts { history: &self.history, class: &|_| None }, &[(series, date)])
    }

    /// A new print: SOFR in basis points over an IORB of 4 %.
    fn sofr(&mut self, date: &str, spread: i64) -> Vec<Finding> {
        self.with(SOFR, date, Decimal::new(400 + spread, 2), evaluate)
    }

    /// A print that was known otherwise before.
    fn revised_sofr(&mut self, date: &str, spread: i64) -> Vec<Revised> {
        self.with(SOFR, date, Decimal::new(400 + spread, 2), revise)
    }

    fn state(&self, rule: &str) -> &RuleState {
        self.states.get(rule).expect("judged")
    }
}

type Then<T> = fn(&[&Rule], &mut States, Facts<'_>, &[(SeriesId, NaiveDate)]) -> T;

fn levels(revised: &[Revised]) -> Vec<(Severity, Severity, bool)> {
    revised.iter().map(|revised| (revised.was, revised.is, revised.finding.is_some())).collect()
}

#[test]
fn a_revision_that_undoes_a_rise_leaves_the_state_as_it_was_before() {
    let mut desk = Desk::of(&["R01"]);
    assert!(desk.sofr("2025-02-03", 4).is_empty());
    let before = desk.state("R01").clone();
    assert_eq!(desk.sofr("2025-02-04", 10).len(), 1);
    let revised = desk.revised_sofr("2025-02-04", 9);
    assert_eq!(levels(&revised), [(Severity::Notable, Severity::Normal, false)]);
    let after = desk.state("R01");
    assert_eq!((after.level, after.last_alert), (before.level, before.last_alert), "as if nothing had been said");
    assert_eq!(desk.sofr("2025-02-05", 10).len(), 1, "no cool-down from an alert that should not have been");
}

#[test]
fn a_revision_can_raise_as_well_and_says_nothing_where_nothing_changes() {
    let mut desk = Desk::of(&["R01"]);
    assert_eq!(desk.sofr("2025-02-03", 12).len(), 1);
    assert!(desk.revised_sofr("2025-02-03", 13).is_empty(), "the same level, the same edge");
    assert_eq!(levels(&desk.revised_sofr("2025-02-03", 26)), [(Severity::Notable, Severity::Critical, true)]);
    assert_eq!(levels(&desk.revised_sofr("2025-02-03", 3)), [(Severity::Critical, Severity::Normal, false)]);
    assert!(desk.state("R01").before.as_ref().is_some_and(|before| before.before.is_none()), "one step back, not more");
}

#[test]
fn a_peak_that_was_none_differs_by_its_edge_alone() {
    let mut desk = Desk::of(&["R02"]);
    assert_eq!(desk.sofr("2025-02-03", 12).len(), 1);
    assert_eq!(desk.sofr("2025-02-04", 22).len(), 1);
    assert_eq!(levels(&desk.revised_sofr("2025-02-04", 21)), [(Severity::Critical, Severity::Critical, false)]);
    assert_eq!(desk.state("R02").last_alert, Some((day("2025-02-03"), Decimal::from(12))));
}

/// People have the first figure: peaks are measured from what they were told, revision by revision.
#[test]
fn a_day_that_is_revised_twice_has_a_peak_each_time_and_can_fall_back() {
    let mut desk = Desk::of(&["R02"]);
    assert_eq!(desk.sofr("2025-02-03", 12).len(), 1);
    for (last, spread) in [(12, 22), (22, 33)] {
        assert!(desk.revised_sofr("2025-02-03", spread).is_empty(), "{spread}: the same level");
        let peak = desk.sofr("2025-02-03", spread);
        assert_eq!(peak[0].edge, Edge::NewPeak { last: Decimal::from(last) }, "{spread}");
    }
    let fallen = desk.revised_sofr("2025-02-03", 13);
    assert_eq!(levels(&fallen), [(Severity::Critical, Severity::Critical, true)], "33 was none");
    assert_eq!(fallen[0].finding.as_ref().map(|finding| finding.edge), Some(Edge::Raised));
}

#[test]
fn a_revised_date_further_back_only_rises_within_its_spell() {
    let mut desk = Desk::of(&["R01"]);
    for (date, spread) in [("2025-02-03", 12), ("2025-02-04", 12), ("2025-02-05", 12)] {
        drop(desk.sofr(date, spread));
    }
    assert!(desk.revised_sofr("2025-02-04", 1).is_empty(), "what was judged since stands");
    assert_eq!(levels(&desk.revised_sofr("2025-02-04", 26)), [(Severity::Notable, Severity::Critical, true)]);
}

/// An event has no level: what differs is what was told.
#[test]
fn a_revised_weekly_shift_is_told_apart_by_what_was_said() {
    let mut desk = Desk::of(&["R08"]);
    let million = Decimal::from;
    assert!(desk.with(RESERVES_AVG.0, "2025-02-05", million(3_000_000), evaluate).is_empty());
    assert_eq!(desk.with(RESERVES_AVG.0, "2025-02-12", million(3_150_000), evaluate).len(), 1);
    let again = desk.with(RESERVES_AVG.0, "2025-02-12", million(3_150_000), evaluate);
    assert!(again.is_empty(), "an event is told once");
    let revised = desk.with(RESERVES_AVG.0, "2025-02-12", million(3_149_999), revise);
    assert_eq!(levels(&revised), [(Severity::Critical, Severity::Normal, false)]);
    assert_eq!(desk.state("R08").level, Severity::Normal);
}

#[test]
fn a_follow_up_leaves_the_mark_of_the_last_alert_alone() {
    let mut desk = Desk::of(&["R01"]);
    let dates = ["2025-02-03", "2025-02-04", "2025-02-05", "2025-02-06", "2025-02-07", "2025-02-10"];
    let found: Vec<Finding> = dates.iter().flat_map(|date| desk.sofr(date, 26)).collect();
    let still = found.last().expect("a follow-up");
    let since = day("2025-02-03");
    let (peak, last) = (Decimal::from(26), Decimal::from(26));
    assert_eq!((still.edge, still.edge.in_ledger()), (Edge::FollowUp { since, day: 6, peak, last }, false));
    let state = desk.state("R01");
    assert_eq!(state.last_alert.map(|(date, _)| date), Some(since));
    assert_eq!(state.spoke.map(|(date, _)| date), Some(day("2025-02-10")));
}

#[test]
fn a_stale_spread_does_not_make_standing_repo_critical() {
    for (sofr, expected) in [("2025-02-06", Severity::Critical), ("2025-02-05", Severity::Notable)] {
        let mut desk = Desk::of(&["R05"]);
        drop(desk.sofr(sofr, 5));
        let found = desk.with(SRF_ACCEPTED, "2025-02-13", Decimal::from(30_000), evaluate);
        assert_eq!(found.first().map(|found| found.severity), Some(expected), "a spread of {sofr}");
    }
}

#[test]
fn before_the_facility_the_ceiling_is_the_upper_limit() {
    let mut desk = Desk::of(&["R02"]);
    desk.history = History::default();
    desk.history.insert_value(TARGET_UPPER, day("2019-08-01"), Decimal::new(225, 2));
    let found = desk.with(SOFR, "2019-09-16", Decimal::new(243, 2), evaluate);
    let found = found.first().expect("a finding");
    assert_eq!((found.severity, found.metrics.get("sofr_minus_srf")), (Severity::Critical, Some(&Decimal::from(18))));
    let inputs: Vec<(&str, String)> =
        found.inputs.iter().map(|input| (input.series.as_str(), input.date.to_string())).collect();
    assert_eq!(inputs, [("sofr", "2019-09-16".to_owned()), ("target_upper", "2019-08-01".to_owned())]);
}

/// A late print of one of its five days makes a composite look at its newest day again.
#[test]
fn a_late_price_still_counts_in_the_composite() {
    let mut desk = Desk::of(&["R21"]);
    for date in ["2025-02-03", "2025-02-04", "2025-02-05", "2025-02-06"] {
        drop(desk.sofr(date, -9));
    }
    assert!(desk.with(SRF_ACCEPTED, "2025-02-10", Decimal::from(5_000), evaluate).is_empty(), "one signal");
    let found = desk.sofr("2025-02-07", 10);
    let found = found.first().expect("three signals");
    assert_eq!((found.date, found.severity), (day("2025-02-10"), Severity::Critical));
    let figures =
        ["signals", "r01", "r02", "r04", "r05", "sofr_minus_iorb"].map(|name| found.metrics.get(name).copied());
    assert_eq!(figures, [3, 1, 1, 0, 1, 10].map(|figure| Some(Decimal::from(figure))));
    assert_eq!(found.threshold.as_ref().map(|threshold| threshold.metric.as_str()), Some("signals"));
    assert!(found.inputs.iter().any(|input| input.series == SRF_ACCEPTED && input.value == Decimal::from(5_000)));
}

#[test]
fn a_composite_sleeps_while_its_prices_do() {
    let mut desk = Desk::of(&["R21"]);
    let why = |desk: &Desk, unread| {
        let rule = desk.book.get("R21").expect("there");
        dormancy(rule, &desk.history, day("2025-02-28"), unread)
    };
    assert_eq!(why(&desk, None), Some(Dormancy::NoFigure));
    drop(desk.with(TGCR, "2025-02-03", Decimal::from(4), evaluate));
    drop(desk.sofr("2025-02-03", 0));
    assert_eq!(why(&desk, None), Some(Dormancy::LookBack { has: 1, needs: 9 }), "five days of five days each");
    for offset in 1..9 {
        let date = day("2025-02-03") + chrono::Days::new(offset);
        drop(desk.sofr(&date.to_string(), 0));
    }
    assert_eq!(why(&desk, None), None);
    let meeting = day("2025-02-05");
    assert_eq!(why(&desk, Some(meeting)), Some(Dormancy::RateUnconfirmed { meeting }));
}
