//! "Will this be accepted?": a few questions before filing, and whose matter it is when it is not
//! ours.

use chrono::NaiveDate;
use domain::eligibility::{Answers, Authority, Finding, Matter};
use domain::locale::{Locale, format_date};
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use crate::page::{Page, use_page};
use crate::ui::{
    BackLink, Button, ButtonLink, Choice, ErrorSummary, Field, FieldError, FieldWidth, Notice,
    NoticeKind, RadioGroup, Select,
};

/// The page: nothing is kept and nobody is asked who they are, so the answers stand in the address.
#[component]
pub fn EligibilityPage() -> impl IntoView {
    let page = use_page();
    let query = use_query_map().get_untracked();
    view! {
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            {eligibility_view(&query, &page)}
        </main>
    }
}

fn eligibility_view(query: &ParamsMap, page: &Page) -> AnyView {
    let locale = page.locale;
    let error = noticed_on(query)
        .is_err()
        .then(|| tr!(locale, "eligibility.wrong_date").into_owned());
    let errors: Vec<_> = error
        .iter()
        .map(|error| FieldError::new("noticed_on", error.clone()))
        .collect();
    let name = format!(
        "{} - {}",
        tr!(locale, "eligibility.title"),
        tr!(locale, "ui.product")
    );
    let title = match &error {
        Some(_) => tr!(locale, "tracking.error_title", title = name).into_owned(),
        None => name,
    };
    let asked = error.is_none() && query.get_str("asked").is_some();
    let findings = answers(query).findings(page.today);
    view! {
        <Title text=title/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        <BackLink href="/" label=tr!(locale, "eligibility.back")/>
        <h1 class="wq-title">{tr!(locale, "eligibility.title")}</h1>
        {asked.then(|| verdict(&findings, locale))}
        {(!asked).then(|| view! { <p class="wq-lead">{tr!(locale, "eligibility.lead")}</p> })}
        {questions(query, error, locale)}
        <p class="wq-muted wq-small">{tr!(locale, "eligibility.advice")}</p>
    }
    .into_any()
}

/// The day as typed; an error when it is none.
fn noticed_on(query: &ParamsMap) -> Result<Option<NaiveDate>, chrono::ParseError> {
    let typed = query.get_str("noticed_on").unwrap_or_default().trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some)
}

