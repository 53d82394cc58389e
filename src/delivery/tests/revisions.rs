//! A revision of the data changes what was said: per chat, by what became of the older message.

use super::room::{Act, Room};
use crate::telegram::Outcome;

fn methods(room: &Room, chat: i64) -> Vec<(&'static str, String)> {
    let seen = room.telegram.seen();
    seen.iter().filter(|seen| seen.chat == chat).map(|seen| (seen.method, seen.text().to_owned())).collect()
}

#[tokio::test]
async fn a_message_that_arrived_is_edited_and_replied_to() {
    let mut room = Room::open().await;
    room.subscribe([2]).await;
    room.urgent("a", 1).await;
    room.work(10).await;
    room.urgent("a", 2).await;
    room.work(10).await;
    room.urgent("a", 3).await;
    room.work(10).await;
    let said = methods(&room, 2);
    let edit = |revision: i64| ("editMessageText", format!("<b>zh-Hant a/{revision}</b>"));
    let reply = |revision: i64| ("sendMessage", format!("<b>zh-Hant a/{revision}</b> (changed)"));
    assert_eq!(said[0], ("sendMessage", "<b>zh-Hant a/1</b>".to_owned()));
    assert_eq!(said[1..], [edit(2), reply(2), edit(3), reply(3)]);
    for seen in &room.telegram.seen()[1..] {
        let target = seen.params.get("message_id").or_else(|| seen.params["reply_parameters"].get("message_id"));
        assert_eq!(
            target.and_then(serde_json::Value::as_i64),
            Some(1000),
            "the first message is the one that is kept right"
        );
    }
}

#[tokio::test]
async fn what_has_not_left_is_replaced_and_what_may_not_have_arrived_is_said_anew() {
    let mut room = Room::open().await;
    room.subscribe([1, 2, 3]).await;
    room.telegram.will(1, [Act::Answer(Outcome::FloodWait(std::time::Duration::from_secs(100)))]);
    room.telegram.will(2, [Act::AcceptedThenLost, Act::AcceptedThenLost]);
    room.telegram.will(3, [Act::Answer(Outcome::Refused { code: 400, text: "Bad Request".to_owned() })]);
    room.urgent("a", 1).await;
    room.work(10).await;
    room.urgent("a", 2).await;
    room.work(200).await;
    assert_eq!(room.states().await, ["superseded", "unknown", "failed", "sent", "sent", "sent"]);
    for chat in [1, 2, 3] {
        let last = methods(&room, chat).pop().expect("said");
        assert!(last.0 == "sendMessage" && last.1.ends_with("a/2</b>"), "{last:?}");
    }
}

#[tokio::test]
async fn an_edit_that_has_to_wait_keeps_its_reply_behind_it() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.urgent("a", 1).await;
    room.work(10).await;
    room.telegram.will(
        1,
        [Act::Answer(Outcome::NotSent("refused".to_owned())), Act::Answer(Outcome::NotSent("refused".to_owned()))],
    );
    room.urgent("a", 2).await;
    room.work(60).await;
    let order: Vec<_> = methods(&room, 1).into_iter().map(|(method, _)| method).collect();
    assert_eq!(order, ["sendMessage", "editMessageText", "editMessageText", "editMessageText", "sendMessage"]);
}

#[tokio::test]
async fn a_newer_revision_stops_the_older_walk_and_reaches_who_was_told() {
    let mut room = Room::open().await;
    room.subscribe(1..=4).await;
    room.urgent("a", 1).await;
    room.work(10).await;
    // This one takes no such alerts any more, but the correction of what was said concerns it.
    room.sql("UPDATE subscriber SET min_rank = 3 WHERE id = 1; UPDATE alert SET walked_to = 2, walked = 0").await;
    room.urgent("a", 2).await;
    room.work(30).await;
    let seen = room.telegram.seen();
    assert_eq!(seen.iter().filter(|seen| seen.text().contains("a/1")).count(), 4);
    for chat in 1..=4 {
        assert_eq!(methods(&room, chat).len(), 3, "chat {chat}");
    }
}
