//! The process dies at every named point, and more than once: nothing is lost, and every repeat pairs
//! with an unknown that is on record.

use super::room::Room;
use crate::crash::{POINTS, simulated};

const CHATS: i64 = 24;

/// Runs until everything owed is settled, starting again after each crash; how many there were.
async fn until_settled(room: &mut Room) -> usize {
    let mut crashes = 0;
    for _ in 0..200 {
        let starter = tokio::spawn({
            let (store, clock, telegram) =
                (room.store.clone(), room.clock.clone(), std::sync::Arc::clone(&room.telegram));
            let (words, config) = (std::sync::Arc::new(super::room::Echo), room.config.clone());
            async move { crate::delivery::Delivery::start(store, clock, telegram, words, config).await }
        });
        let Ok(delivery) = starter.await else {
            crashes += usize::from(simulated::revive());
            continue;
        };
        let stop = tokio_util::sync::CancellationToken::new();
        let task = tokio::spawn(delivery.expect("started").run(stop.clone()));
        let mut quiet = 0;
        while !task.is_finished() && quiet < 3 {
            room.pass(1).await;
            let states = room.states().await;
            let settled =
                !states.is_empty() && states.iter().all(|state| ["sent", "unknown"].contains(&state.as_str()));
            quiet = if settled { quiet + 1 } else { 0 };
        }
        stop.cancel();
        let ended = task.await.is_ok();
        let died = simulated::revive();
        crashes += usize::from(died);
        if ended && !died && quiet >= 3 {
            return crashes;
        }
    }
    panic!("not settled after 200 starts");
}

async fn check(room: &Room, context: &str) {
    let (chats, states, unknowns) = (room.column("chat").await, room.states().await, room.column("unknowns").await);
    assert_eq!(chats.len(), usize::try_from(CHATS).expect("small") * 2, "{context}");
    let mut repeats = 0;
    for chat in 1..=CHATS {
        let said = room.telegram.accepted(chat);
        for alert in ["a/1", "b/1"] {
            let told: Vec<&String> = said.iter().filter(|text| text.contains(alert)).collect();
            assert!(!told.is_empty(), "{context}: {alert} is lost for chat {chat}: {said:?}");
            let honest = told.iter().skip(1).all(|text| text.contains("possible repeat"));
            assert!(honest, "{context}: a repeat that does not say so: {said:?}");
            repeats += told.len() - 1;
        }
    }
    let recorded: usize = unknowns.iter().map(|text| text.parse::<usize>().expect("a number")).sum();
    assert!(repeats <= recorded, "{context}: {repeats} repeats, {recorded} unknowns");
    assert!(states.iter().all(|state| state == "sent"), "{context}: {states:?}");
}

#[tokio::test]
async fn a_crash_at_any_point_loses_nothing_and_repeats_only_what_is_unknown() {
    for point in POINTS.iter().filter(|point| point.starts_with("delivery.") || point.starts_with("fanout.")) {
        for nth in [1, 2, 7] {
            let mut room = Room::open().await;
            room.config.page = 10;
            room.config.in_flight = 4;
            room.subscribe(1..=CHATS).await;
            room.urgent("a", 1).await;
            room.weekly("b", 1).await;
            simulated::plan(point, nth);
            let crashes = until_settled(&mut room).await;
            simulated::revive();
            if nth == 1 && !point.starts_with("delivery.release") {
                assert_eq!(crashes, 1, "{point} was not passed");
            }
            check(&room, &format!("{point} × {nth}")).await;
        }
    }
}

#[tokio::test]
async fn a_crash_while_stopping_is_no_different() {
    for point in ["delivery.release.before_commit", "delivery.release.after_commit"] {
        let mut room = Room::open().await;
        room.subscribe(1..=CHATS).await;
        room.urgent("a", 1).await;
        room.weekly("b", 1).await;
        let running = room.start().await;
        room.pass(1).await;
        simulated::plan(point, 1);
        assert!(!running.end().await, "{point} was not passed");
        assert!(simulated::revive());
        until_settled(&mut room).await;
        check(&room, point).await;
    }
}
