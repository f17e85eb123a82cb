//! The key file: made once, readable by its owner alone, never in the database.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use service::ports::Random;
use service::vault::{Keys, NotAKey};

/// Why the master key is not at hand.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file or its directory cannot be read or written.
    #[error("the key file {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Somebody else could read it.
    #[error("the key file {path} can be read by others (mode {mode:o}); set it to 600")]
    Readable {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// It holds something else.
    #[error("the key file {path}: {source}")]
    Content {
        /// The file.
        path: PathBuf,
        /// Why.
        source: NotAKey,
    },
}

/// Rights of the group and of everybody else.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Where the master key of a data directory lies.
pub fn path(data: &Path) -> PathBuf {
    data.join("keys").join("master.key")
}

/// Reads the master key; makes one on the first start.
///
/// # Errors
/// When the file cannot be read or made, others can read it, or it holds no key.
pub fn load_or_create(data: &Path, random: &dyn Random) -> Result<Keys, KeyError> {
    let path = path(data);
    let failed = |source| KeyError::File {
        path: path.clone(),
        source,
    };
    if !path.try_exists().map_err(failed)? {
        create(&path, random).map_err(failed)?;
    }
    load(data)
}

/// Reads the master key, which must be there.
///
/// # Errors
/// When the file cannot be read, others can read it, or it holds no key.
pub fn load(data: &Path) -> Result<Keys, KeyError> {
    let path = path(data);
    refuse_readable(&path)?;
    let failed = |source| KeyError::File {
        path: path.clone(),
        source,
    };
    let text = fs::read_to_string(&path).map_err(failed)?;
    Keys::from_text(&text).map_err(|source| KeyError::Content { path, source })
}

/// Writes a new key aside and then links it to its name: a start that is cut short leaves no half
/// key, and of two starts at the same time one key wins.
fn create(path: &Path, random: &dyn Random) -> io::Result<()> {
    let directory = path.parent().unwrap_or(path);
    create_private_directory(directory)?;
    let draft = path.with_extension(format!("{}.draft", std::process::id()));
    let mut file = create_private_file(&draft)?;
    file.write_all(Keys::generate(random).to_text().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    let linked = match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    };
    fs::remove_file(&draft)?;
    linked?;
    File::open(directory)?.sync_all()
}

/// Makes a directory that only its owner may enter; one that is there stays as it is.
#[cfg(unix)]
pub(crate) fn create_private_directory(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
}

#[cfg(not(unix))]
pub(crate) fn create_private_directory(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)
}

fn create_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(unix)]
fn refuse_readable(path: &Path) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = fs::metadata(path).map_err(|source| KeyError::File {
        path: path.to_owned(),
        source,
    })?;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & OTHERS == 0 {
        Ok(())
    } else {
        Err(KeyError::Readable {
            path: path.to_owned(),
            mode,
        })
    }
}

#[cfg(not(unix))]
fn refuse_readable(_path: &Path) -> Result<(), KeyError> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::ports::SystemRandom;

    #[test]
    fn the_first_start_makes_a_private_key_and_the_next_reads_the_same() {
        let data = tempfile::tempdir().unwrap();
        let first = load_or_create(data.path(), &SystemRandom)
            .unwrap()
            .to_text();
        let mode = fs::metadata(path(data.path()))
            .unwrap()
            .permissions()
            .mode()
            & 0o777;
        assert_eq!(mode, 0o600);
        assert_eq!(
            *load_or_create(data.path(), &SystemRandom)
                .unwrap()
                .to_text(),
            *first
        );
        let names: Vec<_> = fs::read_dir(data.path().join("keys"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["master.key"]);
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let data = tempfile::tempdir().unwrap();
        load_or_create(data.path(), &SystemRandom).unwrap();
        for mode in [0o640, 0o604, 0o644] {
            fs::set_permissions(path(data.path()), fs::Permissions::from_mode(mode)).unwrap();
            let error = load_or_create(data.path(), &SystemRandom)
                .err()
                .unwrap()
                .to_string();
            assert!(
                error.contains("600") && error.contains(&format!("{mode:o}")),
                "{error}"
            );
        }
    }

    #[test]
    fn a_file_without_a_key_is_refused() {
        let data = tempfile::tempdir().unwrap();
        load_or_create(data.path(), &SystemRandom).unwrap();
        fs::write(path(data.path()), "not a key").unwrap();
        assert!(matches!(
            load_or_create(data.path(), &SystemRandom),
            Err(KeyError::Content { .. })
        ));
    }
}
