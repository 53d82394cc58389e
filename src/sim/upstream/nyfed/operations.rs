//! `/api/rp/…`: repo and reverse repo operations with results.

use std::collections::HashMap;

use chrono::{DateTime, Days as ChronoDays, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::Span;
use crate::clock::ny;
use crate::series::SeriesId;
use crate::series::catalogue::{ON_RRP, ON_RRP_RATE, SRF_ACCEPTED, SRF_AM, SRF_RATE};
use crate::sim::pages::nyfed::{self, Direction, Operation, Slot};
use crate::sim::upstream::figures::Figure;
use crate::sim::upstream::{ExtraOperation, MORNING_SHARE, Upstream};

/// How many days back `lastTwoWeeks` reaches.
const TWO_WEEKS: ChronoDays = ChronoDays::new(14);

/// Before that day standing repo was offered in the afternoon only.
const MORNINGS_SINCE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 6, 26);

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// `None` for both.
    direction: Option<Direction>,
    /// The API's name of the method; `None` for all.
    method: Option<&'static str>,
    /// Whether only term operations are wanted, of which there are none.
    term_only: bool,
    span: Span,
}

impl Question {
    /// `all/all/results/lastTwoWeeks.json`, `results/search.json`. The method segment must be there:
    /// `all/results/…` is refused, and so is a search below a direction.
    pub(super) fn read(path: &str, query: &HashMap<String, String>) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let of = |name: &str| query.get(name).map(String::as_str).filter(|value| !value.is_empty());
        match parts.as_slice() {
            ["results", "search.json"] => Some(Self {
                direction: direction(of("operationTypes").unwrap_or("all"))?,
                method: method(of("method").unwrap_or("all"))?,
                term_only: term_only(of("term"))?,
                span: Span::read(&["search.json"], query)?,
            }),
            [kind, how, "results", rest @ ..] => {
                let (direction, method) = (direction(kind)?, method(how)?);
                let span = Span::read(rest, query).filter(|span| !matches!(span, Span::Search(_)))?;
                Some(Self { direction, method, term_only: false, span })
            }
            _ => None,
        }
    }

    fn takes(&self, operation: &Operation) -> bool {
        !self.term_only
            && self.direction.is_none_or(|direction| direction == operation.kind)
            && self.method.is_none_or(|method| method == operation.method())
    }
}

fn direction(name: &str) -> Option<Option<Direction>> {
    match name.to_ascii_lowercase().replace([' ', '+'], "").as_str() {
        "all" => Some(None),
        "repo" => Some(Some(Direction::Repo)),
        "reverserepo" => Some(Some(Direction::ReverseRepo)),
        _ => None,
    }
}

/// An old method's name finds nothing once operations are held by another: not an error, an empty list.
fn method(name: &str) -> Option<Option<&'static str>> {
    match name {
        "all" => Some(None),
        "fixed" => Some(Some("Fixed Rate")),
        "single" => Some(Some("Single Price")),
        "multiple" => Some(Some("Multiple Price")),
        "allotment" => Some(Some("Full Allotment")),
        _ => None,
    }
}

fn term_only(term: Option<&str>) -> Option<bool> {
    match term.map(str::to_ascii_lowercase).as_deref() {
        None | Some("overnight") => Some(false),
        Some("term") => Some(true),
        Some(_) => None,
    }
}

impl Upstream {
    /// Changes with every result that comes out: part of the key of the pages.
    pub(super) fn operations_stage(&self, now: DateTime<Utc>) -> String {
        let today = ny::date(now);
        let out = [SRF_AM, ON_RRP, SRF_ACCEPTED].map(|series| u8::from(self.is_known(&series, today, now)));
        let extra = self.script(|script| script.operations.iter().filter(|one| is_out(one, now)).count());
        format!("{today} {out:?} {extra}")
    }

    /// The operations of the last two weeks.
    #[cfg(test)]
    pub(crate) fn compose_operations(&self, now: DateTime<Utc>) -> String {
        let question = Question { direction: None, method: None, term_only: false, span: Span::LastTwoWeeks };
        self.operations_page(&question, now)
    }

