//! An H.4.1 release, composed from figures for demonstrations and tests.
//!
//! The grammar is the real one: cell ids, header cells, spans with sign and `&#xa0;` padding,
//! superscript footnote marks, CRLF in the data part, table 1 in two halves and table 5. The words
//! around it are ours and say that the page is composed. A line without a figure prints `...`.

mod balance;
mod layout;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::prelude::ToPrimitive;

use super::Change;
use crate::series::SeriesId;
use layout::{ABSORBING, ASSETS, LIABILITIES, SUPPLYING};
use table::{Amounts, Columns, Half};

pub use balance::{from_known, week_average};

/// The figures of one release, in millions of dollars, by the name of the line without `_avg` or
/// `_wed`: `reserves`, `tga`, `fed_assets` (a level only).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// Averages of daily figures over the week ended Wednesday.
    pub avg: BTreeMap<String, i64>,
    /// Levels on Wednesday.
    pub wed: BTreeMap<String, i64>,
}

impl Week {
    /// Files a figure by the name of its series; one that ends in neither `_avg` nor `_wed` is no
    /// H.4.1 line and is left out (`false`).
    pub fn set(&mut self, series: &SeriesId, value: i64) -> bool {
        let name = series.as_str();
        let (column, line) = match (name.strip_suffix("_avg"), name.strip_suffix("_wed")) {
            (Some(line), _) => (&mut self.avg, line),
            (_, Some(line)) => (&mut self.wed, line),
            (None, None) => return false,
        };
        column.insert(line.to_owned(), value);
        true
    }
}

/// A release with what its change columns compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct H41Figures {
    /// The Wednesday of the levels, which also ends the week of the averages.
    pub wednesday: NaiveDate,
    /// The day on which the page comes out.
    pub released: NaiveDate,
    /// The release's own figures.
    pub week: Week,
    /// Those of the week before; where one is absent its change prints `...`.
    pub week_before: Week,
    /// Those of 52 weeks before.
    pub year_before: Week,
    /// Figures of the week that are printed wrong, in both tables; changes follow them, sums do not.
    pub misprints: Vec<(SeriesId, Change)>,
}

/// Whether a series is a line of the release, printed or not in a given week.
#[must_use]
pub fn is_line(series: &SeriesId) -> bool {
    let name = series.as_str();
    let Some(line) = name.strip_suffix("_avg").or_else(|| name.strip_suffix("_wed")) else { return false };
    let table_1 = SUPPLYING.iter().chain(ABSORBING);
    let table_5 = ASSETS.iter().chain(LIABILITIES).filter(|_| name.ends_with("_wed"));
    table_1.chain(table_5).any(|row| row.name == line)
}

/// The page. Only what is given is printed: use [`from_known`] first where figures are sparse, so that
/// the totals are there and add up.
#[must_use]
pub fn compose(figures: &H41Figures) -> String {
    let released = figures.released.format("%B %-d, %Y");
    let data = data(figures).replace('\n', "\r\n");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n    <meta charset=\"utf-8\">\n    \
         <title>H.4.1 - {released} (composed for a demonstration)</title>\n</head>\n<body>\n\
         <div class=\"dates\">\n    Release Date:\n    {released}\n</div>\n<p>{NOTICE}</p>\n\n\
         <!-- BEGIN DATA HERE -->\n{data}<!-- END DATA HERE -->\n</body>\n</html>\n"
    )
}

/// What a reader of a composed page must know.
const NOTICE: &str = "Composed for a demonstration: this is not the Board's page. The figures are published ones \
     where the demonstration has them. Totals are sums of those; what they leave over is put into one line a \
     total: Other Federal Reserve assets, Other liabilities and capital, and inside a group with a known total \
     its customary remainder (Notes and bonds, nominal, within Treasury securities). Three points mark a line \
     without a figure.";

fn data(figures: &H41Figures) -> String {
    let columns = Columns::new(figures.wednesday, week_before(figures.wednesday), year_before(figures.wednesday));
    let weeks = [&figures.week, &figures.week_before, &figures.year_before];
    let mut week = figures.week.clone();
    let mut averages = weeks.map(|week| week.avg.clone());
    let mut conditions = weeks.map(|week| balance::condition(&week.wed));
    let [averages_now, ..] = &mut averages;
    let [condition_now, ..] = &mut conditions;
    for (series, change) in &figures.misprints {
        misprint([averages_now, &mut week.avg], series.as_str().strip_suffix("_avg"), *change);
        misprint([condition_now, &mut week.wed], series.as_str().strip_suffix("_wed"), *change);
    }
    let factors = Amounts::Factors { now: &week, averages: &averages };
    let condition = Amounts::Condition { levels: &conditions };
    let halves = [
        Half { id: "t1", title: FACTORS.to_owned(), rows: SUPPLYING, amounts: &factors },
        Half { id: "t2", title: format!("{FACTORS} (continued)"), rows: ABSORBING, amounts: &factors },
        Half { id: "t7", title: CONDITION.to_owned(), rows: ASSETS, amounts: &condition },
        Half { id: "t8", title: format!("{CONDITION} (continued)"), rows: LIABILITIES, amounts: &condition },
    ];
    halves.iter().map(|half| half.render(&columns)).collect()
}

fn misprint(columns: [&mut BTreeMap<String, i64>; 2], line: Option<&str>, change: Change) {
    let Some(line) = line else { return };
    for column in columns {
        if let Some(value) = column.get_mut(line) {
            *value = change.of((*value).into()).round().to_i64().unwrap_or(*value);
        }
    }
}

const FACTORS: &str = "1. Factors Affecting Reserve Balances of Depository Institutions";
const CONDITION: &str = "5. Consolidated Statement of Condition of All Federal Reserve Banks";

/// The dates stay printable at the ends of the calendar.
fn week_before(wednesday: NaiveDate) -> NaiveDate {
    wednesday.checked_sub_days(Days::new(7)).unwrap_or(wednesday)
}

fn year_before(wednesday: NaiveDate) -> NaiveDate {
    wednesday.checked_sub_days(Days::new(364)).unwrap_or(wednesday)
}
