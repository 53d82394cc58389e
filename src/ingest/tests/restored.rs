//! Messages that were corrected: what is found again goes on under the same name, what is new rings.

use crate::alert::{Alert, Manner};
use crate::sim::history;
use crate::source::SourceKind::{NyfedRates, NyfedRepo};
use crate::testing::house::{House, at, finding, funding, one};

const TOLD: &str = "R01/2025-10-31/critical";

fn told(alerts: &[Alert], id: &str) -> Vec<(i64, Manner)> {
    alerts.iter().filter(|alert| alert.id == id).map(|alert| (alert.revision, alert.manner)).collect()
}

/// SOFR of 31 Oct 2025 was 32 basis points over IORB; for forty minutes the site says 9.
#[tokio::test]
async fn what_a_correction_took_back_by_mistake_is_told_again_under_its_name() {
    let archive = history::edited("srf_accepted", "2025-10-31,50350", "2025-10-31,0");
    let mut house = House::of(archive, "2025-10-31 15:00").await;
    house.until(at("2025-11-03 08:00")).await;
    let right = house.text(NyfedRates);
    assert_eq!(house.read_text(NyfedRates, &right).await, 1);
    house.until(at("2025-11-03 08:40")).await;
    house.read_text(NyfedRates, &right.replace("4.22", "3.99")).await;
    assert!(funding(one(&house.alerts().await, TOLD)).findings.iter().all(|one| one.rule != "R01"), "taken back");
    house.until(at("2025-11-03 09:20")).await;
    let before = house.alerts().await.len();
    assert_eq!(house.read_text(NyfedRates, &right).await, 1, "all that was untold is one message");
    let alerts = house.alerts().await;
    assert_eq!(alerts.len(), before + 1, "what was decided is in the database");
    let again = one(&alerts, TOLD);
    assert_eq!((again.manner, again.at), (Manner::Corrects, at("2025-11-03 09:20")));
    for rule in ["R01", "R02"] {
        finding(again, rule);
        let lines = house.store.ledger().await.expect("read");
        assert!(lines.iter().any(|line| line.rule == rule && line.date.to_string() == "2025-10-31"), "{rule}");
    }
    let revisions = |known: &crate::ingest::Knowledge| {
        known.recent.iter().map(|alert| (alert.id.clone(), alert.revision)).collect::<Vec<_>>()
    };
    let memory = house.ingest.look(revisions).await;
    house.restart().await;
    assert_eq!(house.ingest.look(revisions).await, memory, "memory follows the database");
}

/// SOFR is revised down, and the same page has EFFR of the day, early and high.
#[tokio::test]
async fn a_correction_and_news_of_the_same_page_are_one_revision() {
    let mut house = House::lived_in("2025-10-31 15:00").await;
    house.until(at("2025-11-03 08:00")).await;
    let right = house.text(NyfedRates);
    house.read_text(NyfedRates, &right).await;
    house.until(at("2025-11-03 08:20")).await;
    let effr = r#"[{"effectiveDate":"2025-10-31","type":"EFFR","percentRate":4.20,"volumeInBillions":90},"#;
    let page = right.replace("4.22", "4.12").replacen('[', effr, 1);
    assert_eq!(house.read_text(NyfedRates, &page).await, 1);
    let alerts = house.alerts().await;
    assert_eq!(told(&alerts, TOLD), [(1, Manner::New), (2, Manner::Corrects)]);
    finding(one(&alerts, TOLD), "R03");
}

/// Standing repo of $120 billion fifteen minutes after SOFR was revised.
#[tokio::test]
async fn news_after_a_correction_is_a_message_of_its_own() {
    let archive = history::edited("srf_accepted", "2025-11-03,22000", "2025-11-03,120000");
    let mut house = House::of(archive, "2025-10-31 13:00").await;
    house.until(at("2025-10-31 13:46")).await;
    house.read(NyfedRepo).await;
    house.until(at("2025-11-03 08:00")).await;
    house.read(NyfedRates).await;
    house.until(at("2025-11-03 14:30")).await;
    let revised = house.text(NyfedRates).replace("4.22", "4.05");
    house.read_text(NyfedRates, &revised).await;
    let corrected = one(&house.alerts().await, TOLD).clone();
    assert_eq!(corrected.manner, Manner::Corrects);
    house.until(at("2025-11-03 14:45")).await;
    house.read(NyfedRepo).await;
    let alerts = house.alerts().await;
    assert_eq!(one(&alerts, TOLD), &corrected, "what it corrected stays in it");
    let news = alerts.last().expect("the standing repo");
    assert_eq!(news.manner, Manner::New);
    finding(news, "R05");
}

/// The site was down in the morning: SOFR was told two hours late.
#[tokio::test]
async fn what_was_told_late_is_still_late_after_a_correction() {
    let mut house = House::lived_in("2025-10-31 15:00").await;
    house.until(at("2025-11-03 10:00")).await;
    house.read(NyfedRates).await;
    house.until(at("2025-11-03 14:30")).await;
    let revised = house.text(NyfedRates).replace("4.22", "4.05");
    house.read_text(NyfedRates, &revised).await;
    let alerts = house.alerts().await;
    let told = one(&alerts, TOLD);
    assert_eq!((told.manner, told.late_since), (Manner::Corrects, Some(at("2025-11-03 08:00"))));
}
