//! What unit tests share.

pub mod postgres;

use std::path::PathBuf;

/// A file or folder of the shared reference material beside the project, if it is there.
///
/// Where it is not, the test says so and passes, except under `CI=true`, where nothing may be skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let full = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(path);
    if full.exists() {
        return Some(full);
    }
    skipped(&format!("{} is not here", full.display()));
    None
}

/// Says that a test skips something, and why.
fn skipped(why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "CI skips nothing, but {why}");
    eprintln!("skipped: {why}");
}
