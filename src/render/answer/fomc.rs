//! `/fomc`: what is in force, the last decision, the next meeting.

use super::super::date::Pen;
use super::super::html::Html;
use super::super::words::args;
use super::super::{RenderError, correction, decision, keys};
use super::{blackout, heading};
use crate::board::answers::FomcBoard;

pub(in crate::render) fn render(pen: &Pen<'_>, board: &FomcBoard) -> Result<Html, RenderError> {
    let mut lines = vec![heading(&pen.say(&keys::FOMC_TITLE, args![pen.full_moment(board.now)?])?)];
    lines.push(Html::text(&match board.range {
        Some(range) => pen.say(&keys::STATUS_RANGE, args![pen.range(range)?])?,
        None => pen.say(&keys::STATUS_RANGE_UNKNOWN, args![])?,
    }));
    lines.extend(rates(pen, board)?);
    lines.extend([Html::default(), heading(&pen.say(&keys::FOMC_LAST, args![])?)]);
    match &board.last {
        Some(last) => {
            let told = decision::render(pen, last)?;
            lines.push(Html::text(&told.title));
            lines.extend(told.lines);
        }
        None => lines.push(Html::text(&pen.say(&keys::FOMC_NO_LAST, args![])?)),
    }
    lines.extend([Html::default(), heading(&pen.say(&keys::FOMC_NEXT, args![])?)]);
    lines.push(Html::text(&next(pen, board)?));
    lines.extend(blackout(pen, board.blackout)?);
    Ok(Html::lines(lines))
}

/// `IORB 3.90 %, ON RRP rate 3.75 %, …`; nothing where none is known.
fn rates(pen: &Pen<'_>, board: &FomcBoard) -> Result<Option<Html>, RenderError> {
    let mut items = Vec::new();
    for (series, rate) in &board.rates {
        items.push(pen.say(&keys::NOTE_RATE, args![correction::series(pen, series)?, pen.rate(*rate)?])?);
    }
    let separator = pen.say(&keys::LIST_SEPARATOR, args![])?;
    Ok((!items.is_empty()).then(|| Html::text(&items.join(&separator))))
}

fn next(pen: &Pen<'_>, board: &FomcBoard) -> Result<String, RenderError> {
    let Some((date, at, sep)) = board.next else { return pen.say(&keys::FOMC_NO_NEXT, args![]) };
    let key = if sep { keys::FOMC_NEXT_SEP } else { keys::FOMC_NEXT_AT };
    pen.say(&key, args![pen.full_day(date)?, pen.time(at)?])
}
