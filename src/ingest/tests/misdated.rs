//! A print of a day that has not come is a slip of the page; no rule may go on from it.

use crate::alert::{Body, Doubt};
use crate::source::SourceKind::{FomcStatement, ImplementationNote, NyfedRates};
use crate::testing::house::{House, at, day};

fn with_row(text: &str, date: &str) -> String {
    let row = format!(r#"{{"effectiveDate":"{date}","type":"SOFR","percentRate":5.31,"volumeInBillions":90}}"#);
    text.replacen('[', &format!("[{row},"), 1)
}

/// The page with SOFR of a date otherwise, its percentiles left out.
fn with_sofr(text: &str, date: &str, rate: f64) -> String {
    let mut page: serde_json::Value = serde_json::from_str(text).expect("a page");
    let rows = page["refRates"].as_array_mut().expect("rows");
    for row in rows.iter_mut().filter(|row| row["type"] == "SOFR" && row["effectiveDate"] == date) {
        let row = row.as_object_mut().expect("a row");
        row.retain(|key, _| !key.starts_with("percentPercentile"));
        row.insert("percentRate".into(), rate.into());
    }
    page.to_string()
}

#[tokio::test]
async fn a_print_of_next_july_is_on_record_and_makes_no_rule_deaf() {
    for date in ["2024-05-09", "2024-07-05", "2035-10-31", "9999-12-31"] {
        let mut house = House::lived_in("2024-05-07 18:00").await;
        house.until(at("2024-05-08 08:00")).await;
        let good = house.text(NyfedRates);
        house.read_text(NyfedRates, &with_row(&good, date)).await;
        assert!(!house.knows("sofr", date).await, "{date} is not stored");
        assert!(house.knows("sofr", "2024-05-07").await, "the others of the page are");
        let age = house.age(NyfedRates).await;
        assert_eq!(age.as_of, Some(day("2024-05-07")), "the source is as old as what it brought");
        let alerts = house.alerts().await;
        let doubted = alerts.iter().find_map(|alert| match &alert.body {
            Body::Quality(report) => Some(&report.doubt),
            _ => None,
        });
        let Some(Doubt::BadRow { detail }) = doubted else { panic!("{date}: {doubted:?}") };
        assert!(detail.contains(&format!("sofr of {date}")), "{detail}");
        house.until(at("2024-05-08 08:10")).await;
        house.read_text(NyfedRates, &good).await;
        house.restart().await;
        house.until(at("2024-05-09 08:00")).await;
        let page = with_sofr(&house.text(NyfedRates), "2024-05-08", 5.75);
        house.read_text(NyfedRates, &page).await;
        house.until(at("2024-05-10 08:00")).await;
        let page = with_sofr(&with_sofr(&house.text(NyfedRates), "2024-05-08", 5.75), "2024-05-09", 5.80);
        house.read_text(NyfedRates, &page).await;
        let ids = house.alert_ids().await;
        assert!(ids.iter().any(|id| id.starts_with("R01/2024-05-0")), "{date}: 35 and 40 over IORB, {ids:?}");
    }
}

#[tokio::test]
async fn what_will_be_in_force_tomorrow_is_no_slip() {
    let mut house = House::lived_in("2025-10-29 13:00").await;
    house.until(at("2025-10-29 14:00")).await;
    house.read(FomcStatement).await;
    house.read(ImplementationNote).await;
    assert!(house.knows("iorb", "2025-10-30").await);
    assert_eq!(house.alert_ids().await, ["R15/2025-10-29", "R15/2025-10-29"]);
}
