//! A real browser (Debian's chromium, headless), driven by its debugging protocol over a pipe.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long the browser may take for one thing, on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The browser with one open page; ended when dropped.
#[derive(Debug)]
pub(crate) struct Browser {
    child: Child,
    pipe: ChildStdin,
    answers: Receiver<Value>,
    events: VecDeque<Value>,
    session: Option<String>,
    calls: u64,
    _profile: TempDir,
}

impl Browser {
    /// Starts it with a profile of its own; `None`, with a word, where no chromium is installed. Under CI
    /// that is a failure.
    pub(crate) fn start() -> Option<Self> {
        let there = Command::new("chromium").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !there.is_ok_and(|status| status.success()) {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "chromium is missing and CI skips nothing");
            eprintln!("skipped: chromium is not installed (.ci/run installs it)");
            return None;
        }
        let profile = tempfile::tempdir().expect("a directory");
        // It reads its commands from descriptor 3 and answers on 4.
        let mut child = Command::new("sh")
            .args(["-c", "exec chromium \"$@\" 3<&0 4>&1 >/dev/null 2>/dev/null", "sh"])
            .args(["--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-quic"])
            .args(["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let pipe = child.stdin.take().expect("piped");
        let mut reader = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while reader.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                let value = serde_json::from_slice(message.trim_ascii_end().strip_suffix(&[0]).unwrap_or(&message));
                message.clear();
                if value.map_or(true, |value: Value| sender.send(value).is_err()) {
                    break;
                }
            }
        });
        let (events, session) = (VecDeque::new(), None);
        let mut browser = Self { child, pipe, answers, events, session, calls: 0, _profile: profile };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attached =
            browser.call("Target.attachToTarget", &json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    /// One command and its result.
    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.calls += 1;
        let mut message = json!({ "id": self.calls, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.pipe.write_all(&bytes).expect("chromium reads");
        loop {
            let answer = self.answers.recv_timeout(PATIENCE);
            let answer = answer.unwrap_or_else(|error| panic!("chromium does not answer to {method}: {error}"));
            if answer["id"] == json!(self.calls) {
                assert!(answer.get("error").is_none(), "{method} {params}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push_back(answer);
        }
    }

    /// The processor time that the page's own thread has spent so far, in seconds: unlike time on the wall
    /// it does not depend on who else keeps the machine busy.
    pub(crate) fn worked(&mut self) -> f64 {
        self.call("Performance.enable", &json!({ "timeDomain": "threadTicks" }));
        let metrics = self.call("Performance.getMetrics", &json!({}));
        let all = metrics["metrics"].as_array().expect("a list");
        all.iter()
            .find(|metric| metric["name"] == "TaskDuration")
            .and_then(|metric| metric["value"].as_f64())
            .expect("it")
    }

    /// Opens an address and waits until it is loaded.
    pub(crate) fn open(&mut self, url: &str) {
        self.call("Page.navigate", &json!({ "url": url }));
        self.until("document.readyState === 'complete'");
    }

    /// The value of an expression in the page.
    pub(crate) fn look(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", &params);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// The same, as a text.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        let value = self.look(expression);
        value.as_str().unwrap_or_else(|| panic!("{expression} is no text: {value}")).to_owned()
    }

    /// Waits in the page until an expression is true (or not empty), and gives its value.
    pub(crate) fn until(&mut self, expression: &str) -> Value {
        let value = self.look(&format!(
            "new Promise((found) => {{ const till = Date.now() + 45000; (function look() {{
                const value = (() => {expression})();
                if (value || Date.now() > till) found(value || null); else setTimeout(look, 25);
            }})(); }})"
        ));
        if value.is_null() {
            let shown = self.text("document.body.innerText");
            panic!("never: {expression}\nthe page shows: {shown}");
        }
        value
    }

    /// Clicks with the mouse what an expression finds, in the middle, where it must not be covered.
    pub(crate) fn click(&mut self, element: &str) {
        self.until(&format!("!!({element})"));
        let found = self.look(&format!(
            "(async () => {{ const element = {element};
                element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                const box = element.getBoundingClientRect();
                const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                const top = document.elementFromPoint(x, y);
                return {{ x, y, covered: top && element.contains(top) ? null : (top?.outerHTML ?? 'nothing') }};
            }})()"
        ));
        assert!(found["covered"].is_null(), "{element} is covered by {}", found["covered"]);
        for kind in ["mousePressed", "mouseReleased"] {
            let at = json!({ "type": kind, "x": found["x"], "y": found["y"], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", &at);
        }
    }

    /// Types into what has the focus.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.call("Input.insertText", &json!({ "text": text }));
    }

    /// Presses a key: `Enter`, `Tab`, `Escape`, `ArrowUp`, …
    pub(crate) fn key(&mut self, key: &str) {
        let (code, text) = match key {
            "Enter" => (13, "\r"),
            "Tab" => (9, ""),
            "Escape" => (27, ""),
            "ArrowLeft" => (37, ""),
            "ArrowUp" => (38, ""),
            "ArrowRight" => (39, ""),
            "ArrowDown" => (40, ""),
            other => panic!("no key {other} here"),
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let key = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", &key);
        }
    }

    /// A window of that width and height, in a light or a dark room.
    pub(crate) fn resize(&mut self, width: u32, height: u32, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let feature = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", &json!({ "features": feature }));
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.call("Emulation.setDeviceMetricsOverride", &size);
        self.look("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(1))))");
    }

    /// What is seen, into a file.
    pub(crate) fn photograph(&mut self, file: &Path) {
        use base64::Engine as _;
        let shot = self.call("Page.captureScreenshot", &json!({ "format": "png" }));
        let data = shot["data"].as_str().expect("a picture");
        let bytes = base64::engine::general_purpose::STANDARD.decode(data).expect("base64");
        std::fs::create_dir_all(file.parent().expect("a directory")).expect("made");
        std::fs::write(file, bytes).expect("written");
    }

    /// What went wrong in the page so far: exceptions, errors, refused loads.
    pub(crate) fn complaints(&mut self) -> Vec<String> {
        self.look("1");
        let wrong = self.events.iter().filter(|event| match event["method"].as_str().unwrap_or_default() {
            "Runtime.exceptionThrown" | "Network.loadingFailed" => true,
            "Runtime.consoleAPICalled" => {
                ["error", "warning", "assert"].iter().any(|kind| event["params"]["type"] == *kind)
            }
            "Log.entryAdded" => event["params"]["entry"]["level"] != "verbose",
            _ => false,
        });
        wrong.map(|event| event["params"].to_string()).collect()
    }

    /// Every address that was asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        let requests = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        requests.filter_map(|event| event["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to close it ends its helpers, too; where it does not answer, it is killed.
        self.calls += 1;
        let close = json!({ "id": self.calls, "method": "Browser.close" }).to_string();
        if self.pipe.write_all(format!("{close}\0").as_bytes()).is_ok() {
            while self.answers.recv_timeout(Duration::from_secs(10)).is_ok() {}
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
