//! The outside world: the system's clock and the operating system's random source.

use chrono::{DateTime, SubsecRound as _, Utc};
use service::ports::{Clock, Random};

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock port")]
    fn now(&self) -> DateTime<Utc> {
        // Both engines keep microseconds; more would not come back as it was written.
        Utc::now().trunc_subsecs(6)
    }
}

/// The random source of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    /// # Panics
    /// When the operating system has no randomness to give: nothing secret can be made then.
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            unreachable!("the operating system's random source failed: {error}");
        }
    }
}
