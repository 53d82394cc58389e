//! Each line of the outcome table.

use std::time::Duration;

use super::room::{Act, Room, start};
use crate::telegram::{GoneClass, Outcome};

use Act::{AcceptedThenLost, Answer};

fn flood(seconds: u64) -> Act {
    Answer(Outcome::FloodWait(Duration::from_secs(seconds)))
}

async fn with_alert(acts: impl IntoIterator<Item = Act>) -> Room {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.telegram.will(1, acts);
    room.urgent("sofr/2025-10-31", 1).await;
    room.work(3600).await;
    room
}

#[tokio::test]
async fn accepted_is_sent_and_keeps_its_message_id() {
    let room = with_alert([]).await;
    assert_eq!(room.states().await, ["sent"]);
    assert_eq!(room.column("message_id").await, ["1000"]);
    let seen = room.telegram.seen();
    let wanted = serde_json::json!({
        "chat_id": 1, "text": "<b>zh-Hant sofr/2025-10-31/1</b>", "parse_mode": "HTML",
        "link_preview_options": { "is_disabled": true },
    });
    assert_eq!((seen[0].method, &seen[0].params), ("sendMessage", &wanted));
}

#[tokio::test]
async fn a_flood_wait_is_never_cut_short_not_even_by_a_restart_or_a_new_row() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.telegram.will(1, [flood(100)]);
    room.urgent("a", 1).await;
    room.work(10).await;
    assert_eq!(room.states().await, ["pending", "sent"], "the other chat goes on");
    // The row that was told to wait gives way to a revision: the pause stays.
    room.urgent("a", 2).await;
    room.reply("reply/1/0", 1, 0, "sendMessage", false).await;
    room.work(60).await;
    assert_eq!(room.telegram.accepted(1).len(), 0);
    room.work(60).await;
    let first = room.telegram.seen().into_iter().find(|seen| seen.chat == 1 && seen.accepted).expect("one");
    assert_eq!((first.at - start()).num_seconds(), 100);
    assert_eq!(room.telegram.accepted(1).len(), 2);
}

#[tokio::test]
async fn several_flooded_chats_slow_everything() {
    let mut room = Room::open().await;
    room.config.in_flight = 1;
    room.subscribe(1..=6).await;
    for chat in 1..=3 {
        room.telegram.will(chat, [flood(20)]);
    }
    room.urgent("a", 1).await;
    room.work(60).await;
    assert!(room.states().await.iter().all(|state| state == "sent"));
    let waited = room.telegram.seen().into_iter().find(|seen| seen.chat == 4).expect("sent");
    assert_eq!((waited.at - start()).num_seconds(), 20);
}

#[tokio::test]
async fn a_chat_out_of_reach_fails_with_its_class_and_all_that_waits_for_it() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    let gone = Outcome::Gone { class: GoneClass::Blocked, text: "Forbidden: bot was blocked by the user".to_owned() };
    // Told to wait first, so that all three alerts are owed when it turns out.
    room.telegram.will(1, [flood(5), Answer(gone)]);
    for id in ["a", "b", "c"] {
        room.urgent(id, 1).await;
    }
    room.work(60).await;
    assert_eq!(room.states().await, ["failed", "sent", "failed", "sent", "failed", "sent"]);
    assert!(room.column("outcome").await[0].starts_with("blocked"));
    room.urgent("d", 1).await;
    room.work(60).await;
    assert_eq!(room.states().await.len(), 7, "a suspended subscriber is owed nothing");
    assert_eq!(room.telegram.seen().iter().filter(|seen| seen.chat == 1).count(), 2);
}

#[tokio::test]
async fn a_migrated_group_gets_everything_under_its_new_id() {
    let mut room = Room::open().await;
    room.subscribe([-5, 2]).await;
    room.telegram.will(-5, [Answer(Outcome::Migrated { to: -1005 })]);
    room.urgent("a", 1).await;
    room.urgent("b", 1).await;
    room.work(60).await;
    assert!(room.states().await.iter().all(|state| state == "sent"));
    assert_eq!(room.telegram.accepted(-1005).len(), 2);
    assert_eq!(room.telegram.seen().iter().filter(|seen| seen.chat == -5).count(), 1);
}

#[tokio::test]
async fn a_supergroup_that_subscribed_by_itself_hears_each_alert_once() {
    let mut room = Room::open().await;
    room.config.in_flight = 1;
    room.subscribe([-5]).await;
    room.urgent("a", 1).await;
    room.work(1).await;
    room.telegram.will(-5, [Answer(Outcome::Migrated { to: -1005 })]);
    room.urgent("b", 1).await;
    room.subscribe([-1005]).await;
    room.urgent("c", 1).await;
    room.telegram.will(-1005, [Answer(Outcome::FloodWait(Duration::from_secs(30)))]);
    room.work(120).await;
    let texts = room.telegram.accepted(-1005);
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].contains("b/1") && texts[1].contains("c/1"), "{texts:?}");
}

