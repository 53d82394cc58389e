use super::*;

fn start() -> DateTime<Utc> {
    "2025-10-31T12:00:00Z".parse().expect("an instant")
}

/// The same at every pace, exact to the millisecond.
#[rstest::rstest]
#[case::at_once(Pace::Max)]
#[case::in_real_time(Pace::Times(1))]
#[case::an_hour_a_second(Pace::Times(3600))]
#[case::faster_than_timers_can_tell(Pace::Times(1_000_000))]
#[tokio::test(start_paused = true)]
async fn the_jumping_clock_goes_from_deadline_to_deadline_in_order(#[case] pace: Pace) {
    let (clock, player) = Clock::played(start());
    player.play(pace, None);
    let log = Arc::new(std::sync::Mutex::new(Vec::new()));
    let gate = clock.busy();
    let mut tasks = Vec::new();
    for (name, step) in [("a", 60), ("b", 90)] {
        let (clock, log) = (clock.clone(), Arc::clone(&log));
        let mut worker = clock.worker();
        tasks.push(tokio::spawn(async move {
            let bell = clock.bell();
            let mut deadline = start();
            for _ in 0..3 {
                deadline += TimeDelta::seconds(step);
                assert_eq!(worker.park(Some(deadline), &bell).await, Woken::Due);
                assert_eq!(clock.now(), deadline);
                log.lock().expect("log").push((name, (deadline - start()).num_seconds()));
            }
        }));
    }
    drop(gate);
    for task in tasks {
        task.await.expect("no panic");
    }
    // At 180 s `b` goes first: it began to wait at 90 s, `a` at 120 s.
    let seen = log.lock().expect("log").clone();
    assert_eq!(seen, [("a", 60), ("b", 90), ("a", 120), ("b", 180), ("a", 180), ("b", 270)]);
}

#[tokio::test]
async fn a_token_holds_the_clock_and_a_bell_wakes_before_the_deadline() {
    let clock = Clock::jumping(start());
    let bell = clock.bell();
    let mut worker = clock.worker();
    let token = clock.busy();
    let task = tokio::spawn({
        let (bell, clock) = (bell.clone(), clock.clone());
        async move {
            let woken = worker.park(Some(start() + TimeDelta::hours(1)), &bell).await;
            (woken, clock.now())
        }
    });
    tokio::task::yield_now().await;
    assert_eq!(clock.now(), start());
    bell.ring();
    drop(token);
    assert_eq!(task.await.expect("no panic"), (Woken::Rung, start()));
}

#[tokio::test]
async fn a_bell_rung_while_its_worker_works_is_not_lost() {
    let clock = Clock::jumping(start());
    let bell = clock.bell();
    let mut worker = clock.worker();
    bell.ring();
    bell.ring();
    assert_eq!(worker.park(Some(start() + TimeDelta::hours(1)), &bell).await, Woken::Rung);
    assert_eq!(worker.park(Some(start() + TimeDelta::hours(1)), &bell).await, Woken::Due);
    assert_eq!(clock.now(), start() + TimeDelta::hours(1));
}

#[tokio::test]
async fn a_past_deadline_does_not_wait() {
    let clock = Clock::system();
    let bell = clock.bell();
    let now = clock.now();
    assert_eq!(clock.worker().park(Some(now), &bell).await, Woken::Due);
}

#[tokio::test]
async fn a_deadline_between_two_milliseconds_comes_with_the_second() {
    let clock = Clock::jumping(start());
    let (mut worker, bell) = (clock.worker(), clock.bell());
    let between = start() + TimeDelta::microseconds(1_500_250);
    let parked = tokio::time::timeout(Duration::from_secs(10), worker.park(Some(between), &bell)).await;
    assert_eq!(parked.expect("it does not wait for ever"), Woken::Due);
    assert_eq!(clock.now(), start() + TimeDelta::milliseconds(1_501), "never before its time");
}

