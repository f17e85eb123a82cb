//! The data of a page, from a server function.
//!
//! Every page loads through [`page_data`]. Whatever it loads, the reactive machinery beneath works
//! on one type, so it is compiled once for the browser and not once for each page: that keeps the
//! bundle small enough for an old phone.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use domain::view::Failure;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use server_fn::ServerFn;

use crate::api::AppError;

/// A view, or why there is none, before either has its type.
type Loaded = Result<Value, Value>;
type Loading = Pin<Box<dyn Future<Output = Loaded> + Send>>;

/// Grows when a form was answered and the page it leads to is the page that stands: everything on
/// it is loaded again.
#[derive(Clone, Copy)]
struct Revision(RwSignal<u32>);

/// Makes a new look at the same page possible; call once in each application's root.
pub fn provide_revision() {
    provide_context(Revision(RwSignal::new(0)));
}

/// Loads the page's data again.
#[cfg(feature = "hydrate")]
pub(crate) fn load_again() {
    if let Some(Revision(revision)) = use_context::<Revision>() {
        revision.update(|revision| *revision += 1);
    }
}

/// The data of a page that is being loaded.
pub struct PageData<T> {
    resource: Resource<Loaded>,
    view: PhantomData<fn() -> T>,
}

impl<T> Clone for PageData<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PageData<T> {}

/// Loads what the server function of these arguments answers, again whenever they change.
pub fn page_data<A>(arguments: impl Fn() -> A + Send + Sync + 'static) -> PageData<A::Output>
where
    A: ServerFn<Error = AppError> + Serialize + Send + 'static,
    A::Output: Serialize + DeserializeOwned + 'static,
{
    let arguments = Arc::new(arguments);
    let asked = arguments.clone();
    let body = move || serde_qs::to_string(&asked()).unwrap_or_default();
    let load = move |body: String| load::<A>(&*arguments, body);
    PageData {
        resource: resource(Box::new(body), Box::new(load)),
        view: PhantomData,
    }
}

#[cfg(feature = "ssr")]
fn load<A>(arguments: &dyn Fn() -> A, _body: String) -> Loading
where
    A: ServerFn<Error = AppError> + 'static,
    A::Output: Serialize + 'static,
{
    let asked = untrack(arguments);
    Box::pin(async move {
        match asked.run_body().await {
            Ok(view) => serde_json::to_value(view).map_err(|_| Value::Null),
            Err(error) => Err(serde_json::to_value(error).unwrap_or_default()),
        }
    })
}

#[cfg(not(feature = "ssr"))]
fn load<A: ServerFn>(_arguments: &dyn Fn() -> A, body: String) -> Loading {
    browser::load(A::PATH, body)
}

fn resource(
    body: Box<dyn Fn() -> String + Send + Sync>,
    load: Box<dyn Fn(String) -> Loading + Send + Sync>,
) -> Resource<Loaded> {
    let revision = use_context::<Revision>();
    let again = move || revision.map_or(0, |Revision(revision)| revision.get());
    // A page follows its address: what it shows may depend on any part of the query.
    let query = use_location().search;
    Resource::new(
        move || (body(), query.get(), again()),
        move |(body, _, _)| load(body),
    )
}

impl<T: DeserializeOwned + 'static> PageData<T> {
    /// Draws the data once they are there; what was drawn before stands until then.
    pub fn show(
        self,
        draw: impl Fn(Result<T, AppError>) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        let draw = move |loaded: Loaded| match loaded {
            Ok(view) => draw(serde_json::from_value(view).map_err(|_| unreadable())),
            Err(error) => draw(Err(read_error(error))),
        };
        shown(self.resource, Arc::new(draw))
    }
}

fn shown(
    resource: Resource<Loaded>,
    draw: Arc<dyn Fn(Loaded) -> AnyView + Send + Sync>,
) -> AnyView {
    view! {
        <Transition>
            {move || {
                let draw = draw.clone();
                Suspend::new(async move { draw(resource.await) })
            }}
        </Transition>
    }
    .into_any()
}

fn read_error(error: Value) -> AppError {
    serde_json::from_value(error).unwrap_or_else(|_| unreadable())
}

/// An answer of another release of the product, or none at all.
fn unreadable() -> AppError {
    AppError(Failure::Internal {
        reference: "transport".to_owned(),
    })
}

#[cfg(feature = "hydrate")]
pub(crate) use self::browser::go;

/// Asks a server function while a page stands; nothing when it does not answer, or refuses.
#[cfg(feature = "hydrate")]
pub(crate) async fn ask<T: DeserializeOwned>(path: &str, body: String) -> Option<T> {
    let (loaded, _) = browser::ask(path, body).await;
    serde_json::from_value(loaded.ok()?).ok()
}

#[cfg(feature = "hydrate")]
mod browser {
    use gloo_net::http::{Request, Response};
    use leptos::prelude::window;
    use leptos_router::NavigateOptions;
    use leptos_router::hooks::use_navigate;
    use send_wrapper::SendWrapper;

    use serde_json::Value;

    use super::{Loaded, Loading};
    use crate::desk::is_desk_form;

    /// Asks the server function at `path`; where it leads elsewhere, the application follows.
    pub(super) fn load(path: &'static str, body: String) -> Loading {
        let navigate = use_navigate();
        let asked = async move {
            let (loaded, elsewhere) = ask(path, body).await;
            if let Some(elsewhere) = elsewhere {
                go(&navigate, &elsewhere);
            }
            loaded
        };
        Box::pin(SendWrapper::new(asked))
    }

    /// Goes to an address: to a page of the desk without leaving this one.
    pub(crate) fn go(navigate: &impl Fn(&str, NavigateOptions), target: &str) {
        let is_desk = target.starts_with("/desk") && !target.starts_with("/desk/sign-in");
        if is_desk && !is_desk_form(target) {
            // The server answers whole paths; the router would put its base before them.
            let whole = NavigateOptions {
                resolve: false,
                ..NavigateOptions::default()
            };
            navigate(target, whole);
        } else {
            // Another application, or another session; a browser that refuses stays where it is.
            let _ = window().location().set_href(target);
        }
    }

    pub(super) async fn ask(path: &str, body: String) -> (Loaded, Option<String>) {
        match send(path, body).await {
            Some(answer) => {
                let elsewhere = answer.headers().get("location");
                (read(answer).await, elsewhere)
            }
            None => (Err(Value::Null), None),
        }
    }

    async fn send(path: &str, body: String) -> Option<Response> {
        let request = Request::post(path)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body);
        request.ok()?.send().await.ok()
    }

    async fn read(answer: Response) -> Loaded {
        let text = answer.text().await.unwrap_or_default();
        match serde_json::from_str(&text) {
            Ok(view) if answer.ok() => Ok(view),
            Ok(error) => Err(error),
            Err(_) => Err(Value::Null),
        }
    }
}

#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
mod browser {
    use serde_json::Value;

    use super::Loading;

    /// Neither server nor browser: nothing answers.
    pub(super) fn load(_path: &'static str, _body: String) -> Loading {
        Box::pin(std::future::ready(Err(Value::Null)))
    }
}
