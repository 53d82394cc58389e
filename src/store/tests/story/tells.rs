//! WHO HEARS IT: fan-out by pages, claims and outcomes, leaders, revisions, chats that change.
//!
//! Chats 1001, 1002, 1005 and the supergroup take the alerts of this chapter; 1003 takes other things.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{at, begin, day, done};
use crate::alert::{Alert, Body, Manner, NotParsedReport};
use crate::delivery::fanout::{Step, page};
use crate::delivery::{Lane, OutgoingReply, enqueue_alert, enqueue_reply};
use crate::lang::Lang;
use crate::source::SourceKind;
use crate::store::delivery::{self, Row, Settled, State, Told};
use crate::store::pushes::Push;
use crate::store::subscriber::ChatKind;
use crate::store::subscriber::{self, NewSubscriber, Standing};
use crate::store::{Store, fanout};

const GROUP: i64 = -1_002_003_004_005;
const ALERT: &str = "R15/2025-10-29/not-parsed";

pub(super) fn now() -> DateTime<Utc> {
    at("2025-10-29T18:01:00Z")
}

pub(super) fn alert(id: &str, revision: i64) -> Alert {
    let link = "https://www.federalreserve.gov/newsevents/pressreleases/monetary20251029a.htm".into();
    let report = NotParsedReport { source: SourceKind::FomcStatement, date: day("2025-10-29"), link };
    Alert {
        id: id.into(),
        revision,
        manner: Manner::New,
        at: now(),
        late_since: None,
        body: Body::NotParsed(report),
        next: Vec::new(),
    }
}

async fn decide(store: &Store, id: &str, revision: i64) {
    decide_all(store, [alert(id, revision)]).await;
}

pub(super) async fn decide_all(store: &Store, alerts: impl IntoIterator<Item = Alert>) {
    let mut tx = begin(store).await;
    for alert in alerts {
        enqueue_alert(&mut tx, &alert, now()).await.expect("owed");
    }
    done(tx).await;
}

pub(super) async fn lead(store: &Store) -> i64 {
    let mut tx = begin(store).await;
    let (epoch, _) = delivery::recover(&mut tx, now()).await.expect("recovered");
    assert!(delivery::in_force(&mut tx, epoch).await.expect("read"));
    assert!(!delivery::in_force(&mut tx, epoch - 1).await.expect("read"));
    done(tx).await;
    epoch
}

pub(super) async fn walk(store: &Store, epoch: i64, size: i64) -> Vec<u64> {
    let mut pages = Vec::new();
    while let Step::Page { rows, .. } = page(store, epoch, size, now()).await.expect("a page") {
        pages.push(rows);
    }
    pages
}

/// The rows that wait in the urgent lane, by chat.
async fn waiting(store: &Store) -> Vec<Row> {
    delivery::candidates(store, Lane::Urgent.code(), i64::MIN, 100).await.expect("read")
}

pub(super) async fn row_of(store: &Store, chat: i64) -> Row {
    waiting(store).await.into_iter().find(|row| row.chat == chat).expect("a waiting row")
}

/// Claims the row and puts an attempt on record.
pub(super) async fn send(store: &Store, chat: i64, epoch: i64) -> Row {
    let mut row = row_of(store, chat).await;
    let mut tx = begin(store).await;
    assert!(delivery::claim(&mut tx, &row.key, epoch).await.expect("claimed"));
    assert!(!delivery::claim(&mut tx, &row.key, epoch).await.expect("claimed before"));
    assert!(delivery::sending(&mut tx, &row, epoch, now()).await.expect("recorded"));
    assert!(!delivery::sending(&mut tx, &row, epoch, now()).await.expect("recorded before"));
    done(tx).await;
    row.attempt += 1;
    row
}

pub(super) async fn settle(store: &Store, row: &Row, epoch: i64, state: State, message_id: Option<i64>) -> bool {
    let unknowns = row.unknowns + i64::from(state == State::Unknown);
    let end = Settled { state, unknowns, marks: 2, due_at: now(), message_id, outcome: "it's said".into() };
    let mut tx = begin(store).await;
    let counted = delivery::settle(&mut tx, row, epoch, &end, now()).await.expect("settled");
    done(tx).await;
    counted
}

/// State, message id and unknowns of a chat's rows, oldest revision first.
async fn told(store: &Store, chat: i64) -> Vec<(String, i64, i64)> {
    let text = "SELECT state, COALESCE(message_id, 0), unknowns FROM delivery WHERE chat = $1 ORDER BY seq, revision";
    sqlx::query_as(text).bind(chat).fetch_all(store.reader()).await.expect("rows")
}

fn states(told: &[(String, i64, i64)]) -> Vec<&str> {
    told.iter().map(|(state, ..)| state.as_str()).collect()
}

