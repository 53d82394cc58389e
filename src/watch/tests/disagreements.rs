//! Two sources that say otherwise of the same figure: rules that rest on it keep silent until they agree.

use super::record::Record;
use super::room::Room;
use crate::alert::{Body, Doubt};
use crate::board::build::{Known, board};
use crate::clock::ny;
use crate::ingest::in_doubt;
use crate::rule::RuleBook;
use crate::rule::dormancy::Dormancy;
use crate::sim::upstream::FaultKind;
use crate::source::SourceKind;
use crate::testing::house::{House, at, day};

const FROM: &str = "2025-10-31 12:00";
const TO: &str = "2025-11-03 10:00";

/// The rules that /status shows as in doubt.
async fn doubted(room: &Room) -> Vec<String> {
    let (book, now) = (RuleBook::built_in().expect("good rules"), room.house.clock.now());
    let board = room.house.ingest.look(|known| {
        let (in_doubt, sources, next) = (in_doubt(known, &book), Vec::new(), Vec::new());
        let (history, states) = (&known.history, &known.states);
        let class = &|_| None;
        board(Known { history, states, book: &book, unread_meeting: None, class, in_doubt, sources, next }, now)
    });
    let doubted = board.await.rules.into_iter();
    let doubted =
        doubted.filter(|rule| matches!(&rule.dormant, Some(Dormancy::InDoubt { source }) if source == "nyfed-rates"));
    doubted.map(|rule| rule.rule).collect()
}

/// The rates page prints another range than the note on the Monday of the strongest SOFR: nothing is
/// measured against a rate in doubt, and nothing is lost when the page is mended.
#[tokio::test]
async fn a_misprinted_range_silences_what_rests_on_it_until_it_is_mended() {
    let mut plain = Room::unhurried(House::lived_in(FROM).await).await;
    plain.until(at("2025-11-03 08:00")).await;
    let good = plain.house.text(SourceKind::NyfedRates);
    plain.until(at(TO)).await;
    let plain = Record::of(&plain).await;
    assert!(plain.ledger.contains("R21 2025-10-31 critical peak"), "{:?}", plain.ledger);

    let mut room = Room::unhurried(House::lived_in(FROM).await).await;
    let (ours, theirs) = (r#""targetRateTo": 4.00"#, r#""targetRateTo": 4.50"#);
    assert!(good.contains(ours), "{good}");
    let wrong = FaultKind::Body(good.replace(ours, theirs));
    room.outage("/api/rates/", at("2025-11-03 08:00"), at("2025-11-03 08:20"), wrong);
    let quiet = doubted(&room).await;
    assert_eq!(quiet, [""; 0]);
    room.until(at("2025-11-03 08:19")).await;
    assert!(room.house.knows("sofr", "2025-10-31").await, "the other figures of the page are used");
    let alerts = room.house.alerts().await;
    let [notice] = room.notices().await.try_into().expect("one notice");
    let body = alerts.iter().find(|alert| alert.id == notice).map(|alert| &alert.body);
    let Some(Body::Quality(report)) = body else { panic!("{body:?}") };
    assert!(
        matches!(&report.doubt, Doubt::Disagrees { series, .. } if series.as_str() == "target_upper"),
        "{report:?}"
    );
    let silent = ["R01", "R02", "R03", "R04", "R05", "R21"];
    assert_eq!(doubted(&room).await, silent, "/status says so");
    assert_eq!(report.silent, silent, "and so does the notice");
    assert!(!room.ledger().await.contains("R01 2025-10-31 critical"), "no spread over a rate in doubt");
    room.until(at(TO)).await;
    assert_eq!(doubted(&room).await, [""; 0]);
    let mended = Record::of(&room).await;
    assert_eq!((&mended.ledger, &mended.told), (&plain.ledger, &plain.told));
    assert_eq!(mended.notices, [notice.clone(), format!("{notice}/over")]);
}

/// The market's page shows the new range a day before the note can be read: not to know is not to disagree.
#[tokio::test]
async fn a_note_that_is_not_read_disagrees_with_nobody() {
    let mut room = Room::unhurried(House::lived_in("2025-10-29 12:00").await).await;
    let note = "/newsevents/pressreleases/monetary20251029a1.htm";
    room.outage(note, at("2025-10-29 12:00"), at("2025-10-31 16:00"), FaultKind::Status(503));
    room.until(at("2025-10-31 12:00")).await;
    let shown = room.house.text(SourceKind::NyfedRates);
    assert!(shown.contains(r#""targetRateTo": 4.00"#) && room.house.knows("effr", "2025-10-30").await);
    let notices = room.notices().await;
    assert!(matches!(notices.as_slice(), [id] if id.starts_with("R18/implementation-note/outage/")), "{notices:?}");
    assert_eq!(doubted(&room).await, [""; 0]);
    assert_eq!(ny::date(room.house.clock.now()), day("2025-10-31"));
}
