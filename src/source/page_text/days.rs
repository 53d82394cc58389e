//! Days of meetings, as the Board writes them.

use chrono::{NaiveDate, TimeDelta};

use super::figures;

/// The number of a month by its name, or by the three letters or more that stand for it.
#[must_use]
pub fn month(name: &str) -> Option<u32> {
    let name = name.trim().trim_end_matches('.');
    let long = name.chars().count() >= 3;
    let at = figures::MONTHS.iter().position(|month| long && month.starts_with(name))?;
    u32::try_from(at).ok().map(|at| at + 1)
}

/// A meeting from its first to its last (month, day), in these years; at most three days longer than one.
#[must_use]
pub fn span(year: i32, first: (u32, u32), last: (u32, u32), last_year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let start = NaiveDate::from_ymd_opt(year, first.0, first.1)?;
    let end = NaiveDate::from_ymd_opt(last_year, last.0, last.1)?;
    (start <= end && end - start <= TimeDelta::days(3)).then_some((start, end))
}

/// `YYYYMMDD` at the beginning of a text.
#[must_use]
pub fn compact(text: &str) -> Option<NaiveDate> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    NaiveDate::parse_from_str(digits, "%Y%m%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names_and_short_names() {
        let found = ["January", "Jan", "Sept", "Sept.", "May", "Ju", "Janvier", ""].map(month);
        assert_eq!(found, [Some(1), Some(1), Some(9), Some(9), Some(5), None, None, None]);
    }

    #[test]
    fn a_meeting_is_short_and_runs_forwards() {
        let days = |found: Option<(NaiveDate, NaiveDate)>| found.map(|(start, end)| (end - start).num_days());
        assert_eq!(days(span(2025, (10, 28), (10, 29), 2025)), Some(1));
        assert_eq!(days(span(2024, (12, 31), (1, 1), 2025)), Some(1));
        assert_eq!(days(span(2025, (10, 29), (10, 28), 2025)), None);
        assert_eq!(days(span(2025, (2, 29), (3, 1), 2025)), None);
        assert_eq!(days(span(2025, (1, 28), (2, 29), 2025)), None);
    }

    #[test]
    fn eight_digits_are_a_date() {
        assert_eq!(compact("20251029a.htm"), NaiveDate::from_ymd_opt(2025, 10, 29));
        assert_eq!(compact("2025102"), None);
        assert_eq!(compact("20251329"), None);
        assert_eq!(compact("+2025102"), None);
    }
}
