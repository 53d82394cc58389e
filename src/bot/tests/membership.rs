//! The bot is added, removed, silenced, and groups become supergroups, against the strict stand-in.

use rstest::rstest;
use serde_json::json;

use super::town::{ANNA, BASIC, BEN, CHANNEL, FORUM, GROUP, Town, data_of, methods, notice};
use crate::sim::telegram::{ChatKind, Status};
use crate::store::subscriber::Standing;

/// A supergroup, a channel and a basic group to which nobody has added the bot.
const NEW_GROUP: i64 = -2001;
const NEW_CHANNEL: i64 = -2003;
const NEW_BASIC: i64 = -24;

async fn town() -> Town {
    let town = Town::build().await;
    for (chat, kind) in
        [(NEW_GROUP, ChatKind::Supergroup), (NEW_CHANNEL, ChatKind::Channel), (NEW_BASIC, ChatKind::Group)]
    {
        town.sim.foreign_chat(chat, kind, "New desk");
        town.sim.set_member(chat, ANNA, "creator").unwrap();
        town.sim.set_member(chat, BEN, "member").unwrap();
    }
    town
}

fn held(class: &str) -> Standing {
    Standing::Suspended(class.to_owned())
}

async fn standing(town: &Town, chat: i64) -> Standing {
    town.subscriber(chat).await.unwrap().standing
}

#[rstest]
#[case::supergroup(NEW_GROUP, Status::Member, "group")]
#[case::supergroup_as_administrator(NEW_GROUP, Status::Administrator, "group")]
#[case::basic_group(NEW_BASIC, Status::Member, "group")]
#[case::channel(NEW_CHANNEL, Status::Administrator, "channel")]
#[tokio::test]
async fn an_administrator_who_adds_the_bot_subscribes_the_chat(
    #[case] chat: i64,
    #[case] status: Status,
    #[case] place: &str,
) {
    let mut town = town().await;
    let said = town.bot_becomes(chat, ANNA, status, None).await;
    assert_eq!(said.last().unwrap().method, "sendMessage");
    let subscriber = town.subscriber(chat).await.unwrap();
    assert_eq!((subscriber.standing, subscriber.takes, subscriber.min_rank), (Standing::Active, 255, 1));
    let welcome = town.last(chat).text;
    assert!(welcome.starts_with(&format!("Alerts on US dollar liquidity come to this {place}.\n")), "{welcome}");
    for word in ["FOMC", "/settings", "/stop"] {
        assert!(welcome.contains(word), "{word} in {welcome}");
    }
    assert_eq!(town.messages(chat).len(), 1, "one message, though Telegram tells of the joining twice");
}

#[tokio::test]
async fn a_member_who_adds_it_has_an_administrator_asked() {
    let mut town = town().await;
    town.bot_becomes(NEW_GROUP, BEN, Status::Member, None).await;
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Asked);
    assert!(town.last(NEW_GROUP).text.contains("由管理員決定"), "Ben reads Chinese: {}", town.last(NEW_GROUP).text);
    assert_eq!(data_of(&town.last(NEW_GROUP)), ["join"]);
    let said = town.presses(NEW_GROUP, BEN, "join").await;
    assert_eq!(notice(&said), "只有此聊天室的管理員可以變更設定。");
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Asked);

    let question = town.last(NEW_GROUP).id;
    let said = town.presses(NEW_GROUP, ANNA, "join").await;
    assert_eq!(methods(&said), ["getChatMember", "answerCallbackQuery", "editMessageText"]);
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Active);
    let welcome = town.last(NEW_GROUP);
    assert_eq!((welcome.id, welcome.reply_markup), (question, None), "the question becomes the welcome");
    // A second press, a moment later, leaves the same.
    let said = town.forges(NEW_GROUP, ANNA, question, "join").await;
    assert_eq!((notice(&said), standing(&town, NEW_GROUP).await), ("通知：開啟", Standing::Active));
}

#[tokio::test]
async fn who_is_asked_may_also_write_start() {
    let mut town = town().await;
    town.bot_becomes(NEW_GROUP, BEN, Status::Member, None).await;
    town.says(NEW_GROUP, ANNA, "/start").await;
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Active);
}

