//! The stand-ins on one port: Telegram and the upstream sites.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::telegram::TelegramSim;
use super::upstream::{CONTROLS, Upstream};

/// A running pair of stand-ins.
pub struct Standins {
    /// Where they listen (loopback only).
    pub address: SocketAddr,
    listener: TcpListener,
    router: axum::Router,
}

impl Standins {
    /// Binds to loopback; port 0 takes any free one.
    ///
    /// # Errors
    /// The port is taken.
    pub async fn bind(telegram: &Arc<TelegramSim>, upstream: &Arc<Upstream>, port: u16) -> anyhow::Result<Self> {
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(wanted).await.with_context(|| format!("cannot listen on {wanted}"))?;
        let address = listener.local_addr()?;
        Ok(Self { address, listener, router: telegram.router().merge(upstream.router()).merge(controls()) })
    }

    /// Their origin, for `telegram.api_url` and `sources.base_url`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves until told to stop.
    ///
    /// # Errors
    /// The listener broke.
    pub async fn serve(self, stop: CancellationToken) -> std::io::Result<()> {
        // Not axum's graceful shutdown: a held long poll would keep it for its whole hold.
        tokio::select! {
            served = axum::serve(self.listener, self.router).into_future() => served,
            () = stop.cancelled() => Ok(()),
        }
    }
}

/// `GET /sim`: what can be played, in plain text.
fn controls() -> axum::Router {
    axum::Router::new().route("/sim", axum::routing::get(|| async { format!("{TELEGRAM_CONTROLS}\n{CONTROLS}") }))
}

const TELEGRAM_CONTROLS: &str = r#"Controls of the stand-ins. People and Telegram:
POST /sim/chat      {"id":5,"first_name":"Ann","language_code":"zh-TW"}   a person, or with "kind" a group
POST /sim/say       {"chat":5,"text":"/start"}
POST /sim/press     {"chat":5,"message_id":2,"data":"lang:en"}
POST /sim/block     {"chat":5}   and /sim/unblock, /sim/reach, /sim/update
POST /sim/fault     {"method":"sendMessage","times":3,"action":{"kind":"accept_then_drop"}}
DELETE /sim/fault
GET /sim/journal?after=0, /sim/chats, /sim/state

The sites that are watched:
"#;
