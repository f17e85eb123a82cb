//! Organisations and accounts: every operation by role and by relation of the organisation.

use chrono::TimeDelta;
use domain::actor::AccountId;
use domain::administration::{Deed, Obstacle, RawAccount, RawOrganisation, RawPassword};
use domain::case::Fault;
use domain::code::Role;
use domain::view::{Failure, Viewer};
use service::administration::{accounts as people, organisations, trail};
use service::{Services, accounts, filing, own_account, sessions};

use crate::support::{County, complaint};

/// What may come of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    NotAllowed,
    NotFound,
    Unknown,
    Failed,
}

fn outcome<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Outcome {
    match answer {
        Ok(_) => Outcome::Done,
        Err(Failure::NotAllowed) => Outcome::NotAllowed,
        Err(Failure::NotFound) => Outcome::NotFound,
        // Choosing an organisation outside one's reach is a wrong choice.
        Err(Failure::Invalid(problems)) if problems[0].code == Fault::UnknownCode => {
            Outcome::Unknown
        }
        Err(_) => Outcome::Failed,
    }
}

fn place(code: &str, parent: &str, name: &str) -> RawOrganisation {
    RawOrganisation {
        division: "990101".to_owned(),
        code: code.to_owned(),
        name_zh: name.to_owned(),
        name_en: "Example".to_owned(),
        kind: "station".to_owned(),
        parent: parent.to_owned(),
        phone: "0990-8820001".to_owned(),
        address: "示例市示例县中心街 1 号".to_owned(),
        document_sign: String::new(),
    }
}

fn person(login: &str, organisation: &str, roles: &[&str]) -> RawAccount {
    RawAccount {
        login: login.to_owned(),
        number: login.to_owned(),
        name: "林一".to_owned(),
        organisation: organisation.to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        machine: false,
    }
}

async fn account_at(services: &Services, admin: &Viewer, organisation: &str, n: u32) -> AccountId {
    let raw = person(&format!("p{organisation}-{n}"), organisation, &["handler"]);
    people::add(services, admin, &raw).await.unwrap().id
}

/// Every operation on one organisation and its people.
async fn operations(
    services: &Services,
    by: &Viewer,
    organisation: &str,
    account: AccountId,
    n: u32,
) -> Vec<(&'static str, Outcome)> {
    let new_place = RawOrganisation {
        kind: "service_point".to_owned(),
        ..place(&format!("{}", 40 + n), organisation, "示例服务点")
    };
    let new_person = person(&format!("new{n}"), organisation, &["operator"]);
    let changed_person = RawAccount {
        name: format!("林{n}号"),
        ..person("x", organisation, &["handler"])
    };
    let listed = organisations::list(services, by).await;
    let sees = listed.as_ref().map(|lines| {
        let mut codes = lines.iter().map(|line| line.organisation.code.as_str());
        codes.any(|code| code == organisation)
    });
    let sees = match sees {
        Ok(true) => Outcome::Done,
        Ok(false) => Outcome::NotFound,
        Err(_) => Outcome::NotAllowed,
    };
    vec![
        ("list", sees),
        (
            "find",
            outcome(organisations::find(services, by, organisation).await),
        ),
        (
            "add",
            outcome(organisations::add(services, by, &new_place).await),
        ),
        (
            "find account",
            outcome(people::find(services, by, account).await),
        ),
        (
            "add account",
            outcome(people::add(services, by, &new_person).await),
        ),
        (
            "change account",
            outcome(people::change(services, by, account, &changed_person).await),
        ),
        (
            "lock",
            outcome(people::set_locked(services, by, account, true).await),
        ),
        (
            "unlock",
            outcome(people::set_locked(services, by, account, false).await),
        ),
        ("reset", outcome(people::reset(services, by, account).await)),
        (
            "end sessions",
            outcome(people::end_sessions(services, by, account).await),
        ),
    ]
}

