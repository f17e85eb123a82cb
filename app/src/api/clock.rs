//! The clocks: what is in force, and setting a target after a look at what it would do.
#![cfg_attr(
    feature = "ssr",
    expect(
        clippy::unused_async,
        reason = "a server function is async even where nothing is waited for"
    )
)]

use domain::view::{ClockDetail, ClockList, FormState, TargetLook};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, refused, values};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use domain::clock::{RawTarget, RuleId};
#[cfg(feature = "ssr")]
use domain::code::OrganisationKind;
#[cfg(feature = "ssr")]
use domain::view::Failure;
#[cfg(feature = "ssr")]
use service::administration::clocks;

/// The page of one clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockPage {
    /// Id of what was typed, by which it is confirmed.
    pub id: String,
    /// What was typed.
    pub form: FormState,
    /// The clock.
    pub detail: ClockDetail,
    /// What the typed target would do; none before anything was typed.
    pub look: Option<TargetLook>,
}

/// A target as its form posts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see domain::clock::RawTarget")]
pub struct TargetFields {
    pub kind: String,
    pub clock: String,
    pub target: String,
    pub unit: String,
    pub effective_from: String,
    pub reason: String,
}

/// Every clock of organisations of a kind.
///
/// # Errors
/// When nobody is signed in, it is no administrator, or there is no such kind.
#[server(prefix = "/fn", endpoint = "desk/admin/clocks")]
pub async fn load_clocks(
    /// Code of the kind; empty for authorities.
    #[server(default)]
    kind: String,
) -> Result<ClockList, AppError> {
    let request = Request::current()?;
    let kind = kind_or_authority(&kind);
    Ok(clocks::list(&request.services, request.viewer()?, kind)?)
}

/// One clock, with what the target of `form` would do.
///
/// # Errors
/// When nobody is signed in, it is no administrator, or there is no such clock.
#[server(prefix = "/fn", endpoint = "desk/admin/clock")]
pub async fn load_clock(
    /// Code of the kind; empty for authorities.
    #[server(default)]
    kind: String,
    /// The clock.
    #[server(default)]
    clock: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<ClockPage, AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let detail = clocks::find(services, viewer, kind_or_authority(&kind), &clock).await?;
    let id = form;
    let mut form = form_state(&request, &id).await?;
    let is_new = form.failure.is_none() && form.values.contains_key("target");
    let look = if is_new && detail.may_set {
        Some(clocks::look(services, viewer, &raw(&form)).await?)
    } else {
        None
    };
    if let Some(TargetLook::Wrong(problems)) = &look {
        form.problems.clone_from(problems);
        form.failure = Some(Failure::Invalid(problems.clone()));
    }
    Ok(ClockPage {
        id,
        form,
        detail,
        look,
    })
}

/// Keeps a target to be looked at and leads to what it would do. Nothing is changed.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/look-clock")]
pub async fn look_at_target(
    /// What was filled in.
    #[server(flatten)]
    fields: TargetFields,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let allowed = clocks::check_set(&request.services, request.viewer()?).await;
    let state = FormState {
        values: values(&fields),
        ..allowed.err().map(refused).unwrap_or_default()
    };
    let form = keep(&request, state).await?;
    redirect(&address(&fields.kind, &fields.clock, &form));
    Ok(())
}

/// Sets the target of `form` and leads to its clock.
///
/// # Errors
/// When nobody is signed in, or what was done cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/set-clock")]
pub async fn set_target(
    /// Id of what was typed.
    #[server(default)]
    form: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let typed = form_state(&request, &form).await?;
    let (kind, clock) = (
        typed.value("kind").to_owned(),
        typed.value("clock").to_owned(),
    );
    let state = match clocks::set(&request.services, viewer, &raw(&typed)).await {
        Ok(()) => FormState {
            values: [("done".to_owned(), "true".to_owned())].into(),
            ..FormState::default()
        },
        Err(failure) => FormState {
            values: typed.values,
            ..refused(failure)
        },
    };
    let form = keep(&request, state).await?;
    redirect(&address(&kind, &clock, &form));
    Ok(())
}

#[cfg(feature = "ssr")]
fn kind_or_authority(kind: &str) -> &str {
    if kind.is_empty() {
        OrganisationKind::Authority.code()
    } else {
        kind
    }
}

/// The page of a clock; what came from a form cannot lead elsewhere.
#[cfg(feature = "ssr")]
fn address(kind: &str, clock: &str, form: &str) -> String {
    let kind = OrganisationKind::parse(kind).unwrap_or(OrganisationKind::Authority);
    match clock.parse::<RuleId>() {
        Ok(rule) => format!("/desk/admin/clocks/{}?form={form}&kind={kind}", rule.code()),
        Err(_) => format!("/desk/admin/clocks/unknown?kind={kind}"),
    }
}

#[cfg(feature = "ssr")]
fn raw(form: &FormState) -> RawTarget {
    let value = |name: &str| form.value(name).to_owned();
    RawTarget {
        kind: value("kind"),
        clock: value("clock"),
        target: value("target"),
        unit: value("unit"),
        effective_from: value("effective_from"),
        reason: value("reason"),
    }
}
