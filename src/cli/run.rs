//! `tidewatch run`: production.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;

use crate::app::{App, Parts};
use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::rule::RuleBook;
use crate::store::lock::FileLock;
use crate::store::{Store, sqlite_file};

/// Runs the bot; needs TELEGRAM_BOT_TOKEN (or TELEGRAM_BOT_TOKEN_FILE) and nothing else.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A configuration file; without it ./tidewatch.toml is read where it exists.
    #[arg(long)]
    config: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> anyhow::Result<()> {
    let config = Config::load(args.config.as_deref())?;
    let token = config::token()?;
    let calendar = Arc::new(calendar(&config)?);
    let book = Arc::new(rules(&config)?);
    super::runtime()?.block_on(async {
        let _lock = lock(&config)?;
        let store = Store::open(&config.database.url).await?;
        let clock = Clock::shifted(TimeDelta::seconds(config.drill.clock_shift_seconds));
        let stop = CancellationToken::new();
        tokio::spawn(stop_on_signal(stop.clone()));
        let app = App::build(Parts { config, token, clock, store: store.clone(), calendar, book }).await?;
        tracing::info!(version = env!("CARGO_PKG_VERSION"), "watching");
        let ended = app.run(stop).await;
        store.close().await;
        tracing::info!("stopped");
        ended
    })
}

pub(super) fn lock(config: &Config) -> anyhow::Result<Option<FileLock>> {
    let Some(file) = sqlite_file(&config.database.url) else { return Ok(None) };
    if let Some(parent) = file.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).with_context(|| format!("cannot make the directory {}", parent.display()))?;
    }
    Ok(Some(FileLock::take(file)?))
}

pub(super) fn calendar(config: &Config) -> anyhow::Result<Calendar> {
    let settings = &config.calendar;
    if settings.file.is_empty() && settings.meetings_file.is_empty() {
        return Ok(Calendar::builtin()?);
    }
    let days = replaced(&settings.file, Calendar::BUILT_IN)?;
    let meetings = replaced(&settings.meetings_file, Calendar::BUILT_IN_MEETINGS)?;
    Ok(Calendar::from_parts(&days, &meetings)?)
}

pub(super) fn rules(config: &Config) -> anyhow::Result<RuleBook> {
    let text = replaced(&config.rules.file, RuleBook::BUILT_IN)?;
    Ok(RuleBook::parse(&text)?)
}

fn replaced(file: &str, built_in: &str) -> anyhow::Result<String> {
    if file.is_empty() {
        return Ok(built_in.to_owned());
    }
    std::fs::read_to_string(Path::new(file)).with_context(|| format!("cannot read {file}"))
}

/// SIGINT and SIGTERM both stop gracefully.
pub(super) async fn stop_on_signal(stop: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) {
        (Ok(mut interrupt), Ok(mut terminate)) => {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("stopping; what is in hand is finished first");
            stop.cancel();
        }
        (Err(error), _) | (_, Err(error)) => tracing::error!(%error, "cannot listen for signals"),
    }
}
