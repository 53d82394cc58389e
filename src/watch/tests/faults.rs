//! Sites that are ill: error pages with status 200, refusals, cut bodies.

use super::room::{Room, seconds};
use crate::board::SourceCondition;
use crate::sim::upstream::FaultKind;
use crate::source::SourceKind;
use crate::testing::house::{House, at, one};

const UNTOUCHED: [&str; 6] = ["observation", "page", "rule_state", "ledger", "alert", "meta"];

async fn thursday() -> Room {
    let mut room = Room::watching(House::lived_in("2025-10-30 16:00").await, SourceKind::H41).await;
    room.until(at("2025-10-30 16:30") - seconds(1)).await;
    room
}

/// The page of Thursday, 30 Oct, as the site will show it.
async fn good_page() -> String {
    let mut house = House::lived_in("2025-10-30 16:00").await;
    house.until(at("2025-10-30 16:30")).await;
    house.text(SourceKind::H41)
}

#[tokio::test]
async fn a_body_that_is_no_page_is_kept_and_the_next_good_page_heals() {
    let page = good_page().await;
    let half = page.get(..page.len() / 2).expect("one-byte characters").to_owned();
    let misprint = page.replace("2,848,021", "2,884,021");
    for (kind, says) in [
        (FaultKind::ErrorPage, "not a page of this kind"),
        (FaultKind::Body(half), "incomplete"),
        (FaultKind::Body(misprint), "identity_break"),
        (FaultKind::Body(String::new()), "the body is empty"),
    ] {
        let mut room = thursday().await;
        let known = room.house.bodies(SourceKind::H41).await;
        let before = room.house.everything().await;
        room.fault("/releases/h41/", 5, kind);
        room.until(at("2025-10-30 16:30") + seconds(7)).await;
        let age = room.house.age(SourceKind::H41).await;
        assert_eq!(age.state, SourceCondition::Rejected, "{says}");
        assert!(age.detail.contains(says), "{says}: {}", age.detail);
        let during = room.house.everything().await;
        for table in UNTOUCHED {
            assert_eq!(before[table], during[table], "{says}: {table}");
        }
        let kept = room.house.bodies(SourceKind::H41).await;
        assert_eq!(kept.len(), known.len() + 1, "the same body five times is one document");
        assert!(kept.iter().any(|(_, status)| status == "rejected"), "{kept:?}");

        room.until(at("2025-10-30 16:31")).await;
        let alerts = room.house.alerts().await;
        let decided = one(&alerts, "weekly/2025-10-29").at;
        assert!(decided - at("2025-10-30 16:30") <= seconds(12), "{says}: {decided}");
        let age = room.house.age(SourceKind::H41).await;
        assert_eq!((age.state, age.detail.as_str()), (SourceCondition::Ok, ""), "{says}");
    }
}

#[tokio::test]
async fn a_site_that_refuses_is_unreachable_until_it_answers() {
    let mut room = thursday().await;
    room.fault("/releases/h41/", 3, FaultKind::Status(503));
    room.until(at("2025-10-30 16:30") + seconds(3)).await;
    let age = room.house.age(SourceKind::H41).await;
    assert_eq!(age.state, SourceCondition::Unreachable);
    assert!(age.detail.contains("503"), "{}", age.detail);
    room.until(at("2025-10-30 16:31")).await;
    let alerts = room.house.alerts().await;
    let decided = one(&alerts, "weekly/2025-10-29").at;
    assert!(decided - at("2025-10-30 16:30") <= seconds(16), "three pauses of 2, 4 and 8 s at most: {decided}");
    assert_eq!(room.house.age(SourceKind::H41).await.state, SourceCondition::Ok);
}

#[tokio::test]
async fn a_site_that_answers_again_with_nothing_new_is_well() {
    let mut room = Room::watching(House::lived_in("2025-10-30 10:00").await, SourceKind::H41).await;
    room.until(at("2025-10-30 10:01")).await;
    room.fault("/releases/h41/", 1, FaultKind::Status(500));
    room.until(at("2025-10-30 10:31")).await;
    assert_eq!(room.house.age(SourceKind::H41).await.state, SourceCondition::Unreachable);
    room.until(at("2025-10-30 11:01")).await;
    let age = room.house.age(SourceKind::H41).await;
    assert_eq!((age.state, age.detail.as_str()), (SourceCondition::Ok, ""));
}

/// The page of the statement, not that of the note beside it.
const STATEMENT: &str = "monetary20251029a.htm";

#[tokio::test]
async fn a_statement_that_stays_unreadable_for_a_minute_is_announced_once() {
    let statement = SourceKind::FomcStatement;
    let mut room = Room::watching(House::lived_in("2025-10-29 13:00").await, statement).await;
    room.fault(STATEMENT, 120, FaultKind::ErrorPage);
    room.until(at("2025-10-29 14:00") + seconds(50)).await;
    assert_eq!(room.house.alert_ids().await, [""; 0], "the first seconds deserve another try");
    room.until(at("2025-10-29 14:03")).await;
    assert_eq!(room.house.alert_ids().await, ["R15/2025-10-29/not-parsed"], "once, however often it is asked for");
    let alerts = room.house.alerts().await;
    let announced = one(&alerts, "R15/2025-10-29/not-parsed").at - at("2025-10-29 14:00");
    assert!(announced <= seconds(62), "{announced}");
    // When the page can be read after all, the decision is told.
    room.until(at("2025-10-29 14:10")).await;
    assert_eq!(room.house.alert_ids().await, ["R15/2025-10-29/not-parsed", "R15/2025-10-29"]);
    assert_eq!(room.house.age(statement).await.state, SourceCondition::Ok);
}

#[tokio::test]
async fn a_statement_that_is_unreadable_for_seconds_costs_seconds() {
    let mut room = Room::watching(House::lived_in("2025-10-29 13:00").await, SourceKind::FomcStatement).await;
    room.fault(STATEMENT, 6, FaultKind::Body("<html><body>Please wait".into()));
    room.until(at("2025-10-29 14:02")).await;
    assert_eq!(room.house.alert_ids().await, ["R15/2025-10-29"]);
    let alerts = room.house.alerts().await;
    assert!(one(&alerts, "R15/2025-10-29").at - at("2025-10-29 14:00") <= seconds(12));
}

/// The minute of patience begins anew with each meeting: the first error page of December is not
/// announced because October's page never became readable.
#[tokio::test]
async fn an_unreadable_statement_does_not_shorten_the_patience_with_the_next() {
    let mut room = Room::watching(House::lived_in("2025-10-29 13:00").await, SourceKind::FomcStatement).await;
    room.fault("monetary20251029a.htm", 100_000, FaultKind::ErrorPage);
    room.fault("monetary20251210a.htm", 2, FaultKind::ErrorPage);
    room.until(at("2025-12-10 14:02")).await;
    let mut told = room.house.alert_ids().await;
    told.retain(|id| id.starts_with("R15"));
    assert_eq!(told, ["R15/2025-10-29/not-parsed", "R15/2025-12-10"]);
}
