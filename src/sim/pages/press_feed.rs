//! The Board's feed of press releases on monetary policy, RSS 2.0: `/feeds/press_monetary.xml`.

use chrono::{DateTime, Utc};

use super::fomc::escape;

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The headline.
    pub title: String,
    /// Its page: a path of the Board's site.
    pub path: String,
    /// When it came out.
    pub at: DateTime<Utc>,
}

/// How many items the feed holds.
pub const LENGTH: usize = 20;

/// The feed: the newest items, newest first; of one instant in the order given.
#[must_use]
pub fn feed(items: &[Item], origin: &str) -> String {
    let mut items: Vec<&Item> = items.iter().collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    let items: String = items.into_iter().take(LENGTH).map(|one| item(one, origin)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<rss version=\"2.0\">\n    <channel>\n        \
         <title>FRB: Press Release - Monetary Policy</title>\n        \
         <link><![CDATA[{origin}/feeds/feeds.htm]]></link>\n        \
         <description><![CDATA[Composed for a demonstration: not the Board's feed]]></description>\n        \
         <language>en</language>\n{items}    </channel>\n</rss>"
    )
}

fn item(item: &Item, origin: &str) -> String {
    let title = escape(&item.title);
    let link = format!("<![CDATA[{origin}{}]]>", item.path);
    format!(
        "        <item>\n            <title>{title}</title>\n            <link>{link}</link>\n            \
         <guid>{link}</guid>\n            <description><![CDATA[{}]]></description>\n            \
         <category>Monetary Policy</category>\n            <pubDate><![CDATA[{}]]></pubDate>\n        </item>\n",
        // The end of a CDATA section inside one would break the feed.
        item.title.replace("]]>", "]] >"),
        item.at.format("%a, %-d %b %Y %H:%M:%S GMT")
    )
}
