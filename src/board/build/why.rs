//! `/why` and `/history`: what was said, and by which rules.

use chrono::{DateTime, Utc};

use crate::alert::{Alert, Body, Finding};
use crate::board::answers::{HistoryBoard, HistoryLine, Why, WhyRule};
use crate::rule::RuleBook;

/// How many lines of the ledger `/history` shows.
pub const HISTORY_LINES: u32 = 10;

/// Rules that are no entries of the rule book, with the kinds of alerts (the body's serde tag) in which
/// they speak: a decision, its note, doubtful data, an announcement outside the calendar.
const OF_KINDS: [(&str, &[&str]); 4] = [
    ("R15", &["decision", "not_parsed"]),
    ("R16", &["note", "decision"]),
    ("R18", &["quality"]),
    ("R20", &["unscheduled"]),
];

/// `/history`: the last lines of the ledger, newest first.
#[must_use]
pub const fn history(lines: Vec<HistoryLine>, now: DateTime<Utc>) -> HistoryBoard {
    HistoryBoard { now, lines }
}

/// `/why`: an alert with the rules behind it, each once. A rule that is no longer in the book has no
/// sources to show.
#[must_use]
pub fn why(alert: Alert, book: &RuleBook, now: DateTime<Utc>) -> Why {
    let mut rules: Vec<WhyRule> = Vec::new();
    for finding in findings(&alert.body) {
        if rules.iter().all(|rule| rule.id != finding.rule) {
            let sources = book.get(&finding.rule).map(|rule| rule.sources.clone()).unwrap_or_default();
            rules.push(WhyRule { id: finding.rule.clone(), version: finding.version, sources });
        }
    }
    Why { now, alert, rules }
}

/// The rules that can be asked for, in order.
#[must_use]
pub fn rules(book: &RuleBook) -> Vec<String> {
    let of_kinds = OF_KINDS.iter().map(|(id, _)| (*id).to_owned());
    let mut ids: Vec<String> = book.rules.iter().map(|rule| rule.id.clone()).chain(of_kinds).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The kinds of alerts in which a rule speaks that is no entry of the rule book.
#[must_use]
pub fn kinds(rule: &str) -> &'static [&'static str] {
    OF_KINDS.iter().find(|(id, _)| *id == rule).map_or(&[], |(_, kinds)| *kinds)
}

/// What rules found, where the alert is of their making.
fn findings(body: &Body) -> &[Finding] {
    match body {
        Body::Funding(report) => &report.findings,
        Body::Weekly(report) => &report.findings,
        _ => &[],
    }
}
