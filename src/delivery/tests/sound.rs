//! Whether a message rings is decided when it is sent: silent delivery, quiet hours, and what is excepted.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rstest::rstest;

use super::room::{Act, Room, start};
use crate::alert::{Body, Edge, Finding, FundingReport, Gauges, Manner, Ringing, Severity, TestReport};
use crate::delivery::{Lane, enqueue_alert_for};
use crate::telegram::Outcome;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// Whether each message that was sent to a chat rang, in their order.
fn rang(room: &Room, chat: i64) -> Vec<bool> {
    let seen = room.telegram.seen();
    let mine = seen.iter().filter(|seen| seen.chat == chat && seen.accepted);
    mine.map(|seen| seen.params.get("disable_notification").is_none()).collect()
}

/// A room with one chat whose nights are quiet by the clock of that zone.
async fn night(zone: &str, more: &str) -> Room {
    let room = Room::open().await;
    room.subscribe([1]).await;
    room.sql(&format!("UPDATE subscriber SET quiet_from = 1380, quiet_to = 420, zone = '{zone}'{more}")).await;
    room
}

/// Lets the time come at which something is decided.
async fn until(room: &mut Room, instant: &str) {
    room.pass((at(instant) - room.clock.now()).num_seconds()).await;
}

fn finding(severity: Severity, edge: Edge) -> Body {
    let date = "2025-10-31".parse().expect("a date");
    let one = Finding {
        rule: "R01".to_owned(),
        version: 1,
        date,
        severity,
        edge,
        metrics: std::collections::BTreeMap::new(),
        threshold: None,
        inputs: Vec::new(),
    };
    let (class, usual, corrections) = (None, None, Vec::new());
    Body::Funding(FundingReport { findings: vec![one], date, class, gauges: Gauges::default(), usual, corrections })
}

/// Over midnight in New York, in the week in which the clocks are set back there (2 November 2025).
#[tokio::test]
async fn nights_are_quiet_by_the_readers_clock_when_the_clocks_change_too() {
    let mut room = night("America/New_York", "").await;
    let running = room.start().await;
    for (n, (instant, _)) in NIGHTS.iter().enumerate() {
        until(&mut room, instant).await;
        room.urgent(&format!("a{n}"), 1).await;
        running.bell.ring();
        room.pass(5).await;
    }
    assert!(running.end().await);
    assert_eq!(rang(&room, 1), NIGHTS.map(|(_, rings)| rings));
}

const NIGHTS: [(&str, bool); 8] = [
    ("2025-11-01T02:59:00Z", true),  // Friday 22:59
    ("2025-11-01T03:00:00Z", false), // 23:00
    ("2025-11-01T04:30:00Z", false), // Saturday 00:30
    ("2025-11-01T10:59:00Z", false), // 06:59 by summer time
    ("2025-11-01T11:00:00Z", true),  // 07:00
    ("2025-11-02T11:00:00Z", false), // Sunday 06:00: an hour was had twice
    ("2025-11-02T11:59:00Z", false),
    ("2025-11-02T12:00:00Z", true), // 07:00
];

/// It is decided by the moment of sending: the chat told us to wait until it was late.
#[tokio::test]
async fn what_had_to_wait_into_the_night_comes_silently() {
    let mut room = night("UTC", "").await;
    room.pass(TimeDelta::hours(10).num_seconds() + 59 * 60).await;
    room.telegram.will(1, [Act::Answer(Outcome::FloodWait(Duration::from_secs(120)))]);
    room.urgent("a", 1).await;
    room.work(300).await;
    let all: Vec<bool> =
        room.telegram.seen().iter().map(|seen| seen.params.get("disable_notification").is_none()).collect();
    assert_eq!(all, [true, false]);
}