    pub(super) fn operations_page(&self, question: &Question, now: DateTime<Utc>) -> String {
        let today = ny::date(now);
        let back = |days| today.checked_sub_days(days).unwrap_or(today);
        let (from, to) = match question.span {
            Span::Search((from, to)) => (from, to.min(today)),
            Span::LastTwoWeeks => (back(TWO_WEEKS), today),
            Span::Latest | Span::Last(_) => (NaiveDate::MIN, today),
        };
        let mut operations = self.operations_between(from, to, now);
        operations.retain(|one| question.takes(one));
        match question.span {
            Span::Latest => {
                let newest = operations.iter().map(|one| one.date).max();
                operations.retain(|one| Some(one.date) == newest);
            }
            Span::Last(count) => {
                operations.sort_by_key(|one| std::cmp::Reverse((one.date, one.slot)));
                operations.truncate(count);
            }
            Span::LastTwoWeeks | Span::Search(_) => {}
        }
        nyfed::operations(&operations)
    }

    fn operations_between(&self, from: NaiveDate, to: NaiveDate, now: DateTime<Utc>) -> Vec<Operation> {
        if to < from {
            return Vec::new();
        }
        // The total of a day is known after its afternoon; its morning is shown before.
        let days = self.archive.get(&SRF_ACCEPTED).range(from..=to).map(|(date, _)| *date);
        let mut operations: Vec<Operation> = days.flat_map(|date| self.standing_repo(date, now)).collect();
        let reverse = self.published(&ON_RRP, from..=to, now);
        operations.extend(reverse.into_iter().filter_map(|figure| self.reverse_repo(figure, now)));
        let extra: Vec<ExtraOperation> = self.script(|script| {
            script
                .operations
                .iter()
                .filter(|one| (from..=to).contains(&one.date) && is_out(one, now))
                .cloned()
                .collect()
        });
        for one in extra {
            let same = |known: &Operation| (known.date, known.kind, known.slot) == (one.date, one.direction, one.slot);
            operations.retain(|known| !(one.instead && same(known)));
            operations.push(self.held(&one));
        }
        operations
    }

    /// The operations of a day that have results, after the stated share in the morning.
    fn standing_repo(&self, date: NaiveDate, now: DateTime<Utc>) -> Vec<Operation> {
        let Some((total, rate)) = self.figure(&SRF_ACCEPTED, date, now).zip(self.in_force(&SRF_RATE, date)) else {
            return Vec::new();
        };
        let mornings = MORNINGS_SINCE.is_some_and(|since| date >= since);
        let share = if mornings { Decimal::new(MORNING_SHARE, 2) } else { Decimal::ZERO };
        let morning = (total * share).round();
        let one = |slot, accepted, series: SeriesId| {
            let misprint = self.misprinted(&series, date, now).map(|change| change.of(accepted));
            self.is_known(&series, date, now)
                .then(|| Operation { misprint, ..Operation::held(date, Direction::Repo, slot, accepted, rate) })
        };
        let before = mornings.then(|| one(Slot::Morning, morning, SRF_AM)).flatten();
        before.into_iter().chain(one(Slot::Afternoon, total - morning, SRF_ACCEPTED)).collect()
    }

    fn reverse_repo(&self, figure: Figure, now: DateTime<Utc>) -> Option<Operation> {
        let Figure { date, value, .. } = figure;
        let rate = self.in_force(&ON_RRP_RATE, date)?;
        let misprint = self.misprinted(&ON_RRP, date, now).map(|change| change.of(value));
        Some(Operation { misprint, ..Operation::held(date, Direction::ReverseRepo, Slot::OnRrp, value, rate) })
    }

    /// An injected operation, at the rate of its day; without one at nought.
    fn held(&self, one: &ExtraOperation) -> Operation {
        let series = if one.direction == Direction::Repo { SRF_RATE } else { ON_RRP_RATE };
        let rate = self.in_force(&series, one.date).unwrap_or_default();
        Operation {
            status: one.status,
            note: one.note.clone(),
            ..Operation::held(one.date, one.direction, one.slot, one.millions, rate)
        }
    }
}

fn is_out(one: &ExtraOperation, now: DateTime<Utc>) -> bool {
    let (hour, minute) = one.slot.published();
    ny::at(one.date, hour, minute) <= now
}
