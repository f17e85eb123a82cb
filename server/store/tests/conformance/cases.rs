//! Cases and everything that is written together with them.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use store::{
    AccessRow, AnchorRow, CaseWrite, CounterRow, Database, Deadlines, Engine, Error, LeafRow,
    Unique,
};
use uuid::Uuid;

use crate::fixture::{append, at, case, clock, event, hash, id, next, people, write};

async fn filed(db: &Database, n: u32) -> CaseWrite {
    let write = case(n);
    append(db, &write).await.unwrap();
    write
}

pub async fn a_new_case_is_found_by_id_number_and_receipt(db: Database) {
    people(&db).await;
    let write = filed(&db, 1).await;
    let file = write.file;
    let mut tx = db.read().await.unwrap();
    let mut cases = tx.cases();
    assert_eq!(cases.load(file.id).await.unwrap(), file);
    assert_eq!(
        cases.find_by_number(&file.number).await.unwrap(),
        Some(file.clone())
    );
    assert_eq!(
        cases.find_by_receipt(&file.receipt_hash).await.unwrap(),
        Some(file)
    );
    assert!(cases.find_by_receipt(&hash(5)).await.unwrap().is_none());
    assert!(matches!(
        cases.load(id(5)).await,
        Err(Error::NotFound("case_file"))
    ));
    assert_eq!(
        tx.events().list(write.events[0].case_id).await.unwrap(),
        write.events
    );
}

pub async fn number_and_receipt_of_a_case_are_unique(db: Database) {
    people(&db).await;
    let first = filed(&db, 1).await;
    let mut double = case(2);
    double.file.number = first.file.number;
    let refused = append(&db, &double).await;
    assert!(
        matches!(refused, Err(Error::Duplicate(Unique::CaseNumber))),
        "{refused:?}"
    );
    let mut double = case(2);
    double.file.receipt_hash = first.file.receipt_hash;
    let refused = append(&db, &double).await;
    assert!(
        matches!(refused, Err(Error::Duplicate(Unique::CaseReceipt))),
        "{refused:?}"
    );
    let refused = append(&db, &case(1)).await;
    assert!(matches!(refused, Err(Error::Duplicate(_))), "{refused:?}");
}

pub async fn appending_updates_row_events_clocks_and_lookups(db: Database) {
    people(&db).await;
    let mut write = next(&filed(&db, 1).await);
    let file = &mut write.file;
    file.state = "closed".into();
    file.organisation_id = id(2);
    file.assignee_id = Some(id(101));
    file.problem = Some("P02".into());
    file.item = None;
    file.outcome = Some("mediated_agreement".into());
    file.is_open = false;
    file.closed_at = Some(at(50));
    file.queue = "call_back".into();
    file.warn_at = None;
    file.overdue_at = None;
    file.summary = vec![1, 2, 3];
    file.head = hash(77);
    file.updated_at = at(51);
    file.version = 3;
    write.events = vec![event(file.id, 2), event(file.id, 3)];
    write.clocks = vec![clock(file.id, "C-REVIEW", 1), clock(file.id, "C-REVIEW", 2)];
    write.lookups = case(1).lookups;
    append(&db, &write).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let case_id = write.file.id;
    assert_eq!(tx.cases().load(case_id).await.unwrap(), write.file);
    assert_eq!(
        tx.events().list_after(case_id, 1).await.unwrap(),
        write.events
    );
    assert_eq!(tx.events().list(case_id).await.unwrap().len(), 3);
    assert_eq!(tx.clocks().list(case_id).await.unwrap(), write.clocks);
    let found = tx
        .lookups()
        .list_cases("phone", &hash(0xF0), None, 10)
        .await
        .unwrap();
    assert_eq!(found, [write.file.clone()]);
    let heads = tx.cases().list_heads(Uuid::nil(), 10).await.unwrap();
    assert_eq!(heads, [(case_id, hash(77))]);
    assert_eq!(tx.cases().list_heads(case_id, 10).await.unwrap(), []);
}

