//! Minutes, the calendar of meetings, announcements, reminders.

use crate::alert::{Alert, Body, Lead, MeetingNews, Severity};
use crate::calendar::ReleaseKind;
use crate::ingest::next_tick;
use crate::sim::upstream::{MeetingChange, MeetingMove, PressItem};
use crate::source::SourceKind::{FomcCalendar, FomcMinutes, PressFeed};
use crate::testing::house::{House, at, day, one};

#[tokio::test]
async fn minutes_are_told_once() {
    let mut house = House::lived_in("2025-11-01 12:00").await;
    house.until(at("2025-11-19 14:00")).await;
    for _ in 0..2 {
        house.read(FomcMinutes).await;
        let text = house.text(FomcMinutes);
        house.read_text(FomcMinutes, &format!("{text}\n")).await;
        house.restart().await;
    }
    assert_eq!(house.alert_ids().await, ["minutes/2025-10-29"]);
    let alerts = house.alerts().await;
    let Body::Minutes(report) = &alerts[0].body else { panic!("minutes") };
    assert!(report.link.ends_with("/monetarypolicy/fomcminutes20251029.htm"), "{}", report.link);
}

fn change(house: &House, start: &str, change: MeetingMove) {
    house.sites.meeting(MeetingChange { start: day(start), change }).expect("a meeting");
}

fn to(start: &str, end: &str) -> MeetingMove {
    MeetingMove::Move { start: day(start), end: day(end) }
}

#[tokio::test]
async fn the_first_reading_of_the_calendar_is_silent_and_later_changes_are_told_once() {
    let mut house = House::lived_in("2025-11-03 09:00").await;
    // The built-in table is older than the page: no news.
    change(&house, "2026-01-27", to("2026-01-20", "2026-01-21"));
    assert_eq!(house.read(FomcCalendar).await, 0);
    assert_eq!(the_meeting_after(&house, "2026-01-01"), day("2026-01-21"), "but it is taken over");
    house.restart().await;

    house.until(at("2025-11-04 09:00")).await;
    change(&house, "2025-12-09", to("2025-12-16", "2025-12-17"));
    change(&house, "2026-03-17", MeetingMove::Cancel);
    for told in [1, 0] {
        assert_eq!(house.read(FomcCalendar).await, told);
        house.restart().await;
    }
    let alerts = house.alerts().await;
    let Body::Meeting(report) = &alerts[0].body else { panic!("meetings") };
    let moved = MeetingNews::Moved { from: day("2025-12-10"), to: day("2025-12-17") };
    assert_eq!(report.news, [moved, MeetingNews::Cancelled { date: day("2026-03-18") }]);

    // Windows and reminders follow, in this life and in the next.
    let window = house.calendar.window(ReleaseKind::FomcStatement, at("2025-12-17 14:00")).expect("a window");
    assert_eq!((window.as_of, window.due), (day("2025-12-17"), at("2025-12-17 14:00")));
    assert_eq!(next_tick(&house.calendar, at("2025-12-01 09:00")), Some(at("2025-12-16 14:00")));
    house.until(at("2025-12-09 14:00")).await;
    assert_eq!(house.ingest.tick().await.expect("ticked"), 0, "no reminder of the day that it was to be");
    house.until(at("2025-12-16 14:00")).await;
    assert_eq!(house.ingest.tick().await.expect("ticked"), 1);
    one(&house.alerts().await, "reminder/2025-12-17/day");
}

/// A new life with a calendar of its own, as after the end of the process.
#[tokio::test]
async fn a_moved_meeting_survives_a_new_process() {
    let house = House::lived_in("2025-11-03 09:00").await;
    change(&house, "2025-12-09", to("2025-12-16", "2025-12-17"));
    house.read(FomcCalendar).await;
    let calendar = house.start_with_a_new_calendar().await;
    let december = calendar.window(ReleaseKind::FomcStatement, at("2025-12-17 14:00")).expect("a window");
    assert_eq!(december.as_of, day("2025-12-17"));
}

fn the_meeting_after(house: &House, date: &str) -> chrono::NaiveDate {
    house.calendar.meetings().iter().map(|meeting| meeting.end).find(|end| *end > day(date)).expect("a meeting")
}

