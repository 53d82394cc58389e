//! What SIGKILL does: nothing is lost, and whatever is said twice is on record as unknown and says so.
//!
//! Drills against `tidewatch sim` as a separate process. [`broadcast`]: one alert to 300 private chats at
//! default pacing. [`replies`]: `/start` from many people. In both the bot dies again and again, most often
//! while requests are under way. [`first_start`]: history is being read, and a reminder comes due. Between
//! them the bot dies once at each named point of [`tidewatch::crash::POINTS`].

mod broadcast;
mod first_start;
mod replies;

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tidewatch::crash::POINTS;

use crate::common::{Bot, PATIENCE, Process, Sim, eventually, pass};

/// How long Telegram takes for an answer: half of it before a request takes effect, half after.
const LATENCY_MS: u64 = 160;
/// Requests at once: few, so that 300 chats last for all the kills.
const IN_FLIGHT: &str = "4";
/// From a start to work: the promise.
const RECOVERY: Duration = Duration::from_secs(5);
/// From SIGTERM to the end, with answers under way.
const STOP: Duration = Duration::from_secs(5);

/// Named points exist in debug builds only.
fn points_exist() -> bool {
    let exist = cfg!(debug_assertions);
    assert!(exist || std::env::var("CI").as_deref() != Ok("true"), "the kill drills need a debug build");
    if !exist {
        println!("skipped: the kill drills need a debug build");
    }
    exist
}

/// What shows that a bot works again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Something is owed: a message is accepted.
    Message,
    /// Nothing is owed: it asks Telegram for news.
    Question,
}

/// When a bot is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// Telegram has accepted messages and their answers are on the way.
    Accepted,
    /// Requests have left and have taken no effect yet.
    Leaving,
}

/// A bot that is killed and started again, and what was seen of it.
struct Drill {
    bot: Bot,
    sim: Sim,
    /// Kills with a request under way: seen at the stand-in before, and on record as unknown after.
    in_flight: u32,
    /// Kills that turned out to have had nothing under way.
    idle: u32,
    points: BTreeSet<&'static str>,
    /// From a start after a kill to its first sign of life.
    recoveries: Vec<Duration>,
    /// Starts that a named point ended before they could show one.
    unmeasured: u32,
    stops: Vec<Duration>,
    /// Whether the last end was a kill in flight that the database has not confirmed yet.
    unconfirmed: bool,
    unknowns: i64,
}

impl Drill {
    async fn new(bot: Bot, at: DateTime<Utc>) -> Self {
        let sim = Sim::start(bot.dir(), at, LATENCY_MS).await;
        let bot = bot.pointed_at(&sim).with("TIDEWATCH__DELIVERY__IN_FLIGHT", IN_FLIGHT);
        Self {
            bot,
            sim,
            in_flight: 0,
            idle: 0,
            points: BTreeSet::new(),
            recoveries: Vec::new(),
            unmeasured: 0,
            stops: Vec::new(),
            unconfirmed: false,
            unknowns: 0,
        }
    }

    /// Starts the bot and waits until it works.
    async fn up(&mut self, sign: Sign) -> Process {
        let seen = self.sim.state().await.journal;
        let started = tokio::time::Instant::now();
        let process = self.bot.start();
        self.shows(&process, seen, sign).await;
        self.recoveries.push(started.elapsed());
        self.confirm().await;
        process
    }

    /// Waits for an accepted request after the entry `seen`.
    async fn shows(&self, process: &Process, seen: u64, sign: Sign) {
        let shown = eventually(PATIENCE, async || {
            let entries = self.sim.journal(seen).await;
            entries.into_iter().find(|entry| match sign {
                Sign::Message => entry.is_new_message(),
                Sign::Question => entry.accepted && entry.method == "getMe",
            })
        });
        shown.await.unwrap_or_else(|| panic!("no {sign:?} within {PATIENCE:?}: {}", process.tail()));
    }

