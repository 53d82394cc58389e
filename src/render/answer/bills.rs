//! `/bills`: Treasury bills that the Fed holds, and what the last note directs.

use super::super::date::Pen;
use super::super::html::Html;
use super::super::words::args;
use super::super::{RenderError, keys};
use super::heading;
use super::tga::{changes, closing};
use crate::board::answers::{BillsBoard, Directed};

pub(in crate::render) fn render(pen: &Pen<'_>, board: &BillsBoard) -> Result<Html, RenderError> {
    let mut texts = Vec::new();
    match &board.held {
        Some(held) => {
            texts.push(pen.say(&keys::BILLS_HELD, args![pen.exact(held.value)?, pen.day(held.date)?])?);
            texts.extend(changes(pen, held, |change| change)?);
        }
        None => texts.push(pen.say(&keys::H41_NONE, args![])?),
    }
    if let Some(share) = board.share {
        texts.push(pen.say(&keys::BILLS_SHARE, args![pen.share(share)?])?);
    }
    texts.push(String::new());
    texts.push(match board.directed {
        Directed::Unknown => pen.say(&keys::BILLS_UNKNOWN, args![])?,
        Directed::Nothing => pen.say(&keys::BILLS_NOT_DIRECTED, args![])?,
        Directed::From(date) => pen.say(&keys::BILLS_DIRECTED, args![pen.day(date)?])?,
    });
    if let Some(date) = board.agency_since {
        texts.push(pen.say(&keys::AGENCY_INTO_BILLS, args![pen.day(date)?])?);
    }
    texts.extend(closing(pen, board.next.as_ref())?);
    let title = heading(&pen.say(&keys::BILLS_TITLE, args![pen.full_moment(board.now)?])?);
    Ok(Html::lines(std::iter::once(title).chain(texts.iter().map(|text| Html::text(text)))))
}
