//! Jobs, repeated requests, drafts, forms, surveys, calendars and settings.

use std::collections::BTreeSet;

use store::{
    CalendarYearRow, ClockTargetRow, CodeOfferRow, Codes, Database, Error, FormRow, IdempotencyRow,
    JobRow, NewJob, Result, Unique,
};

use crate::fixture::{append, at, case, hash, id, people, write};

fn job(n: u128) -> NewJob {
    NewJob {
        id: id(n),
        kind: "survey_invitation".into(),
        payload: r#"{"case": "…"}"#.into(),
        run_at: at(i64::try_from(n).unwrap()),
        max_attempts: 2,
        dedup_key: None,
    }
}

async fn enqueue(db: &Database, job: NewJob) -> bool {
    write!(db, |tx| async { tx.jobs().enqueue(&job, at(0)).await }).unwrap()
}

/// Claims until minute `now + 5`.
async fn claim(db: &Database, worker: &'static str, now: i64, limit: i64) -> Vec<JobRow> {
    write!(db, |tx| async {
        tx.jobs().claim(worker, at(now), at(now + 5), limit).await
    })
    .unwrap()
}

async fn load(db: &Database, n: u128) -> JobRow {
    let mut tx = db.read().await.unwrap();
    tx.jobs().find(id(n)).await.unwrap().unwrap()
}

pub async fn a_job_is_claimed_once_and_completed(db: Database) {
    for n in [2, 1] {
        assert!(enqueue(&db, job(n)).await);
    }
    let claimed = claim(&db, "a", 10, 5).await;
    let order: Vec<_> = claimed.iter().map(|job| job.id).collect();
    assert_eq!(order, [id(1), id(2)]);
    assert_eq!(
        (claimed[0].attempts, claimed[0].locked_until),
        (1, Some(at(15)))
    );
    assert_eq!(claimed[0].payload, job(1).payload);
    assert_eq!(claim(&db, "b", 11, 5).await, []);
    write!(db, |tx| async {
        tx.jobs().complete(id(1), "a", at(12)).await
    })
    .unwrap();
    let done = load(&db, 1).await;
    assert_eq!((done.done_at, done.locked_by), (Some(at(12)), None));
    assert_eq!(claim(&db, "b", 14, 5).await, []);
}

pub async fn a_job_with_a_known_key_is_ignored(db: Database) {
    let keyed = |n| NewJob {
        dedup_key: Some("remind:1:C-REVIEW:2026-11-02".into()),
        ..job(n)
    };
    assert!(enqueue(&db, keyed(1)).await);
    assert!(!enqueue(&db, keyed(2)).await);
    assert!(enqueue(&db, job(3)).await);
    assert!(enqueue(&db, job(4)).await, "no key is no double");
    assert_eq!(claim(&db, "a", 10, 9).await.len(), 3);
}

pub async fn a_job_that_is_not_due_waits(db: Database) {
    enqueue(&db, job(7)).await;
    assert_eq!(claim(&db, "a", 6, 5).await, []);
    assert_eq!(claim(&db, "a", 7, 5).await.len(), 1);
}

pub async fn an_expired_lease_is_claimed_again_and_the_old_worker_is_refused(db: Database) {
    enqueue(&db, job(1)).await;
    claim(&db, "a", 10, 5).await;
    write!(db, |tx| async {
        tx.jobs().extend(id(1), "a", at(20)).await
    })
    .unwrap();
    assert_eq!(claim(&db, "b", 15, 5).await, [], "the lease was extended");
    let again = claim(&db, "b", 20, 5).await;
    assert_eq!(
        (again[0].attempts, again[0].locked_by.as_deref()),
        (2, Some("b"))
    );
    let late: [Result<()>; 4] = [
        write!(db, |tx| async {
            tx.jobs().complete(id(1), "a", at(21)).await
        }),
        write!(db, |tx| async {
            tx.jobs().retry(id(1), "a", at(21), "late").await
        }),
        write!(db, |tx| async {
            tx.jobs().fail(id(1), "a", at(21), "late").await
        }),
        write!(db, |tx| async {
            tx.jobs().extend(id(1), "a", at(30)).await
        }),
    ];
    for refused in late {
        assert!(
            matches!(refused, Err(Error::NotFound("job"))),
            "{refused:?}"
        );
    }
    assert_eq!(load(&db, 1).await, again[0]);
}

