//! Search for cases whose content is sealed.
//!
//! An index keeps a keyed hash of every [`Key`] of a case ([`Searchable::keys`]); a query says
//! which keys it needs ([`SearchQuery::wanted`]). Keys carry no position, so what the index finds
//! is a candidate, confirmed by looking at the opened case ([`SearchQuery::matches`]).
//!
//! Text is broken into [`tokens`], a query needs all of its [`query_tokens`], and texts are
//! compared [`folded`]. No part of two or more characters is ever missed.

mod excerpt;
mod key;
mod query;
mod searchable;

pub use key::{Key, Wanted};
pub use query::{Match, MatchKind, SearchQuery};
pub use searchable::Searchable;

use std::collections::BTreeSet;

use crate::value::unicode::nfkc;

/// The text as it is compared: NFKC and lower case.
pub fn folded(text: &str) -> String {
    // Character by character, so that a part folds as it does within the whole.
    nfkc(text).chars().flat_map(char::to_lowercase).collect()
}

/// The tokens of a text to keep in an index: every character and every pair of neighbours within
/// an unbroken run of letters, digits and Chinese characters; sorted, each once.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = BTreeSet::new();
    for run in runs(&folded(text)) {
        tokens.extend(run.iter().map(char::to_string));
        tokens.extend(pairs(&run));
    }
    tokens.into_iter().collect()
}

/// The tokens that a text must have to hold the query: pairs of neighbours, or the character
/// itself where it stands alone; sorted, each once. Empty when there is nothing to look for.
pub fn query_tokens(query: &str) -> Vec<String> {
    let mut tokens = BTreeSet::new();
    for run in runs(&folded(query)) {
        if let [alone] = run.as_slice() {
            tokens.insert(alone.to_string());
        }
        tokens.extend(pairs(&run));
    }
    tokens.into_iter().collect()
}

fn runs(folded: &str) -> Vec<Vec<char>> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .map(|run| run.chars().collect())
        .collect()
}

fn pairs(run: &[char]) -> impl Iterator<Item = String> + '_ {
    run.windows(2).map(|pair| pair.iter().collect())
}
