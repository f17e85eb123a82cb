//! Files, sealed piece by piece so that none is ever whole in memory.
//!
//! A file has a key of its own, from it one for each of its parts. Bytes are cut into frames; each
//! is sealed with its place as nonce, and the last one is marked, so frames can be neither moved
//! nor left out, nor can the file be cut short.

use std::io;

use bytes::{Bytes, BytesMut};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use futures::{Stream, TryStreamExt as _};
use zeroize::Zeroizing;

use super::{KEY_LENGTH, NONCE_LENGTH, derive};
use crate::ports::{BlobName, BlobPart, BlobSink, BlobStream, Random};

/// Bytes of a frame.
const FRAME: usize = 64 * 1024;
/// Bytes that sealing adds to a frame.
const TAG: usize = 16;

/// The key of one file.
#[derive(Clone)]
pub(crate) struct FileKey(Zeroizing<[u8; KEY_LENGTH]>);

impl FileKey {
    /// A key for a new file.
    pub(crate) fn generate(random: &dyn Random) -> Self {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        random.fill(key.as_mut());
        Self(key)
    }

    /// Reads a key; `None` when it has another length.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let key: [u8; KEY_LENGTH] = bytes.try_into().ok()?;
        Some(Self(Zeroizing::new(key)))
    }

    /// The key, to be sealed.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_ref()
    }

    fn frames(&self, name: BlobName) -> Frames {
        let purpose = match name.part {
            BlobPart::Original => "weiquan file original v1",
            BlobPart::Served => "weiquan file served v1",
        };
        let key = derive(self.0.as_ref(), purpose);
        Frames {
            cipher: XChaCha20Poly1305::new(&Key::from(*key)),
            name: name.to_string(),
            next: 0,
        }
    }
}

/// The frames of one blob in their order.
struct Frames {
    cipher: XChaCha20Poly1305,
    name: String,
    next: u64,
}

impl Frames {
    /// A key serves one blob and a place one frame, so no nonce comes twice.
    fn nonce(&mut self, is_last: bool) -> XNonce {
        let mut nonce = [0; NONCE_LENGTH];
        let (place, rest) = nonce.split_at_mut(8);
        place.copy_from_slice(&self.next.to_be_bytes());
        if let Some(mark) = rest.first_mut() {
            *mark = u8::from(is_last);
        }
        self.next += 1;
        XNonce::from(nonce)
    }

    fn seal(&mut self, msg: &[u8], is_last: bool) -> io::Result<Vec<u8>> {
        let nonce = self.nonce(is_last);
        let aad = self.name.as_bytes();
        let sealed = self.cipher.encrypt(&nonce, Payload { msg, aad });
        sealed.map_err(|_| io::Error::other("a frame cannot be sealed"))
    }

    fn open(&mut self, msg: &[u8], is_last: bool) -> io::Result<Bytes> {
        let nonce = self.nonce(is_last);
        let aad = self.name.as_bytes();
        let opened = self.cipher.decrypt(&nonce, Payload { msg, aad });
        opened
            .map(Bytes::from)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a frame cannot be opened"))
    }
}

/// Seals a file on its way into the store.
pub(crate) struct FrameWriter {
    frames: Frames,
    waiting: Zeroizing<Vec<u8>>,
    sink: Box<dyn BlobSink>,
}

impl FrameWriter {
    /// Writes into `sink`, which was made for `name`.
    pub(crate) fn new(key: &FileKey, name: BlobName, sink: Box<dyn BlobSink>) -> Self {
        Self {
            frames: key.frames(name),
            waiting: Zeroizing::new(Vec::with_capacity(FRAME)),
            sink,
        }
    }

    /// Adds bytes.
    pub(crate) async fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            // Only what is followed by more is surely not the last frame.
            if self.waiting.len() == FRAME {
                let sealed = self.frames.seal(&self.waiting, false)?;
                self.sink.write(&sealed).await?;
                self.waiting.clear();
            }
            let fits = bytes.len().min(FRAME - self.waiting.len());
            let (now, later) = bytes.split_at(fits);
            self.waiting.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// Writes the last frame and keeps the whole.
    pub(crate) async fn finish(mut self) -> io::Result<()> {
        let sealed = self.frames.seal(&self.waiting, true)?;
        self.sink.write(&sealed).await?;
        self.sink.finish().await
    }
}

