//! A revision that is overtaken before it rang loses nothing: neither its bell, nor its readers.

use std::time::Duration;

use rstest::rstest;

use super::room::{Act, Room};
use crate::alert::Manner::{self, Adds, Corrects, Escalates, New};
use crate::telegram::Outcome;

/// Method and text of what a chat has, without markup and language.
fn accepted(room: &Room, chat: i64) -> Vec<String> {
    let seen = room.telegram.seen();
    let words = |text: &str| text.replace("</b>", "").rsplit_once("a/").map_or(String::new(), |(_, rest)| rest.into());
    let of_chat = seen.iter().filter(|seen| seen.chat == chat && seen.accepted);
    of_chat.map(|seen| format!("{} {}", seen.method, words(seen.text()))).collect()
}

fn taken() -> Act {
    Act::Answer(Outcome::Accepted { message_id: Some(1000) })
}

fn told_to_wait() -> Act {
    Act::Answer(Outcome::FloodWait(Duration::from_secs(100)))
}

/// Nothing goes to chat 1 for a minute.
async fn pause(room: &Room) {
    room.sql(&format!("INSERT INTO chat_pause VALUES (1, {})", room.clock.now().timestamp_millis() + 60_000)).await;
}

const OVERTAKEN: [&str; 3] = ["sendMessage 1", "editMessageText 3", "sendMessage 3 (changed)"];

#[rstest]
#[case(Escalates)]
#[case(Corrects)]
#[tokio::test]
async fn an_addition_rings_for_what_it_overtook(#[case] manner: Manner) {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.weekly("a", 1).await;
    room.work(10).await;
    pause(&room).await;
    room.notable("a", 2, manner).await;
    room.work(10).await;
    room.notable("a", 3, Adds).await;
    room.work(3600).await;
    assert_eq!(accepted(&room, 1), OVERTAKEN);
    // In the urgent lane, both of them; and only once.
    assert!(room.column("lane").await[1..].iter().all(|lane| lane == "1"), "{:?}", room.column("lane").await);
    room.notable("a", 4, Adds).await;
    room.work(10).await;
    assert_eq!(accepted(&room, 1)[3..], ["editMessageText 4"]);
}

/// The text was put right at once, but the reply is what rings.
#[rstest]
#[case::waits([taken(), told_to_wait()], &["sendMessage 1", "editMessageText 2", "editMessageText 3", "sendMessage 3 (changed)"])]
#[case::is_refused([taken(), Act::Answer(Outcome::Refused { code: 400, text: "no".to_owned() })],
    &["sendMessage 1", "editMessageText 2", "editMessageText 3", "sendMessage 3 (changed)"])]
#[tokio::test]
async fn an_addition_rings_where_the_reply_before_it_did_not(#[case] acts: [Act; 2], #[case] wanted: &[&str]) {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.weekly("a", 1).await;
    room.work(10).await;
    room.telegram.will(1, acts);
    room.notable("a", 2, Escalates).await;
    room.work(10).await;
    room.notable("a", 3, Adds).await;
    room.work(3600).await;
    assert_eq!(accepted(&room, 1), wanted);
}

/// Revision 3 says no more than the quiet first one in its own right; what it rings for is audible.
#[tokio::test]
async fn what_rings_for_another_revision_is_heard() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.weekly("a", 1).await;
    room.work(10).await;
    pause(&room).await;
    room.notable("a", 2, Escalates).await;
    room.work(10).await;
    room.weekly_in("a", 3, Adds).await;
    room.work(3600).await;
    assert_eq!(accepted(&room, 1), OVERTAKEN);
    let is_silent: Vec<bool> =
        room.telegram.seen().iter().map(|seen| seen.params.get("disable_notification").is_some()).collect();
    assert_eq!(is_silent, [true, false, false], "the week, its edit, the reply that rings");
}

/// "Back to normal" is owed to a chat that takes no lesser news; a lesser piece joins it before it leaves.
#[rstest]
#[case::joined(Adds)]
#[case::corrected(Corrects)]
#[tokio::test]
async fn what_waits_is_not_lost_to_a_quieter_revision(#[case] manner: Manner) {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.sql("UPDATE subscriber SET min_rank = 2").await;
    pause(&room).await;
    room.notable("a", 1, New).await;
    room.work(10).await;
    room.weekly_in("a", 2, manner).await;
    room.work(3600).await;
    assert_eq!((room.states().await, accepted(&room, 1)), (said(&["superseded", "sent"]), said(&["sendMessage 2"])));
}

/// The walk of the first revision was stopped before it came to the second chat.
#[tokio::test]
async fn whom_a_stopped_walk_did_not_reach_hears_the_joined_message() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.sql("UPDATE subscriber SET min_rank = 2").await;
    room.notable("a", 1, New).await;
    room.weekly_in("a", 2, Adds).await;
    room.work(60).await;
    for chat in [1, 2] {
        assert_eq!(accepted(&room, chat), ["sendMessage 2"]);
    }
}

/// A correction that takes the grave part back is no news for who takes only grave ones and was told nothing.
#[tokio::test]
async fn who_was_owed_nothing_does_not_hear_of_what_was_taken_back() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.notable("a", 1, New).await;
    room.work(10).await;
    room.subscribe([7]).await;
    room.sql("UPDATE subscriber SET min_rank = 2 WHERE chat = 7").await;
    room.weekly_in("a", 2, Corrects).await;
    room.work(60).await;
    assert_eq!(accepted(&room, 7), said(&[]));
    assert_eq!(accepted(&room, 1).len(), 3);
}

/// Twenty days later nobody has to hear how a message changed that he never saw; half an hour later, it is
/// still news, and what is graver than anything before always is.
#[rstest]
#[case::corrected(Corrects, 20 * 86_400, false)]
#[case::added_to(Adds, 20 * 86_400, false)]
#[case::escalated(Escalates, 20 * 86_400, true)]
#[case::corrected_soon(Corrects, 1790, true)]
#[case::added_to_soon(Adds, 1790, true)]
#[tokio::test]
async fn newcomers_hear_what_is_news(#[case] manner: Manner, #[case] after: i64, #[case] hears: bool) {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.notable("a", 1, New).await;
    room.work(after).await;
    room.subscribe([7]).await;
    room.notable("a", 2, manner).await;
    room.work(60).await;
    assert_eq!(accepted(&room, 7), if hears { said(&["sendMessage 2"]) } else { said(&[]) });
    assert!(accepted(&room, 1).len() > 1, "who has the message hears it in any case");
}

/// A figure was revised upwards: for who did not take the lesser news, and for newcomers, that is news.
#[tokio::test]
async fn a_correction_that_makes_it_graver_is_news_for_everybody() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.sql("UPDATE subscriber SET min_rank = 2 WHERE chat = 2").await;
    room.weekly("a", 1).await;
    room.work(86_400).await;
    room.subscribe([7]).await;
    room.notable("a", 2, Corrects).await;
    room.work(60).await;
    assert_eq!((accepted(&room, 2), accepted(&room, 7)), (said(&["sendMessage 2"]), said(&["sendMessage 2"])));
}

fn said(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}
