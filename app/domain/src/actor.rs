//! Who acts on a case.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::case::table;
use crate::code::{OrganisationKind, Role};

macro_rules! id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    };
}

id! {
    /// A staff account.
    AccountId
}
id! {
    /// An organisation.
    OrganisationId
}
id! {
    /// A case, inside the product; people use the case number.
    CaseId
}

/// Why a text is not a staff number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a staff number has 1 to 20 letters, digits or hyphens")]
pub struct StaffNumberError;

/// The number of a staff member (工号), by which complainants see who worked on their case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffNumber(String);

impl StaffNumber {
    /// Reads a staff number: 1 to 20 ASCII letters, digits or hyphens, letters in upper case.
    ///
    /// # Errors
    /// [`StaffNumberError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, StaffNumberError> {
        let number = text.trim().to_ascii_uppercase();
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if (1..=20).contains(&number.len()) && number.chars().all(allowed) {
            Ok(Self(number))
        } else {
            Err(StaffNumberError)
        }
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for StaffNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for StaffNumber {
    type Error = StaffNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<StaffNumber> for String {
    fn from(number: StaffNumber) -> Self {
        number.0
    }
}

/// A signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// The account.
    pub account: AccountId,
    /// The staff number that outsiders see.
    pub number: StaffNumber,
    /// The name that colleagues see.
    pub name: String,
    /// The roles the account holds, the chief one first.
    pub roles: Vec<Role>,
    /// The organisation the person works for.
    pub organisation: OrganisationId,
    /// The kind of that organisation, which decides what it may do.
    pub organisation_kind: OrganisationKind,
}

impl Staff {
    /// Whether the account holds a role.
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the person sees cases, those of their organisation at least.
    pub fn sees_cases(&self) -> bool {
        table::SEE_CASES.iter().any(|role| self.has_role(*role))
    }

    /// Whether the person talks with those who bring a case, and so may register one.
    pub fn works_at_desk(&self) -> bool {
        table::DESK.iter().any(|role| self.has_role(*role))
    }
}

/// Who gives a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The person who brought the case, known by their receipt.
    Complainant,
    /// The business the case is about, known by its link.
    Respondent,
    /// The product itself, for instance when a deadline passes.
    System,
    /// A member of staff.
    Staff(Staff),
}

impl Actor {
    /// The member of staff, when it is one.
    pub const fn staff(&self) -> Option<&Staff> {
        match self {
            Self::Staff(staff) => Some(staff),
            Self::Complainant | Self::Respondent | Self::System => None,
        }
    }

    /// Whether this is a member of staff who holds a role.
    pub fn has_role(&self, role: Role) -> bool {
        self.staff().is_some_and(|staff| staff.has_role(role))
    }
}

/// Who acted, as an event keeps it: staff by number and role, never by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorRef {
    /// The person who brought the case.
    Complainant,
    /// The business the case is about.
    Respondent,
    /// The product itself.
    System,
    /// A member of staff.
    Staff {
        /// The account.
        account: AccountId,
        /// The staff number.
        number: StaffNumber,
        /// The chief role at the time, when the account had one.
        role: Option<Role>,
        /// The organisation at the time.
        organisation: OrganisationId,
    },
}

impl ActorRef {
    /// The staff account, when it was one.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Staff { account, .. } => Some(*account),
            Self::Complainant | Self::Respondent | Self::System => None,
        }
    }
}

impl From<&Actor> for ActorRef {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Complainant => Self::Complainant,
            Actor::Respondent => Self::Respondent,
            Actor::System => Self::System,
            Actor::Staff(staff) => Self::Staff {
                account: staff.account,
                number: staff.number.clone(),
                role: staff.roles.first().copied(),
                organisation: staff.organisation,
            },
        }
    }
}
