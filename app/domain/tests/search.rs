//! What staff type into the search box, and which cases it finds.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::collections::BTreeSet;

use domain::case::{Filing, Others, ParsedFiling, RawFiling};
use domain::offer::Offered;
use domain::search::{Key, Match, MatchKind, SearchQuery, Searchable};
use domain::value::{CaseNumber, TextError};
use proptest::prelude::*;
use rstest::rstest;

const NUMBER: &str = "990101011261122000071";

/// A complaint of 张三, 144-0000-1234, against 示例百货 about an electric cooker.
fn parsed(facts: &str) -> ParsedFiling {
    let raw: RawFiling = serde_json::from_value(serde_json::json!({
        "type": "complaint",
        "complainant": { "name": "张三", "phone": "14400001234", "address": "示例市示例县幸福路 1 号" },
        "agent": { "name": "John Smith", "phone": "0990-8820001" },
        "respondent": { "name": "示例百货（中心店）", "address": "示例市示例县中心街 2 号", "credit_code": "91990100DEM0AA0166" },
        "item": { "name": "电饭煲", "category": "G04", "order_no": "A12345", "purchased_on": "2026-11-01" },
        "problem": "P01",
        "claims": [ { "kind": "refund", "amount_fen": 19900 } ],
        "facts": facts,
        "consents": { "privacy_notice": "1", "publication": false, "entrusted_mediation": true }
    }))
    .unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    raw.parse(&Offered::everything(today)).unwrap()
}

fn number() -> CaseNumber {
    CaseNumber::parse(NUMBER).unwrap()
}

fn said<'a>(filing: &'a Filing, others: &'a Others) -> Searchable<'a> {
    Searchable::of_filing(filing, others)
}

/// Why a query finds the case; checks on the way that the index would have offered it.
fn why(query: &str, facts: &str) -> Option<Vec<Match>> {
    let parsed = parsed(facts);
    let said = said(&parsed.filing, &parsed.others);
    let query = SearchQuery::parse(query).unwrap();
    let why = query.matches(&number(), &said);
    let mut keys = said.keys();
    keys.extend(Key::of_number(&number()));
    let offered = query.wanted().is_met_by(&|key| keys.contains(key));
    assert!(why.is_none() || offered, "{query:?} is no candidate");
    why
}

fn kinds(query: &str, facts: &str) -> Vec<MatchKind> {
    let why = why(query, facts).unwrap_or_default();
    why.iter().map(|found| found.kind).collect()
}

const FACTS: &str =
    "2026年11月1日购买的电饭煲使用三天后不通电，商家拒绝退货。张三的电话是14400001234。";

#[rstest]
#[case(NUMBER, &[MatchKind::Number])]
#[case("990101 01 1 261122 00007 1", &[MatchKind::Number])]
#[case("261122 00007 1", &[MatchKind::Number])]
#[case("９９０１０１０１１２６１１２２００００７１", &[MatchKind::Number])]
#[case("000071", &[MatchKind::Number])]
#[case("26112200007 1", &[])]
#[case("00007 1", &[MatchKind::Number])]
#[case("000072", &[])]
#[case("144 0000 1234", &[MatchKind::Phone])]
#[case("+86 144-0000-1234", &[MatchKind::Phone])]
#[case("14400001234", &[MatchKind::Phone, MatchKind::Words])]
#[case("09908820001", &[MatchKind::Phone])]
#[case("1234 张三", &[MatchKind::Phone, MatchKind::Words, MatchKind::Name, MatchKind::Words])]
#[case("1234 李四", &[])]
#[case("0001 示例百货", &[MatchKind::Phone, MatchKind::Words, MatchKind::Business])]
#[case("张三", &[MatchKind::Name, MatchKind::Words])]
#[case("john smith", &[MatchKind::Name])]
#[case("JohnSmith", &[MatchKind::Name])]
#[case("John", &[])]
#[case("91990100dem0aa0166", &[MatchKind::CreditCode])]
#[case("91990100 DEM0 AA0166", &[MatchKind::CreditCode])]
#[case("百货", &[MatchKind::Business])]
#[case("百货(中心", &[MatchKind::Business])]
#[case("退货", &[MatchKind::Words])]
#[case("退货 百货", &[MatchKind::Words, MatchKind::Business])]
#[case("退货 冰箱", &[])]
#[case("a123", &[MatchKind::Words])]
#[case("电，商", &[MatchKind::Words])]
#[case("幸福路", &[])]
fn a_query_finds_by_what_it_reads_as(#[case] query: &str, #[case] expected: &[MatchKind]) {
    assert_eq!(kinds(query, FACTS), expected);
}

