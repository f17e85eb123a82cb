//! Deadlines computed by hand from the published calendars, and what each clock says about them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has to stop"
)]

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Calendar;
use domain::clock::{
    Breach, Clock, ClockProfile, Level, Pause, PauseReason, Period, Remaining, RuleId, RuleSet,
    Start, Terms, run, run_extended,
};
use rstest::rstest;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An instant given as local time at UTC+08:00.
fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+08:00"))
        .unwrap()
        .with_timezone(&Utc)
}

fn calendar() -> Calendar {
    Calendar::built_in().unwrap()
}

fn profile() -> ClockProfile {
    ClockProfile::default_for(RuleSet::Order121)
}

/// A profile in which one clock has the given period and is stopped by every reason.
fn with_period(period: Period) -> ClockProfile {
    let mut profile = profile();
    let terms = Terms {
        target: Some(period),
        target_pauses: PauseReason::ALL.to_vec().into(),
        ..Terms::default_for(RuleId::Consult, RuleSet::Order121)
    };
    profile.changed.insert(RuleId::Consult, terms);
    profile
}

fn run_period(start: impl Into<Start>, period: Period, pauses: &[Pause]) -> Clock {
    run(
        RuleId::Consult,
        start,
        pauses,
        &calendar(),
        &with_period(period),
    )
}

fn appraisal(from: &str, to: Option<&str>) -> Pause {
    Pause {
        reason: PauseReason::Appraisal,
        from: at(from),
        to: to.map(at),
    }
}

#[rstest]
#[case("2026-02-13", 1, "2026-02-14")]
#[case("2026-02-13", 3, "2026-02-25")]
#[case("2026-02-13", 7, "2026-03-02")]
#[case("2026-02-13", 15, "2026-03-12")]
#[case("2026-02-18", 7, "2026-03-03")]
#[case("2026-04-30", 3, "2026-05-08")]
#[case("2026-04-30", 7, "2026-05-13")]
#[case("2026-06-18", 3, "2026-06-24")]
#[case("2026-09-19", 1, "2026-09-20")]
#[case("2026-09-24", 7, "2026-10-12")]
#[case("2026-09-30", 7, "2026-10-15")]
#[case("2026-09-30", 15, "2026-10-27")]
#[case("2026-11-20", 7, "2026-12-01")]
#[case("2026-11-20", 15, "2026-12-11")]
#[case("2025-01-24", 7, "2025-02-10")]
#[case("2025-09-26", 7, "2025-10-13")]
#[case("2024-02-03", 7, "2024-02-18")]
#[case("2024-04-30", 15, "2024-05-23")]
fn working_days_skip_holidays_and_count_make_up_days(
    #[case] start: &str,
    #[case] days: u16,
    #[case] due: &str,
) {
    let clock = run_period(date(start), Period::WorkingDays(days), &[]);
    assert_eq!(clock.due, Some(date(due)));
    assert!(!clock.provisional);
}

#[rstest]
#[case("2026-08-03", "2026-10-08", false)]
#[case("2026-03-02", "2026-05-06", false)]
#[case("2026-02-14", "2026-04-15", false)]
#[case("2025-08-05", "2025-10-09", false)]
#[case("2024-12-03", "2025-02-05", false)]
#[case("2026-11-20", "2027-01-19", true)]
fn sixty_days_move_past_a_holiday_and_are_provisional_without_a_plan(
    #[case] start: &str,
    #[case] due: &str,
    #[case] provisional: bool,
) {
    let clock = run(RuleId::L2, date(start), &[], &calendar(), &profile());
    assert_eq!(
        (clock.due, clock.provisional),
        (Some(date(due)), provisional)
    );
}

#[test]
fn a_plain_weekend_moves_a_natural_day_period_only_when_switched_on() {
    // Ten days after Wednesday 2026-07-08 is Saturday 2026-07-18.
    let mut profile = with_period(Period::NaturalDays(10));
    let start = date("2026-07-08");
    let due = |profile: &ClockProfile| run(RuleId::Consult, start, &[], &calendar(), profile).due;
    assert_eq!(due(&profile), Some(date("2026-07-18")));
    profile.roll_weekend = true;
    assert_eq!(due(&profile), Some(date("2026-07-20")));
}

