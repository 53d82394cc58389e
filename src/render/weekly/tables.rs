//! The two tables: week averages explained by averages, Wednesday levels beside levels.

use crate::alert::{Change, Contribution, WeeklyReport};
use crate::unit::UsdMillions;

use super::super::date::Pen;
use super::super::html::Html;
use super::super::table::{Row, heading, table};
use super::super::words::args;
use super::super::{RenderError, keys};
use super::label;

/// The largest named contributions, and the sum of all else: nothing is lost, so they still add up.
pub(super) fn itemise(contributions: &[Contribution], most: usize) -> (Vec<&Contribution>, Option<UsdMillions>) {
    let (mut named, mut rest): (Vec<_>, Vec<_>) = contributions.iter().partition(|line| line.series.is_some());
    named.sort_by_key(|line| std::cmp::Reverse(line.to_reserves.abs()));
    rest.extend(named.drain(named.len().min(most)..));
    let other = (!rest.is_empty()).then(|| rest.iter().map(|line| line.to_reserves).sum());
    (named, other)
}

/// What each named line did to average reserves.
pub(super) fn averages(
    pen: &Pen<'_>,
    named: &[&Contribution],
    other: Option<UsdMillions>,
    change: UsdMillions,
) -> Result<Html, RenderError> {
    let column = pen.say(&keys::WEEKLY_TO_RESERVES, args![])?;
    let mut rows = vec![heading(pen, pen.say(&keys::WEEKLY_AVERAGES, args![])?, vec![column])?];
    for line in named {
        rows.push(Row { label: label(pen, line.series.as_ref())?, cells: vec![pen.cell_change(line.to_reserves)] });
    }
    if let Some(other) = other {
        rows.push(Row { label: label(pen, None)?, cells: vec![pen.cell_change(other)] });
    }
    rows.push(Row { label: pen.say(&keys::WEEKLY_SUM, args![])?, cells: vec![pen.cell_change(change)] });
    Ok(table(pen.lang, &rows))
}

/// Nothing where no Wednesday figure is known.
pub(super) fn levels(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Option<Html>, RenderError> {
    let cells = vec![pen.say(&keys::WEEKLY_LEVEL, args![])?, pen.say(&keys::WEEKLY_CHANGE, args![])?];
    let mut rows = vec![heading(pen, pen.say(&keys::WEEKLY_LEVELS, args![])?, cells)?];
    for line in &report.levels {
        rows.push(level_row(pen, label(pen, Some(&line.series))?, line.level));
    }
    if let Some(net) = report.net_liquidity {
        rows.push(level_row(pen, pen.say(&keys::WEEKLY_NET, args![])?, net));
    }
    Ok((rows.len() > 1).then(|| table(pen.lang, &rows)))
}

/// A change that is not known stays blank: missing is not zero.
fn level_row(pen: &Pen<'_>, label: String, level: Change) -> Row {
    let change = level.change.map_or_else(String::new, |change| pen.cell_change(change));
    Row { label, cells: vec![pen.cell(level.value), change] }
}
