use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use chrono::{Datelike as _, NaiveDate};
use domain::calendar::Calendar;
use domain::case::{CommandKind, Event, RawCommand, State};
use domain::chain;
use domain::code::{CaseType, Role};
use domain::locale::business_date;
use domain::offer::Offered;
use futures::TryStreamExt as _;
use store::{CaseFilter, CaseList, Database, SqliteOptions};
use tempfile::TempDir;

use super::chance::Chance;
use super::plan::{By, Deed};
use super::play::Stage;
use super::ports::{SeededRandom, SetClock};
use super::{Error, Options, Report, fill, history, plan, story, timeline};
use crate::blobs::LocalBlobs;
use crate::evidence::{Intake, open_by_receipt};
use crate::ports::BlobStore;
use crate::record::CaseRecord;
use crate::vault::{Keys, Vault};
use crate::{Services, desk, filing, sessions, survey, tracking};

const TODAY: &str = "2026-11-22";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn options(cases: u32, seed: u64) -> Options {
    Options {
        cases,
        seed,
        today: day(TODAY),
    }
}

fn keys() -> Keys {
    Keys::generate(&SeededRandom::new(7))
}

/// A filled database and what is in it.
struct County {
    database: Database,
    report: Report,
    cases: Vec<CaseRecord>,
    directory: TempDir,
}

fn blobs(directory: &TempDir) -> Arc<dyn BlobStore> {
    Arc::new(LocalBlobs::new(directory.path().join("files")))
}

async fn county(options: Options) -> County {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("weiquan.db");
    let database = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    database.migrate().await.unwrap();
    let files = blobs(&directory);
    let report = fill(database.clone(), keys(), files, &options, &mut |_| {})
        .await
        .unwrap();
    let cases = cases(&database).await;
    County {
        database,
        report,
        cases,
        directory,
    }
}

/// Every case, by number.
async fn cases(database: &Database) -> Vec<CaseRecord> {
    let vault = Vault::new(&keys());
    let mut tx = database.read().await.unwrap();
    let organisations = tx.organisations().list().await.unwrap();
    let all: Vec<_> = organisations.iter().map(|row| row.id).collect();
    let filter = CaseFilter::default();
    let rows = tx
        .cases()
        .list(&all, CaseList::All, filter, None, 10_000)
        .await
        .unwrap();
    let mut cases = Vec::new();
    for row in rows {
        cases.push(CaseRecord::load(&vault, &mut tx, row).await.unwrap());
    }
    cases.sort_by(|one, other| one.case.number.cmp(&other.case.number));
    cases
}

/// The cases that are told, made once for all tests that only look.
static TOLD: LazyLock<(Report, Vec<CaseRecord>)> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let county = runtime.block_on(county(options(80, 1)));
    (county.report, county.cases)
});

fn of_story(name: &str) -> &'static CaseRecord {
    let sample = TOLD
        .0
        .samples
        .iter()
        .find(|sample| sample.story == name)
        .unwrap();
    TOLD.1
        .iter()
        .find(|record| record.case.number.as_str() == sample.number)
        .unwrap()
}

/// What people see of a case: number, state and texts. Identifiers of accounts and organisations
/// are left out.
fn seen(record: &CaseRecord) -> String {
    let event = |event: &Event| match event {
        Event::Registered(first) => format!("{:?} {:?}", first.filing, first.others),
        Event::Assigned { number, .. } => format!("assigned {number}"),
        Event::EvidenceAdded { files, .. } => {
            let files = files.iter().map(|file| (&file.name, &file.digest));
            format!("evidence {:?}", files.collect::<Vec<_>>())
        }
        other => format!("{other:?}"),
    };
    let events = record
        .events
        .iter()
        .map(|one| format!("{} {}", one.at, event(&one.event)));
    let events: Vec<String> = events.collect();
    format!(
        "{} {} {}",
        record.case.number,
        record.case.state,
        events.join("\n")
    )
}

