//! Working-day calendars: importing a year moves the dates that depend on it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::administration::{Deed, changes};
use domain::calendar::YearPlan;
use domain::clock::end_of_day;
use domain::view::{Failure, Viewer};
use store::{CalendarYearRow, TrailRow};
use uuid::Uuid;

use crate::administration::trail::Entry;
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::{Answer, Services};

/// Cases that are read between two looks at the list.
const BATCH: i64 = 200;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Cases whose dates were computed again.
    pub cases: u32,
}

/// Imports the plan of one year (`source` names the notice it comes from) for the operator, and
/// computes again every running period that reaches into the year and every provisional date.
/// What was over before stays as it was.
///
/// # Errors
/// [`Failure::Invalid`] when the plan does not fit its year; [`Failure::Busy`].
pub async fn import(
    services: &Services,
    year: i32,
    plan: YearPlan,
    source: &str,
) -> Answer<Imported> {
    services.answer(put(services, None, year, plan, source).await)
}

/// Keeps a plan, with a line in the trail, and computes dates again; without a viewer for the
/// operator.
pub(crate) async fn put(
    services: &Services,
    by: Option<&Viewer>,
    year: i32,
    plan: YearPlan,
    source: &str,
) -> Result<Imported, Trouble> {
    let row = CalendarYearRow {
        year: year.into(),
        plan: serde_json::to_string(&plan)?,
        source: source.to_owned(),
        imported_at: services.now(),
        imported_by: by.map(|viewer| viewer.staff.account.0),
    };
    let line = line(services, by, year, &plan, source).await?;
    let wrong = domain::case::FieldProblem::new("plan", domain::case::Fault::NotADate);
    let calendar = services.calendar().as_ref().clone().with_year(year, plan);
    let calendar = calendar.map_err(|_| Failure::Invalid(vec![wrong]))?;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.calendars().put(&row).await?;
            match &line {
                Some(line) => tx.trail().insert(line).await,
                None => Ok(()),
            }
        })
    });
    let kept: Result<(), store::Error> = work.await;
    kept?;
    services.set_calendar(calendar);
    recompute(services, year).await
}

/// What the trail calls the calendar of a year.
pub(crate) fn subject(year: i32) -> String {
    format!("calendar-{year}")
}

/// The line about an import; none before the county has its first organisation.
async fn line(
    services: &Services,
    by: Option<&Viewer>,
    year: i32,
    plan: &YearPlan,
    source: &str,
) -> Result<Option<TrailRow>, Trouble> {
    let (root, before) = {
        let mut tx = services.database().read().await?;
        let all = tx.organisations().list().await?;
        let before = tx.calendars().find(year.into()).await?;
        (all.into_iter().find(|row| row.parent_id.is_none()), before)
    };
    let Some(root) = root else {
        return Ok(None);
    };
    let known = services.calendar();
    let was = known.plan(year).map(|plan| {
        let source = before.map(|row| row.source);
        values(plan, source.unwrap_or_default())
    });
    let entry = Entry {
        organisation: root.id,
        deed: Deed::CalendarImported,
        subject: subject(year),
        label: year.to_string(),
        changes: changes(&was.unwrap_or_default(), &values(plan, source.to_owned())),
    };
    entry.row(services, by).map(Some)
}

fn values(plan: &YearPlan, source: String) -> Vec<(&'static str, String)> {
    vec![
        ("source", source),
        ("days_off", plan.days_off().to_string()),
        ("make_up_days", plan.make_up_days.len().to_string()),
    ]
}

/// The open cases that the plan of a year may concern, a batch at a time.
pub(crate) struct Reach {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    after: Uuid,
}

impl Reach {
    /// From the last second before a year to its own last.
    pub(crate) fn of(year: i32) -> Self {
        let last = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
        Self {
            from: end_of_day(last(year - 1)),
            until: end_of_day(last(year)),
            after: Uuid::nil(),
        }
    }

    /// The next cases; `None` after the last.
    pub(crate) async fn next(
        &mut self,
        services: &Services,
    ) -> Result<Option<Vec<CaseRecord>>, Trouble> {
        let mut tx = services.database().read().await?;
        let mut cases = tx.cases();
        let files = cases
            .list_reaching(self.from, self.until, self.after, BATCH)
            .await?;
        let Some(last) = files.last() else {
            return Ok(None);
        };
        self.after = last.id;
        let records = CaseRecord::load_all(services.vault(), &mut tx, files).await?;
        Ok(Some(records))
    }
}

async fn recompute(services: &Services, year: i32) -> Result<Imported, Trouble> {
    let mut done = Imported { cases: 0 };
    let mut reach = Reach::of(year);
    while let Some(records) = reach.next(services).await? {
        for record in &records {
            if move_dates(services, record).await? {
                done.cases += 1;
            }
        }
    }
    Ok(done)
}

/// A case that changes meanwhile computes its own dates under the new calendar.
async fn move_dates(services: &Services, record: &CaseRecord) -> Result<bool, Trouble> {
    let deadlines = record.deadlines(&Writer::new(services))?;
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
