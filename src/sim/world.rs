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
POST /sim/press     {"chat":5,"message_id":2,"data":"lang:en","stale":true}   a button that is gone since
POST /sim/block     {"chat":5}   and /sim/unblock
POST /sim/reach     {"chat":5,"reach":"deactivated"}   the bot is not told
POST /sim/update    {"update":"telepathy","payload":{"thought":1}}
POST /sim/person    {"id":7,"first_name":"Bo"}   to be a member of groups
POST /sim/member    {"chat":-5,"user":7,"status":"creator"}   without "user": the bot; "rights", "by" as wanted
POST /sim/promote   {"chat":-5}   the bot becomes an administrator; or "user"
POST /sim/anonymous {"chat":-5,"user":7}   an administrator writes as the group; "anonymous":false ends it
POST /sim/topic     {"chat":-1005,"user":7,"name":"Rates"}   or "thread" and "action": "close", "reopen", "delete"
POST /sim/migrate   {"chat":-5,"to":-1005}   a group becomes a supergroup
POST /sim/mute      {"chat":-5}   members may not write
POST /sim/channel-post {"chat":-1007,"text":"/start","signature":"Ann"}   "signature" as wanted
POST /sim/fault     {"method":"sendMessage","times":3,"action":{"kind":"accept_then_drop"}}
DELETE /sim/fault
GET /sim/journal?after=0, /sim/chats, /sim/changes?chat=5&since=0, /sim/state

The sites that are watched:
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::clock::Clock;
    use crate::sim::history;
    use crate::sim::telegram::TelegramSimConfig;
    use crate::testing::house::at;

    #[tokio::test]
    async fn the_stand_ins_say_how_they_are_played() {
        let clock = Clock::jumping(at("2025-10-31 10:00"));
        let telegram = TelegramSim::new(TelegramSimConfig::default(), clock.clone());
        let calendar = Arc::new(Calendar::builtin().expect("a good calendar"));
        let upstream = Upstream::new(history::load(None).expect("good files"), calendar, clock);
        let standins = Standins::bind(&telegram, &upstream, 0).await.expect("a port");
        let origin = standins.origin();
        tokio::spawn(standins.serve(CancellationToken::new()));
        let text = reqwest::get(format!("{origin}/sim")).await.expect("an answer").text().await.expect("text");
        // Each path that the text names is there: a wrong method or body is refused, an unknown path is not found.
        let named =
            text.split_whitespace().map(|word| word.trim_end_matches(',')).filter(|word| word.starts_with("/sim/"));
        let mut tried = 0;
        for path in named {
            let status =
                reqwest::Client::new().put(format!("{origin}{path}")).send().await.expect("an answer").status();
            assert_eq!(status, 405, "{path}");
            tried += 1;
        }
        assert_eq!(tried, 31, "{text}");
    }
}
