//! What a person shows instead of signing in: `Authorization: Receipt <code>`, after a one-time
//! code `Authorization: Visit <pass>`, and for the survey its own `Authorization: Survey <token>`.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use domain::case::RawCommand;
use domain::view::{Failure, TrackView};
use service::evidence::{self, Intake, OpenFile};
use service::own_data::{self, OwnData};
use service::{Services, documents, tracking};
use uuid::Uuid;

use crate::http::problem::Problem;

/// What opens one case, as it was sent. It is never part of an address and never logged.
pub enum CasePass {
    /// The receipt.
    Receipt(String),
    /// What a one-time code was redeemed for.
    Visit(String),
}

/// What opens the survey.
pub enum SurveyPass {
    /// What opens its case.
    Case(CasePass),
    /// The survey's own token.
    Token(String),
}

impl CasePass {
    fn of(headers: &HeaderMap) -> Option<Self> {
        let receipt = shown(headers, "receipt").map(Self::Receipt);
        receipt.or_else(|| shown(headers, "visit").map(Self::Visit))
    }

    /// The case.
    pub async fn track(&self, services: &Services) -> Result<TrackView, Failure> {
        match self {
            Self::Receipt(receipt) => tracking::track_by_receipt(services, receipt).await,
            Self::Visit(pass) => tracking::track(services, pass).await,
        }
    }

    /// Does a command of the person who filed.
    pub async fn act(
        &self,
        services: &Services,
        command: RawCommand,
    ) -> Result<TrackView, Failure> {
        match self {
            Self::Receipt(receipt) => tracking::act_by_receipt(services, receipt, command).await,
            Self::Visit(pass) => tracking::act(services, pass, command).await,
        }
    }

    /// Begins to take files in.
    pub async fn intake(&self, services: &Services) -> Result<Intake, Failure> {
        match self {
            Self::Receipt(receipt) => Intake::by_receipt(services, receipt).await,
            Self::Visit(pass) => Intake::for_complainant(services, pass).await,
        }
    }

    /// Gathers everything held about the case.
    pub async fn own_data(&self, services: &Services) -> Result<OwnData, Failure> {
        match self {
            Self::Receipt(receipt) => own_data::gather_by_receipt(services, receipt).await,
            Self::Visit(pass) => own_data::gather(services, pass).await,
        }
    }

    /// Opens an issued document.
    pub async fn document(&self, services: &Services, id: Uuid) -> Result<OpenFile, Failure> {
        match self {
            Self::Receipt(receipt) => documents::open_by_receipt(services, receipt, id).await,
            Self::Visit(pass) => documents::open_for_complainant(services, pass, id).await,
        }
    }

    /// Opens a file.
    pub async fn open(&self, services: &Services, id: Uuid) -> Result<OpenFile, Failure> {
        match self {
            Self::Receipt(receipt) => evidence::open_by_receipt(services, receipt, id).await,
            Self::Visit(pass) => evidence::open_for_complainant(services, pass, id).await,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CasePass {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Self::of(&parts.headers).ok_or_else(required)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SurveyPass {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        CasePass::of(&parts.headers)
            .map(Self::Case)
            .or_else(|| shown(&parts.headers, "survey").map(Self::Token))
            .ok_or_else(required)
    }
}

fn required() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "receipt_required")
}

/// What follows a scheme of `Authorization`.
fn shown(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let (scheme, secret) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    (scheme.eq_ignore_ascii_case(wanted) && !secret.is_empty()).then(|| secret.to_owned())
}
