//! The end of October 2025 as it happened, release by release, with the published figures.

use crate::alert::{Edge, Manner, Severity};
use crate::source::{SourceKind, Verb};
use crate::testing::house::{House, at, day, decision, finding, funding, number, one, weekly};
use crate::testing::postgres;
use crate::unit::{BasisPoints, Percent, UsdMillions};

#[tokio::test]
async fn on_sqlite() {
    as_it_happened(House::lived_in("2025-10-27 00:00").await).await;
}

#[tokio::test]
async fn on_postgresql() {
    let Some(address) = postgres::database().await else { return };
    as_it_happened(House::at_address(&address, "2025-10-27 00:00").await).await;
}

async fn as_it_happened(mut house: House) {
    house.live_until("2025-11-03 12:00", &[]).await;
    the_decision_of_wednesday(&house).await;
    the_balance_sheet_of_thursday(&house).await;
    standing_repo_of_friday(&house).await;
    sofr_of_monday(&house).await;
    nothing_is_said_twice(&mut house).await;
}

/// 29 Oct, 14:00: by 25 basis points to 3.75 to 4.00 percent, 10 to 2.
async fn the_decision_of_wednesday(house: &House) {
    let alerts = house.alerts().await;
    let alert = one(&alerts, "R15/2025-10-29");
    assert_eq!((alert.at, alert.late_since), (at("2025-10-29 14:00"), None));
    assert_eq!(alert.severity(), Severity::Critical, "a changed range");
    let report = decision(alert);
    assert_eq!(report.change, Some(BasisPoints(number("-25"))));
    let percent = |lower, upper| Some((Percent(number(lower)), Percent(number(upper))));
    assert_eq!((report.previous, report.statement.range), (percent("4.00", "4.25"), percent("3.75", "4.00")));
    assert_eq!((report.statement.verb, report.statement.vote), (Some(Verb::Lower), Some((10, 2))));
    assert!(report.link.ends_with("/newsevents/pressreleases/monetary20251029a.htm"), "{}", report.link);
    // The note of the same minute says what holds from the next day on.
    assert_eq!(house.vintages("iorb", "2025-10-30").await, [(at("2025-10-29 14:00"), "3.90".to_owned())]);
}

/// 30 Oct, 16:30: reserves 2,848.0 billion on average, 85.0 less than the week before.
async fn the_balance_sheet_of_thursday(house: &House) {
    let alerts = house.alerts().await;
    let alert = one(&alerts, "weekly/2025-10-29");
    assert_eq!((alert.at, alert.late_since, alert.severity()), (at("2025-10-30 16:30"), None, Severity::Info));
    let report = weekly(alert);
    let reserves = (report.reserves.value, report.reserves.change);
    assert_eq!(reserves, (UsdMillions(number("2848021")), Some(UsdMillions(number("-85016")))));
    let contributions = report.contributions.iter().map(|line| line.to_reserves.0);
    assert_eq!(contributions.sum::<rust_decimal::Decimal>(), number("-85016"), "what moved sums to what moved");
}

/// 31 Oct, 13:46: 50.35 billion, on a month-end.
async fn standing_repo_of_friday(house: &House) {
    let alerts = house.alerts().await;
    let alert = one(&alerts, "R05/2025-10-31/critical");
    assert_eq!((alert.at, alert.late_since), (at("2025-10-31 13:46"), None));
    let found = finding(alert, "R05");
    assert_eq!((found.date, found.severity), (day("2025-10-31"), Severity::Critical));
    assert_eq!(found.metrics.get("srf_accepted"), Some(&number("50.35")), "USD billion");
    assert_eq!(
        found.threshold.as_ref().map(|threshold| threshold.level),
        Some(number("50")),
        "the level of calendar dates"
    );
}

/// 3 Nov, 08:00: SOFR of the month-end, 32 basis points over IORB.
async fn sofr_of_monday(house: &House) {
    let alerts = house.alerts().await;
    let alert = one(&alerts, "R01/2025-10-31/critical");
    assert_eq!((alert.at, alert.late_since), (at("2025-11-03 08:00"), None));
    let found = finding(alert, "R01");
    assert!(!matches!(found.edge, Edge::Cleared { .. }), "{:?}", found.edge);
    assert_eq!(found.metrics.get("sofr_minus_iorb"), Some(&number("32")));
    let gauges = &funding(alert).gauges;
    assert_eq!(gauges.iorb, Some(Percent(number("3.90"))), "the rate in force since the decision");
    let standing_repo = gauges.srf_accepted.expect("known since Friday");
    assert_eq!((standing_repo.date, standing_repo.value), (day("2025-10-31"), UsdMillions(number("50350"))));
}

/// The same pages again, with the same bytes or with others that say the same.
async fn nothing_is_said_twice(house: &mut House) {
    let told = house.alert_ids().await;
    let ledger = house.store.ledger().await.expect("read");
    for _ in 0..2 {
        for source in SourceKind::ALL {
            let text = house.text(source);
            assert_eq!(house.read_text(source, &text).await, 0, "{source}");
            assert_eq!(house.read_text(source, &format!("{text}\n")).await, 0, "{source}");
        }
        // Nor after a restart.
        house.restart().await;
    }
    assert_eq!(house.alert_ids().await, told);
    assert_eq!(house.store.ledger().await.expect("read"), ledger);
    let told: Vec<_> = house.alerts().await.into_iter().map(|alert| (alert.id, alert.revision)).collect();
    let unique: std::collections::BTreeSet<_> = told.iter().collect();
    assert_eq!(unique.len(), told.len(), "{told:?}");
}

#[tokio::test]
async fn a_release_that_is_read_late_says_so() {
    let mut house = House::lived_in("2025-10-29 13:00").await;
    house.until(at("2025-10-29 15:00")).await;
    house.read(SourceKind::FomcStatement).await;
    house.until(at("2025-10-29 15:01")).await;
    house.read(SourceKind::ImplementationNote).await;
    house.until(at("2025-11-03 09:00")).await;
    for source in [SourceKind::H41, SourceKind::NyfedRepo, SourceKind::NyfedRates] {
        assert_eq!(house.read(source).await, 1, "{source}");
    }
    let alerts = house.alerts().await;
    for (id, late_since) in [
        // Within the hour it is not called late.
        ("R15/2025-10-29", None),
        ("weekly/2025-10-29", Some(at("2025-10-30 16:30"))),
        ("R05/2025-10-31/critical", Some(at("2025-10-31 13:46"))),
    ] {
        assert_eq!(one(&alerts, id).late_since, late_since, "{id}");
    }
    // SOFR, read within the half hour, joins the message of standing repo.
    let joined = one(&alerts, "R05/2025-10-31/critical");
    assert_eq!((joined.revision, joined.manner), (2, Manner::Adds));
    assert_eq!(finding(joined, "R01").severity, Severity::Critical);
}

#[tokio::test]
async fn another_figure_makes_another_story() {
    let archive = crate::sim::history::edited("sofr", "2025-10-31,4.22", "2025-10-31,3.95");
    let mut house = House::of(archive, "2025-10-27 00:00").await;
    house.live_until("2025-11-03 12:00", &[]).await;
    let told = house.alert_ids().await;
    assert!(!told.iter().any(|id| id.starts_with("R01/2025-10-31")), "{told:?}");
    assert!(told.contains(&"R05/2025-10-31/critical".to_owned()), "{told:?}");
}
