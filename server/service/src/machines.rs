//! Machine accounts: programs that act by tokens, each opening only what it was issued for.
//!
//! What a program may do is what its token's scopes, its account's roles and its organisation all
//! allow.

use chrono::{DateTime, TimeDelta, Utc};
use domain::administration::{Change, Deed};
use domain::case::{Fault, FieldProblem};
use domain::code::{Role, Scope};
use domain::value::ShortText;
use domain::view::{Failure, MachineView, MachinesView, TokenDetail, TokenView, Viewer};
use store::{AccountRow, MachineTokenRow, OrganisationRow, TrailRow, Tx};
use uuid::Uuid;

use crate::administration::trail::{self, Entry};
use crate::trouble::Trouble;
use crate::vault::{new_token, token_hash};
use crate::{Answer, Services, accounts, organisations, sessions};

/// Begins every token, so that one that leaked into a file or a log is recognised.
const MARK: &str = "wq_";
/// Characters of a token that stay visible.
const SHOWN: usize = 11;
/// Days after which a token ends unless told otherwise.
pub const DAYS: u32 = 90;
/// Most days a token may be good for.
pub const MOST_DAYS: u32 = 366;
/// Minutes between two notes of "last used", so that reading does not mean writing.
const TOUCH_MINUTES: i64 = 5;

/// Who looks after machine accounts.
#[derive(Debug, Clone, Copy)]
pub enum By<'v> {
    /// An administrator, for their organisation and those below it.
    Administrator(&'v Viewer),
    /// The operator of the machine, on the command line.
    Operator,
}

/// A token to be issued.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// Login of the machine account.
    pub login: String,
    /// What people call it: 1 to 100 characters.
    pub name: String,
    /// What it may be used for; at least one.
    pub scopes: Vec<Scope>,
    /// Days for which it is good: 1 to [`MOST_DAYS`].
    pub days: u32,
}

/// A token that was just issued. It is shown this once.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The token itself.
    pub token: String,
    /// What is kept of it.
    pub view: TokenView,
}

/// A program that showed its token.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Its account, roles and organisation.
    pub viewer: Viewer,
    /// What its token opens.
    pub scopes: Vec<Scope>,
}

/// The organisations whose machine accounts somebody looks after.
fn realm(by: By<'_>, all: &[OrganisationRow]) -> Result<Vec<Uuid>, Trouble> {
    match by {
        By::Operator => Ok(all.iter().map(|row| row.id).collect()),
        By::Administrator(viewer) if viewer.staff.has_role(Role::Admin) => {
            Ok(organisations::with_below(viewer.staff.organisation.0, all))
        }
        By::Administrator(_) => Err(Failure::NotAllowed.into()),
    }
}

/// Issues a token for a machine account.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator; [`Failure::Invalid`] with every wrong
/// field, `login` when it is no machine account of theirs.
pub async fn issue(services: &Services, by: By<'_>, new: NewToken) -> Answer<Issued> {
    services.answer(make(services, by, new).await)
}

async fn make(services: &Services, by: By<'_>, new: NewToken) -> Result<Issued, Trouble> {
    let (account, organisation) = {
        let mut tx = services.database().read().await?;
        let all = tx.organisations().list().await?;
        let realm = realm(by, &all)?;
        let account = tx.accounts().find_by_login(new.login.trim()).await?;
        let account = account
            .filter(|account| is_usable(account) && realm.contains(&account.organisation_id));
        let of = |account: &AccountRow| {
            let id = account.organisation_id;
            all.into_iter().find(|row| row.id == id)
        };
        let organisation = account.as_ref().and_then(of);
        (account, organisation)
    };
    let (name, found) = check(&new, account.zip(organisation))?;
    let (account, organisation) = found;
    let now = services.now();
    let token = format!("{MARK}{}", new_token(&**services.random()));
    let row = MachineTokenRow {
        id: services.new_id(),
        account_id: account.id,
        name: name.as_str().to_owned(),
        prefix: token.chars().take(SHOWN).collect(),
        token_hash: token_hash(&token),
        scopes: new.scopes.iter().map(|scope| scope.code()).collect(),
        issued_by: match by {
            By::Administrator(viewer) => Some(viewer.staff.account.0),
            By::Operator => None,
        },
        created_at: now,
        expires_at: now + TimeDelta::days(i64::from(new.days)),
        last_used_at: None,
        revoked_at: None,
    };
    let view = token_view(&row, machine_view(&account, &organisation)?);
    let opens = row.scopes.0.join(" ");
    let until = row.expires_at.to_rfc3339();
    let values = [("scopes", opens), ("expires_at", until)];
    let line = trail_row(
        services,
        by,
        &view,
        organisation.id,
        Deed::TokenIssued,
        values,
    )?;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.machine_tokens().insert(&row).await?;
            tx.trail().insert(&line).await
        })
    });
    let kept: Result<(), store::Error> = work.await;
    kept?;
    Ok(Issued { token, view })
}

