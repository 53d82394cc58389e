//! Clients that others wrote talk to the stand-in: what they can read is what Telegram says.
//!
//! Their packages are in `target/clients` (`py`: a Python environment with `tests/clients/requirements.txt`;
//! `js`: grammY); `.ci/run` puts them there.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::common::{PATIENCE, Process, Sim, eventually};

const READER: i64 = 101;

/// A PNG of 4 by 4 grey dots.
const PICTURE: &[u8] = include_bytes!("../clients/dots.png");

#[tokio::test]
async fn aiogram_understands_the_stand_in() {
    if let Some(python) = package("py/bin/python", "py/lib/*/site-packages/aiogram") {
        judge("aiogram", Command::new(python), "aiogram_bot.py").await;
    }
}

#[tokio::test]
async fn python_telegram_bot_understands_the_stand_in() {
    if let Some(python) = package("py/bin/python", "py/lib/*/site-packages/telegram") {
        judge("ptb", Command::new(python), "ptb_bot.py").await;
    }
}

#[tokio::test]
async fn grammy_understands_the_stand_in() {
    if let Some(packages) = package("js/node_modules", "js/node_modules/grammy") {
        let mut node = Command::new("node");
        node.env("NODE_PATH", packages);
        judge("grammy", node, "grammy_bot.js").await;
    }
}

/// `/start`, a button, an edit and a photo twice: the bot says "ok" and the stand-in took every request.
async fn judge(name: &str, mut command: Command, script: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    let picture = dir.path().join("dots.png");
    std::fs::write(&picture, PICTURE).expect("written");
    let sim = Sim::start_faithful(dir.path()).await;
    sim.person(READER, "en").await;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(script);
    command.arg(script).arg(&sim.origin).arg(&picture).env("NO_PROXY", "*");
    let mut bot = Process::spawn(command, dir.path(), name);
    let ready = eventually(PATIENCE, async || bot.stdout().contains("ready").then_some(())).await;
    assert!(ready.is_some(), "{name} does not start: {}", bot.tail());

    sim.says(READER, "/start").await;
    let question = sim.first_accepted("sendMessage").await;
    let question = question.unwrap_or_else(|| panic!("{name} does not answer: {}", bot.tail()));
    sim.presses(READER, question, "lang:en").await;
    let status = bot.ended(Duration::from_secs(60)).await;
    assert!(status.success() && bot.stdout().contains("ok"), "{name}: {status}; {}", bot.tail());

    let journal = sim.journal(0).await;
    // A poll that a client gives up is no matter.
    let refused: Vec<_> = journal.iter().filter(|e| !e.accepted && e.method != "getUpdates").collect();
    assert!(refused.is_empty(), "{name}: {refused:?}");
    let sent: Vec<&str> = journal.iter().filter(|e| e.chat.is_some()).map(|e| e.method.as_str()).collect();
    let expected = ["sendMessage", "editMessageText", "answerCallbackQuery", "sendPhoto", "sendPhoto"];
    assert_eq!(sent, expected, "{name}");
    assert!(journal.iter().any(|e| e.params["photo"]["bytes"] == PICTURE.len()), "{name} uploads the picture");
    assert!(matches!(journal.last().map(|e| &e.params), Some(Value::Object(_))));
}

/// Something of `target/clients`, if the package is there; otherwise says what is missing, and fails
/// where nothing may be skipped.
fn package(path: &str, proof: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/clients");
    let (parent, name) = proof.rsplit_once('/').expect("a path");
    let there = match parent.split_once("/*/") {
        None => root.join(proof).is_dir(),
        Some((before, after)) => {
            let versions = std::fs::read_dir(root.join(before)).into_iter().flatten().flatten();
            versions.map(|version| version.path().join(after).join(name)).any(|path| path.is_dir())
        }
    };
    if there {
        return Some(root.join(path));
    }
    let missing = format!("{name} is not in {}: `.ci/run` installs it", root.display());
    assert!(std::env::var("CI").as_deref() != Ok("true"), "CI skips nothing, but {missing}");
    eprintln!("skipped: {missing}");
    None
}
