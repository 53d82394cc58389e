//! The implementation note that goes with a statement: `…/monetaryYYYYMMDDa1.htm`.
//!
//! It carries what a statement lacks: from when the range holds, and the administered rates. Each rate
//! becomes an observation of its step series on the first day in force.

mod desk;
mod terms;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::directives::{Limit, Principal};
use super::page_text::{Page, figures, sentences::sentences};
use super::{Address, Directives, Event, Host, Note, ParseError, Problem, Release};
use crate::series::{Observation, SeriesId};
use crate::unit::{BasisPoints, Percent, Unit};
use terms::Terms;

/// Where the note of a day is published.
#[must_use]
pub fn locate(date: NaiveDate) -> Address {
    Address { host: Host::Board, path: format!("/newsevents/pressreleases/monetary{}a1.htm", date.format("%Y%m%d")) }
}

/// Understands an implementation note, in its wordings since December 2015.
///
/// Problems: `iorb_not_found`, `range_not_found`, `on_rrp_not_found`, `srf_not_found` where the rate
/// should be and is not; `rate_conflict` for two values of one rate, `directive_conflict` for two directives
/// of one day; `cap_not_found` and `limit_not_found` for an amount that cannot be read; `date_conflict` for effective dates
/// that differ or make no sense; `identity_break` for rates that do not fit the range.
///
/// # Errors
/// A page without the words that open every note ([`ParseError::WrongPage`]); one that ends early, bears
/// no date or does not say from when it holds ([`ParseError::Incomplete`]).
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let page = Page::read(super::text(body)?);
    if !page.paragraphs.iter().any(|text| text.contains(OPENING)) {
        return Err(ParseError::WrongPage("it does not open as an implementation note".into()));
    }
    let incomplete = |what: &str| ParseError::Incomplete(what.to_owned());
    if !page.ended && !page.paragraphs.iter().any(|text| text.contains(CLOSING)) {
        return Err(incomplete("it ends inside the note"));
    }
    let announced = announced(&page).ok_or_else(|| incomplete("it bears no date"))?;
    let prose: Vec<&str> = page.paragraphs.iter().flat_map(|text| sentences(text)).collect();
    let mut terms = Terms::read(&prose);
    let in_force_from = terms.in_force_from().ok_or_else(|| incomplete("it does not say from when it holds"))?;
    let mut problems = std::mem::take(&mut terms.problems);
    problems.extend(missing(&terms, announced));
    problems.extend(misdated(&terms, announced, in_force_from));
    problems.extend(misfits(&terms));
    let (directives, unread) = desk::read(&prose, announced, in_force_from);
    problems.extend(unread);
    let directives = Directives { on_rrp_limit: terms.on_rrp_limit, srf_limit: terms.srf_limit, ..directives };
    let note = Note { announced, in_force_from, parameters: parameters(&terms, &directives), directives };
    let observations = observations(&terms, in_force_from);
    Ok(Release { observations, problems, event: Some(Event::Note(note)), ..Release::default() })
}

/// How every note opens and closes.
const OPENING: &str = "decisions to implement the monetary policy stance";
const CLOSING: &str = "This information will be updated as appropriate";

/// The page's date; a bare text (the archive of 2015 and 2016) names the date of its statement.
fn announced(page: &Page) -> Option<NaiveDate> {
    let printed = page.date_line.as_deref().or(page.title.as_deref()).and_then(figures::first_date);
    printed.or_else(|| {
        let opening = page.paragraphs.iter().find_map(|text| text.split_once(OPENING))?.1;
        figures::first_date(opening.split_once("statement")?.1)
    })
}

/// Rates that a note of this age must name. The standing repo facility was set up on 28 July 2021.
fn missing(terms: &Terms, announced: NaiveDate) -> Vec<Problem> {
    let standing_repo = (announced.year(), announced.month()) >= (2021, 7);
    let table = [
        ("iorb_not_found", "the interest rate on reserve balances", terms.iorb.is_none()),
        ("range_not_found", "the target range", terms.range.is_none()),
        ("on_rrp_not_found", "the offering rate of reverse repurchase operations", terms.on_rrp.is_none()),
        ("srf_not_found", "the rate of standing repurchase operations", standing_repo && terms.srf.is_none()),
    ];
    let missing = table.into_iter().filter(|(_, _, missing)| *missing);
    missing.map(|(code, what, _)| Problem::new(code, format!("{what} cannot be read"))).collect()
}

