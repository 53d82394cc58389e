//! What the bot answers, as values; the words are `render`'s.

use crate::board::Board;
use crate::lang::Lang;

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Subscribed: what will come, one example, `/help`. The languages hang below it as buttons.
    Welcome {
        /// For somebody new, whose language was guessed: ask for it. Otherwise they were here before
        /// or have just chosen it.
        fresh: bool,
    },
    /// A language was chosen: a notice of at most 200 characters, without markup.
    LanguageChosen,
    /// `/start` from a subscriber: says so and points to `/status`.
    AlreadySubscribed,
    /// Unsubscribed, and how to come back.
    Stopped,
    /// `/stop` from somebody who is not subscribed.
    NotSubscribed,
    /// What the bot does and which commands it knows.
    Help,
    /// The whole board.
    Status(Box<Board>),
    /// A command that the bot does not know: points to `/help`.
    UnknownCommand,
    /// Anything else that somebody wrote: points to `/help`.
    NotUnderstood,
    /// The bot failed: a message or a notice of at most 200 characters, without markup.
    Apology,
    /// A button that no longer does anything: a notice of at most 200 characters, without markup.
    ButtonExpired,
}

/// The bot's words.
pub trait BotWords: Send + Sync + 'static {
    /// An answer as Telegram HTML; notices (see [`Reply`]) as plain text.
    ///
    /// # Errors
    /// A text is missing or does not fit its figures; the string says which.
    fn reply(&self, lang: Lang, reply: &Reply) -> Result<String, String>;

    /// The description of a command in the list that Telegram shows: 1 to 256 characters.
    fn command(&self, lang: Lang, name: &str) -> String;
}
