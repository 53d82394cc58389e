//! A foreign client as judge: teloxide must be able to read what the stand-in says.

use teloxide::prelude::*;
use teloxide::types::{
    AllowedUpdate, BotCommand, BotCommandScope, ChatMemberKind, InlineKeyboardButton, InlineKeyboardMarkup,
    MessageEntityKind, MessageId, ParseMode, ReplyParameters, UpdateKind, UserId,
};
use teloxide::{ApiError, RequestError};

use super::*;

async fn open() -> (Desk, Bot) {
    let desk = Desk::open(TelegramSimConfig { strict: true, limits: Limits::NONE, ..Default::default() }).await;
    let bot = Bot::new("7000000001:TEST").set_api_url(desk.base.parse().expect("a URL"));
    (desk, bot)
}

#[tokio::test]
async fn teloxide_reads_messages_and_updates() {
    let (desk, bot) = open().await;
    let me = bot.get_me().await.expect("getMe");
    assert_eq!((me.id, me.username()), (UserId(7_000_000_001), "tidewatch_sim_bot"));

    let keys = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("English", "lang:en")]]);
    let sent = bot.send_message(ChatId(ANNA), "<b>Hi</b>").parse_mode(ParseMode::Html).reply_markup(keys.clone());
    let sent = sent.await.expect("sendMessage");
    assert_eq!((sent.text(), sent.reply_markup(), sent.date), (Some("Hi"), Some(&keys), start()));
    assert_eq!(sent.entities().expect("entities").first().map(|e| &e.kind), Some(&MessageEntityKind::Bold));
    let reply = bot.send_message(ChatId(ANNA), "again").reply_parameters(ReplyParameters::new(sent.id));
    assert_eq!(reply.await.expect("sendMessage").reply_to_message().map(|parent| parent.id), Some(sent.id));

    desk.sim.person_says(ANNA, "/start").expect("said");
    desk.sim.person_presses(ANNA, 1, "lang:en").expect("pressed");
    desk.sim.person_blocks(ANNA).expect("blocked");
    let kinds = [AllowedUpdate::Message, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];
    let updates = bot.get_updates().timeout(5).limit(50).allowed_updates(kinds).await.expect("getUpdates");
    let [start, press, block] = updates.as_slice() else { panic!("three updates: {updates:?}") };
    let UpdateKind::Message(start) = &start.kind else { panic!("a message: {start:?}") };
    assert_eq!(start.from.as_ref().and_then(|user| user.language_code.as_deref()), Some("en"));
    let UpdateKind::CallbackQuery(press) = &press.kind else { panic!("a press: {press:?}") };
    assert_eq!((press.data.as_deref(), press.regular_message().map(|m| m.id)), (Some("lang:en"), Some(sent.id)));
    let UpdateKind::MyChatMember(block) = &block.kind else { panic!("a block: {block:?}") };
    assert!(matches!(block.new_chat_member.kind, ChatMemberKind::Banned(_)));
    bot.answer_callback_query(press.id.clone()).text("Done").await.expect("answerCallbackQuery");
}

#[tokio::test]
async fn teloxide_reads_edits_deletions_and_the_profile() {
    let (desk, bot) = open().await;
    let chat = ChatId(ANNA);
    let sent = bot.send_message(chat, "one").await.expect("sendMessage").id;
    let edited = bot.edit_message_text(chat, sent, "two").await.expect("editMessageText");
    assert_eq!((edited.text(), edited.edit_date().copied()), (Some("two"), Some(start())));
    let keys = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("x", "y")]]);
    bot.edit_message_reply_markup(chat, sent).reply_markup(keys).await.expect("editMessageReplyMarkup");
    bot.delete_message(chat, sent).await.expect("deleteMessage");
    bot.send_chat_action(chat, teloxide::types::ChatAction::Typing).await.expect("sendChatAction");

    let commands = [BotCommand::new("status", "The board")];
    bot.set_my_commands(commands.clone())
        .scope(BotCommandScope::AllPrivateChats)
        .language_code("zh")
        .await
        .expect("set");
    let kept = bot.get_my_commands().scope(BotCommandScope::AllPrivateChats).language_code("zh").await.expect("get");
    assert_eq!(kept, commands);
    bot.delete_my_commands().await.expect("deleteMyCommands");
    bot.set_my_description().description("It watches").await.expect("setMyDescription");
    bot.set_my_short_description().short_description("It watches").await.expect("setMyShortDescription");
    assert!(bot.get_webhook_info().await.expect("getWebhookInfo").url.is_none());
    bot.delete_webhook().drop_pending_updates(true).await.expect("deleteWebhook");
    drop(desk);
}