#[tokio::test]
async fn equal_seeds_give_equal_content_and_another_seed_gives_another() {
    let one = county(options(30, 3)).await;
    let same = county(options(30, 3)).await;
    let other = county(options(30, 4)).await;
    let content = |county: &County| county.cases.iter().map(seen).collect::<Vec<_>>();
    assert_eq!(content(&one), content(&same));
    assert_eq!(one.report, same.report);
    assert_ne!(content(&one), content(&other));
    assert_ne!(
        one.report.accounts[0].password,
        other.report.accounts[0].password
    );
    assert_ne!(
        one.report.samples[0].receipt,
        other.report.samples[0].receipt
    );
}

#[tokio::test]
async fn a_larger_county_is_the_same_for_the_same_seed_and_its_chains_hold() {
    let (one, same) = (county(options(260, 5)).await, county(options(260, 5)).await);
    assert_eq!(one.cases.len(), 260);
    let heads = |county: &County| -> Vec<Vec<u8>> {
        let cases = county.cases.iter();
        cases.map(|record| record.file.head.clone()).collect()
    };
    assert_eq!(heads(&one), heads(&same), "same keys, same bytes");
    let mut tx = one.database.read().await.unwrap();
    for record in &one.cases {
        let mut head = chain::GENESIS.to_vec();
        for (row, recorded) in
            (tx.events().list(record.file.id).await.unwrap().iter()).zip(&record.events)
        {
            let commitment = row.commitment.as_slice();
            let (version, kind) = (recorded.version, recorded.event.kind());
            head = chain::link(&head, version, row.at, kind, &row.actor, commitment).to_vec();
            assert_eq!(row.hash, head);
        }
        assert_eq!(record.file.head, head);
        assert_eq!(i64::from(record.case.version), record.file.version);
    }
}

#[tokio::test]
async fn what_is_written_in_batches_is_what_the_use_cases_write() {
    let written = county(options(60, 3)).await;
    let lived = lived(options(60, 3)).await;
    assert_eq!(written.cases.len(), lived.cases.len());
    let vault = Vault::new(&keys());
    for (one, other) in written.cases.iter().zip(&lived.cases) {
        assert_eq!(seen(one), seen(other));
        let times = |record: &CaseRecord| -> Vec<_> {
            record.events.iter().map(|event| event.at).collect()
        };
        assert_eq!(times(one), times(other));
        let row = |record: &CaseRecord| {
            let file = &record.file;
            let dates = (
                file.warn_at,
                file.overdue_at,
                file.closed_at,
                file.updated_at,
            );
            (
                file.number.clone(),
                file.queue.clone(),
                file.outcome.clone(),
                dates,
            )
        };
        assert_eq!(row(one), row(other));
        assert_eq!(one.tokens(&vault), other.tokens(&vault));
        assert_eq!(
            clocks(&written.database, one).await,
            clocks(&lived.database, other).await
        );
        assert_eq!(
            surveys(&written.database, one).await,
            surveys(&lived.database, other).await
        );
    }
    let counters = async |database: &Database| {
        let mut tx = database.read().await.unwrap();
        let mut counts: Vec<(String, i64)> = Vec::new();
        for organisation in tx.organisations().list().await.unwrap() {
            let rows = tx.counters().list(&[organisation.id]).await.unwrap();
            let rows = rows.into_iter().filter(|row| row.n > 0);
            counts.extend(rows.map(|row| (format!("{} {}", organisation.code, row.queue), row.n)));
        }
        counts
    };
    assert_eq!(
        counters(&written.database).await,
        counters(&lived.database).await
    );
}

async fn clocks(database: &Database, record: &CaseRecord) -> Vec<String> {
    let mut tx = database.read().await.unwrap();
    let rows = tx.clocks().list(record.file.id).await.unwrap();
    let told = rows.iter().map(|row| {
        let dates = (row.started_at, row.due_at, row.wall_at, row.stopped_at);
        format!("{} {} {dates:?} {}", row.clock, row.ordinal, row.paused)
    });
    told.collect()
}

