//! The clock engine against a naive day-by-day and minute-by-minute oracle, 2004–2030.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has to stop"
)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use domain::calendar::{BUILT_IN, Calendar};
use domain::clock::{
    ClockProfile, Pause, PauseReason, Period, Reason, RuleId, RuleSet, Start, Terms, explain, run,
};
use proptest::prelude::*;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::built_in().unwrap());

/// Holidays and make-up days as plain sets, read from the data without the engine.
struct Oracle {
    holidays: BTreeSet<NaiveDate>,
    make_up_days: BTreeSet<NaiveDate>,
}

/// A pause in local time; open without an end.
type LocalPause = (NaiveDateTime, Option<NaiveDateTime>);

static ORACLE: LazyLock<Oracle> = LazyLock::new(|| {
    let json: serde_json::Value = serde_json::from_str(BUILT_IN).unwrap();
    let mut oracle = Oracle {
        holidays: BTreeSet::new(),
        make_up_days: BTreeSet::new(),
    };
    let read = |value: &serde_json::Value| value.as_str().unwrap().parse::<NaiveDate>().unwrap();
    for year in json.as_object().unwrap().values() {
        for block in year["holidays"].as_array().unwrap() {
            let to = read(&block["to"]);
            let days = read(&block["from"])
                .iter_days()
                .take_while(|day| *day <= to);
            oracle.holidays.extend(days);
        }
        oracle
            .make_up_days
            .extend(year["make_up_days"].as_array().unwrap().iter().map(read));
    }
    oracle
});

impl Oracle {
    fn works(&self, day: NaiveDate) -> bool {
        if self.make_up_days.contains(&day) {
            return true;
        }
        !self.holidays.contains(&day) && !["Sat", "Sun"].contains(&&*day.weekday().to_string())
    }

    fn paused(day: NaiveDate, pauses: &[LocalPause]) -> bool {
        let midnight = (day + Days::new(1)).and_hms_opt(0, 0, 0).unwrap();
        pauses
            .iter()
            .any(|(from, to)| *from < midnight && to.is_none_or(|to| to >= midnight))
    }

    /// The n-th unpaused working day.
    fn working(&self, start: NaiveDate, n: u16, pauses: &[LocalPause]) -> Option<NaiveDate> {
        let days = start.iter_days().skip(1).take(3000);
        let mut counted = days.filter(|day| self.works(*day) && !Self::paused(*day, pauses));
        counted.nth(usize::from(n) - 1)
    }

    /// The n-th unpaused day, or the first unpaused day after it on which a period may end.
    fn natural(
        &self,
        start: NaiveDate,
        n: u16,
        pauses: &[LocalPause],
        roll_weekend: bool,
    ) -> Option<NaiveDate> {
        let days = start.iter_days().skip(1).take(3000);
        let counted = days.filter(|day| !Self::paused(*day, pauses));
        counted.skip(usize::from(n) - 1).find(|day| {
            let must_move = roll_weekend && !self.works(*day);
            !must_move && !self.holidays.contains(day)
        })
    }

    /// The minute at which n hours have run.
    fn hours(start: NaiveDateTime, n: u16, pauses: &[LocalPause]) -> Option<NaiveDateTime> {
        let mut left = u32::from(n) * 60;
        let mut now = start;
        let last = start + TimeDelta::days(120);
        while left > 0 {
            let stopped = pauses
                .iter()
                .any(|(from, to)| *from <= now && to.is_none_or(|to| now < to));
            left -= u32::from(!stopped);
            now += TimeDelta::minutes(1);
            if now > last {
                return None;
            }
        }
        Some(now)
    }
}

fn utc(local: NaiveDateTime) -> DateTime<Utc> {
    (local - TimeDelta::hours(8)).and_utc()
}

fn engine_pauses(pauses: &[LocalPause]) -> Vec<Pause> {
    let pause = |(from, to): &LocalPause| Pause {
        reason: PauseReason::Appraisal,
        from: utc(*from),
        to: to.map(utc),
    };
    pauses.iter().map(pause).collect()
}

