//! How a later revision of an alert reaches a chat: by its manner, and by what became of the older one.

use std::time::Duration;

use rstest::rstest;

use super::room::{Act, Room};
use crate::alert::Manner::{self, Adds, Corrects, Escalates};
use crate::telegram::Outcome;

/// Method and text of everything that was asked for a chat.
fn asked(room: &Room, chat: i64) -> Vec<(&'static str, String)> {
    let seen = room.telegram.seen();
    let plain = |text: &str| text.replace("<b>zh-Hant ", "").replace("</b>", "");
    seen.iter().filter(|seen| seen.chat == chat).map(|seen| (seen.method, plain(seen.text()))).collect()
}

fn said(list: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    list.iter().map(|(method, text)| (*method, (*text).to_owned())).collect()
}

fn gone() -> Act {
    Act::Answer(Outcome::MessageGone("Bad Request: message to edit not found".to_owned()))
}

/// One chat that has the first revision, and then another one is decided.
async fn told_and_then(manner: Manner, acts: impl IntoIterator<Item = Act>) -> Room {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.notable("a", 1, Manner::New).await;
    room.work(10).await;
    room.telegram.will(1, acts);
    room.notable("a", 2, manner).await;
    room.work(3600).await;
    room
}

#[tokio::test]
async fn what_adds_edits_the_message_and_rings_nobody() {
    let mut room = told_and_then(Adds, []).await;
    assert_eq!(asked(&room, 1), said(&[("sendMessage", "a/1"), ("editMessageText", "a/2")]));
    let edit = room.telegram.seen().pop().expect("an edit");
    assert_eq!(edit.params["message_id"], 1000);
    assert_eq!((room.states().await, room.column("lane").await), (vec!["sent".to_owned(); 2], texts(&["1", "2"])));

    // A third time: still the first message, which is the one that is kept right.
    room.notable("a", 3, Adds).await;
    room.work(10).await;
    assert_eq!(asked(&room, 1)[2..], said(&[("editMessageText", "a/3")]));
    assert_eq!(room.telegram.seen().pop().expect("an edit").params["message_id"], 1000);
}

#[tokio::test]
async fn what_adds_waits_behind_everything_that_is_urgent() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.notable("a", 1, Manner::New).await;
    room.work(10).await;
    // The chat is free again only when both are owed.
    room.sql(&format!("INSERT INTO chat_pause VALUES (1, {})", room.clock.now().timestamp_millis() + 5000)).await;
    room.notable("a", 2, Adds).await;
    room.urgent("b", 1).await;
    room.work(10).await;
    assert_eq!(asked(&room, 1)[1..], said(&[("sendMessage", "b/1"), ("editMessageText", "a/2")]));
}

#[tokio::test]
async fn who_is_still_owed_it_gets_the_newer_text_instead() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.telegram.will(1, [Act::Answer(Outcome::FloodWait(Duration::from_secs(100)))]);
    room.notable("a", 1, Manner::New).await;
    room.work(10).await;
    room.notable("a", 2, Adds).await;
    room.work(200).await;
    assert_eq!(room.states().await, ["superseded", "sent"]);
    assert_eq!(room.telegram.accepted(1), ["<b>zh-Hant a/2</b>"]);
}

#[rstest]
#[case::unknown([Act::AcceptedThenLost, Act::AcceptedThenLost], "unknown")]
#[case::failed([Act::Answer(Outcome::Refused { code: 400, text: "no".to_owned() }), Act::AcceptedThenLost], "failed")]
#[tokio::test]
async fn who_may_not_have_the_message_is_sent_a_new_one(#[case] acts: [Act; 2], #[case] state: &str) {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.telegram.will(1, acts);
    room.notable("a", 1, Manner::New).await;
    room.work(10).await;
    room.telegram.forget();
    room.notable("a", 2, Adds).await;
    room.work(10).await;
    assert_eq!(room.states().await, [state, "sent"]);
    assert_eq!(asked(&room, 1), said(&[("sendMessage", "a/2")]));
}

#[tokio::test]
async fn a_newcomer_within_the_half_hour_gets_the_whole_message() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.notable("a", 1, Manner::New).await;
    room.work(1700).await;
    room.subscribe([7]).await;
    room.notable("a", 2, Adds).await;
    room.work(10).await;
    assert_eq!(asked(&room, 7), said(&[("sendMessage", "a/2")]));
}

