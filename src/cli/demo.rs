//! `tidewatch demo`: the real program, end to end over loopback, on history. No token, no network.

mod director;
mod show;
mod stage;
mod transcript;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::app::{App, Parts};
use crate::calendar::Calendar;
use crate::clock::{Clock, Pace, ny};
use crate::config::Config;
use crate::ingest;
use crate::lang::Lang;
use crate::rule::RuleBook;
use crate::series::archive::Archive;
use crate::series::catalogue::SOFR;
use crate::sim::history;
use crate::sim::telegram::{TelegramSim, TelegramSimConfig};
use crate::sim::upstream::Upstream;
use crate::sim::world::Standins;
use crate::store::Store;

/// The token of the demo's bot, which exists nowhere else.
const TOKEN: &str = "1:demonstration-only-no-such-bot-exists";

/// Shows the whole product on history: the Fed's autumn of 2025, three subscribers, three languages.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A directory with one CSV file a series and a catalogue.csv, instead of the embedded figures.
    #[arg(long)]
    data: Option<PathBuf>,
    /// First day (New York).
    #[arg(long, value_parser = super::date, default_value = "2025-10-27")]
    from: NaiveDate,
    /// Last day (New York), inclusive.
    #[arg(long, value_parser = super::date, default_value = "2025-12-12")]
    to: NaiveDate,
    /// How many times as fast as real time while nothing is in progress, or "max"; without it a day
    /// takes four seconds on the page, and --headless jumps. The page can change it.
    #[arg(long)]
    speed: Option<Pace>,
    /// Start paused on the first day: the page's button lets it play.
    #[arg(long, conflicts_with = "headless")]
    paused: bool,
    /// The page's loopback port; without it 8787, or a free one where that is taken.
    #[arg(long, conflicts_with = "headless")]
    port: Option<u16>,
    /// No page: play to the last day, print a summary, and end.
    #[arg(long)]
    headless: bool,
    /// Whose messages are printed: en, zh-Hant, zh-Hans, or all; en without it, none with --headless.
    #[arg(long, value_parser = ["en", "zh-Hant", "zh-Hans", "all"])]
    lang: Option<String>,
    /// Write what Telegram accepted, one JSON object a line.
    #[arg(long)]
    transcript: Option<PathBuf>,
    /// Write the rules' edges and new peaks, one JSON object a line.
    #[arg(long)]
    ledger: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> anyhow::Result<()> {
    if args.to < args.from {
        bail!("--to {} is before --from {}", args.to, args.from);
    }
    let archive = history::load(args.data.as_deref()).context("cannot read the history")?;
    check_days(&args, &archive)?;
    // Files are opened first: a wrong path should not cost a whole run.
    let outputs = transcript::Outputs::create(args.transcript.as_deref(), args.ledger.as_deref())?;
    let directory = tempdir()?;
    let ended = super::runtime()?.block_on(play(&args, archive, outputs, &directory));
    drop(std::fs::remove_dir_all(&directory));
    ended
}

/// Days on which nothing is known cannot be shown.
fn check_days(args: &Args, archive: &Archive) -> anyhow::Result<()> {
    let sofr = archive.get(&SOFR);
    let (Some((first, _)), Some((last, _))) = (sofr.first_key_value(), sofr.last_key_value()) else {
        bail!("the history has no SOFR: there is nothing to show");
    };
    if args.from < *first || args.to > *last + Days::new(7) {
        bail!("the figures go from {first} to {last}: choose --from and --to in that span (other figures: --data DIR)");
    }
    Ok(())
}

