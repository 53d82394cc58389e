//! `GET /page/chats`: what has changed since the page last looked.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::heard::Notice;
use super::remote::Shown;
use super::{Page, Reader};
use crate::sim::telegram::MessageView;

/// Where nothing changes, the page still wants to know what time it is.
const HOLD: Duration = Duration::from_millis(500);

pub(super) fn router(page: &Arc<Page>) -> Router {
    Router::new().route("/page/chats", get(chats)).route("/page/photo/{file}", get(photo)).with_state(Arc::clone(page))
}

/// What the page has.
#[derive(Deserialize)]
struct Since {
    /// The version of the chats; 0: nothing yet.
    #[serde(default)]
    since: u64,
    /// How far it has heard of notices.
    seen: Option<u64>,
}

#[derive(Serialize)]
struct Look {
    version: u64,
    seen: u64,
    clock: Shown,
    chats: Vec<Chat>,
    notices: Vec<Notice>,
}

#[derive(Serialize)]
struct Chat {
    id: i64,
    name: &'static str,
    lang: &'static str,
    /// As Telegram's menu lists them.
    commands: Vec<Value>,
    /// New or changed ones, as they stand.
    messages: Vec<MessageView>,
    deleted: Vec<i64>,
}

async fn chats(State(page): State<Arc<Page>>, Query(Since { since, seen }): Query<Since>) -> Json<Look> {
    let mut versions = page.telegram.follow();
    if since > 0 {
        // A page of an earlier demo may know of a later version: it waits, and is told this one's.
        drop(tokio::time::timeout(HOLD, versions.wait_for(|version| *version > since)).await);
    }
    // Read before the chats: what comes in between is told again, never missed.
    let version = *versions.borrow_and_update();
    let (notices, heard) = page.heard.notices(&page.telegram, seen);
    let chats = page.readers.iter().filter_map(|reader| page.chat(reader, since)).collect();
    Json(Look { version, seen: heard, clock: page.remote.shown(), chats, notices })
}

impl Page {
    fn chat(&self, reader: &Reader, since: u64) -> Option<Chat> {
        let changes = self.telegram.chat_since(reader.chat, since)?;
        Some(Chat {
            id: reader.chat,
            commands: self.telegram.commands_seen(reader.chat, reader.chat).unwrap_or_default(),
            name: reader.name,
            lang: reader.lang,
            messages: changes.messages,
            deleted: changes.deleted,
        })
    }
}

async fn photo(State(page): State<Arc<Page>>, Path(file): Path<String>) -> Response {
    match page.telegram.file(&file) {
        Some(picture) => ([(header::CONTENT_TYPE, picture.mime)], picture.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
