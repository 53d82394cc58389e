use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use rstest::rstest;

use super::house::{House, message, press, told};
use crate::bot::rights::{Checked, Rights};
use crate::bot::turn;
use crate::store::inbox;

/// Runs a future for at most `polls` polls and then drops it, as a kill would.
async fn abandon_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let (mut future, mut left) = (pin!(future), polls);
    std::future::poll_fn(move |cx| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Whoever writes in a private chat may change its settings.
fn own_chat() -> Checked {
    Checked { rights: Rights::Allowed, ..Checked::default() }
}

/// Handled, subscribers and owed answers, all at one moment.
async fn state(house: &House) -> (i64, i64, i64) {
    let sql = "SELECT (SELECT count(*) FROM inbox WHERE state = 'handled' AND payload IS NULL),
               (SELECT count(*) FROM subscriber), (SELECT count(*) FROM delivery)";
    sqlx::query_as(sql).fetch_one(house.store.reader()).await.unwrap()
}

const NOTHING: (i64, i64, i64) = (0, 0, 0);
/// A reader of traditional characters gets a welcome and a list of commands.
const EVERYTHING: (i64, i64, i64) = (1, 1, 2);

/// Wherever it is cut off, a handler leaves all or nothing, and the next look completes it.
#[tokio::test]
async fn a_handler_that_is_cut_off_leaves_all_or_nothing() {
    let mut cuts = 0;
    // How many polls it takes varies from run to run: many short lives instead of a count.
    for polls in (1..8).cycle().take(35) {
        let mut house = House::build().await;
        house.receive("message", 42, message("zh-TW", 42, "/start")).await;
        let waiting = inbox::waiting(&house.store, 0, 10).await.unwrap().remove(0);
        let attempt = turn::attempt(&house.bot.parts, &house.bot.route, &waiting, own_chat(), house.clock.now());
        cuts += usize::from(abandon_after(polls, attempt).await.is_none());

        let left = state(&house).await;
        assert!([NOTHING, EVERYTHING].contains(&left), "cut after {polls} polls: {left:?}");
        house.work().await;
        assert_eq!(state(&house).await, EVERYTHING);
    }
    assert!(cuts > 3, "only {cuts} of 35 were cut off");
}

/// The same for a database that fails at each write in turn.
#[rstest]
#[case::the_mark("UPDATE ON inbox WHEN NEW.state = 'handled'")]
#[case::the_subscriber("INSERT ON subscriber")]
#[case::the_number("UPDATE ON meta WHEN NEW.key = 'seq'")]
#[case::the_first_answer("INSERT ON delivery")]
#[case::the_last_answer("INSERT ON delivery WHEN NEW.alert LIKE '%/1'")]
#[tokio::test]
async fn a_failing_write_undoes_the_others(#[case] at: &str) {
    let mut house = House::build().await;
    let id = house.receive("message", 42, message("zh-TW", 42, "/start")).await;
    let trap = format!("CREATE TRIGGER trap BEFORE {at} BEGIN SELECT RAISE(ABORT, 'no'); END");
    sqlx::raw_sql(sqlx::AssertSqlSafe(trap)).execute(house.store.writer()).await.unwrap();
    house.work().await;
    assert_eq!((state(&house).await, house.update(id).await.1), (NOTHING, 1));

    sqlx::raw_sql("DROP TRIGGER trap").execute(house.store.writer()).await.unwrap();
    house.wait(1).await;
    house.work().await;
    assert_eq!(state(&house).await, EVERYTHING);
}

#[tokio::test]
async fn a_restart_between_storing_and_handling_loses_and_doubles_nothing() {
    let mut house = House::build().await;
    let id = house.receive("message", 42, message("en", 42, "/start")).await;
    let mut house = house.restart().await;
    house.work().await;
    assert_eq!(told(&house.said(id).await), [("sendMessage", "en Welcome New")]);
    let mut house = house.restart().await;
    house.work().await;
    assert_eq!(house.count("delivery").await, 1);
}

#[tokio::test]
async fn an_update_that_telegram_repeats_is_handled_once() {
    let mut house = House::build().await;
    for _ in 0..3 {
        house.receive_as(500, "message", 42, message("en", 42, "/start")).await;
        house.work().await;
    }
    assert_eq!((house.count("delivery").await, house.count("subscriber").await), (1, 1));
}

#[tokio::test]
async fn two_workers_on_one_update_answer_once() {
    let mut house = House::build().await;
    house.receive("message", 42, message("en", 42, "/start")).await;
    let waiting = inbox::waiting(&house.store, 0, 10).await.unwrap().remove(0);
    let now = house.clock.now();
    let attempt = || turn::attempt(&house.bot.parts, &house.bot.route, &waiting, own_chat(), now);
    let (one, other) = tokio::join!(attempt(), attempt());
    assert_eq!(u8::from(one.unwrap()) + u8::from(other.unwrap()), 1);
    assert_eq!(house.count("delivery").await, 1);
}

#[tokio::test]
async fn a_panicking_handler_has_three_attempts_and_then_apologises() {
    let mut house = House::build().await;
    house.says(42, "/start").await;
    house.presses(42, "lang:zh-Hant").await;
    house.words.panics.lock().unwrap().push("Help");

    let id = house.receive("message", 42, message("en", 42, "/help")).await;
    let later = house.receive("message", 42, message("en", 42, "/status")).await;
    let other = house.receive("message", 7, message("en", 7, "/start")).await;
    house.work().await;
    assert_eq!(house.update(id).await, ("pending".to_owned(), 1, true));
    assert_eq!(told(&house.said(other).await), [("sendMessage", "en Welcome New")], "others go on");
    assert!(house.said(later).await.is_empty(), "the chat's later words wait for their turn");

    house.work().await;
    assert_eq!(house.update(id).await.1, 1, "not before its time");
    house.wait(1).await;
    house.work().await;
    assert_eq!(house.update(id).await, ("pending".to_owned(), 2, true));
    house.wait(4).await;
    house.work().await;
    assert_eq!(house.update(id).await, ("poisoned".to_owned(), 3, false), "put away, its content erased");
    assert_eq!(told(&house.said(id).await), [("sendMessage", "zh-Hant Apology")]);
    house.work().await;
    assert_eq!(told(&house.said(later).await), [("sendMessage", "zh-Hant Status")]);
}

#[tokio::test]
async fn a_handler_that_heals_in_time_answers_once_and_needs_no_apology() {
    let mut house = House::build().await;
    house.words.missing.lock().unwrap().push("Welcome");
    let id = house.receive("message", 42, message("en", 42, "/start")).await;
    house.work().await;
    assert_eq!(house.subscriber(42).await, None, "a failed attempt leaves nothing behind");
    house.words.missing.lock().unwrap().clear();
    house.wait(1).await;
    house.work().await;
    assert_eq!(told(&house.said(id).await), [("sendMessage", "en Welcome New")]);
}

#[tokio::test]
async fn attempts_are_counted_across_restarts() {
    let mut house = House::build().await;
    let id = house.receive("message", 42, message("en", 42, "/help")).await;
    for attempts in 1..=3 {
        house.words.panics.lock().unwrap().push("Help");
        house.work().await;
        assert_eq!(house.update(id).await.1, attempts);
        house = house.restart().await;
    }
    assert_eq!(told(&house.said(id).await), [("sendMessage", "en Apology")]);
}

#[tokio::test]
async fn a_failing_press_is_answered_and_an_apology_without_words_is_left_out() {
    let mut house = House::build().await;
    house.words.panics.lock().unwrap().push("ButtonExpired");
    let pressed = house.receive("callback_query", 42, press(42, "old")).await;
    for _ in 0..3 {
        house.work().await;
        house.wait(5).await;
    }
    assert_eq!(told(&house.said(pressed).await), [("answerCallbackQuery", "en Apology")]);

    house.words.panics.lock().unwrap().push("Apology");
    let speechless = house.receive("callback_query", 42, press(42, "old")).await;
    for _ in 0..3 {
        house.work().await;
        house.wait(5).await;
    }
    assert_eq!(house.update(speechless).await, ("poisoned".to_owned(), 3, false));
    assert!(house.said(speechless).await.is_empty());
}

/// The loop itself: woken by its bell, it wakes delivery, and it comes back by itself for a retry.
#[tokio::test]
async fn the_loop_is_woken_by_bell_and_by_deadline_and_stops_on_demand() {
    let mut house = House::build().await;
    house.words.panics.lock().unwrap().push("Help");
    let failing = house.receive("message", 7, message("en", 7, "/help")).await;
    let fine = house.receive("message", 42, message("en", 42, "/start")).await;
    let (stop, house) = (tokio_util::sync::CancellationToken::new(), house);
    let (store, delivery, clock) = (house.store.clone(), house.delivery.clone(), house.clock.clone());
    let House { bot, mut worker, dir: _dir, .. } = house;
    let running = tokio::spawn({
        let stop = stop.clone();
        async move {
            let mut bot = bot;
            bot.serve(&stop).await;
        }
    });
    let start = clock.now();
    assert_eq!(worker.park(None, &delivery).await, crate::clock::Woken::Rung, "the welcome");
    assert_eq!(worker.park(None, &delivery).await, crate::clock::Woken::Rung, "the apology");
    assert_eq!((clock.now() - start).num_seconds(), 1 + 4);
    stop.cancel();
    running.await.unwrap();
    let left = inbox::waiting(&store, 0, 10).await.unwrap();
    assert!(left.is_empty(), "{failing} and {fine} are done: {left:?}");
}
