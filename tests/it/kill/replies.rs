//! `/start` from many people, each answered once.

use chrono::{DateTime, Utc};
use sqlx::Row as _;

use super::{Drill, Moment, Sign, points_exist};
use crate::common::Bot;

/// Points on the way from an update to its answer; three updates come at once, and at some points the bot
/// dies with the first of them behind it.
const POINTS: [&str; 12] = [
    "inbox.before_commit",
    "inbox.after_commit",
    "handler.before_commit:2",
    "handler.after_commit:2",
    "delivery.claim.before_commit",
    "delivery.claim.after_commit",
    "delivery.sending.before_commit",
    "delivery.sending.after_commit",
    "delivery.request.before:2",
    "delivery.request.after:2",
    "delivery.outcome.before_commit",
    "delivery.outcome.after_commit",
];

pub(super) fn points() -> impl Iterator<Item = &'static str> {
    POINTS.into_iter().filter_map(|point| point.split(':').next())
}

/// A Friday without news.
fn start() -> DateTime<Utc> {
    "2025-10-31T11:00:00-04:00".parse().expect("an instant")
}

/// People who come one after the other.
struct Visitors {
    drill: Drill,
    count: i64,
}

impl Visitors {
    /// So many new people press Start.
    async fn come(&mut self, count: i64) {
        for chat in self.count + 1..=self.count + count {
            self.drill.sim.person(chat, "en").await;
            self.drill.sim.says(chat, "/start").await;
        }
        self.count += count;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_start_is_answered_once() {
    if !points_exist() {
        return;
    }
    let drill = Drill::new(Bot::new(), start()).await;
    let mut visitors = Visitors { drill, count: 0 };
    for (turn, point) in POINTS.into_iter().enumerate() {
        visitors.come(3).await;
        visitors.drill.dies_at(point).await;
        visitors.come(3).await;
        let process = visitors.drill.up(Sign::Message).await;
        let moment = if turn % 3 == 2 { Moment::Leaving } else { Moment::Accepted };
        visitors.drill.kill(process, moment).await;
    }
    visitors.come(1).await;
    let process = visitors.drill.up(Sign::Message).await;
    let drill = &visitors.drill;
    drill.until_none(&process, "SELECT COUNT(*) FROM inbox WHERE state = 'pending'").await;
    drill.until_none(&process, "SELECT COUNT(*) FROM delivery WHERE state IN ('pending', 'claimed', 'sending')").await;
    assert_eq!(drill.sim.state().await.pending_updates, 0, "stored, but never confirmed");
    judge(drill, visitors.count).await;
    visitors.drill.stop(process).await;
    visitors.drill.report("replies");
}

/// Joins what each person sees with what the database says.
async fn judge(drill: &Drill, visitors: i64) {
    let rows = drill.bot.rows("SELECT chat, state, unknowns FROM delivery ORDER BY chat").await;
    let chats: Vec<i64> = rows.iter().map(|row| row.get("chat")).collect();
    assert_eq!(chats, (1..=visitors).collect::<Vec<_>>(), "one answer is owed to each");
    let handled = "SELECT COUNT(*) FROM inbox WHERE state = 'handled' AND payload IS NULL";
    assert_eq!(drill.bot.number(handled).await, visitors, "each press is handled once, and emptied");
    let subscribed = "SELECT COUNT(DISTINCT chat) FROM subscriber WHERE state = 'active'";
    assert_eq!(drill.bot.number(subscribed).await, visitors);
    let journal = drill.sim.journal(0).await;
    let mut silent = 0;
    for row in &rows {
        let (chat, state, unknowns): (i64, String, i64) = (row.get(0), row.get(1), row.get(2));
        let seen = journal.iter().filter(|entry| entry.is_new_message() && entry.chat == Some(chat)).count();
        match state.as_str() {
            "sent" => assert_eq!((seen, unknowns), (1, 0), "chat {chat}"),
            "unknown" => assert!(seen <= 1 && unknowns == 1, "chat {chat}: seen {seen}, unknown {unknowns}"),
            other => panic!("chat {chat}: {other}"),
        }
        silent += usize::from(seen == 0);
    }
    let unknown = rows.iter().filter(|row| row.get::<String, _>(1) == "unknown").count();
    println!(
        "replies: {visitors} presses; {unknown} answers on record as unknown, {silent} of them never accepted; twice 0"
    );
}
