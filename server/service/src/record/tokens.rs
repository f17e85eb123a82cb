//! What the text index holds of a case: hashed keys in no order.

use domain::search::{Key, Searchable, Wanted};
use domain::value::CaseNumber;
use store::TextQuery;

use crate::vault::Vault;

/// Most tokens of one case, so that one write stays short whatever people send: at least
/// twenty-five thousand characters. Names, telephones and codes come before words.
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use domain::case::RawFiling;
    use domain::search::Searchable;

    use super::of_content;
    use crate::ports::Random;
    use crate::vault::{Keys, Vault};

    struct Counting(AtomicU8);

    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    fn tokens(vault: &Vault, facts: &str) -> Vec<String> {
        let raw: RawFiling = serde_json::from_value(serde_json::json!({
            "type": "consultation",
            "complainant": { "name": "张三", "phone": "14400001234" },
            "facts": facts,
            "consents": { "privacy_notice": "1" }
        }))
        .unwrap();
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let parsed = raw
            .parse(&domain::offer::Offered::everything(today))
            .unwrap();
        of_content(
            vault,
            &Searchable::of_filing(&parsed.filing, &parsed.others),
        )
    }

    #[test]
    fn tokens_say_nothing_without_the_key() {
        let random = Counting(0.into());
        let vault = Vault::new(&Keys::generate(&random));
        let found = tokens(&vault, "商家拒绝退货，商家拒绝退货。");
        // Telephone, its end, name; six characters and five pairs of neighbours.
        assert_eq!(
            found.len(),
            3 + 6 + 5,
            "each once, however often it is said"
        );
        assert!(found.is_sorted(), "the order of the text is gone");
        for token in &found {
            assert_eq!(token.len(), 13, "{token}");
            assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
        assert_eq!(found, tokens(&vault, "商家拒绝退货，商家拒绝退货。"));
        let other = Vault::new(&Keys::generate(&random));
        let others = tokens(&other, "商家拒绝退货，商家拒绝退货。");
        assert!(found.iter().all(|token| !others.contains(token)));
    }

    #[test]
    fn the_longest_facts_are_indexed_whole() {
        let random = Counting(0.into());
        let vault = Vault::new(&Keys::generate(&random));
        let facts: String = ('一'..).take(2_000).collect();
        assert_eq!(tokens(&vault, &facts).len(), 3 + 2_000 + 1_999);
    }
}
