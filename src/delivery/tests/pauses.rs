//! Alerts wait by the operator's wish; replies do not.

use super::room::Room;
use crate::delivery::pause;
use crate::store::commit;

async fn wish(room: &Room, wish: bool) {
    let mut tx = room.store.begin().await.expect("a transaction");
    pause::set(&mut tx, wish, super::room::start()).await.expect("written");
    commit(tx, "wishing").await.expect("committed");
}

#[tokio::test]
async fn paused_alerts_are_owed_and_go_in_order_when_resumed() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    wish(&room, true).await;
    room.urgent("first", 1).await;
    room.urgent("second", 1).await;
    room.reminder("fomc/hour", 100).await;
    room.reply("hello", 1, 0, "sendMessage", false).await;
    room.work(200).await;
    let seen = room.telegram.seen();
    assert_eq!(seen.len(), 1, "only the reply: {seen:?}");
    let pending = room.states().await.into_iter().filter(|state| state == "pending").count();
    assert_eq!(pending, 6, "two alerts and a reminder are owed to two chats");

    // Also after a restart, which every piece of work here is.
    room.work(40).await;
    assert_eq!(room.telegram.seen().len(), 1);
    wish(&room, false).await;
    room.work(100).await;
    for chat in [1, 2] {
        let told: Vec<String> = room.telegram.accepted(chat).into_iter().filter(|text| text.contains("/1")).collect();
        assert!(told.len() == 2 && told[0].contains("first") && told[1].contains("second"), "{told:?}");
    }
    assert_eq!(room.states().await.into_iter().filter(|state| state == "superseded").count(), 2, "past its event");
}

/// What is in hand when the wish comes goes back: it has not left.
#[tokio::test]
async fn a_pause_reaches_what_is_in_hand() {
    let mut room = Room::open().await;
    room.subscribe(1..=100).await;
    room.urgent("alert", 1).await;
    let running = room.start().await;
    room.pass(1).await;
    let sent = room.telegram.seen().len();
    assert!(sent > 0 && sent < 100, "{sent} of 100");
    wish(&room, true).await;
    running.bell.ring();
    room.pass(60).await;
    let after = room.telegram.seen().len();
    assert!(after <= sent + 16, "{sent} before, {after} after: more than was under way");
    assert_eq!(room.states().await.into_iter().filter(|state| state == "claimed").count(), 0);
    wish(&room, false).await;
    running.bell.ring();
    room.pass(60).await;
    assert_eq!(room.telegram.seen().len(), 100, "each once");
    assert!(running.end().await);
}
