//! Where rooms meet: the Bot API behind delivery, words behind delivery and bot, the board behind /status.

use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::alert::Alert;
use crate::board::Board;
use crate::board::answers::{FomcBoard, H41Board, HistoryBoard, NextBoard, RepoBoard, Why};
use crate::board::build::{self, Known};
use crate::bot::{Boards, BotWords, Question, Reply};
use crate::calendar::Calendar;
use crate::clock::ny;
use crate::delivery::{Api, Marks, Words};
use crate::ingest::{self, Ingest, Knowledge};
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

    fn topic_gone(&self, lang: Lang) -> Result<String, String> {
        self.0.topic_gone(lang).map(Html::into_string).map_err(|error| chain(&error))
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

    fn description(&self, lang: Lang, short: bool) -> String {
        self.0.description(lang, short).unwrap_or_default()
    }
}

/// Where commands get their figures.
pub struct BoardRoom {
    /// What is known.
    pub ingest: Ingest,
    /// How the sources are, what was told, and the ledger.
    pub store: Store,
    /// What comes next.
    pub calendar: Arc<Calendar>,
    /// The rules.
    pub book: Arc<RuleBook>,
}

impl BoardRoom {
    /// The first meeting whose note was not read, of those that had their statement by `now`.
    fn unread(&self, knowledge: &Knowledge, now: DateTime<Utc>) -> Option<NaiveDate> {
        ingest::unread_meeting(&self.calendar, knowledge.rates_confirmed, now)
    }

    /// The blackout period that runs at `now`, or the next one; `None` while the calendar knows of none.
    fn blackout(&self, now: DateTime<Utc>) -> Option<build::Days> {
        let today = ny::date(now);
        let blackout = self.calendar.blackout(today).or_else(|| self.calendar.next_blackout(today))?;
        Some((blackout.from, blackout.to))
    }

    /// The newest alert of these kinds.
    async fn newest_of(&self, kinds: &[&str]) -> Result<Option<Alert>, StoreError> {
        let mut newest: Option<Alert> = None;
        for kind in kinds {
            let found = self.store.last_alert_of(kind).await?;
            newest = newest.into_iter().chain(found).max_by_key(|alert| alert.at);
        }
        Ok(newest)
    }
}

impl Boards for BoardRoom {
    async fn board(&self, now: DateTime<Utc>) -> Result<Board, StoreError> {
        let sources = self.store.source_ages().await?;
        let next = ingest::next_events(&self.calendar, now);
        let board = self.ingest.look(|knowledge| {
            let known = Known {
                history: &knowledge.history,
                states: &knowledge.states,
                book: &self.book,
                unread_meeting: self.unread(knowledge, now),
                in_doubt: ingest::in_doubt(knowledge, &self.book),
                sources,
                next,
            };
            build::board(known, now)
        });
        Ok(Board { reading: self.ingest.progress(), ..board.await })
    }

    async fn fomc(&self, now: DateTime<Utc>) -> Result<FomcBoard, StoreError> {
        let last = self.store.last_alert_of("decision").await?;
        let board = self.ingest.look(|knowledge| {
            let unread = self.unread(knowledge, now);
            build::fomc(&knowledge.history, &self.calendar, unread, last, self.blackout(now), now)
        });
        Ok(board.await)
    }

    async fn h41(&self, now: DateTime<Utc>) -> Result<H41Board, StoreError> {
        let upcoming = self.calendar.upcoming(now, build::NEXT_DAYS);
        Ok(self.ingest.look(|knowledge| build::h41(&knowledge.history, &upcoming, now)).await)
    }

    async fn repo(&self, now: DateTime<Utc>) -> Result<RepoBoard, StoreError> {
        let board = |knowledge: &Knowledge| build::repo(&knowledge.history, self.unread(knowledge, now), now);
        Ok(self.ingest.look(board).await)
    }

    async fn next(&self, now: DateTime<Utc>) -> Result<NextBoard, StoreError> {
        let upcoming = self.calendar.upcoming(now, build::NEXT_DAYS);
        Ok(build::next(&upcoming, self.blackout(now), now))
    }

    async fn history(&self, now: DateTime<Utc>) -> Result<HistoryBoard, StoreError> {
        Ok(build::history(self.store.ledger_tail(build::HISTORY_LINES).await?, now))
    }

    async fn why(&self, chat: i64, question: Question, now: DateTime<Utc>) -> Result<Option<Why>, StoreError> {
        let alert = match question {
            Question::Last => self.store.last_told(chat).await?,
            Question::Message(message) => match self.store.told_by_message(chat, message).await? {
                Some(alert) => Some(alert),
                None => self.store.last_told(chat).await?,
            },
            Question::Rule(rule) => match build::kinds(&rule) {
                [] => self.store.last_alert_of_rule(&rule).await?,
                kinds => self.newest_of(kinds).await?,
            },
        };
        Ok(alert.map(|alert| build::why(alert, &self.book, now)))
    }

    fn rules(&self) -> Vec<String> {
        build::rules(&self.book)
    }
}

#[cfg(test)]
mod tests;
