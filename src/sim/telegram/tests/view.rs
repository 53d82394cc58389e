//! A chat as a page follows it.

use super::*;

#[tokio::test]
async fn a_page_asks_what_changed_since_it_last_looked() {
    let desk = Desk::unlimited().await;
    desk.send(ANNA, "one").await;
    desk.send(ANNA, "two").await;
    let first = desk.sim.chat_since(ANNA, 0).expect("the chat");
    assert_eq!(first.messages.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    let none = ChatChanges { version: first.version, messages: vec![], deleted: vec![] };
    assert_eq!(desk.sim.chat_since(ANNA, first.version), Some(none));

    let edit = json!({ "chat_id": ANNA, "message_id": 2, "text": "<b>2</b>", "parse_mode": "HTML" });
    desk.ok("editMessageText", edit).await;
    desk.ok("deleteMessage", json!({ "chat_id": ANNA, "message_id": 1 })).await;
    desk.sim.person_says(ANNA, "three").expect("said");
    let then = desk.sim.chat_since(ANNA, first.version).expect("the chat");
    let seen: Vec<_> = then.messages.iter().map(|m| (m.id, m.sender.as_str(), m.html.as_str(), m.edited)).collect();
    assert_eq!(seen, [(2, "Tidewatch", "<b>2</b>", Some(start())), (3, "Anna", "three", None)]);
    assert_eq!(then.messages[0].entities, [json!({ "type": "bold", "offset": 0, "length": 1 })]);
    assert_eq!((then.deleted, then.version > first.version), (vec![1], true));
    // One who joins now sees what is there.
    assert_eq!(desk.sim.chat_since(ANNA, 0).expect("the chat").messages.len(), 2);
    assert_eq!(desk.sim.chat_since(404, 0), None);
}

#[tokio::test]
async fn a_page_can_wait_for_the_next_change() {
    let desk = Desk::unlimited().await;
    let mut version = desk.sim.follow();
    let before = *version.borrow_and_update();
    assert!(!version.has_changed().expect("alive"));
    desk.sim.person_says(ANNA, "hello").expect("said");
    version.changed().await.expect("alive");
    assert_eq!(desk.sim.chat_since(ANNA, before).expect("the chat").messages[0].text, "hello");
}
