//! Figures as the sites print them at an instant: history's, revised or misprinted.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Upstream;
use super::script::ControlError;
use crate::series::SeriesId;
use crate::series::catalogue::{SRF_ACCEPTED, SRF_AM};
use crate::sim::pages::Change;
use crate::sim::pages::h41::is_line;

/// One figure printed wrong; nothing around it follows, so that sums and spreads do not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misprint {
    /// The series as in the history, or any line of the H.4.1 (`total_supplying_wed`). Of operations
    /// (`srf_am`, `srf_accepted`, `on_rrp`) the total of the last one is misprinted.
    pub series: SeriesId,
    /// The date of the figure.
    pub date: NaiveDate,
    /// How.
    pub change: Change,
    /// From when on; at once where not given.
    #[serde(default)]
    pub from: Option<DateTime<Utc>>,
    /// Until when the site corrects it; never where not given.
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
}

/// A figure that the site corrects: from an instant on it reads otherwise, and all around it follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The series as in the history.
    pub series: SeriesId,
    /// The date of the figure.
    pub date: NaiveDate,
    /// What it is from then on, in the unit of the series.
    pub value: Decimal,
    /// From when on; at once where not given.
    #[serde(default)]
    pub from: Option<DateTime<Utc>>,
}

/// A figure as published at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub date: NaiveDate,
    pub value: Decimal,
    pub revised: bool,
}

impl Upstream {
    /// From an instant on, prints one figure wrong.
    ///
    /// # Errors
    /// No such figure; an end before the beginning.
    pub fn misprint(&self, misprint: Misprint) -> Result<(), ControlError> {
        let Misprint { series, date, from, until, .. } = &misprint;
        let source = if *series == SRF_AM { &SRF_ACCEPTED } else { series };
        if !self.has(source, *date) && !is_line(series) {
            return Err(ControlError::NoFigure { series: series.clone(), date: *date });
        }
        if let (Some(from), Some(until)) = (*from, *until)
            && until <= from
        {
            return Err(ControlError::Period { from, until });
        }
        self.rewrite(|script| script.misprints.push(misprint));
        Ok(())
    }

    /// From an instant on, a figure of the past reads otherwise. The last revision in force counts.
    ///
    /// # Errors
    /// No such figure in the history.
    pub fn revise(&self, revision: Revision) -> Result<(), ControlError> {
        if !self.has(&revision.series, revision.date) {
            return Err(ControlError::NoFigure { series: revision.series, date: revision.date });
        }
        self.rewrite(|script| script.revisions.push(revision));
        Ok(())
    }

    fn has(&self, series: &SeriesId, date: NaiveDate) -> bool {
        self.archive.get(series).contains_key(&date)
    }

    pub(super) fn is_known(&self, series: &SeriesId, date: NaiveDate, now: DateTime<Utc>) -> bool {
        self.calendar.known_at(series, date).is_some_and(|known_at| known_at <= now)
    }

    /// Figures of some dates that are public at `now`, oldest first.
    pub(super) fn published(
        &self,
        series: &SeriesId,
        dates: RangeInclusive<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Vec<Figure> {
        if dates.is_empty() {
            return Vec::new();
        }
        let known = self.archive.get(series).range(dates).filter(|(date, _)| self.is_known(series, **date, now));
        known.map(|(date, value)| self.as_revised(series, *date, *value, now)).collect()
    }

    /// One figure whether public or not, as it reads at `now`.
    pub(super) fn figure(&self, series: &SeriesId, date: NaiveDate, now: DateTime<Utc>) -> Option<Decimal> {
        let value = *self.archive.get(series).get(&date)?;
        Some(self.as_revised(series, date, value, now).value)
    }

    fn as_revised(&self, series: &SeriesId, date: NaiveDate, value: Decimal, now: DateTime<Utc>) -> Figure {
        let revised = self.script(|script| {
            let mut all = script.revisions.iter().rev();
            let meant = all.find(|one| one.series == *series && one.date == date && has_begun(one.from, now));
            meant.map(|revision| revision.value)
        });
        Figure { date, value: revised.unwrap_or(value), revised: revised.is_some() }
    }

    /// How a figure is misprinted at `now`.
    pub(super) fn misprinted(&self, series: &SeriesId, date: NaiveDate, now: DateTime<Utc>) -> Option<Change> {
        self.misprints_of(date, now).into_iter().find(|(misprinted, _)| misprinted == series).map(|(_, change)| change)
    }

    /// What is misprinted at `now` among the figures of a date.
    pub(super) fn misprints_of(&self, date: NaiveDate, now: DateTime<Utc>) -> Vec<(SeriesId, Change)> {
        let is_on =
            |one: &&Misprint| one.date == date && has_begun(one.from, now) && one.until.is_none_or(|end| now < end);
        self.script(|script| {
            script.misprints.iter().filter(is_on).map(|one| (one.series.clone(), one.change)).collect()
        })
    }

    /// Which departures from history are in force at `now`: part of the key of every page with figures.
    pub(super) fn figures_stage(&self, now: DateTime<Utc>) -> String {
        self.script(|script| {
            let revisions = script.revisions.iter().filter(|one| has_begun(one.from, now)).count();
            let misprints = script.misprints.iter();
            let misprints: Vec<bool> =
                misprints.map(|one| has_begun(one.from, now) && one.until.is_none_or(|end| now < end)).collect();
            format!("{revisions} {misprints:?}")
        })
    }
}

fn has_begun(from: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    from.is_none_or(|from| from <= now)
}
