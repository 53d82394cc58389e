//! The New York Fed's API: which questions it understands, and what it puts into a row.

use serde_json::Value;

use super::{Reader, at};

/// The rows of a page of rates or operations.
async fn rows(reader: &Reader, path: &str) -> Vec<Value> {
    let body: Value = serde_json::from_str(&reader.text(path).await).expect("JSON");
    assert!(body["_note"].as_str().expect("a note").starts_with("Composed for a demonstration"), "{path}");
    let rows = body.get("refRates").unwrap_or(&body["repo"]["operations"]);
    rows.as_array().expect("a list").clone()
}

fn dates_and_kinds<'a>(rows: &'a [Value], date: &str, kind: &str) -> Vec<(&'a str, &'a str)> {
    rows.iter().map(|row| (row[date].as_str().expect("a date"), row[kind].as_str().expect("a kind"))).collect()
}

#[tokio::test]
async fn the_addresses_of_rates_bring_their_rates() {
    let reader = Reader::at(at("2025-10-31 10:00")).await;
    for (path, expected) in [
        ("all/latest.json", &[("2025-10-30", "SOFR"), ("2025-10-30", "TGCR"), ("2025-10-30", "EFFR")][..]),
        ("secured/all/latest.json", &[("2025-10-30", "SOFR"), ("2025-10-30", "TGCR")]),
        ("secured/sofr/last/2.json", &[("2025-10-30", "SOFR"), ("2025-10-29", "SOFR")]),
        ("unsecured/effr/latest.json", &[("2025-10-30", "EFFR")]),
        ("unsecured/obfr/latest.json", &[]),
        ("secured/bgcr/latest.json", &[]),
        (
            "secured/tgcr/search.json?startDate=2025-10-29&endDate=2025-12-31",
            &[("2025-10-30", "TGCR"), ("2025-10-29", "TGCR")],
        ),
        ("all/search.json?startDate=2025-10-25&endDate=2025-10-26", &[]),
        ("all/search.json?startDate=2025-10-30&endDate=2025-10-30&type=volume", &[]),
    ] {
        let rows = rows(&reader, &format!("/api/rates/{path}")).await;
        assert_eq!(dates_and_kinds(&rows, "effectiveDate", "type"), expected, "{path}");
    }
}

#[tokio::test]
async fn effr_carries_the_target_range_of_its_day() {
    let reader = Reader::at(at("2025-11-03 10:00")).await;
    let rows = rows(&reader, "/api/rates/all/search.json?startDate=2025-10-29&endDate=2025-10-30").await;
    let range = |date: &str, kind: &str| {
        let row = rows.iter().find(|row| row["effectiveDate"] == date && row["type"] == kind).expect("a row");
        (row["targetRateFrom"].as_f64(), row["targetRateTo"].as_f64())
    };
    assert_eq!(range("2025-10-29", "EFFR"), (Some(4.0), Some(4.25)), "the decision of that day is not in force yet");
    assert_eq!(range("2025-10-30", "EFFR"), (Some(3.75), Some(4.0)));
    assert_eq!(range("2025-10-30", "SOFR"), (None, None));
}

#[tokio::test]
async fn percentiles_are_printed_as_far_as_the_archive_has_them() {
    let reader = Reader::at(at("2025-10-20 10:00")).await;
    let rows = rows(&reader, "/api/rates/secured/sofr/search.json?startDate=2025-10-16&endDate=2025-10-17").await;
    let [after, last] = rows.as_slice() else { panic!("two rows: {rows:?}") };
    let levels = ["1", "25", "75", "99"].map(|level| format!("percentPercentile{level}"));
    assert_eq!(levels.each_ref().map(|level| last[level.as_str()].as_f64()), [4.15, 4.26, 4.37, 4.41].map(Some));
    assert!(levels.iter().all(|level| after.get(level.as_str()).is_none()), "missing is not zero: {after}");
}

#[tokio::test]
async fn the_addresses_of_operations_bring_their_operations() {
    let reader = Reader::at(at("2025-12-12 14:00")).await;
    let day = |method| ("2025-12-12", method);
    for (path, expected) in [
        ("all/all/results/latest.json", &[day("Full Allotment"), day("Fixed Rate"), day("Full Allotment")][..]),
        ("repo/all/results/latest.json", &[day("Full Allotment"), day("Full Allotment")]),
        ("reverserepo/fixed/results/last/1.json", &[day("Fixed Rate")]),
        // Standing repo was an auction until 10 December 2025, and found under that name.
        ("repo/multiple/results/latest.json", &[("2025-12-10", "Multiple Price"), ("2025-12-10", "Multiple Price")]),
        ("repo/single/results/lastTwoWeeks.json", &[]),
        (
            "results/search.json?startDate=2025-12-12&endDate=2025-12-12&operationTypes=Reverse%20Repo",
            &[day("Fixed Rate")],
        ),
        ("results/search.json?startDate=2025-12-13&endDate=2025-12-31", &[]),
        ("results/search.json?startDate=2025-12-12&endDate=2025-12-12&term=Term", &[]),
    ] {
        let rows = rows(&reader, &format!("/api/rp/{path}")).await;
        assert_eq!(dates_and_kinds(&rows, "operationDate", "operationMethod"), expected, "{path}");
    }
    let weeks = rows(&reader, "/api/rp/repo/all/results/lastTwoWeeks.json").await;
    let dates = dates_and_kinds(&weeks, "operationDate", "operationMethod");
    assert_eq!((dates.first(), dates.last()), (Some(&day("Full Allotment")), Some(&("2025-11-28", "Multiple Price"))));
}

#[tokio::test]
async fn mornings_of_standing_repo_begin_on_26_june_2025() {
    let reader = Reader::at(at("2025-07-01 10:00")).await;
    let rows =
        rows(&reader, "/api/rp/results/search.json?startDate=2025-06-25&endDate=2025-06-26&operationTypes=Repo").await;
    let hours: Vec<_> = dates_and_kinds(&rows, "operationDate", "releaseTime");
    assert_eq!(hours, [("2025-06-26", "08:15"), ("2025-06-26", "13:30"), ("2025-06-25", "13:30")]);
}

#[tokio::test]
async fn what_the_api_does_not_understand_is_refused_without_a_body() {
    let reader = Reader::at(at("2025-10-31 10:00")).await;
    for path in [
        "rates/all/search.json",
        "rates/all/search.json?startDate=2025-10-01",
        "rates/all/search.json?startDate=2025-10-31&endDate=2025-10-01",
        "rates/all/search.json?startDate=2025-10-01&endDate=soon",
        "rates/all/search.json?startDate=2025-10-01&endDate=2025-10-02&type=soup",
        "rates/secured/soup/latest.json",
        "rates/secured/sofr/last/0.json",
        "rates/all/lastTwoWeeks.json",
        "rp/all/results/lastTwoWeeks.json",
        "rp/reverserepo/all/results/search.json?startDate=2025-10-01&endDate=2025-10-02",
        "rp/all/soup/results/latest.json",
        "rp/results/search.json",
        "rp/results/search.json?startDate=2025-10-01&endDate=2025-10-02&method=soup",
    ] {
        assert_eq!(reader.raw(&format!("/api/{path}")).await, (400, String::new()), "{path}");
    }
}
