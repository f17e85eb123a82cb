//! The same tests over each database engine.
//!
//! A test opens its services with [`Surface`](crate::support::Surface) as ever; which engine lies
//! below is what the run says. PostgreSQL runs where `WEIQUAN_TEST_POSTGRES` names a server on
//! which databases may be created; each test makes its own and drops it.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use futures::FutureExt as _;
use sqlx::{Connection as _, Executor as _, PgConnection, SqlSafeStr as _};

/// The databases that a test has made on one server.
#[derive(Debug, Default)]
struct Made {
    server: String,
    names: Mutex<Vec<String>>,
}

tokio::task_local! {
    static POSTGRES: Arc<Made>;
}

/// Runs the named tests of a file on both engines.
macro_rules! on_both_engines {
    ($($test:ident,)+) => {
        mod sqlite {
            $(#[tokio::test] async fn $test() { super::$test().await; })+
        }
        mod postgres {
            $(#[tokio::test] async fn $test() { crate::engine::on_postgres(super::$test()).await; })+
        }
    };
}
pub(crate) use on_both_engines;

/// Runs a test on PostgreSQL, if there is a server.
pub async fn on_postgres(test: impl Future<Output = ()>) {
    let Some(server) = server() else { return };
    let made = Arc::new(Made {
        server,
        names: Mutex::default(),
    });
    let outcome = POSTGRES.scope(made.clone(), AssertUnwindSafe(test).catch_unwind());
    let outcome = outcome.await;
    let names = std::mem::take(&mut *made.names.lock().unwrap());
    for name in names {
        administer(&made.server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    }
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// A new database of the engine that this test runs on; `None` stands for SQLite in the data
/// directory.
pub async fn new_database() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let made = POSTGRES.try_with(Arc::clone).ok()?;
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("weiquan_surface_{}_{number}", std::process::id());
    administer(&made.server, format!("CREATE DATABASE {name}")).await;
    let (address, _) = made.server.rsplit_once('/').unwrap();
    let url = format!("{address}/{name}");
    made.names.lock().unwrap().push(name);
    Some(url)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tests of this crate have no configuration"
)]
fn server() -> Option<String> {
    let server = std::env::var("WEIQUAN_TEST_POSTGRES");
    let server = server.ok().filter(|url| !url.is_empty());
    if server.is_none() {
        println!("skipped: WEIQUAN_TEST_POSTGRES names no PostgreSQL server");
    }
    server
}

async fn administer(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    let statement = sqlx::AssertSqlSafe(statement).into_sql_str();
    connection.execute(statement).await.unwrap();
    connection.close().await.unwrap();
}
