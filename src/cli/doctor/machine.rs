//! What can be seen on this machine.

use std::path::{Path, PathBuf};

use rustix::fs::{Access, access, statvfs};
use secrecy::SecretString;

use super::{Line, fail, note, ok, warn};
use crate::config::{Config, ConfigError};
use crate::store::inspect::{self, Inspection};
use crate::store::lock::FileLock;
use crate::store::sqlite_file;
use crate::telemetry::chain;

/// Less free disk than this is worth a warning: a year of figures and bodies is some 200 MB.
const LITTLE: u64 = 500 << 20;
/// Less than this is a failure: a journal alone may take it.
const NONE: u64 = 20 << 20;

pub(super) fn contact(config: &Config) -> Line {
    let contact = &config.sources.contact;
    if contact.contains('@') || contact.starts_with("http") {
        ok("contact", contact.clone())
    } else {
        warn("contact", "sources.contact is no address: set it, so that a site can reach you (mailto:you@example.org)")
    }
}

pub(super) fn operator(config: &Config) -> Line {
    match config.operator.chat {
        0 => note("operator", "operator.chat is 0: nobody can use /admin"),
        chat if chat < 0 => ok("operator", "/admin works in a group"),
        _ => ok("operator", "/admin works in a private chat"),
    }
}

pub(super) fn http(config: &Config) -> Line {
    let listen = &config.http.listen;
    if listen.is_empty() {
        return note("http", "http.listen is empty: no /readyz, no /metrics");
    }
    let Ok(socket) = listen.parse::<std::net::SocketAddr>() else {
        return note("http", "not looked at: http.listen is no address");
    };
    match std::net::TcpListener::bind(socket) {
        // Where our own process has it, all is well.
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && is_running(config) => {}
        Err(error) => return fail("http", format!("cannot listen on {listen}: {error}; change http.listen")),
        Ok(_) => {}
    }
    if socket.ip().is_loopback() {
        ok("http", format!("{listen}, this machine only"))
    } else {
        warn("http", format!("{listen} asks no password: only on a network that is yours alone"))
    }
}

/// Whether a process of ours may have the port: of a PostgreSQL nobody can say.
fn is_running(config: &Config) -> bool {
    sqlite_file(&config.database.url).is_none_or(|file| FileLock::is_held(file).unwrap_or(true))
}

pub(super) fn token(token: &Result<SecretString, ConfigError>) -> Line {
    match token {
        Ok(_) => ok("token", "has the form of one"),
        Err(error) => fail("token", chain(error)),
    }
}

/// A chart's words need a font with Chinese characters.
pub(super) fn fonts() -> Line {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let places = ["/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/texmf/fonts"].map(PathBuf::from);
    let mut places: Vec<PathBuf> = places.into();
    places.extend([".fonts", ".local/share/fonts"].map(|name| home.join(name)));
    match places.iter().find_map(|place| chinese(place, 5)) {
        Some(font) => ok("fonts", format!("{} has Chinese characters", font.display())),
        None => note("fonts", "no font with Chinese characters found; charts will need one (Debian: fonts-noto-cjk)"),
    }
}

fn chinese(directory: &Path, depth: u32) -> Option<PathBuf> {
    const NAMES: [&str; 8] =
        ["notosanscjk", "notoserifcjk", "notosanstc", "notosanssc", "sourcehan", "wqy", "droidsansfallback", "uming"];
    for entry in std::fs::read_dir(directory).ok()?.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
        if NAMES.iter().any(|font| name.starts_with(font)) && path.is_file() {
            return Some(path);
        }
        if depth > 0
            && path.is_dir()
            && let Some(found) = chinese(&path, depth - 1)
        {
            return Some(found);
        }
    }
    None
}

pub(super) async fn database(config: &Config) -> Vec<Line> {
    let url = &config.database.url;
    let Some(file) = sqlite_file(url) else {
        // A leader elsewhere is not disturbed: the write is rolled back.
        return contents(inspect::inspect(url, true).await);
    };
    let mut lines = vec![disk(file)];
    if !file.exists() {
        lines.push(new_file(file));
        return lines;
    }
    let held = FileLock::is_held(file);
    match &held {
        Ok(true) => lines.push(ok("process", "one is using the database: it is only read here")),
        Ok(false) => lines.push(lockable(file)),
        Err(error) => {
            lines.push(fail("process", format!("{}: whoever runs it must be able to write there", chain(error))));
        }
    }
    lines.extend(contents(inspect::inspect(url, matches!(held, Ok(false))).await));
    lines
}

/// A start makes or opens the lock beside the database.
fn lockable(file: &Path) -> Line {
    let mut lock = file.as_os_str().to_owned();
    lock.push(".lock");
    let lock = PathBuf::from(lock);
    let tried = if lock.exists() {
        access(&lock, Access::WRITE_OK)
    } else {
        access(nearest(file), Access::WRITE_OK | Access::EXEC_OK)
    };
    match tried {
        Ok(()) => ok("process", "none is using the database"),
        Err(error) => {
            let text = format!("cannot lock {}: {error}: whoever runs it must be able to write there", lock.display());
            fail("process", text)
        }
    }
}

fn contents(found: Result<Inspection, crate::store::OpenError>) -> Vec<Line> {
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            return vec![fail("database", format!("{}: is database.url right, and the file readable?", chain(&error)))];
        }
    };
    let newest = inspect::newest_schema();
    let schema = match found.schema {
        None => ok("database", "opens, and is empty: the first start fills it"),
        Some(schema) if schema > newest => {
            let text =
                format!("its schema {schema} is of a later version than this program's {newest}: update tidewatch");
            fail("database", text)
        }
        Some(schema) if schema < newest => {
            ok("database", format!("opens; the next start takes its schema from {schema} to {newest}"))
        }
        Some(schema) => ok("database", format!("opens; schema {schema}, {} chats take alerts", found.active)),
    };
    let mut lines = vec![schema];
    match found.write {
        Some(Ok(())) => lines.push(ok("writing", "a write was tried and rolled back")),
        Some(Err(why)) => {
            lines.push(fail("writing", format!("{why}: look at the owner of the file and its directory")))
        }
        None => {}
    }
    lines
}

fn new_file(file: &Path) -> Line {
    let directory = nearest(file);
    match access(&directory, Access::WRITE_OK | Access::EXEC_OK) {
        Ok(()) => ok("database", format!("{} is not there yet: the first start makes it", file.display())),
        Err(error) => {
            let text = format!(
                "{} cannot be made: {} is not writable ({error}); give it to the user that runs tidewatch, or change database.url",
                file.display(),
                directory.display()
            );
            fail("database", text)
        }
    }
}

fn disk(file: &Path) -> Line {
    let directory = nearest(file);
    let free = match statvfs(&directory) {
        Ok(stat) => stat.f_bavail.saturating_mul(stat.f_frsize),
        Err(error) => return fail("disk", format!("{}: {error}", directory.display())),
    };
    let text = format!("{} MB free in {}", free >> 20, directory.display());
    match free {
        free if free < NONE => fail("disk", format!("{text}: make room, or nothing more can be stored")),
        free if free < LITTLE => warn("disk", format!("{text}: make room soon")),
        _ => ok("disk", text),
    }
}

/// The nearest directory above a file that is there.
fn nearest(file: &Path) -> PathBuf {
    let above = file.ancestors().skip(1).map(|path| if path.as_os_str().is_empty() { Path::new(".") } else { path });
    above.into_iter().find(|path| path.is_dir()).unwrap_or(Path::new("/")).to_owned()
}
