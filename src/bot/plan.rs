//! What a handler decided, before any of it is written.

use crate::alert::TestReport;
use crate::lang::Lang;
use crate::store::StoreError;
use crate::store::subscriber::{NewSubscriber, Subscriber};
use crate::telegram::payload::PayloadError;

use crate::render::Reply;

/// The outcome of a handler: one change at most, and answers in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What changes.
    pub change: Change,
    /// The language of the answers.
    pub lang: Lang,
    /// The answers.
    pub says: Vec<Say>,
}

/// What changes about the chat's subscriber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// The chat subscribes for the first time.
    Add(NewSubscriber),
    /// Settings or standing become these.
    Update(Subscriber),
    /// Everything that is kept of this chat is deleted.
    Delete {
        /// Telegram's id of the chat.
        chat: i64,
    },
    /// An alert is owed to this chat alone: a test.
    Test {
        /// To whom, by our own id.
        subscriber: i64,
        /// Its natural key.
        id: String,
        /// What it says.
        report: TestReport,
    },
}

/// One call of the Bot API that answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Say {
    /// A new message.
    Message {
        /// What it says.
        reply: Reply,
        /// Whether the languages hang below it as buttons.
        languages: bool,
    },
    /// A message of ours is rewritten in place; its language buttons stay.
    Edit {
        /// Which message.
        message_id: i64,
        /// What it says from now on.
        reply: Reply,
    },
    /// A button press is answered: its progress indicator ends.
    Answer {
        /// The press.
        callback: String,
        /// What the notice says.
        reply: Reply,
    },
    /// A question with two buttons.
    Confirm {
        /// The question.
        reply: Reply,
        /// What the button that agrees says and carries.
        yes: (Reply, String),
        /// What the other one says and carries.
        no: (Reply, String),
    },
    /// A message of ours is rewritten in place and loses its buttons.
    Rewrite {
        /// Which message.
        message_id: i64,
        /// What it says from now on.
        reply: Reply,
    },
    /// The chat's own list of commands is put into the plan's language.
    Commands,
}

impl Plan {
    /// Answers without a change.
    #[must_use]
    pub const fn say(lang: Lang, says: Vec<Say>) -> Self {
        Self { change: Change::Nothing, lang, says }
    }

    /// One new message without buttons.
    #[must_use]
    pub fn message(lang: Lang, reply: Reply) -> Self {
        Self::say(lang, vec![Say::Message { reply, languages: false }])
    }

    /// The same with a change.
    #[must_use]
    pub fn with(self, change: Change) -> Self {
        Self { change, ..self }
    }
}

/// Why a handler did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database failed.
    #[error("{source}: {}", .source.source)]
    Store {
        /// Where and why.
        #[from]
        source: StoreError,
    },
    /// The inbox holds something that is no update.
    #[error("the stored update cannot be read")]
    Payload,
    /// The words are missing.
    #[error("there are no words for the answer: {0}")]
    Words(String),
    /// The answer is no request.
    #[error("the answer does not become a request: {0}")]
    Request(#[from] PayloadError),
    /// The handler panicked.
    #[error("the handler panicked: {0}")]
    Panic(String),
}
