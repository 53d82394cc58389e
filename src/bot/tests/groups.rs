//! Who may change what in groups, threads and channels, against the strict stand-in.

use rstest::rstest;
use serde_json::json;

use super::town::{ANNA, BASIC, BEN, CHANNEL, FORUM, GROUP, Town, data_of, methods, notice};
use crate::sim::telegram::{Action, ChatKind, Fault};
use crate::store::subscriber::Standing;

const ONLY: &str = "Only administrators of the chat can change its settings.";
const UNKNOWN: &str =
    "Telegram did not say whether you are an administrator, so nothing was changed. Please try again.";

fn refused(code: u16, description: &str) -> Action {
    Action::Refuse { code, description: description.to_owned(), retry_after: None, migrate_to_chat_id: None }
}

/// A town with a subscribed group whose menu is open.
async fn subscribed() -> Town {
    let mut town = Town::build().await;
    town.says(GROUP, ANNA, "/start").await;
    town.says(GROUP, ANNA, "/settings").await;
    town
}

#[rstest]
#[case("creator", true)]
#[case("administrator", true)]
#[case("member", false)]
#[case("restricted", false)]
#[case("left", false)]
#[case("kicked", false)]
#[tokio::test]
async fn a_press_counts_by_the_standing_at_that_moment(#[case] status: &str, #[case] may: bool) {
    let mut town = subscribed().await;
    town.sim.set_member(GROUP, BEN, status).unwrap();
    let before = town.subscriber(GROUP).await;
    let said = town.presses(GROUP, BEN, "s:1:page:rank").await;
    assert_eq!(notice(&said) == ONLY, !may);
    let said = town.forges(GROUP, BEN, town.last(GROUP).id, "s:1:rank:3").await;
    assert_eq!(methods(&said).first(), Some(&"getChatMember"));
    assert_eq!(town.subscriber(GROUP).await.unwrap().min_rank, if may { 3 } else { 1 });
    assert_eq!(town.subscriber(GROUP).await != before, may);
    assert!(town.last(GROUP).reply_markup.is_some(), "the menu is still there for others");
}

#[rstest]
#[case("/start")]
#[case("/stop")]
#[case("/settings")]
#[case("/timezone Europe/Vienna")]
#[case("/lang")]
#[case("/test")]
#[case("/mydata")]
#[case("/deletemydata")]
#[tokio::test]
async fn commands_of_members_that_would_change_something_get_one_short_reply(#[case] text: &str) {
    let mut town = subscribed().await;
    let before = town.subscriber(GROUP).await;
    let said = town.says(GROUP, BEN, text).await;
    assert_eq!(methods(&said), ["getChatMember", "sendMessage"]);
    assert_eq!(town.last(GROUP).text, ONLY);
    assert!(town.last(GROUP).reply_to.is_some(), "it says whom it answers");
    assert_eq!(town.subscriber(GROUP).await, before);
}

/// The check happens on the wire; whatever goes wrong there, nothing changes.
#[rstest]
#[case::a_gateway(Action::Html { status: 502 })]
#[case::trouble(refused(500, "Internal Server Error"))]
#[case::flood(refused(429, "Too Many Requests: retry after 30"))]
#[case::unreadable(Action::Garbage)]
#[case::a_cut_connection(Action::Drop)]
#[tokio::test]
async fn where_the_check_fails_nothing_is_changed(#[case] action: Action) {
    let mut town = subscribed().await;
    let before = town.subscriber(GROUP).await;
    town.sim.fault(Fault::new(action).method("getChatMember").always());
    let menu = town.last(GROUP).id;
    town.sim.member_presses(GROUP, ANNA, menu, "s:1:on:0").unwrap();
    assert_eq!(notice(&town.go_freely().await), UNKNOWN);
    town.sim.member_says(GROUP, ANNA, "/stop", None).unwrap();
    town.go_freely().await;
    assert_eq!(town.last(GROUP).text, UNKNOWN);
    assert_eq!(town.subscriber(GROUP).await, before);
    town.sim.clear_faults();
    town.presses(GROUP, ANNA, "s:1:on:0").await;
    assert_eq!(town.subscriber(GROUP).await.unwrap().standing, Standing::Stopped);
}

