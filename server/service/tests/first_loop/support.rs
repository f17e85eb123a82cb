//! A small county on a fresh database, with a clock and a random source the test holds.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::StaffNumber;
use domain::case::{CommandKind, RawCommand, RawFiling};
use domain::code::{OrganisationKind, Role};
use domain::view::{CaseView, Failure, Viewer};
use service::accounts::{self, NewAccount, NewOrganisation};
use service::blobs::LocalBlobs;
use service::ports::{Clock, Random};
use service::vault::Keys;
use service::{Services, desk, sessions};
use sqlx::{Connection, Executor, PgConnection, SqlSafeStr};
use store::{Database, SqliteOptions};
use tempfile::TempDir;

/// A clock that stands still until it is moved.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// A random source that repeats itself from run to run and never within one.
pub struct TestRandom(AtomicU64);

impl TestRandom {
    /// A source with a beginning of its own.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut word = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let word = (word ^ (word >> 31)).to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

/// The county under test.
pub struct County {
    pub services: Services,
    pub clock: Arc<TestClock>,
    pub database: Database,
    pub files: TempDir,
}

impl County {
    /// Organisations 01 (authority), 11 (office below it), 21 (station) and people in them.
    pub async fn on(database: Database) -> Self {
        database.migrate().await.unwrap();
        // Friday, 2026-11-20, 10:00 at UTC+08:00.
        let now: DateTime<Utc> = "2026-11-20T02:00:00Z".parse().unwrap();
        let clock = Arc::new(TestClock(Mutex::new(now)));
        let random = Arc::new(TestRandom::new(1));
        let keys = Keys::generate(&*random);
        let files = tempfile::tempdir().unwrap();
        let blobs = Arc::new(LocalBlobs::new(files.path()));
        let services = Services::new(database.clone(), keys, blobs, clock.clone(), random)
            .await
            .unwrap();
        let county = Self {
            services,
            clock,
            database,
            files,
        };
        county
            .organisation("01", OrganisationKind::Authority, None)
            .await;
        county
            .organisation("11", OrganisationKind::Office, Some("01"))
            .await;
        county
            .organisation("21", OrganisationKind::Station, Some("01"))
            .await;
        county
    }

    async fn organisation(&self, code: &str, kind: OrganisationKind, parent: Option<&str>) {
        let new = NewOrganisation {
            division: "990101".to_owned(),
            code: code.to_owned(),
            name_zh: format!("示例机构 {code}"),
            name_en: format!("Example organisation {code}"),
            kind,
            parent: parent.map(str::to_owned),
            phone: "0990-8820001".to_owned(),
            address: "示例市示例县中心街 1 号".to_owned(),
            document_sign: None,
        };
        accounts::add_organisation(&self.services, new)
            .await
            .unwrap();
    }

    /// A signed-in person; the login is also the staff number.
    pub async fn staff(&self, login: &str, organisation: &str, roles: &[Role]) -> Viewer {
        let new = NewAccount {
            login: login.to_owned(),
            number: StaffNumber::parse(login).unwrap(),
            name: "林一".to_owned(),
            organisation: organisation.to_owned(),
            roles: roles.to_vec(),
            password: "correct horse".to_owned(),
        };
        accounts::add(&self.services, new).await.unwrap();
        let token = sessions::sign_in(&self.services, login, "correct horse", "test")
            .await
            .unwrap();
        sessions::viewer(&self.services, &token)
            .await
            .unwrap()
            .unwrap()
    }

    /// Moves the clock.
    pub fn pass(&self, time: TimeDelta) {
        *self.clock.0.lock().unwrap() += time;
    }

    /// Does a command at the version the case has now.
    pub async fn command(
        &self,
        viewer: &Viewer,
        number: &str,
        raw: RawCommand,
    ) -> Result<CaseView, Failure> {
        let view = desk::case(&self.services, viewer, number).await?;
        desk::command(&self.services, viewer, number, Some(view.version), raw).await
    }
}

/// The complaint of the published contract.
pub fn complaint() -> RawFiling {
    serde_json::from_value(serde_json::json!({
        "type": "complaint",
        "complainant": { "name": "张三", "phone": "14400001234", "address": "示例市示例县幸福路 1 号" },
        "respondent": { "name": "示例百货", "address": "示例市示例县中心街 2 号", "credit_code": "91990100DEM0AA0166" },
        "item": { "name": "电饭煲", "category": "G04", "order_no": "A12345", "purchased_on": "2026-11-01" },
        "problem": "P01",
        "claims": [ { "kind": "refund", "amount_fen": 19900 } ],
        "facts": "2026年11月1日购买的电饭煲使用三天后不通电，商家拒绝退货。",
        "consents": { "privacy_notice": "1", "publication": false, "entrusted_mediation": true }
    }))
    .unwrap()
}

/// A command with one text member.
pub fn with_text(kind: CommandKind, text: &str) -> RawCommand {
    RawCommand {
        text: Some(text.to_owned()),
        ..RawCommand::bare(kind)
    }
}

/// One telephone call with the business.
pub fn contact() -> RawCommand {
    RawCommand {
        way: Some("phone".to_owned()),
        result: Some("reached".to_owned()),
        ..with_text(CommandKind::ContactBusiness, "商家同意退款")
    }
}

/// A settlement that was performed at once.
pub fn settlement() -> RawCommand {
    RawCommand {
        terms: Some("退还货款 199 元".to_owned()),
        amount: Some("199".to_owned()),
        performed: Some(true),
        ..RawCommand::bare(CommandKind::RecordSettlement)
    }
}

/// Closing with a reply.
pub fn closing(outcome: &str) -> RawCommand {
    RawCommand {
        outcome: Some(outcome.to_owned()),
        reply: Some("经调解，商家已退还货款 199 元。".to_owned()),
        recovered_fen: Some(19_900),
        ..RawCommand::bare(CommandKind::Close)
    }
}

/// Runs a test on a new SQLite file.
pub async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(County) -> F) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("weiquan.db");
    let database = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    test(County::on(database).await).await;
}

/// Runs a test on a new PostgreSQL database, if there is a server.
pub async fn on_postgres<F: Future<Output = ()>>(name: &str, test: impl FnOnce(County) -> F) {
    let Some(server) = server() else { return };
    let name = format!("weiquan_service_{}_{name}", std::process::id());
    administer(&server, format!("CREATE DATABASE {name}")).await;
    let (base, _) = server.rsplit_once('/').unwrap();
    let database = Database::connect(&format!("{base}/{name}")).await.unwrap();
    test(County::on(database.clone()).await).await;
    database.close().await.unwrap();
    administer(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tests of this crate have no configuration"
)]
pub fn server() -> Option<String> {
    let server = std::env::var("WEIQUAN_TEST_POSTGRES")
        .ok()
        .filter(|url| !url.is_empty());
    if server.is_none() {
        println!("skipped: WEIQUAN_TEST_POSTGRES names no PostgreSQL server");
    }
    server
}

pub async fn administer(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    let statement = sqlx::AssertSqlSafe(statement).into_sql_str();
    connection.execute(statement).await.unwrap();
    connection.close().await.unwrap();
}
