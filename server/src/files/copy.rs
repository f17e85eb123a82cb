//! Everything held about a case, for the person who filed.

use app::consumer::tracking::own_data_document;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use domain::locale::Locale;
use domain::view::Failure;
use service::own_data::{self, OwnData};

use super::Answer;
use crate::http::{App, cookie, visit};

/// `GET /case/my-data.zip`, for the case of the cookie.
pub(super) async fn own_data(State(app): State<App>, headers: HeaderMap) -> Answer {
    let token = cookie::value(&headers, cookie::TRACK).ok_or(Failure::Expired)?;
    let data = own_data::gather(&app.services, token).await?;
    Ok(packed(data, visit::locale(&headers)))
}

/// The archive, packed while it is sent. Its name says nothing that a stranger could use.
pub fn packed(data: OwnData, locale: Locale) -> Response {
    let page = own_data_document(&data.case, data.made_at, locale);
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\""),
        (CACHE_CONTROL, "no-store, private"),
    ];
    let archive = own_data::archive(data, page);
    (headers, Body::from_stream(archive)).into_response()
}
