//! A backup is whole, private, and replaces nothing.

use std::os::unix::fs::PermissionsExt as _;

use super::*;
use crate::alert::Severity;
use crate::lang::Lang;
use crate::store::subscriber::{self, ChatKind, NewSubscriber};
use crate::store::{Store, commit};

async fn add(store: &Store, chat: i64) {
    let new = NewSubscriber {
        chat,
        chat_kind: ChatKind::Private,
        lang: Lang::En,
        takes: 255,
        min_rank: Severity::Info.rank(),
        thread: 0,
        active: true,
    };
    let mut tx = store.begin().await.expect("a transaction");
    subscriber::add(&mut tx, &new, chrono::DateTime::UNIX_EPOCH).await.expect("added");
    commit(tx, "adding").await.expect("committed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_is_one_instant_of_a_database_that_is_written_to() {
    let dir = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite:{}/t.db", dir.path().display());
    let store = Store::open(&url).await.expect("a database");
    for chat in 1..=20 {
        add(&store, chat).await;
    }
    let to = dir.path().join("copy.db");
    let writes = async {
        for chat in 21..=60 {
            add(&store, chat).await;
        }
    };
    let (copied, ()) = tokio::join!(backup(&url, &to), writes);
    let copied = copied.expect("a copy");
    assert!((20..=60).contains(&copied.subscribers), "{copied:?}");
    assert_eq!(copied.bytes, to.metadata().expect("there").len());
    assert_eq!(to.metadata().expect("there").permissions().mode() & 0o777, 0o600, "it holds chat ids");
    assert!(!dir.path().join("copy.db.part").exists());

    // Restored: the copy is a database like any other, with the same people in it.
    let restored = Store::open(&format!("sqlite:{}", to.display())).await.expect("opens");
    let people = restored.subscriber_lines().await.expect("read");
    assert_eq!(people.iter().map(|line| line.rows).sum::<i64>(), copied.subscribers);
    add(&restored, 1000).await;
}

#[tokio::test]
async fn nothing_is_replaced_and_nothing_half_done_is_left() {
    let dir = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite:{}/t.db", dir.path().display());
    let to = dir.path().join("copy.db");
    let missing = backup(&url, &to).await.expect_err("no database");
    assert!(missing.to_string().contains("cannot open the database"), "{missing}");
    assert_eq!(std::fs::read_dir(dir.path()).expect("readable").count(), 0);

    drop(Store::open(&url).await.expect("a database"));
    std::fs::write(&to, "mine").expect("written");
    let refused = backup(&url, &to).await.expect_err("it is there").to_string();
    assert!(refused.contains("copy.db is there already"), "{refused}");
    assert_eq!(std::fs::read_to_string(&to).expect("still there"), "mine");
    let postgres = backup("postgres://me@host/db", &to).await.expect_err("not ours").to_string();
    assert!(postgres.contains("pg_dump"), "{postgres}");
}

/// Signs that mean something in an address are names' signs like any other.
#[tokio::test]
async fn the_copy_has_the_name_that_was_asked_for() {
    let dir = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite:{}/t.db", dir.path().display());
    let store = Store::open(&url).await.expect("a database");
    add(&store, 1).await;
    for name in ["100%20.db", "a?b#c.db"].map(|name| dir.path().join(name)) {
        let copied = backup(&url, &name).await.unwrap_or_else(|error| panic!("{}: {error}", name.display()));
        assert_eq!(copied.subscribers, 1, "{}", name.display());
        assert!(copied.bytes > 0 && copied.bytes == name.metadata().expect("there").len(), "{}", name.display());
    }
}
