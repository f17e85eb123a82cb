//! Files: what happens to one that is there. They come in by multipart forms, which the server
//! reads itself and which lead on by the functions below.

use leptos::prelude::*;

use super::AppError;
#[cfg(feature = "ssr")]
use super::draft_path::{Go, LINK, next, path_of};
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::case_address;
#[cfg(feature = "ssr")]
pub use crate::evidence::upload_answer;
#[cfg(feature = "ssr")]
use domain::case::DraftStep;
#[cfg(feature = "ssr")]
use domain::view::{Failure, FormState};
#[cfg(feature = "ssr")]
use service::Services;

/// Takes a file out of the draft.
///
/// # Errors
/// When it cannot be done at the moment.
#[server(prefix = "/fn", endpoint = "draft/evidence-remove")]
pub async fn remove_from_draft(
    /// Identifier of the file.
    #[server(default)]
    id: String,
    /// Where the page came from: `check`, or empty.
    #[server(default)]
    from: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    if let (Some(token), Ok(id)) = (request.cookie(Cookie::Draft), id.parse()) {
        service::evidence::remove_from_draft(&request.services, &token, id).await?;
    }
    redirect(&path_of(DraftStep::Evidence, false, from == "check"));
    Ok(())
}

/// Takes a file away that the person added to their case.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/evidence-remove")]
pub async fn remove_from_own_case(
    /// Identifier of the file.
    #[server(default)]
    id: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (Some(token), Ok(id)) = (request.cookie(Cookie::Track), id.parse()) else {
        redirect("/case");
        return Ok(());
    };
    match service::evidence::remove_for_complainant(&request.services, &token, id).await {
        Ok(()) => redirect("/case?done=evidence_removed"),
        // A second tap, or the visit is over: the page shows what there is.
        Err(Failure::NotFound | Failure::Expired) => redirect("/case"),
        Err(failure) => {
            let form = service::forms::keep(&request.services, &token, not_done(failure)).await?;
            redirect(&format!("/case?form={form}"));
        }
    }
    Ok(())
}

/// Takes a file away that this member of staff added to a case.
///
/// # Errors
/// When nobody is signed in or the form cannot be kept.
#[server(prefix = "/fn", endpoint = "desk/evidence-remove")]
pub async fn remove_by_staff(
    /// Number of the case.
    #[server(default)]
    number: String,
    /// Identifier of the file.
    #[server(default)]
    id: String,
    /// The queue the page was opened from.
    #[server(default)]
    list: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let removed = match id.parse() {
        Ok(id) => service::evidence::remove_for_staff(&request.services, viewer, &number, id).await,
        Err(_) => Err(Failure::NotFound),
    };
    let mut form = String::new();
    if let Err(failure) = removed {
        form = super::desk::keep(&request, not_done(failure)).await?;
    }
    redirect(&case_address(&number, &list, &form));
    Ok(())
}

#[cfg(feature = "ssr")]
fn not_done(failure: Failure) -> FormState {
    FormState {
        failure: Some(failure),
        ..FormState::default()
    }
}

/// Where the page with the draft's files leads after its files came in: on or back as the pressed
/// button says, and to itself after "upload".
///
/// # Errors
/// When the draft cannot be read or saved.
#[cfg(feature = "ssr")]
pub async fn draft_goes_on(services: &Services, token: &str, go: &str) -> Result<String, Failure> {
    let Some(draft) = service::drafts::load(services, token).await? else {
        return Ok("/file/kind".to_owned());
    };
    if go.starts_with("upload") {
        return Ok(path_of(DraftStep::Evidence, false, is_from_check(go)));
    }
    let offered = services.offered();
    let (next, _) = next(&draft, DraftStep::Evidence, Go::parse(go), &offered);
    service::drafts::save(services, Some(token), draft, DraftStep::Evidence).await?;
    if Go::parse(go) == Go::Later {
        return Ok(LINK.to_owned());
    }
    Ok(path_of(next, false, false))
}

/// The page with the draft's files, with what the form row says.
#[cfg(feature = "ssr")]
pub fn draft_again(go: &str, form: &str) -> String {
    let from = if is_from_check(go) { "&from=check" } else { "" };
    format!("/file/{}?form={form}{from}", DraftStep::Evidence)
}

#[cfg(feature = "ssr")]
fn is_from_check(go: &str) -> bool {
    matches!(go, "upload_check" | "check" | "back_to_check")
}

/// The page of a case at the desk.
#[cfg(feature = "ssr")]
pub fn desk_case(number: &str, list: &str, form: &str) -> String {
    case_address(number, list, form)
}
