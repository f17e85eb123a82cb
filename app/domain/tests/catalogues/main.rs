//! Keeps the catalogues complete: both languages, the same placeholders, every key that is used.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]

mod scan;

use std::collections::{BTreeMap, BTreeSet};

use domain::locale::Locale;
use domain::value::{Address, BusinessName, Facts, Name, ShortText};
use scan::{Use, all_uses, given_names};

/// Every key of a language with its text.
fn catalogue(locale: Locale) -> BTreeMap<String, String> {
    let messages = domain::_rust_i18n_backend()
        .messages_for_locale(locale.code())
        .unwrap();
    messages
        .into_iter()
        .filter(|(key, _)| key != "_version")
        .map(|(key, text)| (key.into_owned(), text.into_owned()))
        .collect()
}

/// The names in `%{…}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split("%{")
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn both_languages_hold_the_same_keys() {
    let chinese: BTreeSet<String> = catalogue(Locale::ZhCn).into_keys().collect();
    let english: BTreeSet<String> = catalogue(Locale::En).into_keys().collect();
    let missing: Vec<&String> = chinese.symmetric_difference(&english).collect();
    assert!(missing.is_empty(), "only in one language: {missing:#?}");
    assert!(chinese.len() > 20);
}

#[test]
fn both_languages_hold_the_same_placeholders() {
    let english = catalogue(Locale::En);
    for (key, text) in catalogue(Locale::ZhCn) {
        if let Some(other) = english.get(&key) {
            assert_eq!(placeholders(&text), placeholders(other), "{key}");
        }
    }
}

#[test]
fn no_text_is_empty() {
    for locale in Locale::ALL {
        for (key, text) in catalogue(locale) {
            assert!(!text.trim().is_empty(), "{locale}: {key}");
        }
    }
}

#[test]
fn no_english_text_has_chinese_left_in_it() {
    for (key, text) in catalogue(Locale::En) {
        // A language is named in its own tongue.
        let is_language_name = key.contains("language.");
        let has_chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(is_language_name || !has_chinese, "{key}: {text}");
    }
}

#[test]
fn every_key_in_the_sources_exists_and_gets_its_values() {
    let catalogue = catalogue(Locale::ZhCn);
    let mut wrong = Vec::new();
    for Use {
        place,
        key,
        arguments,
    } in all_uses()
    {
        let Some(text) = catalogue.get(&key) else {
            wrong.push(format!("{place}: no key {key:?}"));
            continue;
        };
        let Some(arguments) = arguments else { continue };
        let given = given_names(&arguments);
        for name in placeholders(text).difference(&given) {
            wrong.push(format!("{place}: {key:?} needs {name}"));
        }
        for name in given.difference(&placeholders(text)) {
            wrong.push(format!("{place}: {key:?} has no {name}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_messages_name_the_lengths_that_are_checked() {
    let bounds = [
        ("complainant_name.too_short", Name::MIN),
        ("complainant_name.too_long", Name::MAX),
        ("complainant_address.too_long", Address::MAX),
        ("respondent_name.too_long", BusinessName::MAX),
        ("respondent_address.too_long", Address::MAX),
        ("item_name.too_long", ShortText::MAX),
        ("item_order_no.too_long", ShortText::MAX),
        ("facts.too_short", Facts::MIN),
        ("facts.too_long", Facts::MAX),
    ];
    for locale in Locale::ALL {
        let catalogue = catalogue(locale);
        for (field, bound) in bounds {
            let text = &catalogue[&format!("errors.{field}")];
            let numbers = text.replace(',', "");
            let is_named = numbers
                .split(|c: char| !c.is_ascii_digit())
                .any(|number| number == bound.to_string());
            assert!(is_named, "{text:?} does not name {bound}");
        }
    }
}
