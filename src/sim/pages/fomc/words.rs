//! Figures and names as statements print them.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::source::Dissent;
use crate::unit::Percent;

/// "October 29, 2025".
pub(super) fn written(date: NaiveDate) -> String {
    date.format("%B %-d, %Y").to_string()
}

/// "December 1": notes name the day without its year.
pub(super) fn day_of_year(date: NaiveDate) -> String {
    date.format("%B %-d").to_string()
}

/// "October 28–29, 2025", over the end of a month "January 31–February 1, 2023"; one day as it is.
pub(super) fn days(start: NaiveDate, end: NaiveDate) -> String {
    if start == end {
        return written(end);
    }
    if start.month() == end.month() {
        return format!("{}\u{2013}{}", start.format("%B %-d"), end.format("%-d, %Y"));
    }
    format!("{}\u{2013}{}", start.format("%B %-d"), end.format("%B %-d, %Y"))
}

/// "3-1/2 to 3‑3/4 percent": the upper limit with a non-breaking hyphen, as the Board mixes them.
pub(super) fn range((lower, upper): (Percent, Percent)) -> String {
    format!("{} to {} percent", fraction(lower.0), fraction(upper.0).replace('-', "\u{2011}"))
}

/// A rate as notes print it: "3.90", "4.0", "3.5".
pub(super) fn rate(rate: Percent) -> String {
    let short = rate.0.normalize();
    if short.scale() == 0 { format!("{short}.0") } else { short.to_string() }
}

/// "1/4 percentage point": the size of a move.
pub(super) fn move_in_points(from: Percent, to: Percent) -> String {
    let size = (to.0 - from.0).abs();
    let plural = if size > Decimal::ONE { "s" } else { "" };
    format!("{} percentage point{plural}", fraction(size))
}

/// Whole numbers and quarters as the Board writes them; anything else in decimals.
fn fraction(value: Decimal) -> String {
    let whole = value.trunc();
    let quarters = (value - whole) * Decimal::from(4);
    let part = match quarters.normalize().to_string().as_str() {
        "0" => return whole.to_string(),
        "1" => "1/4",
        "2" => "1/2",
        "3" => "3/4",
        _ => return value.to_string(),
    };
    if whole.is_zero() { part.to_owned() } else { format!("{whole}-{part}") }
}

/// "A, Chair; B, Vice Chair; C; and D".
pub(super) fn voters(names: &[String]) -> String {
    let titled = |(place, name): (usize, &String)| match place {
        0 => format!("{name}, Chair"),
        1 => format!("{name}, Vice Chair"),
        _ => name.clone(),
    };
    let names: Vec<String> = names.iter().enumerate().map(titled).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}; and {last}", others.join("; ")),
        None => String::new(),
    }
}

/// "Voting against this action were A, who preferred X; and B and C, who preferred Y."
pub(super) fn dissent_sentence(action: &str, dissents: &[Dissent]) -> String {
    let groups = dissents.chunk_by(|a, b| a.preference == b.preference);
    let groups: Vec<String> = groups.map(group).collect();
    let were = if dissents.len() == 1 { "was" } else { "were" };
    format!("Voting against {action} {were} {}.", groups.join("; and "))
}

/// "A, B, and C, who preferred Y".
pub(super) fn group(dissents: &[Dissent]) -> String {
    let names: Vec<&str> = dissents.iter().map(|dissent| dissent.name.as_str()).collect();
    let names = match names.as_slice() {
        [first, second] => format!("{first} and {second}"),
        [others @ .., last] if !others.is_empty() => format!("{}, and {last}", others.join(", ")),
        names => names.concat(),
    };
    let preference = dissents.first().map(|dissent| dissent.preference.as_str()).filter(|words| !words.is_empty());
    preference.map_or_else(|| names.clone(), |words| format!("{names}, who {words}"))
}
