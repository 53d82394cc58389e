//! One case: its series in a compact notation.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::calendar::DateClass;
use crate::series::SeriesId;

/// One case of a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The rules that look.
    pub rules: Vec<String>,
    /// The first date of every run.
    pub start: NaiveDate,
    /// The class of dates; all others are ordinary.
    #[serde(default)]
    pub class: BTreeMap<NaiveDate, DateClass>,
    /// Administered rates in percent, and GDP: one value for all time, or a value for each date.
    #[serde(default)]
    pub steps: BTreeMap<String, Step>,
    /// Runs of published figures: percent or USD million.
    #[serde(default)]
    pub prints: BTreeMap<String, String>,
    /// Runs of rates, in basis points over the IORB in force.
    #[serde(default)]
    pub over_iorb: BTreeMap<String, String>,
    /// Every finding, in order: `2025-02-04 R01 notable`, with ` peak`, ` still` or ` hidden` behind.
    pub expect: Vec<String>,
}

/// A rate in force as written: one value for all time, or a table of values from each date on.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Step(toml::Value);

impl Step {
    pub(super) fn rows(&self) -> Result<BTreeMap<NaiveDate, Decimal>, CaseError> {
        let rows = match &self.0 {
            table @ toml::Value::Table(_) => table.clone().try_into(),
            value => value.clone().try_into().map(|value: Decimal| BTreeMap::from([(NaiveDate::MIN, value)])),
        };
        rows.map_err(|error| CaseError(format!("a step is a figure, or a figure for each date: {error}")))
    }
}

/// Why a case cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CaseError(pub String);

impl CaseError {
    pub(super) fn of(self, case: &str) -> Self {
        Self(format!("{case}: {}", self.0))
    }
}

/// The most repetitions of one token: more is a slip of the finger.
const MOST: usize = 4_000;

/// A run of prints: `4.05 4.10x3 _ 4.00 1,2x26`. `x3` repeats, a whole list where there are commas; `_` is
/// a date without a print. Weekly series (names in `_avg` and `_wed`) go from Wednesday to Wednesday, all
/// others from weekday to weekday.
pub(super) fn run(series: &SeriesId, start: NaiveDate, text: &str) -> Result<Vec<(NaiveDate, Decimal)>, CaseError> {
    let weekly = ["_avg", "_wed"].iter().any(|end| series.as_str().ends_with(end));
    if weekly && start.weekday() != Weekday::Wed {
        return Err(CaseError(format!("{series} has a figure each Wednesday, and {start} is none")));
    }
    let mut values = Vec::new();
    for token in text.split_whitespace() {
        let (list, count) = token.split_once('x').unwrap_or((token, "1"));
        let wrong = || CaseError(format!("{series}: {token:?} is no figure, like 4.05, 4.05x3, _ or _x3"));
        let count: usize = count.parse().ok().filter(|count| (1..=MOST).contains(count)).ok_or_else(wrong)?;
        let value = |text: &str| match text {
            "_" => Ok(None),
            figure => figure.parse::<Decimal>().map(Some).map_err(|_| wrong()),
        };
        let list = list.split(',').map(value).collect::<Result<Vec<_>, _>>()?;
        values.extend(std::iter::repeat_n(list, count).flatten());
    }
    let figures = dates(start, weekly).zip(values).filter_map(|(date, value)| Some((date, value?)));
    Ok(figures.collect())
}

fn dates(start: NaiveDate, weekly: bool) -> impl Iterator<Item = NaiveDate> {
    let step = Days::new(if weekly { 7 } else { 1 });
    let all = std::iter::successors(Some(start), move |date| date.checked_add_days(step));
    all.filter(|date| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun))
}
