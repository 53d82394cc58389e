//! Order, lanes, fairness, pacing, stopping, and the statements themselves.

use std::collections::HashMap;

use chrono::TimeDelta;
use sqlx::{Executor, SqlSafeStr};

use super::room::{Act, Room, start};
use crate::delivery::pacing::Limits;
use crate::telegram::Outcome;

#[tokio::test]
async fn a_chat_hears_its_alerts_in_creation_order_and_urgent_ones_overtake() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    for id in ["w1", "w2", "w3"] {
        room.weekly(id, 1).await;
    }
    for id in ["u1", "u2"] {
        room.urgent(id, 1).await;
    }
    room.work(60).await;
    let said: Vec<String> =
        room.telegram.accepted(1).iter().map(|text| text.chars().skip(11).take(2).collect()).collect();
    assert_eq!(said, ["u1", "u2", "w1", "w2", "w3"]);
    let info = room.telegram.seen().pop().expect("sent");
    assert_eq!(info.params["disable_notification"], true, "an info alert makes no sound");
}

#[tokio::test]
async fn a_reply_overtakes_a_broadcast() {
    let mut room = Room::open().await;
    room.subscribe(1..=300).await;
    room.urgent("a", 1).await;
    let running = room.start().await;
    room.pass(2).await;
    let now = room.clock.now();
    room.reply("reply/9/0", 299, 0, "sendMessage", false).await;
    room.reply("reply/9/1", 299, 0, "answerCallbackQuery", false).await;
    running.bell.ring();
    room.pass(2).await;
    assert!(running.end().await);
    let reply = room.telegram.seen().into_iter().find(|seen| seen.text().contains("reply/9/0")).expect("sent");
    assert!(reply.at <= now + TimeDelta::seconds(1), "{}", reply.at);
    assert!(room.telegram.seen().iter().any(|seen| seen.method == "answerCallbackQuery" && seen.at == now));
}

#[tokio::test]
async fn a_broadcast_to_300_chats_keeps_to_30_a_second() {
    let mut room = Room::open().await;
    room.subscribe(1..=300).await;
    room.urgent("a", 1).await;
    room.work(60).await;
    let mut at: Vec<i64> = room.telegram.seen().iter().map(|seen| (seen.at - start()).num_milliseconds()).collect();
    at.sort_unstable();
    assert_eq!(at.len(), 300);
    for window in at.windows(26) {
        assert!(window[25] - window[0] > 1000, "26 within a second: {window:?}");
    }
    let last = *at.last().expect("some");
    assert!((10_000..=13_000).contains(&last), "the last one left after {last} ms");
}

#[tokio::test]
async fn a_group_with_a_hundred_rows_keeps_nobody_waiting() {
    let mut room = Room::open().await;
    for n in 0..100 {
        room.reply(&format!("reply/{n}/0"), -7, n % 3, "sendMessage", false).await;
    }
    room.subscribe(1..=20).await;
    room.weekly("a", 1).await;
    room.work(400).await;
    let seen = room.telegram.seen();
    let private = seen.iter().filter(|seen| seen.chat > 0).map(|seen| (seen.at - start()).num_seconds()).max();
    assert_eq!(private, Some(0), "private chats are served at once");
    let group: Vec<i64> =
        seen.iter().filter(|seen| seen.chat < 0).map(|seen| (seen.at - start()).num_milliseconds()).collect();
    assert_eq!(group.len(), 100);
    assert!(group.windows(21).all(|window| window[20] - window[0] > 60_000), "21 within a minute");
    assert!(group[99] < 261_000, "and the group is not slower than it must be: {}", group[99]);
    let keys: Vec<usize> = seen
        .iter()
        .filter(|seen| seen.chat < 0)
        .map(|seen| seen.text().split('/').nth(1).expect("a number").parse().expect("a number"))
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
}

#[tokio::test]
async fn paused_chats_beyond_every_page_keep_nobody_waiting() {
    let mut room = Room::open().await;
    room.config.held = 8;
    room.config.limits = Limits { overall: 10_000, reserve: 0, chat: 1, group: 20 };
    room.subscribe(1..=700).await;
    room.sql("INSERT INTO chat_pause SELECT chat, 99999999999999 FROM subscriber WHERE id <= 690").await;
    room.urgent("a", 1).await;
    room.work(5).await;
    assert_eq!(room.telegram.seen().len(), 10);
}

