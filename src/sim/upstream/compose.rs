//! What each site shows at the present simulated time, composed from the archive.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Upstream;
use crate::clock::ny;
use crate::series::SeriesId;
use crate::series::catalogue::{
    BGCR, EFFR, IORB, ON_RRP, ON_RRP_AVG, ON_RRP_RATE, ON_RRP_WED, REPO_OTHERS_AVG, RESERVES_AVG, SOFR, SRF_ACCEPTED,
    SRF_AM, SRF_RATE, TARGET_LOWER, TARGET_UPPER, TGCR,
};
use crate::sim::decisions::{Decision, decisions};
use crate::sim::pages::h41::{Week, compose, from_known, week_average};
use crate::sim::pages::{fomc, nyfed};
use crate::unit::Percent;

/// Of a day's standing repo, so many hundredths are shown as the morning operation: the history has
/// only the day's total, and the demonstration says so.
pub const MORNING_SHARE: i64 = 30;

/// The rates of the page, by the names that it uses.
const RATES: [(&str, SeriesId); 4] = [("SOFR", SOFR), ("TGCR", TGCR), ("BGCR", BGCR), ("EFFR", EFFR)];

/// How many days back the pages of operations and rates reach.
const PAGE_DAYS: u64 = 14;

impl Upstream {
    fn is_known(&self, series: &SeriesId, date: NaiveDate, now: DateTime<Utc>) -> bool {
        self.calendar.known_at(series, date).is_some_and(|known_at| known_at <= now)
    }

    /// Figures of the last two weeks that are public at `now`.
    fn recent(&self, series: &SeriesId, now: DateTime<Utc>) -> impl Iterator<Item = (NaiveDate, Decimal)> + '_ {
        let (today, series) = (ny::date(now), series.clone());
        let since = today.checked_sub_days(Days::new(PAGE_DAYS)).unwrap_or(today);
        let figures = self.archive.get(&series).range(since..=today);
        figures.filter(move |(date, _)| self.is_known(&series, **date, now)).map(|(date, value)| (*date, *value))
    }

    /// Changes with every rate that comes out, an hour apart: the key of the page.
    pub(super) fn rates_stage(&self, now: DateTime<Utc>) -> String {
        let newest = RATES.map(|(_, series)| self.recent(&series, now).map(|(date, _)| date).max());
        format!("{newest:?}")
    }

    pub(crate) fn compose_rates(&self, now: DateTime<Utc>) -> String {
        let mut rows = Vec::new();
        for (kind, series) in RATES {
            rows.extend(self.recent(&series, now).map(|(date, rate)| nyfed::RateRow {
                date,
                kind,
                rate,
                percentiles: None,
                volume_billions: None,
            }));
        }
        nyfed::rates(&rows)
    }

    /// Changes with every result that comes out: the key of the page.
    pub(super) fn operations_stage(&self, now: DateTime<Utc>) -> String {
        let today = ny::date(now);
        let out = [SRF_AM, ON_RRP, SRF_ACCEPTED].map(|series| u8::from(self.is_known(&series, today, now)));
        format!("{today} {out:?}")
    }

    pub(crate) fn compose_operations(&self, now: DateTime<Utc>) -> String {
        let today = ny::date(now);
        let since = today.checked_sub_days(Days::new(PAGE_DAYS)).unwrap_or(today);
        let mut operations = Vec::new();
        for (&date, &total) in self.archive.get(&SRF_ACCEPTED).range(since..=today) {
            let morning = (total * Decimal::new(MORNING_SHARE, 2)).round();
            let parts =
                [(nyfed::Slot::Morning, morning, SRF_AM), (nyfed::Slot::Afternoon, total - morning, SRF_ACCEPTED)];
            operations.extend(parts.into_iter().filter_map(|(slot, accepted_millions, series)| {
                let rate = self.in_force(&SRF_RATE, date)?;
                let results = self.is_known(&series, date, now);
                results.then_some(nyfed::Operation {
                    date,
                    kind: nyfed::Direction::Repo,
                    slot,
                    accepted_millions,
                    rate,
                    results,
                })
            }));
        }
        operations.extend(self.recent(&ON_RRP, now).filter_map(|(date, accepted_millions)| {
            Some(nyfed::Operation {
                date,
                kind: nyfed::Direction::ReverseRepo,
                slot: nyfed::Slot::OnRrp,
                accepted_millions,
                rate: self.in_force(&ON_RRP_RATE, date)?,
                results: true,
            })
        }));
        nyfed::operations(&operations)
    }

    fn in_force(&self, series: &SeriesId, date: NaiveDate) -> Option<Decimal> {
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

    pub(crate) fn compose_h41(&self, week: NaiveDate) -> Option<String> {
        let released = ny::date(self.calendar.known_at(&RESERVES_AVG.0, week)?);
        let before = |days| week.checked_sub_days(Days::new(days)).map(|week| self.week(week)).unwrap_or_default();
        Some(compose(&from_known(week, released, &self.week(week), &before(7), &before(364))))
    }

    /// The figures of one week that the archive has; averages of daily operations are computed.
    fn week(&self, wednesday: NaiveDate) -> Week {
        let mut week = Week::default();
        for (series, figures) in self.archive.iter() {
            if let Some(value) = figures.get(&wednesday).and_then(ToPrimitive::to_i64) {
                week.set(series, value);
            }
        }
        for (daily, average) in [(ON_RRP, ON_RRP_AVG), (SRF_ACCEPTED, REPO_OTHERS_AVG)] {
            if let Some(value) = week_average(&self.daily(&daily, wednesday), wednesday) {
                week.set(&average.0, value);
            }
        }
        if let Some(value) = self.archive.get(&ON_RRP).get(&wednesday).and_then(ToPrimitive::to_i64) {
            week.set(&ON_RRP_WED.0, value);
        }
        week
    }

    fn daily(&self, series: &SeriesId, wednesday: NaiveDate) -> BTreeMap<NaiveDate, i64> {
        let since = wednesday.checked_sub_days(Days::new(PAGE_DAYS)).unwrap_or(wednesday);
        let figures = self.archive.get(series).range(since..=wednesday);
        figures.filter_map(|(date, value)| Some((*date, value.to_i64()?))).collect()
    }

    /// Whether the statement of that date is out.
    pub(super) fn decision_is_out(&self, date: NaiveDate, now: DateTime<Utc>) -> bool {
        let meetings = self.calendar.meetings();
        let meeting = meetings.iter().find(|meeting| meeting.end == date);
        meeting.is_some_and(|meeting| meeting.statement_at <= now) && decision(date).is_some()
    }

    /// The statement of a meeting, or its note.
    pub(crate) fn compose_decision(&self, date: NaiveDate, note: bool) -> Option<String> {
        let mut decision = decision(date)?.clone();
        if !note {
            return Some(fomc::statement(&decision.statement));
        }
        // Rates are the archive's wherever it has them, so that all pages tell one story.
        let from = decision.note.in_force_from;
        let rate = |series: &SeriesId, otherwise| self.in_force(series, from).map_or(otherwise, Percent);
        let note = &mut decision.note;
        note.iorb = rate(&IORB, note.iorb);
        note.on_rrp = rate(&ON_RRP_RATE, note.on_rrp);
        note.srf = rate(&SRF_RATE, note.srf);
        note.range = (rate(&TARGET_LOWER, note.range.0), rate(&TARGET_UPPER, note.range.1));
        Some(fomc::note(note))
    }
}

fn decision(date: NaiveDate) -> Option<&'static Decision> {
    decisions().ok()?.iter().find(|decision| decision.statement.date == date)
}
