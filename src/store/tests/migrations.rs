//! A database of an earlier version keeps what it holds, in both kinds of database.

use sqlx::AnyPool;
use sqlx::migrate::Migrator;

use crate::store::Store;
use crate::testing::postgres;

/// An alert and a ledger line as the first version wrote them.
const OF_BEFORE: [&str; 4] = [
    "INSERT INTO alert (id, revision, at, severity, rank, category, lane, seq, payload, walked_to, walked) VALUES \
     ('R15/2025-10-29', 1, 5, 'critical', 3, 1, 1, 2, \
      '{\"id\":\"R15/2025-10-29\",\"body\":{\"kind\":\"decision\",\"link\":\"\"}}', 0, 1)",
    "INSERT INTO alert (id, revision, at, severity, rank, category, lane, seq, payload, walked_to, walked) VALUES \
     ('weekly/2025-10-29', 2, 6, 'info', 1, 2, 2, 4, '{\"body\":{\"kind\":\"weekly\",\"week\":1}}', 0, 1)",
    "INSERT INTO ledger (rule, as_of, severity, peak, at, metrics, alert) VALUES \
     ('R01', '2025-10-31', 'critical', 0, 7, '{}', 'R01/2025-10-31/critical')",
    "INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, marks, again, state, attempt, \
     epoch, unknowns, due_at, outcome) \
     VALUES ('R15/2025-10-29', 1, 1, 0, 1001, 1, 2, 'sendMessage', 0, 1, 'sent', 1, 1, 0, 5, '')",
];

async fn an_old_database(address: &str) {
    sqlx::any::install_default_drivers();
    let pool = AnyPool::connect(address).await.expect("a database");
    let all = sqlx::migrate!("src/store/migrations");
    let first: Vec<_> = all.migrations.iter().filter(|migration| migration.version == 1).cloned().collect();
    Migrator { migrations: first.into(), ..Migrator::DEFAULT }.run(&pool).await.expect("the first schema");
    for statement in OF_BEFORE {
        sqlx::query(statement).execute(&pool).await.expect("a row of before");
    }
    pool.close().await;
}

async fn keeps_what_it_holds(address: &str) {
    let store = Store::open(address).await.expect("brought up to date");
    let text = "SELECT id, kind, manner, COALESCE(expires_at, 0) FROM alert ORDER BY id";
    let alerts: Vec<(String, String, String, i64)> =
        sqlx::query_as(text).fetch_all(store.reader()).await.expect("alerts");
    let row = |id: &str, kind: &str, manner: &str| (id.to_owned(), kind.to_owned(), manner.to_owned(), 0);
    let wanted = [row("R15/2025-10-29", "decision", "new"), row("weekly/2025-10-29", "weekly", "corrects")];
    assert_eq!(alerts, wanted);
    assert_eq!(store.ledger().await.expect("read").len(), 1, "nothing on record is taken back");
    assert!(!store.ledger_tail(1).await.expect("read")[0].corrected);
    store.close().await;
}

#[tokio::test]
async fn on_sqlite() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("t.db");
    an_old_database(&format!("sqlite:{}?mode=rwc", file.display())).await;
    keeps_what_it_holds(&format!("sqlite:{}", file.display())).await;
}

#[tokio::test]
async fn on_postgresql() {
    let Some(address) = postgres::database().await else { return };
    an_old_database(&address).await;
    keeps_what_it_holds(&address).await;
}
