//! `/tga`: the Treasury's account at the Fed, and what it does to reserves.

use super::super::alert::upcoming;
use super::super::date::Pen;
use super::super::html::Html;
use super::super::words::args;
use super::super::{RenderError, keys};
use super::heading;
use crate::board::answers::{Moves, TgaBoard};
use crate::calendar::Upcoming;
use crate::unit::UsdMillions;

pub(in crate::render) fn render(pen: &Pen<'_>, board: &TgaBoard) -> Result<Html, RenderError> {
    let mut texts = Vec::new();
    if let Some(level) = &board.level {
        texts.push(pen.say(&keys::TGA_LEVEL, args![pen.exact(level.value)?, pen.day(level.date)?])?);
        texts.extend(changes(pen, level, |change| change)?);
    }
    if let Some(average) = &board.average {
        texts.push(String::new());
        texts.push(pen.say(&keys::TGA_AVERAGE, args![pen.exact(average.value)?, pen.day(average.date)?])?);
        texts.extend(changes(pen, average, |change| change)?);
        if let Some(list) = changes(pen, average, |change| -change)? {
            texts.push(pen.say(&keys::TGA_RESERVES, args![list])?);
        }
    }
    if texts.is_empty() {
        texts.push(pen.say(&keys::H41_NONE, args![])?);
    }
    texts.extend([String::new(), pen.say(&keys::TGA_NOTE, args![])?]);
    texts.extend(closing(pen, board.next.as_ref())?);
    let title = heading(&pen.say(&keys::TGA_TITLE, args![pen.full_moment(board.now)?])?);
    Ok(Html::lines(std::iter::once(title).chain(texts.iter().map(|text| Html::text(text)))))
}

/// `+$0.4 B in a week · +$123.5 B in 4 weeks`; nothing where no earlier week is known.
pub(super) fn changes(
    pen: &Pen<'_>,
    moves: &Moves,
    seen: impl Fn(UsdMillions) -> UsdMillions,
) -> Result<Option<String>, RenderError> {
    let each = moves.changes.iter().map(|(weeks, change)| {
        let shown = pen.change(seen(*change))?;
        pen.say(&keys::CHANGE_IN_WEEKS, args![shown, *weeks])
    });
    let each = each.collect::<Result<Vec<_>, _>>()?;
    Ok((!each.is_empty()).then_some(each.join(&pen.say(&keys::NEXT_SEPARATOR, args![])?)))
}

/// Where the figures are from, and when there will be new ones.
pub(super) fn closing(pen: &Pen<'_>, next: Option<&Upcoming>) -> Result<Vec<String>, RenderError> {
    let mut lines = Vec::new();
    if let Some(next) = next {
        lines.push(pen.say(&keys::NEXT, args![upcoming(pen, next)?])?);
    }
    lines.push(pen.say(&keys::H41_SOURCE, args![])?);
    Ok(lines)
}
