//! Mediation as the person who filed sees it, and what they say in it.

use domain::locale::Locale;
use domain::tr;
use domain::view::{FormState, TrackView};
use leptos::prelude::*;
use server_fn::ServerFn;

use crate::api::tracking::{AnswerTerms, AskForRecusal, GiveConsent, ProposeTerms};
use crate::mediation::{Forms, mediation_errors, mediation_rows, speaks};
use crate::ui::{ErrorSummary, SummaryList};

/// The controls of the forms here; the other forms of the page tell of their own.
const CONTROLS: [&str; 4] = ["terms", "amount", "perform_by", "recusal"];

/// Nothing until there is something to know or to say.
pub(super) fn mediation_view(
    case: &TrackView,
    form: &FormState,
    locale: Locale,
) -> Option<AnyView> {
    let rows = mediation_rows(&case.mediation, case.settlement.as_ref(), locale);
    if rows.is_empty() && !speaks(&case.allowed) {
        return None;
    }
    let forms = Forms {
        consent: GiveConsent::PATH,
        answer: AnswerTerms::PATH,
        propose: ProposeTerms::PATH,
        recusal: AskForRecusal::PATH,
        token: None,
        form,
        locale,
    };
    let rows = (!rows.is_empty()).then(|| view! { <SummaryList rows=rows dense=true/> });
    let view = view! {
        <section class="wq-card wq-stack" id="mediation">
            <h2 class="wq-card__title">{tr!(locale, "mediation.title")}</h2>
            {rows}
            {forms.view(&case.allowed)}
        </section>
    };
    Some(view.into_any())
}

/// The summary of what is wrong with proposed terms.
pub(super) fn agreement_summary(form: &FormState, locale: Locale) -> AnyView {
    let mut errors = mediation_errors(form, locale);
    errors.retain(|error| CONTROLS.contains(&error.name.as_str()));
    view! { <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/> }.into_any()
}
