//! Everything around a handler: the layers that every answer passes, outermost first.
//!
//! request id → log line → security headers → errors in one shape → catch-panic → compression →
//! cross-site check → rate → proof of work → session → limits of the route.

pub mod answer;
pub mod cookie;
pub mod cross_site;
pub mod health;
pub mod limit;
pub mod listener;
pub mod lock;
pub mod peer;
pub mod private;
pub mod problem;
pub mod proof;
pub mod rate;
pub mod request_id;
pub mod security;
pub mod session;
pub mod trace;
pub mod visit;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use service::Services;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use self::proof::Pressure;
use self::rate::Rates;
use crate::config::Config;
use crate::site::Site;
use crate::typesetting::Typesetting;
use crate::{api, exchange, files, pages, site};
use service::ports::Typesetter;

/// What every handler shares.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub services: Services,
    /// The configuration.
    pub config: Arc<Config>,
    /// Names of the browser's files.
    pub site: Arc<Site>,
    /// The data are a fictional demonstration.
    pub demo: bool,
    /// How often each source did what is limited.
    pub rates: Arc<Rates>,
    /// How many filings arrived of late.
    pub pressure: Arc<Pressure>,
    /// Sets official documents.
    pub typesetter: Arc<dyn Typesetter>,
}

impl App {
    /// Puts together what the handlers share.
    pub fn new(services: Services, config: Config, demo: bool) -> Self {
        Self {
            services,
            config: Arc::new(config),
            site: Arc::new(Site::load()),
            demo,
            rates: Arc::new(Rates::new()),
            pressure: Arc::new(Pressure::new()),
            typesetter: Arc::new(Typesetting::default()),
        }
    }
}

/// The whole service.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(health::routes(&app))
        .merge(api::openapi::routes())
        .merge(api::viewer::routes())
        .merge(site::routes(&app))
        .nest("/api/v1", api::routes(&app))
        .merge(exchange::routes(&app))
        .merge(crate::calendar::routes(&app))
        .merge(files::routes(&app))
        .merge(pages::routes(&app));
    layered(routes, &app)
}

/// Puts the layers around any routes.
pub fn layered(routes: Router, app: &App) -> Router {
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn(request_id::give))
            .layer(from_fn(trace::log))
            .layer(from_fn_with_state(app.clone(), security::headers))
            .layer(from_fn_with_state(app.clone(), answer::errors))
            .layer(CatchPanicLayer::custom(problem::of_panic))
            .layer(limit::compression())
            .layer(cross_site::layer(&app.config))
            .layer(from_fn(cross_site::refuse_unknown_origin))
            .layer(from_fn_with_state(app.clone(), rate::limit))
            .layer(from_fn_with_state(app.clone(), proof::ask))
            .layer(from_fn_with_state(app.clone(), session::recognise)),
    )
}
