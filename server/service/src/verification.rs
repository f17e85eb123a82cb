//! Proves that the record is what it was: every event chain, link by link, every content against
//! the commitment that stands in its chain, and every daily root against the chains it covers.
//!
//! It needs no running service and changes nothing. An erased case has no key any more; its chain
//! is verified all the same.

use domain::chain::{self, GENESIS};
use store::{ChainRow, Database};
use uuid::Uuid;

use crate::anchors::roots::Roots;
use crate::record::commitment_of;
use crate::vault::{Keys, SealingKey, Vault};

/// Events read at once.
const PAGE: i64 = 1000;
/// Faults listed; a record that is broken everywhere need not be listed everywhere.
const MOST_FAULTS: usize = 100;

/// What was looked at and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Cases with a chain.
    pub cases: u64,
    /// Events.
    pub events: u64,
    /// Cases whose key is gone: only their chains could be verified.
    pub erased: u64,
    /// Daily roots that were computed again.
    pub roots: u64,
    /// What is wrong, in words for an operator; at most a hundred.
    pub faults: Vec<String>,
}

impl Verification {
    fn fault(&mut self, fault: String) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
    }
}

/// Verifies the database: the engine's own check, then every chain.
///
/// # Errors
/// When the database cannot be read.
pub async fn verify(database: &Database, keys: &Keys) -> Result<Verification, store::Error> {
    let vault = Vault::new(keys);
    let mut found = Verification::default();
    for fault in database.check_integrity().await? {
        found.fault(format!("database: {fault}"));
    }
    let mut roots = Roots::of(database).await?;
    let mut open = None::<Chain>;
    let mut after = (Uuid::nil(), 0);
    loop {
        let mut tx = database.read().await?;
        let rows = tx.chains().list_after(after.0, after.1, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = (last.case_id, last.version);
        for row in &rows {
            let mut chain = match open.take() {
                Some(chain) if chain.case_id == row.case_id => chain,
                before => {
                    close(before, &mut roots, &mut found).await?;
                    Chain::begin(row, &vault, &mut found)
                }
            };
            chain.follow(row, &mut found);
            open = Some(chain);
        }
    }
    close(open, &mut roots, &mut found).await?;
    found.roots = roots.days();
    for fault in roots.compare() {
        found.fault(fault);
    }
    let mut tx = database.read().await?;
    for number in tx.chains().list_empty(PAGE).await? {
        found.fault(format!("case {number}: all its events are missing"));
    }
    Ok(found)
}

async fn close(
    chain: Option<Chain>,
    roots: &mut Roots<'_>,
    found: &mut Verification,
) -> Result<(), store::Error> {
    if let Some(chain) = chain {
        if let Some(fault) = roots.cover(chain.case_id, &chain.links).await? {
            found.fault(format!("case {}: {fault}", chain.number));
        }
        chain.end(found);
    }
    Ok(())
}

/// The chain of one case, as far as it was followed.
struct Chain {
    case_id: Uuid,
    number: String,
    key: Option<SealingKey>,
    /// The link before the next event.
    previous: Vec<u8>,
    /// All links so far.
    links: Vec<Vec<u8>>,
    version: i64,
    /// What the case says of its chain.
    head: Vec<u8>,
    file_version: i64,
}

impl Chain {
    fn begin(row: &ChainRow, vault: &Vault, found: &mut Verification) -> Self {
        found.cases += 1;
        let wrapped = row.wrapped_key.as_deref();
        if wrapped.is_none() {
            found.erased += 1;
        }
        let key = wrapped.and_then(|wrapped| {
            let key = vault.case_key(row.case_id, wrapped).ok();
            if key.is_none() {
                found.fault(format!("case {}: its key cannot be opened", row.number));
            }
            key
        });
        Self {
            case_id: row.case_id,
            number: row.number.clone(),
            key,
            previous: GENESIS.to_vec(),
            links: Vec::new(),
            version: 0,
            head: row.head.clone(),
            file_version: row.file_version,
        }
    }

    fn follow(&mut self, row: &ChainRow, found: &mut Verification) {
        found.events += 1;
        let name = format!("case {}, event {}", self.number, row.version);
        if row.version != self.version + 1 {
            found.fault(format!("{name}: an event before it is missing"));
        }
        let version = u32::try_from(row.version).unwrap_or_default();
        let link = chain::link(
            &self.previous,
            version,
            row.at,
            &row.kind,
            &row.actor,
            &row.commitment,
        );
        if link.as_slice() != row.hash {
            found.fault(format!("{name}: its link does not fit what it covers"));
        }
        if let Some(key) = &self.key {
            match commitment_of(key, &self.case_id, version, &row.sealed) {
                Ok(commitment) if commitment.as_slice() == row.commitment => {}
                Ok(_) => found.fault(format!("{name}: its content is not the one committed to")),
                Err(_) => found.fault(format!("{name}: its content cannot be opened")),
            }
        }
        self.previous.clone_from(&row.hash);
        self.links.push(row.hash.clone());
        self.version = row.version;
        // The case may have moved on since its first event was read.
        self.head.clone_from(&row.head);
        self.file_version = row.file_version;
    }

    fn end(self, found: &mut Verification) {
        if self.version != self.file_version || self.previous != self.head {
            found.fault(format!(
                "case {}: its chain ends at event {}, the case says {}",
                self.number, self.version, self.file_version
            ));
        }
    }
}
