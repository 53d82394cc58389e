use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::source::directives::{BillPurchases, Reinvestment};

fn folder(path: &str) -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(path);
    if folder.exists() {
        return Some(folder);
    }
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{} is missing", folder.display());
    println!("skipped: {} is missing", folder.display());
    None
}

fn note(body: &[u8]) -> (Note, Release) {
    let release = parse(body).expect("a note");
    let Some(Event::Note(note)) = release.event.clone() else { panic!("no note") };
    (note, release)
}

fn codes(release: &Release) -> Vec<&str> {
    release.problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn flat(note: &Note) -> String {
    note.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
}

/// A note from the sentences that matter.
fn page(items: &str) -> String {
    format!(
        "<html><div id=\"content\"><p class=\"article__time\">May 1, 2024</p><h3>Implementation Note issued May 1, 2024</h3>\
         <p>These are the decisions to implement the monetary policy stance of its <a>statement</a> on May 1, 2024:</p>\
         <ul>{items}</ul><p>This information will be updated as appropriate.</p></div></html>"
    )
}

const IORB: &str =
    "<li>The Board voted to raise the interest rate paid on reserve balances to 4.9 percent, effective May 2, 2024.";
const DIRECTIVE: &str = "<li>\"Effective May 2, 2024, the Committee directs the Desk to:<ul>\
    <li>Maintain the federal funds rate in a target range of 4-3/4 to 5 percent.\
    <li>Conduct repurchase agreement operations with a minimum bid rate of 5 percent and with an aggregate operation limit of $500 billion.\
    <li>Conduct reverse repurchase agreement operations at an offering rate of 4.8 percent and with a per-counterparty limit of $160 billion per day.\
    <li>Roll over the amount of payments from holdings of Treasury securities maturing in May that exceeds a cap of $60 billion per month. \
    Beginning on June 1, roll over the amount of payments from holdings of Treasury securities that exceeds a cap of $25 billion per month.\
    <li>Reinvest the amount of payments from holdings of agency debt and agency mortgage-backed securities that exceeds a cap of $35 billion per \
    month into Treasury securities.</ul>";
const PRIMARY: &str = "<li>The Board voted to approve a 1/4 percentage point increase in the primary credit rate to 5.0 percent, effective May 2, 2024.";

#[test]
fn a_short_note_is_understood() {
    let (note, release) = note(page(&format!("{IORB}{DIRECTIVE}{PRIMARY}")).as_bytes());
    assert_eq!(codes(&release), Vec::<&str>::new());
    assert_eq!(
        (note.announced.to_string(), note.in_force_from.to_string()),
        ("2024-05-01".into(), "2024-05-02".into())
    );
    assert_eq!(
        flat(&note),
        "agency_cap=35 iorb=4.90 on_rrp_limit=160 on_rrp_rate=4.80 primary_credit=5.00 srf_limit=500 srf_rate=5.00 \
         treasury_cap=60 treasury_cap_next=25"
    );
    let series: Vec<String> =
        release.observations.iter().map(|o| format!("{} {} {}", o.series, o.date, o.value)).collect();
    assert_eq!(
        series,
        [
            "iorb 2024-05-02 4.90",
            "target_lower 2024-05-02 4.75",
            "target_upper 2024-05-02 5.00",
            "srf_rate 2024-05-02 5.00",
            "on_rrp_rate 2024-05-02 4.80",
            "primary_credit 2024-05-02 5.00",
        ]
    );
}

/// Autumn 2025 in the official wordings: the run-off's end is announced, then bills are directed and the
/// limit of standing repo falls away.
#[test]
fn the_end_of_the_run_off_and_the_beginning_of_bill_purchases() {
    let directive = |items: &str| {
        format!(
            "<li>\"Effective May 2, 2024, the Committee directs the Desk to:<ul>\
             <li>Undertake open market operations as necessary to maintain the federal funds rate in a target range of 4-3/4 to 5 percent.\
             {items}</ul>"
        )
    };
    let operations = |srf: &str| {
        format!(
            "<li>Conduct standing overnight repurchase agreement operations {srf}.\
             <li>Conduct standing overnight reverse repurchase agreement operations at an offering rate of 4.8 percent and \
             with a per-counterparty limit of $160 billion per day."
        )
    };
    let run_off = "<li>Roll over at auction the amount of principal payments from the Federal Reserve's holdings of \
        Treasury securities maturing in October and November that exceeds a cap of $5 billion per month. Beginning on \
        December 1, roll over at auction all principal payments from the Federal Reserve's holdings of Treasury securities.\
        <li>Reinvest the amount of principal payments from the Federal Reserve's holdings of agency debt and agency \
        mortgage-backed securities (MBS) received in October and November that exceeds a cap of $35 billion per month into \
        Treasury securities. Beginning on December 1, reinvest all principal payments from the Federal Reserve's holdings \
        of agency securities into Treasury bills.";
    let october = "with a minimum bid rate of 5.0 percent and with an aggregate operation limit of $500 billion";
    let body = page(&format!("{IORB}{}{PRIMARY}", directive(&format!("{}{run_off}", operations(october)))));
    let (october, release) = note(body.as_bytes());
    assert_eq!(codes(&release), Vec::<&str>::new());
    assert_eq!(
        flat(&october),
        "agency_cap=35 agency_cap_next=0 iorb=4.90 on_rrp_limit=160 on_rrp_rate=4.80 primary_credit=5.00 srf_limit=500 \
         srf_rate=5.00 treasury_cap=5 treasury_cap_next=0"
    );
    assert_eq!(october.directives.srf_limit, Some(Limit::Billions(500.into())));
    let later = october.directives.treasury_principal.last().map(|one| (one.in_force_from.to_string(), one.cap));
    assert_eq!(later, Some(("2024-12-01".into(), None)));

    let bills = "<li>When appropriate, increase the System Open Market Account holdings of securities through purchases of \
        Treasury bills and, if needed, other Treasury securities with remaining maturities of 3 years or less to maintain \
        an ample level of reserves.<li>Roll over at auction all principal payments from the Federal Reserve's holdings of \
        Treasury securities. Reinvest all principal payments from the Federal Reserve's holdings of agency securities into \
        Treasury bills.";
    let december = "at a rate of 5.0 percent";
    let body = page(&format!("{IORB}{}{PRIMARY}", directive(&format!("{}{bills}", operations(december)))));
    let (december, release) = note(body.as_bytes());
    assert_eq!(codes(&release), Vec::<&str>::new());
    assert_eq!(
        flat(&december),
        "agency_cap=0 iorb=4.90 on_rrp_limit=160 on_rrp_rate=4.80 primary_credit=5.00 srf_rate=5.00 treasury_cap=0"
    );
    assert_eq!(december.directives.srf_limit, Some(Limit::Unlimited));
    assert_eq!(december.directives.bill_purchases, Some(BillPurchases { in_force_from: december.in_force_from }));
}

#[rstest]
#[case::iorb_kept(
    IORB,
    "<li>The Board left unchanged the interest rate paid on required and excess reserve balances at 4.90 percent."
)]
#[case::iorb_set(
    IORB,
    "<li>The Board voted to set the interest rate paid on required and excess reserve balances at 4.90 percent, \
    effective May 2, 2024. Setting the interest rate paid on required and excess reserve balances 10 basis points below the top is technical."
)]
#[case::standing_repo_since_2025(
    "repurchase agreement operations with a minimum bid rate of 5 percent",
    "standing overnight repurchase agreement operations at a rate of 5.0 percent"
)]
#[case::primary_kept(
    PRIMARY,
    "<li>The Board approved the establishment of the primary credit rate at the existing level of 5.0 percent."
)]
#[case::primary_untouched(
    PRIMARY,
    "<li>The Board took no action to change the discount rate (the primary credit rate), which remains at 5.00 percent."
)]
#[case::primary_with_points(
    PRIMARY,
    "<li>The Board approved a 1/4 percentage point decrease in the discount rate (the primary credit rate) to 5.00 percent."
)]
fn other_wordings_say_the_same(#[case] from: &str, #[case] to: &str) {
    let body = page(&format!("{IORB}{DIRECTIVE}{PRIMARY}"));
    assert!(body.contains(from));
    let (usual, _) = note(body.as_bytes());
    let (other, release) = note(body.replacen(from, to, 1).as_bytes());
    assert_eq!((other, codes(&release)), (usual, Vec::new()));
}

