//! Who may administer what, and what stands against a change.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use domain::actor::{AccountId, OrganisationId, Staff, StaffNumber};
use domain::administration::{
    Change, Load, Node, Obstacle, RawAccount, RawOrganisation, RawPassword, Relation, Tree,
    changes, check_change,
};
use domain::case::Fault;
use domain::code::{OrganisationKind, Role};
use domain::locale::Locale;
use uuid::Uuid;

const COUNTY: OrganisationId = OrganisationId(Uuid::from_u128(1));
const OFFICE: OrganisationId = OrganisationId(Uuid::from_u128(11));
const STATION: OrganisationId = OrganisationId(Uuid::from_u128(21));
const OTHER: OrganisationId = OrganisationId(Uuid::from_u128(12));

fn node(id: OrganisationId, parent: Option<OrganisationId>, kind: OrganisationKind) -> Node {
    Node {
        id,
        parent,
        kind,
        is_closed: false,
    }
}

/// An authority, two offices below it, a station below the first.
fn tree() -> Tree {
    Tree::new(vec![
        node(COUNTY, None, OrganisationKind::Authority),
        node(OFFICE, Some(COUNTY), OrganisationKind::Office),
        node(OTHER, Some(COUNTY), OrganisationKind::Office),
        node(STATION, Some(OFFICE), OrganisationKind::Station),
    ])
}

fn staff(organisation: OrganisationId, role: Role) -> Staff {
    Staff {
        account: AccountId(Uuid::from_u128(9)),
        number: StaffNumber::parse("A1").unwrap(),
        name: "林一".to_owned(),
        roles: vec![role],
        organisation,
        organisation_kind: OrganisationKind::Office,
    }
}

#[test]
fn reach_is_ones_own_organisation_and_all_below() {
    let tree = tree();
    for (own, other, expected) in [
        (OFFICE, OFFICE, Relation::Own),
        (OFFICE, STATION, Relation::Below),
        (COUNTY, STATION, Relation::Below),
        (OFFICE, COUNTY, Relation::Elsewhere),
        (OFFICE, OTHER, Relation::Elsewhere),
        (STATION, OTHER, Relation::Elsewhere),
    ] {
        assert_eq!(tree.relation(own, other), expected);
    }
}

#[test]
fn a_tree_that_was_broken_by_hand_still_answers() {
    let tree = Tree::new(vec![
        node(OFFICE, Some(STATION), OrganisationKind::Office),
        node(STATION, Some(OFFICE), OrganisationKind::Station),
    ]);
    assert_eq!(tree.relation(COUNTY, OFFICE), Relation::Elsewhere);
}

#[test]
fn only_administrators_administer_and_only_within_their_reach() {
    let tree = tree();
    for role in Role::ALL {
        for (own, other, within) in [
            (COUNTY, STATION, true),
            (OFFICE, OFFICE, true),
            (OFFICE, STATION, true),
            (OFFICE, COUNTY, false),
            (OFFICE, OTHER, false),
        ] {
            let who = staff(own, *role);
            let administers = *role == Role::Admin && within;
            assert_eq!(tree.administers(&who, other), administers, "{role}");
            let reads = matches!(role, Role::Admin | Role::Supervisor) && within;
            assert_eq!(tree.reads_trail(&who, other), reads, "{role}");
        }
        let county = tree.administers_county(&staff(COUNTY, *role));
        assert_eq!(county, *role == Role::Admin, "{role}");
        assert!(!tree.administers_county(&staff(OFFICE, *role)), "{role}");
    }
}

#[test]
fn an_organisation_never_comes_to_stand_below_itself() {
    let place = |moved, parent| {
        let kind = tree().find(moved).unwrap().kind;
        let checked = tree().check_place(Some(moved), kind, Some(parent));
        checked.err().map(|problem| problem.code)
    };
    assert_eq!(place(OFFICE, STATION), Some(Fault::Cycle));
    assert_eq!(place(OFFICE, OFFICE), Some(Fault::Cycle));
    assert_eq!(place(COUNTY, OTHER), Some(Fault::Cycle));
    assert_eq!(place(STATION, OTHER), None);
}

#[test]
fn powers_stand_only_below_an_authority() {
    let tree = tree();
    let place = |kind, parent| tree.check_place(None, kind, parent).is_ok();
    for kind in OrganisationKind::ALL {
        assert!(place(*kind, Some(COUNTY)), "{kind}");
        assert!(!place(*kind, None), "{kind}: there is one root");
        let is_place = matches!(
            kind,
            OrganisationKind::Station
                | OrganisationKind::ServicePoint
                | OrganisationKind::OdrBusiness
        );
        assert_eq!(place(*kind, Some(OFFICE)), is_place, "{kind}");
        let is_point = *kind == OrganisationKind::ServicePoint;
        assert_eq!(place(*kind, Some(STATION)), is_point, "{kind}");
    }
}

#[test]
fn a_closed_organisation_takes_nobody_in() {
    let closed = Node {
        is_closed: true,
        ..node(COUNTY, None, OrganisationKind::Authority)
    };
    let tree = Tree::new(vec![closed]);
    let checked = tree.check_place(None, OrganisationKind::Station, Some(COUNTY));
    assert_eq!(checked.unwrap_err().code, Fault::Incompatible);
}

