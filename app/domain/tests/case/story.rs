//! A case on its way: every step is decided, recorded and folded as the product does it.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::actor::{Actor, ActorRef, OrganisationId};
use domain::calendar::Calendar;
use domain::case::{
    Case, Command, CommandKind, Facts, Intake, Place, RawFiling, Recorded, Refusal, State,
};
use domain::clock::{ClockProfile, RuleSet};
use domain::code::{CaseType, Channel, OrganisationKind};
use domain::locale::business_date;
use domain::offer::Offered;
use domain::value::CaseNumber;
use uuid::Uuid;

use crate::actors::{HOME, Officer};
use crate::samples::{a_filing, do_it, raw};

/// The calendar that comes with the product.
pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::built_in().unwrap());

/// An instant at the county's offset, such as `2026-09-30T17:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    let local = DateTime::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap();
    local.with_timezone(&Utc)
}

/// A date, such as `2026-09-30`.
pub fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The Wednesday before the National Day holiday of 2026, late in the afternoon.
pub fn before_the_holiday() -> DateTime<Utc> {
    at("2026-09-30T17:00")
}

/// The organisation above the one that has the cases.
pub const ABOVE: [OrganisationId; 1] = [OrganisationId(Uuid::from_u128(HOME + 20))];

/// A case, its events and the present instant.
#[derive(Debug, Clone)]
pub struct Story {
    pub case: Case,
    pub events: Vec<Recorded>,
    pub now: DateTime<Utc>,
    pub places: Vec<Place>,
}

/// An organisation on the line of the one that has the cases.
pub fn place(id: u128, kind: OrganisationKind) -> Place {
    Place {
        organisation: OrganisationId(Uuid::from_u128(id)),
        code: format!("{id:02}"),
        kind,
        name_zh: format!("示例单位{id}"),
        name_en: format!("Example {id}"),
    }
}

impl Story {
    /// A case filed by the person, received by an organisation of this kind.
    pub fn filed(case_type: CaseType, kind: OrganisationKind) -> Self {
        Self::registered(case_type, kind, &Actor::Complainant)
    }

    /// A complaint filed by the person at an authority.
    pub fn complaint() -> Self {
        Self::filed(CaseType::Complaint, OrganisationKind::Authority)
    }

    /// A case registered by somebody.
    pub fn registered(case_type: CaseType, kind: OrganisationKind, registrar: &Actor) -> Self {
        Self::of(&raw(&a_filing(case_type)), kind, registrar)
    }

    /// A case with this filing, registered by somebody.
    pub fn of(filing: &RawFiling, kind: OrganisationKind, registrar: &Actor) -> Self {
        let now = before_the_holiday();
        let today = business_date(now);
        let parsed = filing.parse(&Offered::everything(today)).unwrap();
        let case_type = parsed.filing.case_type();
        let intake = Intake {
            number: CaseNumber::compose(990_101, 1, case_type, today, 1).unwrap(),
            channel: Channel::Web,
            organisation: OrganisationId(Uuid::from_u128(HOME)),
            organisation_kind: kind,
            received_at: now,
        };
        let first = Recorded {
            version: 1,
            at: now,
            actor: ActorRef::from(registrar),
            event: Case::register(parsed, intake),
        };
        let events = vec![first];
        let case = Case::from_events(&events).unwrap();
        // Its own office, and one of the same kind below it.
        let places = vec![place(HOME, kind), place(HOME + 10, kind)];
        Self {
            case,
            events,
            now,
            places,
        }
    }

    /// Lets the time come.
    pub fn then(mut self, now: DateTime<Utc>) -> Self {
        self.now = now;
        self
    }

    /// Lets time pass.
    pub fn after(self, time: TimeDelta) -> Self {
        let now = self.now + time;
        self.then(now)
    }

    /// The periods that apply.
    pub fn profile(&self) -> ClockProfile {
        self.case.default_profile()
    }

    /// Decides without recording.
    pub fn decide(&self, actor: &Actor, command: Command) -> Result<Vec<Recorded>, Refusal> {
        let profile = self.profile();
        let facts = self.facts(actor, &profile);
        let events = self.case.decide(command, &facts)?;
        let versions = self.case.version + 1..;
        Ok(versions
            .zip(events)
            .map(|(version, event)| Recorded {
                version,
                at: self.now,
                actor: ActorRef::from(actor),
                event,
            })
            .collect())
    }

    /// Decides and records.
    pub fn attempt(&mut self, actor: &Actor, command: Command) -> Result<(), Refusal> {
        for event in self.decide(actor, command)? {
            self.case.apply(&event);
            self.events.push(event);
        }
        Ok(())
    }

    /// Does a step that the rules allow.
    pub fn step(mut self, officer: Officer, command: Command) -> Self {
        self.attempt(&officer.actor(), command).unwrap();
        self
    }

    /// The person does a step that the rules allow.
    pub fn person(mut self, command: Command) -> Self {
        self.attempt(&Actor::Complainant, command).unwrap();
        self
    }

    /// Taken up by a handler and accepted.
    pub fn accepted(self) -> Self {
        self.step(Officer::handler(), do_it(CommandKind::StartReview))
            .step(Officer::handler(), do_it(CommandKind::Accept))
    }

    /// Taken up by a handler and refused by two people.
    pub fn refused(self) -> Self {
        self.step(Officer::handler(), do_it(CommandKind::StartReview))
            .step(Officer::handler(), do_it(CommandKind::ProposeRefusal))
            .step(Officer::leader(), do_it(CommandKind::ApproveRefusal))
    }

    /// What the rules say to a step that they do not allow.
    pub fn refusal(&self, actor: &Actor, command: Command) -> Refusal {
        self.decide(actor, command).unwrap_err()
    }

    /// The commands an actor may give now.
    pub fn allowed(&self, actor: &Actor) -> Vec<CommandKind> {
        self.case.allowed(&self.facts(actor, &self.profile()))
    }

    /// Everything the rules look at.
    pub fn facts<'a>(&'a self, actor: &'a Actor, profile: &'a ClockProfile) -> Facts<'a> {
        Facts {
            now: self.now,
            actor,
            calendar: &CALENDAR,
            profile,
            reachable: &self.places,
            above: &ABOVE,
        }
    }

    /// Asserts where the case stands.
    pub fn stands(self, state: State) -> Self {
        assert_eq!(self.case.state, state);
        self
    }
}

#[test]
fn the_law_of_a_case_is_that_of_its_day() {
    assert_eq!(Story::complaint().case.rule_set, RuleSet::Order121);
}
