//! Is the process there, can it work, which version is it?

use std::path::Path;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use tokio::time::timeout;

use super::{App, limit};
use crate::keys;

/// How long the database may take to show that it can be written.
const PATIENCE: Duration = Duration::from_secs(3);

/// Bytes that have to be free where the data lie.
const LEAST_FREE: u64 = 256 * 1024 * 1024;

/// `/healthz`, `/readyz`, `/version`.
pub fn routes(app: &App) -> Router {
    let routes = Router::new()
        .route("/healthz", get(healthy))
        .route("/readyz", get(ready))
        .route("/version", get(version))
        .with_state(app.clone());
    limit::around(routes, limit::NONE, limit::SHORT_TIME)
}

async fn healthy() -> impl IntoResponse {
    fresh(StatusCode::OK, json!({ "status": "ok" }))
}

/// Says what is not ready, in words an operator can act on.
async fn ready(State(app): State<App>) -> Response {
    let mut missing = Vec::new();
    if !matches!(
        timeout(PATIENCE, app.services.check_ready()).await,
        Ok(Ok(()))
    ) {
        missing.push("database is not writable");
    }
    if !keys::path(&app.config.data).is_file() {
        missing.push("key file is missing");
    }
    if is_nearly_full(&app.config.data) {
        missing.push("disk is nearly full");
    }
    if missing.is_empty() {
        fresh(StatusCode::OK, json!({ "status": "ready" }))
    } else {
        fresh(
            StatusCode::SERVICE_UNAVAILABLE,
            json!({ "status": "not ready", "missing": missing }),
        )
    }
}

/// Whether less is left than a day of a county needs. A disk that does not tell counts as large
/// enough: the write above has just succeeded.
fn is_nearly_full(data: &Path) -> bool {
    rustix::fs::statvfs(data)
        .is_ok_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) < LEAST_FREE)
}

async fn version() -> impl IntoResponse {
    fresh(
        StatusCode::OK,
        json!({ "name": "weiquan", "version": env!("CARGO_PKG_VERSION") }),
    )
}

fn fresh(status: StatusCode, body: serde_json::Value) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
