//! Groups, channels and topics: who is what, who hears what, and who may write.

use super::*;

const GROUP: i64 = -5;
const FORUM: i64 = -1_001_000_000_006;
const CHANNEL: i64 = -1_001_000_000_007;
const BO: i64 = 102;
const BOT: i64 = 7_000_000_001;

async fn open() -> Desk {
    let desk = Desk::unlimited().await;
    desk.sim.person(BO, "Bo", Some("zh-hant"));
    desk.sim.group_chat(GROUP, ChatKind::Group, "Desk");
    desk.sim.group_chat(FORUM, ChatKind::Forum, "Topics");
    desk.sim.group_chat(CHANNEL, ChatKind::Channel, "News");
    desk.sim.set_member(GROUP, BO, "creator").expect("the chat");
    desk
}

/// The updates that wait, confirmed.
async fn updates(desk: &Desk) -> Vec<Value> {
    let updates = desk.ok("getUpdates", json!({})).await;
    let updates = updates.as_array().expect("updates").clone();
    if let Some(last) = updates.last() {
        desk.ok("getUpdates", json!({ "offset": last["update_id"].as_i64().expect("an id") + 1 })).await;
    }
    updates
}

async fn member(desk: &Desk, chat: i64, user: i64) -> Value {
    desk.ok("getChatMember", json!({ "chat_id": chat, "user_id": user })).await
}

