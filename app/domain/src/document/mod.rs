//! The official documents of a case: the ten of the national set of April 2026, each with the
//! facts that stand in it. How they look is the typesetter's.
//!
//! [`Case::documents`] tells which of them a case has the facts for, [`Case::document`] fills one.
//! What a case does not know stays empty, and the sheet has a line there to be filled by hand.
//!
//! To add a document: a line in [`Template`], its condition in `has_document`, what is missing in
//! [`Matter`], and a sheet for the typesetter.

mod issue;
mod matter;
mod number;
mod raw;
pub mod words;

use chrono::NaiveDate;
use serde::Serialize;

pub use issue::{Checkable, Delivery, IssuedDocument, Opened, Voided};
pub use matter::{Agreed, Goods, Ground, Matter, Meeting, Party, Request, Terms};
pub use number::DocumentNumber;
pub use raw::{RawDelivery, parse_void_reason};

use crate::case::{Case, Refusal, State};
use crate::code::{Capability, CaseType, OrganisationKind, SessionWay, codes};
use crate::locale::Locale;

codes! {
    /// The templates of the national set, in its order.
    pub enum Template {
        ComplaintRegistration = "complaint_registration", "投诉登记表", "Registration form of a complaint";
        ReportRegistration = "report_registration", "举报登记表", "Registration form of a report";
        Distribution = "distribution", "投诉/举报分送通知书", "Notice that a case is passed on";
        IdentityRequest = "identity_request", "限期提供身份证明材料通知书", "Request for proof of identity";
        Acceptance = "acceptance", "投诉受理决定书", "Decision to accept a complaint";
        Refusal = "refusal", "投诉不予受理决定书", "Decision not to accept a complaint";
        MediationNotice = "mediation_notice", "投诉调解通知书", "Invitation to a mediation";
        Termination = "termination", "投诉终止调解决定书", "Decision to terminate a mediation";
        Agreement = "agreement", "投诉调解书", "Mediation agreement";
        ReportResult = "report_result", "举报处理结果告知书", "Result of a report";
    }
}

/// Who issues a document. What is not known is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Issuer {
    /// Name of the organisation, as on its seal.
    pub name: String,
    /// Telephone of the organisation.
    pub phone: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// The member of staff to ask.
    pub contact: Option<String>,
}

/// Everything a typesetter needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Which of the ten.
    pub template: Template,
    /// The title on the sheet.
    pub title: String,
    /// Who issues it.
    pub issuer: Issuer,
    /// The number it is issued under; blanks stand for it on a preview.
    pub number: Option<DocumentNumber>,
    /// Where everybody can ask whether it is genuine; none on a preview.
    pub check: Option<Checkable>,
    /// Day of issue.
    pub on: NaiveDate,
    /// The same in Chinese numerals, for the place of the seal.
    pub on_in_numerals: String,
    /// The facts.
    pub matter: Matter,
}

impl Case {
    /// The documents the case has the facts for now, in the order of the set.
    pub fn documents(&self) -> Vec<Template> {
        let all = Template::ALL.iter().copied();
        all.filter(|template| self.has_document(*template))
            .collect()
    }

    /// One document, filled.
    ///
    /// # Errors
    /// [`Refusal::NoSuchDocument`] when the case has not come to what it would say.
    pub fn document(
        &self,
        template: Template,
        issuer: Issuer,
        on: NaiveDate,
    ) -> Result<Document, Refusal> {
        if !self.has_document(template) {
            return Err(Refusal::NoSuchDocument { template });
        }
        Ok(Document {
            template,
            title: self.title(template).to_owned(),
            issuer,
            number: None,
            check: None,
            on,
            on_in_numerals: words::date_in_numerals(on),
            matter: Matter::of(self),
        })
    }

    /// Whether the organisation of the case decides by law (Order 121 Art. 2, 13).
    fn by_law(&self) -> bool {
        self.organisation_kind.may(Capability::Decide)
    }

    /// A settlement without an authority is no 调解书 (Order 121 Art. 24).
    fn title(&self, template: Template) -> &'static str {
        match (template, self.case_type()) {
            (Template::Agreement, _) if !self.by_law() => "消费争议和解协议书",
            (Template::Distribution, CaseType::Report) => "举报分送通知书",
            (Template::Distribution, _) => "投诉分送通知书",
            _ => template.label(Locale::ZhCn),
        }
    }

    fn has_document(&self, template: Template) -> bool {
        let complaint = self.case_type() == CaseType::Complaint;
        let report = self.case_type() == CaseType::Report;
        let decided = complaint && self.by_law();
        match template {
            Template::ComplaintRegistration => complaint,
            Template::ReportRegistration => report,
            Template::Distribution => (complaint || report) && self.was_distributed(),
            Template::IdentityRequest => decided && self.material.is_some(),
            Template::Acceptance => decided && self.accepted_at.is_some(),
            Template::Refusal => decided && self.was_refused(),
            Template::MediationNotice => {
                let session = self.mediation.session.as_ref();
                decided && session.is_some_and(|session| session.way == SessionWay::OnSite)
            }
            Template::Termination => decided && self.termination_ground().is_some(),
            Template::Agreement => complaint && self.settlement.is_some(),
            Template::ReportResult => {
                let check = &self.verification;
                let has_result = check.decision.is_some() || check.not_filed.is_some();
                report && self.by_law() && has_result
            }
        }
    }

    /// Passed on by an authority or its centre to who handles it; a station that hands a case over
    /// or an office that gives it up distributes nothing.
    fn was_distributed(&self) -> bool {
        let last = self.passed.last().filter(|last| !last.sent_back);
        let from = last.map(|last| last.from_kind);
        let distributes = matches!(
            from,
            Some(OrganisationKind::Authority | OrganisationKind::CountyCentre)
        );
        distributes && self.by_law()
    }

    /// Approved by a second person. A refusal that was only proposed is gone from a case that
    /// ended otherwise.
    fn was_refused(&self) -> bool {
        let stands = matches!(self.state, State::Refused | State::Closed | State::Archived);
        stands && self.proposed_refusal.is_some()
    }

    /// Why mediation ended, decided before the case was closed or with it.
    fn termination_ground(&self) -> Option<crate::code::TerminationGround> {
        let decided = self.mediation.termination.as_ref().map(|end| end.ground);
        decided.or_else(|| self.ending.as_ref().and_then(|ending| ending.termination))
    }
}
