//! Writes what was planned: each case is built whole, with the rules and the sealing that every
//! case goes through, and some hundred cases share a transaction.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::actor::{Actor, ActorRef};
use domain::case::{Command, CommandKind, RawCommand};
use domain::code::{CaseType, Channel, DissatisfactionReason, Satisfaction};
use domain::locale::business_date;
use domain::message::Template;
use domain::value::Comment;
use domain::view::{Failure, Viewer};
use store::{CaseWrite, Codes, NewJob, OrganisationRow, Tx};
use uuid::Uuid;

use super::DemoSample;
use super::plan::{By, Deed, Plan, Step};
use super::ports::SetClock;
use super::shot::{Album, Shot};
use crate::casework::FollowUps;
use crate::evidence::Stored;
use crate::filing::{self, NewCase, Registration};
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::{Services, organisations};

/// Cases of one transaction.
pub(super) const BATCH: usize = 250;

/// For how long a file is announced before it is given to its case.
const AT_ONCE: TimeDelta = TimeDelta::minutes(1);

/// Where cases are written.
pub(super) struct Ledger<'a> {
    pub(super) services: &'a Services,
    pub(super) clock: &'a SetClock,
    pub(super) people: &'a HashMap<&'static str, Viewer>,
    pub(super) organisations: &'a [OrganisationRow],
    pub(super) intake: &'a OrganisationRow,
    pub(super) album: &'a Album,
    /// Jobs due before this instant were done long ago.
    pub(super) jobs_since: Option<DateTime<Utc>>,
}

/// A case ready to be written.
struct Built {
    write: CaseWrite,
    notice: NewJob,
    follow_ups: Vec<FollowUps>,
    answers: Vec<Answered>,
    files: Vec<Stored>,
}

/// An answered survey.
struct Answered {
    survey: Uuid,
    score: u8,
    reasons: Codes,
    wants_call: bool,
    at: DateTime<Utc>,
}

/// A case under way, and what has to be written beside it.
struct Building {
    record: CaseRecord,
    rows: Vec<store::EventRow>,
    writer: Writer,
    follow_ups: Vec<FollowUps>,
    answers: Vec<Answered>,
    files: Vec<Stored>,
}

type Group = (Uuid, CaseType, NaiveDate);

fn group(organisation: &OrganisationRow, plan: &Plan) -> Group {
    let day = business_date(plan.received);
    (organisation.id, plan.topic.case_type(), day)
}

