//! From the rows of decisions on code lists to what the rules read.

use domain::offer::{CodeList, OfferChange, Offers};
use store::{CodeOfferRow, Tx};

use crate::services::StartError;

/// Loads every decision.
pub(crate) async fn load(tx: &mut Tx) -> Result<Offers, StartError> {
    let rows = tx.code_offers().list().await?;
    let changes: Option<Vec<_>> = rows.iter().map(change).collect();
    Ok(Offers::new(changes.ok_or(StartError::Offer)?))
}

/// The decision of a row; `None` when it cannot be read.
fn change(row: &CodeOfferRow) -> Option<OfferChange> {
    Some(OfferChange {
        list: CodeList::parse(&row.list).ok()?,
        code: row.code.clone(),
        is_offered: row.is_offered,
        from: row.begins_on,
    })
}
