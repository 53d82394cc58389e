use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::testing::shared;

fn page(dates: &str) -> String {
    let text = "<p>Participants noted what they noted.</p>".repeat(12);
    format!(
        "<html><head><meta property=\"og:url\" content=\"https://www.federalreserve.gov/monetarypolicy/fomcminutes20230201.htm\" />\
         </head><div id=\"article\"><h3>Minutes of the Federal Open Market Committee</h3>\
         <p><strong>{dates}</strong><br />A joint meeting was held.</p>{text}</div></html>"
    )
}

fn minutes(release: &Release) -> &Minutes {
    let Some(Event::Minutes(minutes)) = &release.event else { panic!("no minutes") };
    minutes
}

#[rstest]
#[case("January 31\u{2013}February 1, 2023", "2023-01-31", "2023-02-01", 0)]
#[case("February 1, 2023", "2023-02-01", "2023-02-01", 0)]
#[case("October 28\u{2013}29, 2025", "2025-10-28", "2025-10-29", 1)]
fn the_meeting_is_named_in_the_first_words(
    #[case] dates: &str,
    #[case] start: &str,
    #[case] end: &str,
    #[case] problems: usize,
) {
    let release = parse(page(dates).as_bytes()).expect("minutes");
    let found = minutes(&release);
    assert_eq!((found.start.to_string().as_str(), found.end.to_string().as_str()), (start, end));
    assert_eq!(found.released, None);
    assert_eq!(
        found.link,
        format!("https://www.federalreserve.gov/monetarypolicy/fomcminutes{}.htm", end.replace('-', ""))
    );
    // The page's own address is that of February 2023.
    assert_eq!(release.problems.len(), problems, "{:?}", release.problems);
    let printed = parse(page(dates).replace("was held.", "was held. (Released February 22, 2023)").as_bytes());
    let released = minutes(&printed.expect("minutes")).released.map(|date| date.to_string());
    assert_eq!(released, end.starts_with("2023").then(|| "2023-02-22".to_owned()));
}

#[test]
fn other_pages_are_named_errors() {
    let whole = page("February 1, 2023");
    for body in
        ["", "<html>Sorry</html>", &whole.replace("Minutes of the Federal", "Minutes of the Board's discount rate")]
    {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::WrongPage(_))), "{body:.60}");
    }
    let cut = whole.trim_end_matches("</html>");
    for body in [
        cut,
        &page("Soon"),
        &page("February 29, 2023"),
        &whole.replace("<p>Participants noted what they noted.</p>", ""),
    ] {
        assert!(matches!(parse(body.as_bytes()), Err(ParseError::Incomplete(_))), "{body:.60}");
    }
}

#[test]
fn real_minutes_are_of_the_meeting_of_their_address() {
    let Some(folder) = shared("data/board/fomc_minutes") else { return };
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let body = std::fs::read(&path).expect("a page");
        let release = parse(&body).expect("minutes");
        assert_eq!(release.problems, [], "{}", path.display());
        let found = minutes(&release);
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert_eq!(found.end.format("%Y%m%d").to_string(), stem);
        assert_eq!(found.end - found.start, TimeDelta::days(1), "{stem}");
        for part in 0..12 {
            // Where the article has ended nothing is lost.
            match parse(&body[..body.len() * part / 12]) {
                Ok(cut) => assert_eq!(cut, release, "{stem} cut at {part}/12"),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
        pages += 1;
    }
    assert!(pages >= 8, "only {pages} pages");
}

#[test]
fn statements_are_no_minutes() {
    let Some(file) = shared("data/board/fomc_statements/20251210.html") else { return };
    assert!(matches!(parse(&std::fs::read(file).expect("a page")), Err(ParseError::WrongPage(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damage_never_panics(flips in prop::collection::vec((0usize..800, any::<u8>()), 0..20), end in 0usize..1_200) {
        let mut body = page("January 31\u{2013}February 1, 2023").into_bytes();
        for (at, byte) in flips {
            if let Some(place) = body.get_mut(at) {
                *place = byte;
            }
        }
        body.truncate(end);
        drop(parse(&body));
    }
}
