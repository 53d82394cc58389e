//! What has to be asked about an update.

use super::Rights;
use crate::bot::context::Command;
use crate::bot::press::{self, Press};
use crate::store::subscriber::ChatKind;
use crate::telegram::Identity;
use crate::telegram::update::{Incoming, Kind, Presence};

/// Commands that change what is kept of a chat, or show it: in groups for administrators only.
pub(in crate::bot) const GUARDED: [&str; 8] =
    ["start", "stop", "settings", "timezone", "lang", "test", "mydata", "deletemydata"];

/// In whose name anonymous administrators act; only administrators can be anonymous.
const GROUP_ANONYMOUS_BOT: i64 = 1_087_968_824;

/// What has to be asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ask {
    Nothing(Rights),
    /// Whether that person is an administrator of that chat.
    Member {
        chat: i64,
        user: i64,
    },
    /// The same of the chat of a subscriber, from within a private chat.
    Linked {
        subscriber: i64,
        here: i64,
        user: i64,
    },
}

/// What an update needs to know.
pub(super) fn ask(incoming: &Incoming, identity: &Identity) -> Ask {
    let (Some(chat), user) = (&incoming.chat, incoming.from.as_ref()) else { return Ask::Nothing(Rights::Unasked) };
    if incoming.is_private() {
        let (linked, user) = (target(incoming), user.map(|user| user.id));
        return match linked.zip(user) {
            Some((subscriber, user)) => Ask::Linked { subscriber, here: chat.id, user },
            None => Ask::Nothing(Rights::Allowed),
        };
    }
    let asks = match incoming.kind {
        Kind::ChannelPost => return Ask::Nothing(Rights::Allowed),
        Kind::Message if incoming.is_anonymous() => return Ask::Nothing(Rights::Allowed),
        Kind::Message => {
            let command = incoming.text.as_deref().and_then(Command::read);
            command.is_some_and(|command| GUARDED.contains(&command.name.as_str()) && command.is_for(identity))
        }
        Kind::Callback => true,
        // Channels take nobody but administrators in, and those add bots.
        Kind::MyChatMember if chat.kind == ChatKind::Channel => return Ask::Nothing(Rights::Allowed),
        Kind::MyChatMember => incoming.membership.is_some_and(|membership| membership.new == Some(Presence::Present)),
        Kind::Other(_) => false,
    };
    match user {
        Some(user) if asks && user.id == GROUP_ANONYMOUS_BOT => Ask::Nothing(Rights::Allowed),
        Some(user) if asks && !user.is_bot => Ask::Member { chat: chat.id, user: user.id },
        _ => Ask::Nothing(Rights::Unasked),
    }
}

/// The subscriber whose settings are meant, where a button or a deep link names one.
pub(in crate::bot) fn target(incoming: &Incoming) -> Option<i64> {
    if let Some(pressed) = &incoming.callback {
        return Some(Press::read(pressed.data.as_deref()?)?.subscriber);
    }
    let command = Command::read(incoming.text.as_deref()?).filter(|_| incoming.is_private())?;
    (command.name == "start").then(|| press::linked(command.argument.as_deref()?)).flatten()
}

#[cfg(test)]
mod tests;
