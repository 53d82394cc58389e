//! FOMC decisions: what the Committee did, how it voted, who wanted otherwise, and what the note adds.

mod dissent;

use rust_decimal::Decimal;

use crate::alert::{DecisionReport, NotParsedReport};
use crate::source::{Statement, StatementClass, Verb};
use crate::unit::{BasisPoints, Percent};

use super::alert::Told;
use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{RenderError, keys, note};

/// The message of one decision.
pub(super) fn render(pen: &Pen<'_>, report: &DecisionReport) -> Result<Told, RenderError> {
    let statement = &report.statement;
    let date = pen.full_day(statement.date)?;
    let mut lines = vec![Html::text(&match report.previous.filter(|before| statement.range != Some(*before)) {
        Some(before) => pen.say(&keys::MEETING_BEFORE, args![date, pen.range(before)?])?,
        None => pen.say(&keys::MEETING, args![date])?,
    })];
    if let Some((yes, no)) = statement.vote {
        lines.push(Html::text(&pen.say(&keys::VOTE, args![yes, no])?));
    }
    lines.extend(dissent::dissents(pen, &statement.dissents)?);
    let mut link = Html::text(&pen.say(&keys::STATEMENT_LINK, args![])?).link(&report.link);
    if let Some(note) = &report.note {
        lines.extend(note::lines(pen, note)?);
        let separator = Html::text(&pen.say(&keys::NEXT_SEPARATOR, args![])?);
        link = link.then(&separator).then(&note::link(pen, note)?);
    }
    lines.push(link);
    Ok(Told { title: title(pen, report)?, lines, news: news(pen, report)? })
}

/// A page that could not be understood: its link, and no figure.
pub(super) fn render_not_parsed(pen: &Pen<'_>, report: &NotParsedReport) -> Result<Told, RenderError> {
    let source = pen.say(&keys::SOURCE, args![report.source.as_str()])?;
    let title = pen.say(&keys::NOT_PARSED_TITLE, args![source, pen.full_day(report.date)?])?;
    let lines = vec![
        Html::text(&pen.say(&keys::NOT_PARSED, args![])?),
        Html::text(&pen.say(&keys::PAGE_LINK, args![])?).link(&report.link),
    ];
    Ok(Told::new(title, lines))
}

/// A note that joined its decision makes it graver only by technical changes.
fn news(pen: &Pen<'_>, report: &DecisionReport) -> Result<Option<String>, RenderError> {
    let technical = report.note.as_ref().filter(|note| note::technical(note).next().is_some());
    technical.map(|note| note::count(pen, note)).transpose()
}

fn title(pen: &Pen<'_>, report: &DecisionReport) -> Result<String, RenderError> {
    outcome(pen, &report.statement, report.change)
}

/// What a statement did to the range, or that it did nothing.
pub(super) fn outcome(
    pen: &Pen<'_>,
    statement: &Statement,
    change: Option<BasisPoints>,
) -> Result<String, RenderError> {
    let (StatementClass::RateDecision, Some(range)) = (statement.class, statement.range) else {
        return pen.say(&keys::STATEMENT_ONLY, args![]);
    };
    match change {
        Some(change) => by_size(pen, range, change),
        None => by_verb(pen, range, statement.verb),
    }
}

fn by_size(pen: &Pen<'_>, range: (Percent, Percent), change: BasisPoints) -> Result<String, RenderError> {
    let range = pen.range(range)?;
    match change.cmp(&BasisPoints::ZERO) {
        std::cmp::Ordering::Less => pen.say(&keys::CUT, args![size(pen, change)?, range]),
        std::cmp::Ordering::Greater => pen.say(&keys::HIKE, args![size(pen, change)?, range]),
        std::cmp::Ordering::Equal => pen.say(&keys::KEPT, args![range]),
    }
}

/// Without the range before, the Committee's own verb says the direction, and nobody the size.
fn by_verb(pen: &Pen<'_>, range: (Percent, Percent), verb: Option<Verb>) -> Result<String, RenderError> {
    let range = pen.range(range)?;
    match verb {
        Some(Verb::Lower) => pen.say(&keys::CUT_TO, args![range]),
        Some(Verb::Raise) => pen.say(&keys::HIKE_TO, args![range]),
        Some(Verb::Maintain) => pen.say(&keys::KEPT, args![range]),
        None => pen.say(&keys::RANGE_IS, args![range]),
    }
}

fn size(pen: &Pen<'_>, change: BasisPoints) -> Result<String, RenderError> {
    let quarters = change.abs().0 / Decimal::new(25, 0);
    let quarters = if quarters.is_integer() { quarters.normalize().to_string() } else { String::new() };
    let quarters: u32 = quarters.parse().unwrap_or(0);
    pen.say(&keys::MOVE, args![pen.bp(change.abs())?, quarters])
}
