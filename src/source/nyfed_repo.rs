//! Repo and reverse repo operations of the New York Fed: standing repo and ON RRP, totalled by day.
//!
//! `{"repo":{"operations":[…]}}`, newest first, both directions and all methods in one list. Amounts
//! are whole US dollars; series are in USD million. Only overnight operations with results count, and
//! exercises never do: see [`operation::Operation`] for what is one.
//!
//! | series | what | known |
//! |---|---|---|
//! | `srf_am` | the morning standing repo operation, since 26 June 2025 | about 08:31 |
//! | `on_rrp` | overnight reverse repo | about 13:16 |
//! | `srf_accepted` | standing repo, all operations of the day | about 13:46 |
//! | `repo_accepted` | all repo operations of a day before 29 July 2021 | – |

mod day;
mod operation;
mod record;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Address, Host, ParseError, Problem, Release, nyfed_json};
use day::Day;
use operation::Operation;
use record::Reading;

/// All directions and all methods. The method matters: since December 2025 standing repo is called
/// `allotment`, and a path that names an older one returns an empty list without a word.
pub const PATH: &str = "/api/rp/all/all/results/lastTwoWeeks.json";

/// Where the results of the last two weeks are. The address is the same every day, so conditional
/// requests work across midnight.
#[must_use]
pub fn locate(_now: DateTime<Utc>) -> Address {
    Address { host: Host::NewYorkFed, path: PATH.to_owned() }
}

/// Where the results of a span are, New York dates, both inclusive: all directions and methods.
#[must_use]
pub fn search(start: NaiveDate, end: NaiveDate) -> Address {
    let path = format!("/api/rp/results/search.json?startDate={start}&endDate={end}");
    Address { host: Host::NewYorkFed, path }
}

/// The body. Anything beside the operations is ignored.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    repo: Option<Operations<'a>>,
}

#[derive(Deserialize)]
struct Operations<'a> {
    #[serde(borrow)]
    operations: Option<Vec<&'a RawValue>>,
}

/// Understands a page of operations; an empty one (two weeks without any, or a search that found
/// none) is good.
///
/// Problems, each of which costs no more than the totals of its day: `bad_row` (an operation that cannot
/// be read, is out of bounds, or whose collateral types do not add up to its totals), `contradiction` (one
/// operation twice with different results), `incomplete_day` (an afternoon result whose morning is
/// missing) and `unknown_line`.
///
/// # Errors
/// The body is not UTF-8, not JSON, cut short, or has no list of operations.
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let body: Body<'_> = nyfed_json::envelope(body)?;
    let rows = body.repo.and_then(|repo| repo.operations);
    let rows = rows.ok_or_else(|| ParseError::WrongPage("no `repo.operations` in it".into()))?;
    let mut page = Page::default();
    for raw in rows {
        let Reading { date, direction, operation, problem } = record::read(raw);
        page.problems.extend(problem);
        match (operation, date) {
            (Some(operation), _) => page.add(operation),
            (None, Some(date)) => page.days.entry(date).or_default().spoil(direction),
            (None, None) => {}
        }
    }
    Ok(page.finish())
}

/// What the operations have said so far.
#[derive(Default)]
struct Page {
    days: BTreeMap<NaiveDate, Day>,
    seen: BTreeMap<String, Operation>,
    problems: Vec<Problem>,
}

impl Page {
    fn add(&mut self, operation: Operation) {
        if !operation.counts() {
            return;
        }
        if let Some(id) = &operation.id {
            match self.seen.get(id) {
                Some(first) if *first == operation => return,
                Some(first) => {
                    let detail = format!("{id} appears twice: {first} and {operation}");
                    self.problems.push(Problem::new("contradiction", detail));
                    for date in [first.date, operation.date] {
                        self.days.entry(date).or_default().spoil(None);
                    }
                    return;
                }
                None => drop(self.seen.insert(id.clone(), operation.clone())),
            }
        }
        self.days.entry(operation.date).or_default().add(&operation);
    }

    /// Newest day first, as the page has it.
    fn finish(self) -> Release {
        let Self { days, mut problems, .. } = self;
        let mut observations = Vec::new();
        for (date, day) in days.iter().rev() {
            observations.extend(day.observations(*date));
            problems.extend(day.problem(*date));
        }
        Release { observations, problems, ..Release::default() }
    }
}

#[cfg(test)]
mod tests;
