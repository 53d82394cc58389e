//! The Board's calendar page, feed and minutes, by their grammar.

use chrono::{DateTime, TimeDelta};
use scraper::{ElementRef, Html, Selector};

use super::{Reader, at};

fn all<'a>(element: &ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn words(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The years of the calendar page, and the rows of one: month, days, links, and what stands at the minutes.
type Row = (String, String, Vec<String>, String);

fn calendar(page: &str, year: &str) -> (Vec<String>, Vec<Row>) {
    let page = Html::parse_document(page);
    let mut years = Vec::new();
    let mut rows = Vec::new();
    for panel in all(&page.root_element(), "div.panel") {
        let [heading] = all(&panel, ".panel-heading h4 a")[..] else { panic!("a heading a panel") };
        years.push(words(&heading).replace(" FOMC Meetings", ""));
        if years.last().is_some_and(|last| last == year) {
            rows = all(&panel, "div.row.fomc-meeting").iter().map(row).collect();
        }
    }
    (years, rows)
}

fn row(row: &ElementRef<'_>) -> Row {
    let one = |selector: &str| words(&all(row, selector)[0]);
    let links = all(row, "a").iter().filter_map(|link| link.value().attr("href")).map(str::to_owned).collect();
    (one(".fomc-meeting__month"), one(".fomc-meeting__date"), links, one(".fomc-meeting__minutes"))
}

async fn year_2025(reader: &Reader) -> Vec<Row> {
    calendar(&reader.text("/monetarypolicy/fomccalendars.htm").await, "2025").1
}

fn links(rows: &[Row], month: &str) -> usize {
    rows.iter().find(|row| row.0 == month).map(|row| row.2.len()).expect("this month")
}

#[tokio::test]
async fn the_calendar_page_shows_years_meetings_and_what_is_out() {
    let mut reader = Reader::at(at("2025-10-29 13:59")).await;
    let (years, rows) = calendar(&reader.text("/monetarypolicy/fomccalendars.htm").await, "2025");
    assert_eq!(years, ["2025", "2024", "2023", "2022", "2021", "2020", "2026"]);
    let days: Vec<String> = rows.iter().map(|(month, date, ..)| format!("{month} {date}")).collect();
    let expected = [
        "January 28-29",
        "March 18-19*",
        "May 6-7",
        "June 17-18*",
        "July 29-30",
        "August 22 (notation vote)",
        "September 16-17*",
        "October 28-29",
        "December 9-10*",
    ];
    assert_eq!(days, expected);
    assert_eq!(rows[6].3, "Minutes: HTML (Released October 08, 2025)");
    assert_eq!((links(&rows, "September"), links(&rows, "October")), (3, 0));
    reader.until(at("2025-10-29 14:00")).await;
    assert_eq!(links(&year_2025(&reader).await, "October"), 2, "statement and note");
    reader.until(at("2025-11-19 14:00")).await;
    let rows = year_2025(&reader).await;
    assert_eq!(links(&rows, "October"), 3, "and minutes");
    for path in rows.iter().flat_map(|row| &row.2) {
        reader.text(path).await;
    }
}

#[tokio::test]
async fn a_meeting_over_the_end_of_a_month_and_one_that_nobody_expected() {
    let reader = Reader::at(at("2024-06-03 10:00")).await;
    let page = reader.text("/monetarypolicy/fomccalendars.htm").await;
    let (_, rows) = calendar(&page, "2024");
    assert_eq!((rows[2].0.as_str(), rows[2].1.as_str()), ("Apr/May", "30-1"));
    let early = Reader::at(at("2020-03-02 10:00")).await;
    let later = Reader::at(at("2020-03-04 10:00")).await;
    let mut march = Vec::new();
    for reader in [&early, &later] {
        let (_, rows) = calendar(&reader.text("/monetarypolicy/fomccalendars.htm").await, "2020");
        march.push(rows.into_iter().filter(|row| row.1.contains("unscheduled")).count());
    }
    assert_eq!(march, [0, 1], "nobody knows of it before its statement");
}

#[tokio::test]
async fn minutes_come_out_three_weeks_after_but_for_holidays() {
    let mut reader = Reader::at(at("2025-11-19 13:59")).await;
    for (path, released, days, vote) in [
        ("20251029", "2025-11-19 14:00", "October 28–29, 2025", "Stephen I. Miran, who preferred to lower"),
        (
            "20251210",
            "2025-12-30 14:00",
            "December 9–10, 2025",
            "Austan D. Goolsbee and Jeffrey R. Schmid, who preferred no change",
        ),
    ] {
        let path = format!("/monetarypolicy/fomcminutes{path}.htm");
        reader.until(at(released) - TimeDelta::milliseconds(1)).await;
        assert_eq!(reader.raw(&path).await.0, 404, "too early");
        reader.until(at(released)).await;
        let page = reader.text(&path).await;
        let page = Html::parse_document(&page);
        let [article] = all(&page.root_element(), "div#article")[..] else { panic!("an article") };
        assert_eq!(words(&all(&article, "h3")[0]), "Minutes of the Federal Open Market Committee");
        let text = words(&article);
        for part in [days, vote, "Composed by Tidewatch", "Voting for this action: Jerome H. Powell, Chair;"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
    assert_eq!(reader.raw("/monetarypolicy/fomcminutes20251028.htm").await.0, 404, "no meeting ended then");
}

/// Titles, links and instants of the feed's items.
async fn feed(reader: &Reader) -> Vec<(String, String, String)> {
    let feed = reader.text("/feeds/press_monetary.xml").await;
    assert!(feed.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<rss version=\"2.0\">"), "{feed}");
    let field = |item: &str, name: &str| {
        let (_, rest) = item.split_once(&format!("<{name}>")).expect("the field");
        let text = rest.split_once(&format!("</{name}>")).expect("its end").0;
        text.trim_start_matches("<![CDATA[").trim_end_matches("]]>").to_owned()
    };
    feed.split("<item>")
        .skip(1)
        .map(|item| (field(item, "title"), field(item, "link"), field(item, "pubDate")))
        .collect()
}

#[tokio::test]
async fn the_feed_has_the_newest_twenty_in_the_boards_words() {
    let mut reader = Reader::at(at("2025-10-29 13:59")).await;
    let before = feed(&reader).await;
    assert_eq!(before.len(), 20);
    assert_eq!(before[0].0, "Minutes of the Federal Open Market Committee, September 16-17, 2025");
    reader.until(at("2025-10-29 14:00")).await;
    let items = feed(&reader).await;
    let release = |name: &str| format!("https://www.federalreserve.gov/newsevents/pressreleases/{name}.htm");
    let expected = [
        ("Federal Reserve issues FOMC statement", "monetary20251029a", "Wed, 29 Oct 2025 18:00:00 GMT"),
        ("Implementation Note issued October 29, 2025", "monetary20251029a1", "Wed, 29 Oct 2025 18:00:00 GMT"),
        (
            "Minutes of the Federal Open Market Committee, September 16-17, 2025",
            "monetary20251008a",
            "Wed, 8 Oct 2025 18:00:00 GMT",
        ),
    ]
    .map(|(title, name, at)| (title.to_owned(), release(name), at.to_owned()));
    assert_eq!(items[..3], expected);
    assert_eq!(items[3..], before[1..18], "and the oldest two make room");
    for (_, link, published) in &items {
        DateTime::parse_from_rfc2822(published).expect("a date of RFC 2822");
        reader.text(link.trim_start_matches("https://www.federalreserve.gov")).await;
    }
}