#[test]
fn a_make_up_day_ends_a_period_even_when_weekends_move_it() {
    let mut profile = with_period(Period::NaturalDays(1));
    profile.roll_weekend = true;
    let clock = run(
        RuleId::Consult,
        date("2026-02-13"),
        &[],
        &calendar(),
        &profile,
    );
    assert_eq!(clock.due, Some(date("2026-02-14")));
}

#[rstest]
#[case("2026-03-03", "2029-03-03")]
#[case("2024-02-29", "2027-02-28")]
#[case("2022-05-01", "2025-05-06")]
fn years_end_on_the_same_date_or_the_last_of_its_month(#[case] start: &str, #[case] due: &str) {
    let clock = run(RuleId::L8, date(start), &[], &calendar(), &profile());
    assert_eq!(clock.due, Some(date(due)));
}

#[test]
fn the_last_day_ends_at_its_last_second_in_china() {
    let clock = run(RuleId::L1, date("2026-09-30"), &[], &calendar(), &profile());
    assert_eq!(
        clock.due_at.unwrap().to_rfc3339(),
        "2026-10-15T15:59:59+00:00"
    );
}

#[test]
fn the_day_of_an_event_is_the_day_in_china() {
    // 16:30 UTC on Friday is half past midnight on Saturday in China.
    let late = DateTime::parse_from_rfc3339("2026-11-20T16:30:00Z")
        .unwrap()
        .with_timezone(&Utc);
    let clock = run_period(late, Period::NaturalDays(1), &[]);
    assert_eq!(clock.due, Some(date("2026-11-22")));
}

#[test]
fn hours_run_through_nights_and_holidays() {
    let clock = run(
        RuleId::Review,
        at("2026-09-30T17:00"),
        &[],
        &calendar(),
        &profile(),
    );
    assert_eq!(clock.due_at, Some(at("2026-10-01T17:00")));
    assert_eq!(clock.due, Some(date("2026-10-01")));
    assert_eq!(clock.wall, Some(date("2026-10-15")));
}

#[test]
fn hours_from_a_bare_date_run_from_the_end_of_that_day() {
    let clock = run(
        RuleId::Review,
        date("2026-09-30"),
        &[],
        &calendar(),
        &profile(),
    );
    assert_eq!(clock.due, Some(date("2026-10-01")));
    assert_eq!(
        clock.due_at.unwrap().to_rfc3339(),
        "2026-10-01T15:59:59+00:00"
    );
}

#[rstest]
// Monday 2026-11-23; five working days end on Monday 2026-11-30.
#[case::pause_within_a_day("2026-11-25T09:00", "2026-11-25T17:00", "2026-11-30")]
#[case::one_night("2026-11-25T09:00", "2026-11-26T09:00", "2026-12-01")]
#[case::two_nights("2026-11-25T09:00", "2026-11-27T09:00", "2026-12-02")]
#[case::over_a_weekend("2026-11-27T09:00", "2026-11-30T09:00", "2026-12-01")]
#[case::only_on_rest_days("2026-11-28T09:00", "2026-11-29T09:00", "2026-11-30")]
#[case::begun_on_the_last_day("2026-11-30T17:00", "2026-12-02T09:00", "2026-12-02")]
#[case::after_the_last_day("2026-12-01T00:00", "2026-12-05T09:00", "2026-11-30")]
#[case::before_the_start("2026-11-02T09:00", "2026-11-23T09:00", "2026-11-30")]
#[case::ends_before_it_begins("2026-11-27T09:00", "2026-11-25T09:00", "2026-11-30")]
fn a_day_is_paused_when_the_clock_stands_still_at_its_end(
    #[case] from: &str,
    #[case] to: &str,
    #[case] due: &str,
) {
    let pauses = [appraisal(from, Some(to))];
    let clock = run_period(date("2026-11-20"), Period::WorkingDays(6), &pauses);
    assert_eq!(clock.due, Some(date(due)));
}

