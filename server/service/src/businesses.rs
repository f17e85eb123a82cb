//! The register of businesses: finding, adding, correcting and merging entries.
//!
//! What names a business is sealed, for the name of a small trader is a person's. Entries are found
//! by keyed hashes: of whole names and credit codes as cases are, of parts of names as words are,
//! and of the initials of their pinyin.

use std::collections::BTreeSet;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::actor::{Actor, ActorRef};
use domain::business::{self, Business, BusinessChange, RawBusiness};
use domain::case::{Fault, FieldProblem};
use domain::search::{Key, folded, query_tokens};
use domain::value::{CreditCode, normalise};
use domain::view::{
    BusinessChangeView, BusinessListView, BusinessRow as Row, BusinessView, Failure, KnownBusiness,
    Viewer,
};
use pinyin::ToPinyin as _;
use store::{BusinessChangeRow, BusinessRow, BusinessWrite, LookupRow, Tx, Unique};
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::vault::{Lookup, Place, Vault};
use crate::{Answer, Services, desk, organisations};

/// Rows of one page.
const PAGE: usize = 25;
/// Entries opened for one search.
const CANDIDATES: i64 = 200;
/// Suggestions while typing.
const SUGGESTED: usize = 6;
/// Cases and changes shown with an entry.
const SHOWN: i64 = 20;
/// After every instant that can be stored.
const END_SECONDS: i64 = 253_402_300_799;

/// One page of the register, or what `q` finds: a credit code, a part of a name, or the initials
/// of its pinyin.
///
/// # Errors
/// [`Failure::NotAllowed`] without a role that works on cases.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    q: &str,
    cursor: &str,
) -> Answer<BusinessListView> {
    services.answer(page(services, viewer, q, cursor).await)
}

async fn page(
    services: &Services,
    viewer: &Viewer,
    q: &str,
    cursor: &str,
) -> Result<BusinessListView, Trouble> {
    let mut tx = services.database().read().await?;
    let scope = scope(&mut tx, viewer).await?;
    let vault = services.vault();
    let (found, next) = if q.trim().is_empty() {
        recent(vault, &mut tx, cursor).await?
    } else {
        (found(vault, &mut tx, q, PAGE).await?, None)
    };
    Ok(BusinessListView {
        query: q.to_owned(),
        rows: rows(&mut tx, &found, &scope).await?,
        next,
        may_add: business::may_keep(&viewer.staff),
    })
}

/// What a few characters may mean, for somebody who is typing: the likeliest entries. Fewer than
/// two characters mean nothing.
///
/// # Errors
/// [`Failure::NotAllowed`] without a role that works on cases.
pub async fn suggest(services: &Services, viewer: &Viewer, q: &str) -> Answer<Vec<Row>> {
    let found = async {
        let mut tx = services.database().read().await?;
        let scope = scope(&mut tx, viewer).await?;
        if normalise::compact(q).chars().count() < 2 {
            return Ok(Vec::new());
        }
        let found = found(services.vault(), &mut tx, q, SUGGESTED).await?;
        rows(&mut tx, &found, &scope).await
    };
    services.answer(found.await)
}

/// What the register says of an entry, for a form that takes it over.
///
/// # Errors
/// [`Failure::NotFound`] for an unknown id, [`Failure::NotAllowed`] without a role that works on
/// cases.
pub async fn look_up(services: &Services, viewer: &Viewer, id: &str) -> Answer<RawBusiness> {
    let found = async {
        let mut tx = services.database().read().await?;
        scope(&mut tx, viewer).await?;
        let row = load(&mut tx, id).await?;
        Ok::<_, Trouble>(open(services.vault(), &row.id, &row.sealed)?.raw())
    };
    services.answer(found.await)
}

