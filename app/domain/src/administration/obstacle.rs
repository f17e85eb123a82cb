//! Why a change by an administrator is not done, though every field is right.

use serde::{Deserialize, Serialize};

use crate::locale::Locale;
use crate::tr;

/// What stands in the way, with what is needed to remove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// The organisation has cases that are not closed.
    OpenCases {
        /// How many.
        count: u32,
    },
    /// Accounts of the organisation can still sign in.
    Accounts {
        /// How many.
        count: u32,
    },
    /// Organisations below it are open.
    Below {
        /// How many.
        count: u32,
    },
    /// What people file arrives there.
    IntakeDesk,
    /// The root of the county stays.
    Root,
    /// The organisation is closed.
    Closed,
    /// Nobody changes their own roles, organisation or lock.
    OwnAccount,
    /// Nobody else could administer the organisation any more.
    LastAdministrator,
}

impl Obstacle {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpenCases { .. } => "open_cases",
            Self::Accounts { .. } => "accounts",
            Self::Below { .. } => "organisations_below",
            Self::IntakeDesk => "intake_desk",
            Self::Root => "root",
            Self::Closed => "organisation_closed",
            Self::OwnAccount => "own_account",
            Self::LastAdministrator => "last_administrator",
        }
    }

    /// Why, and what to do first.
    pub fn message(self, locale: Locale) -> String {
        match self {
            Self::OpenCases { count } => tr!(locale, "admin.obstacle.open_cases", n = count),
            Self::Accounts { count } => tr!(locale, "admin.obstacle.accounts", n = count),
            Self::Below { count } => tr!(locale, "admin.obstacle.below", n = count),
            Self::IntakeDesk => tr!(locale, "admin.obstacle.intake_desk"),
            Self::Root => tr!(locale, "admin.obstacle.root"),
            Self::Closed => tr!(locale, "admin.obstacle.closed"),
            Self::OwnAccount => tr!(locale, "admin.obstacle.own_account"),
            Self::LastAdministrator => tr!(locale, "admin.obstacle.last_administrator"),
        }
        .into_owned()
    }
}
