//! The Board's site: H.4.1, press releases and their feed, the calendar of meetings, minutes.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};

use super::compose::decision;
use super::{HTML, MeetingMove, Upstream, XML, answer};
use crate::calendar::{Meeting, MeetingKind};
use crate::clock::ny;
use crate::sim::decisions::{Decision, printed_time};
use crate::sim::pages::fomc::calendar::{Entry, calendar};
use crate::sim::pages::fomc::{announcement, minutes, minutes_title, press_release as release_page};
use crate::sim::pages::press_feed::{Item, feed};
use crate::source::Host;

/// The Board's real address.
pub(super) const ORIGIN: &str = Host::Board.origin();
/// Where its press releases are.
pub(super) const RELEASES: &str = "/newsevents/pressreleases/";

pub(super) async fn h41(State(sites): State<Arc<Upstream>>, uri: Uri, headers: HeaderMap) -> Response {
    let now = sites.time_at(&uri);
    sites.h41_page(&headers, sites.newest_week(now), now)
}

pub(super) async fn h41_dated(
    State(sites): State<Arc<Upstream>>,
    Path(date): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let now = sites.time_at(&uri);
    let week = compact(&date).and_then(|date| sites.week_released_on(date, now));
    sites.h41_page(&headers, week, now)
}

pub(super) async fn press_release(
    State(sites): State<Arc<Upstream>>,
    Path(page): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let now = sites.time_at(&uri);
    let body = sites.injected(&format!("{RELEASES}{page}"), now).or_else(|| {
        let name = page.strip_prefix("monetary")?.strip_suffix(".htm")?;
        sites.press_page(name, now)
    });
    answer(&headers, HTML, body.map(Into::into))
}

pub(super) async fn monetary_policy(
    State(sites): State<Arc<Upstream>>,
    Path(page): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let now = sites.time_at(&uri);
    let body = if page == "fomccalendars.htm" {
        Some(sites.calendar_page(now))
    } else {
        let date = page.strip_prefix("fomcminutes").and_then(|rest| rest.strip_suffix(".htm")).and_then(compact);
        date.and_then(|date| sites.minutes_page(date, now))
    };
    answer(&headers, HTML, body.map(Into::into))
}

pub(super) async fn press_feed(State(sites): State<Arc<Upstream>>, uri: Uri, headers: HeaderMap) -> Response {
    let now = sites.time_at(&uri);
    answer(&headers, XML, Some(sites.press_feed(now).into()))
}

/// `20251029`, all eight digits.
fn compact(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    NaiveDate::parse_from_str(text, "%Y%m%d").ok().filter(|_| digits)
}

impl Upstream {
    /// The newest press releases.
    pub(crate) fn press_feed(&self, now: DateTime<Utc>) -> String {
        feed(&self.press_items(now), ORIGIN)
    }

    fn h41_page(&self, headers: &HeaderMap, week: Option<NaiveDate>, now: DateTime<Utc>) -> Response {
        let body = week
            .and_then(|week| self.cached(format!("h41 {week} {}", self.figures_stage(now)), || self.h41_at(week, now)));
        answer(headers, HTML, body)
    }

    /// `20251029a` is a statement or the release of minutes of that day, `20251029a1` a note.
    fn press_page(&self, name: &str, now: DateTime<Utc>) -> Option<String> {
        if let Some(date) = name.strip_suffix("a1") {
            return self.decision_page(compact(date)?, true, now);
        }
        let date = compact(name.strip_suffix('a')?)?;
        self.decision_page(date, false, now).or_else(|| {
            let mut released = self.with_minutes(now).into_iter();
            let (meeting, decision) = released.find(|(_, decision)| decision.minutes == date)?;
            Some(announcement(meeting.start, meeting.end, date, &printed_time(decision.minutes_at())))
        })
    }

    fn decision_page(&self, date: NaiveDate, note: bool, now: DateTime<Utc>) -> Option<String> {
        self.decided(now).iter().find(|(meeting, _)| meeting.end == date)?;
        self.compose_decision(date, note)
    }

