//! Commands and everything else that people write or press.

use std::sync::Arc;

use super::commands;
use super::context::{Command, Context};
use super::plan::{Change, Failure, Plan, Say};
use crate::render::Reply;
use crate::store::menu::MenuMessage;
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
    let Some(subscriber) = context.subscriber.as_ref().filter(standing) else {
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
    let near = context.command.as_ref().map(|command| commands::nearest(&command.name)).unwrap_or_default();
    Ok(Plan::message(
        lang,
        match near.as_slice() {
            [] => Reply::UnknownCommand,
            [name] => Reply::NearestCommand(name),
            [name, other, ..] => Reply::NearestCommands(name, other),
        },
    ))
}

pub(super) async fn not_understood(context: Arc<Context>) -> Result<Plan, Failure> {
    Ok(Plan::message(context.lang(), Reply::NotUnderstood))
}

/// A press that does nothing is answered all the same, or the app shows it as in progress.
/// The message loses its buttons: none of them does anything any more.
pub(super) async fn expired_button(context: Arc<Context>) -> Result<Plan, Failure> {
    Ok(expired(&context))
}

pub(super) fn expired(context: &Context) -> Plan {
    let Some(press) = &context.incoming.callback else { return Plan::say(context.lang(), Vec::new()) };
    let mut says = vec![Say::Answer { callback: press.id.clone(), reply: Reply::ButtonExpired }];
    let below = context.incoming.chat.as_ref().zip(press.message_id);
    // Forged data must not take the buttons off a menu that is alive.
    let dead = below.map(|(chat, message_id)| MenuMessage { chat: chat.id, message_id });
    says.extend(dead.filter(|dead| context.menu != Some(*dead)).map(Say::Strip));
    Plan::say(context.lang(), says)
}