/// An entry with its cases and changes.
///
/// # Errors
/// [`Failure::NotFound`] for an unknown id, [`Failure::NotAllowed`] without a role that works on
/// cases.
pub async fn show(services: &Services, viewer: &Viewer, id: &str) -> Answer<BusinessView> {
    services.answer(view(services, viewer, id).await)
}

async fn view(services: &Services, viewer: &Viewer, id: &str) -> Result<BusinessView, Trouble> {
    let (vault, now) = (services.vault(), services.now());
    let mut tx = services.database().read().await?;
    let scope = scope(&mut tx, viewer).await?;
    let row = load(&mut tx, id).await?;
    let business = open(vault, &row.id, &row.sealed)?;
    let merged_into = match row.merged_into {
        Some(into) => name_of(vault, &mut tx, into).await?,
        None => None,
    };
    let counted = tx.business_cases().count(&[row.id], &scope).await?;
    let newest = tx
        .business_cases()
        .list(row.id, &scope, None, SHOWN)
        .await?;
    let changes = tx.businesses().list_changes(row.id, SHOWN + 1).await?;
    drop(tx);
    let calendar = services.calendar();
    let newest = newest
        .iter()
        .map(|file| desk::queue_row(services, file, now, &calendar))
        .collect::<Result<Vec<_>, _>>()?;
    let stands = row.merged_into.is_none();
    Ok(BusinessView {
        id: row.id.simple().to_string(),
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        business: business.raw(),
        merged_into,
        cases: number(counted.first().map(|row| row.n)),
        open: number(counted.first().map(|row| row.open)),
        newest: newest.into_iter().flatten().collect(),
        changes: told(vault, &changes)?,
        may_edit: stands && business::may_keep(&viewer.staff),
        may_merge: stands && business::may_merge(&viewer.staff),
        now,
    })
}

/// The entries that a case is about; whoever may see the case may see them.
pub(crate) async fn of_case(
    vault: &Vault,
    tx: &mut Tx,
    case: Uuid,
) -> Result<Vec<KnownBusiness>, Trouble> {
    let rows = tx.businesses().list_of_case(case).await?;
    let named = rows.iter().map(|row| {
        Ok(KnownBusiness {
            id: row.id.simple().to_string(),
            name: open(vault, &row.id, &row.sealed)?.name.to_string(),
        })
    });
    named.collect()
}

/// Adds an entry and links the cases that name it. Answers its id.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field, a known credit code among them;
/// [`Failure::NotAllowed`] without a desk role.
pub async fn add(services: &Services, viewer: &Viewer, raw: &RawBusiness) -> Answer<String> {
    let added = async {
        may(business::may_keep(&viewer.staff))?;
        let business = raw.parse().map_err(Failure::Invalid)?;
        let change = Change::new(services, viewer, services.new_id(), 0);
        let write = change.write(&business, BusinessChange::Added, None)?;
        let id = write.row.id;
        let written = services.database().write(move |tx| {
            Box::pin(async move {
                tx.businesses().insert(&write).await?;
                tx.business_cases().link_business(id).await
            })
        });
        written.await.map_err(taken)?;
        Ok(id.simple().to_string())
    };
    services.answer(added.await)
}

/// Corrects an entry; `version` is the one the person saw.
///
/// # Errors
/// As [`add`]; [`Failure::Conflict`] when somebody else was faster, [`Failure::NotFound`].
pub async fn edit(
    services: &Services,
    viewer: &Viewer,
    id: &str,
    version: u32,
    raw: &RawBusiness,
) -> Answer<()> {
    let edited = async {
        may(business::may_keep(&viewer.staff))?;
        let business = raw.parse().map_err(Failure::Invalid)?;
        let row = {
            let mut tx = services.database().read().await?;
            load(&mut tx, id).await?
        };
        let id = row.id;
        let change = Change::new(services, viewer, id, version.into()).since(row.created_at);
        let write = change.write(&business, BusinessChange::Edited, None)?;
        let written = services.database().write(move |tx| {
            Box::pin(async move {
                tx.businesses().update(&write).await?;
                tx.business_cases().link_business(id).await
            })
        });
        written.await.map_err(taken)?;
        Ok(())
    };
    services.answer(edited.await)
}

