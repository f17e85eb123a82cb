//! Who may do what: every operation and every server function, asked by everybody. The answers
//! stand in `docs/permissions.md`; what is not there, or answers otherwise, fails.

use std::fmt::Write as _;
use std::path::Path;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use domain::code::{OrganisationKind, Role, Scope};
use serde_json::{Value, json};
use service::accounts::{self, NewOrganisation};

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call, complaint};
use crate::tokens::token;

on_both_engines! {
    everybody_may_do_what_the_table_says,
}

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/permissions.md");

/// Somebody who asks.
struct Caller {
    name: String,
    headers: Vec<(&'static str, String)>,
}

impl Caller {
    fn nobody() -> Self {
        let name = "nobody".to_owned();
        let headers = Vec::new();
        Self { name, headers }
    }

    fn by(name: &str, header: &'static str, value: String) -> Self {
        let name = name.to_owned();
        let headers = vec![(header, value)];
        Self { name, headers }
    }

    fn staff(name: &str, cookie: String) -> Self {
        let mut caller = Self::by(name, "cookie", cookie);
        caller
            .headers
            .push(("sec-fetch-site", "same-origin".to_owned()));
        caller
    }

    fn asks(&self, mut request: Request<Body>) -> Request<Body> {
        for (name, value) in &self.headers {
            request = request.with(name, value);
        }
        request
    }
}

/// An operation of the interface or a server function.
struct Operation {
    name: String,
    method: Method,
    path: String,
    /// Whether a form is posted; else JSON.
    is_form: bool,
}

/// The authority 01, the offices 11 and 12 below it, and a case of office 11.
struct World {
    surface: Surface,
    number: String,
    receipt: String,
}

impl World {
    async fn open() -> Self {
        let surface = Surface::with(|config| config.limits = false).await;
        for code in ["11", "12"] {
            let office = NewOrganisation {
                division: "990100".to_owned(),
                code: code.to_owned(),
                name_zh: format!("示例第{code}市场监督管理所"),
                name_en: format!("Office {code}"),
                kind: OrganisationKind::Office,
                parent: Some("01".to_owned()),
                phone: "12315".to_owned(),
                address: "示例市示例县".to_owned(),
                document_sign: None,
            };
            let services = &surface.app.services;
            accounts::add_organisation(services, office).await.unwrap();
        }
        let mut filing = complaint();
        filing["to"] = json!("11");
        let filed = surface.post("/api/v1/cases", &filing).await.json();
        Self {
            number: filed["number"].as_str().unwrap().to_owned(),
            receipt: filed["receipt"].as_str().unwrap().to_owned(),
            surface,
        }
    }

    async fn staff(&self, role: Role, organisation: &str) -> Caller {
        let login = format!("{}-{organisation}", role.code()).replace('_', "-");
        let cookie = self.surface.sign_in_at(&login, role, organisation).await;
        Caller::staff(&login, cookie)
    }

    /// Every operation of the description, then every server function, those that end a session
    /// last.
    async fn operations(&self) -> Vec<Operation> {
        let document = self.surface.get("/openapi.json").await.json();
        let mut found = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                found.push(Operation {
                    name: operation["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase().parse().unwrap(),
                    path: path.clone(),
                    is_form: false,
                });
            }
        }
        for (path, method) in server_fn::axum::server_fn_paths() {
            found.push(Operation {
                name: path.to_owned(),
                method,
                path: path.to_owned(),
                is_form: true,
            });
        }
        found.sort_unstable_by_key(|operation| {
            let ends = operation.name.ends_with("sign-out") || operation.name == "signOut";
            (ends, operation.is_form, operation.name.clone())
        });
        found.dedup_by(|one, other| one.name == other.name);
        found
    }

