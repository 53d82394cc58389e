//! Inline keyboards.

use serde_json::{Map, Value};

use super::answer::Refusal;

/// The fields of a button of which exactly one says what it does.
const ACTIONS: [&str; 11] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
];

/// Checks a `reply_markup` and keeps it if it is an inline keyboard with buttons: other kinds are
/// never part of a message.
pub(super) fn parse(markup: Option<&Value>) -> Result<Option<Value>, Refusal> {
    let Some(markup) = markup else { return Ok(None) };
    let object = markup.as_object().ok_or_else(|| Refusal::bad("object expected as reply markup"))?;
    let Some(rows) = object.get("inline_keyboard") else { return Ok(None) };
    let rows = rows.as_array().ok_or_else(|| wrong("field \"inline_keyboard\" must be of type Array"))?;
    let mut kept = Vec::new();
    for row in rows {
        let row = row.as_array().ok_or_else(|| wrong("expected an Array of InlineKeyboardButton"))?;
        for button in row {
            check(button.as_object().ok_or_else(|| wrong("expected an Object as InlineKeyboardButton"))?)?;
        }
        if !row.is_empty() {
            kept.push(Value::Array(row.clone()));
        }
    }
    Ok((!kept.is_empty()).then(|| serde_json::json!({ "inline_keyboard": kept })))
}

fn check(button: &Map<String, Value>) -> Result<(), Refusal> {
    let text = button.get("text").and_then(Value::as_str);
    if text.is_none_or(|text| text.trim().is_empty()) {
        return Err(wrong("inline keyboard button text must be non-empty"));
    }
    match ACTIONS.iter().filter(|field| button.get(**field).is_some_and(|value| !value.is_null())).count() {
        0 => return Err(wrong("Text buttons are unallowed in the inline keyboard")),
        1 => {}
        _ => return Err(wrong("exactly one action must be specified")),
    }
    if let Some(data) = button.get("callback_data") {
        let fits = data.as_str().is_some_and(|data| (1..=64).contains(&data.len()));
        return if fits { Ok(()) } else { Err(Refusal::bad("BUTTON_DATA_INVALID")) };
    }
    if let Some(url) = button.get("url").and_then(Value::as_str)
        && url::Url::parse(url).is_err()
    {
        return Err(Refusal::bad(format_args!("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")));
    }
    Ok(())
}

fn wrong(text: &str) -> Refusal {
    Refusal::bad(format_args!("can't parse inline keyboard button: {text}"))
}

/// Whether the keyboard has a button with this data.
pub(super) fn has_button(markup: Option<&Value>, data: &str) -> bool {
    let rows = markup.and_then(|markup| markup["inline_keyboard"].as_array());
    let mut buttons = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
    buttons.any(|button| button["callback_data"] == data)
}
