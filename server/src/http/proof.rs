//! Filings, and requests of programs for a code, that cost something while very many arrive at
//! once (see [`service::proofs`]). On an ordinary day nobody notices this.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::view::Failure;
use serde::Serialize;
use service::proofs::{self, Challenge};

use super::answer::wants_page;
use super::problem::Problem;
use super::{App, cookie, rate};

const X_PROOF_OF_WORK: HeaderName = HeaderName::from_static("x-proof-of-work");

/// Filings and requests for codes a minute up to which none costs anything.
const CALM: u32 = 60;
/// Zero bits of the easiest proof: a fraction of a second on an old phone.
const EASIEST: u8 = 16;
/// Zero bits of the hardest: some seconds on a good machine.
const HARDEST: u8 = 22;

/// How much that can cost something arrived of late, from everywhere.
#[derive(Debug)]
pub struct Pressure(Mutex<Minutes>);

#[derive(Debug)]
struct Minutes {
    began: Instant,
    this: u32,
    last: u32,
}

const MINUTE: Duration = Duration::from_mins(1);

impl Minutes {
    /// Moves on to the minute of `now`.
    fn turn(&mut self, now: Instant) {
        let gone = now.saturating_duration_since(self.began);
        if gone < MINUTE {
            return;
        }
        self.last = if gone < MINUTE * 2 { self.this } else { 0 };
        self.this = 0;
        self.began = now;
    }
}

impl Pressure {
    /// None.
    pub(super) fn new() -> Self {
        Self(Mutex::new(Minutes {
            began: Instant::now(),
            this: 0,
            last: 0,
        }))
    }

    fn minutes<T>(&self, ask: impl FnOnce(&mut Minutes) -> T) -> T {
        let mut minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        minutes.turn(Instant::now());
        ask(&mut minutes)
    }

    fn count(&self) {
        self.minutes(|minutes| minutes.this = minutes.this.saturating_add(1));
    }

    /// Zero bits that a proof needs now; `None` while nothing is asked.
    fn difficulty(&self) -> Option<u8> {
        difficulty(self.minutes(|minutes| minutes.this.max(minutes.last)))
    }
}

/// One bit more, which is twice the work, for each time that the filings double.
fn difficulty(filings: u32) -> Option<u8> {
    let doubled = (filings / CALM).checked_ilog2()?;
    let harder = u8::try_from(doubled).unwrap_or(HARDEST);
    Some(EASIEST.saturating_add(harder).min(HARDEST))
}

/// Asks for a proof where one is needed.
pub async fn ask(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let by_program = matches!(path, "/api/v1/cases" | "/api/v1/case/code-requests");
    let is_costly = by_program || path == "/fn/draft/file";
    if !is_costly || *request.method() != Method::POST || !app.config.limits {
        return next.run(request).await;
    }
    app.pressure.count();
    let Some(difficulty) = app.pressure.difficulty() else {
        return next.run(request).await;
    };
    let headers = request.headers().clone();
    let given = if by_program {
        computed(&app, &headers).await
    } else {
        let is_call = !wants_page(path, &headers);
        waited(&app, difficulty, &headers, is_call).await
    };
    match given {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal,
    }
}

async fn computed(app: &App, headers: &HeaderMap) -> Result<(), Response> {
    let required = Problem::new(StatusCode::PRECONDITION_REQUIRED, "proof_of_work_required");
    let Some(proof) = headers.get(X_PROOF_OF_WORK) else {
        return Err(required.into_response());
    };
    let proof = proof.to_str().unwrap_or_default();
    match proofs::spend(&app.services, proof).await {
        Ok(()) => Ok(()),
        Err(Failure::Expired) => {
            let wrong = Problem::new(StatusCode::FORBIDDEN, "proof_of_work_wrong");
            Err(wrong.into_response())
        }
        Err(failure) => Err(Problem::from(failure).into_response()),
    }
}

/// A form is sent again after a short wait; what it says is kept in its draft meanwhile.
async fn waited(
    app: &App,
    difficulty: u8,
    headers: &HeaderMap,
    is_call: bool,
) -> Result<(), Response> {
    let known = cookie::value(headers, cookie::WAIT).unwrap_or_default();
    match proofs::spend_waited(&app.services, known).await {
        Ok(()) => Ok(()),
        Err(Failure::Expired) => {
            let Challenge { challenge, .. } = proofs::challenge(&app.services, difficulty);
            let mut refusal = wait(proofs::WAIT_SECONDS, is_call);
            if let Ok(kept) = HeaderValue::from_str(&cookie::keep_wait(&challenge)) {
                refusal.headers_mut().append(SET_COOKIE, kept);
            }
            Err(refusal)
        }
        Err(Failure::TooMany { retry_after }) => Err(wait(retry_after, is_call)),
        Err(failure) => Err(Problem::from(failure).into_response()),
    }
}

fn wait(seconds: u32, is_call: bool) -> Response {
    if is_call {
        return rate::refusal(seconds, true);
    }
    let mut problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "please_wait");
    problem.retry_after = Some(seconds);
    problem.into_response()
}

/// What a filing costs at the moment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProofOfWork {
    /// Whether a filing needs a proof now.
    required: bool,
    /// The hash of the proof.
    algorithm: &'static str,
    /// The beginning of the proof: the header is this, a colon, and anything of your choice.
    challenge: String,
    /// Zero bits with which the hash of the whole header has to begin.
    difficulty: u8,
    /// When the challenge is worth nothing any more.
    expires_at: chrono::DateTime<chrono::Utc>,
}

/// `proofOfWork`: a challenge to be worked on before filing or asking for a code, for one of them.
#[utoipa::path(
    get,
    path = "/api/v1/proof-of-work",
    operation_id = "proofOfWork",
    tag = "anyone",
    responses((status = 200, body = ProofOfWork, description = "A challenge for one filing or one request for a code")),
)]
pub async fn offer(State(app): State<App>) -> Json<ProofOfWork> {
    let difficulty = app.pressure.difficulty().filter(|_| app.config.limits);
    let offered = proofs::challenge(&app.services, difficulty.unwrap_or(EASIEST));
    Json(ProofOfWork {
        required: difficulty.is_some(),
        algorithm: "SHA-256",
        challenge: offered.challenge,
        difficulty: offered.difficulty,
        expires_at: offered.expires_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_asked_under_pressure_and_grows_with_it() {
        let expected = [
            (0, None),
            (59, None),
            (60, Some(16)),
            (119, Some(16)),
            (120, Some(17)),
            (1_000, Some(20)),
            (100_000, Some(22)),
            (u32::MAX, Some(22)),
        ];
        for (filings, bits) in expected {
            assert_eq!(difficulty(filings), bits, "{filings}");
        }
    }

    #[test]
    fn what_arrived_is_forgotten_after_two_minutes() {
        let now = Instant::now();
        let mut minutes = Minutes {
            began: now,
            this: 90,
            last: 0,
        };
        minutes.turn(now + MINUTE);
        assert_eq!((minutes.this, minutes.last), (0, 90));
        minutes.this = 5;
        minutes.turn(now + MINUTE * 4);
        assert_eq!((minutes.this, minutes.last), (0, 0));
    }
}
