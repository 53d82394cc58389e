//! WHAT WE KNOW: figures, bodies, validators, the state of sources and rules.

use rust_decimal::Decimal;

use super::{at, begin, day, done};
use crate::alert::{Edge, Finding, Severity, Threshold};
use crate::board::{SourceAge, SourceCondition};
use crate::replay::Figure;
use crate::rule::RuleState;
use crate::series::catalogue::{IORB, SOFR};
use crate::series::{History, SeriesId};
use crate::source::SourceKind;
use crate::store::knowledge::{self, Document, PageRow};
use crate::store::{Store, judgement, sources};

fn figure(series: &SeriesId, date: &str, value: &str, known_at: &str) -> Figure {
    let value = value.parse().expect("a decimal");
    Figure { known_at: at(known_at), series: series.clone(), date: day(date), value }
}

pub(super) async fn figures_keep_their_vintages(store: &Store) {
    let first = figure(&SOFR, "2025-10-30", "4.04", "2025-10-31T12:00:00Z");
    let revised = figure(&SOFR, "2025-10-30", "4.0500", "2025-10-31T18:30:00.123Z");
    let old = figure(&SOFR, "2023-10-30", "5.31", "2023-10-31T12:00:00Z");
    let step = figure(&IORB, "2023-07-27", "5.40", "2023-07-26T18:00:00Z");
    let mut tx = begin(store).await;
    for known in [&revised, &first, &old, &step] {
        knowledge::add_observation(&mut tx, known, "nyfed-rates/1").await.expect("added");
    }
    // The same vintage with another figure: what was known then stays what was known then.
    let forged = Figure { value: Decimal::TEN, ..first.clone() };
    knowledge::add_observation(&mut tx, &forged, "nyfed-rates/2").await.expect("ignored");
    done(tx).await;

    // In the order in which they became known; of steps all, since they hold for years.
    let known = store.figures_since(day("2025-01-01")).await.expect("read");
    assert_eq!(known, [step, first, revised]);
    assert_eq!(known[2].value.to_string(), "4.0500", "digit by digit as it was published");
    let mut history = History::default();
    known.into_iter().for_each(|figure| history.insert_value(figure.series, figure.date, figure.value));
    assert_eq!(history.on(&SOFR, day("2025-10-30")), Some(Decimal::new(405, 2)), "the latest vintage wins");
}

pub(super) async fn bodies_are_kept_until_they_are_forgotten(store: &Store) {
    let body: Vec<u8> = "準備金 <td>2,848,021</td>\r\n\0".repeat(500).into_bytes();
    let document = Document {
        source: SourceKind::H41,
        url: "https://www.federalreserve.gov/releases/h41/current/",
        hash: "ab12",
        body: &body,
        accepted: false,
        detail: "identity_break: it's off by 7",
    };
    assert_eq!(document.id(), "h41/ab12");
    let fetched = at("2025-10-30T20:30:00Z");
    let mut tx = begin(store).await;
    knowledge::keep_document(&mut tx, document, fetched).await.expect("kept");
    // After an upgrade the same body is understood.
    knowledge::keep_document(&mut tx, Document { accepted: true, detail: "", ..document }, fetched)
        .await
        .expect("kept");
    let other = Document { hash: "cd34", body: b"", ..document };
    knowledge::keep_document(&mut tx, other, at("2025-11-06T21:30:00Z")).await.expect("kept");
    done(tx).await;
    assert_eq!(store.body("h41/ab12").await.expect("read"), Some(body));
    assert_eq!(store.body("h41/cd34").await.expect("read"), Some(Vec::new()));
    assert_eq!(store.body("h41/none").await.expect("read"), None);

    let mut tx = begin(store).await;
    assert_eq!(knowledge::forget_documents(&mut tx, at("2025-11-01T00:00:00Z")).await.expect("forgotten"), 1);
    done(tx).await;
    assert_eq!(store.body("h41/ab12").await.expect("read"), None);
    assert_eq!(store.body("h41/cd34").await.expect("read"), Some(Vec::new()));
}

pub(super) async fn validators_are_those_of_the_last_page(store: &Store) {
    let url = "https://markets.newyorkfed.org/api/rates/all/search.json?startDate=2025-10-17&endDate=2025-10-31";
    assert_eq!(store.page(url).await.expect("read"), None);
    let first = PageRow { etag: Some("\"v1\"".into()), last_modified: None, body_hash: "1".into() };
    let second =
        PageRow { etag: None, last_modified: Some("Fri, 31 Oct 2025 12:00:00 GMT".into()), body_hash: "2".into() };
    for page in [first, second] {
        let mut tx = begin(store).await;
        knowledge::put_page(&mut tx, url, &page).await.expect("put");
        done(tx).await;
        assert_eq!(store.page(url).await.expect("read"), Some(page));
    }
}

async fn age(store: &Store, source: SourceKind) -> SourceAge {
    let ages = store.source_ages().await.expect("read");
    assert_eq!(ages.len(), SourceKind::ALL.len(), "all are listed, asked or not");
    ages.into_iter().find(|age| age.source == source).expect("listed")
}

