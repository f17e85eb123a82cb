//! A case between the rules and the store: loading opens its events, appending seals new ones and
//! derives everything that lists, queues and look-ups read.

mod projection;
mod summary;
pub(crate) mod tokens;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::actor::{Actor, ActorRef};
use domain::calendar::Calendar;
use domain::case::{Case, Event, Facts, Recorded};
use domain::chain::{self, SALT_LENGTH};
use domain::clock::{ClockProfile, ClockTargets};
use domain::search::Searchable;
use store::{CaseFileRow, CaseWrite, ClockRow, Deadlines, EventRow, Tx};
use uuid::Uuid;
use zeroize::Zeroizing;

pub(crate) use summary::Summary;

use crate::Services;
use crate::organisations::Line;
use crate::ports::Random;
use crate::trouble::Trouble;
use crate::vault::{Place, SealingKey, Unsealable, Vault};

/// A case with everything that is needed to add to it.
pub(crate) struct CaseRecord {
    pub(crate) file: CaseFileRow,
    pub(crate) case: Case,
    pub(crate) events: Vec<Recorded>,
    key: SealingKey,
}

impl CaseRecord {
    /// Opens a case from its row and events.
    pub(crate) async fn load(
        vault: &Vault,
        tx: &mut Tx,
        file: CaseFileRow,
    ) -> Result<Self, Trouble> {
        // An erased case is gone for everybody.
        if file.wrapped_key.is_none() {
            return Err(crate::services::not_found());
        }
        let rows = tx.events().list(file.id).await?;
        Self::open(vault, file, &rows)
    }

    /// Opens a case from its row and events at hand.
    pub(crate) fn open(
        vault: &Vault,
        file: CaseFileRow,
        rows: &[EventRow],
    ) -> Result<Self, Trouble> {
        let wrapped = file.wrapped_key.as_deref();
        let key = vault.case_key(file.id, wrapped.ok_or_else(crate::services::not_found)?)?;
        let events = rows
            .iter()
            .map(|row| open_event(&key, row))
            .collect::<Result<Vec<_>, _>>()?;
        let case = Case::from_events(&events)?;
        Ok(Self {
            file,
            case,
            events,
            key,
        })
    }

    /// The periods of this case: each of its clocks has the target in force when it started.
    pub(crate) fn profile(&self, targets: &ClockTargets) -> ClockProfile {
        targets.applied(self.case.default_profile(), self.case.organisation_kind)
    }

    /// Seals text that belongs to the case, such as the reason of a look.
    pub(crate) fn seal(&self, place: Place<'_>, plaintext: &[u8], random: &dyn Random) -> Vec<u8> {
        self.key.seal(place, plaintext, random)
    }

