//! The page's server, asked as a browser asks it, and as strangers do.

use axum::http::StatusCode;
use chrono::TimeDelta;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

use super::*;
use crate::clock::{Clock, Pace};
use crate::sim::telegram::{Limits, TelegramSimConfig};
use crate::testing::house::at;

/// A page of one chat, and a bot's side of Telegram.
struct Desk {
    telegram: Arc<TelegramSim>,
    http: Client,
    origin: String,
    api: String,
}

const ALEX: i64 = 1001;

impl Desk {
    async fn open() -> Self {
        let (clock, player) = Clock::played(at("2025-10-31 10:00"));
        let config = TelegramSimConfig { limits: Limits::NONE, ..TelegramSimConfig::default() };
        let telegram = TelegramSim::new(config, clock.clone());
        telegram.private_chat(ALEX, "Alex", Some("en"));
        telegram.private_chat(5, "Not shown", None);
        let story = (at("2025-10-31 10:00"), at("2025-11-01 00:00"));
        let remote = Remote::new((clock, player), story, Pace::Times(60), None);
        let page = Page::new(Arc::clone(&telegram), remote, vec![Reader { chat: ALEX, name: "Alex", lang: "en" }]);
        let served = Served::bind(&Arc::new(page), 0).await.expect("a port");
        let origin = served.url().trim_end_matches('/').to_owned();
        tokio::spawn(served.serve(CancellationToken::new()));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let api = format!("http://{}/bot1:any", listener.local_addr().expect("bound"));
        tokio::spawn(axum::serve(listener, telegram.router()).into_future());
        Self { telegram, http: Client::new(), origin, api }
    }

    fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.http.post(format!("{}{path}", self.origin)).json(body)
    }

    /// A visitor's act; status and text of the answer.
    async fn act(&self, path: &str, body: Value) -> (StatusCode, String) {
        told(self.post(path, &body).send().await.expect("an answer")).await
    }

    async fn look(&self, query: &str) -> Value {
        let answer = self.http.get(format!("{}/page/chats{query}", self.origin)).send().await.expect("an answer");
        answer.json().await.expect("JSON")
    }

    async fn bot(&self, method: &str, params: Value) {
        let answer = self.http.post(format!("{}/{method}", self.api)).json(&params).send().await.expect("an answer");
        let (status, text) = told(answer).await;
        assert_eq!(status, 200, "{text}");
    }
}

async fn told(answer: Response) -> (StatusCode, String) {
    (answer.status(), answer.text().await.expect("a text"))
}

#[tokio::test]
async fn the_page_is_told_only_what_has_changed() {
    let desk = Desk::open().await;
    desk.bot("sendMessage", json!({ "chat_id": ALEX, "text": "<b>one</b>", "parse_mode": "HTML" })).await;
    let all = desk.look("").await;
    let first = &all["chats"][0]["messages"][0];
    assert_eq!((&first["text"], &first["entities"][0]["type"]), (&json!("one"), &json!("bold")));
    assert_eq!(all["chats"].as_array().map(Vec::len), Some(1), "nobody else's chat is shown");

    assert_eq!(desk.act("/page/say", json!({ "chat": ALEX, "text": " /status\n" })).await.0, 200);
    desk.bot("editMessageText", json!({ "chat_id": ALEX, "message_id": 1, "text": "two" })).await;
    let since = format!("?since={}&seen={}", all["version"], all["seen"]);
    let news = desk.look(&since).await;
    let texts: Vec<&Value> =
        news["chats"][0]["messages"].as_array().expect("a list").iter().map(|m| &m["text"]).collect();
    assert_eq!(texts, [&json!("two"), &json!("/status")]);
    desk.bot("deleteMessage", json!({ "chat_id": ALEX, "message_id": 1 })).await;
    let news = desk.look(&format!("?since={}&seen={}", news["version"], news["seen"])).await;
    assert_eq!((&news["chats"][0]["messages"], &news["chats"][0]["deleted"]), (&json!([]), &json!([1])));
}

/// The list of commands and the notices of pressed buttons are the bot's own.
#[tokio::test]
async fn a_press_brings_the_bots_notice_once() {
    let desk = Desk::open().await;
    desk.bot("setMyCommands", json!({ "commands": [{ "command": "why", "description": "reasons" }] })).await;
    let key = json!({ "inline_keyboard": [[{ "text": "Why?", "callback_data": "why:1" }]] });
    desk.bot("sendMessage", json!({ "chat_id": ALEX, "text": "an alert", "reply_markup": key })).await;
    let before = desk.look("").await;
    assert_eq!(before["chats"][0]["commands"][0]["command"], "why");
    let (status, refusal) = desk.act("/page/press", json!({ "chat": ALEX, "message": 1, "data": "forged" })).await;
    assert!(status == 400 && refusal.contains("no button"), "{refusal}");

    assert_eq!(desk.act("/page/press", json!({ "chat": ALEX, "message": 1, "data": "why:1" })).await.0, 200);
    let updates = desk.http.get(format!("{}/getUpdates", desk.api)).send().await.expect("an answer");
    let updates: Value = updates.json().await.expect("JSON");
    let query = &updates["result"][0]["callback_query"]["id"];
    desk.bot("answerCallbackQuery", json!({ "callback_query_id": query, "text": "because" })).await;
    let news = desk.look(&format!("?since={}&seen={}", before["version"], before["seen"])).await;
    assert_eq!(news["notices"], json!([{ "chat": ALEX, "text": "because", "alert": false }]));
    let later = desk.look(&format!("?since={}&seen={}", news["version"], news["seen"])).await;
    assert_eq!(later["notices"], json!([]));
    assert_eq!(desk.look("").await["notices"], json!([]), "who comes later hears nothing of the past");
}