/// Merges an entry into the one that `into` names, by credit code or whole name. Names, knowledge
/// and cases go there; the entry stays as a sign that points there, with its changes. Answers the
/// id of the entry that took it in.
///
/// # Errors
/// [`Failure::Invalid`] for `into` when it names none, several, the entry itself or one with
/// another credit code; [`Failure::Conflict`], [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn merge(
    services: &Services,
    viewer: &Viewer,
    id: &str,
    version: u32,
    into: &str,
) -> Answer<String> {
    services.answer(merge_into(services, viewer, id, version, into).await)
}

async fn merge_into(
    services: &Services,
    viewer: &Viewer,
    id: &str,
    version: u32,
    into: &str,
) -> Result<String, Trouble> {
    may(business::may_merge(&viewer.staff))?;
    let vault = services.vault();
    let (from, to) = {
        let mut tx = services.database().read().await?;
        let from = load(&mut tx, id).await?;
        let to = named(vault, &mut tx, into, from.id).await?;
        (from, to)
    };
    let gone = open(vault, &from.id, &from.sealed)?;
    let kept = open(vault, &to.id, &to.sealed)?
        .taking_in(&gone)
        .map_err(|problem| Failure::Invalid(vec![problem]))?;
    let leave = Change::new(services, viewer, from.id, version.into()).since(from.created_at);
    let leave = leave.write(&gone, BusinessChange::Merged, Some(to.id))?;
    let take = Change::new(services, viewer, to.id, to.version).since(to.created_at);
    let take = take.write(&kept, BusinessChange::TookIn, None)?;
    let id = to.id;
    let written = services.database().write(move |tx| {
        Box::pin(async move {
            // First the one that leaves: its credit code is free then.
            tx.businesses().update(&leave).await?;
            tx.businesses().update(&take).await?;
            let mut cases = tx.business_cases();
            cases.hand_over(leave.row.id, take.row.id).await?;
            cases.link_business(take.row.id).await
        })
    });
    written.await.map_err(taken)?;
    Ok(id.simple().to_string())
}

/// The one other entry with this credit code or whole name.
async fn named(vault: &Vault, tx: &mut Tx, into: &str, not: Uuid) -> Result<BusinessRow, Trouble> {
    let refuse = |fault| Failure::Invalid(vec![FieldProblem::new("into", fault)]);
    if into.trim().is_empty() {
        return Err(refuse(Fault::Missing).into());
    }
    let found = by_key(vault, tx, into).await?;
    let mut found = found.into_iter().filter(|row| row.id != not);
    match (found.next(), found.next()) {
        (Some(row), None) => Ok(row),
        _ => Err(refuse(Fault::UnknownCode).into()),
    }
}

/// The entries that stand with this credit code, or with this whole name.
async fn by_key(vault: &Vault, tx: &mut Tx, text: &str) -> Result<Vec<BusinessRow>, Trouble> {
    let key = match CreditCode::parse(text) {
        Ok(code) => hashed(vault, Lookup::CreditCode, code.as_str()),
        Err(_) => hashed(vault, Lookup::Business, &normalise::compact(text)),
    };
    let found = tx
        .businesses()
        .list_by_key(&key.kind, &key.hash, SHOWN)
        .await?;
    Ok(found
        .into_iter()
        .filter(|row| row.merged_into.is_none())
        .collect())
}

