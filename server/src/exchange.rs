//! Files of cases at the desk: one comes in as `multipart/form-data`, one goes out as a download.
//! What does not succeed leads back to the page it came from, which says why.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Extension, Form, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use domain::case::{Fault, FieldProblem};
use domain::view::{Failure, FormState, QueueFilter, Viewer};
use futures::stream;
use serde::Deserialize;
use service::exchange::{self, ExportRequest, Exported, Format, Limits};

use crate::http::problem::Problem;
use crate::http::session::SignedIn;
use crate::http::{App, limit};

/// Bytes of an upload: the largest file with the form around it.
const UPLOAD: usize = Limits::DESK.bytes + 64 * 1024;
/// Bytes of a piece of a download.
const PIECE: usize = 64 * 1024;

/// `/desk/import/file`, `/desk/import/template.csv` and `/desk/export/file`.
pub fn routes(app: &App) -> Router {
    let incoming = Router::new()
        .route("/desk/import/file", post(take))
        .route("/desk/import/template.csv", get(template))
        .with_state(app.clone());
    let outgoing = Router::new()
        .route("/desk/export/file", post(give))
        .with_state(app.clone());
    Router::new()
        .merge(limit::around(incoming, UPLOAD, limit::PAGE_TIME))
        .merge(limit::around(outgoing, limit::FORM, limit::PAGE_TIME))
}

/// Takes a file and leads to the page that shows what it would do.
async fn take(
    State(app): State<App>,
    signed_in: Option<Extension<SignedIn>>,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let Some(Extension(SignedIn { viewer, .. })) = signed_in else {
        return Ok(to_sign_in("/desk/import"));
    };
    let taken = match first_file(multipart).await {
        Ok(bytes) => exchange::upload(&app.services, &viewer, &bytes).await,
        Err(fault) => Err(Failure::Invalid(vec![FieldProblem::new("file", fault)])),
    };
    match taken {
        Ok(id) => Ok(see(&format!("/desk/import?file={id}"))),
        Err(failure) => refuse(&app, &viewer, "/desk/import", failure, FormState::default()).await,
    }
}

/// A table with its headings alone.
async fn template() -> Result<Response, Problem> {
    let bytes = exchange::template().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let headers = [
        (CONTENT_TYPE, Format::Csv.media_type()),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"cases-template.csv\"",
        ),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, bytes).into_response())
}

async fn first_file(multipart: Result<Multipart, MultipartRejection>) -> Result<Bytes, Fault> {
    let mut multipart = multipart.map_err(|_| Fault::Missing)?;
    loop {
        // The only thing that goes wrong with a form of ours is its size.
        let field = multipart.next_field().await.map_err(|_| Fault::TooLarge)?;
        let field = field.ok_or(Fault::Missing)?;
        if field.name() == Some("file") {
            return field.bytes().await.map_err(|_| Fault::TooLarge);
        }
    }
}

/// What the export page asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    format: String,
    queue: String,
    #[serde(rename = "type")]
    case_type: String,
    state: String,
    org: String,
    search: String,
    /// `clear` when personal data are not to be hidden.
    data: String,
    reason: String,
}

/// Gives a file.
async fn give(
    State(app): State<App>,
    signed_in: Option<Extension<SignedIn>>,
    wanted: Result<Form<Wanted>, axum::extract::rejection::FormRejection>,
) -> Result<Response, Problem> {
    let Some(Extension(SignedIn { viewer, .. })) = signed_in else {
        return Ok(to_sign_in("/desk"));
    };
    let Form(wanted) = wanted.map_err(|rejected| Problem::of_status(rejected.status()))?;
    let request = ExportRequest {
        format: Format::parse(&wanted.format).unwrap_or(Format::Xlsx),
        filter: QueueFilter {
            queue: wanted.queue.clone(),
            case_type: wanted.case_type.clone(),
            state: wanted.state.clone(),
            org: wanted.org.clone(),
            ..QueueFilter::default()
        },
        search: wanted.search.clone(),
        reason: (wanted.data == "clear").then(|| wanted.reason.clone()),
    };
    match exchange::export(&app.services, &viewer, &request).await {
        Ok(exported) => Ok(download(exported)),
        Err(failure) => {
            let back = wanted.page();
            refuse(&app, &viewer, &back, failure, wanted.typed()).await
        }
    }
}

impl Wanted {
    /// The page it came from. Codes and an id, each escaped as a query member.
    fn page(&self) -> String {
        let members = [
            ("queue", &self.queue),
            ("type", &self.case_type),
            ("state", &self.state),
            ("org", &self.org),
            ("search", &self.search),
        ];
        let plain = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        };
        let members: Vec<String> = members
            .into_iter()
            .filter(|(_, value)| !value.is_empty() && plain(value))
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("/desk/export?{}", members.join("&"))
    }

    fn typed(&self) -> FormState {
        let values = [
            ("format", &self.format),
            ("data", &self.data),
            ("reason", &self.reason),
        ];
        FormState {
            values: values
                .map(|(name, value)| (name.to_owned(), value.clone()))
                .into(),
            ..FormState::default()
        }
    }
}

/// Leads back to a page with what was typed and why it was not done.
async fn refuse(
    app: &App,
    viewer: &Viewer,
    page: &str,
    failure: Failure,
    typed: FormState,
) -> Result<Response, Problem> {
    let state = FormState {
        problems: match &failure {
            Failure::Invalid(problems) => problems.clone(),
            _ => Vec::new(),
        },
        failure: Some(failure),
        ..typed
    };
    let owner = viewer.staff.account.to_string();
    let id = service::forms::keep(&app.services, &owner, state).await?;
    let mark = if page.contains('?') { '&' } else { '?' };
    Ok(see(&format!("{page}{mark}form={id}")))
}

pub(crate) fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

pub(crate) fn to_sign_in(back: &str) -> Response {
    see(&format!("/desk/sign-in?back={}", back.replace('/', "%2F")))
}

/// A file as a download that no browser opens by itself or keeps.
pub fn download(exported: Exported) -> Response {
    let length = exported.bytes.len();
    let bytes = Bytes::from(exported.bytes);
    let pieces = (0..length.div_ceil(PIECE)).map(move |piece| {
        let from = piece * PIECE;
        Ok::<_, std::io::Error>(bytes.slice(from..(from + PIECE).min(bytes.len())))
    });
    let mut response = Response::new(Body::from_stream(stream::iter(pieces)));
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(CONTENT_TYPE, exported.format.media_type());
    put(CONTENT_LENGTH, &length.to_string());
    put(
        CONTENT_DISPOSITION,
        &format!("attachment; filename=\"{}\"", exported.name),
    );
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(CACHE_CONTROL, "no-store");
    put(
        HeaderName::from_static("x-content-sha256"),
        &exported.sha256,
    );
    put(
        HeaderName::from_static("x-case-count"),
        &exported.cases.to_string(),
    );
    response
}
