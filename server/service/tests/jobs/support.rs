//! The county of the first loop with its database at hand, and gateways that remember.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::message::Sender;
use futures::future::BoxFuture;
use service::jobs::Worker;
use service::ports::{Mail, Mailer, NotSent, OutboxOnly, Outside, Sent, Sms, Text};
use store::{Database, SqliteOptions};
use tokio::sync::Notify;

use crate::county::{self, County};

/// What the gateway does with the next message.
pub enum Next {
    /// Answers this.
    Answer(Sent),
    /// Panics.
    Panic,
    /// Takes the message and never answers.
    Hang,
}

/// A gateway that remembers every message it took.
#[derive(Default)]
pub struct Gateway {
    pub texts: Mutex<Vec<Text>>,
    pub mails: Mutex<Vec<Mail>>,
    pub next: Mutex<VecDeque<Next>>,
    pub asked: Notify,
}

impl Gateway {
    /// The templates of all texts so far.
    pub fn templates(&self) -> Vec<&'static str> {
        let texts = self.texts.lock().unwrap();
        texts.iter().map(|text| text.template.code()).collect()
    }

    pub fn then(&self, next: Next) {
        self.next.lock().unwrap().push_back(next);
    }

    pub fn later() -> Next {
        Next::Answer(Err(NotSent::Later("no route".to_owned())))
    }
}

impl Sms for Gateway {
    fn send<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Sent> {
        Box::pin(async move {
            let next = self.next.lock().unwrap().pop_front();
            self.asked.notify_one();
            match next {
                Some(Next::Answer(Err(error))) => return Err(error),
                Some(Next::Panic) => panic!("a defect of the adapter"),
                Some(Next::Answer(Ok(_)) | Next::Hang) | None => {}
            }
            self.texts.lock().unwrap().push(text.clone());
            if matches!(next, Some(Next::Hang)) {
                std::future::pending::<()>().await;
            }
            Ok(Some("p-1".to_owned()))
        })
    }
}

impl Mailer for Gateway {
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Sent> {
        self.mails.lock().unwrap().push(mail.clone());
        Box::pin(async { Ok(Some("m-1".to_owned())) })
    }
}

/// A county with a worker.
pub struct Works {
    pub county: County,
    pub database: Database,
    pub gateway: Arc<Gateway>,
    pub worker: Worker,
}

impl Works {
    async fn on(database: Database) -> Self {
        let county = County::on(database.clone()).await;
        let gateway = Arc::new(Gateway::default());
        let worker = worker(&county, gateway.clone());
        Self {
            county,
            database,
            gateway,
            worker,
        }
    }

    /// Does everything that is due.
    pub async fn work(&self) {
        while self.worker.run_due(8).await.unwrap() > 0 {}
    }
}

/// One more worker.
pub fn worker(county: &County, gateway: Arc<Gateway>) -> Worker {
    let outside = Outside {
        sender: sender(),
        sms: gateway.clone(),
        mailer: gateway,
    };
    Worker::new(county.services.clone(), outside)
}

/// One through which nothing leaves.
pub fn silent_worker(county: &County) -> Worker {
    let outside = Outside {
        sms: Arc::new(OutboxOnly),
        ..Outside::outbox_only(sender())
    };
    Worker::new(county.services.clone(), outside)
}

fn sender() -> Sender {
    Sender::new("示例县消费维权", "315.example.gov.cn").unwrap()
}

/// Runs a test on a new SQLite file.
pub async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Works) -> F) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("weiquan.db");
    let database = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    test(Works::on(database).await).await;
}

/// Runs a test on a new PostgreSQL database, if there is a server.
pub async fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(Works) -> F) {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let Some(server) = county::server() else {
        return;
    };
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("weiquan_jobs_{}_{number}", std::process::id());
    county::administer(&server, format!("CREATE DATABASE {name}")).await;
    let (base, _) = server.rsplit_once('/').unwrap();
    let database = Database::connect(&format!("{base}/{name}")).await.unwrap();
    test(Works::on(database.clone()).await).await;
    database.close().await.unwrap();
    county::administer(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
}
