//! Passwords come from the terminal or from standard input, never from an argument.

use std::io::{BufRead as _, IsTerminal as _};

use anyhow::{Context as _, ensure};

/// Reads a new password: twice and hidden on a terminal, one line from a pipe.
pub fn read_new() -> anyhow::Result<String> {
    if !std::io::stdin().is_terminal() {
        return read_line();
    }
    let password = rpassword::prompt_password("password: ")?;
    let again = rpassword::prompt_password("again: ")?;
    ensure!(password == again, "the two passwords differ");
    Ok(password)
}

fn read_line() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']);
    (!password.is_empty())
        .then(|| password.to_owned())
        .context("standard input holds no password")
}
