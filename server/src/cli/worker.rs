//! `weiquan worker`: background jobs without a server.

use super::{out, stop};
use crate::config::Config;
use crate::{start, work};

/// Works on jobs until the process is told to stop.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let (services, hold) = start::services_held(config).await?;
    let outside = work::outside(config)?;
    let stop = stop::told()?;
    out::line("working on background jobs");
    work::until(&services, outside, stop).await;
    services.close().await?;
    drop(hold);
    Ok(())
}
