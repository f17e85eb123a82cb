//! Following one's own case: the receipt opens it, a cookie keeps it for half an hour.

mod by_phone;
mod case;
mod ending;
mod evidence;
mod mediation;
mod messages;
mod open;
mod over;
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
pub use reopen::ReopenPage;
#[cfg(feature = "hydrate")]
pub(crate) use scanned::ScannedReceipt;
pub use withdraw::WithdrawPage;
