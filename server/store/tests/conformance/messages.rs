//! Messages, the timetable, notices to staff and the warnings of clocks.

use std::collections::BTreeSet;

use store::{ClockRow, Database, Error, NewJob, NewMessage, NoticeRow, OutboxList, UnseenRow};
use uuid::Uuid;

use crate::fixture::{append, at, case, clock, id, next, people, write};

fn message(n: u128) -> NewMessage {
    NewMessage {
        id: id(n),
        case_id: None,
        channel: "sms".into(),
        template: "filed".into(),
        sealed: vec![4; 60],
        send_after: at(5),
        dedup_key: format!("filed:{n}"),
    }
}

async fn add(db: &Database, message: NewMessage) -> bool {
    write!(db, |tx| async { tx.outbox().add(&message, at(1)).await }).unwrap()
}

pub async fn a_message_with_a_known_key_is_written_once(db: Database) {
    people(&db).await;
    let about = case(1);
    append(&db, &about).await.unwrap();
    let first = NewMessage {
        case_id: Some(about.file.id),
        ..message(1)
    };
    assert!(add(&db, first.clone()).await);
    let again = NewMessage {
        id: id(2),
        ..first.clone()
    };
    assert!(!add(&db, again).await);
    assert!(add(&db, message(3)).await);
    let mut tx = db.read().await.unwrap();
    let list = async |tx: &mut store::Tx, from| {
        let rows = tx.outbox().list(OutboxList::All, from, 9).await.unwrap();
        rows.into_iter().map(|row| row.message).collect::<Vec<_>>()
    };
    let listed = list(&mut tx, (at(1), Uuid::max())).await;
    let order: Vec<_> = listed.iter().map(|row| row.id).collect();
    assert_eq!(order, [id(3), id(1)]);
    assert_eq!(listed[1].sealed, first.sealed);
    assert_eq!((listed[1].created_at, listed[1].send_after), (at(1), at(5)));
    let rest = list(&mut tx, (at(1), id(3))).await;
    assert_eq!(rest, [listed[1].clone()]);
    let of_case = tx.outbox().list_for_case(about.file.id).await.unwrap();
    assert_eq!(of_case, [listed[1].clone()]);
}

pub async fn a_gateway_is_asked_by_one_worker_and_again_only_when_it_surely_did_not_send(
    db: Database,
) {
    add(&db, message(1)).await;
    let begin = async |minute| {
        write!(db, |tx| async {
            tx.outbox().begin(id(1), at(minute)).await
        })
        .unwrap()
    };
    assert!(begin(6).await);
    assert!(!begin(7).await, "what came of the first is not known");
    write!(db, |tx| async { tx.outbox().release(id(1)).await }).unwrap();
    assert!(begin(8).await);
    write!(db, |tx| async {
        tx.outbox().mark_failed(id(1), at(9)).await?;
        tx.outbox().mark_sent(id(1), at(10), Some("p-1")).await?;
        tx.outbox().mark_failed(id(1), at(11)).await?;
        tx.outbox().mark_sent(id(1), at(12), None).await
    })
    .unwrap();
    assert!(!begin(13).await);
    let row = {
        let mut tx = db.read().await.unwrap();
        tx.outbox().find(id(1)).await.unwrap().unwrap()
    };
    assert_eq!(
        (row.sent_at, row.failed_at, row.attempts),
        (Some(at(10)), None, 2)
    );
    assert_eq!(row.provider_ref.as_deref(), Some("p-1"));
    let reopened = write!(db, |tx| async { tx.outbox().reopen(id(1)).await });
    assert!(matches!(reopened, Err(Error::NotFound("outbox"))));
}

pub async fn a_message_given_up_is_reopened(db: Database) {
    add(&db, message(1)).await;
    let begun = write!(db, |tx| async {
        tx.outbox().begin(id(1), at(6)).await?;
        tx.outbox().mark_failed(id(1), at(7)).await?;
        tx.outbox().reopen(id(1)).await?;
        tx.outbox().begin(id(1), at(8)).await
    });
    assert!(begun.unwrap());
}

pub async fn sent_messages_are_pruned_in_batches(db: Database) {
    for n in 1..=4 {
        add(&db, message(n)).await;
    }
    let pruned = write!(db, |tx| async {
        for n in 1..=3 {
            let minute = i64::try_from(n).unwrap_or_default();
            tx.outbox().mark_sent(id(n), at(10 + minute), None).await?;
        }
        Ok((
            tx.outbox().prune(at(13), 1).await?,
            tx.outbox().prune(at(13), 9).await?,
        ))
    });
    assert_eq!(pruned.unwrap(), (1, 1));
    let mut tx = db.read().await.unwrap();
    assert_eq!(
        tx.outbox()
            .list(OutboxList::All, (at(1), Uuid::max()), 9)
            .await
            .unwrap()
            .len(),
        2
    );
}

