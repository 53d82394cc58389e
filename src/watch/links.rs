//! The press feed is a pointer: the pages behind unscheduled announcements are read as well.

use chrono::TimeDelta;

use super::Watch;
use crate::alert::Body;
use crate::fetch::Fetched;
use crate::source::{Address, Event, Host, SourceKind};
use crate::telemetry::chain;

/// For so long after an announcement its page is looked at.
const FRESH: TimeDelta = TimeDelta::hours(6);

impl Watch {
    /// Reads the pages of announcements that were told without knowing what they say: each once, and again
    /// only where it could not be fetched.
    pub(super) async fn follow_links(&mut self) {
        if self.source != SourceKind::PressFeed {
            return;
        }
        let now = self.environment.clock.now();
        let unread = self.environment.ingest.look(|known| {
            let links =
                known.recent.iter().filter(|alert| now - alert.at <= FRESH).filter_map(|alert| match &alert.body {
                    Body::Unscheduled(report) if report.statement.is_none() => Some(report.link.clone()),
                    _ => None,
                });
            links.filter(|link| !self.followed.contains(link)).collect::<Vec<_>>()
        });
        for link in unread.await {
            if self.follow(&link).await {
                self.followed.insert(link);
            }
        }
    }

    /// Whether there is nothing more to be had from the page.
    async fn follow(&self, link: &str) -> bool {
        let Some(path) = link.strip_prefix(Host::Board.origin()).filter(|path| path.starts_with('/')) else {
            return true;
        };
        let address = Address { host: Host::Board, path: path.to_owned() };
        let page = match self.environment.fetcher.get(&address, None).await {
            Ok(Fetched::Page(page)) => page,
            Ok(Fetched::NotModified) => return true,
            Err(error) => {
                tracing::warn!(link, error = %chain(&error), "cannot read what was announced");
                return false;
            }
        };
        // What is no statement stays told by its title and link.
        let Ok(release) = SourceKind::FomcStatement.parse(&page.body) else { return true };
        let sound = !release.problems.iter().any(crate::source::Problem::holds_back);
        if let Some(Event::Statement(statement)) = release.event.filter(|_| sound)
            && let Err(error) = self.environment.ingest.unscheduled(link, &statement).await
        {
            tracing::error!(error = %chain(&error), "the database failed; will read the announcement again");
            return false;
        }
        true
    }
}
