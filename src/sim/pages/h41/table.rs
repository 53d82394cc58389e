//! One half of a table as HTML in the release's grammar.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Week;
use super::layout::Row;

/// The dates of the header cells.
pub struct Columns {
    wednesday: NaiveDate,
    week_before: NaiveDate,
    year_before: NaiveDate,
}

impl Columns {
    /// Dates of the release and of what it compares with.
    pub const fn new(wednesday: NaiveDate, week_before: NaiveDate, year_before: NaiveDate) -> Self {
        Self { wednesday, week_before, year_before }
    }
}

/// Where the figures of a half come from: now, the week before, the year before.
pub enum Amounts<'a> {
    /// Table 1: averages with their changes, and levels.
    Factors {
        /// The release's own figures.
        now: &'a Week,
        /// Averages of the three dates.
        averages: &'a [BTreeMap<String, i64>; 3],
    },
    /// Table 5: levels with their changes.
    Condition {
        /// Levels of the three dates.
        levels: &'a [BTreeMap<String, i64>; 3],
    },
}

/// One half of a table.
pub struct Half<'a> {
    /// The prefix of its cells' ids.
    pub id: &'static str,
    /// The line above it.
    pub title: String,
    /// Its rows.
    pub rows: &'static [Row],
    /// Its figures.
    pub amounts: &'a Amounts<'a>,
}

impl Half<'_> {
    /// Title, unit line and table.
    pub fn render(&self, columns: &Columns) -> String {
        let head: String = self.head(columns);
        let shown = self.rows.iter().filter(|row| !row.occasional || self.amounts.any(row.name));
        let body: String = shown.zip(1..).map(|(row, number)| self.row(row, number)).collect();
        format!(
            "\t\t\t<p><span style=\"font-weight:bold\">{}</span></p>\n\
             \t\t\t<p><span>Millions</span><span> </span><span>of dollars</span></p>\n\
             \t\t\t<table cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse\">\n\
             \t\t\t\t<thead>\n{head}\t\t\t\t</thead>\n\t\t\t\t<tbody>\n{body}\t\t\t\t</tbody>\n\t\t\t</table>\n",
            self.title
        )
    }

    fn head(&self, dates: &Columns) -> String {
        let [now, week, year] = [dates.wednesday, dates.week_before, dates.year_before].map(short);
        let rows: [Vec<(&str, String)>; 3] = match self.amounts {
            Amounts::Factors { .. } => [
                vec![
                    (" rowspan=\"3\"", "Reserve Bank credit, related items, and<br>reserve balances".into()),
                    (" colspan=\"3\"", "Averages of daily figures".into()),
                    (" rowspan=\"3\"", format!("Wednesday<br>{now}")),
                ],
                vec![
                    (" rowspan=\"2\"", format!("Week ended<br>{now}")),
                    (" colspan=\"2\"", "Change from week ended".into()),
                ],
                vec![("", week), ("", year)],
            ],
            Amounts::Condition { .. } => [
                vec![
                    (" rowspan=\"3\"", "Assets, liabilities, and capital".into()),
                    (" rowspan=\"3\"", "Eliminations from consolidation".into()),
                    (" rowspan=\"3\"", format!("Wednesday<br>{now}")),
                    (" colspan=\"2\"", "Change since".into()),
                ],
                vec![("", "Wednesday".into()), ("", "Wednesday".into())],
                vec![("", week), ("", year)],
            ],
        };
        rows.iter().zip(1..).map(|(cells, number)| self.head_row(cells, number)).collect()
    }

    fn head_row(&self, cells: &[(&str, String)], row: usize) -> String {
        let cell = |((span, text), column): (&(&str, String), usize)| {
            let id = format!("{}h{row}c{column}", self.id);
            format!("\t\t\t\t\t\t<td{span} id=\"{id}\">\n\t\t\t\t\t\t\t<p>{}</p>\n\t\t\t\t\t\t</td>\n", span_each(text))
        };
        let cells: String = cells.iter().zip(1..).map(cell).collect();
        format!("\t\t\t\t\t<tr>\n{cells}\t\t\t\t\t</tr>\n")
    }

    fn row(&self, row: &Row, number: usize) -> String {
        let cells = [label(row)].into_iter().chain(self.amounts.cells(row));
        let cell = |(cell, column): (String, usize)| {
            let id = format!("{}r{number}c{column}", self.id);
            let header = format!("{}r{number}c1 {}h1c1 ", self.id, self.id);
            format!("\t\t\t\t\t\t<td id=\"{id}\" header=\"{header}\">\n\t\t\t\t\t\t\t{cell}\n\t\t\t\t\t\t</td>\n")
        };
        let cells: String = cells.zip(1..).map(cell).collect();
        format!("\t\t\t\t\t<tr>\n{cells}\t\t\t\t\t</tr>\n")
    }
}

