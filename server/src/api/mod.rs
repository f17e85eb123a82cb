//! The HTTP interface for other programs, under `/api/v1`.
//!
//! Each handler parses, calls one use case and answers; the rules are all in `service`. Errors are
//! [`Problem`](crate::http::problem::Problem)s.

mod audit;
mod body;
mod cases;
mod complainant;
mod deadline;
mod desk;
mod document;
mod evidence;
mod exports;
mod negotiation;
pub mod openapi;
mod own_data;
mod query;
mod receipt;
mod schema;
mod search;
mod session;
mod statistics;
mod tracking_code;
mod version;
pub mod viewer;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use crate::http::{App, limit, private, proof};

/// The routes below `/api/v1`.
pub fn routes(app: &App) -> Router {
    let routes = Router::new()
        .merge(for_anyone())
        .merge(for_complainants())
        .merge(for_staff())
        .layer(from_fn(negotiation::answer_json))
        .layer(from_fn(private::keep_nowhere))
        .with_state(app.clone());
    limit::around(routes, limit::JSON, limit::CALL_TIME).merge(with_files(app))
}

fn with_files(app: &App) -> Router {
    let routes = Router::new()
        .route("/case/evidence", get(evidence::list).post(evidence::add))
        .route("/case/evidence/{id}", get(evidence::open))
        .route("/case/documents/{id}", get(document::open))
        .route("/case/data", get(own_data::export))
        .layer(from_fn(private::keep_nowhere))
        .with_state(app.clone());
    limit::around(routes, limit::UPLOAD, limit::UPLOAD_TIME)
}

fn for_anyone() -> Router<App> {
    Router::new()
        .route("/deadline", get(deadline::explain))
        .route("/statistics", get(statistics::public))
        .route("/proof-of-work", get(proof::offer))
}

fn for_complainants() -> Router<App> {
    Router::new()
        .route("/case", get(complainant::track))
        .route("/case/code-requests", post(tracking_code::ask))
        .route("/case/visits", post(tracking_code::redeem))
        .route("/case/material", post(complainant::supply_material))
        .route("/case/messages", post(complainant::send_message))
        .route("/case/consent", post(complainant::give_consent))
        .route("/case/recusal", post(complainant::request_recusal))
        .route("/case/proposal-answers", post(complainant::answer_proposal))
        .route("/case/proposals", post(complainant::propose_terms))
        .route("/case/withdrawal", post(complainant::withdraw))
        .route("/case/urging", post(complainant::urge))
        .route("/case/reopening", post(complainant::reopen))
        .route("/case/survey", post(complainant::answer_survey))
}

fn for_staff() -> Router<App> {
    Router::new()
        .route(
            "/session",
            get(session::who_am_i)
                .post(session::sign_in)
                .delete(session::sign_out),
        )
        // Anyone files, staff list.
        .route("/cases", get(desk::list).post(cases::file))
        .route("/cases/search", post(search::find))
        .route("/cases/{number}", get(desk::case))
        .route("/cases/{number}/commands", post(desk::command))
        .route("/cases/{number}/reveal", post(desk::reveal))
        .route("/desk/cases", post(desk::register))
        .route("/desk/statistics", get(statistics::at_desk))
        .route("/audit/head", get(audit::head))
        .route("/desk/exports/{file}", get(exports::cases))
}
