use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use server::backup::{self, BackupError, Made};
use server::keys;
use server::ports::SystemRandom;
use server::start::{BLOB_DIRECTORY, DATABASE_FILE};
use service::blobs::LocalBlobs;
use service::demo::{self, Options};
use service::verification::{Verification, verify};
use store::{ChainRow, Database, SqliteOptions};
use tempfile::TempDir;

const CASES: u32 = 12;

fn now() -> DateTime<Utc> {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

async fn open(data: &Path) -> Database {
    Database::open_sqlite(&data.join(DATABASE_FILE), SqliteOptions::default())
        .await
        .unwrap()
}

/// A data directory with a small county.
async fn county() -> (TempDir, Database) {
    let data = tempfile::tempdir().unwrap();
    let database = open(data.path()).await;
    database.migrate().await.unwrap();
    let keys = keys::load_or_create(data.path(), &SystemRandom).unwrap();
    let options = Options {
        cases: CASES,
        seed: 7,
        today: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
    };
    let files = Arc::new(LocalBlobs::new(data.path().join(BLOB_DIRECTORY)));
    let filled = demo::fill(database.clone(), keys, files, &options, &mut |_| {}).await;
    filled.unwrap();
    (data, database)
}

async fn backed_up() -> (TempDir, TempDir, Made) {
    let (data, database) = county().await;
    let target = tempfile::tempdir().unwrap();
    let made = backup::make(&database, data.path(), target.path(), now())
        .await
        .unwrap();
    database.close().await.unwrap();
    (data, target, made)
}

async fn verified(data: &Path) -> Verification {
    let database = open(data).await;
    let found = verify(&database, &keys::load(data).unwrap()).await.unwrap();
    database.close().await.unwrap();
    found
}

async fn chains(data: &Path) -> Vec<ChainRow> {
    let database = open(data).await;
    let mut tx = database.read().await.unwrap();
    let rows = tx.chains().list_after(uuid::Uuid::nil(), 0, 10_000).await;
    drop(tx);
    database.close().await.unwrap();
    rows.unwrap()
}

fn source(made: &Made) -> &Path {
    made.data.parent().unwrap()
}

/// Turns one bit of these bytes wherever they stand in a file; answers how often they stood there.
fn spoil(file: &Path, bytes: &[u8]) -> usize {
    let mut content = fs::read(file).unwrap();
    let found: Vec<_> = content
        .windows(bytes.len())
        .enumerate()
        .filter(|(_, window)| *window == bytes)
        .map(|(at, _)| at)
        .collect();
    for at in &found {
        content[at + bytes.len() / 2] ^= 1;
    }
    fs::write(file, content).unwrap();
    found.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_comes_back_whole() {
    let (data, _target, made) = backed_up().await;
    assert!(made.has_database);
    let elsewhere = tempfile::tempdir().unwrap();
    backup::restore(source(&made), None, elsewhere.path())
        .await
        .unwrap();

    let found = verified(elsewhere.path()).await;
    assert_eq!(found.faults, Vec::<String>::new());
    assert_eq!(found.cases, u64::from(CASES));
    assert_eq!(found.erased, 0);
    assert_eq!(chains(elsewhere.path()).await, chains(data.path()).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_cases_are_filed_holds_one_state() {
    let (data, database) = county().await;
    let target = tempfile::tempdir().unwrap();
    let writing = tokio::spawn({
        let database = database.clone();
        async move {
            for _ in 0..200 {
                database.check_writable(now()).await.unwrap();
            }
        }
    });
    let made = backup::make(&database, data.path(), target.path(), now())
        .await
        .unwrap();
    writing.await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    backup::restore(source(&made), None, elsewhere.path())
        .await
        .unwrap();
    assert_eq!(
        verified(elsewhere.path()).await.faults,
        Vec::<String>::new()
    );
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_part_opens_nothing_without_the_key_part() {
    let (data, _target, made) = backed_up().await;
    let wrapped: Vec<_> = chains(data.path())
        .await
        .into_iter()
        .filter_map(|row| row.wrapped_key)
        .collect();
    assert!(!wrapped.is_empty());
    let files = files_below(&made.data);
    assert!(files.len() > 1, "the database and the pictures of evidence");
    for file in files {
        let content = fs::read(file).unwrap();
        for key in &wrapped {
            assert!(!content.windows(key.len()).any(|window| window == key));
        }
    }

    // Without the keys of the cases a restored database is a database of erased cases.
    let keyless = tempfile::tempdir().unwrap();
    fs::copy(
        made.data.join(DATABASE_FILE),
        keyless.path().join(DATABASE_FILE),
    )
    .unwrap();
    let database = open(keyless.path()).await;
    let keys = keys::load(data.path()).unwrap();
    let found = verify(&database, &keys).await.unwrap();
    assert_eq!(found.erased, u64::from(CASES));
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_part_is_named_and_nothing_is_restored() {
    let (_data, _target, made) = backed_up().await;
    let copy = made.data.join(DATABASE_FILE);
    let mut content = fs::read(&copy).unwrap();
    let middle = content.len() / 2;
    content[middle] ^= 1;
    fs::write(&copy, content).unwrap();

    let elsewhere = tempfile::tempdir().unwrap();
    let refused = backup::restore(source(&made), None, elsewhere.path()).await;
    assert!(matches!(refused, Err(BackupError::Damaged(path)) if path == copy));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_writes_over_nothing() {
    let (data, _target, made) = backed_up().await;
    let refused = backup::restore(source(&made), None, data.path()).await;
    assert!(matches!(refused, Err(BackupError::Occupied(_))));
    assert_eq!(verified(data.path()).await.faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_part_may_lie_elsewhere() {
    let (_data, _target, made) = backed_up().await;
    let safe = tempfile::tempdir().unwrap();
    let moved = safe.path().join("keys");
    fs::rename(&made.keys, &moved).unwrap();

    let elsewhere = tempfile::tempdir().unwrap();
    let without = backup::restore(source(&made), None, elsewhere.path()).await;
    assert!(matches!(without, Err(BackupError::NotAPart(_))));
    backup::restore(source(&made), Some(&moved), elsewhere.path())
        .await
        .unwrap();
    assert_eq!(
        verified(elsewhere.path()).await.faults,
        Vec::<String>::new()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_altered_bit_of_the_record_is_found_and_named() {
    let (data, database) = county().await;
    database.close().await.unwrap();
    let rows = chains(data.path()).await;
    let row = rows.iter().find(|row| row.version == 2).unwrap();
    let name = format!("case {}, event 2", row.number);
    let parts = [
        (&row.sealed, "cannot be opened"),
        (&row.commitment, "does not fit"),
        (&row.hash, "does not fit"),
    ];
    for (bytes, says) in parts {
        let spoiled = tempfile::tempdir().unwrap();
        fs::copy(
            data.path().join(DATABASE_FILE),
            spoiled.path().join(DATABASE_FILE),
        )
        .unwrap();
        assert!(spoil(&spoiled.path().join(DATABASE_FILE), bytes) > 0);
        let database = open(spoiled.path()).await;
        let found = verify(&database, &keys::load(data.path()).unwrap())
            .await
            .unwrap();
        let named = found
            .faults
            .iter()
            .any(|fault| fault.starts_with(&name) && fault.contains(says));
        assert!(named, "{says}: {:?}", found.faults);
    }
}
