//! Tables of cases, before they are taken over.

use serde::{Deserialize, Serialize};

use crate::code::CaseType;
use crate::exchange::RowProblem;
use crate::value::CaseNumber;

/// What a file of cases would do, or has done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// Id of the file, to confirm it.
    pub file: String,
    /// Cases in the file.
    pub rows: u32,
    /// Cases that would be taken over.
    pub new: u32,
    /// Cases that were taken over with this file.
    pub imported: u32,
    /// Cases that were here before.
    pub known: u32,
    /// What is wrong, from the top; the first of many. Nothing is taken over while there is any.
    pub problems: Vec<RowProblem>,
    /// How much is wrong altogether.
    pub problem_count: u32,
    /// The first cases of the file.
    pub sample: Vec<ImportRow>,
}

/// A case of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Line of the file.
    pub line: u32,
    /// Its number there.
    pub number: Option<String>,
    /// Type.
    pub case_type: CaseType,
    /// The business.
    pub business: Option<String>,
    /// The beginning of what was asked for.
    pub facts: String,
    /// Where it would stand: `open`, `accepted` or `ended`.
    pub stage: String,
    /// The number under which it is here.
    pub here: Option<CaseNumber>,
}