#[test]
fn hours_are_moved_by_the_time_paused_counting_overlaps_once() {
    let pauses = [
        appraisal("2026-11-20T12:00", Some("2026-11-20T15:00")),
        appraisal("2026-11-20T14:00", Some("2026-11-20T16:00")),
        appraisal("2026-11-20T13:00", Some("2026-11-20T13:30")),
    ];
    let clock = run_period(at("2026-11-20T11:00"), Period::Hours(4), &pauses);
    assert_eq!(clock.due_at, Some(at("2026-11-20T19:00")));
}

#[test]
fn an_open_pause_leaves_no_due_date_unless_the_period_ended_before() {
    let open = [appraisal("2026-11-25T09:00", None)];
    for (period, due) in [
        (Period::WorkingDays(2), Some(date("2026-11-24"))),
        (Period::WorkingDays(3), None),
        (Period::NaturalDays(4), Some(date("2026-11-24"))),
        (Period::NaturalDays(5), None),
        (Period::Hours(96), Some(date("2026-11-24"))),
        (Period::Hours(200), None),
    ] {
        assert_eq!(
            run_period(at("2026-11-20T12:00"), period, &open).due,
            due,
            "{period:?}"
        );
    }
}

#[test]
fn a_paused_clock_is_neither_calm_nor_overdue() {
    let open = [appraisal("2026-11-25T09:00", None)];
    let clock = run(
        RuleId::Mediate,
        date("2026-11-20"),
        &open,
        &calendar(),
        &profile(),
    );
    let now = at("2027-06-01T09:00");
    assert_eq!((clock.due, clock.wall), (None, None));
    assert_eq!(clock.level(now, &calendar()), Level::Paused);
    assert_eq!(clock.wall_level(now, &calendar()), Some(Level::Paused));
    assert_eq!(clock.remaining(now, &calendar()), Remaining::Paused);
    assert_eq!(
        clock.wall_remaining(now, &calendar()),
        Some(Remaining::Paused)
    );
}

#[test]
fn asking_the_consumer_stops_the_target_but_not_the_law() {
    let asked = [Pause {
        reason: PauseReason::ConsumerSupplement,
        from: at("2026-11-23T09:00"),
        to: Some(at("2026-11-25T09:00")),
    }];
    let run = |pauses: &[Pause]| {
        run(
            RuleId::Refuse,
            date("2026-11-20"),
            pauses,
            &calendar(),
            &profile(),
        )
    };
    let (plain, paused) = (run(&[]), run(&asked));
    assert_eq!(
        (plain.due, paused.due),
        (Some(date("2026-11-25")), Some(date("2026-11-27")))
    );
    assert_eq!(paused.wall, plain.wall);
}

#[test]
fn without_a_target_the_due_date_is_the_limit_of_the_law() {
    let mut profile = profile();
    let terms = Terms {
        target: None,
        ..profile.terms(RuleId::Refuse).into_owned()
    };
    profile.changed.insert(RuleId::Refuse, terms);
    let asked = [Pause {
        reason: PauseReason::ConsumerSupplement,
        from: at("2026-11-23T09:00"),
        to: Some(at("2026-11-25T09:00")),
    }];
    let clock = run(
        RuleId::Refuse,
        date("2026-11-20"),
        &asked,
        &calendar(),
        &profile,
    );
    assert_eq!(
        (clock.due, clock.wall),
        (Some(date("2026-12-01")), Some(date("2026-12-01")))
    );
}

#[test]
fn recusal_stops_mediation_only_where_the_organisation_says_so() {
    let recusal = [Pause {
        reason: PauseReason::Recusal,
        from: at("2026-08-10T09:00"),
        to: Some(at("2026-08-13T09:00")),
    }];
    let start = date("2026-07-01");
    let mut profile = profile();
    let wall =
        |profile: &ClockProfile| run(RuleId::Mediate, start, &recusal, &calendar(), profile).wall;
    assert_eq!(wall(&profile), Some(date("2026-08-30")));
    let mut terms = profile.terms(RuleId::Mediate).into_owned();
    terms.wall_pauses.to_mut().push(PauseReason::Recusal);
    profile.changed.insert(RuleId::Mediate, terms);
    assert_eq!(wall(&profile), Some(date("2026-09-02")));
}

