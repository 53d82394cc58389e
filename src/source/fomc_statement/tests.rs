use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::source::Verb;

fn folder(path: &str) -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(path);
    if folder.exists() {
        return Some(folder);
    }
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{} is missing", folder.display());
    println!("skipped: {} is missing", folder.display());
    None
}

fn statement(body: &[u8]) -> (Statement, Vec<String>) {
    let release = parse(body).expect("a statement");
    assert!(release.observations.is_empty());
    let Some(Event::Statement(statement)) = release.event else { panic!("no statement") };
    (statement, release.problems.into_iter().map(|problem| problem.code).collect())
}

fn real(date: &str) -> Option<String> {
    let folder = folder("data/board/fomc_statements")?;
    Some(std::fs::read_to_string(folder.join(format!("{date}.html"))).expect("a page"))
}

/// A page as short as a page can be.
fn page(body: &str) -> String {
    format!(
        "<html><body><div id=\"article\"><div class=\"heading\"><p class=\"article__time\">May 1, 2024</p>\
         <h3 class=\"title\">Federal Reserve issues FOMC statement</h3><p class=\"releaseTime\">For release at 2:00 p.m. EDT\
         <ul></ul></div>{body}</div></body></html>"
    )
}

const DECISION: &str =
    "<p>The Committee decided to raise the target range for the federal funds rate to 1 to 1-1/4 percent.</p>";
const VOTES: &str = "<p>Voting for the monetary policy action were Ann Poe, Chair; Bob Low; and Al Fa.</p>";

#[test]
fn a_short_page_is_understood() {
    let (statement, problems) = statement(page(&format!("{DECISION}{VOTES}")).as_bytes());
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(statement.class, StatementClass::RateDecision);
    assert_eq!(statement.date.to_string(), "2024-05-01");
    assert_eq!(statement.verb, Some(Verb::Raise));
    assert_eq!(statement.vote, Some((3, 0)));
    let printed = statement.range.map(|(low, high)| format!("{low} to {high}"));
    assert_eq!(printed.as_deref(), Some("1.00 to 1.25"));
}

#[test]
fn what_is_missing_or_contradictory_is_a_problem() {
    let table = [
        (format!("{DECISION}<p>Text.</p>"), "vote_not_found"),
        (VOTES.to_owned(), "range_not_found"),
        (VOTES.to_owned(), "verb_not_found"),
        (format!("{}{VOTES}", DECISION.replace("raise", "ponder")), "verb_not_found"),
        (format!("{}{VOTES}", DECISION.replace("1-1/4", "1-1/2")), "identity_break"),
        (format!("{}{VOTES}", DECISION.replace("1-1/4", "11/4")), "range_not_found"),
        (format!("{DECISION}{}{VOTES}", DECISION.replace("1 to 1-1/4", "2 to 2-1/4")), "wording_conflict"),
        (format!("{}{VOTES}", DECISION.replace("raise", "maintain")), "wording_conflict"),
        (format!("<p>It approved this for release by a 3 - 1 vote:</p>{DECISION}"), "vote_mismatch"),
        (format!("<p>It approved this for release by a 0 - 0 vote:</p>{DECISION}"), "vote_mismatch"),
        (format!("{DECISION}{}", VOTES.replace("Bob Low", "Ann Poe")), "vote_mismatch"),
    ];
    for (body, code) in table {
        let (_, problems) = statement(page(&body).as_bytes());
        assert!(problems.iter().any(|problem| problem == code), "{code} in {problems:?} of {body}");
    }
}