/// The line of the trail about a token.
fn trail_row<const N: usize>(
    services: &Services,
    by: By<'_>,
    token: &TokenView,
    organisation: Uuid,
    deed: Deed,
    values: [(&str, String); N],
) -> Result<TrailRow, Trouble> {
    let given = values.into_iter().filter(|(_, value)| !value.is_empty());
    let changes = given.map(|(field, after)| Change {
        field: field.to_owned(),
        before: String::new(),
        after,
    });
    let entry = Entry {
        organisation,
        deed,
        subject: token.id.to_string(),
        label: format!("{} {}", token.machine.login, token.name),
        changes: changes.collect(),
    };
    match by {
        By::Administrator(viewer) => entry.row(services, Some(viewer)),
        By::Operator => entry.row(services, None),
    }
}

type Found = (AccountRow, OrganisationRow);

/// The name and the account of a new token, or everything that is wrong with it.
fn check(new: &NewToken, found: Option<Found>) -> Result<(ShortText, Found), Failure> {
    let name = ShortText::parse(&new.name);
    let mut problems = Vec::new();
    let mut wrong = |field, fault| problems.push(FieldProblem::new(field, fault));
    if found.is_none() {
        wrong("login", Fault::UnknownCode);
    }
    if let Err(error) = name {
        wrong("name", error.into());
    }
    if new.scopes.is_empty() {
        wrong("scopes", Fault::Missing);
    }
    match new.days {
        0 => wrong("days", Fault::Missing),
        days if days > MOST_DAYS => wrong("days", Fault::TooLarge),
        _ => {}
    }
    match (name, found) {
        (Ok(name), Some(found)) if problems.is_empty() => Ok((name, found)),
        _ => Err(Failure::Invalid(problems)),
    }
}

fn is_usable(account: &AccountRow) -> bool {
    accounts::is_machine(account) && account.disabled_at.is_none()
}

/// Machine accounts and their tokens, those that are over included.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn list(services: &Services, by: By<'_>) -> Answer<MachinesView> {
    services.answer(collect(services, by).await)
}

async fn collect(services: &Services, by: By<'_>) -> Result<MachinesView, Trouble> {
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    let realm = realm(by, &all)?;
    let mut known = Vec::new();
    for account in tx.accounts().list().await? {
        let organisation = all.iter().find(|row| row.id == account.organisation_id);
        if let Some(organisation) = organisation
            && is_usable(&account)
            && realm.contains(&organisation.id)
        {
            known.push((account.id, machine_view(&account, organisation)?));
        }
    }
    let rows = tx.machine_tokens().list().await?;
    let tokens = rows.iter().filter_map(|row| {
        let (_, machine) = known.iter().find(|(id, _)| *id == row.account_id)?;
        Some(token_view(row, machine.clone()))
    });
    Ok(MachinesView {
        tokens: tokens.collect(),
        machines: known.into_iter().map(|(_, machine)| machine).collect(),
        now: services.now(),
    })
}

/// One token with its history.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] for a token
/// that is not theirs to look after.
pub async fn find(services: &Services, by: By<'_>, id: Uuid) -> Answer<TokenDetail> {
    let found = async {
        let token = token(services, by, id).await?;
        let mut tx = services.database().read().await?;
        Ok::<_, Trouble>(TokenDetail {
            trail: trail::beside(services, &mut tx, &id.to_string()).await?,
            token,
            now: services.now(),
        })
    };
    services.answer(found.await)
}

