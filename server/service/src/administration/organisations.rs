//! The tree of organisations: adding, changing, closing.

use domain::administration::{
    Deed, Load, Obstacle, OrganisationForm, RawOrganisation, Relation, changes,
};
use domain::case::{Fault, FieldProblem};
use domain::code::OrganisationKind;
use domain::view::{Failure, OrganisationDetail, OrganisationLine, Viewer};
use store::{Error, OrganisationRow, TrailRow, Tx, Unique};
use uuid::Uuid;

use super::ground::{Ground, administrator};
use super::trail::{self, Entry};
use crate::trouble::Trouble;
use crate::{Answer, Services, organisations};

/// The viewer's own organisation and all below it, each below the one it belongs to.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn list(services: &Services, viewer: &Viewer) -> Answer<Vec<OrganisationLine>> {
    let listed = async {
        administrator(viewer)?;
        let mut tx = services.database().read().await?;
        let ground = Ground::load(&mut tx).await?;
        let mut lines = Vec::with_capacity(ground.rows.len());
        collect(&ground, viewer.staff.organisation.0, 0, &mut lines)?;
        Ok::<_, Trouble>(lines)
    };
    services.answer(listed.await)
}

/// An organisation and all below it, depth first.
fn collect(
    ground: &Ground,
    id: Uuid,
    depth: u32,
    lines: &mut Vec<OrganisationLine>,
) -> Result<(), Trouble> {
    // A tree that was broken by hand must not send this round in circles.
    if lines.len() >= ground.rows.len() {
        return Ok(());
    }
    let Some(row) = ground.find(id) else {
        return Ok(());
    };
    lines.push(line(ground, row, depth)?);
    let below = ground.rows.iter().filter(|row| row.parent_id == Some(id));
    for row in below {
        collect(ground, row.id, depth + 1, lines)?;
    }
    Ok(())
}

fn line(ground: &Ground, row: &OrganisationRow, depth: u32) -> Result<OrganisationLine, Trouble> {
    Ok(OrganisationLine {
        organisation: organisations::view(row)?,
        division: row.division.clone(),
        parent: row.parent_id.map(|id| ground.code_of(Some(id))),
        depth,
        is_closed: row.closed_at.is_some(),
    })
}

/// One organisation by its code.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] outside their
/// reach.
pub async fn find(services: &Services, viewer: &Viewer, code: &str) -> Answer<OrganisationDetail> {
    let found = async {
        let mut tx = services.database().read().await?;
        let ground = Ground::load(&mut tx).await?;
        let row = ground.administered(viewer, code)?;
        let load = load_of(&mut tx, row.id).await?;
        Ok::<_, Trouble>(OrganisationDetail {
            line: line(&ground, row, 0)?,
            document_sign: row.document_sign.clone(),
            open_cases: load.open_cases,
            accounts: load.accounts,
            trail: trail::beside(services, &mut tx, &row.id.to_string()).await?,
        })
    };
    services.answer(found.await)
}

/// Adds an organisation below one the viewer administers and answers its code.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; [`Failure::NotAllowed`].
pub async fn add(services: &Services, viewer: &Viewer, raw: &RawOrganisation) -> Answer<String> {
    let added = async {
        administrator(viewer)?;
        let form = raw.parse().map_err(Failure::Invalid)?;
        let ground = Ground::load(&mut services.database().read().await?).await?;
        let parent = parent(&ground, viewer, &form, None)?;
        if ground.by_code(&form.code).is_some() {
            return Err(FieldProblem::new("organisation_code", Fault::Taken).into());
        }
        let row = row(&form, services.new_id(), parent);
        let line =
            entry(&ground, &row, None, Deed::OrganisationAdded).row(services, Some(viewer))?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.organisations().insert(&row).await?;
                tx.trail().insert(&line).await
            })
        });
        work.await.map_err(taken)?;
        Ok::<_, Trouble>(form.code)
    };
    services.answer(added.await)
}

/// Changes everything but division and code, which case numbers carry for ever.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; [`Failure::Hindered`] when open cases stand
/// against another kind; [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn change(
    services: &Services,
    viewer: &Viewer,
    code: &str,
    raw: &RawOrganisation,
) -> Answer<()> {
    let changed = async {
        let ground = Ground::load(&mut services.database().read().await?).await?;
        let before = ground.administered(viewer, code)?.clone();
        let raw = RawOrganisation {
            division: before.division.clone(),
            code: before.code.clone(),
            ..raw.clone()
        };
        let form = raw.parse().map_err(Failure::Invalid)?;
        let parent = parent(&ground, viewer, &form, Some(&before))?;
        let is_other_kind = form.kind.code() != before.kind;
        if is_other_kind && !may_change_kind(&ground, viewer, before.id) {
            return Err(Failure::NotAllowed.into());
        }
        let mut after = row(&form, before.id, parent);
        after.closed_at = before.closed_at;
        let entry = entry(&ground, &after, Some(&before), Deed::OrganisationChanged);
        if entry.changes.is_empty() {
            return Ok(());
        }
        let line = entry.row(services, Some(viewer))?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                let count = load_of(tx, after.id).await?.open_cases;
                if is_other_kind && count > 0 {
                    return Err(Obstacle::OpenCases { count }.into());
                }
                keep(tx, &after, &line).await
            })
        });
        work.await
    };
    services.answer(changed.await)
}

/// The powers of an organisation follow from its kind: nobody widens those of their own.
fn may_change_kind(ground: &Ground, viewer: &Viewer, id: Uuid) -> bool {
    let own = viewer.staff.organisation;
    ground.tree.administers_county(&viewer.staff)
        || ground.tree.relation(own, id.into()) == Relation::Below
}

