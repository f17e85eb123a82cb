//! Files: with a draft, into a case, out again, and gone.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use chrono::TimeDelta;
use domain::attachment::{Media, Room};
use domain::case::{CommandKind, Draft, DraftStep, Fault, FieldProblem, RawCommand, Refusal};
use domain::code::Role;
use domain::message::Sender;
use domain::view::{EvidenceKept, EvidenceView, Failure, StepBy};
use futures::TryStreamExt as _;
use image::{ImageFormat, Rgb, RgbImage};
use service::evidence::{self, Intake, Look, OpenFile};
use service::jobs::Worker;
use service::ports::Outside;
use service::{Services, drafts, filing, tracking};
use sha2::{Digest as _, Sha256};

use crate::support::{County, complaint};

const NO_FILE: [PathBuf; 0] = [];

type Piece = Result<Bytes, &'static str>;

/// A recording that differs from every other.
fn recording(n: u64, length: usize) -> Vec<u8> {
    let mut bytes = b"#!AMR\n".to_vec();
    bytes.extend(n.to_be_bytes());
    bytes.resize(length, b'a');
    bytes
}

fn picture(n: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let points = RgbImage::from_fn(40, 30, |x, _| Rgb([n, u8::try_from(x).unwrap(), 9]));
    points
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
        .unwrap();
    bytes
}

fn pieces(bytes: &[u8]) -> impl futures::Stream<Item = Piece> + Unpin + Send + use<> {
    let pieces: Vec<Piece> = bytes
        .chunks(1_000)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    futures::stream::iter(pieces)
}

fn wrong(fault: Fault) -> Failure {
    Failure::Invalid(vec![FieldProblem::new("file", fault)])
}

async fn draft(services: &Services) -> String {
    let draft = Draft {
        case_type: "report".to_owned(),
        respondent_name: "示例百货".to_owned(),
        facts: "销售过期食品，我有照片和录音为证。".to_owned(),
        problem: domain::code::ReportProblem::FoodSafety.code().to_owned(),
        privacy: true,
        ..Draft::default()
    };
    let saved = drafts::save(services, None, draft, DraftStep::Story).await;
    saved.unwrap()
}

async fn hand_in(services: &Services, token: &str, files: &[(&str, Vec<u8>)]) -> EvidenceKept {
    let mut intake = Intake::for_draft(services, token).await.unwrap();
    for (name, bytes) in files {
        intake.take(name, "", pieces(bytes)).await.unwrap();
    }
    intake.keep(true).await.unwrap()
}

/// A case filed by somebody, and the receipt.
async fn case(services: &Services) -> (String, String) {
    let filed = filing::file(services, complaint(), None).await.unwrap();
    (filed.number.as_str().to_owned(), filed.receipt)
}

async fn add_by_receipt(services: &Services, receipt: &str, bytes: &[u8]) -> EvidenceView {
    let mut intake = Intake::by_receipt(services, receipt).await.unwrap();
    intake
        .take("小票.JPG", "购物小票", pieces(bytes))
        .await
        .unwrap();
    let kept = intake.keep(true).await.unwrap();
    kept.added.into_iter().next().unwrap()
}

async fn bytes_of(file: OpenFile) -> Vec<u8> {
    let pieces: Vec<Bytes> = file.bytes.try_collect().await.unwrap();
    pieces.concat()
}

async fn listed(services: &Services, receipt: &str) -> Vec<EvidenceView> {
    let case = tracking::track_by_receipt(services, receipt).await;
    case.unwrap().evidence.files
}

/// All files below a directory.
fn stored(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(stored(&path));
        } else {
            found.push(path);
        }
    }
    found
}

async fn work(county: &County) {
    let sender = Sender::new("维权通", "315.example.cn").unwrap();
    let worker = Worker::new(county.services.clone(), Outside::outbox_only(sender));
    // The first round writes the timetable.
    worker.run_due(16).await.unwrap();
    while worker.run_due(16).await.unwrap() > 0 {}
}

