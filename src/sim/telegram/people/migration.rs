//! A group that becomes a supergroup.

use serde_json::{Value, json};

use super::SimError;
use crate::sim::telegram::TelegramSim;
use crate::sim::telegram::chats::ChatKind;
use crate::sim::telegram::log::Message;

impl TelegramSim {
    /// The group becomes a supergroup with a new id: a new chat with the same members, and service
    /// messages in both. Sending to the old one is refused with the new id from then on.
    ///
    /// # Errors
    /// There is no such chat, or the bot is not there.
    pub fn group_is_upgraded(&self, chat: i64, to: i64) -> Result<(), SimError> {
        let title = self.world().chat_mut(chat)?.title.clone();
        self.add_chat(to, ChatKind::Supergroup, &title);
        {
            let mut world = self.world();
            let now = world.now();
            let news = |service: Value| Message { anonymous: true, service: Some(service), ..Message::by(None, now) };
            let old = world.chat_mut(chat)?;
            let (members, muted) = (old.members.clone(), old.muted);
            let new = world.chat_mut(to)?;
            (new.members, new.muted) = (members, muted);
            world.incoming(chat, news(json!({ "migrate_to_chat_id": to })))?;
            world.chat_mut(chat)?.moved_to = Some(to);
            world.incoming(to, news(json!({ "migrate_from_chat_id": chat })))?;
        }
        self.arrivals.notify_waiters();
        Ok(())
    }
}
