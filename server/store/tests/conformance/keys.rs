//! What opens a session beside the password: second factors, recovery codes, PINs.

use store::{Database, Error, SessionRow};

use crate::fixture::{at, hash, id, people, write};
use crate::people::{is_live, session, sessions};

pub async fn a_session_that_waits_for_a_code_is_no_session(db: Database) {
    people(&db).await;
    let waiting = SessionRow {
        awaits_code: true,
        expires_at: at(5),
        ..session(1, 101)
    };
    write!(db, |tx| async { tx.sessions().insert(&waiting).await }).unwrap();
    assert!(!is_live(&db, 1, 1).await);
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.sessions().list_live(id(101), at(1)).await.unwrap(), []);
    assert_eq!(tx.sessions().find_account(&hash(1)).await.unwrap(), None);
    let whose = tx.sessions().find_waiting(&hash(1), at(4)).await.unwrap();
    assert_eq!(whose, Some(id(101)));
    let late = tx.sessions().find_waiting(&hash(1), at(5)).await.unwrap();
    assert_eq!(late, None, "it is over");
    drop(tx);
    write!(db, |tx| async {
        tx.sessions().lock(&hash(1), at(1)).await?;
        tx.sessions()
            .admit(&hash(1), &hash(2), at(2), at(32), at(722))
            .await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let found = tx.sessions().find(&hash(2), at(31)).await.unwrap().unwrap();
    assert_eq!((found.created_at, found.locked_at), (at(2), None));
    assert!(
        !is_live(&db, 1, 3).await,
        "the token before is worth nothing"
    );
    let waits = tx.sessions().find_waiting(&hash(2), at(3)).await.unwrap();
    assert_eq!(waits, None);
    drop(tx);
    let again = write!(db, |tx| async {
        tx.sessions()
            .admit(&hash(2), &hash(3), at(2), at(32), at(722))
            .await
    });
    assert!(matches!(again, Err(Error::NotFound("session"))));
}

pub async fn a_locked_session_is_found_locked_and_is_not_prolonged(db: Database) {
    sessions(&db, &[(1, 101), (2, 101)]).await;
    write!(db, |tx| async {
        tx.sessions().lock(&hash(1), at(3)).await?;
        tx.sessions().lock(&hash(1), at(4)).await?;
        tx.sessions().touch(&hash(1), at(5), at(35)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let found = tx.sessions().find(&hash(1), at(6)).await.unwrap().unwrap();
    assert_eq!(found.locked_at, Some(at(3)));
    assert_eq!((found.last_seen_at, found.idle_expires_at), (at(0), at(30)));
    let other = tx.sessions().find(&hash(2), at(6)).await.unwrap().unwrap();
    assert_eq!(other.locked_at, None);
}

pub async fn wrong_pins_are_counted_until_the_right_one(db: Database) {
    sessions(&db, &[(1, 101)]).await;
    let counted = write!(db, |tx| async {
        tx.sessions().lock(&hash(1), at(3)).await?;
        let first = tx.sessions().add_wrong_pin(&hash(1)).await?;
        Ok((first, tx.sessions().add_wrong_pin(&hash(1)).await?))
    });
    assert_eq!(counted.unwrap(), (1, 2));
    write!(db, |tx| async {
        tx.sessions().unlock(&hash(1), at(9), at(39)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let found = tx.sessions().find(&hash(1), at(38)).await.unwrap().unwrap();
    assert_eq!((found.locked_at, found.wrong_pins), (None, 0));
    assert_eq!(found.last_seen_at, at(9));
    drop(tx);
    let over = write!(db, |tx| async {
        tx.sessions().revoke(&hash(1), at(10)).await?;
        tx.sessions().add_wrong_pin(&hash(1)).await
    });
    assert!(matches!(over, Err(Error::NotFound("session"))));
}

async fn propose(db: &Database, sealed: u8, minute: i64) -> bool {
    write!(db, |tx| async {
        tx.second_factors()
            .propose(id(101), &[sealed], at(minute))
            .await
    })
    .unwrap()
}

pub async fn a_second_factor_is_proposed_confirmed_and_taken_away(db: Database) {
    people(&db).await;
    assert!(propose(&db, 1, 1).await);
    assert!(propose(&db, 2, 2).await, "nobody has confirmed it");
    let early = write!(db, |tx| async {
        tx.second_factors().use_step(id(101), 5).await
    });
    assert!(!early.unwrap(), "it is not in use yet");
    let confirmed = write!(db, |tx| async {
        let first = tx.second_factors().confirm(id(101), 10, at(3)).await?;
        Ok((
            first,
            tx.second_factors().confirm(id(101), 11, at(4)).await?,
        ))
    });
    assert_eq!(confirmed.unwrap(), (true, false));
    assert!(!propose(&db, 3, 5).await, "it is in use");
    let mut tx = db.read().await.unwrap();
    let found = tx.second_factors().find(id(101)).await.unwrap().unwrap();
    assert_eq!((found.sealed, found.last_step), (vec![2], Some(10)));
    assert_eq!(
        (found.proposed_at, found.confirmed_at),
        (at(2), Some(at(3)))
    );
    assert_eq!(tx.second_factors().find(id(102)).await.unwrap(), None);
    drop(tx);
    let gone = write!(db, |tx| async {
        let codes = ["a".to_owned()];
        tx.second_factors().replace_codes(id(101), &codes).await?;
        let first = tx.second_factors().delete(id(101)).await?;
        let second = tx.second_factors().delete(id(101)).await?;
        Ok((
            first,
            second,
            tx.second_factors().count_codes(id(101)).await?,
        ))
    });
    assert_eq!(gone.unwrap(), (true, false, 0));
}

pub async fn of_two_who_use_the_same_code_at_once_one_wins(db: Database) {
    people(&db).await;
    assert!(propose(&db, 1, 1).await);
    write!(db, |tx| async {
        tx.second_factors().confirm(id(101), 10, at(3)).await
    })
    .unwrap();
    let used = |step: i64| {
        let db = db.clone();
        async move {
            write!(db, |tx| async {
                tx.second_factors().use_step(id(101), step).await
            })
            .unwrap()
        }
    };
    assert!(!used(10).await, "it confirmed the second factor");
    let (one, other) = tokio::join!(used(12), used(12));
    assert!(one ^ other);
    assert!(!used(11).await, "older than the last one");
    assert!(used(13).await);
}

pub async fn a_recovery_code_works_once(db: Database) {
    people(&db).await;
    let codes = ["a".to_owned(), "b".to_owned()];
    write!(db, |tx| async {
        tx.second_factors().replace_codes(id(101), &codes).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.second_factors().count_codes(id(101)).await.unwrap(), 2);
    let found = tx.second_factors().find_code(id(101), 1).await.unwrap();
    assert_eq!(found.as_deref(), Some("b"));
    assert_eq!(
        tx.second_factors().find_code(id(102), 1).await.unwrap(),
        None
    );
    drop(tx);
    let used = write!(db, |tx| async {
        let other = tx.second_factors().use_code(id(101), 1, "a").await?;
        let first = tx.second_factors().use_code(id(101), 1, "b").await?;
        let second = tx.second_factors().use_code(id(101), 1, "b").await?;
        Ok((other, first, second))
    });
    assert_eq!(used.unwrap(), (false, true, false));
    let codes = ["c".to_owned()];
    write!(db, |tx| async {
        tx.second_factors().replace_codes(id(101), &codes).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let found = tx.second_factors().find_code(id(101), 0).await.unwrap();
    assert_eq!(found.as_deref(), Some("c"), "new ones end those before");
    assert_eq!(tx.second_factors().count_codes(id(101)).await.unwrap(), 1);
}

pub async fn a_pin_is_set_replaced_and_taken_away(db: Database) {
    sessions(&db, &[(1, 101), (2, 102)]).await;
    write!(db, |tx| async {
        tx.pins().put(id(101), "one", at(1)).await?;
        tx.pins().put(id(101), "two", at(2)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let found = tx.pins().find(id(101)).await.unwrap().unwrap();
    assert_eq!((found.pin_hash.as_str(), found.set_at), ("two", at(2)));
    let mine = tx.sessions().find(&hash(1), at(3)).await.unwrap().unwrap();
    let other = tx.sessions().find(&hash(2), at(3)).await.unwrap().unwrap();
    assert_eq!((mine.has_pin, other.has_pin), (true, false));
    drop(tx);
    let gone = write!(db, |tx| async {
        let first = tx.pins().delete(id(101)).await?;
        Ok((first, tx.pins().delete(id(101)).await?))
    });
    assert_eq!(gone.unwrap(), (true, false));
}
