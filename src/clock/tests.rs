use super::*;

fn start() -> DateTime<Utc> {
    "2025-10-31T12:00:00Z".parse().expect("an instant")
}

#[tokio::test]
async fn the_jumping_clock_goes_from_deadline_to_deadline_in_order() {
    let clock = Clock::jumping(start());
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
