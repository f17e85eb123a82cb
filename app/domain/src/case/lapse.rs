//! Material that was asked for and did not come: the case does not wait for ever.
//!
//! The day after the last one the review goes on by itself. Nothing is decided by that: an officer
//! accepts, asks again, or proposes a refusal with the ground that fits (Order 121 Art. 16(5), (6)).

use chrono::{DateTime, Days, Utc};

use super::Case;
use super::event::Event;
use super::state::State;
use crate::locale::{business_date, start_of_business_day};

impl Case {
    /// When an open request for material lapses: as its last day ends.
    pub fn material_lapses_at(&self) -> Option<DateTime<Utc>> {
        let material = self.material.as_ref()?;
        let after = material.due.checked_add_days(Days::new(1))?;
        start_of_business_day(after)
    }

    /// The event of a request for material whose last day is over; none while it still runs or was
    /// answered.
    pub fn lapse_material(&self, now: DateTime<Utc>) -> Option<Event> {
        let material = self.material.as_ref()?;
        let lapses = self.state == State::Supplement && material.due < business_date(now);
        lapses.then_some(Event::MaterialLapsed { due: material.due })
    }
}
