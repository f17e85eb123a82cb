//! Official documents as a page or the HTTP interface lists them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::desk::OrganisationView;
use super::tracking::StepBy;
use crate::attachment::Digest;
use crate::document::{Delivery, DocumentNumber, Opened, Template, Voided};
use crate::value::{CaseNumber, CheckCode};

/// An issued document, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedView {
    /// Identifier, part of the address of the file.
    pub id: Uuid,
    /// Which of the ten.
    pub template: Template,
    /// Its number.
    pub number: DocumentNumber,
    /// Day of issue.
    pub on: NaiveDate,
    /// The code printed on it.
    pub code: CheckCode,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Who signed it.
    pub by: StepBy,
    /// It counts no more.
    pub void: Option<Voided>,
    /// How it reached whom.
    pub deliveries: Vec<Delivery>,
    /// Who opened it.
    pub opened: Vec<Opened>,
    /// Whether the viewer may void it now.
    pub can_void: bool,
    /// Whether the viewer may record a delivery now.
    pub can_deliver: bool,
}

/// The documents of a case, for staff who may see what stands in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentsView {
    /// The case.
    pub number: CaseNumber,
    /// Those the case has the facts for, to be looked at before they are issued.
    pub ready: Vec<Template>,
    /// Those of them the viewer may issue now.
    pub issuable: Vec<Template>,
    /// Those that were issued, the latest first.
    pub issued: Vec<IssuedView>,
    /// First and last day for a delivery that is recorded today.
    pub today: NaiveDate,
}

/// An issued document, for the side it is addressed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDocument {
    /// Identifier, part of the address of the file.
    pub id: Uuid,
    /// Which of the ten.
    pub template: Template,
    /// Its number.
    pub number: DocumentNumber,
    /// Day of issue.
    pub on: NaiveDate,
    /// The code printed on it.
    pub code: CheckCode,
    /// It counts no more.
    pub void: bool,
}

/// What everybody learns of a document whose code they know: nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedDocument {
    /// Which of the ten.
    pub template: Template,
    /// Its number.
    pub number: String,
    /// Day of issue.
    pub on: NaiveDate,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Who issued it.
    pub organisation: OrganisationView,
    /// Day since which it counts no more.
    pub void_since: Option<NaiveDate>,
}
