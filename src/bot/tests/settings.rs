//! The settings menu, page by page, against the strict stand-in.

use rstest::rstest;

use super::town::{ANNA, BEN, CHANNEL, FORUM, GROUP, Town, data_of, methods, notice};
use crate::alert::Category;
use crate::lang::Lang;
use crate::store::subscriber::{QuietHours, Standing};

/// A town in which a chat is subscribed and its menu is open.
async fn opened(chat: i64) -> Town {
    let mut town = Town::build().await;
    for text in ["/start", "/settings"] {
        if chat == CHANNEL {
            town.sim.channel_posts(chat, text, None).unwrap();
            town.go().await;
        } else {
            town.says(chat, ANNA, text).await;
        }
    }
    town
}

#[rstest]
#[case::private(ANNA)]
#[case::supergroup(GROUP)]
#[case::forum(FORUM)]
#[case::channel(CHANNEL)]
#[tokio::test]
async fn every_page_and_button_works_in_one_message(#[case] chat: i64) {
    let mut town = opened(chat).await;
    let menu = town.last(chat).id;
    // From each page every button is pressed once; pages that it leads to are walked in turn.
    let mut pages = vec!["s:1:page:main:".to_owned()];
    pages.clear();
    for page in ["main", "lang", "take", "rank", "sound", "quiet", "from", "to", "zone"] {
        pages.push(format!("s:1:page:{page}"));
    }
    let mut pressed = 0;
    for page in pages {
        let said = town.forges(chat, ANNA, menu, &page).await;
        assert_eq!(said.last().unwrap().method, "editMessageText", "{page}");
        let buttons = data_of(&town.last(chat));
        assert!(buttons.len() >= 4, "{page}: {buttons:?}");
        for data in buttons.into_iter().filter(|data| *data != "s:1:done:") {
            town.forges(chat, ANNA, menu, &page).await;
            let said = town.presses(chat, ANNA, &data).await;
            let known = ["getChatMember", "answerCallbackQuery", "editMessageText", "setMyCommands"];
            assert!(methods(&said).iter().all(|method| known.contains(method)), "{data}: {said:?}");
            assert_eq!(town.last(chat).id, menu, "edited in place");
            pressed += 1;
        }
    }
    assert!(pressed > 100, "{pressed} buttons");
    let said = town.presses(chat, ANNA, "s:1:done:").await;
    assert_eq!(said.last().unwrap().method, "editMessageText");
    assert_eq!((town.last(chat).reply_markup, town.last(chat).id), (None, menu));
    assert_eq!(town.subscriber(chat).await.unwrap().menu, "");
}
