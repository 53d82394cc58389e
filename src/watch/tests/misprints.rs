//! A thousand times too much, or the wrong sign: no message uses such a figure, nothing of it is stored,
//! people hear that the source is in doubt, and what is right is told once the site has mended it.
//!
//! What these tests cannot ask for, because no single figure shows it:
//! - an operation misprinted throughout, bids and all types of collateral alike, below ten trillion dollars;
//! - rates near nought, as in 2021, where a thousand hundredths of a basis point are still a possible rate
//!   ([`near_nought_a_thousandfold_rate_is_a_possible_one`] says so aloud);
//! - an H.4.1 misprinted in every table and total at once.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::record::Record;
use super::room::{Room, defaults};
use crate::config::Polling;
use crate::series::SeriesId;
use crate::sim::upstream::{Change, FaultKind, Misprint};
use crate::source::{Problem, SourceKind};
use crate::testing::house::{House, at, day};

const CHANGES: [Change; 2] = [Change::Scale(Decimal::ONE_THOUSAND), Change::Flip];

/// A figure that is published, and the time in which it is misprinted.
struct Case {
    source: SourceKind,
    series: &'static str,
    date: &'static str,
    /// When the house opens, and the misprint with it.
    from: &'static str,
    /// When the site mends it.
    mended: &'static str,
    /// When everything must have been told.
    to: &'static str,
}

