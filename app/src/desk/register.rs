//! `/desk/register`: a case for somebody on the phone or at the counter.

use domain::locale::Locale;
use domain::offer::Offered;
use domain::tr;
use domain::value::CaseNumber as Number;
use domain::view::{BusinessRow, FormState};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::address::{case_address, link_address, register_address};
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use super::hints::hints_view;
use super::register_fields::{
    business_view, consents_view, item_view, kind_view, person_view, story_view,
};
use super::register_live::{Live, shortcut};
use crate::api::desk::Register;
use crate::api::register::{LoadRegistration, RegistrationPage};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, ButtonLink, CaseNumber, Glyph, Notice, NoticeKind, PostForm};

/// The page: the form, or number and receipt once it was registered.
#[component]
pub(super) fn RegisterPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let page = page_data(move || LoadRegistration {
        form: member("form"),
        draft: member("draft"),
        show: member("show"),
    });
    let page = page.show(move |page| match page {
        Ok(page) if page.form.shown.is_some() => registered_view(&page.form, locale),
        Ok(page) => {
            let is_kept = untrack(|| member("show")) == "keep";
            form_view(&page, is_kept, locale)
        }
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

/// The form in the order of a conversation.
fn form_view(page: &RegistrationPage, is_kept: bool, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let live = Live::new(page);
    let heading = tr!(locale, "desk.register.title");
    let title = page_title(locale, &feedback.title(&heading));
    let draft = page.draft.clone();
    let (parts, buttons) = (
        parts_view(feedback, &page.offered, live),
        buttons_view(live, locale),
    );
    let kept = is_kept.then(|| {
        view! {
            <Notice kind=NoticeKind::Success announce=true>
                <p>{tr!(locale, "register.kept")}</p>
            </Notice>
        }
    });
    view! {
        <Title text=title/>
        {feedback.summary(&register_address(&page.draft, "", ""))}
        {kept}
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "desk.register.lead")}</p>
        <div
            on:input=move |event| live.typed(&event)
            on:submit=move |_| live.sent()
            on:keydown=move |event| shortcut(&event)
        >
            <PostForm action=Register::PATH>
                <input type="hidden" name="draft" value=draft/>
                {default_button(locale)}
                {parts}
                {buttons}
            </PostForm>
        </div>
    }
    .into_any()
}

/// Enter in a text field presses the first button of a form, which must not be the look-up.
fn default_button(locale: Locale) -> AnyView {
    view! {
        <button class="govuk-visually-hidden" type="submit" tabindex="-1" aria-hidden="true">
            {tr!(locale, "desk.register.submit")}
        </button>
    }
    .into_any()
}

fn parts_view(feedback: Feedback<'_>, offered: &Offered, live: Live) -> AnyView {
    let locale = feedback.locale;
    let known = view! {
        <div class="wq-dense__wide" role="status">
            {move || live.found.with(|found| found_view(found.as_deref(), live, locale))}
        </div>
    };
    let hints = view! {
        <div role="status">{move || live.hints.with(|hints| hints_view(hints, locale))}</div>
    };
    view! {
        <div class="wq-dense">
            {kind_view(feedback, offered)}
            {person_view(feedback)}
            {business_view(feedback, known.into_any())}
            {hints.into_any()}
            {item_view(feedback, offered)}
            {story_view(feedback, offered)}
            {consents_view(feedback)}
        </div>
    }
    .into_any()
}

/// The entries of the register that may be meant. Each is a button that posts the form, so it
/// works without JavaScript as well; with it, its values are filled in on the spot.
fn found_view(found: Option<&[BusinessRow]>, live: Live, locale: Locale) -> AnyView {
    let Some(found) = found else {
        return ().into_any();
    };
    if found.is_empty() {
        return view! { <p class="wq-muted">{tr!(locale, "register.none_found")}</p> }.into_any();
    }
    let rows: Vec<_> = found
        .iter()
        .map(|row| found_row(row.clone(), live, locale))
        .collect();
    view! {
        <p>{tr!(locale, "register.found")}</p>
        <ul class="wq-found">{rows}</ul>
    }
    .into_any()
}