#[test]
fn nothing_is_left_behind_when_an_organisation_closes() {
    let tree = tree();
    let close = |id, load| tree.check_closing(id, load).err();
    let nothing = Load::default();
    assert_eq!(close(STATION, nothing), None);
    assert_eq!(close(COUNTY, nothing), Some(Obstacle::Root));
    assert_eq!(close(OFFICE, nothing), Some(Obstacle::Below { count: 1 }));
    let load = |open_cases, accounts, is_intake_desk| Load {
        open_cases,
        accounts,
        is_intake_desk,
    };
    for (load, obstacle) in [
        (load(0, 0, true), Obstacle::IntakeDesk),
        (load(2, 0, false), Obstacle::OpenCases { count: 2 }),
        (load(0, 3, false), Obstacle::Accounts { count: 3 }),
    ] {
        assert_eq!(close(STATION, load), Some(obstacle));
        for locale in Locale::ALL {
            let message = obstacle.message(locale);
            assert!(!message.contains("%{") && !message.starts_with("admin."));
        }
    }
}

#[test]
fn nobody_lifts_themselves_and_somebody_stays() {
    let (me, other) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
    let check = |actor, target, loses, others| check_change(actor, target, loses, others).err();
    assert_eq!(check(Some(me), me, false, 5), Some(Obstacle::OwnAccount));
    assert_eq!(check(Some(me), other, true, 1), None);
    assert_eq!(
        check(None, other, true, 0),
        Some(Obstacle::LastAdministrator)
    );
    assert_eq!(check(None, other, false, 0), None);
}

fn account(roles: &[&str]) -> RawAccount {
    RawAccount {
        login: " New.Person ".to_owned(),
        number: "01-900".to_owned(),
        name: "林一".to_owned(),
        organisation: "01".to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        machine: false,
    }
}

#[test]
fn an_account_names_every_wrong_field() {
    let form = account(&["handler", "mediator"]).parse().unwrap();
    assert_eq!(form.login, "new.person");
    assert_eq!(form.roles, [Role::Handler, Role::Mediator]);
    let wrong = RawAccount {
        login: "林".to_owned(),
        number: "№".to_owned(),
        roles: vec!["king".to_owned()],
        ..RawAccount::default()
    };
    let problems = wrong.parse().unwrap_err();
    let problems: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field.as_str(), problem.code))
        .collect();
    assert_eq!(
        problems,
        [
            ("login", Fault::Malformed),
            ("staff_number", Fault::Malformed),
            ("name", Fault::Missing),
            ("organisation", Fault::Missing),
            ("roles", Fault::UnknownCode),
        ]
    );
}

#[test]
fn whoever_administers_is_not_their_own_supervisor() {
    let refused = |roles: &[&str]| {
        let problems = account(roles).parse().err();
        problems.map(|problems| problems.first().unwrap().code)
    };
    assert_eq!(refused(&["admin", "supervisor"]), Some(Fault::Incompatible));
    assert_eq!(refused(&[]), Some(Fault::Missing));
    assert_eq!(refused(&["admin", "handler"]), None);
}

#[test]
fn an_organisation_names_every_wrong_field() {
    let raw = RawOrganisation {
        division: "9901".to_owned(),
        code: "2a".to_owned(),
        phone: "x".to_owned(),
        document_sign: "示".to_owned(),
        ..RawOrganisation::default()
    };
    let problems = raw.parse().unwrap_err();
    let fields: Vec<_> = problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "division",
            "organisation_code",
            "name_zh",
            "name_en",
            "kind",
            "telephone",
            "address",
            "document_sign"
        ]
    );
}

#[test]
fn a_new_password_is_long_new_and_typed_twice() {
    let check = |current: &str, new: &str, repeated: &str| {
        let raw = RawPassword {
            current: current.to_owned(),
            new: new.to_owned(),
            repeated: repeated.to_owned(),
        };
        let problems = raw.check("new.person").err();
        problems.map(|problems| problems.last().unwrap().code)
    };
    let long = "x".repeat(129);
    for (current, new, repeated, fault) in [
        ("old", "long enough", "long enough", None),
        ("old", "short", "short", Some(Fault::TooShort)),
        ("old", &long, &long, Some(Fault::TooLong)),
        (
            "long enough",
            "long enough",
            "long enough",
            Some(Fault::Guessable),
        ),
        ("old", "NEW.person", "NEW.person", Some(Fault::Guessable)),
        ("old", "long enough", "other words", Some(Fault::Different)),
        ("", "long enough", "long enough", Some(Fault::Missing)),
        ("old", "", "", Some(Fault::Missing)),
    ] {
        assert_eq!(check(current, new, repeated), fault, "{new}");
    }
}

#[test]
fn only_what_differs_is_kept_of_a_change() {
    let before = [("name", "林一".to_owned()), ("roles", "handler".to_owned())];
    let after = [("name", "林一".to_owned()), ("roles", "leader".to_owned())];
    let change = Change {
        field: "roles".to_owned(),
        before: "handler".to_owned(),
        after: "leader".to_owned(),
    };
    assert_eq!(changes(&before, &after), [change]);
}
