//! The header of the desk.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use super::public_header::nav_view;
use super::{Glyph, Icon, LanguageSwitch, NavItem, OptionalText, SkipLink, Wordmark};

/// Who is signed in, as the header shows it on a shared tablet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskPerson {
    /// Staff number: 「工号 1024」.
    pub staff_number: String,
    /// Name.
    pub name: String,
    /// Role in words.
    pub role: String,
}

/// Skip link, wordmark, navigation, person, language, sign-out.
#[component]
pub fn DeskHeader(
    /// The language of the page.
    locale: Locale,
    /// The person's organisation.
    #[prop(optional, into)]
    organisation: OptionalText,
    /// Who is signed in; `None` on the sign-in page.
    person: Option<DeskPerson>,
    /// The rooms of the desk.
    #[prop(optional)]
    nav: Vec<NavItem>,
    /// Where the wordmark leads.
    #[prop(default = "/desk")]
    home: &'static str,
    /// Path and query of this page, for the language switch.
    #[prop(into)]
    back: String,
    /// Where signing out posts.
    #[prop(default = "/fn/desk/sign-out")]
    sign_out: &'static str,
) -> impl IntoView {
    view! {
        <SkipLink label=tr!(locale, "ui.skip")/>
        <header class="wq-header wq-header--desk">
            <div class="wq-header__row wq-width">
                <Wordmark locale=locale href=home organisation=organisation/>
                {nav_view(tr!(locale, "ui.navigation").into_owned(), nav)}
                <div class="wq-header__tools">
                    <LanguageSwitch locale=locale back=back/>
                    {person.map(|person| person_view(locale, person, sign_out))}
                </div>
            </div>
        </header>
    }
}

fn person_view(locale: Locale, person: DeskPerson, sign_out: &'static str) -> AnyView {
    view! {
        <p class="wq-person">
            <span class="wq-person__name">{person.name}</span>
            <span class="wq-person__role">{person.role}" · "{person.staff_number}</span>
        </p>
        <form class="wq-switch" method="post" action=sign_out>
            <button class="wq-switch__button" type="submit">
                <Icon glyph=Glyph::SignOut/>
                <span>{tr!(locale, "ui.sign_out")}</span>
            </button>
        </form>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::locale::Locale;
    use leptos::prelude::*;

    use super::{DeskHeader, DeskPerson};

    #[test]
    fn nobody_signed_in_means_no_way_to_sign_out() {
        let html = Owner::new().with(|| {
            view! { <DeskHeader locale=Locale::ZhCn person=None back="/desk"/> }.to_html()
        });
        assert!(!html.contains("sign-out"), "{html}");
        let person = DeskPerson {
            name: "林一".to_owned(),
            ..DeskPerson::default()
        };
        let html = Owner::new().with(|| {
            view! { <DeskHeader locale=Locale::ZhCn person=Some(person) back="/desk"/> }.to_html()
        });
        assert!(html.contains("/fn/desk/sign-out"), "{html}");
    }
}
