//! What the registration page asks of the server beside registering: what is known of the
//! business, whether the same was said before, and what was begun and not finished.

use domain::offer::Offered;
use domain::view::{BusinessRow, FormState, HintView, UnfinishedView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
use super::desk::RegistrationForm;
#[cfg(feature = "ssr")]
use super::desk::{form_state, present, values};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use domain::view::Viewer;

/// The registration page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationPage {
    /// What was typed, and what is wrong with it; or number and receipt.
    pub form: FormState,
    /// Id under which it is kept; empty as long as it is not.
    pub draft: String,
    /// Businesses that may be meant; none when nobody asked.
    pub found: Option<Vec<BusinessRow>>,
    /// What was noticed.
    pub hints: Vec<HintView>,
    /// What may be chosen today.
    pub offered: Offered,
}

/// What is known of what is typed so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Businesses that may be meant.
    pub businesses: Vec<BusinessRow>,
    /// What was noticed.
    pub hints: Vec<HintView>,
}

/// The registration page: what a refused attempt left, else what was kept.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/fn", endpoint = "desk/registration")]
pub async fn load_registration(
    /// Id of the form row.
    #[server(default)]
    form: String,
    /// Id of the unfinished registration.
    #[server(default)]
    draft: String,
    /// `find` to look the business up.
    #[server(default)]
    show: String,
) -> Result<RegistrationPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let mut form = form_state(&request, &form).await?;
    let kept = service::unfinished::load(&request.services, viewer, &draft).await?;
    let draft = if kept.is_some() { draft } else { String::new() };
    if form == FormState::default() {
        form.values = kept.unwrap_or_default();
    }
    if form.shown.is_some() {
        return Ok(RegistrationPage {
            form,
            ..RegistrationPage::default()
        });
    }
    let found = if show == "find" {
        Some(businesses(&request, viewer, &form).await?)
    } else {
        None
    };
    let hints = hints(&request, viewer, &form).await?;
    Ok(RegistrationPage {
        form,
        draft,
        found,
        hints,
        offered: request.services.offered(),
    })
}

#[cfg(feature = "ssr")]
async fn hints(
    request: &Request,
    viewer: &Viewer,
    form: &FormState,
) -> Result<Vec<HintView>, AppError> {
    let typed = |name: &str| form.value(name).to_owned();
    let typed = service::repeats::Typed {
        case_type: typed("type"),
        phone: typed("complainant_phone"),
        business: typed("respondent_name"),
        credit_code: typed("respondent_credit_code"),
    };
    Ok(service::repeats::notice(&request.services, viewer, &typed).await?)
}

/// What is known of what is typed so far: businesses that may be meant, and what is noticed. A
/// hint to the officer, never a decision.
///
/// # Errors
/// When nobody is signed in or the account does not work on cases.
#[server(prefix = "/fn", endpoint = "desk/look-up")]
pub async fn look_up(
    /// What is typed so far.
    #[server(flatten)]
    form: RegistrationForm,
) -> Result<Known, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let form = FormState {
        values: values(&form),
        ..FormState::default()
    };
    Ok(Known {
        businesses: businesses(&request, viewer, &form).await?,
        hints: hints(&request, viewer, &form).await?,
    })
}

/// The entries of the register that the typed name may mean, but for the one that was taken over.
#[cfg(feature = "ssr")]
async fn businesses(
    request: &Request,
    viewer: &Viewer,
    form: &FormState,
) -> Result<Vec<BusinessRow>, AppError> {
    let (name, code) = (
        form.value("respondent_name"),
        form.value("respondent_credit_code"),
    );
    let mut found = service::businesses::suggest(&request.services, viewer, name).await?;
    found.retain(|row| row.name != name || row.credit_code != code);
    Ok(found)
}

/// Keeps what is typed so far and answers the id under which it is kept.
///
/// # Errors
/// When nobody is signed in, the account registers nothing, or it cannot be kept.
#[server(prefix = "/fn", endpoint = "desk/keep-registration")]
pub async fn keep_registration(
    /// Id of the unfinished registration; empty for a new one.
    #[server(default)]
    draft: String,
    /// What is typed so far.
    #[server(flatten)]
    form: RegistrationForm,
) -> Result<String, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    Ok(service::unfinished::keep(&request.services, viewer, &draft, &values(&form)).await?)
}

/// What the signed-in person began to register and did not finish.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/fn", endpoint = "desk/unfinished")]
pub async fn load_unfinished() -> Result<Vec<UnfinishedView>, AppError> {
    let request = Request::current()?;
    Ok(service::unfinished::list(&request.services, request.viewer()?).await?)
}

/// Throws an unfinished registration away and returns to the queue.
///
/// # Errors
/// When it cannot be done at the moment.
#[server(prefix = "/fn", endpoint = "desk/discard-registration")]
pub async fn discard_registration(
    /// Id of the unfinished registration.
    #[server(default)]
    draft: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let queue = |_: &str| "/desk".to_owned();
    if let Some(viewer) = present(&request, std::collections::BTreeMap::new, queue).await? {
        service::unfinished::discard(&request.services, viewer, &draft).await?;
        redirect("/desk");
    }
    Ok(())
}
