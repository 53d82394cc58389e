//! The lists of commands that Telegram's apps offer.

use chrono::TimeDelta;
use serde_json::Value;
use teloxide::payloads::{SetMyCommands, SetMyCommandsSetters as _};
use teloxide::types::{BotCommand, BotCommandScope};
use tokio_util::sync::CancellationToken;

use super::reply::BotWords;
use crate::clock::Clock;
use crate::lang::Lang;
use crate::render::COMMANDS as NAMES;
use crate::telegram::{ApiError, Client, Request};

/// Telegram knows languages by two letters, so it cannot tell the two ways to write Chinese apart:
/// `zh` gets what a bare `zh` is guessed to be, and a reader of the other one gets a list for the
/// chat alone when subscribing or choosing.
const LISTS: [(Option<&str>, Lang); 3] = [(None, Lang::En), (Some("en"), Lang::En), (Some("zh"), Lang::ZhHans)];

/// The first pause after a failure; it doubles up to the other.
const PAUSE: TimeDelta = TimeDelta::seconds(10);
const PAUSE_MOST: TimeDelta = TimeDelta::hours(1);

/// The list in one language.
pub(super) fn list(words: &dyn BotWords, lang: Lang) -> Vec<BotCommand> {
    NAMES.iter().map(|name| BotCommand::new(*name, words.command(lang, name))).collect()
}

/// Registers the lists for private chats, again and again until Telegram has taken them.
pub(super) async fn register(client: &Client, words: &dyn BotWords, clock: &Clock, stop: &CancellationToken) {
    let (mut worker, never) = (clock.worker(), clock.bell());
    let mut pause = PAUSE;
    loop {
        let failure = tokio::select! {
            biased;
            () = stop.cancelled() => return,
            done = register_once(client, words) => match done {
                Ok(()) => return,
                Err(failure) => failure,
            },
        };
        tracing::warn!(error = %failure, pause_s = pause.num_seconds(), "the commands are not registered yet");
        tokio::select! {
            biased;
            () = stop.cancelled() => return,
            _ = worker.park(Some(clock.now() + pause), &never) => pause = (pause * 2).min(PAUSE_MOST),
        }
    }
}

async fn register_once(client: &Client, words: &dyn BotWords) -> Result<(), Unregistered> {
    for (code, lang) in LISTS {
        let mut list = SetMyCommands::new(list(words, lang)).scope(BotCommandScope::AllPrivateChats);
        list.language_code = code.map(str::to_owned);
        let request = Request::of(&list)?;
        let _: Value = client.query(request.method, &request.params).await?;
    }
    Ok(())
}

#[derive(Debug, thiserror::Error)]
enum Unregistered {
    #[error("{0}")]
    Api(#[from] ApiError),
    #[error("{0}")]
    Payload(#[from] crate::telegram::payload::PayloadError),
}

#[cfg(test)]
mod tests;
