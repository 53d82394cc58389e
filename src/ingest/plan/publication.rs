//! When figures are known, and what is old news.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::calendar::Calendar;
use crate::clock::ny;
use crate::series::SeriesId;

/// When figures are known, and whether that is old news.
#[derive(Clone, Copy)]
pub(in crate::ingest) struct Publication<'a> {
    pub(in crate::ingest) calendar: &'a Calendar,
    pub(in crate::ingest) started_at: DateTime<Utc>,
    pub(in crate::ingest) now: DateTime<Utc>,
}

impl Publication<'_> {
    pub(in crate::ingest) fn due(self, series: &SeriesId, date: NaiveDate) -> Option<DateTime<Utc>> {
        self.calendar.known_at(series, date)
    }

    /// Published before this database was first started: stored with its true date, never alerted.
    pub(in crate::ingest) fn is_old(self, series: &SeriesId, date: NaiveDate) -> bool {
        self.due(series, date).is_some_and(|due| due <= self.started_at)
    }

    pub(in crate::ingest) fn known_at(self, series: &SeriesId, date: NaiveDate) -> DateTime<Utc> {
        match self.due(series, date) {
            Some(due) if due <= self.started_at => due,
            _ => self.now,
        }
    }

    /// When the release was due, where it is told more than an hour after.
    pub(in crate::ingest) fn late_since(self, due: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        due.filter(|&due| self.now - due > TimeDelta::hours(1))
    }
}

/// When the statement of a date was due.
pub(in crate::ingest) fn statement_due(calendar: &Calendar, date: NaiveDate) -> DateTime<Utc> {
    let meetings = calendar.meetings();
    let meeting = meetings.iter().find(|meeting| meeting.end == date);
    meeting.map_or_else(|| ny::at(date, 14, 0), |meeting| meeting.statement_at)
}
