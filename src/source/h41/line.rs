//! A line of the page with both figures and their changes.

/// A line of the page; amounts in millions of dollars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The name of its series without `_avg` or `_wed`.
    pub name: String,
    /// The label as printed, without footnote marks.
    pub label: String,
    /// Whether the catalogue of lines has it; if not, its name was made from the label.
    pub known: bool,
    /// The known line that it is a part of, empty for the first rank; `None` under a new line.
    pub parent: Option<&'static str>,
    /// Average of the week.
    pub average: Option<i64>,
    /// Level on Wednesday.
    pub level: Option<i64>,
    /// Change from the week before: of the average in table 1, of the level in table 5.
    pub week_change: Option<i64>,
    /// Change from a year ago, likewise.
    pub year_change: Option<i64>,
}
