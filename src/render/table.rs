//! Tables for `<pre>` blocks, narrow enough for a phone.

use super::html::Html;
use super::words::{Words, args};
use super::{RenderError, keys};
use crate::lang::Lang;

/// The widest line, in columns; a Chinese character takes two.
pub(super) const COLUMNS: usize = 34;

/// A label and its figures.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) cells: Vec<String>,
}

/// Aligned rows. English has its labels on the left. Chinese has the figures first: phones draw a
/// Chinese character at about 1.7 columns, so figures that stand after one are never in line.
/// A label that does not fit is cut; a figure never is.
pub(super) fn table(lang: Lang, rows: &[Row]) -> Html {
    let widths = cell_widths(rows);
    let figures: usize = widths.iter().map(|width| width + 1).sum();
    let longest = rows.iter().filter(|row| !row.cells.is_empty()).map(|row| columns(&row.label)).max().unwrap_or(0);
    let room = longest.min(COLUMNS.saturating_sub(figures));
    // A second space between columns, where the widest line leaves room for it.
    let gap = if room + figures + widths.len() <= COLUMNS { "  " } else { " " };
    let lines = rows.iter().map(|row| {
        // A line of its own above the columns.
        if row.cells.is_empty() {
            return Html::text(&fit(&row.label, COLUMNS));
        }
        let label = fit(&row.label, room);
        let cells: Vec<String> =
            widths.iter().enumerate().map(|(at, width)| right(row.cells.get(at), *width)).collect();
        let line = match lang {
            Lang::En => format!("{label}{}{gap}{}", " ".repeat(room - columns(&label)), cells.join(gap)),
            Lang::ZhHant | Lang::ZhHans => format!("{}{gap}{label}", cells.join(gap)),
        };
        Html::text(line.trim_end())
    });
    Html::lines(lines).pre()
}

/// What stands above the columns. Chinese has it in one line of its own, the title first: to the right of
/// the figures, where labels are, a title would read as one more column.
pub(super) fn heading(words: &Words, title: String, cells: Vec<String>) -> Result<Row, RenderError> {
    match words.lang {
        Lang::En => Ok(Row { label: title, cells }),
        Lang::ZhHant | Lang::ZhHans => {
            let label = words.say(&keys::TABLE_HEADING, args![title, cells.join(" · ")])?;
            Ok(Row { label, cells: Vec::new() })
        }
    }
}

fn cell_widths(rows: &[Row]) -> Vec<usize> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    (0..count)
        .map(|at| rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| columns(cell)).max().unwrap_or(0))
        .collect()
}

fn right(cell: Option<&String>, width: usize) -> String {
    let cell = cell.map_or("", String::as_str);
    format!("{}{cell}", " ".repeat(width.saturating_sub(columns(cell))))
}

/// The label, or as much of it as fits before an ellipsis.
fn fit(label: &str, room: usize) -> String {
    if columns(label) <= room {
        return label.to_owned();
    }
    let mut text = String::new();
    for symbol in label.chars() {
        if columns(&text) + width(symbol) + 1 > room {
            break;
        }
        text.push(symbol);
    }
    if room > 0 {
        text.push('…');
    }
    text
}

/// How many columns a text takes in a fixed-width font.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// East Asian wide and full-width characters, and emoji, take two columns.
const fn width(symbol: char) -> usize {
    match symbol {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
