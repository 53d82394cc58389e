use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::series::Observation;

/// A file of the shared material, or `None` with a word where the folder is missing.
fn shared(path: &str) -> Option<Vec<u8>> {
    let full = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let found = std::fs::read(&full).ok();
    assert!(found.is_some() || std::env::var("CI").as_deref() != Ok("true"), "{full} is missing");
    if found.is_none() {
        println!("skipped: {full} is missing");
    }
    found
}

fn lines(release: &Release) -> Vec<String> {
    let line = |one: &Observation| format!("{} {} {} {}", one.series, one.date, one.value, one.unit.as_str());
    release.observations.iter().map(line).collect()
}

fn codes(release: &Release) -> Vec<&str> {
    release.problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn page(rows: &[String]) -> Release {
    parse(format!(r#"{{"repo": {{"operations": [{}]}}}}"#, rows.join(",")).as_bytes()).expect("a page")
}

/// An overnight operation with results; `more` is put before the closing brace.
fn operation(kind: &str, date: &str, hours: (&str, &str), dollars: u64, more: &str) -> String {
    let (released, closed) = hours;
    format!(
        r#"{{"auctionStatus": "Results", "operationDate": "{date}", "operationType": "{kind}", "term": "Overnight",
            "releaseTime": "{released}", "closeTime": "{closed}", "totalAmtAccepted": {dollars}{more}}}"#
    )
}

const AM: (&str, &str) = ("08:15", "08:30");
const PM: (&str, &str) = ("13:30", "13:45");
const RRP: (&str, &str) = ("12:45", "13:15");

fn am(dollars: u64) -> String {
    operation("Repo", "2025-10-31", AM, dollars, "")
}
fn pm(dollars: u64) -> String {
    operation("Repo", "2025-10-31", PM, dollars, "")
}

#[test]
fn a_day_is_its_morning_its_reverse_repo_and_its_total() {
    let rrp = operation("Reverse Repo", "2025-10-31", RRP, 51_802_000_000, "");
    let release = page(&[am(20_350_000_000), rrp, pm(30_000_000_000)]);
    let expected = [
        "srf_am 2025-10-31 20350 USD million",
        "on_rrp 2025-10-31 51802 USD million",
        "srf_accepted 2025-10-31 50350 USD million",
    ];
    assert_eq!(lines(&release), expected);
    assert_eq!(release.problems, []);
}

#[test]
fn the_morning_alone_is_no_total() {
    assert_eq!(lines(&page(&[am(20_350_000_000)])), ["srf_am 2025-10-31 20350 USD million"]);
    let announced = pm(0).replace("Results", "Announcement");
    let waiting = page(&[am(20_350_000_000), announced]);
    assert_eq!(lines(&waiting), ["srf_am 2025-10-31 20350 USD million"]);
    assert_eq!(waiting.problems, []);
}

#[test]
fn an_announcement_bears_no_amount() {
    let announced = am(0).replace("Results", "Announcement").replace(r#", "totalAmtAccepted": 0"#, "");
    assert_eq!(page(&[announced]), Release::default());
}

#[test]
fn the_afternoon_without_its_morning_is_said_and_not_totalled() {
    let release = page(&[pm(30_000_000_000)]);
    assert_eq!(lines(&release), Vec::<String>::new());
    assert_eq!(codes(&release), ["incomplete_day"]);
    assert!(!release.problems.iter().any(Problem::holds_back), "the other days are good");
}

#[rstest]
#[case::one_operation_until_june_2025("2025-06-25", &[PM], &["srf_accepted 2025-06-25 3 USD million"])]
#[case::early_mornings_belong_to_the_total("2025-01-02", &[AM, PM], &["srf_accepted 2025-01-02 6 USD million"])]
#[case::daily_mornings("2025-06-26", &[AM, PM], &["srf_am 2025-06-26 3 USD million", "srf_accepted 2025-06-26 6 USD million"])]
#[case::a_morning_before_they_were_daily("2025-06-25", &[AM], &[])]
#[case::late("2023-07-17", &[("14:30", "14:45")], &["srf_accepted 2023-07-17 3 USD million"])]
#[case::the_first_day("2021-07-29", &[("", "13:45")], &["srf_accepted 2021-07-29 3 USD million"])]
#[case::before_it_all_repos_are_something_else("2021-07-28", &[("", "08:30"), ("", "13:45")], &["repo_accepted 2021-07-28 6 USD million"])]
#[case::a_morning_of_2019_is_no_exercise("2019-09-17", &[("", "10:10")], &["repo_accepted 2019-09-17 3 USD million"])]
fn totals_by_era(#[case] date: &str, #[case] hours: &[(&str, &str)], #[case] expected: &[&str]) {
    let rows: Vec<String> = hours.iter().map(|hours| operation("Repo", date, *hours, 3_000_000, "")).collect();
    let release = page(&rows);
    assert_eq!(lines(&release), expected);
    assert_eq!(release.problems, []);
}

#[rstest]
#[case::the_note_says_so(operation(
    "Repo",
    "2025-10-31",
    PM,
    94_000_000,
    r#", "note": "This is a Small Value Exercise (SVE)""#
))]
#[case::with_a_hyphen(operation("Repo", "2025-10-31", AM, 94_000_000, r#", "note": "small-value exercise""#))]
#[case::flagged(operation("Repo", "2025-10-31", PM, 94_000_000, r#", "isSmallValue": true"#))]
#[case::at_half_past_nine(operation("Repo", "2025-10-31", ("09:30", "09:45"), 94_000_000, r#", "note": """#))]
#[case::at_noon(operation("Repo", "2025-10-31", ("12:00", "12:15"), 94_000_000, ""))]
#[case::a_reverse_repo_in_the_morning(operation("Reverse Repo", "2025-10-31", ("10:30", "11:00"), 44_000_000, ""))]
#[case::term(operation("Repo", "2025-10-31", PM, 61_000_000, "").replace("Overnight", "Term"))]
#[case::an_exercise_without_results(operation("Repo", "2025-10-31", ("10:30", "10:45"), 1, "").replace("Results", "Announcement"))]
fn what_does_not_count(#[case] row: String) {
    let release = page(&[am(2_000_000), row, pm(1_000_000)]);
    let expected = ["srf_am 2025-10-31 2 USD million", "srf_accepted 2025-10-31 3 USD million"];
    assert_eq!(lines(&release), expected);
    assert_eq!(release.problems, []);
}

