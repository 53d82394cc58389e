//! The methods that the stand-in knows, with their parameters: the stand-in's own reading of the
//! Bot API 10.3. A test compares it with a schema that others derived from the official pages.

mod shapes;

#[cfg(test)]
pub(super) use shapes::ALL as ALL_SHAPES;

use shapes::{BOT_COMMAND, BOT_COMMAND_SCOPE, INLINE_KEYBOARD, LINK_PREVIEW, MESSAGE_ENTITY, REPLY_PARAMETERS};

/// One method.
#[derive(Debug)]
pub(super) struct Method {
    /// In the Bot API's spelling.
    pub name: &'static str,
    pub params: &'static [Field],
}

/// One parameter of a method, or one field of an object.
#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
}

/// The type of a value.
#[derive(Debug)]
pub(super) enum Kind {
    Integer,
    Text,
    Flag,
    /// An integer or `@username`.
    ChatId,
    Object(&'static Shape),
    List(&'static Kind),
    /// An upload, a file id, or `attach://` with the name of an upload.
    File,
    /// An object that the stand-in does not look into.
    Opaque,
}

impl Kind {
    /// How a refusal names it.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Integer => "Integer",
            Self::Text => "String",
            Self::Flag => "Boolean",
            Self::ChatId => "Integer or String",
            Self::Object(shape) => shape.name,
            Self::List(_) => "Array",
            Self::File => "InputFile or String",
            Self::Opaque => "Object",
        }
    }
}

/// An object type of the Bot API.
#[derive(Debug)]
pub(super) struct Shape {
    pub name: &'static str,
    pub fields: &'static [Field],
}

const fn must(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: true }
}

const fn may(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false }
}

/// The method of this name in any case, as Telegram finds it.
pub(super) fn method(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name))
}

/// All methods.
pub(super) static METHODS: &[Method] = &[
    Method { name: "getMe", params: &[] },
    Method {
        name: "getUpdates",
        params: &[
            may("offset", Kind::Integer),
            may("limit", Kind::Integer),
            may("timeout", Kind::Integer),
            may("allowed_updates", Kind::List(&Kind::Text)),
        ],
    },
    Method {
        name: "setWebhook",
        params: &[
            must("url", Kind::Text),
            may("max_connections", Kind::Integer),
            may("allowed_updates", Kind::List(&Kind::Text)),
            may("drop_pending_updates", Kind::Flag),
            may("secret_token", Kind::Text),
        ],
    },
    Method { name: "deleteWebhook", params: &[may("drop_pending_updates", Kind::Flag)] },
    Method { name: "getWebhookInfo", params: &[] },
    Method {
        name: "sendMessage",
        params: &[
            must("chat_id", Kind::ChatId),
            must("text", Kind::Text),
            may("message_thread_id", Kind::Integer),
            may("parse_mode", Kind::Text),
            may("entities", Kind::List(&Kind::Object(&MESSAGE_ENTITY))),
            may("link_preview_options", Kind::Object(&LINK_PREVIEW)),
            may("disable_notification", Kind::Flag),
            may("protect_content", Kind::Flag),
            may("allow_paid_broadcast", Kind::Flag),
            may("message_effect_id", Kind::Text),
            may("reply_parameters", Kind::Object(&REPLY_PARAMETERS)),
            may("reply_markup", Kind::Object(&INLINE_KEYBOARD)),
        ],
    },
    Method {
        name: "sendPhoto",
        params: &[
            must("chat_id", Kind::ChatId),
            must("photo", Kind::File),
            may("caption", Kind::Text),
            may("message_thread_id", Kind::Integer),
            may("parse_mode", Kind::Text),
            may("caption_entities", Kind::List(&Kind::Object(&MESSAGE_ENTITY))),
            may("show_caption_above_media", Kind::Flag),
            may("has_spoiler", Kind::Flag),
            may("disable_notification", Kind::Flag),
            may("protect_content", Kind::Flag),
            may("allow_paid_broadcast", Kind::Flag),
            may("message_effect_id", Kind::Text),
            may("reply_parameters", Kind::Object(&REPLY_PARAMETERS)),
            may("reply_markup", Kind::Object(&INLINE_KEYBOARD)),
        ],
    },
    Method { name: "getFile", params: &[must("file_id", Kind::Text)] },
    Method {
        name: "editMessageCaption",
        params: &[
            may("chat_id", Kind::ChatId),
            may("message_id", Kind::Integer),
            may("caption", Kind::Text),
            may("parse_mode", Kind::Text),
            may("caption_entities", Kind::List(&Kind::Object(&MESSAGE_ENTITY))),
            may("show_caption_above_media", Kind::Flag),
            may("reply_markup", Kind::Object(&INLINE_KEYBOARD)),
        ],
    },
    Method {
        name: "editMessageText",
        params: &[
            may("chat_id", Kind::ChatId),
            may("message_id", Kind::Integer),
            may("text", Kind::Text),
            may("parse_mode", Kind::Text),
            may("entities", Kind::List(&Kind::Object(&MESSAGE_ENTITY))),
            may("link_preview_options", Kind::Object(&LINK_PREVIEW)),
            may("reply_markup", Kind::Object(&INLINE_KEYBOARD)),
        ],
    },
    Method {
        name: "editMessageReplyMarkup",
        params: &[
            may("chat_id", Kind::ChatId),
            may("message_id", Kind::Integer),
            may("reply_markup", Kind::Object(&INLINE_KEYBOARD)),
        ],
    },
    Method { name: "deleteMessage", params: &[must("chat_id", Kind::ChatId), must("message_id", Kind::Integer)] },
    Method {
        name: "answerCallbackQuery",
        params: &[
            must("callback_query_id", Kind::Text),
            may("text", Kind::Text),
            may("show_alert", Kind::Flag),
            may("url", Kind::Text),
            may("cache_time", Kind::Integer),
        ],
    },
    Method {
        name: "sendChatAction",
        params: &[must("chat_id", Kind::ChatId), must("action", Kind::Text), may("message_thread_id", Kind::Integer)],
    },
    Method { name: "getChat", params: &[must("chat_id", Kind::ChatId)] },
    Method { name: "getChatMember", params: &[must("chat_id", Kind::ChatId), must("user_id", Kind::Integer)] },
    Method { name: "getChatAdministrators", params: &[must("chat_id", Kind::ChatId), may("return_bots", Kind::Flag)] },
    Method { name: "getChatMemberCount", params: &[must("chat_id", Kind::ChatId)] },
    Method {
        name: "setMyCommands",
        params: &[
            must("commands", Kind::List(&Kind::Object(&BOT_COMMAND))),
            may("scope", Kind::Object(&BOT_COMMAND_SCOPE)),
            may("language_code", Kind::Text),
        ],
    },
    Method {
        name: "getMyCommands",
        params: &[may("scope", Kind::Object(&BOT_COMMAND_SCOPE)), may("language_code", Kind::Text)],
    },
    Method {
        name: "deleteMyCommands",
        params: &[may("scope", Kind::Object(&BOT_COMMAND_SCOPE)), may("language_code", Kind::Text)],
    },
    Method { name: "getMyDescription", params: &[may("language_code", Kind::Text)] },
    Method { name: "getMyShortDescription", params: &[may("language_code", Kind::Text)] },
    Method { name: "setMyDescription", params: &[may("description", Kind::Text), may("language_code", Kind::Text)] },
    Method {
        name: "setMyShortDescription",
        params: &[may("short_description", Kind::Text), may("language_code", Kind::Text)],
    },
];
