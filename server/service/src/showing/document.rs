//! Issued documents as those they are addressed to see them.

use domain::case::Case;
use domain::code::Side;
use domain::view::OwnDocument;

/// The issued documents for this side, the latest first.
pub(crate) fn own_documents(case: &Case, side: Side) -> Vec<OwnDocument> {
    let issued = case.issued.iter().rev();
    let own = issued.filter(|issued| issued.template.is_for(side));
    own.map(|issued| OwnDocument {
        id: issued.file.id,
        template: issued.template,
        number: issued.number.clone(),
        on: issued.on,
        code: issued.code.clone(),
        void: issued.void.is_some(),
    })
    .collect()
}
