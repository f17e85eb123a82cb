//! How often one source may do what needs no session. A family, or an office behind one address,
//! does not come near; who tries receipts or passwords, or floods the desk, does.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use app::api::AppError;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::view::Failure;
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use server_fn::error::FromServerFnError as _;

use super::answer::{SERVER_FUNCTION_ERROR, wants_page};
use super::problem::Problem;
use super::{App, peer};

/// Cases filed.
const FILING: Quota = Quota::per_hour(times(30));
/// Cases opened by receipt, and what a program does with one.
const RECEIPT: Quota = Quota::per_hour(times(60));
/// What a wrong receipt counts beside its own attempt, so that ten use up an hour.
const WRONG_RECEIPT: NonZeroU32 = times(5);
/// One-time codes asked for, and codes of unsent filings tried.
const CODE: Quota = Quota::per_hour(times(20));
/// Attempts to sign in: twenty at once, then one every half minute.
const SIGN_IN: Quota = Quota::per_hour(times(120)).allow_burst(times(20));
/// Surveys answered.
const SURVEY: Quota = Quota::per_hour(times(60));
/// Forms with files.
const UPLOAD: Quota = Quota::per_hour(times(120));
/// Everything else that a filing or a tracked case writes, saved drafts included.
const WRITING: Quota = Quota::per_hour(times(3_000));

const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Requests between two sweeps of what is long over.
const SWEEP: u32 = 1_024;

const fn times(number: u32) -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(number - 1)
}

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    File,
    ShowReceipt,
    AskCode,
    SignIn,
    AnswerSurvey,
    Upload,
    Write,
}

impl Action {
    /// Name of the limit in headers.
    fn name(self) -> &'static str {
        match self {
            Self::File => "filing",
            Self::ShowReceipt => "receipt",
            Self::AskCode => "code",
            Self::SignIn => "sign-in",
            Self::AnswerSurvey => "survey",
            Self::Upload => "files",
            Self::Write => "writing",
        }
    }

    /// What may be done at once, and the seconds after which all of it may be done again.
    fn policy(self) -> String {
        let quota = match self {
            Self::File => FILING,
            Self::ShowReceipt => RECEIPT,
            Self::AskCode => CODE,
            Self::SignIn => SIGN_IN,
            Self::AnswerSurvey => SURVEY,
            Self::Upload => UPLOAD,
            Self::Write => WRITING,
        };
        let window = quota.burst_size_replenished_in().as_secs();
        format!("\"{}\";q={};w={window}", self.name(), quota.burst_size())
    }

    fn of(method: &Method, path: &str) -> Option<Self> {
        let is_post = *method == Method::POST;
        match path {
            "/api/v1/cases" | "/fn/draft/file" if is_post => Some(Self::File),
            "/api/v1/session" | "/fn/desk/sign-in" | "/fn/desk/sign-in-code" if is_post => {
                Some(Self::SignIn)
            }
            "/api/v1/case/survey" | "/fn/survey/answer" | "/fn/survey/explain" => {
                Some(Self::AnswerSurvey)
            }
            "/api/v1/case/code-requests" | "/fn/track/ask-code" | "/fn/draft/enter-code" => {
                Some(Self::AskCode)
            }
            "/fn/draft/evidence" | "/fn/track/evidence" if is_post => Some(Self::Upload),
            "/api/v1/case" | "/fn/track/open" | "/fn/track/enter-code" => Some(Self::ShowReceipt),
            path if path.starts_with("/api/v1/case/") => Some(Self::ShowReceipt),
            path => {
                let written = ["/fn/draft/", "/fn/track/", "/fn/business/"];
                let by_outsiders = written.iter().any(|start| path.starts_with(start));
                (is_post && by_outsiders).then_some(Self::Write)
            }
        }
    }

    /// Whether the answer says that a receipt or token was wrong. The form for people answers a
    /// right one with the cookie of the case.
    fn was_wrong(self, path: &str, response: &Response) -> bool {
        match self {
            Self::ShowReceipt if path.starts_with("/fn/") => {
                !response.headers().contains_key(SET_COOKIE)
            }
            Self::ShowReceipt | Self::AnswerSurvey => response.status() == StatusCode::NOT_FOUND,
            Self::File | Self::AskCode | Self::SignIn | Self::Upload | Self::Write => false,
        }
    }
}

