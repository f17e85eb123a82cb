//! `weiquan verify`: proves that the record is what it was.

use anyhow::bail;
use service::verification;

use super::out;
use crate::config::Config;
use crate::{keys, start};

/// Verifies the database, every event chain and every content; names what is wrong.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let database = start::existing_database(config).await?;
    let keys = keys::load(&config.data)?;
    let verified = verification::verify(&database, &keys).await;
    database.close().await?;
    let found = verified?;
    for fault in &found.faults {
        out::line(fault);
    }
    if !found.faults.is_empty() {
        bail!(
            "the record is not what it was: {} faults",
            found.faults.len()
        );
    }
    out::line(format_args!(
        "{} cases with {} events are what they were, and {} daily roots; {} cases are erased",
        found.cases, found.events, found.roots, found.erased
    ));
    Ok(())
}