#[rstest]
#[case("2026-04-14", RuleSet::Order20)]
#[case("2026-04-15", RuleSet::Order121)]
fn the_law_changes_on_the_day_order_121_came_into_force(
    #[case] received: &str,
    #[case] rules: RuleSet,
) {
    assert_eq!(RuleSet::for_received(date(received)), rules);
}

#[test]
fn a_case_from_before_keeps_45_working_days_and_the_notice_to_the_reporter() {
    let old = ClockProfile::default_for(RuleSet::Order20);
    let start = date("2026-04-14");
    let mediate = run(RuleId::L2, start, &[], &calendar(), &old);
    assert_eq!(mediate.wall_period, Some(Period::WorkingDays(45)));
    assert_eq!(mediate.due, Some(date("2026-06-18")));
    assert_eq!(
        mediate.basis,
        "《市场监督管理投诉举报处理暂行办法》第二十一条第五项"
    );
    let notice = run(RuleId::ReportNotice, start, &[], &calendar(), &old);
    assert_eq!(notice.wall_period, Some(Period::WorkingDays(5)));
    assert!(notice.basis.ends_with("第三十一条"), "{}", notice.basis);
    let promise = run(RuleId::ReportNotice, start, &[], &calendar(), &profile());
    assert_eq!(
        (promise.period, promise.wall_period),
        (Period::WorkingDays(5), None)
    );
    assert_eq!(promise.basis, "本机构办理时限");
}

#[test]
fn the_decision_on_a_report_has_no_limit_of_the_law() {
    let reports = ClockProfile::default_for_reports(RuleSet::Order121);
    for (rule, complaint, report) in [
        (RuleId::Review, Some(Period::WorkingDays(7)), None),
        (RuleId::Decide, Some(Period::WorkingDays(7)), None),
        (
            RuleId::Verify,
            Some(Period::WorkingDays(15)),
            Some(Period::WorkingDays(15)),
        ),
    ] {
        assert_eq!(profile().terms(rule).wall, complaint, "{rule}");
        assert_eq!(reports.terms(rule).wall, report, "{rule}");
    }
}

#[rstest]
#[case(RuleId::L5, Period::WorkingDays(30), Some(Period::WorkingDays(30)))]
#[case(RuleId::L6, Period::NaturalDays(120), Some(Period::NaturalDays(120)))]
#[case(RuleId::Verify, Period::WorkingDays(27), Some(Period::WorkingDays(30)))]
#[case(RuleId::Result, Period::NaturalDays(60), None)]
#[case(RuleId::L1, Period::WorkingDays(7), Some(Period::WorkingDays(7)))]
fn an_extension_lengthens_only_what_the_law_lets_it(
    #[case] rule: RuleId,
    #[case] target: Period,
    #[case] wall: Option<Period>,
) {
    let clock = run_extended(rule, date("2026-09-01"), &[], &calendar(), &profile());
    assert_eq!((clock.period, clock.wall_period), (target, wall));
}

#[rstest]
// Seven working days from Friday 2026-11-20 end on Tuesday 2026-12-01.
#[case("2026-11-20T18:00", Level::Calm, Remaining::WorkingDays(7))]
#[case("2026-11-25T09:00", Level::Calm, Remaining::WorkingDays(4))]
#[case("2026-11-26T09:00", Level::Half, Remaining::WorkingDays(3))]
#[case("2026-11-27T09:00", Level::Half, Remaining::WorkingDays(2))]
#[case("2026-11-29T09:00", Level::Half, Remaining::WorkingDays(2))]
#[case("2026-11-30T09:00", Level::Near, Remaining::WorkingDays(1))]
#[case("2026-12-01T23:59", Level::Near, Remaining::Today)]
#[case("2026-12-02T00:00", Level::Overdue, Remaining::OverdueWorkingDays(1))]
#[case("2026-12-05T12:00", Level::Overdue, Remaining::OverdueWorkingDays(3))]
#[case("2026-12-07T12:00", Level::Overdue, Remaining::OverdueWorkingDays(4))]
fn a_chip_says_how_many_working_days_are_left(
    #[case] now: &str,
    #[case] level: Level,
    #[case] remaining: Remaining,
) {
    let clock = run(RuleId::L1, date("2026-11-20"), &[], &calendar(), &profile());
    assert_eq!(clock.level(at(now), &calendar()), level);
    assert_eq!(clock.wall_level(at(now), &calendar()), Some(level));
    assert_eq!(clock.remaining(at(now), &calendar()), remaining);
}

