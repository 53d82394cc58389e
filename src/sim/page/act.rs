//! What a visitor does: writes, presses, and plays with the clock. Refusals are one line of text.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Page;
use crate::clock::Pace;
use crate::sim::telegram::SimError;

/// What Telegram's apps send as one message, in UTF-16 units.
const MAX_TEXT: usize = 4096;

type Body<T> = Result<Json<T>, JsonRejection>;
type Done = Result<Json<Value>, (StatusCode, String)>;

pub(super) fn router(page: &Arc<Page>) -> Router {
    Router::new()
        .route("/page/say", post(say))
        .route("/page/press", post(press))
        .route("/page/clock", post(clock))
        .with_state(Arc::clone(page))
}

fn refusal(text: impl std::fmt::Display) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, format!("{text}\n"))
}

/// The body, as JSON and said to be so.
fn read<T>(body: Body<T>) -> Result<T, (StatusCode, String)> {
    body.map(|Json(body)| body).map_err(|error| (error.status(), error.body_text() + "\n"))
}

fn done<T>(result: Result<T, SimError>) -> Done {
    result.map(|_| Json(json!({}))).map_err(refusal)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    chat: i64,
    text: String,
}

async fn say(State(page): State<Arc<Page>>, body: Body<Say>) -> Done {
    let Say { chat, text } = read(body)?;
    page.known(chat)?;
    // As the apps do it: white space at both ends is not sent.
    let text = text.trim();
    match text.encode_utf16().count() {
        0 => Err(refusal("an empty message is not sent")),
        1..=MAX_TEXT => done(page.telegram.person_says(chat, text)),
        _ => Err(refusal("a message is no longer than 4,096 characters")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Press {
    chat: i64,
    message: i64,
    data: String,
}

async fn press(State(page): State<Arc<Page>>, body: Body<Press>) -> Done {
    let Press { chat, message, data } = read(body)?;
    page.known(chat)?;
    done(page.telegram.person_presses(chat, message, &data))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Play {
    /// A number of times real time, or `max`.
    speed: Option<String>,
    paused: Option<bool>,
}

async fn clock(State(page): State<Arc<Page>>, body: Body<Play>) -> Done {
    let Play { speed, paused } = read(body)?;
    let pace = speed.map(|speed| speed.parse::<Pace>()).transpose().map_err(refusal)?;
    page.remote.choose(pace, paused);
    Ok(Json(json!({})))
}

impl Page {
    /// Only the chats that are shown.
    fn known(&self, chat: i64) -> Result<(), (StatusCode, String)> {
        let known = self.readers.iter().any(|reader| reader.chat == chat);
        if known { Ok(()) } else { Err(refusal(SimError::NoSuchChat(chat))) }
    }
}
