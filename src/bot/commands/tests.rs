use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::json;
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::bot::Reply;
use crate::telegram::ClientConfig;

struct Words;

impl BotWords for Words {
    fn reply(&self, _: Lang, _: &Reply) -> Result<String, String> {
        Err("not asked for here".to_owned())
    }

    fn command(&self, lang: Lang, name: &str) -> String {
        format!("{name} in {}", lang.as_str())
    }

    fn description(&self, lang: Lang, short: bool) -> String {
        format!("about in {}{}", lang.as_str(), if short { ", short" } else { "" })
    }
}

/// Telegram is away at first; the lists come when it is back, and then there is peace.
#[tokio::test]
async fn the_lists_are_registered_once_telegram_takes_them() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(502)).up_to_n_times(3).mount(&server).await;
    let taken = ResponseTemplate::new(200).set_body_json(json!({"ok": true, "result": true}));
    Mock::given(path("/bot1:x/setMyCommands")).respond_with(taken).mount(&server).await;
    let timeout = Duration::from_secs(10);
    let config = ClientConfig { api_url: server.uri(), token: "1:x".into(), timeout };
    let start: DateTime<Utc> = "2025-10-27T12:00:00Z".parse().unwrap();
    let clock = Clock::jumping(start);
    register(&Client::new(&config).unwrap(), &Words, &clock, &CancellationToken::new()).await;
    assert_eq!(clock.now() - start, PAUSE * (1 + 2 + 4));

    let asked = server.received_requests().await.unwrap();
    let asked: Vec<Value> = asked.iter().skip(3).map(|request| request.body_json().unwrap()).collect();
    let codes: Vec<&Value> = asked.iter().map(|params| &params["language_code"]).collect();
    assert_eq!(codes, [&Value::Null, &json!("en"), &json!("zh")]);
    for params in &asked {
        assert_eq!(params["scope"], json!({"type": "all_private_chats"}));
    }
    let listed = asked[2]["commands"].as_array().unwrap();
    let names: Vec<&str> = listed.iter().map(|command| command["command"].as_str().unwrap()).collect();
    assert_eq!(names, NAMES);
    assert_eq!(listed[9], json!({"command": "stop", "description": "stop in zh-Hans"}));
}

#[tokio::test]
async fn a_stop_ends_the_attempts() {
    let config =
        ClientConfig { api_url: "http://127.0.0.1:9".to_owned(), token: "1:x".into(), timeout: Duration::from_secs(1) };
    let stop = CancellationToken::new();
    stop.cancel();
    let clock = Clock::jumping("2025-10-27T12:00:00Z".parse().unwrap());
    register(&Client::new(&config).unwrap(), &Words, &clock, &stop).await;
}
