//! What commands answer when nothing is wrong: results on stdout, nothing on stderr.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;

use rstest::rstest;
use serde_json::{Value, json};

use crate::common::tidewatch;
use crate::demo::{shared, shared_history};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn output(args: &[&str]) -> Output {
    let dir = tempfile::tempdir().expect("a directory");
    tidewatch(dir.path()).args(args).output().expect("the program starts")
}

/// What a content command prints.
fn answer(args: &[&str]) -> String {
    let output = output(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{args:?}: {stderr}");
    String::from_utf8(output.stdout).expect("text")
}

fn objects(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
}

fn text<'a>(line: &'a Value, field: &str) -> &'a str {
    line[field].as_str().unwrap_or_else(|| panic!("no {field} in {line}"))
}

/// Thanksgiving: nothing on Thursday, the H.4.1 on Friday at the usual hour.
#[test]
fn next_knows_the_holidays() {
    let lines = objects(&answer(&["next", "--from", "2025-11-26T12:00:00Z", "--days", "3", "--format", "json"]));
    assert!(lines.iter().all(|line| !text(line, "new_york").starts_with("2025-11-27")), "{lines:?}");
    let h41: Vec<&Value> = lines.iter().filter(|line| line["kind"] == "h41").collect();
    assert_eq!(h41.len(), 1);
    assert_eq!(text(h41[0], "at"), "2025-11-28T21:30:00Z");
    assert_eq!(text(h41[0], "as_of"), "2025-11-26");
}

#[test]
fn next_tells_a_meeting_to_people() {
    let table = answer(&["next", "--from", "2025-12-10", "--days", "1"]);
    for line in [
        "Wed 10 Dec                   FOMC blackout                          to Thu 11 Dec 2025",
        "Wed 10 Dec 14:00  19:00      FOMC statement            10 Dec 2025  meeting 09 Dec to 10 Dec, with projections (SEP)",
        "Wed 10 Dec 14:30  19:30      press conference          10 Dec 2025",
    ] {
        assert!(table.lines().any(|found| found == line), "{line:?} is not in\n{table}");
    }
}

fn cases(rule: &str) -> String {
    format!("{ROOT}/tests/rules/{rule}.toml")
}

#[test]
fn check_rules_counts_what_it_tried() {
    assert_eq!(answer(&["check-rules", &cases("r02"), &cases("r23")]).trim_end(), "8 cases, all as expected");
}

#[test]
fn check_rules_shows_what_differs() {
    let dir = tempfile::tempdir().expect("a directory");
    let good = std::fs::read_to_string(cases("r02")).expect("readable");
    let bad = good.replacen("2025-02-04 R02 notable", "2025-02-04 R02 critical", 1);
    assert_ne!(good, bad);
    std::fs::write(dir.path().join("bad.toml"), bad).expect("written");
    let output = tidewatch(dir.path()).args(["check-rules", "bad.toml"]).output().expect("the program starts");
    assert!(!output.status.success());
    let (said, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let diff = "bad.toml: at the ceiling is not through it\n- 2025-02-04 R02 critical\n+ 2025-02-04 R02 notable";
    assert!(said.starts_with(diff), "{said}");
    assert!(error.starts_with("error: 1 of ") && error.ends_with("cases failed\n"), "{error}");
}

/// Every number of the rule is changed in turn, and each change is caught by a case.
#[test]
fn check_rules_tries_the_cases_themselves() {
    let said = answer(&["check-rules", "--mutate", &cases("r23")]);
    assert!(said.lines().any(|line| line.starts_with("R23 clear.below: 100 → 99.999")), "{said}");
    let (last, verdicts) = said.lines().collect::<Vec<_>>().split_last().map(|(last, all)| (*last, all.len())).unzip();
    assert_eq!(last, verdicts.map(|count| format!("{count} changes, all caught")).as_deref());
    assert!(verdicts > Some(10), "{said}");
}

/// The pages as the Board serves them.
#[rstest]
#[case::calendar("fomc-calendar", "board/fomc_calendar/fomccalendars_2026-08.htm")]
#[case::minutes("fomc-minutes", "board/fomc_minutes/20251210.html")]
fn parse_reads_a_page_without_a_problem(#[case] kind: &str, #[case] file: &str) {
    let Some(file) = shared(&format!("data/{file}")) else { return };
    let said: Value =
        serde_json::from_str(&answer(&["parse", kind, file.to_str().expect("a plain path")])).expect("JSON");
    assert_eq!((&said["kind"], &said["problems"]), (&json!(kind), &json!([])));
    match kind {
        "fomc-calendar" => {
            let meetings = said["meetings"].as_array().expect("meetings");
            let december = json!("2025-12-10");
            let meeting = meetings.iter().find(|meeting| meeting["end"] == december).expect("the last one of 2025");
            assert_eq!((&meeting["start"], &meeting["sep"]), (&json!("2025-12-09"), &json!(true)));
        }
        _ => assert!(said.to_string().contains("2025-12-10"), "{said}"),
    }
}

/// A feed of our own stand-in: a statement, and what no calendar foresaw.
#[test]
fn parse_reads_a_feed() {
    let dir = tempfile::tempdir().expect("a directory");
    let item = |title: &str, page: &str| {
        format!(
            "<item><title>{title}</title><link>https://www.federalreserve.gov/newsevents/pressreleases/{page}</link>\
             <pubDate>Wed, 10 Dec 2025 19:00:00 GMT</pubDate></item>"
        )
    };
    let items = [
        item("Federal Reserve issues FOMC statement", "monetary20251210a.htm"),
        item("Federal Reserve Board announces a facility", "monetary20251210b.htm"),
    ];
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Press</title>{}</channel></rss>",
        items.concat()
    );
    std::fs::write(dir.path().join("feed.xml"), feed).expect("written");
    let output = tidewatch(dir.path()).args(["parse", "press-feed", "feed.xml"]).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let found = said["items"].as_array().expect("items");
    assert_eq!((found.len(), &said["problems"]), (2, &json!([])));
    assert!(said.to_string().contains("monetary20251210b.htm"), "{said}");
}

