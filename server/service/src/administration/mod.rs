//! What administrators do. Every use case checks by itself whether the viewer's reach holds what
//! it is about, and leaves a line in the trail in the transaction of the change.

pub mod accounts;
pub mod calendars;
pub mod clocks;
pub mod codes;
mod ground;
pub mod organisations;
pub mod trail;
