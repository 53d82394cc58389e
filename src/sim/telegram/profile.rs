//! What the bot says about itself: commands by scope and language, descriptions.
//!
//! `getMyCommands` gives what was set for exactly that scope and language. Which list a person sees is
//! decided by Telegram's order of scopes, the narrowest first, each with the person's language and then
//! without one: [`TelegramSim::commands_seen`].

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::TelegramSim;
use super::answer::{Outcome, Refusal};
use super::chats::ChatKind;
use super::html::utf16_len;
use super::people::SimError;
use super::world::{Values, World, text};

/// Commands by scope (as JSON) and language (empty: all others), and texts by language.
#[derive(Debug, Default)]
pub(super) struct Profile {
    commands: BTreeMap<(String, String), Value>,
    texts: BTreeMap<(&'static str, String), String>,
}

/// A text about the bot: its parameter and its limit in UTF-16 units.
type About = (&'static str, usize);

const DESCRIPTION: About = ("description", 512);
const SHORT: About = ("short_description", 120);

impl World {
    /// The methods of this file; `None` if it is none of them.
    pub(super) fn profile(&mut self, method: &str, params: &Values) -> Option<Outcome> {
        let profile = &mut self.profile;
        Some(match method {
            "setMyCommands" => profile.set_commands(params),
            "getMyCommands" => profile.get_commands(params),
            "deleteMyCommands" => profile.delete_commands(params),
            "setMyDescription" => profile.set(DESCRIPTION, params),
            "getMyDescription" => profile.get(DESCRIPTION, params),
            "setMyShortDescription" => profile.set(SHORT, params),
            "getMyShortDescription" => profile.get(SHORT, params),
            _ => return None,
        })
    }
}

impl Profile {
    fn set_commands(&mut self, params: &Values) -> Outcome {
        let key = key(params)?;
        let commands = params.get("commands").and_then(Value::as_array);
        let commands = commands.ok_or_else(|| Refusal::bad("can't parse commands: expected an Array of BotCommand"))?;
        if commands.len() > 100 {
            return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        commands.iter().try_for_each(check_command)?;
        // An empty list deletes.
        if commands.is_empty() {
            self.commands.remove(&key);
        } else {
            self.commands.insert(key, json!(commands));
        }
        Ok(json!(true))
    }

    fn get_commands(&self, params: &Values) -> Outcome {
        Ok(self.commands.get(&key(params)?).cloned().unwrap_or_else(|| json!([])))
    }

    fn delete_commands(&mut self, params: &Values) -> Outcome {
        self.commands.remove(&key(params)?);
        Ok(json!(true))
    }

    /// An empty text deletes.
    fn set(&mut self, (name, limit): About, params: &Values) -> Outcome {
        let description = text(params, name);
        if utf16_len(description) > limit {
            return Err(Refusal::bad(format_args!("{name} is too long")));
        }
        let key = (name, language(params)?);
        if description.is_empty() {
            self.texts.remove(&key);
        } else {
            self.texts.insert(key, description.to_owned());
        }
        Ok(json!(true))
    }

    /// The text for this language, else the one for all others.
    fn get(&self, (name, _): About, params: &Values) -> Outcome {
        let language = language(params)?;
        let found = [language, String::new()].into_iter().find_map(|language| self.texts.get(&(name, language)));
        Ok(json!({ name: found.map_or("", String::as_str) }))
    }
}

impl TelegramSim {
    /// The commands that a person sees in a chat: of the narrowest scope that has any, in the person's
    /// language or in none.
    ///
    /// # Errors
    /// There is no such chat.
    pub fn commands_seen(&self, chat: i64, user: i64) -> Result<Vec<Value>, SimError> {
        let mut world = self.world();
        let language = world.people.get(&user).and_then(|person| person.language_code.clone()).unwrap_or_default();
        // `zh-hant` is the language `zh`.
        let language = language.split('-').next().unwrap_or_default().to_owned();
        let place = world.chat_mut(chat)?;
        let scopes = scopes(place.kind, chat, user, place.member(user).is_administrator());
        let languages = [language, String::new()];
        let keys = scopes.iter().flat_map(|scope| languages.clone().map(|code| (scope.to_string(), code)));
        let found = keys.filter_map(|key| world.profile.commands.get(&key)).next();
        Ok(found.and_then(Value::as_array).cloned().unwrap_or_default())
    }
}

/// From the narrowest to the widest.
fn scopes(kind: ChatKind, chat: i64, user: i64, administrator: bool) -> Vec<Value> {
    let here = json!({ "type": "chat", "chat_id": chat });
    let everywhere = json!({ "type": "default" });
    if kind == ChatKind::Private {
        return vec![here, json!({ "type": "all_private_chats" }), everywhere];
    }
    let member = json!({ "type": "chat_member", "chat_id": chat, "user_id": user });
    let admins_here = json!({ "type": "chat_administrators", "chat_id": chat });
    let admins = json!({ "type": "all_chat_administrators" });
    let groups = json!({ "type": "all_group_chats" });
    if administrator {
        vec![member, admins_here, here, admins, groups, everywhere]
    } else {
        vec![member, here, groups, everywhere]
    }
}

/// The scope with its own fields only, as JSON, and the language.
fn key(params: &Values) -> Result<(String, String), Refusal> {
    let scope = params.get("scope").cloned().unwrap_or_else(|| json!({ "type": "default" }));
    let wanted: &[&str] = match scope["type"].as_str().unwrap_or_default() {
        "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => &[],
        "chat" | "chat_administrators" => &["chat_id"],
        "chat_member" => &["chat_id", "user_id"],
        _ => return Err(Refusal::bad("can't parse BotCommandScope: unsupported type specified")),
    };
    let mut exact = json!({ "type": scope["type"] });
    for field in wanted {
        let number = scope[*field].as_i64().or_else(|| scope[*field].as_str()?.parse().ok());
        let missing = || Refusal::bad(format_args!("can't parse BotCommandScope: {field} is empty"));
        exact[*field] = json!(number.ok_or_else(missing)?);
    }
    Ok((exact.to_string(), language(params)?))
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
