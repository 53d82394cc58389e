//! A table over several pages: its halves read one after another into lines.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::columns::Columns;
use super::figure::{self, Figure};
use super::line::Line;
use super::lines::{CONDITION, FACTORS, Spec};
use super::markup::{Cell, Row, Table};
use super::outline::{Outline, Place};
use crate::source::{ParseError, Problem};

/// A table of the release with all its halves.
pub struct Section {
    /// How problems name it.
    title: &'static str,
    outline: Outline,
    /// Names in use, so that a new line never takes the name of a known one.
    names: BTreeSet<String>,
    /// The lines so far.
    pub lines: Vec<Line>,
    /// The week of the averages.
    pub week_ended: Option<NaiveDate>,
    /// The Wednesday of the levels.
    pub wednesday: Option<NaiveDate>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// A row whose cells are read.
struct Figures {
    average: Figure,
    level: Figure,
    week_change: Figure,
    year_change: Figure,
}

impl Section {
    /// An empty table of these lines.
    pub fn new(title: &'static str, specs: &'static [Spec]) -> Self {
        let names = FACTORS.iter().chain(CONDITION).map(|spec| spec.name.to_owned()).collect();
        let outline = Outline::new(specs);
        Self { title, outline, names, lines: Vec::new(), week_ended: None, wednesday: None, problems: Vec::new() }
    }

    /// Adds a half.
    ///
    /// # Errors
    /// Its unit is another one, or a column has no readable date.
    pub fn read(&mut self, table: &Table<'_>) -> Result<(), ParseError> {
        self.check_unit(&table.heading)?;
        let rows = table.rows();
        let columns = Columns::read(&rows)?;
        self.note_dates(&columns);
        for row in rows.iter().filter(|row| !row.head) {
            self.row(row, &columns);
        }
        Ok(())
    }

    fn check_unit(&mut self, heading: &str) -> Result<(), ParseError> {
        let heading = heading.to_lowercase();
        if heading.contains("millions of dollars") {
            return Ok(());
        }
        if heading.contains("of dollars") {
            return Err(ParseError::BadValue { what: format!("the unit of {}", self.title), text: heading });
        }
        self.report("unit", "no unit line: taken as millions of dollars");
        Ok(())
    }

    /// The first half dates the table; a later one that disagrees is a problem.
    fn note_dates(&mut self, columns: &Columns) {
        let found = (columns.average.map(|(_, date)| date), columns.level.map(|(_, date)| date));
        let known = (self.week_ended, self.wednesday);
        if known.1.is_some() && found != known {
            self.report("date_mismatch", &format!("the halves have other columns: {known:?} and {found:?}"));
        }
        self.week_ended = known.0.or(found.0);
        self.wednesday = known.1.or(found.1);
        let before = columns.changes.iter().map(|(_, since)| *since).max();
        if let (Some(now), Some(before)) = (found.1, before)
            && (now - before).num_days() != 7
        {
            self.report("date_mismatch", &format!("the column of the week's change compares {now} with {before}"));
        }
    }

    fn row(&mut self, row: &Row, columns: &Columns) {
        if row.cells.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        let label = row.cells.first().map_or("", |cell| figure::strip_marks(&cell.text));
        if row.cells.len() != columns.count || label.is_empty() {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            return self.report("bad_line", &format!("{} columns, but a row is {cells:?}", columns.count));
        }
        let figures = Figures::read(&row.cells, columns);
        let indent = row.cells.first().map_or(0.0, |cell| cell.indent);
        match self.outline.assign(label, indent, figures.any()) {
            Place::Known(name) => self.known(name, label, &figures),
            place if figures.any() => self.unknown(&place, label, &figures),
            _ => {}
        }
    }

    fn known(&mut self, name: &'static str, label: &str, figures: &Figures) {
        let parent = self.outline.parent_of(name);
        self.push(Line { parent, known: true, ..figures.line(name, label) }, figures);
    }

