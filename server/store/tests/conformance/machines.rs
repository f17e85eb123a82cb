//! Tokens of machine accounts, and proofs of work.

use store::{Codes, Database, MachineTokenRow};

use crate::fixture::{at, hash, id, people, write};

fn token(n: u128) -> MachineTokenRow {
    MachineTokenRow {
        id: id(n),
        account_id: id(101),
        name: format!("热线 {n}"),
        prefix: format!("wq_{n:08}"),
        token_hash: hash(n),
        scopes: Codes::from_iter(["cases:read", "cases:file"]),
        issued_by: (n > 1).then(|| id(102)),
        created_at: at(i64::try_from(n).unwrap()),
        expires_at: at(1_000),
        last_used_at: None,
        revoked_at: None,
    }
}

async fn tokens(db: &Database, numbers: &[u128]) {
    people(db).await;
    let rows: Vec<_> = numbers.iter().map(|n| token(*n)).collect();
    write!(db, |tx| async {
        for row in &rows {
            tx.machine_tokens().insert(row).await?;
        }
        Ok(())
    })
    .unwrap();
}

pub async fn a_token_is_found_until_it_ends(db: Database) {
    tokens(&db, &[1, 2]).await;
    write!(db, |tx| async {
        tx.machine_tokens().revoke(id(2), at(5)).await?;
        tx.machine_tokens().revoke(id(2), at(9)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let mut tokens = tx.machine_tokens();
    let live = tokens.find_live(&hash(1), at(999)).await.unwrap();
    assert_eq!(live, Some(token(1)));
    assert_eq!(tokens.find_live(&hash(1), at(1_000)).await.unwrap(), None);
    assert_eq!(tokens.find_live(&hash(2), at(6)).await.unwrap(), None);
    assert_eq!(tokens.find_live(&hash(3), at(6)).await.unwrap(), None);
    let revoked = tokens.find(id(2)).await.unwrap().unwrap();
    assert_eq!(revoked.revoked_at, Some(at(5)));
    assert_eq!(tokens.find(id(3)).await.unwrap(), None);
}

pub async fn a_used_token_says_when(db: Database) {
    tokens(&db, &[1, 2]).await;
    write!(db, |tx| async {
        tx.machine_tokens().touch(id(1), at(7)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let used = tx.machine_tokens().find(id(1)).await.unwrap().unwrap();
    assert_eq!(used.last_used_at, Some(at(7)));
    let other = tx.machine_tokens().find(id(2)).await.unwrap();
    assert_eq!(other, Some(token(2)));
}

pub async fn tokens_are_listed_newest_first_with_those_that_are_over(db: Database) {
    tokens(&db, &[1, 3, 2]).await;
    write!(db, |tx| async {
        tx.machine_tokens().revoke(id(3), at(4)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let listed = tx.machine_tokens().list().await.unwrap();
    let ids: Vec<_> = listed.iter().map(|row| row.id).collect();
    assert_eq!(ids, [id(3), id(2), id(1)]);
}

pub async fn a_proof_of_work_is_spent_once_until_it_expires(db: Database) {
    let spend = async |until: i64| {
        write!(db, |tx| async {
            tx.spent_proofs().spend(&hash(1), at(until)).await
        })
        .unwrap()
    };
    assert!(spend(5).await);
    assert!(!spend(5).await);
    let delete = async |now: i64| {
        write!(db, |tx| async {
            tx.spent_proofs().delete_expired(at(now), 10).await
        })
        .unwrap()
    };
    assert_eq!(delete(4).await, 0);
    assert_eq!(delete(5).await, 1);
    assert!(spend(9).await);
}

pub async fn of_two_who_spend_the_same_at_once_one_wins(db: Database) {
    let spend = || async {
        write!(db, |tx| async {
            tx.spent_proofs().spend(&hash(1), at(5)).await
        })
        .unwrap()
    };
    let (first, second) = tokio::join!(spend(), spend());
    assert!(first != second);
}
