//! Each control, as tests call it and as another process sends it.

use std::time::Duration;

use rust_decimal::Decimal;

use super::{Reader, at, day};
use crate::fetch::{FetchConfig, FetchError, Fetcher};
use crate::series::SeriesId;
use crate::sim::upstream::{CONTROLS, Change, FaultKind, Misprint, Outage, Revision};
use crate::source::{Event, Release, SourceKind, h41, nyfed_rates, nyfed_repo};

fn figure(release: &Release, series: &str, date: &str) -> Option<Decimal> {
    let found = release.observations.iter().find(|one| one.series.as_str() == series && one.date == day(date));
    found.map(|one| one.value)
}

fn codes(release: &Release) -> Vec<&str> {
    release.problems.iter().map(|problem| problem.code.as_str()).collect()
}

async fn h41_of(reader: &Reader, date: &str) -> Release {
    h41::parse(reader.text(&format!("/releases/h41/{date}/")).await.as_bytes()).expect("a release")
}

async fn rates(reader: &Reader) -> Release {
    nyfed_rates::parse(reader.text(&nyfed_rates::locate(reader.clock.now()).path).await.as_bytes()).expect("rates")
}

async fn operations(reader: &Reader) -> Release {
    let body = reader.text(&nyfed_repo::locate(reader.clock.now()).path).await;
    nyfed_repo::parse(body.as_bytes()).expect("operations")
}

#[tokio::test]
async fn a_source_is_cut_off_between_two_instants() {
    let mut reader = Reader::at(at("2025-10-31 07:59")).await;
    let outage =
        |kind| Outage { path: "/api/rates/".into(), from: at("2025-10-31 08:00"), until: at("2025-10-31 09:30"), kind };
    reader.sites.outage(outage(FaultKind::Status(503))).expect("a period");
    let address = nyfed_rates::locate(reader.clock.now());
    assert!(reader.get(&address).await.is_ok(), "before");
    reader.until(at("2025-10-31 08:00")).await;
    assert!(matches!(reader.get(&address).await, Err(FetchError::Refused { status: 503, .. })));
    assert!(reader.get(&h41::locate()).await.is_ok(), "another path");
    reader.until(at("2025-10-31 09:30")).await;
    assert!(reader.get(&address).await.is_ok(), "after");
    assert!(reader.sites.outage(Outage { until: at("2025-10-31 08:00"), ..outage(FaultKind::ErrorPage) }).is_err());
}

