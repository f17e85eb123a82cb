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

/// Each engine keeps its text index `case_text` in its own way; all other tables are alike.
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
              AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
              AND m.name NOT LIKE 'case\\_text%' ESCAPE '\\'",
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
            WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'
              AND table_name <> 'case_text'",
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

const FORGERIES: [&str; 10] = [
    "UPDATE case_event SET kind = 'forged'",
    "DELETE FROM case_event",
    "UPDATE access_event SET field = 'forged'",
    "DELETE FROM access_event",
    "UPDATE administration_event SET deed = 'forged'",
    "DELETE FROM administration_event",
    "UPDATE clock_target SET period = 'forged'",
    "DELETE FROM clock_target",
    "UPDATE code_offer SET code = 'forged'",
    "DELETE FROM code_offer",
];

const ACCESS: &str = "INSERT INTO access_event (case_id, ordinal, at, actor, field, hash)
    SELECT case_id, 1, at, actor, 'phone', hash FROM case_event";

const TRAIL: &str = "INSERT INTO administration_event
        (id, at, organisation_id, actor, deed, subject, sealed)
    SELECT c.case_id, c.at, f.organisation_id, c.actor, 'account_added', 'x', c.sealed
    FROM case_event c JOIN case_file f ON f.id = c.case_id";

const TARGET: &str = "INSERT INTO clock_target
        (id, organisation_kind, clock, period, begins_at, set_at, set_by)
    SELECT id, 'authority', 'C-REVIEW', '{}', created_at, created_at, id FROM account LIMIT 1";

const OFFER: &str = "INSERT INTO code_offer
        (id, list, code, is_offered, begins_on, set_at, set_by)
    SELECT id, 'category', 'G15', FALSE, '2026-11-23', created_at, id FROM account LIMIT 1";

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
    connection.execute(TRAIL).await.unwrap();
    connection.execute(TARGET).await.unwrap();
    connection.execute(OFFER).await.unwrap();
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
    connection.execute(TRAIL).await.unwrap();
    connection.execute(TARGET).await.unwrap();
    connection.execute(OFFER).await.unwrap();
    let mut refusals = vec![];
    for forgery in FORGERIES.into_iter().chain([
        "TRUNCATE case_event",
        "TRUNCATE access_event",
        "TRUNCATE administration_event",
        "TRUNCATE clock_target",
        "TRUNCATE code_offer",
    ]) {
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
const WHOLE_TABLES: &[&str] = &[
    // What waits, from its own index, when an administrator looks.
    "store::job::COUNT",
    // Tens of rows.
    "store::account::LIST",
    "store::calendar::LIST",
    "store::clock_target::LIST",
    "store::code_offer::LIST",
    "store::machine_token::LIST",
    "store::organisation::LIST",
    "store::schedule::LIST",
    "store::setting::LIST",
    // A repair by the operator.
    "store::counter::DELETE_ALL",
    "store::counter::COUNT_AGAIN",
    "store::text::FORGET_ALL",
    // All cases are verified.
    "store::chain::LIST_EMPTY",
    "store::anchor::LIST_TRACED",
    "store::anchor::LIST_HEADS",
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
        // The text index is walked where a query (`M`) or a row (`=`) leads.
        let led = |step: &str| {
            let way = step.strip_prefix("SCAN case_text VIRTUAL TABLE INDEX ");
            way.is_some_and(|way| way.contains(":M") || way.contains(":="))
        };
        let scans = plan.iter().any(|step| {
            // What was asked for, as a list, is no table.
            let list = step.starts_with("SCAN json_each ");
            let subquery = step.starts_with("SCAN (") || step == "SCAN found" || list;
            step.starts_with("SCAN") && !subquery && !led(step)
        });
        let exempt = WHOLE_TABLES.contains(&sql.name);
        assert!(!scans || exempt, "{}: {plan:#?}", sql.name);
        let is_case_list = sql.name.starts_with("store::list::")
            || sql.name.starts_with("store::neighbour::")
            || sql.name == "store::text::SEARCH";
        let sorts = plan.iter().any(|step| step.contains("TEMP B-TREE"));
        assert!(!(is_case_list && sorts), "{}: {plan:#?}", sql.name);
    }
}