pub async fn appending_to_an_old_version_is_a_conflict_and_changes_nothing(db: Database) {
    people(&db).await;
    let first = filed(&db, 1).await;
    let second = next(&first);
    append(&db, &second).await.unwrap();
    let mut late = next(&first);
    late.file.state = "lost".into();
    let refused = append(&db, &late).await;
    assert!(
        matches!(refused, Err(Error::Conflict { actual: 2 })),
        "{refused:?}"
    );
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.cases().load(first.file.id).await.unwrap(), second.file);
    assert_eq!(tx.events().list(first.file.id).await.unwrap().len(), 2);
    drop(tx);
    let mut unknown = next(&case(9));
    unknown.lookups = vec![];
    let refused = append(&db, &unknown).await;
    assert!(
        matches!(refused, Err(Error::NotFound("case_file"))),
        "{refused:?}"
    );
}

pub async fn of_two_officers_who_decide_at_once_one_wins(db: Database) {
    people(&db).await;
    let mut current = filed(&db, 1).await;
    for round in 0..20 {
        let mut left = next(&current);
        left.file.state = format!("left{round}");
        let mut right = next(&current);
        right.file.state = format!("right{round}");
        let results = tokio::join!(append(&db, &left), append(&db, &right));
        current = match results {
            (Ok(()), Err(Error::Conflict { actual })) if actual == left.file.version => left,
            (Err(Error::Conflict { actual }), Ok(())) if actual == left.file.version => right,
            other => panic!("{other:?}"),
        };
        let mut tx = db.read().await.unwrap();
        assert_eq!(
            tx.cases().load(current.file.id).await.unwrap(),
            current.file
        );
    }
}

pub async fn versions_that_do_not_follow_each_other_are_refused(db: Database) {
    people(&db).await;
    let mut gap = case(1);
    gap.events[0].version = 2;
    let mut ahead = case(1);
    ahead.file.version = 2;
    let mut empty = case(1);
    empty.events.clear();
    let mut foreign = case(1);
    foreign.events[0].case_id = id(5);
    for wrong in [gap, ahead, empty, foreign] {
        let refused = append(&db, &wrong).await;
        assert!(
            matches!(refused, Err(Error::Inconsistent { .. })),
            "{refused:?}"
        );
    }
}

pub async fn events_can_be_neither_changed_nor_deleted(db: Database) {
    people(&db).await;
    let filed = filed(&db, 1).await;
    // The same version again would be a change; the schema test tries UPDATE and DELETE.
    let mut forged = filed.clone();
    forged.file.id = id(0x2000);
    forged.file.number = case(2).file.number;
    forged.file.receipt_hash = case(2).file.receipt_hash;
    let refused = append(&db, &forged).await;
    assert!(
        matches!(refused, Err(Error::Inconsistent { .. })),
        "{refused:?}"
    );
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.events().list(filed.file.id).await.unwrap(), filed.events);
}

fn counter(organisation: u128, queue: &str, n: i64) -> CounterRow {
    CounterRow {
        organisation_id: id(organisation),
        queue: queue.into(),
        n,
    }
}

async fn counters(db: &Database) -> Vec<CounterRow> {
    let mut tx = db.read().await.unwrap();
    let rows = tx.counters().list(&[id(1), id(2)]).await.unwrap();
    rows.into_iter().filter(|row| row.n != 0).collect()
}

pub async fn badge_counters_follow_the_case(db: Database) {
    people(&db).await;
    let first = filed(&db, 1).await;
    filed(&db, 2).await;
    assert_eq!(counters(&db).await, [counter(1, "unreviewed", 2)]);
    let mut accepted = next(&first);
    accepted.file.queue = "open".into();
    append(&db, &accepted).await.unwrap();
    assert_eq!(
        counters(&db).await,
        [counter(1, "open", 1), counter(1, "unreviewed", 1)]
    );
    let mut moved = next(&accepted);
    moved.file.organisation_id = id(2);
    append(&db, &moved).await.unwrap();
    assert_eq!(
        counters(&db).await,
        [counter(1, "unreviewed", 1), counter(2, "open", 1)]
    );
    append(&db, &next(&moved)).await.unwrap();
    append(&db, &next(&first)).await.unwrap_err();
    assert_eq!(
        counters(&db).await,
        [counter(1, "unreviewed", 1), counter(2, "open", 1)]
    );
}

pub async fn counters_can_be_counted_anew(db: Database) {
    people(&db).await;
    let first = filed(&db, 1).await;
    filed(&db, 2).await;
    let mut done = next(&first);
    done.file.queue = "done".into();
    append(&db, &done).await.unwrap();
    let before = counters(&db).await;
    write!(db, |tx| async { tx.counters().rebuild().await }).unwrap();
    assert_eq!(counters(&db).await, before);
    assert_eq!(before, [counter(1, "done", 1), counter(1, "unreviewed", 1)]);
}

