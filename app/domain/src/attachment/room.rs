//! How much one case may hold.

use super::Media;
use crate::case::Fault;

/// Bytes of one file: 10 MB.
pub const LARGEST_FILE: u64 = 10 * 1024 * 1024;
/// Points of one picture: 40 megapixels. A picture is unpacked to make its copy, so a small file
/// must not be a huge one inside.
pub const LARGEST_IMAGE: u64 = 40_000_000;

/// What a case, or the draft of one, holds already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// Pictures.
    pub images: usize,
    /// Other files.
    pub others: usize,
    /// Bytes of all.
    pub bytes: u64,
}

impl Room {
    /// Pictures of one case.
    pub const IMAGES: usize = 9;
    /// Other files of one case.
    pub const OTHERS: usize = 3;
    /// Bytes of one case: 50 MB.
    pub const BYTES: u64 = 50 * 1024 * 1024;

    /// What these files take up.
    pub fn taken(files: impl IntoIterator<Item = (Media, u64)>) -> Self {
        let mut room = Self::default();
        for (media, size) in files {
            room.take(media, size);
        }
        room
    }

    /// Whether nothing more fits, whatever it is.
    pub const fn is_full(&self) -> bool {
        (self.images >= Self::IMAGES && self.others >= Self::OTHERS) || self.bytes >= Self::BYTES
    }

    /// Counts one more file.
    ///
    /// # Errors
    /// [`Fault::FileEmpty`], [`Fault::FileTooLarge`], [`Fault::TooManyImages`],
    /// [`Fault::TooManyFiles`] or [`Fault::NoRoom`]; nothing is counted then.
    pub fn admit(&mut self, media: Media, size: u64) -> Result<(), Fault> {
        if size == 0 {
            return Err(Fault::FileEmpty);
        }
        if size > LARGEST_FILE {
            return Err(Fault::FileTooLarge);
        }
        if media.is_image() && self.images >= Self::IMAGES {
            return Err(Fault::TooManyImages);
        }
        if !media.is_image() && self.others >= Self::OTHERS {
            return Err(Fault::TooManyFiles);
        }
        if self.bytes.saturating_add(size) > Self::BYTES {
            return Err(Fault::NoRoom);
        }
        self.take(media, size);
        Ok(())
    }

    fn take(&mut self, media: Media, size: u64) {
        if media.is_image() {
            self.images += 1;
        } else {
            self.others += 1;
        }
        self.bytes = self.bytes.saturating_add(size);
    }
}
