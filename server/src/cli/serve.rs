//! `weiquan serve`.

use anyhow::{Context as _, ensure};
use futures::FutureExt as _;
use tokio::net::TcpListener;

use super::{out, stop};
use crate::config::Config;
use crate::http::{self, App, listener};
use crate::{start, work};

/// Serves, and does the background jobs, until the process is told to stop.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let (services, hold) = start::services_held(&config).await?;
    let demo = services.is_demo().await?;
    ensure!(
        !demo || config.allow_demo || config.listen.ip().is_loopback(),
        "the data are a demonstration with known passwords: listen on loopback, or add --allow-demo"
    );
    let outside = config.jobs.then(|| work::outside(&config)).transpose()?;
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let address = listener.local_addr()?;
    let most = if config.limits {
        config.connections
    } else {
        usize::MAX
    };
    let stop = stop::told()?.shared();
    let router = http::router(App::new(services.clone(), config, demo));
    let index = work::index(services.clone());
    out::line(format_args!("listening on http://{address}"));
    let serving = listener::serve(listener, router, most, stop.clone());
    let working = async {
        if let Some(outside) = outside {
            work::until(&services, outside, stop).await;
        }
    };
    tokio::join!(serving, working);
    // What is indexed stays so; the next start goes on.
    index.abort();
    services.close().await?;
    drop(hold);
    Ok(())
}
