//! When to leave an ailing source alone, and for how long.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// After the first failure: one polling period of the fast windows, so that a blip costs no alert.
const FIRST: Duration = Duration::from_secs(2);
/// The longest pause that we choose ourselves.
const LONGEST: Duration = Duration::from_secs(5 * 60);
/// The longest pause that a site can ask for. A slip in its configuration must not blind us for a day.
const LONGEST_ASKED: Duration = Duration::from_secs(60 * 60);

/// The state of one source: consecutive failures and when the next request is allowed.
///
/// Pauses double from 2 s to 5 min, less up to a quarter by jitter. The jitter is a function of the
/// seed and the number of failures: two runs of the demo pause alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backoff {
    seed: u64,
    failures: u32,
    not_before: Option<DateTime<Utc>>,
}

impl Backoff {
    /// A healthy source.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A healthy source with its own jitter, so that sources that fail together return apart.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// Notes a failure at `now`. What the site asks for is honoured up to an hour, and never shortened
    /// by our own pause.
    pub fn failed(&mut self, now: DateTime<Utc>, retry_after: Option<Duration>) {
        self.failures = self.failures.saturating_add(1);
        let asked = retry_after.unwrap_or_default().min(LONGEST_ASKED);
        let pause = self.pause().max(asked);
        let pause = TimeDelta::from_std(pause).unwrap_or(TimeDelta::MAX);
        self.not_before = now.checked_add_signed(pause);
    }

    /// Notes an answer: the source is healthy.
    pub fn succeeded(&mut self) {
        self.failures = 0;
        self.not_before = None;
    }

    /// The earliest instant for the next request; `None` for a healthy source.
    #[must_use]
    pub fn not_before(&self) -> Option<DateTime<Utc>> {
        self.not_before
    }

    /// Failures since the last answer.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.failures
    }

    fn pause(&self) -> Duration {
        let doublings = self.failures.saturating_sub(1).min(16);
        let full = FIRST.saturating_mul(1 << doublings).min(LONGEST);
        let share = u32::try_from(scramble(self.seed ^ u64::from(self.failures)) % 1024).unwrap_or_default();
        full - full / 4 * share / 1024
    }
}

/// One step of splitmix64: spreads neighbouring numbers over the whole range.
fn scramble(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_762_174_800, 0).expect("an instant")
    }

    fn pause_after(failures: u32, seed: u64) -> TimeDelta {
        let mut backoff = Backoff::seeded(seed);
        (0..failures).for_each(|_| backoff.failed(noon(), None));
        backoff.not_before().expect("a pause") - noon()
    }

    #[test]
    fn pauses_double_up_to_five_minutes_less_at_most_a_quarter() {
        for (failures, full) in [(1, 2), (2, 4), (3, 8), (6, 64), (8, 256), (9, 300), (500, 300)] {
            for seed in 0..50 {
                let pause = pause_after(failures, seed);
                assert!(pause <= TimeDelta::seconds(full), "{failures}: {pause}");
                assert!(pause * 4 >= TimeDelta::seconds(full) * 3, "{failures}: {pause}");
            }
        }
    }

    #[test]
    fn jitter_is_the_same_for_the_same_seed_and_differs_between_seeds() {
        assert_eq!(pause_after(5, 7), pause_after(5, 7));
        let pauses: std::collections::BTreeSet<_> = (0..20).map(|seed| pause_after(5, seed)).collect();
        assert!(pauses.len() > 10, "{pauses:?}");
    }

    #[test]
    fn what_the_site_asks_for_is_never_shortened_and_capped_at_an_hour() {
        for (asked, expected) in [(90, 90), (0, 2), (7 * 24 * 3600, 3600)] {
            let mut backoff = Backoff::new();
            backoff.failed(noon(), Some(Duration::from_secs(asked)));
            let pause = (backoff.not_before().expect("a pause") - noon()).num_seconds();
            assert!(pause <= expected && pause * 4 >= expected * 2, "{asked}: {pause}");
            assert!(asked < 2 || pause == expected, "{asked}: {pause}");
        }
    }

    #[test]
    fn an_answer_heals() {
        let mut backoff = Backoff::new();
        backoff.failed(noon(), None);
        assert_eq!(backoff.failures(), 1);
        backoff.succeeded();
        assert_eq!((backoff.failures(), backoff.not_before()), (0, None));
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        let mut backoff = Backoff::new();
        backoff.failed(DateTime::<Utc>::MAX_UTC, Some(Duration::MAX));
        assert_eq!(backoff.not_before(), None);
    }
}