#[test]
fn four_digits_alone_are_words_only() {
    for query in ["1234", "１２３４", " 1-2-3-4 ", "1234 5678"] {
        let parsed = SearchQuery::parse(query).unwrap();
        assert!(parsed.is_tail_alone(), "{query}");
    }
    assert!(!SearchQuery::parse("1234 张三").unwrap().is_tail_alone());
    assert_eq!(why("0001", "这里没有任何号码，请放心处理。"), None);
    assert_eq!(kinds("0001", FACTS), [MatchKind::Words]);
}

#[rstest]
#[case("", TextError::Missing)]
#[case(" \n ，。！ ", TextError::Missing)]
fn a_query_without_letters_or_digits_is_refused(#[case] query: &str, #[case] error: TextError) {
    assert_eq!(SearchQuery::parse(query), Err(error));
}

#[test]
fn a_query_is_at_most_a_hundred_characters_long() {
    assert!(SearchQuery::parse(&"退".repeat(100)).is_ok());
    assert_eq!(
        SearchQuery::parse(&"退".repeat(101)),
        Err(TextError::TooLong { max: 100 })
    );
}

#[test]
fn an_excerpt_hides_numbers_and_names() {
    let found = why("电话是", FACTS).unwrap();
    assert_eq!(
        found[0].excerpt,
        "…用三天后不通电，商家拒绝退货。张*的电话是144****34。"
    );
    let found = why("14400001234", FACTS).unwrap();
    assert_eq!(found[0].excerpt, "144****1234");
    for found in why("1234 张三", FACTS).unwrap() {
        assert!(!found.excerpt.contains("张三"), "{found:?}");
        assert!(!found.excerpt.contains("14400001234"), "{found:?}");
    }
}

#[test]
fn hidden_people_are_not_found() {
    let parsed = parsed("这里没有任何号码，商家拒绝退货。");
    let mut said = said(&parsed.filing, &parsed.others);
    said.hide_people();
    let finds = |query: &str| {
        let query = SearchQuery::parse(query).unwrap();
        query.matches(&number(), &said).is_some()
    };
    assert!(!finds("John Smith") && !finds("09908820001") && !finds("0001 百货"));
    assert!(finds("退货") && finds("百货") && finds(NUMBER));
}

#[test]
fn keys_of_people_are_whole_values() {
    let parsed = parsed("没有提到任何人的一段普通文字。");
    let keys = said(&parsed.filing, &parsed.others).keys();
    let words: BTreeSet<&str> = keys
        .iter()
        .filter(|key| matches!(key, Key::Word(_)))
        .map(Key::value)
        .collect();
    for part in ["张", "三", "张三", "14", "12", "幸福"] {
        let in_order_number = part == "12";
        assert_eq!(words.contains(part), in_order_number, "{part}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parsing_is_total(query in "\\PC{0,120}") {
        if let Ok(query) = SearchQuery::parse(&query) {
            let parsed = parsed(FACTS);
            let _ = query.matches(&number(), &said(&parsed.filing, &parsed.others));
        }
    }

    #[test]
    fn whatever_matches_is_a_candidate(query in "[0-9 张三李四退货商家a-cA-C－（）ｋ①]{1,12}") {
        if SearchQuery::parse(&query).is_ok() {
            why(&query, FACTS);
        }
    }

    #[test]
    fn every_part_of_a_text_finds_it(
        facts in "[一-龥A-Za-z0-9，。！ ＡＢ１２\\-]{12,60}",
        from in 0..60_usize,
        length in 2..7_usize,
    ) {
        let text = format!("事实如下：{facts}完。");
        let parsed = parsed(&text);
        let facts = parsed.filing.facts().as_str();
        let count = facts.chars().count();
        let part: String = facts.chars().skip(from % count).take(length).collect();
        prop_assume!(part.chars().any(char::is_alphanumeric));
        prop_assert!(why(&part, &text).is_some(), "{part:?} in {facts:?}");
    }
}
