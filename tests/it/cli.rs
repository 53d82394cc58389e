//! Bad input: one clear line on stderr, nothing on stdout, a non-zero status.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rstest::rstest;
use tempfile::TempDir;
use tidewatch::sim::pages::nyfed;

use crate::common::{TOKEN, tidewatch};

const CALENDAR: &str = include_str!("../../config/calendar.toml");
const ERROR_PAGE: &str = "<html><head><title>Error</title></head><body>The service is unavailable.</body></html>";

fn directory() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

fn write(dir: &Path, name: &str, text: &str) {
    std::fs::write(dir.join(name), text).expect("written");
}

/// Runs to its end with a token; anything that ends in an error ends at once.
fn output(dir: &Path, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = tidewatch(dir);
    command.args(args).env("TELEGRAM_BOT_TOKEN", TOKEN).envs(environment.iter().copied());
    command.output().expect("the program starts")
}

/// The one line of a refusal.
fn refusal(output: &Output) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "it was content: {stderr}");
    assert!(output.stdout.is_empty(), "on stdout: {}", String::from_utf8_lossy(&output.stdout));
    assert!(stderr.starts_with("error: ") && stderr.ends_with('\n'), "no error line: {stderr:?}");
    assert_eq!(stderr.lines().count(), 1, "more than one line: {stderr}");
    stderr
}

/// Each piece must be in the line.
fn says(line: &str, pieces: &[&str]) {
    for piece in pieces {
        assert!(line.contains(piece), "{piece:?} is not in {line:?}");
    }
}

#[rstest]
#[case::none("", &["no bot token", "TELEGRAM_BOT_TOKEN", "@BotFather", "tidewatch demo"])]
#[case::mistyped("12345:short", &["TELEGRAM_BOT_TOKEN", "does not look like one"])]
fn run_needs_a_token(#[case] token: &str, #[case] pieces: &[&str]) {
    let line = refusal(&output(directory().path(), &["run"], &[("TELEGRAM_BOT_TOKEN", token)]));
    says(&line, pieces);
    assert!(token.is_empty() || !line.contains(token), "the token is repeated: {line}");
}

#[test]
fn a_token_file_that_is_not_there_is_named() {
    let variables = [("TELEGRAM_BOT_TOKEN", ""), ("TELEGRAM_BOT_TOKEN_FILE", "secrets/token")];
    says(&refusal(&output(directory().path(), &["run"], &variables)), &["secrets/token", "No such file"]);
}

#[rstest]
#[case::unknown_key("TIDEWATCH__DELIVERY__IN_FLIHGT", "4", &["in_flihgt", "in_flight", "delivery"])]
#[case::unknown_section("TIDEWATCH__DELIVRY__IN_FLIGHT", "4", &["delivry"])]
#[case::wrong_type("TIDEWATCH__POLLING__H41_SECONDS", "soon", &["polling.h41_seconds", "soon"])]
#[case::impossible("TIDEWATCH__POLLING__IDLE_MINUTES", "1", &["polling.idle_minutes", "at least 10"])]
#[case::drill_without_stand_in("TIDEWATCH__DRILL__CLOCK_SHIFT_SECONDS", "-60", &["telegram.api_url"])]
#[case::database("TIDEWATCH__DATABASE__URL", "mysql://user:secret@host/db", &["mysql", "sqlite:", "postgres://"])]
fn run_refuses_a_setting(#[case] key: &str, #[case] value: &str, #[case] pieces: &[&str]) {
    let line = refusal(&output(directory().path(), &["run"], &[(key, value)]));
    says(&line, pieces);
    assert!(!line.contains("secret"), "{line}");
}

#[rstest]
#[case::unknown_key("[delivery]\nin_flihgt = 4\n", &["in_flihgt", "delivery"])]
#[case::no_toml("[delivery]\nin_flight = \n", &["line 2", "mine.toml"])]
fn run_refuses_a_file(#[case] text: &str, #[case] pieces: &[&str]) {
    let dir = directory();
    write(dir.path(), "mine.toml", text);
    says(&refusal(&output(dir.path(), &["run", "--config", "mine.toml"], &[])), pieces);
    says(&refusal(&output(dir.path(), &["run", "--config", "other.toml"], &[])), &["other.toml", "not found"]);
}

#[rstest]
#[case::no_such_hour("0 0 25 * * MON-FRI", &["line 9", "0 0 25 * * MON-FRI", "cron"])]
#[case::never("0 0 8 30 FEB *", &["line 9", "never"])]
#[case::two_times_of_day("0 0 8,9 * * MON-FRI", &["line 8", "one time of day"])]
fn run_refuses_a_schedule(#[case] schedule: &str, #[case] pieces: &[&str]) {
    let dir = directory();
    let text = CALENDAR.replacen("0 0 8 * * MON-FRI", schedule, 1);
    assert_ne!(text, CALENDAR);
    write(dir.path(), "calendar.toml", &text);
    let line = refusal(&output(dir.path(), &["run"], &[("TIDEWATCH__CALENDAR__FILE", "calendar.toml")]));
    says(&line, pieces);
}