    /// Whether the last kill left an unknown end behind, now that it is settled.
    async fn confirm(&mut self) {
        let unknowns = self.bot.number("SELECT COALESCE(SUM(unknowns), 0) FROM delivery").await;
        if std::mem::take(&mut self.unconfirmed) {
            let caught = unknowns > self.unknowns;
            *(if caught { &mut self.in_flight } else { &mut self.idle }) += 1;
        }
        self.unknowns = unknowns;
    }

    /// Kills a bot that has just had a message accepted.
    async fn kill(&mut self, mut process: Process, moment: Moment) {
        if moment == Moment::Leaving {
            // The answers arrive, and the next group leaves.
            pass(Duration::from_millis(LATENCY_MS / 2 + 25)).await;
        }
        // One is the long poll, and another may register the commands.
        let busy = eventually(PATIENCE, async || (self.sim.state().await.in_flight >= 3).then_some(()));
        busy.await.unwrap_or_else(|| panic!("nothing is under way: {}", process.tail()));
        process.kill();
        self.unconfirmed = true;
    }

    /// Starts a bot that dies at a named point (`name` or `name:nth`) by itself.
    async fn dies_at(&mut self, point: &str) {
        let mut process = self.bot.start_to_die_at(point);
        process.dies(PATIENCE).await;
        self.passed(point);
        self.unmeasured += 1;
    }

    /// As [`Drill::dies_at`], where only a graceful stop leads to the point.
    async fn dies_stopping_at(&mut self, point: &str) {
        let seen = self.sim.state().await.journal;
        let mut process = self.bot.start_to_die_at(point);
        self.shows(&process, seen, Sign::Message).await;
        process.terminate();
        process.dies(STOP).await;
        self.passed(point);
    }

    fn passed(&mut self, point: &str) {
        let name = point.split(':').next();
        let known = POINTS.iter().find(|known| Some(**known) == name);
        self.points.insert(known.unwrap_or_else(|| panic!("{point} is no point")));
    }

    /// SIGTERM, and a good end.
    async fn stop(&mut self, mut process: Process) {
        let asked = tokio::time::Instant::now();
        process.terminate();
        let status = process.ended(STOP).await;
        assert!(status.success(), "{status}: {}", process.tail());
        self.stops.push(asked.elapsed());
    }

    /// Waits until a query finds nothing more to do.
    async fn until_none(&self, process: &Process, sql: &'static str) {
        let done = eventually(2 * PATIENCE, async || (self.bot.number(sql).await == 0).then_some(()));
        done.await.unwrap_or_else(|| panic!("{sql} is not 0 after {:?}: {}", 2 * PATIENCE, process.tail()));
    }

    /// Figures, for whoever runs this with `--nocapture`; and the promises that they must keep.
    fn report(&self, what: &str) {
        let kills = self.in_flight + self.idle + u32::try_from(self.points.len()).expect("few");
        println!(
            "{what}: {kills} SIGKILLs: {} with a request in flight, {} with none, {} named points",
            self.in_flight,
            self.idle,
            self.points.len()
        );
        println!("{what}: recovery {}; {} starts died before it", spread(&self.recoveries), self.unmeasured);
        println!("{what}: graceful stop {}", spread(&self.stops));
        let slowest = self.recoveries.iter().max().expect("some");
        assert!(*slowest <= RECOVERY, "a recovery took {slowest:?}");
    }
}

fn spread(times: &[Duration]) -> String {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |index: usize| times.get(index).copied().unwrap_or_default();
    let (median, last) = (at(times.len() / 2), at(times.len().saturating_sub(1)));
    format!("min {:.2?}, median {median:.2?}, max {last:.2?} (n = {})", at(0), times.len())
}

#[test]
fn the_drills_pass_every_named_point() {
    let all: BTreeSet<&str> = broadcast::points().chain(replies::points()).chain(first_start::points()).collect();
    assert_eq!(all, POINTS.iter().copied().collect());
}
