//! Pages for everybody: start, deadline calculator, privacy, accessibility.
//!
//! A page renders its own `<main class="wq-main wq-width" id="main" tabindex="-1">`; header and
//! footer stand around it already ([`crate::PublicApp`]).

mod accessibility;
mod check;
mod eligibility;
pub(crate) mod failure;
mod privacy;
mod start;
mod statistics;
pub mod why;

pub use accessibility::AccessibilityPage;
pub use check::CheckDocumentPage;
pub use eligibility::EligibilityPage;
pub use privacy::PrivacyPage;
pub use start::StartPage;
pub use statistics::StatisticsPage;
