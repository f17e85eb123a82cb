//! Satisfaction surveys.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Codes, Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `survey`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SurveyRow {
    /// Identifier.
    pub id: Uuid,
    /// The case it is about.
    pub case_id: Uuid,
    /// Hash of the one-time token.
    pub token_hash: Vec<u8>,
    /// When it was sent out.
    pub invited_at: DateTime<Utc>,
    /// Until when it can be answered.
    pub expires_at: DateTime<Utc>,
    /// The present score, 1 to 5.
    pub score: Option<i64>,
    /// Codes of the reasons.
    pub reasons: Codes,
    /// The comment, sealed.
    pub sealed_comment: Option<Vec<u8>>,
    /// Whether the person wants to be called.
    pub wants_call: bool,
    /// When it was first answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When reasons and comment were sent.
    pub completed_at: Option<DateTime<Utc>>,
}

/// A row of `survey_answer`: every score that was given.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SurveyAnswerRow {
    /// The survey.
    pub survey_id: Uuid,
    /// Which answer, from 1.
    pub ordinal: i64,
    /// The score, 1 to 5.
    pub score: i64,
    /// When it was given.
    pub at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "id, case_id, token_hash, invited_at, expires_at, score, reasons, sealed_comment, \
         wants_call, answered_at, completed_at"
    };
}

statements! {
    INVITE = both "INSERT INTO survey (id, case_id, token_hash, invited_at, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    ANSWER = both "UPDATE survey
        SET score = $2, answered_at = COALESCE(answered_at, $3)
        WHERE id = $1";
    // The row of the survey is locked by ANSWER, so the next ordinal is free.
    ADD_ANSWER = both "INSERT INTO survey_answer (survey_id, ordinal, score, at)
        SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3
        FROM survey_answer WHERE survey_id = $1";
    COMPLETE = both "UPDATE survey
        SET reasons = $2, sealed_comment = $3, wants_call = $4, completed_at = $5
        WHERE id = $1 AND score IS NOT NULL";
    EXPIRE = both "UPDATE survey SET expires_at = $2 WHERE id = $1 AND expires_at > $2";
    FIND = both concat!("SELECT ", columns!(), " FROM survey WHERE id = $1");
    FIND_BY_TOKEN = both concat!("SELECT ", columns!(), " FROM survey WHERE token_hash = $1");
    LIST_FOR_CASE = both concat!("SELECT ", columns!(), " FROM survey
        WHERE case_id = $1 ORDER BY invited_at DESC, id DESC");
    LIST_ANSWERS = both "SELECT survey_id, ordinal, score, at FROM survey_answer
        WHERE survey_id = $1 ORDER BY ordinal";
}

/// Repository of `survey` and `survey_answer`.
pub struct Surveys<'t>(pub(crate) &'t mut Tx);

impl Surveys<'_> {
    /// Keeps an invitation.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when the token is taken.
    pub async fn invite(
        &mut self,
        id: Uuid,
        case_id: Uuid,
        token_hash: &[u8],
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<()> {
        query!(
            self.0,
            INVITE,
            [id, case_id, token_hash, now.instant(), expires_at.instant()],
            execute
        )?;
        Ok(())
    }

    /// Sets the score, 1 to 5, and adds it to the history.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such survey.
    pub async fn answer(&mut self, id: Uuid, score: i64, now: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, ANSWER, [id, score, now.instant()], execute)?;
        ensure_affected(rows, "survey")?;
        query!(self.0, ADD_ANSWER, [id, score, now.instant()], execute)?;
        Ok(())
    }

    /// Sets reasons, comment and the wish to be called.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such survey or it has no score yet.
    pub async fn complete(
        &mut self,
        id: Uuid,
        reasons: &Codes,
        sealed_comment: Option<&[u8]>,
        wants_call: bool,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            COMPLETE,
            [id, reasons, sealed_comment, wants_call, now.instant()],
            execute
        )?;
        ensure_affected(rows, "survey")
    }

    /// Ends a survey early; one that ended before stays as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, EXPIRE, [id, now.instant()], execute)?;
        Ok(())
    }

    /// Finds a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<SurveyRow>> {
        query!(self.0, FIND as SurveyRow, [id], fetch_optional)
    }

    /// Finds a survey by its token, expired or not: the page says which.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_token(&mut self, token_hash: &[u8]) -> Result<Option<SurveyRow>> {
        query!(
            self.0,
            FIND_BY_TOKEN as SurveyRow,
            [token_hash],
            fetch_optional
        )
    }

    /// Lists the surveys of a case, latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_for_case(&mut self, case_id: Uuid) -> Result<Vec<SurveyRow>> {
        query!(self.0, LIST_FOR_CASE as SurveyRow, [case_id], fetch_all)
    }

    /// Lists every score that was given, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_answers(&mut self, survey_id: Uuid) -> Result<Vec<SurveyAnswerRow>> {
        query!(
            self.0,
            LIST_ANSWERS as SurveyAnswerRow,
            [survey_id],
            fetch_all
        )
    }
}
