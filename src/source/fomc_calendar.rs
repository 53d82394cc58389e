//! The Committee's calendar of meetings: `/monetarypolicy/fomccalendars.htm`.
//!
//! One panel a year, the coming one last; a row a meeting. A month may be two ("Apr/May"), days may
//! run over its end ("30-1"), an asterisk marks the Summary of Economic Projections, and a word in
//! brackets tells what is no scheduled meeting.

mod row;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use scraper::{ElementRef, Html, Selector};

use super::page_text::{figures, is_too_deep, normalise};
use super::{Address, Event, Host, ParseError, Problem, Release};
use crate::calendar::{ListedKind, ListedMeeting};

/// Where the calendar is published.
#[must_use]
pub fn locate() -> Address {
    Address { host: Host::Board, path: "/monetarypolicy/fomccalendars.htm".to_owned() }
}

/// Understands the calendar: its meetings in the order of their days.
///
/// Problems: `bad_value` (a row that cannot be read: without it a meeting would seem cancelled, so the
/// page is held back), `meeting_conflict` (two meetings on one day, or one twice).
///
/// # Errors
/// A page without a list of meetings ([`ParseError::WrongPage`]); one that ends early
/// ([`ParseError::Incomplete`]).
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let text = super::text(body)?;
    let wrong = || ParseError::WrongPage("it has no list of FOMC meetings".into());
    if is_too_deep(text) {
        return Err(wrong());
    }
    let document = Html::parse_document(text);
    let mut page = Listing::default();
    // Constant and tested: a selector that does not parse would find nothing, which is an error below.
    let Ok(parts) = Selector::parse("h4, .fomc-meeting, p") else { return Err(wrong()) };
    for element in document.select(&parts) {
        page.read(element);
    }
    if page.meetings.is_empty() && page.problems.is_empty() {
        return Err(wrong());
    }
    if !(text.contains("id=\"lastUpdate\"") || text.contains("</html>")) {
        return Err(ParseError::Incomplete("it ends inside the list of meetings".into()));
    }
    Ok(page.finish())
}

#[derive(Default)]
struct Listing {
    /// The year of the panel that is being read.
    year: Option<i32>,
    meetings: BTreeMap<(NaiveDate, NaiveDate), ListedMeeting>,
    problems: Vec<Problem>,
}

impl Listing {
    fn read(&mut self, element: ElementRef<'_>) {
        match element.value().name() {
            "h4" => {
                if let Some(year) = heading(&words(element)) {
                    self.year = Some(year);
                }
            }
            "p" => {
                if let Some(meeting) = remark(&words(element)) {
                    self.add(meeting);
                }
            }
            _ => self.row(element),
        }
    }

    fn row(&mut self, element: ElementRef<'_>) {
        let cell = |class: &str| find(element, class).map(words).unwrap_or_default();
        let (month, days, minutes) =
            (cell(".fomc-meeting__month"), cell(".fomc-meeting__date"), cell(".fomc-meeting__minutes"));
        let read = self.year.and_then(|year| row::read(year, &month, &days));
        let released = minutes.split_once("(Released ").map(|(_, date)| figures::date(date.trim_end_matches(')')));
        match (read, released) {
            (Some(meeting), None) => self.add(meeting),
            (Some(meeting), Some(Some(date))) if date > meeting.end => {
                self.add(ListedMeeting { minutes_released: Some(date), ..meeting });
            }
            _ => {
                let detail = format!("a row of {:?} says {month:?}, {days:?}, {minutes:?}", self.year);
                self.problems.push(Problem::new("bad_value", detail));
            }
        }
    }

    fn add(&mut self, meeting: ListedMeeting) {
        let (start, end) = (meeting.start, meeting.end);
        if self.meetings.insert((start, end), meeting).is_some_and(|other| other != meeting) {
            let detail = format!("the meeting of {start} is listed twice, in two ways");
            self.problems.push(Problem::new("meeting_conflict", detail));
        }
    }

    fn finish(mut self) -> Release {
        let meetings: Vec<ListedMeeting> = self.meetings.into_values().collect();
        let held: Vec<&ListedMeeting> =
            meetings.iter().filter(|meeting| meeting.kind == ListedKind::Scheduled).collect();
        for pair in held.windows(2) {
            if let [first, second] = pair
                && second.start <= first.end
            {
                let detail = format!("the meetings of {} and {} overlap", first.start, second.start);
                self.problems.push(Problem::new("meeting_conflict", detail));
            }
        }
        Release { problems: self.problems, event: Some(Event::Meetings(meetings)), ..Release::default() }
    }
}

/// "2026 FOMC Meetings".
fn heading(text: &str) -> Option<i32> {
    let year = text.strip_suffix(" FOMC Meetings")?;
    year.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// "Note: A two-day meeting is scheduled for January 25-26, 2028." below the last panel.
fn remark(text: &str) -> Option<ListedMeeting> {
    let (_, date) = text.split_once("meeting is scheduled for ")?;
    let (month, rest) = date.split_once(' ')?;
    let (days, rest) = rest.split_once(", ")?;
    row::read(rest.get(..4)?.parse().ok()?, month, days)
}

fn find<'a>(row: ElementRef<'a>, class: &str) -> Option<ElementRef<'a>> {
    row.select(&Selector::parse(class).ok()?).next()
}

fn words(element: ElementRef<'_>) -> String {
    normalise(&element.text().collect::<String>())
}

#[cfg(test)]
mod tests;