/// Waits until nothing is stored any more: a broken upload is cleaned up in the background.
async fn until_empty(county: &County) {
    for _ in 0..200 {
        if stored(county.files.path()).is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(stored(county.files.path()), NO_FILE);
}

pub async fn files_of_a_draft_go_with_its_case(county: County) {
    let services = &county.services;
    let token = draft(services).await;
    let (photo, voice) = (picture(1), recording(1, 200_000));
    let kept = hand_in(
        services,
        &token,
        &[("../照片 1.png", photo.clone()), ("录音", voice.clone())],
    )
    .await;
    assert_eq!(kept.known, []);
    let names: Vec<_> = kept.added.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["照片 1.jpg", "录音.amr"]);
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&voice));
    assert_eq!(kept.added[1].sha256.as_str(), hash);
    assert_eq!(
        evidence::of_draft(services, &token).await.unwrap(),
        kept.added
    );

    let filed = drafts::file(services, &token).await.unwrap();
    let again = drafts::file(services, &token).await.unwrap();
    assert_eq!(again, filed);
    let case = tracking::track_by_receipt(services, &filed.receipt);
    let case = case.await.unwrap();
    let held = &case.evidence.files;
    assert_eq!(held.len(), 2);
    assert!(case.evidence.can_add);
    assert_eq!((held[1].media, held[1].size), (Media::Amr, 200_000));
    assert_eq!(held[1].by, StepBy::Complainant);
    let kinds: Vec<_> = case.steps.iter().map(|step| step.kind.as_str()).collect();
    assert_eq!(kinds, ["registered", "evidence_added"]);
    assert_eq!(evidence::of_draft(services, &token).await.unwrap(), []);

    let heard = evidence::open_by_receipt(services, &filed.receipt, held[1].id);
    assert_eq!(bytes_of(heard.await.unwrap()).await, voice);
    let seen = evidence::open_by_receipt(services, &filed.receipt, held[0].id);
    let seen = seen.await.unwrap();
    assert_eq!(
        (seen.media, seen.name.as_str()),
        (Media::Jpeg, "照片 1.jpg")
    );
    let size = usize::try_from(seen.size).unwrap();
    let copy = bytes_of(seen).await;
    assert_eq!(copy.len(), size);
    assert_ne!(copy, photo, "a picture is given out as a copy");
    // Long after: nothing of it is taken for a file of nobody.
    county.pass(TimeDelta::days(30));
    work(&county).await;
    assert_eq!(stored(county.files.path()).len(), 3);
}

pub async fn no_byte_of_a_file_is_stored_in_clear(county: County) {
    let services = &county.services;
    let token = draft(services).await;
    let secret = recording(7, 150_000);
    hand_in(
        services,
        &token,
        &[("a.amr", secret), ("b.jpg", picture(2))],
    )
    .await;
    let files = stored(county.files.path());
    assert_eq!(files.len(), 3, "a recording, a picture, its copy");
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        for trace in [
            b"#!AMR".as_slice(),
            b"aaaaaaaa",
            b"JFIF",
            &[0xff, 0xd8, 0xff],
        ] {
            let clear = bytes.windows(trace.len()).any(|window| window == trace);
            assert!(!clear, "{trace:?} in {}", path.display());
        }
    }
}

pub async fn files_that_are_refused_leave_nothing(county: County) {
    let services = &county.services;
    let token = draft(services).await;
    let mut too_large = recording(1, 10 * 1024 * 1024);
    too_large.push(0);
    let cut = picture(1)[..400].to_vec();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    for (bytes, fault) in [
        (Vec::new(), Fault::FileEmpty),
        (too_large, Fault::FileTooLarge),
        (heic, Fault::FileHeic),
        (b"<html><script>alert(1)</script>".to_vec(), Fault::FileKind),
        (
            b"PK\x03\x04 an archive or a document".to_vec(),
            Fault::FileKind,
        ),
        (b"GIF89a a picture that moves".to_vec(), Fault::FileKind),
        (cut, Fault::FileUnreadable),
    ] {
        let mut intake = Intake::for_draft(services, &token).await.unwrap();
        let refused = intake.take("照片.jpg", "", pieces(&bytes)).await;
        assert_eq!(refused, Err(wrong(fault)));
        assert_eq!(intake.keep(true).await.unwrap().added, []);
    }
    until_empty(&county).await;
    assert_eq!(evidence::of_draft(services, &token).await.unwrap(), []);
}

pub async fn a_broken_upload_leaves_nothing(county: County) {
    let services = &county.services;
    let token = draft(services).await;
    // One file is whole, the connection breaks within the second.
    let mut intake = Intake::for_draft(services, &token).await.unwrap();
    let whole = recording(1, 100_000);
    intake.take("a.amr", "", pieces(&whole)).await.unwrap();
    let half = Bytes::from(recording(2, 100_000));
    let broken = futures::stream::iter(vec![Ok(half), Err("gone")]);
    intake.take("b.amr", "", broken).await.unwrap_err();
    drop(intake);
    until_empty(&county).await;
    // A process that is killed cleans nothing up; the collection does, a while later.
    let mut intake = Intake::for_draft(services, &token).await.unwrap();
    intake.take("a.amr", "", pieces(&whole)).await.unwrap();
    std::mem::forget(intake);
    work(&county).await;
    assert_eq!(stored(county.files.path()).len(), 1);
    county.pass(TimeDelta::minutes(15));
    work(&county).await;
    assert_eq!(stored(county.files.path()), NO_FILE);
    assert_eq!(evidence::of_draft(services, &token).await.unwrap(), []);
}

