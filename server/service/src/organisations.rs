//! The organisations of the county and what a person sees of them.

use domain::actor::OrganisationId;
use domain::administration::{Node, Tree};
use domain::case::Place;
use domain::code::{OrganisationKind, Role};
use domain::view::{OrganisationView, Viewer};
use store::{OrganisationRow, Tx};
use uuid::Uuid;

use crate::Services;
use crate::trouble::Trouble;

/// Setting that names the organisation which takes in what people file themselves.
pub(crate) const INTAKE_DESK: &str = "intake_desk";

pub(crate) fn view(row: &OrganisationRow) -> Result<OrganisationView, Trouble> {
    Ok(OrganisationView {
        code: row.code.clone(),
        kind: kind(row)?,
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
        phone: row.phone.clone().unwrap_or_default(),
        address: row.address.clone().unwrap_or_default(),
    })
}

pub(crate) fn kind(row: &OrganisationRow) -> Result<OrganisationKind, Trouble> {
    OrganisationKind::parse(&row.kind).map_err(|_| Trouble::Broken("kind of an organisation"))
}

/// The organisation with the longest view: the root of the tree.
pub(crate) async fn county(services: &Services) -> Result<Option<OrganisationView>, Trouble> {
    let mut tx = services.database().read().await?;
    let rows = tx.organisations().list().await?;
    rows.iter()
        .find(|row| row.parent_id.is_none())
        .map(view)
        .transpose()
}

/// Where a filing lands: the organisation it names, else the intake desk, else the first authority.
pub(crate) async fn intake(
    tx: &mut Tx,
    to: Option<&str>,
) -> Result<Option<OrganisationRow>, Trouble> {
    let mut rows = tx.organisations().list().await?;
    rows.retain(|row| row.closed_at.is_none());
    if let Some(code) = to.map(str::trim).filter(|code| !code.is_empty()) {
        return Ok(rows.into_iter().find(|row| row.code == code));
    }
    let desk = tx.settings().find(INTAKE_DESK).await?;
    let named = desk.and_then(|setting| serde_json::from_str::<Uuid>(&setting.value).ok());
    let is_authority = |row: &&OrganisationRow| {
        row.kind == OrganisationKind::Authority.code()
            || row.kind == OrganisationKind::Office.code()
    };
    let by_name = rows.iter().find(|row| Some(row.id) == named);
    Ok(by_name
        .or_else(|| rows.iter().find(is_authority))
        .or_else(|| rows.first())
        .cloned())
}

/// The organisations above and below one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// Those along which its cases are passed on.
    pub(crate) places: Vec<Place>,
    /// Those above it.
    pub(crate) above: Vec<OrganisationId>,
}

/// The line of one organisation.
pub(crate) async fn line(tx: &mut Tx, own: OrganisationId) -> Result<Line, Trouble> {
    line_of(&tx.organisations().list().await?, own)
}

/// The same among organisations at hand.
pub(crate) fn line_of(rows: &[OrganisationRow], own: OrganisationId) -> Result<Line, Trouble> {
    let nodes = rows.iter().map(node).collect::<Result<Vec<_>, _>>()?;
    let tree = Tree::new(nodes);
    let line = tree.line(own);
    let places = rows.iter().filter(|row| line.contains(&row.id.into()));
    Ok(Line {
        places: places.map(place).collect::<Result<_, _>>()?,
        above: tree.above(own),
    })
}

pub(crate) fn node(row: &OrganisationRow) -> Result<Node, Trouble> {
    Ok(Node {
        id: row.id.into(),
        parent: row.parent_id.map(OrganisationId),
        kind: kind(row)?,
        is_closed: row.closed_at.is_some(),
    })
}

fn place(row: &OrganisationRow) -> Result<Place, Trouble> {
    Ok(Place {
        organisation: row.id.into(),
        code: row.code.clone(),
        kind: kind(row)?,
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
    })
}

/// Roles that see the organisations below their own.
const SEE_BELOW: &[Role] = &[
    Role::Leader,
    Role::Superior,
    Role::Supervisor,
    Role::Analyst,
    Role::DepartmentHead,
];

/// The organisations whose cases the viewer sees; none without a role that works on cases.
pub(crate) fn scope(viewer: &Viewer, all: &[OrganisationRow]) -> Vec<Uuid> {
    if !viewer.staff.sees_cases() {
        return Vec::new();
    }
    seen(viewer, all)
}

/// The organisations whose figures the viewer sees: who sees cases, and analysts.
pub(crate) fn figures(viewer: &Viewer, all: &[OrganisationRow]) -> Vec<Uuid> {
    if !viewer.staff.sees_cases() && !viewer.staff.has_role(Role::Analyst) {
        return Vec::new();
    }
    seen(viewer, all)
}

fn seen(viewer: &Viewer, all: &[OrganisationRow]) -> Vec<Uuid> {
    let OrganisationId(own) = viewer.staff.organisation;
    if SEE_BELOW.iter().any(|role| viewer.staff.has_role(*role)) {
        with_below(own, all)
    } else {
        vec![own]
    }
}

/// An organisation and everything below it.
pub(crate) fn with_below(own: Uuid, all: &[OrganisationRow]) -> Vec<Uuid> {
    let mut found = vec![own];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        let children = all
            .iter()
            .filter(|row| row.parent_id == Some(parent))
            .map(|row| row.id);
        let new: Vec<Uuid> = children.filter(|id| !found.contains(id)).collect();
        found.extend(new);
        next += 1;
    }
    found
}
