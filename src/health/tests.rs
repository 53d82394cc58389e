//! How fast an alert was, by what the database says of it.

use chrono::{DateTime, TimeDelta, Utc};
use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;

use super::latency::Latency;
use crate::alert::{Alert, Body, Manner, NotParsedReport};
use crate::calendar::Calendar;
use crate::delivery::enqueue_alert;
use crate::source::SourceKind;
use crate::store::{Store, commit, millis};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// A statement that was due at 14:00 in New York, decided five seconds later.
fn alert() -> Alert {
    let date = "2025-10-29".parse().expect("a date");
    let body = Body::NotParsed(NotParsedReport { source: SourceKind::FomcStatement, date, link: String::new() });
    let (id, at) = ("statement".to_owned(), at("2025-10-29T18:00:05Z"));
    Alert { id, revision: 1, manner: Manner::New, at, late_since: None, body, next: Vec::new() }
}

async fn write(store: &Store, statements: &str) {
    let mut tx = store.begin().await.expect("a transaction");
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements.to_owned())).execute(&mut *tx).await.expect("written");
    commit(tx, "writing").await.expect("committed");
}

async fn owed(store: &Store) -> Alert {
    let alert = alert();
    let mut tx = store.begin().await.expect("a transaction");
    enqueue_alert(&mut tx, &alert, alert.at).await.expect("owed");
    commit(tx, "deciding").await.expect("committed");
    alert
}

async fn row(store: &Store, subscriber: i64, state: &str, answered: Option<DateTime<Utc>>) {
    let answered = answered.map_or("NULL".to_owned(), |at| millis(at).to_string());
    let row = format!(
        "INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, payload, refers, marks, \
         again, state, attempt, epoch, unknowns, due_at, attempted_at, answered_at, message_id, outcome) \
         VALUES ('statement', 1, {subscriber}, 0, {subscriber}, 1, 2, 'sendMessage', NULL, NULL, 0, \
         1, '{state}', 1, 1, 0, 0, 0, {answered}, 1, '')"
    );
    write(store, &row).await;
}

fn lines(latency: &Latency) -> Vec<String> {
    let mut registry = Registry::default();
    registry.register("published", "", latency.published.clone());
    registry.register("decided", "", latency.decided.clone());
    let mut text = String::new();
    encode(&mut text, &registry).expect("a text");
    let mut sums: Vec<String> =
        text.lines().filter(|line| line.contains("_sum") || line.contains("_count")).map(str::to_owned).collect();
    sums.sort();
    sums
}

#[tokio::test]
async fn an_alert_is_timed_once_and_only_when_nobody_waits_for_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.expect("a database");
    let (calendar, latency) = (Calendar::builtin().expect("good files"), Latency::since(at("2025-10-29T17:00:00Z")));
    let decided = owed(&store).await.at;
    row(&store, 1, "sent", Some(decided + TimeDelta::seconds(2))).await;
    row(&store, 2, "pending", None).await;
    write(&store, "UPDATE alert SET walked = 1").await;
    let now = decided + TimeDelta::minutes(1);
    latency.look(&store, &calendar, now).await.expect("read");
    assert!(lines(&latency).iter().all(|line| line.ends_with(" 0") || line.ends_with(" 0.0")), "one still waits");

    let answered = millis(decided + TimeDelta::seconds(30));
    write(&store, &format!("UPDATE delivery SET state = 'sent', answered_at = {answered} WHERE subscriber = 2")).await;
    for _ in 0..2 {
        latency.look(&store, &calendar, now).await.expect("read");
    }
    let expected = [
        "decided_count{message=\"first\"} 1",
        "decided_count{message=\"last\"} 1",
        "decided_sum{message=\"first\"} 2.0",
        "decided_sum{message=\"last\"} 30.0",
        "published_count{message=\"first\"} 1",
        "published_count{message=\"last\"} 1",
        "published_sum{message=\"first\"} 7.0",
        "published_sum{message=\"last\"} 35.0",
    ];
    assert_eq!(lines(&latency), expected);
}

#[tokio::test]
async fn what_was_told_before_the_start_is_not_timed() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.expect("a database");
    let (calendar, latency) = (Calendar::builtin().expect("good files"), Latency::since(at("2025-10-29T19:00:00Z")));
    let decided = owed(&store).await.at;
    row(&store, 1, "sent", Some(decided + TimeDelta::seconds(2))).await;
    write(&store, "UPDATE alert SET walked = 1").await;
    latency.look(&store, &calendar, at("2025-10-29T19:01:00Z")).await.expect("read");
    assert!(lines(&latency).iter().all(|line| line.ends_with(" 0") || line.ends_with(" 0.0")));
}
