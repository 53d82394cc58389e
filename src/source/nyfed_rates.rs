//! Reference rates of the New York Fed: SOFR, TGCR, BGCR (secured), EFFR, OBFR (unsecured).
//!
//! `{"refRates":[…]}`, newest first. A row is one rate on one trade date, published the next business
//! day about 08:00 (secured) or 09:00 (unsecured). Fields come and go with the era: no percentiles
//! before 2016, a volume that comes later than its rate. Absent is not zero, and neither is null.
//!
//! The rates are subject to the Terms of Use posted at newyorkfed.org.

mod row;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Address, Host, ParseError, Problem, Release, nyfed_json};
use crate::clock::ny;
use crate::series::{Observation, SeriesId};

/// The path without its query: what a stand-in serves.
pub const PATH: &str = "/api/rates/all/search.json";

/// How far back [`locate`] asks, in calendar days. Two weeks hold at least five published business
/// days however holidays fall: ten weekdays less today, the day not published yet, and at most three
/// closed ones (Christmas, New Year and one by executive order).
const DAYS_BACK: u64 = 14;

/// Where the rates of the last two weeks are, New York dates.
///
/// `rates/all/search` brings all five rates in one request. Without `type` each row carries the rate,
/// its percentiles and its volume; `type=rate` would leave volumes out, and `latest` would miss what
/// was published while we were away.
#[must_use]
pub fn locate(now: DateTime<Utc>) -> Address {
    let today = ny::date(now);
    let start = today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(today);
    search(start, today)
}

/// Where the rates of a span are, New York dates, both inclusive.
#[must_use]
pub fn search(start: NaiveDate, end: NaiveDate) -> Address {
    Address { host: Host::NewYorkFed, path: format!("{PATH}?startDate={start}&endDate={end}") }
}

/// The body. Anything beside `refRates` is ignored.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "refRates")]
    rows: Option<Vec<&'a RawValue>>,
}

/// Understands a page of reference rates; an empty one (a window without a business day) is good.
///
/// Problems: `bad_row` (a row that cannot be read, is out of bounds, or whose percentiles are out of order;
/// nothing of it is kept),
/// `unknown_line` (a rate that we do not know; its figures are kept under its own name) and
/// `contradiction` (one rate of one date with two values; neither is kept).
///
/// # Errors
/// The body is not UTF-8, not JSON, cut short, or has no `refRates`.
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let body: Body<'_> = nyfed_json::envelope(body)?;
    let rows = body.rows.ok_or_else(|| ParseError::WrongPage("no `refRates` in it".into()))?;
    let mut page = Page::default();
    for raw in rows {
        match row::read(raw) {
            Ok(row) => page.add(row),
            Err(problem) => page.problems.push(problem),
        }
    }
    Ok(page.finish())
}

/// What the rows have said so far.
#[derive(Default)]
struct Page {
    observations: Vec<Observation>,
    /// Where each figure is in `observations`.
    seen: BTreeMap<(SeriesId, NaiveDate), usize>,
    contradicted: BTreeSet<(SeriesId, NaiveDate)>,
    claims: Vec<Observation>,
    problems: Vec<Problem>,
}

impl Page {
    fn add(&mut self, row: row::Row) {
        self.problems.extend(row.problem);
        self.claims.extend(row.claims);
        for observation in row.observations {
            self.add_figure(observation);
        }
    }

    /// A figure said twice counts once; said differently, it does not count at all.
    fn add_figure(&mut self, observation: Observation) {
        let key = (observation.series.clone(), observation.date);
        let Some(first) = self.seen.get(&key).and_then(|at| self.observations.get(*at)) else {
            self.seen.insert(key, self.observations.len());
            self.observations.push(observation);
            return;
        };
        if first.value != observation.value && self.contradicted.insert(key) {
            let Observation { series, date, value, .. } = observation;
            let detail = format!("{series} of {date} is both {} and {value}", first.value);
            self.problems.push(Problem::new("contradiction", detail));
        }
    }

    fn finish(mut self) -> Release {
        let contradicted = &self.contradicted;
        self.observations.retain(|one| !contradicted.contains(&(one.series.clone(), one.date)));
        Release { observations: self.observations, problems: self.problems, claims: self.claims, event: None }
    }
}

#[cfg(test)]
mod tests;
