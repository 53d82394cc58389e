//! A Sunday on which the Committee decides without anybody having expected it: 2 Nov 2025, 17:00.

use super::stage::Room;
use crate::alert::{Alert, Body, Manner, Severity, UnscheduledReport};
use crate::calendar::MeetingKind;
use crate::sim::upstream::{FaultKind, Outage, PressItem};
use crate::source::SourceKind;
use crate::testing::house::{House, at, day, finding, number, one};
use crate::unit::BasisPoints;

const STATEMENT: &str = "monetary20251102a";
const NOTE: &str = "monetary20251102a1";

const DECISION: &str =
    "In support of its goals, the Committee decided to lower the target range for the federal funds \
    rate by 1/2 percentage point to 3-1/4 to 3-1/2 percent.
    Voting for the monetary policy action were Jerome H. Powell, Chair; John C. Williams, Vice Chair; Michael S. Barr; \
    Michelle W. Bowman; Susan M. Collins; Lisa D. Cook; Austan D. Goolsbee; and Philip N. Jefferson.";

const RATES: &str = "The Federal Reserve has made the following decisions to implement the monetary policy stance \
    announced by the Federal Open Market Committee in its statement on November 2, 2025:
    The Board of Governors voted to lower the interest rate paid on reserve balances to 3.40 percent, effective \
    November 3, 2025.
    The Federal Open Market Committee voted to direct the Open Market Desk as follows: Effective November 3, 2025, the \
    Federal Open Market Committee directs the Desk to:
    Maintain the federal funds rate in a target range of 3-1/4 to 3-1/2 percent.
    Conduct standing overnight repurchase agreement operations with a minimum bid rate of 3.50 percent and with an \
    aggregate operation limit of $500 billion.
    Conduct standing overnight reverse repurchase agreement operations at an offering rate of 3.25 percent and with a \
    per-counterparty limit of $160 billion per day.
    The Board of Governors approved a 1/2 percentage point decrease in the primary credit rate to 3.50 percent, \
    effective November 3, 2025.
    This information will be updated as appropriate.";

/// What the Board publishes.
fn publishes(house: &House, name: &str, title: &str, body: &str) {
    let body = body.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let link = format!("/newsevents/pressreleases/{name}.htm");
    house
        .sites
        .item(PressItem { title: title.into(), link, body, at: Some(at("2025-11-02 17:00")) })
        .expect("a press release");
}

/// The note's page can be read from that time on.
async fn sunday(note_at: &str) -> Room {
    let house = House::lived_in("2025-11-02 12:00").await;
    publishes(&house, STATEMENT, "Federal Reserve issues FOMC statement", DECISION);
    publishes(&house, NOTE, "Implementation Note issued November 2, 2025", RATES);
    let path = format!("/newsevents/pressreleases/{NOTE}.htm");
    let (from, until) = (at("2025-11-02 12:00"), at(note_at));
    house.sites.outage(Outage { path, from, until, kind: FaultKind::Status(404) }).expect("a period");
    let mut room = Room::of(house).await;
    room.watch_all();
    room
}

fn unscheduled(alert: &Alert) -> &UnscheduledReport {
    if let Body::Unscheduled(report) = &alert.body { report } else { panic!("{} was foreseen", alert.id) }
}

async fn iorb(house: &House) -> Vec<String> {
    house.vintages("iorb", "2025-11-03").await.into_iter().map(|(_, value)| value).collect()
}

