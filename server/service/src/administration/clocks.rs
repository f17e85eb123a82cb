//! The clocks as administrators see them, and setting a target after a look at what it would do.

use chrono::{DateTime, TimeDelta, Utc};
use domain::administration::{Change, Deed};
use domain::clock::{
    self, ClockProfile, Period, RawTarget, RuleId, TargetChange, TargetForm, is_settable,
    local_date, start_of_day,
};
use domain::code::OrganisationKind;
use domain::view::{
    ClockDetail, ClockLine, ClockList, Failure, TargetLook, TargetPreview, TargetView, Viewer,
};
use store::{ClockTargetRow, TrailRow};

use super::ground::{Ground, administrator, numbers, of_the_county};
use super::trail::{self, Entry};
use crate::clock_targets;
use crate::trouble::Trouble;
use crate::{Answer, Services};

/// Hour of the day at which the example of a preview starts.
const EXAMPLE_HOUR: i64 = 9;

/// Every clock of organisations of a kind (`authority` and so on).
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] for an unknown
/// kind.
pub fn list(services: &Services, viewer: &Viewer, kind: &str) -> Answer<ClockList> {
    let listed = administrator(viewer).and_then(|()| {
        let kind = kind_of(kind)?;
        let profile = services.targets().profile(kind);
        let lines = RuleId::ALL.iter();
        let lines = lines.map(|rule| line(&profile, *rule, services.now()));
        Ok(ClockList {
            kind,
            lines: lines.collect(),
        })
    });
    services.answer(listed)
}

/// One clock with every target that was set for it.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] for an unknown
/// kind or clock.
pub async fn find(
    services: &Services,
    viewer: &Viewer,
    kind: &str,
    clock: &str,
) -> Answer<ClockDetail> {
    services.answer(detail(services, viewer, kind, clock).await)
}

async fn detail(
    services: &Services,
    viewer: &Viewer,
    kind: &str,
    clock: &str,
) -> Result<ClockDetail, Trouble> {
    administrator(viewer)?;
    let kind = kind_of(kind)?;
    let rule: RuleId = clock.parse().map_err(|_| Failure::NotFound)?;
    let profile = services.targets().profile(kind);
    let mut tx = services.database().read().await?;
    let may_set = Ground::load(&mut tx)
        .await?
        .tree
        .administers_county(&viewer.staff);
    let numbers = numbers(&mut tx).await?;
    let rows = tx.clock_targets().list().await?;
    let own = rows.iter().filter_map(|row| {
        let (of, change) = clock_targets::change(row)?;
        (of == kind && change.rule == rule).then(|| TargetView {
            target: change.target,
            from: local_date(change.begins_at),
            set_at: row.set_at,
            set_by: numbers.get(&row.set_by).cloned(),
        })
    });
    let mut history: Vec<TargetView> = own.collect();
    history.sort_by_key(|target| std::cmp::Reverse((target.from, target.set_at)));
    Ok(ClockDetail {
        kind,
        line: line(&profile, rule, services.now()),
        built_in: profile.terms(rule).target,
        history,
        trail: trail::beside(services, &mut tx, &subject(kind, rule)).await?,
        may_set: may_set && is_settable(rule),
        today: services.today(),
    })
}

fn kind_of(code: &str) -> Result<OrganisationKind, Trouble> {
    OrganisationKind::parse(code).map_err(|_| Failure::NotFound.into())
}

fn line(profile: &ClockProfile, rule: RuleId, now: DateTime<Utc>) -> ClockLine {
    let own = profile.targets.iter().filter(|change| change.rule == rule);
    let begun = own.clone().filter(|change| change.begins_at <= now);
    let begun = begun.max_by_key(|change| change.begins_at);
    let next = own.filter(|change| change.begins_at > now).rev();
    let next = next.min_by_key(|change| change.begins_at);
    let terms = profile.terms_at(rule, now);
    ClockLine {
        rule,
        wall: terms.wall,
        target: terms.target,
        since: begun.map(|change| local_date(change.begins_at)),
        next: next.map(|change| (change.target, local_date(change.begins_at))),
        is_settable: is_settable(rule),
    }
}

