use rstest::rstest;
use serde_json::{Value, json};

use super::house::{House, message, press, told};

fn active(lang: &str) -> Option<(String, String, String)> {
    Some(("active".to_owned(), String::new(), lang.to_owned()))
}

/// The answer to a press that does nothing, and what happens to the buttons.
const EXPIRED: [(&str, &str); 2] = [("answerCallbackQuery", "en ButtonExpired"), ("editMessageReplyMarkup", "")];

#[tokio::test]
async fn start_subscribes_at_once_and_a_press_rewrites_the_welcome_in_place() {
    let mut house = House::build().await;
    let said = house.says_in("de", 42, "/start").await;
    assert_eq!(told(&said), [("sendMessage", "en Welcome New")]);
    let buttons = json!({"inline_keyboard": [[
        {"text": "English", "callback_data": "lang:en"},
        {"text": "繁體中文", "callback_data": "lang:zh-Hant"},
        {"text": "简体中文", "callback_data": "lang:zh-Hans"},
    ]]});
    let params = json!({"chat_id": 42, "text": "en Welcome New", "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": true}, "reply_markup": buttons});
    assert_eq!((&said[0].params, said[0].chat, said[0].subscriber), (&params, 42, 1));
    assert_eq!(house.subscriber(42).await, active("en"), "who presses nothing must not miss an alert");

    let said = house.presses(42, "lang:zh-Hant").await;
    let methods = [
        ("answerCallbackQuery", "zh-Hant LanguageChosen"),
        ("editMessageText", "zh-Hant Welcome Settled"),
        ("setMyCommands", ""),
    ];
    assert_eq!(told(&said), methods);
    assert_eq!(said[0].params, json!({"callback_query_id": "press", "text": "zh-Hant LanguageChosen"}));
    assert_eq!((&said[1].params["message_id"], &said[1].params["reply_markup"]), (&json!(77), &buttons));
    assert_eq!(said[2].params["scope"], json!({"type": "chat", "chat_id": 42}));
    assert_eq!(said[2].params["commands"][0], json!({"command": "status", "description": "status in zh-Hant"}));
    assert_eq!(house.subscriber(42).await, active("zh-Hant"));
}

#[tokio::test]
async fn a_new_subscriber_takes_everything_under_an_id_of_our_own() {
    let mut house = House::build().await;
    house.says(4200, "/start").await;
    house.says(17, "/start").await;
    let sql = "SELECT id, chat, takes, min_rank FROM subscriber ORDER BY id";
    let rows: Vec<(i64, i64, i64, i64)> = sqlx::query_as(sql).fetch_all(house.store.reader()).await.unwrap();
    assert_eq!(rows, [(1, 4200, 255, 1), (2, 17, 255, 1)]);
}

#[rstest]
#[case("zh-hant", "zh-Hant", true)]
#[case("zh-TW", "zh-Hant", true)]
#[case("zh-hans", "zh-Hans", false)]
#[case("en-US", "en", false)]
#[tokio::test]
async fn the_language_is_guessed_and_only_traditional_readers_need_a_list_of_their_own(
    #[case] code: &str,
    #[case] lang: &str,
    #[case] own_list: bool,
) {
    let mut house = House::build().await;
    let said = house.says_in(code, 42, "/start").await;
    assert_eq!(said[0].text(), format!("{lang} Welcome New"));
    assert_eq!(said.iter().any(|said| said.method == "setMyCommands"), own_list);
    assert_eq!(house.subscriber(42).await, active(lang));
}

#[tokio::test]
async fn stop_and_start_again_keep_the_language() {
    let mut house = House::build().await;
    assert_eq!(told(&house.says(42, "/stop").await), [("sendMessage", "en NotSubscribed")]);
    house.says(42, "/start").await;
    house.presses(42, "lang:zh-Hans").await;
    assert_eq!(told(&house.says(42, "/start").await), [("sendMessage", "zh-Hans AlreadySubscribed")]);
    assert_eq!(told(&house.says(42, "/stop").await), [("sendMessage", "zh-Hans Stopped")]);
    assert_eq!(house.subscriber(42).await.unwrap().0, "stopped");
    assert_eq!(told(&house.says(42, "/stop").await), [("sendMessage", "zh-Hans NotSubscribed")]);
    assert_eq!(told(&house.says(42, "/start").await), [("sendMessage", "zh-Hans Welcome Back")]);
    assert_eq!(house.subscriber(42).await, active("zh-Hans"));
    assert_eq!(house.count("subscriber").await, 1);
}

#[tokio::test]
async fn an_old_language_button_does_not_resubscribe_who_has_stopped() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    house.says(42, "/stop").await;
    let said = house.presses(42, "lang:zh-Hant").await;
    assert_eq!(told(&said)[1], ("editMessageText", "zh-Hant Stopped"));
    assert_eq!(house.subscriber(42).await.unwrap(), ("stopped".to_owned(), String::new(), "zh-Hant".to_owned()));
}