    /// A new row: kept under a name made from its label.
    fn unknown(&mut self, place: &Place, label: &str, figures: &Figures) {
        let name = self.name_for(place, label);
        let parent = match place {
            Place::Known(parent) | Place::Under(parent) => Some(*parent),
            Place::UnderNew(_) => None,
        };
        self.report("unknown_line", &format!("{label:?} ({}), kept as {name}", figures.describe()));
        self.push(Line { parent, ..figures.line(&name, label) }, figures);
    }

    fn push(&mut self, line: Line, figures: &Figures) {
        for (column, text) in figures.bad() {
            self.report("bad_value", &format!("{:?}, {column}: {text:?} is no figure", line.label));
        }
        if figures.any() && (figures.average == Figure::Blank || figures.level == Figure::Blank) {
            self.report("missing_value", &format!("{:?} has a blank beside figures", line.label));
        }
        self.lines.push(line);
    }

    /// `snake_case` of the label; with its parent's name before it where the label alone is taken.
    fn name_for(&mut self, place: &Place, label: &str) -> String {
        let own = snake(label);
        let parent = match place {
            // First rank: nothing to distinguish it by but that it is new.
            Place::Known("") | Place::Under("") => "new".to_owned(),
            Place::Known(parent) | Place::Under(parent) => snake(parent),
            Place::UnderNew(parent) => snake(parent),
        };
        let generic = FACTORS.iter().any(|spec| figure::key(spec.label) == figure::key(label));
        let base = if generic || self.names.contains(&own) { format!("{parent}_{own}") } else { own };
        let mut name = base.clone();
        for number in 2.. {
            if self.names.insert(name.clone()) {
                break;
            }
            name = format!("{base}_{number}");
        }
        name
    }

    fn report(&mut self, code: &str, detail: &str) {
        self.problems.push(Problem::new(code, format!("{}: {detail}", self.title)));
    }
}

impl Figures {
    fn read(cells: &[Cell], columns: &Columns) -> Self {
        let at = |index: Option<usize>| {
            let cell = index.and_then(|index| cells.get(index));
            cell.map_or(Figure::NotApplicable, |cell| Figure::read(&cell.text))
        };
        let mut changes = columns.changes.clone();
        changes.sort_by_key(|(_, since)| std::cmp::Reverse(*since));
        let change = |rank: usize| at(changes.get(rank).map(|(index, _)| *index));
        Self {
            average: at(columns.average.map(|(index, _)| index)),
            level: at(columns.level.map(|(index, _)| index)),
            week_change: change(0),
            year_change: change(1),
        }
    }

    fn named(&self) -> [(&'static str, &Figure); 4] {
        [
            ("week average", &self.average),
            ("Wednesday", &self.level),
            ("week's change", &self.week_change),
            ("year's change", &self.year_change),
        ]
    }

    fn any(&self) -> bool {
        self.named().iter().any(|(_, figure)| !matches!(figure, Figure::Blank | Figure::NotApplicable))
    }

    fn bad(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.named().into_iter().filter_map(|(column, figure)| match figure {
            Figure::Bad(text) => Some((column, text.as_str())),
            Figure::Number(_) | Figure::Blank | Figure::NotApplicable => None,
        })
    }

    fn describe(&self) -> String {
        let figures = self.named().into_iter().filter_map(|(column, figure)| Some((column, figure.value()?)));
        figures.map(|(column, value)| format!("{column} {value}")).collect::<Vec<_>>().join(", ")
    }

    fn line(&self, name: &str, label: &str) -> Line {
        Line {
            name: name.to_owned(),
            label: label.to_owned(),
            known: false,
            parent: None,
            average: self.average.value(),
            level: self.level.value(),
            week_change: self.week_change.value(),
            year_change: self.year_change.value(),
        }
    }
}

/// The label as a name: ASCII letters and digits, of a length that a database likes.
fn snake(label: &str) -> String {
    let key = figure::key(label);
    let kept = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    let name: String = kept.take(64).collect();
    let name = name.trim_matches('_');
    if name.is_empty() { "unnamed".to_owned() } else { name.to_owned() }
}
