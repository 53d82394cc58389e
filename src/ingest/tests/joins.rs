//! What belongs together is one message: a note and its decision, findings of the same half hour.

use crate::alert::{Alert, Body, Manner, NoteReport, Severity};
use crate::ingest::next_tick;
use crate::source::SourceKind::{FomcStatement, ImplementationNote, NyfedRates, NyfedRepo};
use crate::testing::house::{House, at, day, decision, finding, funding, number, one};
use chrono::TimeDelta;

/// 29 Oct 2025, two seconds before the statement.
async fn wednesday() -> House {
    let mut house = House::lived_in("2025-10-29 13:00").await;
    house.until(at("2025-10-29 14:00")).await;
    house
}

fn after(seconds: i64) -> chrono::DateTime<chrono::Utc> {
    at("2025-10-29 14:00") + TimeDelta::seconds(seconds)
}

fn told(alerts: &[Alert]) -> Vec<(&str, i64, Manner)> {
    alerts.iter().map(|alert| (alert.id.as_str(), alert.revision, alert.manner)).collect()
}

fn note(alert: &Alert) -> &NoteReport {
    decision(alert).note.as_ref().expect("a note")
}

#[tokio::test]
async fn a_note_before_its_statement_waits_for_it() {
    for restarts in [false, true] {
        let mut house = wednesday().await;
        assert_eq!(house.read(ImplementationNote).await, 0);
        house.until(after(5)).await;
        if restarts {
            house.restart().await;
        }
        assert_eq!(house.read(FomcStatement).await, 1);
        house.until(after(60)).await;
        assert_eq!(house.ingest.tick().await.expect("ticked"), 0, "it waits no more");
        let alerts = house.alerts().await;
        assert_eq!(told(&alerts), [("R15/2025-10-29", 1, Manner::New)]);
        assert_eq!(note(&alerts[0]).note.announced, day("2025-10-29"));
    }
}

#[tokio::test]
async fn a_note_after_its_statement_is_an_edit() {
    let mut house = wednesday().await;
    house.read(FomcStatement).await;
    house.until(after(20)).await;
    house.restart().await;
    assert_eq!(house.read(ImplementationNote).await, 1);
    let alerts = house.alerts().await;
    // A changed range is as grave as it gets: the note rings nobody.
    assert_eq!(told(&alerts), [("R15/2025-10-29", 1, Manner::New), ("R15/2025-10-29", 2, Manner::Adds)]);
    assert!(decision(&alerts[0]).note.is_none());
    assert!(note(&alerts[1]).link.ends_with("monetary20251029a1.htm"));
    // The same note a second time, and changed in nothing that matters.
    house.until(after(40)).await;
    assert_eq!(house.read(ImplementationNote).await, 0);
    let text = house.text(ImplementationNote);
    assert_eq!(house.read_text(ImplementationNote, &format!("{text}\n")).await, 0);
    assert_eq!(house.alerts().await.len(), 2);
}

/// 18 June 2025: the range stays; the note sets IORB five basis points lower, which is no part of it.
#[tokio::test]
async fn a_technical_change_makes_an_unchanged_decision_graver() {
    let mut house = House::lived_in("2025-06-18 13:00").await;
    house.until(at("2025-06-18 14:00")).await;
    house.read(FomcStatement).await;
    assert_eq!(house.alerts().await[0].severity(), Severity::Info);
    house.until(at("2025-06-18 14:00") + TimeDelta::seconds(20)).await;
    let text = house.text(ImplementationNote);
    let lower = text.replace("balances at 4.4 percent", "balances at 4.35 percent");
    assert_ne!(text, lower, "IORB was 4.40");
    assert_eq!(house.read_text(ImplementationNote, &lower).await, 1);
    let alerts = house.alerts().await;
    assert_eq!(told(&alerts), [("R15/2025-06-18", 1, Manner::New), ("R15/2025-06-18", 2, Manner::Escalates)]);
    assert_eq!(alerts[1].severity(), Severity::Critical);
    let iorb = note(&alerts[1]).changes.iter().find(|change| change.field == "iorb").expect("it moved");
    assert_eq!((iorb.before.as_deref(), iorb.after.as_deref(), iorb.in_step), (Some("4.40"), Some("4.35"), false));
}