#[tokio::test]
async fn teloxide_reads_chats_and_every_kind_of_member() {
    let (desk, bot) = open().await;
    for (id, kind) in
        [(-5, ChatKind::Group), (-1005, ChatKind::Supergroup), (-1006, ChatKind::Forum), (-1007, ChatKind::Channel)]
    {
        desk.sim.group_chat(id, kind, "Desk");
        let chat = bot.get_chat(ChatId(id)).await.expect("getChat");
        assert_eq!((chat.title(), chat.is_private()), (Some("Desk"), false));
    }
    assert_eq!(bot.get_chat(ChatId(ANNA)).await.expect("getChat").first_name(), Some("Anna"));
    let user = UserId(ANNA.unsigned_abs());
    for status in ["creator", "administrator", "member", "restricted", "left", "kicked"] {
        desk.sim.set_member(-1005, ANNA, status).expect("the chat");
        let member = bot.get_chat_member(ChatId(-1005), user).await.expect(status);
        assert_eq!(member.is_privileged(), ["creator", "administrator"].contains(&status));
    }
    desk.sim.set_member(-1005, ANNA, "member").expect("the chat");
    desk.sim.member_says(-1005, ANNA, "/status", None).expect("said");
    desk.sim.group_is_upgraded(-5, -1008).expect("upgraded");
    let updates = bot.get_updates().await.expect("getUpdates");
    assert!(updates.iter().all(|update| matches!(update.kind, UpdateKind::Message(_))), "{updates:?}");
}

#[tokio::test]
async fn teloxide_knows_our_refusals() {
    let (desk, bot) = open().await;
    let chat = ChatId(ANNA);
    bot.send_message(chat, "x").await.expect("sendMessage");
    let api = |result: Result<Message, RequestError>| match result {
        Err(RequestError::Api(error)) => error,
        other => panic!("a refusal: {other:?}"),
    };
    assert_eq!(api(bot.send_message(ChatId(404), "x").await), ApiError::ChatNotFound);
    assert_eq!(api(bot.edit_message_text(chat, MessageId(1), "x").await), ApiError::MessageNotModified);
    assert_eq!(api(bot.edit_message_text(chat, MessageId(9), "x").await), ApiError::MessageToEditNotFound);
    assert_eq!(api(bot.send_message(chat, "x".repeat(4097)).await), ApiError::MessageIsTooLong);
    let broken = bot.send_message(chat, "<x>").parse_mode(ParseMode::Html).await;
    assert!(matches!(api(broken), ApiError::CantParseEntities(_)));
    desk.sim.person_blocks(ANNA).expect("blocked");
    assert_eq!(api(bot.send_message(chat, "x").await), ApiError::BotBlocked);
    desk.sim.fault(Fault::new(Action::flood_wait(7)));
    let flood = bot.send_message(chat, "x").await.expect_err("refused");
    assert!(matches!(flood, RequestError::RetryAfter(seconds) if seconds.seconds() == 7));
    desk.sim.fault(Fault::new(Action::migrate(-1009)));
    let moved = bot.send_message(chat, "x").await.expect_err("refused");
    assert!(matches!(moved, RequestError::MigrateToChatId(ChatId(-1009))));
    desk.sim.fault(Fault::new(Action::AcceptThenDrop));
    assert!(matches!(bot.send_message(chat, "x").await, Err(RequestError::Network(_))));
}
