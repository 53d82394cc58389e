//! The stand-in over loopback, as a client meets it; time is the jumping clock's.

mod faults;
mod groups;
mod html;
mod judge;
mod limits;
mod photos;
mod polling;
mod profile;
mod strict;
mod texts;
mod view;
mod webhook;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::*;
use crate::clock::{Bell, Worker};

/// A private chat that exists in every test.
const ANNA: i64 = 101;

fn start() -> DateTime<Utc> {
    "2025-10-31T12:00:00Z".parse().expect("an instant")
}

/// A stand-in on a socket, a client, and the clock's only worker.
struct Desk {
    sim: Arc<TelegramSim>,
    base: String,
    http: reqwest::Client,
    clock: Clock,
    worker: Worker,
    bell: Bell,
}

impl Desk {
    async fn open(config: TelegramSimConfig) -> Self {
        let clock = Clock::jumping(start());
        let sim = TelegramSim::new(config, clock.clone());
        sim.private_chat(ANNA, "Anna", Some("en"));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let router = sim.router();
        tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
        let (worker, bell) = (clock.worker(), clock.bell());
        Self { sim, base, http: reqwest::Client::new(), clock, worker, bell }
    }

    async fn plain() -> Self {
        Self::open(TelegramSimConfig::default()).await
    }

    async fn unlimited() -> Self {
        Self::open(TelegramSimConfig { limits: Limits::NONE, ..Default::default() }).await
    }

    fn url(&self, method: &str) -> String {
        format!("{}/bot7000000001:TEST/{method}", self.base)
    }

