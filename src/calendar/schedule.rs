//! Recurring civil times, safe around the changes of the clock.
//!
//! The `cron` crate alone skips a day whose time falls into the spring gap, and after a restart in the
//! second autumn hour names a time that is past. Here the expression runs over the wall clock as if it
//! had no changes, and each wall time is then placed in New York.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use cron::TimeUnitSpec;
use serde::Deserialize;

use crate::clock::ny;

/// A cron expression with six fields (second, minute, hour, day of month, month, day of week) or
/// seven (year), in New York civil time.
///
/// A time that happens twice in autumn counts once, at its first occurrence; a time that never
/// happens in spring counts at the first minute after the gap. An expression that runs in every hour
/// of every day is an interval, not a civil time: it is evaluated in UTC and keeps its pace through
/// both changes. A day must match both day of month *and* day of week.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Schedule {
    cron: Box<cron::Schedule>,
    zone: Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    NewYork,
    Utc,
}

impl Schedule {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`ScheduleError`] names what is wrong: the number of fields, digits for a day of week, any
    /// other syntax, or an expression that no date from 2018 on fulfils.
    pub fn parse(expression: &str) -> Result<Self, ScheduleError> {
        let fields: Vec<&str> = expression.split_whitespace().collect();
        if !matches!(fields.len(), 6 | 7) {
            return Err(ScheduleError::Fields { expression: expression.into(), found: fields.len() });
        }
        let day_of_week = fields.get(5).copied().unwrap_or_default();
        if day_of_week.contains(|letter: char| letter.is_ascii_digit()) {
            return Err(ScheduleError::DayOfWeek { expression: expression.into(), field: day_of_week.into() });
        }
        let cron = cron::Schedule::from_str(expression).map_err(|error| ScheduleError::syntax(expression, &error))?;
        let schedule = Self { zone: zone(&cron), cron: Box::new(cron) };
        if schedule.next_after(BEGINNING).is_none() {
            return Err(ScheduleError::NeverFires { expression: expression.into() });
        }
        Ok(schedule)
    }

    /// The first instant after `after`; `None` once the years of the expression, or 2100, are over.
    #[must_use]
    pub fn next_after(&self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        // Years before 1970 are outside the expression's range, and would be misread.
        let after = after.max(DateTime::UNIX_EPOCH);
        match self.zone {
            Zone::Utc => self.cron.after(&after).next(),
            Zone::NewYork => {
                let wall = ny::civil(after).and_utc();
                let mut placed = self.cron.after(&wall).map(|wall| ny::instant(wall.naive_utc()));
                placed.find(|instant| *instant > after)
            }
        }
    }

    /// All instants after `after`, in order.
    pub fn following(&self, after: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
        std::iter::successors(self.next_after(after), |instant| self.next_after(*instant))
    }
}

/// 1 January 2018: nothing that we watch is older.
const BEGINNING: DateTime<Utc> = match DateTime::from_timestamp(1_514_764_800, 0) {
    Some(beginning) => beginning,
    None => DateTime::UNIX_EPOCH,
};

/// New York is a whole number of hours away from UTC, so that minutes and seconds mean the same.
fn zone(cron: &cron::Schedule) -> Zone {
    let every_hour = cron.hours().is_all()
        && cron.days_of_month().is_all()
        && cron.months().is_all()
        && cron.days_of_week().is_all()
        && cron.years().is_all();
    if every_hour { Zone::Utc } else { Zone::NewYork }
}

impl TryFrom<String> for Schedule {
    type Error = ScheduleError;

    fn try_from(expression: String) -> Result<Self, Self::Error> {
        Self::parse(&expression)
    }
}

impl fmt::Debug for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Schedule({:?}, {:?})", self.cron.source(), self.zone)
    }
}

/// An expression that is no schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Five-field cron lines have no seconds.
    #[error("`{expression}` has {found} fields: second minute hour day month weekday, and a year if need be")]
    Fields {
        /// As written.
        expression: String,
        /// How many were there.
        found: usize,
    },
    /// 4 is Thursday to most programs that read cron lines, and Wednesday to this one.
    #[error("`{expression}`: digits for a day of the week (`{field}`) are ambiguous: write SUN to SAT")]
    DayOfWeek {
        /// As written.
        expression: String,
        /// The sixth field.
        field: String,
    },
    /// Anything else that is not understood.
    #[error("`{expression}` is no cron expression{detail}")]
    Syntax {
        /// As written.
        expression: String,
        /// Where, if known.
        detail: String,
    },
    /// For example 31 February.
    #[error("`{expression}` never comes: no date fulfils it")]
    NeverFires {
        /// As written.
        expression: String,
    },
}

impl ScheduleError {
    /// The crate draws the expression, a caret below it and perhaps a reason: keep the reason.
    fn syntax(expression: &str, error: &cron::error::Error) -> Self {
        let text = error.to_string();
        let reason = text.lines().map(str::trim).rfind(|line| line.contains(char::is_alphabetic));
        let reason = reason.filter(|line| *line != expression.trim());
        let detail = reason.map(|reason| format!(": {}", reason.trim_end_matches('.'))).unwrap_or_default();
        Self::Syntax { expression: expression.into(), detail }
    }
}

#[cfg(test)]
mod tests;
