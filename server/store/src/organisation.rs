//! Authorities and their stations.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Error, Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `organisation`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OrganisationRow {
    /// Identifier.
    pub id: Uuid,
    /// Six digits of the administrative division (GB/T 2260).
    pub division: String,
    /// Two characters, unique within the division; part of every case number.
    pub code: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Code of the kind, which decides what the organisation may do.
    pub kind: String,
    /// The organisation above it.
    pub parent_id: Option<Uuid>,
    /// Public telephone number.
    pub phone: Option<String>,
    /// Public address.
    pub address: Option<String>,
    /// What the numbers of its documents begin with; its name where there is none.
    pub document_sign: Option<String>,
    /// Since when it takes no new cases and no new people.
    pub closed_at: Option<DateTime<Utc>>,
}

macro_rules! columns {
    () => {
        "id, division, code, name_zh, name_en, kind, parent_id, phone, address, document_sign, \
         closed_at"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO organisation (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    UPDATE = both "UPDATE organisation
        SET name_zh = $2, name_en = $3, kind = $4, parent_id = $5, phone = $6, address = $7,
            document_sign = $8, closed_at = $9
        WHERE id = $1";
    FIND = both concat!("SELECT ", columns!(), " FROM organisation WHERE id = $1");
    FIND_BY_CODE = both concat!("SELECT ", columns!(), " FROM organisation
        WHERE division = $1 AND code = $2");
    LIST = both concat!("SELECT ", columns!(), " FROM organisation ORDER BY division, code");
    LIST_CHILDREN = both concat!("SELECT ", columns!(), " FROM organisation
        WHERE parent_id = $1 ORDER BY division, code");
    COUNT_OPEN_CASES = both "SELECT COUNT(*) FROM case_file
        WHERE organisation_id = $1 AND is_open = TRUE";
}

/// Repository of `organisation`.
pub struct Organisations<'t>(pub(crate) &'t mut Tx);

impl Organisations<'_> {
    /// Adds an organisation.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when division and code are taken.
    pub async fn insert(&mut self, row: &OrganisationRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                &row.division,
                &row.code,
                &row.name_zh,
                &row.name_en,
                &row.kind,
                row.parent_id,
                &row.phone,
                &row.address,
                &row.document_sign,
                row.closed_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// Changes everything but identifier, division and code, which case numbers carry for ever.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not exist.
    pub async fn update(&mut self, row: &OrganisationRow) -> Result<()> {
        let rows = query!(
            self.0,
            UPDATE,
            [
                row.id,
                &row.name_zh,
                &row.name_en,
                &row.kind,
                row.parent_id,
                &row.phone,
                &row.address,
                &row.document_sign,
                row.closed_at.instant(),
            ],
            execute
        )?;
        ensure_affected(rows, "organisation")
    }

    /// Finds an organisation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<OrganisationRow>> {
        query!(self.0, FIND as OrganisationRow, [id], fetch_optional)
    }

    /// Loads an organisation that must exist.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not.
    pub async fn load(&mut self, id: Uuid) -> Result<OrganisationRow> {
        self.find(id).await?.ok_or(Error::NotFound("organisation"))
    }

    /// Finds an organisation by division and code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_code(
        &mut self,
        division: &str,
        code: &str,
    ) -> Result<Option<OrganisationRow>> {
        query!(
            self.0,
            FIND_BY_CODE as OrganisationRow,
            [division, code],
            fetch_optional
        )
    }

    /// Lists all organisations (tens, not thousands) by division and code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<OrganisationRow>> {
        query!(self.0, LIST as OrganisationRow, [], fetch_all)
    }

    /// Counts the cases of an organisation that are not closed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_open_cases(&mut self, id: Uuid) -> Result<i64> {
        query!(self.0, COUNT_OPEN_CASES scalar i64, [id], fetch_one)
    }

    /// Lists the organisations directly below another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_children(&mut self, parent_id: Uuid) -> Result<Vec<OrganisationRow>> {
        query!(
            self.0,
            LIST_CHILDREN as OrganisationRow,
            [parent_id],
            fetch_all
        )
    }
}
