//! Button presses that wait for their answer.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::answer::{Outcome, Refusal};

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
