//! Which column says what, by the header cells above it: table 5 has a column more than table 1.

use chrono::NaiveDate;

use super::figure;
use super::markup::{Cell, Row};
use crate::source::ParseError;

/// The columns of a table.
#[derive(Debug)]
pub struct Columns {
    /// How many there are, the labels' included.
    pub count: usize,
    /// Averages of daily figures over the week ended on the date.
    pub average: Option<(usize, NaiveDate)>,
    /// Levels on the Wednesday.
    pub level: Option<(usize, NaiveDate)>,
    /// Changes since the date, as many as there are.
    pub changes: Vec<(usize, NaiveDate)>,
}

/// More columns or rows than this in one header cell are a damaged attribute.
const WIDEST: usize = 32;

impl Columns {
    /// Reads the header rows of a table.
    ///
    /// # Errors
    /// A column of figures has no readable date.
    pub fn read(rows: &[Row]) -> Result<Self, ParseError> {
        let texts = texts_by_column(rows.iter().filter(|row| row.head));
        let mut columns = Self { count: texts.len(), average: None, level: None, changes: Vec::new() };
        for (index, text) in texts.iter().enumerate().skip(1) {
            columns.assign(index, text)?;
        }
        Ok(columns)
    }

    fn assign(&mut self, index: usize, text: &str) -> Result<(), ParseError> {
        let words = text.to_lowercase();
        let slot = if words.contains("change") {
            let date = date(text)?;
            self.changes.push((index, date));
            return Ok(());
        } else if words.contains("week ended") {
            &mut self.average
        } else if words.contains("wednesday") {
            &mut self.level
        } else {
            return Ok(());
        };
        if slot.is_some() {
            return Err(ParseError::BadValue { what: "columns: one of a kind".to_owned(), text: text.to_owned() });
        }
        *slot = Some((index, date(text)?));
        Ok(())
    }
}

fn date(text: &str) -> Result<NaiveDate, ParseError> {
    figure::date(text)
        .ok_or_else(|| ParseError::BadValue { what: "the date of a column".to_owned(), text: text.to_owned() })
}

/// The header texts above each column, with `rowspan` and `colspan` applied.
fn texts_by_column<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    // How many rows, this one included, a cell still covers; by column.
    let mut covered: Vec<usize> = Vec::new();
    for row in rows {
        for cell in &row.cells {
            place(cell, &mut texts, &mut covered);
        }
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
    }
    texts
}

/// Puts a cell over the first columns that nothing covers yet.
fn place(cell: &Cell, texts: &mut Vec<String>, covered: &mut Vec<usize>) {
    for _ in 0..cell.columns.clamp(1, WIDEST) {
        let column = covered.iter().position(|rows| *rows == 0).unwrap_or(covered.len());
        if column == covered.len() {
            texts.push(String::new());
            covered.push(0);
        }
        if let (Some(text), Some(rows)) = (texts.get_mut(column), covered.get_mut(column)) {
            text.push(' ');
            text.push_str(&cell.text);
            *rows = cell.rows.clamp(1, WIDEST);
        }
    }
}
