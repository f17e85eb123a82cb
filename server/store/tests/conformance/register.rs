//! Businesses and their cases, unfinished registrations, links to a case.

use chrono::{DateTime, Utc};
use store::{
    BusinessChangeRow, BusinessLinkRow, BusinessRow, BusinessWrite, CaseLinkRow, Database, Error,
    LookupRow, UnfinishedRow, Unique,
};
use uuid::Uuid;

use crate::fixture::{append, at, case, hash, id, people, write};

const NONE: [Uuid; 0] = [];

const END: i64 = 253_402_300_799;

fn key(kind: &str, value: u128) -> LookupRow {
    LookupRow {
        kind: kind.into(),
        hash: hash(value),
    }
}

fn business(n: u128, version: i64, tokens: &[&str], keys: &[LookupRow]) -> BusinessWrite {
    let at = at(version);
    BusinessWrite {
        row: BusinessRow {
            id: id(n),
            version,
            sealed: vec![3; 40],
            merged_into: None,
            created_at: at,
            updated_at: at,
        },
        keys: keys.to_vec(),
        tokens: tokens.iter().copied().map(str::to_owned).collect(),
        change: BusinessChangeRow {
            business_id: id(n),
            version,
            at,
            actor: r#"{"staff": "H1"}"#.into(),
            kind: if version == 1 { "added" } else { "edited" }.into(),
            sealed: vec![4; 40],
        },
    }
}

async fn add(db: &Database, business: &BusinessWrite) -> store::Result<()> {
    let business = business.clone();
    write!(db, |tx| async { tx.businesses().insert(&business).await })
}

async fn change(db: &Database, business: &BusinessWrite) -> store::Result<()> {
    let business = business.clone();
    write!(db, |tx| async { tx.businesses().update(&business).await })
}

