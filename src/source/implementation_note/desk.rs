//! What the Desk is directed to do with principal payments and reserves, clause by clause.
//!
//! "Roll over at auction" is about Treasury securities, "reinvest" about agency debt and mortgage-backed
//! securities; each with or without an amount that is let go. A date before the verb, or before another
//! aim in the same clause, is from when it holds.

use chrono::{Datelike, NaiveDate};

use crate::source::Problem;
use crate::source::directives::{BillPurchases, Directives, Limit, Principal, Reinvestment};
use crate::source::page_text::{days, figures};

/// Reads the directives of a note that was announced on one day and is in force from another.
pub(super) fn read(sentences: &[&str], announced: NaiveDate, in_force_from: NaiveDate) -> (Directives, Vec<Problem>) {
    let mut desk = Desk { announced, directives: Directives::default(), problems: Vec::new() };
    for sentence in sentences {
        desk.read(sentence, in_force_from);
    }
    let Desk { mut directives, problems, .. } = desk;
    directives.treasury_principal.sort_by_key(|principal| principal.in_force_from);
    directives.agency_principal.sort_by_key(|principal| principal.in_force_from);
    (directives, problems)
}

struct Desk {
    announced: NaiveDate,
    directives: Directives,
    problems: Vec<Problem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    RollOver,
    Reinvest,
}

impl Desk {
    fn read(&mut self, sentence: &str, in_force_from: NaiveDate) {
        let verbs = verbs(sentence);
        let lead = sentence.get(..verbs.first().map_or(sentence.len(), |(at, _)| *at)).unwrap_or_default();
        let mut from = self.date(lead).unwrap_or(in_force_from);
        if directs_bills(sentence) {
            self.directives.bill_purchases.get_or_insert(BillPurchases { in_force_from: from });
        }
        for (place, (start, verb)) in verbs.iter().enumerate() {
            let end = verbs.get(place + 1).map_or(sentence.len(), |(next, _)| *next);
            let clause = sentence.get(*start..end).unwrap_or_default();
            self.clause(*verb, clause, from);
            // "…, and beginning in June to reinvest": the date stands before the next verb.
            from = clause.rsplit_once("exceeds").and_then(|(_, tail)| self.date(tail)).unwrap_or(from);
        }
        self.split_aim(sentence);
    }

    /// One deed; "into A through May 31 and beginning June 1 into B" is two.
    fn clause(&mut self, verb: Verb, clause: &str, from: NaiveDate) {
        if !["payments", "principal", "maturing"].iter().any(|word| clause.contains(word)) {
            return;
        }
        let Ok(cap) = cap(clause) else {
            let detail = format!("an amount that is let go cannot be read: {clause:?}");
            self.problems.push(Problem::new("cap_not_found", detail));
            return;
        };
        let (now, later) = clause.split_once("beginning ").unwrap_or((clause, ""));
        let into = |text: &str| if verb == Verb::RollOver { Some(Reinvestment::Treasuries) } else { aim(text) };
        self.add(verb, Principal { in_force_from: from, cap, into: into(now) });
        let later_from = month_and_day(later, self.announced).filter(|_| verb == Verb::Reinvest);
        if let (Some(in_force_from), Some(into)) = (later_from, aim(later)) {
            self.add(verb, Principal { in_force_from, cap, into: Some(into) });
        }
    }

    fn add(&mut self, verb: Verb, principal: Principal) {
        let list = match verb {
            Verb::RollOver => &mut self.directives.treasury_principal,
            Verb::Reinvest => &mut self.directives.agency_principal,
        };
        match list.iter().find(|other| other.in_force_from == principal.in_force_from) {
            None => list.push(principal),
            Some(other) if *other == principal => {}
            Some(other) => {
                let detail = format!("two directives from {}: {other:?} and {principal:?}", principal.in_force_from);
                self.problems.push(Problem::new("directive_conflict", detail));
            }
        }
    }

    /// August 2019: "Principal payments … up to $20 billion per month will be reinvested in Treasury
    /// securities …", a sentence of its own about the aim of the one before.
    fn split_aim(&mut self, sentence: &str) {
        let aim = sentence.split_once("will be reinvested").and_then(|(_, tail)| aim(tail));
        if let Some(last) = self.directives.agency_principal.last_mut().filter(|last| last.into.is_none()) {
            last.into = aim;
        }
    }

