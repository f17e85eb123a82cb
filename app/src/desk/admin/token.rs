//! `/desk/admin/tokens/new` and `/desk/admin/tokens/:key`: issuing a token, and one token.

use domain::code::Scope;
use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{MachinesView, TokenDetail};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::tokens::state;
use super::trail::lines_view;
use super::{framed, use_key, use_member};
use crate::api::machine::{
    IssueToken, LoadNewToken, LoadToken, NewTokenPage as New, RevokeToken, TokenPage as Data,
};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, ButtonLink, CaseNumber, CheckboxGroup, Choice, CopyButton, EmptyState,
    Field, FieldWidth, Glyph, Notice, NoticeKind, PostForm, Select, SummaryList, SummaryRow,
};

/// The form of a new token.
#[component]
pub(in crate::desk) fn NewTokenPage() -> impl IntoView {
    let locale = use_locale();
    let form = use_member("form");
    let page = page_data(move || LoadNewToken { form: form() }).show(move |page| match page {
        Ok(page) => new_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_tokens(page, locale)
}

/// One token: shown whole once, else what is known of it.
#[component]
pub(in crate::desk) fn TokenPage() -> impl IntoView {
    let locale = use_locale();
    let (id, form) = (use_key(), use_member("form"));
    let load = move || LoadToken {
        id: id(),
        form: form(),
    };
    let page = page_data(load).show(move |page| match page {
        Ok(page) => token_page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_tokens(page, locale)
}

fn to_tokens(body: AnyView, locale: Locale) -> AnyView {
    let label = tr!(locale, "machine.title").into_owned();
    framed("/desk/admin/tokens", label, body)
}

fn new_view(page: &New, locale: Locale) -> AnyView {
    let heading = tr!(locale, "machine.issue");
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let body = if page.known.machines.is_empty() {
        no_account_view(locale)
    } else {
        form_view(&page.known, feedback, locale)
    };
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary("")}
        <h1 class="wq-title">{heading}</h1>
        {body}
    }
    .into_any()
}

fn no_account_view(locale: Locale) -> AnyView {
    let title = tr!(locale, "machine.no_account");
    let hint = tr!(locale, "machine.no_account_hint");
    view! {
        <EmptyState title=title body=hint glyph=Glyph::User/>
        <div class="wq-actions">
            <ButtonLink href="/desk/admin/accounts/new" glyph=Glyph::Plus>
                {tr!(locale, "machine.add_account")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

fn form_view(known: &MachinesView, feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let machines = known.machines.iter().map(|machine| {
        let place = machine.organisation.name(locale);
        let label = format!("{} · {} · {place}", machine.login, machine.name);
        Choice::new(&machine.login, label)
    });
    let scopes = Scope::ALL.iter();
    let scopes = scopes.map(|scope| Choice::new(scope.code(), scope.label(locale)));
    let chosen = feedback.value("scopes");
    let chosen: Vec<String> = chosen.split(',').map(str::to_owned).collect();
    let days = match feedback.value("days") {
        days if days.is_empty() && !feedback.is_wrong() => "90".to_owned(),
        days => days,
    };
    let fields = view! {
            <div class="wq-panel wq-dense__grid">
                <Select
                    name="login"
                    label=tr!(locale, "machine.login")
                    choices=machines.collect()
                    selected=feedback.value("login")
                    placeholder=tr!(locale, "admin.choose")
                    error=feedback.error("login")
                />
                <Field
                    name="name"
                    label=tr!(locale, "machine.name")
                    hint=tr!(locale, "machine.name_hint")
                    value=feedback.value("name")
                    error=feedback.error("name")
                />
                <div class="wq-dense__wide">
                    <CheckboxGroup
                        name="scopes[]"
                        legend=tr!(locale, "machine.scopes")
                        hint=tr!(locale, "machine.scopes_hint")
                        choices=scopes.collect()
                        selected=chosen
                        error=feedback.error("scopes")
                        columns=true
                    />
                </div>
                <Field
                    name="days"
                    label=tr!(locale, "machine.days")
                    hint=tr!(locale, "machine.days_hint")
                    value=days
                    error=feedback.error("days")
                    inputmode="numeric"
                    width=FieldWidth::Tiny
                    suffix=tr!(locale, "machine.day_suffix")
                />
            </div>
            <div class="wq-actions">
                <Button>{tr!(locale, "machine.issue")}</Button>
            </div>
    }
    .into_any();
    view! { <PostForm action=IssueToken::PATH>{fields}</PostForm> }.into_any()
}

fn token_page_view(page: &Data, locale: Locale) -> AnyView {
    let detail = &page.detail;
    let heading = detail.token.name.clone();
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let secret = page.form.shown.as_ref().map(|it| secret_view(it, locale));
    let revoke = detail.token.is_live(detail.now);
    let revoke = revoke.then(|| revoke_view(detail, feedback, locale));
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary("")}
        <h1 class="wq-title">{heading}</h1>
        {secret}
        <section class="wq-panel">
            <SummaryList rows=facts(detail, locale) dense=true/>
        </section>
        {revoke}
        {lines_view(&detail.trail, locale)}
    }
    .into_any()
}

/// The token itself, this once.
fn secret_view(token: &str, locale: Locale) -> AnyView {
    let (number, text) = (token.to_owned(), token.to_owned());
    view! {
        <CaseNumber label=tr!(locale, "machine.secret") number=number secret=true>
            <CopyButton
                text=text
                label=tr!(locale, "machine.copy")
                done=tr!(locale, "machine.copied")
            />
        </CaseNumber>
        <Notice kind=NoticeKind::Warning announce=true>
            <p>{tr!(locale, "machine.secret_once")}</p>
        </Notice>
    }
    .into_any()
}

fn facts(detail: &TokenDetail, locale: Locale) -> Vec<SummaryRow> {
    let token = &detail.token;
    let scopes: Vec<_> = token.scopes.iter().map(|it| it.label(locale)).collect();
    let account = format!("{} · {}", token.machine.login, token.machine.name);
    let place = token.machine.organisation.name(locale);
    let used = token.last_used_at.map_or_else(
        || tr!(locale, "machine.never_used").into_owned(),
        |at| format_instant(locale, at),
    );
    let at = |at| format_instant(locale, at);
    let mut rows = vec![
        SummaryRow::new(
            tr!(locale, "machine.state"),
            state(token, detail.now, locale).0,
        ),
        SummaryRow::new(tr!(locale, "machine.prefix"), format!("{}…", token.prefix)),
        SummaryRow::new(tr!(locale, "machine.login"), account),
        SummaryRow::new(tr!(locale, "admin.field.organisation"), place),
        SummaryRow::new(
            tr!(locale, "machine.scopes"),
            scopes.join(&tr!(locale, "common.list_separator")),
        ),
        SummaryRow::new(tr!(locale, "machine.issued"), at(token.created_at)),
        SummaryRow::new(tr!(locale, "machine.ends"), at(token.expires_at)),
        SummaryRow::new(tr!(locale, "machine.last_used"), used),
    ];
    if let Some(revoked) = token.revoked_at {
        rows.push(SummaryRow::new(
            tr!(locale, "machine.revoked_at"),
            at(revoked),
        ));
    }
    rows
}

fn revoke_view(detail: &TokenDetail, feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let heading = tr!(locale, "machine.revoke");
    let fields = view! {
            <input type="hidden" name="id" value=detail.token.id.to_string()/>
            <Field
                name="reason"
                label=tr!(locale, "machine.revoke_reason")
                hint=tr!(locale, "machine.revoke_reason_hint")
                value=feedback.value("reason")
                error=feedback.error("reason")
            />
            <div class="wq-actions">
                <Button kind=ButtonKind::Warning>{tr!(locale, "machine.revoke")}</Button>
            </div>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{heading}</h2>
            <p>{tr!(locale, "machine.revoke_about")}</p>
            <PostForm action=RevokeToken::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}