async fn scope(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Uuid>, Trouble> {
    let all = tx.organisations().list().await?;
    let scope = organisations::scope(viewer, &all);
    may(!scope.is_empty())?;
    Ok(scope)
}

fn may(allowed: bool) -> Result<(), Trouble> {
    if allowed {
        Ok(())
    } else {
        Err(Failure::NotAllowed.into())
    }
}

async fn load(tx: &mut Tx, id: &str) -> Result<BusinessRow, Trouble> {
    let id: Uuid = id.parse().map_err(|_| Failure::NotFound)?;
    let found = tx.businesses().find(id).await?;
    found.ok_or_else(crate::services::not_found)
}

/// What a business shows at its own door: name, address, credit code. `None` for an unknown id; an
/// entry that another one took in is that other one.
pub(crate) async fn at_the_door(
    vault: &Vault,
    tx: &mut Tx,
    id: &str,
) -> Result<Option<RawBusiness>, Trouble> {
    let Ok(id) = id.trim().parse() else {
        return Ok(None);
    };
    let Some(named) = tx.businesses().find(id).await? else {
        return Ok(None);
    };
    let row = match named.merged_into {
        Some(into) => tx.businesses().find(into).await?.unwrap_or(named),
        None => named,
    };
    let entry = open(vault, &row.id, &row.sealed)?.raw();
    Ok(Some(RawBusiness {
        name: entry.name,
        address: entry.address,
        credit_code: entry.credit_code,
        ..RawBusiness::default()
    }))
}

async fn name_of(
    vault: &Vault,
    tx: &mut Tx,
    id: Uuid,
) -> Result<Option<(String, String)>, Trouble> {
    let Some(row) = tx.businesses().find(id).await? else {
        return Ok(None);
    };
    let name = open(vault, &row.id, &row.sealed)?.name.to_string();
    Ok(Some((id.simple().to_string(), name)))
}

type Opened = Vec<(Uuid, Business)>;

async fn recent(
    vault: &Vault,
    tx: &mut Tx,
    cursor: &str,
) -> Result<(Opened, Option<String>), Trouble> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let found = tx.businesses().list(place_of(cursor), limit).await?;
    let next = (found.len() > PAGE)
        .then(|| found.get(PAGE - 1))
        .flatten()
        .map(|row| {
            let at = row.updated_at.to_rfc3339_opts(SecondsFormat::Micros, true);
            format!("{at}_{}", row.id.simple())
        });
    let opened = found.iter().take(PAGE);
    let opened = opened.map(|row| Ok((row.id, open(vault, &row.id, &row.sealed)?)));
    Ok((opened.collect::<Result<_, Trouble>>()?, next))
}

fn place_of(cursor: &str) -> (DateTime<Utc>, Uuid) {
    let read = || {
        let (at, id) = cursor.split_once('_')?;
        let at = DateTime::parse_from_rfc3339(at).ok()?.to_utc();
        Some((at, id.parse().ok()?))
    };
    let end = DateTime::from_timestamp(END_SECONDS, 0).unwrap_or_default();
    read().unwrap_or((end, Uuid::max()))
}

/// The entries a text means, the likeliest first: by credit code, else by part of a name or by the
/// initials of its pinyin.
async fn found(vault: &Vault, tx: &mut Tx, q: &str, most: usize) -> Result<Opened, Trouble> {
    let by_key = by_key(vault, tx, q).await?;
    let by_part = tx
        .businesses()
        .search(&wanted(vault, q), CANDIDATES)
        .await?;
    let mut opened: Opened = Vec::new();
    for row in by_key.into_iter().chain(by_part) {
        if opened.len() == most {
            break;
        }
        if opened.iter().any(|(id, _)| *id == row.id) {
            continue;
        }
        let business = open(vault, &row.id, &row.sealed)?;
        if is_meant(&business, q) {
            opened.push((row.id, business));
        }
    }
    Ok(opened)
}

/// Tokens are a set without order, so what they find is looked at.
fn is_meant(business: &Business, q: &str) -> bool {
    let wanted = folded(&normalise::compact(q));
    let code = business.credit_code.as_ref();
    code.is_some_and(|code| folded(code.as_str()) == wanted)
        || business.names().any(|name| {
            let name = normalise::compact(name.as_str());
            folded(&name).contains(&wanted) || initials(&name).contains(&wanted)
        })
}

