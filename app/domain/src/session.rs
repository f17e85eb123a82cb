//! How long a signed-in device stays so, when it locks, and how often somebody may try.
//!
//! A session begins with the password. Where the account has a second factor it waits for the code
//! and opens nothing until then; where it has a PIN it locks when nobody uses it, and the PIN opens
//! it again. Nothing but the password begins a session.

use chrono::{DateTime, TimeDelta, Utc};

/// Time without use after which a session ends.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// Time after which a session ends in any case.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
/// Time for the code after the password.
pub const CODE_WAIT: TimeDelta = TimeDelta::minutes(5);
/// Time without use after which a session locks, where the person has a PIN.
pub const LOCK_AFTER: TimeDelta = TimeDelta::minutes(5);
/// Wrong passwords and codes in a row after which an account is shut for a while.
pub const SIGN_IN_TRIES: i64 = 5;
/// How long it is shut then.
pub const SHUT: TimeDelta = TimeDelta::minutes(15);
/// Wrong PINs in a row with which a session ends: of a million PINs five are guessed with a chance
/// of 1 to 200,000.
pub const PIN_TRIES: i64 = 5;

/// What a session opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Everything its person may do.
    Open,
    /// Nothing but the page that asks for the PIN.
    Locked,
}

/// How a session stands at `now`: locked by hand since `locked_at`, or by not having been used
/// since `last_seen_at` where the person has a PIN. A lock stays when the PIN is taken away.
pub fn standing(
    locked_at: Option<DateTime<Utc>>,
    has_pin: bool,
    last_seen_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Standing {
    if locked_at.is_some() || (has_pin && now - last_seen_at >= LOCK_AFTER) {
        Standing::Locked
    } else {
        Standing::Open
    }
}

/// Time between two notes of "last seen", so that reading does not mean writing. Where the lock
/// depends on it they are closer together, and the lock comes at most this much too early.
pub const fn noted_every(has_pin: bool) -> TimeDelta {
    if has_pin {
        TimeDelta::seconds(30)
    } else {
        TimeDelta::minutes(5)
    }
}

/// How often a PIN may still be tried after `wrong` wrong ones; `None` when the session is over.
pub fn pin_tries_left(wrong: i64) -> Option<i64> {
    Some(PIN_TRIES - wrong).filter(|left| *left > 0)
}

/// Until when an account is shut that was tried `wrong` times in a row without success.
pub fn shut_until(wrong: i64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (wrong >= SIGN_IN_TRIES).then(|| now + SHUT)
}