#[tokio::test]
async fn an_anonymous_administrator_writes_as_the_group_and_presses_as_a_person() {
    let mut town = Town::build().await;
    town.sim.set_anonymous(GROUP, ANNA, true, None).unwrap();
    let said = town.says(GROUP, ANNA, "/start").await;
    assert_eq!(methods(&said), ["sendMessage"], "nobody has to be asked");
    town.says(GROUP, ANNA, "/settings").await;
    let said = town.presses(GROUP, ANNA, "s:1:on:0").await;
    assert_eq!(methods(&said), ["getChatMember", "answerCallbackQuery", "editMessageText"]);
    assert_eq!(town.subscriber(GROUP).await.unwrap().standing, Standing::Stopped);
}

#[tokio::test]
async fn bots_and_members_who_write_for_a_channel_are_not_answered() {
    let mut town = subscribed().await;
    let message = |from: serde_json::Value, sender: Option<i64>| {
        let mut message = json!({"message_id": 900, "date": 1, "text": "/stop", "from": from,
            "chat": {"id": GROUP, "type": "supergroup", "title": "Desk"}});
        if let Some(id) = sender {
            message["sender_chat"] = json!({"id": id, "type": "channel", "title": "x"});
        }
        message
    };
    let bot = json!({"id": 5, "is_bot": true, "first_name": "b"});
    let channel_bot = json!({"id": 136_817_688, "is_bot": true, "first_name": "Channel"});
    for message in [message(bot, None), message(channel_bot, Some(CHANNEL))] {
        town.sim.inject_update("message", message);
        assert_eq!(methods(&town.go().await), [""; 0]);
    }
    assert_eq!(town.subscriber(GROUP).await.unwrap().standing, Standing::Active);
}

#[tokio::test]
async fn reading_is_everybodys_and_prose_is_nobodys() {
    let mut town = Town::build().await;
    for text in ["/status", "/fomc", "/help", "/why"] {
        assert_eq!(methods(&town.says(GROUP, BEN, text).await), ["sendMessage"], "{text}");
    }
    for text in ["good morning", "/nonsense", "/status@another_bot", "/stop@another_bot", "🙂", "مرحبا"] {
        assert_eq!(methods(&town.says(GROUP, BEN, text).await), [""; 0], "{text}");
    }
    assert_eq!(town.subscriber(GROUP).await, None);
}

#[tokio::test]
async fn start_in_a_thread_makes_it_the_place_of_alerts() {
    let mut town = Town::build().await;
    let thread = town.sim.topic_is_created(FORUM, ANNA, "Liquidity").unwrap();
    let other = town.sim.topic_is_created(FORUM, ANNA, "Lunch").unwrap();
    town.go().await;
    let mut told = Vec::new();
    for place in [Some(thread), Some(other), None] {
        town.sim.member_says(FORUM, ANNA, "/start", place).unwrap();
        town.go().await;
        assert_eq!(town.subscriber(FORUM).await.unwrap().thread, place.unwrap_or_default());
        assert_eq!(town.last(FORUM).thread, place, "answered where it was asked");
        told.push(town.last(FORUM).text.lines().next().unwrap().to_owned());
    }
    assert_eq!(told[0], "Alerts on US dollar liquidity come to this thread.");
    assert_eq!(told[1], "Subscribed already; alerts come to this thread. /settings");
    assert_eq!(told[2], "Subscribed already; alerts come to this group. /settings");
    // Who is no administrator moves nothing, and is answered where he asked.
    town.sim.member_says(FORUM, BEN, "/start", Some(other)).unwrap();
    town.go().await;
    assert_eq!((town.subscriber(FORUM).await.unwrap().thread, town.last(FORUM).thread), (0, Some(other)));
    town.sim.member_says(FORUM, ANNA, "/settings", Some(thread)).unwrap();
    town.go().await;
    assert_eq!(town.last(FORUM).thread, Some(thread));
}

