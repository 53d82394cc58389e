//! A wrong address gives one clear line, and never a password.

use std::net::TcpListener;

use crate::store::Store;
use crate::telemetry::chain;
use crate::testing::postgres;

async fn refusal(address: &str) -> String {
    let opened = Store::open(address).await;
    let line = chain(&opened.expect_err("a wrong address"));
    assert!(!line.contains("secret") && !line.contains('\n'), "{line}");
    line
}

#[tokio::test]
async fn what_is_no_address_is_named_without_what_may_be_a_password() {
    for (address, says) in [
        ("mysql://bot:secret@db/tidewatch", "\"mysql\" is neither sqlite: nor postgres://"),
        ("./data/tidewatch.db", "neither sqlite: nor postgres://"),
        ("postgres://bot:secret", "not of the form"),
        ("postgres://bot:se/cret@secret/tidewatch", "%2F"),
        ("postgres://bot:42/secret@db/tidewatch", "not of the form"),
        ("postgres://bot:se#cret@secret/tidewatch", "%23"),
        ("postgres://bot@db:5432x/tidewatch?password=secret", "not of the form"),
    ] {
        let line = refusal(address).await;
        assert!(line.contains(says), "{address}: {line}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let line = refusal(&format!("postgres://bot:secret@{free}/tidewatch?password=secret")).await;
    assert!(line.starts_with(&format!("cannot open the database postgres://bot@{free}/tidewatch: ")), "{line}");
    assert!(line.contains("refused"), "{line}");
}

#[tokio::test]
async fn a_database_that_does_not_exist_is_named() {
    let Some(address) = postgres::database().await else { return };
    let (server, _) = address.rsplit_once('/').expect("a database");
    let server = server.replace("postgres@", "postgres:secret@");
    let line = refusal(&format!("{server}/nowhere")).await;
    assert!(line.contains("database \"nowhere\" does not exist"), "{line}");
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let occupied = dir.path().join("occupied");
    std::fs::write(&occupied, "no database, and no directory").expect("written");
    let line = refusal(&format!("sqlite:{}", occupied.display())).await;
    assert!(line.contains("occupied") && line.contains("not a database"), "{line}");
    let line = refusal(&format!("sqlite:{}/t.db", occupied.display())).await;
    assert!(line.starts_with("cannot make the directory"), "{line}");
}
