//! Does what was planned, in the order of time, through the use cases.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::actor::{Staff, StaffNumber};
use domain::calendar::Calendar;
use domain::case::{CommandKind, RawCommand, State, table};
use domain::code::Role;
use domain::view::{Failure, Filed, Viewer};

use super::chance::Chance;
use super::county::{AUTHORITY, DIVISION, ORGANISATIONS, PEOPLE};
use super::plan::{By, Deed, Plan, Step};
use super::ports::SetClock;
use super::{DemoAccount, DemoSample, Error};
use crate::accounts::{self, NewAccount, NewOrganisation};
use crate::{Services, desk, filing, organisations, survey, tracking};

/// Seeds of passwords lie apart from those of the cases.
const PASSWORDS: u32 = u32::MAX;

/// The county with its people, ready to act.
pub(super) struct Stage {
    services: Services,
    clock: Arc<SetClock>,
    people: HashMap<&'static str, Viewer>,
}

/// A case under way.
struct Running {
    plan: Plan,
    filed: Option<Filed>,
    state: State,
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
        Ok((
            told,
            Self {
                services,
                clock,
                people,
            },
        ))
    }

    /// The calendar of the county.
    pub(super) fn calendar(&self) -> Arc<Calendar> {
        self.services.calendar()
    }

    /// Lives through all cases and answers one of each story.
    pub(super) async fn play(&self, plans: Vec<Plan>) -> Result<Vec<DemoSample>, Error> {
        let mut cases: Vec<Running> = plans.into_iter().map(Running::new).collect();
        let mut order: Vec<(DateTime<Utc>, usize, usize)> = Vec::new();
        for (place, case) in cases.iter().enumerate() {
            order.push((case.plan.received, place, 0));
            let steps = case.plan.steps.iter().enumerate();
            order.extend(steps.map(|(number, step)| (step.at, place, number + 1)));
        }
        order.sort_unstable();
        for (at, place, step) in order {
            self.clock.set(at);
            if let Some(case) = cases.get_mut(place) {
                self.go_on(case, step).await?;
            }
        }
        Ok(samples(&cases))
    }

    /// Step 0 is the filing.
    async fn go_on(&self, case: &mut Running, number: usize) -> Result<(), Error> {
        let Some(step) = number
            .checked_sub(1)
            .and_then(|place| case.plan.steps.get(place))
        else {
            case.filed = Some(self.file(&case.plan).await?);
            return Ok(());
        };
        if let Some(filed) = &case.filed {
            let done = self.act(filed, step).await;
            if let Some(state) = done.map_err(stuck(&(case.plan.story.name, step)))? {
                case.state = state;
            }
        }
        Ok(())
    }

    async fn file(&self, plan: &Plan) -> Result<Filed, Error> {
        let raw = plan.filing.clone();
        let filed = match plan.by {
            By::Person => filing::file(&self.services, raw, None).await,
            By::Staff(login) => match self.person(login) {
                Ok(viewer) => desk::register(&self.services, viewer, raw).await,
                Err(failure) => Err(failure),
            },
        };
        filed.map_err(stuck(&(plan.story.name, &plan.filing)))
    }

    fn person(&self, login: &str) -> Result<&Viewer, Failure> {
        self.people.get(login).ok_or(Failure::NotFound)
    }

    /// Does a step and answers the state it led to, if it may have changed.
    async fn act(&self, filed: &Filed, step: &Step) -> Result<Option<State>, Failure> {
        let services = &self.services;
        let command = match &step.deed {
            Deed::Rate {
                score,
                reasons,
                comment,
                wants_call,
            } => {
                let view = tracking::track_by_receipt(services, &filed.receipt).await?;
                let token = view.survey.ok_or(Failure::NotFound)?;
                survey::answer(services, &token, *score).await?;
                survey::explain(
                    services,
                    &token,
                    reasons.clone(),
                    comment.clone(),
                    *wants_call,
                )
                .await?;
                return Ok(None);
            }
            Deed::Assign(login) => RawCommand {
                to: Some(self.person(login)?.staff.account.to_string()),
                ..RawCommand::bare(CommandKind::Assign)
            },
            Deed::Command(command) => (**command).clone(),
        };
        let state = match step.by {
            By::Person => {
                tracking::act_by_receipt(services, &filed.receipt, command)
                    .await?
                    .state
            }
            By::Staff(login) => {
                let viewer = self.person(login)?;
                desk::command(services, viewer, filed.number.as_str(), None, command)
                    .await?
                    .state
            }
        };
        Ok(Some(state))
    }
}

impl Running {
    fn new(plan: Plan) -> Self {
        let state = table::first_state(plan.story.topic.case_type());
        Self {
            plan,
            filed: None,
            state,
        }
    }
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
            },
        );
    }
    Ok(people)
}

/// The first case of each story.
fn samples(cases: &[Running]) -> Vec<DemoSample> {
    let mut samples: Vec<DemoSample> = Vec::new();
    for case in cases {
        let story = case.plan.story.name;
        let Some(filed) = &case.filed else { continue };
        if samples.iter().all(|sample| sample.story != story) {
            samples.push(DemoSample {
                story: story.to_owned(),
                number: filed.number.as_str().to_owned(),
                receipt: filed.receipt.clone(),
                state: case.state,
            });
        }
    }
    samples
}