async fn rows(tx: &mut Tx, found: &Opened, scope: &[Uuid]) -> Result<Vec<Row>, Trouble> {
    let ids: Vec<Uuid> = found.iter().map(|(id, _)| *id).collect();
    let counts = tx.business_cases().count(&ids, scope).await?;
    let row = |(id, business): &(Uuid, Business)| {
        let count = counts.iter().find(|row| row.business_id == *id);
        let raw = business.raw();
        Row {
            id: id.simple().to_string(),
            name: raw.name,
            credit_code: raw.credit_code,
            address: raw.address,
            cases: number(count.map(|row| row.n)),
            open: number(count.map(|row| row.open)),
        }
    };
    Ok(found.iter().map(row).collect())
}

fn number(count: Option<i64>) -> u32 {
    u32::try_from(count.unwrap_or_default()).unwrap_or(u32::MAX)
}

/// The changes with what became different, newest first; the oldest of a cut list only serves to
/// compare with.
fn told(vault: &Vault, changes: &[BusinessChangeRow]) -> Result<Vec<BusinessChangeView>, Trouble> {
    let said = changes
        .iter()
        .map(|row| open_change(vault, row))
        .collect::<Result<Vec<_>, _>>()?;
    let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let told = changes.iter().zip(&said).enumerate().take(most);
    told.map(|(index, (row, after))| {
        let actor: ActorRef = serde_json::from_str(&row.actor)?;
        let by = match actor {
            ActorRef::Staff { number, .. } => number.as_str().to_owned(),
            _ => String::new(),
        };
        let before = said.get(index + 1).map(Business::raw);
        Ok(BusinessChangeView {
            at: row.at,
            by,
            kind: BusinessChange::parse(&row.kind)
                .map_err(|_| Trouble::Broken("kind of a change"))?,
            fields: before.map_or_else(Vec::new, |before| differing(&before, &after.raw())),
        })
    })
    .collect()
}

fn differing(before: &RawBusiness, after: &RawBusiness) -> Vec<(String, String, String)> {
    let fields = [
        ("name", &before.name, &after.name),
        ("aliases", &before.aliases, &after.aliases),
        ("credit_code", &before.credit_code, &after.credit_code),
        ("division", &before.division, &after.division),
        ("address", &before.address, &after.address),
        ("industry", &before.industry, &after.industry),
        ("contact", &before.contact, &after.contact),
        ("phone", &before.phone, &after.phone),
    ];
    let differing = fields.into_iter().filter(|(_, one, two)| one != two);
    differing
        .map(|(name, one, two)| (name.to_owned(), one.clone(), two.clone()))
        .collect()
}

/// A change of one entry on its way.
struct Change<'a> {
    services: &'a Services,
    actor: ActorRef,
    id: Uuid,
    /// The version it changes; 0 for an entry that is not there yet.
    seen: i64,
    created_at: DateTime<Utc>,
}

impl<'a> Change<'a> {
    fn new(services: &'a Services, viewer: &Viewer, id: Uuid, seen: i64) -> Self {
        Self {
            services,
            actor: ActorRef::from(&Actor::Staff(viewer.staff.clone())),
            id,
            seen,
            created_at: services.now(),
        }
    }

    fn since(self, created_at: DateTime<Utc>) -> Self {
        Self { created_at, ..self }
    }

