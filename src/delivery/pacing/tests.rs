use proptest::prelude::*;

use super::*;

fn start() -> DateTime<Utc> {
    "2025-10-31T12:00:00Z".parse().expect("an instant")
}

fn at(ms: i64) -> DateTime<Utc> {
    start() + TimeDelta::milliseconds(ms)
}

#[test]
fn a_chat_gets_one_message_a_second_counted_from_the_answer() {
    let mut pacer = Pacer::new(Limits::default());
    pacer.started(7, Lane::Normal, at(0));
    assert_eq!(pacer.next_free(7, Lane::Normal, at(300)), DateTime::<Utc>::MAX_UTC, "no answer yet");
    assert_eq!(pacer.next_free(8, Lane::Normal, at(300)), at(300), "other chats do not wait");
    pacer.answered(7, Lane::Normal, at(400));
    assert_eq!(pacer.next_free(7, Lane::Normal, at(500)), at(1401));
    assert_eq!(pacer.next_free(7, Lane::Answer, at(500)), at(500), "answers to buttons are no messages");
}

#[test]
fn a_group_gets_twenty_messages_in_any_minute() {
    let mut pacer = Pacer::new(Limits::default());
    let mut now = at(0);
    for _ in 0..20 {
        now = pacer.next_free(-7, Lane::Normal, now);
        pacer.started(-7, Lane::Normal, now);
        pacer.answered(-7, Lane::Normal, now);
    }
    assert!(now < at(20_000), "twenty within twenty seconds are fine: {now}");
    assert_eq!(pacer.next_free(-7, Lane::Normal, now), at(60_001));
    assert_eq!(pacer.next_free(7, Lane::Normal, at(30_000)), at(30_000));
}

#[test]
fn alerts_leave_the_reserve_to_replies() {
    let mut pacer = Pacer::new(Limits::default());
    for chat in 1..=25 {
        assert_eq!(pacer.next_free(chat, Lane::Urgent, at(0)), at(0), "{chat}");
        pacer.started(chat, Lane::Urgent, at(0));
        pacer.answered(chat, Lane::Urgent, at(0));
    }
    assert_eq!(pacer.next_free(26, Lane::Urgent, at(0)), at(1001));
    for chat in 26..=30 {
        assert_eq!(pacer.next_free(chat, Lane::Reply, at(0)), at(0), "{chat}");
        pacer.started(chat, Lane::Reply, at(0));
        pacer.answered(chat, Lane::Reply, at(0));
    }
    assert_eq!(pacer.next_free(31, Lane::Reply, at(0)), at(1001));
}

#[test]
fn a_flooded_chat_waits_alone_and_several_make_everybody_wait() {
    let mut pacer = Pacer::new(Limits::default());
    pacer.flooded(1, at(40_000), at(0));
    pacer.flooded(1, at(20_000), at(100));
    assert_eq!(pacer.next_free(1, Lane::Reply, at(200)), at(40_000), "the later word counts");
    assert_eq!(pacer.next_free(2, Lane::Normal, at(200)), at(200));
    pacer.flooded(2, at(5_000), at(300));
    pacer.flooded(3, at(7_000), at(400));
    assert_eq!(pacer.next_free(4, Lane::Normal, at(500)), at(7_000));
    pacer.flooded(5, at(10_072_000), at(600));
    assert_eq!(pacer.next_free(4, Lane::Normal, at(700)), at(30_600), "but not for hours on one chat's word");
}

#[test]
fn a_cancelled_request_frees_its_slots_at_once() {
    let mut pacer = Pacer::new(Limits::default());
    pacer.started(1, Lane::Normal, at(0));
    pacer.cancelled(1, Lane::Normal);
    assert_eq!(pacer.next_free(1, Lane::Normal, at(0)), at(0));
}

/// One request: when it left, when Telegram counted it, when its answer came.
#[derive(Debug, Clone, Copy)]
struct Sent {
    chat: i64,
    counted: DateTime<Utc>,
}

/// Sends whenever a slot is free, with answers and Telegram's own time stamps as drawn.
fn drive(limits: Limits, draws: &[(i64, u64, u64, u8)]) -> Vec<Sent> {
    let mut pacer = Pacer::new(limits);
    let (mut now, mut open, mut sent) = (start(), Vec::new(), Vec::new());
    for (chat, pause, latency, share) in draws {
        now += TimeDelta::milliseconds(i64::try_from(*pause).expect("small"));
        let mut answers: Vec<(DateTime<Utc>, i64)> = std::mem::take(&mut open);
        answers.sort_unstable();
        for (answer, chat) in answers {
            if answer <= now {
                pacer.answered(chat, Lane::Reply, answer);
            } else {
                open.push((answer, chat));
            }
        }
        if pacer.next_free(*chat, Lane::Reply, now) > now {
            continue;
        }
        pacer.started(*chat, Lane::Reply, now);
        let latency = TimeDelta::milliseconds(i64::try_from(*latency).expect("small"));
        open.push((now + latency, *chat));
        sent.push(Sent { chat: *chat, counted: now + latency * i32::from(*share) / 255 });
    }
    sent
}

/// The most that any window of that length holds, both ends included.
fn fullest(mut log: Vec<DateTime<Utc>>, length: TimeDelta) -> usize {
    log.sort_unstable();
    let held =
        |(index, first): (usize, &DateTime<Utc>)| log[index..].iter().filter(|at| **at <= *first + length).count();
    log.iter().enumerate().map(held).max().unwrap_or(0)
}

proptest! {
    #[test]
    fn no_window_of_telegrams_log_exceeds_a_limit(
        draws in prop::collection::vec((prop::sample::select(vec![-2_i64, -1, 1, 2, 3]), 0_u64..400, 0_u64..5_000, any::<u8>()), 1..400),
    ) {
        let limits = Limits { overall: 4, reserve: 0, chat: 1, group: 6 };
        let sent = drive(limits, &draws);
        prop_assert!(!sent.is_empty());
        let all = |chat: Option<i64>| -> Vec<_> {
            sent.iter().filter(|one| chat.is_none_or(|chat| chat == one.chat)).map(|one| one.counted).collect()
        };
        prop_assert!(fullest(all(None), TimeDelta::seconds(1)) <= limits.overall);
        for chat in [-2, -1, 1, 2, 3] {
            prop_assert!(fullest(all(Some(chat)), TimeDelta::seconds(1)) <= limits.chat);
            if chat < 0 {
                prop_assert!(fullest(all(Some(chat)), TimeDelta::seconds(60)) <= limits.group);
            }
        }
    }

    #[test]
    fn the_promised_instant_is_free_and_nothing_before_it_is(
        draws in prop::collection::vec((prop::sample::select(vec![-1_i64, 1]), 0_u64..400, 0_u64..50), 1..100),
    ) {
        let mut pacer = Pacer::new(Limits { overall: 3, reserve: 0, chat: 1, group: 4 });
        let mut now = start();
        for (chat, pause, latency) in draws {
            now += TimeDelta::milliseconds(i64::try_from(pause).expect("small"));
            let free = pacer.next_free(chat, Lane::Reply, now);
            prop_assert_eq!(pacer.next_free(chat, Lane::Reply, free), free);
            if free > now {
                prop_assert!(pacer.next_free(chat, Lane::Reply, free - TimeDelta::milliseconds(1)) > free - TimeDelta::milliseconds(1));
            }
            now = free;
            pacer.started(chat, Lane::Reply, now);
            now += TimeDelta::milliseconds(i64::try_from(latency).expect("small"));
            pacer.answered(chat, Lane::Reply, now);
        }
    }
}
