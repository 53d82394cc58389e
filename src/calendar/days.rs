//! The business days of one market, looked up in a table: back-tests ask hundreds of thousands of times.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Market, holiday};

/// The table's first and last day. Rules are checked against history from 2018 on and against
/// published calendars to 2028; beyond the table only weekends count.
const FIRST: i32 = 2000;
const LAST: i32 = 2100;

/// Business days of one market.
#[derive(Clone)]
pub(super) struct BusinessDays {
    /// One entry a day, from 1 January of [`FIRST`].
    open: Vec<bool>,
}

impl BusinessDays {
    /// Weekdays without the market's holidays.
    pub(super) fn by_rule(market: Market) -> Self {
        let start = NaiveDate::from_yo_opt(FIRST, 1);
        let days = std::iter::successors(start, NaiveDate::succ_opt).take_while(|day| day.year() <= LAST);
        let mut table = Self { open: days.map(is_weekday).collect() };
        for day in (FIRST..=LAST + 1).flat_map(|year| holiday::closed_days(market, year)) {
            // The last New Year's Day falls outside the table.
            table.set(day, false);
        }
        table
    }

    /// Opens or closes one day, against the rules; false if the day is outside the table.
    pub(super) fn set(&mut self, date: NaiveDate, open: bool) -> bool {
        let entry = index(date).and_then(|index| self.open.get_mut(index));
        let known = entry.is_some();
        if let Some(entry) = entry {
            *entry = open;
        }
        known
    }

    pub(super) fn contains(&self, date: NaiveDate) -> bool {
        let entry = index(date).and_then(|index| self.open.get(index));
        entry.copied().unwrap_or_else(|| is_weekday(date))
    }

    /// The first business day after `date`.
    pub(super) fn next(&self, date: NaiveDate) -> NaiveDate {
        let mut later = std::iter::successors(date.succ_opt(), NaiveDate::succ_opt);
        later.find(|day| self.contains(*day)).unwrap_or(NaiveDate::MAX)
    }

    /// The last business day before `date`.
    pub(super) fn previous(&self, date: NaiveDate) -> NaiveDate {
        let mut earlier = std::iter::successors(date.pred_opt(), NaiveDate::pred_opt);
        earlier.find(|day| self.contains(*day)).unwrap_or(NaiveDate::MIN)
    }

    /// `date` itself if it is a business day, else the next one.
    pub(super) fn on_or_after(&self, date: NaiveDate) -> NaiveDate {
        if self.contains(date) { date } else { self.next(date) }
    }

    /// How many days running the market is closed from `date` on.
    pub(super) fn closed_for(&self, date: NaiveDate) -> usize {
        let days = index(date).and_then(|index| self.open.get(index..)).unwrap_or_default();
        days.iter().take_while(|open| !**open).count()
    }
}

impl fmt::Debug for BusinessDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BusinessDays({FIRST}..={LAST})")
    }
}

fn index(date: NaiveDate) -> Option<usize> {
    let start = NaiveDate::from_yo_opt(FIRST, 1)?;
    usize::try_from(date.signed_duration_since(start).num_days()).ok()
}

fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
