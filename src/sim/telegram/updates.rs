//! The queue of updates and the button presses that wait for their answer.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::answer::{Outcome, Refusal};
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
    /// Counts the calls of `getUpdates`: only the latest may go on waiting.
    poll: u64,
}

/// An update that is not confirmed. Its token keeps a jumping clock still.
#[derive(Debug)]
struct Pending {
    id: i64,
    at: DateTime<Utc>,
    update: Value,
    _busy: Busy,
}

impl Queue {
    pub(super) fn new(first_id: i64) -> Self {
        Self { next_id: first_id, waiting: VecDeque::new(), allowed: Vec::new(), poll: 0 }
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
        let update = json!({ "update_id": self.next_id, kind: payload });
        self.waiting.push_back(Pending { id: self.next_id, at: now, update, _busy: busy });
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
        if let Some(allowed) = allowed {
            self.allowed = allowed;
        }
        self.poll += 1;
        self.poll
    }

    /// What the poll gets now.
    ///
    /// # Errors
    /// 409 if another poll has begun since.
    pub(super) fn read(&mut self, poll: u64, limit: usize, now: DateTime<Utc>) -> Result<Vec<Value>, Refusal> {
        if poll != self.poll {
            let text =
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
            return Err(Refusal::new(409, text));
        }
        self.waiting.retain(|pending| now - pending.at < UPDATES_KEPT);
        Ok(self.waiting.iter().take(limit).map(|pending| pending.update.clone()).collect())
    }
}

/// Button presses.
#[derive(Debug)]
pub(super) struct Queries {
    lifetime: TimeDelta,
    open: BTreeMap<String, Query>,
    count: u64,
}

#[derive(Debug)]
struct Query {
    chat: i64,
    at: DateTime<Utc>,
    answered: bool,
}

impl Queries {
    pub(super) fn new(lifetime: TimeDelta) -> Self {
        Self { lifetime, open: BTreeMap::new(), count: 0 }
    }

    /// A new query's id.
    pub(super) fn open(&mut self, chat: i64, now: DateTime<Utc>) -> String {
        self.count += 1;
        let id = (4_611_686_018_427_387_904 + self.count).to_string();
        self.open.insert(id.clone(), Query { chat, at: now, answered: false });
        id
    }

    /// The chat in which the button was pressed.
    pub(super) fn chat(&self, id: &str) -> Option<i64> {
        self.open.get(id).map(|query| query.chat)
    }

    /// Answers a query once, while it is young. (That a second answer is refused is ours: strict.)
    pub(super) fn answer(&mut self, id: &str, now: DateTime<Utc>) -> Outcome {
        match self.open.get_mut(id) {
            Some(query) if !query.answered && now - query.at < self.lifetime => {
                query.answered = true;
                Ok(json!(true))
            }
            _ => Err(Refusal::bad("query is too old and response timeout expired or query ID is invalid")),
        }
    }
}
