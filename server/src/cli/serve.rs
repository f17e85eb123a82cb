//! `weiquan serve`.

use anyhow::{Context as _, ensure};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::out;
use crate::config::Config;
use crate::http::{self, App, listener};
use crate::start;

/// Serves until the process is told to stop.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let services = start::services(&config).await?;
    let demo = services.is_demo().await?;
    ensure!(
        !demo || config.allow_demo || config.listen.ip().is_loopback(),
        "the data are a demonstration with known passwords: listen on loopback, or add --allow-demo"
    );
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let address = listener.local_addr()?;
    let most = if config.limits {
        config.connections
    } else {
        usize::MAX
    };
    let stop = stopped()?;
    let router = http::router(App::new(services.clone(), config, demo));
    out::line(format_args!("listening on http://{address}"));
    listener::serve(listener, router, most, stop).await;
    services.close().await?;
    Ok(())
}

/// Waits for SIGTERM or SIGINT. The handlers are set at once, so that no signal is lost.
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
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
