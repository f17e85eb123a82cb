//! Figures: for everybody those of the last twelve months with small numbers hidden, for staff
//! those of the organisations they see and of a period they choose.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::OrganisationId;
use domain::statistics::{CaseGroup, Counts, EndGroup, Figures, Named, Period, Published};
use domain::view::{Failure, Viewer};
use store::{CaseGroupRow, Counted, EndGroupRow, OrganisationRow, Tx};
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::{Answer, Services, organisations};

/// For how long public figures stand: whoever asks often cannot watch single cases come in, and
/// costs nothing.
const MINUTES: i64 = 10;

/// Figures and when they were added up.
pub(crate) type Kept = Option<(DateTime<Utc>, Arc<Figures<Published>>)>;

/// What everybody may see: the whole county, the present month and the eleven before it; up to ten
/// minutes old.
///
/// # Errors
/// When the database fails.
pub async fn public(services: &Services) -> Answer<Arc<Figures<Published>>> {
    services.answer(published(services).await)
}

async fn published(services: &Services) -> Result<Arc<Figures<Published>>, Trouble> {
    let now = services.now();
    // Held while adding up, so that a crowd adds up once.
    let mut kept = services.figures().lock().await;
    if let Some((at, figures)) = &*kept
        && *at <= now
        && now - *at < TimeDelta::minutes(MINUTES)
    {
        return Ok(figures.clone());
    }
    let period = Period::last_twelve_months(services.today());
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    let figures = figures(&mut tx, period, &all, now).await?;
    let figures = Arc::new(figures.published());
    *kept = Some((now, figures.clone()));
    Ok(figures)
}

/// The organisations that the viewer sees, in a period; empty dates are those of the last twelve
/// months.
///
/// # Errors
/// [`Failure::NotAllowed`] without a role that sees figures, [`Failure::Invalid`] for a period
/// that is none or longer than two years.
pub async fn at_desk(
    services: &Services,
    viewer: &Viewer,
    from: &str,
    to: &str,
) -> Answer<Figures<u64>> {
    let added = async {
        let period = Period::parse(from, to, services.today()).map_err(Failure::Invalid)?;
        let mut tx = services.database().read().await?;
        let mut seen = tx.organisations().list().await?;
        let ids = organisations::figures(viewer, &seen);
        if ids.is_empty() {
            return Err(Failure::NotAllowed.into());
        }
        seen.retain(|row| ids.contains(&row.id));
        figures(&mut tx, period, &seen, services.now()).await
    };
    services.answer(added.await)
}

async fn figures(
    tx: &mut Tx,
    period: Period,
    organisations: &[OrganisationRow],
    now: DateTime<Utc>,
) -> Result<Figures<u64>, Trouble> {
    let ids: Vec<Uuid> = organisations.iter().map(|row| row.id).collect();
    let counted = Counted {
        organisation_ids: &ids,
        from: period.begins_at(),
        before: period.ends_before(),
    };
    let cases = tx.figures().cases(counted).await?;
    let ends = tx.figures().ends(counted, now).await?;
    let scores = tx.figures().scores(counted).await?;
    let cases: Vec<_> = cases.into_iter().map(case_group).collect();
    let ends: Vec<_> = ends.iter().map(end_group).collect();
    let scores: Vec<_> = scores
        .iter()
        .map(|row| (whole(row.score), whole(row.n)))
        .collect();
    let named: Vec<_> = organisations.iter().map(named).collect();
    let counts = Counts {
        cases: &cases,
        ends: &ends,
        scores: &scores,
        organisations: &named,
    };
    Ok(Figures::of(period, &counts))
}

fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn case_group(row: CaseGroupRow) -> CaseGroup {
    CaseGroup {
        month: row.month,
        organisation: OrganisationId(row.organisation_id),
        case_type: row.case_type,
        state: row.state,
        outcome: row.outcome,
        item: row.item,
        problem: row.problem,
        n: whole(row.n),
    }
}

fn end_group(row: &EndGroupRow) -> EndGroup {
    EndGroup {
        days: row.days.map(whole),
        late: row.late,
        n: whole(row.n),
    }
}

fn named(row: &OrganisationRow) -> Named {
    Named {
        id: OrganisationId(row.id),
        code: row.code.clone(),
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
    }
}
