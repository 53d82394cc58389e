//! The real page of 25 June 2026, edits of it, and damage.

use std::sync::LazyLock;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// The page as served; tests that need it say so where it is absent, and fail on the build server.
fn page() -> Option<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/board/h41_html/h41_current_20260625_FULL.htm");
    match std::fs::read_to_string(path) {
        Ok(page) => Some(page),
        Err(error) => {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{path}: {error}");
            eprintln!("skipped: {path}: {error}");
            None
        }
    }
}

/// The page and what it says, read once for the properties.
static GOOD: LazyLock<Option<(String, Release)>> = LazyLock::new(|| {
    let page = page()?;
    let release = release(&page);
    Some((page, release))
});

fn value(release: &Release, series: &str) -> Option<i64> {
    let found = release.observations.iter().find(|observation| observation.series.as_str() == series);
    found.map(|observation| i64::try_from(observation.value.mantissa()).expect("whole millions"))
}

fn codes(release: &Release) -> Vec<&str> {
    release.problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn release(page: &str) -> Release {
    parse(page.as_bytes()).expect("a release")
}

/// Replaces one occurrence inside the row that follows `after`.
fn edit(page: &str, after: &str, old: &str, new: &str) -> String {
    let (before, rest) = page.split_once(after).expect("the place");
    let (row, following) = rest.split_once("</tr>").expect("a row");
    assert!(row.contains(old), "{old} is not in the row of {after}");
    format!("{before}{after}{}</tr>{following}", row.replacen(old, new, 1))
}

/// A row in the grammar of the page; ids are beside the point.
fn new_row(label: &str, indent: &str, figures: [&str; 4]) -> String {
    let cells = figures.map(|figure| format!("<td><p><span>&#xa0;</span><span>{figure}</span></p></td>")).concat();
    format!("<tr><td><p style=\"text-indent:{indent}\"><span>{label}</span></p></td>{cells}</tr>\r\n")
}

/// Inserts a row before the row whose label cell has this id.
fn insert_before(page: &str, id: &str, row: &str) -> String {
    let (before, after) = page.split_once(&format!("id=\"{id}\"")).expect("the row");
    let (above, start) = before.rsplit_once("<tr").expect("its tag");
    format!("{above}{row}<tr{start}id=\"{id}\"{after}")
}

#[rstest]
#[case("reserves_avg", 2_951_416)]
#[case("reserves_wed", 2_954_465)]
#[case("treasuries_wed", 4_488_106)]
#[case("bills_wed", 485_974)]
#[case("mbs_wed", 1_961_590)]
#[case("fed_assets_wed", 6_735_645)]
#[case("tga_avg", 918_696)]
#[case("tga_wed", 901_845)]
#[case("on_rrp_avg", 2_278)]
#[case("on_rrp_wed", 4_534)]
#[case("foreign_rrp_avg", 331_364)]
#[case("repo_others_wed", 4)]
#[case("repo_foreign_avg", 0)]
#[case("foreign_official_deposits_avg", 9_444)]
#[case("other_deposits_wed", 289_744)]
#[case("float_avg", -328)]
#[case("discounts_wed", -25_575)]
#[case("main_street_wed", 626)]
#[case("ppplf_avg", 19)]
fn the_real_page_is_read_by_label_and_parent(#[case] series: &str, #[case] figure: i64) {
    let Some(page) = page() else { return };
    let release = release(&page);
    assert_eq!(value(&release, series), Some(figure));
}

#[test]
fn the_real_page_has_no_problems() {
    let Some(page) = page() else { return };
    let release = release(&page);
    assert_eq!(release.problems, []);
    assert_eq!(release.observations.len(), 87);
    assert!(release.observations.iter().all(|o| o.date.to_string() == "2026-06-24" && o.unit == Unit::UsdMillion));
    let names: std::collections::BTreeSet<_> = release.observations.iter().map(|o| o.series.as_str()).collect();
    assert_eq!(names.len(), 87, "no name twice");
}

#[test]
fn changes_are_read_with_their_signs() {
    let Some(page) = page() else { return };
    let page = read(page.as_bytes()).expect("a page");
    let line = page.lines.iter().find(|line| line.name == "reserves").expect("reserves");
    assert_eq!((line.week_change, line.year_change), (Some(-82_028), Some(-417_912)));
    let assets = page.lines.iter().find(|line| line.name == "fed_assets").expect("total assets");
    assert_eq!((assets.week_change, assets.year_change), (Some(-779), Some(73_445)));
}

/// The edited figure is read, never the remembered one, and the accounts no longer balance.
#[rstest]
#[case("id=\"t2r16c1\"", "2,951,416", "2,851,416", "reserves_avg", 2_851_416)]
#[case("id=\"t2r16c1\"", "2,954,465", "2,944,465", "reserves_wed", 2_944_465)]
#[case("id=\"t1r3c1\"", "4,488,106", "4,588,106", "treasuries_wed", 4_588_106)]
#[case("id=\"t1r4c1\"", "485,974", "585,974", "bills_avg", 585_974)]
#[case("id=\"t1r9c1\"", "1,961,590", "1,961,690", "mbs_wed", 1_961_690)]
#[case("id=\"t2r8c1\"", "901,845", "101,845", "tga_wed", 101_845)]
#[case("id=\"t2r4c1\"", "2,278", "5,278", "on_rrp_avg", 5_278)]
#[case("id=\"t1r22c1\"", "-328", "328", "float_avg", 328)]
#[case("id=\"t7r25c1\"", "6,735,645", "6,835,645", "fed_assets_wed", 6_835_645)]
fn an_edited_figure_is_read_and_breaks_an_identity(
    #[case] row: &str,
    #[case] old: &str,
    #[case] new: &str,
    #[case] series: &str,
    #[case] figure: i64,
) {
    let Some(page) = page() else { return };
    let release = release(&edit(&page, row, old, new));
    assert_eq!(value(&release, series), Some(figure));
    assert!(codes(&release).contains(&"identity_break"), "{:?}", release.problems);
}

type Fault = fn(i64) -> i64;

/// Every figure of every line of table 1, and total assets: a thousandfold, a thousandth and the other sign.
/// No line is without an identity or a bound. What stays hidden is listed: one million of repo lost is no
/// more than what rounding explains.
#[test]
fn a_fault_of_size_or_sign_shows_on_every_line() {
    let Some(text) = page() else { return };
    let good = read(text.as_bytes()).expect("a page");
    assert_eq!(identities::check(&good), []);
    let faults: [(&str, Fault); 3] =
        [("times a thousand", |v| v * 1000), ("a thousandth", |v| v / 1000), ("other sign", |v| -v)];
    let mut hidden = Vec::new();
    for at in 0..good.lines.len() {
        for average in [true, false] {
            for (fault, apply) in faults {
                let mut bad = good.clone();
                let line = &mut bad.lines[at];
                let figure = if average { &mut line.average } else { &mut line.level };
                let Some(value) = *figure else { continue };
                *figure = Some(apply(value));
                if line.name == "fed_assets" {
                    let twin = bad.condition.iter_mut().find(|line| line.name == "fed_assets").expect("total assets");
                    twin.level = Some(apply(value));
                }
                if value != 0 && identities::check(&bad).is_empty() {
                    hidden.push((bad.lines[at].name.clone(), value, fault));
                }
            }
        }
    }
    let hidden: Vec<(&str, i64, &str)> =
        hidden.iter().map(|(name, value, fault)| (name.as_str(), *value, *fault)).collect();
    assert_eq!(hidden, [("repo", 1, "a thousandth"), ("repo_others", 1, "a thousandth")]);
}

/// Table 1 repeats what the Desk and the Treasury publish of that very Wednesday.
#[test]
fn the_page_claims_figures_of_other_sources() {
    let Some(page) = page() else { return };
    let release = release(&page);
    let claims: Vec<String> = release.claims.iter().map(|o| format!("{} {} {}", o.series, o.date, o.value)).collect();
    assert_eq!(claims, ["on_rrp 2026-06-24 4534", "tga_daily 2026-06-24 901845"]);
    let edited = self::release(&edit(&page, "id=\"t2r4c1\"", "4,534", "4,634"));
    assert_eq!(edited.claims.first().map(|claim| claim.value.to_string()).as_deref(), Some("4634"));
}

#[test]
fn two_edits_that_balance_in_table_1_still_disagree_with_table_5() {
    let Some(page) = page() else { return };
    let page = edit(&page, "id=\"t2r16c1\"", "2,954,465", "2,964,465");
    let page = edit(&page, "id=\"t2r14c1\"", "3,832,655", "3,822,655");
    let page = edit(&page, "id=\"t2r12c1\"", "-178,320", "-188,320");
    assert_eq!(codes(&release(&page)), ["identity_break"]);
}

#[test]
fn a_cell_without_a_number_is_missing_or_bad_but_never_zero() {
    let Some(page) = page() else { return };
    let missing = release(&edit(
        &page,
        "id=\"t1r20c1\"",
        "<span style=\"font-family:'Courier New'; font-weight:bold\">0",
        "<span>...",
    ));
    assert_eq!((value(&missing, "other_credit_avg"), codes(&missing)), (None, vec![]));
    let blank = release(&edit(&page, "id=\"t1r13c1\"", ">0<", "><"));
    assert_eq!((value(&blank, "repo_foreign_avg"), codes(&blank)), (None, vec!["missing_value"]));
    let bad = release(&edit(&page, "id=\"t2r16c1\"", "2,951,416", "2,951,4l6"));
    assert_eq!(value(&bad, "reserves_avg"), None);
    assert!(codes(&bad).contains(&"bad_value"));
    let change = release(&edit(&page, "id=\"t2r16c1\"", "82,028", "82.028"));
    assert_eq!(codes(&change), ["bad_value"]);
    let absent = edit(&page, "id=\"t2r16c1\"", "2,951,416", "...");
    assert!(matches!(parse(absent.as_bytes()), Err(ParseError::Incomplete(_))));
}

#[test]
fn rows_may_move_and_ids_may_change() {
    let Some(page) = page() else { return };
    let good = release(&page);
    // All rows three further down, another table number, and the attribute names of another generator.
    let mut moved = page.clone();
    for row in (1..60).rev() {
        moved = moved.replace(&format!("r{row}c"), &format!("r{}c", row + 3));
    }
    moved = moved.replace("id=\"t2r", "id=\"t9r").replace("header=", "headers=").replace(">5.</span>", ">4.</span>");
    assert_eq!(release(&moved), good);
    assert_eq!(release(&page.replace(" id=\"t", " data-id=\"t")), good);
}

#[test]
fn footnote_marks_may_stick_to_labels() {
    let Some(page) = page() else { return };
    assert_eq!(release(&page.replace("vertical-align:super", "")), release(&page));
}

#[rstest]
#[case::facility("t1r22c1", "New Lending Facility LLC", "8.8pt", "new_lending_facility_llc")]
#[case::first_rank("t1r25c1", "Digital cash, net", "0pt", "digital_cash_net")]
#[case::inside_treasuries("t1r5c1", "Bills, six-week", "26.8pt", "bills_six_week")]
#[case::no_indentation("t1r5c1", "Something", "0pt", "something")]
#[case::absorbing("t2r12c1", "Reserves", "0pt", "new_reserves")]
#[case::generic("t2r11c1", "Others", "8.8pt", "deposits_others")]
fn a_new_row_is_kept_and_disturbs_nothing(
    #[case] before: &str,
    #[case] label: &str,
    #[case] indent: &str,
    #[case] name: &str,
) {
    let Some(page) = page() else { return };
    let good = release(&page);
    let new = new_row(label, indent, ["12,345", "0", "-&#xa0;&#xa0; 1", "12,346"]);
    let release = release(&insert_before(&page, before, &new));
    assert_eq!(codes(&release), ["unknown_line"], "{:?}", release.problems);
    assert!(release.problems[0].detail.contains("12345") && release.problems[0].detail.contains("12346"));
    assert_eq!(value(&release, &format!("{name}_avg")), Some(12_345));
    assert_eq!(value(&release, &format!("{name}_wed")), Some(12_346));
    let known: Vec<_> = release.observations.iter().filter(|o| good.observations.contains(o)).collect();
    assert_eq!(known.len(), good.observations.len());
}

#[test]
fn a_new_row_that_is_counted_in_its_total_breaks_nothing() {
    let Some(page) = page() else { return };
    let new = new_row("New Lending Facility LLC", "8.8pt", ["1,000", "0", "0", "0"]);
    let page = insert_before(&page, "t1r22c1", &new);
    let page = edit(&page, "id=\"t1r1c1\"", "6,689,601", "6,690,601");
    let page = edit(&page, "id=\"t1r30c1\"", "6,788,034", "6,789,034");
    let page = edit(&page, "id=\"t2r16c1\"", "2,951,416", "2,952,416");
    assert_eq!(codes(&release(&page)), ["unknown_line"]);
}

#[test]
fn a_line_that_only_table_5_has_is_kept_too() {
    let Some(page) = page() else { return };
    let new = new_row("Stablecoins held", "8.8pt", ["&#xa0;", "77", "0", "0"]);
    let release = release(&insert_before(&page, "t7r19c1", &new));
    assert_eq!(codes(&release), ["unknown_line"], "it may be an \"of which\"");
    assert_eq!((value(&release, "stablecoins_held_wed"), value(&release, "stablecoins_held_avg")), (Some(77), None));
    assert_eq!(value(&release, "fed_assets_wed"), Some(6_735_645));
}

#[test]
fn an_ambiguous_label_under_a_new_line_is_not_the_known_one() {
    let Some(page) = page() else { return };
    let group = new_row("Term repurchase agreements", "8.8pt", ["5", "0", "0", "5"]);
    let others = new_row("Others", "17.85pt", ["5", "0", "0", "5"]);
    let release = release(&insert_before(&page, "t1r12c1", &format!("{group}{others}")));
    assert_eq!(value(&release, "repo_others_wed"), Some(4));
    assert_eq!(value(&release, "term_repurchase_agreements_others_wed"), Some(5));
    assert_eq!(codes(&release), ["unknown_line", "unknown_line"]);
}

#[test]
fn a_row_that_lost_a_cell_is_a_problem() {
    let Some(page) = page() else { return };
    let (before, after) = page.split_once("id=\"t1r13c2\"").expect("a cell");
    let (above, _) = before.rsplit_once("<td").expect("its tag");
    let (_, below) = after.split_once("</td>").expect("its end");
    assert!(codes(&release(&format!("{above}{below}"))).contains(&"bad_line"));
}

#[test]
fn dates_must_agree() {
    let Some(page) = page() else { return };
    for id in ["t1h1c3", "t1h2c1", "t2h1c3", "t7h1c3"] {
        let page = edit(&page, &format!("id=\"{id}\""), "Jun 24, 2026", "Jun 17, 2026");
        assert!(codes(&release(&page)).contains(&"date_mismatch"), "{id}");
    }
    let compared = edit(&page, "id=\"t1h3c1\"", "Jun 17, 2026", "Jun 10, 2026");
    assert_eq!(codes(&release(&compared)), ["date_mismatch"]);
    let stale = page
        .replace("June 25, 2026\r\n</div>", "July 9, 2026\r\n</div>")
        .replace("June 25, 2026\n</div>", "July 9, 2026\n</div>");
    assert_eq!(codes(&release(&stale)), ["date_mismatch"]);
    let undated = edit(&page, "id=\"t1h1c3\"", "Jun 24, 2026", "Jun 2026");
    assert!(matches!(parse(undated.as_bytes()), Err(ParseError::BadValue { .. })));
}

#[test]
fn the_unit_is_millions_or_nothing_is_stored() {
    let Some(page) = page() else { return };
    let billions = page.replace(">Millions<", ">Billions<");
    assert!(matches!(parse(billions.as_bytes()), Err(ParseError::BadValue { .. })));
    let silent = page.replacen(">Millions<", "><", 1).replacen(">of dollars<", "><", 1);
    assert_eq!(codes(&release(&silent)), ["unit"]);
}

#[test]
fn a_page_without_an_essential_line_is_incomplete() {
    let Some(page) = page() else { return };
    for label in ["Reserve balances with Federal Reserve Banks", "U.S. Treasury, General Account", "Total assets"] {
        let page = page.replace(&format!(">{label}<"), ">Something else<");
        assert!(matches!(parse(page.as_bytes()), Err(ParseError::Incomplete(_))), "{label}");
    }
}

#[rstest]
#[case::empty("")]
#[case::blank(" \r\n ")]
#[case::error_page("<!DOCTYPE html><html><head><title>404 - Not found</title></head><body>H.4.1</body></html>")]
#[case::challenge("<html><head><title>Just a moment...</title></head><body></body></html>")]
#[case::other_release("<html><head><title>Selected Interest Rates (Daily) - H.15</title></head></html>")]
#[case::no_tables("<html><head><title>H.4.1 Release</title></head><body>Release Dates</body></html>")]
#[case::json("{\"repo\":{\"operations\":[]}}")]
fn what_is_no_release_is_an_error(#[case] body: &str) {
    assert!(matches!(parse(body.as_bytes()), Err(ParseError::WrongPage(_) | ParseError::Incomplete(_))));
}

#[test]
fn addresses() {
    assert_eq!(locate().public(), "https://www.federalreserve.gov/releases/h41/current/");
    let dated = locate_dated(NaiveDate::from_ymd_opt(2025, 11, 28).expect("a date"));
    assert_eq!(dated.path, "/releases/h41/20251128/");
}

#[test]
fn a_page_cut_anywhere_before_the_end_of_its_data_is_an_error() {
    let Some(page) = page() else { return };
    let end = page.find("<!-- END DATA HERE -->").expect("the marker");
    let cuts = (0..end).step_by(9_973).chain([end, end + 10]);
    for cut in cuts.filter(|cut| page.is_char_boundary(*cut)) {
        assert!(parse(&page.as_bytes()[..cut]).is_err(), "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    /// One damaged byte among tables 1 and 5 (bytes 65,000 to 140,000 hold most of table 1): either an
    /// error, or a problem, or all names and dates are as before and no figure is off by more than
    /// rounding explains.
    #[test]
    fn a_damaged_byte_is_noticed(at in prop_oneof![65_000_usize..181_000, 329_000_usize..436_000], byte in any::<u8>()) {
        let Some((page, good)) = &*GOOD else { return Ok(()) };
        let mut body = page.clone().into_bytes();
        body[at] = byte;
        let Ok(read) = parse(&body) else { return Ok(()) };
        if read.problems.is_empty() {
            prop_assert_eq!(read.observations.len(), good.observations.len());
            for (now, before) in read.observations.iter().zip(&good.observations) {
                prop_assert_eq!((&now.series, now.date), (&before.series, before.date));
                prop_assert!((now.value - before.value).abs() <= Decimal::TEN, "{} {}", now.series, now.value);
            }
        }
    }

    /// The same for one digit of one figure of table 1, where damage looks like data.
    #[test]
    fn a_damaged_digit_is_read_as_it_stands(cell in 0_usize..172, digit in 0_usize..7, new in b'0'..=b'9') {
        let Some((page, good)) = &*GOOD else { return Ok(()) };
        let (line, column) = (cell / 4, if cell % 2 == 0 { 2 } else { 5 });
        let (table, row) = if line < 28 { (1, line + 1) } else { (2, line - 27) };
        let Some(start) = page.find(&format!("id=\"t{table}r{row}c{column}\"")) else { return Ok(()) };
        let mut body = page.clone().into_bytes();
        let text = body[start..].windows(5).position(|window| window == b"bold\"").expect("a span") + start;
        let end = body[text..].windows(5).position(|window| window == b"</td>").expect("an end") + text;
        let digits: Vec<usize> = (text..end).filter(|at| body[*at].is_ascii_digit() && body[at - 1] != b'x').collect();
        let Some(at) = digits.get(digits.len().saturating_sub(1 + digit)) else { return Ok(()) };
        let changed = body[*at] != new;
        body[*at] = new;
        let Ok(read) = parse(&body) else { return Ok(()) };
        let differ = read.observations != good.observations;
        prop_assert!(!changed || differ || !read.problems.is_empty(), "an edit went unnoticed");
        let off = |now: &Observation| good.observations.iter().find(|o| o.series == now.series).map(|o| (o.value - now.value).abs());
        prop_assert!(!read.problems.is_empty() || read.observations.iter().all(|now| off(now).is_some_and(|off| off <= Decimal::TEN)));
    }

    /// Nothing makes it panic.
    #[test]
    fn any_text_is_survived(body in "(<title>H.4.1</title>|</html>|<table|</table>|<tr>|<thead>|<td colspan=\"9\"|>|&#x|Millions of dollars|[ -~é]{0,8}){0,40}") {
        let _outcome = parse(body.as_bytes());
    }
}
