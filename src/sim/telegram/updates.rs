//! The queue of updates: read by polls, or pushed to a webhook.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::answer::Refusal;
use super::world::UPDATES_KEPT;
use crate::clock::Busy;

/// What a bot must ask for by name (Bot API, `getUpdates`).
const NOT_BY_DEFAULT: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// Updates in the order of their ids, and which poller is the current one.
#[derive(Debug)]
pub(super) struct Queue {
    next_id: i64,
    waiting: VecDeque<Pending>,
    /// Sticks from one `getUpdates` to the next; `None` or empty: the default.
    allowed: Vec<String>,
    /// Counts the calls of `getUpdates` and `setWebhook`: only the latest poll may go on waiting.
    poll: u64,
    /// Whether it was `setWebhook` that ended the polls before.
    by_webhook: bool,
    /// Chats whose first update the webhook did not take, and when it is tried again.
    stalled: BTreeMap<i64, Stall>,
}

/// A chat whose updates wait for the webhook to get well.
#[derive(Debug, Clone, Copy)]
struct Stall {
    until: DateTime<Utc>,
    /// The pause before the next attempt; it doubles.
    pause: TimeDelta,
}

/// The first failure is followed at once by a second attempt, then come pauses of 2, 4, 8 … seconds up to this.
const LONGEST_PAUSE: TimeDelta = TimeDelta::seconds(60);

/// An update that is not confirmed. Its token keeps a jumping clock still.
#[derive(Debug)]
struct Pending {
    id: i64,
    at: DateTime<Utc>,
    /// Updates of one chat are pushed one after the other.
    chat: i64,
    update: Value,
    busy: Option<Busy>,
}

impl Queue {
    pub(super) fn new(first_id: i64) -> Self {
        Self {
            next_id: first_id,
            waiting: VecDeque::new(),
            allowed: Vec::new(),
            poll: 0,
            by_webhook: false,
            stalled: BTreeMap::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(super) fn clear(&mut self) {
        self.waiting.clear();
    }

    /// Adds an update, unless the bot has not asked for its kind: that is decided now, not when it is read.
    pub(super) fn push(&mut self, kind: &str, payload: Value, now: DateTime<Utc>, busy: Busy) {
        let wanted = if self.allowed.is_empty() {
            !NOT_BY_DEFAULT.contains(&kind)
        } else {
            self.allowed.iter().any(|allowed| allowed == kind)
        };
        if !wanted {
            return;
        }
        let chat = chat_of(&payload);
        // A chat that waits for its webhook to get well must not hold the clock: its pause would never end.
        let busy = Some(busy).filter(|_| !self.stalled.contains_key(&chat));
        let update = json!({ "update_id": self.next_id, kind: payload });
        self.waiting.push_back(Pending { id: self.next_id, at: now, chat, update, busy });
        self.next_id += 1;
    }

    pub(super) fn renumber(&mut self, next_id: i64) {
        self.next_id = next_id;
    }

    /// Begins a poll: confirms by offset, remembers the kinds, and ends every other poll.
    pub(super) fn begin(&mut self, offset: i64, allowed: Option<Vec<String>>) -> u64 {
        if offset > 0 {
            self.waiting.retain(|pending| pending.id >= offset);
        } else if offset < 0 {
            // The last ones are kept, all before them are forgotten.
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            self.waiting.drain(..self.waiting.len().saturating_sub(keep));
        }
        self.allow(allowed);
        self.by_webhook = false;
        self.poll += 1;
        self.poll
    }

    /// Remembers the kinds that the bot asks for; `None` leaves them as they are.
    pub(super) fn allow(&mut self, allowed: Option<Vec<String>>) {
        self.allowed = allowed.unwrap_or_else(|| std::mem::take(&mut self.allowed));
    }

    pub(super) fn allowed(&self) -> &[String] {
        &self.allowed
    }

    /// A webhook is set: polls end.
    pub(super) fn end_polls(&mut self) {
        self.by_webhook = true;
        self.stalled.clear();
        self.poll += 1;
    }

    /// What the poll gets now.
    ///
    /// # Errors
    /// 409 if another poll has begun since.
    pub(super) fn read(&mut self, poll: u64, limit: usize, now: DateTime<Utc>) -> Result<Vec<Value>, Refusal> {
        if poll != self.poll {
            let text = if self.by_webhook {
                "Conflict: terminated by setWebhook request"
            } else {
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            };
            return Err(Refusal::new(409, text));
        }
        self.forget(now);
        Ok(self.waiting.iter().take(limit).map(|pending| pending.update.clone()).collect())
    }

    fn forget(&mut self, now: DateTime<Utc>) {
        self.waiting.retain(|pending| now - pending.at < UPDATES_KEPT);
    }

    /// What can be pushed now: the first update of each chat, no more than `connections`.
    pub(super) fn due(&mut self, connections: usize, now: DateTime<Utc>) -> Vec<(i64, Value)> {
        self.forget(now);
        let mut seen = BTreeSet::new();
        let stalled = |chat: i64| self.stalled.get(&chat).is_some_and(|stall| stall.until > now);
        let first = self.waiting.iter().filter(|pending| seen.insert(pending.chat) && !stalled(pending.chat));
        first.take(connections).map(|pending| (pending.id, pending.update.clone())).collect()
    }

    /// When the next pause ends.
    pub(super) fn next_due(&self) -> Option<DateTime<Utc>> {
        let waits = |chat: &i64| self.waiting.iter().any(|pending| pending.chat == *chat);
        self.stalled.iter().filter(|(chat, _)| waits(chat)).map(|(_, stall)| stall.until).min()
    }

    /// The webhook took an update.
    pub(super) fn taken(&mut self, id: i64) {
        if let Some(chat) = self.waiting.iter().find(|pending| pending.id == id).map(|pending| pending.chat) {
            self.stalled.remove(&chat);
        }
        self.waiting.retain(|pending| pending.id != id);
    }

    /// The webhook did not take an update: its chat waits.
    pub(super) fn failed(&mut self, id: i64, now: DateTime<Utc>) {
        let Some(chat) = self.waiting.iter().find(|pending| pending.id == id).map(|pending| pending.chat) else {
            return;
        };
        let pause = match self.stalled.get(&chat) {
            None => TimeDelta::zero(),
            Some(stall) => (stall.pause * 2).clamp(TimeDelta::seconds(2), LONGEST_PAUSE),
        };
        self.stalled.insert(chat, Stall { until: now + pause, pause });
        for pending in self.waiting.iter_mut().filter(|pending| pending.chat == chat) {
            pending.busy = None;
        }
    }
}

/// The chat of an update, or the person; 0 where there is neither.
fn chat_of(payload: &Value) -> i64 {
    let paths = ["/chat/id", "/message/chat/id", "/from/id"];
    paths.iter().find_map(|path| payload.pointer(path)?.as_i64()).unwrap_or_default()
}