/// Opens a file on its way out. What does not fit ends the stream with an error, so that whoever
/// reads it knows that it is not whole.
pub(crate) fn opened(
    key: &FileKey,
    name: BlobName,
    sealed: BlobStream,
) -> impl Stream<Item = io::Result<Bytes>> + Send + use<> {
    let reader = Reader {
        frames: key.frames(name),
        sealed,
        read: BytesMut::with_capacity(FRAME + TAG),
        is_over: false,
    };
    futures::stream::try_unfold(reader, Reader::next)
}

struct Reader {
    frames: Frames,
    sealed: BlobStream,
    read: BytesMut,
    is_over: bool,
}

impl Reader {
    async fn next(mut self) -> io::Result<Option<(Bytes, Self)>> {
        if self.is_over {
            return Ok(None);
        }
        while self.read.len() <= FRAME + TAG {
            let Some(bytes) = self.sealed.try_next().await? else {
                self.is_over = true;
                let last = self.frames.open(&self.read, true)?;
                return Ok(Some((last, self)));
            };
            self.read.extend_from_slice(&bytes);
        }
        let frame = self.read.split_to(FRAME + TAG);
        let frame = self.frames.open(&frame, false)?;
        Ok(Some((frame, self)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use futures::future::BoxFuture;
    use futures::{StreamExt as _, TryStreamExt as _};
    use uuid::Uuid;

    use super::*;

    #[derive(Clone, Default)]
    struct Memory(Arc<Mutex<Vec<u8>>>);

    impl BlobSink for Memory {
        fn write<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, io::Result<()>> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Box::pin(async { Ok(()) })
        }

        fn finish(self: Box<Self>) -> BoxFuture<'static, io::Result<()>> {
            Box::pin(async { Ok(()) })
        }
    }

    fn name() -> BlobName {
        BlobName {
            file: Uuid::from_u128(7),
            part: BlobPart::Original,
        }
    }

    fn key() -> FileKey {
        FileKey::from_bytes(&[7; 32]).unwrap()
    }

    async fn sealed(bytes: &[u8]) -> Vec<u8> {
        let memory = Memory::default();
        let mut writer = FrameWriter::new(&key(), name(), Box::new(memory.clone()));
        for piece in bytes.chunks(50_000) {
            writer.write(piece).await.unwrap();
        }
        writer.finish().await.unwrap();
        let sealed = memory.0.lock().unwrap();
        sealed.clone()
    }

    async fn read(key: &FileKey, name: BlobName, sealed: &[u8]) -> io::Result<Vec<u8>> {
        let pieces: Vec<_> = sealed
            .chunks(30_000)
            .map(|piece| Ok(Bytes::copy_from_slice(piece)))
            .collect();
        let stream = futures::stream::iter(pieces).boxed();
        let pieces: Vec<Bytes> = opened(key, name, stream).try_collect().await?;
        Ok(pieces.concat())
    }

    #[tokio::test]
    async fn a_file_of_any_length_comes_back() {
        for length in [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 3 * FRAME + 5] {
            let bytes: Vec<u8> = (0..=250_u8).cycle().take(length).collect();
            let sealed = sealed(&bytes).await;
            let frames = length.div_ceil(FRAME).max(1);
            assert_eq!(sealed.len(), length + frames * TAG);
            assert_eq!(read(&key(), name(), &sealed).await.unwrap(), bytes);
        }
    }

    #[tokio::test]
    async fn a_file_that_was_cut_moved_or_altered_is_noticed() {
        let bytes = vec![5; 3 * FRAME];
        let whole = sealed(&bytes).await;
        let frame = FRAME + TAG;
        let mut swapped = whole.clone();
        swapped.rotate_left(frame);
        let mut altered = whole.clone();
        altered[frame] ^= 1;
        let longer = [whole.as_slice(), &[0]].concat();
        for broken in [
            &whole[..2 * frame],
            &whole[..whole.len() - 1],
            &[],
            &swapped,
            &altered,
            &longer,
        ] {
            let read = read(&key(), name(), broken).await;
            assert_eq!(read.unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
    }

    #[tokio::test]
    async fn a_file_opens_only_with_its_key_and_under_its_name() {
        let whole = sealed(b"evidence").await;
        let other = FileKey::from_bytes(&[8; 32]).unwrap();
        assert!(read(&other, name(), &whole).await.is_err());
        for (file, part) in [(8, BlobPart::Original), (7, BlobPart::Served)] {
            let file = Uuid::from_u128(file);
            let moved = BlobName { file, part };
            assert!(read(&key(), moved, &whole).await.is_err());
        }
    }
}
