//! `/desk/admin/accounts/:key`: one account, or a new one.

use domain::code::Role;
use domain::locale::Locale;
use domain::tr;
use domain::view::{AccountDetail, FormState};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::trail::lines_view;
use super::{choices, framed, use_key, use_member};
use crate::api::admin::{
    AccountPage as Data, ActOnAccount, LoadAccount, ResetSecondFactor, SaveAccount,
};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, CaseNumber, Checkbox, CheckboxGroup, Choice, Field, FieldWidth, Notice,
    NoticeKind, PostForm, Select, SummaryList, SummaryRow,
};

/// Form, state and history of an account.
#[component]
pub(in crate::desk) fn AccountPage() -> impl IntoView {
    let locale = use_locale();
    let (id, form) = (use_key(), use_member("form"));
    let load = move || LoadAccount {
        id: id(),
        form: form(),
    };
    let page = page_data(load).show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let back = tr!(locale, "admin.accounts.title").into_owned();
    framed("/desk/admin/accounts", back, page)
}

fn page_view(page: &Data, locale: Locale) -> AnyView {
    let heading = match &page.detail {
        Some(detail) => detail.line.name.clone(),
        None => tr!(locale, "admin.accounts.add").into_owned(),
    };
    let filled = filled(page);
    let feedback = Feedback {
        form: &filled,
        locale,
    };
    let title = page_title(locale, &feedback.title(&heading));
    let password = page.form.shown.as_ref().map(|it| password_view(it, locale));
    let is_own = page.detail.as_ref().is_some_and(|detail| detail.is_own);
    let form = (!is_own).then(|| form_view(page, feedback, locale));
    let around = page
        .detail
        .as_ref()
        .map(|detail| around_view(detail, feedback));
    view! {
        <Title text=title/>
        {feedback.summary("")}
        <h1 class="wq-title">{heading}</h1>
        {password}
        {form}
        {around}
    }
    .into_any()
}

/// A password that is shown this once.
fn password_view(password: &str, locale: Locale) -> AnyView {
    let password = password.to_owned();
    view! {
        <CaseNumber label=tr!(locale, "admin.accounts.password") number=password secret=true/>
        <Notice kind=NoticeKind::Warning announce=true>
            <p>{tr!(locale, "admin.accounts.password_once")}</p>
        </Notice>
    }
    .into_any()
}

/// What the form shows: what was typed, else what is kept.
fn filled(page: &Data) -> FormState {
    let mut form = page.form.clone();
    let is_untouched = !form.values.contains_key("name");
    if let Some(detail) = page.detail.as_ref().filter(|_| is_untouched) {
        let line = &detail.line;
        let roles: Vec<_> = line.roles.iter().map(|role| role.code()).collect();
        let values = [
            ("name", line.name.clone()),
            ("organisation", line.organisation.code.clone()),
            ("roles", roles.join(",")),
        ];
        let values = values.map(|(name, value)| (name.to_owned(), value));
        form.values.extend(values);
    }
    form
}

fn form_view(page: &Data, feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let known = page
        .detail
        .as_ref()
        .map(|detail| detail.line.id.to_string());
    let sign_in = known.is_none().then(|| sign_in_view(feedback, locale));
    let machine = known.is_none().then(|| machine_view(feedback, locale));
    let organisation = feedback.value("organisation");
    let roles = Role::ALL.iter();
    let roles: Vec<_> = roles
        .map(|role| Choice::new(role.code(), role.label(locale)))
        .collect();
    let chosen = feedback.value("roles");
    let chosen: Vec<String> = chosen.split(',').map(str::to_owned).collect();
    let fields = view! {
            <input type="hidden" name="known" value=known.unwrap_or_default()/>
            <div class="wq-panel wq-dense__grid">
                <Field
                    name="name"
                    label=tr!(locale, "admin.field.name")
                    value=feedback.value("name")
                    error=feedback.error("name")
                    width=FieldWidth::Medium
                />
                <Select
                    name="organisation"
                    label=tr!(locale, "admin.field.organisation")
                    choices=choices(&page.all, &organisation, locale)
                    selected=organisation
                    placeholder=tr!(locale, "admin.choose")
                    error=feedback.error("organisation")
                />
                {sign_in}
                {machine}
                <div class="wq-dense__wide">
                    <CheckboxGroup
                        name="roles[]"
                        legend=tr!(locale, "admin.field.roles")
                        hint=tr!(locale, "admin.accounts.roles_hint")
                        choices=roles
                        selected=chosen
                        error=feedback.error("roles")
                        columns=true
                    />
                </div>
            </div>
            <div class="wq-actions">
                <Button>{tr!(locale, "common.save")}</Button>
            </div>
    }
    .into_any();
    view! {
        <PostForm action=SaveAccount::PATH>{fields}</PostForm>
    }
    .into_any()
}

