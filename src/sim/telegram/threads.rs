//! Forum threads.

use serde_json::{Value, json};

use super::TelegramSim;
use super::log::Message;
use super::people::SimError;

/// A forum thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thread {
    pub name: String,
    /// Whether members may write there.
    pub open: bool,
}

impl TelegramSim {
    /// Opens or closes a forum thread, which is made if it is not there; `None` removes it. The bot is
    /// not told.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn set_thread(&self, chat: i64, thread: i64, open: Option<bool>) -> Result<(), SimError> {
        let mut world = self.world();
        let threads = &mut world.chat_mut(chat)?.threads;
        match open {
            Some(open) => {
                let name = || format!("Topic {thread}");
                threads.entry(thread).or_insert_with(|| Thread { name: name(), open }).open = open;
            }
            None => drop(threads.remove(&thread)),
        }
        Ok(())
    }

    /// Somebody makes a forum topic. Its id is that of the service message which says so.
    ///
    /// # Errors
    /// There is no such chat or person.
    pub fn topic_is_created(&self, chat: i64, user: i64, name: &str) -> Result<i64, SimError> {
        let service = json!({ "forum_topic_created": { "name": name, "icon_color": 7_322_096 } });
        let id = self.topic_news(chat, user, None, service)?;
        self.world().chat_mut(chat)?.threads.insert(id, Thread { name: name.to_owned(), open: true });
        Ok(id)
    }

    /// Somebody closes a forum topic or opens it again.
    ///
    /// # Errors
    /// There is no such chat, person or topic.
    pub fn topic_is_set(&self, chat: i64, user: i64, thread: i64, open: bool) -> Result<(), SimError> {
        let found = self.world().chat_mut(chat)?.threads.get_mut(&thread).map(|thread| thread.open = open);
        found.ok_or(SimError::NoSuchThread { chat, thread })?;
        let news = if open { "forum_topic_reopened" } else { "forum_topic_closed" };
        self.topic_news(chat, user, Some(thread), json!({ news: {} }))?;
        Ok(())
    }

    /// Somebody deletes a forum topic with all its messages. Nobody is told.
    ///
    /// # Errors
    /// There is no such chat or topic.
    pub fn topic_is_deleted(&self, chat: i64, thread: i64) -> Result<(), SimError> {
        let mut world = self.world();
        let place = world.chat_mut(chat)?;
        place.threads.remove(&thread).ok_or(SimError::NoSuchThread { chat, thread })?;
        let there = place.log.iter().filter(|(_, message)| message.thread == Some(thread) || message.id == thread);
        let ids: Vec<i64> = there.map(|(_, message)| message.id).collect();
        ids.into_iter().for_each(|id| place.log.delete(id));
        Ok(())
    }

    fn topic_news(&self, chat: i64, user: i64, thread: Option<i64>, service: Value) -> Result<i64, SimError> {
        let id = {
            let mut world = self.world();
            let message = Message { thread, service: Some(service), ..Message::by(Some(user), world.now()) };
            world.incoming(chat, message)?
        };
        self.arrivals.notify_waiters();
        Ok(id)
    }
}