/// docs/episodes.md is what the command prints.
#[test]
fn the_episodes_are_those_of_the_rules() {
    let Some(history) = shared_history() else { return };
    let written = std::fs::read_to_string(Path::new(ROOT).join("docs/episodes.md")).expect("readable");
    let printed = answer(&["episodes", "--data", history.to_str().expect("a plain path")]);
    let differs = written.lines().zip(printed.lines()).find(|(written, printed)| written != printed);
    assert_eq!(differs, None, "run `tidewatch episodes --data DIR > docs/episodes.md`");
    assert_eq!(written.len(), printed.len());
}

/// One alert of a back-test: rule, as-of date, severity, and whether it is a new peak.
type Alert = (String, String, String, bool);

/// The expected alerts of the published years, and nothing else.
#[test]
fn backtest_finds_the_expected_alerts_and_no_others() {
    let (Some(history), Some(facts)) = (shared_history(), shared("facts")) else { return };
    let rules = ["R01", "R05", "R08", "R22", "R23"];
    let found = alerts(&history, &["--from", "2018-01-01", "--rule", &rules.join(",")]);
    for rule in rules {
        let found: Vec<Alert> = found.iter().filter(|alert| alert.0 == rule).cloned().collect();
        let expected = expected(&facts, rule);
        if rule == "R05" {
            // Told on the day, or the next morning with that day's SOFR: the order is not fixed.
            assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected.iter().collect(), "{rule}");
            assert_eq!(found.len(), expected.len(), "{rule}");
        } else {
            assert_eq!(found, expected, "{rule}");
        }
    }
}

/// Composites see their members whether or not these are asked for; asking for some rules changes none.
#[test]
fn backtest_of_all_rules_holds_those_of_each() {
    let Some(history) = shared_history() else { return };
    let all = alerts(&history, &["--from", "2025-09-01"]);
    let rules: BTreeSet<&str> = all.iter().map(|alert| alert.0.as_str()).collect();
    assert_eq!(rules, ["R01", "R02", "R03", "R04", "R05", "R07", "R08", "R21", "R22", "R23"].into());
    let one = alerts(&history, &["--from", "2025-09-01", "--rule", "R21"]);
    assert_eq!(one, all.iter().filter(|alert| alert.0 == "R21").cloned().collect::<Vec<_>>());
}

fn alerts(history: &Path, more: &[&str]) -> Vec<Alert> {
    let data = history.to_str().expect("a plain path");
    let lines = objects(&answer(&[&["backtest", "--data", data, "--format", "json"], more].concat()));
    let told = lines.iter().filter(|line| line["severity"] != "normal");
    let alert = |line: &Value| {
        let [rule, date, severity] = ["rule", "date", "severity"].map(|field| text(line, field).to_owned());
        (rule, date, severity, line.get("peak") == Some(&Value::Bool(true)))
    };
    told.map(alert).collect()
}

fn expected(facts: &Path, rule: &str) -> Vec<Alert> {
    let file = facts.join(format!("{}_backtest.csv", rule.to_lowercase()));
    let text = std::fs::read_to_string(file).expect("readable");
    let alert = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        (rule.to_owned(), fields[0].to_owned(), fields[1].to_owned(), fields.get(3) == Some(&"new peak"))
    };
    text.lines().skip(1).map(alert).collect()
}