    /// Status and JSON of a call.
    async fn call(&self, method: &str, params: Value) -> (u16, Value) {
        let answer = self.http.post(self.url(method)).json(&params).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// The result of a call that succeeds.
    async fn ok(&self, method: &str, params: Value) -> Value {
        let (status, body) = self.call(method, params).await;
        assert_eq!((status, &body["ok"]), (200, &json!(true)), "{method}: {body}");
        body["result"].clone()
    }

    /// Code and description of a call that is refused; envelope and HTTP status must agree.
    async fn refused(&self, method: &str, params: Value) -> (u16, String) {
        let (status, body) = self.call(method, params).await;
        assert_eq!((&body["ok"], &body["error_code"]), (&json!(false), &json!(status)), "{method}: {body}");
        (status, body["description"].as_str().expect("a description").to_owned())
    }

    async fn send(&self, chat: i64, text: &str) -> Value {
        self.ok("sendMessage", json!({ "chat_id": chat, "text": text })).await
    }

    /// `None`: accepted; otherwise `retry_after`.
    async fn try_send(&self, chat: i64) -> Option<i64> {
        let (status, body) = self.call("sendMessage", json!({ "chat_id": chat, "text": "x" })).await;
        if status == 200 {
            return None;
        }
        assert_eq!(status, 429, "{body}");
        let seconds = body["parameters"]["retry_after"].as_i64().expect("retry_after");
        assert_eq!(body["description"], format!("Too Many Requests: retry after {seconds}"));
        Some(seconds)
    }

    /// Lets civil time pass.
    async fn pass(&mut self, millis: i64) {
        let until = self.clock.now() + TimeDelta::milliseconds(millis);
        self.worker.park(Some(until), &self.bell).await;
    }

    fn texts(&self, chat: i64) -> Vec<String> {
        let chat = self.sim.chat(chat).expect("the chat");
        chat.messages.into_iter().map(|message| message.text).collect()
    }
}

fn keyboard(data: &str) -> Value {
    json!({ "inline_keyboard": [[{ "text": "A button", "callback_data": data }]] })
}

#[tokio::test]
async fn a_conversation_by_buttons_that_edit_one_message() {
    let desk = Desk::unlimited().await;
    desk.sim.person_says(ANNA, "/start now").expect("said");
    let update = desk.ok("getUpdates", json!({})).await[0].clone();
    assert_eq!(update["message"]["text"], "/start now");
    assert_eq!(update["message"]["entities"], json!([{ "type": "bot_command", "offset": 0, "length": 6 }]));
    let menu = json!({ "chat_id": ANNA, "text": "Choose", "reply_markup": keyboard("lang:en") });
    let menu = desk.ok("sendMessage", menu).await["message_id"].as_i64().expect("an id");

    let unknown = desk.sim.person_presses(ANNA, menu, "lang:fr").expect_err("no such button");
    assert_eq!(unknown, SimError::NoSuchButton { chat: ANNA, message: menu, data: "lang:fr".to_owned() });
    desk.sim.person_presses(ANNA, menu, "lang:en").expect("pressed");
    let update = desk.ok("getUpdates", json!({ "offset": update["update_id"].as_i64().expect("id") + 1 })).await;
    let query = &update[0]["callback_query"];
    assert_eq!((&query["data"], &query["message"]["message_id"]), (&json!("lang:en"), &json!(menu)));
    desk.ok("answerCallbackQuery", json!({ "callback_query_id": query["id"] })).await;

    desk.ok("editMessageText", json!({ "chat_id": ANNA, "message_id": menu, "text": "English" })).await;
    let message = desk.sim.chat(ANNA).expect("the chat").messages.pop().expect("a message");
    assert_eq!((message.text.as_str(), message.reply_markup, message.edited), ("English", None, Some(start())));
    // The button went away with the edit.
    assert!(desk.sim.person_presses(ANNA, menu, "lang:en").is_err());
    desk.ok("deleteMessage", json!({ "chat_id": ANNA, "message_id": menu })).await;
    assert_eq!(desk.texts(ANNA), ["/start now"]);
}

#[tokio::test]
async fn parameters_come_by_query_json_form_or_multipart_and_methods_in_any_case() {
    let desk = Desk::unlimited().await;
    let markup = keyboard("d").to_string();
    let fields = [("chat_id", ANNA.to_string()), ("text", "hi".to_owned()), ("reply_markup", markup.clone())];
    let form =
        fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text(*name, value.clone()));
    let json = json!({ "chat_id": ANNA.to_string(), "text": "hi", "reply_markup": markup });
    for request in [
        desk.http.get(desk.url("sendMessage")).query(&fields),
        desk.http.post(desk.url("SendMessage")).form(&fields),
        desk.http.post(desk.url("SENDMESSAGE")).multipart(form),
        desk.http.post(desk.url("sendmessage")).json(&json),
    ] {
        let body: Value = request.send().await.expect("an answer").json().await.expect("JSON");
        assert_eq!(body["result"]["reply_markup"], keyboard("d"), "{body}");
    }
    let methods: Vec<String> = desk.sim.journal().into_iter().map(|entry| entry.method).collect();
    assert_eq!(methods, ["sendMessage"; 4]);
}

#[tokio::test]
async fn the_journal_tells_accepted_from_refused_and_can_be_read_from_a_point_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("journal.jsonl");
    let journal = Some(std::fs::File::create(&path).expect("a file"));
    let desk = Desk::open(TelegramSimConfig { limits: Limits::NONE, journal, ..Default::default() }).await;
    desk.ok("sendMessage", json!({ "chat_id": ANNA, "text": "<b>1</b> &lt; 2", "parse_mode": "HTML" })).await;
    assert_eq!(desk.sim.journal()[0].text.as_deref(), Some("1 < 2"));
    desk.refused("sendMessage", json!({ "chat_id": 5, "text": "two" })).await;
    let seen: Vec<_> =
        desk.sim.journal().into_iter().map(|e| (e.seq, e.chat, e.accepted, e.status, e.message_id)).collect();
    assert_eq!(seen, [(1, Some(ANNA), true, Some(200), Some(1)), (2, Some(5), false, Some(400), None)]);

    let get = |path: &str| desk.http.get(format!("{}{path}", desk.base)).send();
    let lines = get("/sim/journal?after=1").await.expect("an answer").text().await.expect("text");
    let entry: Value = serde_json::from_str(&lines).expect("one line");
    assert_eq!((&entry["seq"], &entry["at"]), (&json!(2), &json!("2025-10-31T12:00:00Z")));
    assert_eq!(entry["params"], json!({ "chat_id": 5, "text": "two" }));
    let all = get("/sim/journal").await.expect("an answer").text().await.expect("text");
    assert_eq!(all, std::fs::read_to_string(&path).expect("the file"));
}

