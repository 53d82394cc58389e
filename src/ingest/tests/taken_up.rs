//! History that comes after the first start, and rules that come after it: what is old moves the states in
//! silence, what was slept through is told.

use chrono::{Days, NaiveDate};

use crate::alert::{Body, Finding};
use crate::fetch::Page;
use crate::source::SourceKind::{H41, NyfedRates};
use crate::store::meta;
use crate::testing::house::{House, at, day, one, weekly};

/// Reads the weeks that were out before, as the watch loop does in the background.
async fn read_history(house: &House, from: &str, before: &str) {
    let mut week = day(from);
    while week < day(before) {
        if let Some(text) = house.sites.compose_h41(week) {
            let page = house.page(H41, &text);
            let page = Page { url: format!("{}?{week}", page.url), ..page };
            let release = H41.parse(text.as_bytes()).expect("a good page");
            house.ingest.store_old(H41, &page, &release).await.expect("stored");
        }
        week = week + Days::new(7);
    }
    house.ingest.rebuild(true).await.expect("rebuilt");
}

fn named(findings: &[Finding]) -> Vec<(String, NaiveDate)> {
    let mut named: Vec<_> = findings.iter().map(|one| (one.rule.clone(), one.date)).collect();
    named.sort();
    named
}

/// The week that came out half an hour after the first start, when no rule had the history for it.
#[tokio::test]
async fn a_week_that_came_while_history_was_read_is_told_in_full_after_it() {
    let (start, release, id) = ("2025-04-24 16:00", "2025-04-24 16:30", "weekly/2025-04-23");
    let mut house = House::new(start).await;
    house.until(at(release)).await;
    house.read(H41).await;
    assert_eq!(weekly(one(&house.alerts().await, id)).findings, []);
    read_history(&house, "2024-02-28", "2025-04-23").await;
    house.until(at("2025-04-24 17:30")).await;
    let again = format!("{}\n", house.text(H41));
    house.read_text(H41, &again).await;
    let mut other = House::lived_in(start).await;
    other.until(at(release)).await;
    other.read(H41).await;
    let (ours, theirs) = (house.alerts().await, other.alerts().await);
    assert_ne!(weekly(one(&theirs, id)).findings, []);
    assert_eq!(named(&weekly(one(&ours, id)).findings), named(&weekly(one(&theirs, id)).findings));
    // Once, and nothing of the weeks before.
    house.until(at("2025-04-25 17:30")).await;
    let again = format!("{}\n\n", house.text(H41));
    assert_eq!(house.read_text(H41, &again).await, 0);
    assert_eq!(house.alerts().await, ours);
}

/// States that are built anew from a database that watched for a month are those that it had.
#[tokio::test]
async fn building_the_states_anew_tells_nothing_twice() {
    let mut house = House::lived_in("2025-10-01 12:00").await;
    house.live_until("2025-11-03 14:00", &[]).await;
    let levels = |states: &crate::rule::States| {
        states.iter().map(|(rule, state)| (rule.clone(), state.level, state.judged)).collect::<Vec<_>>()
    };
    let before = levels(&house.store.rule_states().await.expect("read"));
    let told = house.alerts().await.len();
    house.ingest.rebuild(false).await.expect("rebuilt");
    assert_eq!(levels(&house.store.rule_states().await.expect("read")), before);
    for source in crate::source::SourceKind::ALL {
        assert_eq!(house.read(source).await, 0, "{source}");
    }
    assert_eq!(house.alerts().await.len(), told);
}

/// A database of a version whose book had two rules.
async fn upgraded(from: &str, until: &str) -> House {
    let mut house = House::lived_in(from).await;
    house.live_until(until, &[]).await;
    let mut tx = house.store.begin().await.expect("begun");
    let rows = "DELETE FROM rule_state WHERE rule NOT IN ('R01', 'R05')";
    sqlx::query(rows).execute(&mut *tx).await.expect("forgotten");
    let facts = "DELETE FROM meta WHERE key IN ('backfilled', 'rules')";
    sqlx::query(facts).execute(&mut *tx).await.expect("forgotten");
    tx.commit().await.expect("committed");
    house.restart().await;
    house
}

#[tokio::test]
async fn a_rule_that_is_new_to_a_database_says_nothing_of_past_weeks() {
    let mut house = upgraded("2025-10-01 12:00", "2025-11-03 18:00").await;
    let before = house.alerts().await.len();
    assert!(house.store.meta(meta::RULES).await.expect("read").is_some());
    let states = house.rows("rule_state").await;
    house.restart().await;
    assert_eq!(house.rows("rule_state").await, states, "taken up once");
    // History is read and the states are built anew, as an older database does after its upgrade.
    house.ingest.rebuild(true).await.expect("rebuilt");
    house.until(at("2025-11-04 08:00")).await;
    house.read(NyfedRates).await;
    house.until(at("2025-11-06 16:30")).await;
    house.read(H41).await;
    let alerts = house.alerts().await;
    let mut told = 0;
    for alert in &alerts[before..] {
        let findings = match &alert.body {
            Body::Funding(report) => &report.findings,
            Body::Weekly(report) => &report.findings,
            _ => continue,
        };
        assert!(findings.iter().all(|one| one.date > day("2025-11-01")), "{}: {findings:#?}", alert.id);
        told += findings.len();
    }
    assert!(told > 0, "and the news of the week is told");
}
