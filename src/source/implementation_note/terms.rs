//! The terms of a note, sentence by sentence.

use chrono::NaiveDate;

use super::desk;
use crate::source::Problem;
use crate::source::directives::Limit;
use crate::source::page_text::figures;
use crate::unit::Percent;

/// What a note sets; what it does not name is absent.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// Interest on reserve balances; before July 2021 on excess reserves.
    pub iorb: Option<Percent>,
    pub range: Option<(Percent, Percent)>,
    /// Standing repo: the minimum bid rate until December 2025, the rate since.
    pub srf: Option<Percent>,
    pub on_rrp: Option<Percent>,
    pub primary_credit: Option<Percent>,
    pub on_rrp_limit: Option<Limit>,
    pub srf_limit: Option<Limit>,
    /// Every effective date, in the page's order; the directive's in front.
    pub effective: Vec<NaiveDate>,
    /// Two values where there can be one.
    pub problems: Vec<Problem>,
}

impl Terms {
    pub(super) fn read(sentences: &[&str]) -> Self {
        let mut terms = Self::default();
        for sentence in sentences {
            terms.read_sentence(sentence);
        }
        terms
    }

    /// The directive's date, else the first one given.
    pub(super) fn in_force_from(&self) -> Option<NaiveDate> {
        self.effective.first().copied()
    }

    fn read_sentence(&mut self, sentence: &str) {
        let problems = &mut self.problems;
        keep(&mut self.iorb, "the interest rate on reserve balances", interest_on_reserves(sentence), problems);
        keep(&mut self.range, "the target range", target_range(sentence), problems);
        keep(&mut self.srf, "the standing repo rate", standing_repo(sentence), problems);
        keep(&mut self.on_rrp, "the ON RRP rate", reverse_repo(sentence), problems);
        keep(&mut self.primary_credit, "the primary credit rate", primary_credit(sentence), problems);
        self.read_limits(sentence);
        self.read_dates(sentence);
    }

    /// The limit stands in the sentence that directs the operation; none there means that it has none.
    fn read_limits(&mut self, sentence: &str) {
        let found = [
            (reverse_repo(sentence).is_some(), &mut self.on_rrp_limit, "per-counterparty limit"),
            (standing_repo(sentence).is_some(), &mut self.srf_limit, "operation limit"),
        ];
        for (directed, slot, phrase) in found {
            if directed && slot.is_none() {
                match desk::limit(sentence, phrase) {
                    Ok(limit) => *slot = Some(limit),
                    Err(problem) => self.problems.push(problem),
                }
            }
        }
    }

    fn read_dates(&mut self, sentence: &str) {
        for date in sentence.split("ffective ").skip(1).filter_map(figures::date) {
            if sentence.contains("directs the Desk") {
                self.effective.insert(0, date);
            } else if !self.effective.contains(&date) {
                self.effective.push(date);
            }
        }
    }
}

/// Keeps the first value; another one is a contradiction.
fn keep<T: PartialEq>(slot: &mut Option<T>, name: &str, found: Option<T>, problems: &mut Vec<Problem>) {
    match (&slot, found) {
        (_, None) => {}
        (None, found) => *slot = found,
        (Some(known), Some(found)) if *known != found => {
            problems.push(Problem::new("rate_conflict", format!("the page gives two different values for {name}")));
        }
        (Some(_), Some(_)) => {}
    }
}

fn after<'a>(sentence: &'a str, phrase: &str) -> Option<&'a str> {
    sentence.split_once(phrase).map(|(_, tail)| tail)
}

/// "the interest rate paid on (required and excess) reserve balances at/to X percent".
fn interest_on_reserves(sentence: &str) -> Option<Percent> {
    let (_, tail) = sentence.split_once("interest rate")?;
    figures::first_percent(after(tail, "reserve balances")?)
}

/// "a target range of A to B percent".
fn target_range(sentence: &str) -> Option<(Percent, Percent)> {
    Some(figures::range(after(sentence, "target range of")?)?.0)
}

/// "standing overnight repurchase agreement operations at a rate of X percent", or "with a minimum bid
/// rate of X percent".
fn standing_repo(sentence: &str) -> Option<Percent> {
    if let Some(tail) = after(sentence, "minimum bid rate of") {
        return figures::first_percent(tail);
    }
    let (before, tail) = sentence.split_once("repurchase agreement operations at a rate of")?;
    if before.trim_end().ends_with("reverse") { None } else { figures::first_percent(tail) }
}

/// "reverse repurchase (agreement) operations … at an offering rate of X percent".
fn reverse_repo(sentence: &str) -> Option<Percent> {
    let tail = after(sentence, "reverse repurchase")?;
    figures::first_percent(after(tail, "offering rate of")?)
}

/// "primary credit rate at the existing level of X percent", "increase in the primary credit rate to X
/// percent", "(the primary credit rate), which remains at X percent".
fn primary_credit(sentence: &str) -> Option<Percent> {
    figures::first_percent(after(sentence, "primary credit rate")?)
}
