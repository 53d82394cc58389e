//! `/h41`: the last week published, as its message tells it.

use super::super::alert::upcoming;
use super::super::date::Pen;
use super::super::html::Html;
use super::super::words::args;
use super::super::{RenderError, keys, weekly};
use super::heading;
use crate::board::answers::H41Board;

pub(in crate::render) fn render(pen: &Pen<'_>, board: &H41Board) -> Result<Html, RenderError> {
    let mut lines = match &board.week {
        Some(week) => {
            let told = weekly::render(pen, week)?;
            let mut lines = vec![heading(&told.title)];
            lines.extend(told.lines);
            lines
        }
        None => vec![Html::text(&pen.say(&keys::H41_NONE, args![])?)],
    };
    if let Some(next) = &board.next {
        lines.push(Html::text(&pen.say(&keys::NEXT, args![upcoming(pen, next)?])?));
    }
    Ok(Html::lines(lines))
}
