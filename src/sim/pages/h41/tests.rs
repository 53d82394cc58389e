//! What goes in comes out: composed pages read back by the parser of the real ones.

use std::collections::BTreeMap;

use proptest::collection::btree_map;
use proptest::prelude::*;
use rust_decimal::prelude::ToPrimitive;

use super::*;
use crate::source::Release;
use crate::source::h41::parse;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn week(avg: &[(&str, i64)], wed: &[(&str, i64)]) -> Week {
    let column = |lines: &[(&str, i64)]| lines.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
    Week { avg: column(avg), wed: column(wed) }
}

/// The release read back, in the form in which it was given.
fn read_back(figures: &H41Figures) -> Week {
    let release = parse(compose(figures).as_bytes()).expect("a release");
    assert_eq!(release.problems, [], "a composed page is a good page");
    let mut week = Week::default();
    for observation in &release.observations {
        assert_eq!(observation.date, figures.wednesday);
        assert!(week.set(&observation.series, observation.value.to_i64().expect("whole millions")));
    }
    week
}

/// What `history/` has of the week to 10 December 2025.
fn december() -> Week {
    week(
        &[("reserves", 2_932_128), ("tga", 858_946), ("on_rrp", 2_378), ("repo_others", 17)],
        &[
            ("fed_assets", 6_539_331),
            ("tga", 805_827),
            ("treasuries", 4_193_366),
            ("mbs", 2_053_656),
            ("bills", 195_493),
            ("on_rrp", 5_045),
        ],
    )
}

fn released(week: &Week, before: &Week) -> H41Figures {
    from_known(day("2025-12-10"), day("2025-12-11"), week, before, &Week::default())
}

#[test]
fn a_few_known_figures_make_a_good_page() {
    let read = read_back(&released(&december(), &Week::default()));
    for (name, value) in &december().avg {
        assert_eq!(read.avg.get(name), Some(value), "{name}, average");
    }
    for (name, value) in &december().wed {
        assert_eq!(read.wed.get(name), Some(value), "{name}, Wednesday");
    }
    assert_eq!(read.wed.get("reserves"), None, "no figure is invented for Wednesday's reserves");
    assert_eq!(read.avg.get("securities"), None);
    assert_eq!(read.wed["other_assets"], 6_539_331 - 4_193_366 - 2_053_656, "the residual asset");
    assert_eq!(read.wed["notes_nominal"], 4_193_366 - 195_493, "the residual of Treasuries");
}

#[test]
fn known_wednesday_reserves_are_balanced_by_other_liabilities() {
    let mut known = december();
    known.wed.insert("reserves".into(), 2_965_000);
    let read = read_back(&released(&known, &Week::default()));
    let absorbed = read.wed["total_absorbing"];
    assert_eq!(read.wed["total_supplying"] - absorbed, 2_965_000);
    assert_eq!(read.wed["other_liabilities"], absorbed - 805_827 - 5_045);
}

#[test]
fn emergency_lines_are_printed_while_they_have_figures() {
    let mut known = december();
    known.wed.extend([("btfp".to_owned(), 12), ("primary_credit".to_owned(), 3), ("swap_lines".to_owned(), 4)]);
    let read = read_back(&released(&known, &Week::default()));
    assert_eq!((read.wed["btfp"], read.wed["loans"], read.wed["swap_lines"]), (12, 15, 4));
    assert!(!compose(&released(&december(), &Week::default())).contains("Bank Term Funding"));
}

#[test]
fn the_page_says_that_it_is_composed_and_keeps_the_real_line_ends() {
    let page = compose(&released(&december(), &Week::default()));
    assert!(page.contains("Composed for a demonstration"));
    assert!(page.contains("</tr>\r\n") && page.contains("<td id=\"t2r1c1\" header=\"t2r1c1 t2h1c1 \">"));
    assert!(page.contains("<span>+</span>") || page.contains("<span>...</span>"));
}

#[test]
fn changes_compare_with_the_week_and_the_year_before() {
    let before = week(&[("reserves", 2_858_300), ("tga", 937_167)], &[("fed_assets", 6_535_781), ("tga", 908_525)]);
    let year = week(&[("reserves", 2_932_128)], &[("fed_assets", 6_900_000), ("tga", 1)]);
    let figures = from_known(day("2025-12-10"), day("2025-12-11"), &december(), &before, &year);
    let page = crate::source::h41::read(compose(&figures).as_bytes()).expect("a page");
    let line = |name: &str| page.lines.iter().find(|line| line.name == name).expect("a line").clone();
    assert_eq!((line("reserves").week_change, line("reserves").year_change), (Some(73_828), Some(0)));
    assert_eq!((line("tga").week_change, line("tga").year_change), (Some(-78_221), None));
    assert_eq!(line("fed_assets").week_change, Some(3_550));
}

#[test]
fn a_week_average_counts_calendar_days() {
    // Repos outstanding over the week to 3 December 2025: Friday's count for three days.
    let rows = [("2025-11-26", 14_000), ("2025-11-28", 24_400), ("2025-12-01", 26_000), ("2025-12-02", 10_257)];
    let mut daily: BTreeMap<NaiveDate, i64> = rows.iter().map(|(date, value)| (day(date), *value)).collect();
    daily.insert(day("2025-12-03"), 1);
    let sum: i64 = 14_000 + 3 * 24_400 + 26_000 + 10_257 + 1;
    assert_eq!(week_average(&daily, day("2025-12-03")), Some((sum + 3) / 7));
    assert_eq!(week_average(&daily, day("2025-11-26")), None, "six days before it have nothing to carry");
    assert_eq!(week_average(&daily, day("2026-03-04")), None);
}

