//! A PostgreSQL of the tests' own: a temporary cluster, started from the machine's server binaries.
//!
//! One cluster a test process, one new database a test. It listens on a socket in a directory of its
//! own and nowhere else. Nothing in a test process runs last, so a keeper ends the cluster: a shell
//! that waits for the end of a pipe from this process, however this process ends.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AnyConnection, Connection as _, Executor as _};

/// The address of a new, empty database; `None` (said aloud) where no server can be started.
pub async fn database() -> Option<String> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    match CLUSTER.get_or_init(Cluster::start) {
        Ok(cluster) => Some(cluster.new_database().await),
        Err(why) => {
            super::skipped(&format!("there is no PostgreSQL: {why}"));
            None
        }
    }
}

struct Cluster {
    directory: PathBuf,
    /// Its standard input is the pipe: it closes with this process.
    _keeper: Child,
}

/// A throw-away server: it need not survive a power cut.
const SETTINGS: &str = "listen_addresses = ''\nfsync = off\nfull_page_writes = off\nsynchronous_commit = off\n\
     max_connections = 200\n";

/// Waits until its standard input ends, stops the server and clears the directory away.
const KEEPER: &str = r#"directory=$1; shift; cat >/dev/null; "$@" >/dev/null 2>&1; rm -rf "$directory""#;

impl Cluster {
    fn start() -> Result<Self, String> {
        let binaries = binaries().ok_or("no initdb and pg_ctl in PATH or /usr/lib/postgresql")?;
        let directory = tempfile::Builder::new().prefix("tidewatch-pg-").tempdir();
        let directory = directory.map_err(|error| format!("no temporary directory: {error}"))?.keep();
        let (data, log) = (directory.join("data"), directory.join("log"));
        let server = |program: &str| as_server(&binaries.join(program), &directory);
        let mut stop = server("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--pgdata"]).arg(&data);
        let cluster = Self { _keeper: keeper(&directory, &stop)?, directory: directory.clone() };
        if rustix::process::geteuid().is_root() {
            finish(Command::new("chown").arg("postgres:").arg(&directory))?;
        }
        let initdb = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"];
        finish(server("initdb").args(initdb).arg(&data))?;
        let socket = format!("unix_socket_directories = '{}'\n", directory.display());
        let settings = File::options().append(true).open(data.join("postgresql.conf"));
        let written = settings.and_then(|mut file| file.write_all((SETTINGS.to_owned() + &socket).as_bytes()));
        written.map_err(|error| format!("no settings: {error}"))?;
        finish(server("pg_ctl").args(["start", "--wait", "--log"]).arg(&log).arg("--pgdata").arg(&data))
            .map_err(|why| format!("{why} {}", fs::read_to_string(&log).unwrap_or_default()))?;
        Ok(cluster)
    }

    async fn new_database(&self) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::SeqCst));
        sqlx::any::install_default_drivers();
        let mut admin = AnyConnection::connect(&self.address("postgres")).await.expect("the cluster answers");
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        admin.execute(sqlx::AssertSqlSafe(create)).await.expect("a new database");
        admin.close().await.expect("closed");
        self.address(&name)
    }

    fn address(&self, database: &str) -> String {
        let socket = self.directory.display().to_string().replace('%', "%25").replace('/', "%2F");
        format!("postgres://postgres@{socket}/{database}")
    }
}

/// Where the server's programs are: PATH, else the newest version as Debian installs it.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut installed: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().parse().unwrap_or_default(), entry.path().join("bin")))
        .collect();
    installed.sort();
    let installed = installed.into_iter().rev().map(|(_, bin)| bin);
    let whole = |bin: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|program| bin.join(program).is_file());
    std::env::split_paths(&path).chain(installed).find(whole)
}

/// The server's programs refuse root: then they run as the user `postgres`.
fn as_server(program: &Path, directory: &Path) -> Command {
    let mut command = if rustix::process::geteuid().is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    // The user `postgres` may not be allowed into the present directory.
    command.current_dir(directory);
    command
}

/// A process group of its own: the interrupt key reaches the tests, and the keeper ends after them.
fn keeper(directory: &Path, stop: &Command) -> Result<Child, String> {
    let mut keeper = Command::new("sh");
    keeper.args(["-c", KEEPER, "keeper"]).arg(directory).arg(stop.get_program()).args(stop.get_args());
    keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/").process_group(0);
    keeper.spawn().map_err(|error| format!("no keeper: {error}"))
}

fn finish(command: &mut Command) -> Result<(), String> {
    let name = command.get_args().chain([command.get_program()]).find(|part| part.to_string_lossy().contains('/'));
    let name = name.unwrap_or_else(|| command.get_program()).to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim().replace('\n', " ")))
}
