//! Every statement of the program is declared, listed, and understood by both databases.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sqlx::{Either, Executor as _, SqlStr, Statement as _, TypeInfo as _};

use crate::store::{
    Store, delivery, fanout, inbox, judgement, knowledge, meta, pushes, records, sources, subscriber, told,
};
use crate::testing::postgres;

/// Every file that declares statements.
const FILES: &[(&str, &[(&str, &str)])] = &[
    ("store/delivery.rs", delivery::STATEMENTS),
    ("store/delivery/outcome.rs", delivery::outcome::STATEMENTS),
    ("store/delivery/retention.rs", delivery::retention::STATEMENTS),
    ("store/fanout.rs", fanout::STATEMENTS),
    ("store/inbox.rs", inbox::STATEMENTS),
    ("store/judgement.rs", judgement::STATEMENTS),
    ("store/knowledge.rs", knowledge::STATEMENTS),
    ("store/meta.rs", meta::STATEMENTS),
    ("store/pushes.rs", pushes::STATEMENTS),
    ("store/records.rs", records::STATEMENTS),
    ("store/sources.rs", sources::STATEMENTS),
    ("store/subscriber.rs", subscriber::STATEMENTS),
    ("store/told.rs", told::STATEMENTS),
];

/// What is wrong with the statements on that database, a line each.
async fn faults(store: &Store) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, statements) in FILES {
        for (name, text) in *statements {
            match store.reader().prepare(SqlStr::from_static(text)).await {
                Err(error) => faults.push(format!("{file} {name}: {error}")),
                Ok(statement) => {
                    // PostgreSQL says what it expects; the program binds whole numbers as i64, the rest as text.
                    let Some(Either::Left(types)) = statement.parameters() else { continue };
                    let strange = types.iter().map(|of| of.name()).filter(|name| !["BIGINT", "TEXT"].contains(name));
                    faults.extend(strange.map(|of| format!("{file} {name}: expects {of}, which is never bound")));
                }
            }
        }
    }
    faults
}

#[tokio::test]
async fn sqlite_understands_every_statement() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.expect("a database");
    assert_eq!(faults(&store).await, [""; 0]);
}

#[tokio::test]
async fn postgresql_understands_every_statement() {
    let Some(address) = postgres::database().await else { return };
    let store = Store::open(&address).await.expect("a database");
    assert_eq!(faults(&store).await, [""; 0]);
}

/// The program's own sources by path under `src/`, without their tests.
fn sources() -> BTreeMap<String, String> {
    fn walk(directory: &Path, root: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(directory).expect("src").map(|entry| entry.expect("an entry").path()) {
            let path = entry.strip_prefix(root).expect("under src").display().to_string();
            if entry.is_dir() {
                walk(&entry, root, found);
            } else if path.ends_with(".rs") && !path.contains("tests") && !path.starts_with("testing") {
                let text = fs::read_to_string(&entry).expect("text");
                let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                found.insert(path, program);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    walk(&root, &root, &mut found);
    found
}

/// What each call of that function is given first, up to the comma or bracket.
fn arguments<'a>(text: &'a str, function: &'a str) -> impl Iterator<Item = &'a str> {
    // `query(…)` or `query::<…>(…)`; with other characters it is another function.
    let given = |rest: &'a str| match rest.strip_prefix("::<") {
        Some(generic) => generic.split_once(">(").map(|(_, given)| given),
        None => rest.strip_prefix('('),
    };
    let calls = text.split(function).skip(1).filter_map(given);
    calls.map(|given| given.split([',', ')']).map(str::trim).find(|part| !part.is_empty()).unwrap_or_default())
}

const QUERIES: [&str; 6] =
    ["sqlx::query", "sqlx::query_as", "sqlx::query_scalar", "sqlx::query_with", "sqlx::query_as_with", "sqlx::raw_sql"];

/// Whether that argument is no declared statement; `text` is the file that it stands in.
fn is_undeclared(argument: &str, text: &str) -> bool {
    let is_constant = argument.chars().all(|c| c.is_ascii_uppercase() || c == '_') && !argument.is_empty();
    // A variable holds a constant: a `&'static str` cannot be put together at run time.
    let is_variable = ["sql", "statement"].contains(&argument);
    let declared = text.split_once("sql! {").and_then(|(_, rest)| rest.split_once("\n}"));
    let is_declared = declared.is_some_and(|(block, _)| block.contains(&format!("\n    {argument} = ")));
    !(is_variable || is_constant && is_declared)
}

#[test]
fn nobody_asks_the_database_in_undeclared_words() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        for argument in QUERIES.iter().flat_map(|function| arguments(&text, function)) {
            if is_undeclared(argument, &text) {
                found.push(format!("{path}: {argument}"));
            }
        }
        for assertion in ["AssertSqlSafe", "sqlx::query!"] {
            if text.contains(assertion) {
                found.push(format!("{path}: {assertion}"));
            }
        }
    }
    assert_eq!(found, [""; 0], "declare it through sql!");
}

#[test]
fn only_the_store_speaks_to_the_database() {
    let elsewhere = sources().into_iter().filter(|(path, _)| path != "store.rs" && !path.starts_with("store/"));
    let users: Vec<String> = elsewhere.filter(|(_, text)| text.contains("sqlx::")).map(|(path, _)| path).collect();
    assert_eq!(users, [""; 0]);
}

#[test]
fn every_file_with_statements_is_listed() {
    let declares = |text: &String| text.lines().any(|line| line.starts_with("sql! {"));
    let declaring: Vec<String> =
        sources().into_iter().filter(|(_, text)| declares(text)).map(|(path, _)| path).collect();
    let listed: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
    assert_eq!(declaring, listed);
    for (file, statements) in FILES {
        assert!(!statements.is_empty(), "{file} declares nothing");
    }
}

#[test]
fn an_undeclared_statement_would_be_seen() {
    let text = "sql! {\n    /// Why.\n    GET = \"SELECT 1\";\n}\nconst OTHER: &str = \"SELECT 2\";\n";
    for (call, seen) in [
        ("sqlx::query(GET).bind(1)", false),
        ("sqlx::query_scalar::<_, i64>(GET)", false),
        ("sqlx::query_as::<_, (i64,)>(GET)", false),
        ("sqlx::query(sql)", false),
        ("sqlx::query(OTHER)", true),
        ("sqlx::query(\"SELECT 3\")", true),
        ("sqlx::query(\n    \"SELECT 3\",\n)", true),
        ("sqlx::query_as::<_, (i64,)>(&format!(\"SELECT {n}\"))", true),
        ("sqlx::raw_sql(r#\"DELETE FROM meta\"#)", true),
    ] {
        let arguments: Vec<&str> = QUERIES.iter().flat_map(|function| arguments(call, function)).collect();
        assert_eq!(
            arguments.iter().filter(|argument| is_undeclared(argument, text)).count(),
            usize::from(seen),
            "{call}"
        );
        assert_eq!(arguments.len(), 1, "{call}: {arguments:?}");
    }
}
