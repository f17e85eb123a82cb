//! The calendar: its years, and importing one after a look at what it would move. What is sent to
//! be looked at comes over a plain route, for it may be a file.

use domain::view::{CalendarYearDetail, CalendarYears, FormState, PlanLook};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::admin::address;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use domain::calendar::RawYearPlan;
#[cfg(feature = "ssr")]
use domain::view::Failure;
#[cfg(feature = "ssr")]
use service::administration::calendars;

/// The page of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarPage {
    /// What an import has just done.
    pub form: FormState,
    /// The year.
    pub detail: CalendarYearDetail,
}

/// The page on which a year is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarImportPage {
    /// Id of what was typed, by which it is confirmed.
    pub id: String,
    /// What was typed.
    pub form: FormState,
    /// What it would do; none before anything was typed.
    pub look: Option<PlanLook>,
}

/// The years of the calendar.
///
/// # Errors
/// When nobody is signed in, or it is no administrator.
#[server(prefix = "/fn", endpoint = "desk/admin/calendars")]
pub async fn load_calendars() -> Result<CalendarYears, AppError> {
    let request = Request::current()?;
    Ok(calendars::list(&request.services, request.viewer()?).await?)
}

/// One year.
///
/// # Errors
/// When nobody is signed in, it is no administrator, or there is no such year.
#[server(prefix = "/fn", endpoint = "desk/admin/calendar")]
pub async fn load_calendar(
    /// The year.
    #[server(default)]
    year: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<CalendarPage, AppError> {
    let request = Request::current()?;
    let detail = calendars::find(&request.services, request.viewer()?, &year).await?;
    let form = form_state(&request, &form).await?;
    Ok(CalendarPage { form, detail })
}

/// The form of an import, with what the plan of `form` would move. Nothing is changed.
///
/// # Errors
/// When nobody is signed in, or it is no administrator of the whole county.
#[server(prefix = "/fn", endpoint = "desk/admin/calendar-look")]
pub async fn load_calendar_import(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<CalendarImportPage, AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    calendars::check_import(services, viewer).await?;
    let id = form;
    let mut form = form_state(&request, &id).await?;
    if form.values.is_empty() || form.failure.is_some() {
        let look = None;
        return Ok(CalendarImportPage { id, form, look });
    }
    let look = calendars::look(services, viewer, &raw(&form)).await?;
    if let PlanLook::Wrong(problems) = &look {
        form.problems.clone_from(&problems.fields);
        form.failure = Some(Failure::Invalid(problems.fields.clone()));
    }
    let look = Some(look);
    Ok(CalendarImportPage { id, form, look })
}

/// Imports the plan of `form` and leads to its year.
///
/// # Errors
/// When nobody is signed in, or what was done cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/import-calendar")]
pub async fn import_calendar(
    /// Id of what was typed.
    #[server(default)]
    form: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let typed = form_state(&request, &form).await?;
    match calendars::import(&request.services, viewer, &raw(&typed)).await {
        Ok((year, done)) => {
            let values = [("cases".to_owned(), done.cases.to_string())].into();
            let state = FormState {
                values,
                ..FormState::default()
            };
            let form = keep(&request, state).await?;
            redirect(&address("calendars", &year.to_string(), &form));
        }
        Err(Failure::Invalid(_)) => redirect(&address("calendars", "import", &form)),
        Err(failure) => {
            let state = FormState {
                failure: Some(failure),
                ..typed
            };
            let form = keep(&request, state).await?;
            redirect(&address("calendars", "import", &form));
        }
    }
    Ok(())
}

#[cfg(feature = "ssr")]
fn raw(form: &FormState) -> RawYearPlan {
    RawYearPlan {
        year: form.value("year").to_owned(),
        source: form.value("source").to_owned(),
        plan: form.value("plan").to_owned(),
    }
}
