//! The writer of SQLite: batches, savepoints, the bounded queue and the end.

use std::{path::Path, time::Duration};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use store::{Database, Error, Result, SqliteOptions};
use tempfile::TempDir;
use tokio::{
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::fixture::{append, at, case, people, write};

async fn open(options: SqliteOptions) -> (TempDir, Database) {
    let directory = tempfile::tempdir().unwrap();
    let db = Database::open_sqlite(&file(&directory), options)
        .await
        .unwrap();
    db.migrate().await.unwrap();
    (directory, db)
}

fn file(directory: &TempDir) -> std::path::PathBuf {
    directory.path().join("weiquan.db")
}

/// A request that keeps the writer until it is released.
async fn hold(db: &Database) -> (oneshot::Sender<()>, JoinHandle<Result<()>>) {
    let (release, released) = oneshot::channel::<()>();
    let (begun, has_begun) = oneshot::channel::<()>();
    let db = db.clone();
    let request = tokio::spawn(async move {
        write!(db, |tx| async {
            tx.settings().put("hold", "1", at(0)).await?;
            begun.send(()).unwrap();
            released.await.unwrap();
            Ok(())
        })
    });
    has_begun.await.unwrap();
    (release, request)
}

/// A request that waits behind the one that holds the writer.
async fn waiting(db: &Database, n: usize, fail: bool) -> JoinHandle<Result<()>> {
    let db = db.clone();
    let request = tokio::spawn(async move {
        write!(db, |tx| async {
            tx.settings()
                .put(&format!("waiting{n}"), "1", at(0))
                .await?;
            assert!(n != 13, "made to panic");
            if fail {
                Err(Error::NotFound("reason"))
            } else {
                Ok(())
            }
        })
    });
    // Long enough to be in the queue: the writer is held, so nothing else can happen.
    sleep(Duration::from_millis(20)).await;
    request
}

async fn settings(db: &Database) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let rows = tx.settings().list().await.unwrap();
    rows.into_iter().map(|row| row.key).collect()
}