#[tokio::test]
async fn a_gone_thread_falls_back_to_the_general_one_once() {
    let mut room = Room::open().await;
    let gone = || Answer(Outcome::ThreadGone("Bad Request: message thread not found".to_owned()));
    room.telegram.will(-5, [gone()]);
    room.telegram.will(-6, [gone(), gone()]);
    for chat in [-5_i64, -6] {
        room.reply(&format!("reply/{}/0", chat.abs()), chat, 9, "sendMessage", true).await;
    }
    room.work(60).await;
    assert_eq!(room.states().await, ["sent", "failed"]);
    let threads: Vec<bool> = room
        .telegram
        .seen()
        .iter()
        .filter(|seen| seen.chat == -5)
        .map(|seen| seen.params.get("message_thread_id").is_some())
        .collect();
    assert_eq!(threads, [true, false]);
}

#[tokio::test]
async fn unreadable_html_is_sent_again_as_plain_text_once() {
    let bad = || Answer(Outcome::BadEntities("Bad Request: can't parse entities".to_owned()));
    let room = with_alert([bad()]).await;
    assert_eq!(room.states().await, ["sent"]);
    let last = room.telegram.seen().pop().expect("sent");
    assert_eq!(last.text(), "zh-Hant sofr/2025-10-31/1");
    assert!(last.params.get("parse_mode").is_none());
    let room = with_alert([bad(), bad()]).await;
    assert_eq!(room.states().await, ["failed"]);
}

#[tokio::test]
async fn what_certainly_was_not_sent_is_tried_again_ever_more_slowly() {
    let not_sent = || Answer(Outcome::NotSent("connection refused".to_owned()));
    let room = with_alert((0..8).map(|_| not_sent())).await;
    assert_eq!(room.states().await, ["sent"]);
    let at: Vec<i64> = room.telegram.seen().iter().map(|seen| (seen.at - start()).num_seconds()).collect();
    let waits: Vec<i64> = at.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    assert_eq!(room.telegram.accepted(1), ["<b>zh-Hant sofr/2025-10-31/1</b>"], "no repeat to speak of");
}

#[tokio::test]
async fn an_alert_whose_answer_was_lost_is_said_once_more_and_says_so() {
    let room = with_alert([AcceptedThenLost]).await;
    assert_eq!(room.states().await, ["sent"]);
    assert_eq!(room.column("unknowns").await, ["1"]);
    assert_eq!(
        room.telegram.accepted(1),
        ["<b>zh-Hant sofr/2025-10-31/1</b>", "<b>zh-Hant sofr/2025-10-31/1</b> (possible repeat)"]
    );
    let room = with_alert([AcceptedThenLost, AcceptedThenLost]).await;
    assert_eq!(room.states().await, ["unknown"]);
    assert_eq!((room.column("unknowns").await, room.telegram.seen().len()), (vec!["2".to_owned()], 2));
}

#[tokio::test]
async fn a_command_reply_whose_answer_was_lost_is_not_sent_again() {
    let mut room = Room::open().await;
    room.telegram.will(1, [AcceptedThenLost]);
    room.reply("reply/1/0", 1, 0, "sendMessage", false).await;
    room.work(60).await;
    assert_eq!(room.states().await, ["unknown"]);
    assert_eq!(room.telegram.seen().len(), 1);
}

#[tokio::test]
async fn harmless_refusals_are_as_good_as_sent_and_others_fail() {
    let refused = Outcome::Refused { code: 400, text: "Bad Request: message text is empty".to_owned() };
    for (outcome, state) in [(Outcome::NotModified, "sent"), (Outcome::QueryExpired, "sent"), (refused, "failed")] {
        let room = with_alert([Answer(outcome)]).await;
        assert_eq!(room.states().await, [state]);
    }
}

#[tokio::test]
async fn what_cannot_be_worded_fails_alone() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    for id in ["unsayable", "panics", "fine"] {
        room.urgent(id, 1).await;
    }
    room.reply("reply/1/0", 1, 0, "makeCoffee", false).await;
    room.work(60).await;
    assert_eq!(room.states().await, ["failed", "failed", "sent", "failed"]);
    assert!(room.column("outcome").await[0].starts_with("render: "));
}

#[tokio::test]
async fn an_outage_of_telegram_burns_few_attempts() {
    let mut room = Room::open().await;
    room.subscribe(1..=200).await;
    for chat in 1..=200 {
        room.telegram.will(chat, (0..2).map(|_| Answer(Outcome::Unknown("time-out".to_owned()))));
    }
    room.urgent("a", 1).await;
    room.work(300).await;
    let states = room.states().await;
    let burnt = states.iter().filter(|state| *state == "unknown").count();
    assert!(burnt <= 16, "{burnt} rows were given up in five minutes of outage");
    room.telegram.forget();
    room.work(300).await;
    assert!(room.states().await.iter().all(|state| state == "sent" || state == "unknown"));
}