pub async fn clocks_are_replaced_and_provisional_ones_found(db: Database) {
    people(&db).await;
    for n in 1..=4 {
        let mut write = case(n);
        for clock in &mut write.clocks {
            clock.provisional = n != 2;
        }
        let mut second = clock(write.file.id, "C-MEDIATE", 1);
        second.provisional = n == 3;
        second.paused = true;
        second.stopped_at = Some(at(7));
        second.due_at = None;
        second.wall_at = Some(at(8));
        write.clocks.push(second);
        append(&db, &write).await.unwrap();
    }
    let file = |n| case(n).file.id;
    let mut tx = db.read().await.unwrap();
    let reaching = async |tx: &mut store::Tx, from: i64, until: i64, after: Uuid| {
        let mut cases = tx.cases();
        let rows = cases.list_reaching(at(from), at(until), after, 2).await;
        let ids = rows.unwrap().into_iter().map(|row| row.id);
        ids.collect::<Vec<_>>()
    };
    // Running clocks go from minute 1 to minute 1000; the second case is certain.
    let nothing = Uuid::nil();
    let before = reaching(&mut tx, 1000, 2000, nothing).await;
    assert_eq!(before, [file(1), file(3)], "only what is provisional");
    assert_eq!(reaching(&mut tx, 1000, 2000, file(3)).await, [file(4)]);
    let within = reaching(&mut tx, 999, 2000, nothing).await;
    assert_eq!(within, [file(1), file(2)], "what reaches in as well");
    assert_eq!(reaching(&mut tx, 0, 0, file(1)).await, [file(3), file(4)]);
    let rows = tx.clocks().list(file(1)).await.unwrap();
    assert_eq!(
        (rows[0].clock.as_str(), rows[1].clock.as_str()),
        ("C-MEDIATE", "C-REVIEW")
    );
    assert!(rows[0].paused && rows[0].stopped_at == Some(at(7)) && rows[0].wall_at == Some(at(8)));
    drop(tx);
    let none = file(1);
    write!(db, |tx| async {
        tx.clocks().replace_for_case(none, &[]).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.clocks().list(none).await.unwrap(), []);
}

pub async fn deadlines_are_recomputed_without_a_new_version(db: Database) {
    people(&db).await;
    let filed = filed(&db, 1).await;
    let case_id = filed.file.id;
    let deadlines = Deadlines {
        case_id,
        expected_version: 1,
        warn_at: Some(at(3)),
        overdue_at: Some(at(4)),
        summary: b"sealed again".to_vec(),
        clocks: vec![clock(case_id, "C-REVIEW", 2)],
    };
    let mut late = deadlines.clone();
    let expected = deadlines.clocks.clone();
    write!(db, |tx| async {
        tx.cases().update_deadlines(&deadlines, at(60)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let file = tx.cases().load(case_id).await.unwrap();
    assert_eq!((file.version, file.updated_at), (1, at(60)));
    assert_eq!(file.summary, b"sealed again");
    assert_eq!((file.warn_at, file.overdue_at), (Some(at(3)), Some(at(4))));
    assert_eq!(tx.clocks().list(case_id).await.unwrap(), expected);
    drop(tx);
    late.expected_version = 2;
    let refused = write!(db, |tx| async {
        tx.cases().update_deadlines(&late, at(60)).await
    });
    assert!(
        matches!(refused, Err(Error::Conflict { actual: 1 })),
        "{refused:?}"
    );
}

pub async fn values_are_looked_up_newest_first_page_by_page(db: Database) {
    people(&db).await;
    for n in 1..=3 {
        filed(&db, n).await;
    }
    let mut other = case(4);
    other.lookups[0].hash = hash(0xF1);
    append(&db, &other).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let mut lookups = tx.lookups();
    let page = lookups
        .list_cases("phone", &hash(0xF0), None, 2)
        .await
        .unwrap();
    assert_eq!(page, [case(3).file, case(2).file]);
    let page = lookups
        .list_cases("phone", &hash(0xF0), Some(page[1].id), 2)
        .await
        .unwrap();
    assert_eq!(page, [case(1).file]);
    assert_eq!(
        lookups
            .list_cases("name", &hash(0xF0), None, 2)
            .await
            .unwrap(),
        []
    );
}

pub async fn an_erased_case_has_no_key_and_is_not_found_by_value(db: Database) {
    people(&db).await;
    let case_id = filed(&db, 1).await.file.id;
    let deleted = write!(db, |tx| async {
        tx.cases().erase_key(case_id, at(90)).await?;
        tx.lookups().delete_for_case(case_id).await
    });
    assert_eq!(deleted.unwrap(), 1);
    let mut tx = db.read().await.unwrap();
    let file = tx.cases().load(case_id).await.unwrap();
    assert_eq!((file.wrapped_key, file.updated_at), (None, at(90)));
    assert_eq!(
        tx.lookups()
            .list_cases("phone", &hash(0xF0), None, 9)
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        tx.events().list(case_id).await.unwrap().len(),
        1,
        "the chain stays"
    );
    drop(tx);
    let unknown = write!(db, |tx| async { tx.cases().erase_key(id(5), at(90)).await });
    assert!(matches!(unknown, Err(Error::NotFound("case_file"))));
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub async fn serials_count_by_organisation_type_and_day(db: Database) {
    let taken = write!(db, |tx| async {
        let mut serials = tx.serials();
        Ok([
            serials.next(id(1), "complaint", day(2)).await?,
            serials.next(id(1), "complaint", day(2)).await?,
            serials.next(id(1), "complaint", day(3)).await?,
            serials.next(id(1), "report", day(2)).await?,
            serials.next(id(2), "complaint", day(2)).await?,
            serials.next(id(1), "complaint", day(2)).await?,
        ])
    });
    assert_eq!(taken.unwrap(), [1, 2, 1, 1, 1, 3]);
    let dropped = write!(db, |tx| async {
        tx.serials().next(id(1), "complaint", day(2)).await?;
        Err::<(), _>(Error::Closed)
    });
    assert!(dropped.is_err());
    let next = write!(db, |tx| async {
        tx.serials().next(id(1), "complaint", day(2)).await
    });
    assert_eq!(next.unwrap(), 4, "a dropped transaction uses no number up");
}

pub async fn parallel_serials_are_all_different(db: Database) {
    let tasks: Vec<_> = (0..40)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                write!(db, |tx| async {
                    tx.serials().next(id(1), "complaint", day(1)).await
                })
            })
        })
        .collect();
    let mut taken = BTreeSet::new();
    for task in tasks {
        taken.insert(task.await.unwrap().unwrap());
    }
    assert_eq!(taken, (1..=40).collect());
}

pub async fn access_events_form_a_chain_of_their_own(db: Database) {
    people(&db).await;
    let case_id = filed(&db, 1).await.file.id;
    let row = |ordinal: i64| AccessRow {
        case_id,
        ordinal,
        at: at(ordinal),
        actor: r#"{"number":"A101","role":"handler"}"#.into(),
        field: "phone".into(),
        reason_sealed: (ordinal == 2).then(|| vec![4; 30]),
        hash: hash(40 + u128::try_from(ordinal).unwrap()),
    };
    let (first, second, double) = (row(1), row(2), row(2));
    let heads = write!(db, |tx| async {
        let empty = tx.access().lock_head(case_id).await?;
        tx.access().append(&first).await?;
        let head = tx.access().lock_head(case_id).await?;
        tx.access().append(&second).await?;
        Ok((empty, head))
    });
    let (empty, head) = heads.unwrap();
    assert!(empty.is_none());
    assert_eq!(
        head.map(|head| (head.ordinal, head.hash)),
        Some((1, hash(41)))
    );
    let refused = write!(db, |tx| async { tx.access().append(&double).await });
    assert!(
        matches!(refused, Err(Error::Duplicate(Unique::AccessOrdinal))),
        "{refused:?}"
    );
    let unknown = write!(db, |tx| async { tx.access().lock_head(id(5)).await });
    assert!(matches!(unknown, Err(Error::NotFound("case_file"))));
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.access().list(case_id).await.unwrap(), [row(1), row(2)]);
    assert_eq!(tx.cases().load(case_id).await.unwrap().version, 1);
}