#[rstest]
#[case::just_before_half_past_nine("Repo", ("09:29", "09:44"), &["srf_am 2025-10-31 7 USD million"])]
#[case::a_late_reverse_repo("Reverse Repo", ("13:30", "14:00"), &["on_rrp 2025-10-31 7 USD million"])]
#[case::one_announced_early("Reverse Repo", ("12:30", "13:15"), &["on_rrp 2025-10-31 7 USD million"])]
fn what_does_count(#[case] kind: &str, #[case] hours: (&str, &str), #[case] expected: &[&str]) {
    let daily =
        r#", "note": "Today's afternoon SRF operation will have an aggregate operation limit of $500.000 billion""#;
    assert_eq!(lines(&page(&[operation(kind, "2025-10-31", hours, 7_000_000, daily)])), expected);
}

#[rstest]
#[case::a_string(pm(30_000_000_000).replace("30000000000", "\"30000000000\""), "bad_row")]
#[case::null(pm(30_000_000_000).replace("30000000000", "null"), "bad_row")]
#[case::absent(pm(7).replace(r#", "totalAmtAccepted": 7"#, ""), "bad_row")]
#[case::below_zero(pm(7).replace(": 7", ": -7"), "bad_row")]
#[case::a_thousand_times(pm(30_000_000_000_000), "bad_row")]
#[case::no_term(pm(7).replace("\"term\"", "\"terms\""), "bad_row")]
#[case::a_new_status(pm(7).replace("Results", "Cancelled"), "bad_row")]
#[case::no_hours(operation("Repo", "2025-10-31", ("", ""), 7, ""), "bad_row")]
#[case::odd_hours(operation("Repo", "2025-10-31", ("1:30 PM", "13:45"), 7, ""), "bad_row")]
#[case::no_type(pm(7).replace("operationType", "type"), "bad_row")]
#[case::a_note_of_another_type(operation("Repo", "2025-10-31", PM, 7, r#", "note": 5"#), "bad_row")]
#[case::details_of_another_type(operation("Repo", "2025-10-31", PM, 7, r#", "details": "none""#), "bad_row")]
fn a_row_that_cannot_be_read_spoils_its_total(#[case] row: String, #[case] problem: &str) {
    let yesterday = operation("Reverse Repo", "2025-10-30", RRP, 5_000_000, "");
    let release = page(&[am(2_000_000), row, yesterday]);
    assert!(!lines(&release).iter().any(|line| line.starts_with("srf_accepted")), "{release:?}");
    assert!(lines(&release).contains(&"on_rrp 2025-10-30 5 USD million".to_owned()));
    assert_eq!(codes(&release), [problem]);
}

