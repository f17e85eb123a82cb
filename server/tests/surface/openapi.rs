//! The document says what the interface does.

use std::collections::BTreeSet;
use std::process::Command;

use axum::body::Body;
use axum::http::{Method, Request};
use domain::case::{Consents, RawClaim, RawCommand, RawFiling, RawItem, RawPerson, RawRespondent};
use domain::code::Role;
use serde::Serialize;
use serde_json::{Value, json};

use crate::support::{Surface, With as _, call};

/// Operations that other programs rely on.
const OPERATIONS: [(&str, &str, &str); 34] = [
    ("fileCase", "post", "/api/v1/cases"),
    ("trackCase", "get", "/api/v1/case"),
    ("sendMessage", "post", "/api/v1/case/messages"),
    ("requestTrackingCode", "post", "/api/v1/case/code-requests"),
    ("openByTrackingCode", "post", "/api/v1/case/visits"),
    ("supplyMaterial", "post", "/api/v1/case/material"),
    ("publicStatistics", "get", "/api/v1/statistics"),
    ("statistics", "get", "/api/v1/desk/statistics"),
    ("auditHead", "get", "/api/v1/audit/head"),
    ("addEvidence", "post", "/api/v1/case/evidence"),
    ("listEvidence", "get", "/api/v1/case/evidence"),
    ("getEvidence", "get", "/api/v1/case/evidence/{id}"),
    ("getDocument", "get", "/api/v1/case/documents/{id}"),
    ("exportOwnData", "get", "/api/v1/case/data"),
    ("giveConsent", "post", "/api/v1/case/consent"),
    ("requestRecusal", "post", "/api/v1/case/recusal"),
    ("answerProposal", "post", "/api/v1/case/proposal-answers"),
    ("proposeTerms", "post", "/api/v1/case/proposals"),
    ("withdrawCase", "post", "/api/v1/case/withdrawal"),
    ("urgeCase", "post", "/api/v1/case/urging"),
    ("answerSurvey", "post", "/api/v1/case/survey"),
    ("reopenCase", "post", "/api/v1/case/reopening"),
    ("explainDeadline", "get", "/api/v1/deadline"),
    ("exportCases", "get", "/api/v1/desk/exports/cases.{format}"),
    ("proofOfWork", "get", "/api/v1/proof-of-work"),
    ("signIn", "post", "/api/v1/session"),
    ("signOut", "delete", "/api/v1/session"),
    ("whoAmI", "get", "/api/v1/session"),
    ("listCases", "get", "/api/v1/cases"),
    ("searchCases", "post", "/api/v1/cases/search"),
    ("getCase", "get", "/api/v1/cases/{number}"),
    ("commandCase", "post", "/api/v1/cases/{number}/commands"),
    ("revealField", "post", "/api/v1/cases/{number}/reveal"),
    ("staffRegister", "post", "/api/v1/desk/cases"),
];

async fn document(surface: &Surface) -> Value {
    let answer = surface.get("/openapi.json").await;
    assert_eq!(answer.header("content-type"), "application/json");
    answer.json()
}

/// Names of the members of an object.
fn members(object: &Value) -> BTreeSet<&str> {
    let object = object.as_object().unwrap_or_else(|| panic!("{object}"));
    object.keys().map(String::as_str).collect()
}

fn described<'d>(document: &'d Value, schema: &str) -> BTreeSet<&'d str> {
    members(&document["components"]["schemas"][schema]["properties"])
}

#[tokio::test]
async fn the_operations_are_those_that_programs_rely_on() {
    let surface = Surface::open().await;
    let document = document(&surface).await;
    let mut found = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            found.insert((id, method.as_str(), path.as_str()));
            let problem = &operation["responses"]["default"]["content"];
            assert!(problem["application/problem+json"].is_object(), "{id}");
        }
    }
    assert_eq!(found, BTreeSet::from(OPERATIONS));
}

#[tokio::test]
async fn every_operation_is_there() {
    let surface = Surface::open().await;
    for (id, method, path) in OPERATIONS {
        let method: Method = method.to_uppercase().parse().unwrap();
        let request = Request::builder().method(method).uri(path);
        let answer = surface.send(request.body(Body::empty()).unwrap()).await;
        let status = answer.status.as_u16();
        let known = matches!(status, 400 | 401 | 415 | 422)
            || matches!(id, "proofOfWork" | "publicStatistics");
        assert!(known, "{id}: {answer:?}");
    }
}

