//! The daily root over the chains of all cases: one hash that a supervisor keeps elsewhere, so
//! that nobody can change a history of before without being found out.

pub(crate) mod roots;

use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::HEXLOWER;
use domain::code::Role;
use domain::merkle::Tree;
use domain::view::{Failure, Viewer};
use serde::Serialize;
use store::AnchorRow;
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::{Answer, Services};

/// Heads read at once.
const PAGE: i64 = 1_000;

/// The root of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// The day, at the county's offset.
    pub day: NaiveDate,
    /// The root, in hexadecimal digits.
    pub root: String,
    /// How many cases it covers.
    pub cases: i64,
    /// When it was computed, UTC.
    pub created_at: DateTime<Utc>,
}

/// The latest root.
///
/// # Errors
/// [`Failure::NotAllowed`] without the role of a supervisor, [`Failure::NotFound`] before the
/// first.
pub async fn head(services: &Services, viewer: &Viewer) -> Answer<Anchor> {
    let found = async {
        if !viewer.staff.has_role(Role::Supervisor) {
            return Err(Failure::NotAllowed.into());
        }
        let mut tx = services.database().read().await?;
        let row = tx.anchors().find_latest().await?;
        let row = row.ok_or_else(crate::services::not_found)?;
        Ok::<_, Trouble>(Anchor {
            day: row.day,
            root: HEXLOWER.encode(&row.root),
            cases: row.cases,
            created_at: row.created_at,
        })
    };
    services.answer(found.await)
}

/// Computes the root of today unless there is one: it covers every case as it is now.
///
/// First it is noted which event of each case the root covers, then the root is computed from the
/// notes: nothing that happens meanwhile can come between them.
pub(crate) async fn keep(services: &Services) -> Result<(), Trouble> {
    let (now, day) = (services.now(), services.today());
    {
        let mut tx = services.database().read().await?;
        if tx.anchors().find(day).await?.is_some() {
            return Ok(());
        }
    }
    trace(services, day).await?;
    let tree = tree(services).await?;
    let row = AnchorRow {
        day,
        root: tree.root().to_vec(),
        cases: i64::try_from(tree.leaves()).unwrap_or(i64::MAX),
        created_at: now,
        traced: true,
    };
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.anchors().insert(&row).await }));
    match work.await {
        // Another worker was faster; a root is never replaced.
        Ok(()) | Err(store::Error::Duplicate(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Notes in small bites which event of each case is the latest.
async fn trace(services: &Services, day: NaiveDate) -> Result<(), Trouble> {
    let mut after = Uuid::nil();
    loop {
        let last = {
            let mut tx = services.database().read().await?;
            let rows = tx.chains().list_heads(after, PAGE).await?;
            rows.last().map(|row| row.id)
        };
        let Some(to) = last else { return Ok(()) };
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { tx.anchors().trace(day, after, to).await }));
        let noted: Result<u64, store::Error> = work.await;
        noted?;
        after = to;
    }
}

async fn tree(services: &Services) -> Result<Tree, Trouble> {
    let mut tx = services.database().read().await?;
    let mut tree = Tree::default();
    let mut after = Uuid::nil();
    loop {
        let rows = tx.anchors().list_heads(after, PAGE).await?;
        let Some(last) = rows.last() else {
            return Ok(tree);
        };
        after = last.id;
        for row in &rows {
            tree.add(row.id.as_bytes(), &row.head);
        }
    }
}
