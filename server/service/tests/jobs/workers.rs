//! Workers: alone, several, and when one breaks.

use crate::support::{Next, Works, worker};
use crate::{failed_jobs, file, outbox_rows};
use chrono::TimeDelta;
use service::drafts;
use std::collections::BTreeSet;
use std::sync::Arc;

pub async fn a_panic_is_a_failed_try(works: Works) {
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

pub async fn workers_share_the_work_and_do_nothing_twice(works: Works) {
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

pub async fn what_is_over_is_deleted(works: Works) {
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

pub async fn a_running_worker_wakes_up_and_stops_when_told(works: Works) {
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