pub(super) async fn an_alert_is_owed_page_by_page(store: &Store) {
    let epoch = lead(store).await;
    assert!(!fanout::is_waiting(store).await.expect("read"));
    decide(store, ALERT, 1).await;
    decide(store, ALERT, 1).await;
    assert!(fanout::is_waiting(store).await.expect("read"));
    assert!(page(store, epoch - 1, 2, now()).await.is_err(), "an older leader is fenced");
    assert_eq!(walk(store, epoch, 2).await, [2, 1, 1, 0], "1003 takes other things");
    let rows = waiting(store).await;
    assert_eq!(rows.iter().map(|row| row.chat).collect::<Vec<_>>(), [GROUP, 1001, 1002, 1005]);
    let first = &rows[1];
    assert_eq!((first.lang.as_deref(), first.active, first.again), (Some("zh-Hant"), true, true));
    assert_eq!((first.payload.as_ref(), first.refers, first.due_at), (None, None, now()));
    let kept = delivery::alert(store, ALERT, 1).await.expect("read").expect("kept");
    assert_eq!(serde_json::from_str::<Alert>(&kept).expect("an alert"), alert(ALERT, 1));

    let reply = OutgoingReply {
        key: "reply/11/0".into(),
        chat: 1001,
        subscriber: 1,
        thread: 0,
        method: "sendMessage",
        payload: json!({ "text": "歡迎" }),
        again: false,
    };
    for _ in 0..2 {
        let mut tx = begin(store).await;
        enqueue_reply(&mut tx, &reply, now()).await.expect("owed");
        done(tx).await;
    }
    let replies = delivery::candidates(store, Lane::Reply.code(), 0, 100).await.expect("read");
    assert_eq!(replies.iter().map(|row| (row.chat, row.again)).collect::<Vec<_>>(), [(1001, false)], "owed once");
    assert!(replies[0].seq > first.seq, "one order over alerts and replies");
}

pub(super) async fn an_attempt_is_settled_by_whoever_made_it(store: &Store) {
    let epoch = lead(store).await;
    let row = send(store, 1001, epoch).await;
    assert!(!settle(store, &row, epoch - 1, State::Sent, Some(554)).await, "an older leader comes too late");
    assert!(settle(store, &row, epoch, State::Sent, Some(555)).await);
    assert!(!settle(store, &row, epoch, State::Unknown, None).await, "and so does a second answer");
    let push = Push {
        chat: 1001,
        message_id: 555,
        method: "sendMessage".into(),
        alert: ALERT.into(),
        severity: "notable".into(),
    };
    assert_eq!(store.pushes().await.expect("read"), [push]);

    let before = at("2025-10-29T18:00:00Z");
    let recent = delivery::recent(store, before, before).await.expect("read");
    assert_eq!(recent.iter().map(|recent| (recent.chat, recent.answered_at)).collect::<Vec<_>>(), [(1001, now())]);

    let again = send(store, 1002, epoch).await;
    assert!(settle(store, &again, epoch, State::Pending, None).await, "told to wait");
    assert_eq!((row_of(store, 1002).await.attempt, row_of(store, 1002).await.marks), (1, 2));

    // What is claimed is given back, or fails where it cannot be worded.
    let mut tx = begin(store).await;
    for chat in [1002, 1005, GROUP] {
        assert!(delivery::claim(&mut tx, &row_of(store, chat).await.key, epoch).await.expect("claimed"));
    }
    delivery::release_chat(&mut tx, 1002, epoch).await.expect("given back");
    let unsayable = row_key(ALERT, 5);
    delivery::fail_claimed(&mut tx, &unsayable, epoch, "no words".into()).await.expect("failed");
    delivery::release_all(&mut tx, epoch).await.expect("given back");
    done(tx).await;
    assert_eq!(waiting(store).await.iter().map(|row| row.chat).collect::<Vec<_>>(), [GROUP, 1002]);
    assert_eq!(states(&told(store, 1005).await), ["failed"]);
}

fn row_key(alert: &str, subscriber: i64) -> delivery::Key {
    delivery::Key { alert: alert.into(), revision: 1, subscriber, thread: 0 }
}

pub(super) async fn a_new_leader_settles_what_the_old_one_left(store: &Store) {
    let old = lead(store).await;
    send(store, GROUP, old).await;
    let mut tx = begin(store).await;
    assert!(delivery::claim(&mut tx, &row_key(ALERT, 2), old).await.expect("claimed"));
    done(tx).await;
    let new = lead(store).await;
    assert!(new > old);
    // What was claimed never left. What was being sent may have arrived: once more, then no more.
    assert_eq!(states(&told(store, 1002).await), ["pending"]);
    assert_eq!(told(store, GROUP).await, [("pending".to_owned(), 0, 1)]);
    send(store, GROUP, new).await;
    let newest = lead(store).await;
    assert_eq!(told(store, GROUP).await, [("unknown".to_owned(), 0, 2)]);
    assert!(newest > new);
}

