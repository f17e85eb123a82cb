//! `/desk/account/second-factor`: setting up, replacing and taking away one's own second factor.

use domain::locale::{Locale, format_instant};
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use super::keys::{back_to_account, password_field};
use crate::api::keys::{
    ChangeSecondFactor, ConfirmSecondFactor, KeysPage, LoadKeys, Proposal, ProposeSecondFactor,
};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, CaseNumber, CopyButton, Field, FieldWidth, Notice, NoticeKind, PostForm, Qr,
};

/// What there is, and the next step.
#[component]
pub(super) fn SecondFactorPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let body = page_data(move || LoadKeys { form: form() }).show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    back_to_account(body, locale)
}

fn page_view(page: &KeysPage, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "keys.factor.title");
    let codes = page.form.shown.as_deref();
    let body = match (page.keys.second_factor_since, &page.proposal) {
        (Some(_), _) if codes.is_some() => codes_view(codes.unwrap_or_default(), locale),
        (Some(since), _) => {
            let since = format_instant(locale, since);
            let left = page.keys.recovery_codes;
            let state = tr!(locale, "keys.factor.on", since = since, n = left);
            view! { <p>{state}</p> {change_view(feedback, locale)} }.into_any()
        }
        (None, Some(proposal)) => proposal_view(proposal, feedback, locale),
        (None, None) => start_view(locale),
    };
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary("/desk/account")}
        <h1 class="wq-title">{heading}</h1>
        {body}
    }
    .into_any()
}

fn start_view(locale: Locale) -> AnyView {
    let button = view! { <Button>{tr!(locale, "keys.factor.start")}</Button> }.into_any();
    view! {
        <p>{tr!(locale, "keys.factor.about")}</p>
        <p>{tr!(locale, "keys.factor.apps")}</p>
        <PostForm action=ProposeSecondFactor::PATH class="wq-actions">{button}</PostForm>
    }
    .into_any()
}

fn proposal_view(proposal: &Proposal, feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let secret = proposal.secret.clone();
    let copied = secret.replace(' ', "");
    let fields = view! {
        <Field
            name="code"
            label=tr!(locale, "keys.factor.first_code")
            hint=tr!(locale, "keys.factor.first_code_hint")
            error=feedback.error("code")
            inputmode="numeric"
            autocomplete="one-time-code"
            width=FieldWidth::Short
            verbatim=true
        />
        {password_field(feedback)}
        <Button>{tr!(locale, "keys.factor.confirm")}</Button>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "keys.factor.take_over")}</h2>
            <Qr
                svg=proposal.svg.clone()
                label=tr!(locale, "keys.factor.qr_label")
                caption=tr!(locale, "keys.factor.qr_caption")
            />
            <CaseNumber label=tr!(locale, "keys.factor.secret") number=secret secret=true>
                <CopyButton
                    text=copied
                    label=tr!(locale, "keys.factor.copy")
                    done=tr!(locale, "keys.factor.copied")
                />
            </CaseNumber>
        </section>
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "keys.factor.check")}</h2>
            <PostForm action=ConfirmSecondFactor::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}

/// Recovery codes that are shown this once.
fn codes_view(codes: &str, locale: Locale) -> AnyView {
    let lines: Vec<_> = codes
        .split(' ')
        .map(|code| view! { <li><code>{code.to_owned()}</code></li> })
        .collect();
    view! {
        <Notice kind=NoticeKind::Success announce=true>
            <p>{tr!(locale, "keys.factor.done")}</p>
        </Notice>
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "keys.factor.codes")}</h2>
            <p>{tr!(locale, "keys.factor.codes_about")}</p>
            <ol class="wq-codes">{lines}</ol>
        </section>
        <Notice kind=NoticeKind::Warning>
            <p>{tr!(locale, "keys.factor.codes_once")}</p>
        </Notice>
    }
    .into_any()
}

fn change_view(feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let fields = view! {
        {password_field(feedback)}
        <Field
            name="code"
            label=tr!(locale, "keys.code.label")
            hint=tr!(locale, "keys.code.hint")
            error=feedback.error("code")
            autocomplete="one-time-code"
            width=FieldWidth::Medium
            verbatim=true
        />
        <div class="wq-actions">
            <Button kind=ButtonKind::Secondary name="action" value="renew">
                {tr!(locale, "keys.factor.renew")}
            </Button>
            <Button kind=ButtonKind::Warning name="action" value="end">
                {tr!(locale, "keys.factor.end")}
            </Button>
        </div>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "keys.factor.change")}</h2>
            <PostForm action=ChangeSecondFactor::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}
