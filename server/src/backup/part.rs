//! One part of a backup: a directory of files and the list that proves them.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::BackupError;

const LIST: &str = "files.json";

/// The list of a part.
#[derive(Debug, Serialize, Deserialize)]
struct List {
    /// When the part was made.
    made_at: DateTime<Utc>,
    /// By which release.
    release: String,
    files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// Path within the part.
    path: PathBuf,
    bytes: u64,
    /// SHA-256 in hexadecimal digits.
    sha256: String,
}

/// Writes the list of a part whose files are all there, and makes everything durable.
pub(super) fn seal(directory: &Path, made_at: DateTime<Utc>) -> Result<(), BackupError> {
    let mut files = Vec::new();
    collect(directory, directory, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let list = List {
        made_at,
        release: env!("CARGO_PKG_VERSION").to_owned(),
        files,
    };
    let path = directory.join(LIST);
    let written = serde_json::to_vec_pretty(&list)
        .map_err(io::Error::from)
        .and_then(|text| fs::write(&path, text))
        .and_then(|()| File::open(&path)?.sync_all())
        .and_then(|()| File::open(directory)?.sync_all());
    written.map_err(BackupError::file(path))
}

fn collect(root: &Path, directory: &Path, files: &mut Vec<Entry>) -> Result<(), BackupError> {
    let failed = || BackupError::file(directory);
    for entry in fs::read_dir(directory).map_err(failed())? {
        let path = entry.map_err(failed())?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let (bytes, sha256) = digest(&path).map_err(BackupError::file(&path))?;
            let synced = File::open(&path).and_then(|file| file.sync_all());
            synced.map_err(BackupError::file(&path))?;
            let path = path.strip_prefix(root).unwrap_or(&path).to_owned();
            files.push(Entry {
                path,
                bytes,
                sha256,
            });
        }
    }
    Ok(())
}

/// Proves every file of a part against its list; answers their paths within the part.
pub(super) fn check(directory: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let list: List = fs::read(directory.join(LIST))
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok())
        .ok_or_else(|| BackupError::NotAPart(directory.to_owned()))?;
    let mut paths = Vec::with_capacity(list.files.len());
    for entry in list.files {
        let path = directory.join(&entry.path);
        let found = digest(&path).ok();
        if !is_within(&entry.path) || found != Some((entry.bytes, entry.sha256)) {
            return Err(BackupError::Damaged(path));
        }
        paths.push(entry.path);
    }
    Ok(paths)
}

/// A list from elsewhere must not lead out of its part.
fn is_within(path: &Path) -> bool {
    path.components()
        .all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer)?;
        let Some(chunk) = buffer.get(..read).filter(|chunk| !chunk.is_empty()) else {
            break;
        };
        hasher.update(chunk);
        bytes += read as u64;
    }
    Ok((bytes, data_encoding::HEXLOWER.encode(&hasher.finalize())))
}
