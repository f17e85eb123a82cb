//! Warnings about deadlines.

use crate::county::with_text;
use crate::file;
use crate::support::Works;
use chrono::TimeDelta;
use domain::case::CommandKind;
use domain::clock::{RuleId, Warning};
use domain::code::Role;
use domain::view::{Failure, Viewer};
use service::notices;

async fn levels(works: &Works, viewer: &Viewer, clock: RuleId) -> Vec<Warning> {
    let unseen = notices::unseen(&works.county.services, viewer)
        .await
        .unwrap();
    let of_clock = unseen.iter().filter(|notice| notice.clock == clock);
    of_clock.map(|notice| notice.level).rev().collect()
}

pub async fn a_clock_warns_at_each_level_once(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    let other = works.county.staff("other", "11", &[Role::Handler]).await;
    let number = file(&works).await;
    // A review takes 24 hours at most.
    let mut seen = Vec::new();
    for hours in [11, 2, 6, 1, 4, 1] {
        works.county.pass(TimeDelta::hours(hours));
        works.work().await;
        works.work().await;
        seen.push(levels(&works, &handler, RuleId::Review).await.len());
    }
    assert_eq!(seen, [0, 1, 1, 2, 2, 3]);
    let given = levels(&works, &handler, RuleId::Review).await;
    assert_eq!(given, [Warning::Half, Warning::Near, Warning::Due]);
    works
        .county
        .command(&handler, &number, with_text(CommandKind::Note, "已核对"))
        .await
        .unwrap();
    works.county.pass(TimeDelta::minutes(5));
    works.work().await;
    assert_eq!(levels(&works, &handler, RuleId::Review).await, given);
    assert_eq!(levels(&works, &other, RuleId::Review).await, []);
    let services = &works.county.services;
    let notice = notices::unseen(services, &handler).await.unwrap().remove(0);
    assert_eq!(notice.number.as_str(), number);
    assert_eq!(
        notices::mark_seen(services, &other, notice.id).await,
        Err(Failure::NotFound)
    );
    notices::mark_seen(services, &handler, notice.id)
        .await
        .unwrap();
    let rest = notices::unseen(services, &handler).await.unwrap();
    assert!(rest.iter().all(|other| other.id != notice.id));
}

pub async fn what_came_due_while_nobody_worked_is_said_once(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    works.work().await;
    file(&works).await;
    works.county.pass(TimeDelta::days(90));
    works.work().await;
    let review = levels(&works, &handler, RuleId::Review).await;
    assert_eq!(review.len(), 1, "{review:?}");
    assert!(review[0] >= Warning::Due);
}
