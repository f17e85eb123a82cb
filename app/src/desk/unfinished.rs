//! Registrations that were begun, on the queue page.

use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::UnfinishedView;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::address::register_address;
use crate::api::register::{DiscardRegistration, LoadUnfinished};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, PostForm};

/// What the signed-in person began; nothing where there is nothing.
pub(super) fn unfinished() -> AnyView {
    let locale = use_locale();
    page_data(|| LoadUnfinished {}).show(move |begun| match begun {
        Ok(begun) => begun_view(&begun, locale),
        // Why is said by the queue.
        Err(_) => ().into_any(),
    })
}

fn begun_view(begun: &[UnfinishedView], locale: Locale) -> AnyView {
    if begun.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = begun.iter().map(|it| row_view(it, locale)).collect();
    view! {
        <section class="wq-begun">
            <h2 class="wq-panel__title">{tr!(locale, "register.begun.title", n = begun.len())}</h2>
            <ul class="wq-begun__list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row_view(it: &UnfinishedView, locale: Locale) -> AnyView {
    let about = if it.about.is_empty() {
        tr!(locale, "register.begun.nothing").into_owned()
    } else {
        it.about.clone()
    };
    let (id, said) = (it.id.clone(), about.clone());
    let label = tr!(locale, "register.begun.discard");
    let kept_at = format_instant(locale, it.kept_at);
    view! {
        <li class="wq-begun__row">
            <a href=register_address(&it.id, "", "")>{about}</a>
            <span class="wq-muted">{tr!(locale, "register.begun.kept", at = kept_at)}</span>
            <PostForm action=DiscardRegistration::PATH>
                <input type="hidden" name="draft" value=id/>
                <Button kind=ButtonKind::Quiet>
                    {label}
                    <span class="govuk-visually-hidden">" " {said}</span>
                </Button>
            </PostForm>
        </li>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::locale::Locale;
    use domain::view::UnfinishedView;
    use leptos::prelude::*;

    use super::begun_view;
    use crate::desk::sample;

    #[test]
    fn a_begun_registration_can_be_taken_up_or_thrown_away() {
        let begun = UnfinishedView {
            id: "abc".to_owned(),
            about: "张* · 顺意电器".to_owned(),
            kept_at: sample::now(),
        };
        let html = |begun: &[UnfinishedView]| {
            Owner::new().with(|| begun_view(begun, Locale::ZhCn).to_html())
        };
        let shown = html(&[begun]);
        assert!(
            shown.contains(r#"href="/desk/register?draft=abc""#),
            "{shown}"
        );
        assert!(shown.contains(r#"name="draft" value="abc""#), "{shown}");
        assert!(shown.contains("张* · 顺意电器"), "{shown}");
        assert!(!html(&[]).contains("section"));
    }
}
