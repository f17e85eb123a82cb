//! Makes a backup, also while the service runs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use service::blobs::INCOMING;
use store::{Database, backup};

use super::{BackupError, CASE_KEYS, DATA, KEYS, MASTER_KEY, part};
use crate::keys::{self, create_private_directory};
use crate::start::{BLOB_DIRECTORY, DATABASE_FILE};

/// Where the parts of a new backup lie.
#[derive(Debug)]
pub struct Made {
    /// Everything sealed.
    pub data: PathBuf,
    /// What opens it.
    pub keys: PathBuf,
    /// Whether the data part holds the database. On PostgreSQL it does not: `pg_dump` does that.
    pub has_database: bool,
}

/// Backs a data directory up into a new directory under `target`, named after the time. Until both
/// parts are whole they stand under a name that no restore takes.
///
/// # Errors
/// When something cannot be read or written; nothing is left under the final name then.
pub async fn make(
    database: &Database,
    data: &Path,
    target: &Path,
    now: DateTime<Utc>,
) -> Result<Made, BackupError> {
    let name = now.format("%Y%m%dT%H%M%SZ").to_string();
    let finished = target.join(&name);
    let draft = target.join(format!("{name}.unfinished"));
    if finished.exists() {
        return Err(BackupError::Occupied(finished));
    }
    for directory in [draft.join(DATA), draft.join(KEYS)] {
        create_private_directory(&directory).map_err(BackupError::file(&directory))?;
    }
    let has_database = copy_database(database, &draft).await?;
    // After the database: a file that comes in meanwhile is one too many, never one too few.
    let files = draft.join(DATA).join(BLOB_DIRECTORY);
    copy_files(&data.join(BLOB_DIRECTORY), &files)?;
    let master = keys::path(data);
    let kept = draft.join(KEYS).join(MASTER_KEY);
    fs::copy(&master, &kept).map_err(BackupError::file(master))?;
    for directory in [draft.join(DATA), draft.join(KEYS)] {
        part::seal(&directory, now)?;
    }
    let named = fs::rename(&draft, &finished).and_then(|()| fs::File::open(target)?.sync_all());
    named.map_err(BackupError::file(&finished))?;
    Ok(Made {
        data: finished.join(DATA),
        keys: finished.join(KEYS),
        has_database,
    })
}

/// Copies the files that people handed in, but not those that are still coming in. One that is
/// deleted meanwhile belongs to nobody any more.
fn copy_files(from: &Path, to: &Path) -> Result<(), BackupError> {
    let entries = match fs::read_dir(from) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(BackupError::file(from))?,
    };
    create_private_directory(to).map_err(BackupError::file(to))?;
    for entry in entries {
        let entry = entry.map_err(BackupError::file(from))?;
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() && entry.file_name() != INCOMING {
            copy_files(&path, &copy)?;
        } else if path.is_file() {
            match fs::copy(&path, &copy) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(BackupError::file(path)(error));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

async fn copy_database(database: &Database, draft: &Path) -> Result<bool, BackupError> {
    let copy = draft.join(DATA).join(DATABASE_FILE);
    let copied = database.copy_to(&copy).await?;
    if copied {
        backup::separate_keys(&copy, &draft.join(KEYS).join(CASE_KEYS)).await?;
    }
    Ok(copied)
}
