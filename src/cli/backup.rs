//! `tidewatch backup`: a copy of the SQLite database, also while it is in use.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::bail;

use crate::config::Config;
use crate::store::backup::backup;

/// Copies the SQLite database as of one instant, checks the copy, and replaces nothing.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where the copy goes; nothing may be there yet.
    file: PathBuf,
    /// A configuration file; without it ./tidewatch.toml is read where it exists.
    #[arg(long)]
    config: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let config = Config::load(args.config.as_deref())?;
    if let Err(missing) = super::database_is_there(&config.database.url) {
        bail!("nothing to copy: {missing}; name it by --config or TIDEWATCH__DATABASE__URL");
    }
    let copied = super::runtime()?.block_on(backup(&config.database.url, &args.file))?;
    let (file, bytes, subscribers) = (args.file.display(), copied.bytes, copied.subscribers);
    writeln!(std::io::stdout().lock(), "{file}: {bytes} bytes, {subscribers} subscribers, integrity ok")?;
    Ok(())
}
