//! Passing a case on to another organisation: downward 分流/转办, upward 移交/上报, and back 退回.
//! Never sideways: a case goes along its line of the tree.

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::refusal::Refusal;
use super::state::State;
use super::{Case, Facts, table};
use crate::actor::OrganisationId;
use crate::code::{Capability, CaseType, OrganisationKind, ReturnReason};
use crate::locale::Locale;
use crate::value::LongText;

/// An organisation to which a case can go, with the names it had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Identifier.
    pub organisation: OrganisationId,
    /// Two-character code.
    pub code: String,
    /// Kind; decides which procedure follows.
    pub kind: OrganisationKind,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
}

impl Place {
    /// The name in a language.
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.name_zh,
            Locale::En => &self.name_en,
        }
    }
}

/// One way a case went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Who had it.
    pub from: OrganisationId,
    /// Kind of that organisation.
    pub from_kind: OrganisationKind,
    /// Who got it.
    pub to: OrganisationId,
    /// Chinese name it had then.
    pub to_name: String,
    /// It was sent back.
    pub sent_back: bool,
}

impl Case {
    /// The organisations to which the case could go now.
    ///
    /// Who decides by law hands a dispute or a report only to others who do; who sent it back does
    /// not get it again.
    pub fn places<'a>(&self, facts: &Facts<'a>) -> Vec<&'a Place> {
        let places = facts.reachable.iter();
        places.filter(|place| self.may_go_to(place)).collect()
    }

    fn may_go_to(&self, place: &Place) -> bool {
        let here = place.organisation == self.organisation;
        let by_law = matches!(self.case_type(), CaseType::Complaint | CaseType::Report);
        let decides = |kind: OrganisationKind| kind.may(Capability::Decide);
        let lawful = !by_law || decides(place.kind) || !decides(self.organisation_kind);
        let refused = self
            .passed
            .iter()
            .any(|passed| passed.to == place.organisation && passed.sent_back);
        !here && lawful && !refused
    }

    pub(super) fn pass_on(
        &self,
        code: &str,
        text: LongText,
        facts: &Facts<'_>,
    ) -> Result<Event, Refusal> {
        let places = self.places(facts);
        let to = places.into_iter().find(|place| place.code == code);
        let to = to.ok_or(Refusal::PlaceNotPossible)?.clone();
        Ok(Event::PassedOn { to, text })
    }

    pub(super) fn send_back(
        &self,
        reason: ReturnReason,
        text: LongText,
        facts: &Facts<'_>,
    ) -> Result<Event, Refusal> {
        let to = self.sender(facts)?.clone();
        Ok(Event::SentBack { to, reason, text })
    }

    /// Who passed the case on to here. Each organisation sends it back once at most, because it does
    /// not get it again.
    pub(super) fn sender<'a>(&self, facts: &Facts<'a>) -> Result<&'a Place, Refusal> {
        let last = self.passed.last().ok_or(Refusal::PlaceNotPossible)?;
        let mut places = facts.reachable.iter();
        places
            .find(|place| place.organisation == last.from)
            .ok_or(Refusal::PlaceNotPossible)
    }

    /// Adds an event that moves the case.
    pub(super) fn apply_passing(&mut self, event: &Event) {
        match event {
            Event::PassedOn { to, .. } => {
                self.passed.push(Passed {
                    from: self.organisation,
                    from_kind: self.organisation_kind,
                    to: to.organisation,
                    to_name: to.name_zh.clone(),
                    sent_back: false,
                });
                self.move_to(to);
                self.state = State::Distributed;
            }
            Event::SentBack { to, .. } => {
                if let Some(last) = self.passed.last_mut() {
                    last.sent_back = true;
                }
                self.move_to(to);
                self.state = table::first_state(self.case_type());
            }
            Event::SignedFor => self.state = table::first_state(self.case_type()),
            _ => {}
        }
    }

    fn move_to(&mut self, place: &Place) {
        self.organisation = place.organisation;
        self.organisation_kind = place.kind;
        self.assignee = None;
        self.material = None;
        self.end_mediation();
    }
}
