//! Pages of the New York Fed's Markets Data API, composed from figures.
//!
//! Field names, their order, the odd spacing (`"SOFR" ,"percentRate": 3.90 ,`), newest first and
//! amounts in whole dollars are the real ones. What the figures do not tell is left out where the real
//! pages may lack it too (counterparty counts), or is stated where it is made.

mod operation;

use std::cmp::Reverse;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use operation::{Direction, Operation, Slot, operations};

/// One reference rate of one trade date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// The trade date (`effectiveDate`), not the day of publication.
    pub date: NaiveDate,
    /// The rate as the API names it: `SOFR`.
    pub kind: &'static str,
    /// Percent.
    pub rate: Decimal,
    /// The 1st, 25th, 75th and 99th volume-weighted percentiles, percent.
    pub percentiles: Option<[Decimal; 4]>,
    /// Transactions of the day, in billions of dollars.
    pub volume_billions: Option<u32>,
}

/// A page of reference rates, newest first whatever the order of the rows.
#[must_use]
pub fn rates(rows: &[RateRow]) -> String {
    let mut rows: Vec<&RateRow> = rows.iter().collect();
    rows.sort_by_key(|row| Reverse(row.date));
    let rows: Vec<String> = rows.into_iter().map(rate).collect();
    format!(r#"{{ "refRates": [ {} ] }}"#, rows.join(", "))
}

fn rate(row: &RateRow) -> String {
    let mut text = format!(r#"{{ "effectiveDate": "{}", "type": "{}" "#, row.date, row.kind);
    number(&mut text, "percentRate", &percent(row.rate));
    let levels = ["percentPercentile1", "percentPercentile25", "percentPercentile75", "percentPercentile99"];
    for (level, value) in levels.into_iter().zip(row.percentiles.into_iter().flatten()) {
        number(&mut text, level, &percent(value));
    }
    if let Some(volume) = row.volume_billions {
        number(&mut text, "volumeInBillions", &volume.to_string());
    }
    text.push_str(r#","revisionIndicator": "" }"#);
    text
}

fn number(text: &mut String, field: &str, value: &str) {
    text.push_str(&format!(r#","{field}": {value} "#));
}

/// Two decimals at least, as the API prints rates: `3.90`.
fn percent(value: Decimal) -> String {
    let mut value = value.normalize();
    if value.scale() < 2 {
        value.rescale(2);
    }
    value.to_string()
}

#[cfg(test)]
mod tests;
