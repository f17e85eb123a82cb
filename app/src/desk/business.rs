//! `/desk/businesses/:id`: one business with its cases and the changes of its entry.

use domain::business::Industry;
use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{BusinessChangeView, BusinessView, FormState, QueueFilter};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

use super::address::{business_address, businesses_address};
use super::business_fields::{fields_view, values};
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use super::queue::row_view;
use crate::api::business::{
    BusinessPage as BusinessData, LoadBusiness, MergeBusiness, SaveBusiness,
};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    BackLink, Button, ButtonKind, ButtonLink, Field, Glyph, Notice, NoticeKind, PostForm,
    SummaryList, SummaryRow, Timeline, TimelineEntry,
};

/// The page of an entry, or of a new one.
#[component]
pub(super) fn BusinessPage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let query = use_query_map();
    let page = page_data(move || LoadBusiness {
        id: params.with(|params| params.get("id").unwrap_or_default()),
        form: query.with(|query| query.get("form").unwrap_or_default()),
    });
    let page = page.show(move |page| match page {
        Ok(page) => match &page.business {
            Some(business) => business_view(business, &page.form, locale),
            None => new_view(&page, locale),
        },
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

fn new_view(page: &BusinessData, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "business.add");
    let title = page_title(locale, &feedback.title(&heading));
    let fields = fields_view(feedback);
    view! {
        <Title text=title/>
        {back_view(locale)}
        {feedback.summary(&businesses_address(""))}
        <h1 class="wq-title">{heading}</h1>
        <PostForm action=SaveBusiness::PATH class="wq-panel">
            {fields}
            <div class="wq-actions">
                <Button>{tr!(locale, "business.save")}</Button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn back_view(locale: Locale) -> AnyView {
    view! { <BackLink href=businesses_address("") label=tr!(locale, "business.title")/> }.into_any()
}

fn business_view(business: &BusinessView, form: &FormState, locale: Locale) -> AnyView {
    let feedback = Feedback { form, locale };
    let name = business.business.name.clone();
    let title = page_title(locale, &feedback.title(&name));
    let merged = business.merged_into.clone().map(|(id, name)| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>
                    {tr!(locale, "business.merged_into")} " "
                    <a href=business_address(&id, "")>{name}</a>
                </p>
            </Notice>
        }
    });
    view! {
        <Title text=title/>
        {back_view(locale)}
        {feedback.summary(&business_address(&business.id, ""))}
        <h1 class="wq-title">{name}</h1>
        {merged}
        {facts_view(business, locale)}
        {poster_link(&business.id, locale)}
        {cases_view(business, locale)}
        {changes_view(&business.changes, locale)}
        {business.may_edit.then(|| edit_view(business, form, locale))}
        {business.may_merge.then(|| merge_view(business, form, locale))}
    }
    .into_any()
}

/// The poster at the door of this business.
fn poster_link(id: &str, locale: Locale) -> AnyView {
    let href = format!("/desk/admin/poster?m={id}");
    view! {
        <div class="wq-actions">
            <ButtonLink kind=ButtonKind::Secondary href=href external=true glyph=Glyph::Print>
                {tr!(locale, "poster.print.title")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

fn facts_view(business: &BusinessView, locale: Locale) -> AnyView {
    let known = values(&business.business).into_iter().skip(1);
    let known = known.filter(|(_, value)| !value.is_empty());
    let rows: Vec<SummaryRow> = known
        .map(|(field, value)| SummaryRow::new(label(field, locale), shown(field, &value, locale)))
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! { <section class="wq-panel"><SummaryList rows=rows dense=true/></section> }.into_any()
}

fn label(field: &str, locale: Locale) -> String {
    match field {
        "name" => tr!(locale, "business.field.name"),
        "aliases" => tr!(locale, "business.field.aliases"),
        "credit_code" => tr!(locale, "business.field.credit_code"),
        "division" => tr!(locale, "business.field.division"),
        "address" => tr!(locale, "business.field.address"),
        "industry" => tr!(locale, "business.field.industry"),
        "contact" => tr!(locale, "business.field.contact"),
        _ => tr!(locale, "business.field.phone"),
    }
    .into_owned()
}

fn shown(field: &str, value: &str, locale: Locale) -> String {
    match Industry::parse(value) {
        Ok(industry) if field == "industry" => industry.label(locale).to_owned(),
        _ => value.replace('\n', "、"),
    }
}

fn cases_view(business: &BusinessView, locale: Locale) -> AnyView {
    let no_list = QueueFilter::default();
    let rows = business.newest.iter();
    let rows: Vec<_> = rows
        .map(|row| row_view(row, None, &no_list, None, business.now, locale))
        .collect();
    let count = tr!(
        locale,
        "business.history",
        n = business.cases,
        open = business.open
    );
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "business.cases_title")}</h2>
            <p>{count}</p>
            {(!rows.is_empty()).then(|| view! { <ul class="wq-queue">{rows}</ul> })}
        </section>
    }
    .into_any()
}

fn changes_view(changes: &[BusinessChangeView], locale: Locale) -> AnyView {
    let entries = changes.iter().map(|change| {
        let fields = change.fields.iter().map(|(field, before, after)| {
            let blank = || tr!(locale, "business.blank").into_owned();
            let or_blank = |value: &str| {
                Some(shown(field, value, locale))
                    .filter(|value| !value.is_empty())
                    .unwrap_or_else(blank)
            };
            tr!(
                locale,
                "business.became",
                field = label(field, locale),
                before = or_blank(before),
                after = or_blank(after)
            )
            .into_owned()
        });
        let body = fields.collect::<Vec<_>>().join("\n");
        TimelineEntry {
            title: change.kind.label(locale).to_owned(),
            time: format_instant(locale, change.at),
            datetime: change.at.to_rfc3339(),
            by: Some(tr!(locale, "desk.staff_number", number = change.by).into_owned()),
            body: (!body.is_empty()).then_some(body),
            ..TimelineEntry::default()
        }
    });
    let entries = entries.collect();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "business.changes")}</h2>
            <Timeline entries=entries/>
        </section>
    }
    .into_any()
}

