//! The page's own files, embedded: nothing is fetched from elsewhere.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

/// Path, media type, content.
const FILES: [(&str, &str, &str); 8] = [
    ("/", "text/html; charset=utf-8", include_str!("web/index.html")),
    ("/page.css", "text/css; charset=utf-8", include_str!("web/page.css")),
    ("/chat.css", "text/css; charset=utf-8", include_str!("web/chat.css")),
    ("/page.js", "text/javascript; charset=utf-8", include_str!("web/page.js")),
    ("/chat.js", "text/javascript; charset=utf-8", include_str!("web/chat.js")),
    ("/message.js", "text/javascript; charset=utf-8", include_str!("web/message.js")),
    ("/words.js", "text/javascript; charset=utf-8", include_str!("web/words.js")),
    ("/icon.svg", "image/svg+xml", include_str!("web/icon.svg")),
];

pub(super) fn router() -> Router {
    FILES.into_iter().fold(Router::new(), |router, (path, kind, content)| {
        router.route(path, get(move || async move { ([(CONTENT_TYPE, kind)], content) }))
    })
}
