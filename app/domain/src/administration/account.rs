//! What an administrator enters for an account, and which changes of one are allowed.

use super::Obstacle;
use crate::actor::{AccountId, StaffNumber};
use crate::case::{Fault, FieldProblem, Reader};
use crate::code::Role;
use crate::value::Name;

/// The form as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "see AccountForm")]
pub struct RawAccount {
    pub login: String,
    pub number: String,
    pub name: String,
    pub organisation: String,
    pub roles: Vec<String>,
    pub machine: bool,
}

/// An account that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountForm {
    /// Name to sign in with.
    pub login: String,
    /// Staff number 工号.
    pub number: StaffNumber,
    /// Name of the person.
    pub name: String,
    /// Code of the organisation.
    pub organisation: String,
    /// Roles, at least one.
    pub roles: Vec<Role>,
    /// A program uses it, by tokens; nobody signs in with it.
    pub is_machine: bool,
}

impl RawAccount {
    /// Reads the form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self) -> Result<AccountForm, Vec<FieldProblem>> {
        self.read(login)
    }

    /// Reads the form of an account that exists: its sign-in name stays as it is, also one that
    /// was given at the command line.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse_known(&self) -> Result<AccountForm, Vec<FieldProblem>> {
        self.read(|text| Ok(text.to_owned()))
    }

    fn read(
        &self,
        login: fn(&str) -> Result<String, Fault>,
    ) -> Result<AccountForm, Vec<FieldProblem>> {
        let mut read = Reader::default();
        let login = read.required("login", Some(&self.login), login);
        let number = read.required("staff_number", Some(&self.number), |text| {
            StaffNumber::parse(text).map_err(|_| Fault::Malformed)
        });
        let name = read.required("name", Some(&self.name), Name::parse);
        let organisation = read.required("organisation", Some(&self.organisation), |text| {
            Ok::<_, Fault>(text.to_owned())
        });
        let roles = read_roles(&mut read, &self.roles);
        let form = || {
            Some(AccountForm {
                login: login?,
                number: number?,
                name: name?.as_str().to_owned(),
                organisation: organisation?,
                roles: roles?,
                is_machine: self.machine,
            })
        };
        let form = form();
        read.finish(form)
    }
}

/// 3 to 32 small letters, digits, dots, hyphens or underscores.
fn login(text: &str) -> Result<String, Fault> {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    let text = text.to_ascii_lowercase();
    if (3..=32).contains(&text.len()) && text.bytes().all(allowed) {
        Ok(text)
    } else {
        Err(Fault::Malformed)
    }
}

/// At least one role; whoever watches over the administration does not administer (domain §4.2,
/// separation of duties).
fn read_roles(read: &mut Reader, codes: &[String]) -> Option<Vec<Role>> {
    let parsed: Result<Vec<Role>, _> = codes.iter().map(|code| Role::parse(code)).collect();
    let fault = match &parsed {
        Err(_) => Fault::UnknownCode,
        Ok(roles) if roles.is_empty() => Fault::Missing,
        Ok(roles) if roles.contains(&Role::Admin) && roles.contains(&Role::Supervisor) => {
            Fault::Incompatible
        }
        Ok(_) => return parsed.ok(),
    };
    read.refuse("roles", fault);
    None
}

/// Whether `actor` may change roles, organisation or lock of `target`: nobody lifts themselves,
/// and somebody stays who can undo it. `others` are the administrators who reach the
/// organisation of the account besides it.
///
/// # Errors
/// What stands against it.
pub fn check_change(
    actor: Option<AccountId>,
    target: AccountId,
    loses_administrator: bool,
    others: u32,
) -> Result<(), Obstacle> {
    if actor == Some(target) {
        Err(Obstacle::OwnAccount)
    } else if loses_administrator && others == 0 {
        Err(Obstacle::LastAdministrator)
    } else {
        Ok(())
    }
}
