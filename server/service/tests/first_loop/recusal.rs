//! Who may be partial leaves a case, and a head decides whether (Order 121 Art. 21).

use domain::case::{CommandKind, RawCommand, Refusal, State};
use domain::code::Role;
use domain::view::{CaseView, Failure, Viewer};
use service::{desk, filing, tracking};

use super::support::{County, complaint, with_text};

/// Takes a case into one's own hands and accepts it.
async fn accepts(county: &County, officer: &Viewer, number: &str) {
    let mine = RawCommand {
        to: Some(officer.staff.account.to_string()),
        ..RawCommand::bare(CommandKind::Assign)
    };
    let accept = RawCommand::bare(CommandKind::Accept);
    for step in [RawCommand::bare(CommandKind::StartReview), mine, accept] {
        Box::pin(county.command(officer, number, step))
            .await
            .unwrap();
    }
}

/// A complaint the consumer filed, in the hands of the officer, whom the consumer challenged.
async fn challenged(county: &County) -> (String, String, Viewer) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let filed = filing::file(&county.services, complaint(), None)
        .await
        .unwrap();
    let number = filed.number.as_str().to_owned();
    accepts(county, &handler, &number).await;
    let asked = with_text(CommandKind::RequestRecusal, "承办人是店主的亲戚");
    let track = tracking::act_by_receipt(&county.services, &filed.receipt, asked)
        .await
        .unwrap();
    assert_eq!(track.state, State::Suspended);
    (number, filed.receipt, handler)
}

fn decides(agrees: bool) -> RawCommand {
    RawCommand {
        agrees: Some(agrees),
        ..with_text(CommandKind::DecideRecusal, "已核实")
    }
}

fn gives_to(view: &CaseView, viewer: &Viewer) -> RawCommand {
    let account = viewer.staff.account;
    assert!(view.colleagues.iter().any(|one| one.account == account));
    RawCommand {
        to: Some(account.to_string()),
        ..RawCommand::bare(CommandKind::Assign)
    }
}

pub async fn who_stood_down_neither_sees_the_case_nor_gets_it_again(county: County) {
    let (number, receipt, handler) = challenged(&county).await;
    let head = county.staff("head", "01", &[Role::Leader]).await;
    let other = county.staff("other", "01", &[Role::Handler]).await;

    let own = county.command(&handler, &number, decides(false)).await;
    assert!(matches!(own, Err(Failure::Refused(_))), "{own:?}");
    let going_on = with_text(CommandKind::Resume, "继续");
    assert_eq!(
        county.command(&handler, &number, going_on).await,
        Err(Failure::Refused(Refusal::RecusalUndecided))
    );

    let decided = county.command(&head, &number, decides(true)).await.unwrap();
    assert_eq!(decided.assignee, None);
    let left = handler.staff.account;
    assert!(decided.colleagues.iter().all(|one| one.account != left));
    let seen = desk::case(&county.services, &handler, &number).await;
    assert_eq!(seen, Err(Failure::NotFound));
    let back = RawCommand {
        to: Some(left.to_string()),
        ..RawCommand::bare(CommandKind::Assign)
    };
    let again = county.command(&head, &number, back).await;
    assert!(again.is_err(), "{again:?}");

    let given = county
        .command(&head, &number, gives_to(&decided, &other))
        .await
        .unwrap();
    assert_eq!(given.assignee, Some(other.staff.number));
    let words = with_text(CommandKind::SendMessage, "谢谢");
    let track = tracking::act_by_receipt(&county.services, &receipt, words)
        .await
        .unwrap();
    assert_eq!(track.state, State::Accepted);
}

pub async fn who_was_found_impartial_goes_on_and_is_not_asked_about_twice(county: County) {
    let (number, receipt, handler) = challenged(&county).await;
    let head = county.staff("head", "01", &[Role::Leader]).await;
    county
        .command(&head, &number, decides(false))
        .await
        .unwrap();
    let view = desk::case(&county.services, &handler, &number)
        .await
        .unwrap();
    assert_eq!(view.assignee, Some(handler.staff.number));
    let again = with_text(CommandKind::RequestRecusal, "仍然不放心");
    assert_eq!(
        tracking::act_by_receipt(&county.services, &receipt, again).await,
        Err(Failure::Refused(Refusal::RecusalDecided))
    );
}

/// Where nobody at the office may decide, the line above it does.
pub async fn the_organisation_above_decides_about_a_head(county: County) {
    let head = county
        .staff("head", "11", &[Role::Handler, Role::Leader])
        .await;
    let above = county
        .staff("above", "01", &[Role::DepartmentHead, Role::Superior])
        .await;
    let filed = filing::file(&county.services, complaint(), None)
        .await
        .unwrap();
    let number = filed.number.as_str().to_owned();
    let down = RawCommand {
        organisation: Some("11".to_owned()),
        ..with_text(CommandKind::Distribute, "请依法处理")
    };
    county.command(&above, &number, down).await.unwrap();
    let sign = RawCommand::bare(CommandKind::Sign);
    county.command(&head, &number, sign).await.unwrap();
    accepts(&county, &head, &number).await;
    let declared = with_text(CommandKind::RequestRecusal, "店主是我的表弟");
    county.command(&head, &number, declared).await.unwrap();
    let own = county.command(&head, &number, decides(true)).await;
    assert!(matches!(own, Err(Failure::Refused(_))), "{own:?}");
    let decided = county
        .command(&above, &number, decides(true))
        .await
        .unwrap();
    assert_eq!(decided.assignee, None);
}