type Limiter = DefaultKeyedRateLimiter<IpAddr, StateInformationMiddleware>;

fn limiter(quota: Quota) -> Limiter {
    RateLimiter::keyed(quota).with_middleware()
}

/// How often each source did what is limited, in memory: a restart forgets it.
#[derive(Debug)]
pub struct Rates {
    clock: DefaultClock,
    filing: Limiter,
    receipt: Limiter,
    code: Limiter,
    sign_in: Limiter,
    survey: Limiter,
    upload: Limiter,
    writing: Limiter,
    until_sweep: AtomicU32,
}

impl Rates {
    /// Nobody did anything yet.
    pub(super) fn new() -> Self {
        Self {
            clock: DefaultClock::default(),
            filing: limiter(FILING),
            receipt: limiter(RECEIPT),
            code: limiter(CODE),
            sign_in: limiter(SIGN_IN),
            survey: limiter(SURVEY),
            upload: limiter(UPLOAD),
            writing: limiter(WRITING),
            until_sweep: AtomicU32::new(0),
        }
    }

    fn limiter(&self, action: Action) -> &Limiter {
        match action {
            Action::File => &self.filing,
            Action::ShowReceipt => &self.receipt,
            Action::AskCode => &self.code,
            Action::SignIn => &self.sign_in,
            Action::AnswerSurvey => &self.survey,
            Action::Upload => &self.upload,
            Action::Write => &self.writing,
        }
    }

    /// Counts an attempt and answers how many are left; the time to wait when it is one too many.
    fn count(&self, action: Action, source: IpAddr) -> Result<u32, Duration> {
        self.sweep();
        self.limiter(action)
            .check_key(&source)
            .map(|state| state.remaining_burst_capacity())
            .map_err(|refusal| refusal.wait_time_from(self.clock.now()))
    }

    fn count_wrong(&self, action: Action, source: IpAddr) {
        // Where less is left, the next attempts use it up.
        drop(self.limiter(action).check_key_n(&source, WRONG_RECEIPT));
    }

    fn sweep(&self) {
        if self.until_sweep.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            for limiter in [
                &self.filing,
                &self.receipt,
                &self.code,
                &self.sign_in,
                &self.survey,
                &self.upload,
                &self.writing,
            ] {
                limiter.retain_recent();
            }
        }
    }
}

/// Lets through what is within the limits and answers the rest 429 with `Retry-After`.
pub async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let action = Action::of(request.method(), &path).filter(|_| app.config.limits);
    let Some(action) = action else {
        return next.run(request).await;
    };
    let source = peer::source(&request, &app.config);
    let left = match app.rates.count(action, source) {
        Ok(left) => left,
        Err(wait) => {
            let is_call = path.starts_with("/fn/") && !wants_page(&path, request.headers());
            let whole = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            let retry_after = u32::try_from(whole).unwrap_or(u32::MAX);
            let refused = refusal(retry_after, is_call);
            return told(refused, action, &format!("r=0;t={retry_after}"));
        }
    };
    let response = next.run(request).await;
    if action.was_wrong(&path, &response) {
        app.rates.count_wrong(action, source);
    }
    told(response, action, &format!("r={left}"))
}

/// Says the limit and what is left of it (draft-ietf-httpapi-ratelimit-headers-10).
fn told(mut response: Response, action: Action, left: &str) -> Response {
    let left = format!("\"{}\";{left}", action.name());
    for (name, value) in [(RATE_LIMIT_POLICY, action.policy()), (RATE_LIMIT, left)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Refuses in the way that the caller reads.
pub fn refusal(retry_after: u32, is_call: bool) -> Response {
    let failure = Failure::TooMany { retry_after };
    if is_call {
        called(failure, retry_after)
    } else {
        Problem::from(failure).into_response()
    }
}

/// What the script of a page understands: the error of a server function.
fn called(failure: Failure, retry_after: u32) -> Response {
    let mut response = Response::new(Body::from(AppError(failure).ser()));
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    let headers = response.headers_mut();
    headers.insert(SERVER_FUNCTION_ERROR, HeaderValue::from_static("limit"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(RETRY_AFTER, HeaderValue::from(retry_after));
    response
}
