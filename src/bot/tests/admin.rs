//! What the operator's chat can do, and nobody else.

use serde_json::{Value, json};

use super::house::{House, Said, told};
use crate::bot::Desk;
use crate::stats::Stats;

const OPERATOR: i64 = 7;

async fn house() -> House {
    let house = House::build().await;
    let desk = Desk {
        chat: OPERATOR,
        store: house.store.clone(),
        stats: Stats::default(),
        epoch: 3,
        started: house.clock.now(),
    };
    house.boards.desk.set(desk).expect("set once");
    house
}

/// What the buttons below an answer carry, in reading order.
fn buttons(said: &Said) -> Vec<&str> {
    let rows = said.params["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
    rows.flat_map(|row| row.as_array().into_iter().flatten()).filter_map(|key| key["callback_data"].as_str()).collect()
}

async fn is_paused(house: &House) -> bool {
    house.store.paused_since().await.expect("read").is_some()
}

#[tokio::test]
async fn alerts_are_paused_and_resumed_after_being_asked_whether_that_is_meant() {
    let mut house = house().await;
    let said = house.says(OPERATOR, "/admin").await;
    assert_eq!(told(&said), [("sendMessage", "en Admin")]);
    assert_eq!(buttons(&said[0]), ["adm:home", "adm:sources", "adm:queue", "adm:pause"]);

    let said = house.presses(OPERATOR, "adm:pause").await;
    assert_eq!(told(&said), [("answerCallbackQuery", "en AdminButton"), ("editMessageText", "en Admin")]);
    assert_eq!((&said[1].params["message_id"], buttons(&said[1])), (&json!(77), vec!["adm:pause-yes", "adm:home"]));
    assert!(!is_paused(&house).await, "nothing happens before the yes");

    let said = house.presses(OPERATOR, "adm:pause-yes").await;
    assert!(is_paused(&house).await);
    assert_eq!(buttons(&said[1]).last(), Some(&"adm:resume"));
    let since = house.store.paused_since().await.expect("read");

    // A second yes, from a page that somebody else has open, changes nothing; a restart neither.
    house.wait(60).await;
    house.presses(OPERATOR, "adm:pause-yes").await;
    let mut house = house.restart().await;
    assert_eq!(house.store.paused_since().await.expect("read"), since);

    let desk = Desk {
        chat: OPERATOR,
        store: house.store.clone(),
        stats: Stats::default(),
        epoch: 4,
        started: house.clock.now(),
    };
    house.boards.desk.set(desk).expect("set once");
    let said = house.presses(OPERATOR, "adm:resume").await;
    assert_eq!(buttons(&said[1]), ["adm:resume-yes", "adm:home"]);
    house.presses(OPERATOR, "adm:resume-yes").await;
    assert!(!is_paused(&house).await);
}

/// What becomes of a press that means nothing: it is answered, and the buttons go.
const EXPIRED: [(&str, &str); 2] = [("answerCallbackQuery", "en ButtonExpired"), ("editMessageReplyMarkup", "")];

#[tokio::test]
async fn every_page_is_shown_in_place() {
    let mut house = house().await;
    for page in ["home", "sources", "queue", "resume"] {
        let said = house.presses(OPERATOR, &format!("adm:{page}")).await;
        assert_eq!(told(&said), [("answerCallbackQuery", "en AdminButton"), ("editMessageText", "en Admin")], "{page}");
        assert!(!buttons(&said[1]).is_empty(), "{page}");
    }
    let said = house.presses(OPERATOR, "adm:everything").await;
    assert_eq!(told(&said), EXPIRED, "no such page");
}

#[tokio::test]
async fn for_everybody_else_the_command_and_its_buttons_are_not_there() {
    let mut house = house().await;
    assert_eq!(told(&house.says(8, "/admin").await), told(&house.says(8, "/nope").await));
    let said = house.presses(8, "adm:pause-yes").await;
    assert_eq!(told(&said), EXPIRED);
    assert!(!is_paused(&house).await);
    let bot = json!({"message_id": 1, "date": 1, "text": "/admin", "chat": {"id": OPERATOR, "type": "private"},
        "from": {"id": OPERATOR, "is_bot": true}});
    let id = house.receive("message", OPERATOR, bot).await;
    house.work().await;
    assert_eq!(house.said(id).await, [], "bots are no operators");
}

#[tokio::test]
async fn without_a_chat_in_the_configuration_nobody_is_the_operator() {
    let mut house = House::build().await;
    let (stats, started) = (Stats::default(), house.clock.now());
    let desk = Desk { chat: 0, store: house.store.clone(), stats, epoch: 1, started };
    house.boards.desk.set(desk).expect("set once");
    // A press without a message has no chat: it counts as chat 0.
    let press = json!({"id": "press", "data": "adm:pause-yes", "from": {"id": 0, "is_bot": false}});
    house.receive("callback_query", 0, press).await;
    house.work().await;
    assert!(!is_paused(&house).await);
}

#[tokio::test]
async fn a_group_can_be_the_operators() {
    let mut house = House::build().await;
    let (stats, started) = (Stats::default(), house.clock.now());
    let desk = Desk { chat: -100, store: house.store.clone(), stats, epoch: 1, started };
    house.boards.desk.set(desk).expect("set once");
    let body = |text: &str| -> Value {
        json!({"message_id": 1, "date": 1, "text": text, "chat": {"id": -100, "type": "supergroup", "title": "Ops"},
            "from": {"id": 9, "is_bot": false, "language_code": "en"}})
    };
    let id = house.receive("message", -100, body("/admin@TideBot")).await;
    house.work().await;
    assert_eq!(told(&house.said(id).await), [("sendMessage", "en Admin")]);
    let id = house.receive("message", -100, body("/admin@OtherBot")).await;
    house.work().await;
    assert_eq!(house.said(id).await, []);
}