pub async fn anchors_are_kept_once_a_day(db: Database) {
    let row = |n: u32| AnchorRow {
        day: day(n),
        root: hash(u128::from(n)),
        cases: 12,
        created_at: at(0),
        traced: n == 3,
    };
    write!(db, |tx| async {
        for n in [1, 3, 2] {
            tx.anchors().insert(&row(n)).await?;
        }
        Ok(())
    })
    .unwrap();
    let again = write!(db, |tx| async { tx.anchors().insert(&row(2)).await });
    assert!(
        matches!(again, Err(Error::Duplicate(Unique::AnchorDay))),
        "{again:?}"
    );
    let mut tx = db.read().await.unwrap();
    let mut anchors = tx.anchors();
    assert_eq!(anchors.find(day(2)).await.unwrap(), Some(row(2)));
    assert_eq!(anchors.find(day(4)).await.unwrap(), None);
    assert_eq!(anchors.find_latest().await.unwrap(), Some(row(3)));
    assert_eq!(
        anchors.list(day(2), day(3)).await.unwrap(),
        [row(2), row(3)]
    );
    assert_eq!(anchors.list_traced().await.unwrap(), [row(3)]);
}

pub async fn what_a_root_covers_is_noted_as_often_as_a_case_moves_on(db: Database) {
    people(&db).await;
    let (one, other) = (filed(&db, 1).await.file.id, filed(&db, 2).await.file.id);
    let trace = async |n: u32| {
        write!(db, |tx| async {
            tx.anchors().trace(day(n), Uuid::nil(), Uuid::max()).await
        })
        .unwrap()
    };
    assert_eq!(trace(1).await, 2);
    assert_eq!(trace(1).await, 0, "nothing has moved on");
    assert_eq!(trace(2).await, 0);
    let mut tx = db.read().await.unwrap();
    let mut anchors = tx.anchors();
    let leaf = |case_id, version, n| LeafRow {
        case_id,
        version,
        day: day(n),
    };
    let all = anchors.list_leaves(Uuid::nil(), 0, 9).await.unwrap();
    let mut expected = [leaf(one, 1, 1), leaf(other, 1, 1)];
    expected.sort_by_key(|leaf| leaf.case_id);
    assert_eq!(all, expected);
    let rest = anchors.list_leaves(all[0].case_id, 1, 9).await.unwrap();
    assert_eq!(rest, all[1..]);
    let heads = anchors.list_heads(Uuid::nil(), 9).await.unwrap();
    let ids: Vec<Uuid> = heads.iter().map(|head| head.id).collect();
    assert_eq!(ids, [all[0].case_id, all[1].case_id]);
}

