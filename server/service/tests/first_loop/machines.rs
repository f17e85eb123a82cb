//! Programs that act by tokens.

use chrono::TimeDelta;
use domain::actor::StaffNumber;
use domain::code::{Role, Scope};
use domain::view::Failure;
use service::accounts::{self, NewAccount};
use service::machines::{self, By, MOST_DAYS, NewToken};
use service::sessions;

use crate::support::County;

async fn machine(county: &County, login: &str, organisation: &str) {
    let new = NewAccount {
        login: login.to_owned(),
        number: StaffNumber::parse(login).unwrap(),
        name: "热线".to_owned(),
        organisation: organisation.to_owned(),
        roles: vec![Role::Operator],
        password: String::new(),
    };
    accounts::add_machine(&county.services, new).await.unwrap();
}

fn token(login: &str) -> NewToken {
    NewToken {
        login: login.to_owned(),
        name: "热线系统".to_owned(),
        scopes: vec![Scope::ReadCases, Scope::FileCases],
        days: 30,
    }
}

pub async fn a_token_is_for_machine_accounts_of_the_administrators_own(county: County) {
    let services = &county.services;
    let chief = county.staff("chief", "01", &[Role::Admin]).await;
    let local = county.staff("local", "21", &[Role::Admin]).await;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    machine(&county, "m-01", "01").await;
    machine(&county, "m-21", "21").await;
    let issue = async |viewer, login| {
        let by = By::Administrator(viewer);
        machines::issue(services, by, token(login)).await
    };
    assert_eq!(
        issue(&handler, "m-01").await.err(),
        Some(Failure::NotAllowed)
    );
    for (viewer, login) in [(&local, "m-01"), (&chief, "handler"), (&chief, "nobody")] {
        let refused = issue(viewer, login).await.err().unwrap();
        assert_eq!(refused.code(), "invalid", "{login}");
    }
    let above = issue(&chief, "m-01").await.unwrap().view;
    let below = issue(&chief, "m-21").await.unwrap().view;
    let listed = async |viewer| {
        let listed = machines::list(services, By::Administrator(viewer)).await;
        let mut ids: Vec<_> = listed
            .unwrap()
            .tokens
            .iter()
            .map(|token| token.id)
            .collect();
        ids.sort_unstable();
        ids
    };
    let mut both = vec![above.id, below.id];
    both.sort_unstable();
    assert_eq!(listed(&chief).await, both);
    assert_eq!(listed(&local).await, [below.id]);
    let revoke = async |viewer, id| {
        machines::revoke(services, By::Administrator(viewer), id, "换用新令牌").await
    };
    assert_eq!(revoke(&local, above.id).await, Err(Failure::NotFound));
    assert_eq!(revoke(&handler, above.id).await, Err(Failure::NotAllowed));
    assert_eq!(revoke(&local, below.id).await, Ok(()));
}

pub async fn a_token_opens_until_it_is_over(county: County) {
    let services = &county.services;
    machine(&county, "m-01", "01").await;
    let issued = machines::issue(services, By::Operator, token("m-01"))
        .await
        .unwrap();
    let other = machines::issue(services, By::Operator, token("m-01"))
        .await
        .unwrap();
    assert!(issued.token.starts_with(&issued.view.prefix));
    let caller = async |token: &str| machines::caller(services, token).await.unwrap();
    let known = caller(&issued.token).await.unwrap();
    assert_eq!(known.viewer.staff.roles, [Role::Operator]);
    assert_eq!(known.viewer.organisation.code, "01");
    assert_eq!(known.scopes, [Scope::ReadCases, Scope::FileCases]);
    let first = county.services.now();
    county.pass(TimeDelta::minutes(4));
    caller(&issued.token).await.unwrap();
    let used = async || {
        let listed = machines::list(services, By::Operator).await.unwrap();
        let mut tokens = listed.tokens.into_iter();
        tokens
            .find(|token| token.id == issued.view.id)
            .unwrap()
            .last_used_at
    };
    assert_eq!(used().await, Some(first));
    county.pass(TimeDelta::minutes(1));
    caller(&issued.token).await.unwrap();
    assert_eq!(used().await, Some(county.services.now()));
    assert!(caller(&other.token).await.is_some());
    machines::revoke(services, By::Operator, other.view.id, "")
        .await
        .unwrap();
    assert!(caller(&other.token).await.is_none());
    let signed_in = sessions::sign_in(services, "m-01", "machine", "test").await;
    assert_eq!(signed_in, Err(Failure::WrongCredentials));
    let reset = accounts::reset(services, "m-01", "correct horse").await;
    assert_eq!(reset, Err(Failure::NotAllowed));
    county.pass(TimeDelta::days(30));
    assert!(caller(&issued.token).await.is_none());
    let last = machines::issue(services, By::Operator, token("m-01"))
        .await
        .unwrap();
    accounts::disable(services, "m-01").await.unwrap();
    assert!(caller(&last.token).await.is_none());
}

pub async fn what_is_wrong_with_a_token_is_said_at_once(county: County) {
    let wrong = NewToken {
        login: "nobody".to_owned(),
        name: " ".to_owned(),
        scopes: Vec::new(),
        days: MOST_DAYS + 1,
    };
    let refused = machines::issue(&county.services, By::Operator, wrong).await;
    let problems = match refused {
        Err(Failure::Invalid(problems)) => problems,
        _ => Vec::new(),
    };
    let problems: Vec<_> = problems
        .iter()
        .map(|problem| format!("{} {}", problem.field, problem.code))
        .collect();
    let expected = [
        "login unknown_code",
        "name missing",
        "scopes missing",
        "days too_large",
    ];
    assert_eq!(problems, expected);
}
