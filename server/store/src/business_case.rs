//! Which case is about which business of the register.

use uuid::Uuid;

use crate::{
    CaseFileRow, Codes, Result, Tx,
    case::file_columns,
    sql::{query, statements},
};

/// How many cases are about a business.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseCountRow {
    /// The business.
    pub business_id: Uuid,
    /// All its cases.
    pub n: i64,
    /// Those that are open.
    pub open: i64,
}

/// A case finds a business by its credit code, or by a whole name unless both have a code: then
/// the code decides.
macro_rules! link {
    ($of:literal) => {
        concat!(
            "INSERT INTO business_case (case_id, business_id)
            SELECT DISTINCT l.case_id, k.business_id
            FROM case_lookup l JOIN business_key k ON k.kind = l.kind AND k.hash = l.hash
            WHERE ",
            $of,
            " AND (l.kind = 'credit_code' OR (l.kind = 'business' AND NOT (
                EXISTS (SELECT 1 FROM case_lookup c
                    WHERE c.case_id = l.case_id AND c.kind = 'credit_code')
                AND EXISTS (SELECT 1 FROM business_key b
                    WHERE b.business_id = k.business_id AND b.kind = 'credit_code')
            )))
            ON CONFLICT DO NOTHING"
        )
    };
}

macro_rules! count {
    ($businesses:literal, $scope:literal) => {
        concat!(
            "SELECT business_id, COUNT(*) AS n,
                COUNT(*) FILTER (WHERE is_open = TRUE) AS open
            FROM business_case JOIN case_file ON case_file.id = business_case.case_id
            WHERE business_id IN (",
            $businesses,
            ") AND organisation_id IN (",
            $scope,
            ") GROUP BY business_id"
        )
    };
}

macro_rules! list {
    ($scope:literal) => {
        concat!(
            "SELECT ",
            file_columns!(),
            " FROM business_case JOIN case_file ON case_file.id = business_case.case_id
            WHERE business_id = $1 AND case_id < $2 AND organisation_id IN (",
            $scope,
            ") ORDER BY case_id DESC LIMIT $4"
        )
    };
}

statements! {
    LINK_CASE = both link!("l.case_id = $1");
    LINK_BUSINESS = both link!("k.business_id = $1");
    // What both have is left behind and goes with UNLINK.
    MOVE = both "UPDATE business_case SET business_id = $2
        WHERE business_id = $1
          AND case_id NOT IN (SELECT case_id FROM business_case WHERE business_id = $2)";
    UNLINK = both "DELETE FROM business_case WHERE business_id = $1";
    COUNT = sqlite count!(
            "SELECT unhex(value) FROM json_each($1)",
            "SELECT unhex(value) FROM json_each($2)"),
        postgres count!(
            "SELECT value::uuid FROM json_array_elements_text($1::json)",
            "SELECT value::uuid FROM json_array_elements_text($2::json)");
    LIST = sqlite list!("SELECT unhex(value) FROM json_each($3)"),
        postgres list!("SELECT value::uuid FROM json_array_elements_text($3::json)");
}

fn listed(ids: &[Uuid]) -> Codes {
    ids.iter().map(|id| id.simple().to_string()).collect()
}

/// Repository of `business_case`.
pub struct BusinessCases<'t>(pub(crate) &'t mut Tx);

impl BusinessCases<'_> {
    /// Links a new case to the businesses it names; [`crate::Cases::append`] does so.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn link_case(&mut self, case_id: Uuid) -> Result<u64> {
        query!(self.0, LINK_CASE, [case_id], execute)
    }

    /// Links a business to the cases that name it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_business(&mut self, business_id: Uuid) -> Result<u64> {
        query!(self.0, LINK_BUSINESS, [business_id], execute)
    }

    /// Hands all cases of one business to another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hand_over(&mut self, from: Uuid, to: Uuid) -> Result<()> {
        query!(self.0, MOVE, [from, to], execute)?;
        query!(self.0, UNLINK, [from], execute)?;
        Ok(())
    }

    /// Counts the cases of some businesses within some organisations; a business without any has
    /// no row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&mut self, ids: &[Uuid], scope: &[Uuid]) -> Result<Vec<CaseCountRow>> {
        let (ids, scope) = (listed(ids), listed(scope));
        query!(self.0, COUNT as CaseCountRow, [&ids, &scope], fetch_all)
    }

    /// Lists the cases of a business within some organisations, newest first (ids grow with
    /// time). For the next page, `before` is the last id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &mut self,
        business_id: Uuid,
        scope: &[Uuid],
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<CaseFileRow>> {
        let (before, scope) = (before.unwrap_or(Uuid::max()), listed(scope));
        query!(
            self.0,
            LIST as CaseFileRow,
            [business_id, before, &scope, limit],
            fetch_all
        )
    }
}