    /// Meetings whose minutes are out.
    fn with_minutes(&self, now: DateTime<Utc>) -> Vec<(Meeting, &'static Decision)> {
        self.decided(now).into_iter().filter(|(_, decision)| decision.minutes_at() <= now).collect()
    }

    pub(crate) fn minutes_page(&self, date: NaiveDate, now: DateTime<Utc>) -> Option<String> {
        let (meeting, decision) = self.with_minutes(now).into_iter().find(|(meeting, _)| meeting.end == date)?;
        let told = self.as_in_history(decision);
        Some(minutes(meeting.start, &told.statement, &told.note, told.minutes))
    }

    /// A page that a test or an operator has put in.
    fn injected(&self, path: &str, now: DateTime<Utc>) -> Option<String> {
        self.script(|script| {
            let mut items = script.items.iter().rev();
            let (item, at) = items.find_map(|item| {
                let at = item.at.filter(|at| *at <= now && item.link == path)?;
                Some((item, at))
            })?;
            Some(release_page(&item.title, ny::date(at), &printed_time(at), &item.body))
        })
    }

    /// All that the feed could show, newest last within an instant of its own.
    fn press_items(&self, now: DateTime<Utc>) -> Vec<Item> {
        let page = |date: NaiveDate, ending: &str| format!("{RELEASES}monetary{}{ending}.htm", date.format("%Y%m%d"));
        let mut items = Vec::new();
        for (meeting, _) in self.decided(now) {
            let (date, at) = (meeting.end, meeting.statement_at);
            items.push(Item { title: "Federal Reserve issues FOMC statement".into(), path: page(date, "a"), at });
            let title = format!("Implementation Note issued {}", date.format("%B %-d, %Y"));
            items.push(Item { title, path: page(date, "a1"), at });
        }
        for (meeting, decision) in self.with_minutes(now) {
            let title = minutes_title(meeting.start, meeting.end);
            items.push(Item { title, path: page(decision.minutes, "a"), at: decision.minutes_at() });
        }
        self.script(|script| {
            for item in &script.items {
                if let Some(at) = item.at.filter(|at| *at <= now) {
                    items.push(Item { title: item.title.clone(), path: item.link.clone(), at });
                }
            }
        });
        items
    }

    /// The calendar of meetings. Nobody knows of an unscheduled one before its statement is there.
    pub(crate) fn calendar_page(&self, now: DateTime<Utc>) -> String {
        let listed = self.meetings.iter().filter(|one| one.kind == MeetingKind::Scheduled || one.statement_at <= now);
        let mut entries: Vec<Entry> = listed.filter_map(|meeting| self.entry(meeting, now)).collect();
        entries.sort_by_key(|entry| entry.start);
        calendar(&entries, ny::date(now))
    }

    fn entry(&self, meeting: &Meeting, now: DateTime<Utc>) -> Option<Entry> {
        let decided = decision(meeting.end).filter(|_| meeting.statement_at <= now);
        let mut entry = Entry {
            start: meeting.start,
            end: meeting.end,
            remark: match meeting.kind {
                MeetingKind::Scheduled => None,
                MeetingKind::Unscheduled => Some("unscheduled"),
                MeetingKind::NotationVote => Some("notation vote"),
            },
            sep: meeting.sep,
            statement: decided.is_some(),
            minutes: decided.filter(|decision| decision.minutes_at() <= now).map(|decision| decision.minutes),
        };
        let changes = |script: &mut super::script::Script| {
            script.meetings.iter().find(|change| change.start == meeting.start).map(|change| change.change.clone())
        };
        match self.script(changes) {
            None => {}
            Some(MeetingMove::Cancel) => entry.remark = Some("cancelled"),
            Some(MeetingMove::Remove) => return None,
            Some(MeetingMove::Move { start, end }) => (entry.start, entry.end) = (start, end),
        }
        Some(entry)
    }
}
