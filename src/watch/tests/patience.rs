//! What deserves no notice, and what deserves no second one.

use super::room::Room;
use crate::sim::upstream::FaultKind;
use crate::source::SourceKind;
use crate::testing::house::{House, at};

const SITES: [(SourceKind, &str); 5] = [
    (SourceKind::NyfedRates, "/api/rates/"),
    (SourceKind::NyfedRepo, "/api/rp/"),
    (SourceKind::H41, "/releases/h41/"),
    (SourceKind::FomcCalendar, "/monetarypolicy/fomccalendars.htm"),
    (SourceKind::PressFeed, "/feeds/"),
];

/// A house that has read what came before ten in the morning: nothing is owed.
async fn at_ten(source: SourceKind) -> House {
    let house = House::lived_in("2025-10-30 10:00").await;
    if source == SourceKind::NyfedRepo {
        // The archive has no morning operations of its own.
        house.read(source).await;
    }
    house
}

/// The hour begins with the first request that fails.
#[tokio::test]
async fn an_hour_less_a_minute_of_silence_is_nobodys_business_and_an_hour_is() {
    // Every source is asked for the first time at ten.
    for (until, notices) in [("2025-10-30 10:59", 0), ("2025-10-30 11:10", 2)] {
        for (source, path) in SITES {
            let mut room = Room::watching(at_ten(source).await, source).await;
            room.outage(path, at("2025-10-30 10:00"), at(until), FaultKind::Status(503));
            room.until(at("2025-10-30 12:30")).await;
            assert_eq!(room.notices().await.len(), notices, "{source} until {until}");
        }
    }
}

#[tokio::test]
async fn an_error_page_for_two_minutes_in_a_window_costs_minutes_and_no_notice() {
    for (source, path, from, due, alert) in [
        (SourceKind::NyfedRates, "/api/rates/", "2025-11-03 07:00", "2025-11-03 08:00", "R01/2025-10-31/critical"),
        (SourceKind::NyfedRepo, "/api/rp/", "2025-10-31 13:00", "2025-10-31 13:46", "R05/2025-10-31/critical"),
        (SourceKind::H41, "/releases/h41/", "2025-10-30 16:00", "2025-10-30 16:30", "weekly/2025-10-29"),
    ] {
        let mut room = Room::watching(House::lived_in(from).await, source).await;
        room.outage(path, at(due), at(due) + chrono::TimeDelta::minutes(2), FaultKind::ErrorPage);
        room.until(at(due) + chrono::TimeDelta::minutes(5)).await;
        let told = room.house.alert_ids().await;
        assert_eq!(told, [alert], "{source}");
    }
}

/// The notice and its end are in the database, not in the mind of a watch.
#[tokio::test]
async fn a_restart_in_the_middle_of_an_outage_gives_no_second_notice() {
    for (source, path) in SITES {
        for kind in [FaultKind::Status(503), FaultKind::ErrorPage] {
            let mut room = Room::watching(at_ten(source).await, source).await;
            room.outage(path, at("2025-10-30 10:00"), at("2025-10-30 20:00"), kind.clone());
            room.until(at("2025-10-30 12:00")).await;
            let notices = room.notices().await;
            let [notice] = notices.as_slice() else { panic!("{source} {kind:?}: {notices:?}") };
            room.restart().await;
            room.until(at("2025-10-30 19:00")).await;
            assert_eq!(room.notices().await, notices, "{source} {kind:?}: as long as it lasts");
            room.restart().await;
            room.until(at("2025-10-31 03:00")).await;
            assert_eq!(room.notices().await, [notice.clone(), format!("{notice}/over")], "{source} {kind:?}");
        }
    }
}
