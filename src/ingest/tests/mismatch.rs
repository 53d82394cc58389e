//! The statement and its implementation note both give the range.

use crate::alert::{Alert, Body, Doubt, Manner};
use crate::series::catalogue::TARGET_LOWER;
use crate::source::SourceKind::{FomcStatement, ImplementationNote, NyfedRates};
use crate::testing::house::{House, at, decision, number, one};

const DECISION: &str = "R15/2025-10-29";

/// A statement that says 3-1/2 to 3-3/4 where the note says 3-3/4 to 4.
async fn a_wrong_statement() -> (House, String) {
    let mut house = House::lived_in("2025-10-29 13:00").await;
    house.until(at("2025-10-29 14:00")).await;
    let text = house.text(FomcStatement);
    let wrong = text.replace("3-3/4 to 4 ", "3-1/2 to 3-3/4 ");
    assert_ne!(text, wrong);
    (house, wrong)
}

fn doubts(alerts: &[Alert]) -> Vec<(&Doubt, bool)> {
    let quality = alerts.iter().filter_map(|alert| match &alert.body {
        Body::Quality(report) => Some((&report.doubt, report.over_since.is_some())),
        _ => None,
    });
    quality.collect()
}

#[tokio::test]
async fn a_note_with_another_range_corrects_the_decision_and_is_doubted() {
    for minutes in [1, 45] {
        let (mut house, wrong) = a_wrong_statement().await;
        house.read_text(FomcStatement, &wrong).await;
        house.until(at("2025-10-29 14:00") + chrono::TimeDelta::minutes(minutes)).await;
        assert_eq!(house.read(ImplementationNote).await, 2, "after {minutes} minutes");
        let alerts = house.alerts().await;
        let told = one(&alerts, DECISION);
        assert_eq!((told.revision, told.manner), (2, Manner::Corrects));
        assert!(decision(told).note.is_some());
        let [(Doubt::Disagrees { series, ours, theirs, .. }, false)] = doubts(&alerts)[..] else {
            panic!("{alerts:#?}")
        };
        assert_eq!((series, *ours, *theirs), (&TARGET_LOWER, number("3.50"), number("3.75")));
        // The New York Fed prints the range on the next day's page, and it is the note's.
        house.live_until("2025-11-04 12:00", &[crate::calendar::ReleaseKind::ImplementationNote]).await;
        house.read(NyfedRates).await;
        let alerts = house.alerts().await;
        assert!(doubts(&alerts).iter().any(|(doubt, over)| *over && matches!(doubt, Doubt::Disagrees { .. })));
    }
}

#[tokio::test]
async fn a_statement_after_its_note_with_another_range_is_doubted() {
    let (mut house, wrong) = a_wrong_statement().await;
    house.read(ImplementationNote).await;
    house.until(at("2025-10-29 14:00") + chrono::TimeDelta::seconds(20)).await;
    assert_eq!(house.read_text(FomcStatement, &wrong).await, 2);
    let alerts = house.alerts().await;
    let [(Doubt::Disagrees { ours, theirs, .. }, false)] = doubts(&alerts)[..] else { panic!("{alerts:#?}") };
    assert_eq!((*ours, *theirs), (number("3.75"), number("3.50")));
}

#[tokio::test]
async fn one_range_on_both_is_no_doubt() {
    let mut house = House::lived_in("2025-10-29 13:00").await;
    house.until(at("2025-10-29 14:00")).await;
    house.read(FomcStatement).await;
    house.read(ImplementationNote).await;
    assert_eq!(doubts(&house.alerts().await), []);
}
