use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::case::{Event, State};
use domain::code::{CaseType, Role};
use store::{Database, SqliteOptions};
use tempfile::TempDir;

use super::ports::SeededRandom;
use super::{Error, Options, Report, fill, plan, story, timeline};
use crate::record::CaseRecord;
use crate::vault::{Keys, Vault};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn options(cases: u32, seed: u64) -> Options {
    Options {
        cases,
        seed,
        today: day("2026-11-22"),
    }
}

fn keys() -> Keys {
    Keys::generate(&SeededRandom::new(7))
}

struct County {
    database: Database,
    report: Report,
    _directory: TempDir,
}

async fn empty() -> (Database, TempDir) {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("weiquan.db");
    let database = Database::open_sqlite(&path, SqliteOptions::default())
        .await
        .unwrap();
    database.migrate().await.unwrap();
    (database, directory)
}

async fn county(options: Options) -> County {
    let (database, directory) = empty().await;
    let report = fill(database.clone(), keys(), &options).await.unwrap();
    County {
        database,
        report,
        _directory: directory,
    }
}

impl County {
    /// Every case, by number.
    async fn cases(&self) -> Vec<CaseRecord> {
        let vault = Vault::new(&keys());
        let mut tx = self.database.read().await.unwrap();
        let organisations: Vec<_> = tx
            .organisations()
            .list()
            .await
            .unwrap()
            .iter()
            .map(|row| row.id)
            .collect();
        let list = store::CaseList::All;
        let filter = store::CaseFilter::default();
        let rows = tx
            .cases()
            .list(&organisations, list, filter, None, 10_000)
            .await
            .unwrap();
        let mut cases = Vec::new();
        for row in rows {
            cases.push(CaseRecord::load(&vault, &mut tx, row).await.unwrap());
        }
        cases.sort_by(|one, other| one.case.number.cmp(&other.case.number));
        cases
    }

    /// What people see of it: numbers, states and texts.
    async fn content(&self) -> Vec<String> {
        let seen = |record: &CaseRecord| {
            let events: Vec<String> = record
                .events
                .iter()
                .map(|recorded| format!("{} {}", recorded.at, describe(&recorded.event)))
                .collect();
            format!(
                "{} {} {}",
                record.case.number,
                record.case.state,
                events.join("\n")
            )
        };
        self.cases().await.iter().map(seen).collect()
    }
}

