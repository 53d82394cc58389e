//! What Telegram says about somebody in a chat.

use std::time::Duration;

use serde_json::{Value, json};

use super::ask::Ask;
use super::{Checked, Rights};
use crate::bot::BotParts;
use crate::store::subscriber::{self, ChatKind};
use crate::telegram::ApiError;

/// How long Telegram may take to say who somebody is; after that nothing is changed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Answers what has to be asked.
pub(super) async fn check<B: Send + Sync>(parts: &BotParts<B>, ask: Ask) -> Checked {
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

#[cfg(test)]
mod tests {
    use super::is_no_member;

    #[test]
    fn telegrams_words_for_strangers_are_a_no_and_other_refusals_are_not() {
        assert!(is_no_member("Bad Request: user not found") && is_no_member("Bad Request: PARTICIPANT_ID_INVALID"));
        assert!(!is_no_member("Bad Request: member list is inaccessible"));
        assert!(!is_no_member("Bad Request: chat not found"));
    }
}
