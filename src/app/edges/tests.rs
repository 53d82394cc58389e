//! The views over a house that has lived through October 2025.

use std::sync::Arc;

use super::*;
use crate::alert::{Body, Severity};
use crate::board::answers::Directed;
use crate::calendar::ReleaseKind;
use crate::testing::house::{House, at, day};
use crate::unit::{BasisPoints, Percent, UsdMillions};

async fn november() -> (House, BoardRoom) {
    let mut house = House::lived_in("2025-10-27 12:00").await;
    house.live_until("2025-11-03 09:00", &[]).await;
    let room = BoardRoom {
        ingest: house.ingest.clone(),
        store: house.store.clone(),
        calendar: Arc::clone(&house.calendar),
        book: Arc::new(RuleBook::built_in().expect("good rules")),
        desk: Desk {
            chat: 0,
            store: house.store.clone(),
            stats: crate::stats::Stats::default(),
            epoch: 1,
            started: at("2025-11-03 09:00"),
        },
    };
    (house, room)
}

fn percent(text: &str) -> Percent {
    Percent(text.parse().expect("a decimal"))
}

#[tokio::test]
async fn every_view_shows_what_the_house_knows() {
    let (_house, room) = november().await;
    let now = at("2025-11-03 09:00");

    let fomc = room.fomc(now).await.expect("read");
    assert_eq!(fomc.range, Some((percent("3.75"), percent("4.00"))));
    assert!(fomc.rates.iter().any(|(series, rate)| series.as_str() == "iorb" && *rate == percent("3.90")));
    assert_eq!(fomc.last.map(|last| last.statement.date), Some(day("2025-10-29")));
    assert_eq!(fomc.next.map(|(date, ..)| date), Some(day("2025-12-10")));

    let h41 = room.h41(now).await.expect("read");
    assert_eq!(h41.week.map(|week| week.week), Some(day("2025-10-29")));
    assert_eq!(h41.next.map(|next| (next.kind, next.at)), Some((ReleaseKind::H41, at("2025-11-06 16:30"))));

    let repo = room.repo(now).await.expect("read");
    let sofr = repo.rates.iter().find(|row| row.series.as_str() == "sofr").expect("SOFR");
    assert_eq!((sofr.rate.date, sofr.over_iorb), (day("2025-10-31"), Some(BasisPoints(32.into()))));
    assert_eq!(repo.operations.len(), 5);
    assert_eq!(repo.operations[0].date, day("2025-10-31"), "today's come in the afternoon");

    let tga = room.tga(now).await.expect("read").level.expect("a level");
    assert_eq!((tga.date, tga.value), (day("2025-10-29"), UsdMillions(983_859.into())));
    let bills = room.bills(now).await.expect("read");
    assert_eq!(bills.held.map(|held| held.date), Some(day("2025-10-29")));
    let december = Some(day("2025-12-01"));
    assert_eq!((bills.directed, bills.agency_since), (Directed::Nothing, december), "by the note of 29 October");

    let next = room.next(now).await.expect("read");
    assert!(next.events.len() <= 12 && next.events.iter().all(|event| event.at > now));

    let history = room.history(now).await.expect("read");
    assert!(!history.lines.is_empty() && history.lines.len() <= 10);
    assert!(history.lines.is_sorted_by(|newer, older| newer.at >= older.at));
    assert!(history.lines.iter().any(|line| line.rule == "R01" && line.severity == Severity::Critical));
}

#[tokio::test]
async fn why_finds_the_alert_that_is_asked_about() {
    let (_house, room) = november().await;
    let now = at("2025-11-03 09:00");
    let ask = async |question| room.why(42, question, now).await.expect("read");
    assert_eq!(ask(Question::Last).await, None, "nobody was told anything yet");
    assert_eq!(ask(Question::Message(77)).await, None);

    let about = ask(Question::Rule("R01".to_owned())).await.expect("it spoke");
    assert_eq!(about.alert.id, "R01/2025-10-31/critical");
    assert!(about.rules.iter().any(|rule| rule.id == "R01" && !rule.sources.is_empty()));
    let decision = ask(Question::Rule("R15".to_owned())).await.expect("a decision");
    assert!(matches!(decision.alert.body, Body::Decision(_)) && decision.rules.is_empty());
    assert_eq!(ask(Question::Rule("R20".to_owned())).await, None, "nothing outside the calendar happened");
    assert!(room.rules().contains(&"R05".to_owned()));
}

/// What the chat was told is explained, by the message that is replied to or as the last thing told.
#[tokio::test]
async fn why_explains_what_the_chat_was_told() {
    let (house, room) = november().await;
    let now = at("2025-11-03 09:00");
    let mut tx = house.store.begin().await.expect("begun");
    for (alert, message, answered) in [("R15/2025-10-29", 70, 1), ("R01/2025-10-31/critical", 71, 2)] {
        let text = "INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, marks, again, \
            state, attempt, epoch, unknowns, due_at, answered_at, message_id, outcome) \
            VALUES ($1, 1, 1, 0, 42, 1, $3, 'sendMessage', 0, 1, 'sent', 1, 1, 0, 0, $3, $2, '')";
        sqlx::query(text).bind(alert).bind(message).bind(answered).execute(&mut *tx).await.expect("told");
    }
    tx.commit().await.expect("committed");
    let ask = async |question| room.why(42, question, now).await.expect("read").map(|why| why.alert.id);
    let (first, last) = (Some("R15/2025-10-29".to_owned()), Some("R01/2025-10-31/critical".to_owned()));
    assert_eq!(ask(Question::Message(70)).await, first);
    assert_eq!(ask(Question::Message(71)).await, last);
    assert_eq!(ask(Question::Last).await, last);
    assert_eq!(ask(Question::Message(99)).await, last, "a reply to anything else asks about the last alert");
    assert_eq!(room.why(43, Question::Last, now).await.expect("read"), None, "another chat was told nothing");
}