pub async fn room_is_counted_and_given_back(county: County) {
    let services = &county.services;
    let token = draft(services).await;
    let three = [1, 2, 3].map(|n| ("a.amr", recording(n, 1_000)));
    let kept = hand_in(services, &token, &three).await;
    let mut intake = Intake::for_draft(services, &token).await.unwrap();
    let fourth = intake.take("a.amr", "", pieces(&recording(4, 1_000))).await;
    assert_eq!(fourth, Err(wrong(Fault::TooManyFiles)));
    evidence::remove_from_draft(services, &token, kept.added[0].id)
        .await
        .unwrap();
    let other = draft(services).await;
    evidence::remove_from_draft(services, &other, kept.added[1].id)
        .await
        .unwrap();
    assert_eq!(evidence::of_draft(services, &token).await.unwrap().len(), 2);
    work(&county).await;
    assert_eq!(stored(county.files.path()).len(), 2);
    hand_in(services, &token, &[("a.amr", recording(4, 1_000))]).await;
    // Nine pictures, whatever the other files.
    for n in 0..9 {
        hand_in(services, &token, &[("a.jpg", picture(n))]).await;
    }
    let mut intake = Intake::for_draft(services, &token).await.unwrap();
    let tenth = intake.take("a.jpg", "", pieces(&picture(9))).await;
    assert_eq!(tenth, Err(wrong(Fault::TooManyImages)));
}

pub async fn two_tabs_cannot_fill_a_case_twice(county: County) {
    let services = &county.services;
    let token = draft(services).await;
    let (_, receipt) = case(services).await;
    for by in ["draft", "case"] {
        let mut intakes = Vec::new();
        for tab in 0..2 {
            let intake = if by == "draft" {
                Intake::for_draft(services, &token).await
            } else {
                Intake::by_receipt(services, &receipt).await
            };
            let mut intake = intake.unwrap();
            for n in 0..2 {
                let bytes = recording(tab * 10 + n, 1_000);
                intake.take("a.amr", "", pieces(&bytes)).await.unwrap();
            }
            intakes.push(intake.keep(true));
        }
        let kept = futures::future::join_all(intakes).await;
        let refused: Vec<_> = kept.into_iter().filter_map(Result::err).collect();
        assert_eq!(refused, [wrong(Fault::TooManyFiles)], "{by}");
    }
    assert_eq!(evidence::of_draft(services, &token).await.unwrap().len(), 2);
    assert_eq!(listed(services, &receipt).await.len(), 2);
}

pub async fn the_same_file_again_is_no_mistake(county: County) {
    let services = &county.services;
    let (_, receipt) = case(services).await;
    let first = add_by_receipt(services, &receipt, &picture(1)).await;
    assert_eq!(first.note.as_deref(), Some("购物小票"));
    let mut intake = Intake::by_receipt(services, &receipt).await.unwrap();
    intake
        .take("又一张.jpg", "", pieces(&picture(1)))
        .await
        .unwrap();
    let kept = intake.keep(true).await.unwrap();
    assert_eq!((kept.added, kept.known), (vec![], vec![first]));
    let case = tracking::track_by_receipt(services, &receipt)
        .await
        .unwrap();
    assert_eq!(case.evidence.files.len(), 1);
    assert_eq!(case.version, 2, "nothing happened");
}

pub async fn files_of_a_draft_that_is_thrown_away_go(county: County) {
    let services = &county.services;
    let token = draft(services).await;
    hand_in(services, &token, &[("a.jpg", picture(1))]).await;
    drafts::discard(services, &token).await.unwrap();
    county.pass(TimeDelta::minutes(15));
    work(&county).await;
    assert_eq!(stored(county.files.path()), NO_FILE);
    let gone = Intake::for_draft(services, &token).await.err();
    assert_eq!(gone, Some(Failure::Expired));
}