    fn request(&self, operation: &Operation) -> Request<Body> {
        let number = &self.number;
        let path = operation.path.replace("{number}", number);
        let path = path.replace("{format}", "csv").replace(['{', '}'], "");
        let path = match operation.name.as_str() {
            "explainDeadline" => format!("{path}?from=2026-09-30&rule=L1"),
            "listCases" => format!("{path}?queue=all"),
            _ => path,
        };
        if operation.is_form {
            return Request::builder()
                .method(operation.method.clone())
                .uri(path)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("accept", "application/json")
                .body(Body::from(form(&operation.name, number)))
                .unwrap();
        }
        let request = match operation.method {
            Method::GET => Request::get(path).body(Body::empty()).unwrap(),
            _ => call(operation.method.clone(), &path, &body(&operation.name)),
        };
        request.with("if-match", "\"1\"")
    }

    async fn ask(&self, caller: &Caller, operation: &Operation) -> String {
        let before = self.surface.events().await;
        let request = caller.asks(self.request(operation));
        let answer = self.surface.send(request).await;
        assert!(
            answer.status.as_u16() != 500,
            "{} by {}: {answer:?}",
            operation.name,
            caller.name
        );
        let changed = self.surface.events().await != before;
        said(&answer) + if changed { "+" } else { "" }
    }
}

/// A valid body of an operation; most of those that are not here need none.
fn body(operation: &str) -> Value {
    match operation {
        "fileCase" | "staffRegister" => complaint(),
        "sendMessage" | "supplyMaterial" => json!({ "text": "请尽快办理。" }),
        "signIn" => json!({ "login": "nobody", "password": "wrong password" }),
        "searchCases" => json!({ "q": "不通电" }),
        "commandCase" => json!({ "command": "note", "text": "已核对小票。" }),
        "revealField" => json!({ "field": "phone", "reason": "回访消费者" }),
        _ => json!({}),
    }
}

/// A valid form of a server function; most of those that are not here need none.
fn form(function: &str, number: &str) -> String {
    match function {
        "/fn/desk/case"
        | "/fn/desk/deliver-document"
        | "/fn/desk/documents"
        | "/fn/desk/issue-document"
        | "/fn/desk/void-document" => format!("number={number}"),
        "/fn/desk/command" => {
            format!("number={number}&version=1&command=note&text=%E5%B7%B2%E6%A0%B8%E5%AF%B9")
        }
        "/fn/desk/reveal" => format!("number={number}&field=phone&reason=call"),
        "/fn/desk/search" => "q=%E7%94%B5%E9%A5%AD%E7%85%B2".to_owned(),
        "/fn/deadline/explain" => "from=2026-09-30&rule=L1".to_owned(),
        _ => String::new(),
    }
}

/// The status, or the failure of a server function; a plus where a case or its record changed.
fn said(answer: &Answer) -> String {
    if let Some(place) = answer.headers.get("location") {
        let place = place.to_str().unwrap();
        let is_door = place.starts_with("/desk/sign-in");
        let is_page = answer.status != 201;
        return match (is_page, is_door) {
            (true, true) => "sign in".to_owned(),
            (true, false) => "page".to_owned(),
            (false, _) => "201".to_owned(),
        };
    }
    if !answer.headers.contains_key("serverfnerror") {
        return answer.status.as_str().to_owned();
    }
    let failure: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let name = failure.as_str().or_else(|| {
        let object = failure.as_object()?;
        object.keys().next().map(String::as_str)
    });
    match name {
        Some("SignInRequired") => "401".to_owned(),
        Some("NotAllowed") => "403".to_owned(),
        Some("NotFound") => "404".to_owned(),
        Some("Invalid") => "422".to_owned(),
        Some(other) => other.to_owned(),
        None => answer.status.as_str().to_owned(),
    }
}

fn row(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for cell in cells {
        write!(out, "| {cell} ").unwrap();
    }
    out.push_str("|\n");
}

fn head(out: &mut String, titles: &[String]) {
    row(out, titles.iter().cloned());
    row(out, titles.iter().map(|_| "---".to_owned()));
}

