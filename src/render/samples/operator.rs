//! The operator's pages: `/admin`.

use chrono::TimeDelta;

use super::build::{DateTime, SourceAge, SourceCondition, SourceKind, Utc, at, day};
use super::{Sample, reply};
use crate::board::operator::{Failures, Home, InboxLine, Page, QueueLine};
use crate::render::{AdminButton, Reply};

pub(super) fn samples() -> Vec<Sample> {
    let pages = [
        ("/admin", home(None)),
        ("/admin while alerts are paused", home(Some(now() - TimeDelta::hours(2)))),
        ("/admin: sources", sources()),
        ("/admin: the queue", queue()),
        ("/admin: the queue with nothing in it", empty()),
        ("/admin: the question before a pause", Page::AskPause),
        ("/admin: the question before alerts go on", Page::AskResume { waiting: 1457 }),
        ("/admin: the same with nothing that waits", Page::AskResume { waiting: 0 }),
    ];
    let pages = pages.into_iter().map(|(when, page)| reply(when, Reply::Admin(Box::new(page))));
    pages.chain(AdminButton::ALL.into_iter().map(button)).collect()
}

fn button(button: AdminButton) -> Sample {
    let when = match button {
        AdminButton::Home => "A button of /admin: overview",
        AdminButton::Sources => "A button of /admin: sources",
        AdminButton::Queue => "A button of /admin: queue",
        AdminButton::Pause => "A button of /admin: pause",
        AdminButton::PauseYes => "A button of /admin: pause, confirmed",
        AdminButton::Resume => "A button of /admin: resume",
        AdminButton::ResumeYes => "A button of /admin: resume, confirmed",
    };
    reply(when, Reply::AdminButton(button))
}

fn now() -> DateTime<Utc> {
    at("2025-11-03", 8, 0)
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

fn queue() -> Page {
    let line = |lane: i64, state: &str, rows| QueueLine {
        lane,
        state: state.to_owned(),
        rows,
        oldest: Some(now() - TimeDelta::minutes(3)),
    };
    let queue = vec![
        line(-1, "pending", 1),
        line(0, "sending", 2),
        line(1, "pending", 1200),
        line(2, "claimed", 256),
        line(3, "pending", 1),
    ];
    let failures = vec![Failures { class: "blocked".to_owned(), rows: 3, last: Some(now() - TimeDelta::hours(3)) }];
    Page::Queue { queue, inbox: InboxLine { rows: 2, oldest: None }, failures, now: now() }
}

fn empty() -> Page {
    let inbox = InboxLine { rows: 0, oldest: None };
    Page::Queue { queue: Vec::new(), inbox, failures: Vec::new(), now: now() }
}

fn sources() -> Page {
    let source = |source, state, detail: &str| SourceAge {
        source,
        state,
        as_of: Some(day("2025-10-31")),
        accepted_at: Some(now() - TimeDelta::hours(20)),
        detail: detail.to_owned(),
    };
    let sources = vec![
        source(SourceKind::NyfedRates, SourceCondition::Ok, ""),
        source(SourceKind::H41, SourceCondition::Rejected, "not a page of this kind: its title is <Error>"),
    ];
    Page::Sources { sources, now: now() }
}
