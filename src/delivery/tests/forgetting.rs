//! What is forgotten when its time is over, and a chat that is deleted while messages are under way.

use chrono::TimeDelta;

use super::room::{Act, Room};
use crate::store::subscriber;
use crate::telegram::Outcome;

const DAY: i64 = 86_400;

#[tokio::test]
async fn answers_are_forgotten_after_two_days_and_who_was_told_what_later() {
    let mut room = Room::open().await;
    room.config.keep_messages = TimeDelta::days(10);
    room.subscribe(1..=3).await;
    room.urgent("a", 1).await;
    room.reply("reply/1/0", 1, 0, "sendMessage", false).await;
    room.work(2 * DAY - 3600).await;
    assert_eq!(room.column("alert").await, ["a", "a", "a", "reply/1/0"]);
    room.work(3 * 3600).await;
    assert_eq!(room.column("alert").await, ["a", "a", "a"]);
    room.work(7 * DAY).await;
    room.urgent("b", 1).await;
    room.work(2 * DAY).await;
    assert_eq!(room.column("alert").await, ["b", "b", "b"]);
    let kept: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM alert").fetch_one(room.store.reader()).await.expect("a count");
    assert_eq!(kept, 2, "the alerts themselves are the public record");
}

#[tokio::test]
async fn what_still_waits_is_not_forgotten() {
    let mut room = Room::open().await;
    room.telegram.will(1, [Act::Answer(Outcome::FloodWait(std::time::Duration::from_secs(4 * 86_400)))]);
    room.reply("reply/1/0", 1, 0, "sendMessage", false).await;
    room.work(3 * DAY).await;
    assert_eq!(room.states().await, ["pending"]);
    room.work(2 * DAY).await;
    assert_eq!(room.telegram.accepted(1).len(), 1);
}

/// Deleted while a message is under way: its end writes nothing back.
#[tokio::test]
async fn what_is_under_way_to_a_deleted_chat_leaves_no_trace() {
    for outcome in [
        Outcome::Accepted { message_id: Some(9) },
        Outcome::FloodWait(std::time::Duration::from_secs(60)),
        Outcome::Gone { class: crate::telegram::GoneClass::Blocked, text: "Forbidden".to_owned() },
    ] {
        let mut room = Room::open().await;
        room.subscribe([1]).await;
        room.urgent("a", 1).await;
        room.urgent("b", 1).await;
        // The first is under way, the second in hand.
        room.sql(
            "CREATE TRIGGER deleted AFTER UPDATE OF state ON delivery WHEN NEW.state = 'sending' \
            BEGIN DELETE FROM delivery WHERE chat = 1; DELETE FROM subscriber WHERE chat = 1; END",
        )
        .await;
        room.telegram.will(1, [Act::Answer(outcome)]);
        room.work(600).await;
        assert_eq!(room.telegram.seen().len(), 1);
        assert_eq!(room.states().await, [""; 0]);
        let mut tx = room.store.begin().await.expect("begin");
        assert_eq!(subscriber::of_chat(&mut tx, 1).await.expect("read"), None);
        let pauses: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM chat_pause").fetch_one(&mut *tx).await.expect("a count");
        assert_eq!(pauses, 0);
    }
}