#[rstest]
#[case(IORB, "", "iorb_not_found")]
#[case("4.9 percent", "4-9/10 percent", "iorb_not_found")]
#[case("target range of", "corridor of", "range_not_found")]
#[case("offering rate", "offer", "on_rrp_not_found")]
#[case("minimum bid rate", "price", "srf_not_found")]
#[case("4.9 percent", "5.9 percent", "identity_break")]
#[case("4-3/4 to 5 percent", "4-1/2 to 5 percent", "identity_break")]
#[case("4-3/4 to 5 percent", "5 to 4-3/4 percent", "identity_break")]
#[case("4.8 percent", "5.3 percent", "identity_break")]
#[case("to 5.0 percent", "to 0.5 percent", "identity_break")]
#[case("\"Effective May 2", "\"Effective May 3", "date_conflict")]
#[case("May 2, 2024", "May 2, 2023", "date_conflict")]
#[case("May 2, 2024", "July 2, 2024", "date_conflict")]
#[case(
    PRIMARY,
    "<li>The primary credit rate is 5 percent.<li>The primary credit rate is 5-1/4 percent.",
    "rate_conflict"
)]
fn what_is_missing_or_contradictory_is_a_problem(#[case] from: &str, #[case] to: &str, #[case] code: &str) {
    let body = page(&format!("{IORB}{DIRECTIVE}{PRIMARY}"));
    assert!(body.contains(from));
    let (_, release) = note(body.replace(from, to).as_bytes());
    assert!(codes(&release).contains(&code), "{:?}", release.problems);
}

