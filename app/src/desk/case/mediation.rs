//! Where the mediation stands, and the link by which the business answers.

use domain::locale::{Locale, format_instant};
use domain::tr;
use leptos::prelude::*;

use super::panel;
use crate::api::desk::{BusinessAddress, CasePage as CaseData};
use crate::mediation::mediation_rows;
use crate::ui::{CopyButton, Qr, SummaryList};

/// Nothing before the mediation has begun.
pub(super) fn mediation_view(page: &CaseData, locale: Locale) -> AnyView {
    let rows = mediation_rows(&page.case.mediation, None, locale);
    if rows.is_empty() {
        return ().into_any();
    }
    let link = page.business.as_ref().map(|link| link_view(link, locale));
    let body = view! {
        <SummaryList rows=rows dense=true/>
        {link}
    };
    panel(tr!(locale, "mediation.title"), body.into_any())
}

/// The link, to be shown, copied or sent to the business.
fn link_view(link: &BusinessAddress, locale: Locale) -> AnyView {
    let until = format_instant(locale, link.until);
    view! {
        <details class="wq-details">
            <summary>{tr!(locale, "respondent.desk.title")}</summary>
            <Qr
                svg=link.svg.clone()
                label=tr!(locale, "respondent.desk.title")
                caption=tr!(locale, "respondent.desk.caption")
            />
            <p class="wq-small">{tr!(locale, "respondent.desk.address")}</p>
            <p><code class="wq-file__digest">{link.address.clone()}</code></p>
            <CopyButton
                text=link.address.clone()
                label=tr!(locale, "respondent.desk.copy")
                done=tr!(locale, "respondent.desk.copied")
            />
            <p>{tr!(locale, "respondent.desk.until", time = until)}</p>
            <p class="wq-muted wq-small">{tr!(locale, "respondent.desk.warning")}</p>
        </details>
    }
    .into_any()
}
