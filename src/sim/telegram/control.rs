//! `/sim/…`: the stand-in's controls for other processes. Refusals are 400 with one line of text.
//!
//! People: [`people`]; groups, channels and roles in them: [`groups`]; here: updates, faults and what is seen.

mod groups;
mod people;

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ChatChanges, ChatView, Fault, SimError, TelegramSim};

type Sim = State<Arc<TelegramSim>>;
/// A body that may be wrong.
type Body<T> = Result<Json<T>, JsonRejection>;
type Done = Result<Json<Value>, Problem>;

pub(super) fn router(sim: &Arc<TelegramSim>) -> Router {
    Router::new()
        .route("/sim/update", post(update))
        .route("/sim/fault", post(fault).delete(clear_faults))
        .route("/sim/journal", get(journal))
        .route("/sim/chats", get(chats))
        .route("/sim/changes", get(changes))
        .route("/sim/state", get(state))
        .merge(people::routes())
        .merge(groups::routes())
        .with_state(Arc::clone(sim))
}

/// What was wrong with a control request.
struct Problem(String);

impl IntoResponse for Problem {
    fn into_response(self) -> axum::response::Response {
        (StatusCode::BAD_REQUEST, self.0 + "\n").into_response()
    }
}

impl From<JsonRejection> for Problem {
    fn from(error: JsonRejection) -> Self {
        Self(error.body_text())
    }
}

impl From<SimError> for Problem {
    fn from(error: SimError) -> Self {
        Self(error.to_string())
    }
}

/// An update of any kind, also one that no client knows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnyUpdate {
    update: String,
    payload: Value,
}

async fn update(State(sim): Sim, body: Body<AnyUpdate>) -> Done {
    let Json(AnyUpdate { update, payload }) = body?;
    sim.inject_update(&update, payload);
    Ok(Json(json!({})))
}

async fn fault(State(sim): Sim, body: Body<Fault>) -> Done {
    let Json(fault) = body?;
    sim.fault(fault);
    Ok(Json(json!({})))
}

async fn clear_faults(State(sim): Sim) -> Json<Value> {
    sim.clear_faults();
    Json(json!({}))
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

/// JSON lines.
async fn journal(State(sim): Sim, Query(After { after }): Query<After>) -> impl IntoResponse {
    let mut lines = String::new();
    for entry in sim.journal_after(after) {
        lines.extend(serde_json::to_string(&entry));
        lines.push('\n');
    }
    ([(header::CONTENT_TYPE, "application/x-ndjson")], lines)
}

async fn chats(State(sim): Sim) -> Json<Vec<ChatView>> {
    Json(sim.chats())
}

#[derive(Deserialize)]
struct Since {
    chat: i64,
    #[serde(default)]
    since: u64,
}

/// What changed in a chat after a version.
async fn changes(State(sim): Sim, Query(Since { chat, since }): Query<Since>) -> Result<Json<ChatChanges>, Problem> {
    Ok(Json(sim.chat_since(chat, since).ok_or(SimError::NoSuchChat(chat))?))
}

async fn state(State(sim): Sim) -> Json<Value> {
    let (in_flight, pending_updates) = (sim.in_flight(), sim.pending_updates());
    let world = sim.world();
    Json(json!({
        "now": world.now(),
        "in_flight": in_flight,
        "pending_updates": pending_updates,
        "journal": world.journal.last_seq(),
        "faults": world.faults.armed(),
    }))
}
