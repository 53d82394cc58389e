//! Minutes, and meetings that the Board's calendar page has otherwise than we had.

use super::events::next_events;
use super::publication::Publication;
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Manner, MeetingNews, MeetingReport, MinutesReport};
use crate::calendar::{ListedMeeting, MeetingChange, refresh};
use crate::clock::ny;
use crate::fetch::Page;
use crate::source::{Minutes, SourceKind};

impl Plan {
    /// Minutes are out: a link, once a meeting.
    pub(super) fn tell_minutes(&mut self, known: &Knowledge, minutes: &Minutes, page: &Page, when: Publication<'_>) {
        self.as_of = Some(minutes.end);
        let already = known.spoken_of.get(&SourceKind::FomcMinutes).is_some_and(|told| *told >= minutes.end);
        let meetings = when.calendar.meetings();
        let due = meetings.iter().find(|meeting| meeting.end == minutes.end).and_then(|meeting| meeting.minutes_on());
        let due = due.map(|date| ny::at(date, 14, 0));
        if already || due.is_none_or(|due| due <= when.started_at) {
            return;
        }
        let body = Body::Minutes(MinutesReport { meeting: minutes.end, link: page.url.clone() });
        self.alerts
            .push(Alert { late_since: when.late_since(due), ..event(format!("minutes/{}", minutes.end), body, when) });
    }

    /// Takes meetings over from the Board's page. What the page changed before it was read for the first
    /// time is no news: the built-in table was older.
    pub(super) fn refresh_meetings(
        &mut self,
        known: &Knowledge,
        listed: &[ListedMeeting],
        page: &Page,
        when: Publication<'_>,
    ) {
        let today = ny::date(when.now);
        self.as_of = Some(today);
        let refreshed = refresh(&when.calendar.meetings(), listed, today);
        let first = !known.memory.calendar_read;
        if refreshed.changes.is_empty() && !first {
            return;
        }
        let memory = self.remember(known);
        (memory.calendar_read, memory.meetings) = (true, Some(refreshed.meetings.clone()));
        self.meetings = Some(refreshed.meetings);
        let news: Vec<MeetingNews> = refreshed.changes.iter().filter_map(news).collect();
        if !first && !news.is_empty() {
            let body = Body::Meeting(MeetingReport { news, link: page.url.clone() });
            self.alerts.push(event(format!("meetings/{}", page.hash), body, when));
        }
    }
}

/// A change of the projections alone rings nobody.
const fn news(change: &MeetingChange) -> Option<MeetingNews> {
    match change {
        MeetingChange::Moved { from, to } => Some(MeetingNews::Moved { from: from.end, to: to.end }),
        MeetingChange::Cancelled { meeting } => Some(MeetingNews::Cancelled { date: meeting.end }),
        MeetingChange::Added { meeting } => Some(MeetingNews::Added { date: meeting.end }),
        MeetingChange::Projections { .. } => None,
    }
}

fn event(id: String, body: Body, when: Publication<'_>) -> Alert {
    let next = next_events(when.calendar, when.now);
    Alert { id, revision: 1, manner: Manner::New, at: when.now, late_since: None, body, next }
}
