//! `/desk/cases/:number/link`: a link with which the person opens the case on their own telephone,
//! to add photos.

use domain::locale::{Locale, format_instant};
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::address::{case_address, link_address};
use super::case::open_number;
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use crate::api::link::{LinkPage as LinkData, LoadLink, MakeLink};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{BackLink, Button, ButtonKind, CaseNumber, Notice, NoticeKind, PostForm, Qr};

/// The page.
#[component]
pub(super) fn LinkPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let number = open_number();
    let page = page_data(move || LoadLink {
        number: number.get(),
        form: query.with(|query| query.get("form").unwrap_or_default()),
    });
    let page = page.show(move |page| match page {
        Ok(page) => link_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

fn link_view(page: &LinkData, locale: Locale) -> AnyView {
    let number = page.number.as_str().to_owned();
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "register.link.title");
    let title = page_title(locale, &feedback.title(&heading));
    let made = page.form.shown.clone();
    let (kind, label) = if made.is_some() {
        (ButtonKind::Secondary, tr!(locale, "register.link.again"))
    } else {
        (ButtonKind::Primary, tr!(locale, "register.link.make"))
    };
    let sending = match &page.phone {
        Some(phone) => tr!(locale, "register.link.to", phone = phone),
        None => tr!(locale, "register.link.no_phone"),
    };
    let body = match made {
        Some(code) => made_view(page, code, locale),
        None => view! { <p>{sending}</p> }.into_any(),
    };
    view! {
        <Title text=title/>
        <BackLink href=case_address(&number, "", "") label=tr!(locale, "desk.command.back")/>
        {feedback.summary(&link_address(&number, ""))}
        <section class="wq-panel wq-stack">
            <p class="wq-case__number">{page.number.grouped()}</p>
            <h1 class="wq-title">{heading}</h1>
            <p>{tr!(locale, "register.link.lead")}</p>
            {body}
            <PostForm action=MakeLink::PATH>
                <input type="hidden" name="number" value=number/>
                <div class="wq-actions"><Button kind=kind>{label}</Button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

/// The code, once: as a picture to scan, as text to type, and where it was sent.
fn made_view(page: &LinkData, code: String, locale: Locale) -> AnyView {
    let until = page.form.value("until").parse();
    let until = until.map_or_else(|_| String::new(), |until| format_instant(locale, until));
    let sent = match &page.phone {
        Some(phone) => tr!(locale, "register.link.sent", phone = phone),
        None => tr!(locale, "register.link.not_sent"),
    };
    let qr = page.qr.clone();
    let qr = (!qr.is_empty()).then(|| {
        let label = tr!(locale, "register.link.qr");
        view! { <Qr svg=qr label=label caption=tr!(locale, "register.link.scan")/> }
    });
    view! {
        <Notice kind=NoticeKind::Success announce=true>
            <p>{sent}</p>
            <p>{tr!(locale, "register.link.until", at = until)}</p>
        </Notice>
        {qr}
        <CaseNumber label=tr!(locale, "register.link.code") number=code secret=true/>
        <p class="wq-muted">{tr!(locale, "register.link.typed")}</p>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::locale::Locale;
    use domain::view::FormState;
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::{LinkData, link_view};
    use crate::desk::sample;

    fn html(phone: Option<&str>, shown: Option<&str>) -> String {
        let page = LinkData {
            number: sample::row().number,
            phone: phone.map(str::to_owned),
            form: FormState {
                shown: shown.map(str::to_owned),
                ..FormState::default()
            },
            qr: String::new(),
        };
        Owner::new().with(|| {
            provide_meta_context();
            link_view(&page, Locale::ZhCn).to_html()
        })
    }

    #[test]
    fn before_it_is_made_the_page_says_where_it_would_go() {
        assert!(html(Some("138****8000"), None).contains("138****8000"));
        assert!(html(None, None).contains("没有留下手机号码"));
    }

    #[test]
    fn a_link_that_was_made_is_shown_once_as_a_code() {
        let html = html(None, Some("0123-4567"));
        assert!(html.contains("0123-4567"), "{html}");
        assert!(html.contains("重新生成"), "{html}");
    }
}
