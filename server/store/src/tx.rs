//! One transaction on either engine, and the way to its repositories.

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use crate::{
    Access, Accounts, Anchors, Attachments, BusinessCases, BusinessLinks, Businesses, Calendars,
    CaseLinks, Cases, Chains, ClockTargets, Clocks, CodeOffers, Counters, Documents, DraftCodes,
    Drafts, Events, ExportEvents, Figures, Forms, IdempotencyKeys, Jobs, Kept, Lookups,
    MachineTokens, Notices, Organisations, Origins, Outbox, Pins, Schedules, SecondFactors,
    Serials, Sessions, Settings, SpentProofs, Surveys, Texts, TrackingCodes, Trail, Unfinished,
};

/// A transaction. It reads its own writes; whoever began it decides whether they are kept.
pub struct Tx {
    inner: Inner,
}

enum Inner {
    SqliteReader(Transaction<'static, Sqlite>),
    SqliteWriter(SqliteConnection),
    Postgres(Transaction<'static, Postgres>),
}

/// The connection a statement runs on.
pub(crate) enum Connection<'t> {
    Sqlite(&'t mut SqliteConnection),
    Postgres(&'t mut PgConnection),
}

macro_rules! repositories {
    ($($(#[$doc:meta])* $name:ident -> $repository:ident;)+) => {
        $($(#[$doc])*
        pub fn $name(&mut self) -> $repository<'_> {
            $repository(self)
        })+
    };
}

impl Tx {
    repositories! {
        /// Who looked at what.
        access -> Access;
        /// Staff accounts.
        accounts -> Accounts;
        /// Daily roots over all chains.
        anchors -> Anchors;
        /// Files that people hand in.
        attachments -> Attachments;
        /// Which case is about which business.
        business_cases -> BusinessCases;
        /// Links by which businesses answer.
        business_links -> BusinessLinks;
        /// The register of businesses.
        businesses -> Businesses;
        /// Working-day calendars.
        calendars -> Calendars;
        /// Links that open one case for a while.
        case_links -> CaseLinks;
        /// The event chains of all cases, for whoever verifies them.
        chains -> Chains;
        /// Cases: their rows, lists and the one way to append to them.
        cases -> Cases;
        /// Running and stopped deadlines.
        clocks -> Clocks;
        /// Targets that administrators set.
        clock_targets -> ClockTargets;
        /// What administrators decided on code lists.
        code_offers -> CodeOffers;
        /// Badges.
        counters -> Counters;
        /// Unsent filings.
        drafts -> Drafts;
        /// The events of a case.
        events -> Events;
        /// Tokens of machine accounts.
        machine_tokens -> MachineTokens;
        /// Proofs of work that were used.
        spent_proofs -> SpentProofs;
        /// Who took which cases out.
        export_events -> ExportEvents;
        /// Refused forms until the next page view.
        forms -> Forms;
        /// Counts for figures.
        figures -> Figures;
        /// Answers to requests that may be repeated.
        idempotency -> IdempotencyKeys;
        /// Work for later.
        jobs -> Jobs;
        /// Equality search by keyed hash.
        lookups -> Lookups;
        /// What staff are told on their desk.
        notices -> Notices;
        /// Authorities and stations.
        organisations -> Organisations;
        /// What cases were taken over from.
        origins -> Origins;
        /// Messages to people outside.
        outbox -> Outbox;
        /// PINs of staff.
        pins -> Pins;
        /// Work that comes round.
        schedules -> Schedules;
        /// Second factors of staff.
        second_factors -> SecondFactors;
        /// Serial numbers of a day.
        serials -> Serials;
        /// Signed-in devices.
        sessions -> Sessions;
        /// Named settings.
        settings -> Settings;
        /// Things kept for one person under an address.
        kept -> Kept;
        /// Satisfaction surveys.
        surveys -> Surveys;
        /// Search by words.
        texts -> Texts;
        /// Registrations that are not finished.
        unfinished -> Unfinished;
        /// Issued documents.
        documents -> Documents;
        /// Codes with which an unsent filing goes on elsewhere.
        draft_codes -> DraftCodes;
        /// One-time codes that open a case.
        tracking_codes -> TrackingCodes;
        /// Who changed what in the administration.
        trail -> Trail;
    }

    pub(crate) fn sqlite_reader(transaction: Transaction<'static, Sqlite>) -> Self {
        Self {
            inner: Inner::SqliteReader(transaction),
        }
    }

    pub(crate) fn sqlite_writer(connection: SqliteConnection) -> Self {
        Self {
            inner: Inner::SqliteWriter(connection),
        }
    }

    pub(crate) fn postgres(transaction: Transaction<'static, Postgres>) -> Self {
        Self {
            inner: Inner::Postgres(transaction),
        }
    }

    pub(crate) fn connection(&mut self) -> Connection<'_> {
        match &mut self.inner {
            Inner::SqliteReader(transaction) => Connection::Sqlite(transaction),
            Inner::SqliteWriter(connection) => Connection::Sqlite(connection),
            Inner::Postgres(transaction) => Connection::Postgres(transaction),
        }
    }

    /// Gives back the writer's own connection.
    pub(crate) fn into_writer(self) -> Option<SqliteConnection> {
        match self.inner {
            Inner::SqliteWriter(connection) => Some(connection),
            Inner::SqliteReader(_) | Inner::Postgres(_) => None,
        }
    }

    /// Keeps or drops what was written, where the transaction is its own (PostgreSQL).
    pub(crate) async fn end(self, keep: bool) -> sqlx::Result<()> {
        match self.inner {
            Inner::Postgres(transaction) if keep => transaction.commit().await,
            Inner::Postgres(transaction) => transaction.rollback().await,
            Inner::SqliteReader(transaction) => transaction.rollback().await,
            Inner::SqliteWriter(_) => Ok(()),
        }
    }
}
