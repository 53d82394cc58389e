//! One `tidewatch` process, ended by its own id.

use std::fs::{File, read_to_string};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::eventually;

/// The program, in a directory of its own, deaf to what the developer's shell says.
pub(crate) fn tidewatch(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tidewatch"));
    command.current_dir(dir).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy().to_ascii_uppercase();
        let meant = ["TIDEWATCH_", "TELEGRAM_BOT_", "RUST_LOG"].iter().any(|prefix| text.starts_with(prefix));
        if meant || text.ends_with("_PROXY") {
            command.env_remove(name);
        }
    }
    command
}

/// A running process; killed when dropped. What it writes goes to files, so that no pipe fills up.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    stdout: PathBuf,
    stderr: PathBuf,
}

impl Process {
    /// Starts `command`; its output is `<name>.out` and `<name>.err` in `dir`, appended to.
    pub(crate) fn spawn(mut command: Command, dir: &Path, name: &str) -> Self {
        let (stdout, stderr) = (dir.join(format!("{name}.out")), dir.join(format!("{name}.err")));
        let open = |path: &Path| File::options().create(true).append(true).open(path).expect("a log file");
        let child = command.stdout(open(&stdout)).stderr(open(&stderr)).spawn().expect("the program starts");
        Self { child, stdout, stderr }
    }

    /// What it has written to stdout.
    pub(crate) fn stdout(&self) -> String {
        read_to_string(&self.stdout).expect("its stdout")
    }

    /// Whether it is still there.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("a child of this process").is_none()
    }

    /// SIGKILL, and gone when this returns.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("a child of this process");
        let status = self.child.wait().expect("a child of this process");
        assert_eq!(status.signal(), Some(Signal::KILL.as_raw()), "it had ended before: {}", self.tail());
    }

    /// SIGTERM.
    pub(crate) fn terminate(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("a child of this process");
    }

    /// Waits for its end.
    pub(crate) async fn ended(&mut self, within: Duration) -> ExitStatus {
        let status = eventually(within, async || self.child.try_wait().expect("a child of this process")).await;
        status.unwrap_or_else(|| panic!("still running after {within:?}: {}", self.tail()))
    }

    /// Waits for it to kill itself where its environment says so.
    pub(crate) async fn dies(&mut self, within: Duration) {
        let status = self.ended(within).await;
        assert_eq!(status.signal(), Some(Signal::KILL.as_raw()), "it ended with {status}: {}", self.tail());
    }

    /// The end of its log, for messages.
    pub(crate) fn tail(&self) -> String {
        let text = read_to_string(&self.stderr).unwrap_or_default();
        let lines: Vec<&str> = text.lines().rev().take(25).collect();
        let lines: Vec<&str> = lines.into_iter().rev().collect();
        format!("its log ends with\n{}", lines.join("\n"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already; the exit status was somebody else's concern.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
