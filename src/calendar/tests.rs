//! The calendars against history, against published dates, and against themselves.

mod days;
mod files;
mod history;
mod known;
mod properties;
mod refresh;
mod windows;

use std::sync::LazyLock;

use super::*;

/// The calendar that is part of the program.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::builtin().expect("the files in config/ are right"));

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// New York civil time, as people write it.
fn ny(text: &str) -> DateTime<Utc> {
    let civil = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a civil time");
    crate::clock::ny::instant(civil)
}

/// A file of the shared folder; `None`, with a word on stderr, on machines that do not have it.
fn shared(path: &str) -> Option<String> {
    let full = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&full).ok();
    assert!(text.is_some() || std::env::var("CI").as_deref() != Ok("true"), "{full} is missing");
    if text.is_none() {
        eprintln!("skipped: {full} is missing");
    }
    text
}
