//! Who may change settings: asked of Telegram at each press and command, before the transaction begins,
//! since a write transaction never spans a request.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use super::BotParts;
use super::context::{Command, Context};
use super::plan::{Failure, Plan, Say};
use super::press::{self, Press};
use crate::render::Reply;
use crate::render::menu::Notice;
use crate::store::inbox::Waiting;
use crate::store::subscriber::{self, ChatKind};
use crate::telegram::update::{Incoming, Kind, Presence};
use crate::telegram::{ApiError, Identity};

/// Commands that change what is kept of a chat, or show it: in groups for administrators only.
pub(super) const GUARDED: [&str; 8] =
    ["start", "stop", "settings", "timezone", "lang", "test", "mydata", "deletemydata"];

/// In whose name anonymous administrators act; only administrators can be anonymous.
const GROUP_ANONYMOUS_BOT: i64 = 1_087_968_824;

/// How long Telegram may take to say who somebody is; after that nothing is changed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Questions to Telegram at a time.
const AT_ONCE: usize = 8;

/// Whether whoever wrote or pressed may change the settings in question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Rights {
    /// It was not asked: nothing is to be changed.
    #[default]
    Unasked,
    /// They may.
    Allowed,
    /// They may not.
    Refused,
    /// Telegram did not say.
    Unknown,
}

/// What was found out before the transaction began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) rights: Rights,
    /// The chat that Telegram was asked about.
    pub(super) about: Option<i64>,
    /// Its title, where it is another chat than the one in which somebody acts.
    pub(super) title: Option<String>,
}

/// What has to be asked.
#[derive(Debug, PartialEq, Eq)]
enum Ask {
    Nothing(Rights),
    /// Whether that person is an administrator of that chat.
    Member {
        chat: i64,
        user: i64,
    },
    /// The same of the chat of a subscriber, from within a private chat.
    Linked {
        subscriber: i64,
        here: i64,
        user: i64,
    },
}

/// Asks for all updates of a page at the same time: one slow answer holds up no more than one patience.
pub(super) async fn ahead<'a, B: Send + Sync>(
    parts: &BotParts<B>,
    page: impl Iterator<Item = &'a Waiting>,
) -> HashMap<i64, Checked> {
    let asks = page.filter_map(|waiting| {
        let incoming = Incoming::read(&serde_json::from_str(&waiting.payload).ok()?)?;
        Some((waiting.update_id, ask(&incoming, &parts.identity)))
    });
    let asks: Vec<(i64, Ask)> = asks.collect();
    let answers = asks.into_iter().map(|(id, ask)| async move { (id, check(parts, ask).await) });
    stream::iter(answers).buffer_unordered(AT_ONCE).collect().await
}

/// What an update needs to know.
fn ask(incoming: &Incoming, identity: &Identity) -> Ask {
    let (Some(chat), user) = (&incoming.chat, incoming.from.as_ref()) else { return Ask::Nothing(Rights::Unasked) };
    if incoming.is_private() {
        let (linked, user) = (target(incoming), user.map(|user| user.id));
        return match linked.zip(user) {
            Some((subscriber, user)) => Ask::Linked { subscriber, here: chat.id, user },
            None => Ask::Nothing(Rights::Allowed),
        };
    }
    let asks = match incoming.kind {
        Kind::ChannelPost => return Ask::Nothing(Rights::Allowed),
        Kind::Message if incoming.is_anonymous() => return Ask::Nothing(Rights::Allowed),
        Kind::Message => {
            let command = incoming.text.as_deref().and_then(Command::read);
            command.is_some_and(|command| GUARDED.contains(&command.name.as_str()) && command.is_for(identity))
        }
        Kind::Callback => true,
        // Channels take nobody but administrators in, and those add bots.
        Kind::MyChatMember if chat.kind == ChatKind::Channel => return Ask::Nothing(Rights::Allowed),
        Kind::MyChatMember => incoming.membership.is_some_and(|membership| membership.new == Some(Presence::Present)),
        Kind::Other(_) => false,
    };
    match user {
        Some(user) if asks && user.id == GROUP_ANONYMOUS_BOT => Ask::Nothing(Rights::Allowed),
        Some(user) if asks && !user.is_bot => Ask::Member { chat: chat.id, user: user.id },
        _ => Ask::Nothing(Rights::Unasked),
    }
}

