//! Everything Weiquan keeps: SQLite and PostgreSQL behind one interface.
//!
//! The store knows tables and transactions, no rules. Identifiers are plain [`uuid::Uuid`]s,
//! codes are text, whatever is personal arrives sealed, and the time is always a parameter.
//!
//! # Use
//!
//! - [`Database::open_sqlite`] or [`Database::connect`], then [`Database::migrate`].
//! - Read with [`Database::read`]: a [`Tx`] that sees one consistent snapshot.
//! - Write with [`Database::write`]: the closure's work is kept as a whole when it returns `Ok`
//!   and leaves no trace when it returns `Err`. It answers only when the commit is durable.
//!   The closure speaks to its [`Tx`] and to nothing else: on SQLite all writers wait for it.
//! - A [`Tx`] hands out repositories, one for each aggregate: `tx.cases().find(id)`.
//!
//! `find_*` answers an `Option`, `load_*` an error when the row is missing, `list_*` a list in a
//! stated order; long lists are paged by keyset.
//!
//! # A new repository
//!
//! 1. Write the table into a new pair of files in `migrations/`; a published one never changes.
//! 2. Put the statements into a `statements!` block and its list into [`all_statements`], so that
//!    every one of them is prepared on both engines by a test.
//! 3. Write a struct over `&mut Tx` and an accessor here, and its tests into the conformance
//!    suite, which runs on both engines.
#![recursion_limit = "256"]

mod access;
mod account;
mod anchor;
mod attachment;
pub mod backup;
mod business;
mod business_case;
mod business_link;
mod calendar;
mod case;
mod case_link;
mod chain;
mod clock;
mod clock_target;
mod code_offer;
mod counter;
mod database;
mod document;
mod draft;
mod draft_code;
mod error;
mod event;
mod export_event;
mod figures;
mod form;
mod hold;
mod idempotency;
mod job;
mod kept;
mod list;
mod lookup;
mod machine_token;
mod neighbour;
mod notice;
mod organisation;
mod origin;
mod outbox;
mod pin;
mod schedule;
mod second_factor;
mod serial;
mod session;
mod setting;
mod spent_proof;
mod sql;
mod sqlite;
mod survey;
mod text;
mod tracking_code;
mod trail;
mod tx;
mod unfinished;
mod value;
mod writer;

pub use access::{Access, AccessHead, AccessRow};
pub use account::{AccountRow, Accounts};
pub use anchor::{AnchorRow, Anchors, LeafRow};
pub use attachment::{AttachmentRow, Attachments};
pub use business::{BusinessChangeRow, BusinessRow, BusinessWrite, Businesses};
pub use business_case::{BusinessCases, CaseCountRow};
pub use business_link::{BusinessLinkRow, BusinessLinks};
pub use calendar::{CalendarYearRow, Calendars};
pub use case::{CaseFileRow, CaseWrite, Cases, Deadlines};
pub use case_link::{CaseLinkRow, CaseLinks};
pub use chain::{ChainRow, Chains, HeadRow};
pub use clock::{ClockRow, ClockWarningRow, Clocks};
pub use clock_target::{ClockTargetRow, ClockTargets};
pub use code_offer::{CodeOfferRow, CodeOffers};
pub use counter::{CounterRow, Counters};
pub use database::{Database, Engine};
pub use document::{DocumentRow, Documents};
pub use draft::{DraftRow, Drafts};
pub use draft_code::{DraftCodeRow, DraftCodes};
pub use error::{Error, Result, Unique};
pub use event::{EventRow, Events};
pub use export_event::{ExportEventRow, ExportEvents};
pub use figures::{CaseGroupRow, Counted, EndGroupRow, Figures, ScoreGroupRow};
pub use form::{FormRow, Forms};
pub use hold::Hold;
pub use idempotency::{IdempotencyKeys, IdempotencyRow};
pub use job::{JobCounts, JobRow, Jobs, NewJob};
pub use kept::{Kept, KeptRow};
pub use list::{CaseFilter, CaseList, Cursor, DueCounts};
pub use lookup::{LookupRow, Lookups};
pub use machine_token::{MachineTokenRow, MachineTokens};
pub use neighbour::{NeighbourRow, NeighbourRows};
pub use notice::{NoticeRow, Notices, UnseenRow};
pub use organisation::{OrganisationRow, Organisations};
pub use origin::{OriginRow, Origins};
pub use outbox::{ListedMessageRow, NewMessage, Outbox, OutboxList, OutboxRow};
pub use pin::{PinRow, Pins};
pub use schedule::{ScheduleRow, Schedules};
pub use second_factor::{SecondFactorRow, SecondFactors};
pub use serial::Serials;
pub use session::{SessionRow, Sessions, SignedInRow};
pub use setting::{SettingRow, Settings};
pub use spent_proof::SpentProofs;
pub use sql::{Sql, all_statements};
pub use sqlite::SqliteOptions;
pub use survey::{SurveyAnswerRow, SurveyRow, Surveys};
pub use text::{CandidateRow, MissingRow, TextQuery, Texts};
pub use tracking_code::{NewTrackingCode, TrackingCodeRow, TrackingCodes};
pub use trail::{Trail, TrailRow};
pub use tx::Tx;
pub use unfinished::{Unfinished, UnfinishedRow};
pub use value::Codes;
