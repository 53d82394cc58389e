//! Strict and faithful, tokens and methods, and our table against the published schema.

use std::collections::BTreeSet;

use super::super::table::{ALL_SHAPES, Field, Kind, METHODS};
use super::*;

#[tokio::test]
async fn strict_names_what_the_table_does_not_allow_and_faithful_ignores_it() {
    let strict = Desk::open(TelegramSimConfig { strict: true, limits: Limits::NONE, ..Default::default() }).await;
    let faithful = Desk::unlimited().await;
    let with = |name: &str, value: Value| json!({ "chat_id": ANNA, "text": "x", name: value });
    let of = "of sendMessage";
    for (params, problem) in [
        (with("text_color", json!("red")), format!("unknown parameter \"text_color\" {of}")),
        (
            with("disable_notification", json!("loud")),
            format!("parameter \"disable_notification\" {of} must be Boolean"),
        ),
        (with("message_thread_id", json!(null)), format!("parameter \"message_thread_id\" {of} must be Integer")),
        (
            with("link_preview_options", json!({ "disabled": true })),
            format!("unknown field \"disabled\" in parameter \"link_preview_options\" {of}"),
        ),
        (
            with("reply_markup", json!({ "inline_keyboard": [[{ "text": "x", "url": "http://x.org", "tint": 1 }]] })),
            format!("unknown field \"tint\" in field \"inline_keyboard\" in parameter \"reply_markup\" {of}[0][0]"),
        ),
    ] {
        let expected = (400, format!("Bad Request: strict: {problem}"));
        assert_eq!(strict.refused("sendMessage", params.clone()).await, expected, "{params}");
        faithful.ok("sendMessage", params).await;
    }
    let missing = strict.refused("sendMessage", json!({ "chat_id": ANNA })).await;
    assert_eq!(missing.1, format!("Bad Request: strict: required parameter \"text\" {of} is missing"));
    assert!(strict.texts(ANNA).is_empty());
    let good = json!({ "chat_id": ANNA, "text": "x", "parse_mode": "HTML", "disable_notification": true,
        "link_preview_options": { "is_disabled": true }, "reply_markup": keyboard("k") });
    strict.ok("sendMessage", good).await;
}

#[tokio::test]
async fn strange_tokens_methods_and_paths_are_turned_away_as_json() {
    let token = Some("42:SECRET".to_owned());
    let desk = Desk::open(TelegramSimConfig { token, ..Default::default() }).await;
    for (path, code, text) in [
        ("/bot42:WRONG/getMe", 401, "Unauthorized"),
        ("/bot42:SECRET/getLost", 404, "Not Found: method not found"),
        ("/42:SECRET/getMe", 404, "Not Found"),
        ("/", 404, "Not Found"),
    ] {
        let answer = desk.http.get(format!("{}{path}", desk.base)).send().await.expect("an answer");
        let body: Value = answer.json().await.expect("JSON");
        assert_eq!(body, json!({ "ok": false, "error_code": code, "description": text }), "{path}");
    }
    let me = desk.http.get(format!("{}/bot42:SECRET/GETME", desk.base)).send().await.expect("an answer");
    assert_eq!(me.json::<Value>().await.expect("JSON")["result"]["id"], 42);
    assert!(desk.sim.journal().iter().all(|entry| !format!("{entry:?}").contains("SECRET")), "no token is kept");
}

#[tokio::test]
async fn an_unreadable_body_is_refused() {
    let desk = Desk::plain().await;
    for (kind, body) in [("application/json", "[1]"), ("application/json", "{"), ("multipart/form-data", "x")] {
        let request = desk.http.post(desk.url("sendMessage")).header("content-type", kind).body(body);
        assert_eq!(request.send().await.expect("an answer").status().as_u16(), 400, "{kind} {body}");
    }
}

/// Parameters and fields that the schema allows and that we do not use; strict mode refuses them.
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "sendMessage",
        &[
            "business_connection_id",
            "direct_messages_topic_id",
            "suggested_post_parameters",
            "ephemeral_message_parameters",
            "receiver_user_id",
            "callback_query_id",
            // Gone from the Bot API; the schema's makers still tolerate them.
            "allow_sending_without_reply",
            "disable_web_page_preview",
            "reply_to_message_id",
        ],
    ),
    (
        "sendPhoto",
        &[
            "business_connection_id",
            "direct_messages_topic_id",
            "suggested_post_parameters",
            "ephemeral_message_parameters",
            "receiver_user_id",
            "callback_query_id",
            "allow_sending_without_reply",
            "reply_to_message_id",
        ],
    ),
    // The stand-in checks no certificates.
    ("setWebhook", &["certificate", "ip_address"]),
    ("editMessageCaption", &["business_connection_id", "inline_message_id"]),
    ("editMessageText", &["business_connection_id", "inline_message_id", "rich_message", "disable_web_page_preview"]),
    ("editMessageReplyMarkup", &["business_connection_id", "inline_message_id"]),
    ("sendChatAction", &["business_connection_id"]),
    ("InlineKeyboardMarkup", &["force_reply"]),
    ("ReplyParameters", &["checklist_task_id", "poll_option_id", "ephemeral_message_id"]),
    ("MessageEntity", &["unix_time", "date_time_format"]),
    ("BotCommand", &["is_ephemeral"]),
];

