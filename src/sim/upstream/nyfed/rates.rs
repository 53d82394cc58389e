//! `/api/rates/…`: reference rates.

use std::collections::HashMap;

use chrono::{DateTime, Days as ChronoDays, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::Span;
use crate::clock::ny;
use crate::series::SeriesId;
use crate::series::catalogue::{BGCR, EFFR, SOFR, TARGET_LOWER, TARGET_UPPER, TGCR};
use crate::sim::pages::nyfed::{self, RateRow};
use crate::sim::upstream::Upstream;
use crate::sim::upstream::figures::Figure;

/// The rates by the names that the API uses. OBFR has no history here.
const RATES: [(&str, SeriesId); 4] = [("SOFR", SOFR), ("TGCR", TGCR), ("BGCR", BGCR), ("EFFR", EFFR)];

/// Rates come out within so many days of their date, whatever holidays lie between.
const PAGE_DAYS: ChronoDays = ChronoDays::new(14);

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    kinds: Vec<&'static str>,
    span: Span,
    what: What,
}

/// Which fields of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// All of them.
    All,
    /// `type=volume`, of which there is no history: no row.
    Volume,
}

impl Question {
    pub(super) fn read(path: &str, query: &HashMap<String, String>) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let (kinds, rest): (&[&'static str], _) = match parts.as_slice() {
            ["all", rest @ ..] => (&["SOFR", "TGCR", "BGCR", "EFFR"], rest),
            ["secured", "all", rest @ ..] => (&["SOFR", "TGCR", "BGCR"], rest),
            ["secured", "sofr", rest @ ..] => (&["SOFR"], rest),
            ["secured", "tgcr", rest @ ..] => (&["TGCR"], rest),
            ["secured", "bgcr", rest @ ..] => (&["BGCR"], rest),
            // Averages and OBFR exist there; the history has none.
            ["secured", "sofrai", rest @ ..] | ["unsecured", "obfr", rest @ ..] => (&[], rest),
            ["unsecured", "all" | "effr", rest @ ..] => (&["EFFR"], rest),
            _ => return None,
        };
        let span = Span::read(rest, query).filter(|span| *span != Span::LastTwoWeeks)?;
        let what = match query.get("type").map(String::as_str) {
            None | Some("" | "rate") => What::All,
            Some("volume") => What::Volume,
            Some(_) => return None,
        };
        Some(Self { kinds: kinds.to_vec(), span, what })
    }
}

impl Upstream {
    /// Changes with every rate that comes out: part of the key of the pages.
    pub(super) fn rates_stage(&self, now: DateTime<Utc>) -> String {
        let newest = RATES.map(|(_, series)| self.published_within(&series, PAGE_DAYS, now).last().map(|one| one.date));
        format!("{newest:?}")
    }

    pub(super) fn rates_page(&self, question: &Question, now: DateTime<Utc>) -> String {
        let asked = RATES.into_iter().filter(|(kind, _)| question.kinds.contains(kind) && question.what == What::All);
        let rows: Vec<RateRow> = asked
            .flat_map(|(kind, series)| {
                let figures = self.spanned(&series, question.span, now);
                figures.into_iter().map(move |figure| self.rate_row(kind, &series, figure, now))
            })
            .collect();
        nyfed::rates(&rows)
    }

    /// The rates of the last two weeks.
    #[cfg(test)]
    pub(crate) fn compose_rates(&self, now: DateTime<Utc>) -> String {
        let today = ny::date(now);
        let since = today.checked_sub_days(PAGE_DAYS).unwrap_or(today);
        let kinds = RATES.map(|(kind, _)| kind).to_vec();
        self.rates_page(&Question { kinds, span: Span::Search((since, today)), what: What::All }, now)
    }

    /// Published figures up to today, as far as the question reaches.
    fn spanned(&self, series: &SeriesId, span: Span, now: DateTime<Utc>) -> Vec<Figure> {
        let today = ny::date(now);
        let (from, to) = match span {
            Span::Search((from, to)) => (from, to.min(today)),
            Span::Latest | Span::Last(_) | Span::LastTwoWeeks => (NaiveDate::MIN, today),
        };
        let figures = self.published(series, from..=to, now);
        let wanted = match span {
            Span::Latest => 1,
            Span::Last(count) => count,
            Span::LastTwoWeeks | Span::Search(_) => figures.len(),
        };
        let skipped = figures.len().saturating_sub(wanted);
        figures.into_iter().skip(skipped).collect()
    }

    fn published_within(&self, series: &SeriesId, days: ChronoDays, now: DateTime<Utc>) -> Vec<Figure> {
        let today = ny::date(now);
        self.published(series, today.checked_sub_days(days).unwrap_or(today)..=today, now)
    }

    fn rate_row(&self, kind: &'static str, series: &SeriesId, figure: Figure, now: DateTime<Utc>) -> RateRow {
        let date = figure.date;
        let misprint = |series: &SeriesId, value: Decimal| {
            self.misprinted(series, date, now).map_or(value, |change| change.of(value))
        };
        let percentiles = ["p01", "p25", "p75", "p99"].map(|level| {
            let series = SeriesId::named(format!("{series}_{level}"));
            self.figure(&series, date, now).map(|value| misprint(&series, value))
        });
        let target = self.in_force(&TARGET_LOWER, date).zip(self.in_force(&TARGET_UPPER, date));
        RateRow {
            date,
            kind,
            rate: misprint(series, figure.value),
            percentiles,
            target: target.filter(|_| kind == "EFFR"),
            volume_billions: None,
            revised: figure.revised,
        }
    }
}
