//! One chat hammers; others do not notice.

use super::house::{House, message, press, told};

#[tokio::test]
async fn a_thousand_commands_of_one_chat_keep_nobody_else_waiting() {
    let mut house = House::build().await;
    let mut ids = Vec::new();
    for _ in 0..1000 {
        ids.push(house.receive("message", 42, message("en", 42, "/help")).await);
    }
    let other = house.receive("message", 7, message("en", 7, "/help")).await;
    let before = house.clock.now();
    house.work().await;
    assert_eq!(told(&house.said(other).await), [("sendMessage", "en Help")]);
    assert_eq!(house.clock.now(), before, "at once");

    let mut answers = Vec::new();
    for id in &ids {
        assert_eq!(house.update(*id).await, ("handled".to_owned(), 0, false));
        answers.extend(house.said(*id).await.iter().map(|said| said.text().to_owned()));
    }
    assert_eq!(answers.len(), 21, "{answers:?}");
    assert!(answers[..20].iter().all(|text| text == "en Help"));
    assert_eq!(answers[20], "en TooMany");

    house.wait(60).await;
    assert_eq!(told(&house.says(42, "/help").await), [("sendMessage", "en Help")], "a minute of peace");
}

#[tokio::test]
async fn presses_have_a_higher_limit_and_a_notice_of_their_own() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    let mut ids = Vec::new();
    for _ in 0..70 {
        ids.push(house.receive("callback_query", 42, press(42, "gone")).await);
    }
    house.work().await;
    let mut answers = Vec::new();
    for id in ids {
        let said = house.said(id).await;
        answers
            .extend(said.iter().filter(|said| said.method == "answerCallbackQuery").map(|said| said.text().to_owned()));
    }
    assert_eq!((answers.len(), answers[59].as_str(), answers[60].as_str()), (61, "en ButtonExpired", "en TooMany"));
}

/// A handler that fails is tried again without being counted again.
#[tokio::test]
async fn attempts_of_one_update_count_once() {
    let mut house = House::build().await;
    house.words.panics.lock().unwrap().push("Help");
    for _ in 0..7 {
        house.receive("message", 42, message("en", 42, "/help")).await;
    }
    for _ in 0..7 {
        for pause in [0, 1, 4] {
            house.wait(pause).await;
            house.work().await;
        }
    }
    house.words.panics.lock().unwrap().clear();
    assert_eq!(told(&house.says(42, "/help").await), [("sendMessage", "en Help")]);
}
