//! What an operator sees of a running process: endpoints, metrics, logs, doctor, backup.

mod promql;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use prometheus_parse::{Scrape, Value as Sampled};
use serde_json::{Value, json};

use crate::common::{Bot, PATIENCE, Process, Sim, TOKEN, eventually, tidewatch};

const DASHBOARD: &str = include_str!("../../docs/dashboard.md");

fn a_friday() -> DateTime<Utc> {
    "2025-10-31T10:00:00-04:00".parse().expect("an instant")
}

/// A running bot whose endpoints answer on a port of their own.
struct Watched {
    bot: Bot,
    sim: Sim,
    process: Process,
    origin: String,
    http: reqwest::Client,
}

impl Watched {
    async fn start() -> Self {
        Self::start_logging("info").await
    }

    /// With that filter of the log.
    async fn start_logging(filter: &str) -> Self {
        let bot = Bot::new();
        let sim = Sim::start(bot.dir(), a_friday(), 0).await;
        let bot = bot.pointed_at(&sim).with("TIDEWATCH__HTTP__LISTEN", "127.0.0.1:0");
        let bot = bot.with("TIDEWATCH__BACKFILL__ENABLED", "false").with("TIDEWATCH__OPERATOR__CHAT", "5");
        let mut command = bot.command();
        command.args(["--log-format", "json"]).env("RUST_LOG", filter);
        let process = Process::spawn(command, bot.dir(), "run");
        let address = eventually(PATIENCE, async || {
            let line = log(bot.dir()).into_iter().find(|line| line["fields"]["address"].is_string())?;
            line["fields"]["address"].as_str().map(str::to_owned)
        });
        let address = address.await.unwrap_or_else(|| panic!("no endpoints: {}", process.tail()));
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().expect("a client");
        Self { bot, sim, process, origin: format!("http://{address}"), http }
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let answer = self.http.get(format!("{}{path}", self.origin)).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a text"))
    }

    async fn until_ready(&self) {
        let ready = eventually(PATIENCE, async || (self.get("/readyz").await.0 == 200).then_some(()));
        ready.await.unwrap_or_else(|| panic!("never ready: {}", self.process.tail()));
    }

    /// Runs another command beside it, with the same settings.
    fn beside(&self, args: &[&str]) -> (bool, String, String) {
        let run = self.bot.command();
        let mut command = tidewatch(self.bot.dir());
        command.args(args);
        for (name, value) in run.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        let output = command.output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    }

    async fn scrape(&self) -> (Scrape, BTreeMap<String, String>) {
        let (status, text) = self.get("/metrics").await;
        assert_eq!(status, 200, "{text}");
        assert!(text.ends_with("# EOF\n"), "cut short: {text}");
        let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split_once(' '));
        let types = types.map(|(name, kind)| (name.to_owned(), kind.to_owned())).collect();
        let lines = text.lines().map(|line| Ok(line.to_owned()));
        (Scrape::parse(lines).expect("Prometheus text"), types)
    }
}

