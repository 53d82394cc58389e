//! The Board's feed of press releases on monetary policy: `/feeds/press_monetary.xml`, RSS 2.0.
//!
//! A pointer only: what a release says is read from its own page. The feed names a statement that
//! nobody expected, on whatever day of the week; whether a date is a scheduled meeting's is the
//! calendar's to say.

use chrono::NaiveDate;
use feed_rs::model::Entry;

use super::page_text::{days, normalise};
use super::{Address, Event, Feed, FeedClass, FeedItem, Host, ParseError, Problem, Release};

/// Where the feed is published.
#[must_use]
pub fn locate() -> Address {
    Address { host: Host::Board, path: "/feeds/press_monetary.xml".to_owned() }
}

/// Understands the feed; one without items is good.
///
/// Problems: `bad_row` (an item without headline, readable time, or link to the Board's own site; the
/// others stand).
///
/// # Errors
/// The body is no RSS feed ([`ParseError::WrongPage`]), is not this one, or is cut short
/// ([`ParseError::Incomplete`]).
pub fn parse(body: &[u8]) -> Result<Release, ParseError> {
    let text = super::text(body)?.trim();
    if text.is_empty() {
        return Err(ParseError::Incomplete("the body is empty".into()));
    }
    if !text.contains("<rss") {
        return Err(ParseError::WrongPage("it is no RSS feed".into()));
    }
    // The reader makes do with half a feed; half a feed may lack the newest item's time.
    if !text.ends_with("</rss>") {
        return Err(ParseError::Incomplete("it ends inside the feed".into()));
    }
    let feed = feed_rs::parser::parse(text.as_bytes()).map_err(|error| ParseError::WrongPage(error.to_string()))?;
    let mut items = Vec::new();
    let mut problems = Vec::new();
    for entry in feed.entries {
        match read(&entry) {
            Ok(item) => items.push(item),
            Err(why) => problems.push(Problem::new("bad_row", why)),
        }
    }
    Ok(Release { problems, event: Some(Event::Feed(Feed { items })), ..Release::default() })
}

/// The page that an item points to, for the fetcher; `None` if it is not on the Board's site.
#[must_use]
pub fn address(item: &FeedItem) -> Option<Address> {
    page(&item.link)
}

fn page(link: &str) -> Option<Address> {
    let path = link.strip_prefix(Host::Board.origin())?;
    path.starts_with('/').then(|| Address { host: Host::Board, path: path.to_owned() })
}

fn read(entry: &Entry) -> Result<FeedItem, String> {
    let title = entry.title.as_ref().map(|title| normalise(&title.content)).unwrap_or_default();
    let link = entry.links.first().map(|link| link.href.trim().to_owned()).unwrap_or_default();
    let Some(published) = entry.published else { return Err(format!("{title:?} has no readable time")) };
    if title.is_empty() {
        return Err(format!("the item of {published} has no headline"));
    }
    if page(&link).is_none() {
        return Err(format!("{title:?} links to {link:?}, which is not on the Board's site"));
    }
    Ok(FeedItem { class: class(&title, &link), date: date(&link), title, link, published })
}

/// What the page is. The headline decides: statements and minutes live under the same kind of address.
fn class(title: &str, link: &str) -> FeedClass {
    let title = title.to_lowercase();
    // Longer-run goals are statements of the Committee too, and no decision.
    let statement = title.contains("fomc statement") || title.contains("statement regarding monetary policy");
    if title.starts_with("minutes of the federal open market committee") {
        FeedClass::Minutes
    } else if title.contains("implementation note") || link.ends_with("a1.htm") {
        FeedClass::Note
    } else if statement && !title.contains("longer-run") {
        FeedClass::Statement
    } else {
        FeedClass::Other
    }
}

/// The date in the last part of an address: `monetary20260729a.htm`.
fn date(link: &str) -> Option<NaiveDate> {
    let file = link.rsplit('/').next()?;
    days::compact(file.get(file.find(|c: char| c.is_ascii_digit())?..)?)
}

#[cfg(test)]
mod tests;
