//! `tidewatch sim`: the stand-ins alone, for tests, drills and foreign clients.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::sim::history;
use crate::sim::telegram::{TelegramSim, TelegramSimConfig};
use crate::sim::upstream::Upstream;
use crate::sim::world::Standins;

/// Runs the stand-ins alone: Telegram (journal at /sim/journal, faults by /sim/fault) and the upstream
/// sites, on one loopback port. /sim lists all controls.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// The instant at which the stand-ins' clock starts (RFC 3339); now, where not given.
    #[arg(long)]
    at: Option<DateTime<Utc>>,
    /// A directory with one CSV file a series and a catalogue.csv, instead of the embedded figures.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Hold each answer back for so many milliseconds.
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
    /// Append each request to this file as a line of JSON.
    #[arg(long)]
    journal: Option<PathBuf>,
    /// Ignore unknown parameters as Telegram does, instead of refusing them.
    #[arg(long)]
    faithful: bool,
}

pub(super) fn run(args: Args) -> anyhow::Result<()> {
    let machine = Clock::system().now();
    let shift = args.at.map_or(TimeDelta::zero(), |at| at - machine);
    let clock = Clock::shifted(shift);
    let journal = args.journal.map(|path| {
        File::options().create(true).append(true).open(&path).with_context(|| format!("cannot open {}", path.display()))
    });
    let config = TelegramSimConfig {
        strict: !args.faithful,
        latency: Duration::from_millis(args.latency_ms),
        journal: journal.transpose()?,
        ..TelegramSimConfig::default()
    };
    let telegram = TelegramSim::new(config, clock.clone());
    let upstream = Upstream::new(history::load(args.data.as_deref())?, Arc::new(Calendar::builtin()?), clock);
    super::runtime()?.block_on(async {
        let standins = Standins::bind(&telegram, &upstream, args.port).await?;
        announce(&standins.origin(), shift.num_seconds())?;
        standins.serve(CancellationToken::new()).await?;
        Ok(())
    })
}

/// How to point the bot here, ready to be copied.
fn announce(origin: &str, shift: i64) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "listening on {origin}")?;
    writeln!(out, "  TIDEWATCH__TELEGRAM__API_URL={origin} \\")?;
    writeln!(out, "  TIDEWATCH__SOURCES__BASE_URL={origin} \\")?;
    writeln!(out, "  TIDEWATCH__DRILL__CLOCK_SHIFT_SECONDS={shift} \\")?;
    writeln!(out, "  TELEGRAM_BOT_TOKEN=1:any-token-of-thirty-letters-or-more tidewatch run")?;
    writeln!(out, "controls: {origin}/sim")?;
    out.flush()?;
    Ok(())
}
