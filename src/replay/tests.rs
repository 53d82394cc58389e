//! The expected alerts of the published years, reproduced line by line.

use std::collections::BTreeSet;

use super::*;
use crate::rule::RuleBook;
use crate::series::archive::Archive;
use crate::testing::shared;

fn told(rule: &str) -> Option<Vec<Line>> {
    let archive = Archive::from_dir(&shared("history")?).expect("good files");
    let book = RuleBook::built_in().expect("good rules");
    let calendar = Calendar::builtin().expect("a good calendar");
    let rules: Vec<&Rule> = book.rules.iter().filter(|known| known.id == rule).collect();
    let figures = figures::figures(&archive, &calendar).expect("a good table");
    Some(replay(&rules, &calendar, &mut Position::default(), figures))
}

/// `date severity` of each line of an expected file, with ` peak` for a new peak.
fn expected(file: &str) -> Option<Vec<String>> {
    let text = std::fs::read_to_string(shared(file)?).expect("readable");
    let line = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let peak = if fields.get(3) == Some(&"new peak") { " peak" } else { "" };
        format!("{} {}{peak}", fields[0], fields[1])
    };
    Some(text.lines().skip(1).map(line).collect())
}

fn summary(lines: &[Line]) -> Vec<String> {
    let edges = lines.iter().filter(|line| line.severity != Severity::Normal);
    edges
        .map(|line| format!("{} {}{}", line.date, line.severity.as_str(), if line.peak { " peak" } else { "" }))
        .collect()
}

#[test]
fn sofr_over_iorb_speaks_on_the_expected_dates() {
    let Some((lines, expected)) = told("R01").zip(expected("facts/r01_backtest.csv")) else { return };
    assert_eq!(summary(&lines), expected);
}

#[test]
fn standing_repo_speaks_on_the_expected_dates() {
    let Some((lines, expected)) = told("R05").zip(expected("facts/r05_backtest.csv")) else { return };
    let unordered = |lines: Vec<String>| lines.into_iter().collect::<BTreeSet<_>>();
    assert_eq!(unordered(summary(&lines)), unordered(expected));
}

/// The expected files begin with 2018; the weekly series go back to 2015 and warm the states.
fn since_2018(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().filter(|line| line.date.to_string().as_str() >= "2018").collect()
}

#[test]
fn the_weekly_rules_speak_on_the_expected_dates() {
    for rule in ["R08", "R22", "R23"] {
        let file = format!("facts/{}_backtest.csv", rule.to_lowercase());
        let Some((lines, expected)) = told(rule).zip(expected(&file)) else { return };
        assert_eq!(summary(&since_2018(lines)), expected, "{rule}");
    }
}

/// Every change and drawdown as published, with its sign.
#[test]
fn the_weekly_rules_speak_of_the_expected_figures() {
    let metrics = [("R08", "reserves_change_1w"), ("R22", "reserves_change_4w"), ("R23", "reserves_drawdown")];
    for (rule, metric) in metrics {
        let path = shared(&format!("facts/{}_backtest.csv", rule.to_lowercase()));
        let Some((lines, path)) = told(rule).zip(path) else { return };
        let text = std::fs::read_to_string(path).expect("readable");
        let expected: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
        let raised = since_2018(lines).into_iter().filter(|line| line.severity != Severity::Normal);
        let found: Vec<String> = raised.map(|line| format!("{:.1}", line.metrics[metric])).collect();
        assert_eq!(found, expected, "{rule}");
    }
}

/// Seven since the facility began, as in the papers. Before 29 July 2021 the ceiling is the upper limit
/// of the target range, and the autumn of 2019 is in the ledger too.
#[test]
fn sofr_went_through_the_standing_repo_rate_seven_times() {
    let Some(lines) = told("R02") else { return };
    let facility: Vec<Line> = lines.into_iter().filter(|line| line.date.to_string().as_str() >= "2021-07-29").collect();
    let expected = [
        "2024-10-01 notable",
        "2024-12-26 notable",
        "2025-09-15 notable",
        "2025-10-15 notable",
        "2025-10-31 critical",
        "2025-12-26 notable",
        "2025-12-31 critical",
    ];
    assert_eq!(summary(&facility), expected);
    let normal = facility
        .iter()
        .find(|line| line.severity == Severity::Normal && line.date >= "2025-09-01".parse().expect("a date"));
    assert_eq!(normal.map(|line| line.date.to_string()), Some("2025-09-22".into()));
}

