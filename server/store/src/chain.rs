//! The event chains of all cases, one after the other, for whoever verifies them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
};

/// An event with what its case says about the end of the chain.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ChainRow {
    /// The case.
    pub case_id: Uuid,
    /// Its public number.
    pub number: String,
    /// How many events the case says it has.
    pub file_version: i64,
    /// The last link, as the case says.
    pub head: Vec<u8>,
    /// The wrapped data key; none once the case is erased.
    pub wrapped_key: Option<Vec<u8>>,
    /// Version of the case after this event, from 1.
    pub version: i64,
    /// Code of the kind.
    pub kind: String,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it, as JSON.
    pub actor: String,
    /// The content, sealed.
    pub sealed: Vec<u8>,
    /// SHA-256 of salt and canonical plaintext.
    pub commitment: Vec<u8>,
    /// The link.
    pub hash: Vec<u8>,
}

/// The end of a chain.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct HeadRow {
    /// The case.
    pub id: Uuid,
    /// Its last link.
    pub head: Vec<u8>,
}

statements! {
    LIST_AFTER = both "SELECT e.case_id, f.number, f.version AS file_version, f.head, f.wrapped_key,
            e.version, e.kind, e.at, e.actor, e.sealed, e.commitment, e.hash
        FROM case_event e JOIN case_file f ON f.id = e.case_id
        WHERE (e.case_id, e.version) > ($1, $2)
        ORDER BY e.case_id, e.version LIMIT $3";
    LIST_HEADS = both "SELECT id, head FROM case_file WHERE id > $1 ORDER BY id LIMIT $2";
    LIST_EMPTY = both "SELECT f.number FROM case_file f
        WHERE NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = f.id)
        ORDER BY f.number LIMIT $1";
}

/// Reads the chains of all cases.
pub struct Chains<'t>(pub(crate) &'t mut Tx);

impl Chains<'_> {
    /// Lists events after one of them, by case and version: the nil identifier begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_after(
        &mut self,
        case_id: Uuid,
        version: i64,
        limit: i64,
    ) -> Result<Vec<ChainRow>> {
        query!(
            self.0,
            LIST_AFTER as ChainRow,
            [case_id, version, limit],
            fetch_all
        )
    }

    /// Lists the ends of the chains after a case, by identifier: the nil identifier begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_heads(&mut self, after: Uuid, limit: i64) -> Result<Vec<HeadRow>> {
        query!(self.0, LIST_HEADS as HeadRow, [after, limit], fetch_all)
    }

    /// Lists the numbers of cases that have lost every event.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_empty(&mut self, limit: i64) -> Result<Vec<String>> {
        query!(self.0, LIST_EMPTY scalar String, [limit], fetch_all)
    }
}
