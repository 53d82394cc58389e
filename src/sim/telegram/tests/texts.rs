//! Refusals in Telegram's words, and the limits of sizes from both sides.

use super::super::html::utf16_len;
use super::*;

#[tokio::test]
async fn messages_are_refused_in_telegrams_words() {
    let desk = Desk::unlimited().await;
    desk.send(ANNA, "here").await;
    desk.sim.person_says(ANNA, "mine").expect("said");
    for (method, params, text) in [
        ("sendMessage", json!({ "text": "x" }), "chat_id is empty"),
        ("sendMessage", json!({ "chat_id": 404, "text": "x" }), "chat not found"),
        ("sendMessage", json!({ "chat_id": "@nobody", "text": "x" }), "chat not found"),
        ("sendMessage", json!({ "chat_id": ANNA }), "message text is empty"),
        ("sendMessage", json!({ "chat_id": ANNA, "text": " \n" }), "message text is empty"),
        ("sendMessage", json!({ "chat_id": ANNA, "text": "<b></b>", "parse_mode": "HTML" }), "message text is empty"),
        ("sendMessage", json!({ "chat_id": ANNA, "text": "x", "parse_mode": "BBCode" }), "unsupported parse_mode"),
        ("sendMessage", json!({ "chat_id": ANNA, "text": "x", "message_thread_id": 9 }), "message thread not found"),
        (
            "sendMessage",
            json!({ "chat_id": ANNA, "text": "x", "reply_parameters": { "message_id": 99 } }),
            "message to be replied not found",
        ),
        ("editMessageText", json!({ "chat_id": ANNA, "text": "x" }), "message identifier is not specified"),
        ("editMessageText", json!({ "chat_id": ANNA, "message_id": 99, "text": "x" }), "message to edit not found"),
        ("editMessageText", json!({ "chat_id": ANNA, "message_id": 2, "text": "x" }), "message can't be edited"),
        (
            "editMessageText",
            json!({ "chat_id": ANNA, "message_id": 1, "text": "here" }),
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        ),
        ("deleteMessage", json!({ "chat_id": ANNA, "message_id": 99 }), "message to delete not found"),
        ("sendChatAction", json!({ "chat_id": ANNA, "action": "dancing" }), "wrong parameter action in request"),
        ("getChat", json!({ "chat_id": 404 }), "chat not found"),
        ("getChatMember", json!({ "chat_id": ANNA, "user_id": 404 }), "user not found"),
        (
            "answerCallbackQuery",
            json!({ "callback_query_id": "1" }),
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("setMyCommands", json!({ "commands": [], "language_code": "zh-Hant" }), "invalid language code specified"),
        ("setMyCommands", json!({ "commands": [{ "command": "Up", "description": "x" }] }), "BOT_COMMAND_INVALID"),
    ] {
        let expected = (400, format!("Bad Request: {text}"));
        assert_eq!(desk.refused(method, params.clone()).await, expected, "{method} {params}");
    }
    let reply = json!({ "message_id": 99, "allow_sending_without_reply": true });
    desk.ok("sendMessage", json!({ "chat_id": ANNA, "text": "x", "reply_parameters": reply })).await;
}

#[tokio::test]
async fn a_chat_out_of_reach_is_refused_with_its_reason() {
    let desk = Desk::unlimited().await;
    let group = -1_001_000_000_001;
    desk.sim.group_chat(-5, ChatKind::Group, "Old");
    desk.sim.group_chat(group, ChatKind::Supergroup, "New");
    for (chat, reach, code, text) in [
        (ANNA, Reach::Blocked, 403, "Forbidden: bot was blocked by the user"),
        (ANNA, Reach::Deactivated, 403, "Forbidden: user is deactivated"),
        (ANNA, Reach::Stranger, 403, "Forbidden: bot can't initiate conversation with a user"),
        (-5, Reach::Kicked, 403, "Forbidden: bot was kicked from the group chat"),
        (group, Reach::Kicked, 403, "Forbidden: bot was kicked from the supergroup chat"),
        (group, Reach::NotMember, 403, "Forbidden: bot is not a member of the supergroup chat"),
        (group, Reach::NoRights, 400, "Bad Request: not enough rights to send text messages to the chat"),
    ] {
        desk.sim.set_reach(chat, reach).expect("the chat");
        let send = json!({ "chat_id": chat, "text": "x" });
        assert_eq!(desk.refused("sendMessage", send).await, (code, text.to_owned()));
        desk.sim.set_reach(chat, Reach::Open).expect("the chat");
        desk.send(chat, "x").await;
    }
}

#[tokio::test]
async fn a_person_who_blocks_cannot_write_until_unblocking_and_a_stranger_opens_the_chat_by_writing() {
    let desk = Desk::unlimited().await;
    desk.sim.person_blocks(ANNA).expect("blocked");
    assert_eq!(desk.sim.person_says(ANNA, "x"), Err(SimError::OutOfReach(ANNA)));
    desk.sim.person_unblocks(ANNA).expect("unblocked");
    let updates = desk.ok("getUpdates", json!({})).await;
    assert_eq!(updates[0]["my_chat_member"]["new_chat_member"]["status"], "kicked");
    assert_eq!(updates[1]["my_chat_member"]["old_chat_member"]["status"], "kicked");
    assert_eq!(updates[1]["my_chat_member"]["new_chat_member"]["status"], "member");
    desk.sim.set_reach(ANNA, Reach::Stranger).expect("the chat");
    desk.sim.person_says(ANNA, "/start").expect("said");
    desk.send(ANNA, "welcome").await;
}

#[tokio::test]
async fn an_upgraded_group_names_its_supergroup() {
    let desk = Desk::unlimited().await;
    desk.sim.group_chat(-5, ChatKind::Group, "Desk");
    desk.sim.group_is_upgraded(-5, -1005).expect("upgraded");
    let (status, body) = desk.call("sendMessage", json!({ "chat_id": -5, "text": "x" })).await;
    assert_eq!((status, &body["parameters"]), (400, &json!({ "migrate_to_chat_id": -1005 })));
    assert_eq!(body["description"], "Bad Request: group chat was upgraded to a supergroup chat");
    desk.send(-1005, "x").await;
    let updates = desk.ok("getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["migrate_to_chat_id"], -1005);
    assert_eq!(updates[1]["message"]["migrate_from_chat_id"], -5);
}

#[tokio::test]
async fn forum_threads_are_open_closed_or_gone() {
    let desk = Desk::unlimited().await;
    desk.sim.group_chat(-1007, ChatKind::Forum, "Desk");
    let send = json!({ "chat_id": -1007, "text": "x", "message_thread_id": 3 });
    for (state, text) in [(Some(false), "TOPIC_CLOSED"), (None, "message thread not found")] {
        desk.sim.set_thread(-1007, 3, state).expect("the chat");
        let expected = (400, format!("Bad Request: {text}"));
        assert_eq!(desk.refused("sendMessage", send.clone()).await, expected);
    }
    desk.sim.set_thread(-1007, 3, Some(true)).expect("the chat");
    assert_eq!(desk.ok("sendMessage", send).await["message_thread_id"], 3);
}

#[tokio::test]
async fn a_text_counts_in_utf16_after_its_marks_are_taken_out() {
    let desk = Desk::unlimited().await;
    // 😀 is two units, a mark none, `&lt;` one.
    for (text, fits) in [
        ("x".repeat(4096), true),
        ("x".repeat(4097), false),
        ("😀".repeat(2048), true),
        ("😀".repeat(2048) + "x", false),
        (format!("<b>{}</b>", "x".repeat(4096)), true),
        ("&lt;".repeat(4096), true),
        ("&lt;".repeat(4097), false),
    ] {
        let send = json!({ "chat_id": ANNA, "text": text, "parse_mode": "HTML" });
        let (status, body) = desk.call("sendMessage", send).await;
        assert_eq!(status == 200, fits, "{} units: {body}", utf16_len(&text));
        if !fits {
            assert_eq!(body["description"], "Bad Request: message is too long");
        }
    }
}

#[tokio::test]
async fn callback_data_counts_in_bytes_from_1_to_64() {
    let desk = Desk::unlimited().await;
    for (data, fits) in
        [("", false), ("x", true), (&"x".repeat(64), true), (&"x".repeat(65), false), (&"塔".repeat(22), false)]
    {
        let send = json!({ "chat_id": ANNA, "text": "x", "reply_markup": keyboard(data) });
        let (status, body) = desk.call("sendMessage", send).await;
        assert_eq!(status == 200, fits, "{data}: {body}");
        if !fits {
            assert_eq!(body["description"], "Bad Request: BUTTON_DATA_INVALID");
        }
    }
    for (button, text) in [
        (
            json!({ "text": "x" }),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (json!({ "text": "x", "url": "nowhere" }), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    ] {
        let send = json!({ "chat_id": ANNA, "text": "x", "reply_markup": { "inline_keyboard": [[button]] } });
        assert_eq!(desk.refused("sendMessage", send).await, (400, format!("Bad Request: {text}")));
    }
}

#[tokio::test]
async fn a_press_can_be_answered_once_and_only_while_it_is_young() {
    let mut desk = Desk::unlimited().await;
    desk.ok("sendMessage", json!({ "chat_id": ANNA, "text": "x", "reply_markup": keyboard("k") })).await;
    let [first, second, third] = [(); 3].map(|()| desk.sim.person_presses(ANNA, 1, "k").expect("pressed"));
    let answer = |id: &str| json!({ "callback_query_id": id });
    desk.ok("answerCallbackQuery", answer(&first)).await;
    let old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid".to_owned());
    assert_eq!(desk.refused("answerCallbackQuery", answer(&first)).await, old);
    desk.ok("getUpdates", json!({ "offset": 600_000_000 })).await;
    desk.pass(59_999).await;
    desk.ok("answerCallbackQuery", answer(&second)).await;
    desk.pass(1).await;
    assert_eq!(desk.refused("answerCallbackQuery", answer(&third)).await, old);
}

#[tokio::test]
async fn a_message_can_be_deleted_for_48_hours() {
    let mut desk = Desk::unlimited().await;
    for _ in 0..2 {
        desk.send(ANNA, "x").await;
    }
    desk.pass(48 * 3_600_000 - 1).await;
    desk.ok("deleteMessage", json!({ "chat_id": ANNA, "message_id": 1 })).await;
    desk.pass(1).await;
    let refused = desk.refused("deleteMessage", json!({ "chat_id": ANNA, "message_id": 2 })).await;
    assert_eq!(refused, (400, "Bad Request: message can't be deleted for everyone".to_owned()));
}
