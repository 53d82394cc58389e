//! One alert to 300 private chats: the standing repo result of 31 October 2025.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::Row as _;
use tidewatch::alert::{Category, Severity};
use tidewatch::calendar::Calendar;
use tidewatch::ingest;
use tidewatch::lang::Lang;
use tidewatch::rule::RuleBook;
use tidewatch::sim::history;
use tidewatch::store::subscriber::{self, NewSubscriber};
use tidewatch::store::{self, Store};
use tidewatch::telegram::update::ChatKind;

use super::{Drill, Moment, Sign, points_exist};
use crate::common::{Bot, PATIENCE, eventually};

const CHATS: i64 = 300;
const KILLS: usize = 50;
const MOST_KILLS: usize = 75;
/// So many of them must catch a request in flight.
const ENOUGH: u32 = 40;
const ALERT: &str = "R05/2025-10-31/critical";

/// What is there when the bot starts: rates, operations, the H.4.1, the press feed, the calendar of
/// meetings, the statement of 29 October and the newest minutes.
const PAGES: i64 = 8;
/// Points at which the bot dies before any message has left, in this order, and what it leaves behind:
/// alerts and deliveries.
const DECIDING: [(&str, (i64, i64)); 4] = [
    ("ingest.before_commit", (0, 0)),
    ("ingest.after_commit", (1, 0)),
    ("fanout.page.before_commit", (1, 0)),
    ("fanout.page.after_commit", (1, CHATS)),
];
/// Points at which it dies while messages leave; the numbers make it die among others in flight.
const SENDING: [&str; 8] = [
    "delivery.claim.before_commit",
    "delivery.claim.after_commit",
    "delivery.sending.before_commit:2",
    "delivery.sending.after_commit:2",
    "delivery.request.before:2",
    "delivery.request.after:2",
    "delivery.outcome.before_commit:2",
    "delivery.outcome.after_commit:2",
];
/// Points that only a graceful stop passes.
const STOPPING: [&str; 2] = ["delivery.release.before_commit", "delivery.release.after_commit"];
/// Points that every start passes first.
const RECOVERING: [&str; 2] = ["delivery.recover.before_commit", "delivery.recover.after_commit"];

pub(super) fn points() -> impl Iterator<Item = &'static str> {
    let all = DECIDING.into_iter().map(|(point, _)| point).chain(SENDING).chain(STOPPING).chain(RECOVERING);
    all.filter_map(|point| point.split(':').next())
}

