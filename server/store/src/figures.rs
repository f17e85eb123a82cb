//! Counts of the cases received in a span of time, grouped by the database. Each statement walks
//! the span of `case_file_received` for each organisation and reads nothing else of other cases.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Codes, Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// Cases that are alike in every respect that is counted.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseGroupRow {
    /// Month of receipt at UTC+08:00, `YYYY-MM`.
    pub month: String,
    /// Who is in charge.
    pub organisation_id: Uuid,
    /// Code of the type.
    pub case_type: String,
    /// Code of the state.
    pub state: String,
    /// Code of the result.
    pub outcome: Option<String>,
    /// Code of the goods or service.
    pub item: Option<String>,
    /// Code of the problem.
    pub problem: Option<String>,
    /// How many.
    pub n: i64,
}

/// Cases that are alike in how long they took.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct EndGroupRow {
    /// Whole days from receipt to closing; none while they are open.
    pub days: Option<i64>,
    /// Whether a limit of the law was missed: one that ran out before its clock stopped, or before
    /// now.
    pub late: bool,
    /// How many.
    pub n: i64,
}

/// How often a score was given.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ScoreGroupRow {
    /// The score, 1 to 5.
    pub score: i64,
    /// How many.
    pub n: i64,
}

/// The cases that are counted.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// Who is in charge.
    pub organisation_ids: &'a [Uuid],
    /// Received at or after this instant.
    pub from: DateTime<Utc>,
    /// Received before this instant.
    pub before: DateTime<Utc>,
}

macro_rules! cases {
    ($organisations:literal, $month:literal) => {
        concat!(
            "SELECT ",
            $month,
            " AS month, organisation_id, case_type, state, outcome, item, problem, COUNT(*) AS n
            FROM case_file
            WHERE organisation_id IN (",
            $organisations,
            ") AND received_at >= $2 AND received_at < $3
            GROUP BY month, organisation_id, case_type, state, outcome, item, problem"
        )
    };
}

macro_rules! ends {
    ($organisations:literal, $days:literal) => {
        concat!(
            "SELECT days, late, COUNT(*) AS n FROM (
                SELECT ",
            $days,
            " AS days,
                    EXISTS (SELECT 1 FROM case_clock c
                        WHERE c.case_id = f.id AND c.wall_at < COALESCE(c.stopped_at, $4)) AS late
                FROM case_file f
                WHERE f.organisation_id IN (",
            $organisations,
            ") AND f.received_at >= $2 AND f.received_at < $3
            ) AS ends GROUP BY days, late"
        )
    };
}

macro_rules! scores {
    ($organisations:literal) => {
        concat!(
            "SELECT s.score AS score, COUNT(*) AS n
            FROM case_file f JOIN survey s ON s.case_id = f.id
            WHERE f.organisation_id IN (",
            $organisations,
            ") AND f.received_at >= $2 AND f.received_at < $3 AND s.score IS NOT NULL
            GROUP BY s.score"
        )
    };
}

statements! {
    CASES = sqlite cases!("SELECT unhex(value) FROM json_each($1)",
            "strftime('%Y-%m', received_at, '+8 hours')"),
        postgres cases!("SELECT value::uuid FROM json_array_elements_text($1::json)",
            "to_char(received_at AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM')");
    ENDS = sqlite ends!("SELECT unhex(value) FROM json_each($1)",
            "(unixepoch(f.closed_at) - unixepoch(f.received_at)) / 86400"),
        postgres ends!("SELECT value::uuid FROM json_array_elements_text($1::json)",
            "(FLOOR(EXTRACT(EPOCH FROM f.closed_at))::BIGINT
                - FLOOR(EXTRACT(EPOCH FROM f.received_at))::BIGINT) / 86400");
    SCORES = sqlite scores!("SELECT unhex(value) FROM json_each($1)"),
        postgres scores!("SELECT value::uuid FROM json_array_elements_text($1::json)");
}

/// Counts over `case_file`, `case_clock` and `survey`.
pub struct Figures<'t>(pub(crate) &'t mut Tx);

impl Figures<'_> {
    /// Counts by what the cases are about and what became of them, in no order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cases(&mut self, counted: Counted<'_>) -> Result<Vec<CaseGroupRow>> {
        query!(
            self.0,
            CASES as CaseGroupRow,
            [
                listed(counted.organisation_ids),
                counted.from.instant(),
                counted.before.instant(),
            ],
            fetch_all
        )
    }

    /// Counts by how long the cases took; a clock that runs is late or not as of `now`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ends(
        &mut self,
        counted: Counted<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<EndGroupRow>> {
        query!(
            self.0,
            ENDS as EndGroupRow,
            [
                listed(counted.organisation_ids),
                counted.from.instant(),
                counted.before.instant(),
                now.instant(),
            ],
            fetch_all
        )
    }

    /// Counts the scores that people gave.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn scores(&mut self, counted: Counted<'_>) -> Result<Vec<ScoreGroupRow>> {
        query!(
            self.0,
            SCORES as ScoreGroupRow,
            [
                listed(counted.organisation_ids),
                counted.from.instant(),
                counted.before.instant(),
            ],
            fetch_all
        )
    }
}

fn listed(ids: &[Uuid]) -> Codes {
    ids.iter().map(|id| id.simple().to_string()).collect()
}
