//! Search by tokens, and the queries that are kept for it.

use store::{CandidateRow, CaseWrite, Database, KeptRow, TextQuery};
use uuid::Uuid;

use crate::fixture::{append, at, case, hash, id, next, people, write};

fn token(text: &str) -> TextQuery {
    TextQuery::Token(text.to_owned())
}

fn all(tokens: &[&str]) -> TextQuery {
    TextQuery::All(tokens.iter().copied().map(token).collect())
}

fn any(tokens: &[&str]) -> TextQuery {
    TextQuery::Any(tokens.iter().copied().map(token).collect())
}

fn words(tokens: &[&str]) -> Vec<String> {
    tokens.iter().copied().map(str::to_owned).collect()
}

/// Case `n` of an organisation, with tokens.
async fn filed(db: &Database, n: u32, organisation: u128, tokens: &[&str]) -> CaseWrite {
    let mut write = case(n);
    write.file.organisation_id = id(organisation);
    write.tokens = Some(words(tokens));
    append(db, &write).await.unwrap();
    write
}

async fn candidates(
    db: &Database,
    wanted: &TextQuery,
    scope: &[Uuid],
    before: Option<i64>,
    limit: i64,
) -> Vec<CandidateRow> {
    let mut tx = db.read().await.unwrap();
    let found = tx.texts().search(wanted, scope, before, limit).await;
    found.unwrap()
}

/// The numbers of all cases that fulfil a query in both organisations.
async fn found(db: &Database, wanted: &TextQuery) -> Vec<u128> {
    let rows = candidates(db, wanted, &[id(1), id(2)], None, 99).await;
    rows.iter()
        .map(|row| row.file.id.as_u128() - 0x1000)
        .collect()
}

pub async fn a_case_is_found_by_all_its_tokens(db: Database) {
    people(&db).await;
    filed(&db, 1, 1, &["AAAA", "BBBB"]).await;
    filed(&db, 2, 1, &["BBBB", "CCCC"]).await;
    assert_eq!(found(&db, &token("AAAA")).await, [1]);
    assert_eq!(found(&db, &token("BBBB")).await, [2, 1]);
    assert_eq!(found(&db, &all(&["BBBB", "CCCC"])).await, [2]);
    assert_eq!(found(&db, &all(&["AAAA", "CCCC"])).await, [0; 0]);
    assert_eq!(found(&db, &any(&["AAAA", "CCCC"])).await, [2, 1]);
    let nested = TextQuery::All(vec![any(&["AAAA", "CCCC"]), token("AAAA")]);
    assert_eq!(found(&db, &nested).await, [1]);
    assert_eq!(
        found(&db, &token("AAA")).await,
        [0; 0],
        "a part of a token is another token"
    );
    assert_eq!(found(&db, &all(&[])).await, [0; 0]);
}

pub async fn tokens_are_replaced_with_the_case(db: Database) {
    people(&db).await;
    let first = filed(&db, 1, 1, &["AAAA"]).await;
    let mut second = next(&first);
    second.tokens = Some(words(&["BBBB"]));
    append(&db, &second).await.unwrap();
    assert_eq!(found(&db, &token("AAAA")).await, [0; 0]);
    assert_eq!(found(&db, &token("BBBB")).await, [1]);
    append(&db, &next(&second)).await.unwrap();
    assert_eq!(
        found(&db, &token("BBBB")).await,
        [1],
        "without new tokens the old ones stay"
    );
}

pub async fn a_search_is_paged_newest_first(db: Database) {
    people(&db).await;
    for n in 1..=7 {
        filed(&db, n, u128::from(n % 2) + 1, &["AAAA"]).await;
    }
    let (mut numbers, mut before) = (vec![], None);
    loop {
        let scope = [id(1), id(2)];
        let page = candidates(&db, &token("AAAA"), &scope, before, 3).await;
        numbers.extend(page.iter().map(|row| row.file.id.as_u128() - 0x1000));
        if page.len() < 3 {
            break;
        }
        before = page.last().map(|row| row.place);
    }
    assert_eq!(numbers, [7, 6, 5, 4, 3, 2, 1]);
}

pub async fn a_search_stays_within_its_organisations(db: Database) {
    people(&db).await;
    let own = filed(&db, 1, 1, &["AAAA"]).await;
    filed(&db, 2, 2, &["AAAA"]).await;
    let rows = candidates(&db, &token("AAAA"), &[id(1)], None, 9).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].file, own.file);
    assert_eq!(candidates(&db, &token("AAAA"), &[id(9)], None, 9).await, []);
    assert_eq!(candidates(&db, &token("AAAA"), &[], None, 9).await, []);
}

pub async fn a_case_that_moved_is_found_where_it_is(db: Database) {
    people(&db).await;
    let mut moved = next(&filed(&db, 1, 1, &["AAAA"]).await);
    moved.file.organisation_id = id(2);
    moved.tokens = Some(words(&["AAAA"]));
    append(&db, &moved).await.unwrap();
    assert_eq!(candidates(&db, &token("AAAA"), &[id(1)], None, 9).await, []);
    let rows = candidates(&db, &token("AAAA"), &[id(2)], None, 9).await;
    assert_eq!(rows.len(), 1);
}

