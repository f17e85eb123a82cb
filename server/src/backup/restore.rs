//! Brings a backup back into an empty data directory.

use std::fs;
use std::path::Path;

use store::backup;

use super::{BackupError, CASE_KEYS, DATA, KEYS, MASTER_KEY, part};
use crate::keys::{self, create_private_directory};
use crate::start::DATABASE_FILE;

/// Restores the backup in `source`; its key part may lie elsewhere. Everything is proven before
/// anything is written, and the database gets its name last: a restore that is cut short leaves
/// no service that could start.
///
/// # Errors
/// When a part is damaged or the data directory is in use.
pub async fn restore(
    source: &Path,
    key_part: Option<&Path>,
    data: &Path,
) -> Result<(), BackupError> {
    let sealed = source.join(DATA);
    let opening = key_part.map_or_else(|| source.join(KEYS), Path::to_owned);
    let files = part::check(&sealed)?;
    part::check(&opening)?;
    if !files.iter().any(|file| file == Path::new(DATABASE_FILE)) {
        return Err(BackupError::NoDatabase);
    }
    let (database, master) = (data.join(DATABASE_FILE), keys::path(data));
    for taken in [&database, &master] {
        if taken.exists() {
            return Err(BackupError::Occupied(taken.clone()));
        }
    }
    let draft = data.join(format!("{DATABASE_FILE}.restoring"));
    for file in files {
        let to = if file == Path::new(DATABASE_FILE) {
            draft.clone()
        } else {
            data.join(&file)
        };
        copy(&sealed.join(file), &to)?;
    }
    backup::join_keys(&draft, &opening.join(CASE_KEYS)).await?;
    copy(&opening.join(MASTER_KEY), &master)?;
    let named = fs::rename(&draft, &database).and_then(|()| fs::File::open(data)?.sync_all());
    named.map_err(BackupError::file(database))
}

fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    if let Some(directory) = to.parent() {
        create_private_directory(directory).map_err(BackupError::file(directory))?;
    }
    let copied = fs::copy(from, to).and_then(|_| fs::File::open(to)?.sync_all());
    copied.map_err(BackupError::file(to))
}
