//! Flood limits as sliding windows.
//!
//! Telegram's FAQ gives about 30 messages a second overall, one a second in a chat (short bursts are
//! tolerated, how many is not said) and 20 a minute in a group. Measured by others: the group's
//! window slides, it counts over all threads, and `retry_after` counts down to the moment at which
//! the oldest of the twenty leaves it. Whether edits count is disputed; here they do by default.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// At most `limit` requests in any `millis` milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Requests, at least one.
    pub limit: usize,
    /// Length of the window in milliseconds.
    pub millis: u32,
}

impl Window {
    /// `limit` requests in `seconds`.
    #[must_use]
    pub const fn per_seconds(limit: usize, seconds: u32) -> Self {
        Self { limit, millis: seconds * 1000 }
    }

    fn span(self) -> TimeDelta {
        TimeDelta::milliseconds(self.millis.into())
    }
}

/// All windows; `None` switches one off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// All chats together.
    pub overall: Option<Window>,
    /// The same for requests with `allow_paid_broadcast`.
    pub paid: Option<Window>,
    /// One chat of any kind.
    pub chat: Option<Window>,
    /// One group, supergroup or channel, over all its threads.
    pub group: Option<Window>,
    /// Whether edits count.
    pub edits_count: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            overall: Some(Window::per_seconds(30, 1)),
            paid: Some(Window::per_seconds(1000, 1)),
            chat: Some(Window::per_seconds(1, 1)),
            group: Some(Window::per_seconds(20, 60)),
            edits_count: true,
        }
    }
}

impl Limits {
    /// No limits at all.
    pub const NONE: Self = Self { overall: None, paid: None, chat: None, group: None, edits_count: false };
}

/// One request that asks for a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask {
    pub chat: i64,
    pub group: bool,
    pub paid: bool,
}

/// The times of accepted requests.
#[derive(Debug)]
pub(super) struct Pacer {
    limits: Limits,
    overall: VecDeque<DateTime<Utc>>,
    chats: HashMap<i64, VecDeque<DateTime<Utc>>>,
}

impl Pacer {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, overall: VecDeque::new(), chats: HashMap::new() }
    }

    pub(super) fn edits_count(&self) -> bool {
        self.limits.edits_count
    }

    /// Takes a place, or says after how many whole seconds there is one. A refused request takes none.
    pub(super) fn take(&mut self, ask: Ask, now: DateTime<Utc>) -> Result<(), i64> {
        let Limits { overall, paid, chat, group, .. } = self.limits;
        let total = if ask.paid { paid } else { overall };
        let log = self.chats.entry(ask.chat).or_default();
        let group = group.filter(|_| ask.group);
        let waits = [left(&self.overall, total, now), left(log, chat, now), left(log, group, now)];
        if let Some(wait) = waits.into_iter().flatten().max() {
            return Err(whole_seconds(wait));
        }
        for (log, windows) in [(&mut self.overall, [overall, paid]), (log, [chat, group])] {
            log.push_back(now);
            forget(log, windows, now);
        }
        Ok(())
    }
}

/// The time until the window has a place, `None` if it has one now. A request at `t` leaves a window
/// of length `s` exactly at `t + s`.
fn left(log: &VecDeque<DateTime<Utc>>, window: Option<Window>, now: DateTime<Utc>) -> Option<TimeDelta> {
    let window = window?;
    let oldest = log.len().checked_sub(window.limit.max(1)).and_then(|index| log.get(index))?;
    Some(*oldest + window.span() - now).filter(|wait| *wait > TimeDelta::zero())
}

fn forget(log: &mut VecDeque<DateTime<Utc>>, windows: [Option<Window>; 2], now: DateTime<Utc>) {
    let longest = windows.into_iter().flatten().map(Window::span).max().unwrap_or_default();
    while log.front().is_some_and(|time| *time + longest <= now) {
        log.pop_front();
    }
}

fn whole_seconds(wait: TimeDelta) -> i64 {
    let millis = wait.num_milliseconds().max(1);
    (millis + 999) / 1000
}
