//! A message goes out once, whatever its gateway says.

use crate::support::{Gateway, Next, Works, worker};
use crate::{failed_jobs, file, outbox_rows};
use chrono::TimeDelta;
use domain::code::Role;
use domain::view::Failure;
use service::jobs;
use service::ports::NotSent;
use std::time::Duration;
use store::NewJob;
use uuid::Uuid;

pub async fn a_gateway_that_is_away_is_asked_again_ever_more_rarely(works: Works) {
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

pub async fn a_gateway_that_asks_to_wait_is_left_alone_so_long(works: Works) {
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

pub async fn a_refused_message_is_given_up_and_an_administrator_tries_again(works: Works) {
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

pub async fn a_worker_that_dies_while_sending_does_not_send_twice(works: Works) {
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

pub async fn a_delivery_that_runs_twice_sends_once(works: Works) {
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
