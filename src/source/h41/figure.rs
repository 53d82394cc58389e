//! What a cell says: a figure, a label, a date.

use chrono::NaiveDate;

/// What stands in a figure cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// Millions of dollars. `0` is zero.
    Number(i64),
    /// `...`: not applicable. Missing, which is not zero.
    NotApplicable,
    /// Nothing at all: missing too. Beside other figures it is suspect, for the release prints `...`.
    Blank,
    /// Anything else, verbatim.
    Bad(String),
}

impl Figure {
    /// Reads a cell: `6,689,601`, `-25,627`, `+ 8,144`, `0`, `...`.
    pub fn read(text: &str) -> Self {
        match text {
            "" => Self::Blank,
            "..." | "…" | "n.a." => Self::NotApplicable,
            _ => number(text).map_or_else(|| Self::Bad(text.to_owned()), Self::Number),
        }
    }

    pub const fn value(&self) -> Option<i64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::NotApplicable | Self::Blank | Self::Bad(_) => None,
        }
    }
}

/// A sign may stand apart; thousands are grouped by commas throughout or not at all.
fn number(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = digits.contains(',');
    let first_fits = !first.is_empty() && (first.len() <= 3 || !grouped);
    let no_leading_zero = first == "0" && !grouped || !first.starts_with('0');
    let rest_fits = groups.all(|group| group.len() == 3 && all_digits(group));
    if !(first_fits && no_leading_zero && rest_fits && all_digits(first)) {
        return None;
    }
    let digits = digits.replace(',', "");
    // Twelve digits are a million trillion dollars: more is damage, and sums must not overflow.
    let size: i64 = digits.parse().ok().filter(|_| digits.len() <= 12)?;
    Some(if negative { -size } else { size })
}

/// A label without footnote marks: `Bills2`, `Other deposits (4)`. Superscripts are gone already; a
/// digit that sticks to a letter is a mark, one after a space is a part of the name.
pub fn strip_marks(label: &str) -> &str {
    let label = strip_bracketed_mark(label.trim_end());
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',' || "¹²³⁴⁵⁶⁷⁸⁹⁰".contains(c));
    if bare.ends_with(|c: char| c.is_alphabetic() || c == ')') { bare } else { label }
}

fn strip_bracketed_mark(label: &str) -> &str {
    let Some((before, mark)) = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else {
        return label;
    };
    let is_mark = !mark.is_empty() && mark.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if is_mark { before.trim_end() } else { label }
}

/// What two spellings of one label share: lower-case words without punctuation.
pub fn key(label: &str) -> String {
    let mut key = String::with_capacity(label.len());
    for character in label.chars() {
        if character.is_alphanumeric() {
            key.extend(character.to_lowercase());
        } else if character.is_whitespace() || matches!(character, '-' | '/' | '_' | '\u{2010}'..='\u{2015}') {
            key.push(' ');
        }
    }
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first date in a text, as in `Week ended Jun 24, 2026` or `Release Date: June 25, 2026`.
pub fn date(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(3).find_map(|words| NaiveDate::parse_from_str(&words.join(" "), "%B %d, %Y").ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("6,689,601", Figure::Number(6_689_601))]
    #[case("-25,627", Figure::Number(-25_627))]
    #[case("+ 8,144", Figure::Number(8_144))]
    #[case("- 82,028", Figure::Number(-82_028))]
    #[case("0", Figure::Number(0))]
    #[case("...", Figure::NotApplicable)]
    #[case("", Figure::Blank)]
    #[case("1234567", Figure::Number(1_234_567))]
    #[case("6,68,601", Figure::Bad("6,68,601".into()))]
    #[case("6.689.601", Figure::Bad("6.689.601".into()))]
    #[case("0,689", Figure::Bad("0,689".into()))]
    #[case("6,689,60l", Figure::Bad("6,689,60l".into()))]
    #[case("-", Figure::Bad("-".into()))]
    #[case("2 347", Figure::Bad("2 347".into()))]
    #[case("99999999999999999999", Figure::Bad("99999999999999999999".into()))]
    fn a_cell_is_a_number_or_missing_or_bad(#[case] text: &str, #[case] figure: Figure) {
        assert_eq!(Figure::read(text), figure);
    }

    #[rstest]
    #[case("Bills2", "Bills")]
    #[case("Securities held outright (1)", "Securities held outright")]
    #[case("Other liabilities and capital (12)", "Other liabilities and capital")]
    #[case("Other1,2", "Other")]
    #[case("Mortgage-backed securities⁴", "Mortgage-backed securities")]
    #[case(
        "Net portfolio holdings of MS Facilities 2020 LLC (Main Street Lending Program)7",
        "Net portfolio holdings of MS Facilities 2020 LLC (Main Street Lending Program)"
    )]
    #[case("Facility 2020", "Facility 2020")]
    fn footnote_marks_go(#[case] label: &str, #[case] bare: &str) {
        assert_eq!(strip_marks(label), bare);
    }

    #[test]
    fn dates_are_found_between_words() {
        let wednesday = NaiveDate::from_ymd_opt(2026, 6, 24);
        assert_eq!(date("Averages of daily figures Week ended Jun 24, 2026"), wednesday);
        assert_eq!(date("Wednesday June 24, 2026"), wednesday);
        assert_eq!(date("Wednesday Jun 31, 2026"), None);
        assert_eq!(date("Change from week ended"), None);
    }
}
