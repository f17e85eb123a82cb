//! Kinds of files, told from their first bytes.

use crate::case::Fault;
use crate::code::codes;

/// As many first bytes as [`Media::sniff`] looks at.
pub const HEAD_LENGTH: usize = 16;

codes! {
    /// The kinds of files that are taken: what every browser shows or plays, and nothing that can
    /// carry a program.
    pub enum Media {
        // Photographs.
        Jpeg = "jpeg", "照片", "Photograph";
        // Screenshots.
        Png = "png", "图片", "Picture";
        // Pictures from chats.
        Webp = "webp", "图片", "Picture";
        // Documents.
        Pdf = "pdf", "PDF 文件", "PDF document";
        // Videos.
        Mp4 = "mp4", "视频", "Video";
        // Recordings.
        Mp3 = "mp3", "录音", "Recording";
        // Recordings of phones by Apple.
        M4a = "m4a", "录音", "Recording";
        // Recordings of older phones.
        Amr = "amr", "录音", "Recording";
        // Recordings without compression.
        Wav = "wav", "录音", "Recording";
        // Recordings of free software.
        Ogg = "ogg", "录音", "Recording";
    }
}

impl Media {
    /// Reads the kind from the first [`HEAD_LENGTH`] bytes, or from the whole of a shorter file.
    ///
    /// # Errors
    /// [`Fault::FileEmpty`], [`Fault::FileHeic`] for the photographs of phones by Apple, which no
    /// browser but theirs shows, [`Fault::FileKind`] for everything else that is not taken.
    pub fn sniff(head: &[u8]) -> Result<Self, Fault> {
        match head {
            [] => Err(Fault::FileEmpty),
            [0xff, 0xd8, 0xff, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, kind @ ..] if kind.starts_with(b"WEBP") => {
                Ok(Self::Webp)
            }
            [b'R', b'I', b'F', b'F', _, _, _, _, kind @ ..] if kind.starts_with(b"WAVE") => {
                Ok(Self::Wav)
            }
            [b'%', b'P', b'D', b'F', b'-', ..] => Ok(Self::Pdf),
            [b'O', b'g', b'g', b'S', ..] => Ok(Self::Ogg),
            [b'#', b'!', b'A', b'M', b'R', ..] => Ok(Self::Amr),
            [b'I', b'D', b'3', ..] => Ok(Self::Mp3),
            [0xff, second, third, ..] if is_mpeg_audio(*second, *third) => Ok(Self::Mp3),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => of_brand(brand),
            _ => Err(Fault::FileKind),
        }
    }

    /// Whether it is a picture, of which a copy without the camera's data is made.
    pub const fn is_image(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// Media type for `Content-Type`.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Mp4 => "video/mp4",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Amr => "audio/amr",
            Self::Wav => "audio/wav",
            Self::Ogg => "audio/ogg",
        }
    }

    /// Ending of its file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            other => other.code(),
        }
    }

    /// What a form offers to choose. The endings stand beside the types because some systems know
    /// a recording only by its name.
    pub const ACCEPT: &'static str = "image/jpeg,image/png,image/webp,application/pdf,video/mp4,\
        audio/mpeg,audio/mp4,audio/amr,audio/wav,audio/ogg,.mp3,.m4a,.amr,.wav,.ogg";
}

/// The header of an MPEG audio frame of layer 1, 2 or 3 (ISO/IEC 11172-3, 2.4.2.3): reserved
/// version, layer, bit rate and sampling rate tell noise from it.
const fn is_mpeg_audio(second: u8, third: u8) -> bool {
    second & 0xe0 == 0xe0
        && second & 0x18 != 0x08
        && second & 0x06 != 0x00
        && third & 0xf0 != 0xf0
        && third & 0x0c != 0x0c
}

/// The brand of a container of the MPEG-4 family (ISO/IEC 14496-12, 4.3).
fn of_brand(brand: &[u8]) -> Result<Media, Fault> {
    match brand.first_chunk::<4>() {
        Some(b"M4A " | b"M4B ") => Ok(Media::M4a),
        Some(
            b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1"
            | b"M4V " | b"MSNV" | b"dash",
        ) => Ok(Media::Mp4),
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => {
            Err(Fault::FileHeic)
        }
        _ => Err(Fault::FileKind),
    }
}
