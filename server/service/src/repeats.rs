//! What is noticed about a case before it is registered: whether the same telephone has come with
//! the same matter before.
//!
//! The answer is a hint for the officer, within what the officer may see anyway.

use std::collections::BTreeSet;

use domain::case::{Earlier, Hint, hints};
use domain::code::CaseType;
use domain::value::{CaseNumber, CreditCode, Phone, normalise};
use domain::view::{Failure, HintView, QueueRow, Viewer};
use store::{CaseFileRow, LookupRow, Tx};
use uuid::Uuid;

use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::{Lookup, Vault};
use crate::{Answer, Services, desk, organisations};

/// Cases of one telephone that are looked at.
const LOOKED_AT: i64 = 60;
/// Cases shown with one hint.
const SHOWN: usize = 3;

/// What is typed of a case that matters here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Code of the type.
    pub case_type: String,
    /// Telephone of the person.
    pub phone: String,
    /// Name of the business.
    pub business: String,
    /// Credit code of the business.
    pub credit_code: String,
}

/// What is noticed; nothing as long as the telephone is none.
///
/// # Errors
/// [`Failure::NotAllowed`] without a role that works on cases.
pub async fn notice(services: &Services, viewer: &Viewer, typed: &Typed) -> Answer<Vec<HintView>> {
    services.answer(noticed(services, viewer, typed).await)
}

async fn noticed(
    services: &Services,
    viewer: &Viewer,
    typed: &Typed,
) -> Result<Vec<HintView>, Trouble> {
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    let scope = organisations::scope(viewer, &all);
    if scope.is_empty() {
        return Err(Failure::NotAllowed.into());
    }
    let case_type = CaseType::parse(&typed.case_type).unwrap_or(CaseType::Complaint);
    let Ok(phone) = Phone::parse(&typed.phone) else {
        return Ok(Vec::new());
    };
    let vault = services.vault();
    let phone = hashed(vault, Lookup::Phone, phone.as_str());
    let files = tx
        .lookups()
        .list_cases(&phone.kind, &phone.hash, None, LOOKED_AT)
        .await?;
    let same = same_business(vault, &mut tx, &phone, typed).await?;
    let calendar = services.calendar();
    let (mut rows, mut earlier) = (Vec::new(), Vec::new());
    for file in files {
        let is_seen = scope.contains(&file.organisation_id);
        if !is_seen || !may_know(vault, &mut tx, viewer, &file).await? {
            continue;
        }
        if let Some(row) = desk::queue_row(services, &file, services.now(), &calendar)? {
            earlier.push(Earlier {
                number: row.number.clone(),
                state: row.state,
                received_at: row.received_at,
                closed_at: file.closed_at,
                same_business: same.contains(&file.id),
                person: row.person.clone(),
            });
            rows.push(row);
        }
    }
    let hints = hints(case_type, &earlier, services.now());
    Ok(hints.iter().map(|hint| shown(hint, &rows)).collect())
}

/// Who reported something is known to the responsible person alone (Order 121 Art. 37).
async fn may_know(
    vault: &Vault,
    tx: &mut Tx,
    viewer: &Viewer,
    file: &CaseFileRow,
) -> Result<bool, Trouble> {
    if file.case_type != CaseType::Report.code() {
        return Ok(true);
    }
    if file.assignee_id != Some(viewer.staff.account.0) || file.wrapped_key.is_none() {
        return Ok(false);
    }
    let record = CaseRecord::load(vault, tx, file.clone()).await?;
    Ok(record.case.may_reveal(&viewer.staff).is_ok())
}

/// The cases of this telephone about the business that was typed, by name or credit code.
async fn same_business(
    vault: &Vault,
    tx: &mut Tx,
    phone: &LookupRow,
    typed: &Typed,
) -> Result<BTreeSet<Uuid>, Trouble> {
    let name = normalise::compact(&typed.business);
    let mut same = BTreeSet::new();
    if !name.is_empty() {
        let name = hashed(vault, Lookup::Business, &name);
        same.extend(tx.lookups().list_both(&name, phone, LOOKED_AT).await?);
    }
    if let Ok(code) = CreditCode::parse(&typed.credit_code) {
        let code = hashed(vault, Lookup::CreditCode, code.as_str());
        same.extend(tx.lookups().list_both(&code, phone, LOOKED_AT).await?);
    }
    Ok(same)
}

fn hashed(vault: &Vault, kind: Lookup, value: &str) -> LookupRow {
    LookupRow {
        kind: kind.code().to_owned(),
        hash: vault.lookup(kind, value),
    }
}

fn shown(hint: &Hint, rows: &[QueueRow]) -> HintView {
    let row = |number: &CaseNumber| rows.iter().find(|row| row.number == *number).cloned();
    HintView {
        finding: hint.finding,
        cases: hint.cases.iter().take(SHOWN).filter_map(row).collect(),
        more: u32::try_from(hint.cases.len().saturating_sub(SHOWN)).unwrap_or(u32::MAX),
    }
}
