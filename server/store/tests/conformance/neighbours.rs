//! The cases before and after a place of a list.

use store::{CaseFileRow, CaseFilter, CaseList, Cursor, Database, NeighbourRow};
use uuid::Uuid;

use crate::fixture::{append, at, case, id, people, write};

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

/// The place of a case by its number and the minute that orders it.
fn place(n: u32, minute: i64) -> Cursor {
    Cursor {
        at: at(minute),
        id: case(n).file.id,
    }
}

fn number(row: &NeighbourRow) -> u128 {
    row.id.as_u128() - 0x1000
}

/// Numbers of the cases before and after a place.
async fn beside(
    db: &Database,
    organisations: &[Uuid],
    list: CaseList<'_>,
    filter: CaseFilter<'_>,
    place: Cursor,
) -> (Option<u128>, Option<u128>) {
    let mut tx = db.read().await.unwrap();
    let found = tx
        .cases()
        .neighbours(organisations, list, filter, place)
        .await
        .unwrap();
    (
        found.previous.as_ref().map(number),
        found.next.as_ref().map(number),
    )
}

/// The list in one page, and the same walked from its first case to the last and back.
async fn walk(db: &Database, list: CaseList<'_>, filter: CaseFilter<'_>) -> [Vec<u128>; 3] {
    let both = [id(1), id(2)];
    let mut tx = db.read().await.unwrap();
    let page = tx.cases().list(&both, list, filter, None, 99).await;
    let page = page.unwrap();
    let listed = page.iter().map(|row| row.id.as_u128() - 0x1000).collect();
    let (top, bottom) = (page.first().unwrap(), page.last().unwrap());
    let (mut there, mut back) = (vec![], vec![]);
    let mut here = Some((top.id, list.cursor(top)));
    while let Some((id, place)) = here {
        there.push(id.as_u128() - 0x1000);
        let found = tx.cases().neighbours(&both, list, filter, place).await;
        here = found.unwrap().next.map(|row| (row.id, row.place(list)));
    }
    let mut here = Some((bottom.id, list.cursor(bottom)));
    while let Some((id, place)) = here {
        back.push(id.as_u128() - 0x1000);
        let found = tx.cases().neighbours(&both, list, filter, place).await;
        here = found.unwrap().previous.map(|row| (row.id, row.place(list)));
    }
    back.reverse();
    [listed, there, back]
}

pub async fn every_list_is_walked_in_its_order_there_and_back(db: Database) {
    cases(&db, 9, |n, file| {
        // Pairs share an instant, so that the id has to tell them apart.
        file.overdue_at = (n < 8).then(|| at(i64::from(1020 - n / 2)));
        file.warn_at = Some(at(900));
        file.received_at = at(i64::from(n / 3));
        file.assignee_id = (n != 4).then(|| id(101));
        if n == 5 {
            file.state = "mediating".into();
        }
    })
    .await;
    let received = CaseFilter {
        state: Some("received"),
        ..CaseFilter::default()
    };
    let none = CaseFilter::default();
    for (list, filter, count) in [
        (CaseList::Queue("unreviewed"), none, 9),
        (CaseList::Open, none, 9),
        (CaseList::Open, received, 8),
        (CaseList::DueSoon { now: at(1017) }, none, 7),
        (CaseList::Overdue { now: at(1018) }, none, 4),
        (CaseList::Mine(id(101)), none, 8),
        (CaseList::All, none, 9),
        (CaseList::All, received, 8),
    ] {
        let [listed, there, back] = walk(&db, list, filter).await;
        assert_eq!(listed.len(), count, "{list:?}");
        assert_eq!(listed, there, "{list:?}");
        assert_eq!(listed, back, "{list:?}");
    }
}

pub async fn a_case_that_moved_or_left_still_has_the_neighbours_of_its_place(db: Database) {
    cases(&db, 5, |n, file| match n {
        // Decided meanwhile.
        2 => file.queue = "open".into(),
        // Its deadline was minute 1003 when the officer opened it.
        3 => file.overdue_at = Some(at(1004)),
        4 => file.overdue_at = Some(at(1006)),
        _ => {}
    })
    .await;
    let list = CaseList::Queue("unreviewed");
    let both = [id(1), id(2)];
    let none = CaseFilter::default();
    let left = beside(&db, &both, list, none, place(2, 1002)).await;
    assert_eq!(left, (Some(1), Some(3)));
    let moved = beside(&db, &both, list, none, place(3, 1003)).await;
    assert_eq!(moved, (Some(1), Some(5)), "it is not beside itself");
    let first = beside(&db, &both, list, none, place(1, 1001)).await;
    assert_eq!(first, (None, Some(3)));
    let at_the_end = beside(&db, &both, list, none, place(4, 1006)).await;
    assert_eq!(at_the_end, (Some(5), None));
}

pub async fn what_is_due_soon_ends_where_the_overdue_begins(db: Database) {
    cases(&db, 5, |_, file| file.warn_at = Some(at(900))).await;
    let both = [id(1), id(2)];
    let none = CaseFilter::default();
    let soon = CaseList::DueSoon { now: at(1002) };
    let found = beside(&db, &both, soon, none, place(3, 1003)).await;
    assert_eq!(found, (None, Some(4)));
    // It became overdue after it was opened.
    let found = beside(&db, &both, soon, none, place(1, 1001)).await;
    assert_eq!(found, (None, Some(3)));
    let overdue = CaseList::Overdue { now: at(1002) };
    let found = beside(&db, &both, overdue, none, place(2, 1002)).await;
    assert_eq!(found, (Some(1), None));
}

pub async fn a_filter_and_other_organisations_are_kept_to(db: Database) {
    cases(&db, 8, |n, file| {
        if n % 3 == 0 {
            file.case_type = "report".into();
        }
        file.assignee_id = (n == 7).then(|| id(102));
    })
    .await;
    let both = [id(1), id(2)];
    let report = CaseFilter {
        case_type: Some("report"),
        ..CaseFilter::default()
    };
    let with_one_officer = CaseFilter {
        assignee_id: Some(id(102)),
        ..CaseFilter::default()
    };
    let none = CaseFilter::default();
    let here = place(5, 1005);
    let found = beside(&db, &both, CaseList::Open, report, here).await;
    assert_eq!(found, (Some(3), Some(6)));
    let found = beside(&db, &both, CaseList::Open, with_one_officer, here).await;
    assert_eq!(found, (None, Some(7)));
    let found = beside(&db, &[id(2)], CaseList::Open, none, here).await;
    assert_eq!(found, (Some(4), Some(6)));
    let found = beside(&db, &[], CaseList::Open, none, here).await;
    assert_eq!(found, (None, None));
}

pub async fn an_erased_case_is_stepped_over(db: Database) {
    cases(&db, 3, |_, _| {}).await;
    let erased = case(2).file.id;
    write!(db, |tx| async {
        tx.cases().erase_key(erased, at(90)).await
    })
    .unwrap();
    let found = beside(
        &db,
        &[id(1), id(2)],
        CaseList::All,
        CaseFilter::default(),
        place(3, 3),
    )
    .await;
    assert_eq!(found, (None, Some(1)));
}
