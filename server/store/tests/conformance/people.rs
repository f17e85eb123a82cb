//! Organisations, accounts and sessions.

use store::{Database, Error, SessionRow, Unique};

use crate::fixture::{account, at, hash, id, organisation, people, write};

pub async fn organisations_are_kept_and_listed_by_code(db: Database) {
    people(&db).await;
    let mut changed = organisation(2);
    changed.name_zh = "柳林镇市场监督管理所".into();
    changed.phone = Some("0991-0000000".into());
    let expected = changed.clone();
    write!(db, |tx| async { tx.organisations().update(&changed).await }).unwrap();
    let mut tx = db.read().await.unwrap();
    let mut organisations = tx.organisations();
    assert_eq!(
        organisations.list().await.unwrap(),
        [organisation(1), expected.clone()]
    );
    assert_eq!(
        organisations.list_children(id(1)).await.unwrap(),
        std::slice::from_ref(&expected)
    );
    assert_eq!(organisations.load(id(2)).await.unwrap(), expected);
    let found = organisations.find_by_code("990101", "02").await.unwrap();
    assert_eq!(found.unwrap().id, id(2));
    assert!(organisations.find(id(3)).await.unwrap().is_none());
    let missing = organisations.load(id(3)).await;
    assert!(matches!(missing, Err(Error::NotFound("organisation"))));
}

pub async fn division_and_code_are_unique_together(db: Database) {
    people(&db).await;
    let mut double = organisation(2);
    double.id = id(3);
    let refused = write!(db, |tx| async { tx.organisations().insert(&double).await });
    assert!(
        matches!(refused, Err(Error::Duplicate(Unique::OrganisationCode))),
        "{refused:?}"
    );
}

pub async fn accounts_are_found_by_login_and_number(db: Database) {
    people(&db).await;
    let mut tx = db.read().await.unwrap();
    let mut accounts = tx.accounts();
    let expected = Some(account(101));
    assert_eq!(accounts.find(id(101)).await.unwrap(), expected);
    assert_eq!(
        accounts.find_by_login("officer101").await.unwrap(),
        expected
    );
    assert_eq!(accounts.find_by_number("A101").await.unwrap(), expected);
    assert_eq!(accounts.find_by_login("A101").await.unwrap(), None);
    let strange = accounts.find_by_login("officer101\0").await;
    assert_eq!(strange.unwrap(), None);
    assert_eq!(accounts.list().await.unwrap(), [account(101), account(102)]);
    assert_eq!(accounts.list_by_organisation(id(1)).await.unwrap().len(), 2);
    assert_eq!(accounts.list_by_organisation(id(2)).await.unwrap(), []);
    assert!(matches!(
        accounts.load(id(9)).await,
        Err(Error::NotFound("account"))
    ));
}

pub async fn login_and_staff_number_are_unique(db: Database) {
    people(&db).await;
    let mut double = account(103);
    double.login = "officer101".into();
    let refused = write!(db, |tx| async { tx.accounts().insert(&double).await });
    assert!(
        matches!(refused, Err(Error::Duplicate(Unique::AccountLogin))),
        "{refused:?}"
    );
    let mut double = account(103);
    double.number = "A101".into();
    let refused = write!(db, |tx| async { tx.accounts().insert(&double).await });
    assert!(
        matches!(refused, Err(Error::Duplicate(Unique::AccountNumber))),
        "{refused:?}"
    );
}

pub async fn an_update_of_an_account_leaves_password_and_failures_alone(db: Database) {
    people(&db).await;
    let mut changed = account(101);
    changed.name = "李建国".into();
    changed.organisation_id = id(2);
    changed.roles = ["leader"].into_iter().collect();
    changed.disabled_at = Some(at(9));
    changed.password_hash = "ignored".into();
    changed.failed_attempts = 7;
    let sent = changed.clone();
    write!(db, |tx| async {
        tx.accounts().update(&sent).await?;
        tx.accounts().set_password(id(102), "new", at(5)).await
    })
    .unwrap();
    changed.password_hash = account(101).password_hash;
    changed.failed_attempts = 0;
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.accounts().load(id(101)).await.unwrap(), changed);
    let other = tx.accounts().load(id(102)).await.unwrap();
    assert_eq!(
        (other.password_hash.as_str(), other.password_changed_at),
        ("new", at(5))
    );
}

