//! What the business may see and do, behind the link an officer gave it.
//!
//! A link works thirty days and for one case; a new one ends it. Its token is derived from the
//! link, so that an officer can show it again and nothing that opens it is stored.

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::Actor;
use domain::case::{Event, RawCommand};
use domain::view::{BusinessLinkView, Failure, RespondentCase};
use store::{BusinessLinkRow, Tx};
use uuid::Uuid;

use crate::casework::{self, Find};
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::vault::{Vault, token_hash};
use crate::{Answer, Services, organisations, showing};

/// Days for which a link works.
const DAYS: i64 = 30;

/// The complaint behind a link. Looking never writes.
///
/// # Errors
/// [`Failure::NotFound`] for an unknown token, [`Failure::Expired`] once the link is over.
pub async fn open(services: &Services, token: &str) -> Answer<RespondentCase> {
    let found = async {
        let link = find(services, token).await?;
        let record = casework::load(services, &Find::Id(link.case_id)).await?;
        view(services, &record, link.expires_at).await
    };
    services.answer(found.await)
}

/// A command of the business: its account, its will to mediate, terms and answers.
///
/// # Errors
/// As [`open`]; [`Failure::Invalid`] and [`Failure::Refused`] with what stands in the way.
pub async fn act(services: &Services, token: &str, command: RawCommand) -> Answer<RespondentCase> {
    let done = async {
        let link = find(services, token).await?;
        let command = command.parse().map_err(Failure::Invalid)?;
        let case = Find::Id(link.case_id);
        let record = casework::act(services, &case, &Actor::Respondent, None, command).await?;
        view(services, &record, link.expires_at).await
    };
    services.answer(done.await)
}

/// The case behind a link that works.
pub(crate) async fn by_token(services: &Services, token: &str) -> Result<Find, Trouble> {
    Ok(Find::Id(find(services, token).await?.case_id))
}

async fn find(services: &Services, token: &str) -> Result<BusinessLinkRow, Trouble> {
    let link = {
        let mut tx = services.database().read().await?;
        tx.business_links()
            .find_by_token(&token_hash(token))
            .await?
    };
    let link = link.ok_or_else(crate::services::not_found)?;
    if link.expires_at <= services.now() {
        return Err(Failure::Expired.into());
    }
    Ok(link)
}

async fn view(
    services: &Services,
    record: &CaseRecord,
    until: DateTime<Utc>,
) -> Result<RespondentCase, Trouble> {
    let organisation = {
        let mut tx = services.database().read().await?;
        organisations::view(&tx.organisations().load(record.case.organisation.0).await?)?
    };
    let writer = Writer::new(services);
    let profile = record.profile(&writer.targets);
    let facts = writer.facts(&Actor::Respondent, &profile);
    Ok(showing::respondent(record, organisation, until, &facts))
}

/// The link that follows from the latest event, when that invites the business.
pub(crate) fn link_of(
    services: &Services,
    record: &CaseRecord,
    now: DateTime<Utc>,
) -> Option<BusinessLinkRow> {
    let invited = record.events.last()?;
    let account = invited.actor.account()?;
    matches!(invited.event, Event::BusinessInvited).then(|| {
        let id = services.new_id();
        BusinessLinkRow {
            id,
            case_id: record.file.id,
            account_id: account.0,
            token_hash: token_hash(&token(services.vault(), id)),
            created_at: now,
            expires_at: now + TimeDelta::days(DAYS),
        }
    })
}

/// The link of a case that works now, for an officer who passes it on.
pub(crate) async fn present_link(
    services: &Services,
    tx: &mut Tx,
    case: Uuid,
) -> Result<Option<BusinessLinkView>, Trouble> {
    let link = tx.business_links().of_case(case, services.now()).await?;
    Ok(link.map(|link| BusinessLinkView {
        token: token(services.vault(), link.id),
        until: link.expires_at,
    }))
}

fn token(vault: &Vault, link: Uuid) -> String {
    vault.derived_token("business", link.as_bytes())
}
