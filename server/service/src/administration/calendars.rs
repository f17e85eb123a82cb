//! The calendar as administrators see it, and the import of a year after a look at what it would
//! move.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, Utc};
use domain::actor::StaffNumber;
use domain::calendar::{Calendar, RawYearPlan, YearPlan, YearPlanForm};
use domain::clock::ClockTargets;
use domain::view::{
    CalendarYear, CalendarYearDetail, CalendarYears, End, Failure, MovedDate, PlanLook, PlanOrigin,
    PlanPreview, Viewer,
};
use store::CalendarYearRow;
use uuid::Uuid;

use super::ground::{Ground, administrator, numbers, of_the_county};
use super::trail;
use crate::calendars::{self, Imported, Reach};
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::{Answer, Services};

/// Dates of a look at an import.
const SAMPLE: usize = 50;
/// Years after the present one that are listed though nobody knows their plan.
const AHEAD: i32 = 1;

/// All years, the latest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn list(services: &Services, viewer: &Viewer) -> Answer<CalendarYears> {
    let listed = async {
        let known = Known::load(services, viewer).await?;
        let years = known.years.iter().rev();
        Ok::<_, Trouble>(CalendarYears {
            years: years.map(|year| known.line(*year)).collect(),
            may_import: known.may_import,
        })
    };
    services.answer(listed.await)
}

/// One year with its days.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] for a year that
/// is not listed.
pub async fn find(services: &Services, viewer: &Viewer, year: &str) -> Answer<CalendarYearDetail> {
    let found = async {
        let known = Known::load(services, viewer).await?;
        let year: Option<i32> = year.parse().ok();
        let year = year.filter(|year| known.years.contains(year));
        let year = year.ok_or_else(crate::services::not_found)?;
        let mut tx = services.database().read().await?;
        Ok::<_, Trouble>(CalendarYearDetail {
            year: known.line(year),
            plan: known.plans.plan(year).cloned(),
            trail: trail::beside(services, &mut tx, &calendars::subject(year)).await?,
            may_import: known.may_import,
        })
    };
    services.answer(found.await)
}

/// Years, their plans and where they come from.
struct Known {
    years: BTreeSet<i32>,
    plans: std::sync::Arc<Calendar>,
    rows: BTreeMap<i64, CalendarYearRow>,
    numbers: BTreeMap<Uuid, StaffNumber>,
    may_import: bool,
}

impl Known {
    async fn load(services: &Services, viewer: &Viewer) -> Result<Self, Trouble> {
        administrator(viewer)?;
        let mut tx = services.database().read().await?;
        let ground = Ground::load(&mut tx).await?;
        let plans = services.calendar();
        let this = services.today().year();
        let rows = tx.calendars().list().await?;
        Ok(Self {
            years: plans.years().chain(this..=this + AHEAD).collect(),
            plans,
            rows: rows.into_iter().map(|row| (row.year, row)).collect(),
            numbers: numbers(&mut tx).await?,
            may_import: ground.tree.administers_county(&viewer.staff),
        })
    }

    fn line(&self, year: i32) -> CalendarYear {
        let plan = self.plans.plan(year);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let days_off = plan.map_or(0, YearPlan::days_off);
        CalendarYear {
            year,
            origin: self.origin(year),
            holidays: plan.map_or(0, |plan| count(plan.holidays.len())),
            days_off: u32::try_from(days_off).unwrap_or(u32::MAX),
            make_up_days: plan.map_or(0, |plan| count(plan.make_up_days.len())),
        }
    }

    fn origin(&self, year: i32) -> PlanOrigin {
        match self.rows.get(&year.into()) {
            Some(row) => PlanOrigin::Imported {
                source: row.source.clone(),
                at: row.imported_at,
                by: row
                    .imported_by
                    .and_then(|by| self.numbers.get(&by).cloned()),
            },
            None if self.plans.plan(year).is_some() => PlanOrigin::BuiltIn,
            None => PlanOrigin::Missing,
        }
    }
}

