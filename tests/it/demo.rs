//! The demo, end to end: what it must tell, in each language, and that it tells it the same way twice.
//!
//! The whole story runs once, for all tests that read it ([`whole`]); what can do with fewer days has a run
//! of its own.

mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tidewatch::render::Html;

use crate::common::{PATIENCE, Process, eventually, tidewatch};

const LANGS: [&str; 3] = ["en", "zh-Hant", "zh-Hans"];

/// What a demo left behind.
struct Told {
    transcript: String,
    ledger: String,
}

/// The default demo: 27 October to 12 December 2025, with the embedded figures.
fn whole() -> &'static Told {
    static TOLD: OnceLock<Told> = OnceLock::new();
    TOLD.get_or_init(|| play(&[]))
}

/// Runs the demo headless, with more arguments.
fn play(more: &[&str]) -> Told {
    let dir = tempfile::tempdir().expect("a directory");
    let mut command = tidewatch(dir.path());
    command.args(["demo", "--headless", "--transcript", "t.jsonl", "--ledger", "l.jsonl"]).args(more);
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).expect("a file");
    Told { transcript: read("t.jsonl"), ledger: read("l.jsonl") }
}

/// One push.
struct Push {
    at: String,
    alert: String,
    severity: String,
    text: String,
}

impl Told {
    fn lines(&self) -> Vec<Value> {
        lines(&self.transcript)
    }

    /// The pushes in one language, in their order.
    fn pushes(&self, lang: &str) -> Vec<Push> {
        let lines = self.lines();
        let pushes = lines.iter().filter(|line| line["lang"] == lang && line.get("alert").is_some());
        let field = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let push = |line: &Value| {
            let [at, alert, severity, text] = ["at", "alert", "severity", "text"].map(|name| field(line, name));
            Push { at, alert, severity, text }
        };
        pushes.map(push).collect()
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Six days hold a decision with its note, an H.4.1, an operation and a rate: everything that could come
/// in another order another time.
#[test]
fn two_runs_tell_the_same() {
    let [one, two] = [(); 2].map(|()| play(&["--from", "2025-10-29", "--to", "2025-11-03"]));
    assert_eq!(one.transcript, two.transcript);
    assert_eq!(one.ledger, two.ledger);
    let alerts: Vec<String> = one.pushes("en").into_iter().map(|push| push.alert).collect();
    let expected = [
        "reminder/2025-10-29/hour",
        "R15/2025-10-29",
        "weekly/2025-10-29",
        "R05/2025-10-31/critical",
        "R01/2025-10-31/critical",
    ];
    assert_eq!(alerts, expected);
}

#[test]
fn nothing_is_told_twice() {
    let lines = whole().lines();
    let mut said = BTreeSet::new();
    for line in &lines {
        let (chat, text) = (line["chat"].to_string(), line["text"].as_str().unwrap_or_default());
        assert!(!text.is_empty(), "an empty text: {line}");
        assert!(said.insert((chat, text)), "twice: {line}");
    }
    for lang in LANGS {
        let alerts: Vec<String> = whole().pushes(lang).into_iter().map(|push| push.alert).collect();
        assert_eq!(alerts.iter().collect::<BTreeSet<_>>().len(), alerts.len(), "{alerts:?}");
    }
}

/// A follow-up may say when its spell began; what it is about is of these days.
#[test]
fn nothing_is_told_of_the_time_before() {
    for lang in LANGS {
        for push in whole().pushes(lang) {
            assert!(push.at.as_str() >= "2025-10-27T04:00", "{} at {}", push.alert, push.at);
            let about = push.alert.split('/').find(|part| part.starts_with("20")).unwrap_or_default();
            assert!(about >= "2025-10-27", "{} is of {about:?}", push.alert);
        }
    }
}

/// Pushes carry the alert and its severity, answers neither.
#[test]
fn each_line_is_a_push_or_an_answer() {
    for line in whole().lines() {
        let (alert, severity) = (line.get("alert"), line.get("severity"));
        assert_eq!(alert.is_some(), severity.is_some(), "{line}");
        assert!(LANGS.iter().any(|lang| line["lang"] == *lang), "{line}");
        assert!(chrono::DateTime::parse_from_rfc3339(line["at"].as_str().unwrap_or_default()).is_ok(), "{line}");
        if let Some(severity) = severity {
            assert!(["info", "notable", "critical", "normal"].iter().any(|known| severity == known), "{line}");
            assert_eq!(line["method"], "sendMessage", "{line}");
        }
    }
    let answers = |method: &str| {
        let lines = whole().lines();
        lines.iter().filter(|line| line.get("alert").is_none() && line["method"] == method).count()
    };
    assert_eq!(answers("editMessageText"), 3, "the button edits the welcome in place");
    assert_eq!(answers("sendMessage"), 6, "a welcome and a board for each");
}

/// What the live program decided, line by line what a back-test over the same figures decides.
#[test]
fn live_equals_replay() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut command = tidewatch(dir.path());
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sim/history");
    command.args(["backtest", "--from", "2025-10-27", "--to", "2025-12-12", "--format", "json", "--data"]).arg(data);
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Findings of one instant have no order of their own.
    let by_at = |text: &str| {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in lines(text) {
            found.entry(line["at"].to_string()).or_default().insert(line.to_string());
        }
        found
    };
    let live = by_at(&whole().ledger);
    assert_eq!(live, by_at(&String::from_utf8(output.stdout).expect("text")));
    assert_eq!(live.values().map(BTreeSet::len).sum::<usize>(), 12);
}

/// Without the page the demo ends by itself, and prints only the messages that are asked for.
#[test]
fn headless_it_prints_what_is_asked_for_and_ends() {
    let print = |more: &[&str]| {
        let dir = tempfile::tempdir().expect("a directory");
        let mut command = tidewatch(dir.path());
        command.args(["demo", "--headless", "--from", "2025-10-31", "--to", "2025-10-31"]).args(more);
        let output = command.output().expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let said = print(&["--lang", "zh-Hant"]);
    assert!(said.contains("13:46:00 New York · chat 1002 · zh-Hant\n🔴 資金壓力：嚴重\n"), "{said}");
    assert!(!said.contains("chat 1001"), "{said}");
    let summary = print(&[]);
    assert!(summary.starts_with("2025-10-31 to 2025-10-31: ") && !summary.contains("── "), "{summary}");
}

/// README shows a message: the one that is sent.
#[test]
fn the_readme_shows_what_is_told() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("readable");
    let shown: Vec<&str> =
        readme.lines().skip_while(|line| !line.starts_with("── ")).skip(1).take_while(|line| *line != "```").collect();
    assert!(shown.len() > 5, "{shown:?}");
    let texts = whole().pushes("en").into_iter().map(|push| Html::from_rendered(push.text).plain());
    let texts: Vec<String> = texts.collect();
    assert!(texts.contains(&shown.join("\n")), "{} is not among {texts:#?}", shown.join("\n"));
}

#[test]
fn a_calm_month_end_brings_no_alarm_about_rates() {
    let Some(history) = shared_history() else { return };
    let copy = tempfile::tempdir().expect("a directory");
    for entry in fs::read_dir(&history).expect("readable") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
    }
    let sofr = copy.path().join("sofr.csv");
    let text = fs::read_to_string(&sofr).expect("readable");
    assert!(text.contains("2025-10-31,4.22"));
    fs::remove_file(&sofr).expect("a copy of our own");
    fs::write(&sofr, text.replace("2025-10-31,4.22", "2025-10-31,3.95")).expect("writable");
    let copy = copy.path().to_str().expect("a plain path");
    let told = play(&["--data", copy, "--from", "2025-10-30", "--to", "2025-11-04"]);
    assert!(!told.transcript.contains("R01/2025-10-31"), "SOFR was calm");
    assert!(told.transcript.contains("R05/2025-10-31/critical"), "standing repo was not");
    assert!(!told.ledger.contains("R01"));
}

