//! The frame of a page of the Board, as far as a reader of pages can tell.

use chrono::NaiveDate;

use super::words::written;

/// What every composed page says of itself.
pub(super) const COMPOSED_WORDS: &str = "Composed by Tidewatch for a demonstration: the figures are official, the words are not the \
     Federal Reserve's.";

/// The same as a paragraph.
pub(super) const COMPOSED: &str = "<p>Composed by Tidewatch for a demonstration: the figures are official, the words are not the \
     Federal Reserve's.</p>";

/// A press release.
pub(super) struct Page<'a> {
    pub title: &'a str,
    pub date: NaiveDate,
    /// The time of release; a page with one has an article, as statements have and notes have not.
    pub release: Option<&'a str>,
    /// HTML.
    pub body: &'a str,
}

impl Page<'_> {
    /// The whole document.
    pub(super) fn html(&self) -> String {
        let (title, date) = (escape(self.title), written(self.date));
        let content = match self.release {
            Some(time) => format!(
                "<div class=\"row\">\n<div id=\"article\">\n<div class=\"heading col-xs-12\">\n\
                 <p class=\"article__time\">{date}</p>\n<h3 class=\"title\">{title}</h3>\n\
                 <p class=\"releaseTime\">For release at {}\n<ul class=\"list-unstyled\">\n<li class=\"share\">Share</li>\n</ul>\n\
                 </div>\n<div class=\"col-xs-12\">\n{}\n</div>\n</div>\n</div>",
                escape(time),
                self.body
            ),
            None => format!(
                "<div class=\"row\">\n<div class=\"heading col-xs-12\">\n<p class=\"article__time\">\n{date}\n</p>\n\
                 <h3>{title}</h3>\n</div>\n</div>\n<div class=\"row\">\n<div class=\"col-xs-12\">\n{}\n</div>\n</div>",
                self.body
            ),
        };
        document(&title, self.date, &content)
    }
}

/// A whole document around `content` (HTML), with a byte-order mark and CRLF line ends.
pub(super) fn document(title: &str, date: NaiveDate, content: &str) -> String {
    let date = written(date);
    let page = format!(
        "\u{feff}<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Composed for a demonstration - {title}</title>\n</head>\n<body>\n\
         <nav><ul><li><a href=\"/newsevents.htm\">News &amp; Events</a></li></ul></nav>\n\
         <div id=\"content\" class=\"container\" role=\"main\">\n{content}\n\
         <div class=\"row\">\n<div id=\"lastUpdate\" class=\"lastUpdate\">Last Update:\n{date}\n</div>\n</div>\n</div>\n\
         </body>\n</html>\n"
    );
    page.replace('\n', "\r\n")
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
