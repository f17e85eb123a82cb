//! `weiquan account …`: the first administrator, and recovery.

use anyhow::bail;
use clap::Subcommand;

use super::password;
use crate::config::Config;

/// What to do with an account.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Make an account.
    Add {
        /// Name to sign in with.
        login: String,
    },
    /// Disable an account and end its sessions.
    Disable {
        /// Name to sign in with.
        login: String,
    },
    /// Give an account a new password and end its sessions.
    Reset {
        /// Name to sign in with.
        login: String,
    },
}

/// Does it.
pub async fn run(_config: &Config, command: Account) -> anyhow::Result<()> {
    if let Account::Add { .. } | Account::Reset { .. } = command {
        password::read_new()?;
    }
    bail!("accounts are not built yet")
}
