//! The house that the tests live in: a database, a jumping clock, and sites that show history at its time.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};
use tempfile::TempDir;

use crate::alert::{Alert, Body, DecisionReport, Finding, FundingReport, WeeklyReport};
use crate::board::SourceAge;
use crate::calendar::{Calendar, ReleaseKind};
use crate::clock::{Bell, Clock, Woken, Worker, ny};
use crate::fetch::{Page, Validators};
use crate::ingest::{Ingest, Knowledge, unread_meeting, warm_up};
use crate::rule::dormancy::{Dormancy, dormancy};
use crate::rule::{Rule, RuleBook};
use crate::series::SeriesId;
use crate::series::archive::Archive;
use crate::sim::history;
use crate::sim::upstream::Upstream;
use crate::source::{
    Problem, SourceKind, fomc_calendar, fomc_minutes, fomc_statement, h41, implementation_note, nyfed_rates,
    nyfed_repo, press_feed,
};
use crate::store::{Store, meta};
use crate::telemetry::chain;

pub struct House {
    pub store: Store,
    pub clock: Clock,
    pub ingest: Ingest,
    pub calendar: Arc<Calendar>,
    pub sites: Arc<Upstream>,
    worker: Worker,
    /// Rung for delivery; here nobody delivers, and the worker answers it.
    bell: Bell,
    _dir: Option<TempDir>,
}

/// How long raw bodies are kept here.
pub const KEEP_BODIES: TimeDelta = TimeDelta::days(90);

/// What a release writes to.
pub const TABLES: [&str; 8] =
    ["observation", "document", "page", "source_state", "rule_state", "ledger", "alert", "meta"];

