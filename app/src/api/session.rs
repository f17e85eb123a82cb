//! Signing in and out at the desk.

use domain::view::FormState;
#[cfg(feature = "ssr")]
use domain::view::{Failure, Viewer};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, drop_cookie, redirect, set_cookie};
#[cfg(feature = "ssr")]
use crate::desk::{code_address, home_address};

/// What the sign-in page needs to know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// The account name typed before, and why it did not work.
    pub form: FormState,
    /// The browser will not keep the session: plain HTTP on a machine that is not this one.
    pub unprotected: bool,
}

/// The sign-in page; `form` is the id of a refused attempt, or empty.
///
/// # Errors
/// When the form row cannot be read.
#[server(prefix = "/fn", endpoint = "desk/sign-in-page")]
pub async fn load_sign_in(
    /// Id of the form row.
    form: String,
) -> Result<SignInView, AppError> {
    let request = Request::current()?;
    let form = service::forms::load(&request.services, "", &form).await?;
    Ok(SignInView {
        form,
        unprotected: unprotected(&request),
    })
}

/// Signs in and goes to `back`, a path of the desk.
///
/// # Errors
/// When not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/sign-in")]
pub async fn sign_in(
    /// Account name.
    #[server(default)]
    login: String,
    /// Password.
    #[server(default)]
    password: String,
    /// Where to go afterwards.
    #[server(default)]
    back: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let device = request.header("user-agent");
    let back = desk_path(&back);
    match service::sessions::sign_in(&request.services, login.trim(), &password, &device).await {
        Ok(token) => {
            set_cookie(Cookie::Session, &token);
            match service::sessions::viewer(&request.services, &token).await? {
                Some(viewer) => redirect(home_or(&viewer, back)),
                None => redirect(&code_address("", back)),
            }
        }
        Err(failure) => {
            let values = [("login".to_owned(), login)].into();
            let state = FormState {
                values,
                failure: Some(failure),
                ..FormState::default()
            };
            let form = service::forms::keep(&request.services, "", state).await?;
            redirect(&crate::desk::sign_in_address(&form, back));
        }
    }
    Ok(())
}

/// What the page of the code shows; `form` is the id of a refused attempt, or empty.
///
/// # Errors
/// When no session waits for a code.
#[server(prefix = "/fn", endpoint = "desk/sign-in-code-page")]
pub async fn load_sign_in_code(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<FormState, AppError> {
    let request = Request::current()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    if !service::second_factor::awaits_code(&request.services, &token).await? {
        return Err(Failure::SignInRequired.into());
    }
    Ok(service::forms::load(&request.services, "", &form).await?)
}

/// Gives the code of the second factor, or a recovery code, and goes to `back`, a path of the desk.
///
/// # Errors
/// When not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/sign-in-code")]
pub async fn sign_in_code(
    /// What was typed.
    #[server(default)]
    code: String,
    /// Where to go afterwards.
    #[server(default)]
    back: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let back = desk_path(&back);
    match service::second_factor::give_code(services, &token, &code).await {
        Ok(Some(token)) => {
            set_cookie(Cookie::Session, &token);
            let viewer = service::sessions::viewer(services, &token).await?;
            let viewer = viewer.ok_or(Failure::SignInRequired)?;
            redirect(home_or(&viewer, back));
        }
        Ok(None) => {
            let state = FormState {
                shown: Some("code".to_owned()),
                ..FormState::default()
            };
            let form = service::forms::keep(services, "", state).await?;
            redirect(&crate::desk::sign_in_address(&form, back));
        }
        Err(failure) => {
            let state = super::desk::refused(failure);
            let form = service::forms::keep(services, "", state).await?;
            redirect(&code_address(&form, back));
        }
    }
    Ok(())
}

/// Where somebody goes who has signed in: whoever has no cases to look at begins elsewhere.
#[cfg(feature = "ssr")]
fn home_or<'b>(viewer: &Viewer, back: &'b str) -> &'b str {
    if back == home_address(None) {
        home_address(Some(viewer))
    } else {
        back
    }
}

/// Ends the session.
///
/// # Errors
/// When the request has no context.
#[server(prefix = "/fn", endpoint = "desk/sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    let request = Request::current()?;
    if let Some(token) = request.cookie(Cookie::Session) {
        // A session that is already over is as good as ended.
        drop(service::sessions::sign_out(&request.services, &token).await);
    }
    drop_cookie(Cookie::Session);
    redirect("/desk/sign-in");
    Ok(())
}

/// A path of the desk as it came from a form, or the desk itself: never another site.
#[cfg(feature = "ssr")]
pub(super) fn desk_path(path: &str) -> &str {
    let below = path.strip_prefix("/desk").unwrap_or("#");
    let is_desk = below.is_empty() || below.starts_with(['/', '?']);
    let is_plain = path
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_door = ["/sign-in", "/lock"]
        .iter()
        .any(|door| below.starts_with(door));
    if is_desk && is_plain && !is_door {
        path
    } else {
        home_address(None)
    }
}

/// Browsers keep `Secure` cookies on HTTPS and on loopback, and tell `Sec-Fetch-Site` only there.
#[cfg(feature = "ssr")]
fn unprotected(request: &Request) -> bool {
    let forwarded = request.header("x-forwarded-proto");
    let trusted = !request.header("sec-fetch-site").is_empty() || forwarded == "https";
    !trusted && !is_loopback(&request.header("host"))
}

#[cfg(feature = "ssr")]
fn is_loopback(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    name.is_empty()
        || name == "localhost"
        || name == "[::1]"
        || name.ends_with(".localhost")
        || name
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use super::{desk_path, is_loopback};

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(
            desk_path("/desk/cases/1?queue=open"),
            "/desk/cases/1?queue=open"
        );
        assert_eq!(desk_path("/desk?queue=open"), "/desk?queue=open");
        for path in [
            "",
            "//evil.example",
            "https://evil.example",
            "/desk.evil",
            "/desk\\evil",
            "/deskx",
            "/desk/登",
        ] {
            assert_eq!(desk_path(path), "/desk", "{path}");
        }
        assert_eq!(desk_path("/desk/sign-in?back=/desk"), "/desk");
        assert_eq!(desk_path("/desk/lock?back=/desk"), "/desk");
    }

    #[test]
    fn only_this_machine_counts_as_loopback() {
        for host in [
            "localhost",
            "localhost:3000",
            "127.0.0.1:3000",
            "127.8.0.1",
            "[::1]:3000",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["192.168.1.4:3000", "desk.example", "127.0.0.1.example:80"] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
