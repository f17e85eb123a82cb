//! The rules of consumer-rights case work, pure and total.
//!
//! Nothing here reads a clock, a database or a random source, so the same code decides on the
//! server and in the browser. A case is an append-only list of events ([`case`]); deadlines are
//! computed from events, the working-day calendar and dated law ([`clock`]); what people type is
//! parsed into values ([`value`]) or refused by name; code lists carry both languages ([`code`]);
//! [`document`] fills official documents; [`view`] holds what a screen or the HTTP interface may
//! show.
//!
//! To add a rule: 1. find or add the command in [`case`]; 2. add its row to the table of its case
//! type; 3. give each refusal its own variant; 4. add the texts to both catalogues in `locales/`;
//! 5. the table tests then fail until the new row is described in `docs/`.

rust_i18n::i18n!("locales", fallback = "zh-CN");

pub mod actor;
pub mod administration;
pub mod attachment;
pub mod business;
pub mod calendar;
pub mod case;
pub mod chain;
pub mod clock;
pub mod code;
pub mod device;
pub mod document;
pub mod eligibility;
pub mod exchange;
pub mod handover;
pub mod locale;
pub mod mask;
pub mod merkle;
pub mod message;
pub mod offer;
pub mod one_time_code;
pub mod pin;
pub mod search;
pub mod second_factor;
pub mod session;
pub mod statistics;
pub mod value;
pub mod view;
