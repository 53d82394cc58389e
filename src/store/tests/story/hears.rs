//! WHO ASKS, and who listens: the inbox and the subscribers.

use super::{at, begin, done};
use crate::lang::Lang;
use crate::store::Store;
use crate::store::inbox::{self, Kept, Settled, Waiting};
use crate::store::subscriber::ChatKind;
use crate::store::subscriber::{self, NewSubscriber, Standing};

pub(super) async fn updates_are_kept_once_and_erased_once_handled(store: &Store) {
    let received = at("2025-10-30T12:00:00Z");
    let update = |update_id, text: &str| Kept { update_id, chat: 7, payload: Some(format!("{{\"text\":\"{text}\"}}")) };
    let ignored = Kept { update_id: 12, chat: 0, payload: None };
    let mut tx = begin(store).await;
    let batch = [update(11, "/start"), ignored, update(10, "你好")];
    assert_eq!(inbox::keep(&mut tx, &batch, received).await.expect("kept"), 3);
    assert_eq!(inbox::keep(&mut tx, &[update(11, "again"), update(13, "/stop")], received).await.expect("kept"), 1);
    done(tx).await;

    let waiting = inbox::waiting(store, i64::MIN, 10).await.expect("read");
    let first = Waiting { update_id: 10, chat: 7, attempts: 0, payload: "{\"text\":\"你好\"}".into() };
    assert_eq!(waiting.iter().map(|update| update.update_id).collect::<Vec<_>>(), [10, 11, 13]);
    assert_eq!(waiting[0], first);
    assert_eq!(
        inbox::waiting(store, 10, 1).await.expect("read")[0].payload,
        "{\"text\":\"/start\"}",
        "the first word counts"
    );

    let mut tx = begin(store).await;
    assert_eq!(inbox::count_failure(&mut tx, 10).await.expect("counted"), Some(1));
    assert_eq!(inbox::count_failure(&mut tx, 10).await.expect("counted"), Some(2));
    assert!(inbox::settle(&mut tx, 10, Settled::Poisoned).await.expect("settled"));
    assert!(inbox::settle(&mut tx, 11, Settled::Handled).await.expect("settled"));
    assert!(!inbox::settle(&mut tx, 11, Settled::Handled).await.expect("settled before"));
    assert_eq!(inbox::count_failure(&mut tx, 11).await.expect("ended"), None);
    done(tx).await;
    let kept = "SELECT update_id, state FROM inbox WHERE payload IS NOT NULL";
    let kept: Vec<(i64, String)> = sqlx::query_as(kept).fetch_all(store.reader()).await.expect("rows");
    assert_eq!(kept, [(13, "pending".to_owned())], "the payload is erased with the handling");

    let mut tx = begin(store).await;
    assert_eq!(inbox::sweep(&mut tx, received).await.expect("swept"), 0, "not yet");
    assert_eq!(inbox::sweep(&mut tx, at("2025-11-01T12:00:00Z")).await.expect("swept"), 3);
    done(tx).await;
    assert_eq!(inbox::waiting(store, i64::MIN, 10).await.expect("read").len(), 1, "what waits is never swept");
}

fn newcomer(chat: i64) -> NewSubscriber {
    NewSubscriber {
        chat,
        chat_kind: ChatKind::Private,
        lang: Lang::ZhHant,
        takes: 15,
        min_rank: 1,
        thread: 0,
        active: true,
    }
}

pub(super) async fn people_come_change_their_minds_and_leave(store: &Store) {
    let now = at("2025-10-30T12:00:00Z");
    let mut tx = begin(store).await;
    assert_eq!(subscriber::of_chat(&mut tx, 1001).await.expect("read"), None);
    for (place, chat) in (1..).zip([1001, 1002, 1003, -1_002_003_004_005, 1005]) {
        let kind = if chat < 0 { ChatKind::Supergroup } else { ChatKind::Private };
        let new = NewSubscriber { chat_kind: kind, ..newcomer(chat) };
        assert_eq!(subscriber::add(&mut tx, &new, now).await.expect("added"), place, "ids go upwards");
    }
    done(tx).await;

    let mut tx = begin(store).await;
    let twice = subscriber::add(&mut tx, &newcomer(1001), now).await.expect_err("a chat subscribes once");
    assert!(twice.source.as_database_error().is_some_and(|error| error.is_unique_violation()), "{twice:?}");
    drop(tx);

    for standing in [Standing::Asked, Standing::Stopped, Standing::Suspended("blocked".into()), Standing::Active] {
        let mut tx = begin(store).await;
        let mut person = subscriber::of_chat(&mut tx, 1003).await.expect("read").expect("a subscriber");
        (person.lang, person.standing, person.takes, person.min_rank) = (Lang::ZhHans, standing, 4, 3);
        subscriber::update(&mut tx, &person, at("2025-10-30T13:00:00Z")).await.expect("changed");
        assert_eq!(subscriber::of_chat(&mut tx, 1003).await.expect("read"), Some(person.clone()));
        assert_eq!((person.id, person.created_at), (3, now));
        done(tx).await;
    }
}