#[tokio::test]
async fn the_next_warnings_come_from_their_index() {
    let (_directory, _db, mut connection) = sqlite().await;
    let sql = store::all_statements().find(|sql| sql.name == "store::clock::LIST_TO_WARN");
    let explain = text(format!("EXPLAIN QUERY PLAN {}", sql.unwrap().sqlite));
    let rows = connection.fetch_all(explain).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
    assert!(
        plan[0].contains("INDEX case_clock_warning (<expr><?)"),
        "{plan:#?}"
    );
    assert!(
        !plan.iter().any(|step| step.contains("TEMP B-TREE")),
        "{plan:#?}"
    );
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

/// The index in which each search for a neighbour begins, and where.
const BESIDE: [(&str, &str); 12] = [
    (
        "store::neighbour::NEXT_IN_QUEUE",
        "case_file_queue (organisation_id=? AND queue=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::neighbour::PREVIOUS_IN_QUEUE",
        "case_file_queue (organisation_id=? AND queue=? AND (due_order,id)<(?,?)",
    ),
    (
        "store::neighbour::NEXT_OPEN",
        "case_file_due (organisation_id=? AND is_open=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::neighbour::PREVIOUS_OPEN",
        "case_file_due (organisation_id=? AND is_open=? AND (due_order,id)<(?,?)",
    ),
    (
        "store::neighbour::NEXT_DUE_SOON",
        "case_file_due (organisation_id=? AND is_open=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::neighbour::PREVIOUS_DUE_SOON",
        "case_file_due (organisation_id=? AND is_open=? AND (due_order,id)<(?,?)",
    ),
    (
        "store::neighbour::NEXT_MINE",
        "case_file_assignee (assignee_id=? AND is_open=? AND (due_order,id)>(?,?)",
    ),
    (
        "store::neighbour::PREVIOUS_MINE",
        "case_file_assignee (assignee_id=? AND is_open=? AND (due_order,id)<(?,?)",
    ),
    (
        "store::neighbour::NEXT_OF_ALL",
        "case_file_received (organisation_id=? AND (received_at,id)<(?,?)",
    ),
    (
        "store::neighbour::PREVIOUS_OF_ALL",
        "case_file_received (organisation_id=? AND (received_at,id)>(?,?)",
    ),
    (
        "store::neighbour::NEXT_OF_STATE",
        "case_file_state (organisation_id=? AND state=? AND (received_at,id)<(?,?)",
    ),
    (
        "store::neighbour::PREVIOUS_OF_STATE",
        "case_file_state (organisation_id=? AND state=? AND (received_at,id)>(?,?)",
    ),
];

#[tokio::test]
async fn a_neighbour_is_the_first_row_of_one_range_of_its_index() {
    let (_directory, _db, mut connection) = sqlite().await;
    let all: Vec<_> = store::all_statements()
        .filter(|sql| sql.name.starts_with("store::neighbour::"))
        .collect();
    assert_eq!(all.len(), BESIDE.len());
    for (sql, (name, index)) in all.into_iter().zip(BESIDE) {
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

#[tokio::test]
async fn a_search_walks_the_text_index_from_where_the_page_before_ended() {
    let (_directory, _db, mut connection) = sqlite().await;
    let search = store::all_statements()
        .find(|sql| sql.name == "store::text::SEARCH")
        .unwrap();
    let explain = text(format!("EXPLAIN QUERY PLAN {}", search.sqlite));
    let rows = connection.fetch_all(explain).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
    let expected = [
        // Led by the query and the place (`M1<`), by place descending (128 + 64).
        "SCAN case_text VIRTUAL TABLE INDEX 192:M1<",
        "SEARCH case_place USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH case_file USING INDEX sqlite_autoindex_case_file_1 (id=?)",
    ];
    assert_eq!(plan, expected);
}

#[tokio::test]
async fn a_search_on_postgres_asks_the_index() {
    let Some(server) = postgres_server() else {
        return;
    };
    let name = create_database(&server).await;
    let url = database_url(&server, &name);
    let db = Database::connect(&url).await.unwrap();
    db.migrate().await.unwrap();
    let mut connection = PgConnection::connect(&url).await.unwrap();
    // Enough rows that an index is worth its while.
    for statement in [
        "ALTER TABLE case_place DROP CONSTRAINT case_place_case_id_fkey",
        "INSERT INTO case_place (case_id, indexed)
            SELECT gen_random_uuid(), TRUE FROM generate_series(1, 20000)",
        "INSERT INTO case_text (place, tokens)
            SELECT place, array_to_tsvector(ARRAY['o1', 'w' || place % 2000])
            FROM case_place",
        "ANALYZE",
    ] {
        connection.execute(statement).await.unwrap();
    }
    let search = store::all_statements()
        .find(|sql| sql.name == "store::text::SEARCH")
        .unwrap();
    let statement = search
        .postgres
        .replace("$1", "'''o1'' & ''w7'''")
        .replace("$2", "15000")
        .replace("$3", "25");
    let explain = text(format!("EXPLAIN {statement}"));
    let rows = connection.fetch_all(explain).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    connection.close().await.unwrap();
    db.close().await.unwrap();
    drop_database(&server, &name).await;
    let uses = |index: &str| plan.iter().any(|step| step.contains(index));
    assert!(uses("Bitmap Index Scan on case_text_tokens"), "{plan:#?}");
    assert!(!uses("Seq Scan on case_text"), "{plan:#?}");
}