async fn surveys(database: &Database, record: &CaseRecord) -> Vec<String> {
    let mut tx = database.read().await.unwrap();
    let rows = tx.surveys().list_for_case(record.file.id).await.unwrap();
    let told = rows.iter().map(|row| {
        let times = (row.invited_at, row.answered_at, row.completed_at);
        format!(
            "{:?} {:?} {} {times:?}",
            row.score, row.reasons, row.wants_call
        )
    });
    told.collect()
}

/// The same stories, lived through the use cases one step after the other, as people would.
async fn lived(options: Options) -> County {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("weiquan.db");
    let database = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    database.migrate().await.unwrap();
    let clock = Arc::new(SetClock::default());
    clock.set(timeline::end(options.today) - chrono::TimeDelta::days(super::FOUNDED_DAYS));
    let random = Arc::new(SeededRandom::new(options.seed));
    let storage = blobs(&directory);
    let services = Services::new(database.clone(), keys(), storage, clock.clone(), random)
        .await
        .unwrap();
    let built = Stage::build(services.clone(), clock.clone(), options.seed).await;
    let (accounts, stage) = built.unwrap();
    let calendar = stage.calendar();
    let plans: Vec<_> = (0..)
        .zip(story::told(options.cases))
        .map(|(place, story)| plan::plan(story, place, options.seed, options.today, &calendar))
        .collect();
    let mut order = Vec::new();
    for (place, plan) in plans.iter().enumerate() {
        order.push((plan.received, place, 0));
        let steps = plan.steps.iter().enumerate();
        order.extend(steps.map(|(number, step)| (step.at, place, number + 1)));
    }
    order.sort_unstable();
    let mut filed: Vec<Option<domain::view::Filed>> = vec![None; plans.len()];
    for (at, place, number) in order {
        clock.set(at);
        let plan = &plans[place];
        if number == 0 {
            let raw = plan.filing.clone();
            let new = match plan.by {
                By::Person => filing::file(&services, raw, None).await,
                By::Staff(login) => desk::register(&services, stage.person(login), raw).await,
            };
            filed[place] = Some(new.unwrap());
        } else {
            let filed = filed[place].as_ref().unwrap();
            act(&services, &stage, filed, &plan.steps[number - 1]).await;
        }
    }
    let cases = cases(&database).await;
    let report = Report {
        accounts,
        cases: options.cases,
        samples: Vec::new(),
    };
    County {
        database,
        report,
        cases,
        directory,
    }
}

async fn act(services: &Services, stage: &Stage, filed: &domain::view::Filed, step: &plan::Step) {
    let command = match &step.deed {
        Deed::HandIn(shots) => {
            let intake = Intake::by_receipt(services, &filed.receipt).await;
            let mut intake = intake.unwrap();
            for shot in shots {
                let bytes = [Ok::<_, std::io::Error>(Bytes::from(shot.bytes()))];
                let bytes = futures::stream::iter(bytes);
                intake.take(shot.name(), "", bytes).await.unwrap();
            }
            intake.keep(true).await.unwrap();
            return;
        }
        Deed::Rate {
            score,
            reasons,
            comment,
            wants_call,
        } => {
            let view = tracking::track_by_receipt(services, &filed.receipt).await;
            let token = view.unwrap().survey.unwrap();
            survey::answer(services, &token, *score).await.unwrap();
            let (reasons, comment) = (reasons.clone(), comment.clone());
            survey::explain(services, &token, reasons, comment, *wants_call)
                .await
                .unwrap();
            return;
        }
        Deed::Assign(login) => RawCommand {
            to: Some(stage.person(login).staff.account.to_string()),
            ..RawCommand::bare(CommandKind::Assign)
        },
        Deed::Command(command) => (**command).clone(),
    };
    match step.by {
        By::Person => {
            let done = tracking::act_by_receipt(services, &filed.receipt, command).await;
            done.unwrap();
        }
        By::Staff(login) => {
            let (viewer, number) = (stage.person(login), filed.number.as_str());
            let done = desk::command(services, viewer, number, None, command).await;
            done.unwrap();
        }
    }
}