/// Whether the viewer may import.
///
/// # Errors
/// [`Failure::NotAllowed`] when not.
pub async fn check_import(services: &Services, viewer: &Viewer) -> Answer<()> {
    services.answer(of_the_county(services, viewer).await)
}

/// What importing a plan would do, or every line of it that is wrong. Nothing is changed.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator of the whole county.
pub async fn look(services: &Services, viewer: &Viewer, raw: &RawYearPlan) -> Answer<PlanLook> {
    let looked = async {
        of_the_county(services, viewer).await?;
        match raw.parse() {
            Ok(form) => Ok(PlanLook::Good(Box::new(preview(services, form).await?))),
            Err(problems) => Ok::<_, Trouble>(PlanLook::Wrong(problems)),
        }
    };
    services.answer(looked.await)
}

async fn preview(services: &Services, form: YearPlanForm) -> Result<PlanPreview, Trouble> {
    let before = services.calendar();
    let targets = services.targets();
    let after = before.as_ref().clone();
    let after = after.with_year(form.year, form.plan.clone());
    let after = after.map_err(|_| Trouble::Broken("plan of a year"))?;
    let mut moved: Vec<(DateTime<Utc>, MovedDate)> = Vec::new();
    let mut cases = 0;
    let mut reach = Reach::of(form.year);
    while let Some(records) = reach.next(services).await? {
        for record in &records {
            cases += 1;
            let dates = moved_dates(record, &targets, &before, &after);
            moved.extend(dates.map(|date| (record.case.received_at, date)));
        }
    }
    moved.sort_by_key(|(received, _)| std::cmp::Reverse(*received));
    Ok(PlanPreview {
        year: form.year,
        plan: form.plan,
        replaces: before.plan(form.year).is_some(),
        cases,
        moves: u32::try_from(moved.len()).unwrap_or(u32::MAX),
        sample: moved
            .into_iter()
            .map(|(_, date)| date)
            .take(SAMPLE)
            .collect(),
    })
}

/// The ends of running periods that lie elsewhere under another calendar. Where target and limit
/// of the law are the same days, the limit alone.
fn moved_dates<'r>(
    record: &'r CaseRecord,
    targets: &ClockTargets,
    before: &'r Calendar,
    after: &'r Calendar,
) -> impl Iterator<Item = MovedDate> + use<'r> {
    let profile = record.profile(targets);
    let running = record.case.spans.iter().filter(|span| span.is_running());
    running.flat_map(move |span| {
        let (old, new) = (span.dates(before, &profile), span.dates(after, &profile));
        let (target, law) = ((old.due, new.due), (old.wall, new.wall));
        let ends = [
            (
                End::Target,
                target.0.zip(target.1).filter(|_| target != law),
            ),
            (End::Law, law.0.zip(law.1)),
        ];
        let moved = ends.into_iter().filter_map(|(end, dates)| {
            let (before, after) = dates.filter(|(before, after)| before != after)?;
            Some(MovedDate {
                number: record.case.number.as_str().to_owned(),
                rule: span.rule,
                end,
                before,
                after,
            })
        });
        moved.collect::<Vec<_>>()
    })
}

/// Imports a plan and computes open periods again; answers the year.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator of the whole county;
/// [`Failure::Invalid`] with every wrong field.
pub async fn import(
    services: &Services,
    viewer: &Viewer,
    raw: &RawYearPlan,
) -> Answer<(i32, Imported)> {
    let imported = async {
        of_the_county(services, viewer).await?;
        let form = raw.parse();
        let form = form.map_err(|problems| Failure::Invalid(problems.fields))?;
        let (year, source) = (form.year, form.source);
        let done = calendars::put(services, Some(viewer), year, form.plan, source.as_str()).await?;
        Ok::<_, Trouble>((year, done))
    };
    services.answer(imported.await)
}