pub async fn of_many_who_advance_a_schedule_one_does(db: Database) {
    write!(db, |tx| async {
        tx.schedules().add("scan", at(1)).await?;
        tx.schedules().add("scan", at(9)).await
    })
    .unwrap();
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                write!(db, |tx| async {
                    tx.schedules().advance("scan", at(1), at(2)).await
                })
                .unwrap()
            })
        })
        .collect();
    let mut advanced = 0;
    for task in tries {
        advanced += usize::from(task.await.unwrap());
    }
    assert_eq!(advanced, 1);
    let mut tx = db.read().await.unwrap();
    let rows = tx.schedules().list().await.unwrap();
    assert_eq!((rows.len(), rows[0].next_run_at), (1, at(2)));
}

fn notice(n: u128, account: Option<u128>) -> NoticeRow {
    NoticeRow {
        id: id(n),
        organisation_id: id(1),
        account_id: account.map(id),
        case_id: case(1).file.id,
        kind: "deadline".into(),
        subject: "C-REVIEW".into(),
        level: "half".into(),
        dedup_key: format!("notice:{n}"),
        created_at: at(i64::try_from(n).unwrap()),
        seen_at: None,
    }
}

pub async fn a_notice_is_for_one_person_or_for_the_organisation(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    let given = write!(db, |tx| async {
        let mut given = vec![];
        for row in [notice(1, None), notice(2, Some(101)), notice(3, Some(102))] {
            given.push(tx.notices().add(&row).await?);
        }
        given.push(tx.notices().add(&notice(1, None)).await?);
        Ok(given)
    });
    assert_eq!(given.unwrap(), [true, true, true, false]);
    let mut tx = db.read().await.unwrap();
    let list = tx.notices().list_unseen(id(1), id(101), 9).await.unwrap();
    let unseen = |notice| UnseenRow {
        notice,
        number: case(1).file.number,
    };
    assert_eq!(list, [notice(2, Some(101)), notice(1, None)].map(unseen));
    assert_eq!(
        tx.notices().list_unseen(id(2), id(101), 9).await.unwrap(),
        []
    );
    drop(tx);
    let seen = write!(db, |tx| async {
        let mut notices = tx.notices();
        Ok([
            notices.mark_seen(id(3), id(1), id(101), at(9)).await?,
            notices.mark_seen(id(1), id(2), id(101), at(9)).await?,
            notices.mark_seen(id(1), id(1), id(101), at(9)).await?,
            notices.mark_seen(id(1), id(1), id(101), at(9)).await?,
        ])
    });
    assert_eq!(seen.unwrap(), [false, false, true, false]);
    let pruned = write!(db, |tx| async { tx.notices().prune(at(10), 9).await });
    assert_eq!(pruned.unwrap(), 1);
}

fn warned_clock(n: u32, code: &str) -> ClockRow {
    ClockRow {
        half_at: Some(at(50)),
        near_at: Some(at(80)),
        due_at: Some(at(100)),
        wall_at: Some(at(120)),
        ..clock(case(n).file.id, code, 1)
    }
}

async fn to_warn(db: &Database, minute: i64) -> BTreeSet<String> {
    let mut tx = db.read().await.unwrap();
    let rows = tx.clocks().list_to_warn(at(minute), 9).await.unwrap();
    rows.into_iter().map(|row| row.clock).collect()
}

pub async fn a_running_clock_is_found_at_each_warning_once(db: Database) {
    people(&db).await;
    let mut filed = case(1);
    filed.clocks = vec![
        warned_clock(1, "C-REVIEW"),
        ClockRow {
            stopped_at: Some(at(2)),
            ..warned_clock(1, "C-STOPPED")
        },
        ClockRow {
            half_at: None,
            near_at: None,
            due_at: None,
            ..warned_clock(1, "C-PAUSED")
        },
    ];
    append(&db, &filed).await.unwrap();
    let review = || BTreeSet::from(["C-REVIEW".to_owned()]);
    let mark = async |level| {
        let case_id = case(1).file.id;
        write!(db, |tx| async {
            tx.clocks().mark_warned(case_id, "C-REVIEW", 1, level).await
        })
        .unwrap()
    };
    assert_eq!(to_warn(&db, 50).await, BTreeSet::new());
    assert_eq!(to_warn(&db, 51).await, review());
    assert!(mark(1).await);
    assert!(!mark(1).await, "given once");
    assert_eq!(to_warn(&db, 80).await, BTreeSet::new());
    assert_eq!(to_warn(&db, 81).await, review());
    assert!(mark(2).await);
    assert_eq!(to_warn(&db, 101).await, review());
    assert!(mark(3).await);
    assert_eq!(to_warn(&db, 120).await, BTreeSet::new());
    let all = to_warn(&db, 121).await;
    assert_eq!(
        all.len(),
        2,
        "the wall does not stop with the target: {all:?}"
    );
    append(&db, &next(&filed)).await.unwrap();
    assert!(!mark(3).await, "a new event does not warn again");
    assert!(mark(4).await);
}

