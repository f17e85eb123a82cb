//! Lists of cases, page by page.

use store::{CaseFileRow, CaseFilter, CaseList, Cursor, Database, DueCounts};

use crate::fixture::{append, at, case, id, people};

const NO_FILTER: CaseFilter<'static> = CaseFilter {
    case_type: None,
    state: None,
    assignee_id: None,
    due_before: None,
    received_from: None,
    received_before: None,
};

/// Cases 1 to `count`; every second belongs to organisation 2.
async fn cases(db: &Database, count: u32, change: impl Fn(u32, &mut CaseFileRow)) {
    people(db).await;
    for n in 1..=count {
        let mut write = case(n);
        write.file.organisation_id = id(if n % 2 == 0 { 2 } else { 1 });
        change(n, &mut write.file);
        append(db, &write).await.unwrap();
    }
}

/// The numbers of the cases on a page.
async fn page(
    db: &Database,
    list: CaseList<'_>,
    filter: CaseFilter<'_>,
    after: Option<Cursor>,
    limit: i64,
) -> (Vec<u128>, Option<Cursor>) {
    let mut tx = db.read().await.unwrap();
    let rows = tx
        .cases()
        .list(&[id(1), id(2)], list, filter, after, limit)
        .await
        .unwrap();
    let cursor = rows.last().map(|row| list.cursor(row));
    (
        rows.iter().map(|row| row.id.as_u128() - 0x1000).collect(),
        cursor,
    )
}

/// Follows a list to its end.
async fn all(db: &Database, list: CaseList<'_>, filter: CaseFilter<'_>) -> Vec<u128> {
    let (mut numbers, mut after) = (vec![], None);
    loop {
        let (page, cursor) = page(db, list, filter, after, 3).await;
        numbers.extend(&page);
        if page.len() < 3 {
            return numbers;
        }
        after = cursor;
    }
}

pub async fn a_queue_is_paged_by_deadline_over_organisations(db: Database) {
    cases(&db, 8, |n, file| {
        if n == 5 {
            file.queue = "open".into();
        }
        // Two pairs share a deadline, so that the id has to tell them apart.
        file.overdue_at = Some(at(i64::from(20 - n / 2)));
    })
    .await;
    let queue = CaseList::Queue("unreviewed");
    assert_eq!(all(&db, queue, NO_FILTER).await, [8, 6, 7, 4, 2, 3, 1]);
    assert_eq!(all(&db, CaseList::Queue("open"), NO_FILTER).await, [5]);
    assert_eq!(
        all(&db, CaseList::Open, NO_FILTER).await,
        [8, 6, 7, 4, 5, 2, 3, 1]
    );
    let mut tx = db.read().await.unwrap();
    let own = tx
        .cases()
        .list(&[id(2)], queue, NO_FILTER, None, 9)
        .await
        .unwrap();
    assert!(own.iter().all(|row| row.organisation_id == id(2)));
    assert_eq!(own.len(), 4);
    assert_eq!(
        tx.cases()
            .list(&[], queue, NO_FILTER, None, 9)
            .await
            .unwrap(),
        []
    );
}

pub async fn a_case_without_a_deadline_comes_last(db: Database) {
    cases(&db, 5, |n, file| {
        if n < 4 {
            file.overdue_at = None;
            file.warn_at = None;
        }
    })
    .await;
    assert_eq!(all(&db, CaseList::Open, NO_FILTER).await, [4, 5, 1, 2, 3]);
}

pub async fn due_soon_and_overdue_split_at_the_present(db: Database) {
    // Deadlines at minute 1001 to 1006, warnings 100 minutes before; the sixth is closed.
    cases(&db, 6, |n, file| {
        file.warn_at = Some(at(900 + i64::from(n)));
        file.is_open = n != 6;
    })
    .await;
    let at_minute = |minute| {
        (
            CaseList::DueSoon { now: at(minute) },
            CaseList::Overdue { now: at(minute) },
        )
    };
    let (due_soon, overdue) = at_minute(1003);
    assert_eq!(all(&db, due_soon, NO_FILTER).await, [4, 5]);
    assert_eq!(all(&db, overdue, NO_FILTER).await, [1, 2, 3]);
    let (due_soon, overdue) = at_minute(903);
    assert_eq!(all(&db, due_soon, NO_FILTER).await, [1, 2, 3]);
    assert_eq!(all(&db, overdue, NO_FILTER).await, []);
    let (due_soon, overdue) = at_minute(1005);
    assert_eq!(all(&db, due_soon, NO_FILTER).await, []);
    assert_eq!(all(&db, overdue, NO_FILTER).await, [1, 2, 3, 4, 5]);
}