#[tokio::test]
async fn leaving_keeps_the_settings_and_returning_takes_them_up() {
    let mut town = town().await;
    town.bot_becomes(NEW_GROUP, ANNA, Status::Member, None).await;
    town.says(NEW_GROUP, ANNA, "/timezone Asia/Tokyo").await;
    let before = town.subscriber(NEW_GROUP).await.unwrap();
    for gone in [Status::Kicked, Status::Left] {
        assert_eq!(methods(&town.bot_becomes(NEW_GROUP, ANNA, gone, None).await), [""; 0]);
        assert_eq!(standing(&town, NEW_GROUP).await, held("kicked"));
        town.bot_becomes(NEW_GROUP, BEN, Status::Member, None).await;
        assert_eq!(town.subscriber(NEW_GROUP).await.as_ref(), Some(&before));
        assert!(town.last(NEW_GROUP).text.starts_with("Alerts come to this group again"));
    }
}

#[tokio::test]
async fn who_had_stopped_is_asked_and_not_subscribed_by_a_return() {
    let mut town = town().await;
    town.bot_becomes(NEW_GROUP, ANNA, Status::Member, None).await;
    town.says(NEW_GROUP, ANNA, "/stop").await;
    town.bot_becomes(NEW_GROUP, ANNA, Status::Kicked, None).await;
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Stopped);
    town.bot_becomes(NEW_GROUP, ANNA, Status::Member, None).await;
    assert_eq!(
        (standing(&town, NEW_GROUP).await, data_of(&town.last(NEW_GROUP))),
        (Standing::Stopped, vec!["join".to_owned()])
    );
    town.presses(NEW_GROUP, ANNA, "join").await;
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Active);
}

#[tokio::test]
async fn who_was_only_asked_is_asked_again() {
    let mut town = town().await;
    town.bot_becomes(NEW_GROUP, BEN, Status::Member, None).await;
    town.bot_becomes(NEW_GROUP, ANNA, Status::Kicked, None).await;
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Asked);
    town.bot_becomes(NEW_GROUP, BEN, Status::Member, None).await;
    assert_eq!((standing(&town, NEW_GROUP).await, town.messages(NEW_GROUP).len()), (Standing::Asked, 2));
    town.bot_becomes(NEW_GROUP, ANNA, Status::Kicked, None).await;
    town.bot_becomes(NEW_GROUP, ANNA, Status::Member, None).await;
    assert_eq!(standing(&town, NEW_GROUP).await, Standing::Active, "this time an administrator adds it");
}

#[tokio::test]
async fn silence_suspends_and_the_right_to_write_resumes_without_a_word() {
    let mut town = Town::build().await;
    town.says(GROUP, ANNA, "/start").await;
    let count = town.messages(GROUP).len();
    for (status, rights, expected) in [
        (Status::Restricted, Some(&[][..]), held("no_rights")),
        (Status::Restricted, Some(&["can_send_messages"][..]), Standing::Active),
        (Status::Restricted, Some(&[][..]), held("no_rights")),
        (Status::Administrator, None, Standing::Active),
        (Status::Member, None, Standing::Active),
    ] {
        town.bot_becomes(GROUP, ANNA, status, rights).await;
        assert_eq!(standing(&town, GROUP).await, expected, "{status:?} {rights:?}");
    }
    assert_eq!(town.messages(GROUP).len(), count);

    town.sim.channel_posts(CHANNEL, "/start", None).unwrap();
    town.go().await;
    for (rights, expected) in [
        (Some(&["can_edit_messages"][..]), held("no_rights")),
        (Some(&["can_post_messages"][..]), Standing::Active),
        (None, Standing::Active),
    ] {
        town.bot_becomes(CHANNEL, ANNA, Status::Administrator, rights).await;
        assert_eq!(standing(&town, CHANNEL).await, expected, "{rights:?}");
    }
    town.bot_becomes(CHANNEL, ANNA, Status::Left, None).await;
    assert_eq!(standing(&town, CHANNEL).await, held("kicked"));
}

