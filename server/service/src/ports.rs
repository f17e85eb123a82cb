//! What the use cases take from outside.

use chrono::{DateTime, Utc};

/// The present time. Production reads the system clock, tests set it.
pub trait Clock: Send + Sync {
    /// The present instant, truncated to microseconds so that both engines keep it exactly.
    fn now(&self) -> DateTime<Utc>;
}

/// Unpredictable bytes. Production reads the operating system, demos and tests use a seed.
pub trait Random: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}
