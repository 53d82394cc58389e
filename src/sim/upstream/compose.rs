//! H.4.1 releases and decisions at the present simulated time, composed from the archive.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Upstream;
use crate::calendar::Meeting;
use crate::clock::ny;
use crate::series::SeriesId;
use crate::series::catalogue::{
    IORB, ON_RRP, ON_RRP_AVG, ON_RRP_RATE, ON_RRP_WED, REPO_OTHERS_AVG, RESERVES_AVG, SRF_ACCEPTED, SRF_RATE,
    TARGET_LOWER, TARGET_UPPER,
};
use crate::sim::decisions::{Decision, decisions};
use crate::sim::pages::fomc;
use crate::sim::pages::h41::{Week, compose, from_known, week_average};
use crate::unit::Percent;

/// Of a day's standing repo, so many hundredths are shown as the morning operation: the history has
/// only the day's total, and the demonstration says so. Before 26 June 2025 there was no daily morning.
pub const MORNING_SHARE: i64 = 30;

/// How far back a daily amount may lie that still stands on a Wednesday or in its week.
const DAILY_DAYS: Days = Days::new(14);

impl Upstream {
    pub(super) fn in_force(&self, series: &SeriesId, date: NaiveDate) -> Option<Decimal> {
        self.archive.get(series).range(..=date).next_back().map(|(_, value)| *value)
    }

    /// The week whose release is out by now.
    pub(crate) fn newest_week(&self, now: DateTime<Utc>) -> Option<NaiveDate> {
        let weeks = self.archive.get(&RESERVES_AVG.0).range(..=ny::date(now)).rev();
        weeks.map(|(week, _)| *week).find(|week| self.is_known(&RESERVES_AVG.0, *week, now))
    }

    /// The week whose release came out on `date`.
    pub(super) fn week_released_on(&self, date: NaiveDate, now: DateTime<Utc>) -> Option<NaiveDate> {
        let weeks = self.archive.get(&RESERVES_AVG.0).range(..=date).rev().map(|(week, _)| *week).take(2);
        let released = |week: &NaiveDate| self.calendar.known_at(&RESERVES_AVG.0, *week);
        weeks.into_iter().find(|week| released(week).is_some_and(|at| at <= now && ny::date(at) == date))
    }

    /// The release of a week as it reads now.
    #[cfg(test)]
    pub(crate) fn compose_h41(&self, week: NaiveDate) -> Option<String> {
        self.h41_at(week, self.clock.now())
    }

    pub(super) fn h41_at(&self, week: NaiveDate, now: DateTime<Utc>) -> Option<String> {
        let released = ny::date(self.calendar.known_at(&RESERVES_AVG.0, week)?);
        let before = |days| week.checked_sub_days(Days::new(days)).map(|week| self.week(week, now)).unwrap_or_default();
        let mut figures = from_known(week, released, &self.week(week, now), &before(7), &before(364));
        figures.misprints = self.misprints_of(week, now);
        Some(compose(&figures))
    }

    /// The figures of one week that the archive has; averages of daily operations are computed.
    fn week(&self, wednesday: NaiveDate, now: DateTime<Utc>) -> Week {
        let mut week = Week::default();
        for (series, _) in self.archive.iter() {
            if let Some(value) = self.figure(series, wednesday, now).and_then(whole) {
                week.set(series, value);
            }
        }
        for (daily, average) in [(ON_RRP, ON_RRP_AVG), (SRF_ACCEPTED, REPO_OTHERS_AVG)] {
            if let Some(value) = week_average(&self.daily(&daily, wednesday, now), wednesday) {
                week.set(&average.0, value);
            }
        }
        // A Wednesday on which the Reserve Banks rest shows what was done the day before.
        let week_ago = wednesday.checked_sub_days(Days::new(6)).unwrap_or(wednesday);
        if let Some((_, value)) = self.daily(&ON_RRP, wednesday, now).range(week_ago..).next_back() {
            week.set(&ON_RRP_WED.0, *value);
        }
        week
    }

    fn daily(&self, series: &SeriesId, wednesday: NaiveDate, now: DateTime<Utc>) -> BTreeMap<NaiveDate, i64> {
        let since = wednesday.checked_sub_days(DAILY_DAYS).unwrap_or(wednesday);
        let dates = self.archive.get(series).range(since..=wednesday).map(|(date, _)| *date);
        dates.filter_map(|date| Some((date, whole(self.figure(series, date, now)?)?))).collect()
    }

    /// Meetings whose statement is out, each with its decision.
    pub(super) fn decided(&self, now: DateTime<Utc>) -> Vec<(Meeting, &'static Decision)> {
        let out = self.meetings.iter().filter(|meeting| meeting.statement_at <= now);
        out.filter_map(|meeting| Some((*meeting, decision(meeting.end)?))).collect()
    }

    /// The statement of a meeting, or its note.
    pub(crate) fn compose_decision(&self, date: NaiveDate, note: bool) -> Option<String> {
        let decision = self.as_in_history(decision(date)?);
        Some(if note { fomc::note(&decision.note) } else { fomc::statement(&decision.statement) })
    }

    /// Rates are the archive's as long as it lasts, so that all pages tell one story.
    pub(super) fn as_in_history(&self, decision: &Decision) -> Decision {
        let mut told = decision.clone();
        let from = decision.note.in_force_from;
        if self.archive.iter().filter_map(|(_, figures)| figures.keys().next_back()).all(|last| *last < from) {
            return told;
        }
        let rate = |series: &SeriesId, otherwise| self.in_force(series, from).map_or(otherwise, Percent);
        let note = &mut told.note;
        note.iorb = rate(&IORB, note.iorb);
        note.on_rrp = rate(&ON_RRP_RATE, note.on_rrp);
        note.srf = rate(&SRF_RATE, note.srf);
        note.range = (rate(&TARGET_LOWER, note.range.0), rate(&TARGET_UPPER, note.range.1));
        told
    }
}

/// In whole millions, as the release prints them.
fn whole(value: Decimal) -> Option<i64> {
    value.round().to_i64()
}

pub(super) fn decision(date: NaiveDate) -> Option<&'static Decision> {
    decisions().ok()?.iter().find(|decision| decision.statement.date == date)
}
