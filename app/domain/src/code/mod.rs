//! Code lists: what may be chosen, with the code on the wire and the label in both languages.
//!
//! A list is one invocation of `codes!`. Codes never change meaning and are never reused: they
//! are stored in events and sent to other systems.

mod case_type;
mod channel;
mod decision;
mod delivery;
mod item;
mod mediation;
mod organisation;
mod party;
mod problem;
mod scope;
mod survey;
mod verification;
mod watch;

pub use case_type::CaseType;
pub use channel::{Channel, ChannelGroup};
pub use decision::{HoldReason, Outcome, RefusalGround, ReturnReason, TerminationGround};
pub use delivery::DeliveryWay;
pub use item::{Claim, ItemCategory, SaleMode};
pub use mediation::{Attendance, SessionWay, Side};
pub use organisation::{Capability, OrganisationKind, Role};
pub use party::{EntityType, IdDocument, Right};
pub use problem::{Problem, ReportProblem};
pub use scope::Scope;
pub use survey::{DissatisfactionReason, Satisfaction, UnknownScore};
pub use verification::{NotFiledGround, PenaltyDecision};
pub use watch::{Flag, SupervisionLevel};

/// A code that the list does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{list} has no code {code:?}")]
pub struct UnknownCode {
    /// The list, by the name of its type.
    pub list: &'static str,
    /// What was given.
    pub code: String,
}

/// Defines a code list: `Variant = "wire code", "Chinese label", "English label";`.
macro_rules! codes {
    (
        $(#[$about:meta])*
        pub enum $list:ident {
            $($variant:ident = $code:literal, $zh:literal, $en:literal;)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $list {
            $(
                #[doc = concat!("`", $code, "` ", $zh, ": ", $en, ".")]
                $variant,
            )+
        }

        impl $list {
            /// Every code in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code on the wire and in storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Reads a code.
            ///
            /// # Errors
            /// [`UnknownCode`](crate::code::UnknownCode) when the list does not have it.
            pub fn parse(code: &str) -> Result<Self, $crate::code::UnknownCode> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::code::UnknownCode {
                        list: stringify!($list),
                        code: code.to_owned(),
                    }),
                }
            }

            /// The label for people.
            pub const fn label(self, locale: $crate::locale::Locale) -> &'static str {
                match locale {
                    $crate::locale::Locale::ZhCn => match self { $(Self::$variant => $zh,)+ },
                    $crate::locale::Locale::En => match self { $(Self::$variant => $en,)+ },
                }
            }
        }

        // Written out: the derived code is many times larger, and every browser loads it.
        impl ::serde::Serialize for $list {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $list {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let code = <String as ::serde::Deserialize>::deserialize(from)?;
                Self::parse(&code).map_err(::serde::de::Error::custom)
            }
        }

        impl ::std::fmt::Display for $list {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl ::std::str::FromStr for $list {
            type Err = $crate::code::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::parse(code)
            }
        }
    };
}
pub(crate) use codes;
