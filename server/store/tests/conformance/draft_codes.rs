//! Codes for going on at another device: each works once, and guessing ends them all.

use store::{Database, DraftCodeRow};

use crate::fixture::{at, hash, write};

fn code(n: u128, draft: u128) -> DraftCodeRow {
    DraftCodeRow {
        code_hash: hash(n),
        draft_hash: hash(draft),
        sealed: vec![7],
        expires_at: at(15),
    }
}

async fn made(db: &Database, row: DraftCodeRow) -> bool {
    write!(db, |tx| async { tx.draft_codes().replace(&row).await }).unwrap()
}

async fn taken(db: &Database, n: u128, minute: i64) -> Option<DraftCodeRow> {
    write!(db, |tx| async {
        tx.draft_codes().take(&hash(n), 3, at(minute)).await
    })
    .unwrap()
}

async fn miss(db: &Database, minute: i64) {
    write!(db, |tx| async { tx.draft_codes().miss(at(minute)).await }).unwrap();
}

pub async fn a_code_works_once_and_until_it_ends(db: Database) {
    assert!(made(&db, code(1, 10)).await);
    assert!(made(&db, code(2, 20)).await);
    assert_eq!(taken(&db, 3, 1).await, None, "never made");
    assert_eq!(taken(&db, 1, 15).await, None, "over");
    assert_eq!(taken(&db, 1, 14).await, Some(code(1, 10)));
    assert_eq!(taken(&db, 1, 14).await, None, "used");
    assert_eq!(
        taken(&db, 2, 14).await,
        Some(code(2, 20)),
        "the other stays"
    );
}

pub async fn a_new_code_ends_the_one_before_and_never_takes_another_filing_over(db: Database) {
    assert!(made(&db, code(1, 10)).await);
    assert!(made(&db, code(2, 10)).await);
    assert_eq!(taken(&db, 1, 1).await, None);
    assert!(!made(&db, code(2, 20)).await, "taken by the first filing");
    assert_eq!(taken(&db, 2, 1).await, Some(code(2, 10)));
}

pub async fn wrong_codes_count_against_all_that_are_still_good(db: Database) {
    assert!(made(&db, code(1, 10)).await);
    miss(&db, 1).await;
    assert!(made(&db, code(2, 20)).await);
    miss(&db, 2).await;
    // One that is over counts nothing any more.
    miss(&db, 16).await;
    miss(&db, 3).await;
    assert_eq!(taken(&db, 1, 4).await, None, "three wrong ones");
    assert_eq!(taken(&db, 2, 4).await, Some(code(2, 20)), "two wrong ones");
}

pub async fn codes_that_are_over_are_deleted_in_batches(db: Database) {
    for n in 1..=3 {
        assert!(made(&db, code(n, 10 * n)).await);
    }
    for left in [1, 1, 1, 0] {
        let deleted = write!(db, |tx| async {
            tx.draft_codes().delete_expired(at(15), 1).await
        });
        assert_eq!(deleted.unwrap(), left);
    }
}
