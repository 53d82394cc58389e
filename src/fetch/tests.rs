use std::error::Error as _;

use rstest::rstest;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiremock::matchers::{header, header_exists, method, path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::*;
use crate::source::Host;

const PATH: &str = "/api/rates/all/search.json?startDate=2025-10-20";

fn address() -> Address {
    Address { host: Host::NewYorkFed, path: PATH.into() }
}

/// A client of a stand-in that takes small bodies only.
fn client(origin: &str) -> Fetcher {
    impatient_client(origin, Duration::from_secs(30))
}

fn impatient_client(origin: &str, timeout: Duration) -> Fetcher {
    let config = FetchConfig {
        base_url: Some(origin.to_owned()),
        contact: "https://example.org/bot".into(),
        timeout,
        max_bytes: 1000,
    };
    Fetcher::new(config).expect("a client")
}

async fn site(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(answer).mount(&server).await;
    server
}

async fn get(answer: ResponseTemplate) -> Result<Fetched, FetchError> {
    let server = site(answer).await;
    client(&server.uri()).get(&address(), None).await
}

fn page(fetched: Result<Fetched, FetchError>) -> Page {
    match fetched {
        Ok(Fetched::Page(page)) => page,
        other => panic!("no page but {other:?}"),
    }
}

#[tokio::test]
async fn a_page_comes_whole_with_its_validators_and_its_public_address() {
    let answer = ResponseTemplate::new(200)
        .set_body_string("abc")
        .insert_header("ETag", "\"v1\"")
        .insert_header("Last-Modified", "Mon, 03 Nov 2025 13:00:00 GMT");
    let page = page(get(answer).await);
    assert_eq!(page.body, b"abc");
    assert_eq!(page.url, format!("https://markets.newyorkfed.org{PATH}"));
    assert_eq!(page.validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(page.validators.last_modified.as_deref(), Some("Mon, 03 Nov 2025 13:00:00 GMT"));
    // The test vector of the standard (FIPS 180-2, "abc").
    assert_eq!(page.hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[tokio::test]
async fn the_site_learns_who_asks_and_may_compress() {
    let server = MockServer::start().await;
    let agent = format!("Mozilla/5.0 (compatible; Tidewatch/{}; +https://example.org/bot)", env!("CARGO_PKG_VERSION"));
    let asked = Mock::given(method("GET"))
        .and(path("/api/rates/all/search.json"))
        .and(query_param("startDate", "2025-10-20"))
        .and(header("User-Agent", agent.as_str()))
        .and(header_exists("Accept-Encoding"));
    asked.respond_with(ResponseTemplate::new(200)).expect(1).mount(&server).await;
    // A slash at the end of the origin does no harm.
    assert!(client(&format!("{}/", server.uri())).get(&address(), None).await.is_ok());
}

#[tokio::test]
async fn a_page_that_is_here_already_is_not_sent_again() {
    let server = MockServer::start().await;
    let known = Validators { etag: Some("\"v1\"".into()), last_modified: Some("Mon, 03 Nov 2025 13:00:00 GMT".into()) };
    let asked_with_both = |request: &Request| {
        let sent = |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok());
        sent("If-None-Match") == Some("\"v1\"") && sent("If-Modified-Since") == Some("Mon, 03 Nov 2025 13:00:00 GMT")
    };
    Mock::given(asked_with_both).respond_with(ResponseTemplate::new(304)).mount(&server).await;
    let fetched = client(&server.uri()).get(&address(), Some(&known)).await;
    assert_eq!(fetched.expect("an answer"), Fetched::NotModified);
}

#[tokio::test]
async fn not_modified_without_a_question_is_refused() {
    let refused = get(ResponseTemplate::new(304)).await;
    assert!(matches!(refused, Err(FetchError::Refused { status: 304, .. })), "{refused:?}");
}

#[tokio::test]
async fn an_error_page_with_status_200_is_a_page_for_the_parser_to_refuse() {
    let answer = ResponseTemplate::new(200).set_body_raw("<html>Sorry</html>", "text/html");
    let page = page(get(answer).await);
    assert!(crate::source::SourceKind::NyfedRates.parse(&page.body).is_err());
}

#[rstest]
#[case(404)]
#[case(410)]
#[tokio::test]
async fn a_page_can_be_absent(#[case] status: u16) {
    let absent = get(ResponseTemplate::new(status)).await;
    assert!(matches!(absent, Err(FetchError::NotThere)), "{absent:?}");
}

#[rstest]
#[case::bad_query(400, &[], None)]
#[case::seconds(429, &[("Retry-After", "120")], Some(120))]
#[case::a_date(503, &[("Retry-After", "Mon, 03 Nov 2025 13:01:30 GMT"), ("Date", "Mon, 03 Nov 2025 13:00:00 GMT")], Some(90))]
#[case::a_date_gone_by(503, &[("Retry-After", "Mon, 03 Nov 2025 12:00:00 GMT"), ("Date", "Mon, 03 Nov 2025 13:00:00 GMT")], Some(0))]
#[case::nonsense(503, &[("Retry-After", "soon")], None)]
#[case::an_empty_success(204, &[], None)]
#[tokio::test]
async fn a_refusal_says_how_long_to_stay_away(
    #[case] status: u16,
    #[case] headers: &[(&str, &str)],
    #[case] seconds: Option<u64>,
) {
    let answer =
        headers.iter().fold(ResponseTemplate::new(status), |answer, (name, value)| answer.insert_header(*name, *value));
    let error = get(answer).await.expect_err("a refusal");
    assert!(matches!(error, FetchError::Refused { status: found, .. } if found == status), "{error:?}");
    assert_eq!(error.retry_after(), seconds.map(Duration::from_secs));
}

#[tokio::test]
async fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
    let sized = |bytes: usize| get(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; bytes]));
    assert_eq!(page(sized(1000).await).body.len(), 1000);
    let refused = sized(1001).await;
    assert!(matches!(refused, Err(FetchError::TooLarge { limit: 1000 })), "{refused:?}");
}

