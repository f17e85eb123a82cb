//! Issued documents: numbers without gaps in their series, found by the code printed on them.

use chrono::NaiveDate;
use store::{Database, DocumentRow, Error, Unique};

use crate::fixture::{append, at, case, id, people, write};

async fn ground(db: &Database) {
    people(db).await;
    append(db, &case(1)).await.unwrap();
}

/// Document `n` of organisation 1.
fn document(n: u128, template: &str, serial: i64) -> DocumentRow {
    DocumentRow {
        file_id: id(n),
        case_id: case(1).file.id,
        organisation_id: id(1),
        template: template.into(),
        year: 2026,
        serial,
        number: format!("示市监〔2026〕{serial}号"),
        issued_on: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        sha256: format!("{n:064x}"),
        check_code: format!("{n:012}"),
        voided_at: None,
    }
}

async fn next(db: &Database, organisation: u128, template: &str, year: i64) -> i64 {
    let mut tx = db.read().await.unwrap();
    let mut documents = tx.documents();
    let next = documents.next_serial(id(organisation), template, year);
    next.await.unwrap()
}

async fn issued(db: &Database, row: DocumentRow) -> store::Result<()> {
    write!(db, |tx| async { tx.documents().insert(&row).await })
}

async fn found(db: &Database, code: &str) -> Option<DocumentRow> {
    let mut tx = db.read().await.unwrap();
    tx.documents().find_by_code(code).await.unwrap()
}

async fn void(db: &Database, minute: i64) -> store::Result<()> {
    write!(db, |tx| async {
        tx.documents().void(id(11), at(minute)).await
    })
}

pub async fn numbers_follow_each_other_in_their_series(db: Database) {
    ground(&db).await;
    assert_eq!(next(&db, 1, "acceptance", 2026).await, 1);
    issued(&db, document(11, "acceptance", 1)).await.unwrap();
    issued(&db, document(12, "acceptance", 2)).await.unwrap();
    assert_eq!(next(&db, 1, "acceptance", 2026).await, 3);
    assert_eq!(next(&db, 1, "refusal", 2026).await, 1, "another template");
    assert_eq!(next(&db, 1, "acceptance", 2027).await, 1, "another year");
    assert_eq!(
        next(&db, 2, "acceptance", 2026).await,
        1,
        "another organisation"
    );
}

pub async fn a_number_is_given_once(db: Database) {
    ground(&db).await;
    issued(&db, document(11, "acceptance", 1)).await.unwrap();
    let again = issued(&db, document(12, "acceptance", 1)).await;
    let duplicate = Error::Duplicate(Unique::DocumentSerial).to_string();
    assert_eq!(again.unwrap_err().to_string(), duplicate);
    issued(&db, document(12, "refusal", 1)).await.unwrap();
}

pub async fn a_voided_document_keeps_its_number(db: Database) {
    ground(&db).await;
    let row = document(11, "acceptance", 1);
    issued(&db, row.clone()).await.unwrap();
    void(&db, 5).await.unwrap();
    let again = void(&db, 6).await.unwrap_err();
    assert_eq!(again.to_string(), Error::NotFound("document").to_string());
    let voided = DocumentRow {
        voided_at: Some(at(5)),
        ..row
    };
    assert_eq!(found(&db, "000000000011").await, Some(voided));
    assert_eq!(found(&db, "000000000012").await, None);
    assert_eq!(next(&db, 1, "acceptance", 2026).await, 2);
}
