//! Badges: how many cases stand in each queue.

use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
};

/// A row of `counter`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CounterRow {
    /// The organisation.
    pub organisation_id: Uuid,
    /// The queue, as in `case_file`.
    pub queue: String,
    /// Cases in it.
    pub n: i64,
}

statements! {
    ADD = both "INSERT INTO counter (organisation_id, queue, n)
        VALUES ($1, $2, $3)
        ON CONFLICT (organisation_id, queue) DO UPDATE SET n = counter.n + excluded.n";
    LIST = both "SELECT organisation_id, queue, n FROM counter
        WHERE organisation_id = $1 ORDER BY queue";
    DELETE_ALL = both "DELETE FROM counter";
    COUNT_AGAIN = both "INSERT INTO counter (organisation_id, queue, n)
        SELECT organisation_id, queue, COUNT(*) FROM case_file GROUP BY organisation_id, queue";
}

/// Repository of `counter`. [`crate::Cases::append`] keeps it; nobody else needs to.
pub struct Counters<'t>(pub(crate) &'t mut Tx);

impl Counters<'_> {
    /// Moves one case between queues of organisations; `None` is outside, before it exists.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn shift(
        &mut self,
        from: Option<(Uuid, &str)>,
        to: (Uuid, &str),
    ) -> Result<()> {
        if from == Some(to) {
            return Ok(());
        }
        let mut changes = vec![(to, 1_i64)];
        changes.extend(from.map(|from| (from, -1)));
        // Always in the same order, so that two transactions on PostgreSQL never deadlock here.
        changes.sort_unstable();
        for ((organisation_id, queue), change) in changes {
            query!(self.0, ADD, [organisation_id, queue, change], execute)?;
        }
        Ok(())
    }

    /// Lists the counters of some organisations.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self, organisation_ids: &[Uuid]) -> Result<Vec<CounterRow>> {
        let mut rows = Vec::new();
        for id in organisation_ids {
            rows.extend(query!(self.0, LIST as CounterRow, [id], fetch_all)?);
        }
        Ok(rows)
    }

    /// Counts all cases anew, for a repair by the operator. Reads every case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rebuild(&mut self) -> Result<()> {
        query!(self.0, DELETE_ALL, [], execute)?;
        query!(self.0, COUNT_AGAIN, [], execute)?;
        Ok(())
    }
}
