//! Official documents, typeset as tagged PDF.
//!
//! The rules say which documents a case has and what stands in them ([`domain::document`]); this
//! crate sets them on paper with Typst: A4 in the manner of official letters, PDF/A-2a to be kept
//! and PDF/UA-1 to be read aloud. Nothing is read from the machine or the network, and no clock:
//! the same document gives the same bytes.
//!
//! To add a document: a sheet in `templates/`, its line in [`sheets`], a row in `tests/golden.rs`.

mod legible;
mod qr;
mod sheets;
mod world;

use std::fmt::Write as _;

use domain::document::{Document, DocumentNumber};
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use world::{Press, World};

/// The typeface cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BrokenFont {
    /// The bytes are no font.
    #[error("the typeface cannot be read")]
    Unreadable,
    /// The sheets ask for another family.
    #[error("the typeface is not {}", world::FAMILY)]
    OtherFamily,
}

/// A document could not be typeset: a fault of a sheet, never of what people wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document could not be typeset: {0}")]
pub struct TypesettingError(String);

/// Sets documents. Made once; it holds the typeface.
pub struct Typesetter {
    press: Press,
}

impl Typesetter {
    /// A typesetter with the regular face of Noto Serif SC, the only one the sheets use.
    ///
    /// # Errors
    /// [`BrokenFont`] when the bytes are not that.
    pub fn new(font: Vec<u8>) -> Result<Self, BrokenFont> {
        Press::new(font).map(|press| Self { press })
    }

    /// The document as PDF. Characters without a glyph show as 〓.
    ///
    /// # Errors
    /// [`TypesettingError`] when a sheet is wrong.
    pub fn typeset(&self, document: &Document) -> Result<Vec<u8>, TypesettingError> {
        let pdf = self.set(document);
        // What was laid out is remembered by all threads; nobody's data stays there.
        typst::comemo::evict(0);
        pdf
    }

    fn set(&self, document: &Document) -> Result<Vec<u8>, TypesettingError> {
        let mut facts =
            serde_json::to_value(document).map_err(|error| TypesettingError(error.to_string()))?;
        legible::make_legible(&mut facts, self.press.font());
        let check = facts.get_mut("check").and_then(Value::as_object_mut);
        if let (Some(check), Some(given)) = (check, &document.check) {
            check.insert("picture".to_owned(), qr::svg(&given.address).into());
        }
        let world = World::new(&self.press, document.template, facts.to_string());
        let pages = typst::compile::<PagedDocument>(&world).output;
        let pages = pages.map_err(|faults| TypesettingError::of(&faults))?;
        let options = options(document)?;
        typst_pdf::pdf(&pages, &options).map_err(|faults| TypesettingError::of(&faults))
    }
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

impl TypesettingError {
    fn of(faults: &[SourceDiagnostic]) -> Self {
        let mut text = String::new();
        for fault in faults {
            let separator = if text.is_empty() { "" } else { "; " };
            // Writing to a string cannot fail.
            let _ = write!(text, "{separator}{}", fault.message);
            for hint in &fault.hints {
                let _ = write!(text, " ({})", hint.v);
            }
        }
        Self(text)
    }
}

/// Tagged, kept for long, and with an identifier of its own: two documents of a case are not the
/// same file.
fn options(document: &Document) -> Result<PdfOptions, TypesettingError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| TypesettingError(error.message().to_string()))?;
    let number = document.number.as_ref().map_or("", DocumentNumber::as_str);
    let identifier = format!(
        "{} {} {} {number}",
        document.matter.case_number, document.template, document.on
    );
    Ok(PdfOptions {
        ident: Smart::Custom(identifier),
        creator: Smart::Custom(Some("Weiquan 维权通".to_owned())),
        standards,
        ..PdfOptions::default()
    })
}
