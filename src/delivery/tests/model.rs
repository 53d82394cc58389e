//! Random outcomes and restarts: every row comes to an end, and order holds.

use std::collections::HashMap;
use std::time::Duration;

use proptest::prelude::*;

use super::room::{Act, Room};
use crate::telegram::Outcome;

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::Answer(Outcome::Accepted { message_id: Some(1) })),
        2 => Just(Act::AcceptedThenLost),
        1 => Just(Act::Answer(Outcome::Unknown("time-out".to_owned()))),
        1 => (0_u64..40).prop_map(|seconds| Act::Answer(Outcome::FloodWait(Duration::from_secs(seconds)))),
        1 => Just(Act::Answer(Outcome::NotSent("refused".to_owned()))),
        1 => Just(Act::Answer(Outcome::BadEntities("entities".to_owned()))),
        1 => Just(Act::Answer(Outcome::ThreadGone("thread".to_owned()))),
        1 => Just(Act::Answer(Outcome::Refused { code: 400, text: "no".to_owned() })),
    ]
}

/// What happens in one case.
#[derive(Debug, Clone)]
struct Story {
    acts: Vec<(i64, Act)>,
    /// Alerts (urgent or weekly) and replies, with the seconds that pass after each, and whether the
    /// process is started anew.
    steps: Vec<(u8, i64, bool)>,
}

fn story() -> impl Strategy<Value = Story> {
    let acts = prop::collection::vec((prop::sample::select(vec![-2_i64, 1, 3]), act()), 0..14);
    let steps = prop::collection::vec((0_u8..3, 0_i64..4, any::<bool>()), 1..7);
    (acts, steps).prop_map(|(acts, steps)| Story { acts, steps })
}

async fn play(room: &mut Room, story: Story) -> Result<(), TestCaseError> {
    room.sql("DELETE FROM delivery; DELETE FROM alert; DELETE FROM chat_pause").await;
    room.telegram.forget();
    for (chat, act) in story.acts {
        room.telegram.will(chat, [act]);
    }
    let mut running = room.start().await;
    for (n, (kind, seconds, anew)) in story.steps.into_iter().enumerate() {
        match kind {
            0 => room.urgent(&format!("u{n}"), 1).await,
            1 => room.weekly(&format!("w{n}"), 1).await,
            _ => room.reply(&format!("reply/{n}/0"), -2, 5, "sendMessage", false).await,
        }
        running.bell.ring();
        room.pass(seconds).await;
        if anew {
            // Not a graceful end: what was under way stays on record as being sent.
            running.task.abort();
            prop_assert!(running.task.await.is_err_and(|error| error.is_cancelled()));
            running = room.start().await;
        }
    }
    room.pass(3600).await;
    prop_assert!(running.end().await);
    judge(room).await
}

async fn judge(room: &Room) -> Result<(), TestCaseError> {
    let (keys, chats) = (room.column("alert").await, room.column("chat").await);
    let (states, unknowns) = (room.states().await, room.column("unknowns").await);
    let seen = room.telegram.seen();
    let mut last: HashMap<(i64, char), usize> = HashMap::new();
    for (place, key) in keys.iter().enumerate() {
        let context = format!("{key} to {}: {} after {} unknowns", chats[place], states[place], unknowns[place]);
        prop_assert!(["sent", "unknown", "failed"].contains(&states[place].as_str()), "{}", context);
        let chat: i64 = chats[place].parse().expect("a chat");
        let said =
            |text: &str| text.contains(&format!(" {key}/1")) || text.contains(key.as_str()) && key.starts_with("reply");
        let times: Vec<usize> =
            (0..seen.len()).filter(|n| seen[*n].chat == chat && seen[*n].accepted && said(seen[*n].text())).collect();
        let unknowns: usize = unknowns[place].parse().expect("a number");
        prop_assert!(times.len() <= 1 + unknowns, "{}: said {} times", context, times.len());
        prop_assert!(states[place] != "sent" || !times.is_empty(), "{}: never said", context);
        // Attempts of a lane begin in creation order, and end before the next one begins.
        let tried: Vec<usize> = (0..seen.len()).filter(|n| seen[*n].chat == chat && said(seen[*n].text())).collect();
        if let (Some(first), Some(end)) = (tried.first(), tried.last()) {
            let lane = key.chars().next().unwrap_or_default();
            if let Some(before) = last.insert((chat, lane), *end) {
                prop_assert!(before < *first, "{}: out of order", context);
            }
        }
    }
    Ok(())
}

#[test]
fn whatever_telegram_does_every_row_comes_to_an_end_in_order() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let room = std::cell::RefCell::new(runtime.block_on(async {
        let mut room = Room::open().await;
        // Order must not hang on the pacing: these limits would allow two at a time.
        room.config.in_flight = 3;
        room.config.limits.chat = 4;
        room.subscribe([-2, 1, 3]).await;
        room
    }));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(&story(), |story| runtime.block_on(play(&mut room.borrow_mut(), story)));
    if let Err(error) = result {
        panic!("{error}");
    }
}
