//! The forum thread of a group's alerts is closed or deleted.

use super::room::{Act, Room};
use crate::alert::Manner;
use crate::store::delivery::move_chat;
use crate::telegram::Outcome;

fn gone() -> Act {
    Act::Answer(Outcome::ThreadGone("Bad Request: TOPIC_CLOSED".to_owned()))
}

/// Thread and text of everything that was asked for.
fn asked(room: &Room) -> Vec<(Option<i64>, String)> {
    let seen = room.telegram.seen();
    let thread = |params: &serde_json::Value| params.get("message_thread_id").and_then(serde_json::Value::as_i64);
    seen.iter().map(|seen| (thread(&seen.params), seen.text().replace("<b>", "").replace("</b>", ""))).collect()
}

async fn forum() -> Room {
    let room = Room::open().await;
    room.subscribe([-1]).await;
    room.sql("UPDATE subscriber SET thread = 5, lang = 'en'").await;
    room
}

#[tokio::test]
async fn alerts_go_to_the_general_thread_from_then_on_and_the_chat_is_told_once() {
    let mut room = forum().await;
    // Both are owed before the first one is sent. The notice overtakes, then comes the first alert again,
    // then the second one.
    room.sql(&format!("INSERT INTO chat_pause VALUES (-1, {})", room.clock.now().timestamp_millis() + 5000)).await;
    let taken = |message_id| Act::Answer(Outcome::Accepted { message_id: Some(message_id) });
    room.telegram.will(-1, [gone(), taken(1), taken(2), gone()]);
    room.urgent("a", 1).await;
    room.urgent("b", 1).await;
    room.work(60).await;
    room.urgent("c", 1).await;
    room.work(60).await;
    let mut all = asked(&room);
    let tried: Vec<_> = all.extract_if(.., |(thread, _)| *thread == Some(5)).map(|(_, text)| text).collect();
    assert_eq!(tried, ["en a/1", "en b/1"]);
    let mut texts: Vec<String> = all.into_iter().map(|(_, text)| text).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["en a/1", "en b/1", "en c/1", "en topic gone"]);
    assert!(room.states().await.iter().all(|state| state == "sent"));
}

/// What was told in the general thread is edited and replied to there.
#[tokio::test]
async fn a_revision_finds_the_message_that_had_to_go_elsewhere() {
    let mut room = forum().await;
    room.telegram.will(-1, [gone()]);
    room.notable("a", 1, Manner::New).await;
    room.work(60).await;
    room.notable("a", 2, Manner::Corrects).await;
    room.work(60).await;
    let methods: Vec<&str> = room.telegram.seen().iter().map(|seen| seen.method).collect();
    assert_eq!(methods[..1], ["sendMessage"]);
    assert_eq!(methods[methods.len() - 2..], ["editMessageText", "sendMessage"], "{methods:?}");
    assert!(asked(&room).last().expect("a reply").1.ends_with("(changed)"));
}

/// Somebody asked in another topic, which is closed meanwhile: alerts are not concerned.
#[tokio::test]
async fn a_reply_in_another_thread_changes_nothing_for_alerts() {
    let mut room = forum().await;
    room.telegram.will(-1, [gone()]);
    room.reply("reply/1/0", -1, 8, "sendMessage", false).await;
    room.urgent("a", 1).await;
    room.work(60).await;
    let all = asked(&room);
    assert!(all.contains(&(Some(5), "en a/1".to_owned())), "{all:?}");
    assert!(!all.iter().any(|(_, text)| text.contains("topic gone")), "{all:?}");
}

/// The administrators have chosen another thread while the message was under way.
#[tokio::test]
async fn a_choice_that_was_made_since_stands() {
    let mut room = forum().await;
    room.telegram.will(-1, [Act::Answer(Outcome::FloodWait(std::time::Duration::from_secs(30))), gone()]);
    room.urgent("a", 1).await;
    room.work(10).await;
    room.sql("UPDATE subscriber SET thread = 9").await;
    room.work(60).await;
    room.urgent("b", 1).await;
    room.work(60).await;
    let all = asked(&room);
    assert_eq!(all.last().expect("a message"), &(Some(9), "en b/1".to_owned()));
    assert!(!all.iter().any(|(_, text)| text.contains("topic gone")), "{all:?}");
}

/// A group's alerts went to the general thread; the supergroup that it became had subscribed by itself, with
/// a topic of its own. It is one chat by now, and hears each alert once.
#[tokio::test]
async fn a_supergroup_with_a_topic_of_its_own_is_not_told_twice_after_a_migration() {
    let mut room = Room::open().await;
    room.subscribe([-1, -100]).await;
    room.sql("UPDATE subscriber SET thread = 5 WHERE chat = -100").await;
    let later = room.clock.now().timestamp_millis() + 5000;
    room.sql(&format!("INSERT INTO chat_pause VALUES (-1, {later}), (-100, {later})")).await;
    room.urgent("a", 1).await;
    room.work(1).await;
    assert_eq!(room.states().await, ["pending", "pending"], "owed to both, and sent to neither");
    let mut tx = room.store.begin().await.expect("begin");
    move_chat(&mut tx, -1, -100, room.clock.now()).await.expect("moved");
    tx.commit().await.expect("commit");
    room.work(60).await;
    assert_eq!(room.telegram.accepted(-100).len(), 1, "{:?}", asked(&room));
    assert_eq!(asked(&room)[0].0, Some(5), "in the topic that it chose");
}

/// The bot hears of a migration while a message of the old group is in hand, and the supergroup has subscribed
/// by itself since: when the sender comes back, the message is the supergroup's.
#[tokio::test]
async fn what_was_in_hand_during_a_migration_is_owed_to_the_supergroup() {
    let mut room = Room::open().await;
    room.subscribe([-1]).await;
    let later = room.clock.now().timestamp_millis() + 5000;
    room.sql(&format!("INSERT INTO chat_pause VALUES (-1, {later}), (-100, {later})")).await;
    room.urgent("a", 1).await;
    room.work(1).await;
    room.subscribe([-100]).await;
    for in_hand in ["claimed", "pending"] {
        room.sql(&format!("UPDATE delivery SET state = '{in_hand}'")).await;
        let mut tx = room.store.begin().await.expect("begin");
        move_chat(&mut tx, -1, -100, room.clock.now()).await.expect("moved");
        tx.commit().await.expect("commit");
    }
    room.work(60).await;
    assert_eq!(room.telegram.accepted(-100).len(), 1, "{:?}", room.column("outcome").await);
}