#[rstest]
#[case("2026-11-27T23:59", Remaining::Today)]
#[case("2026-11-28T09:00", Remaining::OverdueWorkingDays(1))]
#[case("2026-11-30T09:00", Remaining::OverdueWorkingDays(1))]
#[case("2026-12-01T09:00", Remaining::OverdueWorkingDays(2))]
fn a_date_missed_on_a_friday_is_a_day_late_on_saturday_already(
    #[case] now: &str,
    #[case] remaining: Remaining,
) {
    let clock = run(RuleId::L1, date("2026-11-18"), &[], &calendar(), &profile());
    assert_eq!(clock.remaining(at(now), &calendar()), remaining);
}

#[rstest]
#[case("2026-11-20T10:00", Level::Calm, Remaining::Hours(24))]
#[case("2026-11-20T21:59", Level::Calm, Remaining::Hours(13))]
#[case("2026-11-20T22:00", Level::Half, Remaining::Hours(12))]
#[case("2026-11-21T05:12", Level::Near, Remaining::Hours(5))]
#[case("2026-11-21T10:00", Level::Near, Remaining::Hours(0))]
#[case("2026-11-21T10:01", Level::Overdue, Remaining::OverdueHours(1))]
fn a_clock_of_hours_is_told_in_hours(
    #[case] now: &str,
    #[case] level: Level,
    #[case] remaining: Remaining,
) {
    let clock = run(
        RuleId::FirstReply,
        at("2026-11-20T10:00"),
        &[],
        &calendar(),
        &profile(),
    );
    assert_eq!(clock.level(at(now), &calendar()), level);
    assert_eq!(clock.remaining(at(now), &calendar()), remaining);
    assert_eq!(clock.wall_level(at(now), &calendar()), None);
}

#[rstest]
#[case("2026-07-01T09:00", Level::Calm, Remaining::NaturalDays(60))]
#[case("2026-07-31T09:00", Level::Half, Remaining::NaturalDays(30))]
#[case("2026-08-18T09:00", Level::Near, Remaining::NaturalDays(12))]
#[case("2026-08-30T09:00", Level::Near, Remaining::Today)]
#[case("2026-08-31T09:00", Level::Overdue, Remaining::OverdueNaturalDays(1))]
fn a_clock_of_natural_days_is_told_in_days(
    #[case] now: &str,
    #[case] level: Level,
    #[case] remaining: Remaining,
) {
    let clock = run(RuleId::L2, date("2026-07-01"), &[], &calendar(), &profile());
    assert_eq!(clock.level(at(now), &calendar()), level);
    assert_eq!(clock.remaining(at(now), &calendar()), remaining);
}

#[test]
fn every_rule_is_found_by_its_code_and_by_nothing_else() {
    for rule in RuleId::ALL {
        assert_eq!(rule.code().parse::<RuleId>(), Ok(*rule));
        assert_eq!(serde_json::to_value(rule).unwrap(), rule.code());
        assert!(!rule.label().zh.is_empty() && !rule.label().en.is_empty());
    }
    assert_eq!(RuleId::ALL.len(), 36);
    for wrong in ["", "l1", "L13", "C-", "C-review"] {
        assert!(wrong.parse::<RuleId>().is_err(), "{wrong}");
    }
}

#[test]
fn every_limit_of_the_law_names_its_source_in_both_orders() {
    for rule in RuleId::ALL.iter().filter(|rule| rule.is_law()) {
        for rules in [RuleSet::Order20, RuleSet::Order121] {
            assert!(rule.citation(rules).is_some(), "{rule} {rules:?}");
            assert!(Terms::default_for(*rule, rules).wall.is_some(), "{rule}");
        }
    }
}

#[test]
fn no_target_lies_beyond_the_limit_of_the_law() {
    let calendar = calendar();
    for rules in [RuleSet::Order20, RuleSet::Order121] {
        let profile = ClockProfile::default_for(rules);
        for rule in RuleId::ALL {
            for start in date("2024-01-01").iter_days().take(1096) {
                let clock = run(*rule, start, &[], &calendar, &profile);
                assert!(
                    clock.wall.is_none_or(|wall| clock.due <= Some(wall)),
                    "{rule} {start}"
                );
            }
        }
    }
}

