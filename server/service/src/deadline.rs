//! Why a date is the date it is.

use domain::clock::Explanation;
use domain::view::Failure;

use crate::{Answer, Services};

/// Explains a deadline: `from` is a date or an RFC 3339 instant, `rule` an id such as `L1` or
/// `C-REVIEW`.
pub async fn explain(_services: &Services, _from: &str, _rule: &str) -> Answer<Explanation> {
    Err(Failure::NotFound)
}