    /// The date of "Beginning on December 1, …", "Effective in October 2017, …", "Beginning next month".
    fn date(&self, lead: &str) -> Option<NaiveDate> {
        ["eginning ", "ffective "].iter().find_map(|word| {
            let (_, rest) = lead.rsplit_once(word)?;
            figures::date(rest).or_else(|| month_and_day(rest, self.announced))
        })
    }
}

/// Where the deeds of a sentence begin. "Reinvestments" and "reinvested" are no directives.
fn verbs(sentence: &str) -> Vec<(usize, Verb)> {
    let plain = sentence.to_ascii_lowercase();
    let words = [
        ("roll over ", Verb::RollOver),
        ("rolling over ", Verb::RollOver),
        ("reinvest ", Verb::Reinvest),
        ("reinvesting ", Verb::Reinvest),
    ];
    let found = |(word, verb)| plain.match_indices(word).map(move |(at, _)| (at, verb)).collect::<Vec<_>>();
    let mut verbs: Vec<(usize, Verb)> = words.into_iter().flat_map(found).collect();
    verbs.sort_by_key(|(at, _)| *at);
    verbs
}

/// The amount that is let go: "that exceeds (a cap of) $5 billion"; `Ok(None)` where all is meant.
fn cap(clause: &str) -> Result<Option<rust_decimal::Decimal>, ()> {
    match clause.split_once("exceed") {
        None if clause.contains(" cap ") => Err(()),
        None => Ok(None),
        Some((_, tail)) => {
            let near = tail.split([';', '.']).next().unwrap_or_default();
            let amount = if near.contains('$') { figures::first_billions(tail) } else { None };
            amount.map(Some).ok_or(())
        }
    }
}

/// What the payments are put into: the first aim that is named.
fn aim(text: &str) -> Option<Reinvestment> {
    let aims = [
        ("Treasury bills", Reinvestment::Bills),
        ("Treasury securities", Reinvestment::Treasuries),
        ("agency mortgage-backed", Reinvestment::AgencyMbs),
        ("agency MBS", Reinvestment::AgencyMbs),
    ];
    let places =
        [" into ", " in "].into_iter().flat_map(|word| text.match_indices(word).map(|(at, word)| at + word.len()));
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    places.into_iter().find_map(|at| {
        let named = text.get(at..)?;
        aims.iter().find(|(name, _)| named.starts_with(name)).map(|(_, aim)| *aim)
    })
}

/// Purchases of bills so that reserves stay ample, as directed in October 2019 and since December 2025.
fn directs_bills(sentence: &str) -> bool {
    let against = ["cease", "discontinue", "suspend", " no longer", " not ", " stop "];
    sentence.contains("purchas")
        && sentence.contains("Treasury bills")
        && sentence.contains("ample")
        && !against.iter().any(|word| sentence.contains(word))
}

/// "on December 1", "June 1", "in June 2022", "in January": the first such day that is not before the
/// announcement. "next month": its first day.
fn month_and_day(text: &str, announced: NaiveDate) -> Option<NaiveDate> {
    let text = text.strip_prefix("on ").or_else(|| text.strip_prefix("in ")).unwrap_or(text);
    if text.starts_with("next month") {
        return announced.with_day(1)?.checked_add_months(chrono::Months::new(1));
    }
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let month = words.next().filter(|name| name.len() >= 3).and_then(days::month)?;
    let mut numbers = words.map_while(|word| word.parse::<u32>().ok()).take(2);
    let (first, second) = (numbers.next(), numbers.next());
    let (day, year) = match (first, second) {
        (Some(year), None) if year > 31 => (1, Some(year)),
        (day, year) => (day.unwrap_or(1), year.filter(|year| *year > 1_900)),
    };
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    }
    let in_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    in_year(announced.year()).filter(|date| *date >= announced).or_else(|| in_year(announced.year() + 1))
}

/// The limit of an operation whose sentence this is.
pub(super) fn limit(sentence: &str, phrase: &str) -> Result<Limit, Problem> {
    let Some((_, tail)) = sentence.split_once(phrase) else { return Ok(Limit::Unlimited) };
    let amount = tail.trim_start().strip_prefix("of ").and_then(figures::first_billions);
    let unreadable = || Problem::new("limit_not_found", format!("an amount cannot be read: {sentence:?}"));
    amount.map(Limit::Billions).ok_or_else(unreadable)
}

#[cfg(test)]
mod tests;
