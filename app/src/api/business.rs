//! The register of businesses.

use domain::business::RawBusiness;
use domain::view::{BusinessListView, BusinessView, FormState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, present, refused, values};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::{business_address, businesses_address};

/// The register, and what was looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessesPage {
    /// What was typed.
    pub form: FormState,
    /// What is shown.
    pub list: BusinessListView,
}

/// An entry, or the form of a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessPage {
    /// What the last form of this page left.
    pub form: FormState,
    /// The entry; none on the page of a new one.
    pub business: Option<BusinessView>,
}

/// One page of the register, or what was looked for.
///
/// # Errors
/// When nobody is signed in or the account does not work on cases.
#[server(prefix = "/fn", endpoint = "desk/businesses")]
pub async fn load_businesses(
    /// Id of the form row that holds what is looked for.
    #[server(default)]
    form: String,
    /// Where the page begins.
    #[server(default)]
    cursor: String,
) -> Result<BusinessesPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let form = form_state(&request, &form).await?;
    let list =
        service::businesses::list(&request.services, viewer, form.value("name"), &cursor).await?;
    Ok(BusinessesPage { form, list })
}

/// An entry; `new` for the form of a new one.
///
/// # Errors
/// When nobody is signed in, there is no such entry, or the account may not see it.
#[server(prefix = "/fn", endpoint = "desk/business")]
pub async fn load_business(
    /// Id of the entry.
    id: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<BusinessPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let form = form_state(&request, &form).await?;
    let business = if id == "new" {
        None
    } else {
        Some(service::businesses::show(&request.services, viewer, &id).await?)
    };
    Ok(BusinessPage { form, business })
}

/// Looks for a business; the address holds an opaque id only.
///
/// # Errors
/// When what was typed cannot be kept.
#[server(prefix = "/fn", endpoint = "desk/find-business")]
pub async fn find_business(
    /// Name, credit code or pinyin initials.
    #[server(default)]
    name: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let typed = || [("name".to_owned(), name.clone())].into();
    if present(&request, typed, businesses_address)
        .await?
        .is_none()
    {
        return Ok(());
    }
    if name.trim().is_empty() {
        redirect(&businesses_address(""));
        return Ok(());
    }
    let state = FormState {
        values: typed(),
        ..FormState::default()
    };
    redirect(&businesses_address(&keep(&request, state).await?));
    Ok(())
}

/// Adds an entry, or corrects it at the version that was seen.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/save-business")]
pub async fn save_business(
    /// Id of the entry; empty for a new one.
    #[server(default)]
    id: String,
    /// Version the person saw.
    #[server(default)]
    version: u32,
    /// What was filled in.
    #[server(flatten)]
    business: RawBusiness,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    let there = if id.is_empty() { "new" } else { &id };
    let page = |form: &str| business_address(there, form);
    let Some(viewer) = present(&request, || values(&business), page).await? else {
        return Ok(());
    };
    let saved = if id.is_empty() {
        service::businesses::add(services, viewer, &business).await
    } else {
        let edited = service::businesses::edit(services, viewer, &id, version, &business).await;
        edited.map(|()| id.clone())
    };
    match saved {
        Ok(id) => redirect(&business_address(&id, "")),
        Err(failure) => {
            let state = FormState {
                values: values(&business),
                ..refused(failure)
            };
            redirect(&page(&keep(&request, state).await?));
        }
    }
    Ok(())
}

/// Merges an entry into another one.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/merge-business")]
pub async fn merge_business(
    /// Id of the entry.
    id: String,
    /// Version the person saw.
    #[server(default)]
    version: u32,
    /// Credit code or whole name of the entry that takes it in.
    #[server(default)]
    into: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let typed = || [("into".to_owned(), into.clone())].into();
    let page = |form: &str| business_address(&id, form);
    let Some(viewer) = present(&request, typed, page).await? else {
        return Ok(());
    };
    match service::businesses::merge(&request.services, viewer, &id, version, &into).await {
        Ok(there) => redirect(&business_address(&there, "")),
        Err(failure) => {
            let state = FormState {
                values: typed(),
                ..refused(failure)
            };
            redirect(&page(&keep(&request, state).await?));
        }
    }
    Ok(())
}
