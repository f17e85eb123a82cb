//! Statements: constant text, named, listed, and prepared on both engines by a test.

/// One statement in the dialects of both engines, with `$1` placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sql {
    /// Where to find it: `module::NAME`.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

/// Declares the statements of a module and collects them as `STATEMENTS`.
///
/// `NAME = "…";` is the same text for both engines, `NAME = sqlite "…", postgres "…";` is not.
macro_rules! statements {
    (@sql $name:ident, $sqlite:expr, $postgres:expr) => {
        const $name: $crate::sql::Sql = $crate::sql::Sql {
            name: concat!(module_path!(), "::", stringify!($name)),
            sqlite: $sqlite,
            postgres: $postgres,
        };
    };
    (@item $name:ident, sqlite $sqlite:expr, postgres $postgres:expr) => {
        statements!(@sql $name, $sqlite, $postgres);
    };
    (@item $name:ident, both $both:expr) => {
        statements!(@sql $name, $both, $both);
    };
    ($($name:ident = $kind:ident $text:expr $(, postgres $postgres:expr)?;)+) => {
        $(statements!(@item $name, $kind $text $(, postgres $postgres)?);)+
        /// Every statement of this module.
        pub(crate) const STATEMENTS: &[$crate::sql::Sql] = &[$($name),+];
    };
}
pub(crate) use statements;

/// Runs a query built alike for both engines, and maps its error.
///
/// `query!(tx, SQL, [binds…], execute)` answers the affected rows;
/// `query!(tx, SQL as Row, [binds…], fetch_optional)` and its kin answer rows;
/// `query!(tx, SQL scalar T, [binds…], fetch_one)` answers single values.
macro_rules! query {
    ($tx:expr, $sql:ident, [$($bind:expr),* $(,)?], execute) => {
        match $tx.connection() {
            $crate::tx::Connection::Sqlite(connection) => sqlx::query($sql.sqlite)
                $(.bind($bind))*
                .execute(connection)
                .await
                .map(|done| done.rows_affected()),
            $crate::tx::Connection::Postgres(connection) => sqlx::query($sql.postgres)
                $(.bind($bind))*
                .execute(connection)
                .await
                .map(|done| done.rows_affected()),
        }
        .map_err(|error| $crate::Error::from_driver(error, $sql.name))
    };
    ($tx:expr, $sql:ident as $row:ty, [$($bind:expr),* $(,)?], $fetch:ident) => {
        query!(@fetch $tx, $sql, query_as::<_, $row>, [$($bind),*], $fetch)
    };
    ($tx:expr, $sql:ident scalar $row:ty, [$($bind:expr),* $(,)?], $fetch:ident) => {
        query!(@fetch $tx, $sql, query_scalar::<_, $row>, [$($bind),*], $fetch)
    };
    (@fetch $tx:expr, $sql:ident, $query:ident::<_, $row:ty>, [$($bind:expr),*], $fetch:ident) => {
        match $tx.connection() {
            $crate::tx::Connection::Sqlite(connection) => sqlx::$query::<_, $row>($sql.sqlite)
                $(.bind($bind))*
                .$fetch(connection)
                .await,
            $crate::tx::Connection::Postgres(connection) => sqlx::$query::<_, $row>($sql.postgres)
                $(.bind($bind))*
                .$fetch(connection)
                .await,
        }
        .map_err(|error| $crate::Error::from_driver(error, $sql.name))
    };
}
pub(crate) use query;

/// Every statement the store can send, for the check that each fits the schema.
pub fn all_statements() -> impl Iterator<Item = Sql> {
    [
        crate::access::STATEMENTS,
        crate::account::STATEMENTS,
        crate::anchor::STATEMENTS,
        crate::attachment::STATEMENTS,
        crate::business::STATEMENTS,
        crate::business_case::STATEMENTS,
        crate::business_link::STATEMENTS,
        crate::calendar::STATEMENTS,
        crate::case::STATEMENTS,
        crate::case_link::STATEMENTS,
        crate::chain::STATEMENTS,
        crate::clock::STATEMENTS,
        crate::clock_target::STATEMENTS,
        crate::code_offer::STATEMENTS,
        crate::counter::STATEMENTS,
        crate::draft::STATEMENTS,
        crate::document::STATEMENTS,
        crate::draft_code::STATEMENTS,
        crate::event::STATEMENTS,
        crate::export_event::STATEMENTS,
        crate::figures::STATEMENTS,
        crate::form::STATEMENTS,
        crate::idempotency::STATEMENTS,
        crate::job::STATEMENTS,
        crate::kept::STATEMENTS,
        crate::list::STATEMENTS,
        crate::lookup::STATEMENTS,
        crate::machine_token::STATEMENTS,
        crate::neighbour::STATEMENTS,
        crate::notice::STATEMENTS,
        crate::organisation::STATEMENTS,
        crate::origin::STATEMENTS,
        crate::outbox::STATEMENTS,
        crate::pin::STATEMENTS,
        crate::schedule::STATEMENTS,
        crate::second_factor::STATEMENTS,
        crate::serial::STATEMENTS,
        crate::session::STATEMENTS,
        crate::setting::STATEMENTS,
        crate::spent_proof::STATEMENTS,
        crate::survey::STATEMENTS,
        crate::text::STATEMENTS,
        crate::unfinished::STATEMENTS,
        crate::tracking_code::STATEMENTS,
        crate::trail::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}