    /// Opens what [`Self::seal`] sealed.
    pub(crate) fn unseal(
        &self,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Unsealable> {
        self.key.open(place, sealed)
    }

    /// Salt and canonical plaintext of one of its events: what the commitment is computed from.
    pub(crate) fn salted(&self, row: &EventRow) -> Result<(Vec<u8>, String), Trouble> {
        let version = version_of(row)?;
        let salted = self
            .key
            .open(event_place(&row.case_id, version), &row.sealed)?;
        let (salt, plaintext) = split_salt(&salted)?;
        let text = std::str::from_utf8(plaintext);
        let text = text.map_err(|_| Trouble::Broken("an event is no text"))?;
        Ok((salt.to_vec(), text.to_owned()))
    }

    /// Its dates under the writer's calendar, derived again without a new event.
    pub(crate) fn deadlines(&self, writer: &Writer) -> Result<Deadlines, Trouble> {
        let (calendar, profile) = (&writer.calendar, self.profile(&writer.targets));
        let due = self.case.due_times(calendar, &profile);
        Ok(Deadlines {
            case_id: self.file.id,
            expected_version: self.file.version,
            warn_at: due.warn_at,
            overdue_at: due.overdue_at,
            summary: self.summary(writer, &profile)?,
            clocks: projection::clocks(self.file.id, &self.case, calendar, &profile),
        })
    }

    /// Opens many cases at once.
    pub(crate) async fn load_all(
        vault: &Vault,
        tx: &mut Tx,
        files: Vec<CaseFileRow>,
    ) -> Result<Vec<Self>, Trouble> {
        let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
        let mut rows = histories(tx, &ids).await?;
        // An erased case has no key and says nothing any more.
        let files = files.into_iter().filter(|file| file.wrapped_key.is_some());
        files
            .map(|file| {
                let rows = rows.remove(&file.id).unwrap_or_default();
                Self::open(vault, file, &rows)
            })
            .collect()
    }

    /// Seals events and adds them: the rows to be written. What is derived from the case is not
    /// brought up to date yet.
    pub(crate) fn add(
        &mut self,
        events: Vec<Event>,
        actor: &ActorRef,
        writer: &Writer,
    ) -> Result<Vec<EventRow>, Trouble> {
        let mut rows = Vec::with_capacity(events.len());
        for event in events {
            let recorded = Recorded {
                version: self.case.version + 1,
                at: writer.now,
                actor: actor.clone(),
                event,
            };
            let row = seal_event(
                &self.key,
                self.file.id,
                &self.file.head,
                &recorded,
                &*writer.random,
            )?;
            self.file.head.clone_from(&row.hash);
            rows.push(row);
            self.case.apply(&recorded);
            self.events.push(recorded);
        }
        Ok(rows)
    }

    /// Adds events: what has to be written, with this record already moved on.
    pub(crate) fn append(
        &mut self,
        events: Vec<Event>,
        actor: &ActorRef,
        writer: &Writer,
    ) -> Result<CaseWrite, Trouble> {
        let expected_version = self.file.version;
        let organisation = self.file.organisation_id;
        let says_more = events.iter().any(Searchable::is_in);
        let rows = self.add(events, actor, writer)?;
        let clocks = self.derive(writer)?;
        Ok(CaseWrite {
            expected_version,
            file: self.file.clone(),
            events: rows,
            clocks,
            lookups: Vec::new(),
            tokens: (says_more || organisation != self.file.organisation_id)
                .then(|| self.tokens(&writer.vault)),
        })
    }

    /// The write of a new case that has its first event alone. `tokens` are those of its content,
    /// hashed before the transaction.
    pub(crate) fn begin(
        &mut self,
        first: EventRow,
        mut tokens: Vec<String>,
        writer: &Writer,
    ) -> Result<CaseWrite, Trouble> {
        tokens.extend(tokens::of_number(&writer.vault, &self.case.number));
        self.first_write(vec![first], tokens, writer)
    }

    /// The one write of a new case with all its events.
    pub(crate) fn first_write(
        &mut self,
        events: Vec<EventRow>,
        tokens: Vec<String>,
        writer: &Writer,
    ) -> Result<CaseWrite, Trouble> {
        let clocks = self.derive(writer)?;
        Ok(CaseWrite {
            expected_version: 0,
            file: self.file.clone(),
            events,
            clocks,
            lookups: projection::lookups(&writer.vault, &self.case),
            tokens: Some(tokens),
        })
    }

    /// Brings the row up to date with the case; answers its clocks.
    fn derive(&mut self, writer: &Writer) -> Result<Vec<ClockRow>, Trouble> {
        let (calendar, profile) = (&writer.calendar, self.profile(&writer.targets));
        projection::refresh(&mut self.file, &self.case, calendar, &profile, writer.now);
        self.file.summary = self.summary(writer, &profile)?;
        Ok(projection::clocks(
            self.file.id,
            &self.case,
            calendar,
            &profile,
        ))
    }

    /// All tokens by which the case is found.
    pub(crate) fn tokens(&self, vault: &Vault) -> Vec<String> {
        let mut all = tokens::of_content(vault, &Searchable::of_case(&self.events));
        all.extend(tokens::of_number(vault, &self.case.number));
        all
    }

    fn summary(&self, writer: &Writer, profile: &ClockProfile) -> Result<Vec<u8>, Trouble> {
        let summary = Summary::of(&self.case, &self.events, &writer.calendar, profile);
        let plaintext = serde_json::to_vec(&summary)?;
        Ok(self
            .key
            .seal(summary_place(&self.file.id), &plaintext, &*writer.random))
    }
}

/// The events of many cases, read at once.
pub(crate) async fn histories(
    tx: &mut Tx,
    cases: &[Uuid],
) -> Result<HashMap<Uuid, Vec<EventRow>>, Trouble> {
    let mut rows: HashMap<Uuid, Vec<EventRow>> = HashMap::with_capacity(cases.len());
    for row in tx.events().list_of(cases).await? {
        rows.entry(row.case_id).or_default().push(row);
    }
    Ok(rows)
}

/// What appending needs beside the case; made before the transaction, moved into it.
#[derive(Clone)]
pub(crate) struct Writer {
    pub(crate) now: DateTime<Utc>,
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) targets: Arc<ClockTargets>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) random: Arc<dyn Random>,
    line: Arc<Line>,
}

impl Writer {
    pub(crate) fn new(services: &Services) -> Self {
        Self {
            now: services.now(),
            calendar: services.calendar(),
            targets: services.targets(),
            vault: services.vault().clone(),
            random: services.random().clone(),
            line: Arc::default(),
        }
    }

