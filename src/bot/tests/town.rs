//! The bot with its real words against the strict stand-in, on a socket: people do something, and the
//! journal says what the bot asked of Telegram.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use serde_json::{Value, json};
use sqlx::Row as _;
use tokio_util::sync::CancellationToken;

use super::house::EmptyBoard;
use crate::bot::{Bot, BotParts, BotWords, Reply};
use crate::clock::Clock;
use crate::lang::Lang;
use crate::render::menu::Label;
use crate::render::{Html, Renderer};
use crate::sim::telegram::{ChatKind, Entry, Limits, MessageView, Role, Status, TelegramSim, TelegramSimConfig};
use crate::store::Store;
use crate::store::inbox::{self, Kept};
use crate::store::subscriber::{self, Subscriber};
use crate::telegram::update::{Incoming, KINDS};
use crate::telegram::{ApiError, Client, ClientConfig, Identity, Me};

/// Runs the group.
pub(super) const ANNA: i64 = 101;
/// A member of it.
pub(super) const BEN: i64 = 102;
/// A supergroup.
pub(super) const GROUP: i64 = -1001;
/// A forum.
pub(super) const FORUM: i64 = -1002;
/// A channel.
pub(super) const CHANNEL: i64 = -1003;
/// A basic group.
pub(super) const BASIC: i64 = -14;

/// The words of the product.
struct Spoken;

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new().expect("every language is complete"));

impl BotWords for Spoken {
    fn description(&self, lang: Lang, short: bool) -> String {
        RENDERER.description(lang, short).expect("a text")
    }

    fn reply(&self, lang: Lang, reply: &Reply) -> Result<String, String> {
        RENDERER.reply(lang, reply).map(Html::into_string).map_err(|error| error.to_string())
    }

    fn label(&self, lang: Lang, label: &Label) -> Result<String, String> {
        RENDERER.label(lang, label).map_err(|error| error.to_string())
    }

    fn command(&self, lang: Lang, name: &str) -> String {
        RENDERER.command(lang, name).expect("a command")
    }
}

pub(super) struct Town {
    pub(super) sim: Arc<TelegramSim>,
    pub(super) store: Store,
    pub(super) clock: Clock,
    bot: Bot<EmptyBoard>,
    client: Client,
    offset: i64,
    seen: u64,
    _dir: tempfile::TempDir,
}

