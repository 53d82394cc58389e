//! What an implementation note says beside its rates: the run-off, the Desk's directives, limits.

use crate::alert::{Body, NoteReport, ParameterChange};
use crate::source::SourceKind::{FomcStatement, ImplementationNote};
use crate::testing::house::{House, at, day, decision, one};

fn change<'a>(report: &'a NoteReport, field: &str) -> &'a ParameterChange {
    let found = report.changes.iter().find(|change| change.field == field);
    found.unwrap_or_else(|| panic!("no {field} in {:#?}", report.changes))
}

fn words(change: &ParameterChange) -> (Option<&str>, Option<&str>, String, bool) {
    (change.before.as_deref(), change.after.as_deref(), change.from.to_string(), change.in_step)
}

/// A house that read the note of September, as one that runs has.
async fn autumn() -> House {
    let mut house = House::lived_in("2025-09-17 13:00").await;
    house.live_until("2025-10-29 14:00", &[]).await;
    house
}

#[tokio::test]
async fn in_october_the_run_off_ends_and_agency_principal_goes_into_bills() {
    let house = autumn().await;
    let alerts = house.alerts().await;
    let report = decision(one(&alerts, "R15/2025-10-29")).note.as_ref().expect("read in the same minute");
    for (rate, before, after) in [
        ("iorb", "4.15", "3.90"),
        ("on_rrp_rate", "4.00", "3.75"),
        ("srf_rate", "4.25", "4.00"),
        ("primary_credit", "4.25", "4.00"),
    ] {
        let Some(found) = report.changes.iter().find(|change| change.field == rate) else {
            assert_eq!(rate, "primary_credit", "the figures of the house end before it");
            continue;
        };
        assert_eq!(words(found), (Some(before), Some(after), "2025-10-30".into(), true), "{rate}");
    }
    let december = Some("2025-12-01");
    assert_eq!(words(change(report, "treasury_runoff_ends")), (None, december, "2025-12-01".into(), false));
    assert_eq!(words(change(report, "agency_into_bills")), (None, december, "2025-12-01".into(), false));
    let memory = house.ingest.look(|known| known.memory.clone()).await;
    assert_eq!((memory.runoff_ends, memory.bill_purchases_since), (Some(day("2025-12-01")), None));
}

#[tokio::test]
async fn in_december_the_limit_falls_and_bills_are_bought() {
    let mut house = autumn().await;
    house.restart().await;
    house.live_until("2025-12-10 14:00", &[]).await;
    let alerts = house.alerts().await;
    let report = decision(one(&alerts, "R15/2025-12-10")).note.as_ref().expect("read in the same minute");
    assert_eq!(words(change(report, "srf_limit")), (Some("500"), None, "2025-12-11".into(), false));
    let bills = change(report, "bill_purchases");
    assert_eq!((bills.before.as_deref(), bills.in_step), (None, false));
    assert!(report.changes.iter().all(|change| change.field != "treasury_runoff_ends"), "that was October's");
    assert!(change(report, "iorb").in_step);
    house.restart().await;
    let memory = house.ingest.look(|known| known.memory.clone()).await;
    assert_eq!(memory.runoff_ends, Some(day("2025-12-01")), "still what the week is told with");
    assert_eq!(memory.bill_purchases_since, Some(bills.from));
}

/// IORB five basis points lower than the range explains, as in 2018 and 2019.
#[tokio::test]
async fn a_rate_out_of_step_is_critical() {
    let mut house = House::lived_in("2025-10-29 13:00").await;
    house.until(at("2025-10-29 14:00")).await;
    house.read(FomcStatement).await;
    let text = house.text(ImplementationNote);
    let lower = text.replace("balances to 3.9 percent", "balances to 3.85 percent");
    assert_ne!(text, lower);
    house.until(at("2025-10-29 14:40")).await;
    assert_eq!(house.read_text(ImplementationNote, &lower).await, 1);
    let alerts = house.alerts().await;
    let alert = one(&alerts, "R16/2025-10-29");
    assert_eq!(alert.severity(), crate::alert::Severity::Critical);
    let Body::Note(report) = &alert.body else { panic!("a note") };
    assert_eq!(words(change(report, "iorb")), (Some("4.15"), Some("3.85"), "2025-10-30".into(), false));
    assert!(change(report, "srf_rate").in_step);
}
