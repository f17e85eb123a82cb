//! The organisations of the county as a tree.

use super::Obstacle;
use crate::actor::{OrganisationId, Staff};
use crate::case::{Fault, FieldProblem};
use crate::code::{OrganisationKind, Role};

/// One organisation, as far as the tree needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Identifier.
    pub id: OrganisationId,
    /// The organisation above; `None` for the root.
    pub parent: Option<OrganisationId>,
    /// Its kind.
    pub kind: OrganisationKind,
    /// It takes no new cases and no new people.
    pub is_closed: bool,
}

/// Where an organisation stands, seen from one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is the same.
    Own,
    /// It stands below one's own, however deep.
    Below,
    /// It stands anywhere else.
    Elsewhere,
}

/// What an organisation still has to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Cases that are not closed.
    pub open_cases: u32,
    /// Accounts that can sign in.
    pub accounts: u32,
    /// What people file arrives there.
    pub is_intake_desk: bool,
}

/// All organisations of the county.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree(Vec<Node>);

impl Tree {
    /// The tree of these organisations.
    pub const fn new(nodes: Vec<Node>) -> Self {
        Self(nodes)
    }

    /// One organisation.
    pub fn find(&self, id: OrganisationId) -> Option<&Node> {
        self.0.iter().find(|node| node.id == id)
    }

    /// Where `other` stands, seen from `own`. Total even when the stored tree has a cycle.
    pub fn relation(&self, own: OrganisationId, other: OrganisationId) -> Relation {
        if own == other {
            return Relation::Own;
        }
        let mut above = self.find(other).and_then(|node| node.parent);
        for _ in 0..self.0.len() {
            match above {
                Some(id) if id == own => return Relation::Below,
                Some(id) => above = self.find(id).and_then(|node| node.parent),
                None => return Relation::Elsewhere,
            }
        }
        Relation::Elsewhere
    }

    /// The open organisations above and below one, along which its cases are passed on.
    pub fn line(&self, own: OrganisationId) -> Vec<OrganisationId> {
        let open = self.0.iter().filter(|node| !node.is_closed);
        open.map(|node| node.id)
            .filter(|id| {
                self.relation(own, *id) == Relation::Below
                    || self.relation(*id, own) == Relation::Below
            })
            .collect()
    }

    /// The organisations above one.
    pub fn above(&self, own: OrganisationId) -> Vec<OrganisationId> {
        let all = self.0.iter().map(|node| node.id);
        all.filter(|id| self.relation(*id, own) == Relation::Below)
            .collect()
    }

    /// Whether `staff` administers an organisation: their own or one below it (S2-097).
    pub fn administers(&self, staff: &Staff, organisation: OrganisationId) -> bool {
        staff.has_role(Role::Admin) && self.reaches(staff, organisation)
    }

    /// Whether `staff` administers the whole county: as an administrator of its root.
    pub fn administers_county(&self, staff: &Staff) -> bool {
        staff.has_role(Role::Admin) && self.stands_at_root(staff)
    }

    /// Whether `staff` reads the trail of an organisation: its administrators and supervisors.
    pub fn reads_trail(&self, staff: &Staff, organisation: OrganisationId) -> bool {
        let reads = staff.has_role(Role::Admin) || staff.has_role(Role::Supervisor);
        reads && self.reaches(staff, organisation)
    }

    fn reaches(&self, staff: &Staff, organisation: OrganisationId) -> bool {
        self.relation(staff.organisation, organisation) != Relation::Elsewhere
    }

    fn stands_at_root(&self, staff: &Staff) -> bool {
        self.find(staff.organisation)
            .is_some_and(|node| node.parent.is_none())
    }

    /// Whether an organisation of `kind` may stand below `parent`; `moved` is the organisation
    /// itself when it is there already, so that it never comes to stand below itself.
    ///
    /// # Errors
    /// The field `parent` with what is wrong with it.
    pub fn check_place(
        &self,
        moved: Option<OrganisationId>,
        kind: OrganisationKind,
        parent: Option<OrganisationId>,
    ) -> Result<(), FieldProblem> {
        let wrong = |fault| Err(FieldProblem::new("parent", fault));
        let is_root = moved.and_then(|id| self.find(id));
        let is_root = is_root.is_some_and(|node| node.parent.is_none());
        let Some(parent) = parent else {
            return if is_root {
                Ok(())
            } else {
                wrong(Fault::Missing)
            };
        };
        let Some(above) = self.find(parent) else {
            return wrong(Fault::UnknownCode);
        };
        let below_itself = moved.is_some_and(|id| self.relation(id, parent) != Relation::Elsewhere);
        if is_root || below_itself {
            wrong(Fault::Cycle)
        } else if above.is_closed || !leads(above.kind, kind) {
            wrong(Fault::Incompatible)
        } else {
            Ok(())
        }
    }

    /// Whether an organisation can be closed: nothing may be left behind (S1-001).
    ///
    /// # Errors
    /// The first thing to be done before.
    pub fn check_closing(&self, id: OrganisationId, load: Load) -> Result<(), Obstacle> {
        let below = self.0.iter();
        let below = below.filter(|node| node.parent == Some(id) && !node.is_closed);
        let below = u32::try_from(below.count()).unwrap_or(u32::MAX);
        if self.find(id).is_some_and(|node| node.parent.is_none()) {
            Err(Obstacle::Root)
        } else if load.is_intake_desk {
            Err(Obstacle::IntakeDesk)
        } else if below > 0 {
            Err(Obstacle::Below { count: below })
        } else if load.open_cases > 0 {
            Err(Obstacle::OpenCases {
                count: load.open_cases,
            })
        } else if load.accounts > 0 {
            Err(Obstacle::Accounts {
                count: load.accounts,
            })
        } else {
            Ok(())
        }
    }
}

/// Which kinds stand below which: stations are looked after by an office, the centre or the
/// association; whoever has powers of its own stands below an authority.
const fn leads(above: OrganisationKind, below: OrganisationKind) -> bool {
    use OrganisationKind::{
        Association, Authority, CountyCentre, Hotline, OdrBusiness, Office, ServicePoint, Station,
    };
    match above {
        Authority => true,
        CountyCentre => matches!(below, Station | ServicePoint | OdrBusiness | Hotline),
        Association | Office => matches!(below, Station | ServicePoint | OdrBusiness),
        Station => matches!(below, ServicePoint),
        ServicePoint | OdrBusiness | Hotline => false,
    }
}