#[tokio::test]
async fn another_process_can_do_what_people_do() {
    let desk = Desk::unlimited().await;
    let post = async |path: &str, body: Value| {
        let answer = desk.http.post(format!("{}/sim/{path}", desk.base)).json(&body).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("text"))
    };
    assert_eq!(post("chat", json!({ "id": 7, "first_name": "Bo", "language_code": "zh-TW" })).await.0, 200);
    assert_eq!(post("say", json!({ "chat": 7, "text": "hello" })).await.0, 200);
    desk.ok("sendMessage", json!({ "chat_id": 7, "text": "x", "reply_markup": keyboard("k") })).await;
    assert_eq!(post("press", json!({ "chat": 7, "message_id": 2, "data": "k" })).await.0, 200);
    assert_eq!(post("press", json!({ "chat": 7, "message_id": 2, "data": "z" })).await.0, 400);
    assert_eq!(post("update", json!({ "update": "telepathy", "payload": { "thought": 1 } })).await.0, 200);
    assert_eq!(post("block", json!({ "chat": 7 })).await.0, 200);
    assert_eq!(desk.refused("sendMessage", json!({ "chat_id": 7, "text": "x" })).await.0, 403);
    assert_eq!(post("unblock", json!({ "chat": 7 })).await.0, 200);
    let (status, problem) = post("fault", json!({ "action": { "kind": "explode" } })).await;
    assert!(status == 400 && problem.contains("explode"), "{problem}");

    let updates = desk.ok("getUpdates", json!({})).await;
    let kinds: Vec<&str> = updates
        .as_array()
        .expect("updates")
        .iter()
        .filter_map(|update| update.as_object()?.keys().find(|key| *key != "update_id").map(String::as_str))
        .collect();
    assert_eq!(kinds, ["message", "callback_query", "telepathy", "my_chat_member", "my_chat_member"]);
    let state = desk.http.get(format!("{}/sim/state", desk.base)).send().await.expect("an answer");
    let state: Value = state.json().await.expect("JSON");
    assert_eq!((&state["in_flight"], &state["pending_updates"], &state["journal"]), (&json!(0), &json!(5), &json!(3)));
    let chats = desk.http.get(format!("{}/sim/chats", desk.base)).send().await.expect("an answer");
    let chats: Value = chats.json().await.expect("JSON");
    assert_eq!((&chats[0]["id"], &chats[0]["language_code"]), (&json!(7), &json!("zh-TW")));
}

#[tokio::test]
async fn latency_lies_on_both_sides_of_the_effect_and_a_request_in_flight_is_counted() {
    let latency = Duration::from_millis(200);
    let desk = Desk::open(TelegramSimConfig { latency, ..Default::default() }).await;
    let began = std::time::Instant::now();
    let sending = desk.send(ANNA, "slow");
    let watching = async {
        while desk.sim.in_flight() == 0 {
            tokio::task::yield_now().await;
        }
        desk.sim.journal().len()
    };
    let (_, journaled_at_first_sight) = tokio::join!(sending, watching);
    assert_eq!(journaled_at_first_sight, 0);
    assert!(began.elapsed() >= latency);
    assert_eq!((desk.sim.in_flight(), desk.sim.journal().len()), (0, 1));
}