pub async fn a_postponed_job_has_not_been_tried_and_jobs_are_counted(db: Database) {
    let job = |n: u128, minute| NewJob {
        id: id(n),
        kind: "deliver".into(),
        payload: "{}".into(),
        run_at: at(minute),
        max_attempts: 1,
        dedup_key: None,
    };
    let is_due = async |minute| {
        let mut tx = db.read().await.unwrap();
        tx.jobs().is_due(at(minute)).await.unwrap()
    };
    write!(db, |tx| async {
        for job in [job(1, 5), job(2, 6), job(3, 90)] {
            tx.jobs().enqueue(&job, at(0)).await?;
        }
        Ok(())
    })
    .unwrap();
    assert!(!is_due(4).await);
    assert!(is_due(5).await);
    let postponed = write!(db, |tx| async {
        let claimed = tx.jobs().claim("a", at(10), at(15), 2).await?;
        tx.jobs().postpone(id(1), "a", at(80)).await?;
        Ok((claimed.len(), tx.jobs().find(id(1)).await?))
    });
    let (claimed, postponed) = postponed.unwrap();
    assert_eq!((claimed, postponed.unwrap().attempts), (2, 0));
    assert!(!is_due(11).await, "one is claimed, one postponed");
    assert!(is_due(15).await, "the lease is over");
    let mut tx = db.read().await.unwrap();
    let counts = tx.jobs().count(at(11)).await.unwrap();
    assert_eq!(
        (counts.waiting, counts.due, counts.running, counts.failed),
        (3, 1, 1, 0)
    );
    assert_eq!(counts.oldest_due_at, Some(at(6)));
}

#[tokio::test]
async fn a_sqlite_file_is_held_by_one_process() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("weiquan.db");
    let open = || Database::open_sqlite(&path, store::SqliteOptions::default());
    let (one, other) = (open().await.unwrap(), open().await.unwrap());
    let hold = one.try_hold().unwrap();
    assert!(hold.is_some());
    assert!(other.try_hold().unwrap().is_none());
    drop(hold);
    assert!(other.try_hold().unwrap().is_some());
}

pub async fn messages_are_listed_by_where_they_stand_with_their_job(db: Database) {
    people(&db).await;
    let about = case(1);
    append(&db, &about).await.unwrap();
    for n in 1..=4 {
        let case_id = Some(about.file.id).filter(|_| n == 1);
        add(
            &db,
            NewMessage {
                case_id,
                ..message(n)
            },
        )
        .await;
    }
    let delivery = NewJob {
        id: id(1),
        kind: "deliver".into(),
        payload: "{}".into(),
        run_at: at(7),
        max_attempts: 3,
        dedup_key: None,
    };
    let cancelled = write!(db, |tx| async {
        tx.jobs().enqueue(&delivery, at(1)).await?;
        tx.outbox().mark_sent(id(2), at(2), Some("p")).await?;
        tx.outbox().mark_failed(id(3), at(2)).await?;
        tx.outbox().cancel(id(4), at(2)).await
    });
    assert!(cancelled.unwrap());
    let mut tx = db.read().await.unwrap();
    for (list, expected) in [
        (OutboxList::All, vec![id(4), id(3), id(2), id(1)]),
        (OutboxList::Waiting, vec![id(1)]),
        (OutboxList::Sent, vec![id(2)]),
        (OutboxList::Failed, vec![id(3)]),
        (OutboxList::Cancelled, vec![id(4)]),
    ] {
        let rows = tx
            .outbox()
            .list(list, (at(1), Uuid::max()), 9)
            .await
            .unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.message.id).collect();
        assert_eq!(ids, expected, "{list:?}");
    }
    let rows = tx
        .outbox()
        .list(OutboxList::Waiting, (at(1), Uuid::max()), 9)
        .await;
    let row = rows.unwrap().remove(0);
    let found = tx.outbox().find_listed(id(1)).await.unwrap();
    assert_eq!(found.as_ref(), Some(&row));
    assert_eq!(tx.outbox().find_listed(id(9)).await.unwrap(), None);
    assert_eq!(row.number, Some(about.file.number));
    assert_eq!(
        (row.wrapped_key, row.run_at),
        (about.file.wrapped_key, Some(at(7)))
    );
    drop(tx);
    let too_late = write!(db, |tx| async {
        tx.outbox().begin(id(1), at(3)).await?;
        tx.outbox().cancel(id(1), at(3)).await
    });
    assert!(!too_late.unwrap(), "the gateway is being asked");
}
