//! From one case of a queue to the next, also after the one in hand has left it.

use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand};
use domain::code::Role;
use domain::view::{Neighbour, Neighbours, QueueFilter, Viewer};
use service::{desk, filing};

use super::support::{County, complaint};

/// Files complaints an hour apart; their numbers.
async fn file(county: &County, count: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for _ in 0..count {
        let filed = filing::file(&county.services, complaint(), None)
            .await
            .unwrap();
        numbers.push(filed.number.as_str().to_owned());
        county.pass(TimeDelta::hours(1));
    }
    numbers
}

fn tab(queue: &str) -> QueueFilter {
    QueueFilter {
        queue: queue.to_owned(),
        ..QueueFilter::default()
    }
}

/// The filter with which a case is opened from a list.
async fn opened(
    county: &County,
    viewer: &Viewer,
    filter: &QueueFilter,
    number: &str,
) -> QueueFilter {
    let view = desk::queue(&county.services, viewer, filter).await.unwrap();
    let row = view.rows.iter().find(|row| row.number.as_str() == number);
    QueueFilter {
        place: row.unwrap().place.clone().unwrap(),
        ..filter.clone()
    }
}

async fn beside(county: &County, viewer: &Viewer, filter: &QueueFilter) -> Option<Neighbours> {
    service::neighbours::neighbours(&county.services, viewer, filter)
        .await
        .unwrap()
}

/// Numbers of the cases before and after.
async fn numbers(
    county: &County,
    viewer: &Viewer,
    filter: &QueueFilter,
) -> (Option<String>, Option<String>) {
    let found = beside(county, viewer, filter).await.unwrap();
    let number = |neighbour: Option<Neighbour>| neighbour.map(|it| it.number.as_str().to_owned());
    (number(found.previous), number(found.next))
}

pub async fn the_next_case_is_found_after_the_one_in_hand_was_decided(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = file(&county, 4).await;
    let some = |place: usize| Some(filed[place].clone());
    let mut here = opened(&county, &handler, &tab("unreviewed"), &filed[1]).await;
    assert_eq!(numbers(&county, &handler, &here).await, (some(0), some(2)));

    for kind in [CommandKind::StartReview, CommandKind::Accept] {
        let step = RawCommand::bare(kind);
        county.command(&handler, &filed[1], step).await.unwrap();
    }
    let left = desk::queue(&county.services, &handler, &tab("unreviewed")).await;
    assert_eq!(left.unwrap().rows.len(), 3, "it left the list");
    assert_eq!(numbers(&county, &handler, &here).await, (some(0), some(2)));

    // On to the end of the list, by what each neighbour says of its place.
    let next = beside(&county, &handler, &here).await.unwrap().next;
    here.place = next.unwrap().place;
    assert_eq!(numbers(&county, &handler, &here).await, (some(0), some(3)));
    let next = beside(&county, &handler, &here).await.unwrap().next;
    here.place = next.unwrap().place;
    assert_eq!(numbers(&county, &handler, &here).await, (some(2), None));
}

pub async fn neighbours_follow_the_list_across_its_pages(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = file(&county, 4).await;
    let some = |place: usize| Some(filed[place].clone());
    let all = QueueFilter {
        limit: "2".to_owned(),
        ..tab("all")
    };
    // The newest first: the third is the last of its page.
    let here = opened(&county, &handler, &all, &filed[2]).await;
    assert_eq!(numbers(&county, &handler, &here).await, (some(3), some(1)));
    let none = QueueFilter {
        state: "mediating".to_owned(),
        ..here
    };
    assert_eq!(numbers(&county, &handler, &none).await, (None, None));
}

pub async fn a_case_opened_without_a_place_has_no_neighbours(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = file(&county, 2).await;
    let here = opened(&county, &handler, &tab("all"), &filed[0]).await;
    let without_place = tab("all");
    let without_tab = QueueFilter {
        queue: String::new(),
        ..here.clone()
    };
    let forged = QueueFilter {
        place: "1_2".to_owned(),
        ..here.clone()
    };
    for filter in [without_place, without_tab, forged] {
        assert_eq!(beside(&county, &handler, &filter).await, None, "{filter:?}");
    }
    // A place says nothing to whoever does not see the cases beside it.
    let elsewhere = county.staff("liaison", "21", &[Role::Liaison]).await;
    assert_eq!(numbers(&county, &elsewhere, &here).await, (None, None));
    // Nor is it for programs.
    let listed = desk::cases(&county.services, &handler, &tab("all")).await;
    assert!(listed.unwrap().rows.iter().all(|row| row.place.is_none()));
}
