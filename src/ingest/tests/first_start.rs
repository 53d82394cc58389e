//! A first start says nothing old; what comes out after it is told.

use crate::alert::Severity;
use crate::source::SourceKind;
use crate::testing::house::{House, at, decision, one};

#[tokio::test]
async fn what_was_published_before_the_first_start_is_stored_with_its_true_date_and_not_told() {
    // Friday evening: the decision, the week, 50 billion of standing repo are all out already.
    let house = House::new("2025-10-31 18:00").await;
    for source in SourceKind::ALL {
        assert_eq!(house.read(source).await, 0, "{source}");
    }
    assert_eq!(house.alert_ids().await, [""; 0]);
    assert_eq!(house.rows("ledger").await, [""; 0]);
    for (series, date, known_at) in [
        ("reserves_avg", "2025-10-29", "2025-10-30 16:30"),
        ("srf_accepted", "2025-10-31", "2025-10-31 13:46"),
        ("srf_am", "2025-10-30", "2025-10-30 08:31"),
        ("sofr", "2025-10-30", "2025-10-31 08:00"),
        ("effr", "2025-10-29", "2025-10-30 09:00"),
        ("iorb", "2025-10-30", "2025-10-29 14:00"),
    ] {
        let known: Vec<_> = house.vintages(series, date).await.into_iter().map(|(known_at, _)| known_at).collect();
        assert_eq!(known, [at(known_at)], "{series} of {date}");
    }
    // The states are what they would have been: raised, so that the month-end is not news on Monday.
    let states = house.store.rule_states().await.expect("read");
    assert_eq!(states.get("R05").map(|state| state.level), Some(Severity::Critical));
}

#[tokio::test]
async fn what_is_published_after_the_first_start_is_told() {
    let mut house = House::new("2025-10-31 12:00").await;
    for source in SourceKind::ALL {
        house.read(source).await;
    }
    house.live_until("2025-11-06 17:00", &[]).await;
    let alerts = house.alerts().await;
    one(&alerts, "R05/2025-10-31/critical");
    one(&alerts, "R01/2025-10-31/critical");
    one(&alerts, "weekly/2025-11-05");
    assert!(alerts.iter().all(|alert| alert.late_since.is_none()), "{alerts:#?}");
}

#[tokio::test]
async fn a_release_of_the_very_minute_is_news_one_second_before_and_old_at_it() {
    for (started, told) in [("2025-10-30 16:29", 1), ("2025-10-30 16:30", 0)] {
        let mut house = House::new(started).await;
        house.until(at("2025-10-30 16:31")).await;
        // A lonely week has no change to speak of; the message needs the week before.
        let week_before = house.rows("observation").await.len();
        assert_eq!(house.read(SourceKind::H41).await, told, "{started}, {week_before} rows");
    }
}

#[tokio::test]
async fn the_rates_that_are_built_in_are_those_of_the_day() {
    let mut house = House::new("2025-10-29 12:00").await;
    assert!(house.knows("iorb", "2025-09-18").await && !house.knows("iorb", "2025-10-30").await);
    house.until(at("2025-10-29 14:00")).await;
    assert_eq!(house.read(SourceKind::FomcStatement).await, 1);
    let alerts = house.alerts().await;
    let report = decision(one(&alerts, "R15/2025-10-29"));
    assert_eq!(
        report.change.map(|change| change.0.to_string()).as_deref(),
        Some("-25"),
        "the range before is built in"
    );
}

#[tokio::test]
async fn a_second_start_is_no_first_one() {
    let mut house = House::new("2025-10-30 12:00").await;
    let seeded = house.everything().await;
    house.until(at("2025-10-30 18:00")).await;
    house.restart().await;
    assert_eq!(house.everything().await, seeded);
    assert_eq!(house.read(SourceKind::H41).await, 1, "it came out after the first start, while we were away");
}