#[test]
fn a_year_has_the_shape_of_a_county_whatever_its_size() {
    let calendar = Calendar::built_in().unwrap();
    let small = history::days(&calendar, day(TODAY), 3_000);
    let large = history::days(&calendar, day(TODAY), 300_000);
    let sum = |days: &[(NaiveDate, u32)]| days.iter().map(|(_, count)| count).sum::<u32>();
    assert_eq!(
        (small.len(), sum(&small), sum(&large)),
        (365, 3_000, 300_000)
    );
    for ((_, few), (date, many)) in small.iter().zip(&large) {
        assert!(
            (few * 100).abs_diff(*many) <= 100,
            "{date}: {few} and {many}"
        );
    }
    let month = |month: u32| -> u32 {
        let of_month = large.iter().filter(|(date, _)| date.month() == month);
        of_month.map(|(_, count)| count).sum()
    };
    assert!(month(3) > month(2) * 14 / 10, "the 15th of March");
    assert!(month(6) > month(8), "the sales of June");
}

#[tokio::test]
async fn a_county_of_some_hundred_cases_has_its_hot_spots_and_its_year() {
    let county = county(options(400, 1)).await;
    assert_eq!(county.cases.len(), 400);
    let named = |business: &str| {
        let respondents = county.cases.iter();
        let respondents = respondents.filter_map(|record| record.case.filing.respondent());
        respondents
            .filter(|respondent| respondent.name.as_str() == business)
            .count()
    };
    // Reports of the year may name the same businesses.
    assert!(named("跃动健身会馆") >= 14);
    assert!(named("校门口串串香小吃摊") >= 3);
    assert!(named("万和广场停车场") >= 18);
    let joint = (county.cases.iter()).find(|record| record.case.others.co_complainants.len() == 21);
    assert!(joint.is_some(), "twenty-two farmers");
    let regular = county.cases.iter().filter(|record| {
        let person = record.case.filing.person();
        person.is_some_and(|person| person.name.as_str() == "贾明辨")
    });
    assert_eq!(regular.count(), 40);
    let months: BTreeSet<u32> = county
        .cases
        .iter()
        .map(|record| record.case.received_at.month())
        .collect();
    assert_eq!(months.len(), 12);
    let end = timeline::end(day(TODAY));
    let late = county
        .cases
        .iter()
        .filter(|record| record.file.is_open && record.file.overdue_at.is_some_and(|at| at < end));
    assert!(late.count() <= 20, "a few are overdue, not many");
    for record in &county.cases {
        assert!(record.events.iter().all(|recorded| recorded.at < end));
    }
}

#[test]
fn every_case_of_a_year_can_be_filed() {
    let calendar = Calendar::built_in().unwrap();
    let end = timeline::end(day(TODAY));
    for (place, (date, _)) in (0..).zip(history::days(&calendar, day(TODAY), 365)) {
        for more in 0..6 {
            let place = super::HISTORY + place * 6 + more;
            let mut chance = Chance::new(2, place);
            let script = history::script(&calendar, date, end, &mut chance);
            let channel = plan::channel_at(script.site, script.online, &mut chance);
            let plan = plan::of_script(script, channel, place, day(TODAY), &calendar, chance);
            let parsed = plan
                .filing
                .parse(&Offered::everything(business_date(plan.received)));
            assert!(parsed.is_ok(), "{date} {}: {parsed:?}", plan.name);
            assert!(plan.received < end);
        }
    }
}

#[test]
fn the_told_cases_show_every_state_type_and_rating() {
    let cases = &TOLD.1;
    assert_eq!(cases.len(), 80);
    let states: BTreeSet<State> = cases.iter().map(|record| record.case.state).collect();
    assert_eq!(states, State::ALL.iter().copied().collect());
    let types: BTreeSet<CaseType> = cases.iter().map(|record| record.case.case_type()).collect();
    assert_eq!(types, CaseType::ALL.iter().copied().collect());
    let ratings = cases
        .iter()
        .filter_map(|record| record.case.rating.as_ref());
    let scores: BTreeSet<u8> = ratings.map(|rating| rating.satisfaction.score()).collect();
    assert_eq!(scores, BTreeSet::from([1, 2, 3, 4, 5]));
}

