//! What staff are told on their desk: warnings about deadlines.

use domain::clock::Warning;
use domain::value::CaseNumber;
use domain::view::{Failure, NoticeView, Viewer};
use store::UnseenRow;
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::{Answer, Services, organisations};

/// Most notices that are shown.
const MOST: i64 = 50;

/// What the viewer has not seen yet, latest first, at most fifty: their own notices and those for
/// everybody in their organisation.
///
/// # Errors
/// [`Failure::NotAllowed`] without a role that works on cases.
pub async fn unseen(services: &Services, viewer: &Viewer) -> Answer<Vec<NoticeView>> {
    services.answer(list(services, viewer).await)
}

async fn list(services: &Services, viewer: &Viewer) -> Result<Vec<NoticeView>, Trouble> {
    check(viewer)?;
    let staff = &viewer.staff;
    let mut tx = services.database().read().await?;
    let rows = tx
        .notices()
        .list_unseen(staff.organisation.0, staff.account.0, MOST)
        .await?;
    rows.iter().map(view).collect()
}

fn view(row: &UnseenRow) -> Result<NoticeView, Trouble> {
    let notice = &row.notice;
    let broken = || Trouble::Broken("notice");
    Ok(NoticeView {
        id: notice.id,
        number: CaseNumber::parse(&row.number).map_err(|_| broken())?,
        clock: notice.subject.parse().map_err(|_| broken())?,
        level: Warning::parse(&notice.level).map_err(|_| broken())?,
        personal: notice.account_id.is_some(),
        created_at: notice.created_at,
    })
}

/// Marks a notice seen; one for the organisation then is seen by all.
///
/// # Errors
/// [`Failure::NotFound`] when it is not for the viewer or was seen before.
pub async fn mark_seen(services: &Services, viewer: &Viewer, id: Uuid) -> Answer<()> {
    let marked = async {
        check(viewer)?;
        let (organisation, account) = (viewer.staff.organisation.0, viewer.staff.account.0);
        let now = services.now();
        let work = services.database().write(move |tx| {
            Box::pin(async move { tx.notices().mark_seen(id, organisation, account, now).await })
        });
        let is_marked = work.await.map_err(Trouble::Store)?;
        is_marked
            .then_some(())
            .ok_or_else(crate::services::not_found)
    };
    services.answer(marked.await)
}

fn check(viewer: &Viewer) -> Result<(), Trouble> {
    if organisations::scope(viewer, &[]).is_empty() {
        return Err(Failure::NotAllowed.into());
    }
    Ok(())
}
