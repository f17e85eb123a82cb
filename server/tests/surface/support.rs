//! The service as tests see it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use chrono::{DateTime, Utc};
use domain::actor::StaffNumber;
use domain::code::{OrganisationKind, Role};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use server::config::{Config, Flags};
use server::http::{self, App};
use server::ports::SystemRandom;
use server::start;
use service::Services;
use service::accounts::{self, NewAccount, NewOrganisation};
use service::ports::Clock;
use service::ports::Typesetter;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, PgConnection, SqliteConnection};
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::engine;

/// A clock that shows what it is told.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    pub fn set(&self, instant: &str) {
        *self.0.lock().unwrap() = instant.parse().unwrap();
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Password of every account here.
pub const PASSWORD: &str = "correct horse battery";

/// The service over a new data directory.
pub struct Surface {
    pub app: App,
    pub clock: Arc<TestClock>,
    router: Router,
    data: TempDir,
}

impl Surface {
    /// A county with one authority, on Friday 20 November 2026 at noon.
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut config = Config::from_layers(&Flags::default(), std::iter::empty()).unwrap();
        config.data = data.path().to_owned();
        config.database_url = engine::new_database().await;
        change(&mut config);
        let clock = Arc::new(TestClock(Mutex::new(
            "2026-11-20T04:00:00Z".parse().unwrap(),
        )));
        let services = start::services_with(&config, clock.clone(), Arc::new(SystemRandom))
            .await
            .unwrap();
        found_authority(&services).await;
        let app = App::new(services, config, false);
        Self {
            router: http::router(app.clone()),
            app,
            clock,
            data,
        }
    }

    /// The same service with another typesetter.
    pub fn typeset_by(mut self, typesetter: Arc<dyn Typesetter>) -> Self {
        self.app.typesetter = typesetter;
        self.router = http::router(self.app.clone());
        self
    }

    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        Answer::of(self.router.clone(), request).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(call(Method::POST, path, body)).await
    }

    /// A page as a browser with this cookie opens it.
    pub async fn open_page(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(request.by_staff(cookie)).await
    }

    /// A form as a browser with this cookie posts it.
    pub async fn submit(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "text/html")
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.send(request.by_staff(cookie)).await
    }

    /// Files a complaint and answers number and receipt.
    pub async fn file(&self) -> (String, String) {
        let answer = self.post("/api/v1/cases", &complaint()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let body = answer.json();
        (
            body["number"].as_str().unwrap().to_owned(),
            body["receipt"].as_str().unwrap().to_owned(),
        )
    }

    /// The number of rows of every table.
    pub async fn rows(&self) -> BTreeMap<String, i64> {
        let mut look = self.look().await;
        let mut rows = BTreeMap::new();
        for table in look.tables().await {
            let count = look.count(format!("SELECT COUNT(*) FROM {table}")).await;
            rows.insert(table, count);
        }
        look.close().await;
        rows
    }

    /// The number of events of all cases, looks at clear data included.
    pub async fn events(&self) -> i64 {
        let count =
            "SELECT (SELECT COUNT(*) FROM case_event) + (SELECT COUNT(*) FROM access_event)";
        let mut look = self.look().await;
        let events = look.count(count.to_owned()).await;
        look.close().await;
        events
    }

    async fn look(&self) -> Look {
        if let Some(url) = &self.app.config.database_url {
            return Look::Postgres(PgConnection::connect(url).await.unwrap());
        }
        let file = self.data().join(start::DATABASE_FILE);
        let options = SqliteConnectOptions::new().filename(file).read_only(true);
        Look::Sqlite(options.connect().await.unwrap())
    }

    /// Makes an account and signs it in; answers its cookie.
    pub async fn sign_in(&self, login: &str, role: Role) -> String {
        self.sign_in_at(login, role, "01").await
    }

    /// The same at another organisation.
    pub async fn sign_in_at(&self, login: &str, role: Role, organisation: &str) -> String {
        let account = NewAccount {
            login: login.to_owned(),
            number: StaffNumber::parse(login).unwrap(),
            name: "示例人员".to_owned(),
            organisation: organisation.to_owned(),
            roles: vec![role],
            password: PASSWORD.to_owned(),
        };
        accounts::add(&self.app.services, account).await.unwrap();
        self.sign_in_again(login).await
    }

    /// Signs in with an account that is there; answers its cookie.
    pub async fn sign_in_again(&self, login: &str) -> String {
        let answer = self
            .post(
                "/api/v1/session",
                &json!({ "login": login, "password": PASSWORD }),
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let cookie = answer.header("set-cookie");
        cookie.split(';').next().unwrap().to_owned()
    }
}

/// A look at the database beside the service.
enum Look {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Look {
    async fn tables(&mut self) -> Vec<String> {
        let (sqlite, postgres) = (
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = 'public'",
        );
        let tables = match self {
            Self::Sqlite(look) => sqlx::query_scalar(sqlite).fetch_all(look).await,
            Self::Postgres(look) => sqlx::query_scalar(postgres).fetch_all(look).await,
        };
        tables.unwrap()
    }

    async fn count(&mut self, statement: String) -> i64 {
        let statement = sqlx::AssertSqlSafe(statement);
        let count = match self {
            Self::Sqlite(look) => sqlx::query_scalar(statement).fetch_one(look).await,
            Self::Postgres(look) => sqlx::query_scalar(statement).fetch_one(look).await,
        };
        count.unwrap()
    }

    async fn close(self) {
        match self {
            Self::Sqlite(look) => look.close().await,
            Self::Postgres(look) => look.close().await,
        }
        .unwrap();
    }
}

async fn found_authority(services: &Services) {
    let authority = NewOrganisation {
        division: "990100".to_owned(),
        code: "01".to_owned(),
        name_zh: "示例县市场监督管理局".to_owned(),
        name_en: "Market Regulation Authority of Shili County".to_owned(),
        kind: OrganisationKind::Authority,
        parent: None,
        phone: "12315".to_owned(),
        address: "示例市示例县中心街 1 号".to_owned(),
        document_sign: None,
    };
    accounts::add_organisation(services, authority)
        .await
        .unwrap();
}

/// A complaint as the contract shows it.
pub fn complaint() -> Value {
    json!({
        "type": "complaint",
        "complainant": { "name": "张三", "phone": "14400001234", "address": "示例市示例县幸福路 1 号" },
        "respondent": { "name": "示例百货", "address": "示例市示例县中心街 2 号", "credit_code": "91990100DEM0AA0166" },
        "item": { "name": "电饭煲", "category": "G04", "order_no": "A12345", "purchased_on": "2026-11-01" },
        "problem": "P01",
        "claims": [{ "kind": "refund", "amount_fen": 19900 }],
        "facts": "2026年11月1日购买的电饭煲使用三天后不通电，商家拒绝退货。",
        "consents": { "privacy_notice": "1", "publication": false, "entrusted_mediation": true }
    })
}

/// A call with a JSON body.
pub fn call(method: Method, path: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// Adds headers to a request.
pub trait With {
    fn with(self, name: &'static str, value: &str) -> Self;
    /// A browser's own request with a session cookie.
    fn by_staff(self, cookie: &str) -> Self;
}

impl With for Request<Body> {
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers_mut().insert(name, value.parse().unwrap());
        self
    }

    fn by_staff(self, cookie: &str) -> Self {
        self.with("cookie", cookie)
            .with("sec-fetch-site", "same-origin")
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Bytes,
}

impl Answer {
    pub async fn of(router: Router, request: Request<Body>) -> Self {
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Self {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body,
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    /// The cookie that the answer sets, as the browser sends it back.
    pub fn cookie(&self) -> String {
        let cookie = self.header("set-cookie");
        cookie.split(';').next().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .unwrap_or_else(|| panic!("no {name}: {self:?}"))
            .to_str()
            .unwrap()
    }

    /// Checks the shape of an error and answers its code.
    pub fn problem(&self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        let body = self.json();
        assert_eq!(body["status"], status);
        assert_eq!(body["request_id"], self.header("x-request-id"));
        assert!(
            body["title"].is_string() && body["errors"].is_array(),
            "{body}"
        );
        let code = body["code"].as_str().unwrap().to_owned();
        assert_eq!(body["type"], format!("urn:weiquan:problem:{code}"));
        code
    }

    /// The wrong fields of an error, as `field code`.
    pub fn wrong_fields(&self) -> Vec<String> {
        let body = self.json();
        let errors = body["errors"].as_array().unwrap();
        errors
            .iter()
            .map(|e| {
                format!(
                    "{} {}",
                    e["field"].as_str().unwrap(),
                    e["code"].as_str().unwrap()
                )
            })
            .collect()
    }
}
