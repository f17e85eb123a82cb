//! Files that people hand in.

use store::{AttachmentRow, Database, Error};
use uuid::Uuid;

use crate::fixture::{append, at, case, hash, id, people, write};

const FILE: u128 = 0xF11E;

async fn announce(db: &Database, n: u128) {
    write!(db, |tx| async {
        tx.attachments().reserve(id(n), at(0), at(15)).await
    })
    .unwrap();
}

async fn draft(db: &Database, n: u128) {
    write!(db, |tx| async {
        tx.drafts()
            .save(&hash(n), &[1; 20], "evidence", at(0), at(100))
            .await
    })
    .unwrap();
}

/// A draft with one file.
async fn draft_with_file(db: &Database) {
    draft(db, 1).await;
    announce(db, FILE).await;
    write!(db, |tx| async {
        tx.attachments()
            .give_to_draft(id(FILE), &hash(1), &[5; 30], at(1))
            .await
    })
    .unwrap();
}

async fn discarded(db: &Database, minute: i64) -> Vec<Uuid> {
    let mut tx = db.read().await.unwrap();
    let found = tx.attachments().list_discarded(at(minute), 9).await;
    found.unwrap()
}

async fn of_draft(db: &Database, n: u128) -> Vec<AttachmentRow> {
    let mut tx = db.read().await.unwrap();
    tx.attachments().list_of_draft(&hash(n)).await.unwrap()
}

pub async fn a_file_is_announced_given_to_a_draft_and_moved_to_the_case_it_became(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    draft_with_file(&db).await;
    let expected = AttachmentRow {
        id: id(FILE),
        draft_hash: Some(hash(1)),
        case_id: None,
        sealed: vec![5; 30],
        created_at: at(0),
    };
    assert_eq!(of_draft(&db, 1).await, std::slice::from_ref(&expected));
    let foreign = write!(db, |tx| async {
        tx.attachments()
            .move_to_case(id(FILE), &hash(2), id(0x1001), &[6; 30])
            .await
    });
    assert!(matches!(foreign, Err(Error::NotFound(_))));
    write!(db, |tx| async {
        tx.attachments()
            .move_to_case(id(FILE), &hash(1), id(0x1001), &[6; 30])
            .await
    })
    .unwrap();
    let moved = AttachmentRow {
        draft_hash: None,
        case_id: Some(id(0x1001)),
        sealed: vec![6; 30],
        ..expected
    };
    let mut tx = db.read().await.unwrap();
    let found = tx.attachments().find(id(FILE)).await.unwrap();
    assert_eq!(found.as_ref(), Some(&moved));
    let listed = tx.attachments().list_of_case(id(0x1001)).await.unwrap();
    assert_eq!(listed, [moved]);
    drop(tx);
    assert_eq!(of_draft(&db, 1).await, []);
    assert!(discarded(&db, 1_000).await.is_empty());
}

pub async fn a_file_whose_time_is_over_is_given_to_nobody(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    draft(&db, 1).await;
    announce(&db, FILE).await;
    assert!(discarded(&db, 14).await.is_empty());
    assert_eq!(discarded(&db, 15).await, [id(FILE)]);
    let late = write!(db, |tx| async {
        tx.attachments()
            .give_to_draft(id(FILE), &hash(1), &[5; 30], at(15))
            .await
    });
    assert!(matches!(late, Err(Error::NotFound(_))));
    let late = write!(db, |tx| async {
        tx.attachments()
            .give_to_case(id(FILE), id(0x1001), &[5; 30], at(15))
            .await
    });
    assert!(matches!(late, Err(Error::NotFound(_))));
    write!(db, |tx| async {
        tx.attachments().delete(id(FILE), at(15)).await
    })
    .unwrap();
    assert!(discarded(&db, 15).await.is_empty());
}

pub async fn a_file_that_is_given_away_belongs_to_nobody_else(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    draft_with_file(&db).await;
    let second = write!(db, |tx| async {
        tx.attachments()
            .give_to_case(id(FILE), id(0x1001), &[5; 30], at(2))
            .await
    });
    assert!(matches!(second, Err(Error::NotFound(_))));
    // Nor is it deleted while somebody has it.
    write!(db, |tx| async {
        tx.attachments().delete(id(FILE), at(99)).await
    })
    .unwrap();
    assert_eq!(of_draft(&db, 1).await.len(), 1);
}

pub async fn a_file_that_is_taken_away_is_discarded_at_once(db: Database) {
    draft_with_file(&db).await;
    write!(db, |tx| async {
        tx.attachments().release(id(FILE), at(2)).await
    })
    .unwrap();
    assert_eq!(of_draft(&db, 1).await, []);
    assert_eq!(discarded(&db, 2).await, [id(FILE)]);
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.attachments().find(id(FILE)).await.unwrap(), None);
}

pub async fn the_files_of_a_deleted_draft_are_discarded(db: Database) {
    draft_with_file(&db).await;
    assert!(discarded(&db, 50).await.is_empty());
    write!(db, |tx| async { tx.drafts().delete(&hash(1)).await }).unwrap();
    assert_eq!(discarded(&db, 50).await, [id(FILE)]);
}

pub async fn a_draft_is_kept_longer_until_it_is_filed(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    draft(&db, 1).await;
    write!(db, |tx| async {
        tx.drafts().touch(&hash(1), at(50), at(200)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let kept = tx.drafts().find(&hash(1), at(150)).await.unwrap().unwrap();
    assert_eq!((kept.updated_at, kept.expires_at), (at(50), at(200)));
    drop(tx);
    let late = write!(db, |tx| async {
        tx.drafts().touch(&hash(1), at(200), at(300)).await
    });
    assert!(matches!(late, Err(Error::NotFound(_))));
    write!(db, |tx| async {
        tx.drafts()
            .mark_filed(&hash(1), id(0x1001), &[2; 20], at(60), at(200))
            .await
    })
    .unwrap();
    let filed = write!(db, |tx| async {
        tx.drafts().touch(&hash(1), at(70), at(300)).await
    });
    assert!(matches!(filed, Err(Error::NotFound(_))));
}
