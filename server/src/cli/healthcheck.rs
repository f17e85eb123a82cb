//! `weiquan healthcheck URL`: for containers without a shell.

use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;

const PATIENCE: Duration = Duration::from_secs(5);

/// Asks a running server over plain HTTP.
#[derive(Debug, Args)]
pub struct Healthcheck {
    /// Address to ask, such as `http://127.0.0.1:3000/healthz`.
    url: String,
}

/// Asks, and fails unless the answer is 200.
pub fn run(command: &Healthcheck) -> anyhow::Result<()> {
    let status = ask(&command.url)?;
    if status == 200 {
        Ok(())
    } else {
        bail!("{} answers {status}", command.url)
    }
}

fn ask(url: &str) -> anyhow::Result<u16> {
    let rest = url
        .strip_prefix("http://")
        .context("the address must begin with http://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, "healthz"));
    let authority = if host.contains(':') {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let address = authority
        .to_socket_addrs()?
        .next()
        .context("the address names no host")?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    status.context("the answer is not HTTP")
}
