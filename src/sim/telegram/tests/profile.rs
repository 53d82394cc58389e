//! Commands by scope and language, and descriptions.

use super::*;

fn list(name: &str) -> Value {
    json!([{ "command": name, "description": "What it does" }])
}

#[tokio::test]
async fn commands_are_kept_by_scope_and_language() {
    let desk = Desk::unlimited().await;
    let (en, zh) = (list("status"), list("state"));
    desk.ok("setMyCommands", json!({ "commands": en })).await;
    let scope = json!({ "type": "all_private_chats" });
    desk.ok("setMyCommands", json!({ "commands": zh, "scope": scope, "language_code": "zh" })).await;
    assert_eq!(desk.ok("getMyCommands", json!({})).await, en);
    let both = json!({ "scope": scope, "language_code": "zh" });
    assert_eq!(desk.ok("getMyCommands", both.clone()).await, zh);
    desk.ok("deleteMyCommands", both.clone()).await;
    assert_eq!(desk.ok("getMyCommands", both).await, json!([]));
    let nowhere = json!({ "commands": en, "scope": { "type": "chat" } });
    assert_eq!(desk.refused("setMyCommands", nowhere).await.0, 400);
}

#[tokio::test]
async fn the_narrowest_scope_that_has_commands_is_seen_in_the_persons_language_first() {
    let desk = Desk::unlimited().await;
    desk.sim.person(102, "Bo", Some("zh-hant"));
    desk.sim.group_chat(-5, ChatKind::Group, "Desk");
    desk.sim.set_member(-5, 102, "administrator").expect("the chat");
    let seen = |chat: i64, user: i64| -> String {
        let commands = desk.sim.commands_seen(chat, user).expect("the chat");
        commands.first().map_or("none", |command| command["command"].as_str().expect("a name")).to_owned()
    };
    assert_eq!(seen(-5, 102), "none");
    // What an administrator who reads Chinese and a member who reads English see after each.
    for (scope, language, name, bo, anna) in [
        (json!({ "type": "default" }), "", "a", "a", "a"),
        (json!({ "type": "default" }), "zh", "b", "b", "a"),
        (json!({ "type": "all_group_chats" }), "", "c", "c", "c"),
        (json!({ "type": "all_group_chats" }), "zh", "d", "d", "c"),
        (json!({ "type": "all_chat_administrators" }), "", "e", "e", "c"),
        (json!({ "type": "chat", "chat_id": -5 }), "", "f", "f", "f"),
        (json!({ "type": "chat_administrators", "chat_id": -5 }), "", "g", "g", "f"),
        (json!({ "type": "chat_member", "chat_id": -5, "user_id": ANNA }), "en", "h", "g", "h"),
        (json!({ "type": "all_private_chats" }), "", "i", "g", "h"),
    ] {
        let set = json!({ "commands": list(name), "scope": scope, "language_code": language });
        desk.ok("setMyCommands", set).await;
        assert_eq!((seen(-5, 102), seen(-5, ANNA)), (bo.to_owned(), anna.to_owned()), "{name}");
    }
    assert_eq!(seen(ANNA, ANNA), "i");
}

#[tokio::test]
async fn descriptions_fall_back_to_the_one_for_all_languages() {
    let desk = Desk::unlimited().await;
    for (set, get, name, limit) in [
        ("setMyDescription", "getMyDescription", "description", 512),
        ("setMyShortDescription", "getMyShortDescription", "short_description", 120),
    ] {
        desk.ok(set, json!({ name: "x".repeat(limit) })).await;
        assert_eq!(desk.refused(set, json!({ name: "x".repeat(limit + 1) })).await.0, 400);
        desk.ok(set, json!({ name: "中文", "language_code": "zh" })).await;
        let text = async |language: &str| desk.ok(get, json!({ "language_code": language })).await[name].clone();
        assert_eq!(text("zh").await, "中文");
        assert_eq!(text("fr").await, "x".repeat(limit));
        desk.ok(set, json!({ "language_code": "zh" })).await;
        assert_eq!(text("zh").await, "x".repeat(limit));
    }
}
