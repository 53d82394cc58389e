//! What people do: they write and press buttons.

mod migration;
mod places;
mod roles;

use serde_json::{Value, json};

use super::TelegramSim;
use super::chats::{Chat, ChatKind, Person, Reach};
use super::html::utf16_len;
use super::log::Message;
use super::markup;
use super::members::{Member, Status};
use super::world::World;

pub use roles::Role;

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
    /// The person is not in the chat, or may not write there.
    #[error("person {user} cannot write in chat {chat}")]
    NotAMember {
        /// The chat.
        chat: i64,
        /// The person.
        user: i64,
    },
    /// The topic was never made, or was deleted.
    #[error("there is no topic {thread} in chat {chat}")]
    NoSuchThread {
        /// The chat.
        chat: i64,
        /// The topic.
        thread: i64,
    },
    /// No member has such a status.
    #[error("{0}")]
    NoSuchStatus(String),
    /// The person must unblock the bot first, or the account is gone.
    #[error("chat {0} cannot reach the bot")]
    OutOfReach(i64),
}

/// What a person writes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// The forum thread.
    pub thread: Option<i64>,
    /// The message that it replies to.
    pub reply_to: Option<i64>,
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

    /// A person writes in their private chat.
    ///
    /// # Errors
    /// There is no such chat, or the bot is blocked there.
    pub fn person_says(&self, chat: i64, text: &str) -> Result<i64, SimError> {
        self.member_says(chat, chat, text, None)
    }

    /// A member writes in a group, in a thread if one is given. Returns the message's id. Somebody of whom
    /// nothing is known here becomes a member.
    ///
    /// # Errors
    /// There is no such chat or person, the person may not write there, or the bot is not there.
    pub fn member_says(&self, chat: i64, user: i64, text: &str, thread: Option<i64>) -> Result<i64, SimError> {
        self.says(chat, user, &Words { text, thread, reply_to: None })
    }

    /// A person writes, perhaps as a reply. Returns the message's id.
    ///
    /// # Errors
    /// As of [`TelegramSim::member_says`]; or the message that is replied to is not there.
    pub fn says(&self, chat: i64, user: i64, words: &Words<'_>) -> Result<i64, SimError> {
        let id = self.world().says(chat, user, words)?;
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

    /// A member presses a button that the bot has taken away since, or one of a deleted message: an app
    /// that has not heard of it yet still shows it. Returns the callback query's id.
    ///
    /// # Errors
    /// There is no such chat or person.
    pub fn member_presses_stale(&self, chat: i64, user: i64, message: i64, data: &str) -> Result<String, SimError> {
        let query = self.world().query(chat, user, message, data)?;
        self.arrivals.notify_waiters();
        Ok(query)
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
}

impl World {
    pub(in crate::sim::telegram) fn chat_mut(&mut self, chat: i64) -> Result<&mut Chat, SimError> {
        self.chats.get_mut(&chat).ok_or(SimError::NoSuchChat(chat))
    }

    fn says(&mut self, chat: i64, user: i64, words: &Words<'_>) -> Result<i64, SimError> {
        if !self.people.contains_key(&user) {
            return Err(SimError::NoSuchPerson(user));
        }
        let date = self.now();
        let place = self.chat_mut(chat)?;
        let member = place.joined(user);
        let mute = member.status == Status::Restricted && !member.has("can_send_messages");
        if mute || !member.status.is_inside() {
            return Err(SimError::NotAMember { chat, user });
        }
        if let Some(message) = words.reply_to.filter(|id| place.log.get(*id).is_none()) {
            return Err(SimError::NoSuchMessage { chat, message });
        }
        let (text, entities) = (words.text.to_owned(), command(words.text).into_iter().collect());
        let (thread, reply_to) = (words.thread, words.reply_to);
        let anonymous = member.anonymous && member.is_administrator();
        let signature = member.title.filter(|_| anonymous);
        let message =
            Message { text, entities, thread, reply_to, anonymous, signature, ..Message::by(Some(user), date) };
        self.incoming(chat, message)
    }

    /// Keeps a message that somebody wrote and tells the bot, if it may read it.
    pub(super) fn incoming(&mut self, chat: i64, message: Message) -> Result<i64, SimError> {
        let (source, private) = (message.text.clone(), self.private);
        let username = self.bot.username.clone().unwrap_or_default();
        let place = self.chat_mut(chat)?;
        if place.reach == Reach::Stranger {
            place.reach = Reach::Open;
        }
        place.reachable().map_err(|_| SimError::OutOfReach(chat))?;
        let heard = !private || place.hears(&message, &username);
        let kind = if place.kind == ChatKind::Channel { "channel_post" } else { "message" };
        let id = place.log.keep(Message { source, ..message });
        if heard {
            let payload = self.message_json(chat, id).unwrap_or_default();
            self.push_update(kind, payload);
        }
        Ok(id)
    }

    fn press(&mut self, chat: i64, user: i64, message: i64, data: &str) -> Result<String, SimError> {
        let place = self.chat_mut(chat)?;
        let kept = place.log.get(message).ok_or(SimError::NoSuchMessage { chat, message })?;
        if !markup::has_button(kept.markup.as_ref(), data) {
            return Err(SimError::NoSuchButton { chat, message, data: data.to_owned() });
        }
        self.query(chat, user, message, data)
    }

    fn query(&mut self, chat: i64, user: i64, message: i64, data: &str) -> Result<String, SimError> {
        let from = self.people.get(&user).ok_or(SimError::NoSuchPerson(user))?.json();
        let now = self.now();
        let place = self.chat_mut(chat)?;
        place.reachable().map_err(|_| SimError::OutOfReach(chat))?;
        // What is gone is an `InaccessibleMessage`.
        let gone = json!({ "chat": place.json(), "message_id": message, "date": 0 });
        let id = self.queries.open(chat, now);
        let message = self.message_json(chat, message).unwrap_or(gone);
        let instance = chat.unsigned_abs().wrapping_mul(2_654_435_761).to_string();
        let payload = json!({ "id": id, "from": from, "message": message, "chat_instance": instance, "data": data });
        self.push_update("callback_query", payload);
        Ok(id)
    }
}

impl Chat {
    /// What somebody is here; one of whom nothing is known becomes a member.
    fn joined(&mut self, user: i64) -> Member {
        if self.kind != ChatKind::Private {
            self.members.entry(user).or_insert(Member::bare(Status::Member));
        }
        self.member(user)
    }

    /// Whether the bot is told, by the rules of privacy mode: in groups only commands that are not for
    /// other bots, replies to the bot, and service messages; everything where it is an administrator.
    fn hears(&self, message: &Message, username: &str) -> bool {
        let everything =
            matches!(self.kind, ChatKind::Private | ChatKind::Channel) || self.bot_member().is_administrator();
        let to_bot = message.reply_to.and_then(|id| self.log.get(id)).is_some_and(|parent| parent.by_bot);
        let word = message.text.split_whitespace().next().unwrap_or_default();
        let for_us = word.split_once('@').is_none_or(|(_, name)| name.eq_ignore_ascii_case(username));
        everything || message.service.is_some() || to_bot || (!message.entities.is_empty() && for_us)
    }
}

/// The entity of a command at the beginning of a text.
fn command(text: &str) -> Option<Value> {
    let word = text.split_whitespace().next().filter(|word| text.starts_with(*word))?;
    let name = word.strip_prefix('/')?;
    let fits = !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || "_@".contains(char));
    fits.then(|| json!({ "type": "bot_command", "offset": 0, "length": utf16_len(word) }))
}
