//! Files: their kinds by their first bytes, their names, and how many there may be.

use domain::attachment::{Digest, FileName, HEAD_LENGTH, LARGEST_FILE, Media, Room};
use domain::case::Fault;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0", Ok(Media::Jpeg))]
#[case(b"\xff\xd8\xff\xe1\0\x10Exif\0\0MM\0*", Ok(Media::Jpeg))]
#[case(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Ok(Media::Png))]
#[case(b"RIFF\x10\0\0\0WEBPVP8 ", Ok(Media::Webp))]
#[case(b"RIFF\x10\0\0\0WAVEfmt ", Ok(Media::Wav))]
#[case(b"RIFF\x10\0\0\0AVI LIST", Err(Fault::FileKind))]
#[case(b"%PDF-1.7\n", Ok(Media::Pdf))]
#[case(b"\n%PDF-1.7\n", Err(Fault::FileKind))]
#[case(b"\0\0\0\x20ftypisom\0\0\x02\0", Ok(Media::Mp4))]
#[case(b"\0\0\0\x1cftypmp42\0\0\0\0", Ok(Media::Mp4))]
#[case(b"\0\0\0\x1cftypM4A \0\0\0\0", Ok(Media::M4a))]
#[case(b"\0\0\0\x1cftypqt  \0\0\0\0", Err(Fault::FileKind))]
#[case(b"\0\0\0\x1cftypheic\0\0\0\0", Err(Fault::FileHeic))]
#[case(b"\0\0\0\x1cftypmif1\0\0\0\0", Err(Fault::FileHeic))]
#[case(b"\0\0\0\x1cftypavif\0\0\0\0", Err(Fault::FileKind))]
#[case(b"#!AMR\n\x3c", Ok(Media::Amr))]
#[case(b"#!AMR-WB\n", Ok(Media::Amr))]
#[case(b"#!/bin/sh\n", Err(Fault::FileKind))]
#[case(b"ID3\x04\0\0\0\0\0\0", Ok(Media::Mp3))]
#[case(b"\xff\xfb\x90\x64", Ok(Media::Mp3))]
#[case(b"\xff\xf1\x50\x80", Err(Fault::FileKind))]
#[case(b"\xff\xff\xff\xff", Err(Fault::FileKind))]
#[case(b"OggS\0\x02", Ok(Media::Ogg))]
#[case(b"GIF89a", Err(Fault::FileKind))]
#[case(b"BM\x10\0\0\0", Err(Fault::FileKind))]
#[case(b"PK\x03\x04", Err(Fault::FileKind))]
#[case(b"<!DOCTYPE html>", Err(Fault::FileKind))]
#[case(b"<svg xmlns=", Err(Fault::FileKind))]
#[case(b"MZ\x90\0", Err(Fault::FileKind))]
#[case(b"\x7fELF", Err(Fault::FileKind))]
#[case(b"", Err(Fault::FileEmpty))]
fn the_first_bytes_say_what_a_file_is(#[case] head: &[u8], #[case] expected: Result<Media, Fault>) {
    assert_eq!(Media::sniff(head), expected);
    let first = &head[..head.len().min(HEAD_LENGTH)];
    assert_eq!(Media::sniff(first), expected, "no more bytes are needed");
}

#[rstest]
#[case("IMG_0001.JPG", "IMG_0001.jpg")]
#[case("小票 (2).jpeg", "小票 (2).jpg")]
#[case("photo.html", "photo.jpg")]
#[case("../../etc/passwd", "passwd.jpg")]
#[case("C:\\fakepath\\照片.heic", "照片.jpg")]
#[case("a.tar.gz", "a.tar.jpg")]
#[case("", "file.jpg")]
#[case("...", "file.jpg")]
#[case(".htaccess", "file.jpg")]
#[case("a\r\nSet-Cookie: x=y.jpg", "aSet-Cookie x=y.jpg")]
#[case("\u{202e}gpj.exe", "gpj.jpg")]
#[case("\"><script>.jpg", "script.jpg")]
fn a_name_is_made_safe(#[case] given: &str, #[case] expected: &str) {
    assert_eq!(FileName::of(given, Media::Jpeg).as_str(), expected);
}

#[test]
fn a_long_name_is_cut_before_its_ending() {
    let name = FileName::of(&"长".repeat(300), Media::Pdf);
    assert_eq!(name.as_str().chars().count(), 84);
    assert!(name.as_str().ends_with("长.pdf"));
}

