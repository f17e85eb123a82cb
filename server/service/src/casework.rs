//! One command on one case: decide, seal, write everything it changes in one transaction.

use chrono::{DateTime, Utc};
use domain::actor::{Actor, ActorRef};
use domain::case::{Command, Event, Refusal, State};
use domain::code::Outcome;
use domain::message::Template;
use domain::value::CaseNumber;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use store::{BusinessLinkRow, CaseFileRow, CaseWrite, NewJob, Tx};
use uuid::Uuid;

use crate::jobs::{self, Job};
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::vault::token_hash;
use crate::{Failure, Services, organisations, respondent};

/// Days for which a survey link works.
const SURVEY_DAYS: i64 = 30;
/// How often a command without a version is tried again when somebody else was faster.
const TRIES: u32 = 5;

/// How the row of a case is found.
#[derive(Debug, Clone)]
pub(crate) enum Find {
    /// By number.
    Number(String),
    /// By the hash of its receipt.
    Receipt(Vec<u8>),
    /// By its identifier.
    Id(Uuid),
}

/// Loads a case.
pub(crate) async fn load(services: &Services, find: &Find) -> Result<CaseRecord, Trouble> {
    let mut tx = services.database().read().await?;
    let file = match find {
        Find::Number(number) => tx.cases().find_by_number(number).await?,
        Find::Receipt(hash) => tx.cases().find_by_receipt(hash).await?,
        Find::Id(id) => tx.cases().find(*id).await?,
    };
    let file = file.ok_or_else(crate::services::not_found)?;
    CaseRecord::load(services.vault(), &mut tx, file).await
}

/// Does a command. With `expected` the case must be at that version; without, it is tried again
/// on whatever it has become.
pub(crate) async fn act(
    services: &Services,
    find: &Find,
    actor: &Actor,
    expected: Option<u32>,
    command: Command,
) -> Result<CaseRecord, Trouble> {
    if expected.is_some() {
        return act_once(services, find, actor, expected, command)
            .boxed()
            .await;
    }
    let once = || act_once(services, find, actor, None, command.clone()).boxed();
    until_nobody_was_faster(once).await
}

/// Does something that begins with loading a case, again when somebody else changed the case
/// meanwhile.
pub(crate) async fn until_nobody_was_faster<'a, T>(
    once: impl Fn() -> BoxFuture<'a, Result<T, Trouble>>,
) -> Result<T, Trouble> {
    for _ in 1..TRIES {
        match once().await {
            Err(Trouble::Store(store::Error::Conflict { .. })) => {}
            done => return done,
        }
    }
    once().await
}

async fn act_once(
    services: &Services,
    find: &Find,
    actor: &Actor,
    expected: Option<u32>,
    command: Command,
) -> Result<CaseRecord, Trouble> {
    let mut record = load(services, find).await?;
    if expected.is_some_and(|expected| expected != record.case.version) {
        return Err(Failure::Conflict {
            current: record.case.version,
        }
        .into());
    }
    let mut writer = Writer::new(services);
    if matches!(
        command,
        Command::Distribute { .. }
            | Command::SendBack { .. }
            | Command::DecideRecusal { .. }
            | Command::Supervise { .. }
            | Command::Instruct { .. }
    ) {
        let mut tx = services.database().read().await?;
        writer = writer.along(organisations::line(&mut tx, record.case.organisation).await?);
    }
    let profile = record.profile(&writer.targets);
    let before = record.case.state;
    let main = match &command {
        Command::Merge { into, .. } => Some(Box::pin(main_case(services, into)).await?),
        _ => None,
    };
    let events = record
        .case
        .decide(command, &writer.facts(actor, &profile))?;
    let messages: Vec<Template> = events.iter().filter_map(Template::of).collect();
    let taken_in = main.map(|main| take_in(main, &record, actor, &writer));
    let write = record.append(events, &ActorRef::from(actor), &writer)?;
    let follow_ups = FollowUps::of(services, &record, before, &messages, writer.now)?;
    write_all(services, write, taken_in.transpose()?, follow_ups).await?;
    services.wake_worker();
    Ok(record)
}

/// The case into which another is merged.
async fn main_case(services: &Services, number: &CaseNumber) -> Result<CaseRecord, Trouble> {
    let find = Find::Number(number.as_str().to_owned());
    load(services, &find)
        .await
        .map_err(|trouble| match trouble {
            Trouble::Told(Failure::NotFound) => Refusal::MainCaseNotPossible.into(),
            other => other,
        })
}