pub async fn a_job_is_retried_given_up_listed_and_revived(db: Database) {
    enqueue(&db, job(1)).await;
    claim(&db, "a", 10, 5).await;
    write!(db, |tx| async {
        tx.jobs().retry(id(1), "a", at(12), "no route").await
    })
    .unwrap();
    assert_eq!(load(&db, 1).await.last_error.as_deref(), Some("no route"));
    assert_eq!(claim(&db, "a", 11, 5).await, []);
    assert_eq!(claim(&db, "a", 12, 5).await.len(), 1);
    write!(db, |tx| async {
        tx.jobs().fail(id(1), "a", at(13), "gone").await
    })
    .unwrap();
    assert_eq!(claim(&db, "a", 99, 5).await, []);
    let mut tx = db.read().await.unwrap();
    let failed = tx
        .jobs()
        .list_failed((at(99), uuid::Uuid::max()), 5)
        .await
        .unwrap();
    assert_eq!((failed.len(), failed[0].failed_at), (1, Some(at(13))));
    assert_eq!(failed[0].last_error.as_deref(), Some("gone"));
    drop(tx);
    write!(db, |tx| async { tx.jobs().revive(id(1), at(50)).await }).unwrap();
    assert_eq!(claim(&db, "a", 50, 5).await[0].attempts, 1);
    let not_failed = write!(db, |tx| async { tx.jobs().revive(id(1), at(50)).await });
    assert!(matches!(not_failed, Err(Error::NotFound("job"))));
}

pub async fn a_job_abandoned_in_its_last_attempt_is_given_up(db: Database) {
    enqueue(&db, job(1)).await;
    assert_eq!(claim(&db, "a", 10, 5).await.len(), 1);
    assert_eq!(claim(&db, "a", 20, 5).await.len(), 1);
    assert_eq!(claim(&db, "a", 30, 5).await, []);
    let given_up = load(&db, 1).await;
    assert_eq!((given_up.failed_at, given_up.attempts), (Some(at(30)), 2));
}

pub async fn parallel_workers_never_share_a_job(db: Database) {
    for n in 1..=30 {
        enqueue(&db, job(n)).await;
    }
    let workers: Vec<_> = (0..6)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move { claim(&db, "w", 40, 5).await })
        })
        .collect();
    let mut claimed = vec![];
    for worker in workers {
        claimed.extend(worker.await.unwrap().into_iter().map(|job| job.id));
    }
    // Whoever skipped rows that others held may have found fewer; a last round takes the rest.
    claimed.extend(claim(&db, "w", 40, 30).await.into_iter().map(|job| job.id));
    assert_eq!(claimed.len(), 30);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 30);
}

pub async fn done_jobs_are_pruned_in_batches(db: Database) {
    for n in 1..=4 {
        enqueue(&db, job(n)).await;
    }
    claim(&db, "a", 10, 3).await;
    let pruned = write!(db, |tx| async {
        for n in 1..=3 {
            let minute = i64::try_from(n).unwrap_or_default();
            tx.jobs().complete(id(n), "a", at(10 + minute)).await?;
        }
        let first = tx.jobs().prune(at(13), 1).await?;
        Ok((
            first,
            tx.jobs().prune(at(13), 9).await?,
            tx.jobs().prune(at(13), 9).await?,
        ))
    });
    assert_eq!(pruned.unwrap(), (1, 1, 0));
    assert_eq!(load(&db, 3).await.done_at, Some(at(13)));
    assert_eq!(load(&db, 4).await.done_at, None);
}

fn answer(body: u128, created: i64) -> IdempotencyRow {
    IdempotencyRow {
        key_hash: hash(1),
        body_hash: hash(body),
        sealed: vec![5; 80],
        status: 201,
        created_at: at(created),
        expires_at: at(created + 10),
    }
}

