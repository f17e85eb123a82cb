//! The only place that writes to standard output; everything else is a log line.

use std::fmt::Display;
use std::io::Write as _;

/// Writes a line that a person or a script waits for. A closed pipe is not an error of ours.
pub fn line(text: impl Display) {
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{text}").and_then(|()| out.flush()));
}

/// Says on standard error why a command failed, causes included.
pub fn error(error: &anyhow::Error) {
    drop(writeln!(std::io::stderr().lock(), "weiquan: {error:#}"));
}

/// Says on standard error how far something long has come.
pub fn progress(text: impl Display) {
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}
