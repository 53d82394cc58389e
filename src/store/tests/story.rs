//! One story over both databases: a database is opened, learns, decides, tells, and hears.
//!
//! Every function of the store has its part in it, in the order of a release's life. The chapters
//! build on each other; each is told in a file of its own.

mod asks;
mod hears;
mod knows;
mod tells;

use chrono::{DateTime, NaiveDate, Utc};

use crate::store::{Store, Tx, commit, meta};
use crate::testing::postgres;

#[tokio::test]
async fn on_sqlite() {
    let dir = tempfile::tempdir().expect("a directory");
    tell(&format!("sqlite:{}/deep/er/tidewatch.db", dir.path().display())).await;
}

#[tokio::test]
async fn on_postgresql() {
    let Some(address) = postgres::database().await else { return };
    tell(&address).await;
}

async fn tell(address: &str) {
    let store = it_opens_and_migrates_once(address).await;
    what_is_not_committed_did_not_happen(&store).await;

    knows::figures_keep_their_vintages(&store).await;
    knows::bodies_are_kept_until_they_are_forgotten(&store).await;
    knows::validators_are_those_of_the_last_page(&store).await;
    knows::sources_fall_ill_and_get_well(&store).await;
    knows::rules_remember_where_they_stand(&store).await;
    knows::the_ledger_takes_each_line_once(&store).await;
    knows::a_corrected_line_stays_on_record_and_can_come_back(&store).await;

    hears::updates_are_kept_once_and_erased_once_handled(&store).await;
    hears::people_come_change_their_minds_and_leave(&store).await;

    tells::an_alert_is_owed_page_by_page(&store).await;
    tells::an_attempt_is_settled_by_whoever_made_it(&store).await;
    tells::a_new_leader_settles_what_the_old_one_left(&store).await;
    tells::a_revision_edits_replaces_or_comes_anew(&store).await;
    tells::chats_pause_go_out_of_reach_and_move(&store).await;

    asks::who_was_told_what_is_known(&store).await;
    asks::what_was_decided_lately_is_found_in_its_newest_revision(&store).await;
    asks::an_addition_waits_as_an_edit(&store).await;
    asks::what_has_expired_is_owed_to_nobody(&store).await;
    store.close().await;
}

/// A second opening finds the schema in place and the facts where they were.
async fn it_opens_and_migrates_once(address: &str) -> Store {
    let first = Store::open(address).await.expect("a new database");
    assert_eq!(first.meta(meta::STARTED_AT).await.expect("read"), None);
    let mut tx = first.begin().await.expect("begun");
    meta::put(&mut tx, meta::STARTED_AT, "1").await.expect("put");
    meta::put(&mut tx, meta::STARTED_AT, "2").await.expect("put again");
    done(tx).await;
    first.close().await;

    let again = Store::open(address).await.expect("the same database");
    assert_eq!(again.meta(meta::STARTED_AT).await.expect("read").as_deref(), Some("2"));
    again
}

async fn what_is_not_committed_did_not_happen(store: &Store) {
    let mut tx = store.begin().await.expect("begun");
    meta::put(&mut tx, meta::STARTED_AT, "3").await.expect("put");
    assert_eq!(meta::get(&mut *tx, meta::STARTED_AT).await.expect("read").as_deref(), Some("3"));
    assert_eq!(store.meta(meta::STARTED_AT).await.expect("read").as_deref(), Some("2"), "nobody else sees it");
    drop(tx);
    assert_eq!(store.meta(meta::STARTED_AT).await.expect("read").as_deref(), Some("2"));
}

async fn begin(store: &Store) -> Tx {
    store.begin().await.expect("a transaction")
}

async fn done(tx: Tx) {
    commit(tx, "telling the story").await.expect("committed");
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}