pub async fn wrong_passwords_are_counted_locked_and_forgotten(db: Database) {
    people(&db).await;
    let counted = write!(db, |tx| async {
        let first = tx.accounts().add_failure(id(101)).await?;
        let second = tx.accounts().add_failure(id(101)).await?;
        tx.accounts().lock(id(101), at(15)).await?;
        Ok((
            first,
            second,
            tx.accounts().load(id(101)).await?.locked_until,
        ))
    });
    assert_eq!(counted.unwrap(), (1, 2, Some(at(15))));
    let unknown = write!(db, |tx| async { tx.accounts().add_failure(id(9)).await });
    assert!(matches!(unknown, Err(Error::NotFound("account"))));
    write!(db, |tx| async {
        tx.accounts().clear_failures(id(101)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.accounts().load(id(101)).await.unwrap(), account(101));
}

pub fn session(token: u128, account: u128) -> SessionRow {
    SessionRow {
        token_hash: hash(token),
        account_id: id(account),
        created_at: at(0),
        last_seen_at: at(0),
        idle_expires_at: at(30),
        expires_at: at(720),
        revoked_at: None,
        device: "平板电脑".into(),
        awaits_code: false,
        locked_at: None,
        wrong_pins: 0,
    }
}

pub async fn sessions(db: &Database, tokens: &[(u128, u128)]) {
    people(db).await;
    let rows: Vec<_> = tokens
        .iter()
        .map(|(token, account)| session(*token, *account))
        .collect();
    write!(db, |tx| async {
        for row in rows {
            tx.sessions().insert(&row).await?;
        }
        Ok(())
    })
    .unwrap();
}

pub async fn is_live(db: &Database, token: u128, minute: i64) -> bool {
    let mut tx = db.read().await.unwrap();
    tx.sessions()
        .find(&hash(token), at(minute))
        .await
        .unwrap()
        .is_some()
}

pub async fn a_live_session_is_found_with_its_account(db: Database) {
    sessions(&db, &[(1, 101)]).await;
    let mut tx = db.read().await.unwrap();
    let found = tx.sessions().find(&hash(1), at(29)).await.unwrap().unwrap();
    let expected = account(101);
    assert_eq!(found.account_id, expected.id);
    assert_eq!(
        (found.login, found.number),
        (expected.login, expected.number)
    );
    assert_eq!((found.name, found.roles), (expected.name, expected.roles));
    assert_eq!(found.organisation_id, id(1));
    assert_eq!((found.created_at, found.last_seen_at), (at(0), at(0)));
    assert_eq!((found.idle_expires_at, found.expires_at), (at(30), at(720)));
    assert!(tx.sessions().find(&hash(2), at(1)).await.unwrap().is_none());
}

pub async fn a_session_ends_by_idling_by_age_and_by_revocation(db: Database) {
    sessions(&db, &[(1, 101), (2, 101)]).await;
    assert!(is_live(&db, 1, 29).await);
    assert!(!is_live(&db, 1, 30).await, "it idled");
    write!(db, |tx| async {
        tx.sessions().touch(&hash(1), at(25), at(800)).await
    })
    .unwrap();
    assert!(is_live(&db, 1, 719).await);
    assert!(!is_live(&db, 1, 720).await, "it aged");
    write!(db, |tx| async {
        tx.sessions().revoke(&hash(2), at(3)).await?;
        tx.sessions().revoke(&hash(2), at(4)).await?;
        tx.sessions().touch(&hash(2), at(5), at(60)).await
    })
    .unwrap();
    assert!(!is_live(&db, 2, 6).await, "it was revoked");
    let mut tx = db.read().await.unwrap();
    let account = tx.sessions().find_account(&hash(2)).await.unwrap();
    assert_eq!(account, Some(id(101)), "whose it was is still known");
    let nobody = tx.sessions().find_account(&hash(99)).await.unwrap();
    assert_eq!(nobody, None);
}

pub async fn disabling_an_account_ends_its_sessions_at_once(db: Database) {
    sessions(&db, &[(1, 101), (2, 102)]).await;
    assert!(is_live(&db, 1, 5).await);
    let mut disabled = account(101);
    disabled.disabled_at = Some(at(4));
    write!(db, |tx| async { tx.accounts().update(&disabled).await }).unwrap();
    assert!(!is_live(&db, 1, 5).await);
    assert!(is_live(&db, 2, 5).await);
}

pub async fn a_rotated_token_replaces_the_old_one(db: Database) {
    sessions(&db, &[(1, 101)]).await;
    write!(db, |tx| async {
        tx.sessions().rotate(&hash(1), &hash(3)).await
    })
    .unwrap();
    assert!(!is_live(&db, 1, 5).await);
    assert!(is_live(&db, 3, 5).await);
    let again = write!(db, |tx| async {
        tx.sessions().rotate(&hash(1), &hash(4)).await
    });
    assert!(matches!(again, Err(Error::NotFound("session"))));
    let double = write!(db, |tx| async {
        tx.sessions().insert(&session(3, 102)).await
    });
    assert!(
        matches!(double, Err(Error::Duplicate(Unique::SessionToken))),
        "{double:?}"
    );
}

pub async fn sessions_are_listed_and_revoked_together(db: Database) {
    sessions(&db, &[(1, 101), (2, 101), (3, 102)]).await;
    let mut tx = db.read().await.unwrap();
    assert_eq!(
        tx.sessions().list_live(id(101), at(1)).await.unwrap().len(),
        2
    );
    assert_eq!(
        tx.sessions().list_live(id(102), at(1)).await.unwrap(),
        [session(3, 102)]
    );
    assert_eq!(tx.sessions().list_live(id(102), at(31)).await.unwrap(), []);
    drop(tx);
    let ended = write!(db, |tx| async {
        tx.sessions().revoke_all(id(101), at(2)).await
    });
    assert_eq!(ended.unwrap(), 2);
    assert!(!is_live(&db, 1, 3).await);
    assert!(is_live(&db, 3, 3).await);
}

pub async fn expired_sessions_are_deleted_in_batches(db: Database) {
    sessions(&db, &[(1, 101), (2, 101), (3, 102)]).await;
    let early = write!(db, |tx| async {
        tx.sessions().delete_expired(at(719), 10).await
    });
    assert_eq!(early.unwrap(), 0);
    let deleted = write!(db, |tx| async {
        let first = tx.sessions().delete_expired(at(720), 2).await?;
        Ok((first, tx.sessions().delete_expired(at(720), 2).await?))
    });
    assert_eq!(deleted.unwrap(), (2, 1));
}
