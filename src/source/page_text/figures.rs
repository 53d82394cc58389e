//! Figures in prose: fractions of a percent, ranges, dollars, dates.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::unit::Percent;

/// A target range, "A to B percent", at the beginning of `text`, with what follows it.
#[must_use]
pub fn range(text: &str) -> Option<((Percent, Percent), &str)> {
    let (lower, rest) = number(text)?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("percent ").unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix("to ").or_else(|| rest.strip_prefix("and "))?;
    let (upper, rest) = number(rest)?;
    let rest = percent_sign(rest)?;
    Some(((Percent(two_places(lower)), Percent(two_places(upper))), rest))
}

/// The first "X percent" in `text`; "percentage point" and "basis points" are not rates.
#[must_use]
pub fn first_percent(text: &str) -> Option<Percent> {
    word_starts(text).find_map(|at| {
        let (value, rest) = number(at)?;
        percent_sign(rest)?;
        Some(Percent(two_places(value)))
    })
}

/// The first "$X billion" in `text`, in billions.
#[must_use]
pub fn first_billions(text: &str) -> Option<Decimal> {
    text.split('$').skip(1).find_map(|at| {
        let (value, rest) = number(at)?;
        rest.trim_start().strip_prefix("billion")?;
        Some(value.normalize())
    })
}

/// The first date written out ("October 29, 2025") in `text`.
#[must_use]
pub fn first_date(text: &str) -> Option<NaiveDate> {
    word_starts(text).find_map(date)
}

/// A date written out at the beginning of `text`.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let mut words = text.split_whitespace();
    let (month, day, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| month == *name)?;
    let (year, _) = digits(year)?;
    let day = day.strip_suffix(',').unwrap_or(day);
    NaiveDate::from_ymd_opt(
        year.parse().ok().filter(|_| year.len() == 4)?,
        u32::try_from(month).ok()? + 1,
        day.parse().ok()?,
    )
}

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number at the beginning of `text`, with what follows: `3-3/4`, `3 3/4`, `1/4`, `4`, `3.65`.
/// Fractions that nobody would print (`31/2`: a lost hyphen) are not numbers.
#[must_use]
pub fn number(text: &str) -> Option<(Decimal, &str)> {
    let (whole, rest) = digits(text.trim_start())?;
    if let Some((decimals, rest)) = rest.strip_prefix('.').and_then(digits) {
        return Some((format!("{whole}.{decimals}").parse().ok()?, rest));
    }
    if let Some(denominator) = rest.strip_prefix('/') {
        return fraction(whole, denominator);
    }
    let whole: Decimal = whole.parse().ok()?;
    let tail = rest.trim_start();
    let tail = tail.strip_prefix('-').unwrap_or(tail).trim_start();
    match digits(tail).and_then(|(numerator, rest)| Some((numerator, rest.strip_prefix('/')?))) {
        Some((numerator, denominator)) => {
            let (part, rest) = fraction(numerator, denominator)?;
            Some((whole + part, rest))
        }
        None => Some((whole, rest)),
    }
}

/// A proper fraction in halves to thirty-seconds, which is what rates were ever quoted in.
fn fraction<'a>(numerator: &str, denominator: &'a str) -> Option<(Decimal, &'a str)> {
    let (denominator, rest) = digits(denominator)?;
    let (numerator, denominator): (u32, u32) = (numerator.parse().ok()?, denominator.parse().ok()?);
    let proper = matches!(denominator, 2 | 4 | 8 | 16 | 32) && (1..denominator).contains(&numerator);
    proper.then(|| (Decimal::from(numerator) / Decimal::from(denominator), rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    // Longer runs are no rate, amount or year; they would only overflow.
    if (1..=6).contains(&end) { text.split_at_checked(end) } else { None }
}

/// What follows the word "percent"; "percentage" is another word.
fn percent_sign(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('%') {
        return Some(rest);
    }
    text.strip_prefix("percent").filter(|rest| !rest.starts_with(char::is_alphabetic))
}

/// Rates are written to two places, so that 3.5 and 3-1/2 are the same string.
fn two_places(mut value: Decimal) -> Decimal {
    value = value.normalize();
    if value.scale() < 2 {
        value.rescale(2);
    }
    value
}

/// `text` from each of its words on.
pub fn word_starts(text: &str) -> impl Iterator<Item = &str> {
    let later = text.match_indices([' ', '(', '"']).filter_map(|(at, _)| text.get(at + 1..));
    std::iter::once(text).chain(later)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("3-1/2 to 3-3/4 percent, in", "3.50", "3.75")]
    #[case("0 to 1/4 percent.", "0.00", "0.25")]
    #[case("4 to 4-1/4 percent", "4.00", "4.25")]
    #[case("2 percent to 2-1/4 percent", "2.00", "2.25")]
    #[case("3.75 to 4.00 percent", "3.75", "4.00")]
    #[case("3 1/2 and 3 - 3/4 percent", "3.50", "3.75")]
    fn ranges_in_every_spelling(#[case] text: &str, #[case] lower: &str, #[case] upper: &str) {
        let ((low, high), _) = range(text).expect("a range");
        assert_eq!((low.to_string(), high.to_string()), (lower.to_owned(), upper.to_owned()));
    }

    #[rstest]
    #[case::improper("31/2 to 3-3/4 percent")]
    #[case::not_a_fraction_of_rates("3-1/3 to 3-3/4 percent")]
    #[case::points("1/4 to 1/2 percentage point")]
    #[case::one_number("3-3/4 percent")]
    #[case::endless("99999999999999999999999999999999 to 4 percent")]
    #[case::empty("")]
    fn what_is_not_a_range(#[case] text: &str) {
        assert_eq!(range(text), None);
    }

    #[test]
    fn percent_is_not_percentage_point() {
        let rate = first_percent("a 1/4 percentage point increase, 20 basis points below, to 4.0 percent, effective");
        assert_eq!(rate.map(|rate| rate.to_string()), Some("4.00".into()));
        assert_eq!(first_percent("by 1/4 percentage point"), None);
    }

    #[test]
    fn dollars_and_dates() {
        assert_eq!(first_billions("a cap of $17.50 billion per month").map(|b| b.to_string()), Some("17.5".into()));
        assert_eq!(first_date("issued February 01, 2017"), NaiveDate::from_ymd_opt(2017, 2, 1));
        assert_eq!(first_date("February 31, 2017; May 2025; June 5 of 2025"), None);
    }
}
