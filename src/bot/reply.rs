//! How the bot speaks: answers are values of `render`, and this is the edge to its words.

use crate::lang::Lang;
use crate::render::Reply;

/// The bot's words.
pub trait BotWords: Send + Sync + 'static {
    /// An answer as Telegram HTML. Notices (a language chosen, an apology, a dead button) carry no markup
    /// and fit the answer to a button: 200 characters.
    ///
    /// # Errors
    /// A text is missing or does not fit its figures; the string says which.
    fn reply(&self, lang: Lang, reply: &Reply) -> Result<String, String>;

    /// The description of a command in the list that Telegram shows: 1 to 256 characters.
    fn command(&self, lang: Lang, name: &str) -> String;

    /// What Telegram shows of the bot: before the first message (at most 512 characters), or on its page and
    /// with its link (`short`, at most 120).
    fn description(&self, lang: Lang, short: bool) -> String;
}
