//! Implementation notes: the rates in one line, what changes besides as bullets.

use crate::alert::{NoteReport, ParameterChange};
use crate::unit::{Percent, UsdMillions};
use rust_decimal::Decimal;

use super::alert::{Told, bullet};
use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{RenderError, keys};

/// The rates that a note sets, in the order in which they are told.
const RATES: [&str; 4] = ["iorb", "on_rrp_rate", "srf_rate", "primary_credit"];
/// The most technical changes that are listed.
const LISTED: usize = 6;

/// A note that came too late to join its decision.
pub(super) fn render(pen: &Pen<'_>, report: &NoteReport) -> Result<Told, RenderError> {
    let title = pen.say(&keys::NOTE_TITLE, args![count(pen, report)?])?;
    let mut lines = vec![Html::text(&pen.say(&keys::MEETING, args![pen.full_day(report.note.announced)?])?)];
    lines.extend(self::lines(pen, report)?);
    lines.push(link(pen, report)?);
    Ok(Told::new(title, lines))
}

/// The rates, then the technical changes.
pub(super) fn lines(pen: &Pen<'_>, report: &NoteReport) -> Result<Vec<Html>, RenderError> {
    let mut lines: Vec<Html> = rates(pen, report)?.map(|text| Html::text(&text)).into_iter().collect();
    for change in technical(report).take(LISTED) {
        lines.push(bullet(pen, &self::change(pen, change)?)?);
    }
    let left = technical(report).count().saturating_sub(LISTED);
    if left > 0 {
        lines.push(bullet(pen, &pen.say(&keys::NOTE_MORE, args![left])?)?);
    }
    Ok(lines)
}

/// The note's page.
pub(super) fn link(pen: &Pen<'_>, report: &NoteReport) -> Result<Html, RenderError> {
    Ok(Html::text(&pen.say(&keys::NOTE_LINK, args![])?).link(&report.link))
}

/// What does not merely move with the range.
pub(super) fn technical(report: &NoteReport) -> impl Iterator<Item = &ParameterChange> {
    report.changes.iter().filter(|change| !change.in_step)
}

/// How many technical changes, in words.
pub(super) fn count(pen: &Pen<'_>, report: &NoteReport) -> Result<String, RenderError> {
    pen.say(&keys::NOTE_COUNT, args![technical(report).count()])
}

/// All rates of the note, and from when; rates out of step stand among the bullets.
fn rates(pen: &Pen<'_>, report: &NoteReport) -> Result<Option<String>, RenderError> {
    let apart = |field: &str| technical(report).any(|change| change.field == field);
    let mut items = Vec::new();
    for field in RATES.iter().filter(|field| !apart(field)) {
        if let Some(rate) = report.note.parameters.get(*field) {
            let name = pen.say(&keys::PARAMETER, args![*field])?;
            items.push(pen.say(&keys::NOTE_RATE, args![name, figure(pen, field, rate)?])?);
        }
    }
    if items.is_empty() {
        return Ok(None);
    }
    let list = items.join(&pen.say(&keys::LIST_SEPARATOR, args![])?);
    let moved = report.changes.iter().any(|change| RATES.contains(&change.field.as_str()));
    let from = pen.day(report.note.in_force_from)?;
    pen.say(if moved { &keys::NOTE_RATES } else { &keys::NOTE_RATES_KEPT }, args![list, from]).map(Some)
}

/// One technical change; what nobody has worded is told by its own name.
fn change(pen: &Pen<'_>, change: &ParameterChange) -> Result<String, RenderError> {
    if let Some(text) = directive(pen, change)? {
        return Ok(text);
    }
    let field = change.field.as_str();
    let name = match known(field) {
        true => pen.say(&keys::PARAMETER, args![field])?,
        false => field.to_owned(),
    };
    let date = pen.day(change.from)?;
    let write = |value: &Option<String>| value.as_deref().map(|value| figure(pen, field, value)).transpose();
    match (write(&change.before)?, write(&change.after)?) {
        (Some(before), Some(after)) => pen.say(&keys::NOTE_CHANGE, args![name, before, after, date]),
        (None, Some(after)) => pen.say(&keys::NOTE_SET, args![name, after, date]),
        (Some(before), None) => pen.say(&keys::NOTE_GONE, args![name, before, date]),
        (None, None) => pen.say(&keys::NOTE_CHANGED, args![name, date]),
    }
}

/// A directive, by its direction: a note names no amount.
fn directive(pen: &Pen<'_>, change: &ParameterChange) -> Result<Option<String>, RenderError> {
    let on = change.after.is_some();
    let stated = change.after.as_deref().and_then(|date| date.parse().ok());
    let date = pen.day(stated.unwrap_or(change.from))?;
    let key = match (change.field.as_str(), on) {
        ("treasury_runoff_ends", true) => keys::RUNOFF_ENDS_ON,
        ("treasury_runoff_ends", false) => keys::RUNOFF_GOES_ON,
        ("agency_into_bills", true) => keys::AGENCY_INTO_BILLS,
        ("agency_into_bills", false) => keys::AGENCY_NOT_INTO_BILLS,
        ("bill_purchases", true) => keys::BILLS_DIRECTED,
        ("bill_purchases", false) => keys::BILLS_STOPPED,
        _ => return Ok(None),
    };
    pen.say(&key, args![date]).map(Some)
}

/// The parameters that the locale files name.
fn known(field: &str) -> bool {
    RATES.contains(&field)
        || ["on_rrp_limit", "srf_limit", "treasury_cap", "agency_cap", "treasury_cap_next", "agency_cap_next"]
            .contains(&field)
}

/// A rate in percent, a limit or cap in billions; as printed where it is no number.
fn figure(pen: &Pen<'_>, field: &str, value: &str) -> Result<String, RenderError> {
    if value == "unlimited" {
        return pen.say(&keys::NOTE_UNLIMITED, args![]);
    }
    let Ok(number) = value.parse::<Decimal>() else { return Ok(value.to_owned()) };
    if RATES.contains(&field) {
        pen.rate(Percent(number))
    } else if known(field) {
        pen.level(UsdMillions(number * Decimal::ONE_THOUSAND))
    } else {
        Ok(value.to_owned())
    }
}