fn shared(path: &str) -> Option<Vec<u8>> {
    let path = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let found = std::fs::read(&path).ok();
    if found.is_none() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{path} is missing");
        println!("skipped: {path} is missing");
    }
    found
}

#[test]
fn the_table_is_the_published_schema_without_what_we_leave_out() {
    let Some(bytes) = shared("telegram/botapi-10.3.schema.json") else { return };
    let document: Value = serde_json::from_slice(&bytes).expect("JSON");
    for method in METHODS {
        let published = &document["methods"][method.name];
        assert!(published.is_object(), "{} is a method", method.name);
        let required = |name: &str| published["params"][name]["required"] == true;
        compare(method.name, method.params, &published["schema"]["properties"], required);
    }
}

#[test]
fn the_shapes_are_the_published_types_without_what_we_leave_out() {
    let Some(bytes) = shared("telegram/botapi-10.3.schema.json") else { return };
    let document: Value = serde_json::from_slice(&bytes).expect("JSON");
    for shape in ALL_SHAPES {
        let found =
            ["sendMessage", "setMyCommands"].map(|method| &document["methods"][method]["schema"]["$defs"][shape.name]);
        let published = found.into_iter().find(|found| found.is_object()).expect(shape.name);
        let list = published["required"].as_array().cloned().unwrap_or_default();
        compare(shape.name, shape.fields, &published["properties"], |name| list.contains(&json!(name)));
    }
    // The scopes are a union; our one shape has the fields of all of them.
    let defs = document["methods"]["setMyCommands"]["schema"]["$defs"].as_object().expect("$defs");
    let scopes = defs.iter().filter(|(name, _)| name.starts_with("BotCommandScope"));
    let fields: BTreeSet<&String> =
        scopes.flat_map(|(_, scope)| scope["properties"].as_object().expect("fields").keys()).collect();
    assert_eq!(fields.into_iter().collect::<Vec<_>>(), ["chat_id", "type", "user_id"]);
}

fn compare(owner: &str, ours: &[Field], published: &Value, required: impl Fn(&str) -> bool) {
    let empty = serde_json::Map::new();
    let published = published.as_object().unwrap_or(&empty);
    let left_out = LEFT_OUT.iter().find(|(name, _)| *name == owner).map_or(&[][..], |(_, names)| names);
    let names: BTreeSet<&str> = ours.iter().map(|field| field.name).chain(left_out.iter().copied()).collect();
    let expected: BTreeSet<&str> = published.keys().map(String::as_str).collect();
    assert_eq!(names, expected, "{owner}");
    assert_eq!(names.len(), ours.len() + left_out.len(), "{owner}: nothing twice");
    for field in ours {
        assert_eq!(field.required, required(field.name), "{owner}.{}", field.name);
        let schema = &published[field.name];
        assert!(accepts(schema, &field.kind), "{owner}.{} is not {}: {schema}", field.name, field.kind.name());
    }
    assert!(left_out.iter().all(|name| !required(name)), "{owner}: a required one is left out");
}

/// Whether one of the schema's alternatives is of our type.
fn accepts(schema: &Value, kind: &Kind) -> bool {
    let alternatives = schema["anyOf"].as_array().cloned().unwrap_or_else(|| vec![schema.clone()]);
    let is = |name: &str| alternatives.iter().any(|schema| schema["type"] == name);
    let refers = |name: &str| alternatives.iter().any(|schema| schema["$ref"] == format!("#/$defs/{name}"));
    match kind {
        Kind::Integer => is("integer"),
        Kind::Text | Kind::File => is("string"),
        Kind::Flag => is("boolean"),
        Kind::ChatId => is("integer") && is("string"),
        Kind::List(item) => {
            alternatives.iter().any(|schema| schema["type"] == "array" && accepts(&schema["items"], item))
        }
        Kind::Object(shape) if shape.name == "BotCommandScope" => {
            alternatives.iter().any(|schema| schema["oneOf"].is_array())
        }
        Kind::Object(shape) => refers(shape.name),
        Kind::Opaque => alternatives.iter().any(|schema| schema["$ref"].is_string()),
    }
}