/// Whether the viewer may set targets.
///
/// # Errors
/// [`Failure::NotAllowed`] when not.
pub async fn check_set(services: &Services, viewer: &Viewer) -> Answer<()> {
    services.answer(of_the_county(services, viewer).await)
}

/// What setting a target would do, or every field of it that is wrong. Nothing is changed.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator of the whole county.
pub async fn look(services: &Services, viewer: &Viewer, raw: &RawTarget) -> Answer<TargetLook> {
    let looked = async {
        of_the_county(services, viewer).await?;
        Ok::<_, Trouble>(match raw.parse(services.now()) {
            Ok(form) => TargetLook::Good(Box::new(preview(services, &form))),
            Err(problems) => TargetLook::Wrong(problems),
        })
    };
    services.answer(looked.await)
}

/// Both ends of an example: a clock that starts in the morning of the first day, or now.
fn preview(services: &Services, form: &TargetForm) -> TargetPreview {
    let TargetChange {
        rule,
        target,
        begins_at,
    } = form.change;
    let before = services.targets().profile(form.kind);
    let mut after = before.clone();
    after.targets.push(form.change);
    let morning = start_of_day(form.effective_from) + TimeDelta::hours(EXAMPLE_HOUR);
    let example = morning.max(begins_at);
    let calendar = services.calendar();
    let due = |profile: &ClockProfile| clock::run(rule, example, &[], &calendar, profile).due_at;
    TargetPreview {
        before: before.terms_at(rule, example).target,
        after: target,
        from: form.effective_from,
        example,
        due_before: due(&before),
        due_after: due(&after),
    }
}

/// Sets a target for the clocks that start from its first day on; those that run already keep
/// theirs, so no date of an open case moves.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator of the whole county;
/// [`Failure::Invalid`] with every wrong field.
pub async fn set(services: &Services, viewer: &Viewer, raw: &RawTarget) -> Answer<()> {
    services.answer(put(services, viewer, raw).await)
}

async fn put(services: &Services, viewer: &Viewer, raw: &RawTarget) -> Result<(), Trouble> {
    of_the_county(services, viewer).await?;
    let form = raw.parse(services.now()).map_err(Failure::Invalid)?;
    let row = ClockTargetRow {
        id: services.new_id(),
        organisation_kind: form.kind.code().to_owned(),
        clock: form.change.rule.code().to_owned(),
        period: serde_json::to_string(&form.change.target)?,
        begins_at: form.change.begins_at,
        set_at: services.now(),
        set_by: viewer.staff.account.0,
    };
    let before = services.targets().profile(form.kind);
    let before = before.terms_at(form.change.rule, form.change.begins_at);
    let line = trail_line(services, viewer, &form, before.target)?;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.clock_targets().insert(&row).await?;
            tx.trail().insert(&line).await
        })
    });
    let kept: Result<(), store::Error> = work.await;
    kept?;
    let known = clock_targets::load(&mut services.database().read().await?).await;
    services.set_targets(known.map_err(|_| Trouble::Broken("target of a clock"))?);
    Ok(())
}

/// What the trail calls a clock.
fn subject(kind: OrganisationKind, rule: RuleId) -> String {
    format!("clock-{kind}-{}", rule.code())
}

fn trail_line(
    services: &Services,
    viewer: &Viewer,
    form: &TargetForm,
    before: Option<Period>,
) -> Result<TrailRow, Trouble> {
    let now = |field: &str, after: &str| Change {
        field: field.to_owned(),
        before: String::new(),
        after: after.to_owned(),
    };
    let before = before.map(|target| serde_json::to_string(&target));
    let target = Change {
        before: before.transpose()?.unwrap_or_default(),
        ..now("target", &serde_json::to_string(&form.change.target)?)
    };
    let entry = Entry {
        organisation: viewer.staff.organisation.0,
        deed: Deed::TargetSet,
        subject: subject(form.kind, form.change.rule),
        label: form.change.rule.code().to_owned(),
        changes: vec![
            now("kind", form.kind.code()),
            target,
            now("effective_from", &form.effective_from.to_string()),
            now("reason", form.reason.as_str()),
        ],
    };
    entry.row(services, Some(viewer))
}