pub async fn the_cases_of_one_person_are_listed(db: Database) {
    cases(&db, 8, |n, file| {
        file.assignee_id = (n < 7).then(|| id(if n < 6 { 101 } else { 102 }));
        file.is_open = n != 2;
    })
    .await;
    assert_eq!(
        all(&db, CaseList::Mine(id(101)), NO_FILTER).await,
        [1, 3, 4, 5]
    );
    assert_eq!(all(&db, CaseList::Mine(id(102)), NO_FILTER).await, [6]);
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.cases().count_mine(id(101), 100).await.unwrap(), 4);
    assert_eq!(tx.cases().count_mine(id(101), 3).await.unwrap(), 3);
}

pub async fn all_cases_are_paged_newest_first(db: Database) {
    cases(&db, 7, |n, file| {
        // Three share an instant.
        file.received_at = at(i64::from(n.min(5)));
        file.is_open = n != 3;
    })
    .await;
    assert_eq!(
        all(&db, CaseList::All, NO_FILTER).await,
        [7, 6, 5, 4, 3, 2, 1]
    );
}

pub async fn filters_narrow_a_list(db: Database) {
    cases(&db, 8, |n, file| {
        if n % 3 == 0 {
            file.case_type = "report".into();
        }
        if n > 4 {
            file.state = "mediating".into();
        }
        file.assignee_id = (n == 7).then(|| id(102));
    })
    .await;
    let with = |change: fn(&mut CaseFilter<'static>)| {
        let mut filter = NO_FILTER;
        change(&mut filter);
        filter
    };
    let report = with(|filter| filter.case_type = Some("report"));
    let mediating = with(|filter| filter.state = Some("mediating"));
    let hers = with(|filter| filter.assignee_id = Some(id(102)));
    let due = with(|filter| filter.due_before = Some(at(1003)));
    let span = with(|filter| {
        filter.received_from = Some(at(2));
        filter.received_before = Some(at(5));
    });
    assert_eq!(all(&db, CaseList::Open, report).await, [3, 6]);
    assert_eq!(all(&db, CaseList::All, report).await, [6, 3]);
    assert_eq!(all(&db, CaseList::All, mediating).await, [8, 7, 6, 5]);
    assert_eq!(all(&db, CaseList::Open, mediating).await, [5, 6, 7, 8]);
    assert_eq!(all(&db, CaseList::Queue("unreviewed"), hers).await, [7]);
    assert_eq!(all(&db, CaseList::Open, due).await, [1, 2]);
    assert_eq!(all(&db, CaseList::All, span).await, [4, 3, 2]);
    assert_eq!(
        all(&db, CaseList::Overdue { now: at(2000) }, due).await,
        [1, 2]
    );
    assert_eq!(
        all(&db, CaseList::DueSoon { now: at(1000) }, report).await,
        [3, 6]
    );
    assert_eq!(all(&db, CaseList::Mine(id(102)), mediating).await, [7]);
}

pub async fn time_dependent_badges_are_counted_up_to_the_cap(db: Database) {
    cases(&db, 7, |n, file| {
        file.warn_at = Some(at(900));
        file.is_open = n != 7;
    })
    .await;
    let mut tx = db.read().await.unwrap();
    let both = [id(1), id(2)];
    let counts = tx.cases().count_due(&both, at(1004), 100).await.unwrap();
    assert_eq!((counts.overdue, counts.due_soon), (4, 2));
    let one = tx
        .cases()
        .count_due(&both[..1], at(1004), 100)
        .await
        .unwrap();
    assert_eq!((one.overdue, one.due_soon), (2, 1));
    let capped = tx.cases().count_due(&both, at(1004), 3).await.unwrap();
    assert_eq!((capped.overdue, capped.due_soon), (3, 2));
    let none = tx.cases().count_due(&both, at(0), 100).await.unwrap();
    assert_eq!(none, DueCounts::default());
}
