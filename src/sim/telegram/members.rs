//! Who is what in a group or channel.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::{Outcome, Refusal};
use super::chats::{Chat, ChatKind, Person};
use super::world::{Values, World, integer};

/// `ChatMember.status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The owner.
    Creator,
    /// An administrator, with rights.
    Administrator,
    /// A member.
    Member,
    /// In the chat, but not allowed everything; rights say what is allowed.
    Restricted,
    /// Not there.
    Left,
    /// Banned.
    Kicked,
}

impl Status {
    /// As the Bot API spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Creator => "creator",
            Self::Administrator => "administrator",
            Self::Member => "member",
            Self::Restricted => "restricted",
            Self::Left => "left",
            Self::Kicked => "kicked",
        }
    }

    /// Whether one with this status is in the chat.
    pub(super) const fn is_inside(self) -> bool {
        !matches!(self, Self::Left | Self::Kicked)
    }
}

impl std::str::FromStr for Status {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let all = [Self::Creator, Self::Administrator, Self::Member, Self::Restricted, Self::Left, Self::Kicked];
        all.into_iter().find(|status| status.as_str() == text).ok_or_else(|| format!("no status {text:?}"))
    }
}

/// One in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub status: Status,
    /// What an administrator, or one who is restricted, may do.
    pub rights: BTreeSet<String>,
    /// An administrator who shows the chat instead of a name.
    pub anonymous: bool,
    /// An administrator's title.
    pub title: Option<String>,
}

impl Member {
    /// With the rights that people usually give.
    pub(super) fn new(status: Status, kind: ChatKind) -> Self {
        let rights = match (status, kind) {
            (Status::Administrator, ChatKind::Channel) => &CHANNEL_DEFAULT[..],
            (Status::Administrator, _) => &GROUP_DEFAULT[..],
            _ => &[],
        };
        Self { rights: rights.iter().map(ToString::to_string).collect(), ..Self::bare(status) }
    }

    pub(super) const fn bare(status: Status) -> Self {
        Self { status, rights: BTreeSet::new(), anonymous: false, title: None }
    }

    /// Whether this member may do that; the creator may do everything.
    pub(super) fn has(&self, right: &str) -> bool {
        match self.status {
            Status::Creator => true,
            Status::Administrator | Status::Restricted => self.rights.contains(right),
            _ => false,
        }
    }

    pub(super) const fn is_administrator(&self) -> bool {
        matches!(self.status, Status::Creator | Status::Administrator)
    }

    /// A `ChatMember`.
    pub(super) fn json(&self, user: Value, kind: ChatKind) -> Value {
        let mut member = json!({ "status": self.status.as_str(), "user": user });
        let of_the_kind = if kind == ChatKind::Channel { &IN_CHANNEL[..] } else { &IN_GROUP[..] };
        let rights: &[&[&str]] = match self.status {
            Status::Administrator => &[&ADMINISTRATOR, of_the_kind],
            Status::Restricted => &[&RESTRICTED],
            _ => &[],
        };
        for right in rights.iter().copied().flatten() {
            member[*right] = json!(self.rights.contains(*right));
        }
        if self.is_administrator() {
            member["is_anonymous"] = json!(self.anonymous);
            if let Some(title) = &self.title {
                member["custom_title"] = json!(title);
            }
        }
        match self.status {
            Status::Administrator => member["can_be_edited"] = json!(false),
            Status::Restricted => {
                member["is_member"] = json!(true);
                member["until_date"] = json!(0);
            }
            Status::Kicked => member["until_date"] = json!(0),
            _ => {}
        }
        member
    }
}

impl Chat {
    /// What somebody is here; the person of a private chat is a member of it.
    pub(super) fn member(&self, user: i64) -> Member {
        let default = if self.kind == ChatKind::Private && user == self.id { Status::Member } else { Status::Left };
        self.members.get(&user).cloned().unwrap_or(Member::bare(default))
    }

    pub(super) fn bot_member(&self) -> Member {
        self.member(self.bot)
    }
}

impl World {
    pub(super) fn get_chat_member(&mut self, params: &Values) -> Outcome {
        let user = integer(params, "user_id").unwrap_or_default();
        let person = self.person(user).map(Person::json);
        let chat = self.find(params)?;
        chat.reachable()?;
        // Of a channel whose administrator it is not, a bot learns about itself only.
        if chat.kind == ChatKind::Channel && user != chat.bot && !chat.bot_member().is_administrator() {
            return Err(Refusal::bad("member list is inaccessible"));
        }
        let person = person.ok_or_else(|| Refusal::bad("user not found"))?;
        Ok(chat.member(user).json(person, chat.kind))
    }

    /// Administrators that are no bots, and the bot itself if it is one.
    pub(super) fn get_chat_administrators(&mut self, params: &Values) -> Outcome {
        let chat = self.find(params)?;
        if chat.kind == ChatKind::Private {
            return Err(Refusal::bad("there are no administrators in the private chat"));
        }
        chat.reachable()?;
        let kind = chat.kind;
        let found: Vec<(i64, Member)> = chat
            .members
            .iter()
            .filter(|(_, member)| member.is_administrator())
            .map(|(id, m)| (*id, m.clone()))
            .collect();
        let json = |(id, member): (i64, Member)| Some(member.json(self.person(id)?.json(), kind));
        Ok(Value::Array(found.into_iter().filter_map(json).collect()))
    }

    pub(super) fn get_chat_member_count(&mut self, params: &Values) -> Outcome {
        let chat = self.find(params)?;
        chat.reachable()?;
        let people = chat.members.values().filter(|member| member.status.is_inside()).count();
        Ok(json!(people + usize::from(chat.kind == ChatKind::Private)))
    }

    /// A person, the bot, or the account behind anonymous administrators.
    pub(super) fn person(&self, id: i64) -> Option<&Person> {
        if id == self.bot.id { Some(&self.bot) } else { self.people.get(&id) }
    }
}

const ADMINISTRATOR: [&str; 10] = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
];

const IN_GROUP: [&str; 2] = ["can_pin_messages", "can_manage_topics"];

const IN_CHANNEL: [&str; 3] = ["can_post_messages", "can_edit_messages", "can_manage_direct_messages"];

const GROUP_DEFAULT: [&str; 5] =
    ["can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_invite_users", "can_pin_messages"];

const CHANNEL_DEFAULT: [&str; 4] = ["can_manage_chat", "can_post_messages", "can_edit_messages", "can_delete_messages"];

const RESTRICTED: [&str; 14] = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
];
