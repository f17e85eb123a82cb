//! Official documents of a case: which there are, for whom, and what is on record.

use domain::attachment::Digest;
use domain::case::{CommandKind, RawCommand, Refusal};
use domain::code::{Role, Side};
use domain::document::{Document, RawDelivery, Template};
use domain::view::{Failure, IssuedView, Viewer};
use futures::TryStreamExt as _;
use futures::future::BoxFuture;
use service::evidence::OpenFile;
use service::ports::Typesetter;
use service::{desk, documents, filing, tracking};
use sha2::{Digest as _, Sha256};

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
    assert_eq!(document.number, None, "numbered when it is issued");
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

/// Sets nothing: the "paper" is the document as JSON, so a test can read it again.
struct Plain;

impl Typesetter for Plain {
    fn typeset(&self, document: Document) -> BoxFuture<'_, Result<Vec<u8>, Failure>> {
        Box::pin(async move { Ok(serde_json::to_vec(&document).unwrap()) })
    }
}

const CHECK: &str = "https://weiquan.example/check";

async fn accepted(county: &County, handler: &Viewer) -> (String, String) {
    let filed = filing::file(&county.services, complaint(), None)
        .await
        .unwrap();
    let number = filed.number.as_str().to_owned();
    for step in [CommandKind::StartReview, CommandKind::Accept] {
        let command = RawCommand::bare(step);
        county.command(handler, &number, command).await.unwrap();
    }
    (number, filed.receipt)
}

async fn issue(county: &County, viewer: &Viewer, number: &str) -> Result<(), Failure> {
    let template = Template::Acceptance;
    documents::issue(&county.services, viewer, number, template, CHECK, &Plain).await
}

async fn issued(county: &County, viewer: &Viewer, number: &str) -> Vec<IssuedView> {
    let listed = documents::list(&county.services, viewer, number).await;
    listed.unwrap().issued
}

async fn read(file: OpenFile) -> Vec<u8> {
    let pieces: Vec<bytes::Bytes> = file.bytes.try_collect().await.unwrap();
    pieces.concat()
}

pub async fn a_document_is_numbered_frozen_and_checked(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let (number, _) = accepted(&county, &handler).await;
    issue(&county, &handler, &number).await.unwrap();
    let listed = issued(&county, &handler, &number).await;
    let document = &listed[0];
    assert_eq!(document.number.as_str(), "示例机构 01投受〔2026〕1号");

    // The paper bears its number and where it is checked, and its bytes are those that were hashed.
    let file = documents::open_for_staff(services, &handler, &number, document.id).await;
    let paper = read(file.unwrap()).await;
    let digest = Digest::of_hash(Sha256::digest(&paper).into());
    assert_eq!(digest, document.sha256);
    let paper: serde_json::Value = serde_json::from_slice(&paper).unwrap();
    assert_eq!(paper["number"], "示例机构 01投受〔2026〕1号");
    let address = format!("{CHECK}/{}", document.code.compact());
    assert_eq!(paper["check"]["address"], address.as_str());

    // Everybody who has the code learns what stands outside, in either spelling.
    for typed in [
        document.code.as_str().to_lowercase(),
        document.code.compact(),
    ] {
        let checked = documents::check(services, &typed).await.unwrap();
        assert_eq!(checked.number, document.number.as_str());
        assert_eq!(checked.sha256, document.sha256);
        assert_eq!(checked.void_since, None);
    }
    for unknown in ["", "0000-0000-0000", "nonsense"] {
        let checked = documents::check(services, unknown).await;
        assert_eq!(checked.unwrap_err(), Failure::NotFound, "{unknown}");
    }

    let template = Template::Acceptance;
    let again = issue(&county, &handler, &number).await.unwrap_err();
    assert_eq!(
        again,
        Failure::Refused(Refusal::DocumentStands { template })
    );

    documents::void(services, &handler, &number, document.id, "日期有误")
        .await
        .unwrap();
    let code = document.code.as_str();
    let checked = documents::check(services, code).await.unwrap();
    assert_eq!(checked.void_since, Some(services.today()));
    issue(&county, &handler, &number).await.unwrap();
    let listed = issued(&county, &handler, &number).await;
    assert_eq!(listed[0].number.as_str(), "示例机构 01投受〔2026〕2号");
    assert!(listed[1].void.is_some(), "the latest stands first");
}

pub async fn numbers_have_no_gaps_when_many_issue_at_once(county: County) {
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let mut cases = Vec::new();
    for _ in 0..4 {
        cases.push(accepted(&county, &handler).await.0);
    }
    let all = cases.iter().map(|number| issue(&county, &handler, number));
    for done in futures::future::join_all(all).await {
        done.unwrap();
    }
    let mut numbers = Vec::new();
    for number in &cases {
        let listed = issued(&county, &handler, number).await;
        numbers.push(listed[0].number.as_str().to_owned());
    }
    numbers.sort();
    let expected = [1, 2, 3, 4].map(|n| format!("示例机构 01投受〔2026〕{n}号"));
    assert_eq!(numbers, expected);
}

pub async fn a_document_reaches_the_person_it_is_for(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let (number, receipt) = accepted(&county, &handler).await;
    issue(&county, &handler, &number).await.unwrap();
    let id = issued(&county, &handler, &number).await[0].id;

    let cookie = tracking::open(services, &receipt).await.unwrap();
    let seen = tracking::track(services, &cookie).await.unwrap();
    assert_eq!(seen.documents[0].id, id);
    for _ in 0..2 {
        let file = documents::open_for_complainant(services, &cookie, id).await;
        assert!(!read(file.unwrap()).await.is_empty());
    }
    let document = &issued(&county, &handler, &number).await[0];
    let opened: Vec<_> = document.opened.iter().map(|opened| opened.by).collect();
    assert_eq!(opened, [Side::Consumer], "on record once");

    let (other, _) = accepted(&county, &handler).await;
    let foreign = documents::open_for_staff(services, &handler, &other, id).await;
    assert_eq!(foreign.err(), Some(Failure::NotFound));

    let delivery = RawDelivery {
        to: "consumer".to_owned(),
        way: "in_person".to_owned(),
        on: services.today().to_string(),
        proof: "本人签收".to_owned(),
    };
    documents::deliver(services, &handler, &number, id, &delivery)
        .await
        .unwrap();
    let wrong = RawDelivery::default();
    let refused = documents::deliver(services, &handler, &number, id, &wrong).await;
    assert!(matches!(refused, Err(Failure::Invalid(problems)) if problems.len() == 3));
    let document = &issued(&county, &handler, &number).await[0];
    assert_eq!(document.deliveries.len(), 1);
}

pub async fn a_document_that_cannot_be_set_takes_no_number(county: County) {
    struct Broken;
    impl Typesetter for Broken {
        fn typeset(&self, _: Document) -> BoxFuture<'_, Result<Vec<u8>, Failure>> {
            Box::pin(async { Err(Failure::NotFound) })
        }
    }
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let (number, _) = accepted(&county, &handler).await;
    let (services, template) = (&county.services, Template::Acceptance);
    let broken = documents::issue(services, &handler, &number, template, CHECK, &Broken).await;
    broken.unwrap_err();
    assert!(issued(&county, &handler, &number).await.is_empty());
    issue(&county, &handler, &number).await.unwrap();
    let listed = issued(&county, &handler, &number).await;
    assert!(listed[0].number.as_str().ends_with("〕1号"));
}