async fn found(db: &Database, tokens: &[&str]) -> Vec<Uuid> {
    let tokens: Vec<String> = tokens.iter().copied().map(str::to_owned).collect();
    let mut tx = db.read().await.unwrap();
    let rows = tx.businesses().search(&tokens, 9).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

async fn filed(db: &Database, n: u32, lookups: &[LookupRow]) -> Uuid {
    let mut write = case(n);
    write.lookups = lookups.to_vec();
    append(db, &write).await.unwrap();
    write.file.id
}

async fn cases(db: &Database, business: u128) -> Vec<Uuid> {
    let mut tx = db.read().await.unwrap();
    let mut linked = tx.business_cases();
    let rows = linked.list(id(business), &[id(1)], None, 9).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

pub async fn a_business_is_found_by_all_tokens_and_by_key(db: Database) {
    people(&db).await;
    let one = business(1, 1, &["AA", "BB"], &[key("credit_code", 7)]);
    add(&db, &one).await.unwrap();
    add(&db, &business(2, 1, &["BB", "CC"], &[key("business", 8)]))
        .await
        .unwrap();
    assert_eq!(found(&db, &["AA"]).await, [id(1)]);
    assert_eq!(found(&db, &["BB"]).await, [id(2), id(1)]);
    assert_eq!(found(&db, &["BB", "CC"]).await, [id(2)]);
    assert_eq!(found(&db, &["AA", "CC"]).await, NONE);
    assert_eq!(found(&db, &[]).await, NONE);
    let mut tx = db.read().await.unwrap();
    let by_code = tx
        .businesses()
        .list_by_key("credit_code", &hash(7), 2)
        .await;
    assert_eq!(by_code.unwrap(), [one.row]);
    let end = DateTime::<Utc>::from_timestamp(END, 0).unwrap();
    let all = tx.businesses().list((end, Uuid::max()), 9).await.unwrap();
    let next = tx.businesses().list((at(1), id(2)), 9).await.unwrap();
    assert_eq!((all.len(), next.len()), (2, 1));
}

pub async fn a_credit_code_stands_in_the_register_once(db: Database) {
    people(&db).await;
    let code = [key("credit_code", 7)];
    add(&db, &business(1, 1, &[], &code)).await.unwrap();
    let twice = add(&db, &business(2, 1, &[], &code)).await;
    assert!(
        matches!(twice, Err(Error::Duplicate(Unique::CreditCode))),
        "{twice:?}"
    );
    let name = [key("business", 7)];
    add(&db, &business(2, 1, &[], &name)).await.unwrap();
    add(&db, &business(3, 1, &[], &name)).await.unwrap();
}

pub async fn a_change_replaces_what_finds_a_business_and_is_kept(db: Database) {
    people(&db).await;
    add(&db, &business(1, 1, &["AA"], &[key("business", 1)]))
        .await
        .unwrap();
    change(&db, &business(1, 2, &["BB"], &[key("business", 2)]))
        .await
        .unwrap();
    assert_eq!(found(&db, &["AA"]).await, NONE);
    assert_eq!(found(&db, &["BB"]).await, [id(1)]);
    let late = change(&db, &business(1, 2, &["CC"], &[])).await;
    assert!(
        matches!(late, Err(Error::Conflict { actual: 2 })),
        "{late:?}"
    );
    assert_eq!(found(&db, &["BB"]).await, [id(1)], "nothing was changed");
    let mut tx = db.read().await.unwrap();
    let changes = tx.businesses().list_changes(id(1), 9).await.unwrap();
    let versions: Vec<i64> = changes.iter().map(|change| change.version).collect();
    assert_eq!(versions, [2, 1]);
}

pub async fn cases_find_their_business_by_code_and_else_by_name(db: Database) {
    people(&db).await;
    let both = [key("credit_code", 7), key("business", 1)];
    add(&db, &business(1, 1, &[], &both)).await.unwrap();
    let other = [key("credit_code", 8), key("business", 1)];
    add(&db, &business(2, 1, &[], &other)).await.unwrap();
    let by_code = filed(&db, 1, &both).await;
    assert_eq!(cases(&db, 1).await, [by_code]);
    assert_eq!(
        cases(&db, 2).await,
        NONE,
        "another code is another business, whatever its name"
    );
    let by_name = filed(&db, 2, &[key("business", 3)]).await;
    add(&db, &business(3, 1, &[], &[key("business", 3)]))
        .await
        .unwrap();
    write!(db, |tx| async {
        tx.business_cases().link_business(id(3)).await
    })
    .unwrap();
    assert_eq!(cases(&db, 3).await, [by_name], "cases from before find it");
    let mut tx = db.read().await.unwrap();
    let named = tx.businesses().list_of_case(by_code).await.unwrap();
    let named: Vec<_> = named.into_iter().map(|row| row.id).collect();
    assert_eq!(named, [id(1)]);
    let mut linked = tx.business_cases();
    let ids = [id(1), id(2), id(3)];
    let counts = linked.count(&ids, &[id(1)]).await.unwrap();
    let mut counts: Vec<_> = counts.iter().map(|row| (row.n, row.open)).collect();
    counts.sort_unstable();
    assert_eq!(counts, [(1, 1), (1, 1)]);
    let elsewhere = linked.count(&ids, &[id(2)]).await.unwrap();
    assert!(elsewhere.is_empty(), "within the organisations asked for");
}

pub async fn a_merged_business_hands_over_its_cases(db: Database) {
    people(&db).await;
    add(&db, &business(1, 1, &["AA"], &[key("business", 1)]))
        .await
        .unwrap();
    add(&db, &business(2, 1, &["BB"], &[key("business", 2)]))
        .await
        .unwrap();
    let shared = filed(&db, 1, &[key("business", 1), key("business", 2)]).await;
    let own = filed(&db, 2, &[key("business", 2)]).await;
    let mut gone = business(2, 2, &[], &[]);
    gone.row.merged_into = Some(id(1));
    gone.change.kind = "merged".into();
    change(&db, &gone).await.unwrap();
    write!(db, |tx| async {
        tx.business_cases().hand_over(id(2), id(1)).await
    })
    .unwrap();
    assert_eq!(cases(&db, 1).await, [own, shared]);
    assert_eq!(cases(&db, 2).await, NONE);
    let again = change(&db, &business(2, 3, &["BB"], &[])).await;
    assert!(
        matches!(again, Err(Error::Conflict { actual: 2 })),
        "it stays merged: {again:?}"
    );
}

pub async fn an_unfinished_registration_belongs_to_its_officer_and_expires(db: Database) {
    people(&db).await;
    let row = |n: u128, account: u128, minute: i64| UnfinishedRow {
        id: id(n),
        account_id: id(account),
        sealed: vec![5; 30],
        created_at: at(0),
        updated_at: at(minute),
        expires_at: at(100 + minute),
    };
    for (n, account, minute) in [(1, 101, 1), (2, 101, 2), (3, 102, 3), (1, 101, 4)] {
        let row = row(n, account, minute);
        write!(db, |tx| async { tx.unfinished().save(&row).await }).unwrap();
    }
    let stolen = row(1, 102, 5);
    let stolen = write!(db, |tx| async { tx.unfinished().save(&stolen).await });
    assert!(
        matches!(stolen, Err(Error::NotFound("unfinished"))),
        "{stolen:?}"
    );
    let mut tx = db.read().await.unwrap();
    let mine = tx.unfinished().list(id(101), at(50), 9).await.unwrap();
    let mine: Vec<Uuid> = mine.into_iter().map(|row| row.id).collect();
    assert_eq!(mine, [id(1), id(2)], "the last kept first");
    let others = tx.unfinished().find(id(3), id(101), at(50)).await.unwrap();
    assert_eq!(others, None);
    drop(tx);
    write!(db, |tx| async {
        tx.unfinished().delete(id(1), id(102)).await
    })
    .unwrap();
    let gone = write!(db, |tx| async {
        tx.unfinished().delete_expired(at(103), 9).await
    });
    assert_eq!(gone.unwrap(), 2);
    let mut tx = db.read().await.unwrap();
    let kept = tx.unfinished().find(id(1), id(101), at(103)).await.unwrap();
    assert_eq!(kept, Some(row(1, 101, 4)), "nobody else deletes it");
}

pub async fn a_link_opens_its_case_a_few_times_and_for_a_while(db: Database) {
    people(&db).await;
    let case_id = filed(&db, 1, &[]).await;
    let link = |n: u128, opens_left: i64| CaseLinkRow {
        id: id(n),
        case_id,
        account_id: id(101),
        code_hash: hash(n),
        opens_left,
        created_at: at(0),
        expires_at: at(10),
    };
    let open = async |n: u128, minute: i64| {
        write!(db, |tx| async {
            tx.case_links().open(&hash(n), at(minute)).await
        })
        .unwrap()
    };
    let first = link(1, 2);
    write!(db, |tx| async { tx.case_links().replace(&first).await }).unwrap();
    assert_eq!(open(1, 1).await, Some(case_id));
    assert_eq!(open(1, 10).await, None, "it expired");
    assert_eq!(open(1, 2).await, Some(case_id));
    assert_eq!(open(1, 3).await, None, "it was used up");
    let second = link(2, 1);
    let last = second.clone();
    write!(db, |tx| async { tx.case_links().replace(&second).await }).unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.case_links().find(id(1)).await.unwrap(), None);
    assert_eq!(tx.case_links().find(id(2)).await.unwrap(), Some(last));
    drop(tx);
    let gone = write!(db, |tx| async {
        tx.case_links().delete_expired(at(10), 9).await
    });
    assert_eq!(gone.unwrap(), 1);
}

pub async fn a_business_has_one_link_to_a_case_for_a_while(db: Database) {
    people(&db).await;
    let case_id = filed(&db, 1, &[]).await;
    let link = |n: u128, from: i64| BusinessLinkRow {
        id: id(n),
        case_id,
        account_id: id(101),
        token_hash: hash(n),
        created_at: at(from),
        expires_at: at(from + 10),
    };
    let (first, second) = (link(1, 0), link(2, 1));
    for row in [first, second.clone()] {
        write!(db, |tx| async { tx.business_links().replace(&row).await }).unwrap();
    }
    let mut tx = db.read().await.unwrap();
    let by = tx.business_links().find_by_token(&hash(1)).await.unwrap();
    assert_eq!(by, None, "a new link ends the one before");
    let by = tx.business_links().find_by_token(&hash(2)).await.unwrap();
    assert_eq!(by.as_ref(), Some(&second));
    let now = tx.business_links().of_case(case_id, at(10)).await.unwrap();
    assert_eq!(now, Some(second));
    let later = tx.business_links().of_case(case_id, at(11)).await.unwrap();
    assert_eq!(later, None, "it expired");
    drop(tx);
    for (before, expected) in [(10, 0), (11, 1)] {
        let gone = write!(db, |tx| async {
            tx.business_links().delete_expired(at(before), 9).await
        });
        assert_eq!(gone.unwrap(), expected);
    }
}
