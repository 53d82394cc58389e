//! Single questions to web servers: what time it is there, and how a process of our own is.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::Client;
use reqwest::header::DATE;

use super::{FetchError, header};

/// Asks a page of one's own machine: no proxy, and no more than so long. Status and body.
///
/// # Errors
/// No answer, or none in time.
pub async fn ask(url: &str, within: Duration) -> Result<(u16, String), FetchError> {
    let client = Client::builder().no_proxy().timeout(within).build().map_err(FetchError::Setup)?;
    let response = client.get(url).send().await.map_err(FetchError::from_transport)?;
    let status = response.status().as_u16();
    Ok((status, response.text().await.map_err(FetchError::from_transport)?))
}

impl super::Fetcher {
    /// The time on a site's own clock, by the header of its answer (whole seconds); `None` where it says none.
    ///
    /// # Errors
    /// The site cannot be reached.
    pub async fn time_at(&self, origin: &str) -> Result<Option<DateTime<Utc>>, FetchError> {
        let origin = self.base.as_deref().unwrap_or(origin);
        let response = self.client.head(format!("{origin}/")).send().await.map_err(FetchError::from_transport)?;
        let date = header(response.headers(), &DATE);
        Ok(date.and_then(|date| DateTime::parse_from_rfc2822(&date).ok()).map(|date| date.to_utc()))
    }
}
