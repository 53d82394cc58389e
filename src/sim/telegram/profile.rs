//! What the bot says about itself: commands by scope and language, descriptions.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::answer::{Outcome, Refusal};
use super::html::utf16_len;
use super::world::{Values, text};

/// Commands by scope (as JSON) and language (empty: all others), and texts by language.
#[derive(Debug, Default)]
pub(super) struct Profile {
    commands: BTreeMap<(String, String), Value>,
    descriptions: BTreeMap<String, String>,
    short_descriptions: BTreeMap<String, String>,
}

impl Profile {
    pub(super) fn set_commands(&mut self, params: &Values) -> Outcome {
        let key = key(params)?;
        let commands = params.get("commands").and_then(Value::as_array);
        let commands = commands.ok_or_else(|| Refusal::bad("can't parse commands: expected an Array of BotCommand"))?;
        if commands.len() > 100 {
            return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        commands.iter().try_for_each(check_command)?;
        self.commands.insert(key, json!(commands));
        Ok(json!(true))
    }

    pub(super) fn get_commands(&self, params: &Values) -> Outcome {
        Ok(self.commands.get(&key(params)?).cloned().unwrap_or_else(|| json!([])))
    }

    pub(super) fn delete_commands(&mut self, params: &Values) -> Outcome {
        self.commands.remove(&key(params)?);
        Ok(json!(true))
    }

    pub(super) fn set_description(&mut self, params: &Values) -> Outcome {
        set(&mut self.descriptions, params, "description", 512)
    }

    pub(super) fn set_short_description(&mut self, params: &Values) -> Outcome {
        set(&mut self.short_descriptions, params, "short_description", 120)
    }
}

fn set(texts: &mut BTreeMap<String, String>, params: &Values, name: &str, limit: usize) -> Outcome {
    let description = text(params, name);
    if utf16_len(description) > limit {
        return Err(Refusal::bad(format_args!("{name} is too long")));
    }
    texts.insert(language(params)?, description.to_owned());
    Ok(json!(true))
}

fn key(params: &Values) -> Result<(String, String), Refusal> {
    let scope = params.get("scope").cloned().unwrap_or_else(|| json!({ "type": "default" }));
    let known = [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ];
    if !scope["type"].as_str().is_some_and(|kind| known.contains(&kind)) {
        return Err(Refusal::bad("can't parse BotCommandScope: unsupported type specified"));
    }
    Ok((scope.to_string(), language(params)?))
}

/// Two small letters (ISO 639-1), or none. So `zh` is a language here and `zh-Hant` is not.
fn language(params: &Values) -> Result<String, Refusal> {
    let code = text(params, "language_code");
    let fits = code.is_empty() || code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    if fits { Ok(code.to_owned()) } else { Err(Refusal::bad("invalid language code specified")) }
}

fn check_command(command: &Value) -> Result<(), Refusal> {
    let name = command["command"].as_str().unwrap_or_default();
    let name = name.strip_prefix('/').unwrap_or(name);
    let letters = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !(1..=32).contains(&name.len()) || !letters {
        return Err(Refusal::bad("BOT_COMMAND_INVALID"));
    }
    let description = command["description"].as_str().unwrap_or_default();
    if !(1..=256).contains(&utf16_len(description)) {
        return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok(())
}
