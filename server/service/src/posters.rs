//! Posters with a QR code: what scanning one says and begins, and what can be printed.

use domain::business::RawBusiness;
use domain::case::{Draft, DraftStep};
use domain::code::Role;
use domain::view::{Failure, OrganisationView, PosterSheet, PosterView, Viewer};
use store::Tx;

use crate::trouble::Trouble;
use crate::{Answer, Services, businesses, drafts, organisations};

/// What stands in the address of a poster; either may be empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// Code of the organisation.
    pub organisation: &'a str,
    /// Id of an entry of the register of businesses.
    pub business: &'a str,
}

/// What a poster is about, for whoever scans it.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn show(services: &Services, named: Named<'_>) -> Answer<PosterView> {
    services.answer(read(services, named).await.map(Known::view))
}

/// Begins a filing as the poster says, or goes on with the draft of `token`. Returns the token to
/// keep and the page that comes next.
///
/// # Errors
/// [`Failure::Busy`] when it cannot be kept at the moment.
pub async fn begin(
    services: &Services,
    token: Option<&str>,
    named: Named<'_>,
    case_type: &str,
) -> Answer<(String, DraftStep)> {
    let known = services.answer(read(services, named).await)?;
    let begun = match token {
        Some(token) => drafts::load(services, token).await?,
        None => None,
    };
    let mut draft = Draft {
        case_type: case_type.to_owned(),
        ..begun.unwrap_or_default()
    };
    let organisation = known.organisation;
    let to = organisation.map(|organisation| organisation.code);
    draft.begin_from_poster(&to.unwrap_or_default(), known.business);
    let kind = draft.chosen_type();
    let next = kind.map_or(DraftStep::Kind, |_| draft.next_step(DraftStep::Kind));
    let token = drafts::save(services, token, draft, DraftStep::Kind).await?;
    Ok((token, next))
}

/// A poster to print.
///
/// # Errors
/// [`Failure::NotAllowed`] for who neither administers nor works at a desk.
pub async fn sheet(services: &Services, viewer: &Viewer, named: Named<'_>) -> Answer<PosterSheet> {
    let staff = &viewer.staff;
    if !staff.works_at_desk() && !staff.has_role(Role::Admin) {
        return Err(Failure::NotAllowed);
    }
    let sheet = async {
        let poster = read(services, named).await?.view();
        let mut tx = services.database().read().await?;
        let organisations = open_organisations(&mut tx).await?;
        Ok(PosterSheet {
            poster,
            organisations,
        })
    };
    services.answer(sheet.await)
}

/// What a poster names and the service knows.
struct Known {
    organisation: Option<OrganisationView>,
    business: Option<RawBusiness>,
}

impl Known {
    fn view(self) -> PosterView {
        PosterView {
            organisation: self.organisation,
            business: self.business.map(|business| business.name),
        }
    }
}

async fn read(services: &Services, named: Named<'_>) -> Result<Known, Trouble> {
    let mut tx = services.database().read().await?;
    let open = open_organisations(&mut tx).await?;
    let organisation = open
        .into_iter()
        .find(|organisation| organisation.code == named.organisation.trim());
    let business = businesses::at_the_door(services.vault(), &mut tx, named.business).await?;
    Ok(Known {
        organisation,
        business,
    })
}

async fn open_organisations(tx: &mut Tx) -> Result<Vec<OrganisationView>, Trouble> {
    let rows = tx.organisations().list().await?;
    let open = rows.iter().filter(|row| row.closed_at.is_none());
    open.map(organisations::view).collect()
}
