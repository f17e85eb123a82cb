//! When things happened: offices work on working days, people write at any hour of the day.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use domain::calendar::Calendar;
use domain::locale::BUSINESS_OFFSET;

use super::chance::Chance;
use super::story::Received;

/// The office opens at nine, in minutes of the day.
const OPENS: i64 = 9 * 60;
/// It closes at half past five.
const CLOSES: i64 = 17 * 60 + 30;
/// People write from eight in the morning.
const WAKES: i64 = 8 * 60;
/// Until half past ten in the evening.
const SLEEPS: i64 = 22 * 60 + 30;
/// Hours in which people file, the busy ones several times.
const FILING_HOURS: &[i64] = &[
    8, 9, 9, 10, 10, 11, 12, 14, 15, 15, 16, 16, 17, 19, 20, 20, 21,
];
/// Hours in which desks register.
const DESK_HOURS: &[i64] = &[9, 9, 10, 10, 11, 14, 15, 15, 16, 16, 17];

/// The instant of a minute of a day in the county.
fn instant(date: NaiveDate, minute: i64, second: i64) -> DateTime<Utc> {
    let local =
        date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute) + TimeDelta::seconds(second);
    let offset = TimeDelta::seconds(BUSINESS_OFFSET.local_minus_utc().into());
    local.and_utc() - offset
}

fn day_and_minute(at: DateTime<Utc>) -> (NaiveDate, i64) {
    let local = at.with_timezone(&BUSINESS_OFFSET);
    (
        local.date_naive(),
        i64::from(local.num_seconds_from_midnight() / 60),
    )
}

/// The midnight with which `today` begins: everything in a demonstration happened before it.
pub(super) fn end(today: NaiveDate) -> DateTime<Utc> {
    instant(today, 0, 0)
}

/// The day so many days before.
pub(super) fn days_before(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_sub_days(Days::new(days.unsigned_abs()))
        .unwrap_or(day)
}

/// The working day so many working days before `day`, or after it when negative.
pub(super) fn working_days_before(calendar: &Calendar, day: NaiveDate, days: i64) -> NaiveDate {
    let step = TimeDelta::days(if days < 0 { 1 } else { -1 });
    let mut left = days.abs();
    let mut date = day;
    while left > 0 {
        date += step;
        if calendar.day(date).kind.is_worked() {
            left -= 1;
        }
    }
    date
}

/// When a case came in. On days off less than half as much arrives.
pub(super) fn received(
    calendar: &Calendar,
    today: NaiveDate,
    when: Received,
    at_desk: bool,
    chance: &mut Chance,
) -> DateTime<Utc> {
    let hours = if at_desk { DESK_HOURS } else { FILING_HOURS };
    let date = match when {
        Received::Evening => {
            let minute = chance.between(17 * 60, 23 * 60 + 30);
            return instant(days_before(today, 1), minute, chance.between(0, 59));
        }
        Received::WorkingDays(from, to) => {
            working_days_before(calendar, today, chance.between(from, to))
        }
        Received::Days(from, to) => {
            let mut date = days_before(today, chance.between(from, to));
            while !calendar.day(date).kind.is_worked() && chance.percent(55) {
                date = days_before(date, 1);
            }
            date
        }
    };
    let minute = chance.pick(hours) * 60 + chance.between(0, 59);
    instant(date, minute, chance.between(0, 59))
}

/// When a case came in that came in on this day.
pub(super) fn on(date: NaiveDate, at_desk: bool, chance: &mut Chance) -> DateTime<Utc> {
    let hours = if at_desk { DESK_HOURS } else { FILING_HOURS };
    let minute = chance.pick(hours) * 60 + chance.between(0, 59);
    instant(date, minute, chance.between(0, 59))
}

/// So many minutes of office time later.
pub(super) fn office(
    calendar: &Calendar,
    from: DateTime<Utc>,
    minutes: i64,
    second: i64,
) -> DateTime<Utc> {
    let (mut date, minute) = day_and_minute(from);
    let mut at = minute.max(OPENS);
    let mut left = minutes.max(1);
    loop {
        if calendar.day(date).kind.is_worked() && at < CLOSES {
            let today = left.min(CLOSES - at);
            at += today;
            left -= today;
            if left == 0 {
                return instant(date, at, second);
            }
        }
        date += TimeDelta::days(1);
        at = OPENS;
    }
}

/// So many minutes later, but not at night.
pub(super) fn at_home(from: DateTime<Utc>, minutes: i64, second: i64) -> DateTime<Utc> {
    let later = from + TimeDelta::minutes(minutes.max(1));
    let (date, minute) = day_and_minute(later);
    if minute < WAKES {
        instant(date, WAKES + minute % 60, second)
    } else if minute >= SLEEPS {
        instant(date + TimeDelta::days(1), WAKES + minute % 60, second)
    } else {
        instant(date, minute, second)
    }
}
