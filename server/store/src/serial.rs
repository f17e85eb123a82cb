//! Serial numbers of a day, part of the case number.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
};

statements! {
    NEXT = both "INSERT INTO serial (organisation_id, case_type, day, next)
        VALUES ($1, $2, $3, $4 + 1)
        ON CONFLICT (organisation_id, case_type, day) DO UPDATE SET next = serial.next + $4
        RETURNING next - $4";
}

/// Repository of `serial`.
pub struct Serials<'t>(pub(crate) &'t mut Tx);

impl Serials<'_> {
    /// Takes the next number, from 1. It is used up only if the transaction is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(
        &mut self,
        organisation_id: Uuid,
        case_type: &str,
        day: NaiveDate,
    ) -> Result<i64> {
        self.take(organisation_id, case_type, day, 1).await
    }

    /// Takes so many numbers in a row and answers the first of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take(
        &mut self,
        organisation_id: Uuid,
        case_type: &str,
        day: NaiveDate,
        count: i64,
    ) -> Result<i64> {
        query!(self.0, NEXT scalar i64, [organisation_id, case_type, day, count], fetch_one)
    }
}
