//! Groups and channels, and what is posted in channels.

use super::SimError;
use crate::sim::telegram::TelegramSim;
use crate::sim::telegram::chats::{Chat, ChatKind, Reach};
use crate::sim::telegram::log::Message;
use crate::sim::telegram::members::{Member, Status};

impl TelegramSim {
    /// A group, supergroup or forum of which the bot is a member, or a channel of which it is an
    /// administrator. Ids are negative.
    pub fn group_chat(&self, id: i64, kind: ChatKind, title: &str) {
        self.add_chat(id, kind, title);
    }

    /// The same without the bot: somebody can add it.
    pub fn foreign_chat(&self, id: i64, kind: ChatKind, title: &str) {
        self.add_chat(id, kind, title);
        let mut world = self.world();
        let bot = world.bot.id;
        if let Ok(chat) = world.chat_mut(id) {
            chat.members.remove(&bot);
        }
    }

    pub(super) fn add_chat(&self, id: i64, kind: ChatKind, title: &str) {
        let mut world = self.world();
        let bot = world.bot.id;
        let mut chat = Chat::new(id, kind, title, bot, world.versions.clone());
        let status = if kind == ChatKind::Channel { Status::Administrator } else { Status::Member };
        chat.members.insert(bot, Member::new(status, kind));
        world.chats.entry(id).or_insert(chat);
    }

    /// Somebody posts in a channel, with a name under it or without.
    ///
    /// # Errors
    /// There is no such chat, or the bot is not there.
    pub fn channel_posts(&self, chat: i64, text: &str, signature: Option<&str>) -> Result<i64, SimError> {
        let id = {
            let mut world = self.world();
            let post = Message {
                text: text.to_owned(),
                entities: super::command(text).into_iter().collect(),
                signature: signature.map(str::to_owned),
                ..Message::by(None, world.now())
            };
            world.incoming(chat, post)?
        };
        self.arrivals.notify_waiters();
        Ok(id)
    }

    /// Whether members of a group that are no administrators may write. The bot is not told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn set_muted(&self, chat: i64, muted: bool) -> Result<(), SimError> {
        self.world().chat_mut(chat)?.muted = muted;
        Ok(())
    }

    /// Changes whether the bot can write, without telling it.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn set_reach(&self, chat: i64, reach: Reach) -> Result<(), SimError> {
        self.world().chat_mut(chat)?.reach = reach;
        Ok(())
    }
}
