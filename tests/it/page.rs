//! The demo's chat page in a real browser: what a visitor sees and can do.

mod flood;
mod story;

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::common::{Browser, PATIENCE, Process, eventually, tidewatch};

/// A demo with its page.
struct Demo {
    process: Process,
    url: String,
    _dir: TempDir,
}

impl Demo {
    async fn start(more: &[&str]) -> Self {
        Self::start_with(&[&["demo", "--port", "0"], more].concat()).await
    }

    async fn start_with(args: &[&str]) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let mut command = tidewatch(dir.path());
        command.args(args);
        let process = Process::spawn(command, dir.path(), "demo");
        let url = eventually(PATIENCE, async || {
            let said = process.tail();
            said.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned)
        });
        let url = url.await.unwrap_or_else(|| panic!("no page: {}", process.tail()));
        Self { process, url, _dir: dir }
    }
}

/// A port that somebody asked for and cannot have is an error; the usual one gives way to a free one.
#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("bound").port().to_string();
    let output = tidewatch(dir.path()).args(["demo", "--port", &port]).output().expect("the program starts");
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(said.starts_with(&format!("error: cannot serve the page on 127.0.0.1:{port}: ")), "{said}");
    // Somebody may have the usual port already; then it is taken all the more.
    let usual = std::net::TcpListener::bind("127.0.0.1:8787");
    let demo = Demo::start_with(&["demo", "--paused"]).await;
    assert!(demo.process.tail().contains("port 8787 is not to be had"), "{}", demo.process.tail());
    assert!(!demo.url.contains(":8787"), "{}", demo.url);
    drop(usual);
}

/// Where the pictures go, to be looked at.
fn pictures() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target/").join("screenshots")
}

/// The browser's view of one chat, as expressions.
#[derive(Clone, Copy)]
struct Room(i64);

impl Room {
    fn section(self) -> String {
        format!("document.getElementById('chat-{}')", self.0)
    }

    /// The first element that fits a selector.
    fn one(self, selector: &str) -> String {
        format!("{}.querySelector(`{selector}`)", self.section())
    }

    /// All that fit.
    fn all(self, selector: &str) -> String {
        format!("[...{}.querySelectorAll(`{selector}`)]", self.section())
    }

    /// The bot's last message.
    fn last(self) -> String {
        format!("{}.at(-1)", self.all(".message.bot"))
    }

    /// A button below the last message that has some.
    fn key(self, label: &str) -> String {
        let label = serde_json::to_string(label).expect("a text");
        format!(
            "{}.at(-1)?.querySelectorAll('.key') && [...{}.at(-1).querySelectorAll('.key')].find((key) => key.textContent.includes({label}))",
            self.all(".message:has(.key)"),
            self.all(".message:has(.key)")
        )
    }

    /// How many messages the bot has written here.
    fn count(self, browser: &mut Browser) -> i64 {
        browser.look(&format!("{}.length", self.all(".message.bot"))).as_i64().expect("a number")
    }

    /// Types a line and sends it by Enter; waits for the bot's answer and gives its text.
    fn ask(self, browser: &mut Browser, text: &str) -> String {
        let before = self.count(browser);
        browser.click(&self.one(".box"));
        browser.type_text(text);
        browser.key("Enter");
        browser.until(&format!("{}.length > {before}", self.all(".message.bot")));
        browser.text(&format!("{}.textContent", self.last()))
    }
}
