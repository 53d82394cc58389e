//! Faults on demand. The raw socket is the judge of what a client sees.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

/// Everything that the server writes before it closes the connection.
async fn raw(desk: &Desk, text: &str) -> Vec<u8> {
    let address = desk.base.strip_prefix("http://").expect("an address");
    let mut socket = tokio::net::TcpStream::connect(address).await.expect("connected");
    let body = json!({ "chat_id": ANNA, "text": text }).to_string();
    let head = "POST /bot1:T/sendMessage HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json";
    let request = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    socket.write_all(request.as_bytes()).await.expect("written");
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.expect("read to the end");
    answer
}

#[tokio::test]
async fn a_cut_connection_carries_not_one_byte() {
    let desk = Desk::unlimited().await;
    for (action, accepted) in [(Action::Drop, false), (Action::AcceptThenDrop, true)] {
        desk.sim.fault(Fault::new(action));
        assert_eq!(raw(&desk, "x").await, b"");
        let entry = desk.sim.journal().pop().expect("an entry");
        assert_eq!((entry.accepted, entry.status, entry.message_id.is_some()), (accepted, None, accepted));
    }
    assert!(raw(&desk, "x").await.starts_with(b"HTTP/1.1 200"), "the fault is used up");
    assert_eq!(desk.texts(ANNA).len(), 2);
}

