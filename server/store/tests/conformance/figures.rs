//! Counts of the cases of a span of time.

use store::{CaseGroupRow, Counted, Database, EndGroupRow, ScoreGroupRow};

use crate::fixture::{append, at, case, hash, id, people, write};

/// 15 January 2027, 08:00 UTC; the cases below come in at minutes after it.
async fn a_few(db: &Database) {
    people(db).await;
    let mut open = case(1);
    open.clocks[0].wall_at = Some(at(500));
    let mut closed = case(2);
    closed.file.is_open = false;
    closed.file.queue = "done".into();
    closed.file.outcome = Some("terminated".into());
    closed.file.closed_at = Some(at(2) + chrono::TimeDelta::days(3));
    closed.clocks[0].wall_at = Some(at(500));
    closed.clocks[0].stopped_at = Some(at(400));
    let mut same = case(3);
    same.clocks[0].wall_at = Some(at(900));
    // The last evening of January at UTC is a morning of February in the county.
    let mut later = case(4);
    later.file.received_at = "2027-01-31T16:30:00Z".parse().unwrap();
    let mut elsewhere = case(5);
    elsewhere.file.organisation_id = id(2);
    for write in [open, closed, same, later, elsewhere] {
        append(db, &write).await.unwrap();
    }
    write!(db, |tx| async {
        for n in [1_u128, 2, 3] {
            let case_id = id(0x1000 + n);
            tx.surveys()
                .invite(id(n), case_id, &hash(n), at(10), at(90))
                .await?;
        }
        tx.surveys().answer(id(1), 4, at(20)).await?;
        tx.surveys().answer(id(2), 2, at(20)).await?;
        tx.surveys().answer(id(2), 4, at(21)).await
    })
    .unwrap();
}

fn group(month: &str, outcome: Option<&str>, n: i64) -> CaseGroupRow {
    CaseGroupRow {
        month: month.into(),
        organisation_id: id(1),
        case_type: "complaint".into(),
        state: "received".into(),
        outcome: outcome.map(str::to_owned),
        item: Some("G01".into()),
        problem: Some("P01".into()),
        n,
    }
}

pub async fn cases_are_counted_by_month_and_codes(db: Database) {
    a_few(&db).await;
    let mut tx = db.read().await.unwrap();
    let counted = Counted {
        organisation_ids: &[id(1)],
        from: at(0),
        before: at(100_000),
    };
    let mut groups = tx.figures().cases(counted).await.unwrap();
    groups.sort_by_key(|group| (group.month.clone(), group.outcome.clone()));
    let expected = [
        group("2027-01", None, 2),
        group("2027-01", Some("terminated"), 1),
        group("2027-02", None, 1),
    ];
    assert_eq!(groups, expected);
    let both = Counted {
        organisation_ids: &[id(1), id(2)],
        from: at(2),
        before: at(6),
    };
    let groups = tx.figures().cases(both).await.unwrap();
    assert_eq!(groups.iter().map(|group| group.n).sum::<i64>(), 3);
    let none = Counted {
        organisation_ids: &[],
        ..both
    };
    assert_eq!(tx.figures().cases(none).await.unwrap(), []);
}

pub async fn endings_are_counted_by_days_and_missed_limits(db: Database) {
    a_few(&db).await;
    let mut tx = db.read().await.unwrap();
    let counted = Counted {
        organisation_ids: &[id(1)],
        from: at(0),
        before: at(100),
    };
    let end = |days, late| EndGroupRow { days, late, n: 1 };
    let mut ends = tx.figures().ends(counted, at(600)).await.unwrap();
    ends.sort_by_key(|end| (end.days, end.late));
    assert_eq!(
        ends,
        [end(None, false), end(None, true), end(Some(3), false)]
    );
}

pub async fn the_present_scores_are_counted(db: Database) {
    a_few(&db).await;
    let mut tx = db.read().await.unwrap();
    let counted = Counted {
        organisation_ids: &[id(1)],
        from: at(0),
        before: at(100),
    };
    let scores = tx.figures().scores(counted).await.unwrap();
    assert_eq!(scores, [ScoreGroupRow { score: 4, n: 2 }]);
}

pub async fn the_heads_of_all_cases_are_read_page_by_page(db: Database) {
    a_few(&db).await;
    let mut tx = db.read().await.unwrap();
    let first = tx.chains().list_heads(uuid::Uuid::nil(), 3).await.unwrap();
    let ids: Vec<_> = first.iter().map(|row| row.id).collect();
    assert_eq!(ids, [id(0x1001), id(0x1002), id(0x1003)]);
    let rest = tx.chains().list_heads(ids[2], 3).await.unwrap();
    assert_eq!(rest.len(), 2);
    assert_eq!(rest[0].head, hash(1));
}
