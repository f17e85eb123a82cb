//! The command line, one file for each command.

mod account;
mod backup;
mod demo;
mod export;
mod healthcheck;
mod import;
mod log;
mod migrate;
pub mod out;
mod password;
mod restore;
mod serve;
mod stop;
mod token;
mod verify;
mod worker;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Flags};

/// 维权通, the consumer-rights case system, in one binary.
#[derive(Debug, Parser)]
#[command(name = "weiquan", version, about, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the database up to date and serve.
    Serve,
    /// Do the background jobs alone, beside servers with `--jobs off`.
    Worker,
    /// Fill an empty data directory with a fictional county.
    Demo(demo::Demo),
    /// Bring the database up to date.
    Migrate,
    /// Copy everything into two parts, data and keys; also while serving.
    Backup(backup::Backup),
    /// Bring a backup back into an empty data directory, and verify it.
    Restore(restore::Restore),
    /// Prove the database, every event chain and every content; ends with 1 when anything is wrong.
    Verify,
    /// Take cases over from a table of another register (CSV, XLSX).
    Import(import::Import),
    /// Write all cases into a table (CSV, XLSX), masked unless a reason is given.
    Export(export::Export),
    /// Make, disable or recover an account; passwords are read, never arguments.
    #[command(subcommand)]
    Account(account::Account),
    /// Print the description of the HTTP interface that `/openapi.json` serves.
    Openapi,
    /// Ask a running server whether it is well; ends with 0 or 1.
    Healthcheck(healthcheck::Healthcheck),
}

/// Runs the command that the arguments name and answers how it ended.
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let config = Config::read(&cli.flags)?;
    log::begin(&config)?;
    match cli.command {
        Command::Healthcheck(command) => healthcheck::run(&command),
        Command::Openapi => {
            out::line(crate::api::openapi::document()?);
            Ok(())
        }
        command => tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?
            .block_on(async {
                match command {
                    Command::Serve => serve::run(config).await,
                    Command::Worker => worker::run(&config).await,
                    Command::Demo(command) => demo::run(&config, &command).await,
                    Command::Migrate => migrate::run(&config).await,
                    Command::Backup(command) => backup::run(&config, &command).await,
                    Command::Restore(command) => restore::run(&config, &command).await,
                    Command::Verify => verify::run(&config).await,
                    Command::Import(command) => import::run(&config, &command).await,
                    Command::Export(command) => export::run(&config, &command).await,
                    Command::Account(command) => account::run(&config, command).await,
                    // Done above, without a runtime.
                    Command::Healthcheck(_) | Command::Openapi => Ok(()),
                }
            }),
    }
}
