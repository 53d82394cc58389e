//! What people do in their chats: `chat, person, say, press, block, unblock, reach`.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::{Body, Done, Sim};
use crate::sim::telegram::{ChatKind, Reach, TelegramSim, Words};

pub(super) fn routes() -> Router<Arc<TelegramSim>> {
    Router::new()
        .route("/sim/chat", post(chat))
        .route("/sim/person", post(person))
        .route("/sim/say", post(say))
        .route("/sim/press", post(press))
        .route("/sim/block", post(block))
        .route("/sim/unblock", post(unblock))
        .route("/sim/reach", post(reach))
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
    /// A group or channel in which the bot is not yet.
    #[serde(default)]
    without_bot: bool,
}

fn private() -> ChatKind {
    ChatKind::Private
}

async fn chat(State(sim): Sim, body: Body<NewChat>) -> Done {
    let Json(chat) = body?;
    match chat.kind {
        ChatKind::Private => sim.private_chat(chat.id, &chat.title, chat.language_code.as_deref()),
        kind if chat.without_bot => sim.foreign_chat(chat.id, kind, &chat.title),
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
    /// The message that it replies to.
    #[serde(default)]
    reply_to: Option<i64>,
}

async fn say(State(sim): Sim, body: Body<Say>) -> Done {
    let Json(say) = body?;
    let words = Words { text: &say.text, thread: say.thread, reply_to: say.reply_to };
    let id = sim.says(say.chat, say.user.unwrap_or(say.chat), &words)?;
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
    /// Also a button that is gone, as an app that has not heard of it shows it.
    #[serde(default)]
    stale: bool,
}

async fn press(State(sim): Sim, body: Body<Press>) -> Done {
    let Json(press) = body?;
    let user = press.user.unwrap_or(press.chat);
    let id = if press.stale {
        sim.member_presses_stale(press.chat, user, press.message_id, &press.data)?
    } else {
        sim.member_presses(press.chat, user, press.message_id, &press.data)?
    };
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

/// A person without a chat with the bot, to be a member of groups.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPerson {
    id: i64,
    first_name: String,
    #[serde(default)]
    language_code: Option<String>,
}

async fn person(State(sim): Sim, body: Body<NewPerson>) -> Done {
    let Json(person) = body?;
    sim.person(person.id, &person.first_name, person.language_code.as_deref());
    Ok(Json(json!({})))
}
