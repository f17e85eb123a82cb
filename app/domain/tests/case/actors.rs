//! Who acts in the tests. All names are made up.

use domain::actor::{AccountId, Actor, OrganisationId, Staff, StaffNumber};
use domain::code::{OrganisationKind, Role};
use uuid::Uuid;

use crate::story::ABOVE;

/// The organisation that has the cases.
pub const HOME: u128 = 1;

/// A member of staff under construction.
pub struct Officer(Staff);

impl Officer {
    /// Somebody with one role at the organisation that has the cases.
    pub fn with(role: Role) -> Self {
        let place = Role::ALL.iter().position(|one| *one == role).unwrap();
        let account = 100 + u128::try_from(place).unwrap();
        Self(Staff {
            account: AccountId(Uuid::from_u128(account)),
            number: StaffNumber::parse(&format!("A-{account}")).unwrap(),
            name: "示例工作人员".to_owned(),
            roles: vec![role],
            organisation: OrganisationId(Uuid::from_u128(HOME)),
            organisation_kind: OrganisationKind::Authority,
        })
    }

    /// An officer who handles cases.
    pub fn handler() -> Self {
        Self::with(Role::Handler)
    }

    /// Somebody who decides on what others propose.
    pub fn leader() -> Self {
        Self::with(Role::Leader)
    }

    /// Somebody who runs a station.
    pub fn liaison() -> Self {
        Self::with(Role::Liaison)
    }

    /// The same person with one more role.
    pub fn and(mut self, role: Role) -> Self {
        self.0.roles.push(role);
        self
    }

    /// The same office, another person.
    pub fn another(mut self) -> Self {
        self.0.account = AccountId(Uuid::from_u128(self.0.account.0.as_u128() + 1000));
        self
    }

    /// The same person at another organisation.
    pub fn elsewhere(mut self) -> Self {
        self.0.organisation = OrganisationId(Uuid::from_u128(HOME + 1));
        self
    }

    /// The same person at the organisation above.
    pub fn above(self) -> Self {
        self.at(ABOVE[0])
    }

    /// The same person at the organisation that has a case now.
    pub fn at(mut self, organisation: OrganisationId) -> Self {
        self.0.organisation = organisation;
        self
    }

    /// As the one who gives a command.
    pub fn actor(self) -> Actor {
        Actor::Staff(self.0)
    }
}

/// Everybody who could try to do something at the organisation: outsiders first, then one
/// officer for each role.
pub fn everybody() -> Vec<Actor> {
    everybody_at(OrganisationId(Uuid::from_u128(HOME)))
}

/// The same with the officers of another organisation.
pub fn everybody_at(organisation: OrganisationId) -> Vec<Actor> {
    let outsiders = [Actor::Complainant, Actor::Respondent, Actor::System];
    let officers = Role::ALL.iter();
    let officers = officers.map(|role| Officer::with(*role).at(organisation).actor());
    outsiders.into_iter().chain(officers).collect()
}
