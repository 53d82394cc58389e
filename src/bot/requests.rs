//! From what a handler wants to say to requests of the Bot API.

use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters as _, EditMessageReplyMarkup, EditMessageText,
    EditMessageTextSetters as _, SendMessage, SendMessageSetters as _, SetMyCommands, SetMyCommandsSetters as _,
};
use teloxide::types::{
    BotCommandScope, CallbackQueryId, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions,
    MessageId, ParseMode, Recipient, ReplyParameters, ThreadId,
};

use super::commands::{self, Readers};
use super::plan::{Act, Button, Failure, Rows, Say};
use super::reply::BotWords;
use super::start::language_data;
use crate::lang::Lang;
use crate::render::menu::own_name;
use crate::telegram::Request;

/// The Bot API's limit for the answer to a button press, in characters.
const NOTICE_MOST: usize = 200;

/// Where an answer goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) chat: i64,
    pub(super) thread: Option<i64>,
    /// The message that is answered, where others write in between.
    pub(super) reply_to: Option<i64>,
}

/// The request for one answer.
pub(super) fn request(words: &dyn BotWords, lang: Lang, to: Target, say: &Say) -> Result<Request, Failure> {
    let text = |reply| words.reply(lang, reply).map_err(Failure::Words);
    match say {
        Say::Message { reply, languages } => message(to, text(reply)?, languages.then(language_buttons)),
        Say::Menu { reply, rows } => message(to, text(reply)?, keyboard(words, lang, rows)?),
        Say::Edit { message_id, reply } => edit(to, *message_id, text(reply)?, Some(language_buttons())),
        Say::EditMenu { message_id, reply, rows } => edit(to, *message_id, text(reply)?, keyboard(words, lang, rows)?),
        Say::Strip(menu) => {
            Ok(Request::of(&EditMessageReplyMarkup::new(ChatId(menu.chat), message_number(menu.message_id)))?)
        }
        Say::Acknowledge { callback } => Ok(Request::of(&AnswerCallbackQuery::new(CallbackQueryId(callback.clone())))?),
        Say::Answer { callback, reply } => answer(callback, &text(reply)?),
        Say::Confirm { reply, yes, no } => {
            let [(yes, agree), (no, refuse)] = [yes, no];
            let buttons = [(text(yes)?, agree), (text(no)?, refuse)];
            // One below the other: labels are longer in some languages.
            let rows = buttons.map(|(label, data)| [InlineKeyboardButton::callback(label, data.as_str())]);
            message(to, text(reply)?, Some(InlineKeyboardMarkup::new(rows)))
        }
        Say::Rewrite { message_id, reply } => edit(to, *message_id, text(reply)?, None),
        Say::Commands => chat_commands(words, lang, to),
    }
}

fn message(to: Target, text: String, buttons: Option<InlineKeyboardMarkup>) -> Result<Request, Failure> {
    let mut message =
        SendMessage::new(ChatId(to.chat), text).parse_mode(ParseMode::Html).link_preview_options(NO_PREVIEW);
    if let Some(thread) = to.thread.and_then(|thread| i32::try_from(thread).ok()) {
        message = message.message_thread_id(ThreadId(MessageId(thread)));
    }
    if let Some(answered) = to.reply_to.and_then(|message| i32::try_from(message).ok()) {
        let parameters = ReplyParameters::new(MessageId(answered)).allow_sending_without_reply();
        message = message.reply_parameters(parameters);
    }
    if let Some(buttons) = buttons {
        message = message.reply_markup(buttons);
    }
    Ok(Request::of(&message)?)
}

fn edit(to: Target, message_id: i64, text: String, buttons: Option<InlineKeyboardMarkup>) -> Result<Request, Failure> {
    let edit = EditMessageText::new(ChatId(to.chat), message_number(message_id), text).parse_mode(ParseMode::Html);
    let mut edit = edit.link_preview_options(NO_PREVIEW);
    edit.reply_markup = buttons;
    Ok(Request::of(&edit)?)
}

/// Out of range cannot come from Telegram; 0 is refused there as "message to edit not found".
fn message_number(message_id: i64) -> MessageId {
    MessageId(i32::try_from(message_id).unwrap_or_default())
}

/// The buttons of a menu; `None` for none, which takes them off an old message.
fn keyboard(words: &dyn BotWords, lang: Lang, rows: &Rows) -> Result<Option<InlineKeyboardMarkup>, Failure> {
    let button = |Button { label, act }: &Button| {
        let text = words.label(lang, label).map_err(Failure::Words)?;
        Ok(match act {
            Act::Data(data) => InlineKeyboardButton::callback(text, data.as_str()),
            Act::Open(address) => {
                InlineKeyboardButton::url(text, address.parse().map_err(|_| Failure::Words(address.clone()))?)
            }
        })
    };
    let row = |row: &Vec<Button>| row.iter().map(button).collect::<Result<Vec<_>, Failure>>();
    let rows = rows.iter().map(row).collect::<Result<Vec<_>, Failure>>()?;
    Ok((!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows)))
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
