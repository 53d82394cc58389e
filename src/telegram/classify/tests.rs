use super::*;

/// An `ok: false` as Telegram writes it.
fn refused(code: i64, description: &str) -> Outcome {
    let answer = serde_json::json!({"ok": false, "error_code": code, "description": description});
    classify(u16::try_from(code).unwrap(), answer.to_string().as_bytes())
}

fn gone(class: GoneClass, text: &str) -> Outcome {
    Outcome::Gone { class, text: text.to_owned() }
}

#[test]
fn chats_out_of_reach_are_told_apart() {
    use GoneClass::{Blocked, Deactivated, Kicked, NoRights, NotFound};
    for (code, text, class) in [
        (403, "Forbidden: bot was blocked by the user", Blocked),
        (400, "Bad Request: USER_IS_BLOCKED", Blocked),
        (403, "Forbidden: user is deactivated", Deactivated),
        (400, "Bad Request: INPUT_USER_DEACTIVATED", Deactivated),
        (403, "Forbidden: bot was kicked from the group chat", Kicked),
        (403, "Forbidden: bot was kicked from the supergroup chat", Kicked),
        (403, "Forbidden: bot was kicked from the channel chat", Kicked),
        (403, "Forbidden: bot is not a member of the group chat", Kicked),
        (403, "Forbidden: bot is not a member of the supergroup chat", Kicked),
        (403, "Forbidden: bot is not a member of the channel chat", Kicked),
        (400, "Bad Request: CHANNEL_PRIVATE", Kicked),
        (403, "Forbidden: bot can't initiate conversation with a user", NotFound),
        (400, "Bad Request: chat not found", NotFound),
        (400, "Bad Request: PEER_ID_INVALID", NotFound),
        (403, "Forbidden: the group chat was deleted", NotFound),
        (403, "Forbidden: bot can't send messages to bots", NoRights),
        (400, "Bad Request: not enough rights to send text messages to the chat", NoRights),
        (400, "Bad Request: not enough rights to send photos to the chat", NoRights),
        (400, "Bad Request: have no rights to send a message", NoRights),
        (400, "Bad Request: need administrator rights in the channel chat", NoRights),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", NoRights),
        (400, "Bad Request: CHAT_RESTRICTED", NoRights),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED", NoRights),
        (400, "bad request: chat_write_forbidden", NoRights),
    ] {
        assert_eq!(refused(code, text), gone(class, text), "{text}");
    }
}

#[test]
fn refusals_with_a_way_out_are_told_apart() {
    let expired = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    let same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the \
                same as a current content and reply markup of the message";
    let entities = "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3";
    let gone = |text: &str| Outcome::MessageGone(text.to_owned());
    for (text, outcome) in [
        (same, Outcome::NotModified),
        ("Bad Request: MESSAGE_NOT_MODIFIED", Outcome::NotModified),
        (expired, Outcome::QueryExpired),
        ("Bad Request: QUERY_ID_INVALID", Outcome::QueryExpired),
        (entities, Outcome::BadEntities(entities.to_owned())),
        (
            "Bad Request: message thread not found",
            Outcome::ThreadGone("Bad Request: message thread not found".to_owned()),
        ),
        ("Bad Request: message to edit not found", gone("Bad Request: message to edit not found")),
        ("Bad Request: message can't be edited", gone("Bad Request: message can't be edited")),
        ("Bad Request: MESSAGE_ID_INVALID", gone("Bad Request: MESSAGE_ID_INVALID")),
        ("Bad Request: TOPIC_CLOSED", Outcome::ThreadGone("Bad Request: TOPIC_CLOSED".to_owned())),
        ("Bad Request: TOPIC_DELETED", Outcome::ThreadGone("Bad Request: TOPIC_DELETED".to_owned())),
    ] {
        assert_eq!(refused(400, text), outcome, "{text}");
    }
}

#[test]
fn other_refusals_are_certain_and_do_not_suspend_the_chat() {
    for (code, text) in [
        (400, "Bad Request: message is too long"),
        (400, "Bad Request: message text is empty"),
        (400, "Bad Request: BUTTON_DATA_INVALID"),
        (403, "Forbidden: something that did not exist when this was written"),
        // The words of one code do not count under another.
        (409, "Conflict: chat not found"),
        (413, "Request Entity Too Large"),
        (400, ""),
    ] {
        assert_eq!(refused(code, text), Outcome::Refused { code, text: text.to_owned() }, "{code} {text}");
    }
}

