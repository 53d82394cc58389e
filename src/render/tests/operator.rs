//! `/admin` in every language. A changed snapshot is a changed message: read it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{renderer, told};
use crate::board::operator::{Failures, Home, InboxLine, Page, QueueLine};
use crate::board::{SourceAge, SourceCondition};
use crate::lang::Lang;
use crate::render::{AdminButton, Reply};
use crate::source::SourceKind;

fn now() -> DateTime<Utc> {
    "2025-11-03T13:00:00Z".parse().expect("an instant")
}

fn check(name: &str, page: Page) {
    let reply = Reply::Admin(Box::new(page));
    for lang in Lang::ALL {
        let html = told(renderer().reply(lang, &reply));
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots", omit_expression => true }, {
            insta::assert_snapshot!(format!("admin_{name}.{}", lang.as_str()), html.as_str());
        });
    }
}

fn home(paused_since: Option<DateTime<Utc>>) -> Page {
    Page::Home(Home {
        version: "0.1.0".to_owned(),
        uptime: TimeDelta::hours(50),
        epoch: 4,
        delivery: Some(TimeDelta::seconds(12)),
        intake: None,
        subscribers: (214, 230),
        waiting: 1,
        paused_since,
        now: now(),
    })
}

#[test]
fn how_the_program_is() {
    check("home", home(None));
    check("home_paused", home(Some(now() - TimeDelta::hours(2))));
}

#[test]
fn what_waits_and_what_failed() {
    let line = |lane: i64, state: &str, rows| QueueLine {
        lane,
        state: state.to_owned(),
        rows,
        oldest: Some(now() - TimeDelta::minutes(3)),
    };
    let queue = vec![line(-1, "pending", 1), line(0, "sending", 2), line(1, "pending", 1200), line(2, "claimed", 256)];
    let failures = vec![Failures { class: "blocked".to_owned(), rows: 3, last: Some(now() - TimeDelta::hours(3)) }];
    check("queue", Page::Queue { queue, inbox: InboxLine { rows: 2, oldest: None }, failures, now: now() });
    let inbox = InboxLine { rows: 0, oldest: None };
    check("queue_empty", Page::Queue { queue: vec![], inbox, failures: vec![], now: now() });
}

#[test]
fn what_is_wrong_with_a_source_is_said_as_the_log_has_it() {
    let source = |source, state, detail: &str| SourceAge {
        source,
        state,
        as_of: "2025-10-31".parse().ok(),
        accepted_at: Some(now() - TimeDelta::hours(20)),
        detail: detail.to_owned(),
    };
    let sources = vec![
        source(SourceKind::NyfedRates, SourceCondition::Ok, ""),
        source(SourceKind::H41, SourceCondition::Rejected, "not a page of this kind: its title is \"<Error>\""),
    ];
    check("sources", Page::Sources { sources, now: now() });
}

#[test]
fn questions() {
    check("ask_pause", Page::AskPause);
    check("ask_resume", Page::AskResume { waiting: 1457 });
    check("ask_resume_none", Page::AskResume { waiting: 0 });
}

/// Labels are no HTML: Telegram shows them as they are, and cuts the notice of a press at 200 characters.
#[test]
fn labels_are_short_and_plain() {
    for lang in Lang::ALL {
        let labels =
            AdminButton::ALL.map(|button| told(renderer().reply(lang, &Reply::AdminButton(button))).into_string());
        for label in &labels {
            assert!(label.chars().count() <= 20 && !label.contains(['&', '<']), "{label}");
        }
        let different: std::collections::BTreeSet<&String> = labels.iter().collect();
        assert_eq!(different.len(), labels.len(), "{labels:?}");
    }
}
