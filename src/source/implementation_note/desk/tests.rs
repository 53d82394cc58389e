//! The wordings since December 2015, era by era.

use rstest::rstest;

use super::*;
use crate::source::page_text::sentences::sentences;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// What is directed: from when, how much is let go, into what.
fn lines(directives: &Directives) -> Vec<String> {
    let line = |what: &str, one: &Principal| {
        let cap = one.cap.map_or("all".to_owned(), |cap| format!("above {cap}"));
        let into = one.into.map_or("?".to_owned(), |into| format!("{into:?}"));
        format!("{what} {}: {cap} into {into}", one.in_force_from)
    };
    let treasury = directives.treasury_principal.iter().map(|one| line("treasury", one));
    let agency = directives.agency_principal.iter().map(|one| line("agency", one));
    let bills = directives.bill_purchases.iter().map(|bills| format!("bills {}", bills.in_force_from));
    treasury.chain(agency).chain(bills).collect()
}

fn directed(text: &str, announced: &str) -> Vec<String> {
    let announced = day(announced);
    let (directives, problems) = read(&sentences(text), announced, announced.succ_opt().expect("a day"));
    assert_eq!(problems, []);
    lines(&directives)
}

#[rstest]
#[case::until_2017(
    "2016-12-14",
    "The Committee directs the Desk to continue rolling over maturing Treasury securities at auction and to continue \
     reinvesting principal payments on all agency debt and agency mortgage-backed securities in agency mortgage-backed \
     securities. The Committee also directs the Desk to engage in dollar roll and coupon swap transactions as necessary.",
    &["treasury 2016-12-15: all into Treasuries", "agency 2016-12-15: all into AgencyMbs"]
)]
#[case::run_off_announced(
    "2017-09-20",
    "The Committee directs the Desk to continue rolling over at auction Treasury securities maturing during September, \
     and to continue reinvesting in agency mortgage-backed securities the principal payments received through September. \
     Effective in October 2017, the Committee directs the Desk to roll over at auction the amount of principal payments \
     from the Federal Reserve's holdings of Treasury securities maturing during each calendar month that exceeds $6 \
     billion, and to reinvest in agency mortgage-backed securities the amount of principal payments from the Federal \
     Reserve's holdings of agency debt and agency mortgage-backed securities received during each calendar month that \
     exceeds $4 billion.",
    &[
        "treasury 2017-09-21: all into Treasuries", "treasury 2017-10-01: above 6 into Treasuries",
        "agency 2017-09-21: all into AgencyMbs", "agency 2017-10-01: above 4 into AgencyMbs",
    ]
)]
#[case::a_step_of_the_run_off(
    "2017-12-13",
    "The Committee directs the Desk to continue rolling over at auction the amount of principal payments from the Federal \
     Reserve's holdings of Treasury securities maturing during December that exceeds $6 billion, and to continue \
     reinvesting in agency mortgage-backed securities the amount of principal payments received during December that \
     exceeds $4 billion. Effective in January, the Committee directs the Desk to roll over at auction the amount of \
     principal payments from holdings of Treasury securities that exceeds $12 billion, and to reinvest in agency \
     mortgage-backed securities the amount of principal payments that exceeds $8 billion. Small deviations from these \
     amounts for operational reasons are acceptable.",
    &[
        "treasury 2017-12-14: above 6 into Treasuries", "treasury 2018-01-01: above 12 into Treasuries",
        "agency 2017-12-14: above 4 into AgencyMbs", "agency 2018-01-01: above 8 into AgencyMbs",
    ]
)]
#[case::the_end_in_2019(
    "2019-07-31",
    "Effective August 1, 2019, the Committee directs the Desk to roll over at auction all principal payments from the \
     Federal Reserve's holdings of Treasury securities and to reinvest all principal payments from the Federal Reserve's \
     holdings of agency debt and agency mortgage-backed securities received during each calendar month. Principal \
     payments from agency debt and agency mortgage-backed securities up to $20 billion per month will be reinvested in \
     Treasury securities to roughly match the maturity composition of Treasury securities outstanding; principal \
     payments in excess of $20 billion per month will continue to be reinvested in agency mortgage-backed securities.",
    &["treasury 2019-08-01: all into Treasuries", "agency 2019-08-01: all into Treasuries"]
)]
#[case::bills_in_2019(
    "2019-10-11",
    "Effective October 15, 2019, the Committee directs the Desk to purchase Treasury bills at least into the second \
     quarter of 2020 to maintain over time ample reserve balances at or above the level that prevailed in early \
     September 2019.",
    &["bills 2019-10-15"]
)]
#[case::run_off_of_2022(
    "2022-05-04",
    "Roll over at auction all principal payments from the Federal Reserve's holdings of Treasury securities and reinvest \
     all principal payments from the Federal Reserve's holdings of agency debt and agency mortgage-backed securities \
     (MBS) in agency MBS. Beginning June 1, roll over at auction the amount of principal payments from the Federal \
     Reserve's holdings of Treasury securities maturing in the calendar months of June and July that exceeds a cap of $30 \
     billion per month. Redeem Treasury coupon securities up to this monthly cap and Treasury bills to the extent that \
     coupon principal payments are less than the monthly cap. Beginning June 1, reinvest into agency MBS the amount of \
     principal payments from the Federal Reserve's holdings of agency debt and agency MBS that exceeds a cap of $17.5 \
     billion per month. Allow modest deviations from stated amounts for reinvestments, if needed for operational reasons.",
    &[
        "treasury 2022-05-05: all into Treasuries", "treasury 2022-06-01: above 30 into Treasuries",
        "agency 2022-05-05: all into AgencyMbs", "agency 2022-06-01: above 17.5 into AgencyMbs",
    ]
)]
#[case::full_run_off(
    "2022-09-21",
    "Roll over at auction the amount of principal payments from the Federal Reserve's holdings of Treasury securities \
     maturing in each calendar month that exceeds a cap of $60 billion per month. Reinvest into agency mortgage-backed \
     securities (MBS) the amount of principal payments from the Federal Reserve's holdings of agency debt and agency MBS \
     received in each calendar month that exceeds a cap of $35 billion per month.",
    &["treasury 2022-09-22: above 60 into Treasuries", "agency 2022-09-22: above 35 into AgencyMbs"]
)]
#[case::two_aims_in_2024(
    "2024-05-01",
    "Roll over at auction the amount of principal payments from the Federal Reserve's holdings of Treasury securities \
     maturing in May that exceeds a cap of $60 billion per month. Beginning on June 1, roll over at auction the amount \
     of principal payments from the Federal Reserve's holdings of Treasury securities that exceeds a cap of $25 billion \
     per month. Reinvest the amount of principal payments from the Federal Reserve's holdings of agency debt and agency \
     mortgage-backed securities (MBS) received in each calendar month that exceeds a cap of $35 billion per month into \
     agency MBS through May 31 and beginning June 1 into Treasury securities to roughly match the maturity composition \
     of Treasury securities outstanding.",
    &[
        "treasury 2024-05-02: above 60 into Treasuries", "treasury 2024-06-01: above 25 into Treasuries",
        "agency 2024-05-02: above 35 into AgencyMbs", "agency 2024-06-01: above 35 into Treasuries",
    ]
)]
#[case::slower_in_2025(
    "2025-03-19",
    "Roll over at auction the amount of principal payments from the Federal Reserve's holdings of Treasury securities \
     maturing in March that exceeds a cap of $25 billion per month. Beginning on April 1, roll over at auction the amount \
     of principal payments from the Federal Reserve's holdings of Treasury securities maturing in each calendar month \
     that exceeds a cap of $5 billion per month.",
    &["treasury 2025-03-20: above 25 into Treasuries", "treasury 2025-04-01: above 5 into Treasuries"]
)]
#[case::the_end_announced_on_29_october_2025(
    "2025-10-29",
    "Roll over at auction the amount of principal payments from the Federal Reserve's holdings of Treasury securities \
     maturing in October and November that exceeds a cap of $5 billion per month. Redeem Treasury coupon securities up to \
     this monthly cap and Treasury bills to the extent that coupon principal payments are less than the monthly cap. \
     Beginning on December 1, roll over at auction all principal payments from the Federal Reserve's holdings of Treasury \
     securities. Reinvest the amount of principal payments from the Federal Reserve's holdings of agency debt and agency \
     mortgage-backed securities (MBS) received in October and November that exceeds a cap of $35 billion per month into \
     Treasury securities to roughly match the maturity composition of Treasury securities outstanding. Beginning on \
     December 1, reinvest all principal payments from the Federal Reserve's holdings of agency securities into Treasury bills.",
    &[
        "treasury 2025-10-30: above 5 into Treasuries", "treasury 2025-12-01: all into Treasuries",
        "agency 2025-10-30: above 35 into Treasuries", "agency 2025-12-01: all into Bills",
    ]
)]
#[case::bills_directed_on_10_december_2025(
    "2025-12-10",
    "When appropriate, increase the System Open Market Account holdings of securities through purchases of Treasury bills \
     and, if needed, other Treasury securities with remaining maturities of 3 years or less to maintain an ample level of \
     reserves. Roll over at auction all principal payments from the Federal Reserve's holdings of Treasury securities. \
     Reinvest all principal payments from the Federal Reserve's holdings of agency securities into Treasury bills.",
    &["treasury 2025-12-11: all into Treasuries", "agency 2025-12-11: all into Bills", "bills 2025-12-11"]
)]
#[case::not_any_more("2025-12-10", "The Desk will cease purchases of Treasury bills: reserves are ample.", &[])]
#[case::over_the_turn_of_the_year("2025-12-10", "Beginning in January, roll over all principal payments.", &["treasury 2026-01-01: all into Treasuries"])]
#[case::next_month("2025-12-10", "Beginning next month, roll over all principal payments.", &["treasury 2026-01-01: all into Treasuries"])]
#[case::not_a_directive("2025-12-10", "More information regarding open market operations and reinvestments may be found.", &[])]
fn what_is_directed(#[case] announced: &str, #[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(directed(text, announced), expected);
}