#[test]
fn each_story_has_a_sample_in_the_state_of_its_case() {
    assert_eq!(TOLD.0.samples.len(), story::STORIES.len());
    for sample in &TOLD.0.samples {
        assert_eq!(
            of_story(&sample.story).case.state,
            sample.state,
            "{}",
            sample.story
        );
    }
}

#[test]
fn the_late_cases_are_late_and_the_fresh_ones_are_not() {
    let end = timeline::end(day(TODAY));
    for late in ["overdue", "mediation_overdue"] {
        assert!(of_story(late).file.overdue_at.unwrap() < end, "{late}");
    }
    for near in ["target_missed", "mediation_near_end"] {
        assert!(of_story(near).file.warn_at.unwrap() < end, "{near}");
    }
    for timely in [
        "target_missed",
        "accepted",
        "refusal_proposed",
        "waiting_for_material",
    ] {
        assert!(of_story(timely).file.overdue_at.unwrap() > end, "{timely}");
    }
    for fresh in ["fresh", "report_received", "question", "station_fresh"] {
        assert!(of_story(fresh).file.warn_at.unwrap() > end, "{fresh}");
    }
}

#[test]
fn most_cases_are_in_time() {
    let end = timeline::end(day(TODAY));
    let late = TOLD
        .1
        .iter()
        .filter(|record| record.file.overdue_at.is_some_and(|at| at < end));
    let late: Vec<_> = late.map(|record| record.case.number.as_str()).collect();
    assert!((2..=8).contains(&late.len()), "{late:?}");
}

#[test]
fn everything_happened_in_order_and_before_the_last_midnight() {
    let end = timeline::end(day(TODAY));
    for record in &TOLD.1 {
        let times: Vec<_> = record.events.iter().map(|recorded| recorded.at).collect();
        assert!(times.is_sorted(), "{}", record.case.number);
        assert!(times.iter().all(|at| *at < end), "{}", record.case.number);
    }
}

#[test]
fn every_telephone_number_is_one_that_nobody_has() {
    for record in &TOLD.1 {
        let case = &record.case;
        let people = case.filing.person().into_iter().chain(&case.others.agent);
        for person in people.chain(&case.others.co_complainants) {
            assert!(
                person.phone.as_str().starts_with("1440000"),
                "{}",
                person.phone
            );
        }
    }
}

#[test]
fn one_person_has_a_rare_character_in_the_name() {
    let mut people = TOLD
        .1
        .iter()
        .filter_map(|record| record.case.filing.person());
    assert!(people.any(|person| person.name.as_str() == "张㛃"));
}

#[tokio::test]
async fn a_database_that_is_not_empty_is_refused_and_left_alone() {
    let county = county(options(1, 1)).await;
    let files = blobs(&county.directory);
    let options = options(5, 2);
    let again = fill(
        county.database.clone(),
        keys(),
        files,
        &options,
        &mut |_| {},
    )
    .await;
    assert!(matches!(again, Err(Error::NotEmpty)));
    assert_eq!(cases(&county.database).await.len(), 1);
}

#[tokio::test]
async fn pictures_are_handed_in_and_open_with_the_receipt() {
    let county = county(options(80, 1)).await;
    let pictured = county.cases.iter();
    let pictured: Vec<_> = pictured
        .filter(|record| !record.case.evidence.is_empty())
        .collect();
    assert!(pictured.len() > 15, "{}", pictured.len());
    let (record, sample) = pictured
        .iter()
        .find_map(|record| {
            let number = record.case.number.as_str();
            let mut samples = county.report.samples.iter();
            Some((*record, samples.find(|sample| sample.number == number)?))
        })
        .unwrap();
    let clock = Arc::new(SetClock::default());
    clock.set(timeline::end(day(TODAY)));
    let services = Services::new(
        county.database.clone(),
        keys(),
        blobs(&county.directory),
        clock,
        Arc::new(SeededRandom::new(8)),
    );
    let services = services.await.unwrap();
    let file = &record.case.evidence[0].file;
    let opened = open_by_receipt(&services, &sample.receipt, file.id).await;
    let pieces: Vec<Bytes> = opened.unwrap().bytes.try_collect().await.unwrap();
    let picture = image::load_from_memory(&pieces.concat()).unwrap();
    assert_eq!((picture.width(), picture.height()), (480, 640));
}

