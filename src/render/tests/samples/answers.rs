//! What the commands show.

use super::*;
use crate::alert::Input;
use crate::board::answers::{
    FomcBoard, H41Board, HistoryBoard, HistoryLine, NextBoard, OperationRow, RateRow, RepoBoard, Why, WhyRule,
};

pub(in crate::render::tests) fn fomc_board() -> FomcBoard {
    let Body::Decision(last) = fomc::cut_with_note().body else { panic!("not a decision") };
    let rates = [("iorb", "3.90"), ("on_rrp_rate", "3.75"), ("srf_rate", "4.00"), ("primary_credit", "4.00")];
    FomcBoard {
        now: at("2025-11-03", 8, 5),
        range: Some((percent("3.75"), percent("4.00"))),
        rates: rates.map(|(series, rate)| (SeriesId::named(series), percent(rate))).into(),
        last: Some(last),
        next: Some((day("2025-12-10"), at("2025-12-10", 14, 0), true)),
        blackout: Some((day("2025-11-29"), day("2025-12-11"))),
    }
}

/// Nothing is known, and a blackout period runs.
pub(in crate::render::tests) fn fomc_empty() -> FomcBoard {
    let blackout = Some((day("2025-11-29"), day("2025-12-11")));
    FomcBoard { now: at("2025-12-01", 9, 0), range: None, rates: vec![], last: None, next: None, blackout }
}

pub(in crate::render::tests) fn h41() -> H41Board {
    let Body::Weekly(week) = weeks::drain().body else { panic!("not a weekly message") };
    let coming = next(ReleaseKind::H41, "2025-11-20", 16, 30, "2025-11-19");
    H41Board { now: at("2025-11-17", 9, 0), week: Some(week), next: Some(coming) }
}

fn rate(series: &str, date: &str, rate: &str, over: &str) -> RateRow {
    let rate = Dated { date: day(date), value: percent(rate) };
    RateRow { series: SeriesId::named(series), rate, over_iorb: Some(bp(over)), p99: None, volume: None }
}

pub(in crate::render::tests) fn repo() -> RepoBoard {
    let mut sofr = rate("sofr", "2025-10-31", "4.22", "32");
    (sofr.p99, sofr.volume) = (Some(percent("4.31")), Some(million(3_105_000)));
    let tgcr = rate("tgcr", "2025-10-31", "4.15", "25");
    let effr = rate("effr", "2025-10-30", "3.87", "-3");
    let operation = |date: &str, srf: Option<i64>, on_rrp: i64| OperationRow {
        date: day(date),
        srf: srf.map(million),
        on_rrp: Some(million(on_rrp)),
    };
    RepoBoard {
        now: at("2025-11-03", 8, 5),
        gauges: monday(),
        rates: vec![sofr, tgcr, effr],
        operations: vec![
            operation("2025-10-31", Some(50_350), 51_802),
            operation("2025-10-30", Some(6_200), 19_166),
            operation("2025-10-29", None, 19_504),
        ],
    }
}

pub(in crate::render::tests) fn repo_empty() -> RepoBoard {
    RepoBoard { now: at("2025-11-03", 8, 5), gauges: Gauges::default(), rates: vec![], operations: vec![] }
}

pub(in crate::render::tests) fn coming() -> NextBoard {
    let blackout = Some((day("2025-11-29"), day("2025-12-11")));
    NextBoard { now: at("2025-11-03", 8, 5), events: board().next, blackout }
}

