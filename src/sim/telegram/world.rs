//! Everything that the stand-in remembers, and the way from a method's name to its function.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::TelegramSimConfig;
use super::answer::{Outcome, Refusal};
use super::chats::{Chat, Person};
use super::faults::Faults;
use super::files::Pictures;
use super::journal::Journal;
use super::limits::Pacer;
use super::log::Versions;
use super::params::Files;
use super::profile::Profile;
use super::queries::Queries;
use super::updates::Queue;
use super::webhook::Webhook;
use crate::clock::Clock;

/// Parameters by name, as their types say.
pub(super) type Values = Map<String, Value>;

#[derive(Debug)]
pub(super) struct World {
    pub clock: Clock,
    pub strict: bool,
    /// Privacy mode: in groups the bot reads only what is meant for it.
    pub private: bool,
    pub bot: Person,
    pub chats: BTreeMap<i64, Chat>,
    pub people: BTreeMap<i64, Person>,
    pub queue: Queue,
    pub queries: Queries,
    pub pacer: Pacer,
    pub faults: Faults,
    pub journal: Journal,
    pub profile: Profile,
    pub versions: Versions,
    pub pictures: Pictures,
    pub webhook: Option<Webhook>,
}

impl World {
    pub(super) fn new(config: TelegramSimConfig, clock: Clock) -> Self {
        // A token begins with the bot's id.
        let id = config.token.as_deref().and_then(|token| token.split(':').next()?.parse().ok());
        Self {
            clock,
            strict: config.strict,
            private: config.privacy,
            bot: Person::bot(id.unwrap_or(7_000_000_001), &config.username),
            chats: BTreeMap::new(),
            people: BTreeMap::new(),
            queue: Queue::new(config.first_update_id),
            queries: Queries::new(config.query_lifetime),
            pacer: Pacer::new(config.limits),
            faults: Faults::default(),
            journal: Journal::new(config.journal),
            profile: Profile::default(),
            versions: Versions::new(),
            pictures: Pictures::default(),
            webhook: None,
        }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Runs every method but `getUpdates`, which may have to wait.
    pub(super) fn run(&mut self, method: &str, params: &Values, files: &Files) -> Outcome {
        match method {
            "getMe" => Ok(self.me()),
            "sendMessage" => self.send_message(params),
            "sendPhoto" => self.send_photo(params, files),
            "getFile" => self.get_file(params),
            "editMessageCaption" => self.edit_message_caption(params),
            "editMessageText" => self.edit_message_text(params),
            "editMessageReplyMarkup" => self.edit_message_reply_markup(params),
            "deleteMessage" => self.delete_message(params),
            "answerCallbackQuery" => self.answer_callback_query(params),
            "sendChatAction" => self.send_chat_action(params),
            "getChat" => self.get_chat(params),
            "getChatMember" => self.get_chat_member(params),
            "getChatAdministrators" => self.get_chat_administrators(params),
            "getChatMemberCount" => self.get_chat_member_count(params),
            "setWebhook" => self.set_webhook(params),
            "deleteWebhook" => Ok(self.delete_webhook(params)),
            "getWebhookInfo" => Ok(self.webhook_info()),
            _ => self.profile(method, params).unwrap_or_else(|| Err(Refusal::new(404, "Not Found: method not found"))),
        }
    }

    fn me(&self) -> Value {
        let mut me = self.bot.json();
        for (field, value) in [
            ("can_join_groups", true),
            ("can_read_all_group_messages", !self.private),
            ("supports_inline_queries", false),
            ("can_connect_to_business", false),
            ("has_main_web_app", false),
            ("has_topics_enabled", false),
        ] {
            me[field] = json!(value);
        }
        me
    }

    /// Puts an update into the queue; it holds the clock until it is confirmed.
    pub(super) fn push_update(&mut self, kind: &str, payload: Value) {
        let busy = self.clock.busy();
        let now = self.now();
        self.queue.push(kind, payload, now, busy);
        self.ring_webhook();
    }

    fn answer_callback_query(&mut self, params: &Values) -> Outcome {
        if text(params, "text").encode_utf16().count() > 200 {
            return Err(Refusal::bad("MESSAGE_TOO_LONG"));
        }
        let now = self.now();
        self.queries.answer(text(params, "callback_query_id"), now)
    }
}

/// A text parameter, empty if absent.
pub(super) fn text<'a>(params: &'a Values, name: &str) -> &'a str {
    params.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// An integer parameter.
pub(super) fn integer(params: &Values, name: &str) -> Option<i64> {
    params.get(name).and_then(Value::as_i64)
}

/// A flag, false if absent.
pub(super) fn flag(params: &Values, name: &str) -> bool {
    params.get(name).and_then(Value::as_bool).unwrap_or_default()
}

/// `allowed_updates`, if it is there.
pub(super) fn kinds(params: &Values) -> Option<Vec<String>> {
    let kinds = params.get("allowed_updates")?.as_array()?;
    Some(kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Updates wait for a day (Bot API, "Getting updates").
pub(super) const UPDATES_KEPT: TimeDelta = TimeDelta::hours(24);
