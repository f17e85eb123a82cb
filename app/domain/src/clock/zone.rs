//! Days at the county's offset. China has one offset all year, UTC+08:00.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

const OFFSET: TimeDelta = TimeDelta::hours(8);

/// The date of an instant at UTC+08:00; the last representable date at the end of time.
pub fn local_date(instant: DateTime<Utc>) -> NaiveDate {
    instant
        .naive_utc()
        .checked_add_signed(OFFSET)
        .map_or(NaiveDate::MAX, |local| local.date())
}

/// The first second of a date at UTC+08:00, as an instant.
pub fn start_of_day(date: NaiveDate) -> DateTime<Utc> {
    date.and_time(NaiveTime::MIN)
        .checked_sub_signed(OFFSET)
        .map_or(DateTime::<Utc>::MIN_UTC, |utc| utc.and_utc())
}

/// The last second of a date at UTC+08:00 (23:59:59), as an instant.
pub fn end_of_day(date: NaiveDate) -> DateTime<Utc> {
    let last_second = NaiveTime::MIN
        .overflowing_sub_signed(TimeDelta::seconds(1))
        .0;
    date.and_time(last_second)
        .checked_sub_signed(OFFSET)
        .map_or(DateTime::<Utc>::MIN_UTC, |utc| utc.and_utc())
}
