//! One look at a source: fetch, understand, hand over; or say what is wrong with it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tracing::Instrument as _;

use super::{Watch, is_owed, periods, releases_of};
use crate::alert::Doubt;
use crate::board::SourceCondition;
use crate::calendar::Window;
use crate::clock::ny;
use crate::fetch::{FetchError, Fetched, Page, Validators};
use crate::ingest::Knowledge;
use crate::series::catalogue::RESERVES_AVG;
use crate::source::{self, Address, Event, Problem, Release, SourceKind, StatementClass};
use crate::stats::Look;
use crate::telemetry::chain;

/// How long a statement's page may stay unreadable before its link is announced as "not parsed": an
/// error page served as 200 in the first seconds deserves another try.
const UNREADABLE: TimeDelta = TimeDelta::seconds(60);

/// A source that has not answered for so long is said to be out, release or no release.
const SILENT: TimeDelta = TimeDelta::hours(1);
/// A page that has been unreadable for so long is said to be: an error page of a minute is nobody's business.
const GARBLED: TimeDelta = TimeDelta::minutes(10);
/// At most so many missed weeks of the H.4.1 are fetched at once: the current one waits for them.
const MISSED_WEEKS: usize = 13;
/// Between them.
const BETWEEN_PAGES: TimeDelta = TimeDelta::seconds(1);

/// What is wrong with a source at present, so that each trouble is recorded once.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// The condition recorded last.
    condition: Option<SourceCondition>,
    /// Since when it has not answered, or not with a page that can be read.
    since: Option<DateTime<Utc>>,
    /// The body rejected last.
    rejected: Option<String>,
    /// The meeting whose statement is there without being readable, and since when.
    unreadable: Option<(NaiveDate, DateTime<Utc>)>,
    /// The meeting whose unreadable statement was announced.
    announced: Option<NaiveDate>,
}

impl Trouble {
    /// Whether the last look brought no page that can be read.
    pub(super) const fn lasts(&self) -> bool {
        self.since.is_some()
    }
}

impl Watch {
    /// Trouble recorded before a restart ends with the next good answer.
    pub(super) async fn remember_trouble(&mut self) {
        let Ok(ages) = self.environment.store.source_ages().await else { return };
        let condition = ages.iter().find(|age| age.source == self.source).map(|age| age.state);
        let well = [SourceCondition::Ok, SourceCondition::Problem, SourceCondition::Waiting];
        self.trouble.condition = condition.filter(|condition| !well.contains(condition));
    }

    /// Asks once.
    pub(super) async fn poll(&mut self, now: DateTime<Utc>) {
        let windows = self.windows(now).await;
        let Some(address) = self.address(&windows, now) else { return };
        match self.ask(&address).await {
            Ok(Some(Fetched::Page(page))) => {
                self.backoff.succeeded();
                self.count(Look::Page);
                let document = page.hash.get(..12).unwrap_or_default();
                let release = tracing::info_span!("release", source = %self.source, document);
                self.read(&page, &windows, now).instrument(release).await;
                self.follow_links().await;
            }
            Ok(Some(Fetched::NotModified)) => {
                self.backoff.succeeded();
                self.count(Look::Unchanged);
                self.trouble.since = None;
                self.well_again().await;
                self.follow_links().await;
            }
            Ok(None) => {}
            // A dated page is not there before it is published: that is no trouble.
            Err(FetchError::NotThere) if periods::is_dated_page(self.source) => {
                self.backoff.succeeded();
                self.count(Look::Absent);
                self.trouble.since = None;
            }
            Err(error) => {
                self.backoff.failed(now, error.retry_after());
                self.count(Look::Error);
                tracing::warn!(source = %self.source, error = %chain(&error), "cannot fetch");
                self.trouble(SourceCondition::Unreachable, &chain(&error)).await;
                self.say_if_lasting(Doubt::Unreachable, SILENT, now).await;
            }
        }
        self.say_if_late(&windows, now).await;
        self.say_if_over(now).await;
    }

    fn count(&self, result: Look) {
        self.stats.poll(self.source.as_str(), result);
    }

    /// A fault that lasts is told to people, once.
    async fn say_if_lasting(&mut self, doubt: Doubt, patience: TimeDelta, now: DateTime<Utc>) {
        let since = *self.trouble.since.get_or_insert(now);
        if now - since >= patience {
            self.doubt(doubt).await;
        }
    }

    async fn doubt(&self, doubt: Doubt) {
        if let Err(error) = self.environment.ingest.doubt(self.source, doubt).await {
            self.database_fault(chain(&error)).await;
        }
    }

