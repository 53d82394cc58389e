//! 429 exactly at the edges of the windows.

use proptest::prelude::*;

use super::super::limits::{Ask, Pacer};
use super::*;

#[tokio::test]
async fn one_a_second_in_a_chat() {
    let mut desk = Desk::plain().await;
    desk.sim.private_chat(102, "Bo", None);
    assert_eq!(desk.try_send(ANNA).await, None);
    assert_eq!(desk.try_send(ANNA).await, Some(1));
    assert_eq!(desk.try_send(102).await, None, "another chat is not concerned");
    desk.pass(999).await;
    assert_eq!(desk.try_send(ANNA).await, Some(1), "a millisecond is rounded up");
    desk.pass(1).await;
    assert_eq!(desk.try_send(ANNA).await, None);
}

#[tokio::test]
async fn thirty_a_second_overall() {
    let mut desk = Desk::plain().await;
    for chat in 1..=31 {
        desk.sim.private_chat(chat, "P", None);
    }
    for chat in 1..=30 {
        assert_eq!(desk.try_send(chat).await, None);
        desk.pass(10).await;
    }
    // 300 ms have passed; the first of the thirty leaves the window at 1,000 ms.
    assert_eq!(desk.try_send(31).await, Some(1));
    desk.pass(699).await;
    assert_eq!(desk.try_send(31).await, Some(1));
    desk.pass(1).await;
    assert_eq!(desk.try_send(31).await, None);
    let paid = json!({ "chat_id": 1, "text": "x", "allow_paid_broadcast": true });
    assert_eq!(desk.call("sendMessage", paid).await.0, 200, "paid messages have a window of a thousand");
}

#[tokio::test]
async fn twenty_a_minute_in_a_group_over_all_threads_counting_down() {
    let mut desk = Desk::plain().await;
    let group = -1_001_000_000_001;
    desk.sim.group_chat(group, ChatKind::Forum, "Desk");
    for thread in [1, 2] {
        desk.sim.set_thread(group, thread, Some(true)).expect("a thread");
    }
    let send = |n: i64| json!({ "chat_id": group, "text": "x", "message_thread_id": n % 2 + 1 });
    for n in 0..20 {
        assert_eq!(desk.call("sendMessage", send(n)).await.0, 200);
        desk.pass(1000).await;
    }
    for (pass, retry_after) in [(0, 40), (500, 40), (38_500, 1)] {
        desk.pass(pass).await;
        let (status, body) = desk.call("sendMessage", send(0)).await;
        assert_eq!((status, &body["parameters"]["retry_after"]), (429, &json!(retry_after)));
    }
    desk.pass(1000).await;
    assert_eq!(desk.call("sendMessage", send(1)).await.0, 200);
    assert_eq!(desk.try_send(ANNA).await, None, "a private chat has no such window");
}

#[tokio::test]
async fn edits_count_as_configured_and_answers_to_presses_never() {
    for (edits_count, status) in [(true, 429), (false, 200)] {
        let limits = Limits { edits_count, ..Limits::default() };
        let desk = Desk::open(TelegramSimConfig { limits, ..Default::default() }).await;
        let menu = json!({ "chat_id": ANNA, "text": "x", "reply_markup": keyboard("k") });
        desk.ok("sendMessage", menu).await;
        let query = desk.sim.person_presses(ANNA, 1, "k").expect("pressed");
        let edit = json!({ "chat_id": ANNA, "message_id": 1, "text": "y" });
        assert_eq!(desk.call("editMessageText", edit).await.0, status);
        desk.ok("answerCallbackQuery", json!({ "callback_query_id": query })).await;
    }
}

#[tokio::test]
async fn a_refused_message_takes_no_place() {
    let desk = Desk::plain().await;
    desk.refused("sendMessage", json!({ "chat_id": ANNA, "text": "<b>", "parse_mode": "HTML" })).await;
    assert_eq!(desk.try_send(ANNA).await, None);
    for _ in 0..3 {
        assert_eq!(desk.try_send(ANNA).await, Some(1), "asking again does not prolong the wait");
    }
}

/// Requests of two groups and a person, with the time since the one before.
fn requests() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((prop::sample::select(vec![1, -1, -2]), 0..4000_i64), 1..150)
}

proptest! {
    /// What is accepted never exceeds a window, wherever the window is laid; and the answer is never
    /// stricter than that: after exactly `retry_after` the request passes, a second earlier it would not.
    #[test]
    fn windows_hold_everywhere_and_retry_after_is_true(requests in requests()) {
        let limits = Limits { overall: Some(Window::per_seconds(3, 1)), ..Limits::default() };
        let mut pacer = Pacer::new(limits);
        let mut now = start();
        let mut accepted: Vec<(i64, DateTime<Utc>)> = Vec::new();
        for (chat, wait) in requests {
            now += TimeDelta::milliseconds(wait);
            let ask = Ask { chat, group: chat < 0, paid: false };
            let count = |at: DateTime<Utc>, of: Option<i64>, millis: i64| accepted.iter()
                .filter(|(c, t)| of.is_none_or(|of| *c == of) && *t + TimeDelta::milliseconds(millis) > at)
                .count();
            let room = |at| count(at, None, 1000) < 3 && count(at, Some(chat), 1000) < 1
                && (chat > 0 || count(at, Some(chat), 60_000) < 20);
            match pacer.take(ask, now) {
                Ok(()) => {
                    prop_assert!(room(now));
                    accepted.push((chat, now));
                }
                Err(seconds) => {
                    prop_assert!(!room(now));
                    prop_assert!(seconds >= 1 && room(now + TimeDelta::seconds(seconds)));
                    prop_assert!(!room(now + TimeDelta::milliseconds((seconds - 1) * 1000)));
                }
            }
        }
    }
}
