//! From the rows of set targets to what the rules read.

use domain::clock::{ClockTargets, TargetChange};
use domain::code::OrganisationKind;
use store::{ClockTargetRow, Tx};

use crate::services::StartError;

/// Loads every target that was set.
pub(crate) async fn load(tx: &mut Tx) -> Result<ClockTargets, StartError> {
    let rows = tx.clock_targets().list().await?;
    let changes: Option<Vec<_>> = rows.iter().map(change).collect();
    Ok(ClockTargets::new(changes.ok_or(StartError::Target)?))
}

/// The organisations and the target of a row; `None` when it cannot be read.
pub(crate) fn change(row: &ClockTargetRow) -> Option<(OrganisationKind, TargetChange)> {
    let kind = OrganisationKind::parse(&row.organisation_kind).ok()?;
    let change = TargetChange {
        rule: row.clock.parse().ok()?,
        target: serde_json::from_str(&row.period).ok()?,
        begins_at: row.begins_at,
    };
    Some((kind, change))
}
