//! `/status` on three days.

use super::build::*;
use super::funding::monday;
use super::{Sample, reply};
use crate::render::Reply;

pub(super) fn samples() -> Vec<Sample> {
    let status = |board| Reply::Status(Box::new(board));
    vec![
        reply("/status", status(board())),
        reply("/status while many rules are raised or silent", status(many_rules())),
        reply("/status while sources fail", status(empty_board())),
        reply("/status while history is read", status(reading())),
    ]
}

pub(in crate::render) fn rule(
    rule: &str,
    severity: Severity,
    since: Option<&str>,
    levels: Option<(&str, &str)>,
) -> RuleLevel {
    let levels = levels.map(|(notable, critical)| (dec(notable), dec(critical)));
    let below = rule == "R05";
    let clears = Clears { level: Decimal::from(if below { 1 } else { 2 }), below, prints: if below { 5 } else { 3 } };
    RuleLevel {
        rule: rule.to_owned(),
        severity,
        since: since.map(day),
        dormant: None,
        levels,
        clears,
        figure: None,
        calm: 0,
    }
}

pub(in crate::render) fn source(
    source: SourceKind,
    state: SourceCondition,
    as_of: Option<&str>,
    read: Option<DateTime<Utc>>,
) -> SourceAge {
    SourceAge { source, state, as_of: as_of.map(day), accepted_at: read, detail: String::new() }
}

/// Monday, 3 November 2025, five past eight.
pub(in crate::render) fn board() -> Board {
    Board {
        now: at("2025-11-03", 8, 5),
        range: Some((percent("3.75"), percent("4.00"))),
        gauges: monday(),
        reserves: on("2025-10-29", Change { value: million(2_848_021), change: Some(million(-85_016)) }),
        net_liquidity: on("2025-10-29", Change { value: million(5_583_671), change: Some(million(-96_783)) }),
        rules: vec![
            rule("R01", Severity::Critical, Some("2025-10-31"), Some(("10", "25"))),
            rule("R05", Severity::Critical, Some("2025-10-31"), Some(("5", "25"))),
        ],
        next: vec![
            next(ReleaseKind::SrfMorning, "2025-11-03", 8, 30, "2025-11-03"),
            next(ReleaseKind::SrfAfternoon, "2025-11-03", 13, 45, "2025-11-03"),
            next(ReleaseKind::Sofr, "2025-11-04", 8, 0, "2025-11-03"),
            next(ReleaseKind::H41, "2025-11-06", 16, 30, "2025-11-05"),
            next(ReleaseKind::FomcStatement, "2025-12-10", 14, 0, "2025-12-10"),
        ],
        sources: vec![
            source(SourceKind::NyfedRates, SourceCondition::Ok, Some("2025-10-31"), Some(at("2025-11-03", 8, 0))),
            source(SourceKind::NyfedRepo, SourceCondition::Ok, Some("2025-10-31"), Some(at("2025-10-31", 13, 46))),
            source(SourceKind::H41, SourceCondition::Ok, Some("2025-10-29"), Some(at("2025-10-30", 16, 30))),
            source(SourceKind::FomcStatement, SourceCondition::Ok, Some("2025-10-29"), Some(at("2025-10-29", 14, 0))),
            source(SourceKind::ImplementationNote, SourceCondition::Waiting, None, None),
        ],
        reading: None,
    }
}

/// A bad day: nothing but one rejected page, a rule without input, and quiet.
pub(in crate::render) fn empty_board() -> Board {
    let mut quiet = rule("R05", Severity::Normal, None, Some(("5", "25")));
    quiet.levels = Some((dec("5"), dec("25")));
    let mut dormant = rule("R01", Severity::Normal, None, Some(("10", "25")));
    dormant.dormant = Some(Dormancy::RateUnconfirmed { meeting: day("2025-10-29") });
    let mut rejected = source(SourceKind::H41, SourceCondition::Rejected, Some("2025-10-22"), None);
    rejected.detail = "not a page of this kind: <title>Error & more</title>".to_owned();
    rejected.accepted_at = Some(at("2025-10-23", 16, 30));
    Board {
        now: at("2025-10-31", 18, 0),
        range: None,
        gauges: Gauges { srf_accepted: on("2025-10-31", million(1_500)), ..Gauges::default() },
        reserves: None,
        net_liquidity: None,
        rules: vec![dormant, quiet],
        next: vec![],
        sources: vec![
            source(SourceKind::NyfedRates, SourceCondition::Unreachable, None, None),
            source(SourceKind::NyfedRepo, SourceCondition::Late, Some("2025-10-30"), Some(at("2025-10-30", 13, 46))),
            rejected,
        ],
        reading: None,
    }
}

/// Eleven rules, most of them quiet: one raised, three silent for two reasons.
pub(in crate::render) fn many_rules() -> Board {
    let mut board = board();
    let mut more = |id: &str, severity: Severity, dormant: Option<Dormancy>| {
        let since = (severity != Severity::Normal).then_some("2025-09-17");
        let mut rule = rule(id, severity, since, None);
        rule.dormant = dormant;
        board.rules.push(rule);
    };
    more("R02", Severity::Critical, None);
    more("R03", Severity::Normal, Some(Dormancy::LookBack { has: 80, needs: 120 }));
    more("R04", Severity::Critical, None);
    more("R07", Severity::Notable, None);
    more("R22", Severity::Normal, Some(Dormancy::NoFigure));
    more("R21", Severity::Notable, None);
    more("R23", Severity::Notable, None);
    let figures = [
        ("R02", "2025-11-03", "-6", 2),
        ("R04", "2025-10-31", "9.8", 0),
        ("R07", "2025-10-29", "9.34", 0),
        ("R21", "2025-11-03", "4", 0),
        ("R23", "2025-10-29", "462.262", 0),
    ];
    for (rule, date, value, calm) in figures {
        for raised in board.rules.iter_mut().filter(|raised| raised.rule == rule) {
            (raised.figure, raised.calm, raised.clears.prints) = (on(date, dec(value)), calm, 5);
        }
    }
    board
}

/// A first start that reads history: a source answered just now, and two disagree.
fn reading() -> Board {
    let doubt = |mut rule: RuleLevel| {
        rule.dormant = Some(Dormancy::InDoubt { source: SourceKind::NyfedRepo.to_string() });
        rule
    };
    let raised = RuleLevel { calm: 2, ..rule("R05", Severity::Notable, None, Some(("5", "25"))) };
    Board {
        gauges: Gauges { srf_accepted: on("2025-10-31", million(5_000)), ..Gauges::default() },
        rules: vec![
            doubt(rule("R01", Severity::Normal, None, None)),
            raised,
            rule("R22", Severity::Normal, None, None),
            rule("R23", Severity::Notable, None, None),
        ],
        sources: vec![source(SourceKind::NyfedRepo, SourceCondition::Ok, None, Some(at("2025-10-31", 18, 0)))],
        reading: Some((120, 640)),
        ..empty_board()
    }
}
