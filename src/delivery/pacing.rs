//! When the next message may leave: sliding-window logs, pure over `now`.
//!
//! Telegram's limits slide (measured by others on the live API: 20 messages sent to a group within 19 s, the 21st
//! refused until the first was 60 s old), so a token bucket overshoots. When Telegram counts a
//! message we cannot know, only that it lies between request and answer: a slot is taken from the
//! request on and freed one window after the *answer*. Then no window of Telegram's own log holds
//! more than the limit, however slow the answers are.

mod window;

use std::collections::{BTreeSet, HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Lane, later};
use window::Window;

/// Telegram's limits, and what of them we keep for replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests a second over all chats.
    pub overall: usize,
    /// … of which only replies and answers to buttons may use these.
    pub reserve: usize,
    /// Messages a second to one chat.
    pub chat: usize,
    /// Messages a minute to one group, over all its threads.
    pub group: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { overall: 30, reserve: 5, chat: 1, group: 20 }
    }
}

// Whether Telegram's windows include both ends is not known: one millisecond settles it.
const SECOND: TimeDelta = TimeDelta::milliseconds(1001);
const MINUTE: TimeDelta = TimeDelta::milliseconds(60_001);

/// So many chats that are told to wait within [`FLOOD_SPAN`] mean the bot as a whole.
const FLOOD_CHATS: usize = 3;
const FLOOD_SPAN: TimeDelta = TimeDelta::seconds(10);
/// The longest that everybody waits for it: a single chat's `retry_after` may be hours.
const FLOOD_PAUSE: TimeDelta = TimeDelta::seconds(30);

/// The windows of every chat and of all of them.
#[derive(Debug)]
pub struct Pacer {
    limits: Limits,
    overall: Window,
    chats: HashMap<i64, Chat>,
    paused: HashMap<i64, DateTime<Utc>>,
    floods: VecDeque<(DateTime<Utc>, i64)>,
    everybody: Option<DateTime<Utc>>,
    answers: u64,
}

#[derive(Debug)]
struct Chat {
    second: Window,
    minute: Window,
}

impl Pacer {
    /// Nothing sent yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            overall: Window::new(SECOND),
            chats: HashMap::new(),
            paused: HashMap::new(),
            floods: VecDeque::new(),
            everybody: None,
            answers: 0,
        }
    }

    /// The earliest instant at which a request in `lane` to `chat` may leave: `now` or later;
    /// [`DateTime::MAX_UTC`] where that depends on an answer that has not come.
    #[must_use]
    pub fn next_free(&self, chat: i64, lane: Lane, now: DateTime<Utc>) -> DateTime<Utc> {
        self.everybody_free(lane, now).max(self.chat_free(chat, lane, now))
    }

    /// As [`Pacer::next_free`], by the windows of the chat alone.
    #[must_use]
    pub fn chat_free(&self, chat: i64, lane: Lane, now: DateTime<Utc>) -> DateTime<Utc> {
        if lane == Lane::Answer {
            return now;
        }
        let free = self.paused.get(&chat).map_or(now, |until| now.max(*until));
        let Some(log) = self.chats.get(&chat) else { return free };
        let free = free.max(log.second.free(self.limits.chat, now));
        if chat < 0 { free.max(log.minute.free(self.limits.group, now)) } else { free }
    }

    fn everybody_free(&self, lane: Lane, now: DateTime<Utc>) -> DateTime<Utc> {
        let urgent = matches!(lane, Lane::Answer | Lane::Reply);
        let limit = if urgent { self.limits.overall } else { self.limits.overall.saturating_sub(self.limits.reserve) };
        self.overall.free(limit.max(1), now).max(self.everybody.unwrap_or(now))
    }

    /// A request leaves: its slots are taken until [`Pacer::answered`].
    pub fn started(&mut self, chat: i64, lane: Lane, now: DateTime<Utc>) {
        self.overall.start(now);
        if lane != Lane::Answer {
            let log = self.chats.entry(chat).or_insert_with(Chat::new);
            log.second.start(now);
            log.minute.start(now);
        }
    }

    /// The answer came, or was given up: the slots free one window from now.
    pub fn answered(&mut self, chat: i64, lane: Lane, now: DateTime<Utc>) {
        self.overall.answer(now);
        if lane != Lane::Answer
            && let Some(log) = self.chats.get_mut(&chat)
        {
            log.second.answer(now);
            log.minute.answer(now);
        }
        self.forget(now);
    }

    /// The request did not leave after all.
    pub fn cancelled(&mut self, chat: i64, lane: Lane) {
        self.overall.cancel();
        if lane != Lane::Answer
            && let Some(log) = self.chats.get_mut(&chat)
        {
            log.second.cancel();
            log.minute.cancel();
        }
    }

    /// Telegram said "not before" for one chat. Several chats at once: everybody waits.
    pub fn flooded(&mut self, chat: i64, until: DateTime<Utc>, now: DateTime<Utc>) {
        self.pause(chat, until);
        self.floods.retain(|(at, _)| later(*at, FLOOD_SPAN) > now);
        self.floods.push_back((now, chat));
        let chats: BTreeSet<i64> = self.floods.iter().map(|(_, chat)| *chat).collect();
        if chats.len() >= FLOOD_CHATS {
            let pause = until.min(later(now, FLOOD_PAUSE));
            self.everybody = self.everybody.max(Some(pause));
            tracing::warn!(chats = chats.len(), until = %pause, "several chats are told to wait: everything pauses");
        }
    }

    /// Nothing goes to `chat` before `until`.
    pub fn pause(&mut self, chat: i64, until: DateTime<Utc>) {
        let entry = self.paused.entry(chat).or_insert(until);
        *entry = until.max(*entry);
    }

    /// An attempt of an earlier process, answered at that instant.
    pub fn reloaded(&mut self, chat: i64, lane: Lane, answered: DateTime<Utc>) {
        self.started(chat, lane, answered);
        self.answered(chat, lane, answered);
    }

    /// Drops what no longer matters, now and then: chats come by the hundred thousand.
    fn forget(&mut self, now: DateTime<Utc>) {
        self.answers += 1;
        if self.answers.is_multiple_of(512) {
            self.chats.retain(|chat, log| !log.idle(*chat, now));
            self.paused.retain(|_, until| *until > now);
        }
    }
}

impl Chat {
    const fn new() -> Self {
        Self { second: Window::new(SECOND), minute: Window::new(MINUTE) }
    }

    fn idle(&self, chat: i64, now: DateTime<Utc>) -> bool {
        self.second.idle(now) && (chat > 0 || self.minute.idle(now))
    }
}

#[cfg(test)]
mod tests;
