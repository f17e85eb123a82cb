//! The schema: alike on both engines, append-only where it must be, and served by its indexes.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use sqlx::{Connection, Executor, PgConnection, Row, SqliteConnection};
use store::{Database, SqliteOptions};
use tempfile::TempDir;

use crate::fixture::{
    append, case, create_database, database_url, drop_database, people, postgres_server, text,
};

/// Table, column, and what it holds in the words of SQLite.
type Columns = BTreeSet<(String, String, String)>;

async fn sqlite() -> (TempDir, Database, SqliteConnection) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("weiquan.db");
    let db = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let url = format!("sqlite://{}", path.display());
    let connection = SqliteConnection::connect(&url).await.unwrap();
    (directory, db, connection)
}

#[test]
fn every_migration_has_its_pair() {
    let names = |engine: &str| {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("migrations")
            .join(engine);
        let entries = std::fs::read_dir(directory).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name())
            .collect::<BTreeSet<_>>()
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let Some(server) = postgres_server() else {
        return;
    };
    let (_directory, _db, mut connection) = sqlite().await;
    let rows = connection
        .fetch_all(
            "SELECT m.name, c.name, c.type || CASE WHEN c.\"notnull\" THEN '' ELSE ' null' END
            FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'
              AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        )
        .await
        .unwrap();
    let on_sqlite: Columns = rows
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect();

    let name = create_database(&server).await;
    let db = Database::connect(&database_url(&server, &name))
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let mut connection = PgConnection::connect(&database_url(&server, &name))
        .await
        .unwrap();
    let rows = connection
        .fetch_all(
            "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
        )
        .await
        .unwrap();
    let kinds = BTreeMap::from([
        ("bigint", "INTEGER"),
        ("boolean", "INTEGER"),
        ("bytea", "BLOB"),
        ("date", "TEXT"),
        ("text", "TEXT"),
        ("timestamp with time zone", "TEXT"),
        ("uuid", "BLOB"),
    ]);
    let on_postgres: Columns = rows
        .iter()
        .map(|row| {
            let null = if row.get::<&str, _>(3) == "YES" {
                " null"
            } else {
                ""
            };
            let kind = format!("{}{null}", kinds[row.get::<&str, _>(2)]);
            (row.get(0), row.get(1), kind)
        })
        .collect();
    connection.close().await.unwrap();
    db.close().await.unwrap();
    drop_database(&server, &name).await;
    assert!(on_sqlite.len() > 100);
    assert_eq!(on_sqlite, on_postgres);
}

const FORGERIES: [&str; 4] = [
    "UPDATE case_event SET kind = 'forged'",
    "DELETE FROM case_event",
    "UPDATE access_event SET field = 'forged'",
    "DELETE FROM access_event",
];

const ACCESS: &str = "INSERT INTO access_event (case_id, ordinal, at, actor, field, hash)
    SELECT case_id, 1, at, actor, 'phone', hash FROM case_event";

fn assert_append_only(refused: Option<String>, forgery: &str) {
    let message = refused.unwrap_or_default();
    assert!(message.contains("is append-only"), "{forgery}: {message}");
}

#[tokio::test]
async fn chains_are_append_only_on_sqlite() {
    let (_directory, db, mut connection) = sqlite().await;
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    connection.execute(ACCESS).await.unwrap();
    for forgery in FORGERIES {
        let refused = connection.execute(forgery).await.err();
        assert_append_only(refused.map(|error| error.to_string()), forgery);
    }
}

#[tokio::test]
async fn chains_are_append_only_on_postgres() {
    let Some(server) = postgres_server() else {
        return;
    };
    let name = create_database(&server).await;
    let url = database_url(&server, &name);
    let db = Database::connect(&url).await.unwrap();
    db.migrate().await.unwrap();
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    let mut connection = PgConnection::connect(&url).await.unwrap();
    connection.execute(ACCESS).await.unwrap();
    let mut refusals = vec![];
    for forgery in FORGERIES
        .into_iter()
        .chain(["TRUNCATE case_event", "TRUNCATE access_event"])
    {
        let refused = connection.execute(forgery).await.err();
        refusals.push((refused.map(|error| error.to_string()), forgery));
    }
    connection.close().await.unwrap();
    db.close().await.unwrap();
    drop_database(&server, &name).await;
    for (refused, forgery) in refusals {
        assert_append_only(refused, forgery);
    }
}

/// Statements that read a whole table, and why they may.
const WHOLE_TABLES: [&str; 7] = [
    // Tens of rows.
    "store::account::LIST",
    "store::calendar::LIST",
    "store::organisation::LIST",
    "store::setting::LIST",
    // A repair by the operator.
    "store::counter::DELETE_ALL",
    "store::counter::COUNT_AGAIN",
    // One row from the end of the index.
    "store::anchor::FIND_LATEST",
];

#[tokio::test]
async fn no_statement_reads_a_whole_table_or_sorts_a_list() {
    let (_directory, _db, mut connection) = sqlite().await;
    for sql in store::all_statements() {
        let explain = text(format!("EXPLAIN QUERY PLAN {}", sql.sqlite));
        let rows = connection.fetch_all(explain).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        let scans = plan.iter().any(|step| {
            step.starts_with("SCAN") && !step.starts_with("SCAN (") && step != "SCAN found"
        });
        let exempt = WHOLE_TABLES.contains(&sql.name);
        assert!(!scans || exempt, "{}: {plan:#?}", sql.name);
        let is_case_list = sql.name.starts_with("store::list::");
        let sorts = plan.iter().any(|step| step.contains("TEMP B-TREE"));
        assert!(!(is_case_list && sorts), "{}: {plan:#?}", sql.name);
    }
}

/// The index that serves each list and count.
const SERVED_BY: [(&str, &str); 9] = [
    (
        "store::list::LIST_QUEUE",
        "case_file_queue (organisation_id=? AND queue=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::list::LIST_OPEN",
        "case_file_due (organisation_id=? AND is_open=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::list::LIST_DUE_SOON",
        "case_file_due (organisation_id=? AND is_open=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::list::LIST_MINE",
        "case_file_assignee (assignee_id=? AND is_open=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::list::LIST_ALL",
        "case_file_received (organisation_id=? AND received_at>? AND (received_at,id)<(?,?)",
    ),
    (
        "store::list::LIST_STATE",
        "case_file_state (organisation_id=? AND state=? AND received_at>? AND (received_at,id)<(?,?)",
    ),
    (
        "store::list::COUNT_OVERDUE",
        "COVERING INDEX case_file_due (organisation_id=? AND is_open=? AND due_order<?)",
    ),
    (
        "store::list::COUNT_DUE_SOON",
        "COVERING INDEX case_file_due (organisation_id=? AND is_open=? AND due_order>?)",
    ),
    (
        "store::list::COUNT_MINE",
        "COVERING INDEX case_file_assignee (assignee_id=? AND is_open=?)",
    ),
];

#[tokio::test]
async fn every_list_of_cases_walks_one_range_of_its_index() {
    let (_directory, _db, mut connection) = sqlite().await;
    let lists: Vec<_> = store::all_statements()
        .filter(|sql| sql.name.starts_with("store::list::"))
        .collect();
    assert_eq!(lists.len(), SERVED_BY.len());
    for (sql, (name, index)) in lists.into_iter().zip(SERVED_BY) {
        assert_eq!(sql.name, name);
        let explain = text(format!("EXPLAIN QUERY PLAN {}", sql.sqlite));
        let rows = connection.fetch_all(explain).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        assert!(
            plan.iter().any(|step| step.contains(index)),
            "{name}: {plan:#?}"
        );
    }
}
