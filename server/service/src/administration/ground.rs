//! The organisations as the rules of the administration see them.

use std::collections::BTreeMap;

use domain::actor::StaffNumber;
use domain::administration::{Relation, Tree};
use domain::code::Role;
use domain::view::{Failure, Viewer};
use store::{OrganisationRow, Tx};
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::{Services, organisations};

/// All organisations with their tree.
pub(super) struct Ground {
    pub(super) rows: Vec<OrganisationRow>,
    pub(super) tree: Tree,
}

impl Ground {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, Trouble> {
        let rows = tx.organisations().list().await?;
        let nodes = rows
            .iter()
            .map(organisations::node)
            .collect::<Result<_, _>>()?;
        let tree = Tree::new(nodes);
        Ok(Self { rows, tree })
    }

    pub(super) fn find(&self, id: Uuid) -> Option<&OrganisationRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    pub(super) fn by_code(&self, code: &str) -> Option<&OrganisationRow> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// The code of an organisation, empty for none.
    pub(super) fn code_of(&self, id: Option<Uuid>) -> String {
        let row = id.and_then(|id| self.find(id));
        row.map(|row| row.code.clone()).unwrap_or_default()
    }

    /// An organisation the viewer administers. Whatever lies elsewhere is not there for them.
    pub(super) fn administered(
        &self,
        viewer: &Viewer,
        code: &str,
    ) -> Result<&OrganisationRow, Trouble> {
        administrator(viewer)?;
        let found = self.by_code(code);
        let found = found.filter(|row| self.tree.administers(&viewer.staff, row.id.into()));
        found.ok_or_else(crate::services::not_found)
    }

    /// The identifiers of the viewer's own organisation and all below it.
    pub(super) fn reach(&self, viewer: &Viewer) -> Vec<Uuid> {
        let own = viewer.staff.organisation;
        let within =
            |row: &&OrganisationRow| self.tree.relation(own, row.id.into()) != Relation::Elsewhere;
        self.rows.iter().filter(within).map(|row| row.id).collect()
    }
}

/// Refuses everybody but administrators.
pub(super) fn administrator(viewer: &Viewer) -> Result<(), Trouble> {
    if viewer.staff.has_role(Role::Admin) {
        Ok(())
    } else {
        Err(Failure::NotAllowed.into())
    }
}

/// Refuses everybody but the administrators of the whole county: calendars,
/// code lists and periods are everybody's.
pub(super) async fn of_the_county(services: &Services, viewer: &Viewer) -> Result<(), Trouble> {
    let ground = Ground::load(&mut services.database().read().await?).await?;
    if ground.tree.administers_county(&viewer.staff) {
        Ok(())
    } else {
        Err(Failure::NotAllowed.into())
    }
}

/// Staff numbers by account.
pub(super) async fn numbers(tx: &mut Tx) -> Result<BTreeMap<Uuid, StaffNumber>, Trouble> {
    let accounts = tx.accounts().list().await?.into_iter();
    Ok(accounts
        .filter_map(|row| Some((row.id, StaffNumber::parse(&row.number).ok()?)))
        .collect())
}
