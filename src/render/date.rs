//! Dates and times as each language writes them; every time is New York's.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::RenderError;
use super::keys;
use super::words::{Words, args};
use crate::clock::ny;

/// The words of a language at a moment: dates of another year than the moment's carry their year.
pub(super) struct Pen<'a> {
    pub(super) words: &'a Words,
    pub(super) now: DateTime<Utc>,
}

impl std::ops::Deref for Pen<'_> {
    type Target = Words;

    fn deref(&self) -> &Words {
        self.words
    }
}

impl Pen<'_> {
    /// `Fri 31 Oct`, `10/31 五`; with the year where it is not this one.
    pub(super) fn day(&self, date: NaiveDate) -> Result<String, RenderError> {
        if date.year() == ny::date(self.now).year() {
            self.say(&keys::DAY, args![self.weekday(date)?, date.day(), self.month(date)?])
        } else {
            self.full_day(date)
        }
    }

    /// `31 Oct`, `10/31`, where it stands in brackets; with weekday and year where it is not this one's.
    pub(super) fn bare_day(&self, date: NaiveDate) -> Result<String, RenderError> {
        if date.year() != ny::date(self.now).year() {
            return self.full_day(date);
        }
        self.say(&keys::DAY_BARE, args![date.day(), self.month(date)?])
    }

    /// `Wed 10 Dec 2025`, `2025/12/10 三`.
    pub(super) fn full_day(&self, date: NaiveDate) -> Result<String, RenderError> {
        let year = date.year().to_string();
        self.say(&keys::DAY_YEAR, args![self.weekday(date)?, date.day(), self.month(date)?, year])
    }

    /// `Mon 3 Nov 08:00 ET`.
    pub(super) fn moment(&self, at: DateTime<Utc>) -> Result<String, RenderError> {
        let day = self.day(ny::date(at))?;
        self.say(&keys::MOMENT, args![day, hour_minute(at)])
    }

    /// As [`Pen::moment`], with the year.
    pub(super) fn full_moment(&self, at: DateTime<Utc>) -> Result<String, RenderError> {
        let day = self.full_day(ny::date(at))?;
        self.say(&keys::MOMENT, args![day, hour_minute(at)])
    }

    /// The time alone where it is still to come today, else with its date.
    pub(super) fn soon(&self, at: DateTime<Utc>) -> Result<String, RenderError> {
        if ny::date(at) == ny::date(self.now) { self.time(at) } else { self.moment(at) }
    }

    /// `14:00 ET`.
    pub(super) fn time(&self, at: DateTime<Utc>) -> Result<String, RenderError> {
        self.say(&keys::TIME, args![hour_minute(at)])
    }

    /// How long ago, in one unit: `5 min ago`, `46 h ago`, `3 days ago`.
    pub(super) fn ago(&self, at: DateTime<Utc>) -> Result<String, RenderError> {
        let age = self.now - at;
        let span = match (age.num_hours(), age.num_minutes()) {
            (..=0, ..=0) => self.say(&keys::SPAN_MOMENT, args![]),
            (..=0, minutes) => self.say(&keys::SPAN_MINUTES, args![minutes]),
            (hours @ ..48, _) => self.say(&keys::SPAN_HOURS, args![hours]),
            _ => self.say(&keys::SPAN_DAYS, args![age.num_days()]),
        };
        self.say(&keys::AGO, args![span?])
    }

    /// A length of time in its largest one or two units; under a minute is "less than a minute".
    pub(super) fn span(&self, span: TimeDelta) -> Result<String, RenderError> {
        let (days, hours, minutes) = (span.num_days(), span.num_hours() % 24, span.num_minutes() % 60);
        match (days, hours, minutes) {
            (..=0, ..=0, ..=0) => self.say(&keys::SPAN_MOMENT, args![]),
            (..=0, ..=0, _) => self.say(&keys::SPAN_MINUTES, args![minutes]),
            (..=0, _, 0) => self.say(&keys::SPAN_HOURS, args![hours]),
            (..=0, ..) => self.say(&keys::SPAN_HOURS_MINUTES, args![hours, minutes]),
            (_, 0, _) => self.say(&keys::SPAN_DAYS, args![days]),
            _ => self.say(&keys::SPAN_DAYS_HOURS, args![days, hours]),
        }
    }
}

impl Words {
    fn weekday(&self, date: NaiveDate) -> Result<String, RenderError> {
        self.say(&keys::WEEKDAY, args![date.weekday().number_from_monday()])
    }

    fn month(&self, date: NaiveDate) -> Result<String, RenderError> {
        self.say(&keys::MONTH, args![date.month()])
    }
}

/// `08:00`.
fn hour_minute(at: DateTime<Utc>) -> String {
    ny::civil(at).format("%H:%M").to_string()
}
