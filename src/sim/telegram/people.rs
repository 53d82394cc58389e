//! What people do: they write, press buttons, block the bot.

use serde_json::{Value, json};

use super::TelegramSim;
use super::chats::{Chat, ChatKind, Person, Reach, member_json};
use super::html::utf16_len;
use super::log::Message;
use super::markup;
use super::world::World;

/// Why a person cannot do that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SimError {
    /// The chat was never created.
    #[error("there is no chat {0}")]
    NoSuchChat(i64),
    /// The person was never created.
    #[error("there is no person {0}")]
    NoSuchPerson(i64),
    /// The message does not exist or was deleted.
    #[error("there is no message {message} in chat {chat}")]
    NoSuchMessage {
        /// The chat.
        chat: i64,
        /// The message.
        message: i64,
    },
    /// The message has no such button now.
    #[error("message {message} in chat {chat} has no button with the data {data:?}")]
    NoSuchButton {
        /// The chat.
        chat: i64,
        /// The message.
        message: i64,
        /// The data of the button.
        data: String,
    },
    /// The person must unblock the bot first, or the account is gone.
    #[error("chat {0} cannot reach the bot")]
    OutOfReach(i64),
}

impl TelegramSim {
    /// A private chat with a person who has pressed Start before, so that the bot may write at once.
    /// The chat's id is the person's. No update comes of it.
    pub fn private_chat(&self, id: i64, first_name: &str, language_code: Option<&str>) {
        self.person(id, first_name, language_code);
        self.add_chat(id, ChatKind::Private, first_name);
    }

    /// A person, to become a member of groups.
    pub fn person(&self, id: i64, first_name: &str, language_code: Option<&str>) {
        let (first_name, language_code) = (first_name.to_owned(), language_code.map(str::to_owned));
        self.world().people.insert(id, Person { id, is_bot: false, first_name, username: None, language_code });
    }

    /// A group, supergroup, forum or channel of which the bot is a member. Ids are negative.
    pub fn group_chat(&self, id: i64, kind: ChatKind, title: &str) {
        self.add_chat(id, kind, title);
    }

    fn add_chat(&self, id: i64, kind: ChatKind, title: &str) {
        let mut world = self.world();
        let bot = world.bot.id;
        let mut chat = Chat::new(id, kind, title, world.versions.clone());
        chat.members.insert(bot, "member".to_owned());
        world.chats.entry(id).or_insert(chat);
    }

    /// A person writes in their private chat.
    ///
    /// # Errors
    /// There is no such chat, or the bot is blocked there.
    pub fn person_says(&self, chat: i64, text: &str) -> Result<i64, SimError> {
        self.member_says(chat, chat, text, None)
    }

    /// A member writes in a group, in a thread if one is given. Returns the message's id.
    ///
    /// # Errors
    /// There is no such chat or person, or the bot is not there.
    pub fn member_says(&self, chat: i64, user: i64, text: &str, thread: Option<i64>) -> Result<i64, SimError> {
        let id = {
            let mut world = self.world();
            if !world.people.contains_key(&user) {
                return Err(SimError::NoSuchPerson(user));
            }
            let entities = command(text).into_iter().collect();
            let service = None;
            world.incoming(chat, Message { text: text.to_owned(), entities, thread, ..said(user, service) })?
        };
        self.arrivals.notify_waiters();
        Ok(id)
    }

    /// The person of a private chat presses a button.
    ///
    /// # Errors
    /// There is no such chat, message, or button on it now.
    pub fn person_presses(&self, chat: i64, message: i64, data: &str) -> Result<String, SimError> {
        self.member_presses(chat, chat, message, data)
    }

    /// A member presses a button. Returns the callback query's id.
    ///
    /// # Errors
    /// There is no such chat, person, message, or button on it now.
    pub fn member_presses(&self, chat: i64, user: i64, message: i64, data: &str) -> Result<String, SimError> {
        let query = self.world().press(chat, user, message, data)?;
        self.arrivals.notify_waiters();
        Ok(query)
    }

