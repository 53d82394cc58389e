//! One sliding window: requests without an answer, and the instants at which answered ones free
//! their slots.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};

use crate::delivery::later;

#[derive(Debug)]
pub(super) struct Window {
    length: TimeDelta,
    open: usize,
    /// Ascending.
    frees: VecDeque<DateTime<Utc>>,
}

impl Window {
    pub(super) const fn new(length: TimeDelta) -> Self {
        Self { length, open: 0, frees: VecDeque::new() }
    }

    /// When fewer than `limit` slots are taken; [`DateTime::MAX_UTC`] where an answer must come first.
    pub(super) fn free(&self, limit: usize, now: DateTime<Utc>) -> DateTime<Utc> {
        let taken = self.taken(now);
        if taken < limit {
            return now;
        }
        let past = self.frees.partition_point(|free| *free <= now);
        self.frees.get(past + taken - limit).copied().unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    pub(super) fn taken(&self, now: DateTime<Utc>) -> usize {
        self.open + self.frees.len() - self.frees.partition_point(|free| *free <= now)
    }

    pub(super) fn idle(&self, now: DateTime<Utc>) -> bool {
        self.taken(now) == 0
    }

    pub(super) fn start(&mut self, now: DateTime<Utc>) {
        let past = self.frees.partition_point(|free| *free <= now);
        self.frees.drain(..past);
        self.open += 1;
    }

    /// The end of a request; a clock set back does not free a slot early.
    pub(super) fn answer(&mut self, now: DateTime<Utc>) {
        self.cancel();
        let free = later(now, self.length);
        self.frees.push_back(self.frees.back().map_or(free, |last| free.max(*last)));
    }

    pub(super) fn cancel(&mut self) {
        self.open = self.open.saturating_sub(1);
    }
}
