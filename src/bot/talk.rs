//! Commands and everything else that people write or press.

use std::sync::Arc;

use super::commands;
use super::context::{Command, Context};
use super::plan::{Change, Failure, Plan, Say};
use crate::render::Reply;
use crate::store::subscriber::{Standing, Subscriber};
use crate::telegram::Identity;

impl Command {
    /// Whether the bot is meant.
    pub(super) fn is_for(&self, identity: &Identity) -> bool {
        self.addressee.as_deref().is_none_or(|name| identity.is(name))
    }
}

pub(super) async fn stop(context: Arc<Context>) -> Result<Plan, Failure> {
    let lang = context.lang();
    let standing = |known: &&Subscriber| known.standing != Standing::Stopped;
    let Some(subscriber) = context.subscriber.as_ref().filter(standing).filter(|_| context.may_change()) else {
        return Ok(Plan::message(lang, Reply::NotSubscribed));
    };
    let stopped = Subscriber { standing: Standing::Stopped, ..subscriber.clone() };
    Ok(Plan::message(lang, Reply::Stopped).with(Change::Update(stopped)))
}

pub(super) async fn help(context: Arc<Context>) -> Result<Plan, Failure> {
    Ok(Plan::message(context.lang(), Reply::Help))
}

/// In private with the command that may have been meant; a group's other bots have commands too.
pub(super) async fn unknown_command(context: Arc<Context>) -> Result<Plan, Failure> {
    let lang = context.lang();
    if !context.incoming.is_private() {
        return Ok(Plan::say(lang, Vec::new()));
    }
    let near = context.command.as_ref().and_then(|command| commands::nearest(&command.name));
    Ok(Plan::message(lang, near.map_or(Reply::UnknownCommand, Reply::NearestCommand)))
}

pub(super) async fn not_understood(context: Arc<Context>) -> Result<Plan, Failure> {
    Ok(Plan::message(context.lang(), Reply::NotUnderstood))
}

/// A press that does nothing is answered all the same, or the app shows it as in progress.
pub(super) async fn expired_button(context: Arc<Context>) -> Result<Plan, Failure> {
    let press = context.incoming.callback.as_ref();
    let answer = press.map(|press| Say::Answer { callback: press.id.clone(), reply: Reply::ButtonExpired });
    Ok(Plan::say(context.lang(), answer.into_iter().collect()))
}