#[tokio::test]
async fn a_note_forty_minutes_later_is_a_message_of_its_own() {
    let mut house = wednesday().await;
    house.read(FomcStatement).await;
    house.until(after(40 * 60)).await;
    assert_eq!(house.read(ImplementationNote).await, 1);
    let alerts = house.alerts().await;
    assert_eq!(told(&alerts), [("R15/2025-10-29", 1, Manner::New), ("R16/2025-10-29", 1, Manner::New)]);
    assert!(
        matches!(&alerts[1].body, Body::Note(report) if report.changes.iter().any(|change| change.field == "iorb"))
    );
}

#[tokio::test]
async fn a_note_whose_statement_does_not_come_is_told_after_a_minute() {
    let mut house = wednesday().await;
    house.read(ImplementationNote).await;
    assert_eq!(next_tick(&house.calendar, house.clock.now()), Some(after(60)), "the ticker wakes for it");
    house.until(after(59)).await;
    house.restart().await;
    assert_eq!(house.ingest.tick().await.expect("ticked"), 0);
    house.until(after(60)).await;
    assert_eq!(house.ingest.tick().await.expect("ticked"), 1);
    assert_eq!(house.ingest.tick().await.expect("ticked"), 0);
    assert_eq!(told(&house.alerts().await), [("R16/2025-10-29", 1, Manner::New)]);
    // The statement, when it comes after all, is told as ever.
    house.until(after(300)).await;
    house.read(FomcStatement).await;
    assert_eq!(house.alert_ids().await, ["R16/2025-10-29", "R15/2025-10-29"]);
}

/// SOFR of 31 Oct (08:00 on Monday, and here so many minutes late) beside the standing repo of Friday.
async fn sofr_after_standing_repo(minutes: i64) -> House {
    let mut house = House::lived_in("2025-10-31 09:00").await;
    house.until(at("2025-11-03 08:05")).await;
    assert_eq!(house.read(NyfedRepo).await, 1);
    house.until(at("2025-11-03 08:05") + TimeDelta::minutes(minutes)).await;
    assert_eq!(house.read(NyfedRates).await, 1);
    house
}

#[tokio::test]
async fn what_is_found_within_half_an_hour_joins() {
    let house = sofr_after_standing_repo(30).await;
    let alerts = house.alerts().await;
    let id = "R05/2025-10-31/critical";
    assert_eq!(told(&alerts), [(id, 1, Manner::New), (id, 2, Manner::Adds)]);
    let joined = one(&alerts, id);
    assert_eq!(joined.at, at("2025-11-03 08:05"), "the half hour counts from the first message");
    assert_eq!(finding(joined, "R01").metrics.get("sofr_minus_iorb"), Some(&number("32")));
    let severities: Vec<Severity> = funding(joined).findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted_by(|one, next| one >= next), "gravest first: {severities:?}");
    every_line_points_to_its_message(&house).await;
}

#[tokio::test]
async fn what_is_found_later_is_a_message_of_its_own() {
    let house = sofr_after_standing_repo(31).await;
    let ids = house.alert_ids().await;
    assert_eq!(ids, ["R05/2025-10-31/critical", "R01/2025-10-31/critical"]);
    every_line_points_to_its_message(&house).await;
}

/// A message that grows graver rings: SOFR of 16 Oct 2025 made several gauges of one, minutes after the
/// standing repo of that day (read late here) was worth a line.
#[tokio::test]
async fn what_is_graver_escalates_and_leads() {
    let mut house = House::lived_in("2025-10-16 12:00").await;
    house.until(at("2025-10-17 07:55")).await;
    assert_eq!(house.read(NyfedRepo).await, 1);
    assert_eq!(house.alerts().await[0].severity(), Severity::Info);
    house.until(at("2025-10-17 08:00")).await;
    assert_eq!(house.read(NyfedRates).await, 1);
    let alerts = house.alerts().await;
    let joined = one(&alerts, "R05/2025-10-16/info-hidden");
    assert_eq!((joined.revision, joined.manner, joined.severity()), (2, Manner::Escalates, Severity::Critical));
    assert_eq!(funding(joined).findings[0].severity, Severity::Critical);
    every_line_points_to_its_message(&house).await;
}

/// Whoever asks `/why` of a line of the ledger finds the message that has it.
async fn every_line_points_to_its_message(house: &House) {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT rule, as_of, alert FROM ledger").fetch_all(house.store.reader()).await.expect("rows");
    assert!(!rows.is_empty());
    let alerts = house.alerts().await;
    for (rule, date, alert) in rows {
        let findings = &funding(one(&alerts, &alert)).findings;
        assert!(findings.iter().any(|one| one.rule == rule && one.date == day(&date)), "{rule} of {date} in {alert}");
    }
}