async fn play(args: &Args, archive: Archive, outputs: transcript::Outputs, directory: &Path) -> anyhow::Result<()> {
    let start = ny::at(args.from, 0, 0);
    let end = ny::at(args.to.checked_add_days(Days::new(1)).context("--to is too far away")?, 0, 0);
    let (clock, player) = Clock::played(start);
    // Nothing moves while the stage is set.
    let setting_up = clock.busy();
    let calendar = Arc::new(Calendar::builtin()?);
    let book = Arc::new(RuleBook::built_in()?);
    let telegram = TelegramSim::new(TelegramSimConfig { strict: true, ..TelegramSimConfig::default() }, clock.clone());
    let stop = CancellationToken::new();
    tokio::spawn(super::run::stop_on_signal(stop.clone()));
    let remote = stage::remote(args, (clock.clone(), player), (start, end));
    let page = stage::page(args, &telegram, remote, &stop).await?;

    let store = Store::open(&format!("sqlite:{}", directory.join("demo.db").display())).await?;
    ingest::warm_up(&store, &calendar, &book, &archive, start).await?;
    // The sites have a calendar of their own: the program's follows their page.
    let upstream = Upstream::new(archive, Arc::new(Calendar::builtin()?), clock.clone());
    let standins = Standins::bind(&telegram, &upstream, 0).await?;
    let config = config(&standins.origin())?;
    let serving = tokio::spawn(standins.serve(stop.child_token()));
    let token = SecretString::from(TOKEN);
    let app = App::build(Parts { config, token, clock: clock.clone(), store: store.clone(), calendar, book }).await?;
    let (show, told) = (show::Show::new(args.printed()), CancellationToken::new());
    let showing = tokio::spawn(show.run(Arc::clone(&telegram), stop.clone(), told.clone()));
    let visited = page.is_some();
    let seen = clock.clone();
    let director = director::Director { telegram: Arc::clone(&telegram), clock, start, end, visited };
    let directing = tokio::spawn(director.run(stop.clone(), setting_up));
    let ran = app.run(stop.clone()).await;
    stop.cancel();
    told.cancel();
    let (_standing_still, directed) = directing.await.context("the director broke")?;
    let shown = showing.await.context("the show broke")?;
    serving.await.context("the stand-ins broke")??;
    if let Some(page) = page {
        page.await.context("the page broke")??;
    }
    ran?;
    directed?;
    shown?;
    outputs.write(&telegram, &store).await?;
    show::summary(&telegram, &store, args).await?;
    store.close().await;
    if args.headless && seen.now() < end {
        bail!("stopped before the last day was over: what was written ends there");
    }
    Ok(())
}

impl Args {
    /// Whose messages are printed.
    fn printed(&self) -> Vec<Lang> {
        let wanted = self.lang.as_deref().unwrap_or(if self.headless { "" } else { "en" });
        Lang::ALL.into_iter().filter(|lang| wanted == "all" || wanted == lang.as_str()).collect()
    }
}

fn config(origin: &str) -> anyhow::Result<Config> {
    let mut config = Config::defaults()?;
    origin.clone_into(&mut config.telegram.api_url);
    origin.clone_into(&mut config.sources.base_url);
    // Every unasked look is a step of the jumping clock; here nothing can change behind the program's back.
    config.delivery.relook_seconds = 86_400;
    // One request at a time: the order within a chat is then the same in every run.
    config.delivery.in_flight = 1;
    Ok(config)
}

/// The three subscribers: chat id, first name, the language that their app reports, their language.
const READERS: [(i64, &str, &str, Lang); 3] =
    [(1001, "Alex", "en", Lang::En), (1002, "怡君", "zh-hant", Lang::ZhHant), (1003, "晓明", "zh-hans", Lang::ZhHans)];

fn lang_of(chat: i64) -> Option<Lang> {
    READERS.iter().find(|(id, ..)| *id == chat).map(|(.., lang)| *lang)
}

/// A new directory of our own: one of that name may have been left by a process that was killed, and what
/// is in it is no part of this story.
fn tempdir() -> anyhow::Result<PathBuf> {
    use std::os::unix::fs::DirBuilderExt as _;
    for attempt in 0..100 {
        let path = std::env::temp_dir().join(format!("tidewatch-demo-{}-{attempt}", std::process::id()));
        match std::fs::DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| format!("cannot make {}", path.display())),
        }
    }
    bail!("no free name for a directory in {}", std::env::temp_dir().display());
}

/// A reader's first minute: `/start`, then a press on the language's own button.
const FIRST_STEPS: [TimeDelta; 2] = [TimeDelta::seconds(5), TimeDelta::seconds(20)];

/// On the last day at noon everybody asks for the board.
const ASK_BEFORE_END: TimeDelta = TimeDelta::hours(12);

/// How long a reader who was not asked for a language yet waits for the question.
const ASK_AGAIN: TimeDelta = TimeDelta::minutes(10);

type Instant = DateTime<Utc>;
