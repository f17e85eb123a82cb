//! `/desk/register`: a case for somebody on the phone or at the counter.

use domain::locale::Locale;
use domain::tr;
use domain::value::CaseNumber as Number;
use domain::view::FormState;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::address::{case_address, register_address};
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use super::register_fields::{business_view, filing_view, item_view, person_view, story_view};
use crate::api::desk::{LoadForm, Register};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, ButtonLink, CaseNumber, Glyph, Notice, NoticeKind, PostForm};

/// The page: the form, or number and receipt once it was registered.
#[component]
pub(super) fn RegisterPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let page = page_data(move || LoadForm { form: form() }).show(move |form| match form {
        Ok(form) if form.shown.is_some() => registered_view(&form, locale),
        Ok(form) => form_view(&form, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

/// The form in the order of a conversation.
fn form_view(form: &FormState, locale: Locale) -> AnyView {
    let feedback = Feedback { form, locale };
    let heading = tr!(locale, "desk.register.title");
    let title = page_title(locale, &feedback.title(&heading));
    let parts = view! {
        {person_view(feedback)}
        {business_view(feedback)}
        {item_view(feedback)}
        {story_view(feedback)}
        {filing_view(feedback)}
    }
    .into_any();
    view! {
        <Title text=title/>
        {feedback.summary(&register_address(""))}
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "desk.register.lead")}</p>
        <PostForm action=Register::PATH>
            <div class="wq-dense">{parts}</div>
            <div class="wq-actions">
                <Button>{tr!(locale, "desk.register.submit")}</Button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// Number and receipt, to be read out or printed now.
fn registered_view(form: &FormState, locale: Locale) -> AnyView {
    let number = form.value("number");
    let grouped =
        Number::parse(number).map_or_else(|_| number.to_owned(), |number| number.grouped());
    let receipt = form.shown.clone().unwrap_or_default();
    let heading = tr!(locale, "desk.register.done");
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <div class="wq-columns">
            <CaseNumber label=tr!(locale, "case.number") number=grouped/>
            <CaseNumber label=tr!(locale, "case.receipt") number=receipt secret=true/>
        </div>
        <Notice kind=NoticeKind::Warning announce=true>
            <p>{tr!(locale, "desk.register.once")}</p>
        </Notice>
        <div class="wq-actions">
            <ButtonLink href=case_address(number, "", "")>{tr!(locale, "desk.register.open")}</ButtonLink>
            <ButtonLink kind=ButtonKind::Secondary href="/desk/register" glyph=Glyph::Plus>
                {tr!(locale, "desk.register.another")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::case::{Fault, FieldProblem};
    use domain::locale::Locale;
    use domain::view::{Failure, FormState};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::{form_view, registered_view};
    use crate::desk::sample;

    fn html(form: &FormState) -> String {
        Owner::new().with(|| {
            provide_meta_context();
            form_view(form, Locale::ZhCn).to_html()
        })
    }

    #[test]
    fn every_problem_of_an_empty_registration_finds_its_field() {
        let raw = domain::case::RawFiling {
            case_type: Some("complaint".to_owned()),
            ..Default::default()
        };
        let problems = raw
            .parse(sample::now().date_naive())
            .expect_err("an empty form");
        assert!(problems.len() > 8, "{problems:?}");
        let form = FormState {
            problems: problems.clone(),
            failure: Some(Failure::Invalid(Vec::new())),
            ..FormState::default()
        };
        let html = html(&form);
        for problem in problems {
            let id = crate::ui::field_id(&problem.control());
            assert!(html.contains(&format!(r#"id="{id}""#)), "{}", problem.field);
            assert!(
                html.contains(&format!(r##"href="#{id}""##)),
                "{}",
                problem.field
            );
        }
    }

    #[test]
    fn everything_typed_is_kept() {
        let values = [
            ("complainant_name", "张三"),
            ("item_purchased_on_month", "13"),
            ("claims", "refund,repair"),
            ("facts", "</textarea><script>"),
            ("type", "report"),
        ];
        let values = values
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let problems = vec![FieldProblem::new("item.purchased_on", Fault::NotADate)];
        let html = html(&FormState {
            values,
            problems,
            failure: Some(Failure::Invalid(Vec::new())),
            shown: None,
        });
        assert!(html.contains(r#"value="张三""#), "{html}");
        assert!(html.contains(r#"value="13""#), "{html}");
        assert_eq!(
            html.matches("checked").count(),
            3,
            "two claims and the type: {html}"
        );
        assert!(!html.contains("<script>"), "{html}");
    }

    #[test]
    fn number_and_receipt_are_shown_once_registered() {
        let number = sample::row().number;
        let form = FormState {
            values: [("number".to_owned(), number.as_str().to_owned())].into(),
            shown: Some("0123-4567".to_owned()),
            ..FormState::default()
        };
        let html = Owner::new().with(|| {
            provide_meta_context();
            registered_view(&form, Locale::ZhCn).to_html()
        });
        assert!(
            html.contains(&number.grouped()) && html.contains("0123-4567"),
            "{html}"
        );
        assert!(
            html.contains(&format!("/desk/cases/{}", number.as_str())),
            "{html}"
        );
    }
}