impl Amounts<'_> {
    /// Whether any of the dates has a figure of this line.
    fn any(&self, name: &str) -> bool {
        match self {
            Self::Factors { now, averages } => {
                now.wed.contains_key(name) || averages.iter().any(|column| column.contains_key(name))
            }
            Self::Condition { levels } => levels.iter().any(|column| column.contains_key(name)),
        }
    }

    /// The four cells after the label.
    fn cells(&self, row: &Row) -> [String; 4] {
        if row.name.is_empty() {
            return std::array::from_fn(|_| figure_cell(BLANK));
        }
        let [now, week, year] = match self {
            Self::Factors { averages: columns, .. } | Self::Condition { levels: columns } => columns,
        }
        .each_ref()
        .map(|column| column.get(row.name).copied());
        let change = |before: Option<i64>| change(now.zip(before).map(|(now, before)| now - before));
        match self {
            Self::Factors { now: own, .. } => {
                [level(now), change(week), change(year), level(own.wed.get(row.name).copied())]
            }
            Self::Condition { .. } => [figure_cell(BLANK), level(now), change(week), change(year)],
        }
    }
}

const BLANK: &str = "<span>&#xa0;</span>";
/// Figures are padded to this width, sign included.
const WIDTH: usize = 10;

fn label(row: &Row) -> String {
    let text = if row.label.is_empty() { "&#xa0;" } else { row.label };
    let mark = if row.mark.is_empty() {
        String::new()
    } else {
        format!("<span style=\"font-size:5.33pt; vertical-align:super\">{}</span>", row.mark)
    };
    let indent = match row.rank {
        0 => String::new(),
        rank => format!(" text-indent:{}.{}pt;", u32::from(rank) * 89 / 10, u32::from(rank) * 89 % 10),
    };
    format!("<p style=\"margin-top:0pt; margin-bottom:0pt;{indent} font-size:8pt\"><span>{text}</span>{mark}</p>")
}

/// `&#xa0;&#xa0; ` and `485,974`; three points where there is none.
fn level(value: Option<i64>) -> String {
    let digits = value.map_or_else(|| "...".to_owned(), grouped);
    figure_cell(&format!("<span>{}</span><span>{digits}</span>", padding(WIDTH.saturating_sub(digits.len()))))
}

/// `+`, padding and `8,144`: the sign stands apart; zero has none.
fn change(value: Option<i64>) -> String {
    let Some(value) = value.filter(|value| *value != 0) else { return level(value) };
    let sign = if value < 0 { '-' } else { '+' };
    let digits = grouped(value.abs());
    let space = padding(WIDTH.saturating_sub(digits.len() + 1));
    figure_cell(&format!("<span>{sign}</span><span>{space}</span><span>{digits}</span>"))
}

fn figure_cell(spans: &str) -> String {
    format!("<p style=\"text-align:right; font-size:8pt\">{spans}</p>")
}

/// Non-breaking spaces, the last one a plain one where there are several.
fn padding(width: usize) -> String {
    match width {
        0 | 1 => "&#xa0;".repeat(width),
        _ => format!("{} ", "&#xa0;".repeat(width - 1)),
    }
}

fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}

fn short(date: NaiveDate) -> String {
    date.format("%b %-d, %Y").to_string()
}

fn span_each(text: &str) -> String {
    text.split("<br>").map(|part| format!("<span>{part}</span>")).collect::<Vec<_>>().join("<br>")
}
