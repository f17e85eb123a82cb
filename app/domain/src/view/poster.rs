//! Posters with a QR code, at the door of a station or of a business.

use serde::{Deserialize, Serialize};

use super::OrganisationView;

/// What a poster is about. Whatever is unknown is left out: a poster on a wall outlives what it
/// names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterView {
    /// The organisation that takes in what is filed.
    pub organisation: Option<OrganisationView>,
    /// Name of the business.
    pub business: Option<String>,
}

/// A poster to print, and what others could be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterSheet {
    /// The poster.
    pub poster: PosterView,
    /// Organisations that take in cases.
    pub organisations: Vec<OrganisationView>,
}
