//! HOW IT READS: alerts and replies as Telegram HTML in the reader's language.
//!
//! Words are in `config/locales/*.ftl`, one file a language; figures, dates and markup are made here.
//! A text that a language lacks is an error at start, never a hole in a message.

mod alert;
mod answer;
mod correction;
mod date;
mod decision;
mod funding;
mod html;
mod keys;
mod meeting;
pub mod menu;
mod note;
mod number;
mod operator;
mod origin;
mod personal;
mod quality;
mod reply;
mod rule;
pub mod samples;
mod spacing;
mod status;
mod table;
mod test;
mod threshold;
mod weekly;
mod words;

use chrono::{DateTime, Utc};

use crate::alert::Alert;
use crate::lang::Lang;

use date::Pen;
use words::Words;

pub use html::Html;
pub use operator::AdminButton;
pub use personal::{Counts, PersonalData, SettingsKept};
pub use reply::{Greeting, Reply};

/// The most UTF-16 units that Telegram takes in one message.
pub const MESSAGE_LIMIT: usize = 4096;

/// The commands that have a description, in the order of the menu.
pub const COMMANDS: [&str; 19] = [
    "status",
    "fomc",
    "h41",
    "repo",
    "tga",
    "bills",
    "next",
    "history",
    "why",
    "settings",
    "lang",
    "timezone",
    "test",
    "help",
    "start",
    "stop",
    "privacy",
    "mydata",
    "deletemydata",
];

/// The words of all languages. Made once, shared by everybody.
#[derive(Debug)]
pub struct Renderer {
    en: Words,
    zh_hant: Words,
    zh_hans: Words,
}

/// What a delivery knows about a message beyond the alert itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// Telegram's answer to an earlier try was lost: this chat may have it already.
    pub possible_repeat: bool,
    /// This chat was sent an earlier revision.
    pub revision_of_sent: bool,
}

impl Renderer {
    /// Reads all languages and tries every message in each.
    ///
    /// # Errors
    /// A file does not parse, lacks a message, or a message asks for a value that nobody gives.
    pub fn new() -> Result<Self, RenderError> {
        let load = |lang| Words::load(lang, words::source(lang));
        Ok(Self { en: load(Lang::En)?, zh_hant: load(Lang::ZhHant)?, zh_hans: load(Lang::ZhHans)? })
    }

    /// An alert, as one chat is told it.
    ///
    /// # Errors
    /// The alert holds nothing to say, or a message failed.
    pub fn alert(&self, lang: Lang, alert: &Alert, marks: Marks) -> Result<Html, RenderError> {
        alert::render(&self.pen(lang, alert.at), alert, marks)
    }

    /// An answer to somebody who asked.
    ///
    /// # Errors
    /// A message failed.
    pub fn reply(&self, lang: Lang, reply: &Reply) -> Result<Html, RenderError> {
        reply::render(self.words(lang), reply)
    }

    /// The description of a bot command (one of [`COMMANDS`]), at most 256 characters.
    ///
    /// # Errors
    /// No such command.
    pub fn command(&self, lang: Lang, name: &str) -> Result<String, RenderError> {
        reply::command(self.words(lang), name)
    }

    /// What Telegram shows of the bot: before the first message (at most 512 characters), or on its page (120).
    ///
    /// # Errors
    /// A message failed.
    pub fn description(&self, lang: Lang, short: bool) -> Result<String, RenderError> {
        let key = if short { keys::BOT_SHORT_DESCRIPTION } else { keys::BOT_DESCRIPTION };
        self.words(lang).say(&key, words::args![])
    }

    /// What stands on a button.
    ///
    /// # Errors
    /// A message failed.
    pub fn label(&self, lang: Lang, label: &menu::Label) -> Result<String, RenderError> {
        menu::label(self.words(lang), label)
    }

    /// What a group is told once its topic for alerts is closed or gone.
    ///
    /// # Errors
    /// A message failed.
    pub fn topic_gone(&self, lang: Lang) -> Result<Html, RenderError> {
        self.words(lang).say(&keys::TOPIC_GONE, words::args![]).map(|text| Html::text(&text))
    }

    const fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::En => &self.en,
            Lang::ZhHant => &self.zh_hant,
            Lang::ZhHans => &self.zh_hans,
        }
    }

    const fn pen(&self, lang: Lang, now: DateTime<Utc>) -> Pen<'_> {
        Pen { words: self.words(lang), now }
    }
}

/// Why a text cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A language's file cannot be read.
    #[error("the words of {lang} cannot be read: {detail}")]
    Locale {
        /// The language.
        lang: &'static str,
        /// What the parser says.
        detail: String,
    },
    /// A language lacks a message.
    #[error("{lang} has no message {key:?}")]
    MissingKey {
        /// The language.
        lang: &'static str,
        /// The message.
        key: String,
    },
    /// A message asks for what is not there: a value, another message.
    #[error("message {key:?} of {lang} fails: {detail}")]
    BadMessage {
        /// The language.
        lang: &'static str,
        /// The message.
        key: String,
        /// What Fluent says.
        detail: String,
    },
    /// An alert without a finding.
    #[error("alert {id:?} has nothing to say")]
    NothingToSay {
        /// The alert.
        id: String,
    },
    /// A command that nobody described.
    #[error("no description of the command {name:?}")]
    UnknownCommand {
        /// The name asked for.
        name: String,
    },
}

#[cfg(test)]
mod tests;
