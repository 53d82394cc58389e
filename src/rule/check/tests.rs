//! The shipped cases, and the mutation run over them.

use std::collections::BTreeSet;

use super::*;

/// Every file of cases that comes with the project.
fn shipped() -> Vec<(String, Cases)> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
    let mut paths: Vec<_> =
        std::fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let cases = Cases::parse(&std::fs::read_to_string(path).expect("readable"));
        (path.display().to_string(), cases.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    };
    paths.iter().map(read).collect()
}

#[test]
fn the_rules_say_what_their_cases_expect() {
    let book = RuleBook::built_in().expect("good rules");
    let mut tried = BTreeSet::new();
    for (file, cases) in shipped() {
        let failures = cases.run(&book).unwrap_or_else(|error| panic!("{file}: {error}"));
        let failures: Vec<String> =
            failures.iter().map(|failure| format!("{}\n{}", failure.case, failure.diff.join("\n"))).collect();
        assert!(failures.is_empty(), "{file}: {}", failures.join("\n"));
        tried.extend(cases.rules_tried().into_iter().map(str::to_owned));
    }
    assert_eq!(tried, book.rules.iter().map(|rule| rule.id.clone()).collect(), "every rule has cases");
}

#[test]
fn no_number_of_the_rules_can_be_changed_unnoticed() {
    let mut survivors = Vec::new();
    let mut count = 0;
    for (file, cases) in shipped() {
        let verdicts = mutate::verdicts(RuleBook::BUILT_IN, &cases).unwrap_or_else(|error| panic!("{file}: {error}"));
        count += verdicts.len();
        let survived = verdicts.into_iter().filter(|verdict| verdict.caught_by.is_none());
        survivors.extend(survived.map(|verdict| format!("{} {}", verdict.rule, verdict.change)));
    }
    assert!(count > 200, "only {count} changes were made");
    assert!(survivors.is_empty(), "{} survived:\n{}", survivors.len(), survivors.join("\n"));
}

fn cases(text: &str) -> Result<Vec<Failure>, CaseError> {
    Cases::parse(text)?.run(&RuleBook::built_in().expect("good rules"))
}

const CASE: &str = r#"
    [[case]]
    name = "two prints"
    rules = ["R01"]
    start = "2025-02-03"
    steps.iorb = 4
    over_iorb.sofr = "12 30"
    expect = ["2025-02-03 R01 notable", "2025-02-04 R01 critical"]
"#;

#[test]
fn a_failing_case_shows_what_differs() {
    assert_eq!(cases(CASE), Ok(Vec::new()));
    let text = CASE.replace("12 30", "12 _ 22");
    let diff = ["  2025-02-03 R01 notable", "- 2025-02-04 R01 critical", "+ 2025-02-05 R01 notable peak"];
    let failures = cases(&text).expect("it runs");
    assert_eq!(failures.first().map(|failure| failure.diff.clone()), Some(diff.map(str::to_owned).to_vec()));
}

#[test]
fn mistakes_in_cases_are_named() {
    for (from, to, says) in [
        ("R01\"]", "R99\"]", "two prints: there is no rule R99"),
        ("steps.iorb = 4", "", "no IORB is in force on 2025-02-03"),
        ("over_iorb.sofr", "over_iorb.soup", "there is no series soup"),
        ("12 30", "12 3y", "\"3y\" is no figure"),
        ("12 30", "12 3x0", "\"3x0\" is no figure"),
        ("over_iorb.sofr = \"12 30\"", "prints.reserves_avg = \"1\"", "2025-02-03 is none"),
        ("steps.iorb = 4", "steps.iorb = 4\nsoup = 4", "unknown field `soup`"),
    ] {
        let refused = cases(&CASE.replace(from, to)).expect_err(to).to_string();
        assert!(refused.contains(says), "{to}: {refused}");
    }
}
