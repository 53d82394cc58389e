//! Groups, channels and roles in them: `promote, member, anonymous, topic, migrate, channel-post, mute`.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::{Body, Done, Problem, Sim};
use crate::sim::telegram::{Role, Status, TelegramSim};

pub(super) fn routes() -> Router<Arc<TelegramSim>> {
    Router::new()
        .route("/sim/promote", post(promote))
        .route("/sim/member", post(member))
        .route("/sim/anonymous", post(anonymous))
        .route("/sim/topic", post(topic))
        .route("/sim/migrate", post(migrate))
        .route("/sim/channel-post", post(channel_post))
        .route("/sim/mute", post(mute))
}

/// Somebody becomes something; without `user` it is the bot.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Become {
    chat: i64,
    #[serde(default)]
    user: Option<i64>,
    #[serde(default)]
    status: Option<Status>,
    /// What an administrator may do, or one who is restricted still may; the usual, where not given.
    #[serde(default)]
    rights: Option<Vec<String>>,
    #[serde(default)]
    by: Option<i64>,
}

async fn member(State(sim): Sim, body: Body<Become>) -> Done {
    let Json(change) = body?;
    let status = change.status.ok_or_else(|| Problem("a status is wanted".to_owned()))?;
    becomes(&sim, change, status)
}

async fn promote(State(sim): Sim, body: Body<Become>) -> Done {
    let Json(change) = body?;
    let status = change.status.unwrap_or(Status::Administrator);
    becomes(&sim, change, status)
}

fn becomes(sim: &TelegramSim, change: Become, status: Status) -> Done {
    let rights: Option<Vec<&str>> = change.rights.as_ref().map(|rights| rights.iter().map(String::as_str).collect());
    let role = Role { status, rights: rights.as_deref(), by: change.by };
    match change.user {
        Some(user) => sim.member_becomes(change.chat, user, role)?,
        None => sim.bot_becomes(change.chat, role)?,
    }
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Anonymous {
    chat: i64,
    user: i64,
    #[serde(default = "yes")]
    anonymous: bool,
    #[serde(default)]
    title: Option<String>,
}

const fn yes() -> bool {
    true
}

async fn anonymous(State(sim): Sim, body: Body<Anonymous>) -> Done {
    let Json(Anonymous { chat, user, anonymous, title }) = body?;
    sim.set_anonymous(chat, user, anonymous, title.as_deref())?;
    Ok(Json(json!({})))
}

/// A new topic by its name, or what becomes of one that is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    chat: i64,
    user: i64,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    thread: Option<i64>,
    #[serde(default)]
    action: Fate,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Fate {
    #[default]
    Create,
    Close,
    Reopen,
    Delete,
}

async fn topic(State(sim): Sim, body: Body<Topic>) -> Done {
    let Json(Topic { chat, user, name, thread, action }) = body?;
    let known = thread.ok_or_else(|| Problem("a thread is wanted".to_owned()));
    let thread = match action {
        Fate::Create => sim.topic_is_created(chat, user, name.as_deref().unwrap_or("Topic"))?,
        Fate::Close | Fate::Reopen => {
            let thread = known?;
            sim.topic_is_set(chat, user, thread, matches!(action, Fate::Reopen))?;
            thread
        }
        Fate::Delete => {
            let thread = known?;
            sim.topic_is_deleted(chat, thread)?;
            thread
        }
    };
    Ok(Json(json!({ "thread": thread })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Migrate {
    chat: i64,
    to: i64,
}

async fn migrate(State(sim): Sim, body: Body<Migrate>) -> Done {
    let Json(Migrate { chat, to }) = body?;
    sim.group_is_upgraded(chat, to)?;
    Ok(Json(json!({ "chat": to })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Post {
    chat: i64,
    text: String,
    #[serde(default)]
    signature: Option<String>,
}

async fn channel_post(State(sim): Sim, body: Body<Post>) -> Done {
    let Json(Post { chat, text, signature }) = body?;
    let id = sim.channel_posts(chat, &text, signature.as_deref())?;
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mute {
    chat: i64,
    #[serde(default = "yes")]
    muted: bool,
}

async fn mute(State(sim): Sim, body: Body<Mute>) -> Done {
    let Json(Mute { chat, muted }) = body?;
    sim.set_muted(chat, muted)?;
    Ok(Json(json!({})))
}
