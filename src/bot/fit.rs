//! From what is to be said to requests that Telegram takes: what is too long for one message becomes several.

use serde_json::Value;
use teloxide::payloads::{SetMyCommands, SetMyCommandsSetters as _};
use teloxide::types::{BotCommandScope, ChatId, Recipient};

use super::commands::{self, Readers};
use super::plan::{Failure, Say};
use super::reply::BotWords;
use super::requests::{Target, request};
use crate::lang::Lang;
use crate::render::{Html, MESSAGE_LIMIT};
use crate::telegram::Request;

/// The requests for one answer, in their order.
pub(super) fn requests(words: &dyn BotWords, lang: Lang, to: Target, say: &Say) -> Result<Vec<Request>, Failure> {
    let mut requests = in_parts(request(words, lang, to, say)?);
    if *say == Say::Commands && Readers::of(to.chat) == Readers::Members {
        // A list for the chat alone hides the one for administrators of all groups: they get theirs again.
        let scope = BotCommandScope::ChatAdministrators { chat_id: Recipient::Id(ChatId(to.chat)) };
        let list = SetMyCommands::new(commands::list(words, lang, Readers::All)).scope(scope);
        requests.push(Request::of(&list)?);
    }
    Ok(requests)
}

/// A message whose text is too long as several, the buttons below the last one; an edit keeps the buttons
/// and as many lines as fit, since the rest of it has no message of its own.
fn in_parts(request: Request) -> Vec<Request> {
    let text = request.params.get("text").and_then(Value::as_str).filter(|_| request.method != "answerCallbackQuery");
    let Some(html) = text.map(|text| Html::from_rendered(text.to_owned())).filter(is_long) else {
        return vec![request];
    };
    let mut parts = html.split(MESSAGE_LIMIT);
    if request.method == "editMessageText" {
        parts.truncate(1);
    }
    let last = parts.len().saturating_sub(1);
    let part = |(at, part): (usize, Html)| with_text(&request, part, at == last);
    parts.into_iter().enumerate().map(part).collect()
}

fn is_long(html: &Html) -> bool {
    html.utf16_len() > MESSAGE_LIMIT
}

fn with_text(request: &Request, part: Html, is_last: bool) -> Request {
    let mut params = request.params.clone();
    if let Some(params) = params.as_object_mut() {
        params.insert("text".to_owned(), part.into_string().into());
        if !is_last {
            params.remove("reply_markup");
        }
    }
    Request { method: request.method, params }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn send(method: &'static str, text: &str) -> Request {
        let keyboard = json!({"inline_keyboard": [[{"text": "OK", "callback_data": "x"}]]});
        Request { method, params: json!({"chat_id": 1, "text": text, "parse_mode": "HTML", "reply_markup": keyboard}) }
    }

    fn text(request: &Request) -> Html {
        Html::from_rendered(request.params["text"].as_str().expect("a text").to_owned())
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        let request = send("sendMessage", &"a".repeat(MESSAGE_LIMIT));
        assert_eq!(in_parts(request.clone()), [request]);
    }

    #[test]
    fn the_buttons_hang_below_the_last_part() {
        let table = Html::lines((0..900).map(|row| Html::text(&format!("row {row:04}")))).pre();
        let parts = in_parts(send("sendMessage", table.as_str()));
        assert_eq!(parts.len(), 3, "9 units a row, 455 rows a message");
        let buttons: Vec<bool> = parts.iter().map(|part| part.params.get("reply_markup").is_some()).collect();
        assert_eq!(buttons, [false, false, true]);
        for part in &parts {
            let html = text(part);
            assert!(html.as_str().starts_with("<pre>row") && html.as_str().ends_with("</pre>"), "{html:?}");
        }
    }

    #[test]
    fn an_edit_keeps_its_buttons_and_its_first_lines() {
        let parts = in_parts(send("editMessageText", &"line\n".repeat(1000)));
        assert_eq!(parts.len(), 1);
        assert!(parts[0].params.get("reply_markup").is_some() && text(&parts[0]).utf16_len() <= MESSAGE_LIMIT);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_but_line_breaks(lines in proptest::collection::vec("[a-z<&🔴中 ]{1,200}", 1..120)) {
            let html = Html::lines(lines.iter().map(|line| Html::text(line).bold()));
            let parts = in_parts(send("sendMessage", html.as_str()));
            prop_assert!(parts.iter().all(|part| text(part).utf16_len() <= MESSAGE_LIMIT));
            let whole = |text: &str| text.split_whitespace().collect::<String>();
            let together: String = parts.iter().map(|part| text(part).plain()).collect();
            prop_assert_eq!(whole(&together), whole(&html.plain()));
        }
    }
}