/// The subscriber whose settings are meant, where a button or a deep link names one.
pub(super) fn target(incoming: &Incoming) -> Option<i64> {
    if let Some(pressed) = &incoming.callback {
        return Some(Press::read(pressed.data.as_deref()?)?.subscriber);
    }
    let command = Command::read(incoming.text.as_deref()?).filter(|_| incoming.is_private())?;
    (command.name == "start").then(|| press::linked(command.argument.as_deref()?)).flatten()
}

async fn check<B: Send + Sync>(parts: &BotParts<B>, ask: Ask) -> Checked {
    match ask {
        Ask::Nothing(rights) => Checked { rights, ..Checked::default() },
        Ask::Member { chat, user } => {
            Checked { rights: member(parts, chat, user).await, about: Some(chat), title: None }
        }
        Ask::Linked { subscriber, here, user } => match subscriber::place_of(&parts.store, subscriber).await {
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "rights cannot be checked");
                Checked { rights: Rights::Unknown, ..Checked::default() }
            }
            // A subscriber that is not there has no settings to guard.
            Ok(None) => Checked { rights: Rights::Allowed, ..Checked::default() },
            Ok(Some((chat, _))) if chat == here => Checked { rights: Rights::Allowed, about: Some(chat), title: None },
            Ok(Some((_, ChatKind::Private))) => Checked { rights: Rights::Refused, ..Checked::default() },
            Ok(Some((chat, _))) => {
                let rights = member(parts, chat, user).await;
                let title = if rights == Rights::Allowed { title(parts, chat).await } else { None };
                Checked { rights, about: Some(chat), title }
            }
        },
    }
}

/// Whether that person runs that chat.
async fn member<B: Send + Sync>(parts: &BotParts<B>, chat: i64, user: i64) -> Rights {
    let params = json!({"chat_id": chat, "user_id": user});
    let answer: Result<Value, ApiError> = parts.client.query_within("getChatMember", &params, PATIENCE).await;
    match answer {
        Ok(member) => match member.get("status").and_then(Value::as_str) {
            Some("creator" | "administrator") => Rights::Allowed,
            Some(_) => Rights::Refused,
            None => Rights::Unknown,
        },
        Err(ApiError::Refused { code: 400, text }) if is_no_member(&text) => Rights::Refused,
        Err(ApiError::Refused { code: 400, .. }) => listed(parts, chat, user).await,
        Err(error) => {
            tracing::warn!(%error, "Telegram did not say who is an administrator");
            Rights::Unknown
        }
    }
}

/// Where a bot that is no administrator may not ask about members, it may still ask who runs the chat.
async fn listed<B: Send + Sync>(parts: &BotParts<B>, chat: i64, user: i64) -> Rights {
    let params = json!({"chat_id": chat});
    let answer: Result<Vec<Value>, ApiError> =
        parts.client.query_within("getChatAdministrators", &params, PATIENCE).await;
    match answer {
        Ok(list) if list.iter().any(|member| member["user"]["id"].as_i64() == Some(user)) => Rights::Allowed,
        Ok(_) => Rights::Refused,
        Err(error) => {
            tracing::warn!(%error, "Telegram did not say who is an administrator");
            Rights::Unknown
        }
    }
}

/// Telegram's ways to say that somebody was never there.
fn is_no_member(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["user not found", "member not found", "participant_id_invalid", "user_id_invalid"]
        .iter()
        .any(|piece| text.contains(piece))
}

/// What the chat is called, for whoever sets it from elsewhere; nobody waits for it.
async fn title<B: Send + Sync>(parts: &BotParts<B>, chat: i64) -> Option<String> {
    let answer: Result<Value, ApiError> =
        parts.client.query_within("getChat", &json!({"chat_id": chat}), PATIENCE).await;
    Some(answer.ok()?.get("title")?.as_str()?.to_owned())
}

/// Says why nothing was changed.
pub(super) async fn refuse(context: std::sync::Arc<Context>) -> Result<Plan, Failure> {
    let notice = match context.rights {
        Rights::Refused => Notice::OnlyAdministrators,
        Rights::Unasked | Rights::Unknown | Rights::Allowed => Notice::RightsUnknown,
    };
    let reply = Reply::Notice(notice);
    let say = match &context.incoming.callback {
        Some(press) => Say::Answer { callback: press.id.clone(), reply },
        None => Say::Message { reply, languages: false },
    };
    Ok(Plan::say(context.lang(), vec![say]))
}

#[cfg(test)]
mod tests;
