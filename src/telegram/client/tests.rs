use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use wiremock::matchers::{body_json, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;

const TOKEN: &str = "123456:the-secret-part";

fn client(url: &str) -> Client {
    let timeout = Duration::from_millis(500);
    Client::new(&ClientConfig { api_url: url.to_owned(), token: TOKEN.into(), timeout }).unwrap()
}

fn message() -> Request {
    Request { method: "sendMessage", params: json!({"chat_id": 42, "text": "hello"}) }
}

/// A server that reads a request whole and then does something rude.
async fn rude<F, Fut>(rudeness: F) -> String
where
    F: FnOnce(TcpStream) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\"hello\"}") {
            let mut piece = [0; 1024];
            let n = stream.read(&mut piece).await.unwrap();
            request.extend_from_slice(&piece[..n]);
        }
        rudeness(stream).await;
    });
    url
}

#[tokio::test]
async fn a_request_is_one_post_below_the_token_in_the_api_s_spelling() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(format!("/bot{TOKEN}/sendMessage")))
        .and(body_json(json!({"chat_id": 42, "text": "hello"})))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"ok": true, "result": {"message_id": 7}})))
        .expect(1)
        .mount(&server)
        .await;
    let client = client(&format!("{}/", server.uri()));
    assert_eq!(client.call(&message()).await, Outcome::Accepted { message_id: Some(7) });
}

#[tokio::test]
async fn before_the_request_left_nothing_was_sent() {
    // A port that nobody listens on: bound, read, and given back.
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for url in [format!("http://{free}"), "not an address".to_owned()] {
        let outcome = client(&url).call(&message()).await;
        assert!(matches!(outcome, Outcome::NotSent(_)), "{url}: {outcome:?}");
    }
}

#[tokio::test]
async fn after_the_request_left_a_broken_connection_leaves_it_unknown() {
    let dropped = rude(async |stream: TcpStream| drop(stream)).await;
    let silent = rude(|stream: TcpStream| async move {
        let _kept = stream;
        std::future::pending::<()>().await;
    })
    .await;
    let cut = rude(|mut stream: TcpStream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"o").await.unwrap();
    })
    .await;
    let headless = rude(|mut stream: TcpStream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n").await.unwrap();
    })
    .await;
    let gibberish = rude(|mut stream: TcpStream| async move {
        stream.write_all(b"\x16\x03\x01\r\n\r\n").await.unwrap();
    })
    .await;
    for url in [dropped, silent, cut, headless, gibberish] {
        let outcome = client(&url).call(&message()).await;
        assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
    }
}

#[tokio::test]
async fn an_answer_that_broke_off_after_ok_is_a_success() {
    let url = rude(|mut stream: TcpStream| async move {
        let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"ok\":true,\"result\":{\"message_id\":31,\"fr";
        stream.write_all(begun).await.unwrap();
    })
    .await;
    assert_eq!(client(&url).call(&message()).await, Outcome::Accepted { message_id: Some(31) });
}

#[tokio::test]
async fn a_page_in_place_of_an_answer_is_unknown_and_a_redirection_is_not_followed() {
    let server = MockServer::start().await;
    let page = ResponseTemplate::new(502).set_body_string("<html>502 Bad Gateway</html>");
    Mock::given(path(format!("/bot{TOKEN}/sendMessage"))).respond_with(page).mount(&server).await;
    assert!(matches!(client(&server.uri()).call(&message()).await, Outcome::Unknown(_)));

    server.reset().await;
    let away = ResponseTemplate::new(307).insert_header("location", "/elsewhere");
    Mock::given(path(format!("/bot{TOKEN}/sendMessage"))).respond_with(away).mount(&server).await;
    Mock::given(path("/elsewhere")).respond_with(ResponseTemplate::new(200)).expect(0).mount(&server).await;
    assert!(matches!(client(&server.uri()).call(&message()).await, Outcome::Unknown(_)));
}

#[tokio::test]
async fn no_error_and_no_debug_text_shows_the_token() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let refused = client(&format!("http://{free}"));
    let dropped = client(&rude(async |stream: TcpStream| drop(stream)).await);
    let malformed = client("not an address");
    let texts = [
        format!("{refused:?}"),
        format!("{:?}", refused.call(&message()).await),
        format!("{:?}", refused.query::<Value>("getMe", &json!({})).await),
        format!("{:?}", dropped.call(&message()).await),
        format!("{:?}", malformed.call(&message()).await),
        format!("{:?}", malformed.query::<Value>("getMe", &json!({})).await),
    ];
    for text in texts {
        assert!(!text.contains("secret") && !text.contains("123456"), "{text}");
    }
}

#[tokio::test]
async fn questions_have_answers_or_named_errors() {
    let conflict = "Conflict: terminated by other getUpdates request";
    let cases = [
        (200, json!({"ok": true, "result": [1, 2]}), Ok(vec![1, 2])),
        (401, json!({"ok": false, "error_code": 401, "description": "Unauthorized"}), Err(ApiError::Token)),
        (
            409,
            json!({"ok": false, "error_code": 409, "description": conflict}),
            Err(ApiError::Conflict(conflict.into())),
        ),
        (
            429,
            json!({"ok": false, "error_code": 429, "description": "", "parameters": {"retry_after": 3}}),
            Err(ApiError::FloodWait(Duration::from_secs(3))),
        ),
        (
            500,
            json!({"ok": false, "error_code": 500, "description": "restart"}),
            Err(ApiError::Trouble("restart".into())),
        ),
        (
            400,
            json!({"ok": false, "error_code": 400, "description": "no"}),
            Err(ApiError::Refused { code: 400, text: "no".into() }),
        ),
        (
            200,
            json!({"ok": true, "result": "?"}),
            Err(ApiError::Unreadable { status: 200, head: r#"{"ok":true,"result":"?"}"#.into() }),
        ),
        (502, json!("<html>"), Err(ApiError::Unreadable { status: 502, head: "\"<html>\"".into() })),
    ];
    for (status, body, expected) in cases {
        let server = MockServer::start().await;
        let answer = ResponseTemplate::new(status).set_body_json(&body);
        Mock::given(path(format!("/bot{TOKEN}/getThings"))).respond_with(answer).mount(&server).await;
        let got = client(&server.uri()).query::<Vec<i64>>("getThings", &json!({})).await;
        assert_eq!(got, expected, "{body}");
    }
}
