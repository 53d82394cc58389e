//! What process tests share: processes that never outlive their test, the stand-in, bounded waits.

mod bot;
mod browser;
mod process;
mod sim;

use std::time::Duration;

use tokio::time::{Instant, timeout};

pub(crate) use bot::{Bot, TOKEN};
pub(crate) use browser::Browser;
pub(crate) use process::{Process, tidewatch};
pub(crate) use sim::Sim;

/// How long a healthy machine may take for anything that has no limit of its own.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Looks until something shows, in real time and for no longer than `within`.
pub(crate) async fn eventually<T>(within: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + within;
    loop {
        if let Some(found) = look().await {
            return Some(found);
        }
        if Instant::now() >= deadline {
            return None;
        }
        pass(Duration::from_millis(4)).await;
    }
}

/// Lets real time pass: another process gives nothing to wait on.
pub(crate) async fn pass(time: Duration) {
    let never = std::future::pending::<()>();
    timeout(time, never).await.expect_err("nothing comes of it");
}
