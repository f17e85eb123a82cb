//! The loop that accepts connections. `axum::serve` has no timer for request headers, so a slow
//! sender could hold a connection for ever; this one gives ten seconds.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tower::Service as _;

use super::peer::Peer;

/// Time for the headers of a request, and for a kept connection to send the next one.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// Time for requests under way when the server is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// Pause after the operating system refused a connection, usually for lack of file descriptors.
const AFTER_REFUSAL: Duration = Duration::from_millis(100);

/// Serves at most `most` connections at a time until `stop`, then finishes requests under way.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    most: usize,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let conversation = converse(stream, peer, router.clone(), graceful.watcher());
        tokio::spawn(async move {
            conversation.await;
            drop(place);
        });
    }
    drop(listener);
    if timeout(LAST_REQUESTS, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still under way at the end of the grace period");
    }
}

/// Waits for a free place first: who comes too many waits in the operating system's queue.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, Peer, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed.
    let place = places.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return (stream, Peer(address.ip()), place),
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                sleep(AFTER_REFUSAL).await;
            }
        }
    }
}

async fn converse(stream: TcpStream, peer: Peer, router: Router, watcher: Watcher) {
    // Without it every answer waits 40 ms for the peer's acknowledgement.
    drop(stream.set_nodelay(true));
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .serve_connection(TokioIo::new(stream), answer);
    // A peer that goes away is not an error of ours.
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "connection ended");
    }
}
