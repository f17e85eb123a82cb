//! The county with its people, and its past from the first day to the last.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::{Staff, StaffNumber};
use domain::calendar::Calendar;
use domain::code::Role;
use domain::view::{Failure, Viewer};
use store::OrganisationRow;

use super::chance::Chance;
use super::county::{AUTHORITY, DIVISION, ORGANISATIONS, PEOPLE, REGISTRAR, document_sign};
use super::ledger::{BATCH, Ledger};
use super::merchant::MERCHANTS;
use super::plan::Plan;
use super::ports::SetClock;
use super::shot::Album;
use super::{Almanac, DemoAccount, DemoSample, Error, HISTORY, JOB_DAYS, Options, timeline};
use crate::accounts::{self, NewAccount, NewOrganisation};
use crate::{Services, businesses, organisations};

/// Seeds of passwords lie apart from those of the cases.
const PASSWORDS: u32 = u32::MAX;

/// The county with its people, ready to act.
pub(super) struct Stage {
    services: Services,
    clock: Arc<SetClock>,
    people: HashMap<&'static str, Viewer>,
}

fn stuck(step: &impl std::fmt::Debug) -> impl FnOnce(Failure) -> Error {
    move |failure| Error::Stuck {
        step: format!("{step:?}"),
        failure,
    }
}

impl Stage {
    /// Sets up organisations, intake desk and accounts.
    pub(super) async fn build(
        services: Services,
        clock: Arc<SetClock>,
        seed: u64,
    ) -> Result<(Vec<DemoAccount>, Self), Error> {
        for organisation in ORGANISATIONS {
            let new = NewOrganisation {
                division: DIVISION.to_owned(),
                code: organisation.code.to_owned(),
                name_zh: organisation.zh.to_owned(),
                name_en: organisation.en.to_owned(),
                kind: organisation.kind,
                parent: organisation.parent.map(str::to_owned),
                phone: organisation.phone.to_owned(),
                address: organisation.address.to_owned(),
                document_sign: document_sign(organisation.code).map(str::to_owned),
            };
            let id = accounts::add_organisation(&services, new).await;
            let id = id.map_err(stuck(&organisation.code))?;
            if organisation.code == AUTHORITY {
                accounts::set_intake_desk(&services, id)
                    .await
                    .map_err(stuck(&"intake desk"))?;
            }
        }
        let mut chance = Chance::new(seed, PASSWORDS);
        let mut told = Vec::new();
        for colleague in PEOPLE {
            let number = StaffNumber::parse(colleague.number);
            let number = number
                .map_err(|_| Failure::NotFound)
                .map_err(stuck(&colleague.number))?;
            let password = format!("demo-{}", chance.syllables(3));
            let new = NewAccount {
                login: colleague.login.to_owned(),
                number: number.clone(),
                name: colleague.name.to_owned(),
                organisation: colleague.organisation.to_owned(),
                roles: colleague.roles.to_vec(),
                password: password.clone(),
            };
            accounts::add(&services, new)
                .await
                .map_err(stuck(&colleague.login))?;
            told.push(DemoAccount {
                login: colleague.login.to_owned(),
                password,
                role: colleague.roles.first().copied().unwrap_or(Role::Operator),
                roles: colleague.roles.to_vec(),
                number: number.as_str().to_owned(),
                name: colleague.name.to_owned(),
                organisation: colleague.organisation.to_owned(),
            });
        }
        let people = people(&services).await?;
        keep_merchants(&services, &people).await?;
        Ok((
            told,
            Self {
                services,
                clock,
                people,
            },
        ))
    }

    /// Somebody of the county.
    #[cfg(test)]
    pub(super) fn person(&self, login: &str) -> &Viewer {
        &self.people[login]
    }

    /// The calendar of the county.
    pub(super) fn calendar(&self) -> Arc<Calendar> {
        self.services.calendar()
    }