#[test]
fn a_case_has_room_for_nine_pictures_and_three_other_files() {
    let mut room = Room::default();
    for _ in 0..Room::IMAGES {
        room.admit(Media::Webp, 1).unwrap();
    }
    assert_eq!(room.admit(Media::Jpeg, 1), Err(Fault::TooManyImages));
    for media in [Media::Pdf, Media::Mp4, Media::Amr] {
        assert!(!room.is_full());
        room.admit(media, 1).unwrap();
    }
    assert_eq!(room.admit(Media::Ogg, 1), Err(Fault::TooManyFiles));
    assert!(room.is_full());
}

#[test]
fn a_case_has_room_for_fifty_megabytes() {
    let mut room = Room::default();
    assert_eq!(room.admit(Media::Jpeg, 0), Err(Fault::FileEmpty));
    let too_large = room.admit(Media::Jpeg, LARGEST_FILE + 1);
    assert_eq!(too_large, Err(Fault::FileTooLarge));
    for _ in 0..5 {
        room.admit(Media::Jpeg, LARGEST_FILE).unwrap();
    }
    assert_eq!(room.bytes, Room::BYTES);
    assert_eq!(room.admit(Media::Jpeg, 1), Err(Fault::NoRoom));
    assert_eq!(room.images, 5, "what is refused is not counted");
}

#[test]
fn a_fingerprint_is_read_as_it_is_written() {
    let digest = Digest::of_hash([0xab; 32]);
    assert_eq!(digest.as_str(), "ab".repeat(32));
    assert_eq!(digest.short(), "abababababab");
    let json = serde_json::to_string(&digest).unwrap();
    assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
    for wrong in ["", "ab", &"AB".repeat(32), &"xy".repeat(32)] {
        assert!(Digest::try_from(wrong.to_owned()).is_err(), "{wrong}");
    }
}

fn media() -> impl Strategy<Value = Media> {
    proptest::sample::select(Media::ALL)
}

proptest! {
    #[test]
    fn no_bytes_make_sniffing_fail(head in proptest::collection::vec(any::<u8>(), 0..40)) {
        let is_empty = Media::sniff(&head) == Err(Fault::FileEmpty);
        prop_assert_eq!(is_empty, head.is_empty());
    }

    #[test]
    fn every_name_is_one_segment_that_says_what_it_is(given in any::<String>(), media in media()) {
        let name = FileName::of(&given, media);
        let name = name.as_str();
        prop_assert!(!name.contains(['/', '\\', '\0', '\r', '\n', '"', '<', '>', ':']));
        prop_assert!(!name.starts_with('.'));
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        prop_assert_eq!(ending, Some(media.extension()));
        prop_assert!(name.chars().count() <= 85);
        let again = FileName::of(name, media);
        prop_assert_eq!(again.as_str(), name, "safe names stay");
    }

    #[test]
    fn whatever_is_admitted_fits(files in proptest::collection::vec((media(), 0..=LARGEST_FILE + 9), 0..30)) {
        let mut room = Room::default();
        let mut kept = Vec::new();
        for (media, size) in files {
            if room.admit(media, size).is_ok() {
                kept.push((media, size));
            }
        }
        prop_assert!(room.images <= Room::IMAGES && room.others <= Room::OTHERS);
        prop_assert!(room.bytes <= Room::BYTES);
        prop_assert_eq!(Room::taken(kept), room);
    }
}

#[rstest]
#[case::a_camera_lying(Media::Jpeg, (4000, 3000), Some((Media::Jpeg, 2000, 1500)))]
#[case::a_camera_standing(Media::Jpeg, (3000, 4000), Some((Media::Jpeg, 1500, 2000)))]
#[case::a_chat(Media::Webp, (1080, 9000), Some((Media::Jpeg, 1080, 9000)))]
#[case::never_larger(Media::Jpeg, (1500, 1500), Some((Media::Jpeg, 1500, 1500)))]
#[case::one_point_more(Media::Jpeg, (1501, 1501), Some((Media::Jpeg, 1500, 1500)))]
#[case::the_largest(Media::Jpeg, (u32::MAX, u32::MAX), Some((Media::Jpeg, 1500, 1500)))]
#[case::a_screenshot(Media::Png, (4000, 3000), Some((Media::Png, 4000, 3000)))]
#[case::no_picture(Media::Pdf, (4000, 3000), None)]
fn photographs_shrink_to_what_is_legible_and_screenshots_stay(
    #[case] media: Media,
    #[case] (width, height): (u32, u32),
    #[case] expected: Option<(Media, u32, u32)>,
) {
    let plan = media.redrawn(width, height);
    let plan = plan.map(|plan| (plan.media, plan.width, plan.height));
    assert_eq!(plan, expected);
}