fn item(house: &House, title: &str, link: &str) {
    let link = format!("/newsevents/pressreleases/{link}.htm");
    house.sites.item(PressItem { title: title.into(), link, body: "A text.".into(), at: None }).expect("good");
}

#[tokio::test]
async fn the_feed_tells_what_no_calendar_foresaw_and_nothing_else() {
    let mut house = House::lived_in("2025-10-27 09:00").await;
    assert_eq!(house.read(PressFeed).await, 0, "what is on it at the start is old");
    // A scheduled decision, its note and minutes have watches of their own.
    house.until(at("2025-10-29 14:05")).await;
    assert_eq!(house.read(PressFeed).await, 0);
    // A Sunday.
    house.until(at("2025-11-02 17:00")).await;
    item(
        &house,
        "Federal Reserve announces extension of temporary U.S. dollar liquidity swap lines",
        "monetary20251102a",
    );
    item(&house, "Federal Reserve Board names a new director", "monetary20251102b");
    for told in [2, 0] {
        assert_eq!(house.read(PressFeed).await, told);
        house.restart().await;
    }
    let alerts = house.alerts().await;
    for (id, severity) in [("R20/monetary20251102a", Severity::Notable), ("R20/monetary20251102b", Severity::Info)] {
        let alert = one(&alerts, id);
        let Body::Unscheduled(report) = &alert.body else { panic!("{id}") };
        assert_eq!((alert.revision, alert.severity(), &report.statement), (1, severity, &None), "{id}");
        assert!(report.link.ends_with(".htm"), "link first: {}", report.link);
    }
    house.until(at("2025-11-19 14:05")).await;
    assert_eq!(house.read(PressFeed).await, 0, "minutes");
}

fn reminders(alerts: &[Alert]) -> Vec<(&str, chrono::DateTime<chrono::Utc>)> {
    let reminders = alerts.iter().filter(|alert| matches!(alert.body, Body::Reminder(_)));
    reminders.map(|alert| (alert.id.as_str(), alert.at)).collect()
}

#[tokio::test]
async fn each_meeting_of_autumn_is_announced_a_day_and_an_hour_before() {
    let mut house = House::lived_in("2025-10-27 00:00").await;
    while let Some(next) = next_tick(&house.calendar, house.clock.now()).filter(|at| *at < self::at("2025-12-31 00:00"))
    {
        house.until(next).await;
        house.ingest.tick().await.expect("ticked");
        house.restart().await;
        assert_eq!(house.ingest.tick().await.expect("ticked"), 0, "once");
    }
    let alerts = house.alerts().await;
    let expected = [
        ("reminder/2025-10-29/day", at("2025-10-28 14:00")),
        ("reminder/2025-10-29/hour", at("2025-10-29 13:00")),
        ("reminder/2025-12-10/day", at("2025-12-09 14:00")),
        ("reminder/2025-12-10/hour", at("2025-12-10 13:00")),
    ];
    assert_eq!(reminders(&alerts), expected);
    let Body::Reminder(report) = &one(&alerts, "reminder/2025-12-10/hour").body else { panic!("a reminder") };
    assert_eq!((report.lead, report.sep, report.statement_at), (Lead::Hour, true, at("2025-12-10 14:00")));
}

#[tokio::test]
async fn a_reminder_that_comes_too_late_is_none() {
    for (woken, told) in [
        // Twelve hours late is late enough.
        ("2025-10-29 02:00", vec!["reminder/2025-10-29/day"]),
        ("2025-10-29 03:00", vec![]),
        ("2025-10-29 13:30", vec!["reminder/2025-10-29/hour"]),
        ("2025-10-29 14:00", vec![]),
        ("2025-11-10 12:00", vec![]),
    ] {
        let mut house = House::lived_in("2025-10-27 00:00").await;
        house.until(at(woken)).await;
        house.restart().await;
        house.ingest.tick().await.expect("ticked");
        house.ingest.tick().await.expect("ticked");
        assert_eq!(house.alert_ids().await, told, "{woken}");
    }
}
