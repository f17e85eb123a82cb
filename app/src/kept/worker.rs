//! The service worker: it answers when there is no network.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

const WORKER: &str = "/service-worker.js";
/// In what language and size of letters the worker has the page for times without network.
const SHOWN_AS: &str = "weiquan-offline-page";

/// Installs the worker where the browser has such a thing; the desk does without.
pub(crate) fn install() {
    let path = window().location().pathname().unwrap_or_default();
    let has_workers = Reflect::get(&window().navigator(), &JsValue::from_str("serviceWorker"))
        .is_ok_and(|workers| workers.is_object());
    if path.starts_with("/desk") || !has_workers {
        return;
    }
    let workers = window().navigator().service_worker();
    spawn_local(async move {
        // Without it there is no page for times without network, and nothing else is missing.
        let _ = begin(workers).await;
    });
}

async fn begin(workers: ServiceWorkerContainer) -> Result<(), JsValue> {
    JsFuture::from(workers.register(WORKER)).await?;
    let ready: ServiceWorkerRegistration = JsFuture::from(workers.ready()?).await?.into();
    let storage = window().local_storage()?;
    let Some((storage, worker)) = storage.zip(ready.active()) else {
        return Ok(());
    };
    let look = look();
    if storage.get_item(SHOWN_AS)?.as_ref() != Some(&look) {
        worker.post_message(&JsValue::from_str("renew"))?;
        storage.set_item(SHOWN_AS, &look)?;
    }
    Ok(())
}

fn look() -> String {
    let root = document().document_element();
    let attribute = |name| root.as_ref().and_then(|root| root.get_attribute(name));
    let said = ["lang", "data-mode"].map(|name| attribute(name).unwrap_or_default());
    said.join("|")
}
