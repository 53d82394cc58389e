use serde_json::json;

use super::*;

fn read(update: &Value) -> Incoming {
    Incoming::read(update).expect("it has a number")
}

#[test]
fn a_message_gives_what_the_bot_acts_on() {
    let update = json!({"update_id": 10, "message": {
        "message_id": 3, "date": 1, "text": "/start",
        "chat": {"id": 42, "type": "private", "first_name": "A"},
        "from": {"id": 42, "is_bot": false, "first_name": "A", "language_code": "zh-hant"},
    }});
    let incoming = read(&update);
    assert_eq!(incoming.kind, Kind::Message);
    assert_eq!(incoming.chat, Some(ChatRef { id: 42, kind: ChatKind::Private, title: None }));
    let from = Person { id: 42, language_code: Some("zh-hant".to_owned()), is_bot: false };
    assert_eq!(incoming.from, Some(from));
    assert_eq!(incoming.text.as_deref(), Some("/start"));
    assert!(incoming.content && incoming.is_private());
}

#[test]
fn a_reply_names_the_message_that_it_answers() {
    let replying = |to: Value| {
        let message = json!({"text": "/why", "chat": {"id": 42, "type": "private"}, "reply_to_message": to});
        read(&json!({"update_id": 1, "message": message})).replied_to
    };
    assert_eq!(replying(json!({"message_id": 77, "chat": {"id": 42}})), Some(77));
    for strange in [json!({}), json!(null), json!({"message_id": "77"}), json!(77)] {
        assert_eq!(replying(strange.clone()), None, "{strange}");
    }
}

/// What teloxide empties or refuses leaves the text as it is.
#[test]
fn nothing_strange_in_a_message_hides_its_text() {
    let strange = [
        json!({"entities": [{"type": "date_time", "offset": 0, "length": 6, "unix_time": 1}]}),
        json!({"entities": [{"type": "a_type_of_next_year"}, 7, null]}),
        json!({"entities": "not even a list"}),
        json!({"reply_markup": {"inline_keyboard": [[{"text": "x", "a_kind_of_next_year": {}}]]}}),
        json!({"chat": {"id": 42, "type": "private", "is_direct_messages": true, "unheard_of": [1]}}),
        json!({"from": {"id": 42}}),
        json!({"from": null}),
        json!({"from": {"id": "forty-two", "language_code": 7}}),
        json!({"date": "yesterday", "message_id": null}),
        json!({"reply_to_message": {"poll": {}}, "quote": 3, "rich_text": {"blocks": []}}),
    ];
    for oddity in strange {
        let mut message = json!({"chat": {"id": 42, "type": "private"}, "text": "/start"});
        message.as_object_mut().unwrap().extend(oddity.as_object().unwrap().clone());
        let incoming = read(&json!({"update_id": 1, "message": message}));
        assert_eq!(incoming.text.as_deref(), Some("/start"), "{oddity}");
        assert!(incoming.is_private(), "{oddity}");
    }
}

#[test]
fn a_field_beside_the_known_one_does_not_hide_it() {
    let update = json!({"update_id": 1, "a_new_envelope": {}, "message": {"text": "/help", "chat": {"id": 4}}});
    assert_eq!(read(&update).kind, Kind::Message);
    assert!(read(&update).is_private(), "without a type, a positive id is a person");
}

#[test]
fn texts_of_any_script_and_length_arrive_whole() {
    for text in ["مرحبا بالعالم \u{200f}/start", "資金壓力 📈👨‍👩‍👧‍👦", &"字".repeat(50_000), "\u{0}a\u{feff}"]
    {
        let update = json!({"update_id": 1, "message": {"text": text, "chat": {"id": 4, "type": "private"}}});
        let again: Value = serde_json::from_str(&update.to_string()).unwrap();
        assert_eq!(read(&again).text.as_deref(), Some(text));
    }
}

#[test]
fn a_press_takes_its_chat_from_the_message_below_which_it_hangs() {
    let press = |message: Value| {
        json!({"update_id": 2, "callback_query": {
            "id": "77", "data": "lang:zh-Hant", "chat_instance": "1", "from": {"id": 42, "is_bot": false}, "message": message,
        }})
    };
    let incoming = read(&press(json!({"message_id": 9, "chat": {"id": 42, "type": "private"}, "text": "hello"})));
    let callback = CallbackRef { id: "77".to_owned(), data: Some("lang:zh-Hant".to_owned()), message_id: Some(9) };
    assert_eq!((incoming.kind, incoming.callback), (Kind::Callback, Some(callback)));
    assert_eq!(incoming.text, None, "our own text below the button is not the person's");
    let old = read(&press(json!({"message_id": 9, "date": 0, "chat": {"id": 42, "type": "private"}})));
    assert_eq!(old.callback.unwrap().message_id, Some(9), "an inaccessible message still has its number");
    let inline = read(&press(Value::Null));
    assert!(inline.chat.is_none() && inline.callback.is_some());
}