/// Closes an organisation: it takes no new cases and no new people.
///
/// # Errors
/// [`Failure::Hindered`] while something would be left behind; [`Failure::NotAllowed`],
/// [`Failure::NotFound`].
pub async fn close(services: &Services, viewer: &Viewer, code: &str) -> Answer<()> {
    let closed = async {
        let ground = Ground::load(&mut services.database().read().await?).await?;
        let before = ground.administered(viewer, code)?;
        let after = OrganisationRow {
            closed_at: before.closed_at.or_else(|| Some(services.now())),
            ..before.clone()
        };
        let line = entry(&ground, &after, Some(before), Deed::OrganisationClosed);
        let line = line.row(services, Some(viewer))?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                let load = load_of(tx, after.id).await?;
                let ground = Ground::load(tx).await?;
                ground.tree.check_closing(after.id.into(), load)?;
                keep(tx, &after, &line).await
            })
        });
        work.await
    };
    services.answer(closed.await)
}

/// Opens a closed organisation again.
///
/// # Errors
/// [`Failure::Hindered`] while the organisation above is closed; [`Failure::NotAllowed`],
/// [`Failure::NotFound`].
pub async fn reopen(services: &Services, viewer: &Viewer, code: &str) -> Answer<()> {
    let reopened = async {
        let ground = Ground::load(&mut services.database().read().await?).await?;
        let before = ground.administered(viewer, code)?;
        let above = before.parent_id.and_then(|id| ground.find(id));
        if above.is_some_and(|row| row.closed_at.is_some()) {
            return Err(Obstacle::Closed.into());
        }
        let after = OrganisationRow {
            closed_at: None,
            ..before.clone()
        };
        let line = entry(&ground, &after, Some(before), Deed::OrganisationReopened);
        let line = line.row(services, Some(viewer))?;
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { keep(tx, &after, &line).await }));
        work.await
    };
    services.answer(reopened.await)
}

async fn keep(tx: &mut Tx, row: &OrganisationRow, line: &TrailRow) -> Result<(), Trouble> {
    tx.organisations().update(row).await?;
    tx.trail().insert(line).await?;
    Ok(())
}

/// The organisation above, which the viewer has to administer unless it stays what it was.
fn parent(
    ground: &Ground,
    viewer: &Viewer,
    form: &OrganisationForm,
    before: Option<&OrganisationRow>,
) -> Result<Option<Uuid>, Trouble> {
    let unknown = || Trouble::from(FieldProblem::new("parent", Fault::UnknownCode));
    let parent = match &form.parent {
        Some(code) => Some(ground.by_code(code).ok_or_else(unknown)?.id),
        None => None,
    };
    let stays = before.is_some_and(|row| row.parent_id == parent);
    let administers = |id: Uuid| ground.tree.administers(&viewer.staff, id.into());
    if !stays && parent.is_some_and(|id| !administers(id)) {
        return Err(unknown());
    }
    let moved = before.map(|row| row.id.into());
    // An organisation that stays where it is may stay below one that was closed meanwhile.
    if !stays || before.is_some_and(|row| row.kind != form.kind.code()) {
        let place = parent.map(Into::into);
        ground.tree.check_place(moved, form.kind, place)?;
    }
    Ok(parent)
}

fn row(form: &OrganisationForm, id: Uuid, parent_id: Option<Uuid>) -> OrganisationRow {
    OrganisationRow {
        id,
        division: form.division.clone(),
        code: form.code.clone(),
        name_zh: form.name_zh.clone(),
        name_en: form.name_en.clone(),
        kind: form.kind.code().to_owned(),
        parent_id,
        phone: Some(form.phone.clone()),
        address: Some(form.address.clone()),
        document_sign: form.document_sign.clone(),
        closed_at: None,
    }
}

fn entry(
    ground: &Ground,
    after: &OrganisationRow,
    before: Option<&OrganisationRow>,
    deed: Deed,
) -> Entry {
    let was = before.map(|row| values(ground, row)).unwrap_or_default();
    Entry {
        organisation: before.map_or(after.parent_id.unwrap_or(after.id), |row| row.id),
        deed,
        subject: after.id.to_string(),
        label: format!("{} {}", after.code, after.name_zh),
        changes: changes(&was, &values(ground, after)),
    }
}

fn values(ground: &Ground, row: &OrganisationRow) -> Vec<(&'static str, String)> {
    let kind = OrganisationKind::parse(&row.kind).map_or("", OrganisationKind::code);
    vec![
        ("name_zh", row.name_zh.clone()),
        ("name_en", row.name_en.clone()),
        ("kind", kind.to_owned()),
        ("parent", ground.code_of(row.parent_id)),
        ("phone", row.phone.clone().unwrap_or_default()),
        ("address", row.address.clone().unwrap_or_default()),
        (
            "document_sign",
            row.document_sign.clone().unwrap_or_default(),
        ),
    ]
}

async fn load_of(tx: &mut Tx, id: Uuid) -> Result<Load, Trouble> {
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let open_cases = count(tx.organisations().count_open_cases(id).await?);
    let accounts = count(tx.accounts().count_active(id).await?);
    let desk = organisations::intake(tx, None).await?;
    Ok(Load {
        open_cases,
        accounts,
        is_intake_desk: desk.is_some_and(|desk| desk.id == id),
    })
}

fn taken(error: Error) -> Trouble {
    match error {
        Error::Duplicate(Unique::OrganisationCode) => {
            FieldProblem::new("organisation_code", Fault::Taken).into()
        }
        error => error.into(),
    }
}
