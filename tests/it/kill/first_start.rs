//! A first start that is killed while it reads history, and when a reminder comes due: history is read once
//! and nothing of it is told; the reminder is told, and told once.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::Row as _;
use tidewatch::alert::{Category, Severity};
use tidewatch::lang::Lang;
use tidewatch::store::subscriber::{self, NewSubscriber};
use tidewatch::store::{self, Store};
use tidewatch::telegram::update::ChatKind;

use super::{Drill, Sign, points_exist};
use crate::common::{Bot, eventually, pass};

/// Points that old pages and what is no page pass.
const POINTS: [&str; 4] = [
    "ingest.old.before_commit:2",
    "ingest.alone.before_commit",
    "ingest.alone.after_commit",
    "ingest.old.after_commit",
];
/// Searches at the New York Fed and the H.4.1 of as many weeks, a page a second a site.
const WEEKS: i64 = 16;
const OLD_PAGES: &str = "SELECT COUNT(*) FROM document WHERE detail = 'history'";
const READER: i64 = 7;
const REMINDER: &str = "reminder/2025-10-29/hour";
/// So long the first start has before the reminder is due.
const BEFORE: Duration = Duration::from_secs(10);

pub(super) fn points() -> impl Iterator<Item = &'static str> {
    POINTS.into_iter().filter_map(|point| point.split(':').next())
}

/// Ten seconds before the reminder that comes an hour before the decision.
fn start() -> DateTime<Utc> {
    "2025-10-29T12:59:50-04:00".parse().expect("an instant")
}

#[tokio::test(flavor = "multi_thread")]
async fn history_is_read_once_and_told_to_nobody() {
    if !points_exist() {
        return;
    }
    let bot = Bot::new().with("TIDEWATCH__BACKFILL__WEEKS", &WEEKS.to_string());
    subscribe(&bot).await;
    let mut drill = Drill::new(bot, start()).await;
    let began = tokio::time::Instant::now();
    drill.sim.person(READER, "en").await;
    let [second_page, before, after, page] = POINTS;

    drill.dies_at(second_page).await;
    assert_eq!((old_pages(&drill).await, alerts(&drill).await), (1, 0), "the second page was not stored");
    pass((BEFORE + Duration::from_secs(1)).saturating_sub(began.elapsed())).await;
    drill.dies_at(before).await;
    assert_eq!(alerts(&drill).await, 0, "the reminder was not decided");
    drill.dies_at(after).await;
    assert_eq!(alerts(&drill).await, 1, "the reminder was decided");
    // An answer that is lost would silence it: a reminder is not repeated.
    let process = drill.up(Sign::Message).await;
    drill.stop(process).await;
    let known = drill.bot.number(OLD_PAGES).await;
    drill.dies_at(page).await;
    assert_eq!(old_pages(&drill).await, known + 1, "it goes on with the next page");

    let process = drill.up(Sign::Question).await;
    drill.until_none(&process, "SELECT COUNT(*) = 0 FROM meta WHERE key = 'backfilled'").await;
    drill.until_none(&process, "SELECT COUNT(*) FROM delivery WHERE state IN ('pending', 'claimed', 'sending')").await;
    judge(&drill).await;
    drill.stop(process).await;
    drill.report("first start");
}

/// Somebody is subscribed before the first start, so that everything that is told is seen.
async fn subscribe(bot: &Bot) {
    std::fs::create_dir_all(bot.dir().join("data")).expect("a directory");
    let store = Store::open(&format!("sqlite:{}", bot.database().display())).await.expect("a database");
    let mut tx = store.begin().await.expect("a transaction");
    let takes = Category::ALL.iter().fold(0, |bits, category| bits | category.bit());
    let (chat, chat_kind, lang, min_rank) = (READER, ChatKind::Private, Lang::En, Severity::Info.rank());
    subscriber::add(
        &mut tx,
        &NewSubscriber { chat, chat_kind, lang, takes, min_rank, thread: 0, active: true },
        start(),
    )
    .await
    .expect("added");
    store::commit(tx, "adding a subscriber").await.expect("committed");
    store.close().await;
}

async fn old_pages(drill: &Drill) -> i64 {
    drill.bot.left_behind(OLD_PAGES).await
}

async fn alerts(drill: &Drill) -> i64 {
    drill.bot.left_behind("SELECT COUNT(*) FROM alert").await
}

async fn judge(drill: &Drill) {
    // The H.4.1 of some of these weeks may have been read by the watch, which looks for weeks that it missed.
    let weeks = drill.bot.number("SELECT COUNT(DISTINCT as_of) FROM observation WHERE series = 'reserves_avg'").await;
    let figures = drill.bot.number("SELECT COUNT(*) FROM observation WHERE series = 'reserves_avg'").await;
    assert_eq!((weeks, figures), (WEEKS, WEEKS), "each week, once");
    let days = drill.bot.number("SELECT COUNT(DISTINCT as_of) FROM observation WHERE series = 'sofr'").await;
    let figures = drill.bot.number("SELECT COUNT(*) FROM observation WHERE series = 'sofr'").await;
    assert!(days > WEEKS * 4 && days == figures, "{figures} figures for {days} days");
    let found = drill.bot.rows("SELECT DISTINCT alert FROM delivery").await;
    let told: Vec<String> = found.iter().map(|row| row.get(0)).collect();
    assert_eq!(told, [REMINDER], "nothing old is told");
    let seen = eventually(Duration::from_secs(5), async || {
        let journal = drill.sim.journal(0).await;
        let count = journal.iter().filter(|entry| entry.is_new_message() && entry.chat == Some(READER)).count();
        (count > 0).then_some(count)
    });
    assert_eq!(seen.await, Some(1), "the reminder, once");
}