/// Everything in a note holds from one day on, at or soon after its announcement.
fn misdated(terms: &Terms, announced: NaiveDate, in_force_from: NaiveDate) -> Vec<Problem> {
    let mut problems = Vec::new();
    for other in terms.effective.iter().filter(|date| **date != in_force_from) {
        problems.push(Problem::new("date_conflict", format!("effective {in_force_from} and also {other}")));
    }
    if in_force_from < announced || in_force_from - announced > TimeDelta::days(31) {
        problems.push(Problem::new("date_conflict", format!("announced {announced}, in force from {in_force_from}")));
    }
    problems
}

/// Rates that lie where they never lay: a technical adjustment beyond all precedent, or a misprint.
fn misfits(terms: &Terms) -> Vec<Problem> {
    let Some((lower, upper)) = terms.range else { return Vec::new() };
    let mut problems = Vec::new();
    let mut require = |holds: bool, detail: String| {
        if !holds {
            problems.push(Problem::new("identity_break", detail));
        }
    };
    let width = upper.spread_over(lower);
    require(
        width == BasisPoints(Decimal::from(25)),
        format!("the range {lower} to {upper} is {width} basis points wide"),
    );
    // Room below and above the range, in hundredths of a point. ON RRP was 5 below in autumn 2019; primary
    // credit was 50 above until March 2020.
    let room = [
        ("IORB", terms.iorb, 0, 0),
        ("the ON RRP rate", terms.on_rrp, 10, 0),
        ("the standing repo rate", terms.srf, 0, 50),
        ("the primary credit rate", terms.primary_credit, 0, 100),
    ];
    for (name, rate, below, above) in room {
        let Some(rate) = rate else { continue };
        let (low, high) = (lower.0 - Decimal::new(below, 2), upper.0 + Decimal::new(above, 2));
        require((low..=high).contains(&rate.0), format!("{name} is {rate} with a range of {lower} to {upper}"));
    }
    problems
}

fn parameters(terms: &Terms, directives: &Directives) -> BTreeMap<String, String> {
    let rates = rates(terms).into_iter().filter(|(name, _)| !name.starts_with("target_"));
    let rates = rates.filter_map(|(name, rate)| Some((name, rate?.0)));
    let [treasury, treasury_next] = caps(&directives.treasury_principal);
    let [agency, agency_next] = caps(&directives.agency_principal);
    let amounts = [
        ("on_rrp_limit", amount(directives.on_rrp_limit)),
        ("srf_limit", amount(directives.srf_limit)),
        ("treasury_cap", treasury),
        ("treasury_cap_next", treasury_next),
        ("agency_cap", agency),
        ("agency_cap_next", agency_next),
    ];
    let amounts = amounts.into_iter().filter_map(|(name, amount)| Some((name, amount?)));
    rates.chain(amounts).map(|(name, value)| (name.to_owned(), value.to_string())).collect()
}

/// The cap that holds now and, where it changes, the next one. Where all principal is reinvested nothing
/// is let go: the cap is zero, which is a figure and not a missing one.
fn caps(principal: &[Principal]) -> [Option<Decimal>; 2] {
    let caps = || principal.iter().map(|principal| principal.cap.unwrap_or_default());
    let now = caps().next();
    [now, caps().find(|cap| Some(*cap) != now)]
}

fn amount(limit: Option<Limit>) -> Option<Decimal> {
    match limit? {
        Limit::Billions(amount) => Some(amount),
        Limit::Unlimited => None,
    }
}

fn observations(terms: &Terms, date: NaiveDate) -> Vec<Observation> {
    let known = rates(terms).into_iter().filter_map(|(name, rate)| Some((name, rate?)));
    known
        .map(|(name, rate)| Observation { series: SeriesId::of(name), date, value: rate.0, unit: Unit::Percent })
        .collect()
}

/// The step series of a note, in the page's order.
fn rates(terms: &Terms) -> [(&'static str, Option<Percent>); 6] {
    [
        ("iorb", terms.iorb),
        ("target_lower", terms.range.map(|(lower, _)| lower)),
        ("target_upper", terms.range.map(|(_, upper)| upper)),
        ("srf_rate", terms.srf),
        ("on_rrp_rate", terms.on_rrp),
        ("primary_credit", terms.primary_credit),
    ]
}

#[cfg(test)]
mod tests;