#[tokio::test]
async fn businesses_are_in_the_register_and_know_their_cases() {
    let county = county(options(80, 1)).await;
    let mut tx = county.database.read().await.unwrap();
    let named = county.cases.iter();
    let named = named.filter(|record| record.case.filing.respondent().is_some());
    for record in named {
        let known = tx.businesses().list_of_case(record.file.id).await.unwrap();
        assert_eq!(known.len(), 1, "{}", record.case.number);
    }
}

#[tokio::test]
async fn the_database_is_marked_and_its_passwords_sign_in() {
    let county = county(options(0, 1)).await;
    let clock = Arc::new(SetClock::default());
    clock.set(timeline::end(day(TODAY)));
    let random = Arc::new(SeededRandom::new(8));
    let blobs = blobs(&county.directory);
    let services = Services::new(county.database.clone(), keys(), blobs, clock, random)
        .await
        .unwrap();
    assert!(services.is_demo().await.unwrap());
    let account = &county.report.accounts[0];
    let token = sessions::sign_in(&services, &account.login, &account.password, "").await;
    assert!(token.is_ok());
}

#[test]
fn every_role_has_an_account() {
    let roles: BTreeSet<Role> = TOLD.0.accounts.iter().map(|account| account.role).collect();
    assert_eq!(roles, Role::ALL.iter().copied().collect());
}

#[test]
fn every_story_fits_before_the_last_midnight_on_any_day() {
    let calendar = Calendar::built_in().unwrap();
    let mut today = day("2026-01-01");
    while today < day("2027-12-31") {
        let end = timeline::end(today);
        for (place, story) in (0..).zip(story::told(60)) {
            let plan = plan::plan(story, place, 11, today, &calendar);
            let told = plan.steps.iter();
            let told = told.filter(|step| !matches!(step.deed, Deed::HandIn(_)));
            assert_eq!(told.count(), story.beats.len(), "{} on {today}", story.name);
            assert!(plan.received < end, "{} on {today}", story.name);
            let mut last = plan.received;
            for step in &plan.steps {
                assert!(
                    last <= step.at && step.at < end,
                    "{} on {today}",
                    story.name
                );
                last = step.at;
            }
            let parsed = plan
                .filing
                .parse(&Offered::everything(business_date(plan.received)));
            assert!(parsed.is_ok(), "{}: {parsed:?}", story.name);
        }
        today += chrono::TimeDelta::days(3);
    }
}

#[test]
fn no_text_keeps_a_gap_to_fill_in() {
    const GAPS: &[&str] = &[
        "{amount}",
        "{merchant}",
        "{date}",
        "{item}",
        "{rest}",
        "{n}",
        "{days}",
        "{order}",
    ];
    let calendar = Calendar::built_in().unwrap();
    for (place, story) in (0..).zip(story::told(600)) {
        let plan = plan::plan(story, place, 1, day(TODAY), &calendar);
        let text = format!("{:?} {:?}", plan.filing.facts, plan.steps);
        assert!(GAPS.iter().all(|gap| !text.contains(gap)), "{text}");
    }
}

#[test]
fn many_cases_follow_the_weights() {
    let told = story::told(5_000);
    assert_eq!(told.len(), 5_000);
    let count = |name: &str| told.iter().filter(|story| story.name == name).count();
    assert!(count("rated_5") > 10 * count("overdue"));
    assert!(count("overdue") > 10);
    assert_eq!(story::told(10).len(), 10);
}
