//! JSON of the New York Fed's Markets Data API, read without floating point.
//!
//! The API writes `3.90` and amounts in whole dollars; both pass through text into [`Decimal`], so
//! that what is stored is what was published, to the last digit.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{ParseError, text};

/// Reads the envelope of a body. Some errors of the API come as an HTML page with status 200; those
/// are called by their name.
pub fn envelope<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, ParseError> {
    let text = text(body)?.trim();
    if text.is_empty() {
        return Err(ParseError::Incomplete("the body is empty".into()));
    }
    if text.starts_with('<') {
        return Err(ParseError::WrongPage("HTML in place of JSON".into()));
    }
    serde_json::from_str(text).map_err(ParseError::NotJson)
}

/// A JSON number as written. Text that only looks like a number (`"3.90"`) is not one.
pub fn number(raw: &RawValue) -> Option<Decimal> {
    let text = raw.get();
    Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)).ok()
}

/// No reference or administered rate was ever outside these, in percent; what is outside is a slip.
const LOWEST: Decimal = Decimal::NEGATIVE_ONE;
const HIGHEST: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// A rate in percent within the bounds of what rates are, with no more decimal places than it is published
/// with: more are a slip of the decimal point.
pub fn rate(raw: &RawValue, places: u32) -> Result<Decimal, String> {
    let value = number(raw).ok_or_else(|| format!("{} is not a number", shortened(raw)))?;
    if value < LOWEST || value > HIGHEST {
        return Err(format!("{value} is outside {LOWEST} to {HIGHEST}"));
    }
    if value.normalize().scale() > places {
        return Err(format!("{value} has more than {places} decimal places"));
    }
    Ok(value)
}

/// `YYYY-MM-DD` and nothing else: chrono alone would take years of other lengths, and signs.
pub fn date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10 && bytes.first().is_some_and(u8::is_ascii_digit);
    text.parse().ok().filter(|_| shaped)
}

/// `HH:MM`, New York.
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// At most eighty characters of a row, for an operator's eyes.
pub fn shortened(raw: &RawValue) -> String {
    let one_line = raw.get().split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", one_line.get(..end).unwrap_or_default()),
        None => one_line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).expect("JSON")
    }

    #[test]
    fn numbers_keep_every_digit_and_nothing_else_is_a_number() {
        for (json, expected) in [
            ("3.90", Some("3.90")),
            ("-0.05", Some("-0.05")),
            ("2553716000000", Some("2553716000000")),
            ("5.035e10", Some("50350000000")),
            ("\"3.90\"", None),
            ("true", None),
            ("[3.90]", None),
            ("null", None),
            ("1e999", None),
        ] {
            assert_eq!(number(&raw(json)).map(|value| value.to_string()).as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn a_date_has_ten_characters() {
        assert_eq!(date("2025-10-31"), NaiveDate::from_ymd_opt(2025, 10, 31));
        for text in ["2025-10-32", "2025-1-31", "+12025-10-31", "31.10.2025", "", "2025-10-31T00:00"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