fn patient() -> SqliteOptions {
    SqliteOptions {
        // All that waits goes into one batch, however slow the machine is.
        batch_window: Duration::from_mins(1),
        ..SqliteOptions::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_failing_request_of_a_batch_fails_alone() {
    let (_directory, db) = open(patient()).await;
    let (release, held) = hold(&db).await;
    let first = waiting(&db, 1, false).await;
    let failing = waiting(&db, 2, true).await;
    let panicking = waiting(&db, 13, false).await;
    let last = waiting(&db, 3, false).await;
    assert_eq!(
        settings(&db).await,
        [] as [&str; 0],
        "nothing is visible before the commit"
    );
    release.send(()).unwrap();
    held.await.unwrap().unwrap();
    first.await.unwrap().unwrap();
    assert!(matches!(
        failing.await.unwrap(),
        Err(Error::NotFound("reason"))
    ));
    assert!(panicking.await.unwrap_err().is_panic());
    last.await.unwrap().unwrap();
    assert_eq!(settings(&db).await, ["hold", "waiting1", "waiting3"]);
}

/// Two holders with a request between them; the second begins after the first is released.
async fn hold_in_turn(db: &Database) -> (oneshot::Sender<()>, [JoinHandle<Result<()>>; 3]) {
    let (release, held) = hold(db).await;
    let between = waiting(db, 1, false).await;
    let second = hold(db);
    tokio::pin!(second);
    let waits = timeout(Duration::from_millis(50), &mut second)
        .await
        .is_err();
    assert!(waits, "one request at a time");
    release.send(()).unwrap();
    let (release, second) = second.await;
    (release, [held, between, second])
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_wait_share_one_commit() {
    let (_directory, db) = open(patient()).await;
    let (release, [first, between, second]) = hold_in_turn(&db).await;
    assert_eq!(settings(&db).await, [] as [&str; 0], "nothing is committed");
    assert!(
        !first.is_finished() && !between.is_finished(),
        "nobody is answered"
    );
    release.send(()).unwrap();
    for request in [first, between, second] {
        request.await.unwrap().unwrap();
    }
    assert_eq!(settings(&db).await, ["hold", "waiting1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_ends_at_its_limit() {
    let options = SqliteOptions {
        batch: 2,
        ..patient()
    };
    let (_directory, db) = open(options).await;
    let (release, [first, between, second]) = hold_in_turn(&db).await;
    for request in [first, between] {
        let answered = timeout(Duration::from_secs(10), request).await;
        answered
            .expect("the first batch is committed")
            .unwrap()
            .unwrap();
    }
    assert_eq!(settings(&db).await, ["hold", "waiting1"]);
    release.send(()).unwrap();
    second.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_answers_busy_at_once_and_serves_those_who_wait() {
    let options = SqliteOptions {
        queue: 3,
        ..SqliteOptions::default()
    };
    let (_directory, db) = open(options).await;
    let (release, held) = hold(&db).await;
    let mut accepted = vec![];
    for n in 0..3 {
        accepted.push(waiting(&db, n, false).await);
    }
    let refused = db.check_writable(at(0)).await;
    assert!(
        matches!(
            refused,
            Err(Error::Busy {
                retry_after_seconds: 1
            })
        ),
        "{refused:?}"
    );
    release.send(()).unwrap();
    held.await.unwrap().unwrap();
    for request in accepted {
        request.await.unwrap().unwrap();
    }
    db.check_writable(at(1)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_who_goes_away_does_not_undo_the_write() {
    let (_directory, db) = open(SqliteOptions::default()).await;
    let (release, held) = hold(&db).await;
    let gone = waiting(&db, 1, false).await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    release.send(()).unwrap();
    held.await.unwrap().unwrap();
    db.check_writable(at(0)).await.unwrap();
    assert_eq!(settings(&db).await, ["hold", "store.probe", "waiting1"]);
}

async fn outside(path: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_held_by_another_process_is_waited_for_then_busy_then_over() {
    let options = SqliteOptions {
        busy_timeout: Duration::from_millis(300),
        ..SqliteOptions::default()
    };
    let (directory, db) = open(options).await;
    let mut other = outside(&file(&directory)).await;
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut other)
        .await
        .unwrap();
    let refused = db.check_writable(at(0)).await;
    assert!(matches!(refused, Err(Error::Busy { .. })), "{refused:?}");
    let waiting = {
        let db = db.clone();
        tokio::spawn(async move { db.check_writable(at(1)).await })
    };
    sleep(Duration::from_millis(50)).await;
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    waiting.await.unwrap().unwrap();
    db.check_writable(at(2)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_in_the_files_at_that_moment() {
    let (directory, db) = open(SqliteOptions::default()).await;
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    // As after a crash: the files as they are, without a goodbye of the process.
    let copy = tempfile::tempdir().unwrap();
    for name in ["weiquan.db", "weiquan.db-wal"] {
        std::fs::copy(directory.path().join(name), copy.path().join(name)).unwrap();
    }
    let restarted = Database::open_sqlite(&file(&copy), SqliteOptions::default())
        .await
        .unwrap();
    let mut tx = restarted.read().await.unwrap();
    assert_eq!(
        tx.cases().load(case(1).file.id).await.unwrap(),
        case(1).file
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_waits_and_leaves_one_file() {
    let (directory, db) = open(SqliteOptions::default()).await;
    let (release, held) = hold(&db).await;
    let mut accepted = vec![];
    for n in 0..3 {
        accepted.push(waiting(&db, n, false).await);
    }
    let closing = {
        let db = db.clone();
        tokio::spawn(async move { db.close().await })
    };
    sleep(Duration::from_millis(20)).await;
    release.send(()).unwrap();
    held.await.unwrap().unwrap();
    for request in accepted {
        request.await.unwrap().unwrap();
    }
    closing.await.unwrap().unwrap();
    assert!(!directory.path().join("weiquan.db-wal").exists());
    let reopened = Database::open_sqlite(&file(&directory), SqliteOptions::default())
        .await
        .unwrap();
    assert_eq!(settings(&reopened).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_writer_empties_the_log_unless_a_reader_needs_it() {
    let options = SqliteOptions {
        idle: Duration::from_millis(40),
        ..SqliteOptions::default()
    };
    let (directory, db) = open(options).await;
    let log = || {
        std::fs::metadata(directory.path().join("weiquan.db-wal"))
            .unwrap()
            .len()
    };
    let mut reader = db.read().await.unwrap();
    reader.settings().list().await.unwrap();
    db.check_writable(at(0)).await.unwrap();
    sleep(Duration::from_millis(300)).await;
    assert!(log() > 0, "the reader still needs the log");
    db.check_writable(at(1)).await.unwrap();
    drop(reader);
    for _ in 0..100 {
        if log() == 0 {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("the log was never emptied");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connections_are_set_up_as_decided() {
    let (directory, db) = open(SqliteOptions::default()).await;
    let mut other = outside(&file(&directory)).await;
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut other)
        .await
        .unwrap();
    assert_eq!(mode, "wal");
    // A reader refuses to write even where the code forgets that it reads.
    let mut tx = db.read().await.unwrap();
    let written = tx.settings().delete("x").await;
    assert!(matches!(written, Err(Error::ReadOnly)), "{written:?}");
}
