//! The press feed: announcements that no calendar foresaw (R20). A pointer only: title and link first.

use chrono::{DateTime, NaiveDate, Utc};

use super::events::next_events;
use super::publication::Publication;
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Manner, Severity, UnscheduledReport};
use crate::calendar::{Meeting, MeetingKind};
use crate::clock::ny;
use crate::series::catalogue::{TARGET_LOWER, TARGET_UPPER};
use crate::source::{Feed, FeedClass, FeedItem, Statement, StatementClass};
use crate::unit::Percent;

/// Words that make a title worth a look.
const LIQUIDITY: [&str; 12] = [
    "facility",
    "swap",
    "liquidity",
    "emergency",
    "repurchase",
    "repo",
    "lending",
    "funding",
    "reserve requirement",
    "asset purchases",
    "fomc statement",
    "federal open market committee statement",
];

impl Plan {
    /// Tells what is new on the feed and not of a scheduled meeting.
    pub(super) fn announce(&mut self, known: &Knowledge, feed: &Feed, when: Publication<'_>) {
        self.as_of = feed.items.iter().map(|item| ny::date(item.published)).max();
        let seen = known.memory.feed.clone().unwrap_or_default();
        let news = feed.items.iter().filter(|item| !seen.contains(&item.link) && item.published > when.started_at);
        let told: Vec<Alert> = news.filter(|item| !foreseen(item, when)).map(|item| unscheduled(item, when)).collect();
        self.alerts.extend(told);
        let links = feed.items.iter().map(|item| item.link.clone()).collect();
        if known.memory.feed.as_ref() != Some(&links) {
            self.remember(known).feed = Some(links);
        }
    }
}

/// Statements, notes and minutes of scheduled meetings have watches of their own.
fn foreseen(item: &FeedItem, when: Publication<'_>) -> bool {
    let scheduled = |date| {
        let meetings = when.calendar.meetings();
        meetings.iter().any(|meeting| meeting.end == date && meeting.kind == MeetingKind::Scheduled)
    };
    match item.class {
        FeedClass::Minutes => true,
        FeedClass::Statement | FeedClass::Note | FeedClass::Other => item.date.is_some_and(scheduled),
    }
}

fn unscheduled(item: &FeedItem, when: Publication<'_>) -> Alert {
    let date = item.date.unwrap_or_else(|| ny::date(item.published));
    let title = item.title.to_lowercase();
    let severity = match item.class {
        FeedClass::Note => Severity::Critical,
        _ if LIQUIDITY.iter().any(|word| title.contains(word)) => Severity::Notable,
        _ => Severity::Info,
    };
    Alert {
        id: format!("R20/{}", name(&item.link)),
        revision: 1,
        manner: Manner::New,
        at: when.now,
        late_since: when.late_since(Some(item.published)),
        body: Body::Unscheduled(UnscheduledReport {
            title: item.title.clone(),
            link: item.link.clone(),
            published: item.published,
            date,
            statement: None,
            change: None,
            severity,
        }),
        next: next_events(when.calendar, when.now),
    }
}

/// The page's own name: `monetary20200315a`.
fn name(link: &str) -> &str {
    let last = link.trim_end_matches('/').rsplit('/').next().unwrap_or(link);
    last.trim_end_matches(".htm")
}

/// The page behind an announcement was read: if it decides on the range, the message says so.
/// `None` where there is nothing to add.
pub(in crate::ingest) fn read(
    known: &Knowledge,
    link: &str,
    statement: &Statement,
    when: Publication<'_>,
) -> Option<Plan> {
    let told =
        known.recent.iter().find(|alert| matches!(&alert.body, Body::Unscheduled(report) if report.link == link))?;
    let Body::Unscheduled(report) = &told.body else { return None };
    if report.statement.is_some() || statement.class != StatementClass::RateDecision {
        return None;
    }
    let in_force = |series| known.history.in_force(series, statement.date).map(Percent);
    let before = in_force(&TARGET_LOWER).zip(in_force(&TARGET_UPPER));
    let change = before.zip(statement.range).map(|((_, before), (_, after))| after.spread_over(before));
    let published = report.published;
    let report = UnscheduledReport {
        statement: Some(statement.clone()),
        change,
        severity: Severity::Critical,
        ..report.clone()
    };
    let graver = Severity::Critical.rank() > told.severity().rank();
    let alert = Alert {
        revision: told.revision + 1,
        manner: if graver { Manner::Escalates } else { Manner::Adds },
        body: Body::Unscheduled(report),
        next: next_events(when.calendar, when.now),
        ..told.clone()
    };
    let mut plan = Plan { alerts: vec![alert], ..Plan::default() };
    // A range that is not the one in force comes with administered rates of its own: until their note is
    // read, nobody knows them. One that stays as it was may have no note, and nothing to wait for.
    if statement.range.is_some() && statement.range != before {
        plan.add_meeting(known, statement.date, published, when);
    }
    Some(plan)
}

impl Plan {
    /// Puts an unscheduled meeting on the calendar, as the day of a statement that nobody foresaw.
    fn add_meeting(&mut self, known: &Knowledge, date: NaiveDate, statement_at: DateTime<Utc>, when: Publication<'_>) {
        let kind = MeetingKind::Unscheduled;
        let meeting = Meeting { start: date, end: date, statement_at, sep: false, kind, minutes: None };
        let mut meetings = when.calendar.meetings().to_vec();
        if meetings.iter().any(|known| known.end == date) {
            return;
        }
        meetings.push(meeting);
        meetings.sort_by_key(|meeting| (meeting.start, meeting.statement_at));
        self.remember(known).meetings = Some(meetings.clone());
        self.meetings = Some(meetings);
    }
}