#[test]
fn a_wrong_token_and_trouble_at_telegrams_are_certain_but_pass() {
    for (code, text) in [
        (401, "Unauthorized"),
        (404, "Not Found"),
        (500, "Internal Server Error: restart"),
        (502, "Bad Gateway"),
        (504, "Gateway Timeout"),
    ] {
        assert_eq!(refused(code, text), Outcome::NotSent(format!("{code} {text}")));
    }
}

#[test]
fn flood_waits_are_read_wherever_they_stand() {
    let wait = |body: &str| match classify(429, body.as_bytes()) {
        Outcome::FloodWait(wait) => wait.as_secs(),
        other => panic!("{body}: {other:?}"),
    };
    let json = |parameters: &str, text: &str| {
        format!(r#"{{"ok":false,"error_code":429,"description":"{text}","parameters":{parameters}}}"#)
    };
    assert_eq!(wait(&json(r#"{"retry_after":41}"#, "Too Many Requests: retry after 41")), 41);
    assert_eq!(wait(&json(r#"{"retry_after":"41"}"#, "Too Many Requests")), 41);
    assert_eq!(wait(&json(r#"{"retry_after":10072,"unheard_of":{}}"#, "Too Many Requests")), 10_072);
    assert_eq!(wait(&json("{}", "Too Many Requests: retry after 7")), 7, "from the words");
    assert_eq!(wait(&json("{}", "Too Many Requests")), FLOOD_DEFAULT.as_secs(), "nowhere");
    assert_eq!(wait(&json(r#"{"retry_after":0}"#, "")), 1, "never at once");
    assert_eq!(wait(&json(r#"{"retry_after":-5}"#, "")), 1);
    assert_eq!(wait(&json(r#"{"retry_after":99999999999}"#, "")), FLOOD_MOST.as_secs());
    assert_eq!(wait("<html>slow down</html>"), FLOOD_DEFAULT.as_secs(), "a proxy's 429 is a 429");
}

#[test]
fn a_migration_names_the_new_chat() {
    let body = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",
        "parameters":{"migrate_to_chat_id":-1001234567890}}"#;
    assert_eq!(classify(400, body.as_bytes()), Outcome::Migrated { to: -1_001_234_567_890 });
}

#[test]
fn whatever_says_ok_was_accepted() {
    for (body, message_id) in [
        (r#"{"ok":true,"result":{"message_id":5,"chat":{"id":1,"type":"a type of next year"}}}"#, Some(5)),
        (r#"{"ok":true,"result":true}"#, None),
        (r#"{"ok":true}"#, None),
        (r#"{"ok":true,"result":{"message_id":"odd"}}"#, None),
        // The connection broke after the beginning.
        (r#"{"ok":true,"result":{"message_id":57,"from":{"id":1,"#, Some(57)),
        (r#"{"ok":true,"result":{"message_id":57"#, None),
        (r#"{"ok":true,"res"#, None),
    ] {
        assert_eq!(classify(200, body.as_bytes()), Outcome::Accepted { message_id }, "{body}");
    }
}

#[test]
fn what_cannot_be_read_is_unknown_never_a_refusal() {
    for (status, body) in [
        (200, ""),
        (200, "{\"ok\":"),
        (200, "[]"),
        (200, "{\"result\":{}}"),
        (200, "{\"ok\":\"true\"}"),
        (502, "<html><h1>502 Bad Gateway</h1></html>"),
        (500, ""),
        (403, "<html>a proxy's page</html>"),
        (302, ""),
        (200, "\u{0}\u{1}"),
    ] {
        let outcome = classify(status, body.as_bytes());
        assert!(matches!(outcome, Outcome::Unknown(_)), "{status} {body}: {outcome:?}");
    }
    assert!(matches!(classify(200, &[0xff, 0xfe, 0x80]), Outcome::Unknown(_)));
}

proptest::proptest! {
    #[test]
    fn no_answer_makes_it_panic(status in 100_u16..600, body in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        drop(classify(status, &body));
    }

    #[test]
    fn a_cut_success_is_never_taken_for_a_failure(cut in 10_usize..90) {
        let whole = br#"{"ok":true,"result":{"message_id":123456,"chat":{"id":42,"type":"private"},"text":"hello"}}"#;
        let outcome = classify(200, &whole[..cut]);
        let is_honest = matches!(outcome, Outcome::Accepted { message_id: None | Some(123_456) });
        proptest::prop_assert!(is_honest, "{outcome:?}");
    }
}
