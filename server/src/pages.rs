//! The pages: four applications, each with its own shell, routes and files.
//!
//! The public one answers everywhere, the desk under `/desk` with the administration beside it, the
//! survey under `/s` and without a script. Server functions are plain routes under `/fn`; none of the applications registers them,
//! so that they exist once.

use std::sync::{Arc, LazyLock};

use app::page::Page;
use app::shell::{Assets, desk_forms_shell, desk_shell, public_shell, survey_shell};
use app::{DeskApp, DeskFormsApp, PublicApp, SurveyApp, is_desk_form};
use axum::Form;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, post};
use domain::locale::Locale;
use domain::view::Failure;
use futures::StreamExt as _;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use leptos::config::LeptosOptions;
use leptos::context::{provide_context, use_context};
use leptos::nonce::Nonce;
use leptos::prelude::IntoView;
use leptos_axum::{
    AxumRouteListing, LeptosRoutes as _, generate_route_list_with_exclusions,
    handle_response_inner, handle_server_fns_with_context, render_app_async_with_context,
};
use serde::Deserialize;
use service::Services;
use service::ports::Typesetter;

use crate::http::answer::SERVER_FUNCTION_ERROR;
use crate::http::problem::Problem;
use crate::http::security::CspNonce;
use crate::http::{App, cookie, limit, private, visit};
use crate::site::{self, Bundle};

/// Everything people see, the answer to unknown addresses included.
pub fn routes(app: &App) -> Router {
    let pages = Router::new()
        .merge(application(
            app,
            &app.site.public,
            &LISTINGS.public,
            public_shell,
        ))
        .merge(application(app, &app.site.desk, &LISTINGS.desk, desk_shell))
        .merge(application(
            app,
            &app.site.desk_forms(),
            &LISTINGS.desk_forms,
            desk_forms_shell,
        ))
        .merge(survey(app))
        .merge(functions(app))
        .fallback(any(elsewhere).with_state(app.clone()))
        .layer(from_fn(private::keep_nowhere))
        .layer(from_fn_with_state(app.clone(), visit::begin));
    limit::around(pages, limit::FORM, limit::PAGE_TIME)
}

fn functions(app: &App) -> Router {
    Router::new()
        .route("/fn/preferences", post(keep_preferences))
        .route("/fn/{*path}", any(function))
        .with_state(app.clone())
}

fn belongs_to_desk(path: &str) -> bool {
    path == "/desk" || path.starts_with("/desk/")
}

fn belongs_to_survey(path: &str) -> bool {
    path.starts_with("/s/")
}

fn belongs_to_public(path: &str) -> bool {
    !belongs_to_desk(path) && !belongs_to_survey(path)
}

/// One application's routes.
fn application<S>(
    app: &App,
    bundle: &Bundle,
    paths: &[AxumRouteListing],
    shell: fn(LeptosOptions) -> S,
) -> Router
where
    S: IntoView + 'static,
{
    let options = options(bundle);
    let context = Context::new(app, bundle);
    let shell = {
        let options = options.clone();
        move || shell(options.clone())
    };
    Router::new()
        .leptos_routes_with_context(&options, paths.to_vec(), move || context.provide(), shell)
        .with_state(options)
}

/// The survey is rendered like the others, but nothing of it is there for a script.
fn survey(app: &App) -> Router {
    let options = options(&app.site.survey);
    let context = Context::new(app, &app.site.survey);
    let shell_options = options.clone();
    let page = move |request: Request| {
        let (context, options) = (context.clone(), shell_options.clone());
        let provide = move || context.provide();
        handle_response_inner(
            provide,
            move || survey_shell(options),
            request,
            without_scripts,
        )
    };
    Router::<LeptosOptions>::new()
        .leptos_routes_with_handler(LISTINGS.survey.clone(), page)
        .with_state(options)
}

/// Leaves out what Leptos would add for the browser to take the page over.
fn without_scripts<V: IntoView + 'static>(
    view: V,
    _scripts: Box<dyn FnOnce() -> BoxStream<'static, String> + Send>,
    _out_of_order: bool,
) -> BoxFuture<'static, BoxStream<'static, String>> {
    Box::pin(async move {
        let html = view.to_html_stream_in_order().collect::<String>().await;
        futures::stream::iter([html]).boxed()
    })
}

/// The routes of the applications, asked for once: while Leptos lists routes no resource of
/// the whole process loads, and a page drawn at that moment would never be finished.
static LISTINGS: LazyLock<Listings> = LazyLock::new(|| Listings {
    public: listings(belongs_to_public, PublicApp),
    desk: listings(belongs_to_desk, DeskApp),
    desk_forms: listings(is_desk_form, DeskFormsApp),
    survey: listings(belongs_to_survey, SurveyApp),
});

struct Listings {
    public: Vec<AxumRouteListing>,
    desk: Vec<AxumRouteListing>,
    desk_forms: Vec<AxumRouteListing>,
    survey: Vec<AxumRouteListing>,
}