#[tokio::test]
async fn a_channel_is_set_by_its_posts() {
    let mut town = Town::build().await;
    town.sim.channel_posts(CHANNEL, "/start", Some("Anna")).unwrap();
    let said = town.go().await;
    assert_eq!(methods(&said), ["sendMessage"]);
    assert!(town.last(CHANNEL).text.starts_with("Alerts on US dollar liquidity come to this channel."));
    town.sim.channel_posts(CHANNEL, "Reserves fell again.", None).unwrap();
    assert_eq!(methods(&town.go().await), [""; 0]);
    town.sim.channel_posts(CHANNEL, "/settings", None).unwrap();
    town.go().await;
    let said = town.presses(CHANNEL, BEN, "s:1:on:0").await;
    assert_eq!(notice(&said), ONLY, "readers see the buttons, and that is all");
    town.presses(CHANNEL, ANNA, "s:1:page:rank").await;
    town.presses(CHANNEL, ANNA, "s:1:rank:2").await;
    assert_eq!(town.subscriber(CHANNEL).await.unwrap().min_rank, 2);
    town.sim.channel_posts(CHANNEL, "/stop", None).unwrap();
    town.go().await;
    assert_eq!(town.subscriber(CHANNEL).await.unwrap().standing, Standing::Stopped);
}

/// The button "Settings in private" opens this link.
#[rstest]
#[case::channel(CHANNEL)]
#[case::group(GROUP)]
#[tokio::test]
async fn settings_open_in_private_for_administrators_only(#[case] chat: i64) {
    let mut town = Town::build().await;
    if chat == CHANNEL {
        town.sim.channel_posts(chat, "/start", None).unwrap();
        town.go().await;
    } else {
        town.says(chat, ANNA, "/start").await;
        town.says(chat, ANNA, "/settings").await;
        let buttons = town.last(chat).reply_markup.unwrap().to_string();
        assert!(buttons.contains("https://t.me/tidewatch_sim_bot?start=s1"), "{buttons}");
    }
    let said = town.says(BEN, BEN, "/start s1").await;
    assert_eq!(methods(&said), ["getChatMember", "sendMessage"]);
    assert_eq!(town.last(BEN).text, "只有此聊天室的管理員可以變更設定。");
    assert_eq!(town.subscriber(BEN).await, None, "who wanted something else is not subscribed by it");

    let said = town.says(ANNA, ANNA, "/start s1").await;
    let expected: &[&str] = if chat == CHANNEL {
        &["getChatMember", "getChat", "sendMessage"]
    } else {
        &["getChatMember", "getChat", "editMessageReplyMarkup", "sendMessage"]
    };
    assert_eq!(methods(&said), expected, "the menu in the group is taken away");
    assert!(town.last(ANNA).text.starts_with("Settings of Desk\nAlerts: on"), "{}", town.last(ANNA).text);
    let menu = town.last(ANNA).id;
    town.presses(ANNA, ANNA, "s:1:page:take").await;
    let said = town.presses(ANNA, ANNA, "s:1:take:h41:0").await;
    assert_eq!(notice(&said), "Not taken: H.4.1");
    assert!(town.last(ANNA).text.starts_with("Settings of Desk"));
    assert_eq!(town.subscriber(chat).await.unwrap().takes, 253);

    // Each press asks again.
    town.sim.set_member(chat, ANNA, "member").unwrap();
    let said = town.forges(ANNA, ANNA, menu, "s:1:take:h41:1").await;
    assert_eq!(notice(&said), ONLY);
    assert_eq!(town.subscriber(chat).await.unwrap().takes, 253);
}

