//! What the text index holds of a case: hashed keys in no order.

use domain::search::{Key, Searchable, Wanted};
use domain::value::CaseNumber;
use store::TextQuery;

use crate::vault::Vault;

/// Most tokens of one case, so that one write stays short whatever people send; about fifty
/// thousand characters of Chinese text. Names, telephones and codes come before words.
const MOST: usize = 50_000;

/// The tokens of what a case says.
pub(crate) fn of_content(vault: &Vault, case: &Searchable<'_>) -> Vec<String> {
    let hasher = vault.search_hasher();
    let keys = case.keys();
    let mut tokens: Vec<String> = keys
        .iter()
        .take(MOST)
        .map(|key| hasher.token(key))
        .collect();
    tokens.sort_unstable();
    tokens
}

/// The tokens of its number.
pub(crate) fn of_number(vault: &Vault, number: &CaseNumber) -> impl Iterator<Item = String> {
    let hasher = vault.search_hasher();
    Key::of_number(number).map(move |key| hasher.token(&key))
}

/// What a search asks the index for.
pub(crate) fn wanted(vault: &Vault, wanted: &Wanted) -> TextQuery {
    let all = |parts: &[Wanted]| parts.iter().map(|part| self::wanted(vault, part)).collect();
    match wanted {
        Wanted::Key(key) => TextQuery::Token(vault.search_hasher().token(key)),
        Wanted::All(parts) => TextQuery::All(all(parts)),
        Wanted::Any(parts) => TextQuery::Any(all(parts)),
    }
}