fn profile(period: Period, roll_weekend: bool) -> ClockProfile {
    let mut profile = ClockProfile::default_for(RuleSet::Order121);
    profile.roll_weekend = roll_weekend;
    let terms = Terms {
        target: Some(period),
        target_pauses: vec![PauseReason::Appraisal].into(),
        ..Terms::default_for(RuleId::Consult, RuleSet::Order121)
    };
    profile.changed.insert(RuleId::Consult, terms);
    profile
}

fn due(start: impl Into<Start>, period: Period, pauses: &[LocalPause]) -> Option<NaiveDate> {
    due_rolling(start, period, pauses, false)
}

fn due_rolling(
    start: impl Into<Start>,
    period: Period,
    pauses: &[LocalPause],
    roll_weekend: bool,
) -> Option<NaiveDate> {
    let pauses = engine_pauses(pauses);
    run(
        RuleId::Consult,
        start,
        &pauses,
        &CALENDAR,
        &profile(period, roll_weekend),
    )
    .due
}

fn working(start: NaiveDate, n: u16) -> NaiveDate {
    due(start, Period::WorkingDays(n), &[]).unwrap()
}

fn natural(start: NaiveDate, n: u16) -> NaiveDate {
    due(start, Period::NaturalDays(n), &[]).unwrap()
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2004, 1, 1).unwrap()
}

/// The number of cases, or more when `PROPTEST_CASES` asks for more.
fn at_least(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(cases),
        ..default
    }
}

prop_compose! {
    /// Any day from 2004 to 2030.
    fn any_day()(offset in 0u64..9862) -> NaiveDate {
        first_day() + Days::new(offset)
    }
}

prop_compose! {
    /// Up to four pauses around a day, overlapping, empty and reversed ones among them, one open
    /// in every six.
    fn pauses_around(day: NaiveDate)(
        pauses in prop::collection::vec((-15_000i64..60_000, -600i64..30_000, 0u8..24), 0..5)
    ) -> Vec<LocalPause> {
        let midnight = day.and_hms_opt(0, 0, 0).unwrap();
        pauses
            .into_iter()
            .map(|(from, length, open)| {
                let from = midnight + TimeDelta::minutes(from);
                let to = from + TimeDelta::minutes(length);
                (from, (open > 0).then_some(to))
            })
            .collect()
    }
}

fn a_day_with_pauses() -> impl Strategy<Value = (NaiveDate, Vec<LocalPause>)> {
    any_day().prop_flat_map(|day| (Just(day), pauses_around(day)))
}

