//! Blackouts, and what the Committee's page changes about the meetings.

use super::*;

fn listed(start: &str, end: &str, sep: bool, kind: ListedKind) -> ListedMeeting {
    ListedMeeting { start: day(start), end: day(end), sep, kind, minutes_released: None }
}

/// The page as it stands when nothing is new: every meeting of the file.
fn page() -> Vec<ListedMeeting> {
    let kind = |meeting: &Meeting| match meeting.kind {
        MeetingKind::Scheduled => ListedKind::Scheduled,
        MeetingKind::Unscheduled => ListedKind::Unscheduled,
        MeetingKind::NotationVote => ListedKind::NotationVote,
    };
    let meetings = CALENDAR.meetings();
    let listed = meetings.iter().map(|one| ListedMeeting {
        start: one.start,
        end: one.end,
        sep: one.sep,
        kind: kind(one),
        minutes_released: None,
    });
    listed.collect()
}

fn refreshed(page: &[ListedMeeting]) -> Vec<String> {
    let known = CALENDAR.meetings();
    let Refreshed { meetings, changes } = refresh(&known, page, day("2026-11-22"));
    if changes.is_empty() {
        assert_eq!(meetings, known.to_vec());
    }
    assert!(meetings.windows(2).all(|pair| pair[0].end < pair[1].start), "in order");
    let days = |one: Meeting| format!("{}/{}", one.start, one.end);
    let line = |change: &MeetingChange| match change {
        MeetingChange::Moved { from, to } => format!("moved {} {} {}", days(*from), days(*to), to.statement_at),
        MeetingChange::Cancelled { meeting } => format!("cancelled {}", days(*meeting)),
        MeetingChange::Added { meeting } => format!("added {} {}", days(*meeting), meeting.statement_at),
        MeetingChange::Projections { to, .. } => format!("projections {} {}", days(*to), to.sep),
    };
    changes.iter().map(line).collect()
}

#[test]
fn the_same_page_changes_nothing() {
    assert_eq!(refreshed(&page()), Vec::<String>::new());
}

#[test]
fn a_future_meeting_moves_is_cancelled_or_is_added() {
    let mut moved = page();
    for meeting in &mut moved {
        if meeting.start == day("2027-06-08") {
            (meeting.start, meeting.end) = (day("2027-06-15"), day("2027-06-16"));
        }
    }
    assert_eq!(refreshed(&moved), ["moved 2027-06-08/2027-06-09 2027-06-15/2027-06-16 2027-06-16 18:00:00 UTC"]);
    let mut cancelled = page();
    for meeting in &mut cancelled {
        if meeting.start == day("2027-03-16") {
            meeting.kind = ListedKind::Cancelled;
        }
    }
    assert_eq!(refreshed(&cancelled), ["cancelled 2027-03-16/2027-03-17"]);
    let mut added = page();
    added.push(listed("2027-02-23", "2027-02-24", false, ListedKind::Scheduled));
    assert_eq!(refreshed(&added), ["added 2027-02-23/2027-02-24 2027-02-24 19:00:00 UTC"]);
    let mut projections = page();
    for meeting in projections.iter_mut().filter(|meeting| meeting.start == day("2026-12-08")) {
        meeting.sep = false;
    }
    assert_eq!(refreshed(&projections), ["projections 2026-12-08/2026-12-09 false"]);
}

#[test]
fn the_past_and_what_the_page_does_not_list_stay() {
    // Last year's meetings vanish from the page, a past one is struck, and 2027 is not listed yet.
    let page = page();
    let of = |year: i32| page.iter().filter(move |meeting| meeting.start.year() == year).copied();
    let mut this_year: Vec<ListedMeeting> = of(2026).collect();
    this_year.retain(|meeting| meeting.start != day("2026-03-17"));
    assert_eq!(refreshed(&this_year), Vec::<String>::new());
    // The first meeting of a year that is not listed, in a remark: moved, and nothing else is lost.
    this_year.push(listed("2027-02-02", "2027-02-03", false, ListedKind::Scheduled));
    assert_eq!(refreshed(&this_year), ["moved 2027-01-26/2027-01-27 2027-02-02/2027-02-03 2027-02-03 19:00:00 UTC"]);
}

