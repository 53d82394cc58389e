//! `/history`: the last lines of the ledger, newest first, one line each.

use super::super::alert::sign;
use super::super::date::Pen;
use super::super::html::Html;
use super::super::rule::{self, Gauge};
use super::super::words::args;
use super::super::{RenderError, keys};
use super::heading;
use crate::alert::Severity;
use crate::board::answers::{HistoryBoard, HistoryLine};

/// The most lines that are shown.
const LINES: usize = 20;

pub(in crate::render) fn render(pen: &Pen<'_>, board: &HistoryBoard) -> Result<Html, RenderError> {
    let mut lines = vec![heading(&pen.say(&keys::HISTORY_TITLE, args![pen.full_moment(board.now)?])?)];
    for line in board.lines.iter().take(LINES) {
        lines.push(Html::text(&self::line(pen, line)?));
    }
    let last = if board.lines.is_empty() { keys::HISTORY_NONE } else { keys::HISTORY_NOTE };
    lines.push(Html::text(&pen.say(&last, args![])?));
    Ok(Html::lines(lines))
}

/// A peak and a correction are said after the figure.
fn line(pen: &Pen<'_>, line: &HistoryLine) -> Result<String, RenderError> {
    let (sign, date, rule) = (sign(line.severity), pen.day(line.date)?, rule::name(pen, &line.rule)?);
    let mut text = match figure(pen, line)? {
        Some(figure) => pen.say(&keys::HISTORY_LINE, args![sign, date, rule, figure])?,
        None => pen.say(&keys::HISTORY_BARE, args![sign, date, rule])?,
    };
    if line.peak {
        text = pen.say(&keys::HISTORY_PEAK, args![text])?;
    }
    if line.corrected {
        text = pen.say(&keys::HISTORY_CORRECTED, args![text])?;
    }
    Ok(text)
}

/// The rule's own figure; a count of conditions as "3 of 4". What ends a state is said by its sign.
fn figure(pen: &Pen<'_>, line: &HistoryLine) -> Result<Option<String>, RenderError> {
    let gauge = Gauge::named(&line.rule);
    let Some(value) = gauge.figure(&line.metrics) else { return Ok(None) };
    if line.severity == Severity::Normal && value.is_zero() && gauge != Gauge::Stress {
        return Ok(None);
    }
    gauge.listed(pen, value).map(Some)
}
