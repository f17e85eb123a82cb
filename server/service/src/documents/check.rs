//! Tells everybody who holds a document whether it is genuine.

use domain::attachment::Digest;
use domain::document::Template;
use domain::locale::business_date;
use domain::value::CheckCode;
use domain::view::CheckedDocument;

use crate::trouble::Trouble;
use crate::{Answer, Failure, Services, organisations};

/// The document with this code, as typed.
///
/// # Errors
/// [`Failure::NotFound`] for a code that is none and one that no document has.
pub async fn check(services: &Services, code: &str) -> Answer<CheckedDocument> {
    let found = async {
        let code = CheckCode::parse(code).map_err(|_| Failure::NotFound)?;
        let mut tx = services.database().read().await?;
        let row = tx.documents().find_by_code(&code.compact()).await?;
        let row = row.ok_or(Failure::NotFound)?;
        let organisation = tx.organisations().load(row.organisation_id).await?;
        let template = Template::parse(&row.template);
        let sha256 = Digest::try_from(row.sha256);
        Ok::<_, Trouble>(CheckedDocument {
            template: template.map_err(|_| Trouble::Broken("template of a document"))?,
            number: row.number,
            on: row.issued_on,
            sha256: sha256.map_err(|_| Trouble::Broken("SHA-256 of a document"))?,
            organisation: organisations::view(&organisation)?,
            void_since: row.voided_at.map(business_date),
        })
    };
    services.answer(found.await)
}
