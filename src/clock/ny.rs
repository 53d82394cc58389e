//! Civil time in New York, where everything that we watch is published.

use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::America::New_York;

/// The wall clock in New York at an instant.
#[must_use]
pub fn civil(instant: DateTime<Utc>) -> NaiveDateTime {
    instant.with_timezone(&New_York).naive_local()
}

/// The date in New York at an instant.
#[must_use]
pub fn date(instant: DateTime<Utc>) -> NaiveDate {
    civil(instant).date()
}

/// The instant of a wall time in New York. A time that happens twice (autumn) is its first
/// occurrence; a time that never happens (spring) is the first minute after the gap.
#[must_use]
pub fn instant(civil: NaiveDateTime) -> DateTime<Utc> {
    let mut wall = civil;
    // No gap of any zone on record is longer than a day.
    for _ in 0..=24 * 60 {
        match New_York.from_local_datetime(&wall) {
            MappedLocalTime::Single(found) | MappedLocalTime::Ambiguous(found, _) => return found.to_utc(),
            MappedLocalTime::None => wall = start_of_minute(wall) + TimeDelta::minutes(1),
        }
    }
    wall.and_utc()
}

/// As [`instant`], from a date and a time of day.
#[must_use]
pub fn at(date: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    instant(date.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)))
}

fn start_of_minute(wall: NaiveDateTime) -> NaiveDateTime {
    use chrono::{DurationRound, Timelike};
    wall.duration_trunc(TimeDelta::minutes(1)).unwrap_or_else(|_| wall.with_second(0).unwrap_or(wall))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winter_and_summer_differ_by_an_hour() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(at(day("2025-10-29"), 14, 0).to_rfc3339(), "2025-10-29T18:00:00+00:00");
        assert_eq!(at(day("2025-12-10"), 14, 0).to_rfc3339(), "2025-12-10T19:00:00+00:00");
    }

    #[test]
    fn a_gap_gives_the_first_minute_after_it_and_a_fold_the_first_occurrence() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(at(day("2026-03-08"), 2, 30).to_rfc3339(), "2026-03-08T07:00:00+00:00");
        assert_eq!(at(day("2026-11-01"), 1, 30).to_rfc3339(), "2026-11-01T05:30:00+00:00");
    }
}