pub async fn who_may_open_a_file_of_a_case(county: County) {
    let services = &county.services;
    let (number, receipt) = case(services).await;
    let file = add_by_receipt(services, &receipt, &picture(1)).await;
    let home = county.staff("handler", "01", &[Role::Handler]).await;
    let analyst = county.staff("analyst", "01", &[Role::Analyst]).await;
    let elsewhere = county.staff("liaison", "21", &[Role::Liaison]).await;
    let open = async |viewer| {
        let opened = evidence::open_for_staff(services, viewer, &number, file.id, Look::Download);
        opened.await.map(|file| file.name.as_str().to_owned())
    };
    assert_eq!(open(&home).await, Ok("小票.jpg".to_owned()));
    let refused = open(&analyst).await.unwrap_err();
    assert!(
        matches!(refused, Failure::Refused(_) | Failure::NotFound),
        "{refused:?}"
    );
    assert_eq!(open(&elsewhere).await, Err(Failure::NotFound));
    let add = Intake::for_staff(services, &elsewhere, &number).await.err();
    assert_eq!(add, Some(Failure::NotFound));
    // Another case does not open it, nor does an identifier that is none.
    let (_, other) = case(services).await;
    for (receipt, id) in [(&other, file.id), (&receipt, uuid::Uuid::nil())] {
        let opened = evidence::open_by_receipt(services, receipt, id).await;
        assert_eq!(opened.err(), Some(Failure::NotFound));
    }
    // The download is on record, without a change of the case.
    let mut tx = county.database.read().await.unwrap();
    let file_row = tx.cases().find_by_number(&number).await.unwrap().unwrap();
    let looks = tx.access().list(file_row.id).await.unwrap();
    assert_eq!(looks.len(), 1);
    assert_eq!(looks[0].field, format!("evidence:{}", file.id));
    assert_eq!(file_row.version, 2);
}

pub async fn staff_share_a_file_or_keep_it_inside(county: County) {
    let services = &county.services;
    let (number, receipt) = case(services).await;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let mut ids = Vec::new();
    for (n, shared) in [(1, false), (2, true)] {
        let mut intake = Intake::for_staff(services, &handler, &number)
            .await
            .unwrap();
        let bytes = recording(n, 2_000);
        intake
            .take("检测报告.amr", "", pieces(&bytes))
            .await
            .unwrap();
        let kept = intake.keep(shared).await.unwrap();
        ids.push(kept.added[0].id);
    }
    let seen = listed(services, &receipt).await;
    assert_eq!(
        seen.iter().map(|file| file.id).collect::<Vec<_>>(),
        [ids[1]]
    );
    let inside = evidence::open_by_receipt(services, &receipt, ids[0]).await;
    assert_eq!(inside.err(), Some(Failure::NotFound));
    let track = tracking::track_by_receipt(services, &receipt)
        .await
        .unwrap();
    assert_eq!(
        track.steps.len(),
        2,
        "the inner file is no step for the person"
    );
}

pub async fn a_file_is_taken_back_for_a_day(county: County) {
    let services = &county.services;
    let (number, receipt) = case(services).await;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let token = tracking::open(services, &receipt).await.unwrap();
    let first = add_by_receipt(services, &receipt, &picture(1)).await;
    let by_staff = evidence::remove_for_staff(services, &handler, &number, first.id).await;
    assert_eq!(by_staff, Err(Failure::Refused(Refusal::EvidenceOfOthers)));
    assert!(first.can_remove);
    evidence::remove_for_complainant(services, &token, first.id)
        .await
        .unwrap();
    assert_eq!(listed(services, &receipt).await, []);
    let again = evidence::remove_for_complainant(services, &token, first.id).await;
    assert_eq!(again, Err(Failure::NotFound));
    work(&county).await;
    assert_eq!(stored(county.files.path()), NO_FILE);
    assert!(Room::default() == Room::taken([]));

    let second = add_by_receipt(services, &receipt, &picture(2)).await;
    county.pass(TimeDelta::hours(24));
    let token = tracking::open(services, &receipt).await.unwrap();
    let late = evidence::remove_for_complainant(services, &token, second.id).await;
    assert_eq!(late, Err(Failure::Refused(Refusal::EvidenceSettled)));
    // Nor does a closed case take or lose anything.
    let withdraw = RawCommand::bare(CommandKind::Withdraw);
    tracking::act(services, &token, withdraw).await.unwrap();
    let closed = Intake::by_receipt(services, &receipt).await.err();
    assert_eq!(closed, Some(Failure::Refused(Refusal::EvidenceOver)));
    assert_eq!(listed(services, &receipt).await.len(), 1);
}

pub async fn the_files_of_an_erased_case_are_unreadable(county: County) {
    let services = &county.services;
    let (number, receipt) = case(services).await;
    let file = add_by_receipt(services, &receipt, &picture(1)).await;
    let now = services.now();
    let erased: Result<(), store::Error> = county
        .database
        .write(move |tx| {
            Box::pin(async move {
                let row = tx.cases().find_by_number(&number).await?;
                tx.cases()
                    .erase_key(row.map(|row| row.id).unwrap(), now)
                    .await
            })
        })
        .await;
    erased.unwrap();
    let opened = evidence::open_by_receipt(services, &receipt, file.id).await;
    assert_eq!(opened.err(), Some(Failure::NotFound));
}
