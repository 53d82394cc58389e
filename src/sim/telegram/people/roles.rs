//! Members and administrators, the bot among them: who becomes what, and who is told.

use serde_json::json;

use super::SimError;
use crate::sim::telegram::TelegramSim;
use crate::sim::telegram::chats::{Chat, ChatKind, Person, Reach};
use crate::sim::telegram::log::Message;
use crate::sim::telegram::members::{Member, Status};
use crate::sim::telegram::world::World;

/// What somebody is to become.
#[derive(Debug, Clone, Copy)]
pub struct Role<'a> {
    /// The new status.
    pub status: Status,
    /// An administrator's rights (`can_post_messages` …), or what one who is restricted may still do;
    /// `None`: what people usually give.
    pub rights: Option<&'a [&'a str]>,
    /// Who does it; `None`: the creator, or anybody who is known.
    pub by: Option<i64>,
}

impl Role<'_> {
    /// A status with the usual rights.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        Self { status, rights: None, by: None }
    }
}

impl TelegramSim {
    /// The person blocks the bot: nothing can be sent, and the bot is told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn person_blocks(&self, chat: i64) -> Result<(), SimError> {
        self.bot_is(chat, Status::Kicked, Reach::Blocked)
    }

    /// The person unblocks the bot, and the bot is told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn person_unblocks(&self, chat: i64) -> Result<(), SimError> {
        self.bot_is(chat, Status::Member, Reach::Open)
    }

    /// The bot is removed from a group, and is told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn bot_is_kicked(&self, chat: i64) -> Result<(), SimError> {
        self.bot_is(chat, Status::Kicked, Reach::Open)
    }

    fn bot_is(&self, chat: i64, status: Status, reach: Reach) -> Result<(), SimError> {
        self.bot_becomes(chat, Role::of(status))?;
        self.set_reach(chat, reach)
    }

    /// The bot is added, removed, promoted or restricted; it is told by `my_chat_member`, and in groups
    /// that it joins by a service message as well.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn bot_becomes(&self, chat: i64, role: Role<'_>) -> Result<(), SimError> {
        let bot = self.world().bot.id;
        self.member_becomes(chat, bot, role)
    }

    /// Somebody joins, leaves, is promoted, restricted or removed. A bot that is an administrator and
    /// asks for `chat_member` is told.
    ///
    /// # Errors
    /// There is no such chat or person.
    pub fn member_becomes(&self, chat: i64, user: i64, role: Role<'_>) -> Result<(), SimError> {
        self.world().becomes(chat, user, role)?;
        self.arrivals.notify_waiters();
        Ok(())
    }

    /// Sets a member's status: `creator`, `administrator`, `member`, `restricted`, `left`, `kicked`.
    /// Nobody is told.
    ///
    /// # Errors
    /// There is no such chat or status.
    pub fn set_member(&self, chat: i64, user: i64, status: &str) -> Result<(), SimError> {
        let status: Status = status.parse().map_err(SimError::NoSuchStatus)?;
        let mut world = self.world();
        let chat = world.chat_mut(chat)?;
        chat.members.insert(user, Member::new(status, chat.kind));
        Ok(())
    }

    /// An administrator shows the group instead of a name from now on, or the name again. A title is
    /// shown under an anonymous message.
    ///
    /// # Errors
    /// There is no such chat, or the person is no administrator of it.
    pub fn set_anonymous(&self, chat: i64, user: i64, anonymous: bool, title: Option<&str>) -> Result<(), SimError> {
        let mut world = self.world();
        let members = &mut world.chat_mut(chat)?.members;
        let member = members.get_mut(&user).filter(|member| member.is_administrator());
        let member = member.ok_or(SimError::NotAMember { chat, user })?;
        member.anonymous = anonymous;
        member.title = title.map(str::to_owned);
        Ok(())
    }
}

impl World {
    fn becomes(&mut self, chat: i64, user: i64, role: Role<'_>) -> Result<(), SimError> {
        let person = self.person(user).ok_or(SimError::NoSuchPerson(user))?.json();
        let (now, bot) = (self.now(), self.bot.id);
        let place = self.chats.get_mut(&chat).ok_or(SimError::NoSuchChat(chat))?;
        let mut new = Member::new(role.status, place.kind);
        if let Some(rights) = role.rights {
            new.rights = rights.iter().map(ToString::to_string).collect();
        }
        let old = place.member(user);
        place.members.insert(user, new.clone());
        if user == bot {
            place.reach = Reach::Open;
        }
        let actor = role.by.and_then(|id| self.people.get(&id));
        let actor = actor.or_else(|| place.someone(|id| self.people.get(&id))).unwrap_or(&self.bot).json();
        let payload = json!({
            "chat": place.json(), "from": actor, "date": now.timestamp(),
            "old_chat_member": old.json(person.clone(), place.kind),
            "new_chat_member": new.json(person.clone(), place.kind),
        });
        let joins_group = !matches!(place.kind, ChatKind::Private | ChatKind::Channel)
            && new.status.is_inside()
            && !old.status.is_inside();
        let administrator = place.bot_member().is_administrator();
        if user == bot {
            self.push_update("my_chat_member", payload);
        } else if administrator {
            self.push_update("chat_member", payload);
        }
        if joins_group {
            let service = json!({ "new_chat_members": [person], "new_chat_member": person });
            let by = actor["id"].as_i64();
            // A group in which the bot cannot read yet has nothing to tell it.
            drop(self.incoming(chat, Message { service: Some(service), ..Message::by(by, now) }));
        }
        Ok(())
    }
}

impl Chat {
    /// The person of a private chat; in a group its creator, or any other member.
    fn someone<'a>(&self, person: impl Fn(i64) -> Option<&'a Person>) -> Option<&'a Person> {
        let creator = self.members.iter().filter(|(_, member)| member.status == Status::Creator);
        let others = self.members.iter().filter(|(_, member)| member.status.is_inside());
        let ids = creator.chain(others).map(|(id, _)| *id).chain([self.id]);
        ids.filter_map(person).next()
    }
}