/// Everybody at the organisation of the case, and those who are not staff.
async fn by_role(world: &World, out: &mut String) {
    let mut callers = vec![
        Caller::nobody(),
        Caller::by(
            "receipt",
            "authorization",
            format!("Receipt {}", world.receipt),
        ),
    ];
    let machine = token(&world.surface, "machine", Scope::ALL).await;
    callers.push(Caller::by("machine of 01", "authorization", machine));
    for role in Role::ALL {
        callers.push(world.staff(*role, "11").await);
    }
    let mut titles = vec!["operation".to_owned()];
    titles.extend(callers.iter().map(|caller| caller.name.replace("-11", "")));
    head(out, &titles);
    for operation in world.operations().await {
        let mut cells = vec![format!("`{}`", operation.name)];
        for caller in &callers {
            cells.push(world.ask(caller, &operation).await);
        }
        let nobody = cells.get(1).unwrap();
        let is_desk = operation.name.starts_with("/fn/desk/");
        let is_door = operation.name.contains("/desk/sign-");
        assert!(
            !is_desk || is_door || !(nobody.ends_with('+') || nobody == "200"),
            "{}: anybody gets {nobody}",
            operation.name
        );
        row(out, cells);
    }
}

/// The operations on a case of office 11, by every role at three places.
const ON_A_CASE: [&str; 8] = [
    "getCase",
    "searchCases",
    "commandCase",
    "revealField",
    "/fn/desk/case",
    "/fn/desk/command",
    "/fn/desk/documents",
    "/fn/desk/reveal",
];

async fn by_relation(world: &World, out: &mut String) {
    let operations = world.operations().await;
    let operations: Vec<_> = ON_A_CASE
        .iter()
        .map(|name| operations.iter().find(|known| known.name == *name).unwrap())
        .collect();
    let mut titles = vec!["role".to_owned(), "organisation".to_owned()];
    titles.extend(ON_A_CASE.iter().map(|name| format!("`{name}`")));
    head(out, &titles);
    for role in Role::ALL {
        for (organisation, relation) in [("11", "own"), ("01", "above"), ("12", "other")] {
            let login = format!("{}-{organisation}", role.code()).replace('_', "-");
            let caller = match organisation {
                "11" => Caller::staff(&login, world.surface.sign_in_again(&login).await),
                _ => world.staff(*role, organisation).await,
            };
            let mut cells = vec![role.code().to_owned(), relation.to_owned()];
            for operation in &operations {
                let said = if operation.name == "searchCases" {
                    found(world, &caller, operation).await
                } else {
                    world.ask(&caller, operation).await
                };
                cells.push(said);
            }
            row(out, cells);
        }
    }
}

/// Whether the case is among what a search finds.
async fn found(world: &World, caller: &Caller, operation: &Operation) -> String {
    let request = caller.asks(world.request(operation));
    let answer = world.surface.send(request).await;
    if answer.status == 200 {
        let is_found = answer.body.contains(&world.number);
        return if is_found { "found" } else { "not found" }.to_owned();
    }
    said(&answer)
}

async fn everybody_may_do_what_the_table_says() {
    let world = World::open().await;
    let mut table = String::from(ABOUT);
    table.push_str("\n## By role\n\nThe case belongs to the caller's own organisation.\n\n");
    by_role(&world, &mut table).await;
    table.push_str("\n## By relation\n\nA case of an office, asked for there, at the authority above it, and at another office.\n\n");
    by_relation(&world, &mut table).await;
    compare(Path::new(DOCUMENT), &table);
}

const ABOUT: &str = "# Who may do what

Every operation of the HTTP interface and every server function behind the pages, asked by everybody, on a running service. `+` marks a change of a case or of its access record; a form is answered with a page whether it was done or not, so there the `+` is what counts; `sign in` leads to the sign-in page. A test compares this table with the service; `UPDATE_DOCS=1 cargo test -p server --test surface permissions` rewrites it, and the difference is what to review.
";

fn compare(path: &Path, table: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, table).unwrap();
    }
    let known = std::fs::read_to_string(path).unwrap_or_default();
    let differing = known
        .lines()
        .zip(table.lines())
        .find(|(old, new)| old != new);
    assert!(
        known == table,
        "docs/permissions.md differs, first at {differing:?}; review it after UPDATE_DOCS=1"
    );
}