#[tokio::test]
async fn the_language_of_a_group_is_not_the_readers_own() {
    let mut town = Town::build().await;
    town.says(GROUP, ANNA, "/start").await;
    town.sim.set_member(GROUP, BEN, "administrator").unwrap();
    town.says(BEN, BEN, "/start s1").await;
    assert!(town.last(BEN).text.starts_with("Desk：設定\n通知：開啟\n語言：English"), "{}", town.last(BEN).text);
    town.presses(BEN, BEN, "s:1:page:lang").await;
    let said = town.presses(BEN, BEN, "s:1:lang:zh-Hans").await;
    assert!(!methods(&said).contains(&"setMyCommands"), "Ben's own list stays");
    assert!(town.last(BEN).text.starts_with("Desk：設定\n語言：简体中文"));
    town.says(GROUP, ANNA, "/settings").await;
    assert!(town.last(GROUP).text.starts_with("设置"));
}

/// Rights are those of the chat that the settings belong to.
#[tokio::test]
async fn a_foreign_subscribers_number_opens_nothing() {
    let mut town = subscribed().await;
    town.says(BEN, BEN, "/start").await;
    town.says(BEN, BEN, "/settings").await;
    let (bens, before) = (town.last(BEN).id, town.subscriber(GROUP).await);
    // From his own menu Ben sends the group's number, …
    assert_eq!(notice(&town.forges(BEN, BEN, bens, "s:1:on:0").await), "只有此聊天室的管理員可以變更設定。");
    // … and below the group's menu his own.
    let menu = town.last(GROUP).id;
    assert_eq!(notice(&town.forges(GROUP, BEN, menu, "s:2:on:0").await), ONLY);
    // Anna runs the group, but Ben's chat is his.
    assert_eq!(
        notice(&town.forges(GROUP, ANNA, menu, "s:2:on:0").await),
        "This button is too old. Send the command again."
    );
    town.says(ANNA, ANNA, "/start").await;
    town.says(ANNA, ANNA, "/settings").await;
    assert_eq!(notice(&town.forges(ANNA, ANNA, town.last(ANNA).id, "s:2:on:0").await), ONLY);
    town.says(ANNA, ANNA, "/start s2").await;
    assert_eq!(town.last(ANNA).text, ONLY);
    assert_eq!(town.subscriber(GROUP).await, before);
    assert_eq!(town.subscriber(BEN).await.unwrap().standing, Standing::Active);
}

#[tokio::test]
async fn a_payload_that_names_nobody_is_an_ordinary_start() {
    let mut town = Town::build().await;
    for text in ["/start s99", "/start s1x", "/start ref_42"] {
        town.says(ANNA, ANNA, text).await;
    }
    assert_eq!(town.subscriber(ANNA).await.unwrap().standing, Standing::Active);
    town.says(ANNA, ANNA, "/start s1").await;
    assert!(town.last(ANNA).text.starts_with("Settings\nAlerts: on"), "a link to one's own chat");
}

#[tokio::test]
async fn a_title_with_markup_is_a_title() {
    let mut town = Town::build().await;
    let odd = -1999;
    town.sim.group_chat(odd, ChatKind::Supergroup, "<b>Desk</b> & { $x } \u{202e}قسم");
    town.sim.set_member(odd, ANNA, "creator").unwrap();
    town.says(odd, ANNA, "/start").await;
    town.says(ANNA, ANNA, "/start s1").await;
    assert!(town.last(ANNA).text.starts_with("Settings of <b>Desk</b> & { $x } \u{202e}قسم\n"));
}