#[test]
fn a_profile_and_a_clock_survive_storage() {
    let mut profile = with_period(Period::Hours(3));
    profile.roll_weekend = true;
    let stored = serde_json::to_string(&profile).unwrap();
    assert_eq!(
        serde_json::from_str::<ClockProfile>(&stored).unwrap(),
        profile
    );
    let clock = run(
        RuleId::Review,
        at("2026-09-30T17:00"),
        &[],
        &calendar(),
        &profile,
    );
    let stored = serde_json::to_string(&clock).unwrap();
    assert_eq!(serde_json::from_str::<Clock>(&stored).unwrap(), clock);
}

#[test]
fn the_profile_in_force_is_the_latest_that_had_begun() {
    let old = ClockProfile::default_for(RuleSet::Order20);
    let new = profile();
    let later = ClockProfile {
        effective_from: date("2026-10-01"),
        ..profile()
    };
    let history = [later.clone(), old.clone(), new.clone()];
    let on = |day: &str| ClockProfile::in_force(&history, date(day));
    assert_eq!(on("2019-12-31"), None);
    assert_eq!(on("2026-04-14"), Some(&old));
    assert_eq!(on("2026-09-30"), Some(&new));
    assert_eq!(on("2026-10-01"), Some(&later));
}

#[test]
fn a_breach_is_named_for_every_clock_of_the_catalogue() {
    let breach = |rule| Terms::default_for(rule, RuleSet::Order121).on_breach;
    assert_eq!(breach(RuleId::Sign), Breach::Reassign);
    assert_eq!(breach(RuleId::Review), Breach::AmberToLeader);
    assert_eq!(breach(RuleId::Mediate), Breach::EndMediation);
    assert_eq!(breach(RuleId::Major), Breach::Alarm);
    assert_eq!(breach(RuleId::Callback), Breach::Listed);
}

#[test]
fn the_ends_of_time_are_dates_like_any_other() {
    let calendar = calendar();
    let instants = [
        DateTime::<Utc>::MIN_UTC,
        at("2026-11-20T09:00"),
        DateTime::<Utc>::MAX_UTC,
    ];
    let mut starts: Vec<Start> = instants.map(Start::from).to_vec();
    starts.extend([NaiveDate::MIN, NaiveDate::MAX].map(Start::from));
    for pauses in instants.iter().flat_map(|from| {
        [
            None,
            Some(DateTime::<Utc>::MAX_UTC),
            Some(DateTime::<Utc>::MIN_UTC),
        ]
        .map(|to| {
            [Pause {
                reason: PauseReason::Appraisal,
                from: *from,
                to,
            }]
        })
    }) {
        for (start, rule) in starts
            .iter()
            .flat_map(|s| RuleId::ALL.iter().map(move |r| (*s, *r)))
        {
            let clock = run(rule, start, &pauses, &calendar, &profile());
            assert!(
                clock.due.is_none_or(|due| due >= start.date()),
                "{rule} {start}"
            );
            for now in instants {
                let _ = (
                    clock.level(now, &calendar),
                    clock.wall_level(now, &calendar),
                );
                let _ = (
                    clock.remaining(now, &calendar),
                    clock.wall_remaining(now, &calendar),
                );
            }
        }
    }
}

#[rstest]
#[case("2026-09-30", Some(Start::Day(NaiveDate::from_ymd_opt(2026, 9, 30).unwrap())))]
#[case(
    "2026-09-30T17:00:00+08:00",
    Some(Start::Instant(at("2026-09-30T17:00")))
)]
#[case("2026-09-30T09:00:00Z", Some(Start::Instant(at("2026-09-30T17:00"))))]
#[case("2026-02-30", None)]
#[case("tomorrow", None)]
#[case("", None)]
fn a_start_is_a_date_or_an_instant(#[case] text: &str, #[case] start: Option<Start>) {
    assert_eq!(text.parse::<Start>().ok(), start);
    if let Some(start) = start {
        assert_eq!(start.to_string().parse::<Start>().ok(), Some(start));
    }
}
