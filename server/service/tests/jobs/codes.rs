//! A case opens by its number and a one-time code, and nobody learns whether it exists.

use chrono::TimeDelta;
use domain::case::{CommandKind, Fault};
use domain::view::Failure;
use service::{tracking, tracking_code};

use crate::county::with_text;
use crate::support::{Gateway, Works};
use crate::{file, outbox_rows};

const PHONE: &str = "14400001234";

/// The code of the latest message.
fn code(works: &Works) -> String {
    let texts = works.gateway.texts.lock().unwrap();
    texts.last().unwrap().variables.code.clone().unwrap()
}

/// Asks for a code for a filed case and answers the token and the code.
async fn asked(works: &Works, number: &str) -> (String, String) {
    let services = &works.county.services;
    let asked = tracking_code::ask(services, number, PHONE).await.unwrap();
    works.work().await;
    (asked.request, code(works))
}

pub async fn a_code_opens_the_case_as_its_receipt_does(works: Works) {
    let services = &works.county.services;
    let number = file(&works).await;
    works.work().await;
    let (request, code) = asked(&works, &number).await;
    assert_eq!(works.gateway.templates(), ["filed", "code"]);
    let message = works.gateway.texts.lock().unwrap().last().unwrap().clone();
    assert_eq!(message.phone, PHONE);
    let visit = tracking_code::redeem(services, &request, &code)
        .await
        .unwrap();
    assert_eq!(visit.until - services.now(), TimeDelta::minutes(30));
    let seen = tracking::track(services, &visit.pass).await.unwrap();
    assert_eq!(seen.number.as_str(), number);
    let question = with_text(CommandKind::SendMessage, "请问办到哪一步了？");
    let seen = tracking::act(services, &visit.pass, question)
        .await
        .unwrap();
    assert!(seen.steps.iter().any(|step| step.kind == "message_sent"));
    works.county.pass(TimeDelta::minutes(30));
    let over = tracking::track(services, &visit.pass).await;
    assert_eq!(over, Err(Failure::Expired));
}

pub async fn a_code_works_once_for_a_while_and_for_few_tries(works: Works) {
    let services = &works.county.services;
    let number = file(&works).await;
    works.work().await;
    let redeem =
        async |request: &str, code: &str| tracking_code::redeem(services, request, code).await;
    let (request, code) = asked(&works, &number).await;
    redeem(&request, &code).await.unwrap();
    assert_eq!(
        redeem(&request, &code).await,
        Err(Failure::NotFound),
        "used"
    );

    works.county.pass(TimeDelta::minutes(1));
    let (request, code) = asked(&works, &number).await;
    works.county.pass(TimeDelta::minutes(10));
    assert_eq!(
        redeem(&request, &code).await,
        Err(Failure::NotFound),
        "over"
    );

    let (request, code) = asked(&works, &number).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(redeem(&request, wrong).await, Err(Failure::NotFound));
    }
    assert_eq!(
        redeem(&request, &code).await,
        Err(Failure::NotFound),
        "tried"
    );

    works.county.pass(TimeDelta::minutes(1));
    let (request, code) = asked(&works, &number).await;
    assert_eq!(redeem("another", &code).await, Err(Failure::NotFound));
    for (typed, fault) in [(" ", Fault::Missing), ("12", Fault::NotACode)] {
        let Err(Failure::Invalid(problems)) = redeem(&request, typed).await else {
            panic!("{typed} was taken");
        };
        assert_eq!(
            (problems[0].field.as_str(), problems[0].code),
            ("code", fault)
        );
    }
    redeem(&request, &code).await.unwrap();
}

pub async fn nobody_learns_whether_number_and_telephone_belong_together(works: Works) {
    let services = &works.county.services;
    let number = file(&works).await;
    works.work().await;
    let other = tracking_code::ask(services, &number, "13900001111")
        .await
        .unwrap();
    works.county.pass(TimeDelta::minutes(1));
    let right = tracking_code::ask(services, &number, PHONE).await.unwrap();
    assert_eq!(other.request.len(), right.request.len());
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed", "code"]);
    let code = code(&works);
    let tried = tracking_code::redeem(services, &other.request, &code).await;
    assert_eq!(tried, Err(Failure::NotFound));
    // The same limits hold for what does not exist.
    let mut unknown = number.clone();
    unknown.replace_range(.., &domain_number());
    for expected in [None, Some(60)] {
        let asked = tracking_code::ask(services, &unknown, "13900002222").await;
        let wait = asked.err().map(|failure| match failure {
            Failure::TooMany { retry_after } => retry_after,
            other => panic!("{other}"),
        });
        assert_eq!(wait, expected);
    }
    works.work().await;
    assert_eq!(outbox_rows(&works).await.len(), 2);
}

/// A number that no case has.
fn domain_number() -> String {
    let date = "2026-11-20".parse().unwrap();
    let kind = domain::code::CaseType::Complaint;
    let number = domain::value::CaseNumber::compose(990_101, 1, kind, date, 99_999);
    number.unwrap().as_str().to_owned()
}

pub async fn a_code_comes_at_night_but_never_too_late(works: Works) {
    let number = file(&works).await;
    works.work().await;
    works.county.pass(TimeDelta::hours(13));
    asked(&works, &number).await;
    assert_eq!(works.gateway.templates(), ["filed", "code"], "it is 23:00");

    works.county.pass(TimeDelta::minutes(2));
    for _ in 0..16 {
        works.gateway.then(Gateway::later());
    }
    let services = &works.county.services;
    tracking_code::ask(services, &number, PHONE).await.unwrap();
    works.work().await;
    works.county.pass(TimeDelta::minutes(11));
    works.work().await;
    works.gateway.next.lock().unwrap().clear();
    works.county.pass(TimeDelta::hours(2));
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed", "code"]);
    assert!(outbox_rows(&works).await[0].failed_at.is_some());
}

pub async fn nothing_of_a_code_is_stored_in_clear(works: Works) {
    let number = file(&works).await;
    works.work().await;
    let (request, code) = asked(&works, &number).await;
    let rows = outbox_rows(&works).await;
    let row = rows.iter().find(|row| row.template == "code").unwrap();
    let sealed = String::from_utf8_lossy(&row.sealed).into_owned();
    assert!(!sealed.contains(&code) && !row.dedup_key.contains(&code));
    assert!(!row.dedup_key.contains(&request));
    works.county.pass(TimeDelta::days(1));
    works.work().await;
    let mut tx = works.database.read().await.unwrap();
    let asked: Vec<_> = row.dedup_key.split(':').collect();
    let id = asked[1].parse().unwrap();
    assert_eq!(tx.tracking_codes().find(id).await.unwrap(), None);
}