#[rstest]
#[case::nothing_is_set("zone = 'UTC'", [true, true])]
#[case::silent("silent = 1", [false, false])]
#[case::all_day("quiet_from = 0, quiet_to = 0", [false, false])]
#[case::all_day_but_critical("quiet_from = 0, quiet_to = 0, critical_rings = 1", [false, true])]
#[case::silent_is_silent("silent = 1, critical_rings = 1", [false, false])]
#[tokio::test]
async fn settings_decide_for_notable_and_critical(#[case] settings: &str, #[case] rings: [bool; 2]) {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.sql(&format!("UPDATE subscriber SET {settings}")).await;
    for (id, severity) in [("a", Severity::Notable), ("b", Severity::Critical)] {
        room.owe(id, 1, Manner::New, finding(severity, Edge::Raised)).await;
        room.work(5).await;
    }
    assert_eq!(rang(&room, 1), rings);
}

#[tokio::test]
async fn information_never_rings_edits_neither_and_answers_always() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.weekly("week", 1).await;
    room.work(5).await;
    room.weekly_in("week", 2, Manner::Adds).await;
    room.work(5).await;
    let seen = room.telegram.seen();
    assert_eq!(seen[0].params["disable_notification"], true);
    assert_eq!((seen[1].method, seen[1].params.get("disable_notification")), ("editMessageText", None));

    room.sql("UPDATE subscriber SET silent = 1").await;
    room.reply("reply/1/0", 1, 0, "sendMessage", false).await;
    room.work(5).await;
    assert!(room.telegram.seen()[2].params.get("disable_notification").is_none(), "somebody is waiting for it");
}

/// A test is information that is there to be heard.
#[tokio::test]
async fn a_test_rings_as_a_notable_alert_would_and_expires() {
    let mut room = Room::open().await;
    room.subscribe([1, 2, 3]).await;
    room.sql("UPDATE subscriber SET silent = 1 WHERE chat = 2").await;
    room.sql(&format!("INSERT INTO chat_pause VALUES (3, {})", start().timestamp_millis() + 4_000_000)).await;
    for chat in 1..=3 {
        let report = TestReport { asked_at: start(), until: start() + TimeDelta::hours(1), ringing: Ringing::Rings };
        let alert = crate::alert::Alert {
            id: format!("test/{chat}"),
            revision: 1,
            manner: Manner::New,
            at: start(),
            late_since: None,
            body: Body::Test(report),
            next: Vec::new(),
        };
        let mut tx = room.store.begin().await.expect("begin");
        enqueue_alert_for(&mut tx, &alert, chat).await.expect("owed");
        tx.commit().await.expect("commit");
    }
    room.work(7200).await;
    assert_eq!([rang(&room, 1), rang(&room, 2), rang(&room, 3)], [vec![true], vec![false], vec![]]);
    assert_eq!(room.states().await, ["sent", "sent", "superseded"], "nobody else, and not after an hour");
    assert_eq!(room.column("lane").await, vec![Lane::Normal.code().to_string(); 3]);
    assert_eq!(room.store.last_told(1).await.expect("read"), None, "a test is nothing that /why explains");
}

/// Who takes only what is critical hears the end of what he was told, and of nothing else.
#[tokio::test]
async fn the_end_of_a_critical_spell_reaches_who_takes_only_critical() {
    let mut room = Room::open().await;
    room.subscribe([1]).await;
    room.sql("UPDATE subscriber SET min_rank = 3").await;
    let end = |gravest| Edge::Cleared { since: "2025-10-20".parse().expect("a date"), peak: 32.into(), gravest };
    for (id, body) in [
        ("raised", finding(Severity::Critical, Edge::Raised)),
        ("over", finding(Severity::Normal, end(Severity::Critical))),
        ("lesser", finding(Severity::Notable, Edge::Raised)),
        ("lesser-over", finding(Severity::Normal, end(Severity::Notable))),
    ] {
        room.owe(id, 1, Manner::New, body).await;
        room.work(5).await;
    }
    let told = room.telegram.accepted(1);
    assert_eq!(told, ["<b>zh-Hant raised/1</b>", "<b>zh-Hant over/1</b>"]);
}
