//! Every day and week of the demonstration's story, and every week of the embedded history, read back.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::{Reader, at, day};
use crate::clock::ny;
use crate::series::SeriesId;
use crate::series::archive::Archive;
use crate::sim::history;
use crate::source::{Event, Release, SourceKind};

fn read(source: SourceKind, body: &str) -> Release {
    let release = source.parse(body.as_bytes()).expect("a good page");
    assert_eq!(release.problems, [], "{source}");
    release
}

fn figures(release: &Release) -> BTreeMap<(String, NaiveDate), Decimal> {
    release.observations.iter().map(|one| ((one.series.to_string(), one.date), one.value)).collect()
}

/// Each figure of the archive between two dates is on the page, and no other one of these series.
fn assert_same(archive: &Archive, series: &[&str], (from, to): (&str, &str), release: &Release) {
    let read = figures(release);
    for name in series {
        let known = archive.get(&SeriesId::named(*name)).range(day(from)..=day(to));
        let expected: Vec<_> = known.map(|(date, value)| (*date, *value)).collect();
        let on_page: Vec<_> =
            read.iter().filter(|((other, _), _)| other == name).map(|((_, date), value)| (*date, *value)).collect();
        assert_eq!(on_page, expected, "{name} from {from} to {to}");
    }
}

#[tokio::test]
async fn a_search_by_quarter_brings_every_rate_of_the_archive() {
    let archive = history::load(None).expect("good files");
    let reader = Reader::at(at("2026-04-02 10:00")).await;
    let rates = ["sofr", "sofr_p01", "sofr_p25", "sofr_p75", "sofr_p99", "tgcr", "effr", "bgcr", "obfr"];
    let mut rows = 0;
    for quarter in [
        ("2024-01-01", "2024-03-31"),
        ("2025-07-01", "2025-09-30"),
        ("2025-10-01", "2025-12-31"),
        ("2026-01-01", "2026-03-31"),
    ] {
        let body =
            reader.text(&format!("/api/rates/all/search.json?startDate={}&endDate={}", quarter.0, quarter.1)).await;
        let release = read(SourceKind::NyfedRates, &body);
        assert_same(&archive, &rates, quarter, &release);
        rows += release.observations.len();
    }
    assert!(rows > 700, "{rows}");
}

#[tokio::test]
async fn a_search_by_quarter_brings_every_operation_of_the_archive() {
    let archive = history::load(None).expect("good files");
    let reader = Reader::at(at("2026-04-02 10:00")).await;
    for quarter in [("2024-01-01", "2024-03-31"), ("2025-04-01", "2025-06-30"), ("2025-10-01", "2025-12-31")] {
        let body =
            reader.text(&format!("/api/rp/results/search.json?startDate={}&endDate={}", quarter.0, quarter.1)).await;
        assert_same(&archive, &["srf_accepted", "on_rrp"], quarter, &read(SourceKind::NyfedRepo, &body));
    }
}

#[tokio::test]
async fn each_day_of_the_story_shows_what_was_known_at_its_end() {
    let archive = history::load(None).expect("good files");
    let mut reader = Reader::at(at("2025-10-27 06:00")).await;
    let mut date = day("2025-10-27");
    while date <= day("2025-12-12") {
        reader.until(ny::at(date, 18, 0)).await;
        let today = date.to_string();
        // SOFR and EFFR of today come tomorrow; operations of today are there.
        let (since, yesterday) = ((date - TimeDelta::days(14)).to_string(), (date - TimeDelta::days(1)).to_string());
        let rates = reader.text(&format!("/api/rates/all/search.json?startDate={since}&endDate={today}")).await;
        let published = reader.sites.published(&SeriesId::of("sofr"), day(&since)..=date, reader.clock.now());
        let newest = published.last().expect("a rate").date.to_string();
        assert!(newest <= yesterday, "{newest} is known on {today}");
        assert_same(&archive, &["sofr", "tgcr", "effr"], (&since, &newest), &read(SourceKind::NyfedRates, &rates));
        let operations = reader.text("/api/rp/all/all/results/lastTwoWeeks.json").await;
        let operations = read(SourceKind::NyfedRepo, &operations);
        assert_same(&archive, &["srf_accepted", "on_rrp"], (&since, &today), &operations);
        date += TimeDelta::days(1);
    }
}

#[tokio::test]
async fn the_release_of_every_week_is_at_its_address_with_the_archives_figures() {
    let archive = history::load(None).expect("good files");
    let reader = Reader::at(at("2026-04-02 10:00")).await;
    let weekly: Vec<&SeriesId> = archive
        .iter()
        .map(|(series, _)| series)
        .filter(|name| name.as_str().ends_with("_avg") || name.as_str().ends_with("_wed"))
        .collect();
    let reserves = SeriesId::of("reserves_avg");
    let weeks: Vec<NaiveDate> = archive.get(&reserves).keys().copied().collect();
    assert_eq!((weeks.len(), weeks.first()), (117, Some(&day("2024-01-03"))));
    for week in weeks {
        let released = ny::date(reader.sites.calendar.known_at(&reserves, week).expect("a release"));
        let body = reader.text(&format!("/releases/h41/{}/", released.format("%Y%m%d"))).await;
        let read = figures(&read(SourceKind::H41, &body));
        for series in &weekly {
            let expected = archive.get(series).get(&week);
            assert_eq!(read.get(&(series.to_string(), week)), expected, "{series} of {week}");
        }
    }
}

#[tokio::test]
async fn holidays_move_a_release_and_leave_no_page_at_the_usual_day() {
    let reader = Reader::at(at("2026-01-15 10:00")).await;
    for (there, not_there) in [("20251128", "20251127"), ("20251229", "20251226"), ("20250110", "20250109")] {
        reader.text(&format!("/releases/h41/{there}/")).await;
        assert_eq!(reader.raw(&format!("/releases/h41/{not_there}/")).await.0, 404, "{not_there}");
    }
    for path in ["/releases/h41/20251225/", "/releases/h41/2025113/", "/releases/h41/current/extra", "/releases/h41/x/"]
    {
        assert_eq!(reader.raw(path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn statement_and_note_of_every_decision_are_read_back() {
    let reader = Reader::at(at("2026-04-02 10:00")).await;
    let decided = reader.sites.decided(reader.clock.now());
    assert_eq!(decided.len(), 18, "January 2024 to March 2026");
    for (meeting, decision) in decided {
        let address = format!("/newsevents/pressreleases/monetary{}", meeting.end.format("%Y%m%d"));
        let statement = read(SourceKind::FomcStatement, &reader.text(&format!("{address}a.htm")).await);
        let Some(Event::Statement(statement)) = statement.event else { panic!("{address}: no statement") };
        assert_eq!(statement.range, Some(decision.note.range), "{address}");
        let note = read(SourceKind::ImplementationNote, &reader.text(&format!("{address}a1.htm")).await);
        let Some(Event::Note(read)) = &note.event else { panic!("{address}: no note") };
        assert_eq!(read.in_force_from, decision.note.in_force_from, "{address}");
        let iorb = figures(&note).get(&("iorb".to_owned(), read.in_force_from)).copied();
        assert_eq!(iorb, Some(decision.note.iorb.0), "{address}");
    }
}
