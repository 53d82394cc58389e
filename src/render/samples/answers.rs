//! What the commands beside `/status` and `/why` show.

use super::boards::board;
use super::build::*;
use super::funding::monday;
use super::{Sample, notes, reply, weeks};
use crate::board::answers::{
    BillsBoard, Directed, FomcBoard, H41Board, HistoryBoard, HistoryLine, Moves, NextBoard, OperationRow, RateRow,
    RepoBoard, TgaBoard,
};
use crate::render::Reply;

pub(super) fn samples() -> Vec<Sample> {
    let no_week = H41Board { week: None, next: None, ..h41() };
    let no_events = NextBoard { events: vec![], blackout: None, ..coming() };
    let no_lines = HistoryBoard { lines: vec![], ..history() };
    let no_tga = TgaBoard { level: None, average: None, next: None, ..tga() };
    let not_directed = BillsBoard { directed: Directed::Nothing, ..bills() };
    let no_bills = BillsBoard { held: None, share: None, directed: Directed::Unknown, agency_since: None, ..bills() };
    vec![
        reply("/fomc", Reply::Fomc(Box::new(fomc_board()))),
        reply("/fomc before anything is known", Reply::Fomc(Box::new(fomc_empty()))),
        reply("/fomc before a meeting without projections", Reply::Fomc(Box::new(fomc_without_sep()))),
        reply("/h41", Reply::H41(Box::new(h41()))),
        reply("/h41 before anything is known", Reply::H41(Box::new(no_week))),
        reply("/repo", Reply::Repo(Box::new(repo()))),
        reply("/repo before anything is known", Reply::Repo(Box::new(repo_empty()))),
        reply("/tga", Reply::Tga(Box::new(tga()))),
        reply("/tga before anything is known", Reply::Tga(Box::new(no_tga))),
        reply("/bills", Reply::Bills(Box::new(bills()))),
        reply("/bills before purchases were directed", Reply::Bills(Box::new(not_directed))),
        reply("/bills before anything is known", Reply::Bills(Box::new(no_bills))),
        reply("/next", Reply::Next(Box::new(coming()))),
        reply("/next with an empty calendar", Reply::Next(Box::new(no_events))),
        reply("/history", Reply::History(Box::new(history()))),
        reply("/history before anything was told", Reply::History(Box::new(no_lines))),
    ]
}

fn decided(alert: Alert) -> Option<DecisionReport> {
    if let Body::Decision(report) = alert.body { Some(report) } else { None }
}

fn report_of(alert: Alert) -> Option<WeeklyReport> {
    if let Body::Weekly(report) = alert.body { Some(report) } else { None }
}

pub(in crate::render) fn fomc_board() -> FomcBoard {
    let rates = [("iorb", "3.90"), ("on_rrp_rate", "3.75"), ("srf_rate", "4.00"), ("primary_credit", "4.00")];
    FomcBoard {
        now: at("2025-11-03", 8, 5),
        range: Some((percent("3.75"), percent("4.00"))),
        rates: rates.map(|(series, rate)| (SeriesId::named(series), percent(rate))).into(),
        last: decided(notes::cut_with_note()),
        next: Some((day("2025-12-10"), at("2025-12-10", 14, 0), true)),
        blackout: Some((day("2025-11-29"), day("2025-12-11"))),
    }
}

fn fomc_without_sep() -> FomcBoard {
    FomcBoard {
        now: at("2026-01-05", 9, 0),
        next: Some((day("2026-01-28"), at("2026-01-28", 14, 0), false)),
        blackout: Some((day("2026-01-17"), day("2026-01-29"))),
        ..fomc_empty()
    }
}

/// Nothing is known, and a blackout period runs.
pub(in crate::render) fn fomc_empty() -> FomcBoard {
    let blackout = Some((day("2025-11-29"), day("2025-12-11")));
    FomcBoard { now: at("2025-12-01", 9, 0), range: None, rates: vec![], last: None, next: None, blackout }
}

pub(in crate::render) fn h41() -> H41Board {
    let coming = next(ReleaseKind::H41, "2025-11-20", 16, 30, "2025-11-19");
    H41Board { now: at("2025-11-17", 9, 0), week: report_of(weeks::drain()), next: Some(coming) }
}

pub(in crate::render) fn rate(series: &str, date: &str, rate: &str, over: &str) -> RateRow {
    let rate = Dated { date: day(date), value: percent(rate) };
    RateRow { series: SeriesId::named(series), rate, over_iorb: Some(bp(over)), p99: None, volume: None }
}

pub(in crate::render) fn repo() -> RepoBoard {
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

pub(in crate::render) fn repo_empty() -> RepoBoard {
    RepoBoard { now: at("2025-11-03", 8, 5), gauges: Gauges::default(), rates: vec![], operations: vec![] }
}

fn moves(date: &str, value: i64, changes: &[(u32, i64)]) -> Option<Moves> {
    let changes = changes.iter().map(|(weeks, change)| (*weeks, million(*change))).collect();
    Some(Moves { date: day(date), value: million(value), changes })
}

/// The week to 12 November 2025.
fn tga() -> TgaBoard {
    TgaBoard {
        now: at("2025-11-17", 9, 0),
        level: moves("2025-11-12", 943_145, &[(1, 445), (4, 132_890)]),
        average: moves("2025-11-12", 953_300, &[(1, 10_600), (4, 144_223)]),
        next: Some(next(ReleaseKind::H41, "2025-11-20", 16, 30, "2025-11-19")),
    }
}

/// The week to 17 December 2025, the first with purchases; the change over 13 weeks is composed.
fn bills() -> BillsBoard {
    BillsBoard {
        now: at("2025-12-19", 9, 0),
        held: moves("2025-12-17", 210_461, &[(1, 14_968), (4, 14_968), (13, 14_968)]),
        share: Some(percent("5.0047")),
        directed: Directed::From(day("2025-12-11")),
        agency_since: Some(day("2025-12-01")),
        next: Some(next(ReleaseKind::H41, "2025-12-29", 16, 30, "2025-12-24")),
    }
}

pub(in crate::render) fn coming() -> NextBoard {
    let blackout = Some((day("2025-11-29"), day("2025-12-11")));
    NextBoard { now: at("2025-11-03", 8, 5), events: board().next, blackout }
}

/// Newest first; the last one was taken back.
pub(in crate::render) fn history() -> HistoryBoard {
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
