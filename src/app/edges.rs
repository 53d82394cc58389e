//! Where rooms meet: the Bot API behind delivery, words behind delivery and bot, the board behind /status.

use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::alert::Alert;
use crate::board::Board;
use crate::board::build::{self, Known};
use crate::bot::{Boards, BotWords, Reply};
use crate::calendar::Calendar;
use crate::delivery::{Api, Marks, Words};
use crate::ingest::{self, Ingest};
use crate::lang::Lang;
use crate::render::{Html, Renderer};
use crate::rule::RuleBook;
use crate::store::{Store, StoreError};
use crate::telegram::{Client, Outcome, Request};
use crate::telemetry::chain;

/// The Bot API as delivery sees it.
pub struct TelegramApi(pub Client);

impl Api for TelegramApi {
    fn call(&self, request: Request) -> impl Future<Output = Outcome> + Send {
        let client = self.0.clone();
        async move { client.call(&request).await }
    }
}

/// The renderer as delivery and bot see it.
pub struct Speech(Renderer);

impl Speech {
    /// Words by that renderer.
    #[must_use]
    pub const fn new(renderer: Renderer) -> Self {
        Self(renderer)
    }
}

impl Words for Speech {
    fn alert(&self, lang: Lang, alert: &Alert, marks: Marks) -> Result<String, String> {
        self.0.alert(lang, alert, marks).map(Html::into_string).map_err(|error| chain(&error))
    }

    fn plain(&self, html: &str) -> String {
        Html::from_rendered(html.to_owned()).plain()
    }
}

impl BotWords for Speech {
    fn reply(&self, lang: Lang, reply: &Reply) -> Result<String, String> {
        self.0.reply(lang, reply).map(Html::into_string).map_err(|error| chain(&error))
    }

    fn command(&self, lang: Lang, name: &str) -> String {
        self.0.command(lang, name).unwrap_or_else(|_| name.to_owned())
    }
}

/// Where /status gets its figures.
pub struct BoardRoom {
    /// What is known.
    pub ingest: Ingest,
    /// How the sources are.
    pub store: Store,
    /// What comes next.
    pub calendar: Arc<Calendar>,
    /// The rules.
    pub book: Arc<RuleBook>,
}

impl Boards for BoardRoom {
    async fn board(&self, now: DateTime<Utc>) -> Result<Board, StoreError> {
        let sources = self.store.source_ages().await?;
        let next = ingest::next_events(&self.calendar, now);
        let calendar = &self.calendar;
        let board = self.ingest.look(|knowledge| {
            let known = Known {
                history: &knowledge.history,
                states: &knowledge.states,
                book: &self.book,
                unread_meeting: ingest::unread_meeting(calendar, knowledge.rates_confirmed, now),
                sources,
                next,
            };
            build::board(known, now)
        });
        Ok(board.await)
    }
}
