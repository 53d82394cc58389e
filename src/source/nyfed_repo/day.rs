//! The operations of one day, added up.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::operation::{Direction, Operation};
use crate::series::{Observation, SeriesId, catalogue};
use crate::source::Problem;
use crate::unit::Unit;

/// The standing repo facility opened: repo operations before it were something else.
pub const STANDING_REPO_SINCE: NaiveDate = date(2021, 7, 29);
/// Since then there is a morning operation every day. (A few mornings before it, round year-ends and
/// quarter-ends, belong to the day's total but are no series.)
const DAILY_MORNING_SINCE: NaiveDate = date(2025, 6, 26);
const REPO_ACCEPTED: SeriesId = SeriesId::of("repo_accepted");

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// The counted operations of one day.
#[derive(Debug, Default)]
pub struct Day {
    morning: Tally,
    afternoon: Tally,
    reverse: Tally,
}

/// Operations that are added up together.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    /// US dollars.
    accepted: Decimal,
    results: u32,
    /// Announced, without results.
    pending: bool,
    /// One of them cannot be read: the rest is no total.
    spoiled: bool,
}

impl Tally {
    /// The total in USD million, once everything that is on the page has results.
    fn total(self) -> Option<Decimal> {
        let complete = self.results > 0 && !self.pending && !self.spoiled;
        complete.then(|| (self.accepted * Decimal::new(1, 6)).normalize())
    }

    fn and(self, other: Self) -> Self {
        Self {
            accepted: self.accepted + other.accepted,
            results: self.results + other.results,
            pending: self.pending || other.pending,
            spoiled: self.spoiled || other.spoiled,
        }
    }
}

impl Day {
    /// Counts an operation in.
    pub fn add(&mut self, operation: &Operation) {
        let tally = match operation.direction {
            Direction::ReverseRepo => &mut self.reverse,
            Direction::Repo if operation.is_morning() => &mut self.morning,
            Direction::Repo => &mut self.afternoon,
        };
        match operation.accepted {
            Some(dollars) => {
                tally.accepted += dollars;
                tally.results += 1;
            }
            None => tally.pending = true,
        }
    }

    /// Gives up the totals of one direction, or of both where it is not known.
    pub fn spoil(&mut self, direction: Option<Direction>) {
        let repo = direction != Some(Direction::ReverseRepo);
        self.morning.spoiled |= repo;
        self.afternoon.spoiled |= repo;
        self.reverse.spoiled |= direction != Some(Direction::Repo);
    }

    /// The day's totals, in the order in which they become known.
    pub fn observations(&self, date: NaiveDate) -> Vec<Observation> {
        let totals = [
            (catalogue::SRF_AM, self.morning.total().filter(|_| date >= DAILY_MORNING_SINCE)),
            (catalogue::ON_RRP, self.reverse.total()),
            (catalogue::SRF_ACCEPTED, self.standing_repo(date)),
            (REPO_ACCEPTED, self.morning.and(self.afternoon).total().filter(|_| date < STANDING_REPO_SINCE)),
        ];
        let observe = |(series, value): (SeriesId, Option<Decimal>)| {
            Some(Observation { series, date, value: value?, unit: Unit::UsdMillion })
        };
        totals.into_iter().filter_map(observe).collect()
    }

    /// The day's standing repo is final after its afternoon operation; the morning alone is no total.
    fn standing_repo(&self, date: NaiveDate) -> Option<Decimal> {
        if date < STANDING_REPO_SINCE || self.afternoon.results == 0 || self.lacks_morning(date) {
            return None;
        }
        self.morning.and(self.afternoon).total()
    }

    fn lacks_morning(&self, date: NaiveDate) -> bool {
        date >= DAILY_MORNING_SINCE && self.morning.results == 0
    }

    /// An afternoon result without its morning: the sum would be too small, silently.
    pub fn problem(&self, date: NaiveDate) -> Option<Problem> {
        let half = self.afternoon.results > 0 && !self.afternoon.spoiled && self.lacks_morning(date);
        half.then(|| Problem::new("incomplete_day", format!("{date}: afternoon standing repo without its morning")))
    }
}
