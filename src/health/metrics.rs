//! `/metrics`: a registry made for each scrape, so that what is gone leaves no stale line.

use std::sync::atomic::AtomicU64;

use chrono::{DateTime, Utc};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::{Figures, Health, State};
use crate::alert::Severity;
use crate::board::Board;
use crate::board::operator::{QueueLine, SourceLine, SubscriberLine};
use crate::store::StoreError;

type Whole<L> = Family<L, Gauge>;
type Real<L> = Family<L, Gauge<f64, AtomicU64>>;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Build {
    version: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct LaneState {
    lane: &'static str,
    state: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Lane {
    lane: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Source {
    source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SourceState {
    source: String,
    state: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Rule {
    rule: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RuleState {
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Subscribers {
    state: String,
    kind: String,
    language: String,
}

impl<F: Figures> Health<F> {
    /// Everything that is counted and read, as `OpenMetrics` text.
    ///
    /// # Errors
    /// The database's own.
    pub async fn metrics(&self) -> Result<String, StoreError> {
        let (store, now) = (&self.parts.store, self.parts.clock.now());
        self.latency.look(store, &self.parts.calendar, now).await?;
        let mut registry = Registry::with_prefix("tidewatch");
        self.process(&mut registry).await?;
        self.events(&mut registry);
        queue(&mut registry, &store.queue().await?, now);
        let inbox = store.inbox_line().await?;
        gauge(&mut registry, "inbox_updates", "Updates that wait for their handler", inbox.rows);
        let oldest = ConstGauge::new(age(inbox.oldest, now));
        registry.register_with_unit("inbox_oldest", "Age of the oldest of them", Unit::Seconds, oldest);
        subscribers(&mut registry, store.subscriber_lines().await?);
        sources(&mut registry, store.source_lines().await?, now);
        rules(&mut registry, &self.parts.figures.board(now).await?);
        let mut text = String::new();
        // Writing to a String does not fail.
        encode(&mut text, &registry).unwrap_or_default();
        Ok(text)
    }

    async fn process(&self, registry: &mut Registry) -> Result<(), StoreError> {
        let ready = self.ready().await.iter().all(|check| check.state != State::Fail);
        let paused = self.parts.store.paused_since().await?.is_some();
        let build = Build { version: env!("CARGO_PKG_VERSION").to_owned() };
        registry.register("build", "The program's version", Info::new(build));
        let started = ConstGauge::new(millis_as_seconds(self.started));
        registry.register_with_unit(
            "process_start_time",
            "When the process started, since 1970",
            Unit::Seconds,
            started,
        );
        gauge(registry, "ready", "1 where /readyz says so", i64::from(ready));
        gauge(registry, "alerts_paused", "1 while alerts wait by the operator's wish", i64::from(paused));
        gauge(registry, "epoch", "The epoch that delivery writes under", self.parts.epoch);
        Ok(())
    }

    fn events(&self, registry: &mut Registry) {
        let stats = &self.parts.stats;
        registry.register("telegram_requests", "Requests to the Bot API", stats.requests.clone());
        registry.register("updates", "Updates by how their handling ended", stats.updates.clone());
        let handlers = stats.handlers.clone();
        registry.register_with_unit("handler", "What the handling of an update took", Unit::Seconds, handlers);
        registry.register("delivery_attempts", "Ends of attempts to deliver", stats.outcomes.clone());
        registry.register("source_polls", "Looks at sources by what they brought", stats.polls.clone());
        let (published, decided) = (self.latency.published.clone(), self.latency.decided.clone());
        let help = "From publication to the first and the last accepted message of an alert";
        registry.register_with_unit("publication_to_message", help, Unit::Seconds, published);
        let help = "From decision to the first and the last accepted message of an alert";
        registry.register_with_unit("decision_to_message", help, Unit::Seconds, decided);
    }
}

fn queue(registry: &mut Registry, lines: &[QueueLine], now: DateTime<Utc>) {
    let (rows, oldest) = (Whole::<LaneState>::default(), Real::<Lane>::default());
    for (code, lane) in LANES {
        // A lane without rows is a zero, not a gap.
        for state in ["pending", "claimed", "sending"] {
            let found = lines.iter().find(|line| line.lane == code && line.state == state);
            let labels = LaneState { lane, state: state.to_owned() };
            rows.get_or_create(&labels).set(found.map_or(0, |line| line.rows));
        }
        let first = lines.iter().filter(|line| line.lane == code).filter_map(|line| line.oldest).min();
        oldest.get_or_create(&Lane { lane }).set(age(first, now));
    }
    registry.register("queue_rows", "Rows of the outbox that are not done", rows);
    let help = "How long the oldest of them has been due; 0 where nothing waits";
    registry.register_with_unit("queue_oldest", help, Unit::Seconds, oldest);
}

/// `delivery::Lane` by its number in the database, which metrics name as the design does.
const LANES: [(i64, &str); 5] = [(-1, "answer"), (0, "reply"), (1, "urgent"), (2, "normal"), (3, "digest")];

fn subscribers(registry: &mut Registry, lines: Vec<SubscriberLine>) {
    let family = Whole::<Subscribers>::default();
    for SubscriberLine { state, kind, lang, rows } in lines {
        family.get_or_create(&Subscribers { state, kind, language: lang }).set(rows);
    }
    registry.register("subscribers", "Chats by standing, kind and language", family);
}

fn sources(registry: &mut Registry, lines: Vec<SourceLine>, now: DateTime<Utc>) {
    let (ages, states) = (Real::<Source>::default(), Whole::<SourceState>::default());
    let rejected = Whole::<Source>::default();
    for SourceLine { source, state, accepted_at, rejected: bodies, .. } in lines {
        if accepted_at.is_some() {
            ages.get_or_create(&Source { source: source.clone() }).set(age(accepted_at, now));
        }
        rejected.get_or_create(&Source { source: source.clone() }).set(bodies);
        states.get_or_create(&SourceState { source, state }).set(1);
    }
    registry.register_with_unit("source_age", "Since the last good page with news", Unit::Seconds, ages);
    registry.register("source_state", "1 for the state that a source is in", states);
    registry.register("source_rejected_bodies", "Bodies rejected since the database is there", rejected);
}

fn rules(registry: &mut Registry, board: &Board) {
    let (states, dormant) = (Whole::<RuleState>::default(), Whole::<Rule>::default());
    for state in [Severity::Normal, Severity::Info, Severity::Notable, Severity::Critical] {
        states.get_or_create(&RuleState { state: state.as_str() }).set(0);
    }
    for rule in &board.rules {
        states.get_or_create(&RuleState { state: rule.severity.as_str() }).inc();
        dormant.get_or_create(&Rule { rule: rule.rule.clone() }).set(i64::from(rule.dormant.is_some()));
    }
    registry.register("rules", "Rules by their level", states);
    registry.register("rule_dormant", "1 where a rule lacks its figures", dormant);
}

fn gauge(registry: &mut Registry, name: &str, help: &str, value: i64) {
    registry.register(name, help, ConstGauge::new(value));
}

fn age(since: Option<DateTime<Utc>>, now: DateTime<Utc>) -> f64 {
    since.map_or(0.0, |since| (now - since).to_std().unwrap_or_default().as_secs_f64())
}

fn millis_as_seconds(at: DateTime<Utc>) -> f64 {
    (at - DateTime::UNIX_EPOCH).to_std().unwrap_or_default().as_secs_f64()
}
