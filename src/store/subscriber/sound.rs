//! When a message rings: silent delivery, quiet hours, and the exception for what is critical.
//!
//! Quiet hours hold nothing back. A message of the night is there in the morning, in its order; it only
//! comes without a sound.

use chrono::{DateTime, Timelike as _, Utc};
use chrono_tz::Tz;

use crate::alert::Severity;
use crate::lang::Lang;

/// Whether and when a chat's messages ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sound {
    /// Nothing rings, whatever the hour and the severity.
    pub silent: bool,
    /// The hours in which nothing rings.
    pub quiet: Option<QuietHours>,
    /// What is critical rings in quiet hours too.
    pub critical_rings: bool,
    /// The reader's time zone, in which quiet hours are meant.
    pub zone: Tz,
}

/// A span of the day by the wall clock, from its first minute up to its last, which is outside of it.
/// It may go over midnight; where both ends are equal it is the whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuietHours {
    /// Minutes after midnight, 0 to 1439.
    pub from: u16,
    /// Minutes after midnight, 0 to 1439.
    pub to: u16,
}

impl Sound {
    /// Everything rings; the zone is where most readers of the language live.
    #[must_use]
    pub const fn of(lang: Lang) -> Self {
        let zone = match lang {
            Lang::En => Tz::America__New_York,
            Lang::ZhHant => Tz::Asia__Taipei,
            Lang::ZhHans => Tz::Asia__Shanghai,
        };
        Self { silent: false, quiet: None, critical_rings: false, zone }
    }

    /// Whether an alert of that severity may ring at that instant.
    #[must_use]
    pub fn rings(&self, severity: Severity, now: DateTime<Utc>) -> bool {
        let excepted = severity == Severity::Critical && self.critical_rings;
        !self.silent && (excepted || !self.is_quiet(now))
    }

    /// Whether it is within the quiet hours.
    #[must_use]
    pub fn is_quiet(&self, now: DateTime<Utc>) -> bool {
        let local = now.with_timezone(&self.zone);
        let minute = local.hour() * 60 + local.minute();
        self.quiet.is_some_and(|hours| hours.contain(minute))
    }
}

impl QuietHours {
    /// Hours from and to these minutes after midnight; `None` where one is no minute of a day.
    #[must_use]
    pub fn new(from: i64, to: i64) -> Option<Self> {
        let minute = |minutes: i64| u16::try_from(minutes).ok().filter(|minutes| *minutes < 1440);
        Some(Self { from: minute(from)?, to: minute(to)? })
    }

    fn contain(self, minute: u32) -> bool {
        let (from, to) = (u32::from(self.from), u32::from(self.to));
        if from < to { (from..to).contains(&minute) } else { minute >= from || minute < to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn night(zone: Tz) -> Sound {
        Sound { quiet: QuietHours::new(23 * 60, 7 * 60), zone, ..Sound::of(Lang::En) }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn the_night_goes_over_midnight_by_the_readers_clock() {
        // Taipei is eight hours ahead: 15:00 UTC is 23:00 there.
        let sound = night(Tz::Asia__Taipei);
        for (instant, rings) in [
            ("2025-11-03T14:59:59Z", true),
            ("2025-11-03T15:00:00Z", false),
            ("2025-11-03T22:59:59Z", false),
            ("2025-11-03T23:00:00Z", true),
        ] {
            assert_eq!(sound.rings(Severity::Notable, at(instant)), rings, "{instant}");
        }
    }

    #[test]
    fn it_stays_by_the_wall_clock_when_the_clocks_change() {
        let sound = night(Tz::America__New_York);
        // 07:00 in New York is 11:00 UTC in summer and 12:00 from Sunday, 2 November 2025.
        assert!(sound.rings(Severity::Info, at("2025-11-01T11:00:00Z")));
        assert!(!sound.rings(Severity::Info, at("2025-11-02T11:00:00Z")));
        assert!(sound.rings(Severity::Info, at("2025-11-02T12:00:00Z")));
    }

    #[test]
    fn critical_is_an_exception_to_quiet_hours_where_it_is_chosen_and_never_to_silence() {
        let night = Sound { critical_rings: true, ..night(Tz::UTC) };
        let (dark, noon) = (at("2025-11-03T03:00:00Z"), at("2025-11-03T12:00:00Z"));
        assert!(night.rings(Severity::Critical, dark) && !night.rings(Severity::Notable, dark));
        let silent = Sound { silent: true, ..night };
        assert!(!silent.rings(Severity::Critical, dark) && !silent.rings(Severity::Critical, noon));
    }

    #[test]
    fn a_day_has_1440_minutes_and_equal_ends_mean_all_of_them() {
        assert_eq!((QuietHours::new(1440, 0), QuietHours::new(-1, 0)), (None, None));
        let all = QuietHours::new(600, 600).expect("hours");
        assert!(all.contain(0) && all.contain(600) && all.contain(1439));
    }
}
