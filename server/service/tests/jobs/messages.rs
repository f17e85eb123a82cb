//! What is told to whom, when, and what is not.

use crate::county::{TestRandom, complaint};
use crate::support::{Gateway, Works, silent_worker};
use crate::{do_steps, failed_jobs, file, outbox_rows, to_the_end};
use chrono::TimeDelta;
use domain::code::Role;
use service::vault::{Keys, Place, Vault};
use service::{filing, jobs};
use store::{NewJob, NewMessage};
use uuid::Uuid;

pub async fn each_step_sends_exactly_one_message(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    let number = file(&works).await;
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed"]);
    do_steps(&works, &handler, &number, to_the_end()).await;
    works.work().await;
    works.work().await;
    // All steps were done at one instant, so these two have no order.
    let mut sent = works.gateway.templates();
    sent.sort_unstable();
    assert_eq!(sent, ["accepted", "filed", "result"]);
    let rows = outbox_rows(&works).await;
    assert!(
        rows.iter()
            .all(|row| row.sent_at.is_some() && row.attempts == 1)
    );
    assert!(
        rows.iter()
            .all(|row| row.provider_ref.as_deref() == Some("p-1"))
    );
}

pub async fn a_message_holds_nothing_but_number_and_link(works: Works) {
    let number = file(&works).await;
    works.work().await;
    let text = works.gateway.texts.lock().unwrap()[0].clone();
    assert_eq!(text.phone, "14400001234");
    assert_eq!(text.variables.number, number);
    assert_eq!(text.variables.link, "315.example.gov.cn/track");
    let row = outbox_rows(&works).await.remove(0);
    let sealed = String::from_utf8_lossy(&row.sealed).into_owned();
    assert!(!sealed.contains("14400001234") && !row.dedup_key.contains("1440000"));
    assert_eq!(failed_jobs(&works).await, []);
}

pub async fn nobody_gets_a_message_without_a_mobile_number(works: Works) {
    let mut landline = complaint();
    landline.complainant.as_mut().unwrap().phone = Some("0990-8820001".to_owned());
    filing::file(&works.county.services, landline, None)
        .await
        .unwrap();
    let anonymous = serde_json::from_value(serde_json::json!({
        "type": "report",
        "respondent": { "name": "示例百货" },
        "facts": "这家店出售过期食品，货架上的牛奶已过期一周。",
        "consents": { "privacy_notice": "1", "publication": false, "entrusted_mediation": false }
    }));
    filing::file(&works.county.services, anonymous.unwrap(), None)
        .await
        .unwrap();
    works.work().await;
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
    assert_eq!(outbox_rows(&works).await, []);
    assert_eq!(failed_jobs(&works).await, []);
}

pub async fn old_steps_are_no_news(works: Works) {
    file(&works).await;
    works.county.pass(TimeDelta::days(7));
    file(&works).await;
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed"]);
    assert_eq!(outbox_rows(&works).await.len(), 1);
}

pub async fn messages_wait_for_the_morning(works: Works) {
    // 10:00 and twelve hours are 22:00.
    works.county.pass(TimeDelta::hours(12));
    file(&works).await;
    works.work().await;
    works.county.pass(TimeDelta::minutes(599));
    works.work().await;
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
    let row = outbox_rows(&works).await.remove(0);
    assert_eq!(row.send_after.to_rfc3339(), "2026-11-21T00:00:00+00:00");
    works.county.pass(TimeDelta::minutes(1));
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed"]);
}

pub async fn a_worker_that_comes_late_wakes_nobody_either(works: Works) {
    works.gateway.then(Gateway::later());
    works
        .county
        .pass(TimeDelta::hours(12) - TimeDelta::seconds(1));
    file(&works).await;
    works.work().await;
    works.county.pass(TimeDelta::seconds(6));
    works.work().await;
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
    works.county.pass(TimeDelta::hours(10));
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed"]);
}

pub async fn an_email_goes_through_its_own_gateway(works: Works) {
    let silent = silent_worker(&works.county);
    let number = file(&works).await;
    while silent.run_due(8).await.unwrap() > 0 {}
    let (case_id, wrapped) = {
        let mut tx = works.database.read().await.unwrap();
        let found = tx.cases().find_by_number(&number).await.unwrap().unwrap();
        (found.id, found.wrapped_key.unwrap())
    };
    let (id, now) = (Uuid::from_u128(9), works.county.services.now());
    let random = TestRandom::new(1);
    let vault = Vault::new(&Keys::generate(&random));
    let parcel = serde_json::json!({
        "to": "zhang@example.com", "variables": { "number": number, "link": "x" }, "text": "您好"
    });
    let place = Place {
        table: "outbox",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    };
    let sealed = vault.case_key(case_id, &wrapped).unwrap().seal(
        place,
        parcel.to_string().as_bytes(),
        &TestRandom::new(99),
    );
    let message = NewMessage {
        id,
        case_id: Some(case_id),
        channel: "email".to_owned(),
        template: "filed".to_owned(),
        sealed,
        send_after: now,
        dedup_key: "mail".to_owned(),
    };
    let job = NewJob {
        id,
        kind: "deliver".to_owned(),
        payload: format!(r#"{{"message":"{id}"}}"#),
        run_at: now,
        max_attempts: 2,
        dedup_key: None,
    };
    let work = works.database.write(move |tx| {
        Box::pin(async move {
            tx.outbox().add(&message, now).await?;
            tx.jobs().enqueue(&job, now).await
        })
    });
    let enqueued: store::Result<bool> = work.await;
    enqueued.unwrap();
    works.work().await;
    let mails = works.gateway.mails.lock().unwrap();
    assert_eq!(
        (mails.len(), mails[0].to.as_str()),
        (1, "zhang@example.com")
    );
    assert_eq!(
        (mails[0].subject.as_str(), mails[0].text.as_str()),
        ("已登记", "您好")
    );
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
}

async fn mark_demo(works: &Works) {
    let now = works.county.services.now();
    let work = works
        .database
        .write(move |tx| Box::pin(async move { tx.settings().put("demo", "true", now).await }));
    let marked: store::Result<()> = work.await;
    marked.unwrap();
}

pub async fn nothing_leaves_a_demonstration(works: Works) {
    let services = &works.county.services;
    mark_demo(&works).await;
    let admin = works.county.staff("admin", "01", &[Role::Admin]).await;
    let number = file(&works).await;
    works.work().await;
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
    let page = jobs::outbox(services, &admin, "", "").await.unwrap();
    let message = &page.messages[0];
    assert!(message.kept && message.sent_at.is_some());
    assert_eq!(message.number.as_ref().unwrap().as_str(), number);
    let said = format!("【示例县消费维权】已收到您的诉求{number}，详见 315.example.gov.cn/track");
    assert_eq!(message.text.as_deref(), Some(said.as_str()));
}

pub async fn an_erased_case_sends_nothing(works: Works) {
    works.gateway.then(Gateway::later());
    file(&works).await;
    works.work().await;
    let case_id = outbox_rows(&works).await[0].case_id.unwrap();
    let now = works.county.services.now();
    let work = works
        .database
        .write(move |tx| Box::pin(async move { tx.cases().erase_key(case_id, now).await }));
    let erased: store::Result<()> = work.await;
    erased.unwrap();
    works.county.pass(TimeDelta::minutes(1));
    works.work().await;
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
    let row = outbox_rows(&works).await.remove(0);
    assert!(row.failed_at.is_some() && row.sent_at.is_none());
    assert_eq!(failed_jobs(&works).await, []);
}
