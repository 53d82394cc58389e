//! Who may ask: the page itself. A page elsewhere on the web can send requests to loopback, too.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Nothing from elsewhere, nothing inline, no frame around it.
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// Turns strangers away, and tells the browser to be as strict.
pub(super) async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let mut answer = match objection(request.method(), request.headers(), port) {
        None => next.run(request).await,
        Some(objection) => (StatusCode::FORBIDDEN, objection).into_response(),
    };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Why a request is turned away. `Host` must be loopback on our port: a foreign name that was made to
/// point here is not. Where a browser says whence a request comes, it must come from here; that a body
/// is JSON is asked for where it is read, and no form can send that.
fn objection(method: &Method, headers: &HeaderMap, port: u16) -> Option<&'static str> {
    let value = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = value(header::HOST).unwrap_or_default();
    // A browser leaves out the port that HTTP has anyway.
    let ours = |name: &&str| host == format!("{name}:{port}") || port == 80 && *host == **name;
    if !["127.0.0.1", "localhost"].iter().any(ours) {
        return Some("this page answers on loopback only\n");
    }
    let elsewhere = value(header::ORIGIN).is_some_and(|origin| origin != format!("http://{host}"));
    let site = value(HeaderName::from_static("sec-fetch-site")).unwrap_or("none");
    let foreign = !["same-origin", "none"].contains(&site);
    // A link from elsewhere may open the page; it may not make it do anything.
    let refused = elsewhere || foreign && *method != Method::GET;
    refused.then_some("requests of other pages are not answered\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The objection to a request with this `Host` and, maybe, `Origin`.
    fn objects(port: u16, host: &str, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a value"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().expect("a value"));
        }
        objection(&Method::POST, &headers, port).is_some()
    }

    #[test]
    fn a_browser_leaves_out_port_80_and_no_other() {
        assert!(!objects(80, "127.0.0.1", Some("http://127.0.0.1")));
        assert!(!objects(80, "localhost:80", None));
        assert!(objects(8787, "127.0.0.1", None), "a page on port 80 is another page");
        assert!(objects(8787, "127.0.0.1:8787", Some("http://127.0.0.1")));
        assert!(objects(80, "evil.example", None));
    }
}
