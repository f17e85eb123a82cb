//! Tables of cases that come and go.

use store::{Database, Error, ExportEventRow, Unique};
use uuid::Uuid;

use crate::fixture::{append, at, case, hash, id, people, write};

fn key(n: u8) -> String {
    format!("{n:064x}")
}

pub async fn a_row_of_another_register_becomes_one_case(db: Database) {
    people(&db).await;
    let (first, second) = (case(1), case(2));
    append(&db, &first).await.unwrap();
    append(&db, &second).await.unwrap();
    let (one, two) = (first.file.id, second.file.id);
    write!(db, |tx| async {
        tx.origins().insert(&key(1), one, id(7)).await
    })
    .unwrap();
    let again = write!(db, |tx| async {
        tx.origins().insert(&key(1), two, id(8)).await
    });
    assert!(matches!(again, Err(Error::Duplicate(Unique::CaseOrigin))));
    let mut tx = db.read().await.unwrap();
    let asked = serde_json::json!([key(1), key(2)]).to_string();
    let known = tx.origins().list(&asked).await.unwrap();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].hash, key(1));
    assert_eq!(known[0].number, first.file.number);
    assert_eq!(known[0].file_id, Some(id(7)));
}

pub async fn numbers_of_cases_are_found_together(db: Database) {
    people(&db).await;
    let write = case(1);
    append(&db, &write).await.unwrap();
    let asked = serde_json::json!([write.file.number, "1"]).to_string();
    let mut tx = db.read().await.unwrap();
    let known = tx.origins().list_numbers(&asked).await.unwrap();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].number, write.file.number);
    assert_eq!(known[0].file_id, None);
}

fn export(n: u32) -> ExportEventRow {
    ExportEventRow {
        id: id(n.into()),
        at: at(n.into()),
        actor: r#"{"staff":1}"#.to_owned(),
        format: "csv".to_owned(),
        filter: r#"{"queue":"open"}"#.to_owned(),
        masked: n.is_multiple_of(2),
        reason_sealed: Some(vec![1]),
        cases: n.into(),
        sha256: hash(1),
    }
}

pub async fn exports_are_kept_for_good_and_listed_latest_first(db: Database) {
    for n in 1..=3 {
        let row = export(n);
        write!(db, |tx| async { tx.export_events().append(&row).await }).unwrap();
    }
    let mut tx = db.read().await.unwrap();
    let first = tx
        .export_events()
        .list(at(9), Uuid::max(), 2)
        .await
        .unwrap();
    assert_eq!(first, [export(3), export(2)]);
    let rest = tx.export_events().list(at(2), id(2), 2).await.unwrap();
    assert_eq!(rest, [export(1)]);
}

pub async fn serials_are_taken_together(db: Database) {
    people(&db).await;
    let day = at(0).date_naive();
    for (count, first) in [(5, 1), (1, 6), (10, 7), (1, 17)] {
        let taken = write!(db, |tx| async {
            tx.serials().take(id(1), "report", day, count).await
        });
        assert_eq!(taken.unwrap(), first);
    }
}
