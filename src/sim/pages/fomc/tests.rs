use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::sim::decisions::decisions;
use crate::source::{Event, Release, StatementClass, fomc_statement, implementation_note};

fn read_statement(d: &DecisionText) -> (crate::source::Statement, Release) {
    let release = fomc_statement::parse(statement(d).as_bytes()).expect("a statement");
    let Some(Event::Statement(statement)) = release.event.clone() else { panic!("no statement") };
    (statement, release)
}

/// Whatever is composed is read back, without a problem.
fn assert_statement(d: &DecisionText) {
    let (read, release) = read_statement(d);
    assert_eq!(release.problems, Vec::new(), "{}", d.date);
    let against = u32::try_from(d.dissents.len()).expect("a count");
    let expected = crate::source::Statement {
        class: StatementClass::RateDecision,
        date: d.date,
        range: Some(d.range),
        verb: Some(verb(d.previous, d.range)),
        vote: Some((d.votes_for, against)),
        dissents: d.dissents.clone(),
    };
    assert_eq!(read, expected);
}

fn assert_note(n: &NoteText) {
    let release = implementation_note::parse(note(n).as_bytes()).expect("a note");
    assert_eq!(release.problems, Vec::new(), "{}", n.announced);
    let rates = [
        ("iorb", n.iorb),
        ("target_lower", n.range.0),
        ("target_upper", n.range.1),
        ("srf_rate", n.srf),
        ("on_rrp_rate", n.on_rrp),
        ("primary_credit", n.primary_credit),
    ];
    let read: Vec<_> = release.observations.iter().map(|o| (o.series.as_str(), o.date, o.value)).collect();
    assert_eq!(read, rates.map(|(name, rate)| (name, n.in_force_from, rate.0)));
    let Some(Event::Note(read)) = release.event else { panic!("no note") };
    assert_eq!((read.announced, read.in_force_from), (n.announced, n.in_force_from));
    let amounts = [
        ("on_rrp_limit", Some(n.on_rrp_limit)),
        ("srf_limit", n.srf_limit),
        ("treasury_cap", n.treasury_cap),
        ("treasury_cap_next", n.treasury_cap_next.map(|(cap, _)| cap)),
        ("agency_cap", n.agency_cap),
    ];
    for (name, amount) in amounts {
        // A reader may call "all is reinvested" a cap of nothing.
        let read = read.parameters.get(name).filter(|amount| *amount != "0");
        assert_eq!(read.cloned(), amount.map(|amount| amount.to_string()), "{name} of {}", n.announced);
    }
}

#[test]
fn every_decision_of_the_table_is_read_back() {
    for decision in decisions().expect("a table") {
        assert_statement(&decision.statement);
        assert_note(&decision.note);
    }
}

#[test]
fn composed_pages_say_so_and_keep_to_the_boards_typography() {
    let table = decisions().expect("a table");
    let october = table.iter().find(|d| d.statement.date.to_string() == "2025-10-29").expect("October 2025");
    let page = statement(&october.statement);
    for words in [
        "\u{feff}<!doctype html>\r\n",
        "<p class=\"article__time\">October 29, 2025</p>",
        "For release at 2:00 p.m. EDT",
        "lower the target range for the federal funds rate by 1/4 percentage point to 3-3/4 to 4 percent.",
        "Voting for the monetary policy action were Jerome H. Powell, Chair; John C. Williams, Vice Chair; Michael S. Barr;",
        "Composed by Tidewatch for a demonstration",
        "href=\"/newsevents/pressreleases/monetary20251029a1.htm\"",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(note(&october.note).contains("Composed by Tidewatch for a demonstration"));
    let september = table.last().expect("September 2026");
    let page = statement(&september.statement);
    assert!(page.contains("by a 12 \u{2013} 0 vote:") && !page.contains("Voting"), "{page}");
    assert!(
        page.contains(
            "raise the target range for the federal funds rate by 1/4 percentage point to 3-3/4 to 4 percent"
        )
    );
}

#[test]
fn notes_say_what_becomes_of_principal_payments() {
    let said = |date: &str| {
        let table = decisions().expect("a table");
        note(&table.iter().find(|d| d.statement.date.to_string() == date).expect("a decision").note)
    };
    let all = "all principal payments from the Federal Reserve's holdings of";
    for (date, there, not_there) in [
        ("2024-03-20", "$60 billion per month.", "Beginning"),
        ("2024-05-01", "Beginning on June 1, roll over at auction the amount", "Beginning on May"),
        ("2025-03-19", "exceeds a cap of $5 billion per month.", all),
        ("2025-09-17", "exceeds a cap of $35 billion per month into Treasury securities.", all),
        ("2025-10-29", "Beginning on December 1, roll over at auction all principal payments", "at a rate of"),
        ("2025-10-29", "Beginning on December 1, reinvest all principal payments", "purchases of Treasury bills"),
        ("2025-12-10", "holdings of agency securities into Treasury bills.", " cap of "),
        ("2025-12-10", "through purchases of Treasury bills", "Beginning"),
        ("2025-12-10", "repurchase agreement operations at a rate of 3.75 percent", "operation limit"),
    ] {
        let page = said(date);
        assert!(page.contains(there) && !page.contains(not_there), "{date}: {there} or {not_there} in {page}");
    }
}

prop_compose! {
    /// Any decision in quarters of a percent, by up to twelve members.
    fn any_decision()(
        day in 0i64..4000,
        quarters in 0i64..60,
        previous in 0i64..60,
        votes_for in 7usize..=9,
        reasons in prop::collection::vec(0u8..3, 0..=3),
    ) -> DecisionText {
        let range = |quarters: i64| (Percent(Decimal::new(quarters * 25, 2)), Percent(Decimal::new(quarters * 25 + 25, 2)));
        let names = ["Ada A. Arc", "Bea Bow", "Cy C. Cob", "Di Dew", "Ed E. Elm", "Fay Fir", "Gus Gum", "Hal Hay", "Ivo Ivy"];
        let others = ["Jo Jet", "Kai K. Kit", "Lu Lea"];
        DecisionText {
            date: NaiveDate::from_ymd_opt(2021, 1, 1).unwrap_or_default() + TimeDelta::days(day),
            time: "2:00 p.m. EST".into(),
            previous: range(previous),
            range: range(quarters),
            votes_for: u32::try_from(votes_for).unwrap_or_default(),
            voters: names.iter().take(votes_for).map(|name| (*name).to_owned()).collect(),
            dissents: others.iter().zip(&reasons).map(|(name, reason)| Dissent {
                name: (*name).to_owned(),
                preference: format!("preferred, at this meeting, to lower the target range to reason {reason} & more"),
            }).collect(),
        }
    }
}

proptest! {
    #[test]
    fn any_decision_is_read_back(decision in any_decision()) {
        assert_statement(&decision);
    }
}
