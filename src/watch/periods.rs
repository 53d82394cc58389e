//! When to ask next: a pure function of the windows.

use chrono::{DateTime, TimeDelta, Utc};

use crate::calendar::Window;
use crate::config::Polling;
use crate::source::SourceKind;

/// The next moment to ask `source`, given the windows that still wait for their release.
///
/// Fast inside a window until ten minutes after it is due, then slowly, and after its grace as seldom
/// as outside windows. An FOMC page exists only once it is published: outside its window nobody asks.
pub(super) fn next_poll(
    polling: &Polling,
    source: SourceKind,
    windows: &[Window],
    asked_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let idle = TimeDelta::minutes(polling.idle_minutes.into());
    let by_window = windows.iter().map(|window| in_window(polling, source, window, asked_at, now)).min();
    let far = now + TimeDelta::days(1);
    if is_dated_page(source) {
        return by_window.unwrap_or(far);
    }
    let idle_poll = asked_at.map_or(now, |asked| asked + idle);
    by_window.map_or(idle_poll, |at| at.min(idle_poll))
}

/// Pages whose address has the date of a meeting.
pub(super) const fn is_dated_page(source: SourceKind) -> bool {
    matches!(source, SourceKind::FomcStatement | SourceKind::ImplementationNote | SourceKind::FomcMinutes)
}

fn in_window(
    polling: &Polling,
    source: SourceKind,
    window: &Window,
    asked_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    if now < window.opens_at {
        return window.opens_at;
    }
    let period = if now < window.slow_at {
        fast(polling, source)
    } else if now < window.late_at {
        TimeDelta::seconds(polling.slow_seconds.into())
    } else {
        TimeDelta::minutes(polling.idle_minutes.into())
    };
    asked_at.map_or(now, |asked| (asked + period).max(window.opens_at))
}

fn fast(polling: &Polling, source: SourceKind) -> TimeDelta {
    let seconds = match source {
        SourceKind::NyfedRates => polling.rates_seconds,
        SourceKind::NyfedRepo => polling.operations_seconds,
        SourceKind::H41 => polling.h41_seconds,
        SourceKind::FomcStatement
        | SourceKind::ImplementationNote
        | SourceKind::FomcCalendar
        | SourceKind::FomcMinutes
        | SourceKind::PressFeed => polling.fomc_seconds,
    };
    TimeDelta::seconds(seconds.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ReleaseKind;
    use crate::config::Config;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    /// The H.4.1 of Thursday 30 Oct 2025, 16:30 in New York.
    fn window() -> Window {
        Window {
            kind: ReleaseKind::H41,
            as_of: "2025-10-29".parse().expect("a date"),
            opens_at: at("2025-10-30T20:29:00Z"),
            due: at("2025-10-30T20:30:00Z"),
            slow_at: at("2025-10-30T20:40:00Z"),
            late_at: at("2025-10-30T21:30:00Z"),
            closes_at: at("2025-11-06T21:29:00Z"),
        }
    }

    #[test]
    fn fast_then_slow_then_seldom() {
        let polling = Config::load(None).expect("defaults").polling;
        let next = |asked: &str, now: &str| {
            next_poll(&polling, SourceKind::H41, &[window()], Some(at(asked)), at(now)).to_rfc3339()
        };
        for (asked, now, expected) in [
            ("2025-10-30T20:10:00Z", "2025-10-30T20:10:01Z", "2025-10-30T20:29:00+00:00"),
            ("2025-10-30T20:29:00Z", "2025-10-30T20:29:00Z", "2025-10-30T20:29:02+00:00"),
            ("2025-10-30T20:41:00Z", "2025-10-30T20:41:00Z", "2025-10-30T20:43:00+00:00"),
            ("2025-10-30T21:31:00Z", "2025-10-30T21:31:00Z", "2025-10-30T22:01:00+00:00"),
        ] {
            assert_eq!(next(asked, now), expected, "asked {asked}");
        }
    }

    #[test]
    fn the_first_poll_is_at_once_and_dated_pages_wait_for_their_window() {
        let polling = Config::load(None).expect("defaults").polling;
        let now = at("2025-10-29T12:00:00Z");
        assert_eq!(next_poll(&polling, SourceKind::H41, &[window()], None, now), now);
        let mut statement = window();
        (statement.kind, statement.opens_at) = (ReleaseKind::FomcStatement, at("2025-10-29T17:59:58Z"));
        let next = next_poll(&polling, SourceKind::FomcStatement, &[statement], None, now);
        assert_eq!(next, statement.opens_at);
    }
}
