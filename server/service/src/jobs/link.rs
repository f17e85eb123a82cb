//! The message with a link that opens a case, once for each link.

use domain::message::{Template, Variables};
use uuid::Uuid;

use super::message::{Letter, find};
use super::worker::{Done, Handled, Tools};

/// Writes the message, unless the link was replaced or is over meanwhile.
pub(super) async fn send(tools: &Tools, id: Uuid) -> Handled {
    let services = &tools.services;
    let link = {
        let mut tx = services.database().read().await?;
        tx.case_links().find(id).await?
    };
    let Some(link) = link.filter(|link| link.expires_at > services.now()) else {
        return Ok(Done::Now);
    };
    let Some(record) = find(services, link.case_id).await? else {
        return Ok(Done::Now);
    };
    let code = services.vault().link_code(id);
    let sender = &tools.outside.sender;
    let variables = Variables::of_link(&record.case.number, &code, sender);
    let key = format!("link:{id}");
    if let Some(letter) = Letter::to(tools, &record, Template::Link, variables, key)? {
        letter.write(services, None).await?;
    }
    Ok(Done::Now)
}
