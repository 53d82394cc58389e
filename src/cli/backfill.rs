//! `tidewatch backfill`: reads the history that the rules look back on, in the foreground.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::{Days, NaiveDate, TimeDelta};
use tokio_util::sync::CancellationToken;

use crate::app;
use crate::clock::{Clock, ny};
use crate::config::Config;
use crate::ingest::Ingest;
use crate::store::Store;
use crate::watch::Environment;
use crate::watch::backfill::{Backfill, jobs};

/// Reads history from the New York Fed and the Board: at most one page a second a site. `run` does the
/// same by itself in the background; this is for looking back further, and for those who like to watch.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A configuration file; without it ./tidewatch.toml is read where it exists.
    #[arg(long)]
    config: Option<PathBuf>,
    /// The first day to read (New York). Without it: as many weeks as backfill.weeks says.
    #[arg(long, value_parser = super::date)]
    from: Option<NaiveDate>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let config = Config::load(args.config.as_deref())?;
    let calendar = Arc::new(super::run::calendar(&config)?);
    let book = Arc::new(super::run::rules(&config)?);
    super::runtime()?.block_on(async {
        let _lock = super::run::lock(&config)?;
        let store = Store::open(&config.database.url).await?;
        let clock = Clock::shifted(TimeDelta::seconds(config.drill.clock_shift_seconds));
        let keep = TimeDelta::days(config.retention.bodies_days.into());
        let ingest =
            Ingest::start(store.clone(), clock.clone(), Arc::clone(&calendar), book, clock.bell(), keep).await?;
        let environment = Environment {
            store: store.clone(),
            clock: clock.clone(),
            calendar: Arc::clone(&calendar),
            fetcher: app::fetcher(&config)?,
            ingest: ingest.clone(),
            polling: config.polling,
        };
        let started = ingest.look(|known| known.started_at).await;
        let weeks = Days::new(u64::from(config.backfill.weeks) * 7);
        let from = args.from.or_else(|| ny::date(started).checked_sub_days(weeks)).context("no such date")?;
        if ny::at(from, 0, 0) > started {
            bail!("--from {from} is after the first start of this database: there is nothing older to read");
        }
        let jobs = jobs(&calendar, from, started);
        let stop = CancellationToken::new();
        tokio::spawn(super::run::stop_on_signal(stop.clone()));
        let complete = Backfill::new(&environment, config.backfill.weeks).work(&jobs, &stop).await;
        store.close().await;
        if stop.is_cancelled() {
            bail!("stopped; the same command goes on where it stood");
        }
        if !complete {
            bail!("some pages could not be read (see the log); the same command tries them again");
        }
        writeln!(std::io::stdout().lock(), "{} pages from {from} on are read", jobs.len())?;
        Ok(())
    })
}
