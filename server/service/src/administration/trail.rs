//! The trail: who changed what.

use chrono::{DateTime, Utc};
use domain::actor::{Actor, ActorRef};
use domain::administration::{Change, Deed};
use domain::code::Role;
use domain::view::{Failure, TrailLine, TrailPage, Viewer};
use serde::{Deserialize, Serialize};
use store::{TrailRow, Tx};
use uuid::Uuid;

use super::ground::Ground;
use crate::trouble::Trouble;
use crate::vault::Place;
use crate::{Answer, Services};

/// Lines of one page.
const PAGE: i64 = 50;
/// Lines beside the thing they are about.
const BESIDE: i64 = 20;

/// What was done to what.
pub(crate) struct Entry {
    /// Whose matter it is.
    pub(crate) organisation: Uuid,
    pub(crate) deed: Deed,
    /// An identifier, a year, a code list.
    pub(crate) subject: String,
    /// Its name for people.
    pub(crate) label: String,
    pub(crate) changes: Vec<Change>,
}

/// What of a line is sealed.
#[derive(Serialize, Deserialize)]
struct Content {
    label: String,
    changes: Vec<Change>,
}

impl Entry {
    /// The row of this entry. Without a viewer it was the operator at the command line.
    pub(crate) fn row(self, services: &Services, by: Option<&Viewer>) -> Result<TrailRow, Trouble> {
        let actor = by.map_or(ActorRef::System, |viewer| {
            ActorRef::from(&Actor::Staff(viewer.staff.clone()))
        });
        let id = services.new_id();
        let content = Content {
            label: self.label,
            changes: self.changes,
        };
        let plaintext = serde_json::to_vec(&content)?;
        let random = &**services.random();
        Ok(TrailRow {
            id,
            at: services.now(),
            organisation_id: self.organisation,
            actor: serde_json::to_string(&actor)?,
            deed: self.deed.code().to_owned(),
            subject: self.subject,
            sealed: services
                .vault()
                .trail()
                .seal(place(&id), &plaintext, random),
        })
    }
}

fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "administration_event",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}

/// One page of the trail within the viewer's reach; `cursor` is [`TrailPage::next`] of the page
/// before.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator or a supervisor.
pub async fn list(services: &Services, viewer: &Viewer, cursor: &str) -> Answer<TrailPage> {
    services.answer(page(services, viewer, cursor).await)
}

async fn page(services: &Services, viewer: &Viewer, cursor: &str) -> Result<TrailPage, Trouble> {
    let reads = [Role::Admin, Role::Supervisor];
    if !reads.iter().any(|role| viewer.staff.has_role(*role)) {
        return Err(Failure::NotAllowed.into());
    }
    let before = read_cursor(cursor).unwrap_or((services.now(), Uuid::max()));
    let rows = {
        let mut tx = services.database().read().await?;
        let reach = Ground::load(&mut tx).await?.reach(viewer);
        tx.trail().list(&reach, before, PAGE).await?
    };
    let is_full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= PAGE;
    let next = rows.last().filter(|_| is_full).map(write_cursor);
    let lines = lines(services, &rows)?;
    Ok(TrailPage { lines, next })
}

/// The latest lines about one subject; the caller has checked that the viewer may see it.
pub(crate) async fn beside(
    services: &Services,
    tx: &mut Tx,
    subject: &str,
) -> Result<Vec<TrailLine>, Trouble> {
    lines(services, &tx.trail().list_of(subject, BESIDE).await?)
}

fn lines(services: &Services, rows: &[TrailRow]) -> Result<Vec<TrailLine>, Trouble> {
    rows.iter().map(|row| line(services, row)).collect()
}

fn line(services: &Services, row: &TrailRow) -> Result<TrailLine, Trouble> {
    let content = services.vault().trail().open(place(&row.id), &row.sealed)?;
    let Content { label, changes } = serde_json::from_slice(&content)?;
    let by = match serde_json::from_str(&row.actor)? {
        ActorRef::Staff { number, .. } => Some(number),
        ActorRef::Complainant | ActorRef::Respondent | ActorRef::System => None,
    };
    Ok(TrailLine {
        at: row.at,
        by,
        deed: Deed::parse(&row.deed).map_err(|_| Trouble::Broken("deed of the trail"))?,
        label,
        changes,
    })
}

fn write_cursor(row: &TrailRow) -> String {
    format!("{}-{}", row.at.timestamp_micros(), row.id.simple())
}

fn read_cursor(cursor: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (micros, id) = cursor.split_once('-')?;
    let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    Some((at, id.parse().ok()?))
}
