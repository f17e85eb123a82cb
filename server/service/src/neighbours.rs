//! From one case of a queue to the next, also after the one in hand was decided and left it.

use domain::value::CaseNumber;
use domain::view::{Neighbour, Neighbours, QueueFilter, QueueTab, Viewer};
use store::{CaseList, NeighbourRow};

use crate::desk::{conditions, list_of, parse_cursor, scope, write_cursor};
use crate::trouble::Trouble;
use crate::{Answer, Services};

/// The cases beside the place of a filter, in its list and order. None without a place: such a case
/// was not opened from a list.
///
/// # Errors
/// When the database fails, or as for the list itself when the filter names what is not the viewer's.
pub async fn neighbours(
    services: &Services,
    viewer: &Viewer,
    filter: &QueueFilter,
) -> Answer<Option<Neighbours>> {
    services.answer(beside(services, viewer, filter).await)
}

async fn beside(
    services: &Services,
    viewer: &Viewer,
    filter: &QueueFilter,
) -> Result<Option<Neighbours>, Trouble> {
    // The tab was chosen when the case was opened; which one would be first now does not matter.
    let (Some(place), Ok(tab)) = (parse_cursor(&filter.place), QueueTab::parse(&filter.queue))
    else {
        return Ok(None);
    };
    let list = list_of(tab, viewer, services.now());
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    let scope = scope(viewer, &all, &filter.org)?;
    let conditions = conditions(&mut tx, filter).await?;
    let found = tx
        .cases()
        .neighbours(&scope, list, conditions, place)
        .await?;
    drop(tx);
    let shown = |row: Option<NeighbourRow>| row.map(|row| neighbour(&row, list)).transpose();
    Ok(Some(Neighbours {
        previous: shown(found.previous)?,
        next: shown(found.next)?,
    }))
}

fn neighbour(row: &NeighbourRow, list: CaseList<'_>) -> Result<Neighbour, Trouble> {
    let number = CaseNumber::parse(&row.number);
    Ok(Neighbour {
        number: number.map_err(|_| Trouble::Broken("number of a case row"))?,
        place: write_cursor(row.place(list)),
    })
}