/// The log as JSON objects.
fn log(dir: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(dir.join("run.err")).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn value(scrape: &Scrape, name: &str, labels: &[(&str, &str)]) -> f64 {
    let fits = |sample: &&prometheus_parse::Sample| {
        sample.metric == name && labels.iter().all(|(label, value)| sample.labels.get(label) == Some(value))
    };
    let sample = scrape.samples.iter().find(fits).unwrap_or_else(|| panic!("no {name} {labels:?}"));
    match sample.value {
        Sampled::Counter(value) | Sampled::Gauge(value) | Sampled::Untyped(value) => value,
        ref other => panic!("{name} is {other:?}"),
    }
}

/// Counts are whole numbers, and come as floating point.
fn is_one(value: f64) -> bool {
    (0.5..1.5).contains(&value)
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_can_watch_a_running_process() {
    let watched = Watched::start().await;
    watched.until_ready().await;
    let (status, text) = watched.get("/healthz").await;
    assert!(status == 200 && text.contains("ok delivery: turned"), "{text}");

    watched.sim.person(5, "en").await;
    watched.sim.says(5, "/start").await;
    let (scrape, types) = eventually(PATIENCE, async || {
        let scraped = watched.scrape().await;
        let sent = [("state", "sent"), ("class", "ok")];
        (value(&scraped.0, "tidewatch_delivery_attempts_total", &sent) >= 1.0).then_some(scraped)
    })
    .await
    .unwrap_or_else(|| panic!("no answer to /start: {}", watched.process.tail()));
    assert!(is_one(value(&scrape, "tidewatch_updates_total", &[("result", "handled")])));
    assert!(is_one(value(&scrape, "tidewatch_telegram_requests_total", &[("method", "getMe"), ("code", "200")])));
    let person = [("state", "active"), ("kind", "private"), ("language", "en")];
    assert!(is_one(value(&scrape, "tidewatch_subscribers", &person)));
    assert!(value(&scrape, "tidewatch_source_polls_total", &[("source", "h41"), ("result", "page")]) >= 1.0);
    assert!(is_one(value(&scrape, "tidewatch_ready", &[])));

    // Every metric, label and function of the dashboard is there and of the right kind.
    let queries = promql::queries(DASHBOARD);
    assert!(queries.len() >= 20, "{}", queries.len());
    let faults: Vec<String> = queries.iter().flat_map(|query| promql::faults(query, &scrape, &types)).collect();
    assert_eq!(faults, [""; 0]);
    // Evaluated for real, where a Prometheus is installed.
    promql::evaluate(&queries, watched.origin.trim_start_matches("http://"), &watched.http).await;

    // The command for a container's check, with the address and without it.
    let (good, said, _) = watched.beside(&["health", "--url", &format!("{}/readyz", watched.origin)]);
    assert!(good && said == "ready\n", "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_is_seen_by_machines_and_a_process_that_is_gone_is_not_healthy() {
    let mut watched = Watched::start().await;
    watched.until_ready().await;
    watched.sim.person(5, "en").await;
    watched.sim.says(5, "/admin").await;
    let page =
        eventually(PATIENCE, async || watched.sim.journal(0).await.into_iter().find(|entry| entry.chat == Some(5)));
    let page = page.await.expect("a page");
    assert_eq!(page.method, "sendMessage");
    assert!(!watched.get("/readyz").await.1.contains("paused"));
    let message = page.message_id.expect("a message");
    watched.sim.presses(5, message, "adm:pause").await;
    let asked = async || watched.sim.journal(0).await.into_iter().find(|entry| entry.method == "editMessageText");
    eventually(PATIENCE, asked).await.expect("the question");
    watched.sim.presses(5, message, "adm:pause-yes").await;
    let paused = eventually(PATIENCE, async || {
        let (status, body) = watched.get("/readyz").await;
        body.contains("paused since").then_some(status)
    });
    assert_eq!(paused.await, Some(200), "a warning: it does what it was told");
    let url = format!("{}/readyz", watched.origin);
    watched.process.kill();
    let (good, said, why) = watched.beside(&["health", "--url", &url]);
    assert!(!good && said.is_empty() && why.lines().count() == 1 && why.contains("no answer"), "{why}");
    // Without an address the database is looked at.
    let mut command = tidewatch(watched.bot.dir());
    let output = command.arg("health").output().expect("the program starts");
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && why.contains("no process holds data/tidewatch.db"), "{why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_and_backup_work_beside_a_running_process() {
    let watched = Watched::start().await;
    watched.until_ready().await;
    watched.sim.person(5, "en").await;
    watched.sim.says(5, "/start").await;
    let subscribed =
        eventually(PATIENCE, async || (watched.bot.number("SELECT count(*) FROM subscriber").await == 1).then_some(()));
    subscribed.await.expect("a subscriber");

    let (good, said, why) = watched.beside(&["doctor"]);
    assert!(good, "{said}{why}");
    for line in [
        "ok    configuration",
        "ok    process             one is using the database: it is only read here",
        "ok    telegram            knows this bot as @tidewatch_sim_bot",
        "ok    h41",
        "ok    nyfed-rates",
        "ok    fomc-minutes",
        "warn  contact",
    ] {
        assert!(said.contains(line), "no {line:?} in\n{said}");
    }
    assert!(!said.contains(TOKEN) && !why.contains(TOKEN), "the token is told");

    let (good, said, why) = watched.beside(&["backup", "copy.db"]);
    assert!(good && said.contains("copy.db: ") && said.contains("1 subscribers, integrity ok"), "{said}{why}");
    let (good, said, why) = watched.beside(&["backup", "copy.db"]);
    assert!(!good && said.is_empty() && why.contains("copy.db is there already"), "{why}");
}

/// Telegram answers nonsense, refuses, and breaks off: whatever is logged of it, the token is not.
#[tokio::test(flavor = "multi_thread")]
async fn the_token_is_in_no_log_and_every_line_can_be_followed() {
    let watched = Watched::start_logging("debug").await;
    watched.until_ready().await;
    watched.sim.person(5, "en").await;
    for action in [
        json!({"kind": "accept_then_drop"}),
        json!({"kind": "html", "status": 502}),
        json!({"kind": "refuse", "code": 401, "description": "Unauthorized"}),
    ] {
        watched.sim.fault("sendMessage", &action).await;
        watched.sim.says(5, "/help").await;
    }
    let failed = eventually(PATIENCE, async || {
        let lines = log(watched.bot.dir());
        let said = |text: &str| lines.iter().filter(|line| line["fields"]["message"] == text).count();
        (said("not known to be delivered") >= 2 && said("to be sent again") >= 1).then_some(lines)
    });
    let lines = failed.await.unwrap_or_else(|| panic!("nothing failed: {}", watched.process.tail()));
    // What was written for an update, a release or a group of messages says for which.
    for (span, field) in [("update", "update_id"), ("release", "document"), ("group", "first")] {
        let of = |line: &&Value| line["span"]["name"] == span && !line["span"][field].is_null();
        assert!(lines.iter().any(|line| of(&line)), "no line of an {span} with its {field}");
    }
    // A Telegram that is not there at all.
    let gone = [("TIDEWATCH__TELEGRAM__API_URL", "http://127.0.0.1:9"), ("TELEGRAM_BOT_TOKEN", TOKEN)];
    let output = tidewatch(watched.bot.dir()).arg("doctor").envs(gone).output().expect("the program starts");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(!output.status.success() && said.contains("FAIL  telegram"), "{said}");
    let log = std::fs::read_to_string(watched.bot.dir().join("run.err")).expect("a log");
    let secret = TOKEN.split_once(':').expect("a colon").1;
    assert!(!log.contains(secret) && !said.contains(secret), "the token is told");
    assert!(log.lines().count() > 5 && log.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{log}");
}

/// A configuration, a database and a token that are all broken: each is named, in one run.
#[test]
fn doctor_names_every_broken_thing_with_its_mend() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = "[delivery]\nin_flihgt = 4\n[polling]\nidle_minutes = 1\nh41_seconds = \"soon\"\n\
        [rules]\nfile = \"rules-of-mine.toml\"\n[database]\nurl = \"sqlite:not-a.db\"\n";
    std::fs::write(dir.path().join("tidewatch.toml"), file).expect("written");
    std::fs::write(
        dir.path().join("not-a.db"),
        "this is no database, but it is long enough to be read as one".repeat(20),
    )
    .expect("written");
    let mut command = tidewatch(dir.path());
    command.args(["doctor", "--offline"]).env("TELEGRAM_BOT_TOKEN", "12345:short");
    let output = command.output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success(), "{said}");
    for line in [
        "FAIL  configuration       delivery.in_flihgt: (tidewatch.toml) is no key that there is: in_flight is meant?",
        "FAIL  configuration       polling.h41_seconds: (tidewatch.toml) cannot be that",
        "FAIL  configuration       settings: polling.idle_minutes",
        "note  checked below       your settings, with the default in place of each that failed",
        "FAIL  rules               cannot read rules-of-mine.toml",
        "FAIL  database            cannot open the database not-a.db",
        "FAIL  token               the bot token in TELEGRAM_BOT_TOKEN does not look like one",
        "note  network             left out",
    ] {
        assert!(said.contains(line), "no {line:?} in\n{said}");
    }
    assert!(!said.contains("short"), "the token is told: {said}");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(stderr.starts_with("error: 6 of ") && stderr.lines().count() == 1, "{stderr}");
}

/// Before a first start there is nothing to ask and nothing to copy, and that is said in words.
#[test]
fn without_a_database_health_and_backup_say_where_they_looked() {
    let dir = tempfile::tempdir().expect("a directory");
    let missing = "there is no database at data/tidewatch.db";
    for (args, said) in [
        (&["health"][..], format!("not running: {missing}; start it, or name it by")),
        (&["backup", "copy.db"][..], format!("nothing to copy: {missing}; name it by")),
    ] {
        let output = tidewatch(dir.path()).args(args).output().expect("the program starts");
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && output.stdout.is_empty(), "{why}");
        assert_eq!(why, format!("error: {said} --config or TIDEWATCH__DATABASE__URL\n"));
    }
    assert_eq!(std::fs::read_dir(dir.path()).expect("readable").count(), 0, "a question leaves nothing");
}

/// A file that is no TOML has no say in the other checks; each page that fails is named once.
#[test]
fn doctor_says_what_it_checked_in_place_of_a_broken_file() {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::write(dir.path().join("mine.toml"), "[database\n").expect("written");
    let mut command = tidewatch(dir.path());
    command.args(["doctor", "--config", "mine.toml"]).env("TIDEWATCH__SOURCES__BASE_URL", "http://127.0.0.1:9");
    let output = command.env("TIDEWATCH__TELEGRAM__API_URL", "http://127.0.0.1:9").output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("FAIL  configuration       mine.toml: is no TOML"), "{said}");
    assert!(said.contains("note  checked below       the defaults (and the environment), not mine.toml"), "{said}");
    let page = said.lines().find(|line| line.starts_with("FAIL  h41")).expect("a line");
    assert_eq!(page.matches("://").count(), 1, "{page}");
}