pub async fn cases_without_tokens_are_listed_and_filled_once(db: Database) {
    people(&db).await;
    for n in 1..=3 {
        append(&db, &case(n)).await.unwrap();
    }
    filed(&db, 4, 1, &["AAAA"]).await;
    let mut tx = db.read().await.unwrap();
    let first = tx.texts().list_missing(0, 2).await.unwrap();
    let rest = tx.texts().list_missing(first[1].place, 2).await.unwrap();
    drop(tx);
    let ids: Vec<Uuid> = first.iter().chain(&rest).map(|row| row.case_id).collect();
    assert_eq!(ids, [id(0x1001), id(0x1002), id(0x1003)]);

    let tokens = words(&["BBBB"]);
    let filled = write!(db, |tx| async {
        let mut texts = tx.texts();
        let first = texts.fill(id(0x1001), id(1), &tokens).await?;
        Ok((first, texts.fill(id(0x1001), id(1), &[]).await?))
    });
    assert_eq!(filled.unwrap(), (true, false));
    assert_eq!(found(&db, &token("BBBB")).await, [1]);
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.texts().list_missing(0, 9).await.unwrap().len(), 2);
    drop(tx);
    let forgotten = write!(db, |tx| async { tx.texts().forget_all().await });
    assert_eq!(forgotten.unwrap(), 2);
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.texts().list_missing(0, 9).await.unwrap().len(), 4);
    drop(tx);
    assert_eq!(found(&db, &token("BBBB")).await, [1], "found all the while");
}

pub async fn an_erased_case_loses_its_tokens(db: Database) {
    people(&db).await;
    let first = filed(&db, 1, 1, &["AAAA"]).await;
    filed(&db, 2, 1, &["AAAA"]).await;
    let case_id = first.file.id;
    let never = case(3);
    append(&db, &never).await.unwrap();
    let deleted = write!(db, |tx| async {
        let mut texts = tx.texts();
        let first = texts.delete_for_case(case_id).await?;
        Ok((first, texts.delete_for_case(never.file.id).await?))
    });
    assert_eq!(deleted.unwrap(), (1, 0));
    assert_eq!(found(&db, &token("AAAA")).await, [2]);
    let mut tx = db.read().await.unwrap();
    let missing = tx.texts().list_missing(0, 9).await.unwrap();
    assert_eq!(missing, [], "nobody fills it again");
}

pub async fn a_case_may_hold_very_many_tokens(db: Database) {
    people(&db).await;
    let tokens: Vec<String> = (0..50_000).map(|n| format!("T{n:012}")).collect();
    let mut write = case(1);
    write.tokens = Some(tokens);
    append(&db, &write).await.unwrap();
    assert_eq!(found(&db, &token("T000000049999")).await, [1]);
}

pub async fn a_refused_write_leaves_no_tokens(db: Database) {
    people(&db).await;
    let first = filed(&db, 1, 1, &["AAAA"]).await;
    append(&db, &next(&first)).await.unwrap();
    let mut late = next(&first);
    late.tokens = Some(words(&["BBBB"]));
    append(&db, &late).await.unwrap_err();
    let refused: store::Result<()> = db
        .write(move |tx| {
            Box::pin(async move {
                let tokens = words(&["CCCC"]);
                tx.texts().replace(id(0x1001), id(1), &tokens).await?;
                Err(store::Error::NotFound("case_file"))
            })
        })
        .await;
    refused.unwrap_err();
    assert_eq!(found(&db, &any(&["BBBB", "CCCC"])).await, [0; 0]);
    assert_eq!(found(&db, &token("AAAA")).await, [1]);
}

pub async fn a_kept_thing_belongs_to_its_owner_and_expires(db: Database) {
    let query = |n: u128| KeptRow {
        id: id(n),
        owner_hash: hash(n),
        sealed: vec![1; 20],
        expires_at: at(10),
    };
    write!(db, |tx| async {
        for n in [1, 2] {
            tx.kept().insert(&query(n)).await?;
        }
        Ok(())
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let mut queries = tx.kept();
    let own = queries.find(id(1), &hash(1), at(9)).await.unwrap();
    assert_eq!(own, Some(query(1)));
    let foreign = queries.find(id(1), &hash(2), at(9)).await.unwrap();
    assert_eq!(foreign, None);
    let late = queries.find(id(1), &hash(1), at(10)).await.unwrap();
    assert_eq!(late, None);
    drop(tx);
    let deleted = write!(db, |tx| async {
        let early = tx.kept().delete_expired(at(9), 9).await?;
        Ok((early, tx.kept().delete_expired(at(10), 1).await?))
    });
    assert_eq!(deleted.unwrap(), (0, 1));
}
