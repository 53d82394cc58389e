//! Widths, lengths, and input that nobody controls.

use proptest::prelude::*;

use super::{renderer, told};
use crate::alert::{Alert, Body, Change, GdpShare};
use crate::lang::Lang;
use crate::render::samples::build::{day, dec, million};
use crate::render::samples::weekly::{contribution, level};
use crate::render::samples::{answers, boards, data, decisions, funding, meetings, notes, spells, weekly, weeks, whys};
use crate::render::table::{COLUMNS, columns};
use crate::render::{Html, Marks, RenderError, Reply};
use crate::source::Dissent;
use crate::unit::Percent;

/// The lines of all `<pre>` blocks.
fn table_lines(html: &Html) -> Vec<String> {
    let blocks = html.as_str().split("<pre>").skip(1).filter_map(|rest| rest.split("</pre>").next());
    blocks.flat_map(str::lines).map(|line| line.replace("&amp;", "&")).collect()
}

/// A week with the widest labels and figures far beyond anything ever published ($100 trillion).
fn extreme_week(size: i64) -> Alert {
    let mut alert = weekly::weekly_up();
    let Body::Weekly(report) = &mut alert.body else { panic!("not a weekly message") };
    let change = Change { value: million(size), change: Some(million(-size)) };
    report.reserves = change;
    report.net_liquidity = Some(change);
    report.gdp_share = Some(GdpShare { quarter: day("2025-10-01"), share: Percent(dec("123.456")) });
    report.contributions = [
        "tga_avg",
        "on_rrp_avg",
        "repo_others_avg",
        "foreign_rrp_avg",
        "repo_foreign_avg",
        "currency_avg",
        "a_line_that_nobody_has_ever_named_avg",
    ]
    .iter()
    .map(|name| contribution(Some(name), -size))
    .chain([contribution(None, size)])
    .collect();
    report.levels = ["fed_assets_wed", "foreign_rrp_wed", "another_line_without_a_name_wed"]
        .iter()
        .map(|name| level(name, size, Some(-size)))
        .collect();
    alert
}

#[test]
fn tables_fit_a_phone_in_every_language() {
    let renderer = renderer();
    for lang in Lang::ALL {
        for size in [1, -1, 6_539_303, 99_999_999, -99_999_999] {
            let html = told(renderer.alert(lang, &extreme_week(size), Marks::default()));
            let lines = table_lines(&html);
            assert!(lines.len() > 8, "{lines:?}");
            for line in lines {
                assert!(columns(&line) <= COLUMNS, "{lang:?}: {} columns in {line:?}", columns(&line));
            }
        }
    }
}

#[test]
fn tables_of_answers_and_findings_fit_too() {
    let renderer = renderer();
    for lang in Lang::ALL {
        let repo = told(renderer.reply(lang, &Reply::Repo(Box::new(answers::repo()))));
        let week = told(renderer.alert(lang, &weeks::drain(), Marks::default()));
        for line in [repo, week].iter().flat_map(table_lines) {
            assert!(columns(&line) <= COLUMNS, "{lang:?}: {} columns in {line:?}", columns(&line));
        }
    }
}

/// A rule that cannot speak, for a reason that is long to tell.
fn silent(id: &str) -> crate::board::RuleLevel {
    let mut rule = boards::rule(id, crate::alert::Severity::Normal, None, Some(("10", "25")));
    rule.dormant = Some(crate::rule::dormancy::Dormancy::LookBack { has: id.len(), needs: 120 });
    rule
}

#[test]
fn answers_at_their_fullest_fit_one_message() {
    let mut why = whys::why_week();
    let Body::Weekly(report) = &mut why.alert.body else { panic!("not a weekly message") };
    for finding in &mut report.findings {
        finding.inputs = finding.inputs.iter().cycle().take(60).cloned().collect();
    }
    report.findings = report.findings.iter().cycle().take(4).cloned().collect();
    let mut history = answers::history();
    history.lines = history.lines.iter().cycle().take(100).cloned().collect();
    let mut board = boards::many_rules();
    let rules = ["R01", "R02", "R03", "R04", "R05", "R07", "R08", "R21", "R22", "R23"];
    board.rules = rules.iter().map(|id| silent(id)).collect();
    let mut coming = answers::coming();
    coming.events = coming.events.iter().cycle().take(50).copied().collect();
    let replies = [
        Reply::Why(Some(Box::new(why))),
        Reply::History(Box::new(history)),
        Reply::Status(Box::new(board)),
        Reply::Next(Box::new(coming)),
    ];
    for lang in Lang::ALL {
        for reply in &replies {
            let html = told(renderer().reply(lang, reply));
            assert!(html.utf16_len() < crate::render::MESSAGE_LIMIT, "{} units: {}", html.utf16_len(), html.plain());
        }
    }
}

/// Tables and findings together: no more than a phone shows with one push of the thumb.
#[test]
fn messages_stay_short() {
    let alerts = [
        (spells::three_rules(), 12),
        (spells::still(), 12),
        (weeks::drain(), 22),
        (weeks::treasury_cash(), 22),
        (weeks::gdp(), 22),
        (notes::december(), 14),
        (notes::note_alone(), 14),
    ];
    for (alert, most) in alerts {
        for lang in Lang::ALL {
            let text = told(renderer().alert(lang, &alert, Marks::default())).plain();
            assert!(text.lines().count() <= most, "{} lines: {text}", text.lines().count());
        }
    }
}