pub(super) async fn sources_fall_ill_and_get_well(store: &Store) {
    let source = SourceKind::H41;
    assert_eq!(age(store, source).await.state, SourceCondition::Waiting);
    let good = at("2025-10-30T20:30:02Z");
    let week = Some(day("2025-10-29"));
    let mut tx = begin(store).await;
    sources::accepted(&mut tx, source, "", week, good).await.expect("recorded");
    done(tx).await;
    let well =
        SourceAge { source, state: SourceCondition::Ok, as_of: week, accepted_at: Some(good), detail: "".into() };
    assert_eq!(age(store, source).await, well);

    // What went wrong is shown; the last good page stays on record.
    for (state, why) in [
        (SourceCondition::Rejected, "not a page of this kind"),
        (SourceCondition::Rejected, "the page is incomplete"),
        (SourceCondition::Unreachable, "the site refused with status 503"),
        (SourceCondition::Late, "the release of 2025-11-05 was due"),
    ] {
        let mut tx = begin(store).await;
        sources::trouble(&mut tx, source, state, why, at("2025-11-06T21:30:02Z")).await.expect("recorded");
        done(tx).await;
        assert_eq!(age(store, source).await, SourceAge { state, detail: why.into(), ..well.clone() });
    }
    let rejected: (i64,) = sqlx::query_as("SELECT rejected FROM source_state WHERE source = 'h41'")
        .fetch_one(store.reader())
        .await
        .expect("a row");
    assert_eq!(rejected, (2,));

    // It answers again with nothing new, then with a page that is good but for one row.
    let back = at("2025-11-06T21:40:00Z");
    let mut tx = begin(store).await;
    sources::accepted(&mut tx, source, "", None, back).await.expect("recorded");
    done(tx).await;
    assert_eq!(age(store, source).await, SourceAge { accepted_at: Some(back), ..well.clone() });
    // A copy of last week's page does not turn the date back.
    let mut tx = begin(store).await;
    sources::accepted(&mut tx, source, "", Some(day("2025-10-22")), back).await.expect("recorded");
    done(tx).await;
    assert_eq!(age(store, source).await.as_of, week);
    let mut tx = begin(store).await;
    sources::accepted(&mut tx, source, "unknown_line: soup", week, back).await.expect("recorded");
    // A source whose first answer is trouble has never been good.
    sources::trouble(&mut tx, SourceKind::NyfedRepo, SourceCondition::Unreachable, "no route", back)
        .await
        .expect("recorded");
    done(tx).await;
    assert_eq!(age(store, source).await.state, SourceCondition::Problem);
    let never = age(store, SourceKind::NyfedRepo).await;
    assert_eq!((never.state, never.accepted_at, never.as_of), (SourceCondition::Unreachable, None, None));
}

pub(super) async fn rules_remember_where_they_stand(store: &Store) {
    let now = at("2025-11-03T13:00:01Z");
    let raised = RuleState {
        level: Severity::Critical,
        since: Some(day("2025-10-31")),
        level_since: Some(day("2025-10-31")),
        peak: Some(Decimal::new(32, 0)),
        told: true,
        last_alert: Some((day("2025-10-31"), Decimal::new(320, 1))),
        judged: Some(day("2025-10-31")),
        before: Some(Box::default()),
        ..RuleState::default()
    };
    for state in [RuleState::default(), raised.clone()] {
        let mut tx = begin(store).await;
        judgement::put_state(&mut tx, "R01", 1, &state, now).await.expect("saved");
        done(tx).await;
        assert_eq!(store.rule_states().await.expect("read").get("R01"), Some(&state));
    }
    assert_eq!(store.rule_states().await.expect("read").len(), 1);
}

pub(super) async fn the_ledger_takes_each_line_once(store: &Store) {
    let raised = Finding {
        rule: "R01".into(),
        version: 1,
        date: day("2025-10-31"),
        severity: Severity::Critical,
        edge: Edge::Raised,
        metrics: [("sofr_minus_iorb".to_owned(), Decimal::new(32, 0))].into(),
        inputs: Vec::new(),
        threshold: Some(Threshold {
            metric: "sofr_minus_iorb".into(),
            level: Decimal::new(25, 0),
            allowance: Decimal::new(5, 0),
            prints: 1,
        }),
    };
    let peak = Finding { edge: Edge::NewPeak { last: Decimal::TEN }, ..raised.clone() };
    let now = at("2025-11-03T13:00:01Z");
    let mut tx = begin(store).await;
    for finding in [&raised, &peak, &raised] {
        judgement::add_line(&mut tx, finding, "R01/2025-10-31/critical", now).await.expect("added");
    }
    done(tx).await;
    let ledger = store.ledger().await.expect("read");
    let lines: Vec<_> = ledger.iter().map(|line| (line.at, line.date, line.severity, line.peak)).collect();
    let line = (now, day("2025-10-31"), Severity::Critical);
    assert_eq!(lines, [(line.0, line.1, line.2, false), (line.0, line.1, line.2, true)]);
    assert_eq!(ledger[0].metrics.get("sofr_minus_iorb"), Some(&32.0));
}