#[tokio::test]
async fn blocking_and_returning_in_private() {
    let mut town = Town::build().await;
    town.says(ANNA, ANNA, "/start").await;
    let before = town.subscriber(ANNA).await;
    town.sim.person_blocks(ANNA).unwrap();
    town.go().await;
    assert_eq!(standing(&town, ANNA).await, held("blocked"));
    town.sim.person_unblocks(ANNA).unwrap();
    assert_eq!(methods(&town.go().await), [""; 0]);
    assert_eq!(town.subscriber(ANNA).await, before);
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_takes_its_settings_along() {
    let mut town = Town::build().await;
    town.says(BASIC, ANNA, "/start").await;
    town.says(BASIC, ANNA, "/settings").await;
    let (menu, before) = (town.last(BASIC).id, town.subscriber(BASIC).await.unwrap());
    town.presses(BASIC, ANNA, "s:1:page:rank").await;
    // A press is on its way while the group migrates: it comes from the old chat.
    let to = -100_014;
    town.sim.member_presses(BASIC, ANNA, menu, "s:1:rank:2").unwrap();
    town.sim.group_is_upgraded(BASIC, to).unwrap();
    town.go_freely().await;
    let after = town.subscriber(to).await.unwrap();
    assert_eq!(town.subscriber(BASIC).await, None);
    assert_eq!((after.id, after.standing.clone(), after.takes), (before.id, Standing::Active, before.takes));
    assert!(after.chat_kind == crate::store::subscriber::ChatKind::Supergroup && after.menu.is_empty());
    // Both notices have come; a third, by delivery or a repetition, changes nothing.
    town.sim.inject_update(
        "message",
        json!({"message_id": 1, "date": 1, "migrate_from_chat_id": BASIC,
        "chat": {"id": to, "type": "supergroup", "title": "Desk"}}),
    );
    town.go_freely().await;
    assert_eq!(town.subscriber(to).await, Some(after));
    // The supergroup has a menu of its own.
    town.says(to, ANNA, "/settings").await;
    town.presses(to, ANNA, "s:1:page:rank").await;
    town.presses(to, ANNA, "s:1:rank:3").await;
    assert_eq!(town.subscriber(to).await.unwrap().min_rank, 3);
}

/// A press that Telegram delivers after the migration names the old chat, which is nobody's any more.
#[tokio::test]
async fn a_late_press_from_the_old_group_has_expired() {
    let mut town = Town::build().await;
    town.says(BASIC, ANNA, "/start").await;
    town.says(BASIC, ANNA, "/settings").await;
    let (menu, to) = (town.last(BASIC).id, -100_014);
    town.sim.group_is_upgraded(BASIC, to).unwrap();
    town.go_freely().await;
    let before = town.subscriber(to).await;
    let press = |id: &str, data: &str| {
        json!({"id": id, "data": data, "chat_instance": "1",
        "from": {"id": ANNA, "is_bot": false, "first_name": "Anna"},
        "message": {"message_id": menu, "date": 1, "chat": {"id": BASIC, "type": "group", "title": "Desk"}}})
    };
    for (id, data) in [("1", "s:1:rank:3"), ("2", "join"), ("3", "lang:zh-Hant")] {
        town.sim.inject_update("callback_query", press(id, data));
        town.go_freely().await;
    }
    assert_eq!((town.subscriber(to).await, town.subscriber(BASIC).await), (before, None));
}

/// The supergroup may have subscribed by itself before the notice comes.
#[tokio::test]
async fn a_supergroup_that_is_subscribed_already_stays_one_subscriber() {
    let mut town = Town::build().await;
    town.says(BASIC, ANNA, "/start").await;
    town.says(FORUM, ANNA, "/start").await;
    town.sim.inject_update(
        "message",
        json!({"message_id": 1, "date": 1, "migrate_to_chat_id": FORUM,
        "chat": {"id": BASIC, "type": "group", "title": "Desk"}}),
    );
    town.go().await;
    assert_eq!(standing(&town, FORUM).await, Standing::Active);
    assert_eq!(standing(&town, BASIC).await, Standing::Stopped, "the old group hears nothing twice");
}
