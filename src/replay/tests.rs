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

#[test]
fn zz_print_everything() {
    let archive = Archive::from_dir(&shared("history").unwrap()).expect("good files");
    let book = RuleBook::built_in().expect("good rules");
    let calendar = Calendar::builtin().expect("a good calendar");
    let rules: Vec<&Rule> = book.rules.iter().collect();
    let figures = figures::figures(&archive, &calendar).expect("a good table");
    let start = std::time::Instant::now();
    let lines = replay(&rules, &calendar, &mut Position::default(), figures);
    eprintln!("took {:?}", start.elapsed());
    for line in &lines {
        eprintln!(
            "{} {} {} {} {:?} {}",
            line.rule,
            line.date,
            line.severity.as_str(),
            if line.peak { "peak" } else { "" },
            line.metrics,
            line.at
        );
    }
}

#[test]
fn every_spell_that_was_told_ends_at_most_once() {
    for rule in ["R01", "R05"] {
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
