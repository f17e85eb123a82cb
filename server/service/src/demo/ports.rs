//! The time and the randomness of a demonstration: both are set, neither is real.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::ports::{Clock, Random};

/// A clock that stands where it was set.
#[derive(Debug, Default)]
pub(super) struct SetClock(AtomicI64);

impl SetClock {
    /// Sets the present instant.
    pub(super) fn set(&self, instant: DateTime<Utc>) {
        self.0.store(instant.timestamp_micros(), Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::Relaxed)).unwrap_or_default()
    }
}

/// Bytes that follow from a seed, so that receipts and passwords are the same for the same seed.
/// Nothing in a demonstration is secret; `serve` keeps such a database on loopback.
pub(super) struct SeededRandom(Mutex<fastrand::Rng>);

impl SeededRandom {
    pub(super) fn new(seed: u64) -> Self {
        Self(Mutex::new(fastrand::Rng::with_seed(seed)))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill(bytes);
    }
}
