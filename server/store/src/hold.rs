//! The claim of one process to a SQLite file, so that two workers never serve the same one.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// As long as this lives, no other process works on the same SQLite database. PostgreSQL shares
/// its work by itself, there it holds nothing.
#[derive(Debug)]
#[must_use = "the claim ends when this is dropped"]
pub struct Hold(#[expect(dead_code, reason = "the lock lives as long as its file")] Option<File>);

impl Hold {
    /// A claim to nothing.
    pub(crate) fn nothing() -> Self {
        Self(None)
    }

    /// Claims the database in a file by locking an empty file beside it: locks on the database
    /// itself belong to SQLite. `None` when another process has it.
    pub(crate) fn on(path: &Path) -> std::io::Result<Option<Self>> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(beside)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}
