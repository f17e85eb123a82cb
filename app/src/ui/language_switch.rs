//! Language and text size, kept in cookies by a form that posts.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use super::{Glyph, Icon};

/// Where both switches post by default: `locale=zh-CN|en` or `mode=elder|standard`, and
/// `back=<path>` to return to.
const PREFERENCES: &str = "/fn/preferences";

/// A button to the other language, labelled in that language.
#[component]
pub fn LanguageSwitch(
    /// The language of this page.
    locale: Locale,
    /// Path and query of this page, to come back to.
    #[prop(into)]
    back: String,
    /// Where it posts.
    #[prop(default = PREFERENCES)]
    action: &'static str,
) -> impl IntoView {
    let (other, label) = match locale {
        Locale::ZhCn => (Locale::En, "English"),
        Locale::En => (Locale::ZhCn, "中文"),
    };
    view! {
        <form class="wq-switch" method="post" action=action>
            <input type="hidden" name="back" value=back/>
            <button class="wq-switch__button" type="submit" name="locale" value=other.code() lang=other.lang_attribute()>
                <Icon glyph=Glyph::Globe/>
                <span>{label}</span>
            </button>
        </form>
    }
}

/// A button to the large-text edition 长辈版 and back.
#[component]
pub fn SizeSwitch(
    /// The language of this page.
    locale: Locale,
    /// The page is already in the large-text edition.
    elder: bool,
    /// Path and query of this page, to come back to.
    #[prop(into)]
    back: String,
    /// Where it posts.
    #[prop(default = PREFERENCES)]
    action: &'static str,
) -> impl IntoView {
    let (mode, label) = if elder {
        ("standard", tr!(locale, "ui.standard_size"))
    } else {
        ("elder", tr!(locale, "ui.large_size"))
    };
    view! {
        <form class="wq-switch" method="post" action=action>
            <input type="hidden" name="back" value=back/>
            <button class="wq-switch__button" type="submit" name="mode" value=mode>
                <Icon glyph=Glyph::TextSize/>
                <span>{label}</span>
            </button>
        </form>
    }
}