pub async fn an_administrator_reaches_their_own_organisation_and_all_below(county: County) {
    let services = &county.services;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    organisations::add(services, &root, &place("31", "11", "下级站"))
        .await
        .unwrap();
    let mut n = 0;
    for role in [
        Role::Admin,
        Role::Leader,
        Role::Superior,
        Role::Supervisor,
        Role::DepartmentHead,
        Role::Handler,
    ] {
        let by = county
            .staff(&format!("by-{role}").replace('_', "-"), "11", &[role])
            .await;
        for (organisation, is_within) in [("11", true), ("31", true), ("01", false), ("21", false)]
        {
            n += 1;
            let account = account_at(services, &root, organisation, n).await;
            for (operation, outcome) in operations(services, &by, organisation, account, n).await {
                let adds = operation.starts_with("add");
                let expected = match (role, is_within) {
                    (Role::Admin, true) => Outcome::Done,
                    (Role::Admin, false) if adds => Outcome::Unknown,
                    (Role::Admin, false) => Outcome::NotFound,
                    _ => Outcome::NotAllowed,
                };
                assert_eq!(outcome, expected, "{role} {operation} {organisation}");
            }
        }
    }
}

pub async fn an_organisation_with_work_or_people_is_not_closed(county: County) {
    let services = &county.services;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let close = |code: &'static str| organisations::close(services, &root, code);
    let mut raw = complaint();
    raw.to = Some("11".to_owned());
    filing::file(services, raw.clone(), None).await.unwrap();
    county.staff("at21", "21", &[Role::Liaison]).await;
    assert_eq!(close("01").await, Err(Failure::Hindered(Obstacle::Root)));
    let obstacle = Obstacle::OpenCases { count: 1 };
    assert_eq!(close("11").await, Err(Failure::Hindered(obstacle)));
    let station = RawOrganisation {
        kind: "station".to_owned(),
        ..place("11", "01", "示例")
    };
    let changed = organisations::change(services, &root, "11", &station).await;
    assert_eq!(
        changed,
        Err(Failure::Hindered(obstacle)),
        "powers stay while cases need them"
    );
    let obstacle = Obstacle::Accounts { count: 1 };
    assert_eq!(close("21").await, Err(Failure::Hindered(obstacle)));
    accounts::disable(services, "at21").await.unwrap();
    close("21").await.unwrap();
    raw.to = Some("21".to_owned());
    assert!(
        filing::file(services, raw, None).await.is_err(),
        "it takes no case"
    );
    let put = people::add(services, &root, &person("late", "21", &["liaison"])).await;
    assert_eq!(put, Err(Failure::Hindered(Obstacle::Closed)));
    organisations::reopen(services, &root, "21").await.unwrap();
    people::add(services, &root, &person("late", "21", &["liaison"]))
        .await
        .unwrap();
}

pub async fn nobody_lifts_themselves_or_removes_the_last_administrator(county: County) {
    let services = &county.services;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let own = root.staff.account;
    let raw = person("root", "01", &["admin", "leader"]);
    let lifted = people::change(services, &root, own, &raw).await;
    assert_eq!(lifted, Err(Failure::Hindered(Obstacle::OwnAccount)));
    let locked = people::set_locked(services, &root, own, true).await;
    assert_eq!(locked, Err(Failure::Hindered(Obstacle::OwnAccount)));
    let removed = accounts::disable(services, "root").await;
    assert_eq!(removed, Err(Failure::Hindered(Obstacle::LastAdministrator)));
    let second = county.staff("second", "01", &[Role::Admin]).await;
    let raw = person("root", "01", &["handler"]);
    people::change(services, &second, own, &raw).await.unwrap();
    let removed = accounts::disable(services, "second").await;
    assert_eq!(removed, Err(Failure::Hindered(Obstacle::LastAdministrator)));
}

pub async fn an_office_never_gives_itself_other_powers(county: County) {
    let services = &county.services;
    let admin = county.staff("office", "11", &[Role::Admin]).await;
    let same = RawOrganisation {
        kind: "office".to_owned(),
        ..place("11", "01", "改名的所")
    };
    organisations::change(services, &admin, "11", &same)
        .await
        .unwrap();
    let authority = RawOrganisation {
        kind: "authority".to_owned(),
        ..same
    };
    let lifted = organisations::change(services, &admin, "11", &authority).await;
    assert_eq!(lifted, Err(Failure::NotAllowed));
}

