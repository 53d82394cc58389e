//! `getUpdates`: confirmation, waiting, conflicts, and the clock that stands still meanwhile.

use super::*;

fn ids(updates: &Value) -> Vec<i64> {
    updates.as_array().expect("updates").iter().filter_map(|update| update["update_id"].as_i64()).collect()
}

async fn with_three() -> (Desk, i64) {
    let desk = Desk::open(TelegramSimConfig { first_update_id: 10, ..Default::default() }).await;
    for text in ["a", "b", "c"] {
        desk.sim.person_says(ANNA, text).expect("said");
    }
    (desk, 10)
}

#[tokio::test]
async fn an_offset_confirms_what_lies_before_it() {
    let (desk, first) = with_three().await;
    for (params, expected) in [
        (json!({}), vec![first, first + 1, first + 2]),
        (json!({ "limit": 2 }), vec![first, first + 1]),
        (json!({ "limit": 0 }), vec![first, first + 1, first + 2]),
        (json!({ "offset": first }), vec![first, first + 1, first + 2]),
        (json!({ "offset": first + 1 }), vec![first + 1, first + 2]),
        (json!({ "offset": 0 }), vec![first + 1, first + 2]),
        (json!({ "offset": -1 }), vec![first + 2]),
        (json!({}), vec![first + 2]),
        (json!({ "offset": first + 3 }), vec![]),
    ] {
        assert_eq!(ids(&desk.ok("getUpdates", params.clone()).await), expected, "{params}");
    }
    assert_eq!(desk.sim.pending_updates(), 0);
}

#[tokio::test]
async fn a_long_poll_is_answered_by_the_first_update() {
    let desk = Desk::plain().await;
    let poll = desk.ok("getUpdates", json!({ "timeout": 30 }));
    let speak = async {
        while desk.sim.in_flight() == 0 {
            tokio::task::yield_now().await;
        }
        desk.sim.person_says(ANNA, "hello").expect("said");
    };
    let (updates, ()) = tokio::join!(poll, speak);
    assert_eq!(updates[0]["message"]["text"], "hello");
    assert_eq!(updates[0]["message"]["date"], start().timestamp());
}

#[tokio::test]
async fn a_poll_without_a_time_out_does_not_wait() {
    let desk = Desk::plain().await;
    for params in [json!({}), json!({ "timeout": 0 }), json!({ "timeout": -5 })] {
        assert_eq!(desk.ok("getUpdates", params).await, json!([]));
    }
}

#[tokio::test]
async fn the_first_of_two_pollers_gets_a_conflict() {
    let desk = Desk::plain().await;
    let first = desk.refused("getUpdates", json!({ "timeout": 30 }));
    let second = async {
        while desk.sim.in_flight() == 0 {
            tokio::task::yield_now().await;
        }
        desk.ok("getUpdates", json!({})).await
    };
    let ((code, text), updates) = tokio::join!(first, second);
    assert_eq!((code, updates), (409, json!([])));
    assert_eq!(
        text,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    );
}

#[tokio::test]
async fn a_poller_that_goes_away_is_not_counted_any_more() {
    let desk = Desk::plain().await;
    let poll = desk.http.post(desk.url("getUpdates")).json(&json!({ "timeout": 30 })).send();
    let waiting = async {
        while desk.sim.in_flight() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = poll => panic!("nothing to say: {answer:?}"),
        () = waiting => {}
    }
    let left = async {
        while desk.sim.in_flight() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), left).await.expect("the server noticed");
}

#[tokio::test]
async fn allowed_updates_stick_and_decide_when_an_update_arises() {
    let desk = Desk::unlimited().await;
    desk.ok("getUpdates", json!({ "allowed_updates": ["message"] })).await;
    desk.sim.person_blocks(ANNA).expect("blocked");
    desk.sim.person_unblocks(ANNA).expect("unblocked");
    desk.sim.person_says(ANNA, "x").expect("said");
    let updates = desk.ok("getUpdates", json!({})).await;
    assert_eq!(updates.as_array().map(Vec::len), Some(1));
    assert_eq!(updates[0]["message"]["text"], "x");
    // An empty list brings the default back.
    desk.ok("getUpdates", json!({ "allowed_updates": [], "offset": 600_000_000 })).await;
    desk.sim.person_blocks(ANNA).expect("blocked");
    assert!(desk.ok("getUpdates", json!({})).await[0]["my_chat_member"].is_object());
}

#[tokio::test]
async fn the_clock_stands_still_until_every_update_is_confirmed() {
    let (mut desk, first) = with_three().await;
    let later = start() + TimeDelta::hours(1);
    let (sim, url, http) = (Arc::clone(&desk.sim), desk.url("getUpdates"), desk.http.clone());
    let clock = desk.clock.clone();
    let confirm = async |offset: i64| {
        let answer = http.post(&url).json(&json!({ "offset": offset })).send().await.expect("an answer");
        assert!(answer.status().is_success());
    };
    let confirming = async {
        confirm(first + 2).await;
        // The worker is parked by now, and nobody else holds the clock: without the last update's
        // token it would have jumped.
        assert_eq!((clock.now(), sim.pending_updates()), (start(), 1));
        confirm(first + 3).await;
    };
    tokio::join!(desk.pass(3_600_000), confirming);
    assert_eq!(desk.clock.now(), later);
}

#[tokio::test]
async fn an_update_is_kept_for_a_day() {
    let clock = Clock::system();
    let mut queue = updates::Queue::new(1);
    queue.push("message", json!({}), start(), clock.busy());
    let poll = queue.begin(0, None);
    let day = TimeDelta::hours(24);
    assert_eq!(queue.read(poll, 100, start() + day - TimeDelta::milliseconds(1)).expect("a poll").len(), 1);
    assert_eq!(queue.read(poll, 100, start() + day).expect("a poll").len(), 0);
}

#[tokio::test]
async fn update_ids_may_start_again_and_a_stale_offset_then_confirms_unread_ones() {
    let (desk, first) = with_three().await;
    desk.ok("getUpdates", json!({ "offset": first + 3 })).await;
    desk.sim.renumber_updates(3);
    desk.sim.person_says(ANNA, "after a week").expect("said");
    assert_eq!(ids(&desk.ok("getUpdates", json!({})).await), [3]);
    assert_eq!(ids(&desk.ok("getUpdates", json!({ "offset": first + 3 })).await), [0_i64; 0]);
    assert_eq!(desk.sim.pending_updates(), 0);
}
