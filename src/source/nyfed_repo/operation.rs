//! One repo or reverse repo operation, and whether it counts.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
/// Which way the money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The Fed lends: reserves are added.
    Repo,
    /// The Fed borrows: reserves are drained.
    ReverseRepo,
}

/// One operation, as far as the totals need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// "RP 103125 3": month, day, year and a number within the day.
    pub id: Option<String>,
    pub date: NaiveDate,
    pub direction: Direction,
    pub overnight: bool,
    /// The record says that it is a small value exercise.
    pub small_value: bool,
    /// Absent before 20 September 2021.
    pub released: Option<NaiveTime>,
    pub closed: Option<NaiveTime>,
    /// US dollars; `None` while there are no results.
    pub accepted: Option<Decimal>,
}

impl Operation {
    /// Whether it belongs in a daily total. The term decides, not the days: overnight over a weekend
    /// has `termCalenderDays` 3.
    pub fn counts(&self) -> bool {
        self.overnight && !self.is_exercise()
    }

    /// Exercises test systems with tens of millions of dollars. Most say so in their note; the others
    /// give themselves away by their hour.
    fn is_exercise(&self) -> bool {
        let odd_hour = match self.direction {
            Direction::Repo => self.released.is_some_and(|at| (hour(9, 30)..=hour(12, 0)).contains(&at)),
            Direction::ReverseRepo => self.closed.is_some_and(|at| at < hour(13, 15)),
        };
        self.small_value || odd_hour
    }

    /// Standing repo is offered in the morning (released 08:15) and in the afternoon (13:30).
    pub fn is_morning(&self) -> bool {
        self.released.or(self.closed).is_some_and(|at| at < hour(12, 0))
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.accepted {
            Some(dollars) => write!(f, "{:?} of {} with {dollars} dollars accepted", self.direction, self.date),
            None => write!(f, "{:?} of {} without results", self.direction, self.date),
        }
    }
}

const fn hour(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}