impl Town {
    /// Anna and Ben have private chats; Anna is the creator of every group, Ben a member.
    pub(super) async fn build() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.unwrap();
        let clock = Clock::jumping("2025-10-27T12:00:00Z".parse().unwrap());
        let config = TelegramSimConfig { strict: true, limits: Limits::NONE, ..TelegramSimConfig::default() };
        let username = config.username.clone();
        let sim = TelegramSim::new(config, clock.clone());
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let api_url = format!("http://{}", listener.local_addr().unwrap());
        let router = sim.router();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let timeout = Duration::from_secs(10);
        let client = Client::new(&ClientConfig { api_url, token: "1:x".into(), timeout }).unwrap();
        let identity = Identity::default();
        identity.set(Me { id: 1, username: Some(username) });
        let bot = Bot::new(BotParts {
            store: store.clone(),
            clock: clock.clone(),
            client: client.clone(),
            identity,
            words: Arc::new(Spoken),
            boards: Arc::new(EmptyBoard::default()),
            delivery_bell: clock.bell(),
            keep_messages: chrono::TimeDelta::days(90),
        });
        sim.private_chat(ANNA, "Anna", Some("en"));
        sim.private_chat(BEN, "Ben", Some("zh-hant"));
        for (chat, kind) in [
            (GROUP, ChatKind::Supergroup),
            (FORUM, ChatKind::Forum),
            (CHANNEL, ChatKind::Channel),
            (BASIC, ChatKind::Group),
        ] {
            sim.group_chat(chat, kind, "Desk");
            sim.set_member(chat, ANNA, "creator").unwrap();
            sim.set_member(chat, BEN, "member").unwrap();
        }
        let mut town = Self { sim, store, clock, bot, client, offset: 0, seen: 0, _dir: dir };
        // Telegram keeps to the kinds of the last request: the first one asks for them.
        town.go().await;
        town
    }

    /// Takes in what happened, handles it and sends what is owed; everything that was asked of Telegram,
    /// in its order. What Telegram refuses is a fault of the test, but for an edit that changes nothing.
    pub(super) async fn go(&mut self) -> Vec<Entry> {
        let said = self.go_freely().await;
        let refused: Vec<_> = said.iter().filter(|entry| !entry.accepted).collect();
        assert!(refused.iter().all(|entry| is_unmodified(entry)), "{refused:?}");
        said
    }

    /// The same where refusals are a part of the story.
    pub(super) async fn go_freely(&mut self) -> Vec<Entry> {
        self.take_in().await;
        // Every act is a minute after the one before, as far as hammering is concerned.
        self.bot.flood = crate::bot::flood::Flood::default();
        self.bot.pass(&CancellationToken::new()).await.unwrap();
        self.send().await;
        let entries = self.sim.journal_after(self.seen);
        self.seen = entries.last().map_or(self.seen, |entry| entry.seq);
        entries.into_iter().filter(|entry| entry.method != "getUpdates").collect()
    }

    async fn take_in(&mut self) {
        let params = json!({"offset": self.offset, "timeout": 0, "limit": 100, "allowed_updates": KINDS});
        let updates: Vec<Value> = self.client.query("getUpdates", &params).await.unwrap();
        let kept = |update: &Value| {
            let incoming = Incoming::read(update).unwrap();
            let chat = incoming.chat.as_ref().map_or(0, |chat| chat.id);
            Kept { update_id: incoming.update_id, chat, payload: Some(update.to_string()) }
        };
        let kept: Vec<Kept> = updates.iter().map(kept).collect();
        self.offset = kept.iter().map(|update| update.update_id + 1).max().unwrap_or(self.offset);
        let mut tx = self.store.begin().await.unwrap();
        inbox::keep(&mut tx, &kept, self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let params = json!({"offset": self.offset, "timeout": 0, "allowed_updates": KINDS});
        let none: Vec<Value> = self.client.query("getUpdates", &params).await.unwrap();
        assert!(none.is_empty());
    }

    /// Sends as delivery does: by lane, in creation order, addressed by the row.
    async fn send(&self) {
        let sql =
            "SELECT alert, method, payload, chat, thread FROM delivery WHERE state = 'pending' ORDER BY lane, seq";
        for row in sqlx::query(sql).fetch_all(self.store.reader()).await.unwrap() {
            let (key, method): (String, String) = (row.get(0), row.get(1));
            let mut params: Value = serde_json::from_str(&row.get::<String, _>(2)).unwrap();
            if !["answerCallbackQuery", "setMyCommands"].contains(&method.as_str()) {
                params["chat_id"] = row.get::<i64, _>(3).into();
            }
            if row.get::<i64, _>(4) != 0 && method == "sendMessage" {
                params["message_thread_id"] = row.get::<i64, _>(4).into();
            }
            let answer: Result<Value, ApiError> = self.client.query(&method, &params).await;
            let (state, message) = match &answer {
                Ok(message) => ("sent", message.get("message_id").and_then(Value::as_i64)),
                Err(_) => ("failed", None),
            };
            let settle = "UPDATE delivery SET state = $2, message_id = $3 WHERE alert = $1";
            let settle = sqlx::query(settle).bind(key).bind(state).bind(message);
            settle.execute(self.store.writer()).await.unwrap();
        }
    }

    /// Somebody writes; what the bot asked of Telegram.
    pub(super) async fn says(&mut self, chat: i64, user: i64, text: &str) -> Vec<Entry> {
        self.sim.member_says(chat, user, text, None).unwrap();
        self.go().await
    }

    /// Somebody presses a button of the last message that has it.
    pub(super) async fn presses(&mut self, chat: i64, user: i64, data: &str) -> Vec<Entry> {
        let message = self.with_button(chat, data);
        self.sim.member_presses(chat, user, message, data).unwrap();
        self.go().await
    }

    /// Somebody's app sends that data from below that message, whatever hangs there.
    pub(super) async fn forges(&mut self, chat: i64, user: i64, message: i64, data: &str) -> Vec<Entry> {
        self.sim.member_presses_stale(chat, user, message, data).unwrap();
        self.go().await
    }

    fn with_button(&self, chat: i64, data: &str) -> i64 {
        let messages = self.messages(chat);
        let found = messages.iter().rev().find(|message| data_of(message).contains(&data.to_owned()));
        let last = messages.iter().rev().find(|message| message.reply_markup.is_some()).map(data_of);
        found.unwrap_or_else(|| panic!("no button {data:?}; the last keyboard has {last:?}")).id
    }

    /// What the bot has in a chat.
    pub(super) fn messages(&self, chat: i64) -> Vec<MessageView> {
        self.sim.chat(chat).unwrap().messages.into_iter().filter(|message| message.from_bot).collect()
    }

    /// The bot's last message in a chat.
    pub(super) fn last(&self, chat: i64) -> MessageView {
        self.messages(chat).pop().expect("the bot has said something")
    }

    /// The bot's standing changes by what somebody does.
    pub(super) async fn bot_becomes(
        &mut self,
        chat: i64,
        by: i64,
        status: Status,
        rights: Option<&[&str]>,
    ) -> Vec<Entry> {
        self.sim.bot_becomes(chat, Role { status, rights, by: Some(by) }).unwrap();
        self.go().await
    }

    /// The same where what the bot says then may be refused.
    pub(super) async fn bot_becomes_freely(&mut self, chat: i64, by: i64, status: Status, rights: Option<&[&str]>) {
        self.sim.bot_becomes(chat, Role { status, rights, by: Some(by) }).unwrap();
        self.go_freely().await;
    }

    pub(super) async fn subscriber(&self, chat: i64) -> Option<Subscriber> {
        let mut tx = self.store.begin().await.unwrap();
        subscriber::of_chat(&mut tx, chat).await.unwrap()
    }
}

fn is_unmodified(entry: &Entry) -> bool {
    entry.description.as_deref().is_some_and(|text| text.contains("message is not modified"))
}

/// Methods of what was asked.
pub(super) fn methods(said: &[Entry]) -> Vec<&str> {
    said.iter().map(|entry| entry.method.as_str()).collect()
}

/// What a press was answered with.
pub(super) fn notice(said: &[Entry]) -> &str {
    let answer = said.iter().find(|entry| entry.method == "answerCallbackQuery").expect("every press is answered");
    answer.params.get("text").and_then(Value::as_str).unwrap_or_default()
}

/// The data of all buttons below a message.
pub(super) fn data_of(message: &MessageView) -> Vec<String> {
    let rows = message.reply_markup.as_ref().map(|markup| markup["inline_keyboard"].clone()).unwrap_or_default();
    let buttons = rows.as_array().into_iter().flatten().filter_map(Value::as_array).flatten();
    buttons.filter_map(|button| button["callback_data"].as_str().map(str::to_owned)).collect()
}
