//! Requests for material that nobody answered.

use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand, State};
use domain::code::Role;
use domain::view::{CaseView, Viewer};
use service::desk;

use crate::support::Works;
use crate::{do_steps, file};

async fn asked(works: &Works, handler: &Viewer) -> String {
    let number = file(works).await;
    let request = RawCommand {
        items: Some("身份证正反面照片".to_owned()),
        due: Some("2026-11-24".to_owned()),
        ..RawCommand::bare(CommandKind::RequestMaterial)
    };
    let steps = vec![RawCommand::bare(CommandKind::StartReview), request];
    do_steps(works, handler, &number, steps).await;
    number
}

async fn case(works: &Works, handler: &Viewer, number: &str) -> CaseView {
    let case = desk::case(&works.county.services, handler, number).await;
    case.unwrap()
}

/// Works through so many hours, one by one.
async fn pass(works: &Works, hours: i64) {
    for _ in 0..hours {
        works.county.pass(TimeDelta::hours(1));
        works.work().await;
    }
}

pub async fn a_review_goes_on_by_itself_when_nothing_came(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    let number = asked(&works, &handler).await;
    // Friday, 10:00. The last day is Tuesday; at 23:00 of that day the person still has time.
    pass(&works, 4 * 24 + 13).await;
    assert_eq!(
        case(&works, &handler, &number).await.state,
        State::Supplement
    );
    pass(&works, 2).await;
    let lapsed = case(&works, &handler, &number).await;
    assert_eq!(lapsed.state, State::Reviewing);
    assert_eq!(lapsed.material, None);
    assert_eq!(lapsed.lapsed.unwrap().items.as_str(), "身份证正反面照片");
    assert!(lapsed.allowed.contains(&CommandKind::ProposeRefusal));
    let kinds = |case: &CaseView| {
        let last = case.steps.last().unwrap();
        (last.kind.clone(), last.public)
    };
    let case_now = case(&works, &handler, &number).await;
    assert_eq!(kinds(&case_now), ("material_lapsed".to_owned(), true));
    pass(&works, 24).await;
    assert_eq!(
        case(&works, &handler, &number).await.version,
        case_now.version
    );
}

pub async fn material_that_came_in_time_lapses_nothing(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    let number = asked(&works, &handler).await;
    let supply = RawCommand {
        text: Some("已当面提交。".to_owned()),
        ..RawCommand::bare(CommandKind::SupplyMaterial)
    };
    do_steps(&works, &handler, &number, vec![supply]).await;
    let before = case(&works, &handler, &number).await.version;
    pass(&works, 5 * 24).await;
    let after = case(&works, &handler, &number).await;
    assert_eq!((after.version, after.lapsed), (before, None));
}