impl Ledger<'_> {
    /// Writes cases in the order of their receipt; calls back with each that it has built.
    pub(super) async fn write(
        &self,
        mut plans: Vec<Plan>,
        mut told: impl FnMut(&Plan, DemoSample),
    ) -> Result<(), Trouble> {
        plans.sort_by_key(|plan| plan.received);
        let mut serials = self.take_serials(&plans).await?;
        let mut under_way: Option<tokio::task::JoinHandle<Result<(), Trouble>>> = None;
        for plans in plans.chunks(BATCH) {
            let mut batch = Vec::with_capacity(plans.len());
            for plan in plans {
                let (built, sample) = self.build(plan, &mut serials).await?;
                told(plan, sample);
                batch.push(built);
            }
            // While one batch is written the next one is built.
            if let Some(writing) = under_way.take() {
                joined(writing.await)?;
            }
            let (services, since) = (self.services.clone(), self.jobs_since);
            under_way = Some(tokio::spawn(write_batch(services, batch, since)));
        }
        match under_way {
            Some(writing) => joined(writing.await),
            None => Ok(()),
        }
    }

    /// Takes the serial numbers of all cases at once: the first of each organisation, type and day.
    async fn take_serials(&self, plans: &[Plan]) -> Result<BTreeMap<Group, i64>, Trouble> {
        let mut counts: BTreeMap<Group, i64> = BTreeMap::new();
        for plan in plans {
            let group = group(self.organisation(plan)?, plan);
            *counts.entry(group).or_default() += 1;
        }
        let work = self.services.database().write(move |tx| {
            Box::pin(async move {
                let mut firsts = BTreeMap::new();
                for (group, count) in counts {
                    let (organisation, case_type, day) = group;
                    let mut serials = tx.serials();
                    let first = serials.take(organisation, case_type.code(), day, count);
                    firsts.insert(group, first.await?);
                }
                Ok::<_, store::Error>(firsts)
            })
        });
        Ok(work.await?)
    }

    /// As filing decides it: the organisation that is named, else that of the desk, else the
    /// intake desk.
    fn organisation(&self, plan: &Plan) -> Result<&OrganisationRow, Trouble> {
        let find = |wanted: &dyn Fn(&OrganisationRow) -> bool| {
            let found = self.organisations.iter().find(|row| wanted(row));
            found.ok_or_else(crate::services::not_found)
        };
        match (&plan.filing.to, plan.by) {
            (Some(code), _) => find(&|row| row.code == *code),
            (None, By::Person) => Ok(self.intake),
            (None, By::Staff(login)) => {
                let own = self.person(login)?.staff.organisation.0;
                find(&|row| row.id == own)
            }
        }
    }

    fn person(&self, login: &str) -> Result<&Viewer, Trouble> {
        self.people
            .get(login)
            .ok_or_else(crate::services::not_found)
    }

    fn actor(&self, by: By) -> Result<Actor, Trouble> {
        match by {
            By::Person => Ok(Actor::Complainant),
            By::Staff(login) => Ok(Actor::Staff(self.person(login)?.staff.clone())),
        }
    }

    async fn build(
        &self,
        plan: &Plan,
        serials: &mut BTreeMap<Group, i64>,
    ) -> Result<(Built, DemoSample), Trouble> {
        self.clock.set(plan.received);
        let parsed = plan
            .filing
            .parse(&self.services.offered())
            .map_err(Failure::Invalid)?;
        let organisation = self.organisation(plan)?;
        let request = NewCase {
            channel: match plan.by {
                By::Person => Channel::Web,
                By::Staff(_) => parsed.channel.unwrap_or(Channel::Phone),
            },
            organisation: Some(organisation.id),
            actor: ActorRef::from(&self.actor(plan.by)?),
            parsed,
        };
        let registration = Registration::draw(self.services, request);
        let (notice, receipt) = (registration.notice()?, registration.receipt());
        let group = group(organisation, plan);
        let serial = serials.entry(group).or_default();
        let (_, case_type, day) = group;
        let number = filing::number(organisation, case_type, day, *serial)?;
        *serial += 1;
        let writer = registration.writer.clone();
        let (record, first) = registration.open(organisation, number)?;
        let mut building = Building {
            record,
            rows: vec![first],
            writer,
            follow_ups: Vec::new(),
            answers: Vec::new(),
            files: Vec::new(),
        };
        for step in &plan.steps {
            self.clock.set(step.at);
            building.writer.now = step.at;
            self.go_on(&mut building, step).await?;
        }
        let sample = DemoSample {
            story: plan.name.to_owned(),
            number: building.record.case.number.as_str().to_owned(),
            receipt,
            state: building.record.case.state,
        };
        Ok((building.finish(notice)?, sample))
    }

    async fn go_on(&self, building: &mut Building, step: &Step) -> Result<(), Trouble> {
        let actor = self.actor(step.by)?;
        let raw = match &step.deed {
            Deed::Command(raw) => (**raw).clone(),
            Deed::Assign(login) => {
                let staff = &self.person(login)?.staff;
                RawCommand {
                    to: Some(staff.account.to_string()),
                    number: Some(staff.number.as_str().to_owned()),
                    ..RawCommand::bare(CommandKind::Assign)
                }
            }
            Deed::HandIn(shots) => {
                return building
                    .hand_in(self.services, self.album, &actor, shots)
                    .await;
            }
            Deed::Rate {
                score,
                reasons,
                comment,
                wants_call,
            } => return building.rate(self.services, *score, reasons, comment, *wants_call),
        };
        let command = raw.parse().map_err(Failure::Invalid)?;
        if matches!(command, Command::Distribute { .. }) {
            let here = building.record.case.organisation;
            let line = organisations::line_of(self.organisations, here)?;
            building.writer = building.writer.clone().along(line);
        }
        building.command(self.services, &actor, command)
    }
}

impl Building {
    fn command(
        &mut self,
        services: &Services,
        actor: &Actor,
        command: Command,
    ) -> Result<(), Trouble> {
        let profile = self.record.profile(&self.writer.targets);
        let before = self.record.case.state;
        let facts = self.writer.facts(actor, &profile);
        let events = self.record.case.decide(command, &facts)?;
        let messages: Vec<Template> = events.iter().filter_map(Template::of).collect();
        let rows = self
            .record
            .add(events, &ActorRef::from(actor), &self.writer)?;
        self.rows.extend(rows);
        let now = self.writer.now;
        let follow_ups = FollowUps::of(services, &self.record, before, &messages, now)?;
        self.follow_ups.push(follow_ups);
        Ok(())
    }

