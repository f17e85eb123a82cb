//! Issued documents over HTTP: who gets the paper, and what everybody learns by its code.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use domain::code::Role;
use domain::document::Document;
use domain::view::Failure;
use futures::future::BoxFuture;
use serde_json::json;
use service::ports::Typesetter;

use crate::engine::on_both_engines;
use crate::support::{Surface, With as _, call};

on_both_engines! {
    a_document_goes_to_those_it_is_for_and_to_nobody_else,
    a_document_that_is_not_there_is_not_found,
}

/// Sets nothing: the typeface belongs to the built site.
struct Plain;

impl Typesetter for Plain {
    fn typeset(&self, document: Document) -> BoxFuture<'_, Result<Vec<u8>, Failure>> {
        Box::pin(async move { Ok(document.title.into_bytes()) })
    }
}

async fn opened() -> Surface {
    Surface::open().await.typeset_by(Arc::new(Plain))
}

/// Issues the registration form of a case and answers its identifier.
async fn issue(surface: &Surface, cookie: &str, number: &str) -> String {
    let form = format!("number={number}&template=complaint_registration");
    let answer = surface
        .submit("/fn/desk/issue-document", cookie, &form)
        .await;
    let page = format!("/desk/documents/{number}");
    assert_eq!(answer.header("location"), page, "{answer:?}");
    let page = surface.open_page(&page, cookie).await;
    let link = format!("/desk/documents/{number}/");
    let (_, rest) = page.body.split_once(&link).unwrap();
    rest.split(['"', '?']).next().unwrap().to_owned()
}

async fn a_document_goes_to_those_it_is_for_and_to_nobody_else() {
    let surface = opened().await;
    let (number, receipt) = surface.file().await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    let id = issue(&surface, &handler, &number).await;

    let paper = surface
        .open_page(&format!("/desk/cases/{number}/issued/{id}"), &handler)
        .await;
    assert_eq!(paper.status, StatusCode::OK);
    assert_eq!(paper.body, "投诉登记表");
    assert_eq!(paper.header("content-type"), "application/pdf");
    assert_eq!(paper.header("cache-control"), "no-store, private");
    assert!(
        paper
            .header("content-disposition")
            .starts_with("attachment")
    );
    let analyst = surface.sign_in("A1", Role::Analyst).await;
    let refused = surface
        .open_page(&format!("/desk/cases/{number}/issued/{id}"), &analyst)
        .await;
    assert!(refused.status.is_client_error(), "{refused:?}");

    let request = call(Method::GET, "/api/v1/case", &json!({}));
    let tracked = surface
        .send(request.with("authorization", &format!("Receipt {receipt}")))
        .await
        .json();
    assert_eq!(tracked["documents"][0]["id"], id.as_str(), "{tracked}");
    let code = tracked["documents"][0]["code"].as_str().unwrap();

    let path = format!("/api/v1/case/documents/{id}");
    let request = call(Method::GET, &path, &json!({}));
    let own = surface
        .send(request.with("authorization", &format!("Receipt {receipt}")))
        .await;
    assert_eq!(own.body, paper.body);
    let stranger = surface.get(&format!("/case/documents/{id}")).await;
    assert_eq!(stranger.status, StatusCode::GONE);
    let business = surface.get(&format!("/b/nonsense/documents/{id}")).await;
    assert_eq!(business.status, StatusCode::NOT_FOUND);

    let checked = surface.get(&format!("/check/{code}")).await;
    assert_eq!(checked.status, StatusCode::OK);
    assert!(checked.body.contains("投登〔2026〕1号"), "{}", checked.body);
    assert!(!checked.body.contains(&number), "nothing leads to the case");
    for typed in ["?code=0000-0000-0000", "/nonsense", ""] {
        let page = surface.get(&format!("/check{typed}")).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        assert!(!page.body.contains("SHA-256<"), "{typed}");
    }
}

async fn a_document_that_is_not_there_is_not_found() {
    let surface = opened().await;
    let (number, _) = surface.file().await;
    let (other, _) = surface.file().await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    let id = issue(&surface, &handler, &number).await;
    for path in [
        format!("/desk/cases/{other}/issued/{id}"),
        format!("/desk/cases/{number}/issued/nonsense"),
        format!("/desk/cases/123/issued/{id}"),
    ] {
        let answer = surface.open_page(&path, &handler).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    for (path, form) in [
        ("issue-document", "template=nonsense"),
        ("void-document", "id=nonsense&reason=x"),
        ("deliver-document", "id=nonsense"),
    ] {
        let form = format!("number={number}&{form}");
        let path = format!("/fn/desk/{path}");
        let answer = surface.submit(&path, &handler, &form).await;
        assert!(answer.header("location").contains("form="), "{answer:?}");
    }
}
