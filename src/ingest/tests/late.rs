//! News about old dates: revisions of what was out before the first start, rules that wake for the
//! first time, rates that nobody knows yet.

use rust_decimal::Decimal;

use crate::alert::{Body, Severity};
use crate::calendar::ReleaseKind::ImplementationNote;
use crate::series::catalogue::SOFR;
use crate::source::SourceKind;
use crate::testing::house::{House, at, day};

#[tokio::test]
async fn a_revision_of_a_figure_from_before_the_first_start_survives_a_restart() {
    let mut house = House::new("2025-10-31 12:00").await;
    house.read(SourceKind::NyfedRates).await;
    house.until(at("2025-10-31 14:30")).await;
    let revised = house.text(SourceKind::NyfedRates).replace("4.04", "4.05");
    house.read_text(SourceKind::NyfedRates, &revised).await;
    let known = house.vintages("sofr", "2025-10-30").await;
    let expected = [(at("2025-10-31 08:00"), "4.04".to_owned()), (at("2025-10-31 14:30"), "4.05".to_owned())];
    assert_eq!(known, expected, "a second vintage became known when it was read");
    house.restart().await;
    let sofr = house.ingest.look(|known| known.history.on(&SOFR, day("2025-10-30"))).await;
    assert_eq!(sofr, Some(Decimal::new(405, 2)));
}

/// The order in which two workers happen to read must not decide whether an old spell is announced.
#[tokio::test]
async fn a_spell_from_before_the_first_start_is_not_announced_in_whatever_order_pages_are_read() {
    let orders = [
        [SourceKind::ImplementationNote, SourceKind::NyfedRates],
        [SourceKind::NyfedRates, SourceKind::ImplementationNote],
    ];
    for order in orders {
        let mut house = House::new("2025-11-03 12:00").await;
        house.forget_the_note_of_october().await;
        for source in order {
            assert_eq!(house.read(source).await, 0, "{source} of {order:?}");
        }
        let states = house.store.rule_states().await.expect("read");
        let level = states.get("R01").map(|state| state.level);
        assert_eq!(level, Some(Severity::Critical), "{order:?}: the state is rebuilt");
        house.until(at("2025-11-04 08:00")).await;
        house.read(SourceKind::NyfedRates).await;
        assert_eq!(house.alert_ids().await, [""; 0], "{order:?}");
    }
}

#[tokio::test]
async fn a_rate_that_may_be_out_of_date_is_neither_used_nor_shown() {
    let mut house = House::lived_in("2025-10-29 12:00").await;
    house.live_until("2025-10-31 13:46", &[ImplementationNote]).await;
    let alerts = house.alerts().await;
    let alert = alerts.iter().find(|alert| alert.id == "R05/2025-10-31/critical").expect("$50 billion need no spread");
    let Body::Funding(report) = &alert.body else { panic!("a funding report") };
    assert_eq!((report.gauges.iorb, report.gauges.srf_rate, report.gauges.sofr_minus_iorb), (None, None, None));
    assert!(report.findings.iter().all(|finding| !finding.metrics.contains_key("sofr_minus_iorb")));
}

#[tokio::test]
async fn a_statement_from_before_the_first_start_is_not_announced_even_if_it_cannot_be_read() {
    let house = House::new("2025-11-03 12:00").await;
    let page = house.page(SourceKind::FomcStatement, "<html><body>The service is unavailable.</body></html>");
    house.ingest.not_parsed(day("2025-10-29"), &page).await.expect("nothing to write");
    assert_eq!(house.alert_ids().await, [""; 0]);
}
