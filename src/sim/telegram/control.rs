//! `/sim/…`: the stand-in's controls for other processes. Refusals are 400 with one line of text.
//!
//! `POST chat, say, press, block, unblock, reach, update, fault`; `DELETE fault`; `GET journal?after=SEQ, chats, state`.

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ChatKind, ChatView, Fault, Reach, SimError, TelegramSim};

type Sim = State<Arc<TelegramSim>>;
/// A body that may be wrong.
type Body<T> = Result<Json<T>, JsonRejection>;
type Done = Result<Json<Value>, Problem>;

pub(super) fn router(sim: &Arc<TelegramSim>) -> Router {
    Router::new()
        .route("/sim/chat", post(chat))
        .route("/sim/say", post(say))
        .route("/sim/press", post(press))
        .route("/sim/block", post(block))
        .route("/sim/unblock", post(unblock))
        .route("/sim/reach", post(reach))
        .route("/sim/update", post(update))
        .route("/sim/fault", post(fault).delete(clear_faults))
        .route("/sim/journal", get(journal))
        .route("/sim/chats", get(chats))
        .route("/sim/state", get(state))
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewChat {
    id: i64,
    #[serde(default = "private")]
    kind: ChatKind,
    /// The person's first name, or the group's title.
    #[serde(alias = "first_name", default)]
    title: String,
    #[serde(default)]
    language_code: Option<String>,
}

fn private() -> ChatKind {
    ChatKind::Private
}

async fn chat(State(sim): Sim, body: Body<NewChat>) -> Done {
    let Json(chat) = body?;
    match chat.kind {
        ChatKind::Private => sim.private_chat(chat.id, &chat.title, chat.language_code.as_deref()),
        kind => sim.group_chat(chat.id, kind, &chat.title),
    }
    Ok(Json(json!({ "chat": chat.id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    chat: i64,
    text: String,
    #[serde(default)]
    user: Option<i64>,
    #[serde(default)]
    thread: Option<i64>,
}

async fn say(State(sim): Sim, body: Body<Say>) -> Done {
    let Json(say) = body?;
    let id = sim.member_says(say.chat, say.user.unwrap_or(say.chat), &say.text, say.thread)?;
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Press {
    chat: i64,
    message_id: i64,
    data: String,
    #[serde(default)]
    user: Option<i64>,
}

async fn press(State(sim): Sim, body: Body<Press>) -> Done {
    let Json(press) = body?;
    let user = press.user.unwrap_or(press.chat);
    let id = sim.member_presses(press.chat, user, press.message_id, &press.data)?;
    Ok(Json(json!({ "callback_query_id": id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InChat {
    chat: i64,
}

async fn block(State(sim): Sim, body: Body<InChat>) -> Done {
    sim.person_blocks(body?.chat)?;
    Ok(Json(json!({})))
}

async fn unblock(State(sim): Sim, body: Body<InChat>) -> Done {
    sim.person_unblocks(body?.chat)?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetReach {
    chat: i64,
    reach: Reach,
}

async fn reach(State(sim): Sim, body: Body<SetReach>) -> Done {
    let Json(SetReach { chat, reach }) = body?;
    sim.set_reach(chat, reach)?;
    Ok(Json(json!({})))
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
