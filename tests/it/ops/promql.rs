//! The dashboard's queries: enough of `PromQL` to see whether what they name is there, and the real thing
//! where a Prometheus is installed.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::time::Duration;

use prometheus_parse::{Scrape, Value as Sampled};
use serde_json::Value;

use crate::common::{PATIENCE, Process, eventually};

/// A query, and whether it brings something at all times.
#[derive(Debug, Clone)]
pub(super) struct Query {
    pub(super) text: String,
    always: bool,
}

/// The queries of a Markdown page: blocks of `promql`, and of `promql-alarm`, which are empty on a good day.
pub(super) fn queries(page: &str) -> Vec<Query> {
    let blocks = page.split("```promql").skip(1);
    let read = |block: &str| {
        let (always, block) = block.strip_prefix("-alarm").map_or((true, block), |block| (false, block));
        let text = block.split("```").next().expect("a block").trim().to_owned();
        Query { text, always }
    };
    blocks.map(read).collect()
}

/// What a query names and a scrape does not have, or has as something else.
pub(super) fn faults(query: &Query, scrape: &Scrape, types: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    let text = query.text.as_str();
    let named: Vec<usize> = text.match_indices("tidewatch_").map(|(at, _)| at).collect();
    assert!(!named.is_empty(), "{text} names no metric");
    for at in named {
        let (before, rest) = text.split_at(at);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let labels = labels_of(name, scrape);
        if labels.is_empty() && !has(name, scrape) {
            faults.push(format!("{text}: there is no {name}"));
            continue;
        }
        for (label, value) in matchers(behind) {
            if !labels.contains(label.as_str()) {
                faults.push(format!("{text}: {name} has no label {label}"));
            } else if let Some(value) = value
                && !has_value(name, &label, &value, scrape)
                && label != "class"
            {
                faults.push(format!("{text}: no {name} has {label}={value}"));
            }
        }
        for label in grouped(text) {
            if !labels.contains(label.as_str()) {
                faults.push(format!("{text}: {name} has no label {label}"));
            }
        }
        let over_time = ["rate(", "increase("].iter().any(|function| before.ends_with(function));
        let counts = name.ends_with("_total") || name.ends_with("_bucket") || name.ends_with("_count");
        if over_time != counts {
            faults.push(format!("{text}: {name} and its function do not fit"));
        }
        let family = ["_total", "_bucket", "_count", "_sum"].iter().find_map(|end| name.strip_suffix(end));
        let kind = types.get(family.unwrap_or(name)).map(String::as_str);
        let expected = if name.ends_with("_total") {
            "counter"
        } else if counts {
            "histogram"
        } else {
            "gauge"
        };
        if kind != Some(expected) {
            faults.push(format!("{text}: {name} is {kind:?}, not a {expected}"));
        }
    }
    if text.contains("histogram_quantile") && !(text.contains("_bucket") && grouped(text).contains(&"le".to_owned())) {
        faults.push(format!("{text}: a quantile needs buckets by le"));
    }
    faults
}

fn has(name: &str, scrape: &Scrape) -> bool {
    scrape.samples.iter().any(|sample| sample.metric == name)
}

/// The labels of a metric; of a histogram's buckets, `le` too.
fn labels_of(name: &str, scrape: &Scrape) -> BTreeSet<String> {
    let histogram = name.strip_suffix("_bucket");
    let mut labels = BTreeSet::new();
    for sample in &scrape.samples {
        let is_histogram = matches!(sample.value, Sampled::Histogram(_)) && Some(sample.metric.as_str()) == histogram;
        if sample.metric == name || is_histogram {
            labels.extend(sample.labels.keys().cloned());
            if is_histogram {
                labels.insert("le".to_owned());
            }
        }
    }
    labels
}

fn has_value(name: &str, label: &str, value: &str, scrape: &Scrape) -> bool {
    scrape.samples.iter().any(|sample| sample.metric == name && sample.labels.get(label) == Some(value))
}

/// `{a="b",c!="d"}`: the labels, with their values where they are to be equal.
fn matchers(behind: &str) -> Vec<(String, Option<String>)> {
    let Some(group) = behind.strip_prefix('{').and_then(|rest| rest.split('}').next()) else { return Vec::new() };
    let read = |part: &str| {
        let (label, value) = part.split_once('=').expect("a matcher");
        let value = value.trim_matches('"').to_owned();
        match label.strip_suffix('!') {
            Some(label) => (label.to_owned(), None),
            None => (label.to_owned(), Some(value)),
        }
    };
    group.split(',').map(read).collect()
}

/// The labels of `by (…)`.
fn grouped(text: &str) -> Vec<String> {
    let groups = text.split("by (").skip(1).filter_map(|rest| rest.split(')').next());
    groups.flat_map(|group| group.split(',').map(|label| label.trim().to_owned())).collect()
}

/// Has a Prometheus scrape the process and answer each query.
pub(super) async fn evaluate(queries: &[Query], target: &str, http: &reqwest::Client) {
    if !Command::new("prometheus")
        .arg("--version")
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
    {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "CI skips nothing, but there is no prometheus");
        eprintln!("skipped: there is no prometheus to evaluate the dashboard's queries");
        return;
    }
    let dir = tempfile::tempdir().expect("a directory");
    let settings = format!(
        "global: {{scrape_interval: 1s, scrape_timeout: 1s}}\nscrape_configs:\n  - job_name: tidewatch\n    static_configs:\n      - targets: [\"{target}\"]\n"
    );
    let file = dir.path().join("prometheus.yml");
    std::fs::write(&file, settings).expect("written");
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
    let mut command = Command::new("prometheus");
    command.arg(format!("--config.file={}", file.display()));
    command.arg(format!("--storage.tsdb.path={}", dir.path().join("data").display()));
    command.arg(format!("--web.listen-address=127.0.0.1:{port}"));
    let process = Process::spawn(command, dir.path(), "prometheus");
    let ask = async |query: &str| -> Option<Value> {
        let url = format!("http://127.0.0.1:{port}/api/v1/query");
        let answer = http.get(url).query(&[("query", query)]).send().await.ok()?;
        serde_json::from_str(&answer.text().await.ok()?).ok()
    };
    let scraped = eventually(PATIENCE, async || {
        let answer = ask("count_over_time(tidewatch_ready[1m])").await?;
        let count: f64 = answer["data"]["result"][0]["value"][1].as_str()?.parse().ok()?;
        (count >= 3.0).then_some(())
    });
    scraped.await.unwrap_or_else(|| panic!("no scrapes: {}", process.tail()));
    for query in queries {
        let answer = tokio::time::timeout(Duration::from_secs(10), ask(&query.text)).await.ok().flatten();
        let answer = answer.unwrap_or_else(|| panic!("no answer to {}", query.text));
        assert_eq!(answer["status"], "success", "{}: {answer}", query.text);
        let found = answer["data"]["result"].as_array().is_some_and(|result| !result.is_empty());
        assert_eq!(found, query.always, "{}: {answer}", query.text);
    }
    eprintln!("{} queries evaluated by Prometheus", queries.len());
}