const fn case(
    (source, series, date): (SourceKind, &'static str, &'static str),
    (from, mended, to): (&'static str, &'static str, &'static str),
) -> Case {
    Case { source, series, date, from, mended, to }
}

fn misprint(series: &str, date: &str, change: Change) -> Misprint {
    Misprint { series: SeriesId::named(series.to_owned()), date: day(date), change, from: None, until: None }
}

async fn run(case: &Case, change: Option<Change>) -> (Room, Record) {
    // The page of the H.4.1 is long: two seconds apart would read it hundreds of times.
    let polling = Polling { h41_seconds: 30, ..defaults() };
    let mut room = Room::paced(House::lived_in(case.from).await, case.source, polling).await;
    if let Some(change) = change {
        let until = Some(at(case.mended));
        let misprint = Misprint { until, ..misprint(case.series, case.date, change) };
        room.house.sites.misprint(misprint).expect("a figure of history");
        room.until(at(case.mended)).await;
        let what = format!("{} {} {change:?}", case.series, case.date);
        assert_eq!(room.house.vintages(case.series, case.date).await, [], "{what}: nothing of it is stored");
        assert_eq!(room.notices().await.len(), 1, "{what}");
    }
    room.until(at(case.to)).await;
    let record = Record::of(&room).await;
    (room, record)
}

/// The notice begins with `notice`; after the mending everything is as if nothing had been.
async fn check(case: Case, notice: &str) {
    let (room, plain) = run(&case, None).await;
    assert_eq!(plain.notices, [""; 0]);
    let right = room.house.vintages(case.series, case.date).await;
    let [(_, right)] = right.as_slice() else { panic!("{} is published: {right:?}", case.series) };
    for change in CHANGES {
        let (room, mended) = run(&case, Some(change)).await;
        let what = format!("{} {} {change:?}", case.series, case.date);
        assert_eq!((&mended.ledger, &mended.told), (&plain.ledger, &plain.told), "{what}");
        let known = room.house.vintages(case.series, case.date).await;
        let [(known_at, value)] = known.as_slice() else { panic!("{what}: {known:?}") };
        assert!(value == right && *known_at >= at(case.mended), "{what}: {known:?}");
        let [out, over] = mended.notices.as_slice() else { panic!("{what}: {:?}", mended.notices) };
        assert!(out.starts_with(notice) && *over == format!("{out}/over"), "{what}: {:?}", mended.notices);
    }
}

#[tokio::test]
async fn a_misprinted_rate() {
    let monday = ("2025-11-03 07:00", "2025-11-03 08:20", "2025-11-03 09:40");
    for series in ["sofr", "tgcr"] {
        check(case((SourceKind::NyfedRates, series, "2025-10-31"), monday), "R18/nyfed-rates/content/").await;
    }
    let nine = ("2025-11-03 08:10", "2025-11-03 09:20", "2025-11-03 09:40");
    check(case((SourceKind::NyfedRates, "effr", "2025-10-31"), nine), "R18/nyfed-rates/content/").await;
}

#[tokio::test]
async fn a_misprinted_percentile() {
    let hours = ("2025-10-16 07:00", "2025-10-16 08:20", "2025-10-16 08:40");
    for series in ["sofr_p01", "sofr_p25", "sofr_p75", "sofr_p99"] {
        check(case((SourceKind::NyfedRates, series, "2025-10-15"), hours), "R18/nyfed-rates/content/").await;
    }
}

#[tokio::test]
async fn a_misprinted_operation() {
    for (series, from, mended, to) in [
        ("srf_am", "2025-10-31 08:00", "2025-10-31 08:40", "2025-10-31 09:30"),
        ("on_rrp", "2025-10-31 13:00", "2025-10-31 13:25", "2025-10-31 14:00"),
        ("srf_accepted", "2025-10-31 13:30", "2025-10-31 14:00", "2025-10-31 14:30"),
    ] {
        let hours = (from, mended, to);
        check(case((SourceKind::NyfedRepo, series, "2025-10-31"), hours), "R18/nyfed-repo/content/").await;
    }
}

/// A broken sum holds the whole release back; after ten minutes people hear of it.
#[tokio::test]
async fn a_misprinted_line_of_the_h41() {
    let hours = ("2025-10-30 16:25", "2025-10-30 16:45", "2025-10-30 16:55");
    for series in ["reserves_avg", "tga_wed"] {
        check(case((SourceKind::H41, series, "2025-10-29"), hours), "R18/h41/outage/").await;
    }
}

/// Every figure on the page, and most of them twice.
#[tokio::test]
async fn every_line_of_the_h41_gives_itself_away() {
    let mut house = House::lived_in("2025-10-30 16:00").await;
    house.until(at("2025-10-30 16:30")).await;
    let good = house.text(SourceKind::H41);
    let release = SourceKind::H41.parse(good.as_bytes()).expect("a page");
    let lines: BTreeSet<SeriesId> =
        release.observations.iter().filter(|one| !one.value.is_zero()).map(|one| one.series.clone()).collect();
    let archived = ["fed_assets_wed", "reserves_avg", "tga_wed", "tga_avg", "treasuries_wed", "mbs_wed", "bills_wed"];
    assert!(archived.iter().all(|name| lines.contains(&SeriesId::of(name))), "{lines:?}");
    let before = house.everything().await;
    for (series, change) in lines.iter().flat_map(|series| CHANGES.map(|change| (series, change))) {
        house.sites.clear();
        house.sites.misprint(misprint(series.as_str(), "2025-10-29", change)).expect("a line");
        let text = house.text(SourceKind::H41);
        let problems = house.problems(SourceKind::H41, &text);
        assert!(text != good && problems.iter().any(Problem::holds_back), "{series} {change:?}: {problems:?}");
        assert_eq!(house.read_text(SourceKind::H41, &text).await, 0, "{series} {change:?}");
    }
    let after = house.everything().await;
    for table in ["observation", "page", "rule_state", "ledger", "alert", "meta"] {
        assert_eq!(before[table], after[table], "{table}");
    }
}

/// The rates of a note, and the range of a statement.
#[tokio::test]
async fn a_misprinted_note_or_statement() {
    for (source, path, figure, wrong) in [
        (SourceKind::ImplementationNote, "a1.htm", "3.9 percent", ["3900 percent", "-3.9 percent"]),
        (SourceKind::FomcStatement, "a.htm", "3-3/4 to 4 percent", ["3750 to 4000 percent", "-3-3/4 to -4 percent"]),
    ] {
        let mut later = House::lived_in("2025-10-29 12:00").await;
        later.until(at("2025-10-29 14:00")).await;
        let good = later.text(source);
        assert!(good.contains(figure), "{source}: {}", good.split("interest rate paid").nth(1).unwrap_or(&good));
        for wrong in wrong {
            let mut room = Room::watching(House::lived_in("2025-10-29 12:00").await, source).await;
            let body = FaultKind::Body(good.replace(figure, wrong));
            let page = format!("/newsevents/pressreleases/monetary20251029{path}");
            room.outage(&page, at("2025-10-29 14:00"), at("2025-10-29 14:20"), body);
            room.until(at("2025-10-29 14:20")).await;
            assert!(!room.house.knows("iorb", "2025-10-30").await, "{source}: {wrong}");
            let mut told = room.house.alert_ids().await;
            told.retain(|id| !id.ends_with("/not-parsed"));
            assert!(matches!(told.as_slice(), [id] if id.starts_with("R18/")), "{source} {wrong}: {told:?}");
            room.until(at("2025-10-29 14:30")).await;
            let notices = room.notices().await;
            assert!(notices.len() == 2 && notices[1].ends_with("/over"), "{source} {wrong}: {notices:?}");
            let read = room.house.ingest.look(|known| known.spoken_of.get(&source).copied()).await;
            assert_eq!(read, Some(day("2025-10-29")), "{source}: the right page is read at last");
        }
    }
}

/// Said aloud: 0.01 % printed as 10 % is a rate that has been, and without percentiles nothing contradicts it.
#[test]
fn near_nought_a_thousandfold_rate_is_a_possible_one() {
    let row = |rate: &str, more: &str| {
        format!(r#"{{"refRates":[{{"effectiveDate":"2021-06-01","type":"SOFR","percentRate":{rate}{more}}}]}}"#)
    };
    let problems = |text: String| SourceKind::NyfedRates.parse(text.as_bytes()).expect("a page").problems;
    assert_eq!(problems(row("10.00", "")), []);
    let percentiles = r#","percentPercentile1":-0.02,"percentPercentile25":0.00,"percentPercentile75":0.03,"percentPercentile99":0.08"#;
    assert_eq!(problems(row("10.00", percentiles)).len(), 1, "its percentiles contradict it");
}