    /// Writes the past of the county day by day and answers one case of each story.
    pub(super) async fn live(
        &self,
        options: &Options,
        progress: &mut (dyn FnMut(u32) + Send),
    ) -> Result<Vec<DemoSample>, Error> {
        let (organisations, intake) = self.places().await?;
        let jobs_since = timeline::end(options.today) - TimeDelta::days(JOB_DAYS);
        let album = Album::new().map_err(|_| Failure::NotFound);
        let album = album.map_err(stuck(&"pictures"))?;
        let ledger = Ledger {
            services: &self.services,
            clock: &self.clock,
            people: &self.people,
            organisations: &organisations,
            intake: &intake,
            album: &album,
            jobs_since: Some(jobs_since),
        };
        let mut almanac = Almanac::new(*options, self.calendar());
        let mut samples = Samples::default();
        let (mut written, mut of_year) = (0, 0);
        let mut plans = Vec::new();
        let mut days = almanac.days().into_iter().peekable();
        while let Some(day) = days.next() {
            plans.extend(almanac.on(day, &mut of_year));
            // Quiet days share a transaction.
            if plans.len() < BATCH && days.peek().is_some() {
                continue;
            }
            written += u32::try_from(plans.len()).unwrap_or(u32::MAX);
            let plans = std::mem::take(&mut plans);
            let done = ledger.write(plans, |plan, sample| samples.keep(plan, sample));
            let done = self.services.answer(done.await);
            done.map_err(stuck(&day))?;
            progress(written);
        }
        Ok(samples.in_order())
    }

    /// The organisations, and the one that takes in what people file themselves.
    async fn places(&self) -> Result<(Vec<OrganisationRow>, OrganisationRow), Error> {
        let mut tx = self.services.database().read().await?;
        let organisations = tx.organisations().list().await?;
        let intake = organisations::intake(&mut tx, None).await;
        let intake = self
            .services
            .answer(intake)
            .map_err(stuck(&"intake desk"))?;
        let intake = intake
            .ok_or(Failure::NotFound)
            .map_err(stuck(&"intake desk"))?;
        Ok((organisations, intake))
    }
}

/// The first case of each story, in the order in which the stories are told.
#[derive(Default)]
struct Samples(Vec<(u32, DemoSample)>);

impl Samples {
    /// Cases of the year have no story of their own.
    fn keep(&mut self, plan: &Plan, sample: DemoSample) {
        if plan.place >= HISTORY {
            return;
        }
        match self
            .0
            .iter_mut()
            .find(|(_, kept)| kept.story == sample.story)
        {
            Some((place, kept)) if plan.place < *place => {
                *place = plan.place;
                *kept = sample;
            }
            Some(_) => {}
            None => self.0.push((plan.place, sample)),
        }
    }

    fn in_order(mut self) -> Vec<DemoSample> {
        self.0.sort_by_key(|(place, _)| *place);
        self.0.into_iter().map(|(_, sample)| sample).collect()
    }
}

/// Enters the businesses of the county in the register; cases find them as they come in.
async fn keep_merchants(
    services: &Services,
    people: &HashMap<&'static str, Viewer>,
) -> Result<(), Error> {
    let keeper = people.get(REGISTRAR).ok_or(Failure::NotFound);
    let keeper = keeper.map_err(stuck(&REGISTRAR))?;
    for (place, merchant) in MERCHANTS.iter().enumerate() {
        let added = businesses::add(services, keeper, &merchant.entry(place)).await;
        added.map_err(stuck(&merchant.name()))?;
    }
    Ok(())
}

/// The people of the county as the desk knows them.
async fn people(services: &Services) -> Result<HashMap<&'static str, Viewer>, Error> {
    let mut tx = services.database().read().await?;
    let organisations = tx.organisations().list().await?;
    let rows = tx.accounts().list().await?;
    let broken = |_| Error::Stuck {
        step: "accounts".to_owned(),
        failure: Failure::NotFound,
    };
    let mut people = HashMap::new();
    for colleague in PEOPLE {
        let row = rows.iter().find(|row| row.login == colleague.login);
        let organisation = organisations
            .iter()
            .find(|row| row.code == colleague.organisation);
        let (Some(row), Some(organisation)) = (row, organisation) else {
            continue;
        };
        let view = organisations::view(organisation).map_err(broken)?;
        let staff = Staff {
            account: row.id.into(),
            number: StaffNumber::parse(&row.number)
                .map_err(|_| Failure::NotFound)
                .map_err(stuck(&row.number))?,
            name: row.name.clone(),
            roles: colleague.roles.to_vec(),
            organisation: organisation.id.into(),
            organisation_kind: view.kind,
        };
        people.insert(
            colleague.login,
            Viewer {
                staff,
                organisation: view,
                must_change_password: false,
                has_pin: false,
            },
        );
    }
    Ok(people)
}
