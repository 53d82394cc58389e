use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::unit::Unit;

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

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// `series date value unit`, a line each.
fn lines(release: &Release) -> Vec<String> {
    let line = |one: &Observation| format!("{} {} {} {}", one.series, one.date, one.value, one.unit.as_str());
    release.observations.iter().map(line).collect()
}

fn codes(release: &Release) -> Vec<&str> {
    release.problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn page(rows: &str) -> Release {
    parse(format!(r#"{{"refRates": [{rows}]}}"#).as_bytes()).expect("a page")
}

#[test]
fn a_row_is_a_rate_its_percentiles_and_its_volume() {
    let release = page(
        r#"{ "effectiveDate": "2025-10-31", "type": "SOFR" ,"percentRate": 4.22 ,"percentPercentile1": 4.00
            ,"percentPercentile25": 4.18 ,"percentPercentile75": 4.25 ,"percentPercentile99": 4.35
            ,"volumeInBillions": 3094 ,"revisionIndicator": "" }"#,
    );
    let expected = [
        "sofr 2025-10-31 4.22 percent",
        "sofr_p01 2025-10-31 4.00 percent",
        "sofr_p25 2025-10-31 4.18 percent",
        "sofr_p75 2025-10-31 4.25 percent",
        "sofr_p99 2025-10-31 4.35 percent",
        "sofr_volume 2025-10-31 3094000 USD million",
    ];
    assert_eq!(lines(&release), expected);
    assert_eq!(release.problems, []);
}

#[rstest]
#[case::rate_without_volume(r#""type": "SOFR", "percentRate": 4.22"#, &["sofr 2025-10-31 4.22 percent"], &[])]
#[case::volume_without_rate(r#""type": "SOFR", "volumeInBillions": 3094"#, &["sofr_volume 2025-10-31 3094000 USD million"], &[])]
#[case::null_is_not_zero(r#""type": "SOFR", "percentRate": 4.22, "volumeInBillions": null"#, &["sofr 2025-10-31 4.22 percent"], &[])]
#[case::zero_is_a_figure(r#""type": "EFFR", "percentRate": 0.00"#, &["effr 2025-10-31 0.00 percent"], &[])]
#[case::below_zero(r#""type": "TGCR", "percentRate": -0.05"#, &["tgcr 2025-10-31 -0.05 percent"], &[])]
#[case::revised(r#""type": "OBFR", "percentRate": 4.1, "revisionIndicator": "r""#, &["obfr 2025-10-31 4.1 percent"], &[])]
#[case::averages_are_not_ours(r#""type": "SOFRAI", "average30day": 3.64, "index": 1.25"#, &[], &[])]
#[case::a_new_rate(r#""type": "NEWR", "percentRate": 4.20"#, &["newr 2025-10-31 4.20 percent"], &["unknown_line"])]
#[case::a_new_rate_named_as_a_series_of_others(r#""type": "IORB", "percentRate": 4.20"#, &[], &["unknown_line"])]
#[case::a_name_that_is_none(r#""type": "srf_accepted", "percentRate": 4.20"#, &[], &["unknown_line"])]
#[case::no_type(r#""percentRate": 4.20"#, &[], &["unknown_line"])]
#[case::nothing_in_it(r#""type": "SOFR", "percentRate": null"#, &[], &["bad_row"])]
#[case::a_string(r#""type": "SOFR", "percentRate": "4.22""#, &[], &["bad_row"])]
#[case::a_hundred_times(r#""type": "SOFR", "percentRate": 422"#, &[], &["bad_row"])]
#[case::far_below_zero(r#""type": "SOFR", "percentRate": -4.22"#, &[], &["bad_row"])]
#[case::one_bad_figure_spoils_the_row(r#""type": "SOFR", "percentRate": 4.22, "percentPercentile99": []"#, &[], &["bad_row"])]
#[case::volume_in_dollars(r#""type": "SOFR", "percentRate": 4.22, "volumeInBillions": 3094000000000"#, &[], &["bad_row"])]
#[case::volume_below_zero(r#""type": "SOFR", "volumeInBillions": -1"#, &[], &["bad_row"])]
#[case::type_of_another_type(r#""type": 7, "percentRate": 4.22"#, &[], &["bad_row"])]
#[case::said_twice_within_a_row(r#""type": "SOFR", "percentRate": 4.22, "percentRate": 4.23"#, &[], &["bad_row"])]
fn what_a_row_gives(#[case] fields: &str, #[case] observations: &[&str], #[case] problems: &[&str]) {
    let release = page(&format!(r#"{{"effectiveDate": "2025-10-31", {fields}}}"#));
    assert_eq!(lines(&release), observations);
    assert_eq!(codes(&release), problems);
}

#[test]
fn a_bad_row_leaves_the_others_alone() {
    for bad in [r#"7"#, r#"null"#, r#"{"effectiveDate": "31.10.2025", "type": "SOFR", "percentRate": 4.22}"#] {
        let release =
            page(&format!(r#"{bad}, {{"effectiveDate": "2025-10-30", "type": "SOFR", "percentRate": 4.04}}"#));
        assert_eq!(lines(&release), ["sofr 2025-10-30 4.04 percent"]);
        assert_eq!(codes(&release), ["bad_row"]);
    }
}

#[test]
fn said_twice_counts_once_and_said_differently_not_at_all() {
    let row = |rate: &str| format!(r#"{{"effectiveDate": "2025-10-31", "type": "SOFR", "percentRate": {rate}}}"#);
    let volume = r#"{"effectiveDate": "2025-10-31", "type": "SOFR", "volumeInBillions": 3000}"#;
    let twice = page(&format!("{}, {}, {volume}", row("4.22"), row("4.220")));
    assert_eq!(lines(&twice), ["sofr 2025-10-31 4.22 percent", "sofr_volume 2025-10-31 3000000 USD million"]);
    assert_eq!(twice.problems, []);
    let differently = page(&format!("{}, {}, {}, {volume}", row("4.22"), row("4.12"), row("4.02")));
    assert_eq!(lines(&differently), ["sofr_volume 2025-10-31 3000000 USD million"]);
    assert_eq!(codes(&differently), ["contradiction"]);
}

#[test]
fn a_window_without_a_business_day_is_a_good_page() {
    assert_eq!(page(""), Release::default());
}

#[rstest]
#[case::empty("", "incomplete")]
#[case::blank(" \r\n", "incomplete")]
#[case::html("\u{feff}<!DOCTYPE html><title>Sorry</title>", "HTML")]
#[case::another_page(r#"{"repo": {"operations": []}}"#, "refRates")]
#[case::null(r#"{"refRates": null}"#, "refRates")]
#[case::an_object(r#"{"refRates": {}}"#, "JSON")]
#[case::bare_rows("[]", "JSON")]
#[case::two_pages(r#"{"refRates": []}{"refRates": []}"#, "JSON")]
fn what_is_no_page(#[case] body: &str, #[case] says: &str) {
    let error = parse(body.as_bytes()).expect_err("no page").to_string();
    assert!(error.contains(says), "{error}");
}

#[test]
fn bytes_that_are_no_text_are_no_page() {
    assert!(matches!(parse(b"{\"refRates\": [\xff]}"), Err(ParseError::NotText(_))));
}

#[rstest]
#[case::winter("2026-01-15T12:59:00Z", "startDate=2026-01-01&endDate=2026-01-15")]
#[case::late_evening_is_still_today_in_new_york("2026-09-26T03:30:00Z", "startDate=2026-09-11&endDate=2026-09-25")]
fn the_window_is_two_weeks_of_new_york_dates(#[case] now: DateTime<Utc>, #[case] query: &str) {
    let address = locate(now);
    assert_eq!(address.public(), format!("https://markets.newyorkfed.org/api/rates/all/search.json?{query}"));
}

const PAYLOADS: [(&str, usize); 9] = [
    ("effr_last5_20260925", 30),
    ("effr_search_2008-12-10_2008-12-22", 9),
    ("effr_search_2023-01-01_2023-06-06_OpenBB", 108 * 6),
    ("secured_all_latest_rows_20260902_RESHAPED", 6),
    ("sofr_OpenMacroState_response", 6),
    ("sofr_last2_20260805", 12),
    ("sofr_last5_20260925", 30),
    ("sofr_search_2024-06-01_2024-06-06_OpenBB", 24),
    ("unsecured_all_latest_rows_20260902_RESHAPED", 12),
];

fn payload(name: &str) -> Option<Vec<u8>> {
    shared(&format!("data/nyfed/rates/{name}.json"))
}

#[test]
fn real_pages_are_good_and_whole() {
    for (name, figures) in PAYLOADS {
        let Some(body) = payload(name) else { return };
        let release = parse(&body).expect(name);
        assert_eq!(release.problems, [], "{name}");
        assert_eq!(release.observations.len(), figures, "{name}");
        for one in &release.observations {
            let described = crate::series::catalogue::describe(&one.series);
            assert_eq!(described.map(|(unit, _)| unit), Some(one.unit), "{name}: {}", one.series);
        }
    }
}

#[test]
fn real_figures_are_read_exactly() {
    let Some(body) = payload("sofr_last5_20260925") else { return };
    let release = parse(&body).expect("a page");
    assert_eq!(lines(&release).first().map(String::as_str), Some("sofr 2026-09-25 3.90 percent"));
    let of = |series: &str, date: &str| {
        let named = |one: &&Observation| one.series.as_str() == series && one.date == day(date);
        release.observations.iter().find(named).map(|one| (one.value.to_string(), one.unit))
    };
    assert_eq!(of("sofr_p99", "2026-09-21"), Some(("3.93".into(), Unit::Percent)));
    assert_eq!(of("sofr_volume", "2026-09-24"), Some(("2990000".into(), Unit::UsdMillion)));
}

/// Every series that the history has.
#[rstest]
#[case("sofr", 5)]
#[case("sofr_p01", 5)]
#[case("sofr_p25", 5)]
#[case("sofr_p75", 5)]
#[case("sofr_p99", 5)]
#[case("effr", 5)]
#[case("tgcr", 0)]
fn real_pages_agree_with_the_history(#[case] series: &str, #[case] at_least: usize) {
    let Some(csv) = shared(&format!("history/{series}.csv")) else { return };
    let csv = String::from_utf8(csv).expect("text");
    let history: BTreeMap<NaiveDate, Decimal> = csv
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .filter(|(_, value)| !value.is_empty())
        .map(|(date, value)| (day(date), value.parse().expect("a number")))
        .collect();
    let mut compared = 0;
    for body in PAYLOADS.iter().filter_map(|(name, _)| payload(name)) {
        for one in parse(&body).expect("a page").observations {
            if one.series.as_str() == series
                && let Some(value) = history.get(&one.date)
            {
                assert_eq!(*value, one.value, "{series} of {}", one.date);
                compared += 1;
            }
        }
    }
    assert!(compared >= at_least, "{series}: only {compared} dates in common");
}

/// Whatever the history lacks (OBFR, volumes): as printed, field by field. No saved page has BGCR.
#[test]
fn real_pages_are_read_as_printed() {
    let mut compared = BTreeMap::<String, usize>::new();
    for (name, _) in PAYLOADS {
        let Some(body) = payload(name) else { return };
        let page: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        let release = parse(&body).expect("a page");
        for row in page["refRates"].as_array().expect("rows") {
            let (date, rate) = (row["effectiveDate"].as_str().expect("a date"), row["type"].as_str().expect("a type"));
            let fields = [
                ("percentRate", "", "1"),
                ("percentPercentile1", "_p01", "1"),
                ("percentPercentile25", "_p25", "1"),
                ("percentPercentile75", "_p75", "1"),
                ("percentPercentile99", "_p99", "1"),
                ("volumeInBillions", "_volume", "1000"),
            ];
            for (field, ending, factor) in fields.into_iter().filter(|(field, ..)| row[*field].is_number()) {
                let series = format!("{}{ending}", rate.to_lowercase());
                let printed: Decimal = row[field].to_string().parse().expect("a number");
                let factor: Decimal = factor.parse().expect("a number");
                let of = |one: &&Observation| one.series.as_str() == series && one.date == day(date);
                let read = release.observations.iter().find(of).map(|one| one.value);
                assert_eq!(read, Some(printed * factor), "{name}: {series} of {date}");
                *compared.entry(rate.to_owned()).or_default() += 1;
            }
        }
    }
    let rates: Vec<&str> = compared.keys().map(String::as_str).collect();
    assert_eq!(rates, ["EFFR", "OBFR", "SOFR", "TGCR"]);
}

/// A realistic row, each field in turn a thousand times as large, a thousandth, and of the other sign. (A
/// volume of a round thousand, taken for its thousandth, is a whole number again: an amount alone cannot
/// show that.)
#[rstest]
#[case("percentRate", "3.63")]
#[case("percentPercentile1", "3.58")]
#[case("percentPercentile25", "3.61")]
#[case("percentPercentile75", "3.64")]
#[case("percentPercentile99", "3.71")]
#[case("volumeInBillions", "111")]
#[case("targetRateFrom", "3.50")]
#[case("targetRateTo", "3.75")]
fn a_fault_of_size_or_sign_shows_in_every_field(#[case] field: &str, #[case] value: &str) {
    let row = r#"{"effectiveDate": "2026-08-28", "type": "EFFR", "percentRate": 3.63, "percentPercentile1": 3.58,
        "percentPercentile25": 3.61, "percentPercentile75": 3.64, "percentPercentile99": 3.71, "volumeInBillions": 111,
        "targetRateFrom": 3.50, "targetRateTo": 3.75, "revisionIndicator": ""}"#;
    let other = r#"{"effectiveDate": "2026-08-27", "type": "EFFR", "percentRate": 3.62}"#;
    let good = page(&format!("{row}, {other}"));
    assert_eq!((good.observations.len(), codes(&good).len()), (7, 0));
    let claims: Vec<String> =
        good.claims.iter().map(|one| format!("{} {} {}", one.series, one.date, one.value)).collect();
    assert_eq!(claims, ["target_lower 2026-08-28 3.50", "target_upper 2026-08-28 3.75"]);
    let number: Decimal = value.parse().expect("a number");
    for faulty in [number * Decimal::ONE_THOUSAND, number / Decimal::ONE_THOUSAND, -number] {
        let printed = format!("\"{field}\": {value}");
        assert!(row.contains(&printed), "{printed}");
        let release = page(&format!("{}, {other}", row.replace(&printed, &format!("\"{field}\": {faulty}"))));
        assert_eq!(codes(&release), ["bad_row"], "{field} {faulty}");
        assert_eq!(lines(&release), ["effr 2026-08-27 3.62 percent"], "the row is dropped, the other is kept");
        assert_eq!(release.claims, []);
        assert!(!release.problems.iter().any(Problem::holds_back));
    }
}

#[test]
fn an_edited_page_yields_the_edited_figure() {
    let Some(body) = payload("sofr_last5_20260925") else { return };
    let edited = String::from_utf8(body).expect("text").replace(r#""percentRate": 3.88"#, r#""percentRate": 3.89"#);
    let release = parse(edited.as_bytes()).expect("a page");
    assert!(lines(&release).contains(&"sofr 2026-09-24 3.89 percent".to_owned()));
}

#[test]
fn a_page_cut_short_is_an_error_wherever_it_is_cut() {
    for (name, _) in PAYLOADS {
        let Some(body) = payload(name) else { return };
        let whole = body.trim_ascii_end().len();
        for twentieth in 0..20 {
            let cut = &body[..whole * twentieth / 20];
            assert!(parse(cut).is_err(), "{name} cut to {} bytes", cut.len());
        }
        assert!(parse(&body[..whole - 1]).is_err(), "{name} without its last brace");
    }
}

#[test]
fn damage_anywhere_in_a_real_page_never_panics() {
    for (name, _) in PAYLOADS {
        let Some(body) = payload(name) else { return };
        for at in (0..body.len()).step_by(body.len() / 100 + 1) {
            for byte in [b'"', b'9', b'}', b'-', 0xff] {
                let mut damaged = body.clone();
                damaged[at] = byte;
                drop(parse(&damaged));
            }
        }
    }
}

#[test]
fn the_order_of_rows_means_nothing() {
    let Some(body) = payload("effr_search_2023-01-01_2023-06-06_OpenBB") else { return };
    let value: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    let mut rows = value["refRates"].as_array().expect("rows").clone();
    rows.rotate_left(37);
    rows.reverse();
    let shuffled = serde_json::json!({ "refRates": rows }).to_string();
    let sorted = |body: &[u8]| {
        let mut figures: Vec<_> = parse(body).expect("a page").observations;
        figures.sort_by(|a, b| (a.date, &a.series).cmp(&(b.date, &b.series)));
        figures
    };
    assert_eq!(sorted(shuffled.as_bytes()), sorted(&body));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        drop(parse(&body));
    }

    #[test]
    fn arbitrary_figures_never_panic(rate in "-?[1-9][0-9]{0,39}(\\.[0-9]{1,40})?([eE]-?[0-9]{1,3})?", volume in any::<i128>()) {
        let row = format!(r#"{{"effectiveDate":"2025-10-31","type":"SOFR","percentRate":{rate},"volumeInBillions":{volume}}}"#);
        drop(parse(format!(r#"{{"refRates":[{row}]}}"#).as_bytes()));
    }

    #[test]
    fn flipped_bytes_never_panic_and_never_leave_the_bounds(flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        let mut body = br#"{ "refRates": [ { "effectiveDate": "2026-01-05", "type": "SOFR" ,"percentRate": 3.90 ,"percentPercentile1": 3.83 ,"volumeInBillions": 2914 ,"revisionIndicator": "" }, { "effectiveDate": "2026-01-02", "type": "EFFR" ,"percentRate": 3.64 ,"volumeInBillions": 90 ,"revisionIndicator": "r" } ] }"#.to_vec();
        for (at, byte) in flips {
            let at = at % body.len();
            body[at] = byte;
        }
        if let Ok(release) = parse(&body) {
            for one in release.observations.iter().filter(|one| one.unit == Unit::Percent) {
                prop_assert!(one.value >= Decimal::NEGATIVE_ONE && one.value <= Decimal::from(20));
            }
        }
    }
}
