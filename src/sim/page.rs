//! The chat page: the stand-in's chats in a browser, to read and to type in.
//!
//! It shows what Telegram has (messages, the notices of pressed buttons, the registered commands) and
//! nothing that it has not. It listens on loopback only, and since any page of the web could send
//! requests there, [`guard`] turns away what does not come from the page itself.

mod act;
mod files;
mod guard;
mod heard;
mod look;
mod remote;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use remote::Remote;

use super::telegram::TelegramSim;

/// Somebody whose chat is shown.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The private chat.
    pub chat: i64,
    /// The person's name.
    pub name: &'static str,
    /// The language that the chat's labels are in (BCP 47).
    pub lang: &'static str,
}

/// What the page shows and what it can do.
#[derive(Debug)]
pub struct Page {
    telegram: Arc<TelegramSim>,
    remote: Remote,
    readers: Vec<Reader>,
    heard: heard::Heard,
}

impl Page {
    /// A page of these readers' chats.
    #[must_use]
    pub fn new(telegram: Arc<TelegramSim>, remote: Remote, readers: Vec<Reader>) -> Self {
        Self { telegram, remote, readers, heard: heard::Heard::default() }
    }
}

/// A page on its port, not yet served.
pub struct Served {
    address: SocketAddr,
    listener: TcpListener,
    page: Arc<Page>,
}

impl Served {
    /// Binds to loopback; port 0 takes any free one.
    ///
    /// # Errors
    /// The port is taken.
    pub async fn bind(page: &Arc<Page>, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
        Ok(Self { address: listener.local_addr()?, listener, page: Arc::clone(page) })
    }

    /// What is typed into a browser.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until told to stop.
    ///
    /// # Errors
    /// The listener broke.
    pub async fn serve(self, stop: CancellationToken) -> io::Result<()> {
        let router = router(&self.page, self.address.port());
        // Not axum's graceful shutdown: a browser keeps its connection.
        tokio::select! {
            served = axum::serve(self.listener, router).into_future() => served,
            () = stop.cancelled() => Ok(()),
        }
    }
}

fn router(page: &Arc<Page>, port: u16) -> axum::Router {
    files::router().merge(look::router(page)).merge(act::router(page)).layer(from_fn_with_state(port, guard::guard))
}

#[cfg(test)]
mod tests;