fn sign_in_view(feedback: Feedback<'_>, locale: Locale) -> AnyView {
    view! {
        <Field
            name="login"
            label=tr!(locale, "admin.field.login")
            hint=tr!(locale, "admin.accounts.login_hint")
            value=feedback.value("login")
            error=feedback.error("login")
            width=FieldWidth::Medium
            verbatim=true
        />
        <Field
            name="staff_number"
            label=tr!(locale, "admin.field.number")
            hint=tr!(locale, "admin.accounts.number_hint")
            value=feedback.value("staff_number")
            error=feedback.error("staff_number")
            width=FieldWidth::Medium
            verbatim=true
        />
    }
    .into_any()
}

fn machine_view(feedback: Feedback<'_>, locale: Locale) -> AnyView {
    view! {
        <div class="wq-dense__wide">
            <Checkbox
                name="machine"
                label=tr!(locale, "admin.accounts.machine")
                hint=tr!(locale, "admin.accounts.machine_hint")
                checked=!feedback.value("machine").is_empty()
            />
        </div>
    }
    .into_any()
}

fn around_view(detail: &AccountDetail, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let line = &detail.line;
    let state = match line {
        line if line.is_locked => tr!(locale, "admin.accounts.locked"),
        line if line.is_machine => tr!(locale, "admin.accounts.is_machine"),
        line if line.must_change_password => tr!(locale, "admin.accounts.must_change"),
        _ => tr!(locale, "admin.accounts.active"),
    };
    let factor = if detail.has_second_factor {
        tr!(locale, "keys.factor.is_on")
    } else {
        tr!(locale, "keys.factor.is_off")
    };
    let reset = detail.has_second_factor && !detail.is_own;
    let rows = vec![
        SummaryRow::new(tr!(locale, "admin.field.login"), line.login.clone()),
        SummaryRow::new(tr!(locale, "admin.field.number"), line.number.to_string()),
        SummaryRow::new(tr!(locale, "admin.accounts.state"), state),
        SummaryRow::new(
            tr!(locale, "admin.accounts.sessions"),
            detail.sessions.to_string(),
        ),
        SummaryRow::new(tr!(locale, "keys.factor.title"), factor),
    ];
    let actions = if detail.is_own {
        view! { <Notice><p>{tr!(locale, "admin.obstacle.own_account")}</p></Notice> }.into_any()
    } else {
        actions_view(detail, locale)
    };
    view! {
        <section class="wq-panel">
            <SummaryList rows=rows dense=true/>
        </section>
        {actions}
        {reset.then(|| reset_view(detail, feedback))}
        {lines_view(&detail.trail, locale)}
    }
    .into_any()
}

/// For somebody who has lost telephone and recovery codes.
fn reset_view(detail: &AccountDetail, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let fields = view! {
        <input type="hidden" name="id" value=detail.line.id.to_string()/>
        <p class="wq-muted">{tr!(locale, "keys.reset.about")}</p>
        <Field
            name="reason"
            label=tr!(locale, "admin.from_day.reason")
            value=feedback.value("reason")
            error=feedback.error("reason")
        />
        <Button kind=ButtonKind::Warning>{tr!(locale, "keys.reset.submit")}</Button>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "keys.reset.heading")}</h2>
            <PostForm action=ResetSecondFactor::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}

fn actions_view(detail: &AccountDetail, locale: Locale) -> AnyView {
    let (switch, label, kind) = if detail.line.is_locked {
        let label = tr!(locale, "admin.accounts.unlock");
        ("unlock", label, ButtonKind::Secondary)
    } else {
        let label = tr!(locale, "admin.accounts.lock");
        ("lock", label, ButtonKind::Warning)
    };
    // Nobody signs in with the account of a program.
    let of_people = (!detail.line.is_machine).then(|| {
        view! {
            <Button kind=ButtonKind::Secondary name="action" value="reset">
                {tr!(locale, "admin.accounts.reset")}
            </Button>
            <Button kind=ButtonKind::Secondary name="action" value="end_sessions">
                {tr!(locale, "admin.accounts.end_sessions")}
            </Button>
        }
    });
    let fields = view! {
            <input type="hidden" name="id" value=detail.line.id.to_string()/>
            {of_people}
            <Button kind=kind name="action" value=switch>{label}</Button>
    }
    .into_any();
    view! {
        <PostForm action=ActOnAccount::PATH class="wq-actions">{fields}</PostForm>
    }
    .into_any()
}
