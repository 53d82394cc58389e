//! Random revisions, outcomes and restarts: whoever takes the alert ends with its newest text or with a
//! reason on record, never reads an older text after a newer one, and is rung for whatever is to ring.

use std::time::Duration;

use proptest::prelude::*;

use super::room::{Act, Room, Seen};
use crate::alert::Manner;
use crate::telegram::Outcome;

const CHATS: [i64; 2] = [1, 3];

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => Just(Act::Answer(Outcome::Accepted { message_id: Some(1) })),
        2 => Just(Act::AcceptedThenLost),
        1 => (0_u64..40).prop_map(|seconds| Act::Answer(Outcome::FloodWait(Duration::from_secs(seconds)))),
        1 => Just(Act::Answer(Outcome::NotSent("refused".to_owned()))),
        1 => Just(Act::Answer(Outcome::MessageGone("Bad Request: message to edit not found".to_owned()))),
        1 => Just(Act::Answer(Outcome::NotModified)),
        1 => Just(Act::Answer(Outcome::Refused { code: 400, text: "no".to_owned() })),
    ]
}

fn manner() -> impl Strategy<Value = Manner> {
    prop::sample::select(vec![Manner::Adds, Manner::Escalates, Manner::Corrects])
}

/// What happens in one case.
#[derive(Debug, Clone)]
struct Story {
    acts: Vec<(i64, Act)>,
    /// Whether the first revision is quiet.
    quiet: bool,
    /// The seconds that pass before each later revision, and whether the process is started anew.
    revisions: Vec<(Manner, i64, bool)>,
}

fn story() -> impl Strategy<Value = Story> {
    let acts = prop::collection::vec((prop::sample::select(CHATS.to_vec()), act()), 0..12);
    let revisions = prop::collection::vec((manner(), 0_i64..5, any::<bool>()), 1..5);
    (acts, any::<bool>(), revisions).prop_map(|(acts, quiet, revisions)| Story { acts, quiet, revisions })
}

async fn play(room: &mut Room, story: Story) -> Result<(), TestCaseError> {
    room.sql("DELETE FROM delivery; DELETE FROM alert; DELETE FROM chat_pause").await;
    room.telegram.forget();
    for (chat, act) in story.acts {
        room.telegram.will(chat, [act]);
    }
    if story.quiet {
        room.weekly("a", 1).await;
    } else {
        room.notable("a", 1, Manner::New).await;
    }
    let mut running = room.start().await;
    let mut manners = vec![Manner::New];
    for (manner, seconds, anew) in story.revisions {
        room.pass(seconds).await;
        manners.push(manner);
        room.notable("a", i64::try_from(manners.len()).expect("few"), manner).await;
        running.bell.ring();
        if anew {
            room.pass(0).await;
            running.task.abort();
            prop_assert!(running.task.await.is_err_and(|error| error.is_cancelled()));
            running = room.start().await;
        }
    }
    room.pass(3600).await;
    prop_assert!(running.end().await);
    judge(room, &manners).await
}

/// The revision that a request tells.
fn told(seen: &Seen) -> usize {
    let (_, rest) = seen.text().split_once("a/").expect("a text of the alert");
    rest.chars().next().and_then(|digit| digit.to_digit(10)).expect("a revision") as usize
}

async fn judge(room: &Room, manners: &[Manner]) -> Result<(), TestCaseError> {
    let (alerts, revisions) = (room.column("alert").await, room.column("revision").await);
    let (chats, states, unknowns) = (room.column("chat").await, room.states().await, room.column("unknowns").await);
    let (methods, seen) = (room.column("method").await, room.telegram.seen());
    for (place, state) in states.iter().enumerate() {
        let ends = ["sent", "unknown", "failed", "superseded"];
        prop_assert!(ends.contains(&state.as_str()), "{} {} is {state}", alerts[place], revisions[place]);
    }
    for chat in CHATS {
        let asked: Vec<&Seen> = seen.iter().filter(|seen| seen.chat == chat).collect();
        let row = |revision: usize| {
            let wanted = ("a", revision.to_string(), chat.to_string());
            (0..states.len())
                .find(|n| (alerts[*n].as_str(), &revisions[*n], &chats[*n]) == (wanted.0, &wanted.1, &wanted.2))
        };
        // Whether the chat is known to have been rung by one of these revisions.
        let rang = |revisions: std::ops::Range<usize>| {
            let sent = |n: usize| states[n] == "sent" && methods[n] == "sendMessage";
            revisions.into_iter().any(|revision| row(revision).is_some_and(sent))
        };
        let loudest = |until: usize| 1 + manners[..until].iter().rposition(|m| *m != Manner::Adds).unwrap_or_default();
        let newest = row(manners.len());
        prop_assert!(newest.is_some_and(|n| states[n] != "superseded"), "chat {chat} is owed the newest text");
        let was_rung = rang(loudest(manners.len())..manners.len() + 1);
        prop_assert!(newest.is_none_or(|n| states[n] != "sent") || was_rung, "chat {chat} was not rung");
        prop_assert!(asked.is_sorted_by_key(|seen| told(seen)), "an older text after a newer one");
        for (revision, manner) in (1..).zip(manners) {
            let of: Vec<&&Seen> = asked.iter().filter(|seen| told(seen) == revision && seen.accepted).collect();
            let sent = of.iter().filter(|seen| seen.method == "sendMessage").count();
            let lost: usize = row(revision).map_or(0, |n| unknowns[n].parse().expect("a number"));
            prop_assert!(sent <= 1 + lost, "revision {revision} said {sent} times, {lost} answers lost");
            prop_assert!(of.len() - sent <= 1, "revision {revision} edited more than once");
            let replies = of.iter().filter(|seen| seen.params.get("reply_parameters").is_some()).count();
            // An addition rings only for a revision that did not.
            let quiet = *manner == Manner::Adds && rang(loudest(revision)..revision);
            prop_assert!(!quiet || replies == 0, "an addition rang");
            let edits = of.len() - sent;
            prop_assert!(!quiet || edits + sent <= 1 + lost, "an addition edits or is sent, not both");
        }
    }
    Ok(())
}

#[test]
fn whatever_happens_to_a_message_its_newest_text_wins() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let room = std::cell::RefCell::new(runtime.block_on(async {
        let mut room = Room::open().await;
        room.config.in_flight = 3;
        room.config.limits.chat = 4;
        room.subscribe(CHATS).await;
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