async fn token(services: &Services, by: By<'_>, id: Uuid) -> Result<TokenView, Trouble> {
    let known = collect(services, by).await?;
    let token = known.tokens.into_iter().find(|token| token.id == id);
    token.ok_or_else(|| Failure::NotFound.into())
}

/// Ends a token at once, and for good. Ending it twice is the same as once.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] for a token
/// that is not theirs to end, [`Failure::Invalid`] when an administrator gives no reason.
pub async fn revoke(services: &Services, by: By<'_>, id: Uuid, reason: &str) -> Answer<()> {
    services.answer(end(services, by, id, reason).await)
}

async fn end(services: &Services, by: By<'_>, id: Uuid, reason: &str) -> Result<(), Trouble> {
    let token = token(services, by, id).await?;
    let reason = match (by, reason.trim()) {
        (By::Operator, "") => String::new(),
        (_, given) => {
            let reason = ShortText::parse(given);
            let reason = reason.map_err(|error| FieldProblem::new("reason", error.into()))?;
            reason.as_str().to_owned()
        }
    };
    if token.revoked_at.is_some() {
        return Ok(());
    }
    let organisation = {
        let mut tx = services.database().read().await?;
        let code = &token.machine.organisation.code;
        let all = tx.organisations().list().await?;
        let found = all.into_iter().find(|row| row.code == *code);
        found.ok_or_else(crate::services::not_found)?.id
    };
    let values = [("reason", reason)];
    let line = trail_row(
        services,
        by,
        &token,
        organisation,
        Deed::TokenRevoked,
        values,
    )?;
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.machine_tokens().revoke(id, now).await?;
            tx.trail().insert(&line).await
        })
    });
    let done: Result<(), store::Error> = work.await;
    Ok(done?)
}

/// The program behind a token; `None` when the token or its account is over.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn caller(services: &Services, token: &str) -> Answer<Option<Machine>> {
    services.answer(recognise(services, token).await)
}

async fn recognise(services: &Services, token: &str) -> Result<Option<Machine>, Trouble> {
    if !token.starts_with(MARK) {
        return Ok(None);
    }
    let now = services.now();
    let mut tx = services.database().read().await?;
    let Some((row, account)) = live(&mut tx, token, now).await? else {
        return Ok(None);
    };
    let organisation = tx.organisations().load(account.organisation_id).await?;
    drop(tx);
    note_use(services, &row, now).await;
    let AccountRow {
        id,
        number,
        name,
        roles,
        ..
    } = account;
    Ok(Some(Machine {
        viewer: sessions::person(id, &number, name, &roles, &organisation)?,
        scopes: scopes(&row),
    }))
}

async fn live(
    tx: &mut Tx,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(MachineTokenRow, AccountRow)>, Trouble> {
    let hash = token_hash(token);
    let Some(row) = tx.machine_tokens().find_live(&hash, now).await? else {
        return Ok(None);
    };
    let account = tx.accounts().find(row.account_id).await?;
    Ok(account.filter(is_usable).map(|account| (row, account)))
}

async fn note_use(services: &Services, row: &MachineTokenRow, now: DateTime<Utc>) {
    let recent = |at| now - at < TimeDelta::minutes(TOUCH_MINUTES);
    if row.last_used_at.is_some_and(recent) {
        return;
    }
    let id = row.id;
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.machine_tokens().touch(id, now).await }));
    // A busy database must not keep programs out.
    let noted: Result<(), store::Error> = work.await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the use of a token could not be noted");
    }
}

fn scopes(row: &MachineTokenRow) -> Vec<Scope> {
    let codes = row.scopes.0.iter();
    codes.filter_map(|code| Scope::parse(code).ok()).collect()
}

fn machine_view(
    account: &AccountRow,
    organisation: &OrganisationRow,
) -> Result<MachineView, Trouble> {
    Ok(MachineView {
        login: account.login.clone(),
        name: account.name.clone(),
        organisation: organisations::view(organisation)?,
    })
}

fn token_view(row: &MachineTokenRow, machine: MachineView) -> TokenView {
    TokenView {
        id: row.id,
        machine,
        name: row.name.clone(),
        prefix: row.prefix.clone(),
        scopes: scopes(row),
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        revoked_at: row.revoked_at,
    }
}