#[tokio::test]
async fn compression_is_undone_within_the_limit() {
    let packed = |bytes: usize| {
        use std::io::Write as _;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&vec![b'x'; bytes]).expect("to memory");
        let body = gzip.finish().expect("to memory");
        get(ResponseTemplate::new(200).set_body_bytes(body).insert_header("Content-Encoding", "gzip"))
    };
    assert_eq!(page(packed(900).await).body, vec![b'x'; 900]);
    // A few hundred bytes on the wire, a hundred thousand unfolded.
    let refused = packed(100_000).await;
    assert!(matches!(refused, Err(FetchError::TooLarge { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_redirect_within_the_host_is_followed() {
    let server = MockServer::start().await;
    let moved = ResponseTemplate::new(302).insert_header("Location", "/moved");
    Mock::given(path("/api/rates/all/search.json")).respond_with(moved).mount(&server).await;
    Mock::given(path("/moved")).respond_with(ResponseTemplate::new(200).set_body_string("here")).mount(&server).await;
    assert_eq!(page(client(&server.uri()).get(&address(), None).await).body, b"here");
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let other = MockServer::start().await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200)).expect(0).mount(&other).await;
    let answer = ResponseTemplate::new(301).insert_header("Location", other.uri().as_str());
    let error = get(answer).await.expect_err("elsewhere");
    assert!(matches!(&error, FetchError::Elsewhere { location } if *location == other.uri()), "{error:?}");
}

#[tokio::test]
async fn a_redirect_in_a_circle_ends() {
    let circle = get(ResponseTemplate::new(302).insert_header("Location", PATH)).await;
    assert!(matches!(circle, Err(FetchError::Elsewhere { .. })), "{circle:?}");
}

#[tokio::test]
async fn a_slow_site_is_given_up() {
    let server = site(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let slow = impatient_client(&server.uri(), Duration::from_millis(100)).get(&address(), None).await;
    assert!(matches!(slow, Err(FetchError::TimedOut(_))), "{slow:?}");
}

/// A site that writes these bytes, whatever is asked, and then closes or stays silent.
async fn raw_site(answer: &'static str, then_close: bool) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut request = [0; 2048];
        assert!(socket.read(&mut request).await.expect("a request") > 0);
        socket.write_all(answer.as_bytes()).await.expect("a reader");
        if !then_close {
            std::future::pending::<()>().await;
        }
    });
    origin
}

#[rstest]
#[case::by_length("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"refRates\": [")]
#[case::by_chunks("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ref\r\n")]
#[tokio::test]
async fn a_body_that_breaks_off_is_no_page(#[case] answer: &'static str) {
    let broken = client(&raw_site(answer, true).await).get(&address(), None).await;
    assert!(matches!(broken, Err(FetchError::CutShort(_))), "{broken:?}");
}

#[tokio::test]
async fn a_body_that_stalls_is_given_up() {
    let stalled = raw_site("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", false).await;
    let stalled = impatient_client(&stalled, Duration::from_millis(300)).get(&address(), None).await;
    assert!(matches!(stalled, Err(FetchError::TimedOut(_))), "{stalled:?}");
}

#[tokio::test]
async fn damaged_compression_is_no_page() {
    let answer = ResponseTemplate::new(200).set_body_string("not gzip").insert_header("Content-Encoding", "gzip");
    let damaged = get(answer).await;
    assert!(matches!(damaged, Err(FetchError::CutShort(_))), "{damaged:?}");
}

#[tokio::test]
async fn a_site_that_is_down_is_unreachable_and_the_cause_is_kept() {
    // A port that was free a moment ago, and that nobody listens on.
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port");
    let error = client(&format!("http://{port}")).get(&address(), None).await.expect_err("nobody there");
    assert!(matches!(error, FetchError::Unreachable(_)), "{error:?}");
    assert!(error.source().is_some());
}

#[rstest]
#[case("localhost:8080")]
#[case("ftp://localhost")]
#[case("http://")]
#[case("http://localhost/?query")]
#[case("")]
fn a_base_url_is_a_web_address(#[case] text: &str) {
    let config = FetchConfig { base_url: Some(text.to_owned()), ..FetchConfig::default() };
    assert!(matches!(Fetcher::new(config), Err(FetchError::BadBaseUrl(_))), "{text}");
}

#[test]
fn a_contact_that_fits_no_header_is_refused() {
    let config = FetchConfig { contact: "a line\nand another".into(), ..FetchConfig::default() };
    assert!(matches!(Fetcher::new(config), Err(FetchError::Setup(_))));
}

/// Without a stand-in nothing may go over the wire in the clear.
#[tokio::test]
async fn the_real_sites_are_asked_by_https_alone() {
    let fetcher = Fetcher::new(FetchConfig::default()).expect("a client");
    let error = fetcher.client.get("http://127.0.0.1:9/").send().await.expect_err("plain http");
    assert!(error.is_builder(), "{error:?}");
    assert!(Host::NewYorkFed.origin().starts_with("https://") && Host::Board.origin().starts_with("https://"));
}
