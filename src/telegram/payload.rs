//! From teloxide's payload types to requests of our own.

use serde::Serialize;
use teloxide::requests::Payload;

use super::Request;

/// The methods that are built from payload types, in the Bot API's own spelling.
const METHODS: &[&str] = &[
    "sendMessage",
    "editMessageText",
    "answerCallbackQuery",
    "setMyCommands",
    "setMyDescription",
    "setMyShortDescription",
    "deleteWebhook",
    "getMe",
];

/// A payload that cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum PayloadError {
    /// Its type is not in our table.
    #[error("{0} is not among the methods that this program calls")]
    Method(&'static str),
    /// It does not serialise.
    #[error("a request did not become JSON")]
    Json(#[source] serde_json::Error),
}

impl Request {
    /// The request that a payload stands for.
    ///
    /// # Errors
    /// The method is not one of ours, or the payload does not serialise.
    pub fn of<P: Payload + Serialize>(payload: &P) -> Result<Self, PayloadError> {
        let params = serde_json::to_value(payload).map_err(PayloadError::Json)?;
        Ok(Self { method: method_of::<P>()?, params })
    }
}

/// Teloxide names methods in `PascalCase`; Telegram does not mind, but a journal reads better in one
/// spelling.
fn method_of<P: Payload>() -> Result<&'static str, PayloadError> {
    let known = METHODS.iter().find(|method| method.eq_ignore_ascii_case(P::NAME));
    known.copied().ok_or(PayloadError::Method(P::NAME))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use teloxide::payloads::{AnswerCallbackQuery, EditMessageText, EditMessageTextSetters, GetFile};
    use teloxide::types::{CallbackQueryId, ChatId, FileId, MessageId, ParseMode};

    use super::*;

    #[test]
    fn payloads_become_requests_in_telegrams_spelling() {
        let edit = EditMessageText::new(ChatId(-100_123), MessageId(7), "x").parse_mode(ParseMode::Html);
        let request = Request::of(&edit).unwrap();
        assert_eq!(request.method, "editMessageText");
        assert_eq!(request.params, json!({"chat_id": -100_123, "message_id": 7, "text": "x", "parse_mode": "HTML"}));
        let answer = Request::of(&AnswerCallbackQuery::new(CallbackQueryId("9".into()))).unwrap();
        assert_eq!(answer, Request { method: "answerCallbackQuery", params: json!({"callback_query_id": "9"}) });
    }

    #[test]
    fn a_method_outside_the_table_is_an_error_not_a_guess() {
        let refused = Request::of(&GetFile::new(FileId("1".into())));
        assert_eq!(refused.unwrap_err().to_string(), "GetFile is not among the methods that this program calls");
    }
}
