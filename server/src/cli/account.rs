//! `weiquan account …`: the first administrator, and recovery.

use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand};
use domain::actor::StaffNumber;
use domain::code::{OrganisationKind, Role};
use domain::view::Failure;
use service::accounts::{self, NewAccount, NewOrganisation, SHORTEST_PASSWORD};
use service::{Answer, Services};

use super::{out, password, token};
use crate::config::Config;
use crate::start;

/// What to do with an account.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Make an account.
    Add(Box<Add>),
    /// Disable an account and end its sessions.
    Disable {
        /// Name to sign in with.
        login: String,
    },
    /// Tokens by which programs use a machine account.
    #[command(subcommand)]
    Token(token::Token),
    /// Take the second factor of an account away and end its sessions: for somebody who has lost
    /// both telephone and recovery codes, when no other administrator can do it at the desk.
    ResetSecondFactor {
        /// Name to sign in with.
        login: String,
    },
    /// Give an account a new password, end its sessions and lift a lock.
    Reset {
        /// Name to sign in with.
        login: String,
    },
}

/// A new account.
#[derive(Debug, Args)]
pub struct Add {
    /// Name to sign in with.
    login: String,
    /// Staff number.
    #[arg(long)]
    number: String,
    /// Name of the person.
    #[arg(long)]
    name: String,
    /// Role; may be given several times.
    #[arg(long = "role", required = true, value_name = "ROLE", value_parser = role)]
    roles: Vec<Role>,
    /// Two-digit code of the organisation.
    #[arg(long, value_name = "CODE", default_value = "01")]
    organisation: String,
    /// An account for a program: it has no password, `account token issue` lets it in.
    #[arg(long)]
    machine: bool,
    #[command(flatten)]
    founding: Founding,
}

/// The organisation of the first account, which does not exist yet.
#[derive(Debug, Args)]
struct Founding {
    /// Make the organisation, under this Chinese name.
    #[arg(long, value_name = "NAME", requires = "division")]
    found: Option<String>,
    /// Its English name; the Chinese one unless given.
    #[arg(long, value_name = "NAME", requires = "found")]
    found_en: Option<String>,
    /// Its six-digit administrative division.
    #[arg(long, value_name = "DIGITS", value_parser = division)]
    division: Option<String>,
    /// Its kind.
    #[arg(long, value_name = "KIND", default_value = "authority", value_parser = kind)]
    kind: OrganisationKind,
    /// Its public telephone number.
    #[arg(long, value_name = "NUMBER", default_value = "")]
    phone: String,
    /// Its public address.
    #[arg(long, value_name = "TEXT", default_value = "")]
    address: String,
}

/// Does it.
pub async fn run(config: &Config, command: Account) -> anyhow::Result<()> {
    let services = start::services_beside(config).await?;
    let done = match command {
        Account::Add(new) => add(&services, *new).await,
        Account::Disable { login } => disable(&services, &login).await,
        Account::Reset { login } => reset(&services, &login).await,
        Account::ResetSecondFactor { login } => reset_second_factor(&services, &login).await,
        Account::Token(command) => token::run(&services, command).await,
    };
    services.close().await?;
    done
}

async fn add(services: &Services, add: Add) -> anyhow::Result<()> {
    let number = StaffNumber::parse(&add.number)?;
    let password = if add.machine {
        String::new()
    } else {
        new_password()?
    };
    if let Some(name_zh) = add.founding.found {
        let organisation = NewOrganisation {
            division: add.founding.division.context("--division is missing")?,
            code: add.organisation.clone(),
            name_en: add.founding.found_en.unwrap_or_else(|| name_zh.clone()),
            name_zh,
            kind: add.founding.kind,
            parent: None,
            phone: add.founding.phone,
            address: add.founding.address,
            document_sign: None,
        };
        accounts::add_organisation(services, organisation).await?;
    }
    let new = NewAccount {
        login: add.login.clone(),
        number,
        name: add.name,
        organisation: add.organisation.clone(),
        roles: add.roles,
        password,
    };
    let missing = format!(
        "there is no organisation {}; --found NAME makes it",
        add.organisation
    );
    let added = if add.machine {
        accounts::add_machine(services, new).await
    } else {
        accounts::add(services, new).await
    };
    found(added, &missing)?;
    out::line(format_args!("account {} made", add.login));
    Ok(())
}

async fn disable(services: &Services, login: &str) -> anyhow::Result<()> {
    found(accounts::disable(services, login).await, &no_account(login))?;
    out::line(format_args!(
        "account {login} disabled, its sessions are over"
    ));
    Ok(())
}

async fn reset(services: &Services, login: &str) -> anyhow::Result<()> {
    let password = new_password()?;
    found(
        accounts::reset(services, login, &password).await,
        &no_account(login),
    )?;
    out::line(format_args!(
        "account {login} has its new password, its sessions are over"
    ));
    Ok(())
}

async fn reset_second_factor(services: &Services, login: &str) -> anyhow::Result<()> {
    let missing = format!("there is no account {login} with a second factor");
    found(
        accounts::reset_second_factor(services, login).await,
        &missing,
    )?;
    out::line(format_args!(
        "account {login} signs in with its password alone, its sessions are over"
    ));
    Ok(())
}

fn new_password() -> anyhow::Result<String> {
    let password = password::read_new()?;
    ensure!(
        password.chars().count() >= SHORTEST_PASSWORD,
        "a password has at least {SHORTEST_PASSWORD} characters"
    );
    Ok(password)
}

/// Says what was not found.
fn found(answer: Answer<()>, missing: &str) -> anyhow::Result<()> {
    match answer {
        Err(Failure::NotFound) => Err(anyhow::anyhow!("{missing}")),
        other => Ok(other?),
    }
}

fn no_account(login: &str) -> String {
    format!("there is no account {login}")
}

fn role(code: &str) -> Result<Role, String> {
    let codes = Role::ALL.iter().map(|role| role.code());
    Role::parse(code).map_err(|_| one_of(codes))
}

fn kind(code: &str) -> Result<OrganisationKind, String> {
    let codes = OrganisationKind::ALL.iter().map(|kind| kind.code());
    OrganisationKind::parse(code).map_err(|_| one_of(codes))
}

/// What an argument may be.
pub fn one_of<'c>(codes: impl Iterator<Item = &'c str>) -> String {
    format!("one of {}", codes.collect::<Vec<_>>().join(", "))
}

fn division(text: &str) -> Result<String, &'static str> {
    let digits = text.len() == 6 && text.chars().all(|c| c.is_ascii_digit());
    if digits {
        Ok(text.to_owned())
    } else {
        Err("six digits")
    }
}
