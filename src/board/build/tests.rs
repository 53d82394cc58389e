use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::*;
use crate::alert::{Alert, Body, DecisionReport, Edge, Finding, FundingReport, Gauges, Manner, NotParsedReport};
use crate::board::answers::Directed;
use crate::calendar::{Calendar, ReleaseKind};
use crate::rule::RuleState;
use crate::series::SeriesId;
use crate::source::{Note, SourceKind, Statement, StatementClass, Verb};
use crate::unit::{BasisPoints, UsdMillions};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An instant by New York's clock: `2025-10-31 09:00`.
fn at(text: &str) -> DateTime<Utc> {
    ny::instant(format!("{}:00", text.replace(' ', "T")).parse().expect("a wall time"))
}

fn calendar() -> Calendar {
    Calendar::builtin().expect("a good calendar")
}

/// Figures as published: rates in percent, amounts in USD million.
fn history(rows: &[(&'static str, &str, &str)]) -> History {
    let mut history = History::default();
    for (series, date, value) in rows {
        history.insert_value(SeriesId::of(series), day(date), value.parse().expect("a decimal"));
    }
    history
}

fn rates() -> History {
    history(&[
        ("target_lower", "2025-09-18", "4.00"),
        ("target_upper", "2025-09-18", "4.25"),
        ("target_lower", "2025-10-30", "3.75"),
        ("target_upper", "2025-10-30", "4.00"),
        ("iorb", "2025-09-18", "4.15"),
        ("iorb", "2025-10-30", "3.90"),
        ("on_rrp_rate", "2025-10-30", "3.75"),
        ("srf_rate", "2025-10-30", "4.00"),
    ])
}

fn alert(body: Body) -> Alert {
    let at = at("2025-10-29 14:00");
    Alert { id: "a".into(), revision: 1, manner: Manner::New, at, late_since: None, body, next: Vec::new() }
}

fn decision() -> DecisionReport {
    let statement = Statement {
        class: StatementClass::RateDecision,
        date: day("2025-10-29"),
        range: Some((Percent(Decimal::new(375, 2)), Percent(Decimal::new(400, 2)))),
        verb: Some(Verb::Lower),
        vote: Some((10, 2)),
        dissents: Vec::new(),
    };
    DecisionReport { statement, previous: None, change: None, link: String::new(), note: None }
}

fn percent(text: &str) -> Percent {
    Percent(text.parse().expect("a decimal"))
}

#[test]
fn fomc_shows_what_is_in_force_and_the_next_meeting() {
    let (before, after) = (at("2025-10-29 20:00"), at("2025-10-30 09:00"));
    let told = Some(alert(Body::Decision(decision())));
    let of = |now| fomc(&rates(), &calendar(), None, told.clone(), None, now);
    assert_eq!(of(before).range, Some((percent("4.00"), percent("4.25"))), "the new range holds from the next day");
    let board = of(after);
    assert_eq!(board.range, Some((percent("3.75"), percent("4.00"))));
    let names: Vec<_> = board.rates.iter().map(|(series, rate)| (series.as_str(), *rate)).collect();
    let wanted = [("iorb", percent("3.90")), ("on_rrp_rate", percent("3.75")), ("srf_rate", percent("4.00"))];
    assert_eq!(names, wanted, "primary credit is not known, so it is not shown");
    assert_eq!(board.last, Some(decision()));
    assert_eq!(board.next, Some((day("2025-12-10"), at("2025-12-10 14:00"), true)), "with projections");
}

#[test]
fn fomc_does_not_show_rates_that_may_be_old() {
    let now = at("2025-10-30 09:00");
    let days = (day("2025-11-29"), day("2025-12-11"));
    let board = fomc(&rates(), &calendar(), Some(day("2025-10-29")), None, Some(days), now);
    assert_eq!((board.range, board.rates, board.last, board.blackout), (None, Vec::new(), None, Some(days)));
}

#[test]
fn a_statement_that_could_not_be_read_is_no_decision() {
    let report = NotParsedReport { source: SourceKind::FomcStatement, date: day("2025-10-29"), link: String::new() };
    let told = Some(alert(Body::NotParsed(report)));
    assert_eq!(fomc(&rates(), &calendar(), None, told, None, at("2025-10-30 09:00")).last, None);
}

#[test]
fn the_statement_that_is_out_is_not_the_next_one() {
    let next = |now| fomc(&History::default(), &calendar(), None, None, None, at(now)).next.map(|(date, ..)| date);
    assert_eq!(next("2025-10-29 13:59"), Some(day("2025-10-29")));
    assert_eq!(next("2025-10-29 14:00"), Some(day("2025-12-10")));
}

#[test]
fn h41_tells_the_newest_week_and_the_next_release() {
    let now = at("2025-11-06 12:00");
    let upcoming = calendar().upcoming(now, NEXT_DAYS);
    let weeks = history(&[("reserves_avg", "2025-10-22", "2930000"), ("reserves_avg", "2025-10-29", "2848021")]);
    let board = h41(&weeks, &upcoming, now);
    let week = board.week.expect("a week");
    assert_eq!((week.week, week.reserves.change), (day("2025-10-29"), Some(UsdMillions(Decimal::from(-81_979)))));
    assert_eq!(board.next.map(|next| next.at), Some(at("2025-11-06 16:30")));
    assert_eq!(h41(&History::default(), &upcoming, now).week, None, "nothing is known yet");
}

#[test]
fn repo_puts_each_rate_beside_the_iorb_of_its_own_day() {
    let mut known = rates();
    for (series, date, value) in [
        ("sofr", "2025-10-31", "4.22"),
        ("sofr_p99", "2025-10-31", "4.31"),
        ("sofr_volume", "2025-10-30", "3100000"),
        ("effr", "2025-10-29", "4.12"),
        ("obfr", "2025-10-29", "4.11"),
        ("obfr_volume", "2025-10-29", "210000"),
    ] {
        known.insert_value(SeriesId::of(series), day(date), value.parse().expect("a decimal"));
    }
    let board = repo(&known, None, at("2025-11-03 09:30"));
    let rows: Vec<_> = board.rates.iter().map(|row| (row.series.as_str(), row.rate.date, row.over_iorb)).collect();
    let bp = |value: i64| Some(BasisPoints(Decimal::from(value)));
    let wanted =
        [("sofr", day("2025-10-31"), bp(32)), ("effr", day("2025-10-29"), bp(-3)), ("obfr", day("2025-10-29"), bp(-4))];
    assert_eq!(rows, wanted, "TGCR and BGCR are not known");
    assert_eq!(
        (board.rates[0].p99, board.rates[0].volume),
        (Some(percent("4.31")), None),
        "the volume is another day's"
    );
    assert_eq!(board.rates[2].volume, Some(UsdMillions(Decimal::from(210_000))));
    assert_eq!(board.gauges.sofr_minus_iorb.map(|spread| spread.value), bp(32));

    let unread = repo(&known, Some(day("2025-10-29")), at("2025-11-03 09:30"));
    let over: Vec<_> = unread.rates.iter().map(|row| row.over_iorb).collect();
    assert_eq!(over, [None, bp(-3), bp(-4)], "after the meeting nobody knows the IORB");
}

#[test]
fn repo_shows_five_days_of_operations_and_no_zero_that_nobody_published() {
    let known = history(&[
        ("srf_accepted", "2025-10-27", "0"),
        ("srf_accepted", "2025-10-29", "10200"),
        ("srf_accepted", "2025-10-30", "10000"),
        ("srf_accepted", "2025-10-31", "50350"),
        ("on_rrp", "2025-10-24", "2400"),
        ("on_rrp", "2025-10-28", "5000"),
        ("on_rrp", "2025-10-29", "6500"),
        ("on_rrp", "2025-11-03", "23000"),
    ]);
    let rows = repo(&known, None, at("2025-10-31 14:00")).operations;
    let amount = |value: i64| Some(UsdMillions(Decimal::from(value)));
    let wanted = [
        ("2025-10-31", amount(50_350), None),
        ("2025-10-30", amount(10_000), None),
        ("2025-10-29", amount(10_200), amount(6_500)),
        ("2025-10-28", None, amount(5_000)),
        ("2025-10-27", amount(0), None),
    ];
    let rows: Vec<_> = rows.iter().map(|row| (row.date.to_string(), row.srf, row.on_rrp)).collect();
    assert_eq!(rows, wanted.map(|(date, srf, on_rrp)| (date.to_owned(), srf, on_rrp)));
}

#[test]
fn next_names_every_kind_once_before_it_names_one_twice() {
    let now = at("2025-12-01 09:01");
    let upcoming = calendar().upcoming(now, NEXT_DAYS);
    assert!(upcoming.len() > 20, "more than a message holds");
    let board = next(&upcoming, None, now);
    assert_eq!(board.events.len(), 12);
    assert!(board.events.is_sorted_by_key(|event| (event.at, event.kind)));
    for kind in upcoming.iter().map(|event| event.kind) {
        let first = upcoming.iter().find(|event| event.kind == kind);
        assert!(board.events.iter().any(|event| Some(event) == first), "{kind:?} is not named");
    }
    assert!(board.events.iter().any(|event| event.kind == ReleaseKind::FomcStatement), "nine days ahead");
    let past = next(&upcoming, None, now + TimeDelta::days(15));
    assert_eq!(past.events, [], "what is over does not come");
}

fn finding(rule: &str, version: i64) -> Finding {
    Finding {
        rule: rule.into(),
        version,
        date: day("2025-10-31"),
        severity: Severity::Critical,
        edge: Edge::Raised,
        metrics: [].into(),
        threshold: None,
        inputs: Vec::new(),
    }
}

#[test]
fn why_names_the_rules_behind_an_alert_each_once() {
    let book = RuleBook::built_in().expect("good rules");
    let report = FundingReport {
        findings: vec![finding("R05", 1), finding("R01", 1), finding("R05", 1), finding("R77", 3)],
        date: day("2025-10-31"),
        class: None,
        gauges: Gauges::default(),
        usual: None,
        corrections: Vec::new(),
    };
    let told = alert(Body::Funding(report));
    let why = why(told.clone(), &book, at("2025-11-03 09:00"));
    let rules: Vec<_> = why.rules.iter().map(|rule| (rule.id.as_str(), rule.version, rule.sources.len())).collect();
    let sources = |id| book.get(id).expect("in the book").sources.len();
    assert_eq!(rules, [("R05", 1, sources("R05")), ("R01", 1, sources("R01")), ("R77", 3, 0)], "R77 was deleted since");
    assert_eq!(why.alert, told);
    let decision = super::why(alert(Body::Decision(decision())), &book, at("2025-11-03 09:00"));
    assert_eq!(decision.rules, [], "no rule of the book decides what a decision is");
}

#[test]
fn rules_of_the_book_and_rules_of_events_can_be_asked_for() {
    let book = RuleBook::built_in().expect("good rules");
    let ids = rules(&book);
    assert!(ids.is_sorted() && book.rules.iter().all(|rule| ids.contains(&rule.id)));
    assert!(ids.contains(&"R15".to_owned()) && !ids.contains(&"R99".to_owned()));
    assert_eq!((kinds("R18"), kinds("R01").len()), (&["quality"][..], 0));
}

/// Rules of every shape stand on the board, one line each in the order of the book.
#[test]
fn the_board_takes_rules_of_any_number_and_shape() {
    let rule = |id: u32, metric: &str, levels: &str| {
        format!(
            "[[rule]]\nid = \"R{id:02}\"\nversion = 1\nname = \"n\"\ncategory = \"funding\"\nmetric = \"{metric}\"\n\
             {levels}\nsources = []\ndelete_if = \"never\"\n"
        )
    };
    let shapes = [
        ("sofr_minus_iorb", "notable = [{ at_least = 10 }]\ncritical = [{ at_least = 25 }]\nclear = { at_most = 2 }"),
        ("effr_minus_iorb", "notable = [{ at_most = -9 }]\ncritical = []\nclear = { at_least = -5 }"),
        ("srf_accepted", "notable = []\ncritical = [{ at_least = 1, k = 3, n = 9 }]\nclear = { below = 1 }"),
    ];
    let text: String =
        (1..=12).zip(shapes.iter().cycle()).map(|(id, (metric, levels))| rule(id, metric, levels)).collect();
    let book = RuleBook::parse(&text).expect("good rules");
    let history = History::default();
    let known = Known {
        history: &history,
        states: &States::new(),
        book: &book,
        unread_meeting: None,
        class: &|_| None,
        sources: Vec::new(),
        next: Vec::new(),
        in_doubt: Vec::new(),
    };
    let board = board(known, at("2025-11-03 09:00"));
    assert_eq!(board.rules.len(), 12);
    assert!(board.rules.iter().zip(&book.rules).all(|(line, rule)| line.rule == rule.id));
    assert!(board.rules.iter().all(|line| line.severity == Severity::Normal && line.dormant.is_some()));
    assert_eq!(board.rules[0].levels, Some((Decimal::TEN, Decimal::from(25))));
    assert_eq!((board.rules[1].levels, board.rules[2].levels), (None, None), "one level is no pair");
}

#[test]
fn a_raised_rule_shows_its_figure_and_how_long_it_has_been_calm() {
    let book = RuleBook::built_in().expect("good rules");
    let known = history(&[
        ("iorb", "2025-10-30", "3.90"),
        ("sofr", "2025-10-30", "4.04"),
        ("sofr", "2025-10-31", "4.22"),
        ("sofr", "2025-11-03", "3.92"),
        ("sofr", "2025-11-04", "3.91"),
    ]);
    let raised = RuleState { level: Severity::Critical, level_since: Some(day("2025-10-31")), ..RuleState::default() };
    let states = States::from([("R01".to_owned(), raised)]);
    let of = |rule: &str, now| {
        let known = Known {
            history: &known,
            states: &states,
            book: &book,
            unread_meeting: None,
            class: &|_| None,
            sources: Vec::new(),
            next: Vec::new(),
            in_doubt: Vec::new(),
        };
        board(known, at(now)).rules.into_iter().find(|level| level.rule == rule).expect("in the book")
    };
    let spread = of("R01", "2025-11-05 09:00");
    assert_eq!(spread.figure, Some(Dated { date: day("2025-11-04"), value: Decimal::ONE }));
    assert_eq!((spread.calm, spread.clears.prints), (2, 3), "2 bp and 1 bp are calm, a third print ends it");
    assert_eq!(of("R01", "2025-11-01 09:00").calm, 0);
    let quiet = of("R02", "2025-11-05 09:00");
    assert_eq!((quiet.figure, quiet.calm), (None, 0), "what is not raised waits for nothing");
}

#[test]
fn tga_shows_level_and_average_with_the_changes_that_are_known() {
    let now = at("2025-11-17 09:00");
    let upcoming = calendar().upcoming(now, NEXT_DAYS);
    let known = history(&[
        ("tga_wed", "2025-11-05", "942700"),
        ("tga_wed", "2025-11-12", "943145"),
        ("tga_avg", "2025-10-15", "809077"),
        ("tga_avg", "2025-11-12", "953300"),
    ]);
    let board = tga(&known, &upcoming, now);
    let million = |value: i64| UsdMillions(Decimal::from(value));
    let level = board.level.expect("a level");
    assert_eq!(
        (level.date, level.value, level.changes),
        (day("2025-11-12"), million(943_145), vec![(1, million(445))])
    );
    let average = board.average.expect("an average");
    assert_eq!(average.changes, [(4, million(144_223))], "the week before is missing, which is no zero");
    assert_eq!(board.next.map(|next| next.at), Some(at("2025-11-20 16:30")));
    let nothing = tga(&History::default(), &[], now);
    assert_eq!((nothing.level, nothing.average, nothing.next), (None, None, None));
}

#[test]
fn bills_show_their_share_and_what_the_last_note_directs() {
    let now = at("2025-12-19 09:00");
    let known = history(&[
        ("bills_wed", "2025-09-17", "195493"),
        ("bills_wed", "2025-12-10", "195493"),
        ("bills_wed", "2025-12-17", "210461"),
        ("treasuries_wed", "2025-12-17", "4209220"),
    ]);
    let note = serde_json::json!({
        "announced": "2025-12-10", "in_force_from": "2025-12-11", "parameters": {},
        "directives": { "agency_principal": [{ "in_force_from": "2025-12-01", "cap": null, "into": "bills" }] },
    });
    let note: Note = serde_json::from_value(note).expect("a note");
    let since = Some(day("2025-12-11"));
    let board = bills(&known, Some(&note), since, &[], now);
    let moved = UsdMillions(Decimal::from(14_968));
    assert_eq!(board.held.expect("held").changes, [(1, moved), (13, moved)]);
    assert_eq!(board.share.map(|share| share.0.round_dp(2)), Some(Decimal::from(5)));
    assert_eq!((board.directed, board.agency_since), (Directed::From(day("2025-12-11")), Some(day("2025-12-01"))));
    assert_eq!(bills(&known, Some(&note), None, &[], now).directed, Directed::Nothing);
    let nothing = bills(&History::default(), None, None, &[], now);
    assert_eq!((nothing.held, nothing.share, nothing.directed), (None, None, Directed::Unknown));
}
