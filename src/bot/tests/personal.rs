//! What is kept of a chat: told, shown and deleted; and a test that comes as alerts do.

use rstest::rstest;
use serde_json::{Value, json};
use sqlx::Row as _;

use super::house::{House, message, press, told};

/// The data of the buttons below a message.
fn buttons(params: &Value) -> Vec<&str> {
    let rows = params["reply_markup"]["inline_keyboard"].as_array().unwrap();
    rows.iter().map(|row| row[0]["callback_data"].as_str().unwrap()).collect()
}

#[rstest]
#[case("/privacy", "en Privacy")]
#[case("/mydata", "en PersonalData")]
#[case("/deletemydata", "en DeleteNothing")]
#[case("/test", "en NotSubscribed")]
#[case("/lang", "en NotSubscribed")]
#[tokio::test]
async fn who_is_not_subscribed_is_answered_and_not_subscribed_by_it(#[case] text: &str, #[case] answer: &str) {
    let mut house = House::build().await;
    assert_eq!(told(&house.says(42, text).await), [("sendMessage", answer)]);
    assert_eq!(house.count("subscriber").await, 0);
}

#[tokio::test]
async fn languages_are_offered_again() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    let said = house.says(42, "/lang").await;
    assert_eq!(told(&said), [("sendMessage", "en ChooseLanguage")]);
    assert_eq!(said[0].params["reply_markup"]["inline_keyboard"][0][2]["callback_data"], "lang:zh-Hans");
}

#[tokio::test]
async fn everything_is_deleted_at_once_and_start_begins_anew() {
    let mut house = House::build().await;
    for chat in [42, 7] {
        house.says(chat, "/start").await;
        house.says(chat, "/status").await;
    }
    house.says(42, "/test").await;
    let asked = house.says(42, "/deletemydata").await;
    assert_eq!(told(&asked), [("sendMessage", "en DeleteAsk")]);
    assert_eq!(buttons(&asked[0].params), ["del:1:yes", "del:1:no"]);

    let said = house.presses(42, "del:1:yes").await;
    assert_eq!(told(&said), [("answerCallbackQuery", "en DeleteDone"), ("editMessageText", "en Deleted")]);
    assert!(said[1].params.get("reply_markup").is_none(), "the buttons are gone");
    assert!(said.iter().all(|said| said.subscriber == 0));
    assert_eq!(house.subscriber(42).await, None);
    let store = house.store.clone();
    let rows = |sql: &'static str| sqlx::query_scalar::<_, i64>(sql).fetch_one(store.reader());
    assert_eq!(rows("SELECT COUNT(*) FROM delivery WHERE chat = 42").await.unwrap(), 2, "the answer itself");
    assert_eq!(rows("SELECT COUNT(*) FROM inbox WHERE chat = 42").await.unwrap(), 0);
    assert_eq!(rows("SELECT COUNT(*) FROM alert").await.unwrap(), 0, "the test went with who asked for it");
    assert_eq!(rows("SELECT COUNT(*) FROM delivery WHERE chat = 7").await.unwrap(), 2, "others keep theirs");

    assert_eq!(told(&house.says(42, "/start").await), [("sendMessage", "en Welcome New")]);
    let id = rows("SELECT id FROM subscriber WHERE chat = 42").await.unwrap();
    assert_eq!(id, 3, "a new subscriber under a number never used");
}

/// Telegram sends again what it does not know to have arrived: what was handled stays handled.
#[tokio::test]
async fn a_start_of_before_does_not_subscribe_again_after_the_deletion() {
    let mut house = House::build().await;
    house.receive_as(500, "message", 42, message("en", 42, "/start")).await;
    house.work().await;
    house.receive_as(501, "callback_query", 42, press(42, "del:1:yes")).await;
    house.work().await;
    house.receive_as(500, "message", 42, message("en", 42, "/start")).await;
    house.receive_as(501, "callback_query", 42, press(42, "del:1:yes")).await;
    house.work().await;
    assert_eq!(house.subscriber(42).await, None);
}

#[tokio::test]
async fn who_thinks_better_of_it_keeps_everything() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    let said = house.presses(42, "del:1:no").await;
    assert_eq!(told(&said), [("answerCallbackQuery", "en DeleteKept"), ("editMessageText", "en DeleteKept")]);
    assert!(house.subscriber(42).await.is_some());
}

#[rstest]
#[case::another_subscriber("del:2:yes")]
#[case::no_number("del:x:yes")]
#[case::no_word("del:1:perhaps")]
#[case::too_large("del:99999999999999999999:yes")]
#[case::nothing("del:")]
#[tokio::test]
async fn strange_buttons_delete_nothing(#[case] data: &str) {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    let said = house.presses(42, data).await;
    assert_eq!(told(&said)[0], ("answerCallbackQuery", "en ButtonExpired"));
    assert!(house.subscriber(42).await.is_some());
}

#[tokio::test]
async fn a_test_is_owed_to_who_asked_as_an_alert() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    house.says(7, "/start").await;
    let rung = house.delivery.clone();
    let said = house.says(42, "/test").await;
    assert_eq!(told(&said), [], "the alert is the answer");
    drop(rung);
    let sql = "SELECT d.alert, d.chat, d.subscriber, d.lane, d.again, a.kind, a.walked, a.severity, a.category, \
        a.expires_at - a.at FROM delivery d JOIN alert a ON a.id = d.alert WHERE d.payload IS NULL";
    let rows = sqlx::query(sql).fetch_all(house.store.reader()).await.unwrap();
    assert_eq!(rows.len(), 1);
    let number = |column: usize| rows[0].get::<i64, _>(column);
    assert!(rows[0].get::<String, _>(0).starts_with("test/"));
    assert_eq!([1, 2, 3, 4].map(number), [42, 1, 2, 0], "chat, subscriber, normal lane, never twice");
    assert_eq!((rows[0].get::<String, _>(5), number(6)), ("test".to_owned(), 1), "nobody else is walked to");
    assert_eq!((rows[0].get::<String, _>(7), number(8), number(9)), ("info".to_owned(), 8, 3_600_000));
    assert_eq!(house.store.open_alerts(house.clock.now() - chrono::TimeDelta::days(1)).await.unwrap(), []);
}

#[tokio::test]
async fn who_stopped_gets_no_test() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    house.says(42, "/stop").await;
    assert_eq!(told(&house.says(42, "/test").await), [("sendMessage", "en NotSubscribed")]);
}

#[tokio::test]
async fn what_is_on_record_is_counted() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    house.says(42, "/test").await;
    house.says(7, "/start").await;
    house.receive("message", 42, json!({"text": "later"})).await;
    let records = house.store.records(42).await.unwrap();
    assert_eq!((records.alerts, records.replies, records.handled, records.waiting), (1, 1, 2, 1));
    assert_eq!((records.changed_at, records.paused_until), (Some(house.clock.now()), None));
}
