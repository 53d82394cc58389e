use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::bot::Reply;
use crate::telegram::ClientConfig;

struct Words;

impl BotWords for Words {
    fn reply(&self, _: Lang, _: &Reply) -> Result<String, String> {
        Err("not asked for here".to_owned())
    }

    fn label(&self, _: Lang, _: &crate::render::menu::Label) -> Result<String, String> {
        Err("not asked for here".to_owned())
    }

    fn command(&self, lang: Lang, name: &str) -> String {
        format!("{name} in {}", lang.as_str())
    }

    fn description(&self, lang: Lang, short: bool) -> String {
        format!("about in {}{}", lang.as_str(), if short { ", short" } else { "" })
    }
}

/// Telegram is away at first; what it has taken is not sent again; then there is peace.
#[tokio::test]
async fn everything_is_registered_once_telegram_takes_it() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(502)).up_to_n_times(3).mount(&server).await;
    let taken = ResponseTemplate::new(200).set_body_json(json!({"ok": true, "result": true}));
    Mock::given(any()).respond_with(taken).mount(&server).await;
    let timeout = Duration::from_secs(10);
    let config = ClientConfig { api_url: server.uri(), token: "1:x".into(), timeout };
    let start: DateTime<Utc> = "2025-10-27T12:00:00Z".parse().unwrap();
    let clock = Clock::jumping(start);
    register(&Client::new(&config).unwrap(), &Words, &clock, &CancellationToken::new()).await;
    assert_eq!(clock.now() - start, PAUSE * (1 + 2 + 4));

    let asked = server.received_requests().await.unwrap();
    let method = |request: &wiremock::Request| request.url.path().rsplit('/').next().unwrap_or_default().to_owned();
    let asked: Vec<(String, Value)> =
        asked.iter().skip(3).map(|request| (method(request), request.body_json().unwrap())).collect();
    assert_eq!(asked.len(), 3 * (3 + 2), "three languages, three scopes and two texts each");
    for ((code, lang), asked) in
        [(Value::Null, "en"), (json!("en"), "en"), (json!("zh"), "zh-Hans")].iter().zip(asked.chunks(5))
    {
        assert!(asked.iter().all(|(_, params)| params["language_code"] == *code), "{asked:?}");
        let scopes: Vec<&str> =
            asked[..3].iter().map(|(_, params)| params["scope"]["type"].as_str().unwrap()).collect();
        assert_eq!(scopes, ["all_private_chats", "all_group_chats", "all_chat_administrators"]);
        assert_eq!(names(&asked[0].1), NAMES);
        assert_eq!(names(&asked[2].1), NAMES);
        assert_eq!(asked[3], ("setMyDescription".to_owned(), about(code, "description", lang, "")));
        assert_eq!(asked[4], ("setMyShortDescription".to_owned(), about(code, "short_description", lang, ", short")));
    }
    let members = names(&asked[1].1);
    for (name, is_listed) in
        [("status", true), ("help", true), ("privacy", true), ("stop", false), ("deletemydata", false)]
    {
        assert_eq!(members.iter().any(|listed| listed == name), is_listed, "/{name} in groups");
    }
}

fn names(params: &Value) -> Vec<String> {
    let listed = params["commands"].as_array().unwrap();
    listed.iter().map(|command| command["command"].as_str().unwrap().to_owned()).collect()
}

fn about(code: &Value, field: &str, lang: &str, short: &str) -> Value {
    let text = format!("about in {lang}{short}");
    if code.is_null() { json!({ field: text }) } else { json!({ field: text, "language_code": code }) }
}

#[test]
fn a_command_that_is_nearly_right_is_recognised() {
    for (typed, meant) in [
        ("statsu", &["status"][..]),
        ("sttus", &["status"][..]),
        ("h4", &["h41"][..]),
        ("halp", &["help"][..]),
        ("deletmydata", &["deletemydata"][..]),
        ("nonsense", &[]),
        ("sta", &["status", "start"]),
        ("go", &[]),
        ("settings_of_a_very_long_kind", &[]),
    ] {
        assert_eq!(nearest(typed), meant, "{typed}");
    }
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
