//! A rule whose administered rate may be out of date is dormant, not false: it says nothing, and says
//! what it slept through once the note is read.

use crate::alert::Severity;
use crate::calendar::ReleaseKind::{H41, ImplementationNote, SrfAfternoon, SrfMorning};
use crate::ingest::unread_meeting;
use crate::series::catalogue::IORB;
use crate::source::SourceKind;
use crate::testing::house::{House, at, day, finding, number, one};

/// The decision of 29 Oct 2025 is known, its note is not; then come SOFR of two days.
async fn without_the_note() -> House {
    let mut house = House::lived_in("2025-10-29 12:00").await;
    house.live_until("2025-11-03 09:30", &[ImplementationNote, H41, SrfMorning, SrfAfternoon]).await;
    house
}

#[tokio::test]
async fn while_the_note_is_unread_the_rule_does_not_speak() {
    let house = without_the_note().await;
    assert_eq!(house.alert_ids().await, ["R15/2025-10-29"]);
    let (rates_confirmed, iorb) =
        house.ingest.look(|known| (known.rates_confirmed, known.history.in_force(&IORB, day("2025-10-31")))).await;
    assert_eq!(unread_meeting(&house.calendar, rates_confirmed, house.clock.now()), Some(day("2025-10-29")));
    assert_eq!(iorb, Some(number("4.15")), "the old rate: against it the spread would be 7, and wrong");
    let judged = house.store.rule_states().await.expect("read").get("R01").and_then(|state| state.judged);
    assert_eq!(judged, Some(day("2025-10-29")), "the rate of the meeting's own day is still the one before");
}

#[tokio::test]
async fn once_the_note_is_read_it_says_what_it_slept_through() {
    let mut house = without_the_note().await;
    assert_eq!(house.read(SourceKind::ImplementationNote).await, 2);
    let alerts = house.alerts().await;
    one(&alerts, "R16/2025-10-29");
    let alert = one(&alerts, "R01/2025-10-31/critical");
    assert_eq!(alert.at, at("2025-11-03 09:30"));
    assert_eq!(alert.late_since, Some(at("2025-11-03 08:00")), "and that it comes late");
    let found = finding(alert, "R01");
    assert_eq!((found.severity, found.metrics.get("sofr_minus_iorb")), (Severity::Critical, Some(&number("32"))));
    // Awake again, it goes on from there.
    house.live_until("2025-11-05 12:00", &[]).await;
    let alerts = house.alerts().await;
    one(&alerts, "R01/2025-10-31/critical");
}

#[tokio::test]
async fn a_note_in_time_leaves_nothing_to_catch_up_with() {
    let mut house = House::lived_in("2025-10-29 12:00").await;
    house.live_until("2025-10-29 14:00", &[]).await;
    let before = house.rows("rule_state").await;
    assert_eq!(house.read(SourceKind::ImplementationNote).await, 0);
    assert_eq!(house.rows("rule_state").await, before);
    // A rule that is measured against no administered rate never slept.
    house.live_until("2025-10-31 14:00", &[ImplementationNote]).await;
    one(&house.alerts().await, "R05/2025-10-31/critical");
}
