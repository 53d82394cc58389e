//! What Telegram's apps offer and show: lists of commands by scope and language, descriptions by language.

use chrono::TimeDelta;
use serde_json::Value;
use teloxide::payloads::{
    SetMyCommands, SetMyCommandsSetters as _, SetMyDescription, SetMyDescriptionSetters as _, SetMyShortDescription,
    SetMyShortDescriptionSetters as _,
};
use teloxide::types::{BotCommand, BotCommandScope};
use tokio_util::sync::CancellationToken;

use super::reply::BotWords;
use super::rights::GUARDED;
use crate::clock::Clock;
use crate::lang::Lang;
use crate::render::COMMANDS as NAMES;
use crate::telegram::payload::PayloadError;
use crate::telegram::{ApiError, Client, Request};

/// Telegram knows languages by two letters, so it cannot tell the two ways to write Chinese apart:
/// `zh` gets what a bare `zh` is guessed to be, and a reader of the other one gets a list for the
/// chat alone when subscribing or choosing.
const LANGUAGES: [(Option<&str>, Lang); 3] = [(None, Lang::En), (Some("en"), Lang::En), (Some("zh"), Lang::ZhHans)];

/// The first pause after a failure; it doubles up to the other.
const PAUSE: TimeDelta = TimeDelta::seconds(10);
const PAUSE_MOST: TimeDelta = TimeDelta::hours(1);

/// For whom a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// People in private chats, administrators of groups: everything.
    All,
    /// Members of groups: what shows something.
    Members,
}

impl Readers {
    /// Whom a list for the chat alone is shown to; groups have negative numbers.
    pub(super) const fn of(chat: i64) -> Self {
        if chat < 0 { Self::Members } else { Self::All }
    }
}

/// The list in one language.
pub(super) fn list(words: &dyn BotWords, lang: Lang, readers: Readers) -> Vec<BotCommand> {
    let offered = NAMES.iter().filter(|name| readers == Readers::All || !GUARDED.contains(name));
    offered.map(|name| BotCommand::new(*name, words.command(lang, name))).collect()
}

/// The commands that somebody may have meant, all equally near: one letter off, two in longer names.
pub(super) fn nearest(typed: &str) -> Vec<&'static str> {
    let distance = |name: &&'static str| {
        let most = if name.len() > 4 { 2 } else { 1 };
        let near = typed.len().abs_diff(name.len()) <= most;
        // Whoever typed only its beginning is one slip away.
        if typed.len() >= 3 && name.starts_with(typed) {
            return Some((1, *name));
        }
        let distance = near.then(|| strsim::osa_distance(typed, name))?;
        (distance <= most).then_some((distance, *name))
    };
    let near: Vec<(usize, &'static str)> = NAMES.iter().filter_map(distance).collect();
    let least = near.iter().map(|(distance, _)| *distance).min();
    near.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, name)| name).collect()
}

/// Registers lists and descriptions, again and again until Telegram has taken each of them.
pub(super) async fn register(client: &Client, words: &dyn BotWords, clock: &Clock, stop: &CancellationToken) {
    let requests = match requests(words) {
        Ok(requests) => requests,
        Err(error) => {
            tracing::error!(%error, "the commands cannot be registered");
            return;
        }
    };
    let (mut worker, never) = (clock.worker(), clock.bell());
    let (mut pause, mut left) = (PAUSE, requests.as_slice());
    while let [next, rest @ ..] = left {
        let failure = tokio::select! {
            biased;
            () = stop.cancelled() => return,
            taken = send(client, next) => match taken {
                Ok(()) => {
                    left = rest;
                    continue;
                }
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

async fn send(client: &Client, request: &Request) -> Result<(), ApiError> {
    let _: Value = client.query(request.method, &request.params).await?;
    Ok(())
}

/// Everything that is registered, in its order.
fn requests(words: &dyn BotWords) -> Result<Vec<Request>, PayloadError> {
    let scopes = [
        (BotCommandScope::AllPrivateChats, Readers::All),
        (BotCommandScope::AllGroupChats, Readers::Members),
        (BotCommandScope::AllChatAdministrators, Readers::All),
    ];
    let mut requests = Vec::new();
    for (code, lang) in LANGUAGES {
        let code = code.map(str::to_owned);
        for (scope, readers) in &scopes {
            let mut commands = SetMyCommands::new(list(words, lang, *readers)).scope(scope.clone());
            commands.language_code.clone_from(&code);
            requests.push(Request::of(&commands)?);
        }
        let mut long = SetMyDescription::new().description(words.description(lang, false));
        let mut short = SetMyShortDescription::new().short_description(words.description(lang, true));
        (long.language_code, short.language_code) = (code.clone(), code);
        requests.extend([Request::of(&long)?, Request::of(&short)?]);
    }
    Ok(requests)
}

#[cfg(test)]
mod tests;
