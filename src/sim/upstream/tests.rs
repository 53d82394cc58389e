//! The sites show what was published by the simulated instant, and nothing before.

mod board;
mod controls;
mod markets;
mod story;

use std::future::IntoFuture as _;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use tokio::net::TcpListener;

use super::{Delay, Fault, FaultKind, MORNING_SHARE, Upstream};
use crate::calendar::Calendar;
use crate::clock::{Bell, Clock, Worker, ny};
use crate::fetch::{FetchConfig, FetchError, Fetched, Fetcher, Page};
use crate::series::SeriesId;
use crate::sim::history;
use crate::source::{Address, SourceKind, fomc_statement, h41, implementation_note, nyfed_rates, nyfed_repo};
use crate::testing::house::{at, day};

/// The sites, a reader of them, and the hand on the clock.
struct Reader {
    sites: Arc<Upstream>,
    clock: Clock,
    worker: Worker,
    bell: Bell,
    fetcher: Fetcher,
    origin: String,
}

impl Reader {
    async fn at(now: DateTime<Utc>) -> Self {
        let clock = Clock::jumping(now);
        let (worker, bell) = (clock.worker(), clock.bell());
        let calendar = Arc::new(Calendar::builtin().expect("a good calendar"));
        let sites = Upstream::new(history::load(None).expect("good files"), calendar, clock.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let base_url = Some(origin.clone());
        tokio::spawn(axum::serve(listener, sites.router()).into_future());
        let config = FetchConfig { base_url, contact: "test".into(), max_bytes: 8 << 20, ..FetchConfig::default() };
        Self { sites, clock, worker, bell, fetcher: Fetcher::new(config).expect("a client"), origin }
    }

    /// A page by its path, without the fetcher's manners: status and body.
    async fn raw(&self, path: &str) -> (u16, String) {
        let answer = reqwest::get(format!("{}{path}", self.origin)).await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a body"))
    }

    /// A page that is there.
    async fn text(&self, path: &str) -> String {
        let (status, body) = self.raw(path).await;
        assert_eq!(status, 200, "{path}");
        body
    }

    /// A control, as another process sends it.
    async fn post(&self, control: &str, json: &str) -> (u16, String) {
        let request = reqwest::Client::new().post(format!("{}/sim/{control}", self.origin));
        let request = request.header("content-type", "application/json").body(json.to_owned());
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a body"))
    }

    async fn until(&mut self, instant: DateTime<Utc>) {
        self.worker.park(Some(instant), &self.bell).await;
        assert_eq!(self.clock.now(), instant);
    }

    async fn get(&self, address: &Address) -> Result<Page, FetchError> {
        match self.fetcher.get(address, None).await? {
            Fetched::Page(page) => Ok(page),
            Fetched::NotModified => panic!("not modified since when?"),
        }
    }

    /// Whether the page of a source is there and has the figure of that date.
    async fn shows(&self, source: SourceKind, series: &str, date: &str) -> bool {
        let now = self.clock.now();
        let address = match source {
            SourceKind::NyfedRates => nyfed_rates::locate(now),
            SourceKind::NyfedRepo => nyfed_repo::locate(now),
            SourceKind::H41 => h41::locate(),
            SourceKind::FomcStatement => fomc_statement::locate(day(date)),
            SourceKind::ImplementationNote => implementation_note::locate(day(date)),
            SourceKind::FomcCalendar | SourceKind::FomcMinutes | SourceKind::PressFeed => return false,
        };
        let Ok(page) = self.get(&address).await else { return false };
        let release = source.parse(&page.body).expect("a good page");
        assert_eq!(release.problems, [], "{source}");
        let figure = |series: &str| {
            release.observations.iter().any(|figure| figure.series.as_str() == series && figure.date == day(date))
        };
        series.is_empty() || figure(series)
    }
}

#[tokio::test]
async fn each_page_appears_at_its_instant_and_not_a_millisecond_before() {
    use SourceKind::{FomcStatement, H41, ImplementationNote, NyfedRates, NyfedRepo};
    let mut reader = Reader::at(at("2025-10-29 06:00")).await;
    for (source, series, date, published) in [
        (NyfedRates, "sofr", "2025-10-28", "2025-10-29 08:00"),
        (NyfedRepo, "srf_am", "2025-10-29", "2025-10-29 08:31"),
        (NyfedRates, "effr", "2025-10-28", "2025-10-29 09:00"),
        (NyfedRepo, "on_rrp", "2025-10-29", "2025-10-29 13:16"),
        (NyfedRepo, "srf_accepted", "2025-10-29", "2025-10-29 13:46"),
        (FomcStatement, "", "2025-10-29", "2025-10-29 14:00"),
        (H41, "reserves_avg", "2025-10-29", "2025-10-30 16:30"),
        // Over a weekend in which the clocks go back.
        (NyfedRates, "sofr", "2025-10-31", "2025-11-03 08:00"),
        // A week with a holiday on its Thursday.
        (H41, "reserves_avg", "2025-11-26", "2025-11-28 16:30"),
        (ImplementationNote, "", "2025-12-10", "2025-12-10 14:00"),
    ] {
        reader.until(at(published) - TimeDelta::milliseconds(1)).await;
        assert!(!reader.shows(source, series, date).await, "{source}, {series} of {date}: too early");
        reader.until(at(published)).await;
        assert!(reader.shows(source, series, date).await, "{source}, {series} of {date}: not there");
    }
}

#[tokio::test]
async fn a_statement_is_not_there_before_its_time_nor_where_there_is_no_meeting() {
    let mut reader = Reader::at(at("2025-10-29 13:59")).await;
    let pages = [fomc_statement::locate(day("2025-10-29")), implementation_note::locate(day("2025-10-29"))];
    for page in &pages {
        assert!(matches!(reader.get(page).await, Err(FetchError::NotThere)), "{}", page.path);
    }
    reader.until(at("2025-10-29 14:00")).await;
    for page in &pages {
        assert!(reader.get(page).await.is_ok(), "{}", page.path);
    }
    let nothing = reader.get(&fomc_statement::locate(day("2025-10-28"))).await;
    assert!(matches!(nothing, Err(FetchError::NotThere)));
    for path in ["/newsevents/pressreleases/other20251029a.htm", "/newsevents/pressreleases/monetary2025a.htm", "/soup"]
    {
        let address = Address { path: path.into(), ..h41::locate() };
        assert!(matches!(reader.get(&address).await, Err(FetchError::NotThere)), "{path}");
    }
}

#[tokio::test]
async fn a_page_is_not_sent_again_while_it_is_the_same() {
    let mut reader = Reader::at(at("2025-10-30 16:29")).await;
    let old = reader.get(&h41::locate()).await.expect("last week's page");
    let again = |reader: &Reader| {
        let (fetcher, validators) = (reader.fetcher.clone(), old.validators.clone());
        async move { fetcher.get(&h41::locate(), Some(&validators)).await.expect("an answer") }
    };
    assert!(old.validators.etag.is_some());
    assert_eq!(again(&reader).await, Fetched::NotModified);
    reader.until(at("2025-10-30 16:30")).await;
    let Fetched::Page(new) = again(&reader).await else { panic!("a new page") };
    assert_ne!(new.validators, old.validators);
    // The page of a week stays at its dated address.
    let dated = |date: &str| Address { path: format!("/releases/h41/{date}/"), ..h41::locate() };
    assert_eq!(reader.get(&dated("20251030")).await.expect("this week's").hash, new.hash);
    assert_eq!(reader.get(&dated("20251023")).await.expect("last week's").hash, old.hash);
    assert!(matches!(reader.get(&dated("20251106")).await, Err(FetchError::NotThere)), "next week's");
}

/// Every eighth week of the embedded history, read back by the parser of the real pages.
#[tokio::test]
async fn the_figures_of_a_page_are_those_of_the_archive() {
    let archive = history::load(None).expect("good files");
    let reserves = SeriesId::of("reserves_avg");
    let mut compared = 0;
    for week in archive.get(&reserves).keys().skip(4).step_by(8) {
        let reader = Reader::at(ny::at(*week + TimeDelta::days(8), 12, 0)).await;
        let page = reader.get(&h41::locate()).await.expect("a page");
        let release = SourceKind::H41.parse(&page.body).expect("a good page");
        assert_eq!(release.problems, [], "{week}");
        for (series, figures) in archive.iter() {
            let weekly = series.as_str().ends_with("_avg") || series.as_str().ends_with("_wed");
            let Some(value) = figures.get(week).filter(|_| weekly) else { continue };
            let read = release.observations.iter().find(|figure| figure.series == *series && figure.date == *week);
            assert_eq!(read.map(|figure| figure.value), Some(*value), "{series} of {week}");
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
}

#[tokio::test]
async fn the_two_operations_of_a_day_add_up_to_the_figure_of_the_archive() {
    let reader = Reader::at(at("2025-10-31 14:00")).await;
    let page = reader.get(&nyfed_repo::locate(reader.clock.now())).await.expect("a page");
    let release = SourceKind::NyfedRepo.parse(&page.body).expect("a good page");
    let figure = |series: &str| {
        let found =
            release.observations.iter().find(|one| one.series.as_str() == series && one.date == day("2025-10-31"));
        found.expect("a figure").value
    };
    assert_eq!(figure("srf_accepted"), Decimal::from(50_350));
    assert_eq!(figure("srf_am"), Decimal::from(50_350 * MORNING_SHARE / 100), "the stated share");
}

#[tokio::test]
async fn a_fault_strikes_its_path_so_many_times() {
    let reader = Reader::at(at("2025-10-30 12:00")).await;
    let fault = |kind| reader.sites.fault(Fault { path: "/h41/".into(), times: 1, kind });
    fault(FaultKind::Status(503));
    fault(FaultKind::ErrorPage);
    fault(FaultKind::Body("half a pa".into()));
    assert!(reader.get(&nyfed_repo::locate(reader.clock.now())).await.is_ok(), "another path");
    assert!(matches!(reader.get(&h41::locate()).await, Err(FetchError::Refused { status: 503, .. })));
    let error_page = reader.get(&h41::locate()).await.expect("with status 200");
    assert!(h41::parse(&error_page.body).is_err());
    assert_eq!(reader.get(&h41::locate()).await.expect("cut").body, b"half a pa");
    assert!(h41::parse(&reader.get(&h41::locate()).await.expect("whole again").body).is_ok());
}

#[tokio::test]
async fn a_late_page_shows_what_it_showed_before() {
    let mut reader = Reader::at(at("2025-10-30 16:30")).await;
    reader.sites.delay(Delay { path: "/h41/".into(), minutes: 60 });
    assert!(reader.shows(SourceKind::H41, "reserves_avg", "2025-10-22").await);
    reader.until(at("2025-10-30 17:29")).await;
    assert!(!reader.shows(SourceKind::H41, "reserves_avg", "2025-10-29").await);
    reader.until(at("2025-10-30 17:30")).await;
    assert!(reader.shows(SourceKind::H41, "reserves_avg", "2025-10-29").await);
}