proptest! {
    #![proptest_config(at_least(2000))]

    #[test]
    fn working_days_agree_with_the_oracle((start, pauses) in a_day_with_pauses(), n in 1u16..80) {
        prop_assert_eq!(
            due(start, Period::WorkingDays(n), &pauses),
            ORACLE.working(start, n, &pauses)
        );
    }

    #[test]
    fn natural_days_agree_with_the_oracle(
        (start, pauses) in a_day_with_pauses(), n in 1u16..130, roll_weekend: bool
    ) {
        prop_assert_eq!(
            due_rolling(start, Period::NaturalDays(n), &pauses, roll_weekend),
            ORACLE.natural(start, n, &pauses, roll_weekend)
        );
    }

    #[test]
    fn adding_a_then_b_working_days_is_adding_both(
        start in any_day(), a in 1u16..60, b in 1u16..60
    ) {
        prop_assert_eq!(working(working(start, a), b), working(start, a + b));
    }

    #[test]
    fn a_due_date_is_later_than_its_start_and_of_the_right_kind(start in any_day(), n in 1u16..200) {
        prop_assert!(working(start, n) > start);
        prop_assert!(ORACLE.works(working(start, n)));
        prop_assert!(natural(start, n) >= start + Days::new(u64::from(n)));
        prop_assert!(!ORACLE.holidays.contains(&natural(start, n)));
    }

    #[test]
    fn a_longer_period_never_ends_earlier((start, pauses) in a_day_with_pauses(), n in 1u16..100) {
        for (short, long) in [
            (Period::WorkingDays(n), Period::WorkingDays(n + 1)),
            (Period::NaturalDays(n), Period::NaturalDays(n + 1)),
        ] {
            let (short, long) = (due(start, short, &pauses), due(start, long, &pauses));
            prop_assert!(long.is_none() || short <= long, "{:?} {:?}", short, long);
            prop_assert!(short.is_some() || long.is_none());
        }
    }

    #[test]
    fn a_later_start_never_ends_earlier(
        (start, pauses) in a_day_with_pauses(), days in 0u64..30, n in 1u16..100
    ) {
        for period in [Period::WorkingDays(n), Period::NaturalDays(n)] {
            let early = due(start, period, &pauses);
            let late = due(start + Days::new(days), period, &pauses);
            prop_assert!(late.is_none() || early.is_some() && early <= late);
        }
    }

    #[test]
    fn a_pause_never_brings_a_date_forward((start, pauses) in a_day_with_pauses(), n in 1u16..100) {
        for period in [Period::WorkingDays(n), Period::NaturalDays(n), Period::Hours(n)] {
            let (plain, paused) = (due(start, period, &[]), due(start, period, &pauses));
            prop_assert!(paused.is_none() || plain <= paused);
        }
    }

    #[test]
    fn an_explanation_agrees_with_the_date_and_leaves_no_day_out(
        (start, pauses) in a_day_with_pauses(), n in 1u16..100, working: bool
    ) {
        let period = if working { Period::WorkingDays(n) } else { Period::NaturalDays(n) };
        let profile = profile(period, false);
        let pauses = engine_pauses(&pauses);
        let told = explain(RuleId::Consult, start, &pauses, &CALENDAR, &profile);
        let clock = run(RuleId::Consult, start, &pauses, &CALENDAR, &profile);
        prop_assert_eq!((told.due, told.due_at), (clock.due, clock.due_at));
        prop_assert_eq!(told.provisional, clock.provisional);
        for (offset, day) in told.days.iter().enumerate() {
            prop_assert_eq!(day.date, start + Days::new(offset as u64));
        }
        let last = told.days.last().unwrap();
        let counted = told.days.iter().filter(|day| day.counted).count();
        if let Some(due) = told.due {
            prop_assert_eq!(counted, usize::from(n));
            prop_assert_eq!(last.date, due);
            prop_assert!(last.counted || last.reason == Reason::RolledOver);
        } else {
            prop_assert_eq!(last.reason, Reason::Paused);
        }
    }

    #[test]
    fn a_date_is_provisional_exactly_when_an_unknown_year_could_move_it(
        start in any_day(), n in 1u16..60
    ) {
        for period in [Period::WorkingDays(n), Period::NaturalDays(n)] {
            let clock = run(RuleId::Consult, start, &[], &CALENDAR, &profile(period, false));
            prop_assert_eq!(clock.provisional, clock.due.unwrap().year() > 2026);
        }
    }
}

proptest! {
    #![proptest_config(at_least(300))]

    #[test]
    fn hours_agree_with_the_oracle(
        (day, pauses) in a_day_with_pauses(), minute in 0i64..1440, n in 0u16..300
    ) {
        let start = day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minute);
        let engine = run(
            RuleId::Consult,
            utc(start),
            &engine_pauses(&pauses),
            &CALENDAR,
            &profile(Period::Hours(n), false),
        );
        prop_assert_eq!(engine.due_at, Oracle::hours(start, n, &pauses).map(utc));
    }
}

#[test]
fn every_start_of_2024_to_2026_agrees_with_the_oracle_for_up_to_120_days() {
    for start in NaiveDate::from_ymd_opt(2024, 1, 1)
        .unwrap()
        .iter_days()
        .take(1096)
    {
        let worked: Vec<_> = start
            .iter_days()
            .skip(1)
            .filter(|d| ORACLE.works(*d))
            .take(120)
            .collect();
        for (n, expected) in (1u16..).zip(worked) {
            assert_eq!(working(start, n), expected, "{start} + {n} working days");
        }
        for n in 1u16..=120 {
            let raw = start + Days::new(u64::from(n));
            let expected = raw
                .iter_days()
                .find(|day| !ORACLE.holidays.contains(day))
                .unwrap();
            assert_eq!(natural(start, n), expected, "{start} + {n} days");
        }
    }
}
