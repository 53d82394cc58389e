//! A first start reads what the rules look back on: politely, in the background, and once.
//!
//! Every page is one transaction of its own and leaves its row, so that a restart goes on where it stood.
//! Nothing of it is told: it was published before this database was first started. When all is read, the
//! rules' states are rebuilt by replay.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use super::Environment;
use crate::calendar::Calendar;
use crate::clock::{Bell, Worker, ny};
use crate::fetch::{FetchError, Fetched};
use crate::series::catalogue::RESERVES_AVG;
use crate::source::{self, Address, Host, Problem, SourceKind};
use crate::telemetry::chain;

/// Between two requests to one site.
const POLITE: TimeDelta = TimeDelta::seconds(1);
/// One search of the New York Fed's.
const CHUNK_DAYS: u64 = 91;
/// After a round in which something could not be read.
const AGAIN: TimeDelta = TimeDelta::minutes(10);
/// A page that failed in so many rounds is left out; the rules that need it stay dormant.
const ROUNDS: u32 = 6;

/// One page to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// What it is.
    pub source: SourceKind,
    /// Where it is.
    pub address: Address,
}

/// What is to be read: everything published from `from` until `until`, oldest first within a source, the
/// two sites in turn.
#[must_use]
pub fn jobs(calendar: &Calendar, from: NaiveDate, until: DateTime<Utc>) -> Vec<Job> {
    let last = ny::date(until);
    let mut searches = Vec::new();
    let chunks = from.iter_days().step_by(usize::try_from(CHUNK_DAYS).unwrap_or(91)).take_while(|start| *start <= last);
    for start in chunks {
        let end = start.checked_add_days(Days::new(CHUNK_DAYS - 1)).unwrap_or(last).min(last);
        searches.push(Job { source: SourceKind::NyfedRates, address: source::nyfed_rates::search(start, end) });
        searches.push(Job { source: SourceKind::NyfedRepo, address: source::nyfed_repo::search(start, end) });
    }
    let releases = from.iter_days().filter_map(|date| {
        let out = calendar.known_at(&RESERVES_AVG.0, date)?;
        (chrono::Datelike::weekday(&date) == chrono::Weekday::Wed).then_some(out)
    });
    let pages = releases.take_while(|out| *out <= until);
    let mut pages = pages.map(|out| Job { source: SourceKind::H41, address: source::h41::locate_dated(ny::date(out)) });
    let mut jobs: Vec<Job> = searches.into_iter().flat_map(|search| [Some(search), pages.next()]).flatten().collect();
    jobs.extend(pages);
    jobs
}

/// Why a page was not read.
enum Unread {
    /// This page.
    Failed(String),
    /// The site asks to be left alone for a while.
    Refused(String),
}

/// How far a backfill has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pages read.
    pub done: usize,
    /// Pages in all.
    pub all: usize,
}

/// The loop that reads them.
pub struct Backfill {
    environment: Environment,
    worker: Worker,
    bell: Bell,
    weeks: u32,
}

impl Backfill {
    /// A backfill of so many weeks before the first start; it counts as busy until it runs.
    #[must_use]
    pub fn new(environment: &Environment, weeks: u32) -> Self {
        let (worker, bell) = (environment.clock.worker(), environment.clock.bell());
        Self { environment: environment.clone(), worker, bell, weeks }
    }

