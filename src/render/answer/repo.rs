//! `/repo`: rates against the administered ones, and the last days of operations.

use super::super::date::Pen;
use super::super::html::Html;
use super::super::table::{Row, heading as table_heading, table};
use super::super::words::args;
use super::super::{RenderError, correction, keys, number, status};
use super::heading;
use crate::board::answers::{OperationRow, RateRow, RepoBoard};

/// What stands for a figure that is not known: missing is not zero.
const MISSING: &str = "–";

pub(in crate::render) fn render(pen: &Pen<'_>, board: &RepoBoard) -> Result<Html, RenderError> {
    let mut lines = vec![heading(&pen.say(&keys::REPO_TITLE, args![pen.full_moment(board.now)?])?)];
    lines.extend(status::spread_lines(pen, &board.gauges)?.iter().map(|text| Html::text(text)));
    // Rates of one date share a table: EFFR may be a day behind or ahead of SOFR.
    for group in board.rates.chunk_by(|one, other| one.rate.date == other.rate.date) {
        lines.extend(rates(pen, group)?);
    }
    if !board.rates.is_empty() {
        lines.push(Html::text(&pen.say(&keys::REPO_RATES_NOTE, args![])?));
    }
    if !board.operations.is_empty() {
        lines.push(operations(pen, &board.operations)?);
        lines.push(Html::text(&pen.say(&keys::REPO_OPERATIONS_NOTE, args![])?));
    }
    lines.push(Html::text(&pen.say(&keys::REPO_SOURCE, args![])?));
    Ok(Html::lines(lines))
}

/// Columns that no rate of the group fills are left out.
fn rates(pen: &Pen<'_>, group: &[RateRow]) -> Result<Option<Html>, RenderError> {
    let Some(first) = group.first() else { return Ok(None) };
    let (tails, volumes) = (group.iter().any(|row| row.p99.is_some()), group.iter().any(|row| row.volume.is_some()));
    let heads =
        [(true, keys::REPO_RATE), (true, keys::REPO_OVER), (tails, keys::REPO_P99), (volumes, keys::REPO_VOLUME)];
    let cells = heads.iter().filter(|(shown, _)| *shown).map(|(_, key)| pen.say(key, args![]));
    let mut rows = vec![Row { label: pen.day(first.rate.date)?, cells: cells.collect::<Result<_, _>>()? }];
    for row in group {
        let over = row.over_iorb.map(|spread| number::bp_figure(spread, true));
        let mut cells = vec![Some(number::rate_figure(row.rate.value)), over];
        cells.extend(tails.then(|| row.p99.map(number::rate_figure)));
        cells.extend(volumes.then(|| row.volume.map(|volume| pen.cell_whole(volume))));
        let cells = cells.into_iter().map(|cell| cell.unwrap_or_else(|| MISSING.to_owned())).collect();
        rows.push(Row { label: correction::series(pen, &row.series)?, cells });
    }
    Ok(Some(table(pen.lang, &rows)))
}

fn operations(pen: &Pen<'_>, days: &[OperationRow]) -> Result<Html, RenderError> {
    let cells = vec![pen.say(&keys::REPO_SRF, args![])?, pen.say(&keys::REPO_ON_RRP, args![])?];
    let mut rows = vec![table_heading(pen, pen.say(&keys::REPO_OPERATIONS, args![])?, cells)?];
    for day in days {
        let srf = day.srf.map_or_else(|| MISSING.to_owned(), |amount| pen.cell_repo(amount));
        let on_rrp = day.on_rrp.map_or_else(|| MISSING.to_owned(), |amount| pen.cell(amount));
        rows.push(Row { label: pen.day(day.date)?, cells: vec![srf, on_rrp] });
    }
    Ok(table(pen.lang, &rows))
}
