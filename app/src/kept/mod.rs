//! What is typed and not yet sent stays on the phone.
//!
//! Every question page is kept on the server when it is left; until then its words exist only on
//! the phone, and a browser that is closed, or a lost network, would take them along. So the page
//! notes them in the browser's own storage while they are typed, offers them when it is opened
//! again, and forgets them as soon as the server has them. Nothing is ever sent by itself.

mod notice;
#[cfg(feature = "hydrate")]
mod phone;
#[cfg(not(feature = "hydrate"))]
#[path = "no_phone.rs"]
mod phone;
mod unsent;
#[cfg(feature = "hydrate")]
pub(crate) mod worker;

pub(crate) use notice::{Keeper, NoticeWords};
#[cfg(feature = "hydrate")]
pub(crate) use phone::sent;
pub(crate) use unsent::Unsent;