#[rstest]
#[case("/status", "en Status")]
#[case("/status@tidebot", "en Status")]
#[case("/HELP", "en Help")]
#[case("/start@TideBot abc_-42", "en Welcome New")]
#[case("/nonsense", "en UnknownCommand")]
#[case("hello", "en NotUnderstood")]
#[case("مرحبا 🙂", "en NotUnderstood")]
#[case("/", "en NotUnderstood")]
#[tokio::test]
async fn everything_written_in_private_has_an_answer(#[case] text: &str, #[case] answer: &str) {
    let mut house = House::build().await;
    assert_eq!(told(&house.says(42, text).await), [("sendMessage", answer)]);
}

#[tokio::test]
async fn what_is_not_meant_for_the_bot_has_none() {
    let mut house = House::build().await;
    let group = |text: &str| json!({"text": text, "chat": {"id": -5, "type": "group"}, "from": {"id": 42}});
    let mut bot = message("en", 43, "/start");
    bot["from"]["is_bot"] = true.into();
    let notice = json!({"pinned_message": {}, "chat": {"id": 42, "type": "private"}, "from": {"id": 42}});
    let mut ids = vec![];
    for (chat, body) in [
        (42, message("en", 42, "/start@OtherBot")),
        (-5, group("good morning")),
        (-5, group("/nonsense@TideBot")),
        (-5, group("/status@OtherBot")),
        (43, bot),
        (42, notice),
        (0, json!({"text": "/start"})),
    ] {
        ids.push(house.receive("message", chat, body).await);
    }
    house.work().await;
    for id in ids {
        assert_eq!(house.update(id).await, ("handled".to_owned(), 0, false), "done, and its content erased");
    }
    assert_eq!((house.count("delivery").await, house.count("subscriber").await), (0, 0));
}

#[tokio::test]
async fn a_picture_is_answered_and_a_topic_keeps_its_thread() {
    let mut house = House::build().await;
    let mut body = message("en", 42, "");
    let fields = body.as_object_mut().unwrap();
    fields.remove("text");
    fields.extend([("sticker".to_owned(), json!({})), ("is_topic_message".to_owned(), true.into())]);
    fields.insert("message_thread_id".to_owned(), 9.into());
    let id = house.receive("message", 42, body).await;
    house.work().await;
    let said = house.said(id).await;
    assert_eq!(told(&said), [("sendMessage", "en NotUnderstood")]);
    assert_eq!((said[0].thread, &said[0].params["message_thread_id"]), (9, &json!(9)));
}

#[rstest]
#[case::unknown("menu:7")]
#[case::unknown_language("lang:fr")]
#[case::empty("")]
#[case::strange("lang:zh-Hant\u{0}")]
#[tokio::test]
async fn a_button_that_does_nothing_is_answered_all_the_same(#[case] data: &str) {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    assert_eq!(told(&house.presses(42, data).await), EXPIRED);
    assert_eq!(house.subscriber(42).await, active("en"));
}

#[tokio::test]
async fn presses_without_a_subscriber_a_chat_or_data_are_answered() {
    let mut house = House::build().await;
    assert_eq!(told(&house.presses(42, "lang:en").await), EXPIRED);
    let mut inline = press(42, "lang:en");
    inline["message"] = Value::Null;
    let mut game = press(42, "");
    game.as_object_mut().unwrap().remove("data");
    for (chat, body, answers) in [(0, inline, 1), (42, game, 2)] {
        let id = house.receive("callback_query", chat, body).await;
        house.work().await;
        assert_eq!(told(&house.said(id).await), EXPIRED[..answers]);
    }
}

#[tokio::test]
async fn a_fast_double_press_ends_in_the_last_language() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    let mut ids = vec![];
    for data in ["lang:zh-Hant", "lang:zh-Hant", "lang:zh-Hans"] {
        ids.push(house.receive("callback_query", 42, press(42, data)).await);
    }
    house.work().await;
    assert_eq!(house.subscriber(42).await, active("zh-Hans"));
    for (id, lang) in ids.into_iter().zip(["zh-Hant", "zh-Hant", "zh-Hans"]) {
        assert_eq!(house.said(id).await[1].text(), format!("{lang} Welcome Settled"));
    }
}

#[tokio::test]
async fn blocking_suspends_and_returning_resumes_with_the_settings_kept() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    house.presses(42, "lang:zh-Hant").await;
    assert!(house.becomes(42, "kicked").await.is_empty());
    let suspended = ("suspended".to_owned(), "blocked".to_owned(), "zh-Hant".to_owned());
    assert_eq!(house.subscriber(42).await, Some(suspended.clone()));
    assert!(house.becomes(42, "member").await.is_empty());
    assert_eq!(house.subscriber(42).await, active("zh-Hant"));

    // A refused delivery suspends as well; whoever writes has not blocked us.
    house.becomes(42, "kicked").await;
    assert_eq!(told(&house.says(42, "/help").await), [("sendMessage", "zh-Hant Help")]);
    assert_eq!(house.subscriber(42).await, active("zh-Hant"));
}

#[tokio::test]
async fn who_had_stopped_stays_so_through_block_and_return() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    house.says(42, "/stop").await;
    for status in ["kicked", "member", "status of next year"] {
        house.becomes(42, status).await;
        assert_eq!(house.subscriber(42).await.unwrap().0, "stopped", "{status}");
    }
    house.becomes(99, "kicked").await;
    assert_eq!(house.subscriber(99).await, None);
}