#[tokio::test]
async fn a_cut_body_has_no_validator_and_is_whole_the_next_time() {
    let reader = Reader::at(at("2025-10-31 10:00")).await;
    let whole = reader.get(&h41::locate()).await.expect("the page");
    assert_eq!(reader.post("upstream-fault", r#"{"path":"/h41/","times":1,"kind":{"truncate":3000}}"#).await.0, 204);
    let cut = reader.get(&h41::locate()).await.expect("a part");
    assert_eq!((cut.body.as_slice(), cut.validators.etag), (&whole.body[..3000], None));
    assert!(h41::parse(&cut.body).is_err());
    assert_eq!(reader.get(&h41::locate()).await.expect("the page").body, whole.body);
}

#[tokio::test]
async fn a_silent_site_is_left_by_its_readers_time_out() {
    let reader = Reader::at(at("2025-10-31 10:00")).await;
    assert_eq!(reader.post("upstream-fault", r#"{"path":"/h41/","times":1,"kind":"time_out"}"#).await.0, 204);
    let base_url = Some(reader.origin.clone());
    let timeout = Duration::from_millis(200);
    let impatient = FetchConfig { base_url, contact: "test".into(), max_bytes: 8 << 20, timeout };
    let answer = Fetcher::new(impatient).expect("a client").get(&h41::locate(), None).await;
    assert!(answer.is_err(), "{answer:?}");
    assert!(reader.get(&h41::locate()).await.is_ok(), "once only");
}

#[tokio::test]
async fn a_misprinted_line_breaks_the_identities_of_its_release() {
    let mut reader = Reader::at(at("2025-10-30 16:30")).await;
    for (series, change) in [
        ("reserves_avg", Change::Scale(Decimal::ONE_THOUSAND)),
        ("tga_avg", Change::Flip),
        ("fed_assets_wed", Change::Scale(Decimal::ONE_THOUSAND)),
        ("total_supplying_avg", Change::Flip),
    ] {
        let good = figure(&h41_of(&reader, "20251030").await, series, "2025-10-29").expect("printed");
        let misprint =
            Misprint { series: SeriesId::named(series), date: day("2025-10-29"), change, from: None, until: None };
        reader.sites.misprint(misprint).expect("a line");
        let release = h41_of(&reader, "20251030").await;
        assert_eq!(figure(&release, series, "2025-10-29"), Some(change.of(good)), "{series}");
        assert!(codes(&release).contains(&"identity_break"), "{series}: {:?}", release.problems);
        assert_eq!(h41_of(&reader, "20251023").await.problems, [], "another week");
        reader.sites.clear();
    }
    let corrected = r#"{"series":"reserves_avg","date":"2025-10-29","change":"flip","until":"2025-10-30T22:00:00Z"}"#;
    assert_eq!(reader.post("upstream-misprint", corrected).await.0, 204);
    assert_ne!(h41_of(&reader, "20251030").await.problems, []);
    reader.until(at("2025-10-30 18:00")).await;
    assert_eq!(h41_of(&reader, "20251030").await.problems, [], "the site has corrected it");
}

#[tokio::test]
async fn misprinted_rates_and_operations_are_doubtful() {
    let reader = Reader::at(at("2025-10-31 14:00")).await;
    let misprint = |series: &str, date: &str, change: &str| {
        format!(r#"{{"series":"{series}","date":"{date}","change":{change}}}"#)
    };
    reader.post("upstream-misprint", &misprint("sofr", "2025-10-30", r#"{"scale":"1000"}"#)).await;
    let release = rates(&reader).await;
    assert_eq!((codes(&release).len(), figure(&release, "sofr", "2025-10-30")), (1, None), "{:?}", release.problems);
    assert_eq!(figure(&release, "sofr", "2025-10-29"), Some(Decimal::new(427, 2)));
    for series in ["srf_am", "srf_accepted", "on_rrp"] {
        reader.sites.clear();
        assert_eq!(operations(&reader).await.problems, [], "before {series}");
        assert_eq!(reader.post("upstream-misprint", &misprint(series, "2025-10-31", "\"flip\"")).await.0, 204);
        assert_ne!(operations(&reader).await.problems, [], "{series}");
    }
}

#[tokio::test]
async fn a_revised_rate_says_so_from_its_instant_on() {
    let mut reader = Reader::at(at("2025-10-31 14:29")).await;
    let (series, date) = (SeriesId::of("sofr"), day("2025-10-30"));
    let revision = Revision { series, date, value: Decimal::new(406, 2), from: Some(at("2025-10-31 14:30")) };
    reader.sites.revise(revision).expect("a figure");
    let row = async |reader: &Reader| {
        let page: serde_json::Value =
            serde_json::from_str(&reader.text("/api/rates/secured/sofr/latest.json").await).expect("JSON");
        (page["refRates"][0]["percentRate"].as_f64(), page["refRates"][0]["revisionIndicator"].clone())
    };
    assert_eq!(row(&reader).await, (Some(4.04), "".into()));
    reader.until(at("2025-10-31 14:30")).await;
    assert_eq!(row(&reader).await, (Some(4.06), "r".into()));
    assert_eq!(figure(&rates(&reader).await, "sofr", "2025-10-30"), Some(Decimal::new(406, 2)));
}

#[tokio::test]
async fn a_revised_release_adds_up_and_so_does_the_next_one() {
    let mut reader = Reader::at(at("2025-10-30 17:00")).await;
    let before = h41_of(&reader, "20251030").await;
    let was = figure(&before, "reserves_avg", "2025-10-29").expect("reserves");
    let revised = was + Decimal::from(1_234);
    let json =
        format!(r#"{{"series":"reserves_avg","date":"2025-10-29","value":"{revised}","from":"2025-10-31T14:00:00Z"}}"#);
    assert_eq!(reader.post("upstream-revision", &json).await.0, 204);
    assert_eq!(figure(&h41_of(&reader, "20251030").await, "reserves_avg", "2025-10-29"), Some(was), "not yet");
    reader.until(at("2025-10-31 10:00")).await;
    let current = h41::parse(reader.text("/releases/h41/current/").await.as_bytes()).expect("a release");
    assert_eq!((codes(&current), figure(&current, "reserves_avg", "2025-10-29")), (vec![], Some(revised)));
    reader.until(at("2025-11-06 16:30")).await;
    let page = reader.text("/releases/h41/current/").await;
    let next = h41::read(page.as_bytes()).expect("a page");
    let line = next.lines.iter().find(|line| line.name == "reserves").expect("reserves");
    let now = figure(&h41_of(&reader, "20251106").await, "reserves_avg", "2025-11-05").expect("reserves");
    assert_eq!(line.week_change.map(Decimal::from), Some(now - revised), "the change is from the revised figure");
}

#[tokio::test]
async fn an_exercise_counts_for_nothing_and_a_cancelled_operation_bears_no_amount() {
    let reader = Reader::at(at("2025-10-31 14:00")).await;
    let total = |release: &Release| figure(release, "srf_accepted", "2025-10-31");
    let exercise = r#"{"date":"2025-10-31","direction":"repo","slot":"exercise","status":"results","millions":"61",
        "note":"This operation is a Small Value Exercise (SVE)"}"#;
    assert_eq!(reader.post("upstream-operation", exercise).await.0, 204);
    assert!(reader.text(nyfed_repo::PATH).await.contains("Small Value Exercise"));
    let release = operations(&reader).await;
    assert_eq!((codes(&release), total(&release)), (vec![], Some(Decimal::from(50_350))));
    let cancelled = r#"{"date":"2025-10-31","direction":"repo","slot":"morning","status":"cancelled","instead":true}"#;
    assert_eq!(reader.post("upstream-operation", cancelled).await.0, 204);
    let page: serde_json::Value = serde_json::from_str(&reader.text(nyfed_repo::PATH).await).expect("JSON");
    let of_today = page["repo"]["operations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["operationDate"] == "2025-10-31");
    let seen: Vec<_> = of_today
        .map(|one| (one["releaseTime"].as_str(), one["auctionStatus"].as_str(), one.get("totalAmtAccepted").is_some()))
        .collect();
    let expected = [
        (Some("08:15"), Some("Cancelled"), false),
        (Some("10:30"), Some("Results"), true),
        (Some("12:45"), Some("Results"), true),
        (Some("13:30"), Some("Results"), true),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn an_unscheduled_press_release_is_in_the_feed_and_at_its_address() {
    let mut reader = Reader::at(at("2025-11-02 16:59")).await;
    let link = "/newsevents/pressreleases/monetary20251102a.htm";
    let item = format!(
        r#"{{"title":"Federal Reserve issues FOMC statement","link":"{link}","at":"2025-11-02T22:00:00Z",
            "body":"The Committee decided to lower the target range for the federal funds rate to 3-1/4 to 3-1/2 percent.\nVoting for the monetary policy action were Jerome H. Powell, Chair; and John C. Williams, Vice Chair."}}"#
    );
    assert_eq!(reader.post("upstream-item", &item).await, (204, String::new()));
    assert_eq!(reader.raw(link).await.0, 404, "not before its instant");
    assert!(!reader.text("/feeds/press_monetary.xml").await.contains(link));
    reader.until(at("2025-11-02 17:00")).await;
    let feed = reader.text("/feeds/press_monetary.xml").await;
    let (_, first) = feed.split_once("<item>").expect("an item");
    assert!(first.split("</item>").next().expect("the item").contains(link), "{feed}");
    assert!(first.contains("Sun, 2 Nov 2025 22:00:00 GMT"), "{feed}");
    let page = reader.text(link).await;
    assert!(page.contains("For release at 5:00 p.m. EST") && page.contains("Composed by Tidewatch"), "{page}");
    let Some(Event::Statement(read)) = SourceKind::FomcStatement.parse(page.as_bytes()).expect("a page").event else {
        panic!("no statement")
    };
    assert_eq!(read.range.map(|(_, upper)| upper.to_string()).as_deref(), Some("3.50"));
}

#[tokio::test]
async fn a_meeting_is_moved_cancelled_or_gone_on_the_calendar_page_only() {
    let mut reader = Reader::at(at("2025-11-03 10:00")).await;
    for (change, expected, gone) in [
        (r#"{"move":{"start":"2025-12-16","end":"2025-12-17"}}"#, "16-17*", "9-10*"),
        (r#""cancel""#, "9-10* (cancelled)", ">9-10*<"),
        (r#""remove""#, "28-29<", "9-10*"),
    ] {
        let json = format!(r#"{{"start":"2025-12-09","change":{change}}}"#);
        assert_eq!(reader.post("upstream-meeting", &json).await, (204, String::new()));
        let page = reader.text("/monetarypolicy/fomccalendars.htm").await;
        let this_year = page.split("2024 FOMC Meetings").next().expect("a panel");
        assert!(this_year.contains(expected) && !this_year.contains(gone), "{change}: {this_year}");
    }
    reader.until(at("2025-12-10 14:00")).await;
    reader.text("/newsevents/pressreleases/monetary20251210a.htm").await;
}

#[tokio::test]
async fn controls_that_cannot_be_meant_are_refused_in_one_line() {
    let reader = Reader::at(at("2025-11-03 10:00")).await;
    for (control, json) in [
        ("upstream-fault", r#"{"path":"/h41/","times":1,"kind":"soup"}"#),
        (
            "upstream-outage",
            r#"{"path":"/","from":"2025-11-03T10:00:00Z","until":"2025-11-03T09:00:00Z","kind":"error_page"}"#,
        ),
        ("upstream-delay", r#"{"path":"/h41/"}"#),
        ("upstream-misprint", r#"{"series":"soup_avg","date":"2025-10-29","change":"flip"}"#),
        ("upstream-misprint", r#"{"series":"sofr","date":"2025-11-01","change":"flip"}"#),
        ("upstream-revision", r#"{"series":"reserves_avg","date":"2025-10-30","value":"1"}"#),
        ("upstream-operation", r#"{"date":"2025-10-31","direction":"repo","slot":"on_rrp","status":"results"}"#),
        ("upstream-item", r#"{"title":"T","link":"https://example.org/a.htm","body":"B"}"#),
        ("upstream-meeting", r#"{"start":"2025-12-10","change":"cancel"}"#),
        ("upstream-meeting", r#"{"start":"2025-12-09","change":{"move":{"start":"2025-12-17","end":"2025-12-16"}}}"#),
    ] {
        let (status, text) = reader.post(control, json).await;
        assert_eq!((status, text.trim_end().lines().count()), (400, 1), "{control} {json}: {text}");
    }
}

/// What people are told to send is taken; the examples of the list are the ones that are tried.
#[tokio::test]
async fn the_list_of_controls_is_true() {
    let reader = Reader::at(at("2025-10-31 10:00")).await;
    let mut tried = 0;
    for line in CONTROLS.lines().filter_map(|line| line.strip_prefix("POST /sim/")) {
        let (control, rest) = line.split_once(' ').expect("a body");
        let body = rest.trim_start().split("   ").next().expect("JSON").replace("KIND", "\"error_page\"");
        assert_eq!(reader.post(control, &body).await, (204, String::new()), "{line}");
        tried += 1;
    }
    assert_eq!(tried, 8);
    let cleared = reqwest::Client::new().delete(format!("{}/sim/upstream", reader.origin)).send().await;
    assert_eq!(cleared.expect("an answer").status(), 204);
    assert!(reader.get(&h41::locate()).await.is_ok(), "faults are gone");
}