    /// Stores the pictures and says so in the case, as taking files in does.
    async fn hand_in(
        &mut self,
        services: &Services,
        album: &Album,
        actor: &Actor,
        shots: &[Shot],
    ) -> Result<(), Trouble> {
        let mut files = Vec::new();
        for shot in shots {
            let picture = album.picture(*shot);
            let picture = picture.ok_or(Trouble::Broken("picture of a demonstration"))?;
            let stored = picture.store(services, &self.record, shot.name()).await?;
            files.push(stored.file.clone());
            self.files.push(stored);
        }
        let event = self.record.case.add_evidence(files, true, actor)?;
        let rows = self
            .record
            .add(vec![event], &ActorRef::from(actor), &self.writer)?;
        self.rows.extend(rows);
        Ok(())
    }

    /// The two steps of the survey: the score, which counts at once unless it is one of the worst,
    /// and the reasons.
    fn rate(
        &mut self,
        services: &Services,
        score: u8,
        reasons: &[String],
        comment: &str,
        wants_call: bool,
    ) -> Result<(), Trouble> {
        const BROKEN: Trouble = Trouble::Broken("rating of a demonstration");
        let satisfaction = Satisfaction::from_score(score).map_err(|_| BROKEN)?;
        let reasons = reasons
            .iter()
            .map(|code| DissatisfactionReason::parse(code).map_err(|_| BROKEN))
            .collect::<Result<Vec<_>, _>>()?;
        let rate = |reasons: Vec<DissatisfactionReason>, comment, wants_call| Command::Rate {
            satisfaction,
            reasons,
            comment,
            wants_call,
        };
        if !satisfaction.needs_reason() {
            let tap = rate(Vec::new(), None, false);
            self.command(services, &Actor::Complainant, tap)?;
        }
        let codes: Codes = reasons.iter().map(|reason| reason.code()).collect();
        let comment = Comment::parse(comment).ok();
        let explained = rate(reasons, comment, wants_call);
        self.command(services, &Actor::Complainant, explained)?;
        let survey = self.follow_ups.iter().rev().find_map(FollowUps::survey);
        self.answers.push(Answered {
            survey: survey.ok_or(Trouble::Broken("survey of a demonstration"))?,
            score,
            reasons: codes,
            wants_call,
            at: self.writer.now,
        });
        Ok(())
    }

    fn finish(mut self, notice: NewJob) -> Result<Built, Trouble> {
        let tokens = self.record.tokens(&self.writer.vault);
        let write = self.record.first_write(self.rows, tokens, &self.writer)?;
        Ok(Built {
            write,
            notice,
            follow_ups: self.follow_ups,
            answers: self.answers,
            files: self.files,
        })
    }
}

async fn write_batch(
    services: Services,
    batch: Vec<Built>,
    since: Option<DateTime<Utc>>,
) -> Result<(), Trouble> {
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            for built in &batch {
                built.write(tx, since).await?;
            }
            Ok::<_, store::Error>(())
        })
    });
    Ok(work.await?)
}

impl Built {
    async fn write(&self, tx: &mut Tx, since: Option<DateTime<Utc>>) -> store::Result<()> {
        tx.cases().append(&self.write).await?;
        if since.is_none_or(|since| self.notice.run_at >= since) {
            tx.jobs().enqueue(&self.notice, self.notice.run_at).await?;
        }
        for stored in &self.files {
            let (id, at) = (stored.file.id, stored.file.received_at);
            let mut attachments = tx.attachments();
            attachments.reserve(id, at, at + AT_ONCE).await?;
            attachments
                .give_to_case(id, self.write.file.id, &stored.sealed, at)
                .await?;
        }
        for follow_ups in &self.follow_ups {
            follow_ups.write(tx, since).await?;
        }
        for answer in &self.answers {
            let (id, at) = (answer.survey, answer.at);
            let mut surveys = tx.surveys();
            surveys.answer(id, answer.score.into(), at).await?;
            surveys
                .complete(id, &answer.reasons, None, answer.wants_call, at)
                .await?;
        }
        Ok(())
    }
}

fn joined<E>(result: Result<Result<(), Trouble>, E>) -> Result<(), Trouble> {
    result.unwrap_or(Err(Trouble::Broken("a batch was not written")))
}
