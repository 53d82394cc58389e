//! Pages of the New York Fed's Markets Data API, composed from figures.
//!
//! Field names, their order, the odd spacing (`"SOFR" ,"percentRate": 3.90 ,`), newest first and
//! amounts in whole dollars are the real ones. What the figures do not tell is left out where the real
//! pages may lack it too (counterparty counts), or is stated where it is made. A key of its own, which
//! readers pass over, says that a page is composed.

mod operation;

use std::cmp::Reverse;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use operation::{Direction, Operation, Slot, Status, operations};

/// One reference rate of one trade date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// The trade date (`effectiveDate`), not the day of publication.
    pub date: NaiveDate,
    /// The rate as the API names it: `SOFR`.
    pub kind: &'static str,
    /// Percent.
    pub rate: Decimal,
    /// The 1st, 25th, 75th and 99th volume-weighted percentiles, percent, as far as they are known.
    pub percentiles: [Option<Decimal>; 4],
    /// The target range of the day, printed with EFFR and OBFR; percent, lower limit first.
    pub target: Option<(Decimal, Decimal)>,
    /// Transactions of the day, in billions of dollars.
    pub volume_billions: Option<u32>,
    /// Whether the rate was published otherwise before.
    pub revised: bool,
}

/// What every composed page says of itself.
const NOTE: &str = r#""_note": "Composed for a demonstration from published figures; not a page of the New York Fed.""#;

/// A page of reference rates, newest first whatever the order of the rows.
#[must_use]
pub fn rates(rows: &[RateRow]) -> String {
    let mut rows: Vec<&RateRow> = rows.iter().collect();
    rows.sort_by_key(|row| Reverse(row.date));
    let rows: Vec<String> = rows.into_iter().map(rate).collect();
    format!(r#"{{ "refRates": [ {} ], {NOTE} }}"#, rows.join(", "))
}

fn rate(row: &RateRow) -> String {
    let mut text = format!(r#"{{ "effectiveDate": "{}", "type": "{}" "#, row.date, row.kind);
    number(&mut text, "percentRate", &percent(row.rate));
    let levels = ["percentPercentile1", "percentPercentile25", "percentPercentile75", "percentPercentile99"];
    for (level, value) in levels.into_iter().zip(row.percentiles) {
        if let Some(value) = value {
            number(&mut text, level, &percent(value));
        }
    }
    if let Some((lower, upper)) = row.target {
        number(&mut text, "targetRateFrom", &percent(lower));
        number(&mut text, "targetRateTo", &percent(upper));
    }
    if let Some(volume) = row.volume_billions {
        number(&mut text, "volumeInBillions", &volume.to_string());
    }
    let revised = if row.revised { "r" } else { "" };
    text.push_str(&format!(r#","revisionIndicator": "{revised}" }}"#));
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
