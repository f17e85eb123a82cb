//! Importing the calendar of a year as an administrator.

use chrono::NaiveDate;
use domain::calendar::RawYearPlan;
use domain::case::{CommandKind, RawCommand};
use domain::clock::RuleId;
use domain::code::Role;
use domain::view::{End, Failure, MovedDate, PlanLook, PlanOrigin, PlanPreview, Viewer};
use service::administration::{calendars, trail};
use service::{desk, filing};

use crate::support::{County, complaint};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A plan of 2027 with one invented holiday.
fn plan(from: &str, to: &str) -> RawYearPlan {
    let holiday = serde_json::json!({ "from": from, "to": to, "zh": "示例假日", "en": "Example" });
    let plan = serde_json::json!({ "holidays": [holiday], "make_up_days": ["2027-01-23"] });
    RawYearPlan {
        year: "2027".to_owned(),
        source: "示例通知".to_owned(),
        plan: plan.to_string(),
    }
}

/// A case whose sixtieth day of mediation is 19 January 2027; answers its number.
async fn accepted(county: &County, handler: &Viewer) -> String {
    let filed = filing::file(&county.services, complaint(), None).await;
    let number = filed.unwrap().number.as_str().to_owned();
    for kind in [CommandKind::StartReview, CommandKind::Accept] {
        let done = county.command(handler, &number, RawCommand::bare(kind));
        done.await.unwrap();
    }
    number
}

async fn end_of_mediation(county: &County, handler: &Viewer, number: &str) -> (NaiveDate, bool) {
    let case = desk::case(&county.services, handler, number).await.unwrap();
    let mut clocks = case.clocks.into_iter();
    let clock = clocks.find(|clock| clock.clock == RuleId::Mediate).unwrap();
    (clock.wall.unwrap(), clock.provisional)
}

async fn look(county: &County, viewer: &Viewer, raw: &RawYearPlan) -> PlanPreview {
    let look = calendars::look(&county.services, viewer, raw)
        .await
        .unwrap();
    let good = match look {
        PlanLook::Good(preview) => Some(*preview),
        PlanLook::Wrong(_) => None,
    };
    good.unwrap()
}

pub async fn a_year_is_looked_at_imported_and_corrected(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let number = accepted(&county, &handler).await;
    let january = plan("2027-01-18", "2027-01-20");
    let preview = look(&county, &root, &january).await;
    let moved = MovedDate {
        number: number.clone(),
        rule: RuleId::Mediate,
        end: End::Law,
        before: day("2027-01-19"),
        after: day("2027-01-21"),
    };
    assert_eq!(
        (preview.cases, preview.moves, preview.replaces),
        (1, 1, false)
    );
    assert_eq!(preview.sample, [moved]);
    let before = end_of_mediation(&county, &handler, &number).await;
    assert_eq!(before, (day("2027-01-19"), true), "a look changes nothing");

    let (year, done) = calendars::import(services, &root, &january).await.unwrap();
    assert_eq!((year, done.cases), (2027, 1));
    let after = end_of_mediation(&county, &handler, &number).await;
    assert_eq!(after, (day("2027-01-21"), false));

    // A notice is corrected: what was certain moves as well.
    let february = plan("2027-02-18", "2027-02-20");
    let preview = look(&county, &root, &february).await;
    assert_eq!((preview.moves, preview.replaces), (1, true));
    calendars::import(services, &root, &february).await.unwrap();
    let corrected = end_of_mediation(&county, &handler, &number).await;
    assert_eq!(corrected, (day("2027-01-19"), false));

    let detail = calendars::find(services, &root, "2027").await.unwrap();
    let origin = match &detail.year.origin {
        PlanOrigin::Imported { source, by, .. } => Some((source.as_str(), by.clone())),
        PlanOrigin::BuiltIn | PlanOrigin::Missing => None,
    };
    let number = domain::actor::StaffNumber::parse("ROOT").unwrap();
    assert_eq!(origin, Some(("示例通知", Some(number))));
    assert_eq!((detail.year.days_off, detail.year.make_up_days), (3, 1));
    assert_eq!(detail.trail.len(), 2);
    let page = trail::list(services, &root, "").await.unwrap();
    assert_eq!(page.lines[0].label, "2027");
}

pub async fn the_calendar_belongs_to_administrators_of_the_county(county: County) {
    let services = &county.services;
    let local = county.staff("local", "21", &[Role::Admin]).await;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let raw = plan("2027-01-18", "2027-01-20");
    for viewer in [&local, &handler] {
        let refused = calendars::look(services, viewer, &raw).await;
        assert_eq!(refused, Err(Failure::NotAllowed));
        let refused = calendars::import(services, viewer, &raw).await;
        assert_eq!(refused, Err(Failure::NotAllowed));
    }
    let years = calendars::list(services, &local).await.unwrap();
    assert!(!years.may_import, "an office reads it");
    let first = years.years.first().unwrap();
    assert_eq!((first.year, &first.origin), (2027, &PlanOrigin::Missing));
    assert_eq!(years.years[1].origin, PlanOrigin::BuiltIn);
    let refused = calendars::list(services, &handler).await;
    assert_eq!(refused, Err(Failure::NotAllowed));
    let unknown = calendars::find(services, &local, "1999").await;
    assert_eq!(unknown, Err(Failure::NotFound));
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let wrong = RawYearPlan {
        plan: "{".to_owned(),
        ..raw
    };
    let refused = calendars::import(services, &root, &wrong).await;
    assert_eq!(refused.err().unwrap().code(), "invalid");
}