/// A worker that parks until each of these minutes after the start; what the clock showed, and how many
/// real seconds had passed.
fn wake_at(clock: &Clock, minutes: &'static [i64]) -> tokio::task::JoinHandle<Vec<(i64, u64)>> {
    let (clock, mut worker, bell) = (clock.clone(), clock.worker(), clock.bell());
    let began = tokio::time::Instant::now();
    tokio::spawn(async move {
        let mut seen = Vec::new();
        for minute in minutes {
            let deadline = start() + TimeDelta::minutes(*minute);
            assert_eq!(worker.park(Some(deadline), &bell).await, Woken::Due);
            assert!(clock.now() >= deadline, "never before its time");
            seen.push(((clock.now() - start()).num_minutes(), began.elapsed().as_secs()));
        }
        seen
    })
}

#[tokio::test(start_paused = true)]
async fn a_pace_is_so_many_times_real_time() {
    let (clock, player) = Clock::played(start());
    player.play(Pace::Times(60), None);
    assert_eq!(wake_at(&clock, &[10, 60]).await.expect("no panic"), [(10, 10), (60, 60)]);
    assert_eq!(player.pace(), Pace::Times(60));
}

#[tokio::test(start_paused = true)]
async fn the_pace_changes_while_everybody_waits() {
    let (clock, player) = Clock::played(start());
    player.play(Pace::Times(1), None);
    let waiting = wake_at(&clock, &[60, 120, 180]);
    real_seconds(60).await;
    assert_eq!(clock.now(), start() + TimeDelta::minutes(1), "it flows while nobody works");
    player.play(Pace::Times(60), None);
    real_seconds(59).await;
    player.play(Pace::Max, None);
    assert_eq!(waiting.await.expect("no panic"), [(60, 119), (120, 119), (180, 119)]);
}

/// How a story ends: what comes after its last day takes its time.
#[tokio::test(start_paused = true)]
async fn from_a_limit_on_the_clock_goes_in_real_time() {
    for pace in [Pace::Max, Pace::Times(3600)] {
        let (clock, player) = Clock::played(start());
        player.play(pace, Some(start() + TimeDelta::minutes(120)));
        let seen = wake_at(&clock, &[60, 120, 121, 122]).await.expect("no panic");
        let at_the_limit = seen[1].1;
        assert_eq!(seen.iter().map(|(minute, _)| *minute).collect::<Vec<_>>(), [60, 120, 121, 122], "{pace:?}");
        assert!(at_the_limit <= 3, "{pace:?} {seen:?}");
        assert!((seen[2].1 - at_the_limit).abs_diff(60) <= 1, "{pace:?} {seen:?}");
        assert_eq!(player.pace(), Pace::Times(1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_between_two_deadlines_is_where_the_clock_slows_down() {
    let (clock, player) = Clock::played(start());
    player.play(Pace::Max, Some(start() + TimeDelta::minutes(90)));
    let seen = wake_at(&clock, &[60, 91]).await.expect("no panic");
    assert_eq!(seen, [(60, 0), (91, 60)]);
}

#[tokio::test(start_paused = true)]
async fn the_clock_stands_while_somebody_works_at_any_pace() {
    let (clock, player) = Clock::played(start());
    player.play(Pace::Times(60), None);
    real_seconds(1).await;
    let token = clock.busy();
    real_seconds(100).await;
    assert_eq!(clock.now(), start() + TimeDelta::minutes(1));
    let waiting = wake_at(&clock, &[2]);
    drop(token);
    assert_eq!(waiting.await.expect("no panic"), [(2, 1)]);
}

#[tokio::test(start_paused = true)]
async fn a_bell_between_deadlines_finds_the_time_that_has_flowed() {
    let (clock, player) = Clock::played(start());
    player.play(Pace::Times(60), None);
    let (bell, mut worker) = (clock.bell(), clock.worker());
    let waiting = tokio::spawn({
        let (bell, clock) = (bell.clone(), clock.clone());
        async move {
            let woken = worker.park(Some(start() + TimeDelta::hours(1)), &bell).await;
            (woken, clock.now())
        }
    });
    real_seconds(5).await;
    bell.ring();
    assert_eq!(waiting.await.expect("no panic"), (Woken::Rung, start() + TimeDelta::minutes(5)));
}

/// Lets (paused, hence simulated) real time pass.
async fn real_seconds(seconds: u64) {
    drop(tokio::time::timeout(Duration::from_secs(seconds), std::future::pending::<()>()).await);
}