#[test]
fn a_bad_reverse_repo_leaves_standing_repo_alone() {
    let rrp = operation("Reverse Repo", "2025-10-31", RRP, 7, "").replace(": 7", ": true");
    let release = page(&[am(2_000_000), rrp, pm(1_000_000)]);
    assert_eq!(lines(&release), ["srf_am 2025-10-31 2 USD million", "srf_accepted 2025-10-31 3 USD million"]);
    assert_eq!(codes(&release), ["bad_row"]);
}

#[rstest]
#[case::type_of_operation(pm(7_000_000).replace("\"Repo\"", "\"Securities Lending\""))]
#[case::term(pm(7_000_000).replace("Overnight", "Open"))]
fn what_is_new_is_reported_and_changes_nothing_else(#[case] row: String) {
    let release = page(&[am(2_000_000), row, pm(1_000_000)]);
    assert_eq!(lines(&release), ["srf_am 2025-10-31 2 USD million", "srf_accepted 2025-10-31 3 USD million"]);
    assert_eq!(codes(&release), ["unknown_line"]);
}

#[test]
fn a_row_without_a_date_is_a_problem_and_the_rest_stands() {
    let release = page(&[pm(7).replace("2025-10-31", "31 Oct"), "7".into(), am(2_000_000)]);
    assert_eq!(lines(&release), ["srf_am 2025-10-31 2 USD million"]);
    assert_eq!(codes(&release), ["bad_row", "bad_row"]);
}

#[rstest]
#[case::legs_add_up(r#", "totalAmtSubmitted": 7, "details": [{"amtAccepted": 3}, {"amtAccepted": 4}]"#, &[])]
#[case::submitted_too(r#", "totalAmtSubmitted": 9, "details": [{"amtSubmitted": 9, "amtAccepted": 7}]"#, &[])]
#[case::submitted_does_not_add_up(r#", "totalAmtSubmitted": 9, "details": [{"amtSubmitted": 8, "amtAccepted": 7}]"#, &["bad_row"])]
#[case::a_leg_gets_more_than_asked_for(r#", "details": [{"amtSubmitted": 6, "amtAccepted": 7}]"#, &["bad_row"])]
#[case::a_rate_that_is_none(r#", "details": [{"amtAccepted": 7, "percentAwardRate": 375}]"#, &["bad_row"])]
#[case::null_details(r#", "details": null"#, &[])]
#[case::legs_do_not_add_up(r#", "details": [{"amtAccepted": 3}, {"amtAccepted": 3}]"#, &["bad_row"])]
#[case::more_than_submitted(r#", "totalAmtSubmitted": 6"#, &["bad_row"])]
fn collateral_adds_up_to_the_total(#[case] more: &str, #[case] problems: &[&str]) {
    let release = page(&[operation("Reverse Repo", "2025-10-31", RRP, 7, more)]);
    let kept: &[&str] = if problems.is_empty() { &["on_rrp 2025-10-31 0.000007 USD million"] } else { &[] };
    assert_eq!(lines(&release), kept);
    assert_eq!(codes(&release), problems);
    assert!(!release.problems.iter().any(Problem::holds_back));
}

