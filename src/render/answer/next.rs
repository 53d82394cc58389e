//! `/next`: what comes, soonest first.

use super::super::alert::{bullet, upcoming};
use super::super::date::Pen;
use super::super::html::Html;
use super::super::words::args;
use super::super::{RenderError, keys};
use super::{blackout, heading};
use crate::board::answers::NextBoard;

/// The most events that are listed.
const EVENTS: usize = 12;

pub(in crate::render) fn render(pen: &Pen<'_>, board: &NextBoard) -> Result<Html, RenderError> {
    let mut lines = vec![heading(&pen.say(&keys::NEXT_TITLE, args![pen.full_moment(board.now)?])?)];
    for event in board.events.iter().take(EVENTS) {
        lines.push(bullet(pen, &upcoming(pen, event)?)?);
    }
    if board.events.is_empty() {
        lines.push(Html::text(&pen.say(&keys::NEXT_NONE, args![])?));
    }
    lines.extend(blackout(pen, board.blackout)?);
    Ok(Html::lines(lines))
}
