use super::*;

fn calendar() -> Calendar {
    Calendar::builtin().expect("the files in config/ are right")
}

fn rows(from: &str, days: u32) -> Vec<Line> {
    lines(&calendar(), instant(from).expect("an instant"), days)
}

#[test]
fn thanksgiving_week_and_the_blackout_after_it() {
    let table = table(&rows("2026-11-25", 4));
    let expected = "\
New York UTC what of remarks
Wed 25 Nov 08:00 13:00         SOFR, TGCR, BGCR          24 Nov 2026
";
    assert!(table.lines().count() > 12, "{table}");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (line, expected) in table.lines().zip(expected.lines()) {
        assert_eq!(words(line), words(expected));
    }
    let has = |line: &str| table.lines().any(|one| words(one) == line);
    assert!(has("Fri 27 Nov 16:30 21:30 H.4.1 25 Nov 2026"), "{table}");
    assert!(has("Sat 28 Nov FOMC blackout to Thu 10 Dec 2026"), "{table}");
    assert!(!table.contains("Thu 26 Nov"), "nothing on Thanksgiving:\n{table}");
    // The columns stand below each other.
    let what = table.find("what").expect("a heading");
    for line in table.lines().skip(1) {
        assert!(line.get(what - 1..=what).is_some_and(|edge| edge.starts_with(' ') && !edge.ends_with(' ')), "{line}");
    }
}

#[test]
fn a_meeting_has_its_mark_and_both_clocks() {
    let rows = rows("2026-12-09T17:00:00Z", 1);
    let statement = rows.iter().find(|line| line.kind == "fomc_statement").expect("a statement");
    assert_eq!(
        serde_json::to_string(statement).expect("JSON"),
        r#"{"kind":"fomc_statement","at":"2026-12-09T19:00:00Z","new_york":"2026-12-09T14:00:00-05:00","as_of":"2026-12-09","sep":true,"meeting_start":"2026-12-08"}"#
    );
    let table = table(&rows);
    assert!(table.contains("meeting 08 Dec to 09 Dec, with projections (SEP)"), "{table}");
    assert!(table.contains("press conference"), "{table}");
}

#[test]
fn days_of_a_blackout_are_lines_of_their_own_in_json() {
    let rows = rows("2026-11-27", 4);
    let quiet: Vec<String> =
        rows.iter().filter(|line| line.kind == BLACKOUT).map(|line| line.as_of.to_string()).collect();
    assert_eq!(quiet, ["2026-11-28", "2026-11-29", "2026-11-30"]);
    assert!(rows.is_sorted_by_key(|line| line.at));
}

#[test]
fn an_instant_or_a_date_and_nothing_else() {
    assert_eq!(instant("2026-11-25").map(|at| at.to_string()).as_deref(), Ok("2026-11-25 05:00:00 UTC"));
    assert_eq!(instant("2026-11-25T09:00:00-05:00").map(|at| at.to_string()).as_deref(), Ok("2026-11-25 14:00:00 UTC"));
    for text in ["", "tomorrow", "2026-02-30", "2026-11-25 09:00"] {
        assert!(instant(text).is_err_and(|why| !why.contains('\n')), "{text}");
    }
}
