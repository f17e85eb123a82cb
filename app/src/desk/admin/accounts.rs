//! `/desk/admin/accounts`: who works here.

use domain::locale::Locale;
use domain::tr;
use domain::view::AccountLine;
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::{choices, to_index, use_member};
use crate::api::admin::{AccountsPage as Data, LoadAccounts, SearchAccounts};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonLink, EmptyState, Field, Glyph, PostForm, Select, Tone,
};

/// Accounts by organisation, with a search that posts.
#[component]
pub(in crate::desk) fn AccountsPage() -> impl IntoView {
    let locale = use_locale();
    let (org, form) = (use_member("org"), use_member("form"));
    let load = move || LoadAccounts {
        org: org(),
        form: form(),
    };
    let page = page_data(load).show(move |page| match page {
        Ok(page) => page_view(&page, &untrack(org), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(page, locale)
}

fn page_view(page: &Data, org: &str, locale: Locale) -> AnyView {
    let heading = tr!(locale, "admin.accounts.title");
    let body = if page.accounts.is_empty() {
        let title = tr!(locale, "admin.accounts.none");
        let hint = tr!(locale, "admin.accounts.none_hint");
        view! { <EmptyState title=title body=hint glyph=Glyph::User/> }.into_any()
    } else {
        let lines = page.accounts.iter();
        let lines: Vec<_> = lines.map(|line| line_view(line, locale)).collect();
        let count = tr!(locale, "admin.accounts.found", n = page.accounts.len());
        view! {
            <p role="status">{count}</p>
            <ul class="wq-tree">{lines}</ul>
        }
        .into_any()
    };
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <div class="wq-actions">
            <ButtonLink href="/desk/admin/accounts/new" glyph=Glyph::Plus>
                {tr!(locale, "admin.accounts.add")}
            </ButtonLink>
        </div>
        {search_view(page, org, locale)}
        {body}
    }
    .into_any()
}

fn search_view(page: &Data, org: &str, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let fields = view! {
            <Field
                name="name"
                label=tr!(locale, "admin.accounts.search")
                value=feedback.value("name")
                enterkeyhint="search"
                verbatim=true
            />
            <Select
                name="org"
                label=tr!(locale, "admin.field.organisation")
                choices=choices(&page.all, org, locale)
                selected=org.to_owned()
                placeholder=tr!(locale, "common.all")
            />
            <Button kind=ButtonKind::Secondary glyph=Glyph::Search>
                {tr!(locale, "common.search")}
            </Button>
    }
    .into_any();
    view! {
        <PostForm action=SearchAccounts::PATH class="wq-filters">{fields}</PostForm>
    }
    .into_any()
}

fn line_view(line: &AccountLine, locale: Locale) -> AnyView {
    let roles: Vec<_> = line.roles.iter().map(|role| role.label(locale)).collect();
    let roles = roles.join(&tr!(locale, "common.list_separator"));
    let locked = line.is_locked.then(|| {
        view! { <Badge text=tr!(locale, "admin.accounts.locked") tone=Tone::Warning/> }
    });
    let machine = line.is_machine.then(|| {
        view! { <Badge text=tr!(locale, "admin.accounts.is_machine") tone=Tone::Neutral/> }
    });
    view! {
        <li class="wq-tree__item">
            <a class="wq-tree__link" href=format!("/desk/admin/accounts/{}", line.id)>
                <span class="wq-tree__code">{line.number.to_string()}</span>
                <span class="wq-tree__name">{line.name.clone()}</span>
                <span>{line.login.clone()}</span>
                <span class="wq-muted">
                    {line.organisation.name(locale).to_owned()} " · " {roles}
                </span>
                {machine}
                {locked}
            </a>
        </li>
    }
    .into_any()
}