/// Fifteen seconds before the result: the bot reads the other pages, and then it comes.
fn start() -> DateTime<Utc> {
    "2025-10-31T13:45:45-04:00".parse().expect("an instant")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_what_is_repeated_says_so() {
    if !points_exist() {
        return;
    }
    let bot = Bot::new();
    prepare(&bot).await;
    let mut drill = Drill::new(bot, start()).await;
    for chat in 1..=CHATS {
        drill.sim.person(chat, lang(chat).as_str()).await;
    }
    decide(&mut drill).await;
    send(&mut drill).await;
    let left = drill.bot.left_behind("SELECT COUNT(*) FROM delivery WHERE state IN ('pending', 'claimed')").await;
    println!("broadcast: after the last kill {left} deliveries were still to be made");
    let process = drill.up(if left > 0 { Sign::Message } else { Sign::Question }).await;
    drill.until_none(&process, "SELECT COUNT(*) FROM alert WHERE walked = 0").await;
    drill.until_none(&process, "SELECT COUNT(*) FROM delivery WHERE state IN ('pending', 'claimed', 'sending')").await;
    judge(&drill).await;
    drill.stop(process).await;
    drill.report("broadcast");
    assert!(drill.in_flight >= ENOUGH, "only {} kills caught a request in flight", drill.in_flight);
}

/// History up to the start, rules where they stood, and everybody subscribed to everything.
async fn prepare(bot: &Bot) {
    let store = Store::open(&format!("sqlite:{}", bot.database().display())).await.expect("a database");
    let (calendar, book) = (Calendar::builtin().expect("good"), RuleBook::built_in().expect("good"));
    let archive = history::load(None).expect("embedded figures");
    ingest::warm_up(&store, &calendar, &book, &archive, start()).await.expect("warm");
    let takes = Category::ALL.iter().fold(0, |bits, category| bits | category.bit());
    let mut tx = store.begin().await.expect("a transaction");
    for chat in 1..=CHATS {
        let lang = lang(chat);
        let new = NewSubscriber {
            chat,
            chat_kind: ChatKind::Private,
            lang,
            takes,
            min_rank: Severity::Info.rank(),
            thread: 0,
            active: true,
        };
        subscriber::add(&mut tx, &new, start()).await.expect("added");
    }
    store::commit(tx, "adding subscribers").await.expect("committed");
    store.close().await;
}

fn lang(chat: i64) -> Lang {
    match chat % 3 {
        0 => Lang::En,
        1 => Lang::ZhHant,
        _ => Lang::ZhHans,
    }
}

/// From a bot that knows today's other pages to an alert that is owed to everybody; it dies before and
/// after each commit on the way.
async fn decide(drill: &mut Drill) {
    let process = drill.up(Sign::Question).await;
    let known = async || (drill.bot.number("SELECT COUNT(*) FROM page").await == PAGES).then_some(());
    let known = eventually(PATIENCE, known).await;
    if known.is_none() {
        let rows = drill.bot.rows("SELECT url FROM page ORDER BY url").await;
        let pages: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        panic!("other pages than expected: {pages:#?}; {}", process.tail());
    }
    drill.stop(process).await;
    drill.recoveries.clear();
    for (point, (alerts, owed)) in DECIDING {
        drill.dies_at(point).await;
        assert_eq!(drill.bot.left_behind("SELECT COUNT(*) FROM alert").await, alerts, "after {point}");
        assert_eq!(drill.bot.left_behind("SELECT COUNT(*) FROM delivery").await, owed, "after {point}");
    }
    assert!(drill.sim.journal(0).await.iter().all(|entry| entry.method != "sendMessage"), "sent before it was owed");
}

/// Kills in flight, and between them the named points.
async fn send(drill: &mut Drill) {
    let (mut sending, mut stopping) = (SENDING.into_iter(), STOPPING.into_iter());
    // Now and then the answers are faster than the kill; the chats last for some more.
    for kill in 0..MOST_KILLS {
        if kill >= KILLS && drill.in_flight > ENOUGH {
            break;
        }
        match kill % 5 {
            // A point is reached from a good end: nothing else is under way that could hide its fault.
            1 => {
                if let Some(point) = sending.next() {
                    let process = drill.up(Sign::Message).await;
                    drill.stop(process).await;
                    drill.dies_at(point).await;
                }
            }
            3 => {
                if let Some(point) = stopping.next() {
                    drill.dies_stopping_at(point).await;
                }
            }
            _ => {}
        }
        let process = drill.up(Sign::Message).await;
        drill.kill(process, if kill % 3 == 2 { Moment::Leaving } else { Moment::Accepted }).await;
    }
    for point in RECOVERING {
        // Something to recover from is there: the last kill's.
        drill.dies_at(point).await;
        let process = drill.up(Sign::Message).await;
        drill.kill(process, Moment::Accepted).await;
    }
}

/// What became of one delivery.
struct Row {
    state: String,
    unknowns: usize,
    attempts: usize,
}

/// Joins what Telegram accepted with what the database says.
async fn judge(drill: &Drill) {
    let found = drill.bot.rows("SELECT chat, alert, state, unknowns, attempt FROM delivery").await;
    let count = |value: i64| usize::try_from(value).expect("not negative");
    let rows: BTreeMap<i64, Row> = found
        .iter()
        .inspect(|row| assert_eq!(row.get::<String, _>("alert"), ALERT))
        .map(|row| {
            let (unknowns, attempts) = (count(row.get("unknowns")), count(row.get("attempt")));
            (row.get("chat"), Row { state: row.get("state"), unknowns, attempts })
        })
        .collect();
    assert_eq!((rows.len(), found.len()), (count(CHATS), count(CHATS)), "one row a chat");
    let journal = drill.sim.journal(0).await;
    let refused: Vec<_> = journal.iter().filter(|entry| !entry.accepted && entry.method == "sendMessage").collect();
    assert!(refused.is_empty(), "limits are kept across restarts: {refused:?}");
    let mut told: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for entry in journal.iter().filter(|entry| entry.is_new_message()) {
        told.entry(entry.chat.expect("a chat")).or_default().push(entry.text());
    }
    let none = Vec::new();
    let texts = |chat| told.get(&chat).unwrap_or(&none);
    rows.iter().for_each(|(chat, row)| judge_chat(*chat, row, texts(*chat)));
    summarise(&rows, |chat| texts(chat).len());
}

/// The promises, for one chat.
fn judge_chat(chat: i64, row: &Row, texts: &[&str]) {
    let Row { state, unknowns, attempts } = row;
    let what = format!("chat {chat}: {state}, {attempts} attempts, {unknowns} unknown, accepted {}", texts.len());
    let on_record = ["failed", "unknown"].contains(&state.as_str());
    assert!(!texts.is_empty() || on_record, "lost: {what}");
    assert!(state == "sent" || on_record, "left lying: {what}");
    // Each acceptance is the attempt that was recorded as sent, or one whose end is on record as unknown.
    let heard = usize::from(state == "sent");
    assert!(texts.len() >= heard && texts.len() <= heard + unknowns, "a repeat without an unknown: {what}");
    assert_eq!(*attempts, heard + unknowns, "each attempt has one end: {what}");
    assert!(texts.len() <= 2, "said three times: {what}");
    if let [first, second] = texts {
        let said = second.strip_prefix(first).unwrap_or_else(|| panic!("another text: {second}\n{what}"));
        assert!(said.contains(repeat_line(lang(chat))), "a repeat does not say so: {second}\n{what}");
        assert!(!first.contains(repeat_line(lang(chat))), "the first is no repeat: {first}\n{what}");
    }
}

const fn repeat_line(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "this may be a repeat",
        Lang::ZhHant => "本則可能重複",
        Lang::ZhHans => "本条可能重复",
    }
}

fn summarise(rows: &BTreeMap<i64, Row>, accepted: impl Fn(i64) -> usize) {
    let count = |test: &dyn Fn(i64, &Row) -> bool| rows.iter().filter(|(chat, row)| test(**chat, row)).count();
    let (sent, unknown) = (count(&|_, row| row.state == "sent"), count(&|_, row| row.state == "unknown"));
    let attempts: usize = rows.values().map(|row| row.unknowns).sum();
    let messages: usize = rows.keys().map(|chat| accepted(*chat)).sum();
    println!(
        "broadcast: {} owed; {sent} sent, {unknown} unknown to the end, of these {} never accepted; lost 0",
        rows.len(),
        count(&|chat, _| accepted(chat) == 0)
    );
    println!(
        "broadcast: {attempts} attempts with unknown end, of which {} had been accepted; {} repeats",
        messages - sent,
        count(&|chat, _| accepted(chat) == 2)
    );
}