#[tokio::test]
async fn it_is_told_by_its_link_and_then_by_what_it_decides() {
    let mut room = sunday("2025-11-02 17:01").await;
    room.until(at("2025-11-02 20:00")).await;
    let alerts = room.house.alerts().await;
    let told: Vec<&Alert> = alerts.iter().filter(|alert| alert.id == "R20/monetary20251102a").collect();
    let [first, read] = told[..] else { panic!("{alerts:#?}") };
    assert_eq!(
        (first.manner, first.severity(), &unscheduled(first).statement),
        (Manner::New, Severity::Notable, &None)
    );
    assert!(unscheduled(first).link.ends_with("/newsevents/pressreleases/monetary20251102a.htm"));
    assert!(first.at - at("2025-11-02 17:00") <= chrono::TimeDelta::minutes(10), "{}", first.at);
    assert_eq!((read.manner, read.severity()), (Manner::Escalates, Severity::Critical));
    assert_eq!(unscheduled(read).change, Some(BasisPoints(number("-50"))));
    assert!(!alerts.iter().any(|alert| alert.id.starts_with("R15")), "it is one message");
    // It is a meeting now, and its note was looked for and read.
    let meetings = room.house.calendar.meetings();
    let meeting = meetings.iter().find(|meeting| meeting.end == day("2025-11-02")).expect("on the calendar");
    assert_eq!((meeting.kind, meeting.statement_at), (MeetingKind::Unscheduled, at("2025-11-02 17:00")));
    assert_eq!(iorb(&room.house).await, ["3.40"]);
    let confirmed = room.house.ingest.look(|known| known.rates_confirmed).await;
    assert_eq!(confirmed, Some(day("2025-11-02")));
    // Monday's rates are measured against the new ones (EFFR, an hour later, carries history's range).
    room.until(at("2025-11-04 08:30")).await;
    assert!(room.house.dormant().await.is_empty());
    let alerts = room.house.alerts().await;
    let sofr = alerts.iter().rev().find(|alert| matches!(alert.body, Body::Funding(_))).expect("far over IORB");
    assert_eq!((finding(sofr, "R01").date, sofr.late_since), (day("2025-11-03"), None));
    assert!(!alerts.iter().any(|alert| alert.id.starts_with("R18")), "{:?}", room.house.alert_ids().await);
}

#[tokio::test]
async fn until_its_note_is_read_what_rests_on_rates_is_dormant() {
    let mut room = sunday("2025-11-04 10:00").await;
    room.until(at("2025-11-04 09:45")).await;
    let dormant = room.house.dormant().await;
    for rule in ["R01", "R02", "R04"] {
        assert!(dormant.get(rule).is_some_and(|why| why.to_string().contains("2025-11-02")), "{rule}: {dormant:?}");
    }
    assert!(!dormant.contains_key("R05"), "an amount needs no rate");
    let of_monday = |alerts: &[Alert]| {
        let funding = alerts.iter().filter(|alert| matches!(alert.body, Body::Funding(_)));
        funding.filter(|alert| alert.id.contains("2025-11-03")).map(|alert| alert.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of_monday(&room.house.alerts().await), [""; 0], "the old rate would say 23, and be wrong");
    assert_eq!(iorb(&room.house).await, [""; 0]);

    // A new process knows of the meeting as well.
    room.restart().await;
    room.watch_all();
    room.until(at("2025-11-04 11:00")).await;
    assert_eq!(iorb(&room.house).await, ["3.40"]);
    assert!(room.house.dormant().await.is_empty());
    let alerts = room.house.alerts().await;
    let ids = of_monday(&alerts);
    let [id] = &ids[..] else { panic!("{ids:?}") };
    let told = one(&alerts, id);
    assert_eq!(told.late_since, Some(at("2025-11-04 08:00")), "it says what it slept through, and that it is late");
    let spread = finding(told, "R01").metrics.get("sofr_minus_iorb").copied();
    let sofr = room.house.vintages("sofr", "2025-11-03").await;
    assert_eq!(spread, Some((number(&sofr[0].1) - number("3.40")) * number("100")));
}

/// An unchanged range comes without rates of its own, and need not have a note.
#[tokio::test]
async fn a_range_that_stays_leaves_the_rates_alone() {
    let house = House::lived_in("2025-11-02 12:00").await;
    let stays = "The Committee decided to maintain the target range for the federal funds rate at 3-3/4 to 4 percent.
        Voting for the monetary policy action were Jerome H. Powell, Chair; and John C. Williams, Vice Chair.";
    publishes(&house, STATEMENT, "Federal Reserve issues FOMC statement", stays);
    let mut room = Room::watching(house, SourceKind::PressFeed).await;
    room.until(at("2025-11-04 12:00")).await;
    let alerts = room.house.alerts().await;
    let told = one(&alerts, "R20/monetary20251102a");
    assert_eq!((told.revision, unscheduled(told).change), (2, Some(BasisPoints(number("0")))));
    assert!(room.house.calendar.meetings().iter().all(|meeting| meeting.end != day("2025-11-02")));
}
