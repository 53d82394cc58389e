//! Webhooks: pushes with the secret, pauses that grow, and polls that are shut out.

use axum::http::{HeaderMap, StatusCode};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;

/// What a webhook was sent, and when.
struct Pushed {
    at: DateTime<Utc>,
    secret: Option<String>,
    update: Value,
}

/// A webhook that answers with these statuses, then with 200.
async fn hook(clock: &Clock, statuses: &[u16]) -> (String, UnboundedReceiver<Pushed>) {
    let (sender, receiver) = unbounded_channel();
    let (clock, statuses) = (clock.clone(), Arc::new(Mutex::new(statuses.to_vec())));
    let take = move |headers: HeaderMap, body: String| {
        let secret = headers.get("x-telegram-bot-api-secret-token").and_then(|secret| secret.to_str().ok());
        let update = serde_json::from_str(&body).expect("an update");
        sender.send(Pushed { at: clock.now(), secret: secret.map(str::to_owned), update }).expect("a reader");
        let mut statuses = statuses.lock().expect("statuses");
        let status = if statuses.is_empty() { 200 } else { statuses.remove(0) };
        std::future::ready(StatusCode::from_u16(status).expect("a status"))
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let router = axum::Router::new().route("/hook", axum::routing::post(take));
    tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
    (url, receiver)
}

/// Until the stand-in has understood the answer to the last push.
async fn settled(desk: &Desk, waiting: usize) {
    while desk.sim.pending_updates() != waiting {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn updates_are_pushed_with_the_secret_and_confirmed_by_2xx() {
    let desk = Desk::unlimited().await;
    let (url, mut pushed) = hook(&desk.clock, &[]).await;
    desk.sim.person_says(ANNA, "before").expect("said");
    let set = json!({ "url": url, "secret_token": "s-1_A", "allowed_updates": ["message"], "max_connections": 3 });
    assert_eq!(desk.ok("setWebhook", set).await, true);
    desk.sim.person_says(ANNA, "after").expect("said");
    for text in ["before", "after"] {
        let push = pushed.recv().await.expect("a push");
        assert_eq!((push.secret.as_deref(), &push.update["message"]["text"]), (Some("s-1_A"), &json!(text)));
    }
    settled(&desk, 0).await;
    let info = desk.ok("getWebhookInfo", json!({})).await;
    assert_eq!(
        info,
        json!({ "url": url, "has_custom_certificate": false, "pending_update_count": 0, "max_connections": 3,
        "allowed_updates": ["message"] })
    );
}

#[tokio::test]
async fn a_webhook_that_refuses_is_tried_again_after_growing_pauses_and_others_do_not_wait() {
    let mut desk = Desk::unlimited().await;
    desk.sim.private_chat(102, "Bo", None);
    let (url, mut pushed) = hook(&desk.clock, &[500, 500, 503, 404, 200]).await;
    desk.ok("setWebhook", json!({ "url": url })).await;
    desk.sim.person_says(ANNA, "one").expect("said");
    let mut seen = Vec::new();
    let mut note = |push: Option<Pushed>| {
        let Pushed { at, update, .. } = push.expect("a push");
        seen.push(((at - start()).num_seconds(), update["message"]["text"].as_str().unwrap_or_default().to_owned()));
    };
    note(pushed.recv().await);
    note(pushed.recv().await);
    // A millisecond more: who wakes together with the webhook's task holds the clock before it.
    for pause in [2001, 4000] {
        let (push, ()) = tokio::join!(pushed.recv(), desk.pass(pause));
        note(push);
    }
    // The chat waits for eight seconds; what comes in another one does not, and keeps its place in the queue.
    let error = async {
        loop {
            let info = desk.ok("getWebhookInfo", json!({})).await;
            if info["last_error_message"] == "Wrong response from the webhook: 404 Not Found" {
                return info;
            }
        }
    };
    let info = error.await;
    assert_eq!((&info["last_error_date"], &info["pending_update_count"]), (&json!(start().timestamp() + 6), &json!(1)));
    desk.sim.person_says(ANNA, "two").expect("said");
    desk.sim.person_says(102, "elsewhere").expect("said");
    note(pushed.recv().await);
    settled(&desk, 2).await;
    let (push, ()) = tokio::join!(pushed.recv(), desk.pass(8000));
    note(push);
    note(pushed.recv().await);
    let expected = [(0, "one"), (0, "one"), (2, "one"), (6, "one"), (6, "elsewhere"), (14, "one"), (14, "two")];
    assert_eq!(seen, expected.map(|(at, text)| (at, text.to_owned())));
    settled(&desk, 0).await;
}

#[tokio::test]
async fn webhooks_and_polls_shut_each_other_out() {
    let desk = Desk::unlimited().await;
    let (url, mut pushed) = hook(&desk.clock, &[]).await;
    let poll = desk.refused("getUpdates", json!({ "timeout": 30 }));
    let setting = async {
        while desk.sim.in_flight() == 0 {
            tokio::task::yield_now().await;
        }
        desk.ok("setWebhook", json!({ "url": url })).await
    };
    let (refused, _) = tokio::join!(poll, setting);
    assert_eq!(refused, (409, "Conflict: terminated by setWebhook request".to_owned()));
    let active =
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    assert_eq!(desk.refused("getUpdates", json!({})).await, (409, active.to_owned()));
    desk.ok("deleteWebhook", json!({})).await;
    desk.sim.person_says(ANNA, "hello").expect("said");
    assert_eq!(desk.ok("getUpdates", json!({})).await[0]["message"]["text"], "hello");
    // What waits goes to the new webhook, unless it is to be dropped; an empty URL deletes it.
    desk.ok("setWebhook", json!({ "url": url })).await;
    assert_eq!(pushed.recv().await.expect("a push").update["message"]["text"], "hello");
    settled(&desk, 0).await;
    desk.ok("setWebhook", json!({ "url": "" })).await;
    assert_eq!(desk.ok("getWebhookInfo", json!({})).await["url"], "");
    desk.sim.person_says(ANNA, "dropped").expect("said");
    desk.ok("deleteWebhook", json!({ "drop_pending_updates": true })).await;
    assert_eq!(desk.ok("getUpdates", json!({})).await, json!([]));
    assert!(pushed.try_recv().is_err());
}

#[tokio::test]
async fn a_webhook_that_is_not_there_is_remembered_as_an_error() {
    let desk = Desk::unlimited().await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    drop(listener);
    desk.ok("setWebhook", json!({ "url": url })).await;
    desk.sim.person_says(ANNA, "hello").expect("said");
    loop {
        let info = desk.ok("getWebhookInfo", json!({})).await;
        if info["last_error_message"] == "Connection refused" {
            assert_eq!(info["pending_update_count"], 1);
            break;
        }
    }
}

#[tokio::test]
async fn addresses_and_secrets_are_checked() {
    let desk = Desk::unlimited().await;
    let at = |url: &str| json!({ "url": url });
    let with = |secret: &str| json!({ "url": "https://example.org/", "secret_token": secret });
    for (params, text) in [
        (at("nowhere"), "invalid webhook URL specified"),
        (at("http://example.org/"), "bad webhook: An HTTPS URL must be provided for webhook"),
        (at("https://example.org:444/"), "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        (with("a+b"), "secret token contains unallowed characters"),
        (with(&"x".repeat(257)), "secret token is too long"),
    ] {
        assert_eq!(desk.refused("setWebhook", params).await, (400, format!("Bad Request: {text}")));
    }
}