/// Newest first; the last one was taken back.
pub(in crate::render::tests) fn history() -> HistoryBoard {
    let line = |rule: &str, date: &str, severity, peak, metrics: &[(&str, &str)]| HistoryLine {
        rule: rule.to_owned(),
        at: at(date, 8, 0),
        date: day(date),
        severity,
        peak,
        metrics: metrics.iter().map(|(name, value)| ((*name).to_owned(), dec(value))).collect(),
        corrected: false,
    };
    let mut taken_back = line("R02", "2024-12-26", Severity::Notable, false, &[("sofr_minus_srf", "3")]);
    taken_back.corrected = true;
    HistoryBoard {
        now: at("2026-01-05", 9, 0),
        lines: vec![
            line("R01", "2025-12-31", Severity::Notable, true, &[("sofr_minus_iorb", "22")]),
            line("R23", "2025-12-17", Severity::Normal, false, &[("reserves_drawdown", "59.984")]),
            line("R22", "2025-11-12", Severity::Notable, false, &[("reserves_change_4w", "-163.998")]),
            line("R07", "2025-11-05", Severity::Notable, false, &[("reserves_to_gdp", "9.38987")]),
            line("R05", "2025-10-31", Severity::Critical, false, &[("srf_accepted", "50.35")]),
            line("R15", "2025-10-29", Severity::Critical, false, &[]),
            line("R21", "2025-10-16", Severity::Critical, false, &[("signals", "3"), ("sofr_minus_iorb", "15")]),
            taken_back,
        ],
    }
}

/// Why 31 October was critical.
pub(in crate::render::tests) fn why() -> Why {
    let mut alert = sofr_critical();
    let Body::Funding(report) = &mut alert.body else { panic!("not a funding message") };
    let input = |series: &str, date: &str, value: &str| Input {
        series: SeriesId::named(series),
        date: day(date),
        value: dec(value),
    };
    if let Some(spread) = report.findings.first_mut() {
        spread.inputs = vec![input("sofr", "2025-10-31", "4.22"), input("iorb", "2025-10-30", "3.90")];
    }
    let sources = [
        "https://www.newyorkfed.org/markets/reference-rates/sofr",
        "https://www.federalreserve.gov/monetarypolicy/reserve-balances.htm",
    ];
    let rule = WhyRule { id: "R01".to_owned(), version: 1, sources: sources.map(str::to_owned).into() };
    Why { now: at("2025-11-03", 9, 0), alert, rules: vec![rule] }
}

/// Why the drain of November was told: two rules and week averages.
pub(in crate::render::tests) fn why_week() -> Why {
    let mut alert = weeks::drain();
    let Body::Weekly(report) = &mut alert.body else { panic!("not a weekly message") };
    for (finding, earlier) in report.findings.iter_mut().zip([("2025-10-15", "3019028"), ("2025-08-20", "3317292")]) {
        finding.inputs = [earlier, ("2025-11-12", "2855030")]
            .map(|(date, value)| Input { series: SeriesId::named("reserves_avg"), date: day(date), value: dec(value) })
            .into();
    }
    let sources = vec!["https://www.federalreserve.gov/releases/h41/".to_owned()];
    let rules = ["R22", "R23"].map(|id| WhyRule { id: id.to_owned(), version: 1, sources: sources.clone() });
    Why { now: at("2025-11-14", 9, 0), alert, rules: rules.into() }
}

/// A decision has no level of ours behind it.
pub(in crate::render::tests) fn why_decision() -> Why {
    let sources = vec!["https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm".to_owned()];
    let rule = WhyRule { id: "R15".to_owned(), version: 1, sources };
    Why { now: at("2025-10-29", 15, 0), alert: cut(), rules: vec![rule] }
}

/// Eleven rules, most of them quiet: one raised, three silent for two reasons.
pub(in crate::render::tests) fn many_rules() -> Board {
    let mut board = board();
    let mut more = |id: &str, severity: Severity, dormant: Option<Dormancy>| {
        let since = (severity != Severity::Normal).then_some("2025-09-17");
        let mut rule = rule(id, severity, since, None);
        rule.dormant = dormant;
        board.rules.push(rule);
    };
    more("R02", Severity::Critical, None);
    more("R03", Severity::Normal, Some(Dormancy::LookBack { has: 80, needs: 120 }));
    more("R04", Severity::Normal, None);
    more("R07", Severity::Normal, Some(Dormancy::NoFigure));
    more("R22", Severity::Normal, Some(Dormancy::NoFigure));
    more("R23", Severity::Notable, None);
    board
}

/// A rule that cannot speak, for a reason that is long to tell.
pub(in crate::render::tests) fn silent(id: &str) -> RuleLevel {
    let mut rule = rule(id, Severity::Normal, None, Some(("10", "25")));
    rule.dormant = Some(Dormancy::LookBack { has: id.len(), needs: 120 });
    rule
}
