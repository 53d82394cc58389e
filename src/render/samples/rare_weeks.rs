//! Wordings of the weekly message that few weeks bring: figures are composed.

use super::build::*;
use super::weekly::weekly_first;
use super::{Sample, alert as say};
use crate::alert::Correction;

pub(super) fn samples() -> Vec<Sample> {
    let over = Edge::Cleared { since: day("2025-11-05"), days: 16, peak: dec("9.28"), gravest: Severity::Notable };
    let share = finding("R07", WEEK, Severity::Normal, over, &[("reserves_to_gdp", "9.71")]);
    let up = finding("R22", WEEK, Severity::Notable, Edge::Raised, &[("reserves_change_4w", "163.2")]);
    let none = finding("R22", WEEK, Severity::Notable, Edge::Raised, &[("reserves_change_4w", "0")]);
    let mut score = finding("R08", WEEK, Severity::Notable, Edge::Raised, &[("reserves_change_1w", "-61.2")]);
    score.threshold = threshold_of("reserves_change_z", "-2", "0", 1);
    vec![
        say("A week without a change", week(Some(0), Vec::new())),
        say("Reserves are enough against GDP again", week(Some(21_000), vec![share])),
        say("Reserves up over four weeks", week(Some(21_000), vec![up])),
        say("Reserves where they were four weeks ago", week(Some(0), vec![none])),
        say("A change that is large against the year's weeks", week(Some(-61_200), vec![score])),
        say("A Wednesday level corrected, bill purchases to come", corrected_level()),
    ]
}

const WEEK: &str = "2026-02-18";

fn week(change: Option<i64>, findings: Vec<Finding>) -> Alert {
    let alert = Alert { at: at("2026-02-19", 16, 30), ..weekly_first() };
    with_week(alert, |report| {
        report.week = day(WEEK);
        report.reserves = Change { value: million(2_974_500), change: change.map(million) };
        report.gdp_share = Some(GdpShare { quarter: day("2025-07-01"), share: percent("9.71") });
        report.findings = findings;
        report.levels.clear();
    })
}

fn corrected_level() -> Alert {
    let alert = Alert { revision: 2, manner: Manner::Corrects, ..week(None, Vec::new()) };
    with_week(alert, |report| {
        report.bill_purchases_since = Some(day("2026-02-20"));
        report.corrections = vec![Correction {
            series: SeriesId::named("bills_wed"),
            date: day(WEEK),
            before: dec("251200"),
            after: dec("252100"),
        }];
    })
}
