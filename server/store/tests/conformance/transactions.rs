//! What a transaction promises on both engines.

use std::sync::Arc;

use store::{Database, Error, Result};
use tokio::sync::Barrier;

use crate::fixture::{append, at, case, id, people, write};

async fn setting(db: &Database, key: &str) -> Option<String> {
    let mut tx = db.read().await.unwrap();
    tx.settings().find(key).await.unwrap().map(|row| row.value)
}

pub async fn a_refused_write_leaves_nothing_behind(db: Database) {
    let refused = write!(db, |tx| async {
        tx.settings().put("left", "1", at(0)).await?;
        assert!(
            tx.settings().find("left").await?.is_some(),
            "it reads its own writes"
        );
        Err::<(), _>(Error::NotFound("reason"))
    });
    assert!(matches!(refused, Err(Error::NotFound("reason"))));
    assert_eq!(setting(&db, "left").await, None);
}

pub async fn a_panicking_write_leaves_nothing_behind_and_reaches_its_caller(db: Database) {
    let panicking = {
        let db = db.clone();
        tokio::spawn(async move {
            write!(db, |tx| async {
                tx.settings().put("left", "1", at(0)).await?;
                assert!(tx.settings().find("left").await?.is_none(), "made to panic");
                Ok(())
            })
        })
    };
    let panic = panicking.await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"made to panic"));
    assert_eq!(setting(&db, "left").await, None);
    write!(db, |tx| async {
        tx.settings().put("after", "1", at(0)).await
    })
    .unwrap();
    assert_eq!(setting(&db, "after").await.as_deref(), Some("1"));
}

pub async fn a_read_sees_one_state(db: Database) {
    people(&db).await;
    let mut tx = db.read().await.unwrap();
    assert!(tx.settings().find("new").await.unwrap().is_none());
    write!(db, |tx| async {
        tx.settings().put("new", "1", at(0)).await
    })
    .unwrap();
    append(&db, &case(1)).await.unwrap();
    assert!(tx.settings().find("new").await.unwrap().is_none());
    assert!(tx.cases().find(case(1).file.id).await.unwrap().is_none());
    drop(tx);
    assert_eq!(setting(&db, "new").await.as_deref(), Some("1"));
    let mut tx = db.read().await.unwrap();
    let written = tx.settings().put("read", "1", at(0)).await;
    assert!(matches!(written, Err(Error::ReadOnly)), "{written:?}");
}

pub async fn two_hundred_parallel_writes_are_all_kept(db: Database) {
    people(&db).await;
    let start = Arc::new(Barrier::new(200));
    let tasks: Vec<_> = (0..200)
        .map(|n| {
            let (db, start) = (db.clone(), Arc::clone(&start));
            tokio::spawn(async move {
                start.wait().await;
                append(&db, &case(n)).await?;
                let mut tx = db.read().await?;
                tx.cases().load(case(n).file.id).await?;
                Ok(())
            })
        })
        .collect();
    for task in tasks {
        let written: Result<()> = task.await.unwrap();
        written.unwrap();
    }
    let mut tx = db.read().await.unwrap();
    let counters = tx.counters().list(&[id(1)]).await.unwrap();
    assert_eq!(counters.iter().map(|row| row.n).sum::<i64>(), 200);
}

pub async fn the_database_tells_that_it_is_writable(db: Database) {
    db.check_writable(at(1)).await.unwrap();
    db.check_writable(at(2)).await.unwrap();
    assert_eq!(setting(&db, "store.probe").await.as_deref(), Some("true"));
}

pub async fn migrating_twice_changes_nothing(db: Database) {
    people(&db).await;
    db.migrate().await.unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.accounts().list().await.unwrap().len(), 2);
}

pub async fn every_statement_fits_the_schema(db: Database) {
    assert!(store::all_statements().count() > 90);
    db.check_statements().await.unwrap();
}

pub async fn a_closed_database_refuses_writes(db: Database) {
    db.close().await.unwrap();
    let refused = db.check_writable(at(1)).await;
    assert!(matches!(refused, Err(Error::Closed)), "{refused:?}");
    assert!(matches!(db.read().await, Err(Error::Closed)));
    db.close().await.unwrap();
}