#[tokio::test]
async fn what_is_sent_has_the_members_that_are_described() {
    fn sent<T: Serialize + Default>() -> Value {
        serde_json::to_value(T::default()).unwrap()
    }
    let surface = Surface::open().await;
    let document = document(&surface).await;
    for (schema, sent) in [
        ("Filing", sent::<RawFiling>()),
        ("Person", sent::<RawPerson>()),
        ("Business", sent::<RawRespondent>()),
        ("Item", sent::<RawItem>()),
        ("ClaimOfFiling", sent::<RawClaim>()),
        ("Consents", sent::<Consents>()),
        ("Command", sent::<RawCommand>()),
    ] {
        assert_eq!(described(&document, schema), members(&sent), "{schema}");
        let others = &document["components"]["schemas"][schema]["additionalProperties"];
        assert_eq!(others, false, "{schema} refuses unknown members");
    }
}

#[tokio::test]
async fn what_is_answered_has_the_members_that_are_described() {
    let surface = Surface::open().await;
    let document = document(&surface).await;
    let filed = surface
        .post("/api/v1/cases", &crate::support::complaint())
        .await
        .json();
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let get = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        surface.send(request.by_staff(&cookie)).await.json()
    };
    let published = surface.get("/api/v1/statistics").await.json();
    let figures = get("/api/v1/desk/statistics").await;
    let receipt = format!("Receipt {}", filed["receipt"].as_str().unwrap());
    let tracked = Request::get("/api/v1/case").body(Body::empty()).unwrap();
    let tracked = surface.send(tracked.with("authorization", &receipt)).await;
    let asked = json!({ "number": filed["number"], "phone": "14400001234" });
    let asked = surface.post("/api/v1/case/code-requests", &asked).await;
    let search = json!({ "q": "不通电" });
    let search = call(Method::POST, "/api/v1/cases/search", &search).by_staff(&cookie);
    let found = surface.send(search).await.json();
    let list = get("/api/v1/cases?queue=all").await;
    let case = format!("/api/v1/cases/{}", filed["number"].as_str().unwrap());
    let explanation = get("/api/v1/deadline?from=2026-09-30&rule=L1").await;
    let refused = surface.get("/api/v1/case").await.json();
    let mut problem = members(&refused);
    problem.insert("detail");
    assert_eq!(described(&document, "ProblemDocument"), problem);
    for (schema, answered) in [
        ("Filed", &filed),
        ("FiledClock", &filed["clocks"][0]),
        ("TrackedCase", &tracked.json()),
        ("PublicFigures", &published),
        ("PublicPart", &published["by_type"][0]),
        ("PublicOrganisationPart", &published["by_organisation"][0]),
        ("Figures", &figures),
        ("Part", &figures["by_month"][0]),
        ("OrganisationPart", &figures["by_organisation"][0]),
        ("CodeAsked", &asked.json()),
        ("SignedInStaff", &get("/api/v1/session").await),
        ("CaseList", &list),
        ("CaseRow", &list["rows"][0]),
        ("DeskCase", &get(&case).await),
        ("FoundCases", &found),
        ("FoundCase", &found["rows"][0]),
        ("Why", &found["rows"][0]["why"][0]),
        ("Explanation", &explanation),
        ("ExplainedDay", &explanation["days"][0]),
    ] {
        assert_eq!(described(&document, schema), members(answered), "{schema}");
    }
}

#[tokio::test]
async fn the_program_prints_what_the_server_serves() {
    let surface = Surface::open().await;
    let printed = Command::new(env!("CARGO_BIN_EXE_weiquan"))
        .arg("openapi")
        .env_remove("WEIQUAN_TEST_POSTGRES")
        .output()
        .unwrap();
    let printed: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(printed, document(&surface).await);
}

#[tokio::test]
async fn the_description_can_be_read_by_people_from_this_host_alone() {
    let surface = Surface::open().await;
    let page = surface.get("/api/docs").await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("http://") && !page.body.contains("https://"));
    let policy = page.header("content-security-policy");
    let (_, nonce) = page.body.split_once("<script nonce=\"").unwrap();
    let nonce = nonce.split('"').next().unwrap();
    assert!(policy.contains(&format!("'nonce-{nonce}'")), "{policy}");
    for (file, kind) in [
        ("swagger-ui.css", "text/css"),
        ("swagger-ui-bundle.js", "text/javascript"),
        ("favicon-32x32.png", "image/png"),
    ] {
        assert!(page.body.contains(file), "{file}");
        let file = surface.get(&format!("/api/docs/{file}")).await;
        assert_eq!(file.header("content-type"), kind);
        assert!(!file.body.is_empty());
    }
    for other in ["index.html", "swagger-initializer.js", "%2e%2e"] {
        let other = surface.get(&format!("/api/docs/{other}")).await;
        assert_eq!(other.problem(404), "not_found");
    }
}
