//! Second factors and PINs: many attempts at once are no more than many in a row, and whatever
//! opens an account leaves a line.

use chrono::TimeDelta;
use domain::administration::Deed;
use domain::case::{Fault, FieldProblem};
use domain::code::Role;
use domain::pin::RawPin;
use domain::second_factor::RawProof;
use domain::view::{Failure, Viewer};
use service::administration::accounts as people;
use service::lock::{self, Unlocked};
use service::sessions::{self, Presence, Use};
use service::{Services, accounts, second_factor};
use totp_rs::{Builder, Secret, Totp};

use crate::support::County;

const PASSWORD: &str = "correct horse";

fn proof(password: &str, code: &str) -> RawProof {
    RawProof {
        password: password.to_owned(),
        code: code.to_owned(),
    }
}

fn wrong<T>(field: &str) -> Result<T, Failure> {
    Err(Failure::Invalid(vec![FieldProblem::new(
        field,
        Fault::Wrong,
    )]))
}

/// Somebody with a second factor, their authenticator and recovery codes.
async fn with_factor(county: &County, login: &str) -> (Viewer, Totp, Vec<String>) {
    let services = &county.services;
    let viewer = county.staff(login, "01", &[Role::Handler]).await;
    second_factor::propose(services, &viewer).await.unwrap();
    let proposed = second_factor::proposed(services, &viewer).await.unwrap();
    let secret = Secret::try_from_base32(proposed.unwrap().secret).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    let raw = proof(PASSWORD, &code(services, &totp));
    let guessed = second_factor::confirm(services, &viewer, "", &proof("guess", &raw.code)).await;
    assert_eq!(guessed, wrong("current_password"));
    let codes = second_factor::confirm(services, &viewer, "", &raw).await;
    (viewer, totp, codes.unwrap())
}

fn code(services: &Services, totp: &Totp) -> String {
    let now = u64::try_from(services.now().timestamp()).unwrap();
    totp.generate(now).to_string()
}

async fn first_step(services: &Services, login: &str) -> String {
    let token = sessions::sign_in(services, login, PASSWORD, "test").await;
    let token = token.unwrap();
    let presence = sessions::presence(services, &token, Use::Counts).await;
    assert_eq!(
        presence,
        Ok(Presence::Nobody),
        "the password alone opens nothing"
    );
    assert_eq!(sessions::whose(services, &token).await, Ok(None));
    token
}

pub async fn a_code_lets_one_session_in(county: County) {
    let services = &county.services;
    let (viewer, totp, codes) = with_factor(&county, "person").await;
    county.pass(TimeDelta::seconds(30));
    let (one, other) = (
        first_step(services, "person").await,
        first_step(services, "person").await,
    );
    let now = code(services, &totp);
    let (first, second) = tokio::join!(
        second_factor::give_code(services, &one, &now),
        second_factor::give_code(services, &other, &now),
    );
    let let_in = [&first, &second];
    let let_in = let_in.iter().filter(|answer| matches!(answer, Ok(Some(_))));
    assert_eq!(let_in.count(), 1, "{first:?} {second:?}");

    let waiting = first_step(services, "person").await;
    let (first, second) = tokio::join!(
        second_factor::give_code(services, &waiting, &codes[0]),
        second_factor::give_code(services, &waiting, &codes[0]),
    );
    let let_in = [&first, &second];
    let let_in = let_in.iter().filter(|answer| matches!(answer, Ok(Some(_))));
    assert_eq!(let_in.count(), 1, "{first:?} {second:?}");
    let keys = second_factor::keys(services, &viewer).await.unwrap();
    assert_eq!(keys.recovery_codes, 9);

    let root = county.staff("root", "01", &[Role::Admin]).await;
    let detail = people::find(services, &root, viewer.staff.account)
        .await
        .unwrap();
    assert!(detail.has_second_factor);
    let used = detail
        .trail
        .iter()
        .find(|line| line.deed == Deed::RecoveryCodeUsed);
    assert_eq!(used.unwrap().by.as_ref().unwrap().as_str(), "PERSON");
    let shown = format!("{detail:?}");
    assert!(codes.iter().all(|code| !shown.contains(code)));
}

