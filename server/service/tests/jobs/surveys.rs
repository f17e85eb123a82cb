//! The survey after a case was closed.

use crate::support::Works;
use crate::{do_steps, failed_jobs, file, to_the_end};
use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand};
use domain::code::Role;
use service::survey;

pub async fn a_survey_is_asked_for_and_reminded_of_once(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    let number = file(&works).await;
    do_steps(&works, &handler, &number, to_the_end()).await;
    works.work().await;
    let surveys = || {
        let templates = works.gateway.templates();
        templates.iter().filter(|code| **code == "survey").count()
    };
    assert_eq!(surveys(), 0, "the result comes first");
    works.county.pass(TimeDelta::hours(1));
    works.work().await;
    assert_eq!(surveys(), 1);
    works
        .county
        .pass(TimeDelta::days(3) - TimeDelta::minutes(1));
    works.work().await;
    assert_eq!(surveys(), 1);
    works.county.pass(TimeDelta::minutes(1));
    works.work().await;
    assert_eq!(surveys(), 2);
    works.county.pass(TimeDelta::days(20));
    works.work().await;
    assert_eq!(surveys(), 2);
    let texts = works.gateway.texts.lock().unwrap().clone();
    let asked = texts.last().unwrap();
    assert!(number.ends_with(&asked.variables.number));
    let token = asked.variables.link.rsplit('/').next().unwrap();
    assert!(survey::open(&works.county.services, token).await.is_ok());
}

pub async fn an_answered_survey_and_a_reopened_case_are_left_alone(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    let answered = file(&works).await;
    do_steps(&works, &handler, &answered, to_the_end()).await;
    works.work().await;
    works.county.pass(TimeDelta::hours(1));
    works.work().await;
    let link = works.gateway.texts.lock().unwrap().last().unwrap().clone();
    let token = link.variables.link.rsplit('/').next().unwrap();
    survey::answer(&works.county.services, token, 5)
        .await
        .unwrap();
    let head = works
        .county
        .staff("head", "01", &[Role::DepartmentHead])
        .await;
    let reopened = file(&works).await;
    do_steps(&works, &handler, &reopened, to_the_end()).await;
    let reopen = RawCommand {
        reason: Some("消费者补充了新的情况".to_owned()),
        ..RawCommand::bare(CommandKind::Reopen)
    };
    works
        .county
        .command(&head, &reopened, reopen)
        .await
        .unwrap();
    works.work().await;
    let before = works.gateway.templates().len();
    works.county.pass(TimeDelta::days(4));
    works.work().await;
    assert_eq!(works.gateway.templates().len(), before);
    assert_eq!(failed_jobs(&works).await, []);
}
