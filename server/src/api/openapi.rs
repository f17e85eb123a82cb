//! The description of this interface (OpenAPI), generated from the handlers.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::routing::get;
use utoipa::openapi::path::PathItem;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{self, ContentBuilder, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::{
    audit, cases, complainant, deadline, desk, document, evidence, exports, own_data, schema,
    search, session, statistics, tracking_code,
};
use crate::http::{cookie, limit, proof};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "维权通 Weiquan",
        description = "Consumer-rights cases: filing, tracking, the desk. Members may be added to answers."
    ),
    paths(
        cases::file,
        deadline::explain,
        statistics::public,
        proof::offer,
        complainant::track,
        complainant::send_message,
        complainant::supply_material,
        complainant::give_consent,
        complainant::request_recusal,
        complainant::answer_proposal,
        complainant::propose_terms,
        complainant::withdraw,
        complainant::urge,
        complainant::reopen,
        complainant::answer_survey,
        tracking_code::ask,
        tracking_code::redeem,
        evidence::add,
        evidence::list,
        evidence::open,
        document::open,
        own_data::export,
        session::sign_in,
        session::sign_out,
        session::who_am_i,
        desk::list,
        search::find,
        desk::case,
        desk::command,
        desk::reveal,
        desk::register,
        exports::cases,
        statistics::at_desk,
        audit::head,
    ),
    components(schemas(schema::ProblemDocument)),
    modifiers(&Passes, &Errors)
)]
struct Document;

/// What lets somebody act.
struct Passes;

impl Modify for Passes {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let header = |text| ApiKey::Header(ApiKeyValue::with_description("Authorization", text));
        let session = ApiKey::Cookie(ApiKeyValue::new(cookie::SESSION));
        let components = document.components.get_or_insert_default();
        for (name, scheme) in [
            ("session", SecurityScheme::ApiKey(session)),
            (
                "token",
                SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
            ),
            ("receipt", SecurityScheme::ApiKey(header("Receipt <code>"))),
            ("visit", SecurityScheme::ApiKey(header("Visit <pass>"))),
            ("survey", SecurityScheme::ApiKey(header("Survey <token>"))),
        ] {
            components.add_security_scheme(name, scheme);
        }
    }
}

/// Every operation answers errors in the same shape.
struct Errors;

impl Modify for Errors {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let problem = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("ProblemDocument")))
            .build();
        let error = ResponseBuilder::new()
            .description("Not done")
            .content("application/problem+json", problem)
            .build();
        for operation in document.paths.paths.values_mut().flat_map(operations) {
            let responses = &mut operation.responses.responses;
            responses.insert("default".to_owned(), error.clone().into());
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut openapi::path::Operation> {
    [&mut item.get, &mut item.post, &mut item.delete]
        .into_iter()
        .flatten()
}

/// The document as JSON.
///
/// # Errors
/// Never for a document that could be described.
pub fn document() -> serde_json::Result<String> {
    Document::openapi().to_pretty_json()
}

/// `/openapi.json`.
pub fn routes() -> Router {
    let document = document().unwrap_or_default();
    let answer = move || async move {
        let headers = [
            (CONTENT_TYPE, "application/json"),
            (CACHE_CONTROL, "no-cache"),
        ];
        (headers, document)
    };
    let routes = Router::new().route("/openapi.json", get(answer));
    limit::around(routes, limit::NONE, limit::SHORT_TIME)
}