/// SQLite takes a name that begins with `file:` for an address: the copy must not go elsewhere while an empty
/// file is said to be it.
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_where_it_says_whatever_the_name() {
    let watched = Watched::start().await;
    watched.until_ready().await;
    let (good, said, error) = watched.beside(&["backup", "file:copy.db"]);
    let copy = std::fs::read(watched.bot.dir().join("file:copy.db")).expect("the copy");
    assert!(good && copy.starts_with(b"SQLite format 3"), "{} bytes: {said}{error}", copy.len());
    assert!(!watched.bot.dir().join("copy.db.part").exists(), "written elsewhere");
}

/// A client that never ends its question is no work in hand.
#[tokio::test(flavor = "multi_thread")]
async fn half_a_question_does_not_hold_up_the_stop() {
    use std::io::Write as _;
    let mut watched = Watched::start().await;
    watched.until_ready().await;
    let address = watched.origin.trim_start_matches("http://");
    let mut half = std::net::TcpStream::connect(address).expect("the endpoints");
    half.write_all(b"GET /metrics HTTP/1.1\r\n").expect("written");
    assert_eq!(watched.get("/healthz").await.0, 200);
    watched.process.terminate();
    let status = watched.process.ended(PATIENCE).await;
    assert!(status.success(), "{status}: {}", watched.process.tail());
    let lines = log(watched.bot.dir());
    let late =
        lines.iter().find(|line| line["fields"]["message"].as_str().is_some_and(|text| text.contains("in time")));
    assert!(late.is_none(), "{late:?}");
    drop(half);
}

