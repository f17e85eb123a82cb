//! When a process that runs until it is told to stop is told to.

use tokio::signal::unix::{SignalKind, signal};

/// Waits for SIGTERM or SIGINT. The handlers are set at once, so that no signal is lost.
pub fn told() -> std::io::Result<impl Future<Output = ()> + Send> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    })
}