/// The routes an application names, and the server functions to leave alone.
fn listings<A: IntoView + 'static>(
    belongs: fn(&str) -> bool,
    component: fn() -> A,
) -> Vec<AxumRouteListing> {
    let functions: Vec<String> = server_fn_paths().collect();
    let found = generate_route_list_with_exclusions(component, Some(functions.clone()));
    let is_function =
        |listing: &AxumRouteListing| functions.iter().any(|path| path == listing.path());
    found
        .into_iter()
        .filter(|listing| belongs(listing.path()) || is_function(listing))
        .collect()
}

fn server_fn_paths() -> impl Iterator<Item = String> {
    server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned())
}

fn options(bundle: &Bundle) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name(bundle.js.as_str())
        .site_root("target/site")
        .build()
}

/// What pages and server functions find in their context beside the request itself.
#[derive(Clone)]
struct Context {
    services: Services,
    typesetter: Arc<dyn Typesetter>,
    assets: Assets,
}

impl Context {
    fn new(app: &App, bundle: &Bundle) -> Self {
        let assets = Assets {
            stylesheet: format!("/pkg/{}", bundle.css),
        };
        Self {
            services: app.services.clone(),
            typesetter: app.typesetter.clone(),
            assets,
        }
    }

    fn provide(&self) {
        provide_context(self.services.clone());
        provide_context(self.typesetter.clone());
        provide_context(self.assets.clone());
        let Some(parts) = use_context::<Parts>() else {
            return;
        };
        if let Some(page) = parts.extensions.get::<Page>() {
            provide_context(page.clone());
        }
        // Leptos has made up a nonce of its own; the header of this answer allows another.
        if let Some(CspNonce(nonce)) = parts.extensions.get::<CspNonce>() {
            provide_context(Nonce::from_value(nonce.as_str()));
        }
    }
}

async fn function(State(app): State<App>, request: Request) -> Response {
    let known = server_fn_paths().any(|path| path == request.uri().path());
    if !known {
        return Problem::of_status(StatusCode::NOT_FOUND).into_response();
    }
    let context = Context::new(&app, &app.site.public);
    let answered = handle_server_fns_with_context(move || context.provide(), request).await;
    with_status(answered.into_response()).await
}

/// Leptos answers every failure of a server function 500; the failure knows better.
async fn with_status(response: Response) -> Response {
    let is_failure = response.headers().contains_key(SERVER_FUNCTION_ERROR);
    if !is_failure || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = axum::body::to_bytes(body, limit::FORM).await else {
        return Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR).into_response();
    };
    let failure = serde_json::from_slice::<Failure>(&body).ok();
    let status = failure.and_then(|failure| StatusCode::from_u16(failure.status()).ok());
    parts.status = status.unwrap_or(parts.status);
    Response::from_parts(parts, Body::from(body))
}

/// An address no route knows: a file of the site, else the application's own "not found".
async fn elsewhere(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    if let Some(file) = site::at_root(request.method(), path, request.headers()) {
        return file;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) || path.starts_with("/api/") {
        return Problem::of_status(StatusCode::NOT_FOUND).into_response();
    }
    let mut response = if belongs_to_desk(path) {
        render(&app, &app.site.desk, desk_shell, request).await
    } else {
        render(&app, &app.site.public, public_shell, request).await
    };
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

async fn render<S>(
    app: &App,
    bundle: &Bundle,
    shell: fn(LeptosOptions) -> S,
    request: Request,
) -> Response<Body>
where
    S: IntoView + 'static,
{
    let options = options(bundle);
    let context = Context::new(app, bundle);
    render_app_async_with_context(move || context.provide(), move || shell(options.clone()))(
        request,
    )
    .await
}

/// A person's choice of language or text size.
#[derive(Debug, Deserialize)]
struct Preferences {
    locale: Option<String>,
    mode: Option<String>,
    #[serde(default)]
    back: String,
}

async fn keep_preferences(Form(chosen): Form<Preferences>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let locale = chosen
        .locale
        .as_deref()
        .and_then(Locale::parse)
        .map(Locale::code);
    let mode = chosen
        .mode
        .as_deref()
        .filter(|mode| matches!(*mode, "elder" | "standard"));
    for (name, value) in [(cookie::LOCALE, locale), (cookie::MODE, mode)] {
        let kept = value
            .and_then(|value| HeaderValue::from_str(&cookie::keep_preference(name, value)).ok());
        if let Some(kept) = kept {
            response.headers_mut().append(SET_COOKIE, kept);
        }
    }
    let back =
        HeaderValue::from_str(way_back(&chosen.back)).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, back);
    response
}

/// A path of this service; anything that could lead to another site leads home.
fn way_back(path: &str) -> &str {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t']);
    if own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::way_back;

    #[test]
    fn the_way_back_stays_on_this_site() {
        assert_eq!(
            way_back("/desk?queue=open&type=complaint"),
            "/desk?queue=open&type=complaint"
        );
        for path in [
            "",
            "desk",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/\t/evil.example",
        ] {
            assert_eq!(way_back(path), "/", "{path:?}");
        }
    }
}