    /// The person blocks the bot: nothing can be sent, and the bot is told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn person_blocks(&self, chat: i64) -> Result<(), SimError> {
        self.bot_becomes(chat, "kicked", Reach::Blocked)
    }

    /// The person unblocks the bot, and the bot is told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn person_unblocks(&self, chat: i64) -> Result<(), SimError> {
        self.bot_becomes(chat, "member", Reach::Open)
    }

    /// The bot is removed from a group, and is told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn bot_is_kicked(&self, chat: i64) -> Result<(), SimError> {
        self.bot_becomes(chat, "kicked", Reach::Kicked)
    }

    fn bot_becomes(&self, chat: i64, status: &str, reach: Reach) -> Result<(), SimError> {
        self.world().bot_becomes(chat, status, reach)?;
        self.arrivals.notify_waiters();
        Ok(())
    }

    /// Puts any update into the queue, also of a kind that no client knows.
    pub fn inject_update(&self, kind: &str, payload: Value) {
        self.world().push_update(kind, payload);
        self.arrivals.notify_waiters();
    }

    /// Goes on with another update id, as Telegram may after a week without updates.
    pub fn renumber_updates(&self, next_id: i64) {
        self.world().queue.renumber(next_id);
    }

    /// Changes whether the bot can write, without telling it.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn set_reach(&self, chat: i64, reach: Reach) -> Result<(), SimError> {
        self.world().chat_mut(chat)?.reach = reach;
        Ok(())
    }

    /// Sets a member's status: `creator`, `administrator`, `member`, `restricted`, `left`, `kicked`.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn set_member(&self, chat: i64, user: i64, status: &str) -> Result<(), SimError> {
        self.world().chat_mut(chat)?.members.insert(user, status.to_owned());
        Ok(())
    }

    /// Opens or closes a forum thread; `None` removes it.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn set_thread(&self, chat: i64, thread: i64, open: Option<bool>) -> Result<(), SimError> {
        let mut world = self.world();
        let threads = &mut world.chat_mut(chat)?.threads;
        match open {
            Some(open) => threads.insert(thread, open),
            None => threads.remove(&thread),
        };
        Ok(())
    }

    /// The group becomes a supergroup with a new id: a new chat, and service messages in both.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn group_is_upgraded(&self, chat: i64, to: i64) -> Result<(), SimError> {
        let title = self.world().chat_mut(chat)?.title.clone();
        self.add_chat(to, ChatKind::Supergroup, &title);
        {
            let mut world = self.world();
            let members = world.chat_mut(chat)?.members.clone();
            world.chat_mut(to)?.members = members;
            let bot = world.bot.id;
            world.incoming(chat, said(bot, Some(json!({ "migrate_to_chat_id": to }))))?;
            world.incoming(to, said(bot, Some(json!({ "migrate_from_chat_id": chat }))))?;
            world.chat_mut(chat)?.moved_to = Some(to);
        }
        self.arrivals.notify_waiters();
        Ok(())
    }
}

impl World {
    pub(super) fn chat_mut(&mut self, chat: i64) -> Result<&mut Chat, SimError> {
        self.chats.get_mut(&chat).ok_or(SimError::NoSuchChat(chat))
    }

    /// Keeps a message that somebody wrote and tells the bot.
    fn incoming(&mut self, chat: i64, message: Message) -> Result<i64, SimError> {
        let date = self.now();
        let source = message.text.clone();
        let place = self.chat_mut(chat)?;
        if !matches!(place.reach, Reach::Open | Reach::Stranger | Reach::NoRights) {
            return Err(SimError::OutOfReach(chat));
        }
        if place.reach == Reach::Stranger {
            place.reach = Reach::Open;
        }
        let kind = if place.kind == ChatKind::Channel { "channel_post" } else { "message" };
        let id = place.log.keep(Message { date, source, ..message });
        let payload = self.message_json(chat, id).unwrap_or_default();
        self.push_update(kind, payload);
        Ok(id)
    }

    fn press(&mut self, chat: i64, user: i64, message: i64, data: &str) -> Result<String, SimError> {
        let from = self.people.get(&user).ok_or(SimError::NoSuchPerson(user))?.json();
        let place = self.chat_mut(chat)?;
        if place.reach != Reach::Open {
            return Err(SimError::OutOfReach(chat));
        }
        let kept = place.log.get(message).ok_or(SimError::NoSuchMessage { chat, message })?;
        if !markup::has_button(kept.markup.as_ref(), data) {
            return Err(SimError::NoSuchButton { chat, message, data: data.to_owned() });
        }
        let now = self.now();
        let id = self.queries.open(chat, now);
        let message = self.message_json(chat, message);
        let instance = chat.unsigned_abs().wrapping_mul(2_654_435_761).to_string();
        let payload = json!({ "id": id, "from": from, "message": message, "chat_instance": instance, "data": data });
        self.push_update("callback_query", payload);
        Ok(id)
    }

    fn bot_becomes(&mut self, chat: i64, status: &str, reach: Reach) -> Result<(), SimError> {
        let (now, bot, user) = (self.now(), self.bot.id, self.bot.json());
        let place = self.chats.get_mut(&chat).ok_or(SimError::NoSuchChat(chat))?;
        let old = place.members.insert(bot, status.to_owned()).unwrap_or_else(|| "left".to_owned());
        place.reach = reach;
        let json = place.json();
        // The person of a private chat; in a group, any member that we know.
        let member = place.members.keys().chain([&place.id]).find_map(|id| self.people.get(id));
        let from = member.unwrap_or(&self.bot).json();
        let payload = json!({
            "chat": json, "from": from, "date": now.timestamp(),
            "old_chat_member": member_json(&old, user.clone()),
            "new_chat_member": member_json(status, user),
        });
        self.push_update("my_chat_member", payload);
        Ok(())
    }
}

/// A message of this person, without text yet.
fn said(from: i64, service: Option<Value>) -> Message {
    Message { service, ..Message::by(Some(from), chrono::DateTime::UNIX_EPOCH) }
}

/// The entity of a command at the beginning of a text.
fn command(text: &str) -> Option<Value> {
    let word = text.split_whitespace().next().filter(|word| text.starts_with(*word))?;
    let name = word.strip_prefix('/')?;
    let fits = !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || "_@".contains(char));
    fits.then(|| json!({ "type": "bot_command", "offset": 0, "length": utf16_len(word) }))
}