pub async fn an_idempotency_key_is_kept_until_it_expires(db: Database) {
    write!(db, |tx| async {
        tx.idempotency().insert(&answer(2, 0)).await
    })
    .unwrap();
    let double = write!(db, |tx| async {
        tx.idempotency().insert(&answer(3, 9)).await
    });
    assert!(
        matches!(double, Err(Error::Duplicate(Unique::IdempotencyKey))),
        "{double:?}"
    );
    let mut tx = db.read().await.unwrap();
    let found = tx.idempotency().find(&hash(1), at(9)).await.unwrap();
    assert_eq!(found, Some(answer(2, 0)));
    assert_eq!(tx.idempotency().find(&hash(1), at(10)).await.unwrap(), None);
    drop(tx);
    write!(db, |tx| async {
        tx.idempotency().insert(&answer(4, 10)).await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let found = tx.idempotency().find(&hash(1), at(11)).await.unwrap();
    assert_eq!(found, Some(answer(4, 10)), "an expired answer makes room");
    drop(tx);
    let deleted = write!(db, |tx| async {
        let early = tx.idempotency().delete_expired(at(19), 9).await?;
        Ok((early, tx.idempotency().delete_expired(at(20), 9).await?))
    });
    assert_eq!(deleted.unwrap(), (0, 1));
}

pub async fn a_hundred_requests_with_one_key_make_one_case(db: Database) {
    people(&db).await;
    let requests: Vec<_> = (0..100_u32)
        .map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                let write = case(n);
                write!(db, |tx| async {
                    tx.cases().append(&write).await?;
                    tx.idempotency().insert(&answer(u128::from(n), 0)).await
                })
            })
        })
        .collect();
    let mut filed = 0;
    for request in requests {
        match request.await.unwrap() {
            Ok(()) => filed += 1,
            Err(Error::Duplicate(Unique::IdempotencyKey)) => {
                let mut tx = db.read().await.unwrap();
                assert!(
                    tx.idempotency()
                        .find(&hash(1), at(1))
                        .await
                        .unwrap()
                        .is_some()
                );
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(filed, 1);
    let mut tx = db.read().await.unwrap();
    let counters = tx.counters().list(&[id(1)]).await.unwrap();
    assert_eq!(counters.iter().map(|row| row.n).sum::<i64>(), 1);
}

pub async fn drafts_are_saved_filed_and_closed_to_changes(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    let case_id = case(1).file.id;
    write!(db, |tx| async {
        tx.drafts()
            .save(&hash(1), b"one", "who", at(0), at(100))
            .await?;
        tx.drafts()
            .save(&hash(1), b"two", "what", at(1), at(101))
            .await?;
        tx.drafts()
            .save(&hash(2), b"other", "who", at(1), at(50))
            .await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let draft = tx.drafts().find(&hash(1), at(100)).await.unwrap().unwrap();
    assert_eq!(
        (draft.sealed.as_slice(), draft.step.as_str()),
        (&b"two"[..], "what")
    );
    assert_eq!((draft.created_at, draft.updated_at), (at(0), at(1)));
    assert!(
        tx.drafts().find(&hash(1), at(101)).await.unwrap().is_none(),
        "it expired"
    );
    drop(tx);
    write!(db, |tx| async {
        tx.drafts()
            .mark_filed(&hash(1), case_id, b"receipt", at(2), at(60))
            .await
    })
    .unwrap();
    let late: [Result<()>; 3] = [
        write!(db, |tx| async {
            tx.drafts()
                .save(&hash(1), b"late", "who", at(3), at(100))
                .await
        }),
        write!(db, |tx| async {
            tx.drafts()
                .mark_filed(&hash(1), case_id, b"again", at(3), at(60))
                .await
        }),
        write!(db, |tx| async {
            tx.drafts()
                .mark_filed(&hash(9), case_id, b"none", at(3), at(60))
                .await
        }),
    ];
    for refused in late {
        assert!(
            matches!(refused, Err(Error::NotFound("draft"))),
            "{refused:?}"
        );
    }
    let mut tx = db.read().await.unwrap();
    let draft = tx.drafts().find(&hash(1), at(59)).await.unwrap().unwrap();
    assert_eq!(
        (draft.sealed.as_slice(), draft.filed_case_id),
        (&b"receipt"[..], Some(case_id))
    );
    drop(tx);
    let deleted = write!(db, |tx| async {
        let expired = tx.drafts().delete_expired(at(50), 9).await?;
        tx.drafts().delete(&hash(1)).await?;
        tx.drafts().delete(&hash(1)).await?;
        Ok((expired, tx.drafts().find(&hash(1), at(0)).await?))
    });
    assert_eq!(deleted.unwrap(), (1, None));
}

pub async fn forms_belong_to_their_owner_and_expire(db: Database) {
    let form = |n: u128| FormRow {
        id: id(n),
        owner_hash: hash(n),
        sealed: vec![1; 20],
        expires_at: at(10),
    };
    let deleted = write!(db, |tx| async {
        for n in [1, 2, 3] {
            tx.forms().insert(&form(n)).await?;
        }
        let first = tx.forms().delete(id(3)).await?;
        Ok((first, tx.forms().delete(id(3)).await?))
    });
    assert_eq!(deleted.unwrap(), (true, false), "one of two is told");
    let mut tx = db.read().await.unwrap();
    let mut forms = tx.forms();
    assert_eq!(
        forms.find(id(1), &hash(1), at(9)).await.unwrap(),
        Some(form(1))
    );
    assert_eq!(
        forms.find(id(1), &hash(2), at(9)).await.unwrap(),
        None,
        "not the owner"
    );
    assert_eq!(
        forms.find(id(1), &hash(1), at(10)).await.unwrap(),
        None,
        "expired"
    );
    assert_eq!(
        forms.find(id(3), &hash(3), at(9)).await.unwrap(),
        None,
        "deleted"
    );
    drop(tx);
    let deleted = write!(db, |tx| async {
        let early = tx.forms().delete_expired(at(9), 9).await?;
        Ok((early, tx.forms().delete_expired(at(10), 1).await?))
    });
    assert_eq!(deleted.unwrap(), (0, 1));
}

pub async fn a_survey_is_answered_changed_and_completed(db: Database) {
    people(&db).await;
    append(&db, &case(1)).await.unwrap();
    let case_id = case(1).file.id;
    let reasons = Codes::from_iter(["slow", "unclear"]);
    let sent = reasons.clone();
    let too_early = write!(db, |tx| async {
        tx.surveys()
            .invite(id(1), case_id, &hash(1), at(0), at(100))
            .await?;
        tx.surveys()
            .invite(id(2), case_id, &hash(2), at(1), at(101))
            .await?;
        let early = tx
            .surveys()
            .complete(id(1), &Codes::default(), None, false, at(1))
            .await;
        Ok(early.is_err())
    });
    assert!(
        too_early.unwrap(),
        "a survey without a score is not complete"
    );
    write!(db, |tx| async {
        tx.surveys().answer(id(1), 1, at(2)).await?;
        tx.surveys().answer(id(1), 4, at(3)).await?;
        tx.surveys()
            .complete(id(1), &sent, Some(b"sealed"), true, at(4))
            .await?;
        tx.surveys().expire(id(1), at(9)).await?;
        tx.surveys().expire(id(1), at(20)).await
    })
    .unwrap();
    let double = write!(db, |tx| async {
        tx.surveys()
            .invite(id(3), case_id, &hash(1), at(0), at(100))
            .await
    });
    assert!(
        matches!(double, Err(Error::Duplicate(Unique::SurveyToken))),
        "{double:?}"
    );
    let unknown = write!(db, |tx| async {
        tx.surveys().answer(id(9), 1, at(2)).await
    });
    assert!(matches!(unknown, Err(Error::NotFound("survey"))));
    let mut tx = db.read().await.unwrap();
    let survey = tx.surveys().find_by_token(&hash(1)).await.unwrap().unwrap();
    assert_eq!((survey.score, survey.answered_at), (Some(4), Some(at(2))));
    assert_eq!((&survey.reasons, survey.wants_call), (&reasons, true));
    assert_eq!(survey.sealed_comment.as_deref(), Some(&b"sealed"[..]));
    assert_eq!(
        (survey.completed_at, survey.expires_at),
        (Some(at(4)), at(9))
    );
    let mut surveys = tx.surveys();
    assert_eq!(surveys.find(id(1)).await.unwrap(), Some(survey.clone()));
    let listed = surveys.list_for_case(case_id).await.unwrap();
    assert_eq!((listed[0].id, &listed[1]), (id(2), &survey));
    let answers = surveys.list_answers(id(1)).await.unwrap();
    let answers: Vec<_> = answers
        .iter()
        .map(|row| (row.ordinal, row.score, row.at))
        .collect();
    assert_eq!(answers, [(1, 1, at(2)), (2, 4, at(3))]);
}

pub async fn targets_of_clocks_are_kept_in_the_order_in_which_they_were_set(db: Database) {
    people(&db).await;
    let set_by = {
        let mut tx = db.read().await.unwrap();
        tx.accounts().list().await.unwrap()[0].id
    };
    let row = |n: u128, begins: i64, set: i64| ClockTargetRow {
        id: id(n),
        organisation_kind: "authority".into(),
        clock: "C-REVIEW".into(),
        period: r#"{"unit":"hours","n":12}"#.into(),
        begins_at: at(begins),
        set_at: at(set),
        set_by,
    };
    for row in [row(3, 1, 9), row(2, 7, 4), row(1, 7, 9)] {
        write!(db, |tx| async { tx.clock_targets().insert(&row).await }).unwrap();
    }
    let listed = db.read().await.unwrap().clock_targets().list().await;
    assert_eq!(listed.unwrap(), [row(2, 7, 4), row(1, 7, 9), row(3, 1, 9)]);
}

pub async fn offers_of_codes_are_kept_in_the_order_in_which_they_were_decided(db: Database) {
    people(&db).await;
    let set_by = {
        let mut tx = db.read().await.unwrap();
        tx.accounts().list().await.unwrap()[0].id
    };
    let row = |n: u128, is_offered: bool, day: &str, set: i64| CodeOfferRow {
        id: id(n),
        list: "category".into(),
        code: "G15".into(),
        is_offered,
        begins_on: day.parse().unwrap(),
        set_at: at(set),
        set_by,
    };
    let rows = [
        row(2, false, "2027-01-01", 4),
        row(1, true, "2026-12-01", 9),
        row(3, false, "2026-11-23", 9),
    ];
    for row in rows.clone().into_iter().rev() {
        write!(db, |tx| async { tx.code_offers().insert(&row).await }).unwrap();
    }
    let listed = db.read().await.unwrap().code_offers().list().await;
    assert_eq!(listed.unwrap(), rows);
}

pub async fn calendars_are_replaced_by_year(db: Database) {
    let row = |year: i64, plan: &str| CalendarYearRow {
        year,
        plan: plan.into(),
        source: "国办发明电".into(),
        imported_at: at(year),
        imported_by: None,
    };
    let rows = [
        row(2027, "{}"),
        row(2026, "{}"),
        row(2026, r#"{"b":1, "a":2}"#),
    ];
    write!(db, |tx| async {
        for row in rows {
            tx.calendars().put(&row).await?;
        }
        Ok(())
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let kept = row(2026, r#"{"b":1, "a":2}"#);
    assert_eq!(tx.calendars().find(2026).await.unwrap(), Some(kept.clone()));
    assert_eq!(tx.calendars().find(2028).await.unwrap(), None);
    assert_eq!(
        tx.calendars().list().await.unwrap(),
        [kept, row(2027, "{}")]
    );
}

pub async fn settings_are_put_listed_and_deleted(db: Database) {
    write!(db, |tx| async {
        tx.settings().put("demo", "true", at(1)).await?;
        tx.settings().put("demo", r#"{"seed": 7}"#, at(2)).await?;
        tx.settings().put("county", r#""990101""#, at(1)).await?;
        tx.settings().put("gone", "1", at(1)).await?;
        tx.settings().delete("gone").await
    })
    .unwrap();
    let mut tx = db.read().await.unwrap();
    let demo = tx.settings().find("demo").await.unwrap().unwrap();
    assert_eq!(
        (demo.value.as_str(), demo.updated_at),
        (r#"{"seed": 7}"#, at(2))
    );
    let listed = tx.settings().list().await.unwrap();
    assert_eq!(
        listed
            .iter()
            .map(|row| row.key.as_str())
            .collect::<Vec<_>>(),
        ["county", "demo"]
    );
}