/// A sum that was let go and cannot be read must not become "all".
#[test]
fn what_cannot_be_read_is_a_problem_and_no_directive() {
    let cases = [
        ("Roll over principal payments that exceeds a cap of five billion per month.", "cap_not_found"),
        ("Roll over principal payments above the cap of $5 billion per month.", "cap_not_found"),
        (
            "Roll over all principal payments. Roll over principal payments that exceeds $5 billion.",
            "directive_conflict",
        ),
    ];
    for (text, code) in cases {
        let (_, problems) = read(&sentences(text), day("2025-10-29"), day("2025-10-30"));
        assert_eq!(problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), [code], "{text}");
    }
    let phrase = "operation limit";
    assert_eq!(limit("operations at a rate of 3.75 percent.", phrase), Ok(Limit::Unlimited));
    assert_eq!(limit("an aggregate operation limit of $500 billion", phrase), Ok(Limit::Billions(500.into())));
    assert!(limit("an aggregate operation limit of many billions", phrase).is_err());
}

#[test]
fn old_notes_in_the_database_still_read() {
    let old = r#"{"announced":"2025-10-29","in_force_from":"2025-10-30","parameters":{"iorb":"3.90"}}"#;
    let note: crate::source::Note = serde_json::from_str(old).expect("a note");
    assert_eq!(note.directives, Directives::default());
    let partly: Directives = serde_json::from_str(r#"{"srf_limit":{"billions":"500"}}"#).expect("directives");
    assert_eq!((partly.srf_limit, partly.on_rrp_limit), (Some(Limit::Billions(500.into())), None));
    let (read, _) =
        read(&["Roll over principal payments that exceeds $5 billion."], day("2025-10-29"), day("2025-10-30"));
    let text = serde_json::to_string(&read).expect("JSON");
    assert_eq!(serde_json::from_str::<Directives>(&text).expect("directives"), read);
}
