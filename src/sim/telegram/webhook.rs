//! Webhooks: one address to which updates are pushed instead of being polled for.
//!
//! The stand-in also takes plain HTTP, but only to loopback, and there any port. Not modelled: a method
//! call in the webhook's answer, own certificates.

use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use url::{Host, Url};

use super::TelegramSim;
use super::answer::{Outcome, Refusal};
use super::world::{Values, World, flag, integer, kinds, text};
use crate::clock::Bell;

/// How long the webhook may take to answer, in real time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where updates go.
#[derive(Debug)]
pub(super) struct Webhook {
    url: Url,
    secret: String,
    connections: usize,
    last_error: Option<(DateTime<Utc>, String)>,
    /// Rung when there is something to push, and when it is over.
    bell: Bell,
    /// Whether its task runs.
    started: bool,
}

impl World {
    pub(super) fn set_webhook(&mut self, params: &Values) -> Outcome {
        if text(params, "url").is_empty() {
            return Ok(self.delete_webhook(params));
        }
        let url = address(text(params, "url"))?;
        let secret = text(params, "secret_token").to_owned();
        if secret.len() > 256 {
            return Err(Refusal::bad("secret token is too long"));
        }
        if !secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) {
            return Err(Refusal::bad("secret token contains unallowed characters"));
        }
        self.delete_webhook(params);
        self.queue.allow(kinds(params));
        self.queue.end_polls();
        let connections = integer(params, "max_connections").unwrap_or(40).clamp(1, 100);
        let connections = usize::try_from(connections).unwrap_or(40);
        let bell = self.clock.bell();
        self.webhook = Some(Webhook { url, secret, connections, last_error: None, bell, started: false });
        Ok(json!(true))
    }

    pub(super) fn delete_webhook(&mut self, params: &Values) -> Value {
        if flag(params, "drop_pending_updates") {
            self.queue.clear();
        }
        if let Some(webhook) = self.webhook.take() {
            webhook.bell.ring();
        }
        json!(true)
    }

    pub(super) fn webhook_info(&self) -> Value {
        let mut info = json!({ "url": "", "has_custom_certificate": false, "pending_update_count": self.queue.len() });
        if !self.queue.allowed().is_empty() {
            info["allowed_updates"] = json!(self.queue.allowed());
        }
        let Some(webhook) = &self.webhook else { return info };
        info["url"] = json!(webhook.url);
        info["max_connections"] = json!(webhook.connections);
        if let Some((at, message)) = &webhook.last_error {
            info["last_error_date"] = json!(at.timestamp());
            info["last_error_message"] = json!(message);
        }
        info
    }

    /// Refuses a poll while there is a webhook.
    pub(super) fn may_poll(&self) -> Result<(), Refusal> {
        let text = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
        if self.webhook.is_some() { Err(Refusal::new(409, text)) } else { Ok(()) }
    }

    pub(super) fn ring_webhook(&self) {
        if let Some(webhook) = &self.webhook {
            webhook.bell.ring();
        }
    }
}

/// Telegram wants HTTPS at one of four ports; loopback may be plain and anywhere.
fn address(text: &str) -> Result<Url, Refusal> {
    let url = Url::parse(text).map_err(|_| Refusal::bad("invalid webhook URL specified"))?;
    let local = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => return Err(Refusal::bad("invalid webhook URL specified")),
    };
    match url.scheme() {
        "http" | "https" if local => Ok(url),
        "https" if [443, 80, 88, 8443].contains(&url.port_or_known_default().unwrap_or_default()) => Ok(url),
        "https" => Err(Refusal::bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")),
        _ => Err(Refusal::bad("bad webhook: An HTTPS URL must be provided for webhook")),
    }
}

/// What is pushed at one time.
struct Round {
    url: Url,
    secret: String,
    updates: Vec<(i64, Value)>,
    next: Option<DateTime<Utc>>,
}

impl TelegramSim {
    /// Starts the task of a webhook that was just set.
    pub(super) fn start_webhook(self: &Arc<Self>) {
        let mut world = self.world();
        let Some(webhook) = world.webhook.as_mut().filter(|webhook| !webhook.started) else { return };
        webhook.started = true;
        let bell = webhook.bell.clone();
        let worker = world.clock.worker();
        drop(world);
        tokio::spawn(push_all(Arc::downgrade(self), worker, bell));
    }

    /// What is due, if the webhook with this bell is still the one that is set.
    fn round(&self, bell: &Bell) -> Option<Round> {
        let mut world = self.world();
        let now = world.now();
        let webhook = world.webhook.as_ref().filter(|webhook| webhook.bell.is(bell))?;
        let (url, secret, connections) = (webhook.url.clone(), webhook.secret.clone(), webhook.connections);
        Some(Round { url, secret, updates: world.queue.due(connections, now), next: world.queue.next_due() })
    }

    fn settle(&self, id: i64, result: Result<(), String>) {
        let mut world = self.world();
        let now = world.now();
        match result {
            Ok(()) => world.queue.taken(id),
            Err(error) => {
                world.queue.failed(id, now);
                if let Some(webhook) = &mut world.webhook {
                    webhook.last_error = Some((now, error));
                }
            }
        }
    }
}

/// Pushes until the webhook is deleted or replaced.
async fn push_all(sim: Weak<TelegramSim>, mut worker: crate::clock::Worker, bell: Bell) {
    let Ok(http) = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build() else {
        tracing::error!("no HTTP client for the webhook");
        return;
    };
    loop {
        let Some(strong) = sim.upgrade() else { return };
        let Some(round) = strong.round(&bell) else { return };
        if round.updates.is_empty() {
            drop(strong);
            worker.park(round.next, &bell).await;
            continue;
        }
        let push = |(id, update): &(i64, Value)| {
            let request = http.post(round.url.clone()).header("Content-Type", "application/json");
            let request = match round.secret.as_str() {
                "" => request,
                secret => request.header("X-Telegram-Bot-Api-Secret-Token", secret),
            };
            let (id, request) = (*id, request.body(update.to_string()));
            async move { (id, said(request.send().await)) }
        };
        let results = futures_util::future::join_all(round.updates.iter().map(push)).await;
        results.into_iter().for_each(|(id, result)| strong.settle(id, result));
    }
}

/// `last_error_message`, unless the webhook answered with 2xx.
fn said(answer: reqwest::Result<reqwest::Response>) -> Result<(), String> {
    match answer {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(format!("Wrong response from the webhook: {}", answer.status())),
        Err(error) if error.is_connect() => Err("Connection refused".to_owned()),
        Err(error) if error.is_timeout() => Err("Read timeout expired".to_owned()),
        Err(_) => Err("Webhook connection closed".to_owned()),
    }
}
