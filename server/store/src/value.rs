//! Values that both engines keep in their own way.

use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::{
    Database, Decode, Encode, Postgres, Sqlite, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgTypeInfo},
    sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo},
};

/// An instant on its way into the database.
///
/// SQLite keeps RFC 3339 text in UTC with six decimals: fixed width, so that text order is
/// time order. PostgreSQL keeps microseconds too, so both answer what was put in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Instant(DateTime<Utc>);

/// Prepares an instant, or none, for binding.
pub(crate) trait ToInstant {
    /// The bindable value.
    type Bound;
    /// Wraps it.
    fn instant(self) -> Self::Bound;
}

impl ToInstant for DateTime<Utc> {
    type Bound = Instant;
    fn instant(self) -> Instant {
        Instant(self)
    }
}

impl ToInstant for Option<DateTime<Utc>> {
    type Bound = Option<Instant>;
    fn instant(self) -> Option<Instant> {
        self.map(Instant)
    }
}

impl Type<Sqlite> for Instant {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl<'q> Encode<'q, Sqlite> for Instant {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        let text = self.0.to_rfc3339_opts(SecondsFormat::Micros, true);
        <String as Encode<'q, Sqlite>>::encode(text, buffer)
    }
}

impl Type<Postgres> for Instant {
    fn type_info() -> PgTypeInfo {
        <DateTime<Utc> as Type<Postgres>>::type_info()
    }
}

impl<'q> Encode<'q, Postgres> for Instant {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <DateTime<Utc> as Encode<'q, Postgres>>::encode_by_ref(&self.0, buffer)
    }
}

/// A list of codes, kept as a JSON array of text on both engines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes(pub Vec<String>);

impl<S: Into<String>> FromIterator<S> for Codes {
    fn from_iter<I: IntoIterator<Item = S>>(codes: I) -> Self {
        Self(codes.into_iter().map(Into::into).collect())
    }
}

impl<DB: Database> Type<DB> for Codes
where
    String: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <String as Type<DB>>::type_info()
    }

    fn compatible(info: &DB::TypeInfo) -> bool {
        <String as Type<DB>>::compatible(info)
    }
}

impl<'q, DB: Database> Encode<'q, DB> for Codes
where
    String: Encode<'q, DB>,
{
    fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<'q, DB>>::encode(serde_json::to_string(&self.0)?, buffer)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Codes
where
    &'r str: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        let text = <&str as Decode<'r, DB>>::decode(value)?;
        Ok(Self(serde_json::from_str(text)?))
    }
}
