//! Warnings of a clock begin exactly when its level changes.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::clock::{
    Clock, ClockProfile, Level, Pause, PauseReason, RuleId, RuleSet, Start, Warning, run,
};

fn clock(rule: RuleId, start: Start, pauses: &[Pause], calendar: &Calendar) -> Clock {
    let profile = ClockProfile::default_for(RuleSet::Order121);
    run(rule, start, pauses, calendar, &profile)
}

fn assert_turns(clock: &Clock, warning: Warning, level: Level, calendar: &Calendar) {
    let at = clock.warning_at(warning, calendar).unwrap();
    let before = at - TimeDelta::seconds(1);
    let about = format!("{clock:?} {warning} at {at}");
    assert!(clock.level(at, calendar) >= level, "{about}");
    if before >= clock.start.instant() {
        assert!(clock.level(before, calendar) < level, "{about}");
    }
}

#[test]
fn a_warning_begins_when_the_level_turns() {
    let calendar = Calendar::built_in().unwrap();
    let first: NaiveDate = "2026-01-01".parse().unwrap();
    let rules = [
        RuleId::Review,
        RuleId::Decide,
        RuleId::Mediate,
        RuleId::Result,
        RuleId::FirstReply,
        RuleId::Consult,
    ];
    for day in 0..300 {
        let start = (first + Days::new(day))
            .and_hms_opt(3, 20, 0)
            .unwrap()
            .and_utc();
        for rule in rules {
            let clock = clock(rule, Start::Instant(start), &[], &calendar);
            assert_turns(&clock, Warning::Half, Level::Half, &calendar);
            assert_turns(&clock, Warning::Near, Level::Near, &calendar);
            let order = Warning::ALL.iter();
            let times: Vec<_> = order
                .filter_map(|warning| clock.warning_at(*warning, &calendar))
                .collect();
            assert!(times.is_sorted(), "{clock:?}: {times:?}");
            assert_eq!(clock.warning_at(Warning::Due, &calendar), clock.due_at);
        }
    }
}

#[test]
fn a_paused_clock_does_not_warn_and_a_pause_moves_the_warning() {
    let calendar = Calendar::built_in().unwrap();
    let start: DateTime<Utc> = "2026-11-02T03:00:00Z".parse().unwrap();
    let pause = |to: Option<&str>| Pause {
        reason: PauseReason::ConsumerSupplement,
        from: "2026-11-02T09:00:00Z".parse().unwrap(),
        to: to.map(|to| to.parse().unwrap()),
    };
    let run = |pauses: &[Pause]| clock(RuleId::Review, Start::Instant(start), pauses, &calendar);
    assert_eq!(
        run(&[pause(None)]).warning_at(Warning::Half, &calendar),
        None
    );
    let without = run(&[]).warning_at(Warning::Near, &calendar);
    let resumed = run(&[pause(Some("2026-11-10T03:00:00Z"))]);
    assert!(resumed.warning_at(Warning::Near, &calendar) > without);
    assert_turns(&resumed, Warning::Near, Level::Near, &calendar);
}
