//! Sources that are cut off: what they owed is told late, nothing is lost, and people hear of it once.

use tokio::sync::OnceCell;

use super::record::Record;
use super::room::Room;
use crate::sim::upstream::FaultKind;
use crate::source::SourceKind;
use crate::testing::house::{House, at};

/// A decision, a month-end with the strongest standing repo in years, three H.4.1 releases, a holiday.
const AUTUMN: (&str, &str) = ("2025-10-27 06:00", "2025-11-14 18:00");
/// The minutes of October come on 19 Nov; Thanksgiving.
const MINUTES: (&str, &str) = ("2025-11-17 06:00", "2025-11-28 18:00");

/// A source cut off.
struct Cut {
    source: SourceKind,
    path: &'static str,
    from: &'static str,
    until: &'static str,
}

const fn cut(source: SourceKind, path: &'static str, from: &'static str, until: &'static str) -> Cut {
    Cut { source, path, from, until }
}

const STATEMENT: &str = "/newsevents/pressreleases/monetary20251029a.htm";
const NOTE: &str = "/newsevents/pressreleases/monetary20251029a1.htm";

async fn autumn() -> &'static Record {
    static RECORD: OnceCell<Record> = OnceCell::const_new();
    RECORD.get_or_init(|| undisturbed(AUTUMN)).await
}

async fn undisturbed((from, to): (&str, &str)) -> Record {
    let mut room = Room::unhurried(House::lived_in(from).await).await;
    room.until(at(to)).await;
    let record = Record::of(&room).await;
    assert_eq!(record.notices, [""; 0], "nothing is amiss in history");
    record
}

/// What is told with one source cut off is what is told without, and one notice of it and one of its end.
async fn same(record: &Record, (from, to): (&str, &str), cut: &Cut, kind: FaultKind) {
    let mut room = Room::unhurried(House::lived_in(from).await).await;
    room.outage(cut.path, at(cut.from), at(cut.until), kind.clone());
    room.until(at(to)).await;
    let disturbed = Record::of(&room).await;
    let what = format!("{} from {} until {}, {kind:?}", cut.source, cut.from, cut.until);
    assert_eq!(disturbed.ledger, record.ledger, "{what}");
    let differs: Vec<&String> = disturbed.told.symmetric_difference(&record.told).collect();
    assert_eq!(differs, [""; 0], "{what}");
    let begin = format!("R18/{}/outage/", cut.source);
    let [out, over] = disturbed.notices.as_slice() else { panic!("{what}: {:?}", disturbed.notices) };
    assert!(out.starts_with(&begin) && *over == format!("{out}/over"), "{what}: {:?}", disturbed.notices);
}

async fn down(cut: Cut) {
    same(autumn().await, AUTUMN, &cut, FaultKind::Status(503)).await;
}

#[tokio::test]
async fn rates_out_for_a_day() {
    down(cut(SourceKind::NyfedRates, "/api/rates/", "2025-11-03 06:00", "2025-11-04 06:00")).await;
}

#[tokio::test]
async fn rates_out_for_a_week() {
    down(cut(SourceKind::NyfedRates, "/api/rates/", "2025-10-30 06:00", "2025-11-06 06:00")).await;
}

#[tokio::test]
async fn operations_out_for_a_day() {
    down(cut(SourceKind::NyfedRepo, "/api/rp/", "2025-10-31 06:00", "2025-11-01 06:00")).await;
}

#[tokio::test]
async fn operations_out_for_a_week() {
    down(cut(SourceKind::NyfedRepo, "/api/rp/", "2025-10-30 06:00", "2025-11-06 06:00")).await;
}

#[tokio::test]
async fn h41_out_for_a_day() {
    down(cut(SourceKind::H41, "/releases/h41/", "2025-10-30 12:00", "2025-10-31 12:00")).await;
}

/// Two releases are missed: the first is fetched from its dated page.
#[tokio::test]
async fn h41_out_for_a_week() {
    down(cut(SourceKind::H41, "/releases/h41/", "2025-10-30 12:00", "2025-11-06 18:00")).await;
}

#[tokio::test]
async fn the_statement_out_for_a_day() {
    down(cut(SourceKind::FomcStatement, STATEMENT, "2025-10-29 06:00", "2025-10-30 06:00")).await;
}

#[tokio::test]
async fn the_statement_out_for_a_week() {
    down(cut(SourceKind::FomcStatement, STATEMENT, "2025-10-29 06:00", "2025-11-05 06:00")).await;
}

#[tokio::test]
async fn the_note_out_for_a_day() {
    down(cut(SourceKind::ImplementationNote, NOTE, "2025-10-29 06:00", "2025-10-30 06:00")).await;
}

#[tokio::test]
async fn the_note_out_for_a_week() {
    down(cut(SourceKind::ImplementationNote, NOTE, "2025-10-29 06:00", "2025-11-05 06:00")).await;
}

#[tokio::test]
async fn the_calendar_page_out() {
    for (from, until) in [("2025-11-03 06:00", "2025-11-04 06:00"), ("2025-10-30 06:00", "2025-11-06 06:00")] {
        down(cut(SourceKind::FomcCalendar, "/monetarypolicy/fomccalendars.htm", from, until)).await;
    }
}

#[tokio::test]
async fn the_press_feed_out() {
    for (from, until) in [("2025-10-29 06:00", "2025-10-30 06:00"), ("2025-10-29 06:00", "2025-11-05 06:00")] {
        down(cut(SourceKind::PressFeed, "/feeds/", from, until)).await;
    }
}

#[tokio::test]
async fn the_minutes_out() {
    let record = undisturbed(MINUTES).await;
    for until in ["2025-11-20 06:00", "2025-11-26 06:00"] {
        let cut = cut(SourceKind::FomcMinutes, "/monetarypolicy/fomcminutes", "2025-11-19 06:00", until);
        same(&record, MINUTES, &cut, FaultKind::Status(503)).await;
    }
}

/// Other ways to be out: an error page that claims to be well, half a page, silence.
#[tokio::test]
async fn pages_that_cannot_be_read_for_a_day_or_do_not_come() {
    let h41 = cut(SourceKind::H41, "/releases/h41/", "2025-10-30 12:00", "2025-10-31 12:00");
    same(autumn().await, AUTUMN, &h41, FaultKind::ErrorPage).await;
    let rates = cut(SourceKind::NyfedRates, "/api/rates/", "2025-11-03 06:00", "2025-11-04 06:00");
    same(autumn().await, AUTUMN, &rates, FaultKind::Truncate(300)).await;
    // Each request costs the client's time-out in real time: three hours, not a day.
    let operations = cut(SourceKind::NyfedRepo, "/api/rp/", "2025-10-31 13:40", "2025-10-31 16:40");
    same(autumn().await, AUTUMN, &operations, FaultKind::TimeOut).await;
}