#[test]
fn other_pages_are_named_errors() {
    let whole = page(&format!("{DECISION}{VOTES}"));
    let wrong = [
        String::new(),
        "<html><h1>We'll be right back</h1></html>".into(),
        "<html><div id=\"content\"><h3>Page not found</h3><p>May 1, 2024</p></div></html>".into(),
        whole.replace("Federal Reserve issues FOMC statement", "Minutes of the Federal Open Market Committee"),
        whole.replace("Federal Reserve issues FOMC statement", "Implementation Note issued May 1, 2024"),
    ];
    for body in wrong {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::WrongPage(_))), "{body}");
    }
    let cut = whole.split_once("Bob Low").map(|(before, _)| before.to_owned()).expect("a name");
    for body in [cut, page(""), whole.replace("<p class=\"article__time\">May 1, 2024</p>", "")] {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::Incomplete(_))), "{body}");
    }
    assert!(matches!(parse(whole.replace("May 1", "Mai 1").as_bytes()), Err(ParseError::BadValue { .. })));
    assert!(matches!(parse(b"\xff\xfe"), Err(ParseError::NotText(_))));
}

#[test]
fn minutes_and_notes_are_not_statements() {
    for path in ["data/board/fomc_minutes/20260429.html", "data/board/implementation_notes/20260729_CONTENT.html"] {
        let Some(file) = folder(path) else { return };
        assert!(matches!(parse(&std::fs::read(file).expect("a page")), Err(ParseError::WrongPage(_))), "{path}");
    }
}

/// All real statements: three are other releases; the others are understood without a problem, with the
/// range of the register of decisions, and with its vote where that is verified.
#[test]
fn real_statements_agree_with_the_register() {
    let (Some(pages), Some(register)) = (folder("data/board/fomc_statements"), folder("facts/fomc_decisions.csv"))
    else {
        return;
    };
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_path(register).expect("a register").records().map(|row| row.expect("a row")).collect();
    let mut others = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(pages).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name: String =
            path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().chars().take(8).collect();
        let (statement, problems) = statement(&std::fs::read(&path).expect("a page"));
        count += 1;
        assert_eq!(problems, Vec::<String>::new(), "{name}");
        assert_eq!(statement.date.format("%Y%m%d").to_string(), name);
        if statement.class == StatementClass::Other {
            assert_eq!((statement.range, statement.verb, statement.vote), (None, None, None), "{name}");
            others.push(name);
            continue;
        }
        let Some(row) = rows.iter().find(|row| row.get(0) == Some(&statement.date.to_string())) else {
            assert!(statement.date.to_string().as_str() < "2018-12-19", "{name} is not in the register");
            continue;
        };
        compare(&statement, row);
    }
    others.sort();
    assert_eq!((count, others), (71, vec!["20200331".into(), "20200827".into(), "20250822".into()]));
}

fn compare(statement: &Statement, row: &csv::StringRecord) {
    let date = statement.date;
    let decimal = |at: usize| row.get(at).and_then(|cell| cell.parse::<Decimal>().ok());
    let range = statement.range.map(|(low, high)| (low.0, high.0));
    assert_eq!(range, decimal(3).zip(decimal(4)), "{date}");
    let verb = decimal(5).map(|change| match change.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Less => Verb::Lower,
        std::cmp::Ordering::Equal => Verb::Maintain,
        std::cmp::Ordering::Greater => Verb::Raise,
    });
    assert_eq!(statement.verb, verb, "{date}");
    let vote = statement.vote.map(|(votes_for, against)| (Decimal::from(votes_for), Decimal::from(against)));
    let registered = decimal(11).zip(decimal(12));
    if row.get(15).is_some_and(|grade| grade.contains("vote knowledge")) {
        if vote != registered {
            println!("{date}: the page has {vote:?}, the register (unverified) {registered:?}");
        }
    } else {
        assert_eq!(vote, registered, "{date}");
    }
    assert_eq!(statement.dissents.len(), usize::try_from(statement.vote.map_or(0, |vote| vote.1)).expect("a count"));
    for (dissent, short) in statement.dissents.iter().zip(row.get(13).unwrap_or_default().split(';')) {
        let surname = short.split('(').next().unwrap_or_default();
        assert!(
            row.get(13).unwrap_or_default().contains(dissent.name.rsplit(' ').next().unwrap_or_default()),
            "{surname}"
        );
        assert!(!dissent.preference.is_empty(), "{date} {}", dissent.name);
    }
}

