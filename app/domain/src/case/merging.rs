//! One matter under one number: a case that says the same as another is merged into it (Order 121
//! Art. 35 for reports).

use super::Case;
use super::event::Event;
use super::refusal::Refusal;
use crate::code::Outcome;
use crate::value::{CaseNumber, Fen, LongText};

impl Case {
    /// This case ends, and the person is told under which number the matter goes on.
    pub(super) fn merge(&self, into: CaseNumber, text: LongText) -> Result<Vec<Event>, Refusal> {
        if into == self.number {
            return Err(Refusal::MainCaseNotPossible);
        }
        Ok(vec![
            Event::MergedInto { number: into },
            Event::Closed {
                outcome: Outcome::Merged,
                reply: Some(text),
                recovered: Fen::ZERO,
                termination: None,
            },
        ])
    }

    /// The event by which this case takes in another about the same matter: one of the same kind,
    /// at the same organisation, while this one is open.
    ///
    /// # Errors
    /// [`Refusal::MainCaseNotPossible`] where it cannot.
    pub fn take_in(&self, other: &Self) -> Result<Event, Refusal> {
        let fits = self.number != other.number
            && self.case_type() == other.case_type()
            && self.organisation == other.organisation
            && self.state.is_open();
        fits.then(|| Event::TookIn {
            number: other.number.clone(),
            received_at: other.received_at,
        })
        .ok_or(Refusal::MainCaseNotPossible)
    }
}
