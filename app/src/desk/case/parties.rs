//! Who is in dispute.

use domain::locale::Locale;
use domain::tr;
use domain::view::{CaseView, KnownBusiness, RespondentView, RevealField};
use leptos::prelude::*;
use server_fn::ServerFn;

use super::panel;
use crate::api::desk::{CasePage as CaseData, Reveal};
use crate::desk::address::business_address;
use crate::desk::feedback::Feedback;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Choice, Field, Glyph, Notice, NoticeKind, PostForm, RadioGroup,
    SummaryList, SummaryRow,
};

/// The person, masked; one field at a time can be seen in clear, for a reason that is recorded.
pub(super) fn person_view(page: &CaseData, list: &str, locale: Locale) -> AnyView {
    let title = tr!(locale, "desk.case.person");
    let Some(person) = &page.case.person else {
        return panel(
            title,
            view! { <p>{tr!(locale, "desk.case.anonymous")}</p> }.into_any(),
        );
    };
    let label = |field: RevealField| field.label(locale);
    let mut rows = vec![
        SummaryRow::new(label(RevealField::Name), person.name.clone()),
        SummaryRow::new(label(RevealField::Phone), person.phone.clone()),
    ];
    rows.extend(
        person
            .address
            .clone()
            .map(|address| SummaryRow::new(label(RevealField::Address), address)),
    );
    if page.case.co_complainants > 0 {
        let others = tr!(
            locale,
            "desk.case.co_complainants_n",
            n = page.case.co_complainants
        );
        rows.push(SummaryRow::new(
            tr!(locale, "desk.case.co_complainants"),
            others,
        ));
    }
    let has_address = person.address.is_some();
    let body = view! {
        <SummaryList rows=rows dense=true/>
        {shown_view(page, locale)}
        {reveal_view(page, list, has_address, locale)}
    };
    panel(title, body.into_any())
}

/// What the last request showed; it is gone with the next page.
fn shown_view(page: &CaseData, locale: Locale) -> Option<AnyView> {
    let value = page.form.shown.clone()?;
    let field =
        RevealField::parse(page.form.value("field")).map_or("", |field| field.label(locale));
    Some(
        view! {
            <Notice kind=NoticeKind::Info title=field announce=true>
                <p class="wq-masked">{value}</p>
                <p>{tr!(locale, "desk.reveal.recorded")}</p>
            </Notice>
        }
        .into_any(),
    )
}

fn reveal_view(page: &CaseData, list: &str, has_address: bool, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let fields = RevealField::ALL
        .iter()
        .filter(|field| has_address || **field != RevealField::Address);
    let choices = fields
        .map(|field| Choice::new(field.code(), field.label(locale)))
        .collect();
    let number = page.case.number.as_str().to_owned();
    let list = list.to_owned();
    let open = feedback.error("reason").is_some() || feedback.error("field").is_some();
    let fields = view! {
        <RadioGroup
            name="field"
            legend=tr!(locale, "desk.reveal.field")
            choices=choices
            selected=feedback.value("field")
            error=feedback.error("field")
            inline=true
        />
        <Field
            name="reason"
            label=tr!(locale, "desk.reveal.reason")
            hint=tr!(locale, "desk.reveal.hint")
            error=feedback.error("reason")
            enterkeyhint="done"
        />
    }
    .into_any();
    view! {
        <details class="wq-details" open=open>
            <summary>{tr!(locale, "desk.reveal.title")}</summary>
            <PostForm action=Reveal::PATH>
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="list" value=list/>
                {fields}
                <Button kind=ButtonKind::Secondary glyph=Glyph::Eye>
                    {tr!(locale, "desk.reveal.show")}
                </Button>
            </PostForm>
        </details>
    }
    .into_any()
}

/// The business, and further ones.
pub(super) fn business_view(case: &CaseView, locale: Locale) -> AnyView {
    let businesses = case.respondent.iter().chain(&case.more_respondents);
    let rows: Vec<_> = businesses
        .flat_map(|business| business_rows(business, locale))
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let known = known_view(&case.businesses, locale);
    panel(
        tr!(locale, "desk.case.business"),
        view! {
            <SummaryList rows=rows dense=true/>
            {known}
        }
        .into_any(),
    )
}

/// The ways to what the register says of them, and to their other cases.
fn known_view(known: &[KnownBusiness], locale: Locale) -> Option<AnyView> {
    let entries: Vec<_> = known
        .iter()
        .map(|entry| {
            let href = business_address(&entry.id, "");
            let name = entry.name.clone();
            view! {
                <ButtonLink kind=ButtonKind::Quiet href=href external=true>
                    {tr!(locale, "business.entry", name = name)}
                </ButtonLink>
            }
        })
        .collect();
    (!entries.is_empty()).then(|| view! { <div class="wq-actions">{entries}</div> }.into_any())
}

fn business_rows(business: &RespondentView, locale: Locale) -> Vec<SummaryRow> {
    let mut rows = vec![SummaryRow::new(
        tr!(locale, "desk.case.business_name"),
        business.name.clone(),
    )];
    let address = business.address.clone();
    rows.extend(
        address.map(|address| SummaryRow::new(tr!(locale, "desk.case.business_address"), address)),
    );
    let code = business.credit_code.clone();
    rows.extend(code.map(|code| SummaryRow::new(tr!(locale, "desk.case.credit_code"), code)));
    rows
}
