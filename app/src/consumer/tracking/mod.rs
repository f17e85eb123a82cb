//! Following one's own case: the receipt opens it, a cookie keeps it for half an hour.

mod by_phone;
mod case;
mod ending;
mod evidence;
mod mediation;
mod messages;
mod open;
mod over;
mod own_data;
mod progress;
mod reopen;
mod scanned;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod withdraw;
mod words;

pub use by_phone::{TrackByPhonePage, TrackCodePage};
pub use case::CasePage;
pub use open::TrackPage;
pub use own_data::OwnDataPage;
#[cfg(feature = "ssr")]
pub use own_data::own_data_document;
pub use reopen::ReopenPage;
#[cfg(feature = "hydrate")]
pub(crate) use scanned::ScannedReceipt;
pub use withdraw::WithdrawPage;