    /// The same, knowing the organisations above and below the one that has the case.
    pub(crate) fn along(mut self, line: Line) -> Self {
        self.line = Arc::new(line);
        self
    }

    /// What a decision may depend on.
    pub(crate) fn facts<'a>(&'a self, actor: &'a Actor, profile: &'a ClockProfile) -> Facts<'a> {
        Facts {
            now: self.now,
            actor,
            calendar: &self.calendar,
            profile,
            reachable: &self.line.places,
            above: &self.line.above,
        }
    }

    /// A new case with its first event; nothing is derived from it yet.
    pub(crate) fn open(
        &self,
        id: Uuid,
        receipt_hash: Vec<u8>,
        registered: Event,
        actor: ActorRef,
    ) -> Result<(CaseRecord, EventRow), Trouble> {
        let (key, wrapped) = self.vault.new_case_key(id, &*self.random);
        let recorded = Recorded {
            version: 1,
            at: self.now,
            actor,
            event: registered,
        };
        let event = seal_event(&key, id, &chain::GENESIS, &recorded, &*self.random)?;
        let case = Case::from_events(std::slice::from_ref(&recorded))?;
        let head = event.hash.clone();
        let record = CaseRecord {
            file: projection::new_file(id, receipt_hash, wrapped, head, &case, self.now),
            case,
            events: vec![recorded],
            key,
        };
        Ok((record, event))
    }
}

/// What a queue row shows, opened without loading the case. `None` once the case is erased.
pub(crate) fn open_summary(vault: &Vault, file: &CaseFileRow) -> Result<Option<Summary>, Trouble> {
    let Some(wrapped) = &file.wrapped_key else {
        return Ok(None);
    };
    let key = vault.case_key(file.id, wrapped)?;
    let plaintext = key.open(summary_place(&file.id), &file.summary)?;
    Ok(Some(serde_json::from_slice(&plaintext)?))
}

fn summary_place(id: &Uuid) -> Place<'_> {
    Place {
        table: "case_file",
        row: id.as_bytes(),
        column: "summary",
        version: 0,
    }
}

fn event_place(id: &Uuid, version: u32) -> Place<'_> {
    Place {
        table: "case_event",
        row: id.as_bytes(),
        column: "sealed",
        version,
    }
}

/// Salt and canonical plaintext are sealed together, so the commitment can be shown to whoever may
/// read the event and to nobody else.
fn seal_event(
    key: &SealingKey,
    case_id: Uuid,
    previous: &[u8],
    recorded: &Recorded,
    random: &dyn Random,
) -> Result<EventRow, Trouble> {
    let mut salted = vec![0; SALT_LENGTH];
    random.fill(&mut salted);
    let plaintext = serde_json::to_vec(&recorded.event)?;
    let commitment = chain::commitment(&salted, &plaintext);
    salted.extend_from_slice(&plaintext);
    let actor = serde_json::to_string(&recorded.actor)?;
    let kind = recorded.event.kind();
    let hash = chain::link(
        previous,
        recorded.version,
        recorded.at,
        kind,
        &actor,
        &commitment,
    );
    Ok(EventRow {
        case_id,
        version: recorded.version.into(),
        kind: kind.to_owned(),
        at: recorded.at,
        actor,
        sealed: key.seal(event_place(&case_id, recorded.version), &salted, random),
        commitment: commitment.to_vec(),
        hash: hash.to_vec(),
    })
}

/// The commitment to a sealed event, computed anew from its content.
pub(crate) fn commitment_of(
    key: &SealingKey,
    case_id: &Uuid,
    version: u32,
    sealed: &[u8],
) -> Result<chain::Hash, Trouble> {
    let salted = key.open(event_place(case_id, version), sealed)?;
    let (salt, plaintext) = split_salt(&salted)?;
    Ok(chain::commitment(salt, plaintext))
}

fn split_salt(salted: &[u8]) -> Result<(&[u8], &[u8]), Trouble> {
    salted
        .split_at_checked(SALT_LENGTH)
        .ok_or(Trouble::Broken("a sealed event is too short"))
}

fn version_of(row: &EventRow) -> Result<u32, Trouble> {
    u32::try_from(row.version).map_err(|_| Trouble::Broken("version of an event"))
}

fn open_event(key: &SealingKey, row: &EventRow) -> Result<Recorded, Trouble> {
    let version = version_of(row)?;
    let salted = key.open(event_place(&row.case_id, version), &row.sealed)?;
    let (_, plaintext) = split_salt(&salted)?;
    Ok(Recorded {
        version,
        at: row.at,
        actor: serde_json::from_str(&row.actor)?,
        event: serde_json::from_slice(plaintext)?,
    })
}
