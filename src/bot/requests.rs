//! From what a handler wants to say to requests of the Bot API.

use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters as _, EditMessageText, EditMessageTextSetters as _, SendMessage,
    SendMessageSetters as _, SetMyCommands, SetMyCommandsSetters as _,
};
use teloxide::types::{
    BotCommandScope, CallbackQueryId, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions,
    MessageId, ParseMode, Recipient, ThreadId,
};

use super::commands::{self, Readers};
use super::plan::{Failure, Say};
use super::reply::BotWords;
use super::start::language_data;
use crate::lang::Lang;
use crate::telegram::Request;

/// The Bot API's limit for the answer to a button press, in characters.
const NOTICE_MOST: usize = 200;

/// Where an answer goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) chat: i64,
    pub(super) thread: Option<i64>,
}

/// The request for one answer.
pub(super) fn request(words: &dyn BotWords, lang: Lang, to: Target, say: &Say) -> Result<Request, Failure> {
    let text = |reply| words.reply(lang, reply).map_err(Failure::Words);
    match say {
        Say::Message { reply, languages } => message(to, text(reply)?, *languages),
        Say::Edit { message_id, reply } => edit(to, *message_id, text(reply)?),
        Say::Answer { callback, reply } => answer(callback, &text(reply)?),
        Say::Confirm { reply, yes, no } => {
            let [(yes, agree), (no, refuse)] = [yes, no];
            confirm(to, text(reply)?, [(text(yes)?, agree.clone()), (text(no)?, refuse.clone())])
        }
        Say::Rewrite { message_id, reply } => rewrite(to, *message_id, text(reply)?),
        Say::Commands => chat_commands(words, lang, to),
    }
}

fn bare(to: Target, text: String) -> SendMessage {
    let message = SendMessage::new(ChatId(to.chat), text).parse_mode(ParseMode::Html).link_preview_options(NO_PREVIEW);
    match to.thread.and_then(|thread| i32::try_from(thread).ok()) {
        Some(thread) => message.message_thread_id(ThreadId(MessageId(thread))),
        None => message,
    }
}

/// A question above its two buttons, one below the other: labels are longer in some languages.
fn confirm(to: Target, text: String, buttons: [(String, String); 2]) -> Result<Request, Failure> {
    let buttons = buttons.map(|(label, data)| [InlineKeyboardButton::callback(label, data)]);
    Ok(Request::of(&bare(to, text).reply_markup(InlineKeyboardMarkup::new(buttons)))?)
}

/// The same message with another text and without its buttons.
fn rewrite(to: Target, message_id: i64, text: String) -> Result<Request, Failure> {
    let message_id = MessageId(i32::try_from(message_id).unwrap_or_default());
    let edit = EditMessageText::new(ChatId(to.chat), message_id, text).parse_mode(ParseMode::Html);
    Ok(Request::of(&edit.link_preview_options(NO_PREVIEW))?)
}

fn message(to: Target, text: String, languages: bool) -> Result<Request, Failure> {
    let mut message = bare(to, text);
    if languages {
        message = message.reply_markup(language_buttons());
    }
    Ok(Request::of(&message)?)
}

fn edit(to: Target, message_id: i64, text: String) -> Result<Request, Failure> {
    // Out of range cannot come from Telegram; 0 is refused there as "message to edit not found".
    let message_id = MessageId(i32::try_from(message_id).unwrap_or_default());
    let edit = EditMessageText::new(ChatId(to.chat), message_id, text).parse_mode(ParseMode::Html);
    Ok(Request::of(&edit.link_preview_options(NO_PREVIEW).reply_markup(language_buttons()))?)
}

fn answer(callback: &str, text: &str) -> Result<Request, Failure> {
    let notice: String = text.chars().take(NOTICE_MOST).collect();
    Ok(Request::of(&AnswerCallbackQuery::new(CallbackQueryId(callback.to_owned())).text(notice))?)
}

fn chat_commands(words: &dyn BotWords, lang: Lang, to: Target) -> Result<Request, Failure> {
    let scope = BotCommandScope::Chat { chat_id: Recipient::Id(ChatId(to.chat)) };
    Ok(Request::of(&SetMyCommands::new(commands::list(words, lang, Readers::of(to.chat))).scope(scope))?)
}

const NO_PREVIEW: LinkPreviewOptions = LinkPreviewOptions {
    is_disabled: true,
    url: None,
    prefer_small_media: false,
    prefer_large_media: false,
    show_above_text: false,
};

/// Each language by its own name: whoever cannot read the message finds theirs.
fn language_buttons() -> InlineKeyboardMarkup {
    let button = |lang| InlineKeyboardButton::callback(own_name(lang), language_data(lang));
    InlineKeyboardMarkup::new([Lang::ALL.map(button)])
}

const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::ZhHant => "繁體中文",
        Lang::ZhHans => "简体中文",
    }
}