/// A real page, each amount and each rate of each operation that counts in turn a thousand times as large,
/// a thousandth, and of the other sign. The rest of the page stays good.
#[test]
fn a_fault_of_size_or_sign_shows_in_every_field_of_a_real_page() {
    let Some(body) = shared("data/nyfed/repo/rp_results_search_2026-09-21_2026-09-28_overnight.json") else { return };
    let page: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    let good = parse(&body).expect("a page");
    assert_eq!(good.problems, []);
    let mut fields = Vec::new();
    for (row, operation) in page["repo"]["operations"].as_array().expect("rows").iter().enumerate() {
        let at = |name: &str| format!("/repo/operations/{row}/{name}");
        fields.extend(["totalAmtSubmitted", "totalAmtAccepted"].map(at));
        for leg in 0..operation["details"].as_array().map_or(0, Vec::len) {
            let names = ["amtSubmitted", "amtAccepted", "percentOfferingRate", "percentAwardRate"];
            fields.extend(names.map(|name| format!("/repo/operations/{row}/details/{leg}/{name}")));
        }
    }
    let mut hidden = BTreeMap::<&str, usize>::new();
    let mut shown = 0;
    for field in &fields {
        let Some(value) = page.pointer(field).and_then(serde_json::Value::as_f64).filter(|value| *value != 0.0) else {
            continue;
        };
        for (fault, factor) in [("times a thousand", 1e3), ("a thousandth", 1e-3), ("other sign", -1.0)] {
            let mut edited = page.clone();
            let amount = (value * factor * 1e6).round() / 1e6;
            *edited.pointer_mut(field).expect("the field") =
                serde_json::from_str(&amount.to_string()).expect("a number");
            let release = parse(edited.to_string().as_bytes()).expect("a page");
            match codes(&release).as_slice() {
                ["bad_row"] => shown += 1,
                [] if field.contains("percent") => *hidden.entry(fault).or_default() += 1,
                codes => panic!("{field} {fault}: {codes:?}"),
            }
        }
    }
    assert!(shown > 100, "only {shown}");
    assert_eq!(hidden.keys().collect::<Vec<_>>(), Vec::<&&str>::new(), "{hidden:?}");
}

/// What a single amount cannot show: one operation without its types of collateral, and nobody knows how much
/// it was. Only what was submitted, and the largest operation ever, bound it.
#[test]
fn an_amount_alone_shows_no_fault_within_its_bounds() {
    let alone = page(&[operation("Reverse Repo", "2025-10-31", RRP, 5_000_000_000, "")]);
    assert_eq!((lines(&alone).len(), codes(&alone).len()), (1, 0));
    let thousandfold = page(&[operation("Reverse Repo", "2025-10-31", RRP, 5_000_000_000_000, "")]);
    assert_eq!((lines(&thousandfold).len(), codes(&thousandfold).len()), (1, 0));
}

#[test]
fn an_operation_that_appears_twice_counts_once() {
    let id = r#", "operationId": "RP 103125 3""#;
    let row = |dollars| operation("Repo", "2025-10-31", PM, dollars, id);
    let twice = page(&[am(0), row(5_000_000), row(5_000_000)]);
    assert_eq!(lines(&twice), ["srf_am 2025-10-31 0 USD million", "srf_accepted 2025-10-31 5 USD million"]);
    assert_eq!(twice.problems, []);
    let differently = page(&[am(0), row(5_000_000), row(6_000_000)]);
    assert_eq!(lines(&differently), Vec::<String>::new());
    assert_eq!(codes(&differently), ["contradiction"]);
}

