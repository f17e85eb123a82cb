//! Work in the background on both engines: each message once, nothing at night, nothing lost.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed step fails the test"
)]
#![expect(clippy::print_stdout, reason = "a skipped engine is said")]

mod codes;
#[path = "../first_loop/support.rs"]
#[expect(dead_code, reason = "the first loop uses the rest")]
mod county;
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use domain::case::{CommandKind, RawCommand};
use domain::clock::{RuleId, Warning};
use domain::code::Role;
use domain::view::{Failure, Viewer};
use service::ports::NotSent;
use service::vault::{Keys, Place, Vault};
use service::verification::verify;
use service::{drafts, filing, jobs, notices, survey};
use store::{AnchorRow, JobRow, NewJob, NewMessage, OutboxList, OutboxRow};
use uuid::Uuid;

use codes::{
    a_code_comes_at_night_but_never_too_late, a_code_opens_the_case_as_its_receipt_does,
    a_code_works_once_for_a_while_and_for_few_tries,
    nobody_learns_whether_number_and_telephone_belong_together,
    nothing_of_a_code_is_stored_in_clear,
};
use county::{TestRandom, closing, complaint, contact, settlement, with_text};
use support::{Gateway, Next, Works, silent_worker, worker};

macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite { $(#[tokio::test] async fn $test() { crate::support::on_sqlite(crate::$test).await; })+ }
        mod postgres { $(#[tokio::test] async fn $test() { crate::support::on_postgres(crate::$test).await; })+ }
    };
}

on_both_engines! {
    each_step_sends_exactly_one_message,
    a_message_holds_nothing_but_number_and_link,
    nobody_gets_a_message_without_a_mobile_number,
    old_steps_are_no_news,
    messages_wait_for_the_morning,
    a_worker_that_comes_late_wakes_nobody_either,
    a_gateway_that_is_away_is_asked_again_ever_more_rarely,
    a_gateway_that_asks_to_wait_is_left_alone_so_long,
    the_roots_of_all_days_are_computed_again_when_the_record_is_verified,
    a_refused_message_is_given_up_and_an_administrator_tries_again,
    a_worker_that_dies_while_sending_does_not_send_twice,
    a_delivery_that_runs_twice_sends_once,
    a_panic_is_a_failed_try,
    a_survey_is_asked_for_and_reminded_of_once,
    an_answered_survey_and_a_reopened_case_are_left_alone,
    a_clock_warns_at_each_level_once,
    what_came_due_while_nobody_worked_is_said_once,
    nothing_leaves_a_demonstration,
    an_erased_case_sends_nothing,
    an_email_goes_through_its_own_gateway,
    workers_share_the_work_and_do_nothing_twice,
    what_is_over_is_deleted,
    only_administrators_look_behind_the_scenes,
    a_message_that_waits_is_cancelled_for_good,
    an_administrator_sees_a_recipient_only_for_a_reason_on_record,
    the_outbox_is_paged_by_where_messages_stand,
    jobs_are_listed_by_where_they_stand,
    a_running_worker_wakes_up_and_stops_when_told,
    a_code_opens_the_case_as_its_receipt_does,
    a_code_works_once_for_a_while_and_for_few_tries,
    nobody_learns_whether_number_and_telephone_belong_together,
    a_code_comes_at_night_but_never_too_late,
    nothing_of_a_code_is_stored_in_clear,
}

async fn file(works: &Works) -> String {
    let filed = filing::file(&works.county.services, complaint(), None).await;
    filed.unwrap().number.as_str().to_owned()
}

async fn do_steps(works: &Works, viewer: &Viewer, number: &str, steps: Vec<RawCommand>) {
    for step in steps {
        // People do one thing after the other, and messages go out in the order of their times.
        works.county.pass(TimeDelta::seconds(1));
        works.county.command(viewer, number, step).await.unwrap();
    }
}

/// Everything from review to closing.
fn to_the_end() -> Vec<RawCommand> {
    vec![
        RawCommand::bare(CommandKind::StartReview),
        RawCommand::bare(CommandKind::Accept),
        contact(),
        settlement(),
        closing("mediated_at_once"),
    ]
}

async fn outbox_rows(works: &Works) -> Vec<OutboxRow> {
    let mut tx = works.database.read().await.unwrap();
    let now = works.county.services.now();
    let rows = tx
        .outbox()
        .list(OutboxList::All, (now, Uuid::max()), 99)
        .await;
    rows.unwrap().into_iter().map(|row| row.message).collect()
}

async fn failed_jobs(works: &Works) -> Vec<JobRow> {
    let mut tx = works.database.read().await.unwrap();
    let latest = (works.county.services.now(), Uuid::max());
    tx.jobs().list_failed(latest, 99).await.unwrap()
}

async fn each_step_sends_exactly_one_message(works: Works) {
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

async fn a_message_holds_nothing_but_number_and_link(works: Works) {
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

async fn nobody_gets_a_message_without_a_mobile_number(works: Works) {
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

async fn old_steps_are_no_news(works: Works) {
    file(&works).await;
    works.county.pass(TimeDelta::days(7));
    file(&works).await;
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed"]);
    assert_eq!(outbox_rows(&works).await.len(), 1);
}

async fn messages_wait_for_the_morning(works: Works) {
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

async fn a_worker_that_comes_late_wakes_nobody_either(works: Works) {
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

async fn a_gateway_that_is_away_is_asked_again_ever_more_rarely(works: Works) {
    for _ in 0..3 {
        works.gateway.then(Gateway::later());
    }
    file(&works).await;
    works.work().await;
    for (pause, asked) in [(4, 1), (1, 2), (9, 2), (1, 3), (19, 3), (1, 4)] {
        works.county.pass(TimeDelta::seconds(pause));
        works.work().await;
        assert_eq!(
            outbox_rows(&works).await[0].attempts,
            asked,
            "after {pause} s"
        );
    }
    assert_eq!(works.gateway.templates(), ["filed"]);
    assert!(outbox_rows(&works).await[0].sent_at.is_some());
}

async fn a_gateway_that_asks_to_wait_is_left_alone_so_long(works: Works) {
    let asked = |seconds| NotSent::NotBefore("HTTP 429".to_owned(), Duration::from_secs(seconds));
    works.gateway.then(Next::Answer(Err(asked(600))));
    // Nobody waits for ever.
    works.gateway.then(Next::Answer(Err(asked(u64::MAX))));
    file(&works).await;
    works.work().await;
    for (pause, asked) in [(599, 1), (1, 2), (24 * 3600 - 1, 2), (1, 3)] {
        works.county.pass(TimeDelta::seconds(pause));
        works.work().await;
        let attempts = outbox_rows(&works).await[0].attempts;
        assert_eq!(attempts, asked, "after {pause} s");
    }
    assert!(outbox_rows(&works).await[0].sent_at.is_some());
}

async fn the_roots_of_all_days_are_computed_again_when_the_record_is_verified(works: Works) {
    let county = &works.county;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    file(&works).await;
    works.work().await;
    let first = works
        .database
        .read()
        .await
        .unwrap()
        .anchors()
        .list_traced()
        .await
        .unwrap();
    // The next day the case moves on, another one comes in; the third day nothing happens.
    county.pass(TimeDelta::days(1));
    let number = file(&works).await;
    let note = RawCommand {
        text: Some("内部：核对小票".to_owned()),
        ..RawCommand::bare(CommandKind::Note)
    };
    for _ in 0..2 {
        works.work().await;
        county.pass(TimeDelta::days(1));
    }
    county.command(&handler, &number, note).await.unwrap();
    let keys = Keys::generate(&county::TestRandom::new(2));
    let roots = async || {
        let found = verify(&works.database, &keys).await.unwrap();
        let of_roots = |fault: &String| fault.contains("root");
        let faults: Vec<String> = found.faults.into_iter().filter(of_roots).collect();
        (found.roots, faults)
    };
    assert_eq!(roots().await, (3, vec![]));
    let forged = AnchorRow {
        day: first[0].day - TimeDelta::days(1),
        traced: true,
        ..first[0].clone()
    };
    let day = forged.day;
    let work = works
        .database
        .write(move |tx| Box::pin(async move { tx.anchors().insert(&forged).await }));
    let written: store::Result<()> = work.await;
    written.unwrap();
    let fault = format!("the root of {day} is not what it was");
    assert_eq!(roots().await, (4, vec![fault]));
}

async fn a_refused_message_is_given_up_and_an_administrator_tries_again(works: Works) {
    let services = &works.county.services;
    let admin = works.county.staff("admin", "01", &[Role::Admin]).await;
    let refused = NotSent::Never("no such template".to_owned());
    works.gateway.then(Next::Answer(Err(refused)));
    file(&works).await;
    works.work().await;
    let failed = jobs::list(services, &admin, "failed", "")
        .await
        .unwrap()
        .jobs;
    assert_eq!(
        (failed[0].kind.as_str(), failed[0].attempts),
        ("deliver", 1)
    );
    assert_eq!(failed[0].error, "refused: no such template");
    assert_eq!(jobs::overview(services, &admin).await.unwrap().failed, 1);
    let page = jobs::outbox(services, &admin, "", "").await.unwrap();
    assert!(page.messages[0].failed_at.is_some() && page.messages[0].text.is_none());
    assert_eq!(page.messages[0].recipient.as_deref(), Some("144****1234"));
    jobs::retry(services, &admin, failed[0].id).await.unwrap();
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed"]);
    let failed_now = jobs::list(services, &admin, "", "").await.unwrap();
    assert_eq!((failed_now.jobs, failed_now.overview.failed), (vec![], 0));
    let again = jobs::retry(services, &admin, failed[0].id).await;
    assert_eq!(again, Err(Failure::NotFound));
}

async fn a_worker_that_dies_while_sending_does_not_send_twice(works: Works) {
    works.gateway.then(Next::Hang);
    file(&works).await;
    let dying = worker(&works.county, works.gateway.clone());
    let task = tokio::spawn(async move { while dying.run_due(8).await.unwrap() > 0 {} });
    works.gateway.asked.notified().await;
    task.abort();
    works.county.pass(TimeDelta::seconds(61));
    works.work().await;
    works.county.pass(TimeDelta::hours(1));
    works.work().await;
    assert_eq!(works.gateway.templates(), ["filed"]);
    let failed = failed_jobs(&works).await;
    assert_eq!(
        failed[0].last_error.as_deref(),
        Some("outcome unknown: interrupted")
    );
    assert!(outbox_rows(&works).await[0].failed_at.is_some());
}

async fn a_delivery_that_runs_twice_sends_once(works: Works) {
    file(&works).await;
    works.work().await;
    let message = outbox_rows(&works).await[0].id;
    let now = works.county.services.now();
    let again = NewJob {
        id: Uuid::from_u128(1),
        kind: "deliver".to_owned(),
        payload: format!(r#"{{"message":"{message}"}}"#),
        run_at: now,
        max_attempts: 1,
        dedup_key: None,
    };
    let work = works
        .database
        .write(move |tx| Box::pin(async move { tx.jobs().enqueue(&again, now).await }));
    assert!(work.await.unwrap());
    works.work().await;
    let mut tx = works.database.read().await.unwrap();
    let job = tx.jobs().find(Uuid::from_u128(1)).await.unwrap().unwrap();
    assert!(job.done_at.is_some(), "{job:?}");
    assert_eq!(works.gateway.templates(), ["filed"]);
}

async fn a_panic_is_a_failed_try(works: Works) {
    works.gateway.then(Next::Panic);
    file(&works).await;
    works.work().await;
    assert_eq!(failed_jobs(&works).await, []);
    works.county.pass(TimeDelta::seconds(5));
    works.work().await;
    let failed = failed_jobs(&works).await;
    assert_eq!((failed.len(), failed[0].attempts), (1, 2));
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
}

async fn a_survey_is_asked_for_and_reminded_of_once(works: Works) {
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

async fn an_answered_survey_and_a_reopened_case_are_left_alone(works: Works) {
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

async fn levels(works: &Works, viewer: &Viewer, clock: RuleId) -> Vec<Warning> {
    let unseen = notices::unseen(&works.county.services, viewer)
        .await
        .unwrap();
    let of_clock = unseen.iter().filter(|notice| notice.clock == clock);
    of_clock.map(|notice| notice.level).rev().collect()
}

async fn a_clock_warns_at_each_level_once(works: Works) {
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

async fn what_came_due_while_nobody_worked_is_said_once(works: Works) {
    let handler = works.county.staff("handler", "01", &[Role::Handler]).await;
    works.work().await;
    file(&works).await;
    works.county.pass(TimeDelta::days(90));
    works.work().await;
    let review = levels(&works, &handler, RuleId::Review).await;
    assert_eq!(review.len(), 1, "{review:?}");
    assert!(review[0] >= Warning::Due);
}

async fn mark_demo(works: &Works) {
    let now = works.county.services.now();
    let work = works
        .database
        .write(move |tx| Box::pin(async move { tx.settings().put("demo", "true", now).await }));
    let marked: store::Result<()> = work.await;
    marked.unwrap();
}

async fn nothing_leaves_a_demonstration(works: Works) {
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

async fn an_erased_case_sends_nothing(works: Works) {
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

async fn an_email_goes_through_its_own_gateway(works: Works) {
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

async fn workers_share_the_work_and_do_nothing_twice(works: Works) {
    let mut numbers = BTreeSet::new();
    for _ in 0..24 {
        numbers.insert(file(&works).await);
    }
    let county = Arc::new(works.county);
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let worker = worker(&county, works.gateway.clone());
            tokio::spawn(async move { while worker.run_due(3).await.unwrap() > 0 {} })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    // Who skipped what others held may have stopped early.
    let last = worker(&county, works.gateway.clone());
    while last.run_due(8).await.unwrap() > 0 {}
    let texts = works.gateway.texts.lock().unwrap().clone();
    assert_eq!(texts.len(), 24);
    let told: BTreeSet<String> = texts
        .into_iter()
        .map(|text| text.variables.number)
        .collect();
    assert_eq!(told, numbers);
}

async fn what_is_over_is_deleted(works: Works) {
    let services = &works.county.services;
    file(&works).await;
    let draft = domain::case::Draft::default();
    let step = domain::case::DraftStep::ALL[0];
    let token = drafts::save(services, None, draft, step).await.unwrap();
    works.work().await;
    works.county.pass(TimeDelta::days(13));
    works.work().await;
    assert!(drafts::load(services, &token).await.unwrap().is_some());
    assert_eq!(outbox_rows(&works).await.len(), 1);
    works.county.pass(TimeDelta::days(20));
    works.work().await;
    works.work().await;
    assert_eq!(outbox_rows(&works).await, []);
    let hash = service::vault::token_hash(&token);
    let mut tx = works.database.read().await.unwrap();
    let long_ago = services.now() - TimeDelta::days(30);
    assert_eq!(tx.drafts().find(&hash, long_ago).await.unwrap(), None);
}

async fn only_administrators_look_behind_the_scenes(works: Works) {
    let services = &works.county.services;
    let leader = works
        .county
        .staff("leader", "01", &[Role::Leader, Role::Handler])
        .await;
    let analyst = works.county.staff("analyst", "01", &[Role::Analyst]).await;
    let refused = Failure::NotAllowed;
    assert_eq!(
        jobs::overview(services, &leader).await,
        Err(refused.clone())
    );
    assert_eq!(
        jobs::list(services, &leader, "", "").await,
        Err(refused.clone())
    );
    assert_eq!(
        jobs::outbox(services, &leader, "", "").await,
        Err(refused.clone())
    );
    assert_eq!(
        jobs::message(services, &leader, Uuid::nil()).await,
        Err(refused.clone())
    );
    assert_eq!(
        jobs::cancel(services, &leader, Uuid::nil()).await,
        Err(refused.clone())
    );
    assert_eq!(
        jobs::reveal(services, &leader, Uuid::nil(), "查错").await,
        Err(refused.clone())
    );
    assert_eq!(
        jobs::retry(services, &leader, Uuid::nil()).await,
        Err(refused.clone())
    );
    assert_eq!(notices::unseen(services, &analyst).await, Err(refused));
}

async fn a_running_worker_wakes_up_and_stops_when_told(works: Works) {
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = worker(&works.county, works.gateway.clone());
    let task = tokio::spawn(async move {
        running
            .run(async {
                stopped.await.unwrap_or_default();
            })
            .await;
    });
    file(&works).await;
    works.gateway.asked.notified().await;
    stop.send(()).unwrap();
    task.await.unwrap();
    assert_eq!(works.gateway.templates(), ["filed"]);
}

async fn a_message_that_waits_is_cancelled_for_good(works: Works) {
    let services = &works.county.services;
    let admin = works.county.staff("admin", "01", &[Role::Admin]).await;
    works.gateway.then(Gateway::later());
    file(&works).await;
    works.work().await;
    let page = jobs::outbox(services, &admin, "waiting", "").await.unwrap();
    let message = &page.messages[0];
    assert_eq!(message.error.as_deref(), Some("not sent: no route"));
    assert_eq!(
        message.next_try_at,
        Some(services.now() + TimeDelta::seconds(5))
    );
    jobs::cancel(services, &admin, message.id).await.unwrap();
    let again = jobs::cancel(services, &admin, message.id).await;
    assert_eq!(again, Err(Failure::NotFound));
    works.county.pass(TimeDelta::hours(1));
    works.work().await;
    assert_eq!(works.gateway.templates(), Vec::<&str>::new());
    let page = jobs::outbox(services, &admin, "cancelled", "")
        .await
        .unwrap();
    assert_eq!(page.messages.len(), 1);
    assert_eq!(jobs::overview(services, &admin).await.unwrap().failed, 0);
}

async fn an_administrator_sees_a_recipient_only_for_a_reason_on_record(works: Works) {
    let services = &works.county.services;
    let admin = works.county.staff("admin", "01", &[Role::Admin]).await;
    file(&works).await;
    works.work().await;
    let row = outbox_rows(&works).await.remove(0);
    let without = jobs::reveal(services, &admin, row.id, " ").await;
    assert!(matches!(without, Err(Failure::Invalid(_))), "{without:?}");
    let reads = async || {
        let mut tx = works.database.read().await.unwrap();
        tx.access().list(row.case_id.unwrap()).await.unwrap().len()
    };
    assert_eq!(reads().await, 0);
    let shown = jobs::reveal(services, &admin, row.id, "运营商要求核对号码").await;
    assert_eq!(shown.unwrap(), "14400001234");
    assert_eq!(reads().await, 1);
    let message = jobs::message(services, &admin, row.id).await.unwrap();
    assert_eq!(message.recipient.as_deref(), Some("144****1234"));
    let unknown = jobs::message(services, &admin, Uuid::nil()).await;
    assert_eq!(unknown, Err(Failure::NotFound));
    let unknown = jobs::reveal(services, &admin, Uuid::nil(), "查错").await;
    assert_eq!(unknown, Err(Failure::NotFound));
}

async fn the_outbox_is_paged_by_where_messages_stand(works: Works) {
    let services = &works.county.services;
    let admin = works.county.staff("admin", "01", &[Role::Admin]).await;
    let refused = NotSent::Never("no such template".to_owned());
    works.gateway.then(Next::Answer(Err(refused)));
    for _ in 0..53 {
        file(&works).await;
        works.work().await;
        works.county.pass(TimeDelta::seconds(1));
    }
    let page = jobs::outbox(services, &admin, "", "").await.unwrap();
    assert_eq!(page.messages.len(), 50);
    let rest = jobs::outbox(services, &admin, "", &page.next.unwrap()).await;
    let rest = rest.unwrap();
    assert_eq!((rest.messages.len(), rest.next), (3, None));
    assert_eq!(rest.messages[2].state.code(), "failed");
    for (state, expected) in [
        ("sent", 50),
        ("failed", 1),
        ("waiting", 0),
        ("cancelled", 0),
    ] {
        let page = jobs::outbox(services, &admin, state, "").await.unwrap();
        assert_eq!(page.messages.len(), expected, "{state}");
    }
    let broken = jobs::outbox(services, &admin, "x", "no cursor")
        .await
        .unwrap();
    assert_eq!((broken.state, broken.messages.len()), (None, 50));
}

async fn jobs_are_listed_by_where_they_stand(works: Works) {
    let services = &works.county.services;
    let admin = works.county.staff("admin", "01", &[Role::Admin]).await;
    file(&works).await;
    works.gateway.then(Next::Hang);
    let other = worker(&works.county, works.gateway.clone());
    let task = tokio::spawn(async move { while other.run_due(8).await.unwrap() > 0 {} });
    works.gateway.asked.notified().await;
    let running = jobs::list(services, &admin, "running", "").await.unwrap();
    // Others of the same round may be under way as well.
    let delivery = running.jobs.iter().find(|job| job.kind == "deliver");
    let delivery = delivery.unwrap();
    assert_eq!((delivery.attempts, delivery.most), (1, 16));
    task.abort();
    let waiting = jobs::list(services, &admin, "waiting", "").await.unwrap();
    assert!(waiting.jobs.is_sorted_by_key(|job| (job.run_at, job.id)));
    assert!(waiting.jobs.len() > 1, "{waiting:?}");
}