#[rstest]
#[case(Escalates)]
#[case(Corrects)]
#[tokio::test]
async fn what_is_graver_or_corrects_edits_and_replies(#[case] manner: Manner) {
    let room = told_and_then(manner, []).await;
    let wanted = [("sendMessage", "a/1"), ("editMessageText", "a/2"), ("sendMessage", "a/2 (changed)")];
    assert_eq!(asked(&room, 1), said(&wanted));
    let reply = room.telegram.seen().pop().expect("a reply");
    assert_eq!(reply.params["reply_parameters"]["message_id"], 1000);
}

/// The week was told quietly to one chat and not at all to another, which takes only what is notable.
#[tokio::test]
async fn what_turns_graver_reaches_those_who_do_not_take_the_lesser_news() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.sql("UPDATE subscriber SET min_rank = 2 WHERE chat = 2").await;
    room.weekly("a", 1).await;
    room.work(10).await;
    assert_eq!(asked(&room, 2), []);
    room.notable("a", 2, Escalates).await;
    room.work(10).await;
    let seen = room.telegram.seen();
    let to =
        |chat: i64| -> Vec<&str> { seen.iter().filter(|seen| seen.chat == chat).map(|seen| seen.method).collect() };
    assert_eq!(to(1), ["sendMessage", "editMessageText", "sendMessage"]);
    assert_eq!(to(2), ["sendMessage"]);
    let lanes = room.column("lane").await;
    assert_eq!(lanes[0], "2", "the first revision was quiet");
    assert!(lanes[1..].iter().all(|lane| lane == "1"), "the graver one is urgent: {lanes:?}");
}

/// The older revision was under way when the newer one was fanned out into a faster lane, and is told to
/// wait: it must not follow the newer one.
#[tokio::test]
async fn an_older_revision_that_comes_back_gives_way() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.weekly("a", 1).await;
    room.work(10).await;
    room.telegram.forget();
    room.notable("a", 2, Escalates).await;
    // As if fan-out had met the first one on its way, and Telegram had refused it afterwards.
    let mut tx = room.store.begin().await.expect("begun");
    let walk = crate::store::fanout::next_walk(&mut tx).await.expect("read").expect("a walk");
    crate::store::fanout::owe(&mut tx, &walk, i64::MAX, 2).await.expect("owed");
    crate::store::fanout::advance(&mut tx, &walk, i64::MAX, true).await.expect("moved");
    tx.commit().await.expect("committed");
    room.sql("UPDATE delivery SET state = 'pending', message_id = NULL WHERE revision = 1").await;
    room.work(10).await;
    assert_eq!(room.states().await, ["superseded", "sent"]);
    assert_eq!(asked(&room, 1), said(&[("sendMessage", "a/2")]));
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_as_good_as_done() {
    let room = told_and_then(Adds, [Act::Answer(Outcome::NotModified)]).await;
    assert_eq!((room.states().await, room.telegram.seen().len()), (vec!["sent".to_owned(); 2], 2));
}

#[tokio::test]
async fn an_addition_to_a_message_that_is_gone_ends_there_with_the_reason() {
    let mut room = told_and_then(Adds, [gone()]).await;
    assert_eq!(asked(&room, 1), said(&[("sendMessage", "a/1"), ("editMessageText", "a/2")]));
    assert_eq!(room.states().await, ["sent", "failed"]);
    assert_eq!(room.column("outcome").await[1], "gone: Bad Request: message to edit not found");
    // Something graver is worth a message of its own, without another try at the edit.
    room.notable("a", 3, Escalates).await;
    room.work(10).await;
    assert_eq!(asked(&room, 1)[2..], said(&[("sendMessage", "a/3")]));
}

#[rstest]
#[case(Escalates)]
#[case(Corrects)]
#[tokio::test]
async fn where_the_message_is_gone_its_reply_becomes_a_message(#[case] manner: Manner) {
    let mut room = told_and_then(manner, [gone()]).await;
    let wanted = [("sendMessage", "a/1"), ("editMessageText", "a/2"), ("sendMessage", "a/2")];
    assert_eq!(asked(&room, 1), said(&wanted), "and it does not speak of a change of what nobody sees");
    assert!(room.telegram.seen().pop().expect("sent").params.get("reply_parameters").is_none());
    // From now on that message is the one that is kept right.
    room.notable("a", 3, Adds).await;
    room.work(10).await;
    let edit = room.telegram.seen().pop().expect("an edit");
    assert_eq!((edit.method, &edit.params["message_id"]), ("editMessageText", &serde_json::json!(1002)));
}

#[tokio::test]
async fn an_edit_whose_answer_was_lost_is_not_made_again() {
    let room = told_and_then(Adds, [Act::AcceptedThenLost]).await;
    assert_eq!((room.states().await, room.telegram.seen().len()), (texts(&["sent", "unknown"]), 2));
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}
