//! Backups in two parts, and the way back.
//!
//! `data` holds everything sealed, `keys` what opens it: the master key and the wrapped data keys
//! of the cases. Each part has its own retention, so that an erased case is gone for good once the
//! key parts from before are gone. A part names its files with their SHA-256, so that nothing is
//! restored from a damaged one.

mod make;
mod part;
mod restore;

use std::path::PathBuf;

pub use make::{Made, make};
pub use restore::restore;

/// The data part of a backup.
const DATA: &str = "data";
/// The key part of a backup.
const KEYS: &str = "keys";
/// The wrapped data keys of the cases, within the key part.
const CASE_KEYS: &str = "case-keys.db";
/// The master key, within the key part.
const MASTER_KEY: &str = "master.key";

/// Why there is no backup, or no way back from one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file or directory cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A part without a readable list of its files.
    #[error("{0} is not a part of a backup: its list of files is missing or unreadable")]
    NotAPart(PathBuf),
    /// A file is missing from a part, or is not what it was.
    #[error("{0} is damaged: it is not the file that was backed up")]
    Damaged(PathBuf),
    /// Restoring never writes over anything.
    #[error("{0} exists already; restore into an empty data directory")]
    Occupied(PathBuf),
    /// PostgreSQL keeps the data elsewhere.
    #[error("this backup holds no database; restore it with pg_restore")]
    NoDatabase,
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl BackupError {
    fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        |source| Self::File { path, source }
    }
}
