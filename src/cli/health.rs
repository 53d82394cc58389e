//! `tidewatch health`: one line and a status, for a container's check.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::config::Config;
use crate::fetch::probe;
use crate::store::inspect::inspect;
use crate::store::lock::FileLock;
use crate::store::sqlite_file;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(8);

/// Asks a running process how it is: /readyz where `http.listen` is set, else what its database shows.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Ask there instead of the address that `http.listen` names.
    #[arg(long)]
    url: Option<String>,
    /// A configuration file; without it ./tidewatch.toml is read where it exists.
    #[arg(long)]
    config: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let url = match &args.url {
        Some(url) => Some(url.clone()),
        None => address(&Config::load(args.config.as_deref())?.http.listen),
    };
    let line = super::runtime()?.block_on(async {
        match &url {
            Some(url) => by_http(url).await,
            None => by_database(&Config::load(args.config.as_deref())?).await,
        }
    })?;
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}

/// Where the process answers on this machine: what listens everywhere is asked on loopback.
fn address(listen: &str) -> Option<String> {
    let mut socket: std::net::SocketAddr = listen.parse().ok()?;
    if socket.ip().is_unspecified() {
        let loopback = std::net::Ipv4Addr::LOCALHOST.into();
        socket.set_ip(if socket.is_ipv4() { loopback } else { std::net::Ipv6Addr::LOCALHOST.into() });
    }
    Some(format!("http://{socket}/readyz"))
}

async fn by_http(url: &str) -> anyhow::Result<String> {
    let (status, body) = probe::ask(url, PATIENCE).await.with_context(|| format!("no answer from {url}"))?;
    let trouble: Vec<&str> = body.lines().filter(|line| !line.starts_with("ok ")).take(10).collect();
    if status != 200 {
        bail!("not ready ({status}): {}", trouble.join("; "));
    }
    Ok(if trouble.is_empty() { "ready".to_owned() } else { format!("ready; {}", trouble.join("; ")) })
}

/// Less than /readyz knows: that a process holds the database, and that the database answers.
async fn by_database(config: &Config) -> anyhow::Result<String> {
    let url = &config.database.url;
    if let Err(missing) = super::database_is_there(url) {
        bail!("not running: {missing}; start it, or name it by --config or TIDEWATCH__DATABASE__URL");
    }
    if let Some(file) = sqlite_file(url)
        && !FileLock::is_held(file)?
    {
        bail!("no process holds {}", file.display());
    }
    let found = tokio::time::timeout(PATIENCE, inspect(url, false)).await.context("the database does not answer")??;
    if found.schema.is_none() {
        bail!("the database is empty: no process has started on it");
    }
    Ok("running; http.listen is not set, so whether it is ready is not known".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_listens_everywhere_is_asked_on_loopback() {
        for (listen, asked) in [
            ("127.0.0.1:9464", Some("http://127.0.0.1:9464/readyz")),
            ("0.0.0.0:9464", Some("http://127.0.0.1:9464/readyz")),
            ("[::]:9464", Some("http://[::1]:9464/readyz")),
            ("", None),
        ] {
            assert_eq!(address(listen).as_deref(), asked, "{listen}");
        }
    }
}