#[tokio::test]
async fn an_answer_can_break_off_in_the_middle() {
    let desk = Desk::unlimited().await;
    desk.sim.fault(Fault::new(Action::AcceptThenHalf));
    let seen = String::from_utf8(raw(&desk, "half").await).expect("text");
    let (head, body) = seen.split_once("\r\n\r\n").expect("headers");
    assert!(head.starts_with("HTTP/1.1 200") && body.starts_with(r#"{"ok":true"#), "{seen}");
    assert!(serde_json::from_str::<Value>(body).is_err() && !body.is_empty(), "{body}");
    assert_eq!((desk.texts(ANNA), desk.sim.journal()[0].accepted), (vec!["half".to_owned()], true));
    desk.sim.fault(Fault::new(Action::AcceptThenHalf));
    let sent = desk.http.post(desk.url("sendMessage")).json(&json!({ "chat_id": ANNA, "text": "x" })).send().await;
    let error = sent.expect("headers").text().await.expect_err("half a body");
    assert!(error.is_body() || error.is_decode(), "{error:?}");
}

#[tokio::test]
async fn what_no_client_knows_can_be_put_into_the_queue() {
    let desk = Desk::unlimited().await;
    let chat = json!({ "id": -9, "type": "community", "title": "?" });
    desk.sim.inject_update("message", json!({ "message_id": 1, "date": 0, "chat": chat, "text": "/start",
        "entities": [{ "type": "bot_command", "offset": 0, "length": 6 }, { "type": "hologram", "offset": 0, "length": 1 }] }));
    desk.sim.inject_update("telepathy", json!({ "thought": 1 }));
    let updates = desk.ok("getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["chat"]["type"], "community");
    assert_eq!(updates[0]["message"]["entities"][1]["type"], "hologram");
    assert_eq!(updates[1]["telepathy"]["thought"], 1);
}

#[tokio::test]
async fn a_client_sees_a_broken_connection_and_goes_on_with_a_new_one() {
    let desk = Desk::unlimited().await;
    desk.sim.fault(Fault::new(Action::AcceptThenDrop).times(2));
    for _ in 0..2 {
        let sent = desk.http.post(desk.url("sendMessage")).json(&json!({ "chat_id": ANNA, "text": "x" })).send().await;
        let error = sent.expect_err("no answer");
        assert!(error.is_request() && !error.is_connect() && !error.is_timeout(), "{error:?}");
    }
    desk.send(ANNA, "y").await;
    assert_eq!(desk.texts(ANNA), ["x", "x", "y"]);
}

#[tokio::test]
async fn broken_answers_before_and_after_the_effect() {
    let desk = Desk::unlimited().await;
    for (action, status, accepted) in [
        (Action::Html { status: 502 }, 502, false),
        (Action::Garbage, 200, false),
        (Action::AcceptThenHtml { status: 504 }, 504, true),
        (Action::AcceptThenGarbage, 200, true),
    ] {
        desk.sim.fault(Fault::new(action.clone()));
        let before = desk.texts(ANNA).len();
        let request = desk.http.post(desk.url("sendMessage")).json(&json!({ "chat_id": ANNA, "text": "x" }));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status);
        let body = answer.text().await.expect("text");
        assert!(serde_json::from_str::<Value>(&body).is_err(), "{action:?}: {body}");
        assert_eq!(desk.texts(ANNA).len() - before, usize::from(accepted), "{action:?}");
        let entry = desk.sim.journal().pop().expect("an entry");
        assert_eq!((entry.accepted, entry.status, entry.fault), (accepted, Some(status), Some(action.name())));
    }
}

#[tokio::test]
async fn refusals_carry_their_parameters() {
    let desk = Desk::unlimited().await;
    for (action, code, parameters) in [
        (Action::flood_wait(41), 429, json!({ "retry_after": 41 })),
        (Action::migrate(-1009), 400, json!({ "migrate_to_chat_id": -1009 })),
        (Action::refuse(403, "Forbidden: user is deactivated"), 403, Value::Null),
        (Action::refuse(500, "Internal Server Error"), 500, Value::Null),
    ] {
        desk.sim.fault(Fault::new(action));
        let (status, body) = desk.call("sendMessage", json!({ "chat_id": ANNA, "text": "x" })).await;
        assert_eq!((status, &body["error_code"], &body["parameters"]), (code, &json!(code), &parameters));
    }
    assert!(desk.texts(ANNA).is_empty());
}

#[tokio::test]
async fn a_fault_hits_only_what_it_names_as_often_as_it_says() {
    let desk = Desk::unlimited().await;
    desk.sim.private_chat(102, "Bo", None);
    let refuse = Action::refuse(500, "Internal Server Error");
    desk.sim.fault(Fault::new(refuse).method("SendMessage").chat(ANNA).contains("SOFR").skip(1).times(2));
    desk.ok("getMe", json!({})).await;
    let mut statuses = Vec::new();
    for (chat, text) in
        [(102, "SOFR"), (ANNA, "H.4.1"), (ANNA, "SOFR 1"), (ANNA, "SOFR 2"), (ANNA, "SOFR 3"), (ANNA, "SOFR 4")]
    {
        statuses.push(desk.call("sendMessage", json!({ "chat_id": chat, "text": text })).await.0);
    }
    assert_eq!(statuses, [200, 200, 200, 500, 500, 200]);
}

#[tokio::test]
async fn delays_lie_before_or_after_the_effect() {
    let desk = Desk::unlimited().await;
    let ms = 60_000;
    for (action, messages) in [(Action::Delay { ms }, 0), (Action::DelayAnswer { ms }, 1)] {
        let desk = Desk::unlimited().await;
        desk.sim.fault(Fault::new(action));
        let send = desk.http.post(desk.url("sendMessage")).json(&json!({ "chat_id": ANNA, "text": "x" }));
        let gave_up = send.timeout(Duration::from_millis(300)).send().await.expect_err("too slow");
        assert!(gave_up.is_timeout());
        assert_eq!(desk.texts(ANNA).len(), messages);
    }
    // A delay lets a later fault follow.
    desk.sim.fault(Fault::new(Action::Delay { ms: 1 }));
    desk.sim.fault(Fault::new(Action::flood_wait(3)));
    assert_eq!(desk.try_send(ANNA).await, Some(3));
}

#[tokio::test]
async fn another_process_arms_and_clears_faults() {
    let desk = Desk::unlimited().await;
    let url = format!("{}/sim/fault", desk.base);
    let fault = json!({ "method": "sendMessage", "times": null, "action": { "kind": "refuse", "code": 429,
        "description": "Too Many Requests: retry after 5", "retry_after": 5 } });
    assert!(desk.http.post(&url).json(&fault).send().await.expect("an answer").status().is_success());
    for _ in 0..3 {
        assert_eq!(desk.try_send(ANNA).await, Some(5));
    }
    assert!(desk.http.delete(&url).send().await.expect("an answer").status().is_success());
    assert_eq!(desk.try_send(ANNA).await, None);
}
