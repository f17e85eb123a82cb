//! Prints every day of the built-in calendar as `date,kind`, for comparison with other calendars
//! (`end2end/calendars/`).

use std::io::{self, BufWriter, Write};

use chrono::{Datelike, NaiveDate};
use domain::calendar::{Calendar, DayKind};

fn main() -> io::Result<()> {
    let calendar = Calendar::built_in().map_err(io::Error::other)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for year in calendar.years() {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or(io::ErrorKind::InvalidData)?;
        for date in first.iter_days().take_while(|date| date.year() == year) {
            let kind = match calendar.day(date).kind {
                DayKind::WorkingDay => "working_day",
                DayKind::MakeUpDay => "make_up_day",
                DayKind::Weekend => "weekend",
                DayKind::Holiday(_) => "holiday",
            };
            writeln!(out, "{date},{kind}")?;
        }
    }
    out.flush()
}
