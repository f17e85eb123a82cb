//! Official documents of a case: which there are, for whom, and what is on record.

use domain::case::{CommandKind, RawCommand, Refusal};
use domain::code::Role;
use domain::document::Template;
use domain::view::Failure;
use service::{desk, documents, filing};

use crate::support::{County, complaint};

pub async fn a_document_is_for_who_may_see_what_stands_in_it(county: County) {
    let services = &county.services;
    let filed = filing::file(services, complaint(), None).await.unwrap();
    let number = filed.number.as_str();
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let analyst = county.staff("analyst", "01", &[Role::Analyst]).await;
    let elsewhere = county.staff("liaison", "21", &[Role::Liaison]).await;

    let listed = desk::case(services, &handler, number).await.unwrap();
    assert_eq!(listed.documents, [Template::ComplaintRegistration]);
    let refusal = Refusal::NoSuchDocument {
        template: Template::Acceptance,
    };
    let early = documents::fill(services, &handler, number, Template::Acceptance).await;
    assert_eq!(early.unwrap_err(), Failure::Refused(refusal));
    let steps = [CommandKind::StartReview, CommandKind::Accept];
    for step in steps {
        let command = RawCommand::bare(step);
        county.command(&handler, number, command).await.unwrap();
    }
    let listed = desk::case(services, &handler, number).await.unwrap();
    let both = [Template::ComplaintRegistration, Template::Acceptance];
    assert_eq!(listed.documents, both);

    let document = documents::fill(services, &handler, number, Template::Acceptance).await;
    let document = document.unwrap();
    assert_eq!(document.title, "投诉受理决定书");
    assert!(!document.issuer.name.is_empty());
    assert_eq!(document.number, None, "numbered by hand");
    for stranger in [&analyst, &elsewhere] {
        let refused = documents::fill(services, stranger, number, Template::Acceptance).await;
        let refused = refused.unwrap_err();
        assert!(
            matches!(refused, Failure::Refused(_) | Failure::NotFound),
            "{refused:?}"
        );
    }

    // Only what was given out is on record, without a change of the case.
    let mut tx = county.database.read().await.unwrap();
    let file = tx.cases().find_by_number(number).await.unwrap().unwrap();
    let looks = tx.access().list(file.id).await.unwrap();
    let fields: Vec<_> = looks.iter().map(|look| look.field.as_str()).collect();
    assert_eq!(fields, ["document:acceptance"]);
    assert_eq!(file.version, 3);
}
