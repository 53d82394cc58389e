//! WHO ASKS: what a chat was told, what was decided, and what a later revision does to it.
//!
//! Chat 1009 subscribes for this chapter and takes everything.

use chrono::{DateTime, TimeDelta, Utc};

use super::tells::{alert, decide_all, lead, now, row_of, send, settle, walk};
use super::{at, begin, day, done};
use crate::alert::{Alert, Body, Lead, Manner, QualityReport, ReminderReport, Severity};
use crate::alert::{Doubt, Edge, Finding};
use crate::delivery::Lane;
use crate::delivery::fanout::{Step, page};
use crate::lang::Lang;
use crate::source::SourceKind;
use crate::store::delivery::{self, State, Told};
use crate::store::subscriber::{self, ChatKind, NewSubscriber};
use crate::store::{Store, fanout, judgement};

const CHAT: i64 = 1009;
const STATEMENT: &str = "R15/2026-01-28/not-parsed";

fn quality(id: &str, revision: i64, at: DateTime<Utc>) -> Alert {
    let report = QualityReport {
        source: SourceKind::H41,
        doubt: Doubt::Unreachable,
        since: at,
        over_since: None,
        silent: vec!["R08".to_owned()],
    };
    Alert { at, body: Body::Quality(report), ..alert(id, revision) }
}

fn revised(id: &str, revision: i64, manner: Manner) -> Alert {
    Alert { manner, ..alert(id, revision) }
}

pub(super) async fn who_was_told_what_is_known(store: &Store) {
    let new = NewSubscriber {
        chat: CHAT,
        chat_kind: ChatKind::Private,
        lang: Lang::En,
        takes: 15,
        min_rank: 1,
        thread: 0,
        active: true,
    };
    let mut tx = begin(store).await;
    subscriber::add(&mut tx, &new, now()).await.expect("added");
    done(tx).await;
    assert_eq!(store.last_told(CHAT).await.expect("read"), None, "nothing told yet");

    let epoch = lead(store).await;
    decide_all(store, [alert(STATEMENT, 1)]).await;
    walk(store, epoch, 100).await;
    assert_eq!(store.last_told(CHAT).await.expect("read"), None, "owed is not told");
    let row = send(store, CHAT, epoch).await;
    assert!(settle(store, &row, epoch, State::Sent, Some(9001)).await);
    let first = Some(alert(STATEMENT, 1));
    assert_eq!(store.last_told(CHAT).await.expect("read"), first);
    assert_eq!(store.told_by_message(CHAT, 9001).await.expect("read"), first);
    assert_eq!(store.told_by_message(CHAT, 9002).await.expect("read"), None);
    assert_eq!(store.told_by_message(1001, 9001).await.expect("read"), None, "ids are a chat's own");

    // The message is edited: it tells the newer revision from then on.
    decide_all(store, [revised(STATEMENT, 2, Manner::Corrects)]).await;
    walk(store, epoch, 100).await;
    let mut row = row_of(store, CHAT).await;
    let mut tx = begin(store).await;
    assert!(delivery::claim(&mut tx, &row.key, epoch).await.expect("claimed"));
    let mut edit = delivery::refer(&mut tx, &mut row, 9001, epoch).await.expect("split");
    assert!(delivery::sending(&mut tx, &edit, epoch, now()).await.expect("recorded"));
    done(tx).await;
    edit.attempt += 1;
    assert_eq!(store.told_by_message(CHAT, 9001).await.expect("read"), first, "on its way");
    assert!(settle(store, &edit, epoch, State::Sent, Some(9001)).await);
    let pushes = store.pushes().await.expect("read");
    let mine: Vec<_> = pushes
        .iter()
        .filter(|push| push.chat == CHAT)
        .map(|push| (push.method.as_str(), push.alert.as_str()))
        .collect();
    assert_eq!(mine, [("sendMessage", STATEMENT), ("editMessageText", STATEMENT)], "an edit tells an alert, too");
    let second = Some(revised(STATEMENT, 2, Manner::Corrects));
    assert_eq!(store.told_by_message(CHAT, 9001).await.expect("read"), second);
    assert_eq!(store.last_told(CHAT).await.expect("read"), second);
}

pub(super) async fn what_was_decided_lately_is_found_in_its_newest_revision(store: &Store) {
    let (early, late) = (now() + TimeDelta::minutes(10), now() + TimeDelta::minutes(50));
    let notices = [quality("R18/h41", 1, early), quality("R18/h41", 2, late), quality("R18/rates", 1, early)];
    decide_all(store, notices.clone()).await;
    assert_eq!(store.open_alerts(late).await.expect("read"), notices[1..2]);
    let open = store.open_alerts(early).await.expect("read");
    assert_eq!(open, [notices[2].clone(), notices[1].clone()], "oldest first, each in its newest revision");
    assert_eq!(store.last_alert_of("quality").await.expect("read"), Some(notices[1].clone()));
    assert_eq!(store.last_alert_of("not_parsed").await.expect("read").map(|alert| alert.revision), Some(3));
    assert_eq!(store.last_alert_of("decision").await.expect("read"), None);

    let finding = Finding {
        rule: "R08".into(),
        version: 1,
        date: day("2025-10-29"),
        severity: Severity::Notable,
        edge: Edge::Raised,
        metrics: [].into(),
        threshold: None,
        inputs: Vec::new(),
    };
    let mut tx = begin(store).await;
    judgement::add_line(&mut tx, &finding, "R18/h41", early).await.expect("added");
    done(tx).await;
    assert_eq!(store.last_alert_of_rule("R08").await.expect("read"), Some(notices[1].clone()));
    assert_eq!(store.last_alert_of_rule("R99").await.expect("read"), None);
}

