//! The messages of a chat, and what has changed since somebody last looked.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::watch;

/// One number for all chats that grows with every change of a message.
#[derive(Debug, Clone)]
pub(super) struct Versions(Arc<watch::Sender<u64>>);

impl Versions {
    pub(super) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }

    pub(super) fn now(&self) -> u64 {
        *self.0.borrow()
    }

    pub(super) fn follow(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }

    fn next(&self) -> u64 {
        self.0.send_modify(|version| *version += 1);
        self.now()
    }
}

/// A message in a chat.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub id: i64,
    /// `None`: the bot, or nobody in particular (a channel).
    pub from: Option<i64>,
    /// Whether the bot wrote it.
    pub by_bot: bool,
    /// Whether it shows the chat instead of the person: an anonymous administrator.
    pub anonymous: bool,
    /// The name under a channel post, or an anonymous administrator's title.
    pub signature: Option<String>,
    pub date: DateTime<Utc>,
    /// As it was sent, marks included.
    pub source: String,
    /// The text, or the caption of a photo.
    pub text: String,
    pub entities: Vec<Value>,
    /// The photo's file id.
    pub photo: Option<String>,
    pub markup: Option<Value>,
    pub edited: Option<DateTime<Utc>>,
    pub reply_to: Option<i64>,
    pub thread: Option<i64>,
    /// Sent without a sound.
    pub silent: bool,
    /// Fields of a service message, which has no text.
    pub service: Option<Value>,
}

impl Message {
    /// An empty message; its id is given when it is kept.
    pub(super) fn by(from: Option<i64>, date: DateTime<Utc>) -> Self {
        Self {
            id: 0,
            from,
            by_bot: false,
            anonymous: false,
            signature: None,
            date,
            source: String::new(),
            text: String::new(),
            entities: Vec::new(),
            photo: None,
            markup: None,
            edited: None,
            reply_to: None,
            thread: None,
            silent: false,
            service: None,
        }
    }
}

/// The messages of a chat by id. Every change takes the next version.
#[derive(Debug)]
pub(super) struct Log {
    versions: Versions,
    messages: BTreeMap<i64, (u64, Message)>,
    /// Ids of deleted messages and when that was.
    deleted: BTreeMap<i64, u64>,
    last: i64,
}

impl Log {
    pub(super) fn new(versions: Versions) -> Self {
        Self { versions, messages: BTreeMap::new(), deleted: BTreeMap::new(), last: 0 }
    }

    pub(super) fn get(&self, id: i64) -> Option<&Message> {
        self.messages.get(&id).map(|(_, message)| message)
    }

    /// All messages that are there, oldest first, each with the version of its last change.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (u64, &Message)> {
        self.messages.values().map(|(version, message)| (*version, message))
    }

    /// The ids of messages that were deleted after this version.
    pub(super) fn deleted_since(&self, since: u64) -> Vec<i64> {
        self.deleted.iter().filter(|(_, version)| **version > since).map(|(id, _)| *id).collect()
    }

    /// Keeps a message under the next id.
    pub(super) fn keep(&mut self, mut message: Message) -> i64 {
        self.last += 1;
        message.id = self.last;
        self.messages.insert(self.last, (self.versions.next(), message));
        self.last
    }

    /// Puts a changed message in the place of the old one.
    pub(super) fn replace(&mut self, message: Message) {
        self.messages.insert(message.id, (self.versions.next(), message));
    }

    pub(super) fn delete(&mut self, id: i64) {
        if self.messages.remove(&id).is_some() {
            self.deleted.insert(id, self.versions.next());
        }
    }
}
