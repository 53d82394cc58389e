//! The New York Fed's Markets Data API: which question a path asks, and its answer.
//!
//! A question that the real API refuses is a 400 with an empty body here too: a missing method segment,
//! a search without its dates.

mod operations;
mod rates;

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use super::{JSON, Upstream, answer};

type Asked = Query<HashMap<String, String>>;

/// Days between which a search looks, both included.
type Days = (NaiveDate, NaiveDate);

/// Which of the rows, once they are chosen by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    /// The newest date of each rate, or the operations of the newest day.
    Latest,
    /// So many dates of each rate, or so many operations.
    Last(usize),
    /// Two weeks up to today.
    LastTwoWeeks,
    /// Between two dates.
    Search(Days),
}

impl Span {
    /// The end of a path: `latest.json`, `last/5.json`, `search.json`; `None` for what is none.
    fn read(parts: &[&str], query: &HashMap<String, String>) -> Option<Self> {
        match parts {
            ["latest.json"] => Some(Self::Latest),
            ["lastTwoWeeks.json"] => Some(Self::LastTwoWeeks),
            ["last", count] => {
                let count = count.strip_suffix(".json")?.parse().ok()?;
                (count > 0).then_some(Self::Last(count))
            }
            ["search.json"] => {
                let date = |name: &str| query.get(name)?.parse::<NaiveDate>().ok();
                let (from, to) = (date("startDate")?, date("endDate")?);
                (from <= to).then_some(Self::Search((from, to)))
            }
            _ => None,
        }
    }
}

/// What the API does not understand: no body, as the real one.
fn bad_request() -> Response {
    StatusCode::BAD_REQUEST.into_response()
}

pub(super) async fn rates(
    State(sites): State<Arc<Upstream>>,
    Path(rest): Path<String>,
    Query(query): Asked,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(question) = rates::Question::read(&rest, &query) else { return bad_request() };
    let now = sites.time_at(&uri);
    let key = format!("rates {question:?} {} {}", sites.rates_stage(now), sites.figures_stage(now));
    answer(&headers, JSON, sites.cached(key, || Some(sites.rates_page(&question, now))))
}

pub(super) async fn operations(
    State(sites): State<Arc<Upstream>>,
    Path(rest): Path<String>,
    Query(query): Asked,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(question) = operations::Question::read(&rest, &query) else { return bad_request() };
    let now = sites.time_at(&uri);
    let key = format!("operations {question:?} {} {}", sites.operations_stage(now), sites.figures_stage(now));
    answer(&headers, JSON, sites.cached(key, || Some(sites.operations_page(&question, now))))
}
