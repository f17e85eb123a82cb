//! The copy of a picture: the points, upright, and nothing of what the camera wrote beside them.
//!
//! It is drawn anew from the decoded points, so position, serial numbers, thumbnails and whatever
//! was hidden in or behind the file stay in the original.

use std::io::Cursor;

use domain::attachment::{LARGEST_IMAGE, Media};
use domain::case::Fault;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, ImageResult, Limits};

/// Quality of the copy of a photograph: small print on a receipt stays legible.
const QUALITY: u8 = 88;
/// Bytes that decoding may take.
const MEMORY: u64 = 256 * 1024 * 1024;

/// A copy and its kind.
pub(super) struct Copy {
    pub(super) media: Media,
    pub(super) bytes: Vec<u8>,
}

/// Makes the copy. Takes long and much memory.
///
/// # Errors
/// [`Fault::TooManyPixels`], [`Fault::FileUnreadable`] when it is damaged or cut short.
pub(super) fn copy_of(bytes: &[u8], media: Media) -> Result<Copy, Fault> {
    if media == Media::Jpeg && !is_whole_jpeg(bytes) {
        return Err(Fault::FileUnreadable);
    }
    let unreadable = |_| Fault::FileUnreadable;
    let reader = ImageReader::with_format(Cursor::new(bytes), format(media));
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > LARGEST_IMAGE {
        return Err(Fault::TooManyPixels);
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MEMORY);
    decoder.set_limits(limits).map_err(unreadable)?;
    // A wrong entry of the camera is no reason to refuse its picture.
    let orientation = decoder.orientation();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    if let Ok(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    write(&picture, media).map_err(unreadable)
}

fn format(media: Media) -> ImageFormat {
    match media {
        Media::Png => ImageFormat::Png,
        Media::Webp => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    }
}

/// Screenshots stay exact, photographs stay small.
fn write(picture: &DynamicImage, media: Media) -> ImageResult<Copy> {
    let mut bytes = Vec::new();
    if media == Media::Png || picture.color().has_alpha() {
        let points = if picture.color().has_alpha() {
            DynamicImage::from(picture.to_rgba8())
        } else {
            DynamicImage::from(picture.to_rgb8())
        };
        points.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
        return Ok(Copy {
            media: Media::Png,
            bytes,
        });
    }
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    picture.to_rgb8().write_with_encoder(encoder)?;
    Ok(Copy {
        media: Media::Jpeg,
        bytes,
    })
}

/// Whether a JPEG has its end. Decoders fill what is missing with grey; a cut photograph is worth
/// nothing as evidence, and the person can still send it again. Walks the segments to the first
/// scan (ITU-T T.81, B.1.1); within scans the marker of the end stands for nothing else.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, marker, high, low, ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let after = rest.get(2 + length..).unwrap_or_default();
        if *marker == 0xda {
            return after.windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use image::{GenericImageView as _, Rgb, RgbImage, Rgba, RgbaImage};
    use rstest::rstest;

    use super::*;

    fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture: DynamicImage = picture.into();
        picture
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    /// Four points wide, two high, the left half red.
    fn half_red() -> RgbImage {
        RgbImage::from_fn(32, 16, |x, _| {
            if x < 16 {
                Rgb([255, 0, 0])
            } else {
                Rgb([0, 0, 255])
            }
        })
    }

    /// A JPEG as a phone writes it: turned by a quarter, with the place where it was taken.
    fn photograph() -> Vec<u8> {
        let plain = encoded(half_red(), ImageFormat::Jpeg);
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
        exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // orientation 6
        exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"); // GPS
        exif.extend(b"\0\0\0\0GPS 31.2304N 121.4737E");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let segment = [&[0xff, 0xe1], length.as_slice(), &exif].concat();
        [&plain[..2], &segment, &plain[2..]].concat()
    }

    #[test]
    fn a_photograph_is_upright_and_says_nothing_of_its_place() {
        let bytes = photograph();
        let copy = copy_of(&bytes, Media::Jpeg).unwrap();
        assert_eq!(copy.media, Media::Jpeg);
        for trace in [b"Exif".as_slice(), b"GPS", b"31.2304"] {
            assert!(bytes.windows(trace.len()).any(|window| window == trace));
            assert!(
                !copy
                    .bytes
                    .windows(trace.len())
                    .any(|window| window == trace)
            );
        }
        let picture = image::load_from_memory(&copy.bytes).unwrap();
        assert_eq!(picture.dimensions(), (16, 32), "a quarter turn");
        let [red, _, blue, _] = picture.get_pixel(8, 4).0;
        assert!(red > 200 && blue < 60, "the left half is on top");
    }

    #[test]
    fn what_is_hidden_behind_a_picture_stays_there() {
        let mut bytes = encoded(half_red(), ImageFormat::Jpeg);
        bytes.extend(b"<script>alert(1)</script>PK\x03\x04");
        let copy = copy_of(&bytes, Media::Jpeg).unwrap();
        assert!(!copy.bytes.windows(8).any(|window| window == b"<script>"));
    }

    #[test]
    fn pictures_keep_their_transparency_and_screenshots_their_points() {
        let clear = RgbaImage::from_pixel(3, 2, Rgba([10, 20, 30, 40]));
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let media = if format == ImageFormat::Png {
                Media::Png
            } else {
                Media::Webp
            };
            let copy = copy_of(&encoded(clear.clone(), format), media).unwrap();
            assert_eq!(copy.media, Media::Png);
            let seen = image::load_from_memory(&copy.bytes).unwrap().to_rgba8();
            assert_eq!(seen, clear);
        }
        let copy = copy_of(&encoded(half_red(), ImageFormat::WebP), Media::Webp).unwrap();
        assert_eq!(copy.media, Media::Jpeg);
    }

    #[rstest]
    #[case(Media::Jpeg, ImageFormat::Jpeg)]
    #[case(Media::Png, ImageFormat::Png)]
    #[case(Media::Webp, ImageFormat::WebP)]
    fn a_picture_that_was_cut_short_is_refused(#[case] media: Media, #[case] format: ImageFormat) {
        let noise = RgbImage::from_fn(64, 64, |x, y| {
            let n = (x * 7919 + y * 104_729) % 251;
            Rgb([u8::try_from(n).unwrap(), 7, 9])
        });
        let whole = encoded(noise, format);
        copy_of(&whole, media).unwrap();
        for length in [
            0,
            1,
            3,
            12,
            whole.len() / 3,
            whole.len() / 2,
            whole.len() * 9 / 10,
        ] {
            let refused = copy_of(&whole[..length], media).err();
            assert_eq!(
                refused,
                Some(Fault::FileUnreadable),
                "{length} of {}",
                whole.len()
            );
        }
    }

    /// A small file that says it is 60,000 by 60,000 points.
    #[test]
    fn a_picture_that_unpacks_into_a_huge_one_is_refused_before_it_is_unpacked() {
        let mut bomb = encoded(RgbImage::new(1, 1), ImageFormat::Png);
        bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let check = crc32(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&check);
        assert_eq!(copy_of(&bomb, Media::Png).err(), Some(Fault::TooManyPixels));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 {
                    crc >> 1 ^ 0xedb8_8320
                } else {
                    crc >> 1
                };
            }
        }
        !crc
    }
}