/// What the main case writes down of the one that is merged into it.
fn take_in(
    mut main: CaseRecord,
    merged: &CaseRecord,
    actor: &Actor,
    writer: &Writer,
) -> Result<CaseWrite, Trouble> {
    let event = main.case.take_in(&merged.case)?;
    main.append(vec![event], &ActorRef::from(actor), writer)
}

async fn write_all(
    services: &Services,
    write: CaseWrite,
    taken_in: Option<CaseWrite>,
    follow_ups: FollowUps,
) -> Result<(), Trouble> {
    services
        .database()
        .write(move |tx| {
            Box::pin(async move {
                tx.cases().append(&write).await?;
                if let Some(main) = taken_in {
                    tx.cases().append(&main).await?;
                }
                follow_ups.write(tx, None).await?;
                Ok::<(), Trouble>(())
            })
        })
        .await
}

/// What follows from new events: messages to the person, an invitation to the survey, a link for
/// the business.
pub(crate) struct FollowUps {
    case: Uuid,
    at: DateTime<Utc>,
    survey: Option<Invitation>,
    business_link: Option<BusinessLinkRow>,
    jobs: Vec<NewJob>,
}

impl FollowUps {
    /// Those of a case that stood at `before` and whose new events cause `messages`.
    pub(crate) fn of(
        services: &Services,
        record: &CaseRecord,
        before: State,
        messages: &[Template],
        now: DateTime<Utc>,
    ) -> Result<Self, Trouble> {
        let case = record.file.id;
        let ends = before != State::Closed && record.case.state == State::Closed;
        let survey = (ends && !is_merged(record)).then(|| Invitation::new(services, record));
        let business_link = respondent::link_of(services, record, now);
        let notify = |template: &Template| Job::Notify {
            case,
            version: record.case.version.into(),
            template: *template,
        };
        let messages = messages.iter().map(|template| (notify(template), now));
        let invitation = survey.as_ref().map(|survey| {
            let job = Job::SurveyInvitation { survey: survey.id };
            (job, now + jobs::INVITED_AFTER)
        });
        let jobs = messages
            .chain(invitation)
            .chain(jobs::lapse_of(record))
            .map(|(job, run_at)| job.row(services.new_id(), run_at))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            case,
            at: now,
            survey,
            business_link,
            jobs,
        })
    }

    /// The survey these begin, if they do.
    pub(crate) fn survey(&self) -> Option<Uuid> {
        self.survey.as_ref().map(|survey| survey.id)
    }

    /// Writes them; of the jobs only those due from `since` on, where that is given.
    pub(crate) async fn write(
        &self,
        tx: &mut Tx,
        since: Option<DateTime<Utc>>,
    ) -> store::Result<()> {
        if let Some(survey) = &self.survey {
            let expires = self.at + chrono::TimeDelta::days(SURVEY_DAYS);
            tx.surveys()
                .invite(survey.id, self.case, &survey.token_hash, self.at, expires)
                .await?;
        }
        if let Some(link) = &self.business_link {
            tx.business_links().replace(link).await?;
        }
        let due = |job: &&NewJob| since.is_none_or(|since| job.run_at >= since);
        for job in self.jobs.iter().filter(due) {
            tx.jobs().enqueue(job, self.at).await?;
        }
        Ok(())
    }
}

struct Invitation {
    id: Uuid,
    token_hash: Vec<u8>,
}

impl Invitation {
    fn new(services: &Services, record: &CaseRecord) -> Self {
        let token = survey_token(services, &record.file, closings(record));
        Self {
            id: services.new_id(),
            token_hash: token_hash(&token),
        }
    }
}

/// The token of the survey about the latest closing; `None` while the case was never closed.
pub(crate) fn survey_of(services: &Services, record: &CaseRecord) -> Option<String> {
    let closings = closings(record);
    let asks = closings > 0 && !is_merged(record);
    asks.then(|| survey_token(services, &record.file, closings))
}

/// Of a merged matter the person is asked once, when it ends under the other number.
fn is_merged(record: &CaseRecord) -> bool {
    let ending = record.case.ending.as_ref();
    ending.is_some_and(|ending| ending.outcome == Outcome::Merged)
}

fn closings(record: &CaseRecord) -> u32 {
    let closed = record
        .events
        .iter()
        .filter(|recorded| matches!(recorded.event, Event::Closed { .. }));
    u32::try_from(closed.count()).unwrap_or(u32::MAX)
}

/// Each closing has a survey of its own. The token is made from the case, so nothing that opens it
/// is stored.
fn survey_token(services: &Services, file: &CaseFileRow, closings: u32) -> String {
    let mut what = file.id.as_bytes().to_vec();
    what.extend_from_slice(&closings.to_be_bytes());
    services.vault().derived_token("survey", &what)
}
