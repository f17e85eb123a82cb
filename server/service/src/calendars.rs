//! Working-day calendars: importing a year moves every date that was provisional.

use domain::calendar::YearPlan;
use domain::view::Failure;
use store::{CalendarYearRow, Deadlines};
use uuid::Uuid;

use crate::casework::{self, Find};
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::{Answer, Services};

/// Cases that are recomputed between two looks at the list.
const BATCH: i64 = 200;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Cases whose dates were computed again.
    pub cases: u32,
}

/// Imports the plan of one year (`source` names the notice it comes from) and computes every
/// provisional date again. Dates that were certain stay as they are.
///
/// # Errors
/// [`Failure::Invalid`] when the plan does not fit its year; [`Failure::Busy`].
pub async fn import(
    services: &Services,
    year: i32,
    plan: YearPlan,
    source: &str,
) -> Answer<Imported> {
    let imported = async {
        keep(services, year, plan, source).await?;
        Ok::<_, Trouble>(Imported {
            cases: recompute(services).await?,
        })
    };
    services.answer(imported.await)
}

async fn keep(services: &Services, year: i32, plan: YearPlan, source: &str) -> Result<(), Trouble> {
    let row = CalendarYearRow {
        year: year.into(),
        plan: serde_json::to_string(&plan)?,
        source: source.to_owned(),
        imported_at: services.now(),
    };
    let calendar = services.calendar().as_ref().clone().with_year(year, plan);
    let wrong = domain::case::FieldProblem::new("plan", domain::case::Fault::NotADate);
    let calendar = calendar.map_err(|_| Failure::Invalid(vec![wrong]))?;
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.calendars().put(&row).await }));
    work.await?;
    services.set_calendar(calendar);
    Ok(())
}

async fn recompute(services: &Services) -> Result<u32, Trouble> {
    let mut cases = 0;
    let mut after = Uuid::nil();
    loop {
        let ids = {
            let mut tx = services.database().read().await?;
            tx.clocks().list_provisional(after, BATCH).await?
        };
        let Some(last) = ids.last().copied() else {
            return Ok(cases);
        };
        after = last;
        for id in ids {
            if move_dates(services, id).await? {
                cases += 1;
            }
        }
    }
}

/// A case that changes meanwhile computes its own dates under the new calendar.
async fn move_dates(services: &Services, id: Uuid) -> Result<bool, Trouble> {
    let record = match casework::load(services, &Find::Id(id)).await {
        Err(Trouble::Told(Failure::NotFound)) => return Ok(false),
        record => record?,
    };
    let deadlines = deadlines(services, &record);
    let now = services.now();
    let written: Result<(), store::Error> = services
        .database()
        .write(move |tx| {
            Box::pin(async move { tx.cases().update_deadlines(&deadlines, now).await })
        })
        .await;
    match written {
        Err(store::Error::Conflict { .. }) => Ok(false),
        written => Ok(written.map(|()| true)?),
    }
}

fn deadlines(services: &Services, record: &CaseRecord) -> Deadlines {
    let calendar = services.calendar();
    let due = record.case.due_times(&calendar, &record.profile());
    Deadlines {
        case_id: record.file.id,
        expected_version: record.file.version,
        warn_at: due.warn_at,
        overdue_at: due.overdue_at,
        clocks: record.clock_rows(&calendar),
    }
}
