//! Builds everything once, supervises the loops, stops gracefully.

mod edges;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use chrono::TimeDelta;
use secrecy::SecretString;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::bot::{Bot, BotParts};
use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::config::Config;
use crate::delivery::{self, Delivery};
use crate::fetch::{FetchConfig, Fetcher};
use crate::ingest::Ingest;
use crate::render::Renderer;
use crate::rule::RuleBook;
use crate::store::Store;
use crate::telegram::{Client, ClientConfig, Identity, Intake};
use crate::watch::backfill::Backfill;
use crate::watch::{self, Ticker, Watch};

use edges::{BoardRoom, Speech, TelegramApi};

/// The largest body that is read from an upstream site: an H.4.1 page is 700 kB.
const MAX_BODY: usize = 8 << 20;
/// How long loops may take to finish what they have in hand.
const GRACE: Duration = Duration::from_secs(25);

/// What an app is built from.
pub struct Parts {
    /// All settings.
    pub config: Config,
    /// The bot's token.
    pub token: SecretString,
    /// The civil clock.
    pub clock: Clock,
    /// The open database.
    pub store: Store,
    /// Holidays, meetings, windows.
    pub calendar: Arc<Calendar>,
    /// The rules.
    pub book: Arc<RuleBook>,
}

/// The whole program, built and not yet running.
pub struct App {
    watches: Vec<Watch>,
    ticker: Ticker,
    backfill: Option<Backfill>,
    delivery: Delivery<TelegramApi, Speech>,
    bot: Bot<BoardRoom>,
    intake: Intake,
}

impl App {
    /// Builds everything: settles what an earlier process left in flight, loads what is known.
    ///
    /// # Errors
    /// The database cannot be read or written, or a shipped file is wrong.
    pub async fn build(parts: Parts) -> anyhow::Result<Self> {
        let Parts { config, token, clock, store, calendar, book } = parts;
        let timeout = Duration::from_secs(config.telegram.request_timeout_seconds);
        let api_url = config.telegram.api_url.clone();
        let client = Client::new(&ClientConfig { api_url, token, timeout })?;
        let speech = Arc::new(Speech::new(Renderer::new()?));
        let delivery = Delivery::start(
            store.clone(),
            clock.clone(),
            Arc::new(TelegramApi(client.clone())),
            Arc::clone(&speech),
            delivery_config(&config),
        )
        .await
        .context("cannot take over the deliveries")?;
        let keep_bodies = TimeDelta::days(config.retention.bodies_days.into());
        let (calendar_too, book_too) = (Arc::clone(&calendar), Arc::clone(&book));
        let ingest = Ingest::start(store.clone(), clock.clone(), calendar_too, book_too, delivery.bell(), keep_bodies)
            .await
            .context("cannot load what is known")?;
        let environment = watch::Environment {
            store: store.clone(),
            clock: clock.clone(),
            calendar: Arc::clone(&calendar),
            fetcher: fetcher(&config)?,
            ingest: ingest.clone(),
            polling: config.polling,
        };
        let identity = Identity::default();
        let bot = Bot::new(BotParts {
            store: store.clone(),
            clock: clock.clone(),
            client: client.clone(),
            identity: identity.clone(),
            words: speech,
            boards: Arc::new(BoardRoom { ingest, store: store.clone(), calendar, book }),
            delivery_bell: delivery.bell(),
            keep_messages: TimeDelta::days(config.retention.messages_days.into()),
        });
        let intake = Intake::new(client, store, clock, bot.bell(), identity);
        let settings = config.backfill;
        Ok(Self {
            watches: Watch::all(&environment),
            ticker: Ticker::new(&environment),
            backfill: settings.enabled.then(|| Backfill::new(&environment, settings.weeks)),
            delivery,
            bot,
            intake,
        })
    }

    /// Runs until `stop`; then every loop finishes what it has in hand.
    ///
    /// # Errors
    /// A loop ended by itself: the process should be started again.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let mut loops = JoinSet::new();
        for watch in self.watches {
            loops.spawn(watch.run(stop.clone()));
        }
        loops.spawn(self.ticker.run(stop.clone()));
        // Unlike the loops it comes to an end: on its own, it must not end the program.
        let backfill = self.backfill.map(|backfill| tokio::spawn(backfill.run(stop.clone())));
        loops.spawn(self.delivery.run(stop.clone()));
        loops.spawn(self.bot.run(stop.clone()));
        loops.spawn(self.intake.run(stop.clone()));
        // Biased: a loop that has ended because of `stop` has not ended by itself.
        let first = tokio::select! {
            biased;
            () = stop.cancelled() => None,
            ended = loops.join_next() => ended,
        };
        stop.cancel();
        let finish = async { while loops.join_next().await.is_some() {} };
        let finish = async {
            finish.await;
            if let Some(backfill) = backfill {
                drop(backfill.await);
            }
        };
        if tokio::time::timeout(GRACE, finish).await.is_err() {
            tracing::warn!("some loops did not finish in time; what they had in hand is settled at the next start");
        }
        match first {
            None => Ok(()),
            Some(Err(error)) => Err(error).context("a loop of the program broke"),
            Some(Ok(())) => bail!("a loop of the program ended by itself"),
        }
    }
}

/// The client for the upstream sites, as the settings have it.
///
/// # Errors
/// The settings do not make one.
pub fn fetcher(config: &Config) -> anyhow::Result<Fetcher> {
    Fetcher::new(FetchConfig {
        base_url: config.base_url(),
        contact: config.sources.contact.clone(),
        timeout: config.source_timeout(),
        max_bytes: MAX_BODY,
    })
    .context("cannot set up the client for the upstream sites")
}

fn delivery_config(config: &Config) -> delivery::Config {
    let settings = config.delivery;
    let count = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
    let defaults = delivery::Limits::default();
    delivery::Config {
        in_flight: settings.in_flight,
        relook: TimeDelta::seconds(settings.relook_seconds.into()),
        keep_messages: TimeDelta::days(config.retention.messages_days.into()),
        limits: delivery::Limits {
            overall: count(settings.overall_per_second),
            chat: count(settings.per_chat_per_second),
            group: count(settings.per_group_per_minute),
            // A sixth is kept for replies, whatever the whole is.
            reserve: (count(settings.overall_per_second) / 6).min(defaults.reserve),
        },
        ..delivery::Config::default()
    }
}