fn found_row(row: BusinessRow, live: Live, locale: Locale) -> AnyView {
    let about = [row.credit_code.clone(), row.address.clone()];
    let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let cases = tr!(locale, "business.history", n = row.cases, open = row.open);
    let (name, value) = (row.name.clone(), format!("use:{}", row.id));
    view! {
        <li>
            <button
                class="wq-found__button"
                type="submit"
                name="go"
                value=value
                on:click=move |event| live.take_over(&event, &row)
            >
                <span class="wq-found__name">{name}</span>
                <span class="wq-muted">{about.join(" · ")}</span>
                <span class="wq-muted">{cases}</span>
            </button>
        </li>
    }
    .into_any()
}

fn buttons_view(live: Live, locale: Locale) -> AnyView {
    let kept = move || {
        live.is_kept
            .get()
            .then(|| tr!(locale, "register.is_kept").into_owned())
    };
    view! {
        <div class="wq-actions">
            <button class="wq-button" type="submit" data-register="">
                <span>{tr!(locale, "desk.register.submit")}</span>
            </button>
            <Button kind=ButtonKind::Secondary name="go" value="keep">
                {tr!(locale, "register.keep")}
            </Button>
            <span class="wq-muted" role="status">{kept}</span>
        </div>
        <p class="wq-muted wq-small wq-script-only">{tr!(locale, "register.shortcut")}</p>
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
            <ButtonLink kind=ButtonKind::Secondary href=link_address(number, "") external=true>
                {tr!(locale, "register.link.title")}
            </ButtonLink>
            <ButtonLink kind=ButtonKind::Secondary href=register_address("", "", "") glyph=Glyph::Plus>
                {tr!(locale, "desk.register.another")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::case::{Fault, FieldProblem, Finding};
    use domain::locale::Locale;
    use domain::view::{BusinessRow, Failure, FormState, HintView};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::{Offered, RegistrationPage, form_view, registered_view};
    use crate::desk::sample;

    fn html(form: &FormState) -> String {
        page_html(&RegistrationPage {
            form: form.clone(),
            ..RegistrationPage::default()
        })
    }

    fn page_html(page: &RegistrationPage) -> String {
        Owner::new().with(|| {
            provide_meta_context();
            form_view(page, false, Locale::ZhCn).to_html()
        })
    }

    #[test]
    fn what_is_known_stands_in_the_form_without_a_script() {
        let html = page_html(&RegistrationPage {
            draft: "abc".to_owned(),
            found: Some(vec![BusinessRow {
                id: "b1".to_owned(),
                name: "顺意电器".to_owned(),
                cases: 3,
                open: 1,
                ..BusinessRow::default()
            }]),
            hints: vec![HintView {
                finding: Finding::Duplicate,
                cases: vec![sample::row()],
                more: 2,
            }],
            ..RegistrationPage::default()
        });
        assert!(html.contains(r#"value="use:b1""#), "{html}");
        assert!(html.contains(r#"name="draft" value="abc""#), "{html}");
        assert!(html.contains("可能重复"), "{html}");
        assert!(html.contains("第十六条"), "{html}");
        assert!(html.contains("张*"), "people are masked: {html}");
        assert!(
            html.contains(r#"target="_blank""#),
            "the form stays: {html}"
        );
        assert!(html.contains("另有 2 件"), "{html}");
    }

    #[test]
    fn the_kind_of_matter_comes_first() {
        let html = page_html(&RegistrationPage::default());
        let place = |text: &str| html.find(text).unwrap_or(usize::MAX);
        assert!(place(r#"name="type""#) < place(r#"name="complainant_name""#));
        assert!(place(r#"name="complainant_phone""#) < place(r#"name="respondent_name""#));
    }

    #[test]
    fn enter_registers_and_does_not_look_up() {
        let html = page_html(&RegistrationPage::default());
        let first = html.split("<button").nth(1).unwrap_or_default();
        let first = first.split("</button>").next().unwrap_or_default();
        assert!(first.contains("登记"), "{first}");
        assert!(!first.contains("name="), "{first}");
    }

    #[test]
    fn every_problem_of_an_empty_registration_finds_its_field() {
        let raw = domain::case::RawFiling {
            case_type: Some("complaint".to_owned()),
            ..Default::default()
        };
        let problems = raw
            .parse(&Offered::everything(sample::now().date_naive()))
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