/// An event without the identifiers of accounts and organisations, which are random.
fn describe(event: &Event) -> String {
    match event {
        Event::Registered(registered) => {
            format!("{:?} {:?}", registered.filing, registered.others)
        }
        Event::Assigned { number, .. } => format!("assigned {number}"),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn equal_seeds_give_equal_content_and_another_seed_gives_another() {
    let (one, same, other) = (
        county(options(30, 3)).await,
        county(options(30, 3)).await,
        county(options(30, 4)).await,
    );
    assert_eq!(one.content().await, same.content().await);
    assert_eq!(one.report, same.report);
    assert_ne!(one.content().await, other.content().await);
    assert_ne!(
        one.report.accounts[0].password,
        other.report.accounts[0].password
    );
}

#[tokio::test]
async fn sixty_cases_show_every_state_and_type_that_can_be_reached() {
    let county = county(options(60, 1)).await;
    let cases = county.cases().await;
    assert_eq!(cases.len(), 60);
    let states: BTreeSet<&str> = cases
        .iter()
        .map(|record| record.case.state.code())
        .collect();
    let all: BTreeSet<&str> = State::ALL.iter().map(|state| state.code()).collect();
    assert_eq!(states, all);
    let types: BTreeSet<&str> = cases
        .iter()
        .map(|record| record.case.case_type().code())
        .collect();
    assert_eq!(types.len(), CaseType::ALL.len());
    let scores: BTreeSet<u8> = cases
        .iter()
        .filter_map(|record| record.case.rating.as_ref())
        .map(|rating| rating.satisfaction.score())
        .collect();
    assert_eq!(scores, BTreeSet::from([1, 2, 3, 4, 5]));
    let told: BTreeSet<&str> = county
        .report
        .samples
        .iter()
        .map(|sample| sample.story.as_str())
        .collect();
    assert_eq!(told.len(), story::STORIES.len());
}

#[tokio::test]
async fn a_sample_is_in_the_state_its_case_is_in() {
    let county = county(options(60, 1)).await;
    let cases = county.cases().await;
    for sample in &county.report.samples {
        let record = cases
            .iter()
            .find(|record| record.case.number.as_str() == sample.number);
        assert_eq!(record.unwrap().case.state, sample.state, "{}", sample.story);
    }
}

#[tokio::test]
async fn the_late_cases_are_late_and_the_fresh_ones_are_not() {
    let county = county(options(60, 1)).await;
    let cases = county.cases().await;
    let end = timeline::end(day("2026-11-22"));
    let file = |story: &str| {
        let sample = county
            .report
            .samples
            .iter()
            .find(|sample| sample.story == story)
            .unwrap();
        let record = cases
            .iter()
            .find(|record| record.case.number.as_str() == sample.number);
        record.unwrap().file.clone()
    };
    for late in ["overdue", "mediation_overdue"] {
        assert!(file(late).overdue_at.unwrap() < end, "{late}");
    }
    for near in ["target_missed", "mediation_near_end"] {
        assert!(file(near).warn_at.unwrap() < end, "{near}");
    }
    assert!(file("target_missed").overdue_at.unwrap() > end);
    for fresh in ["fresh", "report_received", "question"] {
        assert!(file(fresh).warn_at.unwrap() > end, "{fresh}");
    }
}

#[tokio::test]
async fn nothing_happens_after_the_last_midnight_or_against_the_order_of_time() {
    let county = county(options(60, 5)).await;
    let end = timeline::end(day("2026-11-22"));
    for record in county.cases().await {
        let times: Vec<_> = record.events.iter().map(|recorded| recorded.at).collect();
        assert!(times.is_sorted(), "{}", record.case.number);
        assert!(times.iter().all(|at| *at < end), "{}", record.case.number);
    }
}

#[tokio::test]
async fn every_telephone_number_is_one_that_nobody_has() {
    let county = county(options(80, 2)).await;
    for record in county.cases().await {
        let case = &record.case;
        let people = case.filing.person().into_iter();
        let people = people
            .chain(&case.others.agent)
            .chain(&case.others.co_complainants);
        for person in people {
            assert!(
                person.phone.as_str().starts_with("1440000"),
                "{}",
                person.phone
            );
            let last: String = person.phone.last4();
            assert!(!case.filing.facts().as_str().contains(&last) || last.len() < 4);
        }
    }
}

#[tokio::test]
async fn one_person_has_a_rare_character_in_the_name() {
    let county = county(options(10, 9)).await;
    let cases = county.cases().await;
    let names = cases
        .iter()
        .filter_map(|record| record.case.filing.person());
    assert!(
        names
            .into_iter()
            .any(|person| person.name.as_str() == "张㛃")
    );
}

#[tokio::test]
async fn a_database_that_is_not_empty_is_refused_and_left_alone() {
    let county = county(options(1, 1)).await;
    let again = fill(county.database.clone(), keys(), &options(5, 2)).await;
    assert!(matches!(again, Err(Error::NotEmpty)));
    assert_eq!(county.cases().await.len(), 1);
}

#[tokio::test]
async fn the_database_is_marked_and_every_role_has_an_account() {
    let county = county(options(1, 1)).await;
    let mut tx = county.database.read().await.unwrap();
    assert!(
        tx.settings()
            .find(crate::services::DEMO)
            .await
            .unwrap()
            .is_some()
    );
    let roles: BTreeSet<Role> = county
        .report
        .accounts
        .iter()
        .map(|account| account.role)
        .collect();
    let all: BTreeSet<Role> = Role::ALL.iter().copied().collect();
    assert_eq!(roles, all);
}

#[tokio::test]
async fn a_demo_password_signs_in() {
    let county = county(options(1, 1)).await;
    let clock = std::sync::Arc::new(super::ports::SetClock::default());
    clock.set(timeline::end(day("2026-11-22")));
    let random = std::sync::Arc::new(SeededRandom::new(8));
    let services = crate::Services::new(county.database.clone(), keys(), clock, random)
        .await
        .unwrap();
    assert!(services.is_demo().await.unwrap());
    let account = &county.report.accounts[0];
    let token = crate::sessions::sign_in(&services, &account.login, &account.password, "").await;
    assert!(token.is_ok());
}

/// No database is needed to see that the stories fit on every day of two years, holidays included.
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
    let calendar = Calendar::built_in().unwrap();
    for (place, story) in (0..).zip(story::told(600)) {
        let plan = plan::plan(story, place, 1, day("2026-11-22"), &calendar);
        let text = format!("{:?} {:?}", plan.filing.facts, plan.steps);
        let texts = [
            "{amount}",
            "{merchant}",
            "{date}",
            "{item}",
            "{rest}",
            "{n}",
            "{days}",
            "{order}",
        ];
        assert!(texts.iter().all(|gap| !text.contains(gap)), "{text}");
    }
}

#[test]
fn many_cases_follow_the_weights() {
    let told = story::told(5_000);
    assert_eq!(told.len(), 5_000);
    let count = |name: &str| told.iter().filter(|story| story.name == name).count();
    assert!(count("question_answered") > 10 * count("overdue"));
    assert!(count("overdue") > 10);
    assert_eq!(story::told(10).len(), 10);
}