pub async fn the_trail_tells_who_changed_what_within_reach(county: County) {
    let services = &county.services;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let added = people::add(services, &root, &person("new", "11", &["handler"]))
        .await
        .unwrap();
    county.pass(TimeDelta::seconds(1));
    let raw = RawAccount {
        name: "林二".to_owned(),
        ..person("new", "11", &["handler", "mediator"])
    };
    people::change(services, &root, added.id, &raw)
        .await
        .unwrap();
    let detail = people::find(services, &root, added.id).await.unwrap();
    let line = &detail.trail[0];
    assert_eq!(line.deed, Deed::AccountChanged);
    assert_eq!(line.by.as_ref().unwrap().as_str(), "ROOT");
    let changes: Vec<_> = line
        .changes
        .iter()
        .map(|change| (change.field.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(changes, [("name", "林二"), ("roles", "handler mediator")]);
    assert!(!format!("{detail:?}").contains(&added.password.unwrap()));

    county.pass(TimeDelta::seconds(1));
    let supervisor = county.staff("watch", "11", &[Role::Supervisor]).await;
    let page = trail::list(services, &supervisor, "").await.unwrap();
    let labels: Vec<_> = page.lines.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(labels, ["WATCH watch", "NEW new", "NEW new"]);
    let elsewhere = county.staff("other", "21", &[Role::Supervisor]).await;
    let page = trail::list(services, &elsewhere, "").await.unwrap();
    assert_eq!(page.lines.len(), 1, "only what concerns the station");
    let handler = county.staff("handler", "11", &[Role::Handler]).await;
    assert_eq!(
        trail::list(services, &handler, "").await,
        Err(Failure::NotAllowed)
    );
}

pub async fn a_new_password_ends_every_other_session(county: County) {
    let services = &county.services;
    let viewer = county.staff("person", "01", &[Role::Handler]).await;
    let sign_in = |password: &'static str| sessions::sign_in(services, "person", password, "test");
    let here = sign_in("correct horse").await.unwrap();
    let raw = |current: &str| RawPassword {
        current: current.to_owned(),
        new: "battery staple".to_owned(),
        repeated: "battery staple".to_owned(),
    };
    let wrong = own_account::change_password(services, &viewer, &here, &raw("guess")).await;
    assert!(matches!(wrong, Err(Failure::Invalid(_))), "{wrong:?}");
    let listed = own_account::list_sessions(services, &viewer, &here)
        .await
        .unwrap();
    assert_eq!(listed.len(), 2);
    let renewed = own_account::change_password(services, &viewer, &here, &raw("correct horse"))
        .await
        .unwrap();
    let old = sessions::viewer(services, &here).await.unwrap();
    assert_eq!(old, None, "the session goes on under a new token");
    let listed = own_account::list_sessions(services, &viewer, &renewed)
        .await
        .unwrap();
    assert!(listed.len() == 1 && listed[0].is_current, "{listed:?}");
    assert_eq!(
        sign_in("correct horse").await,
        Err(Failure::WrongCredentials)
    );
    sign_in("battery staple").await.unwrap();
}

pub async fn guessing_ones_own_password_locks_the_account(county: County) {
    let services = &county.services;
    let viewer = county.staff("person", "01", &[Role::Handler]).await;
    let raw = |current: &str| RawPassword {
        current: current.to_owned(),
        new: "battery staple".to_owned(),
        repeated: "battery staple".to_owned(),
    };
    for _ in 0..5 {
        let guessed = own_account::change_password(services, &viewer, "", &raw("guess")).await;
        assert!(guessed.is_err());
    }
    let right = own_account::change_password(services, &viewer, "", &raw("correct horse")).await;
    assert!(right.is_err(), "the account is locked for a while");
}
