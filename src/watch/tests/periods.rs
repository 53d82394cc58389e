//! When the sites are asked, and how soon a release is decided.

use super::room::{Room, seconds};
use crate::board::SourceCondition;
use crate::sim::history;
use crate::source::SourceKind;
use crate::testing::house::{House, at, one};

/// DESIGN 5: at most one request per source in ten minutes outside windows.
const COURTESY: i64 = 600;

#[tokio::test]
async fn an_h41_is_decided_within_the_polling_period() {
    let mut room = Room::watching(House::lived_in("2025-10-30 14:00").await, SourceKind::H41).await;
    room.until(at("2025-10-30 17:00")).await;
    let alerts = room.house.alerts().await;
    let alert = one(&alerts, "weekly/2025-10-29");
    let (opens, due) = (at("2025-10-30 16:29"), at("2025-10-30 16:30"));
    assert!(alert.at >= due && alert.at - due <= seconds(2), "decided at {}", alert.at);

    let before = room.asked(at("2025-10-30 14:00"), opens);
    assert!(before.windows(2).all(|pair| pair[1] - pair[0] >= seconds(COURTESY)), "{before:?}");
    assert!(!before.is_empty(), "the first look is at once");
    let fast = room.asked(opens, due);
    assert!(fast.len() == 30 && fast.windows(2).all(|pair| pair[1] - pair[0] == seconds(2)), "{fast:?}");
    let after = room.asked(alert.at + seconds(1), at("2025-10-30 17:00"));
    assert!(after.is_empty(), "what has come is not asked for again: {after:?}");
}

#[tokio::test]
async fn every_release_of_a_day_is_decided_within_its_period() {
    for (source, from, due, period, alert) in [
        (SourceKind::NyfedRates, "2025-11-03 07:00", "2025-11-03 08:00", 15, "R01/2025-10-31/critical"),
        (SourceKind::NyfedRepo, "2025-10-31 13:00", "2025-10-31 13:46", 15, "R05/2025-10-31/critical"),
        (SourceKind::FomcStatement, "2025-10-29 13:00", "2025-10-29 14:00", 2, "R15/2025-10-29"),
    ] {
        let mut room = Room::watching(House::lived_in(from).await, source).await;
        room.until(at(due) + seconds(120)).await;
        let alerts = room.house.alerts().await;
        let decided = one(&alerts, alert).at;
        assert!(decided >= at(due) && decided - at(due) <= seconds(period), "{alert}: {decided}");
        assert_eq!(room.house.age(source).await.state, SourceCondition::Ok);
    }
}

#[tokio::test]
async fn a_statement_that_is_not_there_yet_is_no_trouble() {
    let mut room = Room::watching(House::lived_in("2025-10-29 12:00").await, SourceKind::FomcStatement).await;
    room.until(at("2025-10-29 14:00") - seconds(1)).await;
    let age = room.house.age(SourceKind::FomcStatement).await;
    let september = Some("2025-09-17".parse().expect("a date"));
    assert_eq!((age.state, age.as_of), (SourceCondition::Ok, september), "the last statement is read at the start");
    let asked = room.asked(at("2025-10-29 12:00"), at("2025-10-29 14:00"));
    let opens = at("2025-10-29 14:00") - seconds(2);
    // The note at the same instants goes first.
    let behind = chrono::TimeDelta::milliseconds(1);
    let expected = [at("2025-10-29 12:00") + behind, opens + behind];
    assert_eq!(asked, expected, "nobody asks for a page that cannot be there");
    room.until(at("2025-10-29 14:05")).await;
    assert_eq!(room.house.alert_ids().await, ["R15/2025-10-29"]);
}

#[tokio::test]
async fn a_release_that_does_not_come_is_called_late_after_its_grace() {
    let archive = history::edited("reserves_avg", "2025-10-29,2848021", "");
    let mut room = Room::watching(House::of(archive, "2025-10-30 16:00").await, SourceKind::H41).await;
    room.until(at("2025-10-30 17:29")).await;
    assert_eq!(room.house.age(SourceKind::H41).await.state, SourceCondition::Ok, "last week's page is a good page");
    room.until(at("2025-10-30 18:30")).await;
    let age = room.house.age(SourceKind::H41).await;
    assert_eq!(age.state, SourceCondition::Late);
    assert!(age.detail.contains("2025-10-29"), "{}", age.detail);
    let slow = room.asked(at("2025-10-30 16:41"), at("2025-10-30 17:29"));
    assert!(slow.windows(2).all(|pair| pair[1] - pair[0] >= seconds(120)), "{slow:?}");
    let seldom = room.asked(at("2025-10-30 17:30"), at("2025-10-30 23:00"));
    assert!(seldom.windows(2).all(|pair| pair[1] - pair[0] >= seconds(COURTESY)), "{seldom:?}");
    // The next week comes in time, and ends it.
    room.until(at("2025-11-06 16:31")).await;
    let age = room.house.age(SourceKind::H41).await;
    assert_eq!((age.state, age.as_of), (SourceCondition::Ok, Some("2025-11-05".parse().expect("a date"))));
}
