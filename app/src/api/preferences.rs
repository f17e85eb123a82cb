//! Language and text size.

use leptos::prelude::*;

use super::AppError;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect};

/// Keeps the language (`zh-CN`, `en`) or the text size (`elder`, `standard`) for a year and goes
/// back to a page of this site.
///
/// # Errors
/// None of its own; unknown values are ignored.
#[server(prefix = "/fn", endpoint = "preferences")]
pub async fn set_preferences(
    #[server(default)] locale: String,
    #[server(default)] mode: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    if let Some(locale) = domain::locale::Locale::parse(&locale) {
        request.set_cookie(Cookie::Locale, locale.code());
    }
    if mode == "elder" || mode == "standard" {
        request.set_cookie(Cookie::Mode, &mode);
    }
    redirect(if is_on_this_site(&back) { &back } else { "/" });
    Ok(())
}

/// Whether an address is a path of this site. A second slash or a backslash at the start would
/// lead to another host.
#[cfg(any(feature = "ssr", test))]
fn is_on_this_site(path: &str) -> bool {
    let rest = path.strip_prefix('/');
    rest.is_some_and(|rest| !rest.starts_with(['/', '\\']))
        && !path.contains(|c: char| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::is_on_this_site;

    #[test]
    fn only_a_path_of_this_site_is_gone_back_to() {
        for path in [
            "/",
            "/file/kind",
            "/file/story?errors=1",
            "/desk?queue=open",
        ] {
            assert!(is_on_this_site(path), "{path}");
        }
        for path in [
            "",
            "file",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a\r\nb",
        ] {
            assert!(!is_on_this_site(path), "{path:?}");
        }
    }
}
