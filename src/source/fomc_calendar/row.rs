//! One row: month and days of a meeting.

use crate::calendar::{ListedKind, ListedMeeting};
use crate::source::page_text::days;

/// Reads "Apr/May" and "30-1*" of a year; `None` if that is no meeting.
pub(super) fn read(year: i32, month: &str, text: &str) -> Option<ListedMeeting> {
    let (text, kind) = match text.split_once('(') {
        None => (text, ListedKind::Scheduled),
        Some((before, remark)) => (before, kind(remark)?),
    };
    let text = text.trim();
    let (text, sep) = text.strip_suffix('*').map_or((text, false), |text| (text, true));
    let (first, last) = match month.split_once('/') {
        None => (days::month(month)?, days::month(month)?),
        Some((first, last)) => (days::month(first)?, days::month(last)?),
    };
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    let (start, end): (u32, u32) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    // A single day under two months is of the first.
    let last = if text.contains('-') { last } else { first };
    let last_year = if last < first { year + 1 } else { year };
    let (start, end) = days::span(year, (first, start), (last, end), last_year)?;
    Some(ListedMeeting { start, end, sep, kind, minutes_released: None })
}

/// The word in brackets. One that we do not know may mean anything: the row is not read.
fn kind(remark: &str) -> Option<ListedKind> {
    let (word, rest) = remark.split_once(')')?;
    let word = word.trim().to_lowercase();
    let kind = match word.as_str() {
        "notation vote" => ListedKind::NotationVote,
        "unscheduled" | "conference call" | "videoconference" => ListedKind::Unscheduled,
        "cancelled" | "canceled" => ListedKind::Cancelled,
        _ => return None,
    };
    rest.trim().trim_matches('*').is_empty().then_some(kind)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("January", "27-28", Some("2026-01-27 2026-01-28 false Scheduled"))]
    #[case("March", "17-18*", Some("2026-03-17 2026-03-18 true Scheduled"))]
    #[case("Apr/May", "30-1", Some("2026-04-30 2026-05-01 false Scheduled"))]
    #[case("Jan/Feb", "31-1", Some("2026-01-31 2026-02-01 false Scheduled"))]
    #[case("Dec/Jan", "31-1*", Some("2026-12-31 2027-01-01 true Scheduled"))]
    #[case("August", "22 (notation vote)", Some("2026-08-22 2026-08-22 false NotationVote"))]
    #[case("March", "15 (unscheduled)", Some("2026-03-15 2026-03-15 false Unscheduled"))]
    #[case("March", "17-18 (cancelled)", Some("2026-03-17 2026-03-18 false Cancelled"))]
    #[case("March", "17-18* (Canceled)", Some("2026-03-17 2026-03-18 true Cancelled"))]
    #[case::a_new_word("March", "17-18 (postponed)", None)]
    #[case::backwards("March", "18-17", None)]
    #[case::no_such_day("February", "29-30", None)]
    #[case::a_long_one("March", "1-18", None)]
    #[case::no_month("Marchember", "17-18", None)]
    #[case::no_days("March", "", None)]
    #[case::words("March", "TBA", None)]
    fn rows_of_2026(#[case] month: &str, #[case] days: &str, #[case] expected: Option<&str>) {
        let found = read(2026, month, days);
        let found = found.map(|one| format!("{} {} {} {:?}", one.start, one.end, one.sep, one.kind));
        assert_eq!(found.as_deref(), expected);
    }
}
