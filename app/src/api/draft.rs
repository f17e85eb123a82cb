//! Filing, page by page: each page posts here, the draft keeps what was typed, right or wrong.

use domain::case::{Draft, DraftStep, FieldProblem};
use domain::offer::Offered;
use domain::view::{EvidenceView, Filed, FormState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::draft_path::{Go, LINK, first_missing, next, path_of};
#[cfg(feature = "ssr")]
use super::qr::receipt_qr;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, drop_cookie, redirect, set_cookie};

/// One page of the filing form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPage {
    /// Everything typed so far.
    pub draft: Draft,
    /// What is wrong on this page, once the person has been through it.
    pub problems: Vec<FieldProblem>,
    /// The files, on the pages that show them.
    pub evidence: Vec<EvidenceView>,
    /// What the last form with files left.
    pub form: FormState,
    /// What may be chosen today.
    pub offered: Offered,
}

/// The confirmation of a filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledPage {
    /// Number, receipt and clocks.
    pub filed: Filed,
    /// QR code of the receipt as SVG; empty when it could not be made.
    pub qr: String,
}

/// The draft for one page, with its errors if asked for. Who cannot be on that page yet is sent
/// to the one that comes first.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "draft/page")]
pub async fn open_draft(
    /// The page.
    step: DraftStep,
    /// Errors are shown.
    errors: bool,
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<DraftPage, AppError> {
    let request = Request::current()?;
    let offered = request.services.offered();
    let Some(draft) = load(&request).await? else {
        if step != DraftStep::Kind {
            redirect(if filed(&request).await?.is_some() {
                "/file/done"
            } else {
                "/file/kind"
            });
        }
        return Ok(DraftPage::default());
    };
    if let Some(first) = first_missing(&draft, step, &offered) {
        redirect(&path_of(
            first,
            step == DraftStep::Check,
            step == DraftStep::Check,
        ));
    }
    let shown = errors && draft.visited.contains(&step);
    let problems = if shown {
        draft.problems(step, &offered)
    } else {
        Vec::new()
    };
    let evidence = evidence(&request, step).await?;
    let form = form_of(&request, &form).await?;
    Ok(DraftPage {
        draft,
        problems,
        evidence,
        form,
        offered,
    })
}

/// The page with which an unfinished draft goes on; `None` without one.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "draft/unfinished")]
pub async fn unfinished_draft() -> Result<Option<DraftStep>, AppError> {
    let request = Request::current()?;
    let draft = load(&request).await?;
    Ok(draft.map(|draft| {
        draft
            .first_unfinished(&request.services.offered())
            .unwrap_or(DraftStep::Check)
    }))
}

/// Keeps what a person needs. `to` is the organisation that a poster named. Like every function
/// of a page it answers with the page that comes next, and leads there.
///
/// # Errors
/// Nothing could be kept.
#[server(prefix = "/fn", endpoint = "draft/kind")]
pub async fn save_kind(
    /// Type of case, by code.
    #[server(default)]
    case_type: String,
    /// Organisation code of a poster; empty for none.
    #[server(default)]
    to: String,
    /// Which button was pressed: `next`, `check`, `back`, `back_to_check`,
    /// `later`.
    #[server(default)]
    go: String,
) -> Result<DraftStep, AppError> {
    let fill = |draft: &mut Draft| {
        draft.case_type = case_type;
        if !to.is_empty() {
            draft.to = to;
        }
    };
    save(DraftStep::Kind, &go, fill).await
}

/// Keeps the business.
///
/// # Errors
/// Nothing could be kept.
#[server(prefix = "/fn", endpoint = "draft/business")]
pub async fn save_business(
    /// Name.
    #[server(default)]
    respondent_name: String,
    /// Address or link.
    #[server(default)]
    respondent_address: String,
    /// Credit code.
    #[server(default)]
    respondent_credit_code: String,
    /// Which button was pressed: `next`, `check`, `back`, `back_to_check`,
    /// `later`.
    #[server(default)]
    go: String,
) -> Result<DraftStep, AppError> {
    let fill = |draft: &mut Draft| {
        draft.respondent_name = respondent_name;
        draft.respondent_address = respondent_address;
        draft.respondent_credit_code = respondent_credit_code;
    };
    save(DraftStep::Business, &go, fill).await
}

/// Keeps the purchase.
///
/// # Errors
/// Nothing could be kept.
#[server(prefix = "/fn", endpoint = "draft/purchase")]
pub async fn save_purchase(
    /// Goods or service.
    #[server(default)]
    item_name: String,
    /// Class, by code.
    #[server(default)]
    item_category: String,
    /// Order number.
    #[server(default)]
    item_order_no: String,
    /// Year.
    #[server(default)]
    item_purchased_on_year: String,
    /// Month.
    #[server(default)]
    item_purchased_on_month: String,
    /// Day; may stay empty.
    #[server(default)]
    item_purchased_on_day: String,
    /// Which button was pressed: `next`, `check`, `back`, `back_to_check`,
    /// `later`.
    #[server(default)]
    go: String,
) -> Result<DraftStep, AppError> {
    let fill = |draft: &mut Draft| {
        draft.item_name = item_name;
        draft.item_category = item_category;
        draft.item_order_no = item_order_no;
        draft.purchased_year = item_purchased_on_year;
        draft.purchased_month = item_purchased_on_month;
        draft.purchased_day = item_purchased_on_day;
    };
    save(DraftStep::Purchase, &go, fill).await
}

/// Keeps what happened.
///
/// # Errors
/// Nothing could be kept.
#[server(prefix = "/fn", endpoint = "draft/story")]
pub async fn save_story(
    /// What happened.
    #[server(default)]
    facts: String,
    /// Kind of problem, by code.
    #[server(default)]
    problem: String,
    /// Which button was pressed: `next`, `check`, `back`, `back_to_check`,
    /// `later`.
    #[server(default)]
    go: String,
) -> Result<DraftStep, AppError> {
    let fill = |draft: &mut Draft| {
        draft.facts = facts;
        draft.problem = problem;
    };
    save(DraftStep::Story, &go, fill).await
}

/// Keeps what is asked for.
///
/// # Errors
/// Nothing could be kept.
#[server(prefix = "/fn", endpoint = "draft/wishes")]
pub async fn save_wishes(
    /// Claims, by code.
    #[server(default)]
    claims: Vec<String>,
    /// Money asked for, in yuan as typed.
    #[server(default)]
    claims_amount: String,
    /// Which button was pressed: `next`, `check`, `back`, `back_to_check`,
    /// `later`.
    #[server(default)]
    go: String,
) -> Result<DraftStep, AppError> {
    let fill = |draft: &mut Draft| {
        draft.claims = claims;
        draft.claim_amount = claims_amount;
    };
    save(DraftStep::Wishes, &go, fill).await
}

/// Keeps who files and what they agree to.
///
/// # Errors
/// Nothing could be kept.
#[server(prefix = "/fn", endpoint = "draft/contact")]
pub async fn save_contact(
    /// Name.
    #[server(default)]
    complainant_name: String,
    /// Telephone.
    #[server(default)]
    complainant_phone: String,
    /// Address.
    #[server(default)]
    complainant_address: String,
    /// Ticked: privacy notice read.
    #[server(default)]
    consents_privacy_notice: bool,
    /// Ticked: the result may be published.
    #[server(default)]
    consents_publication: bool,
    /// Ticked: mediation may be entrusted.
    #[server(default)]
    consents_entrusted_mediation: bool,
    /// Which button was pressed: `next`, `check`, `back`, `back_to_check`,
    /// `later`.
    #[server(default)]
    go: String,
) -> Result<DraftStep, AppError> {
    let fill = |draft: &mut Draft| {
        draft.complainant_name = complainant_name;
        draft.complainant_phone = complainant_phone;
        draft.complainant_address = complainant_address;
        draft.privacy = consents_privacy_notice;
        draft.publication = consents_publication;
        draft.entrusted_mediation = consents_entrusted_mediation;
    };
    save(DraftStep::Contact, &go, fill).await
}

/// Files the draft and leads to the confirmation. Twice is the same as once. The statement that
/// everything is true is required and not stored: the filing itself says it.
///
/// # Errors
/// Nothing was filed.
#[server(prefix = "/fn", endpoint = "draft/file")]
pub async fn file_draft(
    /// Ticked: everything is true.
    #[server(default)]
    truthful: bool,
) -> Result<(), AppError> {
    let request = Request::current()?;
    if !truthful {
        redirect(&path_of(DraftStep::Check, true, false));
        return Ok(());
    }
    let Some(token) = request.cookie(Cookie::Draft) else {
        redirect("/file/kind");
        return Ok(());
    };
    match service::drafts::file(&request.services, &token).await {
        Ok(_) => redirect("/file/done"),
        // The check page leads on to the first page with something wrong, if there is one.
        Err(service::Failure::Invalid(_)) => redirect("/file/check?failed=invalid"),
        Err(service::Failure::NotFound | service::Failure::Expired) => redirect("/file/kind"),
        Err(failure) => return not_done(&request, DraftStep::Check, failure).map(|_| ()),
    }
    Ok(())
}

/// What was filed, for the confirmation page.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "draft/filed")]
pub async fn filed_draft() -> Result<Option<FiledPage>, AppError> {
    let request = Request::current()?;
    let Some(filed) = filed(&request).await? else {
        redirect("/");
        return Ok(None);
    };
    let qr = receipt_qr(&request.header("host"), &filed.receipt);
    Ok(Some(FiledPage { filed, qr }))
}

/// Throws the draft, or the confirmation, away, so that nobody after this person finds it on the
/// same device.
///
/// # Errors
/// The store could not be written.
#[server(prefix = "/fn", endpoint = "draft/discard")]
pub async fn discard_draft() -> Result<(), AppError> {
    let request = Request::current()?;
    if let Some(token) = request.cookie(Cookie::Draft) {
        service::drafts::discard(&request.services, &token).await?;
        drop_cookie(Cookie::Draft);
    }
    redirect("/");
    Ok(())
}

#[cfg(feature = "ssr")]
async fn load(request: &Request) -> Result<Option<Draft>, AppError> {
    let Some(token) = request.cookie(Cookie::Draft) else {
        return Ok(None);
    };
    Ok(service::drafts::load(&request.services, &token).await?)
}

/// The files, for the pages that show them.
#[cfg(feature = "ssr")]
async fn evidence(request: &Request, step: DraftStep) -> Result<Vec<EvidenceView>, AppError> {
    match request.cookie(Cookie::Draft) {
        Some(token) if matches!(step, DraftStep::Evidence | DraftStep::Check) => {
            Ok(service::evidence::of_draft(&request.services, &token).await?)
        }
        _ => Ok(Vec::new()),
    }
}

#[cfg(feature = "ssr")]
async fn form_of(request: &Request, id: &str) -> Result<FormState, AppError> {
    match request.cookie(Cookie::Draft) {
        Some(token) if !id.is_empty() => {
            Ok(service::forms::load(&request.services, &token, id).await?)
        }
        _ => Ok(FormState::default()),
    }
}

#[cfg(feature = "ssr")]
async fn filed(request: &Request) -> Result<Option<Filed>, AppError> {
    let Some(token) = request.cookie(Cookie::Draft) else {
        return Ok(None);
    };
    Ok(service::drafts::filed(&request.services, &token).await?)
}

#[cfg(feature = "ssr")]
async fn save(
    step: DraftStep,
    go: &str,
    fill: impl FnOnce(&mut Draft),
) -> Result<DraftStep, AppError> {
    let request = Request::current()?;
    match try_save(&request, step, Go::parse(go), fill).await {
        Ok(next) => Ok(next),
        Err(AppError(failure)) => not_done(&request, step, failure),
    }
}

#[cfg(feature = "ssr")]
async fn try_save(
    request: &Request,
    step: DraftStep,
    go: Go,
    fill: impl FnOnce(&mut Draft),
) -> Result<DraftStep, AppError> {
    let loaded = load(request).await?;
    // A page left open in another tab must not start a second draft once this one is filed.
    if loaded.is_none() && step != DraftStep::Kind && filed(request).await?.is_some() {
        redirect("/file/done");
        return Ok(DraftStep::Check);
    }
    let mut draft = loaded.unwrap_or_default();
    fill(&mut draft);
    let (next, errors) = next(&draft, step, go, &request.services.offered());
    let token = request.cookie(Cookie::Draft);
    let token = service::drafts::save(&request.services, token.as_deref(), draft, step).await?;
    set_cookie(Cookie::Draft, &token);
    if go == Go::Later {
        redirect(LINK);
    } else {
        redirect(&path_of(next, errors, errors && go == Go::Check));
    }
    Ok(next)
}

/// A page that still stands (JavaScript) says so itself and keeps what was typed; otherwise the
/// page is shown again with the code of the failure.
#[cfg(feature = "ssr")]
fn not_done(
    request: &Request,
    step: DraftStep,
    failure: service::Failure,
) -> Result<DraftStep, AppError> {
    if request.header("accept").contains("text/html") {
        redirect(&format!("/file/{step}?failed={}", failure.code()));
        return Ok(step);
    }
    Err(AppError(failure))
}