#[tokio::test]
async fn the_windows_survive_a_restart() {
    let mut room = Room::open().await;
    for n in 0..40 {
        room.reply(&format!("reply/{n}/0"), -7, 0, "sendMessage", false).await;
    }
    for _ in 0..13 {
        room.work(5).await;
    }
    let at: Vec<i64> = room.telegram.seen().iter().map(|seen| (seen.at - start()).num_milliseconds()).collect();
    assert!(at.len() > 20 && at.windows(21).all(|window| window[20] - window[0] > 60_000), "{at:?}");
}

#[tokio::test]
async fn stopping_waits_for_answers_and_gives_the_rest_back() {
    let mut room = Room::open().await;
    room.subscribe(1..=100).await;
    room.urgent("a", 1).await;
    room.work(1).await;
    let mut states: HashMap<String, usize> = HashMap::new();
    for state in room.states().await {
        *states.entry(state).or_default() += 1;
    }
    assert_eq!(states.get("sent"), Some(&room.telegram.seen().len()), "{states:?}");
    assert_eq!(states.len(), 2, "nothing is claimed or being sent: {states:?}");
    assert!(states.contains_key("pending"), "{states:?}");
}

#[tokio::test]
async fn an_older_leader_stops_at_once() {
    let mut room = Room::open().await;
    room.subscribe(1..=100).await;
    room.urgent("a", 1).await;
    let old = room.start().await;
    room.pass(1).await;
    let before = room.telegram.seen().len();
    room.sql("UPDATE meta SET value = '99' WHERE key = 'epoch'").await;
    room.pass(60).await;
    assert!(old.task.is_finished(), "fenced");
    assert_eq!(room.telegram.seen().len(), before);
    room.work(60).await;
    assert_eq!(room.telegram.seen().len(), 100);
}

#[tokio::test]
async fn somebody_who_left_is_not_written_to() {
    let mut room = Room::open().await;
    room.subscribe([1, 2]).await;
    room.telegram.will(1, [Act::Answer(Outcome::NotSent("refused".to_owned()))]);
    room.urgent("a", 1).await;
    let running = room.start().await;
    room.pass(0).await;
    room.sql("UPDATE subscriber SET state = 'stopped' WHERE chat = 1").await;
    room.pass(60).await;
    assert!(running.end().await);
    assert_eq!(room.states().await, ["superseded", "sent"]);
}

#[tokio::test]
async fn filters_choose_who_hears_it() {
    let mut room = Room::open().await;
    room.subscribe(1..=5).await;
    room.sql(
        "UPDATE subscriber SET takes = 14 WHERE id = 1; UPDATE subscriber SET min_rank = 3 WHERE id = 2;
        UPDATE subscriber SET state = 'asked' WHERE id = 3; UPDATE subscriber SET min_rank = 2 WHERE id = 4",
    )
    .await;
    room.config.page = 2;
    room.urgent("fomc", 1).await;
    room.weekly("h41", 1).await;
    room.work(60).await;
    let who = |text: &str| -> Vec<i64> {
        room.telegram.seen().iter().filter(|seen| seen.text().contains(text)).map(|seen| seen.chat).collect()
    };
    assert_eq!((who("fomc"), who("h41")), (vec![4, 5], vec![1, 5]));
}

#[tokio::test]
async fn every_statement_is_understood_by_sqlite() {
    let room = Room::open().await;
    let files = [
        crate::store::delivery::STATEMENTS,
        crate::store::delivery::outcome::STATEMENTS,
        crate::store::fanout::STATEMENTS,
    ];
    for (name, text) in files.into_iter().flatten() {
        let mut connection = room.store.reader().acquire().await.expect("a connection");
        if let Err(error) = connection.prepare((*text).into_sql_str()).await {
            panic!("{name}: {error}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_rows_flow_when_no_limit_holds_them() {
    let mut room = Room::open().await;
    room.config.limits = Limits { overall: 1_000_000, reserve: 0, chat: 1, group: 20 };
    room.config.in_flight = 64;
    room.subscribe(1..=10_000).await;
    room.urgent("a", 1).await;
    let begun = std::time::Instant::now();
    room.work(60).await;
    let rate = 10_000.0 / begun.elapsed().as_secs_f64();
    println!("{rate:.0} rows a second");
    assert_eq!(room.telegram.seen().len(), 10_000);
}
