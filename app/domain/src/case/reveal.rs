//! Who may see a complainant's data in clear, and who may send them a link.

use super::refusal::Refusal;
use super::table::DESK;
use super::{Case, CommandKind};
use crate::actor::Staff;
use crate::code::CaseType;

impl Case {
    /// Whether this person may see the complainant's data in clear: desk roles of the
    /// organisation, and for a report only the responsible person (Order 121 Art. 37).
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn may_reveal(&self, staff: &Staff) -> Result<(), Refusal> {
        if staff.organisation != self.organisation {
            return Err(Refusal::OtherOrganisation);
        }
        self.impartial(staff)?;
        let assigned = self
            .assignee
            .as_ref()
            .is_some_and(|assignee| assignee.account == staff.account);
        let desk = DESK.iter().any(|role| staff.roles.contains(role));
        if desk && (self.case_type() != CaseType::Report || assigned) {
            Ok(())
        } else {
            Err(Refusal::RoleMissing)
        }
    }

    /// Whether this person may make a link that opens the case for whoever filed it: everybody at
    /// a desk of the organisation, while the case is open and was filed with a name.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn may_link(&self, staff: &Staff) -> Result<(), Refusal> {
        if staff.organisation != self.organisation {
            return Err(Refusal::OtherOrganisation);
        }
        self.impartial(staff)?;
        if !DESK.iter().any(|role| staff.roles.contains(role)) {
            return Err(Refusal::RoleMissing);
        }
        if !self.state.is_open() || self.filing.person().is_none() {
            return Err(Refusal::NotInThisState {
                state: self.state,
                command: CommandKind::SendMessage,
            });
        }
        Ok(())
    }
}
