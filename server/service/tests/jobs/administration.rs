//! What administrators see and do behind the scenes.

use crate::support::{Gateway, Next, Works, worker};
use crate::{file, outbox_rows};
use chrono::TimeDelta;
use domain::code::Role;
use domain::view::Failure;
use service::ports::NotSent;
use service::{jobs, notices};
use uuid::Uuid;

pub async fn only_administrators_look_behind_the_scenes(works: Works) {
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

pub async fn a_message_that_waits_is_cancelled_for_good(works: Works) {
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

pub async fn an_administrator_sees_a_recipient_only_for_a_reason_on_record(works: Works) {
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

pub async fn the_outbox_is_paged_by_where_messages_stand(works: Works) {
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

pub async fn jobs_are_listed_by_where_they_stand(works: Works) {
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
