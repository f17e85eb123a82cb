//! Recusal: nobody handles a dispute in which they have an interest (Order 121 Art. 21).
//!
//! Either side asks for it, or the responsible person declares it; the mediation stands still until
//! a head who is not concerned has decided. Who stood down has nothing to do with the case any
//! more, and does not see it either.

use serde::{Deserialize, Serialize};

use super::event::{Event, Recorded};
use super::refusal::Refusal;
use super::{Assignee, Case};
use crate::actor::{AccountId, Actor, Staff};
use crate::code::{HoldReason, Side};
use crate::value::LongText;

/// Whose impartiality is or was in doubt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// The person on whom a decision waits.
    pub asked: Option<Assignee>,
    /// Those who had to stand down.
    pub stood_down: Vec<AccountId>,
    /// Those who may go on: about them nobody asks twice.
    pub upheld: Vec<AccountId>,
}

impl Case {
    /// Whether this person may have to do with the case at all.
    ///
    /// # Errors
    /// [`Refusal::StoodDown`] for who had to leave it, [`Refusal::RecusalUndecided`] for who waits
    /// for the decision.
    pub(crate) fn impartial(&self, staff: &Staff) -> Result<(), Refusal> {
        if self.stood_down(staff.account) {
            return Err(Refusal::StoodDown);
        }
        let asked = self.recusal.asked.as_ref();
        match asked {
            Some(asked) if asked.account == staff.account => Err(Refusal::RecusalUndecided),
            _ => Ok(()),
        }
    }

    /// Whether this person had to leave the case, and so does not see it any more.
    pub fn stood_down(&self, account: AccountId) -> bool {
        self.recusal.stood_down.contains(&account)
    }

    /// While a decision waits, mediation neither goes on nor ends by the office.
    pub(super) fn nothing_waits_for_a_head(&self) -> Result<(), Refusal> {
        match self.recusal.asked {
            Some(_) => Err(Refusal::RecusalUndecided),
            None => Ok(()),
        }
    }

    /// Somebody has to be responsible, and not found impartial before.
    pub(super) fn may_be_challenged(&self) -> Result<&Assignee, Refusal> {
        let assignee = self.assignee.as_ref().ok_or(Refusal::NobodyResponsible)?;
        if self.recusal.upheld.contains(&assignee.account) {
            return Err(Refusal::RecusalDecided);
        }
        Ok(assignee)
    }

    /// The decision is a person's.
    pub(super) fn may_decide_on_recusal(&self, actor: &Actor) -> Result<&Assignee, Refusal> {
        actor.staff().ok_or(Refusal::RoleMissing)?;
        self.recusal.asked.as_ref().ok_or(Refusal::NobodyChallenged)
    }

    /// The request, with which the mediation stands still.
    pub(super) fn challenge(
        &self,
        by: Option<Side>,
        text: LongText,
    ) -> Result<Vec<Event>, Refusal> {
        let of = self.may_be_challenged()?.clone();
        Ok(vec![
            Event::RecusalRequested { by, of },
            Event::Suspended {
                hold: HoldReason::AwaitingRecusal,
                text,
                review_on: None,
            },
        ])
    }

    /// The decision, with which the mediation goes on: with somebody else where it was granted.
    pub(super) fn decide_recusal(
        &self,
        agrees: bool,
        text: LongText,
        actor: &Actor,
    ) -> Result<Vec<Event>, Refusal> {
        let of = self.may_decide_on_recusal(actor)?.clone();
        Ok(vec![
            Event::RecusalDecided {
                of,
                granted: agrees,
            },
            Event::Resumed { text },
        ])
    }

    pub(super) fn apply_recusal(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::RecusalRequested { of, .. } => self.recusal.asked = Some(of.clone()),
            Event::RecusalDecided { of, granted } => {
                self.recusal.asked = None;
                if !granted {
                    self.recusal.upheld.push(of.account);
                    return;
                }
                self.recusal.stood_down.push(of.account);
                let still_theirs = |assignee: &Assignee| assignee.account == of.account;
                self.assignee = self.assignee.take().filter(|one| !still_theirs(one));
            }
            _ => {}
        }
    }
}
