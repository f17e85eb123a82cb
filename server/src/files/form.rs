//! Reads a form with files, handing each file on while it arrives.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::case::{Fault, FieldProblem};
use domain::view::Failure;
use service::evidence::Intake;

use crate::http::problem::Problem;

/// Controls of one form, files counted.
const MOST_PARTS: usize = 64;
/// Bytes of a control that is no file.
const LONGEST_TEXT: usize = 4 * 1024;

/// What came with the files.
#[derive(Debug, Default)]
pub struct Posted {
    /// Which button was pressed.
    pub go: String,
    /// The queue the page was opened from.
    pub list: String,
    /// Ticked: the person who filed sees the files.
    pub shared: bool,
    /// What the files show.
    pub note: String,
    /// The files that were refused, by the name that came with them.
    pub refused: Vec<(String, Fault)>,
    /// Why nothing more was taken.
    pub failure: Option<Failure>,
}

/// Reads the whole form. Files that are refused are named; those before and after them count.
///
/// # Errors
/// 400 for what is no form, 413 for more than anybody needs.
pub async fn read(mut form: Multipart, intake: &mut Intake) -> Result<Posted, Problem> {
    let mut posted = Posted::default();
    let mut parts = 0;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        parts += 1;
        if parts > MOST_PARTS {
            return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE));
        }
        match field.file_name().map(str::to_owned) {
            Some(name) => take(&mut posted, intake, &name, &mut field).await,
            None => keep_text(&mut posted, field).await?,
        }
    }
    Ok(posted)
}

/// A browser sends one part without a name where no file was chosen.
async fn take(posted: &mut Posted, intake: &mut Intake, name: &str, file: &mut Field<'_>) {
    if name.is_empty() || posted.failure.is_some() {
        return;
    }
    match intake.take(name, &posted.note, file).await {
        Ok(()) => {}
        Err(Failure::Invalid(problems)) if problems.iter().all(is_of_file) => {
            let faults = problems.into_iter().map(|problem| problem.code);
            posted
                .refused
                .extend(faults.map(|fault| (name.to_owned(), fault)));
        }
        Err(failure) => posted.failure = Some(failure),
    }
}

fn is_of_file(problem: &FieldProblem) -> bool {
    problem.field == "file"
}

async fn keep_text(posted: &mut Posted, mut field: Field<'_>) -> Result<(), Problem> {
    let name = field.name().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST_TEXT {
            return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE));
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
    match name.as_str() {
        "go" => posted.go = text,
        "list" => posted.list = text,
        "note" => posted.note = text,
        "shared" => posted.shared = true,
        _ => {}
    }
    Ok(())
}

/// The connection broke, or what came is no form of this kind.
fn broken(error: MultipartError) -> Problem {
    Problem::of_status(error.into_response().status())
}