#[test]
fn dissents_keep_their_words() {
    let Some(body) = real("20260429") else { return };
    let (statement, _) = statement(body.as_bytes());
    let told: Vec<(&str, bool)> = statement
        .dissents
        .iter()
        .map(|dissent| (dissent.name.as_str(), dissent.preference.contains("easing bias")))
        .collect();
    let expected =
        [("Stephen I. Miran", false), ("Beth M. Hammack", true), ("Neel Kashkari", true), ("Lorie K. Logan", true)];
    assert_eq!(told, expected);
    assert!(
        statement
            .dissents
            .iter()
            .all(|dissent| dissent.preference.ends_with("time") || dissent.preference.ends_with("meeting"))
    );
}

/// An edited page yields the edited figure or a problem, never the remembered one.
#[test]
fn edited_pages_are_believed_or_questioned() {
    let Some(body) = real("20251029") else { return };
    let edit = |from: &str, to: &str| {
        assert!(body.contains(from), "{from}");
        statement(body.replace(from, to).as_bytes())
    };
    let (moved, problems) = edit("3-3/4 to 4 percent", "3-1/2 to 3-3/4 percent");
    assert_eq!(moved.range.map(|(low, _)| low.to_string()).as_deref(), Some("3.50"));
    assert!(problems.is_empty());
    assert_eq!(edit("3-3/4 to 4 percent", "3-1/2 to 4 percent").1, ["identity_break"]);
    assert_eq!(edit("decided to lower the", "decided to raise the").0.verb, Some(Verb::Raise));
    assert_eq!(edit("Lisa D. Cook; ", "").0.vote, Some((9, 2)));
    assert_eq!(
        edit("Jeffrey R. Schmid", "Jane Q. Public").0.dissents.last().map(|d| d.name.clone()).as_deref(),
        Some("Jane Q. Public")
    );
    assert_eq!(edit("Voting for the", "Present at the").1, ["vote_not_found"]);
    assert_eq!(edit("October 29, 2025", "October 28, 2025").0.date.to_string(), "2025-10-28");
}

/// Every cut is an error, or a page whose words were all there.
#[test]
fn cut_pages_never_lose_a_vote_silently() {
    let Some(body) = real("20251210") else { return };
    let (whole, _) = statement(body.as_bytes());
    for at in (0..body.len()).step_by(997).filter(|at| body.is_char_boundary(*at)) {
        let (cut, _) = body.split_at(at);
        if let Ok(release) = parse(cut.as_bytes()) {
            assert_eq!(release.event, Some(Event::Statement(whole.clone())), "cut at {at}");
        }
    }
}

/// A tree of it would cost time that grows with the square of the depth.
#[test]
fn a_page_of_nothing_but_opened_tags_is_refused_at_once() {
    assert!(parse("<div>".repeat(100_000).as_bytes()).is_err());
    assert!(parse(page(&format!("{}{DECISION}{VOTES}", "<div>".repeat(5_000))).as_bytes()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_pages_never_panic(flips in prop::collection::vec((0usize..1200, any::<u8>()), 0..40), end in 0usize..1200) {
        let mut body = page(&format!("{DECISION}{VOTES}<p>Voting against was Max Major, who preferred less.</p>")).into_bytes();
        for (at, byte) in flips {
            if let Some(place) = body.get_mut(at) {
                *place = byte;
            }
        }
        body.truncate(end);
        drop(parse(&body));
    }

    #[test]
    fn prose_of_any_kind_never_panics(prose in "(Voting (for|against) (were|was) |[A-Z][a-z]* |, |; |and |who |[0-9]/| to |\\PC){0,60}") {
        drop(parse(page(&format!("<p>{prose}</p>")).as_bytes()));
    }
}
