//! The weekly H.4.1 message: averages and Wednesday levels in blocks of their own.

use chrono::Datelike;

use crate::alert::{Change, Contribution, GdpShare, WeeklyReport};
use crate::series::SeriesId;
use crate::unit::UsdMillions;

use super::alert::Told;
use super::date::Pen;
use super::html::Html;
use super::table::{Row, table};
use super::words::{Words, args};
use super::{RenderError, keys};

/// The most lines of the attribution that are named; the rest goes into "other lines".
const NAMED: usize = 5;

/// The message of one week.
pub(super) fn render(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Told, RenderError> {
    let (named, other) = itemise(&report.contributions);
    let week = pen.full_day(report.week)?;
    let mut lines = vec![Html::text(&pen.say(&keys::WEEKLY_WEEK, args![week])?)];
    if let Some(driver) = driver(report, &named) {
        let (series, change) = (label(pen, driver.series.as_ref())?, pen.change(driver.to_reserves)?);
        lines.push(Html::text(&pen.say(&keys::WEEKLY_DRIVER, args![series, change])?));
    }
    if let Some(change) = report.reserves.change
        && !report.contributions.is_empty()
    {
        lines.push(averages(pen, &named, other, change)?);
    }
    lines.extend(levels(pen, report)?);
    lines.extend(slow_lines(pen, report)?.iter().map(|line| Html::text(line)));
    Ok(Told { title: title(pen, report.reserves)?, lines })
}

fn title(pen: &Pen<'_>, reserves: Change) -> Result<String, RenderError> {
    let level = pen.exact(reserves.value)?;
    let Some(change) = reserves.change else { return pen.say(&keys::WEEKLY_AT, args![level]) };
    let size = pen.amount(change.abs())?;
    match change.cmp(&UsdMillions::ZERO) {
        std::cmp::Ordering::Greater => pen.say(&keys::WEEKLY_UP, args![size, level]),
        std::cmp::Ordering::Less => pen.say(&keys::WEEKLY_DOWN, args![size, level]),
        std::cmp::Ordering::Equal => pen.say(&keys::WEEKLY_SAME, args![level]),
    }
}

/// The largest named contributions, and the sum of all else: nothing is lost, so they still add up.
fn itemise(contributions: &[Contribution]) -> (Vec<&Contribution>, Option<UsdMillions>) {
    let (mut named, mut rest): (Vec<_>, Vec<_>) = contributions.iter().partition(|line| line.series.is_some());
    named.sort_by_key(|line| std::cmp::Reverse(line.to_reserves.abs()));
    rest.extend(named.drain(named.len().min(NAMED)..));
    let other = (!rest.is_empty()).then(|| rest.iter().map(|line| line.to_reserves).sum());
    (named, other)
}

/// The largest named line that pulls the way reserves went; none where what nobody has itemised
/// weighs more. "Other lines" is never one.
fn driver<'a>(report: &WeeklyReport, named: &[&'a Contribution]) -> Option<&'a Contribution> {
    let change = report.reserves.change?;
    let pull = |line: &Contribution| if change < UsdMillions::ZERO { -line.to_reserves } else { line.to_reserves };
    let unnamed = report.contributions.iter().filter(|line| line.series.is_none()).map(pull).sum();
    let first = named.iter().max_by_key(|line| pull(line)).copied()?;
    (change != UsdMillions::ZERO && pull(first) > UsdMillions::ZERO && pull(first) > unnamed).then_some(first)
}

fn averages(
    pen: &Pen<'_>,
    named: &[&Contribution],
    other: Option<UsdMillions>,
    change: UsdMillions,
) -> Result<Html, RenderError> {
    let heading = pen.say(&keys::WEEKLY_TO_RESERVES, args![])?;
    let mut rows = vec![Row { label: pen.say(&keys::WEEKLY_AVERAGES, args![])?, cells: vec![heading] }];
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
fn levels(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Option<Html>, RenderError> {
    let cells = vec![pen.say(&keys::WEEKLY_LEVEL, args![])?, pen.say(&keys::WEEKLY_CHANGE, args![])?];
    let mut rows = vec![Row { label: pen.say(&keys::WEEKLY_LEVELS, args![])?, cells }];
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

/// What the table's last line means, what single weeks hide, and the size of it all.
fn slow_lines(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Vec<String>, RenderError> {
    let mut lines = Vec::new();
    if report.net_liquidity.is_some() {
        lines.push(pen.say(&keys::WEEKLY_NET_NOTE, args![])?);
    }
    let mut facts = Vec::new();
    if let Some(change) = report.reserves_4w {
        facts.push(pen.say(&keys::WEEKLY_FOUR_WEEKS, args![pen.change(change)?])?);
    }
    if let Some(GdpShare { quarter, share }) = &report.gdp_share {
        let number = (quarter.month() - 1) / 3 + 1;
        facts.push(pen.say(&keys::WEEKLY_GDP, args![pen.share(*share)?, quarter.year().to_string(), number])?);
    }
    if !facts.is_empty() {
        let facts = facts.join(&pen.say(&keys::NEXT_SEPARATOR, args![])?);
        lines.push(pen.say(&keys::WEEKLY_RESERVES, args![facts])?);
    }
    Ok(lines)
}

/// The name of an H.4.1 line; the series' own where nobody has named it, "other lines" for none.
fn label(words: &Words, series: Option<&SeriesId>) -> Result<String, RenderError> {
    let Some(series) = series else { return words.say(&keys::WEEKLY_OTHER, args![]) };
    Ok(words.label("series", series.as_str())?.unwrap_or_else(|| series.to_string()))
}