#[test]
fn a_page_that_cannot_be_true_changes_nothing() {
    let past: Vec<ListedMeeting> = page().into_iter().filter(|meeting| meeting.start < day("2026-11-22")).collect();
    assert_eq!(refreshed(&past), Vec::<String>::new());
    assert_eq!(refreshed(&[]), Vec::<String>::new());
    let mut overlapping = page();
    overlapping.push(listed("2027-01-27", "2027-01-28", false, ListedKind::Scheduled));
    assert_eq!(refreshed(&overlapping), Vec::<String>::new());
}

#[test]
fn new_meetings_reach_every_clone_of_the_calendar() {
    let calendar = Calendar::builtin().expect("the files in config/ are right");
    let clone = calendar.clone();
    let known = calendar.meetings();
    let mut page = page();
    page.retain(|meeting| meeting.start != day("2027-03-16"));
    calendar.replace_meetings(refresh(&known, &page, day("2026-11-22")).meetings);
    let next = clone.window(ReleaseKind::FomcStatement, ny("2027-02-10 12:00")).expect("a window");
    assert_eq!(next.closes_at, ny("2027-04-28 14:00") - chrono::TimeDelta::seconds(2));
    assert_eq!(clone.meetings().len() + 1, known.len());
    assert!(clone.blackout(day("2027-03-10")).is_none());
}

#[test]
fn meetings_and_changes_survive_json() {
    let meeting = *CALENDAR.meetings().iter().find(|meeting| meeting.minutes.is_some()).expect("an exception");
    let change = MeetingChange::Moved { from: meeting, to: Meeting { minutes: None, ..meeting } };
    let text = serde_json::to_string(&change).expect("JSON");
    assert_eq!(serde_json::from_str::<MeetingChange>(&text).expect("a change"), change);
    // As stored before minutes had a day of their own.
    let old = r#"{"start":"2025-10-28","end":"2025-10-29","statement_at":"2025-10-29T18:00:00Z","sep":false,"kind":"scheduled"}"#;
    let meeting: Meeting = serde_json::from_str(old).expect("a meeting");
    assert_eq!(meeting.minutes_on(), Some(day("2025-11-19")));
}

#[test]
fn nobody_speaks_from_the_second_saturday_before_to_the_day_after() {
    let december = Blackout { from: day("2026-11-28"), to: day("2026-12-10") };
    for date in ["2026-11-28", "2026-12-08", "2026-12-10"] {
        assert_eq!(CALENDAR.blackout(day(date)), Some(december), "{date}");
    }
    for date in ["2026-11-27", "2026-12-11"] {
        assert_eq!(CALENDAR.blackout(day(date)), None, "{date}");
    }
    assert_eq!(CALENDAR.next_blackout(day("2026-11-22")), Some(december));
    assert_eq!(CALENDAR.next_blackout(day("2026-11-28")).map(|next| next.from), Some(day("2027-01-16")));
    assert_eq!(CALENDAR.next_blackout(day("2028-01-26")), None);
    // Unscheduled meetings surprise: nobody was silent before them on their account.
    assert_eq!(CALENDAR.blackout(day("2020-03-02")), None);
}

#[test]
fn the_column_of_minutes_may_be_absent_and_must_make_sense() {
    let old = "start,end,statement,sep,kind\n2026-12-08,2026-12-09,14:00,y,scheduled\n";
    let calendar = Calendar::from_parts(Calendar::BUILT_IN, old).expect("a calendar");
    assert_eq!(calendar.meetings().first().and_then(Meeting::minutes_on), Some(day("2026-12-30")));
    for minutes in ["2026-12-09", "2027-03-01", "soon"] {
        let csv = format!("start,end,statement,sep,kind,minutes\n2026-12-08,2026-12-09,14:00,y,scheduled,{minutes}\n");
        let error = Calendar::from_parts(Calendar::BUILT_IN, &csv).expect_err("no calendar").to_string();
        assert!(error.contains("line 2"), "{error}");
    }
}
