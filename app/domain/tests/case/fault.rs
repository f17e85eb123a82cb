//! Refusals and failures: stable codes, statuses and shapes.

use std::collections::BTreeSet;

use domain::administration::Obstacle;
use domain::case::{CommandKind, Fault, FieldProblem, Refusal, State};
use domain::code::Outcome;
use domain::locale::Locale;
use domain::view::Failure;
use rstest::rstest;
use serde_json::{Value, json};

use crate::story::on;

/// Every refusal with the shape it has on the wire.
fn refusals() -> Vec<(Refusal, Value)> {
    let of = |refusal: Refusal| {
        let shape = json!(refusal.code());
        (refusal, shape)
    };
    vec![
        (
            Refusal::NotInThisState {
                state: State::Reviewing,
                command: CommandKind::Close,
            },
            json!({ "not_in_this_state": { "state": "reviewing", "command": "close" } }),
        ),
        (
            Refusal::NotInThisProcedure {
                command: CommandKind::Accept,
            },
            json!({ "not_in_this_procedure": { "command": "accept" } }),
        ),
        of(Refusal::RoleMissing),
        of(Refusal::OtherOrganisation),
        of(Refusal::RegistrarMayNotPropose),
        of(Refusal::RegistrarMayNotApprove),
        of(Refusal::ProposerMayNotApprove),
        of(Refusal::MaterialDateOver),
        (
            Refusal::MaterialDateTooLate {
                latest: on("2026-10-14"),
            },
            json!({ "material_date_too_late": { "latest": "2026-10-14" } }),
        ),
        of(Refusal::ReplyMissing),
        (
            Refusal::OutcomeNotPossible {
                outcome: Outcome::Adopted,
            },
            json!({ "outcome_not_possible": { "outcome": "adopted" } }),
        ),
        of(Refusal::TerminationGroundMissing),
        of(Refusal::MediationPeriodNotOver),
        of(Refusal::AlreadyAssigned),
        of(Refusal::AlreadySaid),
        of(Refusal::RatingReasonMissing),
        of(Refusal::RatingFinal),
        (
            Refusal::ArchiveTooEarly {
                from: on("2026-10-30"),
            },
            json!({ "archive_too_early": { "from": "2026-10-30" } }),
        ),
    ]
}

#[test]
fn refusals_keep_their_shape_and_have_a_code_of_their_own() {
    let mut codes = BTreeSet::new();
    for (refusal, shape) in refusals() {
        assert_eq!(serde_json::to_value(&refusal).unwrap(), shape);
        let named = shape
            .as_str()
            .or_else(|| shape.as_object()?.keys().next().map(String::as_str));
        assert_eq!(named, Some(refusal.code()));
        assert_eq!(serde_json::from_value::<Refusal>(shape).unwrap(), refusal);
        assert!(codes.insert(refusal.code()), "{} twice", refusal.code());
    }
}

#[test]
fn every_refusal_says_in_both_languages_what_stands_in_the_way() {
    for locale in [Locale::ZhCn, Locale::En] {
        let mut messages = BTreeSet::new();
        for (refusal, _) in refusals() {
            let message = refusal.message(locale);
            assert!(!message.contains("case.refusal"), "{message}");
            assert!(!message.contains("%{"), "{message}");
            assert!(messages.insert(message.clone()), "{message} twice");
        }
    }
}

#[rstest]
#[case(Refusal::ReplyMissing, &["reply"])]
#[case(Refusal::OutcomeNotPossible { outcome: Outcome::Adopted }, &["outcome"])]
#[case(Refusal::TerminationGroundMissing, &["termination"])]
#[case(Refusal::MediationPeriodNotOver, &["termination"])]
#[case(Refusal::MaterialDateOver, &["due"])]
#[case(Refusal::MaterialDateTooLate { latest: on("2026-10-14") }, &["due"])]
#[case(Refusal::RatingReasonMissing, &["reasons"])]
#[case(Refusal::RoleMissing, &[])]
fn a_refusal_names_the_fields_that_caused_it(#[case] refusal: Refusal, #[case] fields: &[&str]) {
    assert_eq!(refusal.fields(), fields);
}

/// Every failure with its code, status and shape.
fn failures() -> Vec<(Failure, &'static str, u16, Value)> {
    let problem = FieldProblem::new("facts", Fault::Missing);
    let wait = json!({ "retry_after": 5 });
    let reference = "r-1".to_owned();
    vec![
        (
            Failure::SignInRequired,
            "sign_in_required",
            401,
            json!("SignInRequired"),
        ),
        (
            Failure::WrongCredentials,
            "wrong_credentials",
            401,
            json!("WrongCredentials"),
        ),
        (Failure::NotAllowed, "not_allowed", 403, json!("NotAllowed")),
        (Failure::NotFound, "not_found", 404, json!("NotFound")),
        (
            Failure::Refused(Refusal::ReplyMissing),
            "reply_missing",
            409,
            json!({ "Refused": "reply_missing" }),
        ),
        (Failure::Expired, "expired", 410, json!("Expired")),
        (
            Failure::Conflict { current: 7 },
            "conflict",
            412,
            json!({ "Conflict": { "current": 7 } }),
        ),
        (
            Failure::Invalid(vec![problem]),
            "invalid",
            422,
            json!({ "Invalid": [{ "field": "facts", "code": "missing" }] }),
        ),
        (
            Failure::Hindered(Obstacle::OpenCases { count: 2 }),
            "open_cases",
            409,
            json!({ "Hindered": { "open_cases": { "count": 2 } } }),
        ),
        (
            Failure::PasswordChangeRequired,
            "password_change_required",
            403,
            json!("PasswordChangeRequired"),
        ),
        (
            Failure::KeyReused,
            "idempotency_key_reused",
            422,
            json!("KeyReused"),
        ),
        (
            Failure::TooMany { retry_after: 5 },
            "too_many_requests",
            429,
            json!({ "TooMany": wait }),
        ),
        (
            Failure::Internal { reference },
            "internal",
            500,
            json!({ "Internal": { "reference": "r-1" } }),
        ),
        (
            Failure::Busy { retry_after: 5 },
            "busy",
            503,
            json!({ "Busy": wait }),
        ),
    ]
}

#[test]
fn failures_keep_their_code_status_and_shape() {
    let mut codes = BTreeSet::new();
    for (failure, code, status, shape) in failures() {
        assert_eq!(failure.code(), code);
        assert_eq!(failure.status(), status, "{code}");
        assert_eq!(serde_json::to_value(&failure).unwrap(), shape);
        assert_eq!(serde_json::from_value::<Failure>(shape).unwrap(), failure);
        assert!(codes.insert(code), "{code} twice");
    }
}

#[test]
fn no_refusal_is_mistaken_for_another_failure() {
    let failures: BTreeSet<&str> = failures()
        .iter()
        .filter(|(failure, ..)| !matches!(failure, Failure::Refused(_)))
        .map(|(_, code, ..)| *code)
        .collect();
    for (refusal, _) in refusals() {
        assert!(!failures.contains(refusal.code()), "{}", refusal.code());
    }
}
