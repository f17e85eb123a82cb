//! What administrators change, and the trail of it.

use store::{Database, TrailRow};
use uuid::Uuid;

use crate::fixture::{account, append, at, case, id, organisation, people, write};

pub async fn a_closed_organisation_stays_listed(db: Database) {
    people(&db).await;
    let mut closed = organisation(2);
    closed.closed_at = Some(at(7));
    let sent = closed.clone();
    write!(db, |tx| async { tx.organisations().update(&sent).await }).unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.organisations().load(id(2)).await.unwrap(), closed);
    assert_eq!(tx.organisations().list().await.unwrap().len(), 2);
}

pub async fn open_cases_and_active_accounts_are_counted(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    let mut closed = case(2);
    closed.file.is_open = false;
    closed.file.queue = "done".into();
    append(&db, &closed).await.unwrap();
    let mut disabled = account(102);
    disabled.disabled_at = Some(at(3));
    write!(db, |tx| async { tx.accounts().update(&disabled).await }).unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.organisations().count_open_cases(id(1)).await.unwrap(), 1);
    assert_eq!(tx.organisations().count_open_cases(id(2)).await.unwrap(), 0);
    assert_eq!(tx.accounts().count_active(id(1)).await.unwrap(), 1);
    assert_eq!(tx.accounts().count_active(id(2)).await.unwrap(), 0);
}

pub async fn a_password_given_by_somebody_else_is_to_be_changed_once(db: Database) {
    people(&db).await;
    write!(db, |tx| async {
        tx.accounts().set_password(id(101), "given", at(5)).await?;
        tx.accounts().require_password_change(id(101)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    assert!(
        tx.accounts()
            .load(id(101))
            .await
            .unwrap()
            .must_change_password
    );
    assert!(
        !tx.accounts()
            .load(id(102))
            .await
            .unwrap()
            .must_change_password
    );
    drop(tx);
    write!(db, |tx| async {
        tx.accounts().set_password(id(101), "own", at(6)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    assert!(
        !tx.accounts()
            .load(id(101))
            .await
            .unwrap()
            .must_change_password
    );
}

fn line(n: u128, organisation: u128, subject: &str) -> TrailRow {
    TrailRow {
        id: id(n),
        at: at(i64::try_from(n / 2).unwrap()),
        organisation_id: id(organisation),
        actor: r#""system""#.into(),
        deed: "account_added".into(),
        subject: subject.into(),
        sealed: vec![7; 30],
    }
}

pub async fn the_trail_is_listed_latest_first_within_its_organisations(db: Database) {
    people(&db).await;
    let rows = [
        line(1, 1, "a"),
        line(2, 2, "b"),
        line(3, 1, "a"),
        line(4, 2, "a"),
    ];
    let sent = rows.clone();
    write!(db, |tx| async {
        for row in &sent {
            tx.trail().insert(row).await?;
        }
        Ok(())
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let mut trail = tx.trail();
    let end = (at(100), Uuid::max());
    let of = |places: &[usize]| -> Vec<TrailRow> {
        places.iter().map(|place| rows[*place].clone()).collect()
    };
    assert_eq!(
        trail.list(&[id(1), id(2)], end, 9).await.unwrap(),
        of(&[3, 2, 1, 0])
    );
    assert_eq!(trail.list(&[id(1)], end, 9).await.unwrap(), of(&[2, 0]));
    assert_eq!(
        trail
            .list(&[id(1), id(2)], (rows[2].at, rows[2].id), 1)
            .await
            .unwrap(),
        of(&[1])
    );
    assert_eq!(trail.list(&[], end, 9).await.unwrap(), []);
    assert_eq!(trail.list_of("a", 2).await.unwrap(), of(&[3, 2]));
}
