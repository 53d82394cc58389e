//! Commands that show what is known: to everybody, everywhere.

use rstest::rstest;
use serde_json::json;

use super::house::{House, message, told};
use crate::bot::Question::{self, Last, Message, Rule};

#[rstest]
#[case("/fomc", "en Fomc")]
#[case("/h41", "en H41")]
#[case("/repo", "en Repo")]
#[case("/next", "en Next")]
#[case("/history", "en History")]
#[case("/why", "en Why")]
#[case("/FOMC@TideBot", "en Fomc")]
#[case("/h41 2025-10-29", "en H41")]
#[case("/next week please", "en Next")]
#[case("/history。", "en History")]
#[case("/h4", "en NearestCommand")]
#[case("/h4_by_week", "en UnknownCommand")]
#[tokio::test]
async fn every_view_is_one_message_and_words_after_it_do_no_harm(#[case] text: &str, #[case] answer: &str) {
    let mut house = House::build().await;
    let said = house.says(42, text).await;
    assert_eq!(told(&said), [("sendMessage", answer)]);
    assert!(said[0].params.get("reply_markup").is_none());
    assert_eq!(house.subscriber(42).await, None, "who looks does not subscribe by it");
}

#[tokio::test]
async fn views_come_in_the_readers_language() {
    let mut house = House::build().await;
    assert_eq!(told(&house.says_in("zh-TW", 42, "/repo").await), [("sendMessage", "zh-Hant Repo")]);
    house.says(42, "/start").await;
    house.presses(42, "lang:zh-Hans").await;
    assert_eq!(told(&house.says_in("zh-TW", 42, "/why").await), [("sendMessage", "zh-Hans Why")]);
}

#[rstest]
#[case("/fomc")]
#[case("/h41@TideBot")]
#[case("/repo")]
#[case("/next")]
#[case("/history")]
#[case("/why R01")]
#[tokio::test]
async fn anybody_may_ask_in_a_group_and_hears_it_in_the_same_thread(#[case] text: &str) {
    let mut house = House::build().await;
    for kind in ["group", "supergroup"] {
        let body = json!({"message_id": 8, "text": text, "chat": {"id": -5, "type": kind}, "from": {"id": 42},
            "is_topic_message": true, "message_thread_id": 7});
        let id = house.receive("message", -5, body).await;
        house.work().await;
        let said = house.said(id).await;
        assert_eq!((said.len(), said[0].chat, said[0].thread), (1, -5, 7));
        assert_eq!(said[0].params["message_thread_id"], 7);
        let answered = json!({"message_id": 8, "allow_sending_without_reply": true});
        assert_eq!(said[0].params["reply_parameters"], answered, "others write in between");
    }
    assert_eq!(house.count("subscriber").await, 0);
}

#[rstest]
#[case::what_was_told_last("/why", None, Last)]
#[case::the_message_that_is_replied_to("/why", Some(77), Message(77))]
#[case::a_rule("/why R01", None, Rule("R01".to_owned()))]
#[case::a_rule_as_people_type_it("/why r5", None, Rule("R05".to_owned()))]
#[case::a_rule_named_beside_a_message("/why@TideBot R05", Some(77), Rule("R05".to_owned()))]
#[case::a_full_stop_is_no_rule("/why。", Some(77), Message(77))]
#[tokio::test]
async fn why_asks_about(#[case] text: &str, #[case] reply_to: Option<i64>, #[case] question: Question) {
    let mut house = House::build().await;
    let mut body = message("en", 42, text);
    if let Some(message) = reply_to {
        body["reply_to_message"] = json!({"message_id": message, "chat": {"id": 42, "type": "private"}});
    }
    let id = house.receive("message", 42, body).await;
    house.work().await;
    assert_eq!(told(&house.said(id).await), [("sendMessage", "en Why")]);
    assert_eq!(*house.boards.questions.lock().unwrap(), [(42, question)]);
}

#[rstest]
#[case("/why R99")]
#[case("/why sofr")]
#[case("/why 資金")]
#[case("/why <b>R01</b>")]
#[tokio::test]
async fn a_rule_that_is_not_there_is_said_to_be_none(#[case] text: &str) {
    let mut house = House::build().await;
    assert_eq!(told(&house.says(42, text).await), [("sendMessage", "en NoSuchRule")]);
    assert_eq!(house.boards.questions.lock().unwrap().len(), 0);
}
