use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use sqlx::Row as _;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use super::*;
use crate::clock::Woken;
use crate::telegram::ClientConfig;

/// Telegram's side of long polling, without the hold: what is confirmed is forgotten.
#[derive(Clone, Default)]
struct Telegram(Arc<Mutex<Server>>);

#[derive(Default)]
struct Server {
    updates: Vec<(i64, String)>,
    asked: Vec<(String, Value)>,
    /// Answers that come before anything else.
    script: VecDeque<ResponseTemplate>,
}

impl Respond for Telegram {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut server = self.0.lock().unwrap();
        let method = request.url.path_segments().unwrap().next_back().unwrap().to_owned();
        let params: Value = request.body_json().unwrap();
        server.asked.push((method.clone(), params.clone()));
        if let Some(answer) = server.script.pop_front() {
            return answer;
        }
        if method != "getUpdates" {
            let me = json!({"ok": true, "result": {"id": 1, "is_bot": true, "username": "TideBot"}});
            return ResponseTemplate::new(200).set_body_json(me);
        }
        let offset = params["offset"].as_i64().unwrap_or(0);
        server.updates.retain(|(id, _)| *id >= offset);
        let limit = usize::try_from(params["limit"].as_u64().unwrap()).unwrap();
        let page: Vec<&str> = server.updates.iter().take(limit).map(|(_, raw)| raw.as_str()).collect();
        ResponseTemplate::new(200).set_body_string(format!(r#"{{"ok":true,"result":[{}]}}"#, page.join(",")))
    }
}

impl Telegram {
    fn has(&self, id: i64, rest: &str) {
        self.0.lock().unwrap().updates.push((id, format!(r#"{{"update_id":{id},{rest}}}"#)));
    }

    fn has_message(&self, id: i64) {
        self.has(id, r#""message":{"text":"/start","chat":{"id":42,"type":"private"}}"#);
    }

    fn answers(&self, status: u16, body: &str) {
        self.0.lock().unwrap().script.push_back(ResponseTemplate::new(status).set_body_string(body));
    }

    fn waiting(&self) -> usize {
        self.0.lock().unwrap().updates.len()
    }

    /// The parameters of each call of a method.
    fn asked(&self, method: &str) -> Vec<Value> {
        let server = self.0.lock().unwrap();
        server.asked.iter().filter(|(name, _)| name == method).map(|(_, params)| params.clone()).collect()
    }

    fn last_poll(&self) -> Value {
        self.asked("getUpdates").pop().unwrap()
    }
}

struct House {
    _dir: tempfile::TempDir,
    _server: MockServer,
    telegram: Telegram,
    client: Client,
    store: Store,
    clock: Clock,
    bell: Bell,
}

impl House {
    async fn build() -> Self {
        let (telegram, server) = (Telegram::default(), MockServer::start().await);
        Mock::given(any()).respond_with(telegram.clone()).mount(&server).await;
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.unwrap();
        let config = ClientConfig { api_url: server.uri(), token: "1:x".into(), timeout: Duration::from_secs(10) };
        let clock = Clock::jumping("2025-10-27T12:00:00Z".parse().unwrap());
        let (client, bell) = (Client::new(&config).unwrap(), clock.bell());
        Self { _dir: dir, _server: server, telegram, client, store, clock, bell }
    }

    /// A loop as after a start of the program.
    fn intake(&self) -> Intake {
        let (client, store, clock) = (self.client.clone(), self.store.clone(), self.clock.clone());
        Intake::new(client, store, clock, self.bell.clone(), Identity::default())
    }

    /// Time passes; whoever waits for the inbox has answered the bell.
    async fn wait(&self, worker: &mut Worker, hours: i64) {
        let until = self.clock.now() + TimeDelta::hours(hours);
        while worker.park(Some(until), &self.bell).await == Woken::Rung {}
    }

    /// Number, state and whether there is a payload, of every row.
    async fn rows(&self) -> Vec<(i64, String, bool)> {
        let rows = sqlx::query("SELECT update_id, state, payload FROM inbox ORDER BY update_id");
        let rows = rows.fetch_all(self.store.reader()).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1), row.get::<Option<String>, _>(2).is_some())).collect()
    }
}

fn pending(id: i64) -> (i64, String, bool) {
    (id, "pending".to_owned(), true)
}

fn ignored(id: i64) -> (i64, String, bool) {
    (id, "ignored".to_owned(), false)
}

#[tokio::test]
async fn updates_are_confirmed_only_once_they_are_stored() {
    let house = House::build().await;
    let (mut intake, mut worker) = (house.intake(), house.clock.worker());
    house.telegram.has_message(10);
    house.telegram.has_message(11);

    intake.round(&mut worker).await.unwrap();
    assert_eq!(house.rows().await, [pending(10), pending(11)]);
    assert_eq!(house.telegram.waiting(), 2, "stored here, but not confirmed there yet");

    intake.round(&mut worker).await.unwrap();
    assert_eq!(house.telegram.waiting(), 0);
    let polls = house.telegram.asked("getUpdates");
    assert_eq!((&polls[0]["offset"], &polls[1]["offset"]), (&Value::Null, &json!(12)));
    assert_eq!(polls[0]["allowed_updates"], json!(["message", "callback_query", "my_chat_member", "channel_post"]));
    assert!(intake.pulse().age().is_some());
    assert!(intake.identity.is("tidebot") && !intake.identity.is("other"));
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_confirmed() {
    let house = House::build().await;
    let (mut intake, mut worker) = (house.intake(), house.clock.worker());
    house.telegram.has_message(10);
    house.store.close().await;
    for _ in 0..3 {
        assert!(matches!(intake.round(&mut worker).await, Err(Trouble::Store(_))));
    }
    assert_eq!(house.telegram.waiting(), 1);
    assert!(house.telegram.asked("getUpdates").iter().all(|poll| poll["offset"].is_null()));
}

#[tokio::test]
async fn after_a_restart_telegram_repeats_itself_and_nothing_is_stored_twice() {
    let house = House::build().await;
    let mut worker = house.clock.worker();
    house.telegram.has_message(10);
    house.intake().round(&mut worker).await.unwrap();
    assert_eq!(worker.park(Some(house.clock.now()), &house.bell).await, Woken::Rung);

    house.intake().round(&mut worker).await.unwrap();
    assert_eq!(house.rows().await, [pending(10)]);
    let woken = worker.park(Some(house.clock.now()), &house.bell).await;
    assert_eq!(woken, Woken::Due, "nothing new, so nobody is woken");
}

#[tokio::test]
async fn after_six_idle_days_lower_numbers_are_heard() {
    let house = House::build().await;
    let (mut intake, mut worker) = (house.intake(), house.clock.worker());
    house.telegram.has_message(900_000_000);
    intake.round(&mut worker).await.unwrap();
    intake.round(&mut worker).await.unwrap();
    for (hours, offset) in [(24, json!(900_000_001)), (24 * 5, Value::Null)] {
        house.wait(&mut worker, hours).await;
        intake.round(&mut worker).await.unwrap();
        assert_eq!(house.telegram.last_poll()["offset"], offset, "{hours} hours later");
    }
    house.telegram.has_message(5);
    intake.round(&mut worker).await.unwrap();
    intake.round(&mut worker).await.unwrap();
    assert!(house.rows().await.contains(&pending(5)));
    assert_eq!(house.telegram.last_poll()["offset"], json!(6), "numbers count again");
}

#[tokio::test]
async fn ended_updates_are_remembered_for_two_days_and_pending_ones_for_good() {
    let house = House::build().await;
    let (mut intake, mut worker) = (house.intake(), house.clock.worker());
    house.telegram.has_message(1);
    house.telegram.has(2, r#""guest_message":{"text":"hi","chat":{"id":1}}"#);
    intake.round(&mut worker).await.unwrap();
    assert_eq!(house.rows().await, [pending(1), ignored(2)], "a kind that nobody handles keeps no content");
    for (hours, id, rows) in
        [(47, 3, vec![pending(1), ignored(2), pending(3)]), (2, 4, vec![pending(1), pending(3), pending(4)])]
    {
        house.wait(&mut worker, hours).await;
        house.telegram.has_message(id);
        intake.round(&mut worker).await.unwrap();
        assert_eq!(house.rows().await, rows);
    }
}

#[tokio::test]
async fn one_unreadable_update_does_not_silence_the_others() {
    let house = House::build().await;
    let (mut intake, mut worker) = (house.intake(), house.clock.worker());
    house.telegram.has_message(6);
    // Half a character: no JSON reader takes it.
    house.telegram.has(7, r#""message":{"text":"\ud800","chat":{"id":9,"type":"private"}}"#);
    house.telegram.has_message(8);
    for _ in 0..12 {
        match intake.round(&mut worker).await {
            Ok(()) | Err(Trouble::Api(ApiError::Unreadable { .. })) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(house.rows().await, [pending(6), ignored(7), pending(8)]);
    assert_eq!(house.telegram.last_poll()["limit"], 100, "and back to whole pages");
}

#[tokio::test]
async fn updates_without_a_number_are_trouble_not_a_busy_loop() {
    let house = House::build().await;
    house.telegram.0.lock().unwrap().updates.push((1, r#"{"message":{}}"#.to_owned()));
    let round = house.intake().round(&mut house.clock.worker()).await;
    assert!(matches!(round, Err(Trouble::Unnumbered(1))));
}

#[tokio::test]
async fn a_forgotten_webhook_is_removed_without_dropping_what_waits() {
    let house = House::build().await;
    let (mut intake, mut worker) = (house.intake(), house.clock.worker());
    intake.round(&mut worker).await.unwrap();
    let text = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first";
    house.telegram.answers(409, &json!({"ok": false, "error_code": 409, "description": text}).to_string());
    house.telegram.has_message(1);
    intake.round(&mut worker).await.unwrap();
    intake.round(&mut worker).await.unwrap();
    assert_eq!(house.telegram.asked("deleteWebhook"), [json!({"drop_pending_updates": false})]);
    assert_eq!(house.rows().await, [pending(1)]);
}

/// Every kind of trouble in a row, from the first request on; pauses pass on the civil clock.
#[tokio::test]
async fn the_loop_outlives_everything_that_telegram_does() {
    let house = House::build().await;
    let (start, mut worker) = (house.clock.now(), house.clock.worker());
    let refusal = |code: u16, rest: Value| {
        let mut answer = json!({"ok": false, "error_code": code, "description": ""});
        answer.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        house.telegram.answers(code, &answer.to_string());
    };
    house.telegram.answers(502, "<html>Bad Gateway</html>");
    refusal(500, json!({"description": "Internal Server Error"}));
    refusal(429, json!({"parameters": {"retry_after": 30}}));
    refusal(401, json!({"description": "Unauthorized"}));
    house.telegram.answers(200, r#"{"ok":true,"result":{}}"#);
    refusal(409, json!({"description": "Conflict: terminated by other getUpdates request"}));
    house.telegram.has_message(1);

    let stop = CancellationToken::new();
    let running = tokio::spawn(house.intake().run(stop.clone()));
    assert_eq!(worker.park(None, &house.bell).await, Woken::Rung);
    assert_eq!(house.rows().await, [pending(1)]);
    // Doubling, except for the 30 s that were asked for and the minute that a wrong token costs.
    assert_eq!(house.clock.now() - start, TimeDelta::seconds(1 + 2 + 30 + 60 + 16));
    stop.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_held_poll() {
    let house = House::build().await;
    let me = ResponseTemplate::new(200).set_body_json(json!({"ok": true, "result": {}}));
    let held = me.clone().set_delay(Duration::from_secs(60));
    house.telegram.0.lock().unwrap().script.extend([me, held]);
    let stop = CancellationToken::new();
    let running = tokio::spawn(house.intake().run(stop.clone()));
    while house.telegram.asked("getUpdates").is_empty() {
        tokio::task::yield_now().await;
    }
    stop.cancel();
    tokio::time::timeout(Duration::from_secs(10), running).await.expect("it stops at once").unwrap();
}