pub async fn many_wrong_codes_at_once_are_no_more_than_in_a_row(county: County) {
    let services = &county.services;
    let (_, totp, _) = with_factor(&county, "person").await;
    county.pass(TimeDelta::seconds(30));
    let waiting = first_step(services, "person").await;
    let guesses = (0..20).map(|_| second_factor::give_code(services, &waiting, "000000"));
    let answers = futures::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|answer| answer.is_err()).count();
    assert!(looked_at <= 4, "{looked_at}: {answers:?}");
    let right = second_factor::give_code(services, &waiting, &code(services, &totp)).await;
    assert_eq!(right, Ok(None), "it is over");
    let shut = sessions::sign_in(services, "person", PASSWORD, "test").await;
    assert_eq!(shut, Err(Failure::WrongCredentials));
}

pub async fn a_second_factor_ends_by_its_person_or_by_the_operator(county: County) {
    let services = &county.services;
    let (viewer, totp, _) = with_factor(&county, "person").await;
    let again = second_factor::propose(services, &viewer).await;
    assert_eq!(
        again,
        Err(Failure::NotAllowed),
        "one in use is not replaced"
    );
    let end = |password: &'static str, typed: String| {
        let viewer = &viewer;
        async move { second_factor::end(services, viewer, &proof(password, &typed)).await }
    };
    let used = code(services, &totp);
    assert_eq!(end(PASSWORD, used).await, wrong("code"), "used to confirm");
    county.pass(TimeDelta::seconds(30));
    let fresh = code(services, &totp);
    assert_eq!(end("guess", fresh.clone()).await, wrong("current_password"));
    let renewed = second_factor::renew_codes(services, &viewer, &proof(PASSWORD, &fresh)).await;
    let renewed = renewed.unwrap();
    end(PASSWORD, renewed[9].clone()).await.unwrap();
    sessions::sign_in(services, "person", PASSWORD, "test")
        .await
        .unwrap();

    let nothing = accounts::reset_second_factor(services, "person").await;
    assert_eq!(nothing, Err(Failure::NotFound));
    let (other, _, _) = with_factor(&county, "other").await;
    county.pass(TimeDelta::seconds(1));
    accounts::reset_second_factor(services, "other")
        .await
        .unwrap();
    let keys = second_factor::keys(services, &other).await.unwrap();
    assert_eq!(keys.second_factor_since, None);
    assert_eq!(keys.reset.unwrap().by, None, "the operator");
}

pub async fn a_pin_opens_its_own_session_and_begins_none(county: County) {
    let services = &county.services;
    let viewer = county.staff("person", "01", &[Role::Handler]).await;
    let token = sessions::sign_in(services, "person", PASSWORD, "test")
        .await
        .unwrap();
    assert_eq!(
        lock::lock(services, &viewer, &token).await,
        Err(Failure::NotAllowed)
    );
    let raw = |password: &str| RawPin {
        password: password.to_owned(),
        pin: "802417".to_owned(),
        repeated: "802417".to_owned(),
    };
    let guessed = lock::set_pin(services, &viewer, &raw("guess")).await;
    assert_eq!(guessed, wrong("current_password"));
    lock::set_pin(services, &viewer, &raw(PASSWORD))
        .await
        .unwrap();
    let open = sessions::viewer(services, &token).await.unwrap().unwrap();
    assert!(open.has_pin);
    lock::lock(services, &open, &token).await.unwrap();
    let presence = || sessions::presence(services, &token, Use::Counts);
    assert_eq!(presence().await, Ok(Presence::Locked));
    assert_eq!(
        lock::unlock(services, "no such token", "802417").await,
        Ok(Unlocked::Over)
    );
    assert_eq!(
        lock::unlock(services, &token, "100200").await,
        Ok(Unlocked::Wrong)
    );
    assert_eq!(
        lock::look(services, &token)
            .await
            .unwrap()
            .unwrap()
            .tries_left,
        4
    );
    assert_eq!(
        lock::unlock(services, &token, "８０２ ４１７").await,
        Ok(Unlocked::Open)
    );
    assert!(matches!(presence().await, Ok(Presence::Open(_))));
    assert_eq!(lock::look(services, &token).await, Ok(None));

    county.pass(TimeDelta::minutes(5));
    let asked = sessions::presence(services, &token, Use::Asks).await;
    assert_eq!(asked, Ok(Presence::Locked), "nobody used it");
    let attempts = (0..20).map(|_| lock::unlock(services, &token, "100200"));
    let answers = futures::future::join_all(attempts).await;
    let wrong = answers
        .iter()
        .filter(|answer| **answer == Ok(Unlocked::Wrong));
    assert_eq!(wrong.count(), 4, "{answers:?}");
    assert_eq!(
        lock::unlock(services, &token, "802417").await,
        Ok(Unlocked::Over)
    );
    assert_eq!(presence().await, Ok(Presence::Nobody));
}
