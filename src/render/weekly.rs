//! The weekly H.4.1 message: averages and Wednesday levels in blocks of their own, and above them what
//! the week's rules found.

mod finding;
mod slow;
mod tables;

use crate::alert::{Change, Contribution, Drift, WeekTag, WeeklyReport};
use crate::series::SeriesId;
use crate::unit::UsdMillions;

use super::alert::Told;
use super::date::Pen;
use super::html::Html;
use super::words::{Words, args};
use super::{RenderError, keys, rule};
pub(super) use finding::fact;

/// The most lines of the attribution that are named; the rest goes into "other lines".
const NAMED: usize = 5;
/// The same where findings take room of their own.
const NAMED_BESIDE: usize = 3;
/// The most drivers of a drift.
const DRIVERS: usize = 3;

/// The message of one week.
pub(super) fn render(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Told, RenderError> {
    let head = finding::head(report);
    let most = if report.findings.is_empty() { NAMED } else { NAMED_BESIDE };
    let (named, other) = tables::itemise(&report.contributions, most);
    let mut texts = vec![pen.say(&keys::WEEKLY_WEEK, args![pen.full_day(report.week)?])?];
    texts.extend(finding::lines(pen, report, head)?);
    for tag in &report.tags {
        texts.push(self::tag(pen, *tag)?);
    }
    if report.drift.is_some() || !report.tags.contains(&WeekTag::TreasuryCash) {
        texts.extend(drivers(pen, report, &named)?);
    }
    let mut lines: Vec<Html> = texts.iter().map(|text| Html::text(text)).collect();
    if let Some(change) = report.reserves.change
        && !report.contributions.is_empty()
    {
        lines.push(tables::averages(pen, &named, other, change)?);
    }
    lines.extend(tables::levels(pen, report)?);
    lines.extend(slow::lines(pen, report)?.iter().map(|line| Html::text(line)));
    let news = head.map(|head| rule::name(pen, &head.rule)).transpose()?;
    let title = match head {
        Some(head) => finding::title(pen, report, head)?,
        None => week_title(pen, report.reserves)?,
    };
    Ok(Told { title, lines, news })
}

/// The week itself, where no rule spoke.
fn week_title(pen: &Pen<'_>, reserves: Change) -> Result<String, RenderError> {
    let level = pen.exact(reserves.value)?;
    let Some(change) = reserves.change else { return pen.say(&keys::WEEKLY_AT, args![level]) };
    let size = pen.amount(change.abs())?;
    match change.cmp(&UsdMillions::ZERO) {
        std::cmp::Ordering::Greater => pen.say(&keys::WEEKLY_UP, args![size, level]),
        std::cmp::Ordering::Less => pen.say(&keys::WEEKLY_DOWN, args![size, level]),
        std::cmp::Ordering::Equal => pen.say(&keys::WEEKLY_SAME, args![level]),
    }
}

fn tag(pen: &Pen<'_>, tag: WeekTag) -> Result<String, RenderError> {
    match tag {
        WeekTag::TreasuryCash => pen.say(&keys::TAG_TREASURY_CASH, args![]),
        WeekTag::Mixed => pen.say(&keys::TAG_MIXED, args![]),
        WeekTag::SameWeek { median, years } => pen.say(&keys::TAG_SAME_WEEK, args![pen.change(median)?, years]),
        WeekTag::QuarterEnd => pen.say(&keys::TAG_QUARTER_END, args![]),
    }
}

/// Over the weeks of the rule that spoke, else of the week.
fn drivers(pen: &Pen<'_>, report: &WeeklyReport, named: &[&Contribution]) -> Result<Option<String>, RenderError> {
    if let Some(drift) = &report.drift {
        return drift_line(pen, drift);
    }
    let driver = report.reserves.change.and_then(|change| driver(&report.contributions, change, named));
    let Some(driver) = driver else { return Ok(None) };
    let (series, change) = (label(pen, driver.series.as_ref())?, pen.change(driver.to_reserves)?);
    pen.say(&keys::WEEKLY_DRIVER, args![series, change]).map(Some)
}

/// The change over several weeks, and the largest named lines that pulled that way.
fn drift_line(pen: &Pen<'_>, drift: &Drift) -> Result<Option<String>, RenderError> {
    let (named, _) = tables::itemise(&drift.contributions, usize::MAX);
    let Some(first) = driver(&drift.contributions, drift.change, &named) else { return Ok(None) };
    let along =
        named.iter().filter(|line| (line.to_reserves > UsdMillions::ZERO) == (first.to_reserves > UsdMillions::ZERO));
    let mut items = Vec::new();
    for line in along.filter(|line| line.to_reserves != UsdMillions::ZERO).take(DRIVERS) {
        let name = label(pen, line.series.as_ref())?;
        items.push(pen.say(&keys::WEEKLY_DRIFT_ITEM, args![name, pen.change(line.to_reserves)?])?);
    }
    let list = items.join(&pen.say(&keys::NAMES_SEPARATOR, args![])?);
    pen.say(&keys::WEEKLY_DRIFT, args![drift.weeks, pen.change(drift.change)?, list]).map(Some)
}

/// The largest named line that pulls the way reserves went; none where what nobody has itemised
/// weighs more. "Other lines" is never one.
fn driver<'a>(all: &[Contribution], change: UsdMillions, named: &[&'a Contribution]) -> Option<&'a Contribution> {
    let pull = |line: &Contribution| if change < UsdMillions::ZERO { -line.to_reserves } else { line.to_reserves };
    let unnamed = all.iter().filter(|line| line.series.is_none()).map(pull).sum();
    let first = named.iter().max_by_key(|line| pull(line)).copied()?;
    (change != UsdMillions::ZERO && pull(first) > UsdMillions::ZERO && pull(first) > unnamed).then_some(first)
}

/// The name of an H.4.1 line; the series' own where nobody has named it, "other lines" for none.
fn label(words: &Words, series: Option<&SeriesId>) -> Result<String, RenderError> {
    let Some(series) = series else { return words.say(&keys::WEEKLY_OTHER, args![]) };
    Ok(words.label("series", series.as_str())?.unwrap_or_else(|| series.to_string()))
}
