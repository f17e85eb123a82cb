//! Documents that were issued: who signs them, for whom they are, what became of them.
//!
//! An issued document never changes. What is wrong in it is put right by voiding it, which keeps
//! its number, and issuing another.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{DocumentNumber, Template};
use crate::actor::{Actor, ActorRef, Staff};
use crate::attachment::Attachment;
use crate::case::table::{APPROVE, DESK, STATION};
use crate::case::{Case, Event, Facts, Recorded, Refusal, State};
use crate::code::{CaseType, DeliveryWay, Role, Side};
use crate::locale::business_date;
use crate::value::{CheckCode, LongText, ShortText};

/// Where everybody can ask whether a document is genuine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checkable {
    /// The code, in groups.
    pub code: CheckCode,
    /// Address of the page that answers, with the code in it.
    pub address: String,
}

/// A document was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: LongText,
}

/// A document reached somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Whom.
    pub to: Side,
    /// How.
    pub way: DeliveryWay,
    /// On which day.
    pub on: NaiveDate,
    /// What shows it: who signed, number of the consignment, of the call …
    pub proof: Option<ShortText>,
}

/// A document was opened through a receipt or a link, for the first time by that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Who.
    pub by: Side,
    /// When.
    pub at: DateTime<Utc>,
}

/// A document as it was issued, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedDocument {
    /// Which of the ten.
    pub template: Template,
    /// Its number.
    pub number: DocumentNumber,
    /// Day of issue.
    pub on: NaiveDate,
    /// By which it is checked.
    pub code: CheckCode,
    /// The PDF, which never changes.
    pub file: Attachment,
    /// Who signed it.
    pub by: ActorRef,
    /// It counts no more.
    pub void: Option<Voided>,
    /// How it reached whom.
    pub deliveries: Vec<Delivery>,
    /// Who opened it.
    pub opened: Vec<Opened>,
}

impl Template {
    /// Whether the document is addressed to this side. What passes between offices is for neither,
    /// and nobody but the person who reported learns of a report (Order 121 Art. 37).
    pub const fn is_for(self, side: Side) -> bool {
        match side {
            Side::Consumer => !matches!(self, Self::Distribution),
            Side::Business => matches!(
                self,
                Self::MediationNotice | Self::Termination | Self::Agreement
            ),
        }
    }

    /// Whether there may be several that count: another meeting, another request, another office.
    const fn recurs(self) -> bool {
        matches!(
            self,
            Self::MediationNotice | Self::IdentityRequest | Self::Distribution
        )
    }

    /// Whether it ends the way of a complaint or carries the seal under an agreement, so that a head
    /// signs it (permission matrix, "documents").
    const fn is_final(self) -> bool {
        matches!(self, Self::Refusal | Self::Termination | Self::Agreement)
    }
}

impl Case {
    /// The documents this person may issue now.
    pub fn issuable(&self, staff: &Staff) -> Vec<Template> {
        let may = |template: &Template| self.may_issue(*template, staff).is_ok();
        self.documents().into_iter().filter(may).collect()
    }