pub async fn instants_come_back_to_the_microsecond_and_sort_by_time(db: Database) {
    people(&db).await;
    let whole = at(0);
    let instants = [
        whole,
        whole + TimeDelta::microseconds(1),
        whole + TimeDelta::milliseconds(100),
        whole + TimeDelta::microseconds(100_001),
        whole + TimeDelta::seconds(1),
    ];
    for (n, instant) in (1..).zip(instants) {
        let mut write = case(n);
        write.file.received_at = instant + TimeDelta::nanoseconds(999);
        append(&db, &write).await.unwrap();
    }
    let mut tx = db.read().await.unwrap();
    let organisations = [id(1)];
    let mut rows = tx
        .cases()
        .list(
            &organisations,
            store::CaseList::All,
            store::CaseFilter::default(),
            None,
            9,
        )
        .await
        .unwrap();
    rows.reverse();
    let kept: Vec<_> = rows.iter().map(|row| row.received_at).collect();
    assert_eq!(kept, instants);
    assert!(matches!(db.engine(), Engine::Sqlite | Engine::Postgres));
}

pub async fn the_chains_of_all_cases_are_read_page_by_page(db: Database) {
    people(&db).await;
    let mut expected = Vec::new();
    for n in [2, 1, 3] {
        let first = filed(&db, n).await;
        let second = next(&first);
        append(&db, &second).await.unwrap();
        for event in first.events.iter().chain(&second.events) {
            expected.push((event.case_id, event.version, second.file.head.clone()));
        }
    }
    expected.sort();
    let mut found = Vec::new();
    let mut after = (Uuid::nil(), 0);
    loop {
        let mut tx = db.read().await.unwrap();
        let page = tx.chains().list_after(after.0, after.1, 4).await.unwrap();
        let Some(last) = page.last() else { break };
        after = (last.case_id, last.version);
        assert!(page.iter().all(|row| row.file_version == 2));
        found.extend(
            page.into_iter()
                .map(|row| (row.case_id, row.version, row.head)),
        );
    }
    assert_eq!(found, expected);
    let mut tx = db.read().await.unwrap();
    assert!(tx.chains().list_empty(9).await.unwrap().is_empty());
}