pub(super) async fn an_addition_waits_as_an_edit(store: &Store) {
    let epoch = lead(store).await;
    walk(store, epoch, 100).await;
    // The correction's reply rings: what is added to it need not.
    let reply = send(store, CHAT, epoch).await;
    assert_eq!((reply.key.alert.as_str(), reply.key.revision), (STATEMENT, 2));
    let next = delivery::Key { revision: 3, ..reply.key.clone() };
    for quiet in [false, true] {
        let mut tx = begin(store).await;
        let told = delivery::told_before(&mut tx, &next).await.expect("read");
        assert_eq!(told, Some(Told { message: 9001, gone: false, quiet }));
        done(tx).await;
        assert_eq!(settle(store, &reply, epoch, State::Sent, Some(9002)).await, !quiet, "it is settled once");
    }
    let mut tx = begin(store).await;
    delivery::fail_chat(&mut tx, CHAT, "cleared for this chapter").await.expect("failed");
    done(tx).await;
    decide_all(store, [revised(STATEMENT, 3, Manner::Adds)]).await;
    walk(store, epoch, 100).await;
    let edits = async || delivery::candidates(store, Lane::EDITS.code(), i64::MIN, 100).await.expect("read");
    let row = edits().await.into_iter().find(|row| row.chat == CHAT).expect("in the quiet lane");
    assert_eq!((row.newest, row.expires_at), (Some(3), None));
    let mut tx = begin(store).await;
    let told = delivery::told_before(&mut tx, &row.key).await.expect("read");
    assert_eq!(told, Some(Told { message: 9001, gone: false, quiet: true }));
    assert!(!delivery::owed_newer(&mut tx, &row.key, 4).await.expect("read"));
    let older = delivery::Key { revision: 2, ..row.key.clone() };
    assert!(delivery::owed_newer(&mut tx, &older, 3).await.expect("read"));
    delivery::become_edit(&mut tx, &row.key, 9001, Lane::EDITS.code()).await.expect("an edit");
    done(tx).await;
    let mut edit = edits().await.into_iter().find(|edit| edit.key == row.key).expect("still there");
    assert_eq!((edit.method.as_str(), edit.refers, edit.again), ("editMessageText", Some(9001), false));

    // Telegram says that the message is gone: what comes after it knows.
    let mut tx = begin(store).await;
    assert!(delivery::claim(&mut tx, &edit.key, epoch).await.expect("claimed"));
    assert!(delivery::sending(&mut tx, &edit, epoch, now()).await.expect("recorded"));
    edit.attempt += 1;
    let end = delivery::Settled {
        state: State::Failed,
        unknowns: 0,
        marks: 0,
        due_at: now(),
        message_id: None,
        outcome: "gone: message to edit not found".into(),
    };
    assert!(delivery::settle(&mut tx, &edit, epoch, &end, now()).await.expect("settled"));
    delivery::forget_message(&mut tx, &edit.key).await.expect("nothing refers to it");
    let next = delivery::Key { revision: 4, ..edit.key.clone() };
    let told = delivery::told_before(&mut tx, &next).await.expect("read");
    assert_eq!(told, Some(Told { message: 9001, gone: true, quiet: true }));
    done(tx).await;
}

pub(super) async fn what_has_expired_is_owed_to_nobody(store: &Store) {
    let statement_at = at("2026-01-28T19:00:00Z");
    let reminder = |id: &str| {
        let date = day("2026-01-28");
        let report = ReminderReport { date, statement_at, sep: false, lead: Lead::Hour, range: None };
        Alert { body: Body::Reminder(report), ..alert(id, 1) }
    };
    let epoch = lead(store).await;
    decide_all(store, [reminder("reminder/1"), reminder("reminder/2")]).await;
    let Step::Page { rows, .. } = page(store, epoch, 100, now()).await.expect("a page") else { panic!("idle") };
    assert!(rows > 0);
    // The first one's last page, then the second one, when its time has passed.
    for _ in 0..2 {
        let step = page(store, epoch, 100, statement_at).await.expect("a page");
        assert!(matches!(step, Step::Page { rows: 0, last: true, .. }), "{step:?}");
    }
    assert!(!fanout::is_waiting(store).await.expect("read"));
    let waiting = delivery::candidates(store, Lane::Normal.code(), i64::MIN, 100).await.expect("read");
    let row = waiting.into_iter().find(|row| row.key.alert == "reminder/1" && row.chat == CHAT).expect("owed");
    assert_eq!((row.again, row.expires_at), (false, Some(statement_at)));
    let mut tx = begin(store).await;
    assert!(delivery::claim(&mut tx, &row.key, epoch).await.expect("claimed"));
    delivery::expire_claimed(&mut tx, &row.key, epoch).await.expect("dropped");
    assert!(!delivery::sending(&mut tx, &row, epoch, now()).await.expect("refused"));
    done(tx).await;
}
