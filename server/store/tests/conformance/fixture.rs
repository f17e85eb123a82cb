//! A fresh database for each test, and rows to fill it with.

use std::{
    future::Future,
    panic::resume_unwind,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Connection, Executor, PgConnection, SqlSafeStr};
use store::{
    AccountRow, CaseFileRow, CaseWrite, ClockRow, Codes, Database, EventRow, LookupRow,
    OrganisationRow, SqliteOptions,
};
use uuid::Uuid;

/// Writes in one transaction and answers its result.
macro_rules! write {
    ($db:expr, |$tx:ident| $body:expr) => {
        $db.write(move |$tx| {
            Box::pin(async move {
                let result: store::Result<_> = $body.await;
                result
            })
        })
        .await
    };
}
pub(crate) use write;

/// Runs a test on a new SQLite file.
pub async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Database) -> F) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("weiquan.db");
    let db = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    db.migrate().await.unwrap();
    test(db.clone()).await;
    db.close().await.unwrap();
}

/// Runs a test on a new PostgreSQL database, if there is a server.
pub async fn on_postgres<F>(test: impl FnOnce(Database) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let Some(server) = postgres_server() else {
        return;
    };
    let name = create_database(&server).await;
    let db = Database::connect(&database_url(&server, &name))
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let outcome = tokio::spawn(test(db.clone())).await;
    db.close().await.unwrap();
    drop_database(&server, &name).await;
    if let Err(error) = outcome {
        resume_unwind(error.into_panic());
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tests of this crate have no configuration"
)]
pub fn postgres_server() -> Option<String> {
    let server = std::env::var("WEIQUAN_TEST_POSTGRES").ok();
    if server.is_none() {
        eprintln!("skipped: PostgreSQL is tested where WEIQUAN_TEST_POSTGRES names a server");
    }
    server
}

pub fn database_url(server: &str, name: &str) -> String {
    let (address, _) = server.rsplit_once('/').unwrap();
    format!("{address}/{name}")
}

pub async fn create_database(server: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("weiquan_test_{}_{number}", std::process::id());
    administer(server, format!("CREATE DATABASE {name}")).await;
    name
}

pub async fn drop_database(server: &str, name: &str) {
    administer(server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

async fn administer(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    connection.execute(text(statement)).await.unwrap();
    connection.close().await.unwrap();
}

/// Statements that tests compose themselves.
pub fn text(statement: String) -> sqlx::SqlStr {
    sqlx::AssertSqlSafe(statement).into_sql_str()
}

/// Some instant, a number of minutes after the first.
pub fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

/// A recognisable identifier.
pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A recognisable hash of 32 bytes.
pub fn hash(n: u128) -> Vec<u8> {
    [n.to_be_bytes(), n.to_be_bytes()].concat()
}

/// Organisation 1 or 2.
pub fn organisation(n: u128) -> OrganisationRow {
    OrganisationRow {
        id: id(n),
        division: "990101".into(),
        code: format!("{n:02}"),
        name_zh: format!("第{n}市场监督管理所"),
        name_en: format!("Station {n}"),
        kind: "authority".into(),
        parent_id: (n > 1).then(|| id(1)),
        phone: None,
        address: Some("人民路 1 号".into()),
        document_sign: None,
        closed_at: None,
    }
}

/// Account 101, 102, … of organisation 1.
pub fn account(n: u128) -> AccountRow {
    AccountRow {
        id: id(n),
        login: format!("officer{n}"),
        number: format!("A{n}"),
        name: "林一".into(),
        password_hash: "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA".into(),
        organisation_id: id(1),
        roles: Codes::from_iter(["handler", "mediator"]),
        disabled_at: None,
        failed_attempts: 0,
        locked_until: None,
        created_at: at(0),
        password_changed_at: at(0),
        must_change_password: false,
    }
}

/// Two organisations and two accounts.
pub async fn people(db: &Database) {
    write!(db, |tx| async {
        for n in [1, 2] {
            tx.organisations().insert(&organisation(n)).await?;
        }
        for n in [101, 102] {
            tx.accounts().insert(&account(n)).await?;
        }
        Ok(())
    })
    .unwrap();
}

/// A new case of organisation 1, due at minute `1000 + n`, received at minute `n`.
pub fn case(n: u32) -> CaseWrite {
    let case_id = id(0x1000 + u128::from(n));
    CaseWrite {
        expected_version: 0,
        file: CaseFileRow {
            id: case_id,
            number: format!("9901010112611{n:08}"),
            receipt_hash: hash(0x1000 + u128::from(n)),
            case_type: "complaint".into(),
            state: "received".into(),
            ruleset: "ORDER121".into(),
            organisation_id: id(1),
            assignee_id: None,
            channel: "web".into(),
            received_at: at(i64::from(n)),
            version: 1,
            problem: Some("P01".into()),
            item: Some("G01".into()),
            outcome: None,
            is_open: true,
            closed_at: None,
            queue: "unreviewed".into(),
            warn_at: Some(at(500 + i64::from(n))),
            overdue_at: Some(at(1000 + i64::from(n))),
            wrapped_key: Some(vec![7; 60]),
            summary: vec![8; 40],
            head: hash(1),
            updated_at: at(i64::from(n)),
        },
        events: vec![event(case_id, 1)],
        clocks: vec![clock(case_id, "C-REVIEW", 1)],
        lookups: vec![LookupRow {
            kind: "phone".into(),
            hash: hash(0xF0),
        }],
        tokens: None,
    }
}

/// An event of a case.
pub fn event(case_id: Uuid, version: i64) -> EventRow {
    EventRow {
        case_id,
        version,
        kind: "filed".into(),
        at: at(version),
        actor: r#"{"b": 1, "a": "consumer"}"#.into(),
        sealed: vec![9; 50],
        commitment: hash(2),
        hash: hash(3),
    }
}

/// A running clock of a case.
pub fn clock(case_id: Uuid, clock: &str, ordinal: i64) -> ClockRow {
    ClockRow {
        case_id,
        clock: clock.into(),
        ordinal,
        started_at: at(ordinal),
        half_at: None,
        near_at: None,
        due_at: Some(at(1000)),
        wall_at: None,
        provisional: false,
        paused: false,
        stopped_at: None,
    }
}

/// What appending one event to a case writes.
pub fn next(before: &CaseWrite) -> CaseWrite {
    let mut write = before.clone();
    write.expected_version = before.file.version;
    write.file.version += 1;
    write.events = vec![event(write.file.id, write.file.version)];
    write.lookups = vec![];
    write.tokens = None;
    write
}

/// Appends and answers the result.
pub async fn append(db: &Database, write: &CaseWrite) -> store::Result<()> {
    let write = write.clone();
    write!(db, |tx| async { tx.cases().append(&write).await })
}
