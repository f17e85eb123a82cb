//! The event that starts a clock.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::zone::{end_of_day, local_date};

/// When the event happened: a bare date from a paper file, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Start {
    /// A date at UTC+08:00, hour unknown.
    Day(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
}

/// A text that is neither a date `YYYY-MM-DD` nor an RFC 3339 instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a date (YYYY-MM-DD) nor an instant (RFC 3339)")]
pub struct NotAStart;

impl Start {
    /// The date of the event at UTC+08:00.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Day(date) => date,
            Self::Instant(instant) => local_date(instant),
        }
    }

    /// The instant from which hours run: the event, or the end of its day when only that is known,
    /// so that no deadline can pass before the event happened.
    pub fn instant(self) -> DateTime<Utc> {
        match self {
            Self::Day(date) => end_of_day(date),
            Self::Instant(instant) => instant,
        }
    }
}

impl From<NaiveDate> for Start {
    fn from(date: NaiveDate) -> Self {
        Self::Day(date)
    }
}

impl From<DateTime<Utc>> for Start {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::Instant(instant)
    }
}

impl FromStr for Start {
    type Err = NotAStart;

    fn from_str(text: &str) -> Result<Self, NotAStart> {
        if let Ok(date) = text.parse::<NaiveDate>() {
            return Ok(Self::Day(date));
        }
        let instant = DateTime::parse_from_rfc3339(text).map_err(|_| NotAStart)?;
        Ok(Self::Instant(instant.with_timezone(&Utc)))
    }
}

impl fmt::Display for Start {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(out),
            Self::Instant(instant) => {
                out.write_str(&instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
            }
        }
    }
}