#[test]
fn other_pages_are_named_errors() {
    for body in ["", "<html>Service unavailable</html>", "<html><div id=\"content\"><h3>Minutes</h3></div></html>"] {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::WrongPage(_))), "{body}");
    }
    let whole = page(&format!("{IORB}{DIRECTIVE}{PRIMARY}"));
    let cut = whole.split_once("This information").map(|(before, _)| before.to_owned()).expect("a closing");
    for body in [cut, whole.replace("ffective", "ff"), whole.replace("May 1, 2024", "soon")] {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::Incomplete(_))), "{body}");
    }
}

#[test]
fn a_statement_is_not_a_note() {
    let Some(file) = folder("data/board/fomc_statements/20251210.html") else { return };
    assert!(matches!(parse(&std::fs::read(file).expect("a page")), Err(ParseError::WrongPage(_))));
}

#[test]
fn the_note_of_july_2026() {
    let Some(file) = folder("data/board/implementation_notes/20260729_CONTENT.html") else { return };
    let body = std::fs::read_to_string(file).expect("a page");
    let (july, release) = note(body.as_bytes());
    assert_eq!(codes(&release), Vec::<&str>::new());
    assert_eq!(
        (july.announced.to_string(), july.in_force_from.to_string()),
        ("2026-07-29".into(), "2026-07-30".into())
    );
    assert_eq!(
        flat(&july),
        "agency_cap=0 iorb=3.65 on_rrp_limit=160 on_rrp_rate=3.50 primary_credit=3.75 srf_rate=3.75 treasury_cap=0"
    );
    let from = july.in_force_from;
    let all = |into| vec![Principal { in_force_from: from, cap: None, into: Some(into) }];
    let expected = Directives {
        treasury_principal: all(Reinvestment::Treasuries),
        agency_principal: all(Reinvestment::Bills),
        bill_purchases: Some(BillPurchases { in_force_from: from }),
        on_rrp_limit: Some(Limit::Billions(160.into())),
        srf_limit: Some(Limit::Unlimited),
    };
    assert_eq!(july.directives, expected);
    let (_, edited) = note(body.replace("at 3.65 percent", "at 3.60 percent").as_bytes());
    assert_eq!(edited.observations.first().map(|o| o.value.to_string()).as_deref(), Some("3.60"));
    for at in (0..body.len()).step_by(61).filter(|at| body.is_char_boundary(*at)) {
        if let Ok(cut) = parse(body.split_at(at).0.as_bytes()) {
            assert_eq!(cut, release, "cut at {at}");
        }
    }
}

/// The notes of 2015 and 2016, archived as bare text: one long sentence holds range, rate and limit.
#[test]
fn the_first_notes() {
    let Some(files) = folder("data/board/implementation_notes_text") else { return };
    for entry in std::fs::read_dir(files).expect("a folder") {
        let path = entry.expect("an entry").path();
        let (note, release) = note(&std::fs::read(&path).expect("a note"));
        assert_eq!(codes(&release), Vec::<&str>::new(), "{}", path.display());
        assert_eq!(
            path.file_stem().and_then(|stem| stem.to_str()),
            Some(&*note.announced.format("%Y%m%d").to_string())
        );
        assert_eq!(note.in_force_from, note.announced + TimeDelta::days(1));
        let zero = "agency_cap=0 iorb=0.50 on_rrp_limit=30 on_rrp_rate=0.25 primary_credit=1.00 treasury_cap=0";
        assert_eq!(flat(&note), zero, "nothing was let go: a cap of zero");
        let all = |into| vec![Principal { in_force_from: note.in_force_from, cap: None, into: Some(into) }];
        assert_eq!(note.directives.treasury_principal, all(Reinvestment::Treasuries));
        assert_eq!(note.directives.agency_principal, all(Reinvestment::AgencyMbs));
        assert_eq!(note.directives.bill_purchases, None);
        let upper =
            release.observations.iter().find(|o| o.series.as_str() == "target_upper").map(|o| o.value.to_string());
        assert_eq!(upper.as_deref(), Some("0.50"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_notes_never_panic(flips in prop::collection::vec((0usize..2400, any::<u8>()), 0..40), end in 0usize..2400) {
        let mut body = page(&format!("{IORB}{DIRECTIVE}{PRIMARY}")).into_bytes();
        for (at, byte) in flips {
            if let Some(place) = body.get_mut(at) {
                *place = byte;
            }
        }
        body.truncate(end);
        drop(parse(&body));
    }
}
