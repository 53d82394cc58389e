//! Whether the bot may write to a chat; the texts of refusals are Telegram's.

use super::answer::Refusal;
use super::chats::{Chat, ChatKind, Reach};
use super::members::Status;

/// What the bot wants to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Text,
    Photo,
}

impl What {
    const fn right(self) -> &'static str {
        match self {
            Self::Text => "can_send_messages",
            Self::Photo => "can_send_photos",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Text => "text messages",
            Self::Photo => "photos",
        }
    }
}

impl Chat {
    /// Refuses where the bot cannot write.
    pub(super) fn writable(&self, what: What) -> Result<(), Refusal> {
        self.reachable()?;
        let no_rights = || Refusal::bad(format_args!("not enough rights to send {} to the chat", what.words()));
        let bot = self.bot_member();
        match (self.reach, self.kind) {
            (Reach::NoRights, _) => Err(no_rights()),
            (Reach::Forbidden, _) => Err(Refusal::bad("CHAT_WRITE_FORBIDDEN")),
            (_, ChatKind::Private) => Ok(()),
            (_, ChatKind::Channel) if !bot.has("can_post_messages") => {
                Err(Refusal::bad("need administrator rights in the channel chat"))
            }
            (_, ChatKind::Channel) => Ok(()),
            _ if bot.status == Status::Restricted && !bot.has(what.right()) => Err(no_rights()),
            _ if bot.status == Status::Member && self.muted => Err(no_rights()),
            _ => Ok(()),
        }
    }

    /// Refuses where the bot is not.
    pub(super) fn reachable(&self) -> Result<(), Refusal> {
        if let Some(to) = self.moved_to {
            return Err(Refusal::migrated(to));
        }
        let kind = self.kind.as_str();
        let kicked = || Refusal::forbidden(format_args!("bot was kicked from the {kind} chat"));
        let stranger = || Refusal::forbidden(format_args!("bot is not a member of the {kind} chat"));
        match (self.reach, self.bot_member().status) {
            (Reach::Stranger, _) => Err(Refusal::forbidden("bot can't initiate conversation with a user")),
            (Reach::Blocked, _) => Err(Refusal::forbidden("bot was blocked by the user")),
            (Reach::Deactivated, _) => Err(Refusal::forbidden("user is deactivated")),
            (Reach::Kicked, _) => Err(kicked()),
            (Reach::NotMember, _) => Err(stranger()),
            (_, Status::Kicked) => Err(kicked()),
            (_, Status::Left) => Err(stranger()),
            _ => Ok(()),
        }
    }

    /// Refuses a forum thread that is closed or does not exist. An administrator that may manage topics
    /// can write in closed ones.
    pub(super) fn thread(&self, thread: Option<i64>) -> Result<(), Refusal> {
        let Some(thread) = thread else { return Ok(()) };
        match self.threads.get(&thread) {
            Some(thread) if thread.open || self.bot_member().has("can_manage_topics") => Ok(()),
            Some(_) => Err(Refusal::bad("TOPIC_CLOSED")),
            None => Err(Refusal::bad("message thread not found")),
        }
    }
}