    fn write(
        self,
        business: &Business,
        kind: BusinessChange,
        merged_into: Option<Uuid>,
    ) -> Result<BusinessWrite, Trouble> {
        let (vault, random) = (self.services.vault(), self.services.random());
        let (id, version, now) = (self.id, self.seen + 1, self.services.now());
        let plaintext = serde_json::to_vec(business)?;
        let seal = |place| vault.businesses().seal(place, &plaintext, &**random);
        let change = BusinessChangeRow {
            business_id: id,
            version,
            at: now,
            actor: serde_json::to_string(&self.actor)?,
            kind: kind.code().to_owned(),
            sealed: seal(change_place(&id, version)),
        };
        let row = BusinessRow {
            id,
            version,
            sealed: seal(place(&id)),
            merged_into,
            created_at: self.created_at,
            updated_at: now,
        };
        // Nothing finds an entry that was merged but the link to it.
        let (keys, tokens) = if merged_into.is_some() {
            (Vec::new(), Vec::new())
        } else {
            (keys(vault, business), tokens(vault, business))
        };
        Ok(BusinessWrite {
            row,
            keys,
            tokens,
            change,
        })
    }
}

fn taken(error: store::Error) -> Trouble {
    match error {
        store::Error::Duplicate(Unique::CreditCode) => {
            let problem = FieldProblem::new("credit_code", Fault::Taken);
            Failure::Invalid(vec![problem]).into()
        }
        error => error.into(),
    }
}

fn hashed(vault: &Vault, kind: Lookup, value: &str) -> LookupRow {
    LookupRow {
        kind: kind.code().to_owned(),
        hash: vault.lookup(kind, value),
    }
}

/// What cases find the entry by: of the kinds of their own look-ups.
fn keys(vault: &Vault, business: &Business) -> Vec<LookupRow> {
    let names = business.names();
    let names: BTreeSet<String> = names
        .map(|name| normalise::compact(name.as_str()))
        .collect();
    let names = names
        .iter()
        .map(|name| hashed(vault, Lookup::Business, name));
    let code = business.credit_code.iter();
    let code = code.map(|code| hashed(vault, Lookup::CreditCode, code.as_str()));
    names.chain(code).collect()
}

/// What people find the entry by: parts of its names and of their initials.
fn tokens(vault: &Vault, business: &Business) -> Vec<String> {
    let hasher = vault.search_hasher();
    let mut tokens = BTreeSet::new();
    for name in business.names() {
        let name = normalise::compact(name.as_str());
        for text in [name.as_str(), &initials(&name)] {
            let words = domain::search::tokens(text).into_iter().map(Key::Word);
            tokens.extend(words.map(|word| hasher.token(&word)));
        }
    }
    tokens.into_iter().collect()
}

/// The tokens an entry must have for a text to mean it.
fn wanted(vault: &Vault, q: &str) -> Vec<String> {
    let hasher = vault.search_hasher();
    let words = query_tokens(&normalise::compact(q)).into_iter();
    words.map(|word| hasher.token(&Key::Word(word))).collect()
}

/// The initials of a name in pinyin; what is no Chinese character stays: 「A1顺意」 is `a1sy`.
fn initials(name: &str) -> String {
    let initial = |c: char| match c.to_pinyin() {
        Some(pinyin) => pinyin.first_letter().to_owned(),
        None => c.to_lowercase().collect(),
    };
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .map(initial)
        .collect()
}

fn open(vault: &Vault, id: &Uuid, sealed: &[u8]) -> Result<Business, Trouble> {
    let plaintext = vault.businesses().open(place(id), sealed)?;
    Ok(serde_json::from_slice(&plaintext)?)
}

fn open_change(vault: &Vault, row: &BusinessChangeRow) -> Result<Business, Trouble> {
    let place = change_place(&row.business_id, row.version);
    let plaintext = vault.businesses().open(place, &row.sealed)?;
    Ok(serde_json::from_slice(&plaintext)?)
}

fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "business",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}

fn change_place(id: &Uuid, version: i64) -> Place<'_> {
    Place {
        table: "business_change",
        row: id.as_bytes(),
        column: "sealed",
        version: u32::try_from(version).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_what_a_keyboard_types_first() {
        assert_eq!(initials("示例百货"), "slbh");
        assert_eq!(initials("A1顺意（甲县）"), "a1syjx");
    }
}