    /// The source answers, and owes nothing: an outage that was told is over.
    async fn say_if_over(&self, now: DateTime<Utc>) {
        let windows = self.windows(now).await;
        let owing = |known: &Knowledge| windows.iter().any(|window| is_owed(known, window, now));
        if self.environment.ingest.look(owing).await || self.trouble.since.is_some() {
            return;
        }
        if let Err(error) = self.environment.ingest.doubt_over(self.source).await {
            self.database_fault(chain(&error)).await;
        }
    }

    /// Where to look: for dated pages, the meeting that still waits for its page.
    fn address(&self, windows: &[Window], now: DateTime<Utc>) -> Option<Address> {
        let meeting = windows.first().map(|window| window.as_of);
        match self.source {
            SourceKind::NyfedRates => Some(source::nyfed_rates::locate(now)),
            SourceKind::NyfedRepo => Some(source::nyfed_repo::locate(now)),
            SourceKind::H41 => Some(source::h41::locate()),
            SourceKind::FomcCalendar => Some(source::fomc_calendar::locate()),
            SourceKind::PressFeed => Some(source::press_feed::locate()),
            SourceKind::FomcMinutes => meeting.map(source::fomc_minutes::locate),
            SourceKind::FomcStatement => meeting.map(source::fomc_statement::locate),
            SourceKind::ImplementationNote => meeting.map(source::implementation_note::locate),
        }
    }

    /// Fetches with the validators of the last accepted body; `None` after a database fault.
    async fn ask(&self, address: &Address) -> Result<Option<Fetched>, FetchError> {
        let known = match self.environment.store.page(&address.public()).await {
            Ok(known) => known,
            Err(error) => {
                self.database_fault(chain(&error)).await;
                return Ok(None);
            }
        };
        let validators = known
            .as_ref()
            .map(|page| Validators { etag: page.etag.clone(), last_modified: page.last_modified.clone() });
        let fetched = self.environment.fetcher.get(address, validators.as_ref()).await?;
        // Not every site honours validators: the same body again is not modified either.
        Ok(Some(match fetched {
            Fetched::Page(page) if known.is_some_and(|known| known.body_hash == page.hash) => Fetched::NotModified,
            fetched => fetched,
        }))
    }

    async fn read(&mut self, page: &Page, windows: &[Window], now: DateTime<Utc>) {
        let release = match self.source.parse(&page.body) {
            Ok(release) => expected(self.source, release, windows),
            Err(error) => {
                self.refuse(page, &chain(&error), windows, now).await;
                return;
            }
        };
        if release.problems.iter().any(Problem::holds_back) {
            let why: Vec<String> =
                release.problems.iter().map(|problem| format!("{}: {}", problem.code, problem.detail)).collect();
            self.refuse(page, &why.join("; "), windows, now).await;
            return;
        }
        self.fetch_missed_weeks(&release).await;
        match self.environment.ingest.accept(self.source, page, &release).await {
            Ok(alerts) => {
                if alerts > 0 {
                    tracing::info!(source = %self.source, alerts, "decided");
                }
                self.trouble = Trouble { announced: self.trouble.announced, ..Trouble::default() };
            }
            Err(error) => self.database_fault(chain(&error)).await,
        }
    }

    /// After an outage of weeks the current page shows the last one only: the weeks between are read
    /// first, oldest first, since changes are judged against them.
    async fn fetch_missed_weeks(&mut self, release: &Release) {
        let week = release.observations.iter().filter(|one| one.series == RESERVES_AVG.0).map(|one| one.date).max();
        let Some(week) = week.filter(|_| self.source == SourceKind::H41) else { return };
        // Until history is read there are gaps everywhere, and they are the backfill's.
        if !self.environment.ingest.is_backfilled().await {
            return;
        }
        let known = self.environment.ingest.look(|known| known.history.latest(&RESERVES_AVG.0, week)).await;
        let Some((last, _)) = known else { return };
        let missed: Vec<NaiveDate> = last.iter_weeks().skip(1).take_while(|date| *date < week).collect();
        // After a very long sleep the latest ones: rules look back on weeks without a gap.
        for &missing in missed.iter().skip(missed.len().saturating_sub(MISSED_WEEKS)) {
            let next = self.environment.clock.now() + BETWEEN_PAGES;
            tokio::select! {
                () = self.stop.cancelled() => return,
                _ = self.worker.park(Some(next), &self.bell) => {}
            }
            let Some(out) = self.environment.calendar.known_at(&RESERVES_AVG.0, missing) else { continue };
            let address = source::h41::locate_dated(ny::date(out));
            let Ok(Fetched::Page(page)) = self.environment.fetcher.get(&address, None).await else { continue };
            let Ok(release) = self.source.parse(&page.body) else { continue };
            if release.problems.iter().any(Problem::holds_back) {
                continue;
            }
            if let Err(error) = self.environment.ingest.accept(self.source, &page, &release).await {
                self.database_fault(chain(&error)).await;
                return;
            }
        }
    }