/// The form opens by itself when it comes back with errors.
fn edit_view(business: &BusinessView, form: &FormState, locale: Locale) -> AnyView {
    let is_back = form.values.contains_key("name") || (form.failure.is_some() && !is_merge(form));
    let mut state = form.clone();
    if !is_back {
        let known = values(&business.business);
        state.values = known.map(|(name, value)| (name.to_owned(), value)).into();
    }
    let fields = fields_view(Feedback {
        form: &state,
        locale,
    });
    let (id, version) = (business.id.clone(), business.version.to_string());
    view! {
        <details class="wq-panel wq-details" open=is_back>
            <summary>{tr!(locale, "business.edit")}</summary>
            <PostForm action=SaveBusiness::PATH>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="version" value=version/>
                {fields}
                <div class="wq-actions">
                    <Button>{tr!(locale, "business.save")}</Button>
                </div>
            </PostForm>
        </details>
    }
    .into_any()
}

fn is_merge(form: &FormState) -> bool {
    form.values.contains_key("into") || form.problems.iter().any(|problem| problem.field == "into")
}

fn merge_view(business: &BusinessView, form: &FormState, locale: Locale) -> AnyView {
    let feedback = Feedback { form, locale };
    let (error, typed) = (feedback.error("into"), feedback.value("into"));
    let (id, version) = (business.id.clone(), business.version.to_string());
    view! {
        <details class="wq-panel wq-details" open=is_merge(form)>
            <summary>{tr!(locale, "business.merge")}</summary>
            <PostForm action=MergeBusiness::PATH>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="version" value=version/>
                <p>{tr!(locale, "business.merge_lead")}</p>
                <Field
                    name="into"
                    label=tr!(locale, "business.merge_into")
                    error=error
                    value=typed
                    verbatim=true
                />
                <div class="wq-actions">
                    <Button kind=ButtonKind::Warning>{tr!(locale, "business.merge_submit")}</Button>
                </div>
            </PostForm>
        </details>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::business::{BusinessChange, RawBusiness};
    use domain::case::{Fault, FieldProblem};
    use domain::locale::Locale;
    use domain::view::{BusinessChangeView, BusinessView, Failure, FormState};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::business_view;
    use crate::desk::sample::{now, row};

    fn business() -> BusinessView {
        let business = RawBusiness {
            name: "顺意电器".to_owned(),
            industry: "F".to_owned(),
            ..RawBusiness::default()
        };
        BusinessView {
            id: "abc".to_owned(),
            version: 2,
            business,
            merged_into: None,
            cases: 4,
            open: 1,
            newest: vec![row()],
            changes: vec![BusinessChangeView {
                at: now(),
                by: "1024".to_owned(),
                kind: BusinessChange::Edited,
                fields: vec![("industry".to_owned(), String::new(), "F".to_owned())],
            }],
            may_edit: true,
            may_merge: false,
            now: now(),
        }
    }

    fn html(business: &BusinessView, form: &FormState) -> String {
        Owner::new().with(|| {
            provide_meta_context();
            business_view(business, form, Locale::ZhCn).to_html()
        })
    }

    #[test]
    fn an_entry_shows_its_cases_and_who_changed_what() {
        let html = html(&business(), &FormState::default());
        assert!(html.contains("共 4 件，在办 1 件"), "{html}");
        assert!(html.contains("所属行业：未填写 → 批发和零售业"), "{html}");
        assert!(html.contains("工号 1024"), "{html}");
        assert!(html.contains(&format!("/desk/cases/{}", row().number.as_str())));
        assert!(html.contains(r#"name="version" value="2""#), "{html}");
        assert!(!html.contains(r#"name="into""#), "the role may not merge");
    }

    #[test]
    fn a_merge_that_was_refused_says_why_beside_its_field() {
        let problems = vec![FieldProblem::new("into", Fault::NotTheSame)];
        let form = FormState {
            values: [("into".to_owned(), "别家".to_owned())].into(),
            failure: Some(Failure::Invalid(problems.clone())),
            problems,
            ..FormState::default()
        };
        let business = BusinessView {
            may_merge: true,
            ..business()
        };
        let html = html(&business, &form);
        assert_eq!(html.matches("不能合并").count(), 2, "{html}");
        assert!(html.contains(r#"value="别家""#), "{html}");
        assert!(
            html.contains(r#"value="顺意电器""#),
            "the entry itself is untouched"
        );
    }

    #[test]
    fn a_merged_entry_points_to_the_one_that_took_it_in() {
        let gone = BusinessView {
            merged_into: Some(("xyz".to_owned(), "顺意".to_owned())),
            may_edit: false,
            ..business()
        };
        let html = html(&gone, &FormState::default());
        assert!(html.contains(r#"href="/desk/businesses/xyz""#), "{html}");
        assert!(!html.contains("<form"), "{html}");
    }
}
