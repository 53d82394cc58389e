//! One release is one transaction: all of it, or nothing.

use crate::crash::simulated;
use crate::source::SourceKind;
use crate::telemetry::chain;
use crate::testing::house::{House, KEEP_BODIES, TABLES, at, day};

/// Friday, 31 Oct 2025, after the afternoon operation: a release that writes to every table but meta.
async fn friday() -> House {
    let mut house = House::lived_in("2025-10-31 09:00").await;
    house.until(at("2025-10-31 13:46")).await;
    house
}

/// The tables that a release changed, by name.
fn changed(before: &Rows, after: &Rows) -> Vec<&'static str> {
    TABLES.into_iter().filter(|table| before.get(table) != after.get(table)).collect()
}

type Rows = std::collections::BTreeMap<&'static str, Vec<String>>;

#[tokio::test]
async fn a_release_is_stored_whole() {
    let house = friday().await;
    let before = house.everything().await;
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 1);
    let after = house.everything().await;
    assert_eq!(changed(&before, &after), TABLES, "`meta` has the place in the order of alerts");
    let page = house.page(SourceKind::NyfedRepo, &house.text(SourceKind::NyfedRepo));
    let kept = house.store.page(&page.url).await.expect("read").expect("validators");
    assert_eq!((kept.etag, kept.body_hash), (page.validators.etag, page.hash.clone()));
    let body = house.store.body(&format!("nyfed-repo/{}", page.hash)).await.expect("read");
    assert_eq!(body, Some(page.body));
    // The figures say which body they come from, and when they became known.
    let figure = after["observation"].iter().find(|row| row.contains("\"srf_accepted\"") && row.contains("2025-10-31"));
    assert!(figure.is_some_and(|row| row.contains(&page.hash)), "{figure:?}");
    assert_eq!(house.vintages("srf_accepted", "2025-10-31").await, [(at("2025-10-31 13:46"), "50350".to_owned())]);
}

#[tokio::test]
async fn a_statement_that_fails_leaves_nothing_behind() {
    let mut house = friday().await;
    for (table, doing) in [
        ("observation", "storing an observation"),
        ("document", "keeping a body"),
        ("page", "storing validators"),
        ("source_state", "recording a good page"),
        ("rule_state", "saving a rule's state"),
        ("ledger", "adding to the ledger"),
        ("alert", "storing an alert"),
    ] {
        let before = house.everything().await;
        let fault =
            format!("CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        administer(&house, &fault).await;
        let text = house.text(SourceKind::NyfedRepo);
        let release = SourceKind::NyfedRepo.parse(text.as_bytes()).expect("a good page");
        let page = house.page(SourceKind::NyfedRepo, &text);
        let error = house.ingest.accept(SourceKind::NyfedRepo, &page, &release).await.expect_err("a fault");
        let line = chain(&error);
        assert!(
            line.starts_with("cannot ingest nyfed-repo: ") && line.contains(doing) && line.contains("disk full"),
            "{line}"
        );
        administer(&house, "DROP TRIGGER fault").await;
        assert_eq!(changed(&before, &house.everything().await), [""; 0], "{table}");
        assert!(!house.knows("srf_accepted", "2025-10-31").await, "what is not stored is not known");
    }
    // Nothing was remembered of the failures either: the next try says it all.
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 1);
    house.until(at("2025-10-31 13:47")).await;
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 0);
}

async fn administer(house: &House, text: &str) {
    let mut tx = house.store.begin().await.expect("begun");
    sqlx::raw_sql(sqlx::AssertSqlSafe(text.to_owned())).execute(&mut *tx).await.expect("done");
    tx.commit().await.expect("committed");
}

/// Reads the operations, and is killed at that point.
async fn killed_at(house: &House, point: &'static str) {
    simulated::plan(point, 1);
    let text = house.text(SourceKind::NyfedRepo);
    let release = SourceKind::NyfedRepo.parse(text.as_bytes()).expect("a good page");
    let (ingest, page) = (house.ingest.clone(), house.page(SourceKind::NyfedRepo, &text));
    let task = tokio::spawn(async move { ingest.accept(SourceKind::NyfedRepo, &page, &release).await });
    assert!(task.await.is_err_and(|error| error.is_panic()), "it was to die at {point}");
    assert!(simulated::revive());
}