#[test]
fn memberships_threads_and_notices_are_told_apart() {
    let blocked = json!({"update_id": 3, "my_chat_member": {"chat": {"id": 42, "type": "private"}, "from": {"id": 42},
        "old_chat_member": {"status": "member"}, "new_chat_member": {"status": "kicked", "until_date": 0}}});
    let gone = Membership { old: Some(Presence::Present), new: Some(Presence::Gone) };
    assert_eq!(read(&blocked).membership, Some(gone));

    let message = |fields: Value| {
        let mut message = json!({"chat": {"id": -100, "type": "supergroup", "title": "Desk"}, "message_thread_id": 7});
        message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        read(&json!({"update_id": 4, "message": message}))
    };
    assert_eq!(message(json!({"text": "a", "is_topic_message": true})).thread, Some(7));
    assert_eq!(message(json!({"text": "a"})).thread, None, "a reply chain is no forum thread");
    assert!(message(json!({"sticker": {}})).content);
    assert!(!message(json!({"new_chat_members": []})).content, "somebody joining says nothing to the bot");
}

#[rstest::rstest]
#[case::member("supergroup", json!({"status": "member"}), Some(Presence::Present))]
#[case::silenced("supergroup", json!({"status": "restricted", "is_member": true, "can_send_messages": false}), Some(Presence::Mute))]
#[case::restricted_otherwise("supergroup", json!({"status": "restricted", "is_member": true, "can_send_messages": true}), Some(Presence::Present))]
#[case::restricted_and_away("supergroup", json!({"status": "restricted", "is_member": false, "can_send_messages": true}), Some(Presence::Gone))]
#[case::administrator("supergroup", json!({"status": "administrator"}), Some(Presence::Present))]
#[case::may_post("channel", json!({"status": "administrator", "can_post_messages": true}), Some(Presence::Present))]
#[case::may_not_post("channel", json!({"status": "administrator", "can_post_messages": false}), Some(Presence::Mute))]
#[case::reader_of_a_channel("channel", json!({"status": "member"}), Some(Presence::Mute))]
#[case::left("channel", json!({"status": "left"}), Some(Presence::Gone))]
#[case::of_next_year("supergroup", json!({"status": "honoured"}), None)]
#[case::strange("supergroup", json!({"status": 7}), None)]
#[test]
fn what_the_bot_can_do_is_read_from_its_standing(
    #[case] kind: &str,
    #[case] member: Value,
    #[case] presence: Option<Presence>,
) {
    let update = json!({"update_id": 3, "my_chat_member": {"chat": {"id": -1, "type": kind}, "from": {"id": 42},
        "old_chat_member": {"status": "left"}, "new_chat_member": member}});
    let membership = Membership { old: Some(Presence::Gone), new: presence };
    assert_eq!(read(&update).membership, Some(membership));
}

#[test]
fn both_notices_of_a_migration_say_the_same() {
    let notice = |chat: i64, field: &str, other: Value| {
        read(&json!({"update_id": 1, "message": {"chat": {"id": chat, "type": "group"}, field: other}})).migration
    };
    let moved = Some(Migration { from: -5, to: -1005 });
    assert_eq!(notice(-5, "migrate_to_chat_id", json!(-1005)), moved);
    assert_eq!(notice(-1005, "migrate_from_chat_id", json!(-5)), moved);
    for strange in [json!(-5), json!(5), json!("-1005"), json!(null)] {
        assert_eq!(notice(-5, "migrate_to_chat_id", strange.clone()), None, "{strange}");
    }
}

#[test]
fn anonymous_administrators_write_in_the_name_of_their_group() {
    let message = |sender: i64| {
        let group_bot = json!({"id": 1_087_968_824, "is_bot": true, "username": "GroupAnonymousBot"});
        read(&json!({"update_id": 1, "message": {"message_id": 9, "text": "/stop", "from": group_bot,
            "chat": {"id": -100, "type": "supergroup"}, "sender_chat": {"id": sender, "type": "supergroup"}}}))
    };
    assert!(message(-100).is_anonymous());
    assert!(!message(-200).is_anonymous(), "a channel that a member writes for has no rights here");
    let post = read(&json!({"update_id": 1, "channel_post": {"text": "/start", "chat": {"id": -9, "type": "channel"},
        "sender_chat": {"id": -9, "type": "channel"}}}));
    assert_eq!((post.kind, post.from, post.text.as_deref()), (Kind::ChannelPost, None, Some("/start")));
}

#[test]
fn unknown_kinds_keep_their_name_and_unnumbered_updates_are_none() {
    assert_eq!(read(&json!({"update_id": 5, "guest_message": {}})).kind, Kind::Other("guest_message".to_owned()));
    assert_eq!(read(&json!({"update_id": 5})).kind, Kind::Other(String::new()));
    for nothing in [json!({}), json!({"update_id": "5"}), json!([]), json!(null), json!(7)] {
        assert_eq!(Incoming::read(&nothing), None, "{nothing}");
    }
}

proptest::proptest! {
    /// Any JSON in the place of any field is read without a panic.
    #[test]
    fn no_json_makes_it_panic(field in 0..8_usize, odd in 0..7_usize) {
        let names = ["message", "callback_query", "my_chat_member", "chat", "from", "text", "id", "new_chat_member"];
        let values = [json!(null), json!(-1), json!("x"), json!([]), json!({}), json!(1e300), json!(true)];
        let (name, value) = (names[field], values[odd].clone());
        for outer in ["message", "callback_query", "my_chat_member"] {
            let _incoming = Incoming::read(&json!({"update_id": 1, name: value}));
            let _incoming = Incoming::read(&json!({"update_id": 1, outer: {name: value, "message": {name: value}}}));
        }
    }
}
