//! The two files: an operator's mistakes are named in one line.

use super::*;

const SETTINGS: &str = include_str!("../../../config/calendar.toml");
const MEETINGS: &str = include_str!("../../../config/fomc_meetings.csv");

#[track_caller]
fn complaint(settings: &str, meetings: &str, expected: &str) {
    let error = Calendar::from_parts(settings, meetings).expect_err(expected).to_string();
    assert!(error.contains(expected), "`{error}` does not contain `{expected}`");
    assert!(!error.contains('\n'), "`{error}` is more than one line");
}

#[track_caller]
fn edited(from: &str, to: &str) -> String {
    assert!(SETTINGS.contains(from), "the file has no `{from}`");
    SETTINGS.replacen(from, to, 1)
}

#[test]
fn mistakes_in_the_settings() {
    let cases = [
        ("[schedule.sofr]", "[schedule.sfor]", "unknown field `sfor`"),
        ("first = \"2018-04-03\"", "frist = \"2018-04-03\"", "unknown field `frist`"),
        ("first = \"2018-04-03\"", "first = \"2018-04-31\"", "line 10: "),
        ("0 0 8 * * MON-FRI", "0 8 * * MON-FRI", "has 5 fields"),
        ("0 0 8 * * MON-FRI", "0 0 8 * * 2-6", "are ambiguous"),
        ("0 0 8 * * MON-FRI", "0 0 8 31 2 *", "never comes"),
        ("0 0 8 * * MON-FRI", "0 0 8,9 * * MON-FRI", "a publication has one time of day"),
        ("0 0 8 * * MON-FRI", "0 0 26 * * MON-FRI", "line 9: "),
        ("[[exception]]", "[[exceptions]]", "unknown field `exceptions`"),
        ("date = \"2018-12-24\"", "date = \"2018-12-05\"", "the exception of 2018-12-05 is there twice"),
        ("date = \"2018-12-24\"", "date = \"1718-12-24\"", "the exception of 1718-12-24 is outside"),
        ("closed = [\"federal_offices\"]", "closed = [\"nyse\"]", "unknown variant `nyse`"),
        ("closed = [\"federal_offices\"]", "closed = []", "names no market"),
        ("closed = [\"federal_offices\"]", "closed = [\"sifma\"]\nopen = [\"sifma\"]", "both closed and open"),
        ("reason = \"Christmas Eve, by executive order\"", "reason = \" \"", "2018-12-24 has no reason"),
        ("reason = \"Christmas Eve, by executive order\"", "", "missing field `reason`"),
        ("[schedule.dts]", "[schedule.dts", "line "),
    ];
    for (from, to, expected) in cases {
        complaint(&edited(from, to), MEETINGS, expected);
    }
    complaint("", MEETINGS, "missing field `schedule`");
    complaint("[schedule]", MEETINGS, "missing field `sofr`");
}

#[test]
fn a_closure_of_a_week_is_a_mistake() {
    let mut settings = SETTINGS.to_owned();
    for day in 6..=10 {
        let exception = format!(
            "[[exception]]\ndate = \"2026-07-{day:02}\"\nclosed = [\"federal_offices\"]\nreason = \"a test\"\n"
        );
        settings.push_str(&exception);
    }
    complaint(&settings, MEETINGS, "the exception of 2026-07-06 begins a closure of more than five days");
}

#[test]
fn an_exception_closes_one_calendar_and_moves_the_release() {
    let order = "[[exception]]\ndate = \"2026-12-24\"\nclosed = [\"federal_offices\"]\nreason = \"a test\"\n";
    let calendar = Calendar::from_parts(&format!("{SETTINGS}\n{order}"), MEETINGS).expect("a calendar");
    let christmas_eve = day("2026-12-24");
    assert!(!calendar.is_business(Market::FederalOffices, christmas_eve));
    assert!(
        calendar.is_business(Market::FedBanks, christmas_eve) && calendar.is_business(Market::Sifma, christmas_eve)
    );
    let window = calendar.window(ReleaseKind::H41, ny("2026-12-28 16:30")).expect("a window");
    assert_eq!((window.as_of, window.due), (day("2026-12-23"), ny("2026-12-28 16:30")));
    // And an order can open a day that the rules close.
    let open = order.replace("2026-12-24", "2026-11-11").replace("closed", "open");
    let calendar = Calendar::from_parts(&format!("{SETTINGS}\n{open}"), MEETINGS).expect("a calendar");
    assert!(calendar.is_business(Market::FederalOffices, day("2026-11-11")));
    assert!(!calendar.is_business(Market::FedBanks, day("2026-11-11")));
}

#[test]
fn a_publication_can_move() {
    let calendar = Calendar::from_parts(&edited("0 0 8 * * MON-FRI", "0 30 7 * * MON-FRI"), MEETINGS).expect("right");
    let window = calendar.window(ReleaseKind::Sofr, ny("2026-11-24 07:30")).expect("a window");
    assert_eq!(window.due, ny("2026-11-24 07:30"));
}

#[test]
fn mistakes_in_the_meetings() {
    let head = "start,end,statement,sep,kind\n2026-01-27,2026-01-28,14:00,n,scheduled\n";
    let cases = [
        (
            "2026-01-20,2026-01-21,14:00,n,scheduled",
            "line 3: the meeting of 2026-01-20 is not after that of 2026-01-27",
        ),
        ("2026-01-28,2026-01-29,14:00,n,scheduled", "is not after"),
        ("2026-03-18,2026-03-17,14:00,y,scheduled", "line 3: from 2026-03-18 to 2026-03-17"),
        ("2026-03-17,2026-04-18,14:00,y,scheduled", "is no meeting"),
        ("2026-03-17,2026-03-18,2026-03-17 14:00,y,scheduled", "is no meeting"),
        ("2026-03-17,2026-03-18,2 p.m.,y,scheduled", "line 3: statement `2 p.m.`"),
        ("2026-03-17,2026-03-18,,y,scheduled", "line 3: statement ``"),
        ("2026-03-17,2026-03-32,14:00,y,scheduled", "line 3: `2026-03-32` is no date"),
        ("2026-03-17,2026-03-18,14:00,Y,scheduled", "line 3: sep is y or n, not `Y`"),
        ("2026-03-17,2026-03-18,14:00,y,planned", "not `planned`"),
        ("2026-03-17,2026-03-18,14:00,y", "line 3: 4 columns instead of 5"),
    ];
    for (row, expected) in cases {
        complaint(SETTINGS, &format!("{head}{row}\n"), expected);
    }
    complaint(SETTINGS, "", "the columns must be start,end,statement,sep,kind");
    complaint(SETTINGS, "start,end,time,sep,kind\n", "line 1: the columns must be");
    complaint(SETTINGS, "start,end,statement,sep,kind\n", "there is no meeting");
}

#[test]
fn the_builtin_meetings_reach_to_january_2028() {
    let meetings = CALENDAR.meetings();
    assert_eq!(meetings.first().map(|meeting| meeting.end), Some(day("2019-01-30")));
    assert_eq!(meetings.last().map(|meeting| meeting.end), Some(day("2028-01-26")));
    let sunday = meetings.iter().find(|meeting| meeting.end == day("2020-03-15")).expect("the emergency cut");
    assert_eq!((sunday.kind, sunday.statement_at), (MeetingKind::Unscheduled, at("2020-03-15T21:00:00Z")));
    let bills = meetings.iter().find(|meeting| meeting.end == day("2019-10-04")).expect("the video conference");
    assert_eq!(bills.statement_at, at("2019-10-11T15:00:00Z"));
}