/// The published series beside the project; skipped with a word where they are not, failed under CI.
pub(crate) fn shared_history() -> Option<PathBuf> {
    shared("history")
}

/// A folder or file beside the project; skipped with a word where it is not there, failed under CI.
pub(crate) fn shared(what: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(what);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{} is missing and CI skips nothing", path.display());
    eprintln!("skipped: {} is not here", path.display());
    None
}

/// What a killed demo of the same process number left behind is another story. In a container every
/// process may be number 1.
#[test]
fn a_directory_left_behind_is_not_used() {
    let dir = tempfile::tempdir().expect("a directory");
    let left = "mkdir tidewatch-demo-$$ tidewatch-demo-$$-0 && echo left >tidewatch-demo-$$/demo.db && \
        echo left >tidewatch-demo-$$-0/demo.db && exec \"$0\" demo --headless --to 2025-10-28";
    let mut command = std::process::Command::new("sh");
    command.current_dir(dir.path()).env("TMPDIR", dir.path()).args(["-c", left, env!("CARGO_BIN_EXE_tidewatch")]);
    let output = command.output().expect("sh starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read_dir(dir.path()).expect("readable").count(), 2, "what it made itself is gone again");
}

/// A demo that is stopped in the middle keeps its records, cleans up, and does not pass for a whole one.
#[tokio::test(flavor = "multi_thread")]
async fn a_headless_demo_that_is_stopped_says_so_and_leaves_nothing_but_its_records() {
    let dir = tempfile::tempdir().expect("a directory");
    let temporary = dir.path().join("tmp");
    fs::create_dir(&temporary).expect("a directory");
    let mut command = tidewatch(dir.path());
    // Real time: it would take weeks.
    command.args(["demo", "--headless", "--speed", "1", "--lang", "en", "--transcript", "t.jsonl"]);
    command.env("TMPDIR", &temporary);
    let mut process = Process::spawn(command, dir.path(), "demo");
    let told = eventually(PATIENCE, async || process.stdout().contains("New York").then_some(())).await;
    assert!(told.is_some(), "{}", process.tail());
    process.terminate();
    let status = process.ended(PATIENCE).await;
    assert_eq!(status.code(), Some(1), "{}", process.tail());
    assert!(process.tail().contains("stopped before the last day"), "{}", process.tail());
    assert!(!lines(&fs::read_to_string(dir.path().join("t.jsonl")).expect("a file")).is_empty());
    assert_eq!(fs::read_dir(&temporary).expect("readable").count(), 0);
}