/// What a start would stumble over is named, however it is broken; the look itself leaves nothing behind, and
/// tells no token, wherever it was written.
#[test]
fn doctor_sees_ports_addresses_and_both_calendars_and_leaves_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = taken.local_addr().expect("bound").to_string();
    for name in ["days.toml", "meetings.csv", "my.db"] {
        std::fs::write(dir.path().join(name), if name == "my.db" { "" } else { "neither\n" }).expect("written");
    }
    let doctor = |settings: &[(&str, &str)]| {
        let mut command = tidewatch(dir.path());
        command.args(["doctor"]).env("TIDEWATCH__SOURCES__BASE_URL", "http://127.0.0.1:9");
        command.env("TIDEWATCH__DATABASE__URL", "sqlite:my.db").env("TELEGRAM_BOT_TOKEN", TOKEN);
        let output = command.envs(settings.iter().copied()).output().expect("the program starts");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    let with_token = format!("http://127.0.0.1:9/bot{TOKEN}");
    let said = doctor(&[
        ("TIDEWATCH__HTTP__LISTEN", &listen),
        ("TIDEWATCH__TELEGRAM__API_URL", &with_token),
        ("TIDEWATCH__CALENDAR__FILE", "days.toml"),
        ("TIDEWATCH__CALENDAR__MEETINGS_FILE", "meetings.csv"),
    ]);
    let http = format!("FAIL  http                cannot listen on {listen}: ");
    for line in ["or empty calendar.file to use", "or empty calendar.meetings_file to use", &http, "FAIL  telegram"] {
        assert!(said.contains(line), "no {line:?} in\n{said}");
    }
    assert!(!said.contains(TOKEN), "the token is told: {said}");
    let said = doctor(&[("TIDEWATCH__TELEGRAM__API_URL", "nowhere"), ("TELEGRAM_BOT_TOKEN", "12345:short")]);
    assert!(said.contains("settings: telegram.api_url is an address") && said.contains("FAIL  token"), "{said}");
    let left = std::fs::read_dir(dir.path()).expect("readable").flatten().map(|entry| entry.file_name());
    assert_eq!(left.collect::<std::collections::BTreeSet<_>>().len(), 3, "it changes nothing");
}