#[tokio::test]
async fn the_clock_is_paused_and_paced() {
    let desk = Desk::open().await;
    let clock = async || desk.look("").await["clock"].clone();
    assert_eq!((&clock().await["doing"], &clock().await["speed"]), (&json!("playing"), &json!("60")));
    assert_eq!(desk.act("/page/clock", json!({ "paused": true })).await.0, 200);
    assert_eq!((&clock().await["doing"], &clock().await["speed"]), (&json!("paused"), &json!("60")));
    assert_eq!(desk.act("/page/clock", json!({ "speed": "3600", "paused": false })).await.0, 200);
    assert_eq!((&clock().await["doing"], &clock().await["speed"]), (&json!("playing"), &json!("3600")));
    for speed in ["0", "-1", "fast", "1000001", ""] {
        let (status, refusal) = desk.act("/page/clock", json!({ "speed": speed })).await;
        assert!(status == 400 && refusal.contains("whole number"), "{speed}: {refusal}");
    }
    // Nobody waits for anything here, so nothing keeps the clock from its end.
    desk.act("/page/clock", json!({ "speed": "1000000" })).await;
    let mut shown = clock().await;
    while shown["doing"] != "ended" {
        shown = clock().await;
    }
    desk.act("/page/clock", json!({ "speed": "max", "paused": true })).await;
    let end = at("2025-11-01 00:00");
    let now: chrono::DateTime<chrono::Utc> = serde_json::from_value(clock().await["now"].clone()).expect("an instant");
    assert!(now >= end && now - end < TimeDelta::minutes(1), "in real time after the end: {now}");
}

#[tokio::test]
async fn what_no_reader_could_do_is_refused() {
    let desk = Desk::open().await;
    for (body, problem) in [
        (json!({ "chat": 5, "text": "hello" }), "no chat 5"),
        (json!({ "chat": ALEX, "text": " \n" }), "empty"),
        (json!({ "chat": ALEX, "text": "😀".repeat(2049) }), "4,096"),
        (json!({ "chat": ALEX, "words": "hello" }), "words"),
    ] {
        let (status, refusal) = desk.act("/page/say", body).await;
        assert!(status.is_client_error() && refusal.contains(problem), "{status} {refusal}");
    }
    assert_eq!(desk.act("/page/say", json!({ "chat": ALEX, "text": "😀".repeat(2048) })).await.0, 200);
    desk.telegram.person_blocks(ALEX).expect("blocked");
    assert!(desk.act("/page/say", json!({ "chat": ALEX, "text": "x" })).await.1.contains("cannot reach"));
    let photo = desk.http.get(format!("{}/page/photo/none", desk.origin)).send().await.expect("an answer");
    assert_eq!(photo.status(), 404);
}

/// Any page that somebody has open can send requests to this machine.
#[tokio::test]
async fn only_the_page_itself_may_act() {
    let desk = Desk::open().await;
    let said = json!({ "chat": ALEX, "text": "/stop" });
    let say = || desk.post("/page/say", &said);
    let host = desk.origin.trim_start_matches("http://").to_owned();
    let own = say().header("origin", &desk.origin).header("sec-fetch-site", "same-origin");
    assert_eq!(own.send().await.expect("an answer").status(), 200);
    let strangers = [
        say().header("origin", "https://evil.example"),
        say().header("origin", "null"),
        say().header("origin", "http://127.0.0.1:1"),
        say().header("sec-fetch-site", "cross-site"),
        say().header("sec-fetch-site", "same-site"),
        say().header("host", "evil.example"),
        say().header("host", format!("evil.example:{}", host.rsplit(':').next().expect("a port"))),
        desk.http.get(format!("{}/page/chats", desk.origin)).header("host", "evil.example"),
        desk.http.get(format!("{}/page/chats", desk.origin)).header("origin", "https://evil.example"),
    ];
    for stranger in strangers {
        let answer = stranger.send().await.expect("an answer");
        assert_eq!(answer.status(), 403);
    }
    // A form can be sent from anywhere, but not as JSON.
    let form = desk.http.post(format!("{}/page/say", desk.origin)).header("content-type", "text/plain");
    assert_eq!(form.body(said.to_string()).send().await.expect("an answer").status(), 415);
    assert_eq!(desk.telegram.chat(ALEX).expect("a chat").messages.len(), 1, "only the page's own was said");
}

#[tokio::test]
async fn nothing_is_taken_from_elsewhere() {
    let desk = Desk::open().await;
    let page = desk.http.get(&desk.origin).send().await.expect("an answer");
    let policy = page.headers()["content-security-policy"].to_str().expect("a text").to_owned();
    assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe"), "{policy}");
    let html = page.text().await.expect("a text");
    let inline = |word: &&str| word.contains('=') && (word.starts_with("on") || word.starts_with("style"));
    assert_eq!(html.split_whitespace().find(inline), None, "nothing inline");
    let named = html.split(['"']).filter(|text| text.starts_with('/') && text.contains('.'));
    for file in named.chain(["/chat.js", "/message.js", "/words.js"]) {
        let answer = desk.http.get(format!("{}{file}", desk.origin)).send().await.expect("an answer");
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["x-content-type-options"].as_bytes()),
            (200, &b"nosniff"[..])
        );
        let text = answer.text().await.expect("a text");
        assert!(!text.contains("innerHTML ="), "{file} makes markup of text");
        assert!(!text.contains("https://"), "{file} names another site");
    }
}
