//! `/api/docs`: the description of the interface for people, by Swagger UI. Its files are part of
//! the program; nothing is loaded from anywhere else.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use utoipa_swagger_ui::{Config, serve};

use crate::http::limit;
use crate::http::problem::Problem;
use crate::http::security::CspNonce;

/// Files of Swagger UI that the page needs.
const FILES: [&str; 3] = [
    "swagger-ui.css",
    "swagger-ui-bundle.js",
    "favicon-32x32.png",
];

/// The page and its files.
pub fn routes() -> Router {
    let routes = Router::new()
        .route("/api/docs", get(page))
        .route("/api/docs/{file}", get(file));
    limit::around(routes, limit::NONE, limit::SHORT_TIME)
}

/// The validator of Swagger would tell a foreign host what is read here.
async fn page(nonce: Option<Extension<CspNonce>>) -> impl IntoResponse {
    let nonce = nonce
        .map(|Extension(CspNonce(nonce))| nonce)
        .unwrap_or_default();
    let html = Html(format!(
        r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>维权通 Weiquan: HTTP interface</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<noscript><p>This page needs JavaScript. The same description: <a href="/openapi.json">/openapi.json</a></p></noscript>
<main id="interface"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script nonce="{nonce}">
SwaggerUIBundle({{
  url: "/openapi.json",
  dom_id: "#interface",
  validatorUrl: null,
  deepLinking: true,
  displayOperationId: true,
  defaultModelsExpandDepth: 0
}});
</script>
</body>
</html>
"##
    ));
    ([(CACHE_CONTROL, "no-store")], html)
}

async fn file(Path(name): Path<String>) -> Response {
    let known = FILES.contains(&name.as_str());
    let found = known.then(|| serve(&name, Arc::new(Config::from("/openapi.json"))));
    let Some(Ok(Some(file))) = found else {
        return Problem::of_status(StatusCode::NOT_FOUND).into_response();
    };
    let mut response = file.bytes.into_owned().into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&file.content_type) {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=86400"),
    );
    response
}