#[tokio::test]
async fn members_have_a_status_and_administrators_have_rights() {
    let desk = open().await;
    desk.ok("getUpdates", json!({ "allowed_updates": ["chat_member", "my_chat_member", "message"] })).await;
    assert_eq!(
        member(&desk, GROUP, BO).await,
        json!({ "status": "creator", "is_anonymous": false,
        "user": { "id": BO, "is_bot": false, "first_name": "Bo", "language_code": "zh-hant" } })
    );
    assert_eq!(member(&desk, GROUP, ANNA).await["status"], "left");
    // The bot is no administrator: it is told nothing of others.
    desk.sim.member_becomes(GROUP, ANNA, Role::of(Status::Member)).expect("joined");
    desk.sim
        .bot_becomes(GROUP, Role { rights: Some(&["can_pin_messages"]), ..Role::of(Status::Administrator) })
        .expect("promoted");
    desk.sim.member_becomes(GROUP, ANNA, Role::of(Status::Administrator)).expect("promoted");
    let told = updates(&desk).await;
    assert_eq!(told[0]["message"]["new_chat_members"][0]["first_name"], "Anna");
    let change = |update: &Value, kind: &str| {
        let status = |which: &str| update[kind][which]["status"].as_str().map(str::to_owned);
        (update[kind]["from"]["id"].as_i64(), status("old_chat_member"), status("new_chat_member"))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(change(&told[1], "my_chat_member"), (Some(BO), some("member"), some("administrator")));
    assert_eq!(change(&told[2], "chat_member"), (Some(BO), some("member"), some("administrator")));
    assert_eq!(told.len(), 3);

    let bot = member(&desk, GROUP, BOT).await;
    assert_eq!((&bot["can_pin_messages"], &bot["can_delete_messages"]), (&json!(true), &json!(false)));
    let all = desk.ok("getChatAdministrators", json!({ "chat_id": GROUP })).await;
    let ids: Vec<_> = all.as_array().expect("a list").iter().map(|member| member["user"]["id"].as_i64()).collect();
    assert_eq!(ids, [Some(ANNA), Some(BO), Some(BOT)]);
    assert_eq!(desk.ok("getChatMemberCount", json!({ "chat_id": GROUP })).await, 3);
    let private = desk.refused("getChatAdministrators", json!({ "chat_id": ANNA })).await;
    assert_eq!(private, (400, "Bad Request: there are no administrators in the private chat".to_owned()));
}

#[tokio::test]
async fn in_privacy_mode_the_bot_reads_what_is_meant_for_it() {
    let desk = open().await;
    let asked = desk.send(GROUP, "Who?").await["message_id"].as_i64();
    let say = |text, reply_to| desk.sim.says(GROUP, BO, &Words { text, thread: None, reply_to }).expect("said");
    say("good morning", None);
    say("/status", None);
    say("/status@tidewatch_sim_bot", None);
    say("/status@another_bot", None);
    say("me", asked);
    let heard = |updates: Vec<Value>| -> Vec<String> {
        updates.iter().filter_map(|update| update["message"]["text"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(heard(updates(&desk).await), ["/status", "/status@tidewatch_sim_bot", "me"]);
    // An administrator hears everything.
    desk.sim.bot_becomes(GROUP, Role::of(Status::Administrator)).expect("promoted");
    say("good evening", None);
    assert_eq!(heard(updates(&desk).await), ["good evening"]);
}

#[tokio::test]
async fn an_anonymous_administrator_writes_as_the_group_and_presses_as_a_person() {
    let desk = open().await;
    assert_eq!(desk.sim.set_anonymous(GROUP, ANNA, true, None), Err(SimError::NotAMember { chat: GROUP, user: ANNA }));
    desk.sim.set_anonymous(GROUP, BO, true, Some("Chair")).expect("the creator");
    desk.sim.member_says(GROUP, BO, "/settings", None).expect("said");
    let sent = json!({ "chat_id": GROUP, "text": "x", "reply_markup": keyboard("k") });
    let id = desk.ok("sendMessage", sent).await["message_id"].as_i64().expect("an id");
    desk.sim.member_presses(GROUP, BO, id, "k").expect("pressed");
    let told = updates(&desk).await;
    let (message, query) = (&told[0]["message"], &told[1]["callback_query"]);
    assert_eq!((&message["sender_chat"]["id"], &message["from"]["id"]), (&json!(GROUP), &json!(1_087_968_824)));
    assert_eq!((&message["author_signature"], &query["from"]["id"]), (&json!("Chair"), &json!(BO)));
    assert_eq!(member(&desk, GROUP, BO).await["is_anonymous"], true);
}

#[tokio::test]
async fn the_bot_is_told_what_becomes_of_it_and_may_write_accordingly() {
    let desk = Desk::unlimited().await;
    desk.sim.person(BO, "Bo", None);
    desk.sim.foreign_chat(GROUP, ChatKind::Group, "Desk");
    let send = json!({ "chat_id": GROUP, "text": "x" });
    let no_rights = "Bad Request: not enough rights to send text messages to the chat";
    for (role, refusal) in [
        (Role { by: Some(BO), ..Role::of(Status::Member) }, None),
        (Role::of(Status::Restricted), Some((400, no_rights))),
        (Role { rights: Some(&["can_send_messages"]), ..Role::of(Status::Restricted) }, None),
        (Role::of(Status::Administrator), None),
        (Role::of(Status::Left), Some((403, "Forbidden: bot is not a member of the group chat"))),
        (Role::of(Status::Kicked), Some((403, "Forbidden: bot was kicked from the group chat"))),
        (Role::of(Status::Member), None),
    ] {
        desk.sim.bot_becomes(GROUP, role).expect("the chat");
        let told = updates(&desk).await;
        assert_eq!(told[0]["my_chat_member"]["new_chat_member"]["status"], role.status.as_str());
        match refusal {
            Some((code, text)) => assert_eq!(desk.refused("sendMessage", send.clone()).await, (code, text.to_owned())),
            None => drop(desk.ok("sendMessage", send.clone()).await),
        }
        let gone = matches!(role.status, Status::Left | Status::Kicked);
        let ask = desk.call("getChatMember", json!({ "chat_id": GROUP, "user_id": BO })).await;
        assert_eq!(ask.0, if gone { 403 } else { 200 }, "{ask:?}");
    }
    desk.sim.set_muted(GROUP, true).expect("the chat");
    assert_eq!(desk.refused("sendMessage", send.clone()).await.1, no_rights);
    desk.sim.set_reach(GROUP, Reach::Forbidden).expect("the chat");
    assert_eq!(desk.refused("sendMessage", send).await, (400, "Bad Request: CHAT_WRITE_FORBIDDEN".to_owned()));
}

#[tokio::test]
async fn a_channel_wants_an_administrator_that_may_post_and_its_posts_may_be_signed() {
    let desk = open().await;
    desk.sim.channel_posts(CHANNEL, "/start", None).expect("posted");
    desk.sim.channel_posts(CHANNEL, "good morning", Some("Ann")).expect("posted");
    let told = updates(&desk).await;
    let posts: Vec<_> = told.iter().map(|update| &update["channel_post"]).collect();
    assert_eq!((&posts[0]["sender_chat"]["id"], posts[0].get("from")), (&json!(CHANNEL), None));
    assert_eq!((posts[0].get("author_signature"), &posts[1]["author_signature"]), (None, &json!("Ann")));
    assert_eq!(desk.send(CHANNEL, "news").await["sender_chat"]["title"], "News");

    let send = json!({ "chat_id": CHANNEL, "text": "x" });
    let need = "Bad Request: need administrator rights in the channel chat";
    for (role, code, text) in [
        (Role::of(Status::Member), 400, need),
        (Role { rights: Some(&["can_edit_messages"]), ..Role::of(Status::Administrator) }, 400, need),
        (Role::of(Status::Left), 403, "Forbidden: bot is not a member of the channel chat"),
        (Role::of(Status::Kicked), 403, "Forbidden: bot was kicked from the channel chat"),
    ] {
        desk.sim.bot_becomes(CHANNEL, role).expect("the chat");
        assert_eq!(desk.refused("sendMessage", send.clone()).await, (code, text.to_owned()));
    }
    desk.sim.bot_becomes(CHANNEL, Role::of(Status::Member)).expect("the chat");
    let ask = desk.refused("getChatMember", json!({ "chat_id": CHANNEL, "user_id": BO })).await;
    assert_eq!(ask, (400, "Bad Request: member list is inaccessible".to_owned()));
}

#[tokio::test]
async fn topics_are_made_closed_opened_and_deleted() {
    let desk = open().await;
    let topic = desk.sim.topic_is_created(FORUM, BO, "Rates").expect("made");
    let send = json!({ "chat_id": FORUM, "text": "x", "message_thread_id": topic });
    assert_eq!(desk.ok("sendMessage", send.clone()).await["is_topic_message"], true);
    desk.sim.member_says(FORUM, BO, "/status", Some(topic)).expect("said");
    desk.sim.topic_is_set(FORUM, BO, topic, false).expect("closed");
    assert_eq!(desk.refused("sendMessage", send.clone()).await, (400, "Bad Request: TOPIC_CLOSED".to_owned()));
    // Who may manage topics can write in a closed one.
    let manager = Role { rights: Some(&["can_manage_topics"]), ..Role::of(Status::Administrator) };
    desk.sim.bot_becomes(FORUM, manager).expect("promoted");
    desk.ok("sendMessage", send.clone()).await;
    desk.sim.topic_is_set(FORUM, BO, topic, true).expect("opened");
    desk.sim.topic_is_deleted(FORUM, topic).expect("deleted");
    let gone = (400, "Bad Request: message thread not found".to_owned());
    assert_eq!(desk.refused("sendMessage", send).await, gone);
    assert_eq!(desk.sim.chat(FORUM).expect("the chat").messages, []);

    let told = updates(&desk).await;
    assert_eq!(told[0]["message"]["forum_topic_created"]["name"], "Rates");
    assert_eq!(told[1]["message"]["message_thread_id"], topic);
    assert_eq!(told[2]["message"]["forum_topic_closed"], json!({}));
    assert_eq!(told[4]["message"]["forum_topic_reopened"], json!({}));
    let unknown = SimError::NoSuchThread { chat: FORUM, thread: 77 };
    assert_eq!(desk.sim.topic_is_deleted(FORUM, 77), Err(unknown));
}

#[tokio::test]
async fn who_is_not_in_a_group_cannot_write_there() {
    let desk = open().await;
    for status in ["left", "kicked", "restricted"] {
        desk.sim.set_member(GROUP, ANNA, status).expect("the chat");
        let said = desk.sim.member_says(GROUP, ANNA, "/status", None);
        assert_eq!(said, Err(SimError::NotAMember { chat: GROUP, user: ANNA }), "{status}");
    }
    assert!(matches!(desk.sim.set_member(GROUP, ANNA, "boss"), Err(SimError::NoSuchStatus(_))));
}

#[tokio::test]
async fn a_button_of_a_dead_message_can_still_be_pressed_by_an_app_that_does_not_know() {
    let desk = open().await;
    let sent = json!({ "chat_id": GROUP, "text": "x", "reply_markup": keyboard("k") });
    let id = desk.ok("sendMessage", sent).await["message_id"].as_i64().expect("an id");
    desk.ok("deleteMessage", json!({ "chat_id": GROUP, "message_id": id })).await;
    assert!(desk.sim.member_presses(GROUP, BO, id, "k").is_err());
    desk.sim.member_presses_stale(GROUP, BO, id, "k").expect("pressed");
    let told = updates(&desk).await;
    let query = &told[0]["callback_query"];
    assert_eq!((&query["message"]["message_id"], &query["message"]["date"]), (&json!(id), &json!(0)));
    desk.ok("answerCallbackQuery", json!({ "callback_query_id": query["id"] })).await;
}

#[tokio::test]
async fn another_process_plays_groups_too() {
    let desk = Desk::unlimited().await;
    for (path, body) in [
        ("person", json!({ "id": BO, "first_name": "Bo" })),
        ("chat", json!({ "id": FORUM, "kind": "forum", "title": "Topics", "without_bot": true })),
        ("member", json!({ "chat": FORUM, "user": BO, "status": "creator" })),
        ("member", json!({ "chat": FORUM, "status": "member", "by": BO })),
        ("promote", json!({ "chat": FORUM, "rights": ["can_manage_topics"] })),
        ("anonymous", json!({ "chat": FORUM, "user": BO })),
        ("topic", json!({ "chat": FORUM, "user": BO, "name": "Rates" })),
        ("topic", json!({ "chat": FORUM, "user": BO, "thread": 2, "action": "close" })),
        ("mute", json!({ "chat": FORUM })),
        ("chat", json!({ "id": CHANNEL, "kind": "channel", "title": "News" })),
        ("channel-post", json!({ "chat": CHANNEL, "text": "hello", "signature": "Ann" })),
        ("chat", json!({ "id": GROUP, "kind": "group", "title": "Desk" })),
        ("migrate", json!({ "chat": GROUP, "to": -1008 })),
    ] {
        let answer = desk.http.post(format!("{}/sim/{path}", desk.base)).json(&body).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200, "{path} {body}: {}", answer.text().await.expect("text"));
    }
    let kinds = |update: &Value| update.as_object().map(|update| update.keys().cloned().collect::<Vec<_>>());
    let told = updates(&desk).await;
    let seen: Vec<_> = told.iter().filter_map(kinds).flatten().filter(|key| key != "update_id").collect();
    let [member, message, post] = ["my_chat_member", "message", "channel_post"];
    assert_eq!(seen, [member, message, member, message, message, post, message, message]);
    let changes = desk.http.get(format!("{}/sim/changes?chat={CHANNEL}", desk.base)).send().await.expect("an answer");
    assert_eq!(changes.json::<Value>().await.expect("JSON")["messages"][0]["text"], "hello");
}
