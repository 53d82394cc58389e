use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::testing::shared;

const SITE: &str = "https://www.federalreserve.gov/newsevents/pressreleases";

fn item(title: &str, link: &str, date: &str) -> String {
    format!(
        "<item><title>{title}</title><link><![CDATA[{link}]]></link><guid><![CDATA[{link}]]></guid>\
         <category>Monetary Policy</category><pubDate><![CDATA[{date}]]></pubDate> </item>\n"
    )
}

fn feed(items: &str) -> String {
    format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<rss version=\"2.0\"><channel><title>FRB</title>\
         <link><![CDATA[https://www.federalreserve.gov/feeds/feeds.htm]]></link>{items}</channel></rss>\n"
    )
}

fn items(release: &Release) -> &[FeedItem] {
    let Some(Event::Feed(feed)) = &release.event else { panic!("no feed") };
    &feed.items
}

#[rstest]
#[case("Federal Reserve issues FOMC statement", "monetary20260729a.htm", FeedClass::Statement, Some("2026-07-29"))]
#[case("Implementation Note issued July 29, 2026", "monetary20260729a1.htm", FeedClass::Note, Some("2026-07-29"))]
#[case(
    "Minutes of the Federal Open Market Committee, June 16-17, 2026",
    "monetary20260708a.htm",
    FeedClass::Minutes,
    Some("2026-07-08")
)]
#[case(
    "Minutes of the Board&#39;s discount rate meetings",
    "monetary20260714a.htm",
    FeedClass::Other,
    Some("2026-07-14")
)]
#[case(
    "Federal Open Market Committee reaffirms its &quot;Statement on Longer-Run Goals&quot;",
    "monetary20260128b.htm",
    FeedClass::Other,
    Some("2026-01-28")
)]
#[case(
    "Statement Regarding Monetary Policy Implementation",
    "monetary20191011a.htm",
    FeedClass::Statement,
    Some("2019-10-11")
)]
#[case("Something new", "other.htm", FeedClass::Other, None)]
fn the_headline_says_what_a_release_is(
    #[case] title: &str,
    #[case] page: &str,
    #[case] class: FeedClass,
    #[case] date: Option<&str>,
) {
    let link = format!("{SITE}/{page}");
    let body = feed(&item(title, &link, "Sun, 15 Mar 2020 21:00:00 GMT"));
    let release = parse(body.as_bytes()).expect("a feed");
    assert_eq!(release.problems, []);
    let [one] = items(&release) else { panic!("one item") };
    assert_eq!((one.class, one.date.map(|date| date.to_string()).as_deref()), (class, date));
    assert_eq!((one.link.as_str(), one.published.to_rfc3339().as_str()), (link.as_str(), "2020-03-15T21:00:00+00:00"));
    assert_eq!(address(one).map(|address| address.path), Some(format!("/newsevents/pressreleases/{page}")));
}

#[test]
fn the_real_feed() {
    let Some(file) = shared("data/board/rss/press_monetary_trimmed_20260815.xml") else { return };
    let text = std::fs::read_to_string(file).expect("a feed");
    let release = parse(text.as_bytes()).expect("a feed");
    assert_eq!(release.problems, []);
    let lines: Vec<String> = items(&release)
        .iter()
        .map(|one| format!("{:?} {:?} {} {}", one.class, one.date, one.published, one.title))
        .collect();
    assert_eq!(
        lines,
        [
            "Statement Some(2026-07-29) 2026-07-29 18:00:00 UTC Federal Reserve issues FOMC statement",
            "Minutes Some(2026-07-08) 2026-07-08 18:00:00 UTC Minutes of the Federal Open Market Committee, June 16-17, 2026",
        ]
    );
    // Edited, the other figure is read; re-ordered, the other order.
    let edited = text.replace("monetary20260729a", "monetary20260802a").replace("Wed, 29 Jul", "Sun, 2 Aug");
    let edited = parse(edited.as_bytes()).expect("a feed");
    let first = items(&edited).first().map(|one| (one.date.map(|date| date.to_string()), one.published.to_string()));
    assert_eq!(first, Some((Some("2026-08-02".into()), "2026-08-02 18:00:00 UTC".into())));
    let end = text.rfind("</rss>").expect("its end");
    for part in 0..20 {
        assert!(parse(&text.as_bytes()[..end * part / 20]).is_err(), "cut at {part}/20");
    }
}

#[test]
fn a_feed_of_another_format_is_no_press_feed() {
    let Some(file) = shared("data/board/rss/feed_h15_trim_2026.xml") else { return };
    assert!(matches!(parse(&std::fs::read(file).expect("a feed")), Err(ParseError::WrongPage(_))));
}

#[rstest]
#[case::no_time(item("T", &format!("{SITE}/monetary20260729a.htm"), ""))]
#[case::words_for_a_time(item("T", &format!("{SITE}/monetary20260729a.htm"), "soon"))]
#[case::no_headline(item("", &format!("{SITE}/monetary20260729a.htm"), "Wed, 29 Jul 2026 18:00:00 GMT"))]
#[case::another_site(item(
    "T",
    "https://www.federalreserve.gov.example/monetary20260729a.htm",
    "Wed, 29 Jul 2026 18:00:00 GMT"
))]
#[case::no_link(item("T", "", "Wed, 29 Jul 2026 18:00:00 GMT"))]
fn an_item_that_cannot_be_believed_is_dropped_alone(#[case] bad: String) {
    let good = item(
        "Federal Reserve issues FOMC statement",
        &format!("{SITE}/monetary20260128a.htm"),
        "Wed, 28 Jan 2026 19:00:00 GMT",
    );
    let release = parse(feed(&format!("{bad}{good}")).as_bytes()).expect("a feed");
    assert_eq!(items(&release).len(), 1, "{:?}", release);
    assert_eq!(release.problems.len(), 1);
    assert!(release.problems.iter().all(|problem| problem.code == "bad_row" && !problem.holds_back()));
}

#[test]
fn other_bodies_are_named_errors() {
    assert!(matches!(parse(b""), Err(ParseError::Incomplete(_))));
    for body in ["<html>Sorry</html>", "{}", "<rdf:RDF></rdf:RDF>", "<rss version=\"9\"></rss>"] {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::WrongPage(_))), "{body}");
    }
    assert!(matches!(parse(b"\xff"), Err(ParseError::NotText(_))));
    assert_eq!(items(&parse(feed("").as_bytes()).expect("a feed")), []);
    drop(parse(feed(&"<a>".repeat(100_000)).as_bytes()));
}

proptest! {
    #[test]
    fn damage_never_panics(flips in prop::collection::vec((0usize..700, any::<u8>()), 0..20), end in 0usize..900) {
        let mut body = feed(&item("Federal Reserve issues FOMC statement", &format!("{SITE}/monetary20260729a.htm"), "Wed, 29 Jul 2026 18:00:00 GMT")).into_bytes();
        for (at, byte) in flips {
            if let Some(place) = body.get_mut(at) {
                *place = byte;
            }
        }
        body.truncate(end);
        drop(parse(&body));
    }
}
