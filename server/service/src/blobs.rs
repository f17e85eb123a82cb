//! The bytes of files in a directory.
//!
//! A blob is written aside, brought to the disk and then renamed, so under its name there is
//! always the whole of it. Names end in what varies most, so blobs are spread over 256 directories
//! by the end of their identifier.

use std::io;
use std::path::{Path, PathBuf};

use bytes::{Bytes, BytesMut};
use futures::StreamExt as _;
use futures::future::BoxFuture;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::ports::{BlobName, BlobSink, BlobStore, BlobStream};

/// Directory of what is not whole yet.
pub const INCOMING: &str = "incoming";
/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// Blobs in a directory that only its owner can read.
#[derive(Debug, Clone)]
pub struct LocalBlobs {
    root: PathBuf,
}

impl LocalBlobs {
    /// Blobs below `root`, which is made when the first one comes.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where a blob lies.
    fn path(&self, name: BlobName) -> PathBuf {
        let last = name.file.as_bytes().last().copied().unwrap_or_default();
        self.root.join(format!("{last:02x}")).join(name.to_string())
    }

    /// Where it lies until it is whole.
    fn incoming(&self, name: BlobName) -> PathBuf {
        self.root.join(INCOMING).join(name.to_string())
    }
}

impl BlobStore for LocalBlobs {
    fn create(&self, name: BlobName) -> BoxFuture<'_, io::Result<Box<dyn BlobSink>>> {
        Box::pin(async move {
            let incoming = self.incoming(name);
            create_directory_of(&incoming).await?;
            let file = create_file(&incoming).await?;
            let sink = LocalSink {
                file: Some(file),
                incoming,
                path: self.path(name),
            };
            Ok(Box::new(sink) as Box<dyn BlobSink>)
        })
    }

    fn open(&self, name: BlobName) -> BoxFuture<'_, io::Result<BlobStream>> {
        Box::pin(async move {
            let file = File::open(self.path(name)).await?;
            Ok(futures::stream::try_unfold(file, read_piece).boxed())
        })
    }

    fn delete(&self, name: BlobName) -> BoxFuture<'_, io::Result<()>> {
        Box::pin(async move {
            for path in [self.incoming(name), self.path(name)] {
                match fs::remove_file(path).await {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            Ok(())
        })
    }
}

async fn read_piece(mut file: File) -> io::Result<Option<(Bytes, File)>> {
    let mut piece = BytesMut::with_capacity(PIECE);
    let read = file.read_buf(&mut piece).await?;
    Ok((read > 0).then(|| (piece.freeze(), file)))
}

struct LocalSink {
    /// None once it was renamed.
    file: Option<File>,
    incoming: PathBuf,
    path: PathBuf,
}

impl BlobSink for LocalSink {
    fn write<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, io::Result<()>> {
        Box::pin(async move {
            let file = self.file.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
            file.write_all(bytes).await
        })
    }

    fn finish(mut self: Box<Self>) -> BoxFuture<'static, io::Result<()>> {
        Box::pin(async move {
            let file = self.file.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
            file.flush().await?;
            file.sync_all().await?;
            create_directory_of(&self.path).await?;
            fs::rename(&self.incoming, &self.path).await?;
            self.file = None;
            // The new name is in the directory, which has to reach the disk as well.
            let directory = self.path.parent().unwrap_or(&self.path);
            File::open(directory).await?.sync_all().await
        })
    }
}

impl Drop for LocalSink {
    fn drop(&mut self) {
        if self.file.is_some() {
            // What cannot be deleted now is deleted with the announcement of the file.
            drop(std::fs::remove_file(&self.incoming));
        }
    }
}

async fn create_directory_of(path: &Path) -> io::Result<()> {
    let directory = path.parent().unwrap_or(path);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(directory).await
}

async fn create_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use futures::TryStreamExt as _;
    use uuid::Uuid;

    use super::*;
    use crate::ports::BlobPart;

    const NAME: BlobName = BlobName {
        file: Uuid::from_u128(0xab),
        part: BlobPart::Original,
    };

    const NO_FILE: [PathBuf; 0] = [];

    fn files(root: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let entries = std::fs::read_dir(root).into_iter().flatten();
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                found.extend(files(&path));
            } else {
                found.push(path);
            }
        }
        found
    }

    #[tokio::test]
    async fn a_blob_is_there_when_it_is_whole_and_private() {
        let root = tempfile::tempdir().unwrap();
        let blobs = LocalBlobs::new(root.path().join("blobs"));
        let mut sink = blobs.create(NAME).await.unwrap();
        sink.write(b"first ").await.unwrap();
        let early = blobs.open(NAME).await.err().unwrap();
        assert_eq!(early.kind(), io::ErrorKind::NotFound);
        sink.write(b"second").await.unwrap();
        sink.finish().await.unwrap();
        let pieces: Vec<Bytes> = blobs.open(NAME).await.unwrap().try_collect().await.unwrap();
        assert_eq!(pieces.concat(), b"first second");
        let found = files(root.path());
        assert_eq!(found, [blobs.path(NAME)]);
        let mode = found[0].metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        blobs.delete(NAME).await.unwrap();
        blobs.delete(NAME).await.unwrap();
        assert_eq!(files(root.path()), NO_FILE);
    }

    #[tokio::test]
    async fn a_broken_write_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        let blobs = LocalBlobs::new(root.path());
        let mut sink = blobs.create(NAME).await.unwrap();
        sink.write(b"half").await.unwrap();
        drop(sink);
        assert_eq!(files(root.path()), NO_FILE);
        // A process that was killed could not clean up; deleting the blob does.
        let sink = blobs.create(NAME).await.unwrap();
        std::mem::forget(sink);
        blobs.delete(NAME).await.unwrap();
        assert_eq!(files(root.path()), NO_FILE);
    }
}
