use proptest::prelude::*;

use super::*;
use crate::calendar::Calendar;
use crate::testing::shared;

fn saved() -> Option<String> {
    let file = shared("data/board/fomc_calendar/fomccalendars_2026-08.htm")?;
    Some(std::fs::read_to_string(file).expect("a page"))
}

fn meetings(release: &Release) -> Vec<ListedMeeting> {
    let Some(Event::Meetings(meetings)) = &release.event else { panic!("no meetings") };
    meetings.clone()
}

fn release(page: &str) -> Release {
    parse(page.as_bytes()).expect("a calendar")
}

fn codes(release: &Release) -> Vec<&str> {
    release.problems.iter().map(|problem| problem.code.as_str()).collect()
}

/// Month, days, and what stands under "Minutes".
type Row<'a> = (&'a str, &'a str, &'a str);

/// A page in the grammar of the real one, with its stray quote.
fn page(panels: &[(&str, &[Row<'_>])]) -> String {
    let row = |(month, days, more): &Row<'_>| {
        format!(
            "<div class=\"row fomc-meeting\" \">\n<div class=\"fomc-meeting__month col-xs-5\"><strong>{month}</strong></div>\
             <div class=\"fomc-meeting__date col-xs-4\">{days}</div><div class=\"fomc-meeting__minutes\">{more}</div></div>\n"
        )
    };
    let panel = |(year, rows): &(&str, &[Row<'_>])| {
        let rows: String = rows.iter().map(row).collect();
        format!(
            "<div class=\"panel\"><div class=\"panel-heading\"><h4><a id=\"1\">{year} FOMC Meetings</a></h4></div>{rows}</div>"
        )
    };
    format!("<html><body>{}</body></html>", panels.iter().map(panel).collect::<String>())
}

#[test]
fn a_calendar_is_read_panel_by_panel() {
    let page = page(&[
        (
            "2026",
            &[
                ("April/May", "30-1*", "<strong>Minutes:</strong><br> (Released May 20, 2026)"),
                ("August", "22 (notation vote)", ""),
            ],
        ),
        ("2020", &[("March", "15 (unscheduled)", ""), ("March", "17-18* (cancelled)", "")]),
    ]);
    let release = release(&page);
    assert_eq!(release.problems, []);
    let json = serde_json::to_string(&meetings(&release)).expect("JSON");
    assert_eq!(
        json,
        r#"[{"start":"2020-03-15","end":"2020-03-15","sep":false,"kind":"unscheduled"},{"start":"2020-03-17","end":"2020-03-18","sep":true,"kind":"cancelled"},{"start":"2026-04-30","end":"2026-05-01","sep":true,"kind":"scheduled","minutes_released":"2026-05-20"},{"start":"2026-08-22","end":"2026-08-22","sep":false,"kind":"notation_vote"}]"#
    );
}

#[test]
fn a_row_that_cannot_be_read_holds_the_page_back() {
    let rows: [Row<'_>; 5] = [
        ("Marchember", "17-18", ""),
        ("March", "TBD", ""),
        ("March", "17-18 (moved)", ""),
        ("March", "", ""),
        ("March", "17-18", "(Released March 1, 2026)"),
    ];
    for row in rows {
        let release = release(&page(&[("2026", &[("January", "27-28", ""), row])]));
        assert_eq!(codes(&release), ["bad_value"], "{row:?}");
        assert!(release.problems.iter().all(Problem::holds_back));
        assert_eq!(meetings(&release).len(), 1);
    }
    let doubled =
        release(&page(&[("2026", &[("January", "27-28", ""), ("January", "28-29", ""), ("January", "27-28*", "")])]));
    assert_eq!(codes(&doubled), ["meeting_conflict", "meeting_conflict"]);
}

#[test]
fn other_pages_are_named_errors() {
    for body in ["", "<html>Service unavailable</html>", &page(&[]), &page(&[("2026", &[])]), &"<div>".repeat(100_000)]
    {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::WrongPage(_))), "{:.60}", body);
    }
    assert!(matches!(parse(b"\xff"), Err(ParseError::NotText(_))));
}

/// The saved page against the calendar that ships with the program, which is checked elsewhere.
#[test]
fn the_real_page_lists_the_meetings_that_we_know() {
    let Some(text) = saved() else { return };
    let release = release(&text);
    assert_eq!(release.problems, []);
    let listed = meetings(&release);
    let known = Calendar::builtin().expect("a calendar").meetings();
    let known: Vec<_> = known.iter().filter(|meeting| chrono::Datelike::year(&meeting.start) >= 2021).collect();
    assert_eq!(listed.len(), known.len());
    for (listed, known) in listed.iter().zip(known) {
        assert_eq!((listed.start, listed.end, listed.sep), (known.start, known.end, known.sep));
        let kind = serde_json::to_value(listed.kind).expect("JSON");
        assert_eq!(kind, serde_json::to_value(known.kind).expect("JSON"), "{}", listed.start);
        if let Some(released) = listed.minutes_released {
            assert_eq!(Some(released), known.minutes_on(), "minutes of {}", listed.start);
        }
    }
    let released = listed.iter().filter(|meeting| meeting.minutes_released.is_some()).count();
    assert!(released >= 40, "only {released} dates of minutes");
}

/// Edited pages yield the edited days, never the remembered ones.
#[test]
fn edits_of_the_real_page() {
    let Some(text) = saved() else { return };
    let good = meetings(&release(&text));
    let edited = meetings(&release(&text.replacen(">17-18*<", ">18-19<", 1)));
    let changed: Vec<_> = edited.iter().filter(|meeting| !good.contains(meeting)).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!((changed[0].start.to_string().as_str(), changed[0].sep), ("2026-03-18", false));
    // Panels in another order are the same calendar.
    let head = "<div class=\"panel panel-default\"><div class=\"panel-heading\"><h4>";
    let mut panels: Vec<&str> = text.split(head).collect();
    let at = |year: &str| panels.iter().position(|panel| panel.contains(&format!("{year} FOMC Meetings")));
    let (newer, older) = (at("2026").expect("a panel"), at("2025").expect("a panel"));
    panels.swap(newer, older);
    let moved = panels.join(head);
    assert_ne!(moved, text);
    assert_eq!(meetings(&release(&moved)), good);
    // Without the year above it a row is of no year.
    let lost = release(&text.replacen("2026 FOMC Meetings", "FOMC Meetings", 1));
    assert!(codes(&lost).iter().all(|code| *code == "bad_value") && !lost.problems.is_empty());
}

#[test]
fn a_page_cut_short_is_an_error_wherever_it_is_cut() {
    let Some(text) = saved() else { return };
    let end = text.find("</html>").expect("its end");
    let last = text.find("id=\"lastUpdate\"").unwrap_or(end);
    for part in 0..25 {
        let at = (last * part / 25..).find(|at| text.is_char_boundary(*at)).expect("a boundary");
        assert!(parse(&text.as_bytes()[..at]).is_err(), "cut at {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damage_never_panics(flips in prop::collection::vec((0usize..2_000, any::<u8>()), 0..30), end in 0usize..2_000) {
        let mut body = page(&[("2026", &[("January", "27-28", "(Released May 20, 2026)"), ("Apr/May", "30-1*", "")])]).into_bytes();
        for (at, byte) in flips {
            if let Some(place) = body.get_mut(at) {
                *place = byte;
            }
        }
        body.truncate(end);
        drop(parse(&body));
    }
}
