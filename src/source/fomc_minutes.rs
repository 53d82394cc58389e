//! Minutes of an FOMC meeting: `/monetarypolicy/fomcminutesYYYYMMDD.htm`, by the meeting's last day.
//!
//! Their content is prose for people; what we need is which meeting they are of, and that they are
//! there whole.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::page_text::{Frame, Page, days, figures};
use super::{Address, Event, Host, Minutes, ParseError, Problem, Release};

/// Where the minutes of the meeting that ends on a day are published.
#[must_use]
pub fn locate(meeting_end: NaiveDate) -> Address {
    Address { host: Host::Board, path: format!("/monetarypolicy/fomcminutes{}.htm", meeting_end.format("%Y%m%d")) }
}

/// Understands a page of minutes.
///
/// Problems: `date_conflict` where the page's own address names another meeting than its text.
///
/// # Errors
/// A page without the headline of minutes ([`ParseError::WrongPage`]); one that ends early, has no text or
/// does not say of which meeting it is ([`ParseError::Incomplete`]).
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let text = super::text(body)?;
    let page = Page::read(text);
    let title = page.title.as_deref().unwrap_or_default();
    if page.frame != Frame::Article || !title.starts_with(TITLE) {
        return Err(ParseError::WrongPage(format!("its title is {title:?}")));
    }
    let incomplete = |what: &str| ParseError::Incomplete(what.to_owned());
    if !page.ended {
        return Err(incomplete("it ends inside the article"));
    }
    if page.paragraphs.len() < SHORTEST {
        return Err(incomplete("the article has no text"));
    }
    let dates = page.paragraphs.iter().take(FIRST_WORDS).find_map(|text| meeting(text));
    let (start, end) = dates.ok_or_else(|| incomplete("it does not say of which meeting it is"))?;
    let minutes = Minutes { start, end, released: released(&page, end), link: locate(end).public() };
    let problems = own_address(text).filter(|address| *address != end).map(|address| {
        let detail = format!("the text speaks of the meeting of {end}, the page's address of {address}");
        Problem::new("date_conflict", detail)
    });
    Ok(Release { problems: problems.into_iter().collect(), event: Some(Event::Minutes(minutes)), ..Release::default() })
}

const TITLE: &str = "Minutes of the Federal Open Market Committee";
/// The meeting is named in the first of them.
const FIRST_WORDS: usize = 6;
/// Minutes run over fifty paragraphs; a page with fewer than these is a frame without its text.
const SHORTEST: usize = 10;

/// "October 28-29, 2025" or "January 31-February 1, 2023" at the beginning of a block.
fn meeting(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (month, rest) = text.split_once(' ')?;
    let first = days::month(month)?;
    let (span, rest) = rest.split_once(',')?;
    let year: i32 = rest.trim_start().get(..4)?.parse().ok()?;
    let (start_day, end) = span.split_once('-').unwrap_or((span, span));
    let (last, end_day) = match end.trim().split_once(' ') {
        Some((month, day)) => (days::month(month)?, day),
        None => (first, end.trim()),
    };
    days::span(year, (first, start_day.trim().parse().ok()?), (last, end_day.parse().ok()?), year)
}

/// "(Released Month DD, YYYY)", should a page ever print it as the calendar does.
fn released(page: &Page, end: NaiveDate) -> Option<NaiveDate> {
    let printed = page.paragraphs.iter().filter_map(|text| text.split_once("(Released "));
    let dates = printed.filter_map(|(_, date)| figures::date(date.split(')').next().unwrap_or_default()));
    dates.into_iter().find(|date| *date > end && *date - end < TimeDelta::weeks(9))
}

/// The meeting in the address that the page gives for itself.
fn own_address(html: &str) -> Option<NaiveDate> {
    let (_, rest) = html.split_once("property=\"og:url\"")?;
    let tag = rest.split('>').next()?;
    let (_, digits) = tag.split_once("fomcminutes")?;
    days::compact(digits).filter(|date| date.year() > 1990)
}

#[cfg(test)]
mod tests;
