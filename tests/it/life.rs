//! How the bot starts and stops: alone on its database, without Telegram, and when told to end.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::common::{Bot, PATIENCE, Process, Sim, eventually, pass, tidewatch};

/// What the upstream sites show does not matter here, as long as it is there.
fn a_friday() -> DateTime<Utc> {
    "2025-10-31T10:00:00-04:00".parse().expect("an instant")
}

/// How long a stop may take with nothing in hand.
const STOP: Duration = Duration::from_secs(5);

async fn until_connected(sim: &Sim, process: &Process, within: Duration) {
    let asked = eventually(within, async || sim.journal(0).await.into_iter().find(|entry| entry.method == "getMe"));
    asked.await.unwrap_or_else(|| panic!("no getMe within {within:?}: {}", process.tail()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_on_the_same_database_is_refused() {
    let bot = Bot::new();
    let sim = Sim::start(bot.dir(), a_friday(), 0).await;
    let bot = bot.pointed_at(&sim);
    let mut first = bot.start();
    until_connected(&sim, &first, PATIENCE).await;
    let second = bot.command().output().expect("the program starts");
    let line = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(!second.status.success() && second.stdout.is_empty(), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(line.contains("tidewatch.db is in use by another tidewatch process"), "{line}");
    assert!(first.is_alive(), "the first one is not disturbed: {}", first.tail());
    // The lock does not outlive its process, however that ends.
    first.kill();
    let third = bot.start();
    let epoch = eventually(PATIENCE, async || {
        let rows = bot.rows("SELECT 1 FROM meta WHERE key = 'epoch' AND value = '2'").await;
        (!rows.is_empty()).then_some(())
    });
    epoch.await.unwrap_or_else(|| panic!("it does not start: {}", third.tail()));
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_and_an_idle_bot_ends_well() {
    let bot = Bot::new();
    let sim = Sim::start(bot.dir(), a_friday(), 0).await;
    let bot = bot.pointed_at(&sim);
    let mut process = bot.start();
    until_connected(&sim, &process, PATIENCE).await;
    // Into the long poll, which Telegram would hold for half a minute.
    pass(Duration::from_millis(200)).await;
    process.terminate();
    let status = process.ended(STOP).await;
    assert!(status.success(), "{status}: {}", process.tail());
    assert_eq!(process.stdout(), "", "logs belong on stderr");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_watches_without_telegram_and_finds_it_when_it_comes() {
    let bot = Bot::new();
    let sites = Sim::start(bot.dir(), a_friday(), 0).await;
    let port = free_port();
    let telegram = format!("http://127.0.0.1:{port}");
    let bot = bot.pointed_at(&sites).with("TIDEWATCH__TELEGRAM__API_URL", &telegram);
    let mut process = bot.start();
    let started = tokio::time::Instant::now();
    let watches = eventually(PATIENCE, async || {
        let pages = "SELECT 1 FROM source_state WHERE state = 'ok'";
        (bot.database().exists() && process.tail().contains("watching") && bot.rows(pages).await.len() >= 3)
            .then_some(())
    });
    watches.await.unwrap_or_else(|| panic!("no pages without Telegram: {}", process.tail()));
    // Three attempts, so that the pauses between them are no longer the first one.
    let tried =
        eventually(PATIENCE, async || (process.tail().matches("no updates from Telegram").count() >= 3).then_some(()));
    tried.await.unwrap_or_else(|| panic!("it gave up: {}", process.tail()));
    assert!(process.is_alive(), "{}", process.tail());

    let away = started.elapsed();
    let sim = Sim::start_on(bot.dir(), a_friday(), 0, port).await;
    sim.person(77, "en").await;
    sim.says(77, "/start").await;
    let answered = eventually(away * 3 + PATIENCE, async || {
        sim.journal(0).await.into_iter().find(|entry| entry.is_new_message() && entry.chat == Some(77))
    });
    answered.await.unwrap_or_else(|| panic!("/start is not answered: {}", process.tail()));
    process.terminate();
    assert!(process.ended(STOP).await.success(), "{}", process.tail());
}

/// A port that nobody listens on: so a connection is refused.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

#[test]
fn a_proxy_in_the_environment_is_not_asked_for_the_stand_in() {
    let bot = Bot::new();
    let mut command = tidewatch(bot.dir());
    command.args(["demo", "--headless", "--from", "2025-11-01", "--to", "2025-11-01"]);
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    command.env("HTTP_PROXY", &nowhere).env("http_proxy", &nowhere).env("ALL_PROXY", &nowhere);
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