#[rstest]
#[case::empty("", "incomplete")]
#[case::html("<html><body>Service unavailable</body></html>", "HTML")]
#[case::another_page(r#"{"refRates": []}"#, "repo.operations")]
#[case::no_operations(r#"{"repo": {}}"#, "repo.operations")]
#[case::null(r#"{"repo": null}"#, "repo.operations")]
#[case::an_object(r#"{"repo": {"operations": {}}}"#, "JSON")]
fn what_is_no_page(#[case] body: &str, #[case] says: &str) {
    let error = parse(body.as_bytes()).expect_err("no page").to_string();
    assert!(error.contains(says), "{error}");
}

#[test]
fn a_page_without_operations_is_good() {
    assert_eq!(page(&[]), Release::default());
}

#[test]
fn the_address_does_not_change_from_day_to_day() {
    let address = locate(DateTime::<Utc>::MIN_UTC);
    assert_eq!(address.public(), "https://markets.newyorkfed.org/api/rp/all/all/results/lastTwoWeeks.json");
}

fn payload(name: &str) -> Option<Vec<u8>> {
    shared(&format!("data/nyfed/repo/{name}.json"))
}

#[test]
fn a_real_page_of_full_allotment_days() {
    let Some(body) = payload("rp_results_search_2026-09-21_2026-09-28_overnight") else { return };
    let release = parse(&body).expect("a page");
    assert_eq!(release.problems, []);
    let expected = [
        ("2026-09-28", [0, 851, 1]),
        ("2026-09-25", [0, 576, 0]),
        ("2026-09-24", [0, 630, 1]),
        ("2026-09-23", [1, 461, 1]),
        ("2026-09-22", [0, 453, 3]),
        // The note of that day's reverse repo says what settled; what was accepted stands.
        ("2026-09-21", [0, 582, 2]),
    ];
    let expected: Vec<String> = expected
        .iter()
        .flat_map(|(date, figures)| {
            let series = ["srf_am", "on_rrp", "srf_accepted"].into_iter().zip(figures);
            series.map(move |(series, value)| format!("{series} {date} {value} USD million"))
        })
        .collect();
    assert_eq!(lines(&release), expected);
}

#[test]
fn a_real_day_with_an_exercise_that_does_not_say_so() {
    let Some(body) = payload("rp_results_search_2017-05-22_overnight") else { return };
    let release = parse(&body).expect("a page");
    assert_eq!(lines(&release), ["on_rrp 2017-05-22 185031 USD million"]);
    assert_eq!(release.problems, []);
}

#[test]
fn a_page_cut_short_is_an_error_wherever_it_is_cut() {
    for name in ["rp_results_search_2026-09-21_2026-09-28_overnight", "rp_results_search_2017-05-22_overnight"] {
        let Some(body) = payload(name) else { return };
        let whole = body.trim_ascii_end().len();
        for cut in (0..20).map(|twentieth| whole * twentieth / 20).chain([whole - 1]) {
            assert!(parse(&body[..cut]).is_err(), "{name} cut to {cut} bytes");
        }
    }
}

#[test]
fn damage_anywhere_in_a_real_page_never_panics() {
    for name in ["rp_results_search_2026-09-21_2026-09-28_overnight", "rp_results_search_2017-05-22_overnight"] {
        let Some(body) = payload(name) else { return };
        for at in (0..body.len()).step_by(body.len() / 300 + 1) {
            for byte in [b'"', b'9', b'}', b'-', 0xff] {
                let mut damaged = body.clone();
                damaged[at] = byte;
                drop(parse(&damaged));
            }
        }
    }
}