    /// Whether this person may sign a document of the case now: somebody who may see what stands in
    /// it, and for what ends a complaint at an authority a head.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn may_issue(&self, template: Template, staff: &Staff) -> Result<(), Refusal> {
        self.may_sign(template, staff)?;
        if !self.documents().contains(&template) {
            return Err(Refusal::NoSuchDocument { template });
        }
        let stands = |issued: &IssuedDocument| issued.template == template && issued.void.is_none();
        if !template.recurs() && self.issued.iter().any(stands) {
            return Err(Refusal::DocumentStands { template });
        }
        Ok(())
    }

    /// The event that issues a document.
    ///
    /// # Errors
    /// The [`Refusal`] of [`Case::may_issue`].
    pub fn issue(
        &self,
        template: Template,
        number: DocumentNumber,
        code: CheckCode,
        file: Attachment,
        facts: &Facts<'_>,
    ) -> Result<Event, Refusal> {
        let Actor::Staff(staff) = facts.actor else {
            return Err(Refusal::RoleMissing);
        };
        self.may_issue(template, staff)?;
        Ok(Event::DocumentIssued {
            template,
            number,
            on: business_date(facts.now),
            code,
            file,
        })
    }

    /// The event that voids a document; `None` when the case has no such document.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule: who may sign it may void it, once.
    pub fn void_document(
        &self,
        id: Uuid,
        reason: LongText,
        staff: &Staff,
    ) -> Result<Option<Event>, Refusal> {
        let Some(issued) = self.issued_document(id) else {
            return Ok(None);
        };
        self.may_void(issued, staff)?;
        Ok(Some(Event::DocumentVoided {
            id,
            template: issued.template,
            number: issued.number.clone(),
            reason,
        }))
    }

    /// Whether this person may void the document.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn may_void(&self, issued: &IssuedDocument, staff: &Staff) -> Result<(), Refusal> {
        self.may_sign(issued.template, staff)?;
        standing(issued)
    }

    /// The event that records how a document reached somebody; `None` when the case has no such
    /// document.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn deliver_document(
        &self,
        id: Uuid,
        delivery: Delivery,
        facts: &Facts<'_>,
    ) -> Result<Option<Event>, Refusal> {
        let Some(issued) = self.issued_document(id) else {
            return Ok(None);
        };
        self.may_deliver(issued, facts.actor)?;
        if !issued.template.is_for(delivery.to) {
            return Err(Refusal::NotAddressed { side: delivery.to });
        }
        let today = business_date(facts.now);
        if delivery.on < issued.on || delivery.on > today {
            return Err(Refusal::DeliveryDateOutside { from: issued.on });
        }
        Ok(Some(Event::DocumentDelivered { id, delivery }))
    }

    /// Whether this actor may record a delivery: everybody at a desk of the organisation, while the
    /// document counts.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn may_deliver(&self, issued: &IssuedDocument, actor: &Actor) -> Result<(), Refusal> {
        let Actor::Staff(staff) = actor else {
            return Err(Refusal::RoleMissing);
        };
        self.may_reveal(staff)?;
        standing(issued)?;
        self.not_archived()
    }

    /// The event of a document that is opened through a receipt or a link: only the first time that
    /// side opens it.
    ///
    /// # Errors
    /// [`Refusal::NotAddressed`] for a document that is not for that side.
    pub fn open_document(
        &self,
        issued: &IssuedDocument,
        by: Side,
    ) -> Result<Option<Event>, Refusal> {
        if !issued.template.is_for(by) {
            return Err(Refusal::NotAddressed { side: by });
        }
        let known = issued.opened.iter().any(|opened| opened.by == by);
        Ok((!known).then_some(Event::DocumentOpened {
            id: issued.file.id,
            by,
        }))
    }

    /// A document of the case that was issued.
    pub fn issued_document(&self, id: Uuid) -> Option<&IssuedDocument> {
        self.issued.iter().find(|issued| issued.file.id == id)
    }

    /// How many documents were issued and count.
    pub fn standing_documents(&self) -> usize {
        let issued = self.issued.iter();
        issued.filter(|issued| issued.void.is_none()).count()
    }

    /// Adds an event about documents.
    pub(crate) fn apply_document(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::DocumentIssued {
                template,
                number,
                on,
                code,
                file,
            } => self.issued.push(IssuedDocument {
                template: *template,
                number: number.clone(),
                on: *on,
                code: code.clone(),
                file: file.clone(),
                by: recorded.actor.clone(),
                void: None,
                deliveries: Vec::new(),
                opened: Vec::new(),
            }),
            Event::DocumentVoided { id, reason, .. } => self.amend(*id, |issued| {
                issued.void = Some(Voided {
                    at: recorded.at,
                    reason: reason.clone(),
                });
            }),
            Event::DocumentDelivered { id, delivery } => {
                self.amend(*id, |issued| issued.deliveries.push(delivery.clone()));
            }
            Event::DocumentOpened { id, by } => self.amend(*id, |issued| {
                issued.opened.push(Opened {
                    by: *by,
                    at: recorded.at,
                });
            }),
            _ => {}
        }
    }

    fn amend(&mut self, id: Uuid, change: impl FnOnce(&mut IssuedDocument)) {
        let found = self.issued.iter_mut().find(|issued| issued.file.id == id);
        found.map(change);
    }

    fn may_sign(&self, template: Template, staff: &Staff) -> Result<(), Refusal> {
        self.may_reveal(staff)?;
        if !self
            .signers(template)
            .iter()
            .any(|role| staff.has_role(*role))
        {
            return Err(Refusal::RoleMissing);
        }
        self.not_archived()
    }

    /// Reports are decided by somebody who did not look into them, and only who did may see whose
    /// they are (Order 121 Art. 37), so no second person signs their documents.
    fn signers(&self, template: Template) -> &'static [Role] {
        let by_a_head =
            template.is_final() && self.by_law() && self.case_type() == CaseType::Complaint;
        match template {
            _ if by_a_head => APPROVE,
            Template::ComplaintRegistration | Template::ReportRegistration => DESK,
            _ => STATION,
        }
    }

    fn not_archived(&self) -> Result<(), Refusal> {
        if self.state == State::Archived {
            Err(Refusal::DocumentsOver)
        } else {
            Ok(())
        }
    }
}

fn standing(issued: &IssuedDocument) -> Result<(), Refusal> {
    if issued.void.is_some() {
        Err(Refusal::DocumentVoid)
    } else {
        Ok(())
    }
}