/// Every push names its event or date: the same one, a week later, reads otherwise.
#[test]
fn other_dates_are_other_texts() {
    let samples = [
        spells::three_rules(),
        spells::stress(),
        spells::still(),
        spells::hidden(false),
        spells::effr(),
        spells::tgcr(),
        spells::cleared_together(),
        spells::corrected(false),
        weeks::drain(),
        weeks::gdp(),
        weeks::drawdown_over(),
        notes::cut_with_note(),
        notes::note_alone(),
        meetings::reminder(crate::alert::Lead::Day),
        meetings::minutes(),
        meetings::calendar(),
        meetings::unscheduled_cut(),
        data::late(),
        data::over(),
        data::disagree(),
    ];
    for alert in samples {
        let moved = later(&alert);
        for lang in Lang::ALL {
            let [one, other] = [&alert, &moved].map(|alert| told(renderer().alert(lang, alert, Marks::default())));
            assert_ne!(one, other, "{}", alert.id);
        }
    }
}

/// The alert with every date and instant in it a week later: nothing else tells the two apart.
fn later(alert: &Alert) -> Alert {
    fn shift(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => {
                if let Ok(date) = text.parse::<chrono::NaiveDate>() {
                    *text = (date + chrono::Days::new(7)).to_string();
                } else if let Ok(at) = text.parse::<chrono::DateTime<chrono::Utc>>() {
                    *text = (at + chrono::Days::new(7)).to_rfc3339();
                }
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(shift),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(shift),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(alert).expect("an alert");
    shift(&mut value);
    serde_json::from_value(value).expect("an alert again")
}

#[test]
fn a_chinese_character_counts_two() {
    assert_eq!(columns("財政部（TGA）"), 2 * 3 + 2 + 3 + 2);
    assert_eq!(columns("−1,181"), 6);
}

#[test]
fn the_attribution_adds_up_whatever_is_folded() {
    let alert = weekly::weekly_down();
    let Body::Weekly(report) = &alert.body else { panic!("not a weekly message") };
    let sum: crate::unit::UsdMillions = report.contributions.iter().map(|line| line.to_reserves).sum();
    assert_eq!(Some(sum), report.reserves.change, "the sample itself adds up");
    let lines = table_lines(&told(renderer().alert(Lang::En, &alert, Marks::default())));
    let figure = |line: &String| {
        let text = line.split_whitespace().next_back().unwrap_or_default().replace('−', "-").replace(['+', ','], "");
        text.parse::<rust_decimal::Decimal>().ok()
    };
    let shown: Vec<_> = lines.iter().take_while(|line| !line.starts_with("Wednesday")).filter_map(figure).collect();
    let (total, parts) = shown.split_last().expect("a table");
    let gap = (parts.iter().sum::<rust_decimal::Decimal>() - total).abs();
    assert!(gap <= dec("0.3"), "rounding of six lines at most: {gap}");
}

#[test]
fn a_missing_change_is_blank_and_not_zero() {
    let lines = table_lines(&told(renderer().alert(Lang::En, &weekly::weekly_down(), Marks::default())));
    let bills = lines.iter().find(|line| line.starts_with("Bills")).expect("a line");
    assert!(bills.ends_with("195.5"), "{bills:?}");
}

#[test]
fn no_two_pushes_have_the_same_text() {
    let renderer = renderer();
    let mut tomorrow = weekly::weekly_first();
    let Body::Weekly(report) = &mut tomorrow.body else { panic!("not a weekly message") };
    report.week = report.week + chrono::Days::new(7);
    for lang in Lang::ALL {
        let [one, other] = [weekly::weekly_first(), tomorrow.clone()]
            .map(|alert| told(renderer.alert(lang, &alert, Marks::default())));
        assert_ne!(one, other);
    }
}

#[test]
fn an_alert_without_findings_is_an_error() {
    let mut alert = funding::sofr_critical();
    let Body::Funding(report) = &mut alert.body else { panic!("not a funding message") };
    report.findings.clear();
    let error = renderer().alert(Lang::En, &alert, Marks::default()).expect_err("nothing to say");
    assert_eq!(error, RenderError::NothingToSay { id: "sofr/2025-10-31".to_owned() });
}

#[test]
fn a_rule_without_words_is_told_by_its_own_names() {
    let mut alert = funding::sofr_critical();
    let Body::Funding(report) = &mut alert.body else { panic!("not a funding message") };
    for finding in &mut report.findings {
        finding.rule = "R99".to_owned();
    }
    let text = told(renderer().alert(Lang::En, &alert, Marks::default())).plain();
    assert!(text.contains("Rule R99, Fri 31 Oct: sofr_minus_iorb 32"), "{text}");
}

proptest! {
    #[test]
    fn whatever_a_statement_says_the_message_is_valid(name in any::<String>(), preference in any::<String>(), link in any::<String>()) {
        let mut alert = decisions::cut();
        if let Body::Decision(report) = &mut alert.body {
            report.statement.dissents = vec![Dissent { name, preference }];
            report.link = format!("https://{link}");
        }
        let renderer = renderer();
        for lang in Lang::ALL {
            let html = told(renderer.alert(lang, &alert, Marks::default()));
            for part in html.split(200) {
                prop_assert!(part.utf16_len() <= 200);
                told(Ok(part));
            }
        }
    }

    #[test]
    fn whatever_a_source_complains_of_the_board_is_valid(detail in any::<String>()) {
        let mut board = boards::empty_board();
        for source in &mut board.sources {
            source.detail.clone_from(&detail);
        }
        told(renderer().reply(Lang::ZhHant, &Reply::Status(Box::new(board))));
    }

    #[test]
    fn quotations_stay_short(preference in "[a-z ]{0,600}") {
        let mut alert = decisions::cut();
        if let Body::Decision(report) = &mut alert.body {
            report.statement.dissents = vec![Dissent { name: "A".to_owned(), preference }];
        }
        let html = told(renderer().alert(Lang::En, &alert, Marks::default()));
        prop_assert!(html.plain().lines().all(|line| line.chars().count() < 160));
    }
}