#[test]
fn an_edited_amount_breaks_the_identity_or_is_refused() {
    let Some(body) = payload("rp_results_search_2017-05-22_overnight") else { return };
    let body = String::from_utf8(body).expect("text");
    for (edited, problem) in [("185131000000", "bad_row"), ("185031000000000", "bad_row")] {
        let edited = body.replace(r#""totalAmtAccepted": 185031000000"#, &format!(r#""totalAmtAccepted": {edited}"#));
        assert_eq!(codes(&parse(edited.as_bytes()).expect("a page")), [problem]);
    }
}

/// Real operations of 2021 to 2025, in both directions, as one page.
fn years_of_operations() -> Option<Vec<u8>> {
    let repo = shared("data/nyfed/repo/repo_results_2022-03-14_2025-10-17.jsonl")?;
    let reverse = shared("data/nyfed/repo/reverserepo_results_2021-10-26_2025-10-17.jsonl")?;
    let rows = [repo, reverse].map(|bytes| String::from_utf8(bytes).expect("text"));
    let rows: Vec<&str> = rows.iter().flat_map(|text| text.lines()).collect();
    Some(format!(r#"{{"repo": {{"operations": [{}]}}}}"#, rows.join(",")).into_bytes())
}

fn history(name: &str) -> Option<BTreeMap<NaiveDate, Decimal>> {
    let csv = String::from_utf8(shared(&format!("history/{name}.csv"))?).expect("text");
    let rows = csv.lines().skip(1).filter_map(|line| line.split_once(','));
    Some(rows.map(|(date, value)| (date.parse().expect("a date"), value.parse().expect("a number"))).collect())
}

/// No exceptions: each day of the records is a day of the history with the same total, and the reverse.
#[rstest]
#[case("srf_accepted", 899)]
#[case("on_rrp", 993)]
fn years_of_real_operations_give_the_history_day_by_day(#[case] series: &str, #[case] days: usize) {
    let (Some(body), Some(history)) = (years_of_operations(), history(series)) else { return };
    let release = parse(&body).expect("a page");
    assert_eq!(release.problems, []);
    let named = release.observations.iter().filter(|one| one.series.as_str() == series);
    let totals: BTreeMap<NaiveDate, Decimal> = named.map(|one| (one.date, one.value)).collect();
    let (first, last) = (totals.keys().next().expect("a day"), totals.keys().next_back().expect("a day"));
    let expected: BTreeMap<_, _> = history.range(first..=last).map(|(date, value)| (*date, *value)).collect();
    assert_eq!(totals, expected);
    assert_eq!(totals.len(), days);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        drop(parse(&body));
    }

    #[test]
    fn arbitrary_amounts_never_panic(amounts in proptest::collection::vec("-?[1-9][0-9]{0,34}(\\.[0-9]{1,30})?", 1..5)) {
        let rows: Vec<String> = amounts
            .iter()
            .map(|amount| pm(7).replace(": 7}", &format!(r#": {amount}, "details": [{{"amtAccepted": {amount}}}]}}"#)))
            .collect();
        drop(page(&rows));
    }

    #[test]
    fn flipped_bytes_never_panic_and_never_give_an_amount_below_zero(
        flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6),
    ) {
        let rrp = operation("Reverse Repo", "2025-10-31", RRP, 51_802_000_000, r#", "operationId": "RP 103125 2""#);
        let rows = [am(20_350_000_000), rrp, pm(30_000_000_000)].join(",");
        let mut body = format!(r#"{{"repo": {{"operations": [{rows}]}}}}"#).into_bytes();
        for (at, byte) in flips {
            let at = at % body.len();
            body[at] = byte;
        }
        if let Ok(release) = parse(&body) {
            prop_assert!(release.observations.iter().all(|one| one.value >= Decimal::ZERO));
        }
    }

    #[test]
    fn the_order_of_rows_means_nothing(rows in Just(vec![
        am(20_350_000_000), pm(30_000_000_000),
        operation("Reverse Repo", "2025-10-31", RRP, 51_802_000_000, ""),
        operation("Repo", "2025-10-30", AM, 1_000_000, ""),
        operation("Repo", "2025-10-30", PM, 2_000_000, ""),
    ]).prop_shuffle()) {
        let expected = [
            "srf_am 2025-10-31 20350 USD million", "on_rrp 2025-10-31 51802 USD million",
            "srf_accepted 2025-10-31 50350 USD million", "srf_am 2025-10-30 1 USD million",
            "srf_accepted 2025-10-30 3 USD million",
        ];
        prop_assert_eq!(lines(&page(&rows)), expected);
    }
}