/// A choice that is none counts as left open.
fn answers(query: &ParamsMap) -> Answers {
    let yes_or_no = |name| match query.get_str(name) {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    Answers {
        matter: query
            .get_str("matter")
            .and_then(|code| Matter::parse(code).ok()),
        daily_life: yes_or_no("daily_life"),
        handled: yes_or_no("handled"),
        noticed_on: noticed_on(query).unwrap_or_default(),
        can_name_both: yes_or_no("can_name_both"),
        has_proof: yes_or_no("has_proof"),
    }
}

fn verdict(findings: &[Finding], locale: Locale) -> AnyView {
    let (mendable, against): (Vec<_>, Vec<_>) = findings
        .iter()
        .copied()
        .partition(|finding| finding.can_be_mended());
    let begin = view! {
        <div class="wq-actions">
            <ButtonLink href="/file/kind?type=complaint">{tr!(locale, "eligibility.file")}</ButtonLink>
        </div>
    };
    if against.is_empty() {
        let title = tr!(locale, "eligibility.likely");
        let mend: Vec<_> = mendable
            .iter()
            .map(|finding| advice(*finding, locale))
            .collect();
        return view! {
            <Notice kind=NoticeKind::Success title=title announce=true>
                {mend}
                {mendable.is_empty().then(|| view! { <p>{tr!(locale, "eligibility.likely_text")}</p> })}
                {begin}
            </Notice>
        }
        .into_any();
    }
    let all: Vec<_> = against
        .iter()
        .chain(&mendable)
        .map(|finding| advice(*finding, locale))
        .collect();
    view! {
        <Notice kind=NoticeKind::Warning title=tr!(locale, "eligibility.unlikely") announce=true>
            {all}
            <p>
                {tr!(locale, "eligibility.ask")}" "
                <a href="/file/kind?type=consultation">{tr!(locale, "eligibility.ask_link")}</a>
            </p>
        </Notice>
    }
    .into_any()
}

fn advice(finding: Finding, locale: Locale) -> AnyView {
    let text = match finding {
        Finding::BelongsTo(authority) => return belongs_to(authority, locale),
        Finding::NotDailyLife => tr!(locale, "eligibility.finding.not_daily_life"),
        Finding::AlreadyHandled => tr!(locale, "eligibility.finding.already_handled"),
        Finding::TooLate(last) => tr!(
            locale,
            "eligibility.finding.too_late",
            day = format_date(locale, last)
        ),
        Finding::NamesNeeded => tr!(locale, "eligibility.finding.names_needed"),
        Finding::ProofNeeded => tr!(locale, "eligibility.finding.proof_needed"),
    };
    view! { <p>{text}</p> }.into_any()
}

fn belongs_to(authority: Authority, locale: Locale) -> AnyView {
    let phone = authority.phone();
    let text = tr!(
        locale,
        "eligibility.finding.belongs_to",
        authority = authority.label(locale)
    );
    view! { <p>{text}" "<a href=format!("tel:{phone}")>{phone}</a></p> }.into_any()
}

fn questions(query: &ParamsMap, error: Option<String>, locale: Locale) -> AnyView {
    let given = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
    let matters = Matter::ALL
        .iter()
        .map(|matter| Choice::new(matter.code(), matter.label(locale)))
        .collect();
    let yes_or_no = |name: &'static str, legend: std::borrow::Cow<'static, str>| {
        let choices = vec![
            Choice::new("yes", tr!(locale, "eligibility.yes")),
            Choice::new("no", tr!(locale, "eligibility.no")),
        ];
        view! {
            <RadioGroup name=name legend=legend.into_owned() choices=choices selected=given(name) inline=true/>
        }
    };
    view! {
        <form class="wq-card" method="get" action="/eligibility" novalidate>
            <input type="hidden" name="asked" value="1"/>
            <Select
                name="matter"
                label=tr!(locale, "eligibility.question.matter")
                choices=matters
                placeholder=tr!(locale, "eligibility.choose")
                selected=given("matter")
            />
            {yes_or_no("daily_life", tr!(locale, "eligibility.question.daily_life"))}
            {yes_or_no("handled", tr!(locale, "eligibility.question.handled"))}
            <Field
                name="noticed_on"
                label=tr!(locale, "eligibility.question.noticed_on")
                hint=tr!(locale, "eligibility.question.noticed_on_hint")
                error=error
                value=given("noticed_on")
                kind="date"
                width=FieldWidth::Medium
            />
            {yes_or_no("can_name_both", tr!(locale, "eligibility.question.can_name_both"))}
            {yes_or_no("has_proof", tr!(locale, "eligibility.question.has_proof"))}
            <div class="wq-actions">
                <Button>{tr!(locale, "eligibility.submit")}</Button>
            </div>
        </form>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::locale::Locale;
    use leptos::prelude::*;
    use leptos_router::params::ParamsMap;

    use super::eligibility_view;
    use crate::page::use_page;

    fn render(answers: &[(&str, &str)]) -> String {
        let mut query = ParamsMap::new();
        for (name, value) in answers {
            query.insert((*name).to_owned(), (*value).to_owned());
        }
        Owner::new().with(|| {
            let mut page = use_page();
            page.locale = Locale::En;
            leptos_meta::provide_meta_context();
            eligibility_view(&query, &page).to_html()
        })
    }

    #[test]
    fn nothing_is_said_before_something_is_asked() {
        let html = render(&[]);
        assert!(!html.contains("wq-notice"), "{html}");
    }

    #[test]
    fn what_is_not_ours_is_sent_to_its_authority_by_telephone() {
        let html = render(&[("asked", "1"), ("matter", "wages")]);
        assert!(html.contains(r#"href="tel:12333""#), "{html}");
        assert!(!html.contains("/file/kind?type=complaint"), "{html}");
    }

    #[test]
    fn what_can_be_mended_does_not_keep_anybody_from_filing() {
        let html = render(&[("asked", "1"), ("matter", "goods"), ("has_proof", "no")]);
        assert!(html.contains("/file/kind?type=complaint"), "{html}");
        assert!(html.contains("wq-notice--success"), "{html}");
    }

    #[test]
    fn an_answer_that_is_none_counts_as_left_open() {
        let html = render(&[
            ("asked", "1"),
            ("matter", "<script>"),
            ("handled", "perhaps"),
        ]);
        assert!(html.contains("wq-notice--success"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
    }

    #[test]
    fn a_day_that_is_none_is_said_and_kept() {
        let html = render(&[("asked", "1"), ("noticed_on", "yesterday")]);
        assert!(html.contains("error-summary"), "{html}");
        assert!(html.contains(r#"value="yesterday""#), "{html}");
        assert!(!html.contains("wq-notice"), "{html}");
    }
}