#[tokio::test]
async fn killed_before_the_commit_the_release_is_read_again() {
    let mut house = friday().await;
    let before = house.everything().await;
    killed_at(&house, "ingest.before_commit").await;
    assert_eq!(changed(&before, &house.everything().await), [""; 0]);
    house.restart().await;
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 1, "the alert is decided by the next life");
}

#[tokio::test]
async fn killed_after_the_commit_the_alert_is_owed_once() {
    let mut house = friday().await;
    killed_at(&house, "ingest.after_commit").await;
    assert_eq!(house.alert_ids().await, ["R05/2025-10-31/critical"]);
    let after = house.everything().await;
    house.restart().await;
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 0);
    let again = house.everything().await;
    assert_eq!(changed(&after, &again), [""; 0], "the same page a second time is no news");
}

/// A commit can take effect though its answer is lost: the database knows more than the process then.
#[tokio::test]
async fn after_a_fault_of_the_database_what_is_known_is_read_from_it_again() {
    let mut house = friday().await;
    let unaware = house.ingest.clone();
    house.restart().await;
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 1, "the commit that took effect");
    let before = house.everything().await;

    house.ingest = unaware;
    assert!(!house.knows("srf_accepted", "2025-10-31").await);
    house.until(at("2025-10-31 13:47")).await;
    let text = house.text(SourceKind::NyfedRepo);
    let release = SourceKind::NyfedRepo.parse(text.as_bytes()).expect("a good page");
    let page = house.page(SourceKind::NyfedRepo, &text);
    let fault = "CREATE TRIGGER fault BEFORE INSERT ON observation BEGIN SELECT RAISE(ABORT, 'answer lost'); END";
    administer(&house, fault).await;
    assert!(house.ingest.accept(SourceKind::NyfedRepo, &page, &release).await.is_err(), "the answer that was lost");
    administer(&house, "DROP TRIGGER fault").await;

    assert!(house.knows("srf_accepted", "2025-10-31").await, "a page that is not modified brings it no second time");
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 0);
    assert_eq!(changed(&before, &house.everything().await), ["source_state"], "repeated, it is a no-op");
}

#[tokio::test]
async fn the_same_page_again_changes_nothing_but_the_time_of_the_look() {
    let mut house = friday().await;
    house.read(SourceKind::NyfedRepo).await;
    let after = house.everything().await;
    house.until(at("2025-10-31 13:47")).await;
    assert_eq!(house.read(SourceKind::NyfedRepo).await, 0);
    assert_eq!(changed(&after, &house.everything().await), ["source_state"]);
    assert_eq!(house.age(SourceKind::NyfedRepo).await.accepted_at, Some(at("2025-10-31 13:47")));
}

#[tokio::test]
async fn a_changed_figure_is_a_new_vintage() {
    let mut house = House::lived_in("2025-10-31 07:00").await;
    house.until(at("2025-10-31 08:00")).await;
    house.read(SourceKind::NyfedRates).await;
    house.until(at("2025-10-31 14:30")).await;
    let revised = house.text(SourceKind::NyfedRates).replace("4.04", "4.05");
    house.read_text(SourceKind::NyfedRates, &revised).await;
    let both = [(at("2025-10-31 08:00"), "4.04".to_owned()), (at("2025-10-31 14:30"), "4.05".to_owned())];
    assert_eq!(house.vintages("sofr", "2025-10-30").await, both);
    // The latest wins, in this life and in the next.
    for _ in 0..2 {
        let sofr = crate::series::catalogue::SOFR;
        let known = house.ingest.look(|known| known.history.on(&sofr, day("2025-10-30"))).await;
        assert_eq!(known.map(|value| value.to_string()).as_deref(), Some("4.05"));
        house.restart().await;
    }
}

#[tokio::test]
async fn a_release_takes_the_bodies_with_it_whose_time_is_over() {
    let mut house = friday().await;
    house.read(SourceKind::NyfedRepo).await;
    let old = house.bodies(SourceKind::NyfedRepo).await;
    house.until(house.clock.now() + KEEP_BODIES).await;
    house.read(SourceKind::H41).await;
    assert_eq!(house.bodies(SourceKind::NyfedRepo).await, old, "kept to the last day");
    house.until(at("2026-02-05 16:30")).await;
    assert_eq!(house.read(SourceKind::H41).await, 1);
    assert!(house.bodies(SourceKind::NyfedRepo).await.is_empty());
    assert_eq!(house.vintages("srf_accepted", "2025-10-31").await.len(), 1, "figures stay for good");
}
