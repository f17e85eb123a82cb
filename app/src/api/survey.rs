//! The satisfaction survey behind its one-time link.

use domain::view::{FormState, SurveyView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::{Request, is_token, redirect};
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// A survey, and what its second step shows again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyPage {
    /// The survey.
    pub survey: SurveyView,
    /// Values and errors of the second step.
    pub form: FormState,
}

/// The survey of a token. Writes nothing.
///
/// # Errors
/// When the token is unknown or over.
#[server(prefix = "/fn", endpoint = "survey/open")]
pub async fn open_survey(
    /// Token of the link.
    token: String,
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<SurveyPage, AppError> {
    let request = Request::current()?;
    let survey = service::survey::open(&request.services, &token).await?;
    let form = if form.is_empty() {
        FormState::default()
    } else {
        service::forms::load(&request.services, &token, &form).await?
    };
    Ok(SurveyPage { survey, form })
}

/// The one tap.
///
/// # Errors
/// When there is no request.
#[server(prefix = "/fn", endpoint = "survey/answer")]
pub async fn answer(
    /// Token of the link.
    token: String,
    /// 5 (best) to 1.
    #[server(default)]
    score: u8,
) -> Result<(), AppError> {
    let request = Request::current()?;
    if !is_token(&token) {
        redirect("/");
        return Ok(());
    }
    match service::survey::answer(&request.services, &token, score).await {
        Ok(_) => redirect(&format!("/s/{token}/why")),
        Err(failure) => redirect(&page_that_says(&token, &failure)),
    }
    Ok(())
}

/// The second, voluntary step.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "survey/explain")]
pub async fn explain_answer(
    /// Token of the link.
    token: String,
    /// Codes.
    #[server(default)]
    reasons: Vec<String>,
    /// Words; may be empty.
    #[server(default)]
    comment: String,
    /// Whether a call is welcome.
    #[server(default)]
    wants_call: bool,
) -> Result<(), AppError> {
    let request = Request::current()?;
    if !is_token(&token) {
        redirect("/");
        return Ok(());
    }
    let services = &request.services;
    let explained = service::survey::explain(
        services,
        &token,
        reasons.clone(),
        comment.clone(),
        wants_call,
    )
    .await;
    match explained {
        Ok(_) => redirect(&format!("/s/{token}/thanks")),
        Err(failure @ (Failure::Invalid(_) | Failure::Busy { .. })) => {
            let state = second_step(reasons, comment, wants_call, failure);
            let form = service::forms::keep(services, &token, state).await?;
            redirect(&format!("/s/{token}/why?form={form}"));
        }
        Err(failure) => redirect(&page_that_says(&token, &failure)),
    }
    Ok(())
}

/// The survey's own page says what is wrong with its link; a failure that passes is a word there.
#[cfg(feature = "ssr")]
fn page_that_says(token: &str, failure: &Failure) -> String {
    match failure {
        Failure::NotFound | Failure::Expired | Failure::Refused(_) | Failure::Invalid(_) => {
            format!("/s/{token}")
        }
        _ => format!("/s/{token}?failed=1"),
    }
}

#[cfg(feature = "ssr")]
fn second_step(
    reasons: Vec<String>,
    comment: String,
    wants_call: bool,
    failure: Failure,
) -> FormState {
    let mut state = FormState::default();
    state.values.insert("reasons".to_owned(), reasons.join(","));
    state.values.insert("comment".to_owned(), comment);
    if wants_call {
        state
            .values
            .insert("wants_call".to_owned(), "true".to_owned());
    }
    match failure {
        Failure::Invalid(problems) => state.problems = problems,
        failure => state.failure = Some(failure),
    }
    state
}

#[cfg(all(test, feature = "ssr"))]
#[expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use axum::body::Body;
    use server_fn::codec::{FromReq, PostUrl};

    use super::{Answer, ExplainAnswer};
    use crate::api::AppError;

    /// Reads a posted form as the server does; the body is in memory, so nothing is waited for.
    fn posted<T: FromReq<PostUrl, http::Request<Body>, AppError>>(form: &'static str) -> T {
        let request = http::Request::post("/fn").body(Body::from(form)).unwrap();
        let read = pin!(T::from_req(request));
        match read.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(call) => call.unwrap_or_else(|error| panic!("{error}")),
            Poll::Pending => panic!("the form is not read at once"),
        }
    }

    #[test]
    fn ticked_boxes_arrive_as_a_list() {
        let call: ExplainAnswer = posted(
            "token=t&reasons%5B%5D=overtime&reasons%5B%5D=other&comment=%E6%85%A2&wants_call=true",
        );
        assert_eq!(call.reasons, ["overtime", "other"]);
        assert_eq!(call.comment, "慢");
        assert!(call.wants_call);
    }

    #[test]
    fn nothing_ticked_is_an_empty_list() {
        let call: ExplainAnswer = posted("token=t&comment=");
        assert!(call.reasons.is_empty());
        assert!(!call.wants_call);
    }

    #[test]
    fn the_button_that_was_pressed_is_the_score() {
        let call: Answer = posted("token=t&score=5");
        assert_eq!(call.score, 5);
    }
}
