//! What a handler may look at.

use chrono::{DateTime, Utc};

use super::rights::{Checked, Rights};
use crate::lang::Lang;
use crate::store::menu::MenuMessage;
use crate::store::subscriber::Subscriber;
use crate::telegram::update::{Incoming, Kind};

/// One update with what is known about its chat.
#[derive(Debug, Clone)]
pub(super) struct Context {
    pub(super) incoming: Incoming,
    pub(super) subscriber: Option<Subscriber>,
    /// The subscriber whose settings are meant, where a button or a deep link names one: this chat's, or in
    /// a private chat that of a group or channel.
    pub(super) target: Option<Subscriber>,
    /// Where the open menu of those settings hangs, once that is known.
    pub(super) menu: Option<MenuMessage>,
    /// Whether whoever wrote or pressed may change those settings.
    pub(super) rights: Rights,
    /// The title of the chat that the settings belong to, where it is another one.
    pub(super) title: Option<String>,
    /// The command in the text, if any, and whom it is for.
    pub(super) command: Option<Command>,
    pub(super) now: DateTime<Utc>,
}

/// `/name@addressee argument and the rest`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    /// In lower case, without the slash.
    pub(super) name: String,
    /// The bot that is named, if one is.
    pub(super) addressee: Option<String>,
    /// The first word after it.
    pub(super) argument: Option<String>,
    /// Everything after it, without the space around it.
    pub(super) rest: String,
}

impl Context {
    pub(super) fn new(incoming: Incoming, subscriber: Option<Subscriber>, now: DateTime<Utc>) -> Self {
        let written = matches!(incoming.kind, Kind::Message | Kind::ChannelPost);
        let command = written.then(|| Command::read(incoming.text.as_deref()?)).flatten();
        let (target, menu, rights, title) = (None, None, Rights::Unasked, None);
        Self { incoming, subscriber, target, menu, rights, title, command, now }
    }

    /// The same with what was found out about rights, and with whose settings are meant. What was asked
    /// about another chat than the one that they belong to by now counts for nothing.
    pub(super) fn entitled(self, checked: Checked, target: Option<Subscriber>, menu: Option<MenuMessage>) -> Self {
        let elsewhere = |target: &Subscriber| self.incoming.chat.as_ref().is_none_or(|chat| chat.id != target.chat);
        let linked = target.as_ref().filter(|target| self.incoming.is_private() && elsewhere(target));
        let stale = linked.is_some_and(|target| checked.about != Some(target.chat));
        let rights = if stale && checked.rights == Rights::Allowed { Rights::Unknown } else { checked.rights };
        Self { target, menu, rights, title: checked.title, ..self }
    }

    /// Whether whoever wrote or pressed may change what is kept: in private chats the person, elsewhere
    /// administrators. Only updates that need it were asked about (`rights::GUARDED`, buttons).
    pub(super) fn may_change(&self) -> bool {
        self.rights == Rights::Allowed
    }

    /// The reader's language: chosen, or guessed from the app.
    pub(super) fn lang(&self) -> Lang {
        let guess = || self.incoming.from.as_ref().and_then(|from| from.language_code.as_deref());
        self.subscriber.as_ref().map_or_else(|| Lang::guess(guess()), |subscriber| subscriber.lang)
    }
}

impl Command {
    /// Reads a command from the beginning of a text. Marks of writing direction before it and the
    /// wide slash of Chinese keyboards are what people's apps add.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let (name, rest) = word(text.strip_prefix(['/', '\u{ff0f}'])?);
        if name.is_empty() {
            return None;
        }
        let (addressee, rest) = match rest.strip_prefix('@').map(word) {
            Some((addressee, rest)) => (Some(addressee.to_owned()), rest),
            None => (None, rest),
        };
        // What follows without a space belongs to the way of writing: "/help。".
        let rest = rest.strip_prefix(char::is_whitespace).unwrap_or_default().trim();
        let argument = rest.split_whitespace().next().map(str::to_owned);
        Some(Self { name: name.to_ascii_lowercase(), addressee, argument, rest: rest.to_owned() })
    }
}

/// The longest beginning that a command's or a bot's name can be, and what follows.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Marks of writing direction, joiners and the byte order mark.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_after_a_command_is_its_argument() {
        for (text, argument) in [
            ("/why R01", Some("R01")),
            ("/why@TideBot  r05 please", Some("r05")),
            ("/why\nR01", Some("R01")),
            ("/why", None),
            ("/why ", None),
            ("/why。", None),
            ("/why@TideBot", None),
        ] {
            let command = Command::read(text).unwrap_or_else(|| panic!("{text:?} is a command"));
            assert_eq!((command.name.as_str(), command.argument.as_deref()), ("why", argument), "{text:?}");
        }
    }

    #[test]
    fn commands_are_read_as_people_type_them() {
        for (text, name, addressee) in [
            ("/start", "start", None),
            ("/Start@TideBot", "start", Some("TideBot")),
            ("/start ref_42", "start", None),
            ("/start@tidebot\nref", "start", Some("tidebot")),
            ("  /help", "help", None),
            ("\u{200f}/status", "status", None),
            ("\u{ff0f}status", "status", None),
            ("/help。", "help", None),
            ("/help🙏", "help", None),
            ("/nope_1", "nope_1", None),
        ] {
            let command = Command::read(text).unwrap_or_else(|| panic!("{text:?} is a command"));
            assert_eq!((command.name.as_str(), command.addressee.as_deref()), (name, addressee), "{text:?}");
        }
        for text in ["", "/", "//", "start", "see /help", "/ start", "/狀態", "🙂", "مرحبا"] {
            assert_eq!(Command::read(text), None, "{text:?}");
        }
    }
}
