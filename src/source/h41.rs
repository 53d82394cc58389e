//! The Board's weekly H.4.1 release: "Factors Affecting Reserve Balances".
//!
//! Table 1 is read whole, table 5 for total assets and as a second opinion on the Wednesday levels.
//! Tables are found by their titles, columns by their header cells and lines by label and parent:
//! rows, ids and table numbers move between releases. Figures are millions of dollars.

mod columns;
mod figure;
mod identities;
mod line;
mod lines;
mod markup;
mod outline;
mod page;
mod section;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Address, Host, ParseError, Release, text};
use crate::series::{Observation, SeriesId};
use crate::unit::Unit;

pub use line::Line;
pub use page::Page;

/// The newest release.
#[must_use]
pub fn locate() -> Address {
    Address { host: Host::Board, path: "/releases/h41/current/".to_owned() }
}

/// The release of one day. Normally a Thursday; a Friday or even a Monday around holidays.
#[must_use]
pub fn locate_dated(release_date: NaiveDate) -> Address {
    Address { host: Host::Board, path: format!("/releases/h41/{}/", release_date.format("%Y%m%d")) }
}

/// Understands a release page: every line of table 1 as `…_avg` and `…_wed`, and `fed_assets_wed`.
///
/// Problems: `unknown_line` (kept under a name made from its label), `identity_break`, `bad_value`,
/// `missing_value`, `bad_line`, `date_mismatch`, `unit`.
///
/// # Errors
/// The body is not an H.4.1 page, is cut short, lacks an essential line, or is in another unit.
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let page = read(body)?;
    let mut problems = page.problems.clone();
    problems.extend(identities::check(&page));
    let observations = page.lines.iter().flat_map(|line| observations(&page, line)).collect();
    Ok(Release { observations, problems, claims: claims(&page), event: None })
}

/// Wednesday levels that other sources publish for that very day: ON RRP (the operation's result) and the
/// Treasury's cash (the Daily Treasury Statement).
fn claims(page: &Page) -> Vec<Observation> {
    let said_elsewhere = [("on_rrp", "on_rrp"), ("tga", "tga_daily")];
    let claim = |(line, series): (&str, &'static str)| {
        let level = page.lines.iter().find(|one| one.known && one.name == line)?.level?;
        let (date, value) = (page.wednesday, Decimal::from(level));
        Some(Observation { series: SeriesId::of(series), date, value, unit: Unit::UsdMillion })
    };
    said_elsewhere.into_iter().filter_map(claim).collect()
}

/// The page as lines with their changes, before any identity is checked. The change columns allow
/// a comparison with the release of the week before (a difference is a revision).
///
/// # Errors
/// As [`parse`].
pub fn read(body: &[u8]) -> Result<Page, ParseError> {
    page::read(text(body)?)
}

/// The two figures of a line, each dated by the header of its own column. A cell without a figure
/// gives no observation: missing is not zero.
fn observations(page: &Page, line: &Line) -> impl Iterator<Item = Observation> {
    let figure = |suffix: &str, date, value: i64| Observation {
        series: SeriesId::named(format!("{}_{suffix}", line.name)),
        date,
        value: Decimal::from(value),
        unit: Unit::UsdMillion,
    };
    let average = line.average.map(|value| figure("avg", page.week_ended, value));
    let level = line.level.map(|value| figure("wed", page.wednesday, value));
    average.into_iter().chain(level)
}