fn history(name: &str) -> Option<BTreeMap<NaiveDate, i64>> {
    let path = format!("{}/../shared/history/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "no {path}");
        eprintln!("skipped: no {path}");
        return None;
    };
    let row = |line: &str| {
        let (date, value) = line.split_once(',')?;
        Some((date.parse().ok()?, value.parse::<f64>().ok()?.round().to_i64()?))
    };
    Some(text.lines().skip(1).filter_map(row).collect())
}

/// In $ billion to one decimal, as messages print it.
fn tenths(millions: i64) -> i64 {
    (millions + 50 * millions.signum()) / 100
}

#[test]
fn contributions_to_reserves_come_out_of_two_pages() {
    let names = ["reserves_avg", "tga_avg", "on_rrp", "srf_accepted", "fed_assets_wed", "tga_wed"];
    let Some(series) = names.map(history).into_iter().collect::<Option<Vec<_>>>() else { return };
    let [reserves, tga, on_rrp, repo, assets, tga_wed] = series.try_into().expect("six series");
    let week_to = |wednesday: NaiveDate| {
        let averaged = |daily| week_average(daily, wednesday).expect("daily figures");
        let avg = [
            ("reserves", reserves[&wednesday]),
            ("tga", tga[&wednesday]),
            ("on_rrp", averaged(&on_rrp)),
            ("repo_others", averaged(&repo)),
        ];
        week(&avg, &[("fed_assets", assets[&wednesday]), ("tga", tga_wed[&wednesday])])
    };
    let page = |date: &str| {
        let known = week_to(day(date));
        read_back(&from_known(day(date), day(date).succ_opt().expect("a day"), &known, &Week::default(), &known))
    };
    let (now, before) = (page("2025-12-10"), page("2025-12-03"));
    let change = |name: &str| now.avg[name] - before.avg[name];
    let (tga, on_rrp, repo) = (-change("tga"), -change("on_rrp"), change("repo_others"));
    let other = change("reserves") - tga - on_rrp - repo;
    let contributions = [tga, on_rrp, repo, other, change("reserves")].map(tenths);
    assert_eq!(contributions, [782, 28, -176, 104, 738]);
    assert_eq!(change("other_assets"), other, "all that is not itemised is in the residual line");
}

/// Some lines of table 1 with any amounts.
fn some_lines(always: [&'static str; 2]) -> impl Strategy<Value = BTreeMap<String, i64>> {
    let names: Vec<&str> = SUPPLYING
        .iter()
        .chain(ABSORBING)
        .map(|row| row.name)
        .filter(|name| {
            // Totals and residuals follow from the others.
            let derived = ["reserve_bank_credit", "other_assets", "other_liabilities", "treasuries", "securities"];
            let groups = ["repo", "loans", "reverse_repo", "deposits", "total_supplying", "total_absorbing"];
            !name.is_empty() && !derived.contains(name) && !groups.contains(name)
        })
        .collect();
    // Known lines stay below the totals, so that what is left over is an amount and no debt.
    let some = btree_map(prop::sample::select(names), 0_i64..100_000, 0..30);
    (some, prop::array::uniform2(4_000_000_i64..9_000_000)).prop_map(move |(mut some, amounts)| {
        // Discounts are taken off.
        some.entry("discounts").and_modify(|amount| *amount = -*amount);
        let always = always.into_iter().zip(amounts);
        some.into_iter().chain(always).map(|(name, value)| (name.to_owned(), value)).collect()
    })
}

fn some_week() -> impl Strategy<Value = Week> {
    (some_lines(["reserves", "tga"]), some_lines(["fed_assets", "tga"])).prop_map(|(avg, wed)| Week { avg, wed })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Any known figures come back exactly, with whatever completes them, and nothing else.
    #[test]
    fn a_composed_page_says_what_went_in(known in some_week(), before in some_week(), weeks in 0_u64..600) {
        let wednesday = day("2015-01-07") + Days::new(7 * weeks);
        let figures = from_known(wednesday, wednesday + Days::new(1), &known, &before, &Week::default());
        prop_assert_eq!(&read_back(&figures), &figures.week);
        for (name, value) in &known.avg {
            prop_assert_eq!(figures.week.avg.get(name), Some(value));
        }
        for (name, value) in &known.wed {
            prop_assert_eq!(figures.week.wed.get(name), Some(value));
        }
    }
}

#[test]
fn a_real_release_survives_the_round_trip() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/board/h41_html/h41_current_20260625_FULL.htm");
    let Ok(body) = std::fs::read(path) else {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "no {path}");
        return eprintln!("skipped: no {path}");
    };
    let Release { observations, .. } = parse(&body).expect("the real page");
    let mut real = Week::default();
    for observation in &observations {
        real.set(&observation.series, observation.value.to_i64().expect("whole millions"));
    }
    let empty = Week::default();
    let figures = from_known(day("2026-06-24"), day("2026-06-25"), &real, &empty, &empty);
    assert_eq!(figures.week, real, "a page that is complete needs no balancing");
    assert_eq!(read_back(&figures), real);
}