/// 23 October 2025 by a drift of 3.0 is as in the papers. They have critical on 29 April 2019 and 16
/// March 2020, the first dates with 5 basis points; the rule's other condition, 1 basis point on two
/// prints, held from 21 March 2019 on in the same figures, and the state then never cleared before
/// March 2020. Before October 2025 the level of -3 had raised it in 2018 and 2020: "first fires" in the
/// papers speaks of the drift.
#[test]
fn effr_drifted_to_iorb_in_october_2025() {
    let Some(lines) = told("R03") else { return };
    let expected = ["2018-06-26 notable", "2019-03-21 critical", "2020-06-11 notable", "2025-10-23 notable"];
    assert_eq!(summary(&lines), expected);
    assert_eq!(lines.last().and_then(|line| line.metrics.get("effr_drift")), Some(&3.0));
    let Some(directory) = shared("history") else { return };
    let archive = Archive::from_dir(&directory).expect("good files");
    let mut history = History::default();
    for (series, figures) in archive.iter() {
        figures.iter().for_each(|(date, value)| history.insert_value(series.clone(), *date, *value));
    }
    let spread = crate::metric::Metric::EffrMinusIorb;
    let first_since = |since: &str| {
        let since: NaiveDate = since.parse().expect("a date");
        let dates = history.all(&spread.prints()).map(|(date, _)| date).filter(|date| *date >= since);
        dates.into_iter().find(|&date| spread.on(&history, date) >= Some(Decimal::from(5))).map(|date| date.to_string())
    };
    assert_eq!(first_since("2018-01-01"), Some("2019-04-29".into()));
    assert_eq!(first_since("2020-03-01"), Some("2020-03-16".into()));
}

#[test]
fn tri_party_repo_was_dear_for_a_week_nine_times() {
    let Some(lines) = told("R04") else { return };
    let expected = [
        "2018-12-07 notable",
        "2019-04-09 notable",
        "2019-05-02 critical",
        "2019-09-05 notable",
        "2019-09-18 critical",
        "2020-03-09 notable",
        "2020-03-19 critical",
        "2025-10-20 notable",
        "2025-10-31 critical",
    ];
    assert_eq!(summary(&lines), expected);
}

/// By the GDP that was published then: 9.39 % on 5 November 2025. The papers' clear and second rise of
/// April 2026 are after the history's last week.
#[test]
fn reserves_fell_below_their_shares_of_gdp_three_times() {
    let Some(lines) = told("R07") else { return };
    assert_eq!(
        summary(&since_2018(lines.clone())),
        ["2018-08-15 notable", "2018-10-03 critical", "2025-11-05 notable"]
    );
    let share = lines.last().and_then(|line| line.metrics.get("reserves_to_gdp")).copied();
    assert_eq!(share.map(|share| format!("{share:.2}")), Some("9.39".into()));
}

/// As in the papers, and one line more: on 31 December 2025 the widest spread was 22 basis points, 11
/// above the 11 of 26 December: by the rule's own text a new peak, as R01 has it on the same day.
#[test]
fn several_gauges_at_once_speak_on_the_expected_dates() {
    let Some(lines) = told("R21") else { return };
    let between = |from: &str, to: &str| {
        let dated = lines.iter().filter(|line| (from..=to).contains(&line.date.to_string().as_str()));
        dated
            .map(|line| format!("{} {}{}", line.date, line.severity.as_str(), if line.peak { " peak" } else { "" }))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        between("2019-09-01", "2019-09-17"),
        ["2019-09-04 notable", "2019-09-16 critical", "2019-09-17 critical peak"]
    );
    let expected = [
        "2025-10-15 notable",
        "2025-10-16 critical",
        "2025-10-31 critical peak",
        "2025-12-18 normal",
        "2025-12-26 critical",
        "2025-12-31 critical peak",
        "2026-01-20 normal",
    ];
    assert_eq!(between("2025-10-01", "2026-12-31"), expected);
}

#[test]
fn every_spell_that_was_told_ends_at_most_once() {
    for rule in ["R01", "R02", "R03", "R04", "R05", "R07", "R21", "R22", "R23"] {
        let Some(lines) = told(rule) else { return };
        let mut raised = false;
        for line in lines {
            assert!(raised || line.severity != Severity::Normal, "{rule} cleared on {} without a rise", line.date);
            raised = line.severity != Severity::Normal;
        }
    }
}

#[test]
fn the_end_of_october_2025_is_told_as_it_happened() {
    let Some(lines) = told("R05") else { return };
    let line = lines.iter().find(|line| line.date.to_string() == "2025-10-31").expect("a line");
    assert_eq!((line.severity, line.at.to_rfc3339().as_str()), (Severity::Critical, "2025-10-31T17:46:00+00:00"));
    assert_eq!(line.metrics.get("srf_accepted"), Some(&50.35));
}