    /// Reads what is missing, rebuilds the rules' states, and ends; or ends when told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        let ingest = self.environment.ingest.clone();
        if ingest.is_backfilled().await {
            return;
        }
        let started = ingest.look(|known| known.started_at).await;
        let back = Days::new(u64::from(self.weeks) * 7);
        let from = ny::date(started).checked_sub_days(back).unwrap_or(NaiveDate::MIN);
        let jobs = jobs(&self.environment.calendar, from, started);
        self.work(&jobs, &stop).await;
    }

    /// Works jobs off in rounds. `true`: everything is read, and the states are rebuilt.
    pub async fn work(&mut self, jobs: &[Job], stop: &CancellationToken) -> bool {
        for round in 1..=ROUNDS {
            let missing = self.round(jobs, stop).await;
            if stop.is_cancelled() {
                return false;
            }
            if missing == 0 || round == ROUNDS {
                return self.rebuild(missing, stop).await;
            }
            tracing::warn!(
                missing,
                "some of the history could not be read; will try again in {} minutes",
                AGAIN.num_minutes()
            );
            self.wait(AGAIN, stop).await;
        }
        false
    }

    /// One round; how many pages are still missing.
    async fn round(&mut self, jobs: &[Job], stop: &CancellationToken) -> usize {
        let (mut missing, mut done) = (0, 0);
        let mut asked: BTreeMap<&'static str, DateTime<Utc>> = BTreeMap::new();
        let mut resting: Vec<Host> = Vec::new();
        for job in jobs {
            if stop.is_cancelled() {
                return missing;
            }
            if resting.contains(&job.address.host) {
                missing += 1;
                continue;
            }
            match self.read(job, &mut asked, stop).await {
                Ok(()) => done += 1,
                Err(Unread::Refused(why)) => {
                    missing += 1;
                    resting.push(job.address.host);
                    tracing::warn!(
                        page = job.address.public(),
                        why,
                        "the site asks for a pause: no more of it in this round"
                    );
                }
                Err(Unread::Failed(why)) => {
                    missing += 1;
                    tracing::warn!(page = job.address.public(), why, "cannot read a page of the history");
                }
            }
            self.environment.ingest.note_progress(done, jobs.len());
            if (done + missing).is_multiple_of(10) {
                tracing::info!(done, all = jobs.len(), "reading history");
            }
        }
        missing
    }

    /// Reads one page, unless it was read before.
    async fn read(
        &mut self,
        job: &Job,
        asked: &mut BTreeMap<&'static str, DateTime<Utc>>,
        stop: &CancellationToken,
    ) -> Result<(), Unread> {
        let url = job.address.public();
        let known = self.environment.store.page(&url).await.map_err(|error| Unread::Failed(chain(&error)))?;
        if known.is_some() {
            return Ok(());
        }
        let site = host(job.address.host);
        if let Some(last) = asked.get(site) {
            let wait = *last + POLITE - self.environment.clock.now();
            self.wait(wait, stop).await;
        }
        let fetched = self.environment.fetcher.get(&job.address, None).await;
        asked.insert(site, self.environment.clock.now());
        let page = match fetched {
            Ok(Fetched::Page(page)) => page,
            Ok(Fetched::NotModified) => {
                return Err(Unread::Failed("not modified, though nothing is known of it".into()));
            }
            // A week without a release of its own: nothing to wait for.
            Err(FetchError::NotThere) => return Ok(()),
            Err(error @ FetchError::Refused { status: 429, .. }) => return Err(Unread::Refused(chain(&error))),
            Err(error) if error.retry_after().is_some() => return Err(Unread::Refused(chain(&error))),
            Err(error) => return Err(Unread::Failed(chain(&error))),
        };
        let release = job.source.parse(&page.body).map_err(|error| Unread::Failed(chain(&error)))?;
        if let Some(problem) = release.problems.iter().find(|problem| Problem::holds_back(problem)) {
            return Err(Unread::Failed(format!("{}: {}", problem.code, problem.detail)));
        }
        self.environment
            .ingest
            .store_old(job.source, &page, &release)
            .await
            .map_err(|error| Unread::Failed(chain(&error)))
    }

    async fn rebuild(&mut self, missing: usize, stop: &CancellationToken) -> bool {
        while let Err(error) = self.environment.ingest.rebuild(missing == 0).await {
            tracing::error!(error = %chain(&error), "the database failed; will rebuild the rules' states again");
            self.wait(TimeDelta::seconds(30), stop).await;
            if stop.is_cancelled() {
                return false;
            }
        }
        // What could not be read is left for the next start: nothing is being read any more.
        self.environment.ingest.note_progress(0, 0);
        tracing::info!(missing, "history is read, and the rules' states are rebuilt from it");
        missing == 0
    }

    async fn wait(&mut self, span: TimeDelta, stop: &CancellationToken) {
        let until = self.environment.clock.now() + span;
        if span <= TimeDelta::zero() {
            return;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            _ = self.worker.park(Some(until), &self.bell) => {}
        }
    }
}

const fn host(host: Host) -> &'static str {
    host.origin()
}
