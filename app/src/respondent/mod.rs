//! The page of a business, behind the link an officer gave it: what the complaint is, and what the
//! business says to it. No account, no script needed.

mod complaint;
mod history;
mod page;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub(crate) use page::ComplaintPage;
