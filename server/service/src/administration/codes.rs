//! Code lists as administrators see them, and deciding which items are offered.

use domain::administration::{Change, Deed};
use domain::offer::{CodeList, Offer, OfferForm, Offers, RawOffer};
use domain::view::{CodeLine, CodeListDetail, Failure, OfferView, Viewer};
use store::{CodeOfferRow, TrailRow};

use super::ground::{Ground, administrator, numbers, of_the_county};
use super::trail::{self, Entry};
use crate::code_offers;
use crate::trouble::Trouble;
use crate::{Answer, Services};

/// A list (`category` and so on) with every decision on its items.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] for a list that
/// does not exist.
pub async fn find(services: &Services, viewer: &Viewer, list: &str) -> Answer<CodeListDetail> {
    services.answer(detail(services, viewer, list).await)
}

async fn detail(
    services: &Services,
    viewer: &Viewer,
    list: &str,
) -> Result<CodeListDetail, Trouble> {
    administrator(viewer)?;
    let list = CodeList::parse(list).map_err(|_| Failure::NotFound)?;
    let mut tx = services.database().read().await?;
    let ground = Ground::load(&mut tx).await?;
    let numbers = numbers(&mut tx).await?;
    let rows = tx.code_offers().list().await?;
    let own = rows.into_iter().filter(|row| row.list == list.code());
    let mut history: Vec<OfferView> = own
        .map(|row| OfferView {
            code: row.code,
            is_offered: row.is_offered,
            from: row.begins_on,
            set_at: row.set_at,
            set_by: numbers.get(&row.set_by).cloned(),
        })
        .collect();
    history.sort_by_key(|offer| std::cmp::Reverse((offer.from, offer.set_at)));
    Ok(CodeListDetail {
        list,
        lines: lines(list, &services.offers(), services.today()),
        history,
        trail: trail::beside(services, &mut tx, &subject(list)).await?,
        may_set: ground.tree.administers_county(&viewer.staff),
        today: services.today(),
    })
}

fn lines(list: CodeList, offers: &Offers, today: chrono::NaiveDate) -> Vec<CodeLine> {
    let line = |code: &str| {
        let holds = offers.in_force(list, code, today);
        let next = offers.following(list, code, today);
        CodeLine {
            code: code.to_owned(),
            is_offered: holds.is_none_or(|change| change.is_offered),
            since: holds.map(|change| change.from),
            next: next.map(|change| (change.is_offered, change.from)),
        }
    };
    list.items().iter().map(|item| line(item.code)).collect()
}

/// Decides from which day on an item is offered, or no longer. What was chosen before stays.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator of the whole county;
/// [`Failure::Invalid`] with every wrong field.
pub async fn set(services: &Services, viewer: &Viewer, raw: &RawOffer) -> Answer<()> {
    services.answer(put(services, viewer, raw).await)
}

async fn put(services: &Services, viewer: &Viewer, raw: &RawOffer) -> Result<(), Trouble> {
    of_the_county(services, viewer).await?;
    let form = raw.parse(services.today()).map_err(Failure::Invalid)?;
    let row = CodeOfferRow {
        id: services.new_id(),
        list: form.change.list.code().to_owned(),
        code: form.change.code.clone(),
        is_offered: form.change.is_offered,
        begins_on: form.change.from,
        set_at: services.now(),
        set_by: viewer.staff.account.0,
    };
    let line = trail_line(services, viewer, &form)?;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.code_offers().insert(&row).await?;
            tx.trail().insert(&line).await
        })
    });
    let kept: Result<(), store::Error> = work.await;
    kept?;
    let known = code_offers::load(&mut services.database().read().await?).await;
    services.set_offers(known.map_err(|_| Trouble::Broken("item of a code list"))?);
    Ok(())
}

/// What the trail calls a list.
fn subject(list: CodeList) -> String {
    format!("codes-{list}")
}

fn trail_line(services: &Services, viewer: &Viewer, form: &OfferForm) -> Result<TrailRow, Trouble> {
    let OfferForm { change, reason } = form;
    let code = |is_offered| if is_offered { Offer::On } else { Offer::Off }.code();
    let before = services.offers().on(change.from);
    let before = code(before.has(change.list, &change.code));
    let now = |field: &str, before: &str, after: &str| Change {
        field: field.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let entry = Entry {
        organisation: viewer.staff.organisation.0,
        deed: Deed::OfferSet,
        subject: subject(change.list),
        label: change.list.code().to_owned(),
        changes: vec![
            now("item", "", &format!("{} {}", change.list, change.code)),
            now("offer", before, code(change.is_offered)),
            now("effective_from", "", &change.from.to_string()),
            now("reason", "", reason.as_str()),
        ],
    };
    entry.row(services, Some(viewer))
}
