//! `weiquan account token …`: what programs show instead of a password.

use anyhow::Context as _;
use clap::Subcommand;
use domain::code::Scope;
use domain::view::{Failure, TokenView};
use service::Services;
use service::machines::{self, By, NewToken};

use super::account::one_of;
use super::out;

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Issue a token and print it, once.
    Issue {
        /// The machine account.
        login: String,
        /// What people call the token.
        #[arg(long)]
        name: String,
        /// What it opens; may be given several times.
        #[arg(long = "scope", required = true, value_name = "SCOPE", value_parser = scope)]
        scopes: Vec<Scope>,
        /// Days for which it is good, at most 366.
        #[arg(long, value_name = "N", default_value_t = machines::DAYS)]
        days: u32,
    },
    /// List all tokens by their first characters.
    List,
    /// End a token at once.
    Revoke {
        /// Its first characters, as `list` shows them.
        prefix: String,
        /// Why, for the administration log.
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// Does it.
pub async fn run(services: &Services, command: Token) -> anyhow::Result<()> {
    match command {
        Token::Issue {
            login,
            name,
            scopes,
            days,
        } => {
            let new = NewToken {
                login,
                name,
                scopes,
                days,
            };
            issue(services, new).await
        }
        Token::List => list(services).await,
        Token::Revoke { prefix, reason } => revoke(services, &prefix, &reason).await,
    }
}

async fn issue(services: &Services, new: NewToken) -> anyhow::Result<()> {
    let login = new.login.clone();
    match machines::issue(services, By::Operator, new).await {
        Ok(issued) => {
            out::line(issued.token);
            Ok(())
        }
        Err(Failure::Invalid(problems)) => {
            let problems: Vec<_> = problems
                .iter()
                .map(|problem| format!("{}: {}", problem.field, problem.code))
                .collect();
            Err(anyhow::anyhow!(
                "no token for {login}: {}; `account add --machine` makes machine accounts",
                problems.join(", ")
            ))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn list(services: &Services) -> anyhow::Result<()> {
    let known = machines::list(services, By::Operator).await?;
    for token in &known.tokens {
        out::line(line(token));
    }
    Ok(())
}

fn line(token: &TokenView) -> String {
    let codes: Vec<_> = token.scopes.iter().map(|scope| scope.code()).collect();
    let used = token.last_used_at.map_or_else(
        || "never used".to_owned(),
        |at| format!("last used {}", at.format("%F")),
    );
    let end = match token.revoked_at {
        Some(at) => format!("revoked {}", at.format("%F")),
        None => format!("until {}", token.expires_at.format("%F")),
    };
    let TokenView {
        prefix,
        machine,
        name,
        ..
    } = token;
    format!(
        "{prefix}… {} ({name}) {} {end}, {used}",
        machine.login,
        codes.join(",")
    )
}

async fn revoke(services: &Services, prefix: &str, reason: &str) -> anyhow::Result<()> {
    let known = machines::list(services, By::Operator).await?;
    let prefix = prefix.trim_end_matches('…');
    let token = known.tokens.iter().find(|token| token.prefix == prefix);
    let token = token.with_context(|| format!("there is no token {prefix}…"))?;
    machines::revoke(services, By::Operator, token.id, reason).await?;
    out::line(format_args!("token {prefix}… revoked"));
    Ok(())
}

fn scope(code: &str) -> Result<Scope, String> {
    let codes = Scope::ALL.iter().map(|scope| scope.code());
    Scope::parse(code).map_err(|_| one_of(codes))
}
