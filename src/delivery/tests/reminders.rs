//! A reminder is worth nothing once its event has come.

use std::time::Duration;

use super::room::{Act, Room, start};
use crate::telegram::Outcome;

#[tokio::test]
async fn a_reminder_is_sent_before_its_event() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.reminder("fomc/hour", 3600).await;
    room.work(10).await;
    assert_eq!(room.states().await, ["sent", "sent"]);
    assert!(room.telegram.seen().iter().all(|seen| seen.params["disable_notification"] == true));
}

#[tokio::test]
async fn nothing_is_owed_of_a_reminder_whose_event_has_come() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.reminder("fomc/hour", 60).await;
    room.urgent("later", 1).await;
    room.pass(60).await;
    room.work(10).await;
    assert_eq!(room.column("alert").await, ["later", "later"], "no row of the reminder");
    assert!(room.telegram.seen().iter().all(|seen| seen.text().contains("later")));
    assert!(!crate::store::fanout::is_waiting(&room.store).await.expect("read"), "its walk is over");
}

#[tokio::test]
async fn a_reminder_that_had_to_wait_past_its_event_is_dropped() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.telegram.will(1, [Act::Answer(Outcome::FloodWait(Duration::from_secs(100)))]);
    room.reminder("fomc/hour", 60).await;
    room.urgent("after", 1).await;
    room.work(200).await;
    assert_eq!(room.states().await, ["superseded", "sent", "sent", "sent"]);
    assert_eq!(room.column("outcome").await[0], "past its event");
    assert_eq!(room.telegram.accepted(1), ["<b>zh-Hant after/1</b>"], "what waited behind it is sent");
}

/// The chats are claimed together, but Telegram's limit lets only 25 of them go in a second.
#[tokio::test]
async fn a_reminder_in_hand_is_dropped_when_its_slot_comes_too_late() {
    let mut room = Room::open().await;
    room.subscribe(1..=80).await;
    room.reminder("fomc/hour", 2).await;
    room.urgent("after", 1).await;
    room.sql("UPDATE alert SET lane = 1, seq = 0 WHERE id = 'fomc/hour'").await;
    room.work(60).await;
    let late = room.telegram.seen().into_iter().filter(|seen| (seen.at - start()).num_seconds() >= 2);
    assert!(late.map(|seen| seen.text().to_owned()).all(|text| text.contains("after")));
    let (states, alerts) = (room.states().await, room.column("alert").await);
    let count =
        |wanted: (&str, &str)| alerts.iter().zip(&states).filter(|(a, s)| (a.as_str(), s.as_str()) == wanted).count();
    let (dropped, sent) = (count(("fomc/hour", "superseded")), count(("fomc/hour", "sent")));
    assert!(dropped > 0 && sent > 0 && dropped + sent == 80, "{dropped} dropped, {sent} sent");
    assert_eq!(count(("after", "sent")), 80);
}

#[tokio::test]
async fn a_reminder_whose_answer_was_lost_is_not_sent_again() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.telegram.will(1, [Act::AcceptedThenLost]);
    room.reminder("fomc/hour", 3600).await;
    room.work(600).await;
    assert_eq!((room.states().await, room.telegram.seen().len()), (vec!["unknown".to_owned()], 1));
}