/// An instant from a date and a time of day in New York: `2025-10-31 13:46`.
pub fn at(text: &str) -> DateTime<Utc> {
    ny::instant(format!("{}:00", text.replace(' ', "T")).parse().expect("a wall time"))
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn number(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

impl House {
    /// A house that has watched all along, at an instant of history.
    pub async fn lived_in(now: &str) -> Self {
        Self::build(None, now, history::load(None).expect("good files"), true).await
    }

    /// As [`House::lived_in`], in a history that went otherwise.
    pub async fn of(archive: Archive, now: &str) -> Self {
        Self::build(None, now, archive, true).await
    }

    /// A house whose database is new.
    pub async fn new(now: &str) -> Self {
        Self::build(None, now, history::load(None).expect("good files"), false).await
    }

    /// As [`House::new`], in a history that went otherwise.
    pub async fn new_of(archive: Archive, now: &str) -> Self {
        Self::build(None, now, archive, false).await
    }

    /// As [`House::lived_in`], in a database of the caller's.
    pub async fn at_address(address: &str, now: &str) -> Self {
        Self::build(Some(address), now, history::load(None).expect("good files"), true).await
    }

    async fn build(address: Option<&str>, now: &str, archive: Archive, warm: bool) -> Self {
        let dir = address.is_none().then(|| tempfile::tempdir().expect("a directory"));
        let file = dir.as_ref().map(|dir| format!("sqlite:{}/t.db", dir.path().display()));
        let address = address.or(file.as_deref()).expect("one of them");
        let store = Store::open(address).await.expect("a database");
        let clock = Clock::jumping(at(now));
        let (worker, bell) = (clock.worker(), clock.bell());
        let calendar = Arc::new(Calendar::builtin().expect("a good calendar"));
        let book = RuleBook::built_in().expect("good rules");
        if warm {
            warm_up(&store, &calendar, &book, &archive, clock.now()).await.expect("warm");
        }
        let sites = Upstream::new(archive, Arc::clone(&calendar), clock.clone());
        let ingest = start(&store, &clock, &calendar, &bell).await;
        Self { store, clock, ingest, calendar, sites, worker, bell, _dir: dir }
    }

    /// As after the end of the process: nothing but the database is left.
    pub async fn restart(&mut self) {
        self.ingest = start(&self.store, &self.clock, &self.calendar, &self.bell).await;
    }

    /// As [`House::restart`], with a calendar as it is built in: what that start makes of it.
    pub async fn start_with_a_new_calendar(&self) -> Arc<Calendar> {
        let calendar = Arc::new(Calendar::builtin().expect("a good calendar"));
        drop(start(&self.store, &self.clock, &calendar, &self.bell).await);
        calendar
    }

    /// Lets civil time pass.
    pub async fn until(&mut self, instant: DateTime<Utc>) {
        while self.worker.park(Some(instant), &self.bell).await == Woken::Rung {}
    }

    /// Reads every release on the minute, except those named, up to and including that instant.
    pub async fn live_until(&mut self, end: &str, except: &[ReleaseKind]) {
        let end = at(end);
        let now = self.clock.now();
        let days = u32::try_from((end - now).num_days() + 1).expect("not backwards");
        let releases = self.calendar.upcoming(now, days).into_iter();
        let wanted = |kind: &ReleaseKind| !except.contains(kind);
        for release in releases.filter(|release| release.at > now && release.at <= end && wanted(&release.kind)) {
            self.until(release.at).await;
            if let Some(source) = source_of(release.kind) {
                self.read(source).await;
            }
        }
        self.until(end).await;
    }

    /// Reads what the site shows now; how many alerts that made.
    pub async fn read(&self, source: SourceKind) -> usize {
        let text = self.text(source);
        self.read_text(source, &text).await
    }

    /// Reads a page with that text, as the watch loop does.
    pub async fn read_text(&self, source: SourceKind, text: &str) -> usize {
        let page = self.page(source, text);
        let why = match source.parse(text.as_bytes()) {
            Ok(release) => return self.ingest.accept(source, &page, &release).await.expect("taken in"),
            Err(error) => chain(&error),
        };
        self.ingest.reject(source, &page, &why).await.expect("kept");
        0
    }

    /// As if the built-in table of rates ended before the meeting of October 2025.
    pub async fn forget_the_note_of_october(&mut self) {
        let mut tx = self.store.begin().await.expect("begun");
        let forget = "DELETE FROM observation WHERE as_of = '2025-10-30'
                      AND series IN ('iorb', 'srf_rate', 'on_rrp_rate', 'target_lower', 'target_upper')";
        sqlx::query(AssertSqlSafe(forget)).execute(&mut *tx).await.expect("forgotten");
        meta::put(&mut tx, meta::RATES_CONFIRMED, "2025-09-17").await.expect("written");
        tx.commit().await.expect("committed");
        self.restart().await;
    }

    /// The rules that cannot speak now, with the reason, as `/status` shows them.
    pub async fn dormant(&self) -> BTreeMap<String, Dormancy> {
        let (book, today) = (RuleBook::built_in().expect("good rules"), ny::date(self.clock.now()));
        let unread = |known: &Knowledge| unread_meeting(&self.calendar, known.rates_confirmed, self.clock.now());
        let look = |known: &Knowledge| {
            let asleep = |rule: &Rule| Some((rule.id.clone(), dormancy(rule, &known.history, today, unread(known))?));
            book.rules.iter().filter_map(asleep).collect()
        };
        self.ingest.look(look).await
    }

    /// What the site shows now.
    pub fn text(&self, source: SourceKind) -> String {
        let now = self.clock.now();
        let week = || self.sites.newest_week(now).expect("a week");
        match source {
            SourceKind::NyfedRates => Some(self.sites.compose_rates(now)),
            SourceKind::NyfedRepo => Some(self.sites.compose_operations(now)),
            SourceKind::H41 => self.sites.compose_h41(week()),
            SourceKind::FomcStatement => self.sites.compose_decision(self.last_meeting(), false),
            SourceKind::ImplementationNote => self.sites.compose_decision(self.last_meeting(), true),
            SourceKind::FomcCalendar => Some(self.sites.calendar_page(now)),
            SourceKind::FomcMinutes => self.sites.minutes_page(self.last_minutes(), now),
            SourceKind::PressFeed => Some(self.sites.press_feed(now)),
        }
        .expect("a page")
    }

    fn last_meeting(&self) -> NaiveDate {
        let meetings = self.calendar.meetings();
        let past = meetings.iter().filter(|meeting| meeting.statement_at <= self.clock.now());
        past.map(|meeting| meeting.end).max().expect("a meeting")
    }

    /// The meeting whose minutes came last.
    fn last_minutes(&self) -> NaiveDate {
        let now = self.clock.now();
        let out = |date: NaiveDate| ny::at(date, 14, 0) <= now;
        let meetings = self.calendar.meetings();
        let released = meetings.iter().filter(|meeting| meeting.minutes_on().is_some_and(out));
        released.map(|meeting| meeting.end).max().expect("minutes")
    }

    pub fn page(&self, source: SourceKind, text: &str) -> Page {
        let now = self.clock.now();
        let address = match source {
            SourceKind::NyfedRates => nyfed_rates::locate(now),
            SourceKind::NyfedRepo => nyfed_repo::locate(now),
            SourceKind::H41 => h41::locate(),
            SourceKind::FomcStatement => fomc_statement::locate(self.last_meeting()),
            SourceKind::ImplementationNote => implementation_note::locate(self.last_meeting()),
            SourceKind::FomcCalendar => fomc_calendar::locate(),
            SourceKind::FomcMinutes => fomc_minutes::locate(self.last_minutes()),
            SourceKind::PressFeed => press_feed::locate(),
        };
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let hash = format!("{:016x}", hasher.finish());
        let validators = Validators { etag: Some(format!("\"{hash}\"")), last_modified: None };
        Page { url: address.public(), body: text.as_bytes().to_vec(), validators, hash }
    }

    pub fn problems(&self, source: SourceKind, text: &str) -> Vec<Problem> {
        source.parse(text.as_bytes()).expect("a page").problems
    }
}

async fn start(store: &Store, clock: &Clock, calendar: &Arc<Calendar>, bell: &Bell) -> Ingest {
    let book = Arc::new(RuleBook::built_in().expect("good rules"));
    let (store, clock, calendar) = (store.clone(), clock.clone(), Arc::clone(calendar));
    Ingest::start(store, clock, calendar, book, bell.clone(), KEEP_BODIES).await.expect("started")
}

/// The source that brings a release; `None` for those that no source of the house brings yet.
const fn source_of(kind: ReleaseKind) -> Option<SourceKind> {
    Some(match kind {
        ReleaseKind::Sofr => SourceKind::NyfedRates,
        ReleaseKind::SrfMorning | ReleaseKind::SrfAfternoon => SourceKind::NyfedRepo,
        ReleaseKind::H41 => SourceKind::H41,
        ReleaseKind::FomcStatement => SourceKind::FomcStatement,
        ReleaseKind::ImplementationNote => SourceKind::ImplementationNote,
        ReleaseKind::Effr | ReleaseKind::RateRevision => SourceKind::NyfedRates,
        ReleaseKind::OnRrp => SourceKind::NyfedRepo,
        ReleaseKind::Minutes => SourceKind::FomcMinutes,
        ReleaseKind::PressConference => return None,
    })
}

/// What the database holds.
impl House {
    /// All rows of a table, as text.
    pub async fn rows(&self, table: &str) -> Vec<String> {
        let text = format!("SELECT * FROM {table}");
        let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(self.store.reader()).await.expect("rows");
        let line = |row: &AnyRow| (0..row.len()).map(|at| cell(row, at)).collect::<Vec<_>>().join("|");
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.sort();
        lines
    }

    /// Everything that a release writes.
    pub async fn everything(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut all = BTreeMap::new();
        for table in TABLES {
            all.insert(table, self.rows(table).await);
        }
        all
    }

    /// The alerts in the order of their decision.
    pub async fn alerts(&self) -> Vec<Alert> {
        let rows = sqlx::query("SELECT payload FROM alert ORDER BY seq").fetch_all(self.store.reader()).await;
        let read = |row: &AnyRow| serde_json::from_str(&row.get::<String, _>(0)).expect("an alert");
        rows.expect("rows").iter().map(read).collect()
    }

    pub async fn alert_ids(&self) -> Vec<String> {
        self.alerts().await.into_iter().map(|alert| alert.id).collect()
    }

    /// The vintages of one figure, oldest first: when known, and as what.
    pub async fn vintages(&self, series: &str, date: &str) -> Vec<(DateTime<Utc>, String)> {
        let figures = self.store.figures_since(day(date)).await.expect("read");
        let wanted = figures.into_iter().filter(|figure| figure.series.as_str() == series && figure.date == day(date));
        wanted.map(|figure| (figure.known_at, figure.value.to_string())).collect()
    }

    pub async fn knows(&self, series: &str, date: &str) -> bool {
        self.ingest.knows(&SeriesId::named(series), day(date)).await
    }

    pub async fn age(&self, source: SourceKind) -> SourceAge {
        let ages = self.store.source_ages().await.expect("read");
        ages.into_iter().find(|age| age.source == source).expect("listed")
    }

    /// The status under which each body of a source is kept.
    pub async fn bodies(&self, source: SourceKind) -> Vec<(String, String)> {
        let text = "SELECT id, status FROM document WHERE source = $1 ORDER BY fetched_at";
        let rows: Vec<(String, String)> =
            sqlx::query_as(text).bind(source.as_str()).fetch_all(self.store.reader()).await.expect("rows");
        rows
    }
}

fn cell(row: &AnyRow, at: usize) -> String {
    let number = row.try_get::<Option<i64>, _>(at).map(|number| format!("{number:?}"));
    number
        .or_else(|_| row.try_get::<Option<String>, _>(at).map(|text| format!("{text:?}")))
        .expect("a number or a text")
}

/// The alert of that id in its newest revision; none is there twice.
pub fn one<'a>(alerts: &'a [Alert], id: &str) -> &'a Alert {
    let revisions: Vec<i64> = alerts.iter().filter(|alert| alert.id == id).map(|alert| alert.revision).collect();
    assert!(revisions.is_sorted_by(|before, after| before < after), "{id} twice: {revisions:?}");
    let newest = alerts.iter().rev().find(|alert| alert.id == id);
    newest.unwrap_or_else(|| panic!("no {id} among {:?}", ids(alerts)))
}

fn ids(alerts: &[Alert]) -> Vec<&str> {
    alerts.iter().map(|alert| alert.id.as_str()).collect()
}

pub fn funding(alert: &Alert) -> &FundingReport {
    if let Body::Funding(report) = &alert.body { report } else { panic!("{} is not about funding", alert.id) }
}

pub fn finding<'a>(alert: &'a Alert, rule: &str) -> &'a Finding {
    funding(alert).findings.iter().find(|finding| finding.rule == rule).expect("a finding")
}

pub fn weekly(alert: &Alert) -> &WeeklyReport {
    if let Body::Weekly(report) = &alert.body { report } else { panic!("{} is no weekly message", alert.id) }
}

pub fn decision(alert: &Alert) -> &DecisionReport {
    if let Body::Decision(report) = &alert.body { report } else { panic!("{} is no decision", alert.id) }
}