#[rstest]
#[case::calendar("TIDEWATCH__CALENDAR__FILE")]
#[case::meetings("TIDEWATCH__CALENDAR__MEETINGS_FILE")]
#[case::rules("TIDEWATCH__RULES__FILE")]
fn run_names_a_file_that_is_missing_or_of_another_kind(#[case] key: &str) {
    let dir = directory();
    says(&refusal(&output(dir.path(), &["run"], &[(key, "mine.txt")])), &["mine.txt", "No such file"]);
    write(dir.path(), "mine.txt", "[delivery]\nin_flight = 4\n");
    refusal(&output(dir.path(), &["run"], &[(key, "mine.txt")]));
}

#[rstest]
#[case::kind(&["parse", "h42", "page.html"], &["h42", "h41", "nyfed-rates"])]
#[case::no_file(&["parse", "h41", "page.html"], &["page.html", "No such file"])]
#[case::directory(&["parse", "h41", "."], &["cannot read .", "directory"])]
#[case::no_argument(&["backtest"], &["--data"])]
#[case::no_history(&["backtest", "--data", "nowhere"], &["nowhere/catalogue.csv", "No such file"])]
#[case::backwards(&["demo", "--from", "2025-11-02", "--to", "2025-11-01"], &["2025-11-01 is before", "2025-11-02"])]
#[case::no_figures(&["demo", "--from", "2020-01-01", "--to", "2020-02-01"], &["2024-01-02", "2026-03-31", "--data"])]
#[case::no_figures_yet(&["demo", "--from", "2026-09-01", "--to", "2026-09-30"], &["2024-01-02", "2026-03-31"])]
#[case::no_date(&["demo", "--from", "2025-13-02"], &["2025-13-02", "--from"])]
#[case::no_speed(&["demo", "--speed", "fast"], &["fast", "max"])]
#[case::no_place(&["demo", "--transcript", "nowhere/t.jsonl"], &["nowhere/t.jsonl"])]
#[case::no_option(&["run", "--tokne", "x"], &["--tokne"])]
#[case::no_instant(&["sim", "--at", "yesterday"], &["yesterday"])]
fn a_mistake_is_named(#[case] args: &[&str], #[case] pieces: &[&str]) {
    says(&refusal(&output(directory().path(), args, &[])), pieces);
}

#[rstest]
fn an_error_page_is_no_page_of_any_kind(
    #[values(
        "nyfed-rates",
        "nyfed-repo",
        "h41",
        "fomc-statement",
        "implementation-note",
        "fomc-calendar",
        "fomc-minutes",
        "press-feed"
    )]
    kind: &str,
    #[values(ERROR_PAGE, "", "{}", "\u{feff}", "404 page not found")] body: &str,
) {
    let dir = directory();
    write(dir.path(), "page", body);
    says(&refusal(&output(dir.path(), &["parse", kind, "page"], &[])), &[kind, "page"]);
}

#[test]
fn parse_reads_standard_input() {
    let dir = directory();
    let from_pipe = |text: &str| {
        let mut command = tidewatch(dir.path());
        command.args(["parse", "nyfed-repo", "-"]);
        piped(command, text)
    };
    let page = operations_page();
    write(dir.path(), "repo.json", &page);
    let (pipe, file) = (from_pipe(&page), output(dir.path(), &["parse", "nyfed-repo", "repo.json"], &[]));
    assert_eq!(String::from_utf8_lossy(&pipe.stderr), "");
    assert_eq!((pipe.status.success(), &pipe.stdout), (true, &file.stdout));
    let said: serde_json::Value = serde_json::from_slice(&pipe.stdout).expect("one JSON object");
    let observation = serde_json::json!({
        "series": "on_rrp", "date": "2025-10-31", "value": "51802", "unit": "USD million"
    });
    assert_eq!(said["observations"], serde_json::json!([observation]));
    assert_eq!(said["problems"], serde_json::json!([]));
    says(&refusal(&from_pipe(ERROR_PAGE)), &["nyfed-repo", "HTML"]);
}

/// One ON RRP operation on a page of the New York Fed's shape.
fn operations_page() -> String {
    let (date, rate) = ("2025-10-31".parse().expect("a date"), "3.75".parse().expect("a rate"));
    let (kind, slot) = (nyfed::Direction::ReverseRepo, nyfed::Slot::OnRrp);
    nyfed::operations(&[nyfed::Operation::held(date, kind, slot, 51_802.into(), rate)])
}

fn piped(mut command: Command, text: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}
