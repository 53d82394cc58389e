//! The page, read into lines.

use chrono::{Datelike, NaiveDate, Weekday};

use super::line::Line;
use super::lines::{CONDITION, ESSENTIAL, FACTORS, HEADLINE_AVERAGES, HEADLINE_LEVELS};
use super::section::Section;
use super::{figure, markup};
use crate::source::{ParseError, Problem};

/// An H.4.1 release.
#[derive(Debug, Clone)]
pub struct Page {
    /// The Wednesday of the levels.
    pub wednesday: NaiveDate,
    /// The Wednesday that ends the week of the averages: the same day on every good page.
    pub week_ended: NaiveDate,
    /// Table 1 in order, then total assets and any line that is new from table 5.
    pub lines: Vec<Line>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// Table 5, Wednesday levels, by name: a second opinion, not published further.
    pub(super) condition: Vec<Line>,
}

const FACTORS_TITLE: &str = "factors affecting reserve balances of depository institutions";
const CONDITION_TITLE: &str = "consolidated statement of condition";

/// Reads a page.
pub fn read(text: &str) -> Result<Page, ParseError> {
    check_kind(text)?;
    let data = text.split_once("<!-- BEGIN DATA HERE -->").map_or(text, |(_, data)| data);
    let tables = markup::tables(data)?;
    let titled = |title| tables.iter().filter(move |table| figure::key(&table.heading).contains(title));
    let mut factors = Section::new("table 1", FACTORS);
    for table in titled(FACTORS_TITLE) {
        factors.read(table)?;
    }
    let mut condition = Section::new("table 5", CONDITION);
    for table in titled(CONDITION_TITLE) {
        condition.read(table)?;
    }
    let page = assemble(factors, condition, release_date(text))?;
    check_complete(&page)?;
    Ok(page)
}

/// Refuses what is no whole H.4.1 page. The data end with a marker, the page with `</html>`: where
/// both are absent it was cut, whatever tables came before.
fn check_kind(text: &str) -> Result<(), ParseError> {
    if text.trim().is_empty() {
        return Err(ParseError::Incomplete("the body is empty".to_owned()));
    }
    let title = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map(|(title, _)| title);
    let Some(title) = title else { return Err(ParseError::WrongPage("it has no title".to_owned())) };
    if !title.contains("H.4.1") && !title.contains("Factors Affecting Reserve Balances") {
        let start: String = title.trim().chars().take(80).collect();
        return Err(ParseError::WrongPage(format!("its title is {start:?}")));
    }
    if !text.contains("<!-- END DATA HERE -->") && !text.contains("</html>") {
        return Err(ParseError::Incomplete("it is cut before the end of its data".to_owned()));
    }
    Ok(())
}

/// `Release Date: June 25, 2026`, above the data.
fn release_date(text: &str) -> Option<NaiveDate> {
    let (_, after) = text.split_once("Release Date:")?;
    figure::date(&markup::plain_text(after.split_once('<')?.0))
}

fn assemble(factors: Section, condition: Section, released: Option<NaiveDate>) -> Result<Page, ParseError> {
    let absent = |what: &str| ParseError::Incomplete(format!("it has no {what}"));
    let week_ended = factors.week_ended.ok_or_else(|| absent("column of week averages in table 1"))?;
    let wednesday = factors.wednesday.ok_or_else(|| absent("column of Wednesday levels in table 1"))?;
    let second = condition.wednesday.ok_or_else(|| absent("statement of condition (table 5)"))?;
    let mut problems = factors.problems;
    problems.extend(condition.problems);
    problems.extend(check_dates(wednesday, &[("week ended", week_ended), ("table 5", second)], released));
    let mut lines = factors.lines;
    let news = condition.lines.iter().filter(|line| line.name == "fed_assets" || !line.known);
    // A new line is usually in both tables; one that table 5 alone has is no part of a total of table 1.
    let news: Vec<Line> = news.filter(|new| lines.iter().all(|line| line.name != new.name)).cloned().collect();
    lines.extend(news.into_iter().map(|line| Line { parent: None, ..line }));
    Ok(Page { wednesday, week_ended, lines, problems, condition: condition.lines })
}

/// The release comes out the day after its Wednesday, up to five days later around holidays.
fn check_dates(wednesday: NaiveDate, others: &[(&str, NaiveDate)], released: Option<NaiveDate>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |detail: String| problems.push(Problem::new("date_mismatch", detail));
    for (what, date) in others.iter().filter(|(_, date)| *date != wednesday) {
        report(format!("{what} says {date}, the Wednesday column of table 1 says {wednesday}"));
    }
    if wednesday.weekday() != Weekday::Wed {
        report(format!("{wednesday}, the date of the levels, is no Wednesday"));
    }
    if let Some(released) = released
        && !(1..=10).contains(&(released - wednesday).num_days())
    {
        report(format!("the page bears the release date {released} and figures of {wednesday}"));
    }
    problems
}

fn check_complete(page: &Page) -> Result<(), ParseError> {
    let line = |name: &str| page.lines.iter().find(|line| line.known && line.name == name);
    if let Some(name) = ESSENTIAL.iter().find(|name| line(name).is_none()) {
        return Err(ParseError::Incomplete(format!("table 1 has no line for {name}")));
    }
    if line("fed_assets").is_none() {
        return Err(ParseError::Incomplete("table 5 has no total assets".to_owned()));
    }
    if page.problems.iter().any(|problem| problem.code == "bad_value") {
        return Ok(());
    }
    let averages = HEADLINE_AVERAGES.iter().filter(|name| line(name).is_some_and(|line| line.average.is_none()));
    let levels = HEADLINE_LEVELS.iter().filter(|name| line(name).is_some_and(|line| line.level.is_none()));
    match averages.chain(levels).next() {
        Some(name) => Err(ParseError::Incomplete(format!("{name} has no figure"))),
        None => Ok(()),
    }
}
