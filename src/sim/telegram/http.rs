//! `/bot{token}/{method}`: from a request to its entry in the journal and its answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;

use super::answer::{Outcome, Refusal, Wire};
use super::faults::{Action, Probe};
use super::journal::Entry;
use super::params::{self, Files, Params, Typed};
use super::table::{self, Method};
use super::world::{Values, World, integer, text};
use super::{TelegramSim, real_delay};

pub(super) fn router(sim: &Arc<TelegramSim>) -> Router {
    Router::new()
        .route("/{bot}/{method}", get(call).post(call))
        .route("/file/{bot}/photos/{id}", get(file))
        .fallback(async || Wire::from(&Err(Refusal::new(404, "Not Found"))))
        .layer(DefaultBodyLimit::max(params::MAX_BODY))
        .with_state(Arc::clone(sim))
}

async fn call(
    State(sim): State<Arc<TelegramSim>>,
    Path((bot, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    let _flight = Flight::new(&sim.in_flight);
    let Some(token) = bot.strip_prefix("bot") else {
        return Wire::from(&Err(Refusal::new(404, "Not Found"))).into_response();
    };
    if sim.token.as_ref().is_some_and(|known| known != token) {
        return sim.turn_away(&method, Refusal::new(401, "Unauthorized")).into_response();
    }
    let Some(method) = table::method(&method) else {
        return sim.turn_away(&method, Refusal::new(404, "Not Found: method not found")).into_response();
    };
    let params = match Params::read(request).await {
        Ok(params) => params.typed(method),
        Err(refusal) => return sim.turn_away(method.name, refusal).into_response(),
    };
    let latency = if method.name == "getUpdates" { Duration::ZERO } else { sim.latency };
    real_delay(latency / 2).await;
    let wire = sim.serve(method, params).await;
    sim.start_webhook();
    real_delay(latency / 2).await;
    wire.into_response()
}

/// The bytes of a photo.
async fn file(State(sim): State<Arc<TelegramSim>>, Path((bot, id)): Path<(String, String)>) -> Response {
    let known = bot.strip_prefix("bot").is_some_and(|token| sim.token.as_ref().is_none_or(|known| known == token));
    match sim.file(&id).filter(|_| known) {
        Some(picture) => ([(CONTENT_TYPE, picture.mime)], picture.bytes).into_response(),
        None => Wire::from(&Err(Refusal::new(404, "Not Found"))).into_response(),
    }
}

/// Counts a request while it is being answered, also when its client goes away.
struct Flight<'a>(&'a AtomicUsize);

impl<'a> Flight<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl TelegramSim {
    /// Answers a request that never reached a method.
    fn turn_away(&self, method: &str, refusal: Refusal) -> Wire {
        let outcome = Err(refusal);
        let wire = Wire::from(&outcome);
        let about = About { method, chat: None, params: Values::new(), fault: None };
        self.world().note(about, &outcome, wire.status());
        wire
    }

    /// Plays the faults, runs the method and notes both.
    async fn serve(&self, method: &Method, params: Typed) -> Wire {
        let Typed { values, files, objection } = params;
        let (plan, chat, strict) = {
            let mut world = self.world();
            let chat = world.chat_of(&values);
            let probe = Probe { method: method.name, chat, text: caption_or_text(&values) };
            (world.faults.plan(&probe), chat, world.strict)
        };
        real_delay(plan.delay).await;
        let fault = plan.action.as_ref().map(Action::name);
        let about = About { method: method.name, chat, params: values.clone(), fault };
        if let Some(instead) = plan.action.as_ref().and_then(Action::instead) {
            return self.play(about, instead);
        }
        let afterwards = plan.action.as_ref().and_then(Action::afterwards);
        let answer = |outcome: &Outcome| afterwards.unwrap_or_else(|| Wire::from(outcome));
        let wire = match objection.filter(|_| strict) {
            Some(objection) => self.finish(about, &Err(objection), answer),
            None if method.name == "getUpdates" => {
                let outcome = self.poll(&values).await;
                self.finish(about, &outcome, answer)
            }
            None => self.run(about, &values, &files, answer),
        };
        if let Some(Action::DelayAnswer { ms }) = plan.action {
            real_delay(Duration::from_millis(ms)).await;
        }
        wire
    }

    /// Effect and entry in one step: the journal's order is the order of effects.
    fn run(&self, about: About<'_>, values: &Values, files: &Files, answer: impl FnOnce(&Outcome) -> Wire) -> Wire {
        let mut world = self.world();
        let outcome = world.run(about.method, values, files);
        let wire = answer(&outcome);
        world.note(about, &outcome, wire.status());
        wire
    }

    fn finish(&self, about: About<'_>, outcome: &Outcome, answer: impl FnOnce(&Outcome) -> Wire) -> Wire {
        let wire = answer(outcome);
        self.world().note(about, outcome, wire.status());
        wire
    }

    /// A fault instead of the method.
    fn play(&self, about: About<'_>, instead: Result<Wire, Refusal>) -> Wire {
        let (wire, outcome) = match instead {
            Ok(wire) => {
                let text = format!("not accepted: {}", about.fault.unwrap_or_default());
                let refusal = Refusal::new(wire.status().unwrap_or_default(), text);
                (wire, Err(refusal))
            }
            Err(refusal) => {
                let outcome = Err(refusal);
                (Wire::from(&outcome), outcome)
            }
        };
        self.world().note(about, &outcome, wire.status());
        wire
    }
}

/// What an entry says about a request besides its outcome.
struct About<'a> {
    method: &'a str,
    chat: Option<i64>,
    params: Values,
    fault: Option<&'static str>,
}

impl World {
    fn note(&mut self, about: About<'_>, outcome: &Outcome, status: Option<u16>) {
        let result = outcome.as_ref().ok();
        let message_id = result.and_then(|message| message.get("message_id")).and_then(Value::as_i64);
        let text = result.and_then(|message| message.get("text").or_else(|| message.get("caption")));
        let text = text.and_then(Value::as_str).map(str::to_owned);
        let entry = Entry {
            seq: 0,
            at: self.now(),
            method: about.method.to_owned(),
            chat: about.chat,
            accepted: outcome.is_ok(),
            status,
            description: outcome.as_ref().err().map(|refusal| refusal.description.clone()),
            params: about.params,
            message_id,
            text,
            fault: about.fault,
        };
        self.journal.push(entry);
    }

    /// The chat that a request concerns: by `chat_id`, or the chat of the pressed button.
    fn chat_of(&self, values: &Values) -> Option<i64> {
        integer(values, "chat_id").or_else(|| self.queries.chat(text(values, "callback_query_id")))
    }
}

fn caption_or_text(values: &Values) -> &str {
    if values.contains_key("text") { text(values, "text") } else { text(values, "caption") }
}
