//! `/tga` and `/bills`: two lines of the balance sheet by themselves.

use chrono::{DateTime, Days, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::board::answers::{BillsBoard, Directed, Moves, TgaBoard};
use crate::calendar::{ReleaseKind, Upcoming};
use crate::clock::ny;
use crate::series::catalogue::{BILLS_WED, TGA_AVG, TGA_WED, TREASURIES_WED};
use crate::series::{History, SeriesId};
use crate::source::Note;
use crate::source::directives::Reinvestment;
use crate::unit::{Percent, UsdMillions};

/// `/tga`, with the next release among `upcoming`.
#[must_use]
pub fn tga(history: &History, upcoming: &[Upcoming], now: DateTime<Utc>) -> TgaBoard {
    let today = ny::date(now);
    TgaBoard {
        now,
        level: moves(history, &TGA_WED.0, today, &[1, 4]),
        average: moves(history, &TGA_AVG.0, today, &[1, 4]),
        next: next(upcoming, now),
    }
}

/// `/bills`. `note` is the implementation note read last, `since` the day from which notes direct purchases.
#[must_use]
pub fn bills(
    history: &History,
    note: Option<&Note>,
    since: Option<NaiveDate>,
    upcoming: &[Upcoming],
    now: DateTime<Utc>,
) -> BillsBoard {
    let held = moves(history, &BILLS_WED.0, ny::date(now), &[1, 4, 13]);
    let directed = match (note, since) {
        (None, _) => Directed::Unknown,
        (Some(_), None) => Directed::Nothing,
        (Some(_), Some(since)) => Directed::From(since),
    };
    BillsBoard {
        now,
        share: held.as_ref().and_then(|held| share(history, held)),
        held,
        directed,
        agency_since: note.and_then(into_bills),
        next: next(upcoming, now),
    }
}

/// The newest figure with its changes, as far as the earlier weeks are known.
fn moves(history: &History, series: &SeriesId, today: NaiveDate, weeks: &[u32]) -> Option<Moves> {
    let (date, value) = history.latest(series, today)?;
    let change = |weeks: u32| {
        let before = history.on(series, date.checked_sub_days(Days::new(7 * u64::from(weeks)))?)?;
        Some((weeks, UsdMillions(value - before)))
    };
    Some(Moves { date, value: UsdMillions(value), changes: weeks.iter().filter_map(|weeks| change(*weeks)).collect() })
}

fn share(history: &History, held: &Moves) -> Option<Percent> {
    let treasuries = history.on(&TREASURIES_WED.0, held.date)?;
    (held.value.0 * Decimal::ONE_HUNDRED).checked_div(treasuries).map(Percent)
}

/// The first day of principal payments that go into bills.
fn into_bills(note: &Note) -> Option<NaiveDate> {
    let principal = note.directives.agency_principal.iter();
    principal.filter(|part| part.into == Some(Reinvestment::Bills)).map(|part| part.in_force_from).min()
}

fn next(upcoming: &[Upcoming], now: DateTime<Utc>) -> Option<Upcoming> {
    upcoming.iter().find(|event| event.kind == ReleaseKind::H41 && event.at > now).copied()
}