/// Where members are hidden from a bot that is no administrator, the list of administrators is not.
#[tokio::test]
async fn hidden_members_are_told_apart_by_the_list_of_administrators() {
    let mut town = subscribed().await;
    let hidden = refused(400, "Bad Request: member list is inaccessible");
    town.sim.fault(Fault::new(hidden).method("getChatMember").always());
    let menu = town.last(GROUP).id;
    town.sim.member_presses(GROUP, BEN, menu, "s:1:on:0").unwrap();
    assert_eq!(notice(&town.go_freely().await), ONLY);
    town.sim.member_presses(GROUP, ANNA, menu, "s:1:on:0").unwrap();
    let said = town.go_freely().await;
    assert_eq!(methods(&said)[..2], ["getChatMember", "getChatAdministrators"]);
    assert_eq!(town.subscriber(GROUP).await.unwrap().standing, Standing::Stopped);
}

#[tokio::test]
async fn a_chat_without_the_right_to_write_is_suspended_and_nothing_breaks() {
    let mut town = subscribed().await;
    town.sim.set_muted(GROUP, true).unwrap();
    town.sim.member_says(GROUP, ANNA, "/stop", None).unwrap();
    town.go_freely().await;
    assert_eq!(town.subscriber(GROUP).await.unwrap().standing, Standing::Stopped, "done, though it cannot be said");
    town.sim.set_muted(GROUP, false).unwrap();
    town.says(BASIC, ANNA, "/start").await;
    assert!(!data_of(&town.last(GROUP)).is_empty());
}

/// While Telegram is asked who somebody in a group is, private chats have their answers already.
#[tokio::test]
async fn who_need_not_be_asked_about_does_not_wait_for_whom_telegram_is_asked_about() {
    let mut town = subscribed().await;
    town.sim.member_says(GROUP, ANNA, "/settings", None).unwrap();
    town.sim.member_says(BEN, BEN, "/help", None).unwrap();
    let said = town.go().await;
    let sent = said.iter().filter(|entry| entry.method == "sendMessage");
    let chats: Vec<i64> = sent.filter_map(|entry| entry.params["chat_id"].as_i64()).collect();
    assert_eq!(chats, [BEN, GROUP]);
}

/// What is kept of a group is its administrators' to see and to delete.
#[tokio::test]
async fn a_groups_data_are_its_administrators_to_see_and_to_delete() {
    let mut town = subscribed().await;
    town.says(GROUP, ANNA, "/mydata").await;
    assert!(town.last(GROUP).text.contains("supergroup"), "{}", town.last(GROUP).text);
    town.says(GROUP, ANNA, "/deletemydata").await;
    let question = town.last(GROUP).id;
    assert_eq!(data_of(&town.last(GROUP)), ["del:1:yes", "del:1:no"]);
    assert_eq!(notice(&town.forges(GROUP, BEN, question, "del:1:yes").await), ONLY);
    assert!(town.subscriber(GROUP).await.is_some(), "a member cannot");
    let elsewhere = town.says(ANNA, ANNA, "/start").await;
    assert!(!elsewhere.is_empty());
    let welcome = town.last(ANNA).id;
    town.forges(ANNA, ANNA, welcome, "del:1:yes").await;
    assert!(town.subscriber(GROUP).await.is_some(), "nor is it done from another chat");
    town.forges(GROUP, ANNA, question, "del:1:yes").await;
    assert_eq!(town.subscriber(GROUP).await, None);
    assert!(town.subscriber(ANNA).await.is_some(), "her own settings are another chat's");
}

/// Everything that only shows something is everybody's, and stays in its thread.
#[rstest]
#[case("/status")]
#[case("/fomc")]
#[case("/h41")]
#[case("/repo")]
#[case("/tga")]
#[case("/bills")]
#[case("/next")]
#[case("/history")]
#[case("/why")]
#[case("/help")]
#[case("/privacy")]
#[tokio::test]
async fn members_are_shown_what_is_public(#[case] text: &str) {
    let mut town = subscribed().await;
    let said = town.says(GROUP, BEN, text).await;
    assert!(methods(&said).iter().all(|method| *method == "sendMessage"), "{:?}", methods(&said));
    assert!(!said.is_empty() && town.last(GROUP).reply_to.is_some(), "{text}");
}