pub(super) async fn a_revision_edits_replaces_or_comes_anew(store: &Store) {
    let epoch = lead(store).await;
    // A newer revision stops the older one's cursor.
    decide(store, ALERT, 2).await;
    decide(store, ALERT, 3).await;
    assert_eq!(walk(store, epoch, 100).await, [4, 0]);
    assert_eq!(states(&told(store, 1002).await), ["superseded", "pending"], "what had not left is replaced");
    let mut tx = begin(store).await;
    for (chat, message) in [(1001, Some(555)), (1002, None), (GROUP, None)] {
        let row = row_of(store, chat).await;
        let told = message.map(|message| Told { message, gone: false, quiet: false });
        assert_eq!(delivery::told_before(&mut tx, &row.key).await.expect("read"), told, "{chat}");
    }
    drop(tx);

    let mut row = row_of(store, 1001).await;
    let mut tx = begin(store).await;
    assert!(delivery::claim(&mut tx, &row.key, epoch).await.expect("claimed"));
    let edit = delivery::refer(&mut tx, &mut row, 555, epoch).await.expect("split");
    assert!(delivery::sending(&mut tx, &edit, epoch, now()).await.expect("recorded"), "the edit is claimed already");
    done(tx).await;
    assert_eq!((edit.method.as_str(), edit.refers, edit.seq + 1), ("editMessageText", Some(555), row.seq));
    assert_eq!(states(&told(store, 1001).await), ["sent", "pending", "sending", "claimed"], "the reply waits between");

    let row = row_of(store, 1005).await;
    let mut tx = begin(store).await;
    delivery::drop_row(&mut tx, &row.key, "no longer subscribed").await.expect("dropped");
    done(tx).await;
    assert_eq!(states(&told(store, 1005).await), ["failed", "superseded"]);
}

pub(super) async fn chats_pause_go_out_of_reach_and_move(store: &Store) {
    let (soon, later) = (at("2025-10-29T18:01:05Z"), at("2025-10-29T18:01:40Z"));
    let mut tx = begin(store).await;
    for until in [soon, later, soon] {
        delivery::pause_chat(&mut tx, 1001, until).await.expect("paused");
    }
    done(tx).await;
    assert_eq!(delivery::pauses(store, now()).await.expect("read"), [(1001, later)], "the later word counts");
    assert_eq!(delivery::pauses(store, later).await.expect("read"), []);
    let mut tx = begin(store).await;
    delivery::recover(&mut tx, later).await.expect("recovered");
    done(tx).await;
    assert_eq!(delivery::pauses(store, now()).await.expect("read"), [], "pauses that are over are forgotten");

    let mut tx = begin(store).await;
    delivery::suspend(&mut tx, 1002, "blocked", now()).await.expect("suspended");
    delivery::fail_chat(&mut tx, 1002, "blocked").await.expect("failed");
    let person = subscriber::of_chat(&mut tx, 1002).await.expect("read").expect("a subscriber");
    assert_eq!((person.standing, person.lang, person.takes), (Standing::Suspended("blocked".into()), Lang::ZhHant, 15));
    done(tx).await;
    assert_eq!(states(&told(store, 1002).await), ["superseded", "failed"]);

    // The first move meets no subscription at the new id, the second one does.
    let moved = GROUP - 1;
    let mut tx = begin(store).await;
    delivery::move_chat(&mut tx, GROUP, moved, now()).await.expect("moved");
    let group = subscriber::of_chat(&mut tx, moved).await.expect("read").expect("moved");
    assert_eq!((group.id, group.chat_kind), (4, ChatKind::Supergroup));
    done(tx).await;
    assert_eq!(states(&told(store, moved).await), ["unknown", "pending"]);
    assert_eq!(told(store, GROUP).await, []);

    let epoch = lead(store).await;
    let supergroup = moved - 1;
    let new = NewSubscriber {
        chat: supergroup,
        chat_kind: ChatKind::Supergroup,
        lang: Lang::En,
        takes: 15,
        min_rank: 1,
        thread: 0,
        active: true,
    };
    let mut tx = begin(store).await;
    let id = subscriber::add(&mut tx, &new, now()).await.expect("added");
    done(tx).await;
    decide(store, "R15/2025-12-10/not-parsed", 1).await;
    walk(store, epoch, 100).await;
    let mut tx = begin(store).await;
    delivery::move_chat(&mut tx, moved, supergroup, now()).await.expect("moved");
    let old = subscriber::of_chat(&mut tx, moved).await.expect("read").expect("kept");
    assert_eq!(old.standing, Standing::Stopped);
    done(tx).await;
    let owed: Vec<Row> = waiting(store).await.into_iter().filter(|row| row.chat == supergroup).collect();
    assert!(owed.iter().all(|row| row.key.subscriber == id), "what waits belongs to the supergroup's subscription");
    assert_eq!(owed.iter().filter(|row| row.key.alert.contains("2025-12-10")).count(), 1, "owed once");
}
