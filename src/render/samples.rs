//! Every message with values to show it by: what `docs/messages.md` is made of and what tests go through.
//!
//! To add one: a line in the `samples()` of its subject. Figures are those published by the Federal
//! Reserve and the New York Fed in the autumn of 2025 unless a line says otherwise.

pub(in crate::render) mod answers;
pub(in crate::render) mod boards;
pub(in crate::render) mod build;
pub(in crate::render) mod data;
pub(in crate::render) mod decisions;
pub(in crate::render) mod funding;
mod manners;
pub(in crate::render) mod meetings;
mod menu;
mod names;
pub(in crate::render) mod notes;
mod operator;
mod personal;
mod rare;
mod rare_fomc;
mod rare_weeks;
mod replies;
pub(in crate::render) mod spells;
pub(in crate::render) mod weekly;
pub(in crate::render) mod weeks;
pub(in crate::render) mod whys;

use crate::alert::Alert;
use crate::lang::Lang;

pub use names::{Name, names};

use super::{COMMANDS, Html, Marks, RenderError, Renderer, Reply};

/// One message with its values.
pub struct Sample {
    /// When it is said, in a few words; no two samples have the same.
    pub when: &'static str,
    /// What is said.
    pub said: Said,
}

/// What a sample says.
pub enum Said {
    /// An alert, as one chat is told it.
    Alert(Box<Alert>, Marks),
    /// An answer.
    Reply(Box<Reply>),
    /// A short text without markup: the description of a command, the words on a button.
    Words(Box<Words>),
}

/// What makes a short text.
pub type Words = dyn Fn(&Renderer, Lang) -> Result<String, RenderError>;

impl Sample {
    /// The message in one language.
    ///
    /// # Errors
    /// A message failed.
    pub fn html(&self, renderer: &Renderer, lang: Lang) -> Result<Html, RenderError> {
        match &self.said {
            Said::Alert(alert, marks) => renderer.alert(lang, alert, *marks),
            Said::Reply(reply) => renderer.reply(lang, reply),
            Said::Words(words) => words(renderer, lang).map(|text| Html::text(&text)),
        }
    }
}

/// All samples by subject, in the order of `docs/messages.md`.
#[must_use]
pub fn all() -> Vec<(&'static str, Vec<Sample>)> {
    vec![
        ("Funding pressure", joined([funding::samples(), spells::samples(), rare::samples()])),
        ("The weekly balance sheet", joined([weekly::samples(), weeks::samples(), rare_weeks::samples()])),
        ("FOMC decisions and notes", joined([decisions::samples(), notes::samples(), rare_fomc::samples()])),
        ("Meetings and announcements", meetings::samples()),
        ("Notices about the data", data::samples()),
        ("Corrections and repeats", manners::samples()),
        ("Answers to commands", joined([boards::samples(), answers::samples(), whys::samples()])),
        ("Replies", replies::samples()),
        ("The settings menu, and groups", menu::samples()),
        ("Settings kept, shown, deleted", personal::samples()),
        ("The operator's chat", operator::samples()),
        ("The list of commands", COMMANDS.into_iter().map(command).collect()),
    ]
}

fn joined<const N: usize>(parts: [Vec<Sample>; N]) -> Vec<Sample> {
    parts.into_iter().flatten().collect()
}

/// The chat has an earlier revision.
const SENT_BEFORE: Marks = Marks { possible_repeat: false, revision_of_sent: true };

fn alert(when: &'static str, alert: Alert) -> Sample {
    marked(when, alert, Marks::default())
}

fn marked(when: &'static str, alert: Alert, marks: Marks) -> Sample {
    Sample { when, said: Said::Alert(Box::new(alert), marks) }
}

fn reply(when: &'static str, reply: Reply) -> Sample {
    Sample { when, said: Said::Reply(Box::new(reply)) }
}

fn words(when: &'static str, words: impl Fn(&Renderer, Lang) -> Result<String, RenderError> + 'static) -> Sample {
    Sample { when, said: Said::Words(Box::new(words)) }
}

fn command(name: &'static str) -> Sample {
    words(name, move |renderer, lang| renderer.command(lang, name))
}
