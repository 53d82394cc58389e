use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::telegram::Me;

/// What is asked about an update of that kind.
fn asked(kind: &str, body: &Value) -> Ask {
    let identity = Identity::default();
    identity.set(Me { id: 1, username: Some("TideBot".to_owned()) });
    ask(&Incoming::read(&json!({"update_id": 1, kind: body})).expect("it has a number"), &identity)
}

fn in_group(text: &str) -> Value {
    json!({"message_id": 1, "text": text, "chat": {"id": -5, "type": "supergroup"}, "from": {"id": 42, "is_bot": false}})
}

const MEMBER: Ask = Ask::Member { chat: -5, user: 42 };

#[rstest]
#[case("/start", MEMBER)]
#[case("/stop@TideBot", MEMBER)]
#[case("/settings", MEMBER)]
#[case("/timezone Europe/Vienna", MEMBER)]
#[case("/lang zh", MEMBER)]
#[case("/stop@OtherBot", Ask::Nothing(Rights::Unasked))]
#[case("/status", Ask::Nothing(Rights::Unasked))]
#[case("/nonsense", Ask::Nothing(Rights::Unasked))]
#[case("stop", Ask::Nothing(Rights::Unasked))]
fn in_a_group_commands_that_change_something_are_asked_about(#[case] text: &str, #[case] expected: Ask) {
    assert_eq!(asked("message", &in_group(text)), expected);
}

#[test]
fn anonymous_administrators_need_no_question_and_bots_get_none() {
    let mut anonymous = in_group("/stop");
    anonymous["from"] = json!({"id": GROUP_ANONYMOUS_BOT, "is_bot": true});
    assert_eq!(asked("message", &anonymous), Ask::Nothing(Rights::Allowed), "none but administrators have that name");
    anonymous["sender_chat"] = json!({"id": -5, "type": "supergroup"});
    assert_eq!(asked("message", &anonymous), Ask::Nothing(Rights::Allowed));
    let mut as_channel = in_group("/stop");
    as_channel["from"] = json!({"id": 136_817_688, "is_bot": true});
    as_channel["sender_chat"] = json!({"id": -77, "type": "channel"});
    assert_eq!(asked("message", &as_channel), Ask::Nothing(Rights::Unasked), "a member who writes for a channel");
}

#[test]
fn a_private_chat_is_its_persons_and_a_foreign_subscriber_is_looked_up() {
    let private = |text: &str| json!({"text": text, "chat": {"id": 42, "type": "private"}, "from": {"id": 42}});
    assert_eq!(asked("message", &private("/stop")), Ask::Nothing(Rights::Allowed));
    assert_eq!(asked("message", &private("/start ref_42")), Ask::Nothing(Rights::Allowed));
    let linked = Ask::Linked { subscriber: 7, here: 42, user: 42 };
    assert_eq!(asked("message", &private("/start s7")), linked);
    let press = json!({"id": "1", "data": "s:7:on:0", "from": {"id": 42},
        "message": {"message_id": 9, "chat": {"id": 42, "type": "private"}}});
    assert_eq!(asked("callback_query", &press), linked);
}

#[test]
fn every_press_in_a_group_is_asked_about_whatever_it_carries() {
    for data in ["s:7:on:0", "lang:en", "join", "garbage"] {
        let press = json!({"id": "1", "data": data, "from": {"id": 42, "is_bot": false},
            "message": {"message_id": 9, "chat": {"id": -5, "type": "channel"}}});
        assert_eq!(asked("callback_query", &press), MEMBER, "{data}");
    }
}

#[test]
fn who_adds_the_bot_is_asked_about_and_who_removes_it_is_not() {
    let change = |kind: &str, status: &str| {
        json!({"chat": {"id": -5, "type": kind}, "from": {"id": 42, "is_bot": false},
            "old_chat_member": {"status": "left"}, "new_chat_member": {"status": status}})
    };
    assert_eq!(asked("my_chat_member", &change("group", "member")), MEMBER);
    assert_eq!(asked("my_chat_member", &change("group", "kicked")), Ask::Nothing(Rights::Unasked));
    assert_eq!(asked("my_chat_member", &change("channel", "administrator")), Ask::Nothing(Rights::Allowed));
}
