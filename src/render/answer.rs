//! What the commands beside `/status` show.

mod bills;
mod fomc;
mod h41;
mod history;
mod next;
mod repo;
mod tga;
mod why;

pub(super) use bills::render as bills;
pub(super) use fomc::render as fomc;
pub(super) use h41::render as h41;
pub(super) use history::render as history;
pub(super) use next::render as next;
pub(super) use repo::render as repo;
pub(super) use tga::render as tga;
pub(super) use why::render as why;

use chrono::NaiveDate;

use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{RenderError, keys};
use crate::clock::ny;

/// The heading of an answer.
fn heading(text: &str) -> Html {
    Html::text(text).bold()
}

/// The blackout period that runs now, or the next one.
fn blackout(pen: &Pen<'_>, period: Option<(NaiveDate, NaiveDate)>) -> Result<Option<Html>, RenderError> {
    let Some((from, to)) = period else { return Ok(None) };
    let runs = (from..=to).contains(&ny::date(pen.now));
    let key = if runs { keys::BLACKOUT_NOW } else { keys::BLACKOUT_NEXT };
    pen.say(&key, args![pen.day(from)?, pen.day(to)?]).map(|text| Some(Html::text(&text)))
}
