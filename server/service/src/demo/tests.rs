use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::case::{Event, State};
use domain::code::{CaseType, Role};
use store::{CaseFilter, CaseList, Database, SqliteOptions};
use tempfile::TempDir;

use super::ports::{SeededRandom, SetClock};
use super::{Error, Options, Report, fill, plan, story, timeline};
use crate::record::CaseRecord;
use crate::vault::{Keys, Vault};
use crate::{Services, sessions};

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
    _directory: TempDir,
}

async fn county(options: Options) -> County {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("weiquan.db");
    let database = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    database.migrate().await.unwrap();
    let report = fill(database.clone(), keys(), &options).await.unwrap();
    let cases = cases(&database).await;
    County {
        database,
        report,
        cases,
        _directory: directory,
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

/// Sixty cases, made once for all tests that only look.
static SIXTY: LazyLock<(Report, Vec<CaseRecord>)> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let county = runtime.block_on(county(options(60, 1)));
    (county.report, county.cases)
});

fn of_story(name: &str) -> &'static CaseRecord {
    let sample = SIXTY
        .0
        .samples
        .iter()
        .find(|sample| sample.story == name)
        .unwrap();
    SIXTY
        .1
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

#[test]
fn sixty_cases_show_every_state_type_and_rating() {
    let cases = &SIXTY.1;
    assert_eq!(cases.len(), 60);
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
    assert_eq!(SIXTY.0.samples.len(), story::STORIES.len());
    for sample in &SIXTY.0.samples {
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
    let late = SIXTY
        .1
        .iter()
        .filter(|record| record.file.overdue_at.is_some_and(|at| at < end));
    let late: Vec<_> = late.map(|record| record.case.number.as_str()).collect();
    assert!((2..=8).contains(&late.len()), "{late:?}");
}

#[test]
fn everything_happened_in_order_and_before_the_last_midnight() {
    let end = timeline::end(day(TODAY));
    for record in &SIXTY.1 {
        let times: Vec<_> = record.events.iter().map(|recorded| recorded.at).collect();
        assert!(times.is_sorted(), "{}", record.case.number);
        assert!(times.iter().all(|at| *at < end), "{}", record.case.number);
    }
}

#[test]
fn every_telephone_number_is_one_that_nobody_has() {
    for record in &SIXTY.1 {
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
    let mut people = SIXTY
        .1
        .iter()
        .filter_map(|record| record.case.filing.person());
    assert!(people.any(|person| person.name.as_str() == "张㛃"));
}

#[tokio::test]
async fn a_database_that_is_not_empty_is_refused_and_left_alone() {
    let county = county(options(1, 1)).await;
    let again = fill(county.database.clone(), keys(), &options(5, 2)).await;
    assert!(matches!(again, Err(Error::NotEmpty)));
    assert_eq!(cases(&county.database).await.len(), 1);
}

#[tokio::test]
async fn the_database_is_marked_and_its_passwords_sign_in() {
    let county = county(options(0, 1)).await;
    let clock = Arc::new(SetClock::default());
    clock.set(timeline::end(day(TODAY)));
    let random = Arc::new(SeededRandom::new(8));
    let services = Services::new(county.database.clone(), keys(), clock, random)
        .await
        .unwrap();
    assert!(services.is_demo().await.unwrap());
    let account = &county.report.accounts[0];
    let token = sessions::sign_in(&services, &account.login, &account.password, "").await;
    assert!(token.is_ok());
}

#[test]
fn every_role_has_an_account() {
    let roles: BTreeSet<Role> = SIXTY
        .0
        .accounts
        .iter()
        .map(|account| account.role)
        .collect();
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
            assert_eq!(
                plan.steps.len(),
                story.beats.len(),
                "{} on {today}",
                story.name
            );
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
                .parse(domain::locale::business_date(plan.received));
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
