//! What administrators decided on the items of code lists, a row for each decision; none is ever
//! changed.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `code_offer`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CodeOfferRow {
    /// Identifier.
    pub id: Uuid,
    /// Code of the list.
    pub list: String,
    /// Code of the item.
    pub code: String,
    /// Whether it is offered from then on.
    pub is_offered: bool,
    /// The first day.
    pub begins_on: NaiveDate,
    /// When it was decided.
    pub set_at: DateTime<Utc>,
    /// The administrator who decided.
    pub set_by: Uuid,
}

macro_rules! columns {
    () => {
        "id, list, code, is_offered, begins_on, set_at, set_by"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO code_offer (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    LIST = both concat!("SELECT ", columns!(), " FROM code_offer ORDER BY set_at, id");
}

/// Repository of `code_offer`.
pub struct CodeOffers<'t>(pub(crate) &'t mut Tx);

impl CodeOffers<'_> {
    /// Adds a decision.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &CodeOfferRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                &row.list,
                &row.code,
                row.is_offered,
                row.begins_on,
                row.set_at.instant(),
                row.set_by,
            ],
            execute
        )?;
        Ok(())
    }

    /// Lists all decisions in the order in which they were made. They are few: an administrator
    /// types each of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<CodeOfferRow>> {
        query!(self.0, LIST as CodeOfferRow, [], fetch_all)
    }
}
