//! Setting targets of clocks as an administrator.

use chrono::{NaiveDate, TimeDelta};
use domain::case::Fault;
use domain::clock::{Period, RawTarget, RuleId};
use domain::code::Role;
use domain::view::{ClockDetail, Failure, TargetLook, Viewer};
use service::administration::{clocks, trail};
use service::{deadline, desk, filing};

use crate::support::{County, complaint};

fn review(county: &County, hours: &str, days_ahead: i64) -> RawTarget {
    let from = county.services.today() + TimeDelta::days(days_ahead);
    RawTarget {
        kind: "authority".to_owned(),
        clock: "C-REVIEW".to_owned(),
        target: hours.to_owned(),
        unit: "hours".to_owned(),
        effective_from: from.to_string(),
        reason: "示例：提高效率".to_owned(),
    }
}

async fn filed(county: &County) -> String {
    let filed = filing::file(&county.services, complaint(), None).await;
    filed.unwrap().number.as_str().to_owned()
}

/// Hours from the start of the review to its target.
async fn hours(county: &County, viewer: &Viewer, number: &str) -> i64 {
    let case = desk::case(&county.services, viewer, number).await.unwrap();
    let mut clocks = case.clocks.iter();
    let clock = clocks.find(|clock| clock.clock == RuleId::Review).unwrap();
    let started = clock.started_at.to_rfc3339();
    let why = deadline::explain(&county.services, &started, "C-REVIEW").unwrap();
    assert_eq!(why.due, clock.due, "the explanation tells the same date");
    (why.due_at.unwrap() - clock.started_at).num_hours()
}

async fn detail(county: &County, viewer: &Viewer) -> ClockDetail {
    let found = clocks::find(&county.services, viewer, "authority", "C-REVIEW").await;
    found.unwrap()
}

pub async fn a_target_holds_for_clocks_that_start_after_it_began(county: County) {
    let services = &county.services;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let before = filed(&county).await;
    assert_eq!(hours(&county, &handler, &before).await, 24);
    county.pass(TimeDelta::minutes(5));

    let raw = review(&county, "12", 0);
    let look = clocks::look(services, &root, &raw).await.unwrap();
    let TargetLook::Good(preview) = look else {
        unreachable!("{look:?}")
    };
    assert_eq!(preview.before, Some(Period::Hours(24)));
    assert_eq!(preview.after, Period::Hours(12));
    let earlier = preview.due_before.unwrap() - preview.due_after.unwrap();
    assert_eq!(earlier, TimeDelta::hours(12));
    assert_eq!(detail(&county, &root).await.history, [], "only looked at");

    clocks::set(services, &root, &raw).await.unwrap();
    let after = filed(&county).await;
    assert_eq!(hours(&county, &handler, &after).await, 12);
    assert_eq!(hours(&county, &handler, &before).await, 24);

    let later = review(&county, "6", 2);
    clocks::set(services, &root, &later).await.unwrap();
    let found = detail(&county, &root).await;
    let day: NaiveDate = later.effective_from.parse().unwrap();
    assert_eq!(found.line.target, Some(Period::Hours(12)));
    assert_eq!(found.line.since, Some(services.today()));
    assert_eq!(found.line.next, Some((Period::Hours(6), day)));
    assert_eq!(found.built_in, Some(Period::Hours(24)));
    let history: Vec<_> = found.history.iter().map(|set| set.target).collect();
    assert_eq!(history, [Period::Hours(6), Period::Hours(12)]);
    assert_eq!(found.trail.len(), 2);
    let reason = found.trail[0].changes.iter();
    let mut reason = reason.filter(|change| change.field == "reason");
    assert_eq!(reason.next().unwrap().after, "示例：提高效率");
    county.pass(TimeDelta::days(2));
    assert_eq!(hours(&county, &handler, &filed(&county).await).await, 6);
    assert_eq!(hours(&county, &handler, &after).await, 12);
    let page = trail::list(services, &root, "").await.unwrap();
    assert_eq!(page.lines[0].label, "C-REVIEW");

    let other = clocks::find(services, &root, "office", "C-REVIEW").await;
    assert_eq!(other.unwrap().line.target, Some(Period::Hours(24)));
}

pub async fn targets_belong_to_administrators_of_the_county(county: County) {
    let services = &county.services;
    let local = county.staff("local", "21", &[Role::Admin]).await;
    let handler = county.staff("handler", "01", &[Role::Handler]).await;
    let raw = review(&county, "12", 0);
    for viewer in [&local, &handler] {
        let refused = clocks::look(services, viewer, &raw).await;
        assert_eq!(refused, Err(Failure::NotAllowed));
        let refused = clocks::set(services, viewer, &raw).await;
        assert_eq!(refused, Err(Failure::NotAllowed));
    }
    let listed = clocks::list(services, &local, "authority").unwrap();
    assert_eq!(listed.lines.len(), RuleId::ALL.len(), "an office reads it");
    assert!(!detail(&county, &local).await.may_set);
    let refused = clocks::list(services, &handler, "authority");
    assert_eq!(refused, Err(Failure::NotAllowed));
    let refused = clocks::find(services, &handler, "authority", "L1").await;
    assert_eq!(refused, Err(Failure::NotAllowed));
    for (kind, clock) in [("ministry", "L1"), ("authority", "L99")] {
        let unknown = clocks::find(services, &local, kind, clock).await;
        assert_eq!(unknown, Err(Failure::NotFound), "{kind} {clock}");
    }
    let root = county.staff("root", "01", &[Role::Admin]).await;
    let beyond = review(&county, "169", 0);
    let refused = clocks::set(services, &root, &beyond).await;
    let Err(Failure::Invalid(problems)) = refused else {
        unreachable!("{refused:?}")
    };
    assert_eq!(problems[0].code, Fault::BeyondLaw);
    assert_eq!(detail(&county, &root).await.history, [], "nothing was kept");
}
