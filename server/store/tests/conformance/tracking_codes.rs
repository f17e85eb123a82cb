//! One-time codes: how often they are asked for and tried, and that they work once.

use store::{Database, Error, NewTrackingCode};

use crate::fixture::{append, at, case, hash, id, people, write};

/// A request of a telephone for a case.
fn asked(n: u128, phone: u128, number: &str) -> NewTrackingCode {
    NewTrackingCode {
        id: id(n),
        token_hash: hash(n),
        number: number.into(),
        phone_hash: hash(phone),
        expires_at: at(10),
    }
}

async fn ask(db: &Database, new: NewTrackingCode, minute: i64) {
    write!(db, |tx| async {
        tx.tracking_codes().ask(&new, at(minute)).await
    })
    .unwrap();
}

async fn tried(db: &Database, n: u128, minute: i64) -> Option<Option<Vec<u8>>> {
    let row = write!(db, |tx| async {
        tx.tracking_codes().count_try(&hash(n), 3, at(minute)).await
    });
    row.unwrap().map(|row| row.code_hash)
}

pub async fn requests_are_counted_for_the_telephone_and_for_the_case(db: Database) {
    ask(&db, asked(1, 7, "a"), 1).await;
    ask(&db, asked(2, 7, "b"), 2).await;
    ask(&db, asked(3, 8, "a"), 3).await;
    ask(&db, asked(4, 9, "c"), 4).await;
    let mut tx = db.read().await.unwrap();
    let mut codes = tx.tracking_codes();
    let phone = hash(7);
    let listed = codes.list_for_phone(&phone, at(0), 9).await.unwrap();
    assert_eq!(listed, [at(2), at(1)]);
    let recent = codes.list_for_phone(&phone, at(1), 9).await.unwrap();
    assert_eq!(recent, [at(2)]);
    let listed = codes.list_for_number("a", at(0), 9).await.unwrap();
    assert_eq!(listed, [at(3), at(1)]);
    let latest = codes.list_for_number("a", at(0), 1).await.unwrap();
    assert_eq!(latest, [at(3)]);
    let others = codes.list_for_number("d", at(0), 9).await.unwrap();
    assert!(others.is_empty());
}

pub async fn a_code_is_tried_a_few_times_and_used_once(db: Database) {
    people(&db).await;
    let about = case(1);
    append(&db, &about).await.unwrap();
    let file = about.file.id;
    ask(&db, asked(1, 7, "a"), 1).await;
    assert_eq!(tried(&db, 1, 2).await, Some(None), "none was made yet");
    let arm = async |code: u128| {
        let made = write!(db, |tx| async {
            tx.tracking_codes().arm(id(1), file, &hash(code)).await
        });
        made.unwrap()
    };
    assert!(arm(5).await);
    assert!(!arm(6).await, "one request has one code");
    let mut tx = db.read().await.unwrap();
    let row = tx.tracking_codes().find(id(1)).await.unwrap().unwrap();
    assert_eq!((row.case_id, row.code_hash), (Some(file), Some(hash(5))));
    drop(tx);
    assert_eq!(tried(&db, 1, 3).await, Some(Some(hash(5))));
    assert_eq!(tried(&db, 2, 3).await, None, "an unknown token");
    assert_eq!(tried(&db, 1, 10).await, None, "the time is over");
    assert_eq!(tried(&db, 1, 4).await, Some(Some(hash(5))));
    assert_eq!(tried(&db, 1, 4).await, None, "the tries are over");

    ask(&db, asked(2, 7, "a"), 1).await;
    let use_it = async || {
        write!(db, |tx| async {
            tx.tracking_codes().mark_used(id(2), at(2)).await
        })
    };
    use_it().await.unwrap();
    assert!(matches!(use_it().await, Err(Error::NotFound(_))));
    assert_eq!(tried(&db, 2, 3).await, None, "it was used");
}

pub async fn old_codes_are_pruned_in_batches(db: Database) {
    for n in 1..=3 {
        ask(&db, asked(n, n, "a"), i64::try_from(n).unwrap()).await;
    }
    let prune = async |minute| {
        let deleted = write!(db, |tx| async {
            tx.tracking_codes().prune(at(minute), 1).await
        });
        deleted.unwrap()
    };
    assert_eq!([prune(3).await, prune(3).await, prune(3).await], [1, 1, 0]);
    let mut tx = db.read().await.unwrap();
    assert!(tx.tracking_codes().find(id(3)).await.unwrap().is_some());
}
