//! Telegram as a whole out of reach: nobody's attempts are burnt on it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{back_off, later};

/// So many chats without an answer in a row are no longer the chats' own trouble.
const CHATS: usize = 3;

/// Faults since the last real answer.
#[derive(Debug, Default)]
pub(super) struct Outage {
    chats: BTreeSet<i64>,
    rounds: i64,
    until: Option<DateTime<Utc>>,
}

impl Outage {
    /// A request to `chat` found nobody, or its answer was lost.
    pub(super) fn fault(&mut self, chat: i64, now: DateTime<Utc>) {
        self.chats.insert(chat);
        if self.chats.len() < CHATS || self.until.is_some_and(|until| until > now) {
            return;
        }
        self.rounds += 1;
        self.until = Some(later(now, back_off(self.rounds)));
        tracing::warn!(rounds = self.rounds, "Telegram does not answer: sending pauses");
    }

    /// Telegram spoke, be it a refusal.
    pub(super) fn answered(&mut self) {
        *self = Self::default();
    }

    /// Nothing goes before this instant.
    pub(super) const fn until(&self) -> Option<DateTime<Utc>> {
        self.until
    }

    /// How many requests may be under way: during an outage one, as a probe.
    pub(super) const fn in_flight(&self, usual: usize) -> usize {
        if self.until.is_some() { 1 } else { usual }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn three_chats_pause_everybody_for_longer_each_round_and_one_answer_ends_it() {
        let start: DateTime<Utc> = "2025-10-31T12:00:00Z".parse().expect("an instant");
        let mut outage = Outage::default();
        for _ in 0..10 {
            outage.fault(7, start);
        }
        assert_eq!(outage.until(), None, "one chat's trouble is its own");
        outage.fault(8, start);
        outage.fault(9, start);
        outage.fault(10, start);
        let mut now = start;
        for pause in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(outage.until(), Some(now + TimeDelta::seconds(pause)));
            assert_eq!(outage.in_flight(16), 1);
            now += TimeDelta::seconds(pause);
            outage.fault(7, now);
        }
        outage.answered();
        assert_eq!((outage.until(), outage.in_flight(16)), (None, 16));
    }
}
