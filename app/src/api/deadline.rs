//! Why a date is the date it is.

#![cfg_attr(
    feature = "ssr",
    expect(
        clippy::unused_async,
        reason = "a server function is async even where nothing is waited for"
    )
)]

use domain::clock::Explanation;
use leptos::prelude::*;

use super::AppError;
#[cfg(feature = "ssr")]
use super::Request;

/// Lists every day that a clock counts or skips from a start on; nothing until something is asked.
///
/// # Errors
/// When `rule` names no clock or `from` is no date.
#[server(prefix = "/fn", endpoint = "deadline/explain")]
pub async fn explain(
    /// Id of a clock, such as `L1`.
    #[server(default)]
    rule: String,
    /// A date `YYYY-MM-DD` or an RFC 3339 instant.
    #[server(default)]
    from: String,
) -> Result<Option<Explanation>, AppError> {
    if rule.is_empty() && from.is_empty() {
        return Ok(None);
    }
    let request = Request::current()?;
    Ok(Some(service::deadline::explain(
        &request.services,
        &from,
        &rule,
    )?))
}