    /// Keeps a body that cannot be understood; announces a statement that stays so.
    async fn refuse(&mut self, page: &Page, why: &str, windows: &[Window], now: DateTime<Utc>) {
        self.count(Look::Rejected);
        if self.trouble.rejected.as_ref() != Some(&page.hash) {
            tracing::warn!(source = %self.source, why, "rejected a body");
            if let Err(error) = self.environment.ingest.reject(self.source, page, why).await {
                self.database_fault(chain(&error)).await;
                return;
            }
            self.trouble.rejected = Some(page.hash.clone());
            self.trouble.condition = Some(SourceCondition::Rejected);
        }
        self.say_if_lasting(Doubt::Rejected, GARBLED, now).await;
        let due = windows.iter().find(|window| window.due <= now).map(|window| window.as_of);
        let Some(date) = due.filter(|_| self.source == SourceKind::FomcStatement) else { return };
        let since = self.trouble.unreadable.filter(|(meeting, _)| *meeting == date).map_or(now, |(_, since)| since);
        self.trouble.unreadable = Some((date, since));
        if now - since >= UNREADABLE && self.trouble.announced != Some(date) {
            match self.environment.ingest.not_parsed(date, page).await {
                Ok(()) => self.trouble.announced = Some(date),
                Err(error) => self.database_fault(chain(&error)).await,
            }
        }
    }

    /// A release past its grace is called late, once.
    async fn say_if_late(&mut self, windows: &[Window], now: DateTime<Utc>) {
        let late = |known: &Knowledge| windows.iter().find(|window| is_owed(known, window, now));
        let Some(window) = self.environment.ingest.look(late).await else { return };
        let still_missing = self.windows(now).await.contains(window);
        if !still_missing || !releases_of(self.source).contains(&window.kind) {
            return;
        }
        self.doubt(Doubt::Late { as_of: window.as_of, due: window.due }).await;
        if self.trouble.condition.is_none() {
            let why = format!("the release of {} was due at {}", window.as_of, window.due.to_rfc3339());
            self.trouble(SourceCondition::Late, &why).await;
        }
    }

    async fn well_again(&mut self) {
        if self.trouble.condition.is_some_and(|condition| condition != SourceCondition::Late) {
            match self.environment.ingest.well_again(self.source).await {
                Ok(()) => self.trouble.condition = None,
                Err(error) => self.database_fault(chain(&error)).await,
            }
        }
    }

    async fn trouble(&mut self, condition: SourceCondition, why: &str) {
        if self.trouble.condition == Some(condition) {
            return;
        }
        match self.environment.ingest.trouble(self.source, condition, why).await {
            Ok(()) => self.trouble.condition = Some(condition),
            Err(error) => self.database_fault(chain(&error)).await,
        }
    }

    /// Nothing was recorded: the next poll tries again, after a breath.
    async fn database_fault(&self, why: String) {
        tracing::error!(source = %self.source, why, "the database failed; will ask again");
        let never = std::future::pending::<()>();
        drop(tokio::time::timeout(Self::FAULT_PAUSE, never).await);
    }
}

/// A page at a meeting's address must decide, and must bear the meeting's date.
fn expected(source: SourceKind, mut release: Release, windows: &[Window]) -> Release {
    let meeting = windows.first().map(|window| window.as_of);
    let date = match &release.event {
        Some(Event::Statement(statement)) => {
            if statement.class == StatementClass::Other {
                release.problems.push(Problem::new("no_decision", "the page does not decide on the target range"));
            }
            Some(statement.date)
        }
        Some(Event::Note(note)) => Some(note.announced),
        Some(Event::Minutes(minutes)) => Some(minutes.end),
        Some(Event::Meetings(_) | Event::Feed(_)) | None => None,
    };
    if periods::is_dated_page(source) && date != meeting {
        let detail = format!("the page bears {date:?}, expected {meeting:?}");
        release.problems.push(Problem::new("wrong_date", detail));
    }
    release
}
