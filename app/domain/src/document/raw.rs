//! What staff type about an issued document.

use chrono::NaiveDate;

use super::Delivery;
use crate::case::{Fault, FieldProblem, Reader};
use crate::code::{DeliveryWay, Side};
use crate::value::{LongText, ShortText};

/// A delivery as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawDelivery {
    /// Code of the side.
    pub to: String,
    /// Code of the way.
    pub way: String,
    /// Day, `YYYY-MM-DD`.
    pub on: String,
    /// What shows it; may be empty.
    pub proof: String,
}

impl RawDelivery {
    /// Reads the form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self) -> Result<Delivery, Vec<FieldProblem>> {
        let mut read = Reader::default();
        let to = read.required("to", Some(&self.to), Side::parse);
        let way = read.required("way", Some(&self.way), DeliveryWay::parse);
        let on = read.required("on", Some(&self.on), |text| {
            text.parse::<NaiveDate>().map_err(|_| Fault::NotADate)
        });
        let proof = read.optional("proof", Some(&self.proof), ShortText::parse);
        let delivery = || {
            Some(Delivery {
                to: to?,
                way: way?,
                on: on?,
                proof,
            })
        };
        let delivery = delivery();
        read.finish(delivery)
    }
}

/// Reads why a document is voided.
///
/// # Errors
/// The field when it is empty or too long.
pub fn parse_void_reason(typed: &str) -> Result<LongText, Vec<FieldProblem>> {
    let mut read = Reader::default();
    let reason = read.required("reason", Some(typed), LongText::parse);
    read.finish(reason)
}
