//! Meetings: who waits for one hears that it was moved; a new database reads the last note.

use super::stage::{Room, seconds};
use crate::sim::upstream::{MeetingChange, MeetingMove};
use crate::source::SourceKind;
use crate::testing::house::{House, at, day, decision, one};

/// Nobody sleeps through a meeting that was moved forward.
#[tokio::test]
async fn a_meeting_that_is_moved_forward_is_looked_for_on_its_new_day() {
    let mut room = Room::watching(House::lived_in("2025-11-13 09:00").await, SourceKind::FomcStatement).await;
    room.watch(SourceKind::FomcCalendar);
    room.until(at("2025-11-14 09:00")).await;
    let (start, end) = (day("2025-11-19"), day("2025-11-20"));
    let change = MeetingChange { start: day("2025-12-09"), change: MeetingMove::Move { start, end } };
    room.house.sites.meeting(change).expect("a meeting");
    room.until(at("2025-11-20 14:00") + seconds(1)).await;
    assert_eq!(room.house.alerts().await.len(), 1, "that it was moved");
    let asked = room.journal();
    let first = asked.iter().find(|(_, path)| path.ends_with("monetary20251120a.htm")).map(|(at, _)| *at);
    // The note at the same instants goes first.
    assert_eq!(first, Some(at("2025-11-20 14:00") - seconds(2) + chrono::TimeDelta::milliseconds(1)));
}

/// Limits and directives are compared with those of the note before: a database that is new in November
/// reads October's, and tells nothing of it.
#[tokio::test]
async fn a_new_database_reads_the_last_note_so_that_the_next_can_be_compared() {
    let mut room = Room::watching(House::new("2025-11-03 09:00").await, SourceKind::ImplementationNote).await;
    room.watch(SourceKind::FomcStatement);
    room.until(at("2025-11-04 09:00")).await;
    let last = room.house.ingest.look(|known| known.memory.last_note.clone()).await;
    assert_eq!(last.map(|note| note.announced), Some(day("2025-10-29")));
    assert_eq!(room.house.alert_ids().await, [""; 0]);
    let asked = room.journal().len();
    room.until(at("2025-12-10 13:59")).await;
    assert_eq!(room.journal().len(), asked, "and asks for nothing until the next meeting");
    room.until(at("2025-12-10 14:02")).await;
    let alerts = room.house.alerts().await;
    let report = decision(one(&alerts, "R15/2025-12-10")).note.as_ref().expect("read with it");
    for field in ["srf_limit", "bill_purchases"] {
        assert!(report.changes.iter().any(|change| change.field == field), "{field}");
    }
}

/// A page that is not there any more is nobody's business: the rates are built in.
#[tokio::test]
async fn a_last_note_that_cannot_be_read_is_not_called_late() {
    let house = House::new("2025-11-03 09:00").await;
    let mut room = Room::watching(house, SourceKind::ImplementationNote).await;
    room.fault("monetary20251029a1.htm", 100_000, crate::sim::upstream::FaultKind::Status(404));
    room.until(at("2025-11-05 09:00")).await;
    assert_eq!(room.house.alert_ids().await, [""; 0]);
}
