//! The FOMC statement: `/newsevents/pressreleases/monetaryYYYYMMDDa.htm`.
//!
//! Everything is read from the words of the page. The format changed on 17 June 2026: until then the
//! vote is a list of names, since then a count opens the statement. Other releases live under the same
//! address pattern (facilities, longer-run goals); they are [`StatementClass::Other`].
//!
//! A statement gives no effective date, so it yields no observation: the range is in the event, and the
//! step series come from the implementation note.

mod decision;
mod vote;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::page_text::{Frame, Page, figures};
use super::{Address, Event, Host, ParseError, Problem, Release, Statement, StatementClass};
use crate::unit::BasisPoints;
use decision::Decision;
use vote::Vote;

/// Where the statement of a day is published.
#[must_use]
pub fn locate(date: NaiveDate) -> Address {
    Address { host: Host::Board, path: format!("/newsevents/pressreleases/monetary{}a.htm", date.format("%Y%m%d")) }
}

/// Understands a statement.
///
/// Problems: `range_not_found`, `verb_not_found`, `vote_not_found` on a rate decision that lacks one;
/// `identity_break` for a range that is not 25 basis points wide; `vote_mismatch` for names that
/// contradict the count or each other; `wording_conflict` for two different decisions on one page.
///
/// # Errors
/// An error page, a page of navigation only, minutes or an implementation note
/// ([`ParseError::WrongPage`]); a page that ends inside its text or has none ([`ParseError::Incomplete`]).
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let page = Page::read(super::text(body)?);
    let (date, title) = identify(&page)?;
    let decision = decision::find(&page.paragraphs);
    let mut problems = Vec::new();
    let mut statement =
        Statement { class: StatementClass::Other, date, range: None, verb: None, vote: None, dissents: Vec::new() };
    if title.contains("FOMC statement") || decision.is_whole() {
        statement.class = StatementClass::RateDecision;
        judge_decision(decision, &mut statement, &mut problems);
        judge_vote(vote::find(&page.paragraphs), &mut statement, &mut problems);
    }
    Ok(Release { problems, event: Some(Event::Statement(statement)), ..Release::default() })
}

/// The date and title of a press release; anything else is not a statement.
fn identify(page: &Page) -> Result<(NaiveDate, &str), ParseError> {
    let wrong = |what: &str| Err(ParseError::WrongPage(what.to_owned()));
    if page.frame != Frame::Article {
        return wrong("it has no article");
    }
    let Some(title) = page.title.as_deref() else { return wrong("its article has no title") };
    if title.contains("Minutes of") || title.starts_with("Implementation Note") {
        return wrong(&format!("its title is {title:?}"));
    }
    let incomplete = |what: &str| ParseError::Incomplete(what.to_owned());
    let printed = page.date_line.as_deref().ok_or_else(|| incomplete("the article bears no date"))?;
    let date = figures::date(printed)
        .ok_or_else(|| ParseError::BadValue { what: "the date of the statement".into(), text: printed.to_owned() })?;
    if !page.ended {
        return Err(incomplete("it ends inside the article"));
    }
    if !page.paragraphs.iter().any(|text| !is_closing(text)) {
        return Err(incomplete("the article has no text"));
    }
    Ok((date, title))
}

/// Lines that close every release and say nothing about policy.
fn is_closing(text: &str) -> bool {
    text.starts_with("For media inquiries") || text.starts_with("Implementation Note issued")
}

fn judge_decision(decision: Decision, statement: &mut Statement, problems: &mut Vec<Problem>) {
    if let Some(detail) = decision.contradiction {
        problems.push(Problem::new("wording_conflict", detail));
    } else if decision.range.is_none() {
        problems.push(Problem::new("range_not_found", "no decision on the target range can be read"));
    }
    if decision.verb.is_none() {
        problems.push(Problem::new("verb_not_found", "the Committee's verb for the target range cannot be read"));
    }
    if let Some((lower, upper)) = decision.range {
        let width = upper.spread_over(lower);
        if width != BasisPoints(Decimal::from(25)) {
            let detail = format!("the range {lower} to {upper} percent is {width} basis points wide, not 25");
            problems.push(Problem::new("identity_break", detail));
        }
    }
    statement.range = decision.range;
    statement.verb = decision.verb;
}

fn judge_vote(vote: Vote, statement: &mut Statement, problems: &mut Vec<Problem>) {
    match vote.count {
        None => problems.push(Problem::new("vote_not_found", "neither a count nor the names of the vote can be read")),
        Some((votes_for, against)) if votes_for <= against || votes_for + against > SEATS => {
            let detail = format!("{votes_for} for and {against} against is no decision of {SEATS} members");
            problems.push(Problem::new("vote_mismatch", detail));
        }
        Some(_) => {}
    }
    problems.extend(vote.contradictions.into_iter().map(|detail| Problem::new("vote_mismatch", detail)));
    statement.vote = vote.count;
    statement.dissents = vote.dissents;
}

/// Members of the Committee: seven governors, the president of the New York Fed, four of the others
/// (12 U.S.C. 263).
const SEATS: u32 = 12;

#[cfg(test)]
mod tests;
