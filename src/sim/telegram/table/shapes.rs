//! The object types inside parameters.

use super::{Kind, Shape, may, must};

pub(super) static INLINE_KEYBOARD: Shape = Shape {
    name: "InlineKeyboardMarkup",
    fields: &[must("inline_keyboard", Kind::List(&Kind::List(&Kind::Object(&INLINE_BUTTON))))],
};

static INLINE_BUTTON: Shape = Shape {
    name: "InlineKeyboardButton",
    fields: &[
        must("text", Kind::Text),
        may("icon_custom_emoji_id", Kind::Text),
        may("style", Kind::Text),
        may("url", Kind::Text),
        may("callback_data", Kind::Text),
        may("web_app", Kind::Opaque),
        may("login_url", Kind::Opaque),
        may("switch_inline_query", Kind::Text),
        may("switch_inline_query_current_chat", Kind::Text),
        may("switch_inline_query_chosen_chat", Kind::Opaque),
        may("copy_text", Kind::Opaque),
        may("callback_game", Kind::Opaque),
        may("pay", Kind::Flag),
        may("disabled", Kind::Opaque),
    ],
};

pub(super) static LINK_PREVIEW: Shape = Shape {
    name: "LinkPreviewOptions",
    fields: &[
        may("is_disabled", Kind::Flag),
        may("url", Kind::Text),
        may("prefer_small_media", Kind::Flag),
        may("prefer_large_media", Kind::Flag),
        may("show_above_text", Kind::Flag),
    ],
};

pub(super) static REPLY_PARAMETERS: Shape = Shape {
    name: "ReplyParameters",
    fields: &[
        may("message_id", Kind::Integer),
        may("chat_id", Kind::ChatId),
        may("allow_sending_without_reply", Kind::Flag),
        may("quote", Kind::Text),
        may("quote_parse_mode", Kind::Text),
        may("quote_entities", Kind::List(&Kind::Object(&MESSAGE_ENTITY))),
        may("quote_position", Kind::Integer),
    ],
};

pub(super) static MESSAGE_ENTITY: Shape = Shape {
    name: "MessageEntity",
    fields: &[
        must("type", Kind::Text),
        must("offset", Kind::Integer),
        must("length", Kind::Integer),
        may("url", Kind::Text),
        may("user", Kind::Opaque),
        may("language", Kind::Text),
        may("custom_emoji_id", Kind::Text),
    ],
};

pub(super) static BOT_COMMAND: Shape =
    Shape { name: "BotCommand", fields: &[must("command", Kind::Text), must("description", Kind::Text)] };

/// The union of all scopes: which of them wants which field is the method's business.
pub(super) static BOT_COMMAND_SCOPE: Shape = Shape {
    name: "BotCommandScope",
    fields: &[must("type", Kind::Text), may("chat_id", Kind::ChatId), may("user_id", Kind::Integer)],
};

/// All of them, for the comparison with the schema.
#[cfg(test)]
pub(in crate::sim::telegram) static ALL: &[&Shape] =
    &[&INLINE_KEYBOARD, &INLINE_BUTTON, &LINK_PREVIEW, &REPLY_PARAMETERS, &MESSAGE_ENTITY, &BOT_COMMAND];
