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
    /// They have a PIN and can lock the tablet.
    pub can_lock: bool,
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
    /// Where locking posts.
    #[prop(default = "/fn/desk/lock/now")]
    lock: &'static str,
) -> impl IntoView {
    view! {
        <SkipLink label=tr!(locale, "ui.skip")/>
        <header class="wq-header wq-header--desk">
            <div class="wq-header__row wq-width">
                <Wordmark locale=locale href=home organisation=organisation/>
                {nav_view(tr!(locale, "ui.navigation").into_owned(), nav)}
                <div class="wq-header__tools">
                    <LanguageSwitch locale=locale back=back.clone()/>
                    {person
                        .map(|person| {
                            let lock = person.can_lock.then(|| lock_view(locale, back, lock));
                            person_view(locale, person, lock, sign_out)
                        })}
                </div>
            </div>
        </header>
    }
}

fn lock_view(locale: Locale, back: String, lock: &'static str) -> AnyView {
    view! {
        <form class="wq-switch" method="post" action=lock>
            <input type="hidden" name="back" value=back/>
            <button class="wq-switch__button" type="submit">
                <Icon glyph=Glyph::Lock/>
                <span>{tr!(locale, "keys.lock.now")}</span>
            </button>
        </form>
    }
    .into_any()
}

fn person_view(
    locale: Locale,
    person: DeskPerson,
    lock: Option<AnyView>,
    sign_out: &'static str,
) -> AnyView {
    view! {
        <p class="wq-person">
            <span class="wq-person__name">{person.name}</span>
            <span class="wq-person__role">{person.role}" · "{person.staff_number}</span>
        </p>
        {lock}
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
        assert!(!html.contains("/fn/desk/lock"), "only with a PIN: {html}");
    }
}
