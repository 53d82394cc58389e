//! Pages that cannot be believed: nothing of them is stored, the body is kept, and the next good page
//! heals the source.

use crate::board::SourceCondition;
use crate::source::SourceKind;
use crate::testing::house::{House, at};

/// Thursday, 30 Oct 2025, the minute of the H.4.1.
async fn thursday() -> House {
    let mut house = House::lived_in("2025-10-30 16:00").await;
    house.until(at("2025-10-30 16:30")).await;
    house
}

const ERROR_PAGE: &str = "<html><head><title>Error</title></head><body>The service is unavailable.</body></html>";

/// What can stand in place of the H.4.1, with a word of what is said about it.
fn damaged(page: &str) -> [(String, &'static str); 5] {
    let half = page.get(..page.len() / 2).expect("a page in one-byte characters");
    [
        (ERROR_PAGE.to_owned(), "not a page of this kind"),
        (String::new(), "the body is empty"),
        (half.to_owned(), "incomplete"),
        // A reserves figure with two digits the wrong way round.
        (page.replace("2,848,021", "2,884,021"), "identity_break"),
        (r#"{ "refRates": [] }"#.to_owned(), "not a page of this kind"),
    ]
}

#[tokio::test]
async fn nothing_of_a_damaged_page_is_stored_and_its_body_is_kept() {
    let house = thursday().await;
    let untouched = ["observation", "page", "rule_state", "ledger", "alert", "meta"];
    let good = house.text(SourceKind::H41);
    for (text, says) in damaged(&good) {
        let before = house.everything().await;
        assert_eq!(house.read_text(SourceKind::H41, &text).await, 0);
        let after = house.everything().await;
        for table in untouched {
            assert_eq!(before[table], after[table], "{says}: {table}");
        }
        let age = house.age(SourceKind::H41).await;
        assert_eq!(age.state, SourceCondition::Rejected);
        assert!(age.detail.contains(says), "{says}: {}", age.detail);
        let page = house.page(SourceKind::H41, &text);
        let kept = house.store.body(&format!("h41/{}", page.hash)).await.expect("read");
        assert_eq!(kept, Some(text.into_bytes()), "{says}");
        assert_eq!(house.store.page(&page.url).await.expect("read"), None, "without validators it is asked for again");
    }
    assert!(house.bodies(SourceKind::H41).await.iter().all(|(_, status)| status == "rejected"));
    // The next good page heals it all.
    assert_eq!(house.read_text(SourceKind::H41, &good).await, 1);
    assert_eq!(house.alert_ids().await, ["weekly/2025-10-29"]);
    let age = house.age(SourceKind::H41).await;
    assert_eq!((age.state, age.detail.as_str()), (SourceCondition::Ok, ""));
}

#[tokio::test]
async fn a_body_that_an_upgrade_understands_is_accepted_then() {
    let house = thursday().await;
    let (text, kind) = (house.text(SourceKind::H41), SourceKind::H41);
    let page = house.page(kind, &text);
    house.ingest.reject(kind, &page, "a parser that did not know it").await.expect("kept");
    assert_eq!(house.read_text(kind, &text).await, 1);
    assert_eq!(
        house.bodies(kind).await,
        [(format!("h41/{}", page.hash), "accepted".to_owned())],
        "one body, one document"
    );
}

#[tokio::test]
async fn a_row_that_nobody_knows_is_kept_and_reported_and_the_week_is_told() {
    let house = thursday().await;
    let page = house.text(SourceKind::H41);
    let cell = |figure: &str| format!("<td><p><span>{figure}</span></p></td>");
    let cells = ["4,242", "+7", "+9", "4,243"].map(cell).concat();
    let row = format!("<tr><td><p style=\"text-indent:8.9pt\"><span>Lunar gold</span></p></td>{cells}</tr>\r\n");
    // Before the last row of the first half.
    let (above, below) = page.split_once("id=\"t1r22c1\"").expect("the row");
    let (above, start) = above.rsplit_once("<tr").expect("its tag");
    let page = format!("{above}{row}<tr{start}id=\"t1r22c1\"{below}");
    let codes: Vec<String> = house.problems(SourceKind::H41, &page).into_iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["unknown_line"]);

    assert_eq!(house.read_text(SourceKind::H41, &page).await, 2);
    let told = ["R18/h41/content/2025-10-30T20:30:00Z", "weekly/2025-10-29"];
    assert_eq!(house.alert_ids().await, told, "it takes nothing from what we know, and is told");
    assert_eq!(house.vintages("lunar_gold_avg", "2025-10-29").await, [(at("2025-10-30 16:30"), "4242".to_owned())]);
    assert_eq!(house.vintages("lunar_gold_wed", "2025-10-29").await.len(), 1);
    let age = house.age(SourceKind::H41).await;
    assert_eq!(age.state, SourceCondition::Problem);
    assert!(age.detail.contains("unknown_line") && age.detail.contains("Lunar gold"), "{}", age.detail);
}

#[tokio::test]
async fn a_stale_copy_of_last_week_s_page_takes_nothing_back() {
    let mut house = House::lived_in("2025-10-30 16:00").await;
    let last_week = house.text(SourceKind::H41);
    house.until(at("2025-10-30 16:30")).await;
    assert_eq!(house.read(SourceKind::H41).await, 1);
    assert_eq!(house.read_text(SourceKind::H41, &last_week).await, 0);
    assert_eq!(house.age(SourceKind::H41).await.as_of.map(|date| date.to_string()).as_deref(), Some("2025-10-29"));
    assert_eq!(house.read(SourceKind::H41).await, 0, "the week is not told again");
}

#[tokio::test]
async fn a_statement_that_is_not_understood_is_announced_once_and_the_decision_still_comes() {
    let mut house = House::lived_in("2025-10-29 13:00").await;
    house.until(at("2025-10-29 14:01")).await;
    let date = "2025-10-29".parse().expect("a date");
    let page = house.page(SourceKind::FomcStatement, ERROR_PAGE);
    for _ in 0..2 {
        house.ingest.not_parsed(date, &page).await.expect("announced");
        house.restart().await;
    }
    assert_eq!(house.alert_ids().await, ["R15/2025-10-29/not-parsed"]);
    assert_eq!(house.read(SourceKind::FomcStatement).await, 1);
    assert_eq!(house.alert_ids().await, ["R15/2025-10-29/not-parsed", "R15/2025-10-29"]);
}
