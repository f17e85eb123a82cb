//! A case goes along the line of the tree: upward from a station, downward to an office, and back.

use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand, Refusal, State};
use domain::code::Role;
use domain::view::{Failure, QueueFilter};
use service::{desk, filing, tracking};

use super::support::{County, complaint, with_text};

fn to(code: &str) -> RawCommand {
    RawCommand {
        organisation: Some(code.to_owned()),
        ..with_text(CommandKind::Distribute, "双方未能和解，请依法处理")
    }
}

fn back() -> RawCommand {
    RawCommand {
        reason: Some("not_ours".to_owned()),
        ..with_text(CommandKind::SendBack, "经营地不在本辖区")
    }
}

pub async fn a_station_hands_over_and_the_authority_gives_it_to_its_office(county: County) {
    let services = &county.services;
    let liaison = county.staff("liaison", "21", &[Role::Liaison]).await;
    let head = county.staff("head", "01", &[Role::DepartmentHead]).await;
    let officer = county.staff("officer", "11", &[Role::Handler]).await;
    let mut filing = complaint();
    filing.to = Some("21".to_owned());
    let filed = filing::file(services, filing, None).await.unwrap();
    let number = filed.number.as_str();
    let start = RawCommand::bare(CommandKind::StartReview);
    let view = county.command(&liaison, number, start).await.unwrap();
    // A station has nothing below it and only its own line above it.
    let codes: Vec<&str> = view
        .places
        .iter()
        .map(|place| place.code.as_str())
        .collect();
    assert_eq!(codes, ["01"]);
    county.pass(TimeDelta::days(3));
    let over = county.command(&liaison, number, to("01")).await.unwrap();
    assert_eq!(over.allowed, [], "it is out of the station's hands");
    assert!(over.colleagues.is_empty() && over.places.is_empty());
    let stranger = county.staff("stranger", "11", &[Role::Handler]).await;
    assert_eq!(
        desk::case(services, &stranger, number).await,
        Err(Failure::NotFound)
    );

    let sign = || RawCommand::bare(CommandKind::Sign);
    county.command(&head, number, sign()).await.unwrap();
    let queue = desk::queue(services, &head, &QueueFilter::default())
        .await
        .unwrap();
    assert_eq!(queue.rows.len(), 1, "the counters went along");
    county.command(&head, number, to("11")).await.unwrap();
    let sent = county.command(&officer, number, back()).await.unwrap();
    assert_eq!(sent.organisation.code, "01");
    assert_eq!(
        county.command(&head, number, to("11")).await,
        Err(Failure::Refused(Refusal::PlaceNotPossible))
    );
    let track = tracking::track_by_receipt(services, &filed.receipt)
        .await
        .unwrap();
    assert_eq!(track.state, State::Registered);
    assert_eq!(track.organisation.code, "01");
    let shown = serde_json::to_string(&track).unwrap();
    assert!(
        shown.contains("passed_on") && !shown.contains("未能和解"),
        "{shown}"
    );
}

pub async fn a_case_goes_only_where_the_line_of_the_tree_leads(county: County) {
    let services = &county.services;
    let officer = county.staff("officer", "11", &[Role::Operator]).await;
    let mut filing = complaint();
    filing.to = Some("11".to_owned());
    let filed = filing::file(services, filing, None).await.unwrap();
    for code in ["21", "11", "99", "../", ""] {
        let done = county
            .command(&officer, filed.number.as_str(), to(code))
            .await;
        let refused = matches!(
            done,
            Err(Failure::Refused(Refusal::PlaceNotPossible) | Failure::Invalid(_))
        );
        assert!(refused, "{code}: {done:?}");
    }
}
