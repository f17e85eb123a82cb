//! Keeps the catalogues complete: both languages, the same placeholders, every key that is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use domain::locale::Locale;
use domain::value::{Address, BusinessName, Facts, Name, ShortText};

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

/// A use of a key in the sources: where, which key, and what follows it in the call.
struct Use {
    place: String,
    key: String,
    /// `None` where values are not part of the call.
    arguments: Option<String>,
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != "target" && name != "node_modules" {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The position just after the bracket that closes a call whose arguments start the text, and
/// the positions of the commas between the arguments.
fn call(text: &str) -> (usize, Vec<usize>) {
    let mut depth = 1;
    let mut in_string = false;
    let mut escaped = false;
    let mut commas = Vec::new();
    for (place, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return (place, commas);
                }
            }
            ',' if depth == 1 => commas.push(place),
            _ => {}
        }
    }
    (text.len(), commas)
}

/// The uses of literal keys in one source. Keys that are put together at run time are not seen.
fn uses(place: &str, source: &str) -> Vec<Use> {
    let code: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut uses = Vec::new();
    for opening in [
        "tr!(",
        "translate(",
        "translate_with(",
        "translate_if_known(",
    ] {
        for (at, _) in code.match_indices(opening) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let rest = &code[at + opening.len()..];
            let (end, commas) = call(rest);
            let Some(comma) = commas.first() else {
                continue;
            };
            let Some(literal) = rest[comma + 1..end].trim_start().strip_prefix('"') else {
                continue;
            };
            let Some((key, arguments)) = literal.split_once('"') else {
                continue;
            };
            uses.push(Use {
                place: place.to_owned(),
                key: key.to_owned(),
                arguments: (opening == "tr!(").then(|| arguments.to_owned()),
            });
        }
    }
    uses
}

/// The names in `, name = value, other = value` after a key.
fn given_names(arguments: &str) -> BTreeSet<&str> {
    let (end, mut bounds) = call(arguments);
    bounds.push(end);
    bounds
        .windows(2)
        .filter_map(|pair| arguments[pair[0] + 1..pair[1]].split_once('='))
        .map(|(name, _)| name.trim())
        .collect()
}

fn all_uses() -> Vec<Use> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["app", "server"] {
        sources(&root.join(folder), &mut files);
    }
    // This file and the tests of unknown keys speak of keys without using them.
    files.retain(|path| !path.ends_with("tests/catalogues.rs"));
    files
        .iter()
        .flat_map(|path| {
            uses(
                &path.display().to_string(),
                &fs::read_to_string(path).unwrap(),
            )
        })
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

#[test]
fn the_scan_sees_keys_as_they_are_written() {
    let source = r#"
        // tr!(locale, "in.a.comment")
        let a = tr!(locale, "plain.key");
        let b = crate::tr!(
            self.locale(a, b),
            "key.after.a.call",
            date = format(locale, "not.a.key"),
        );
        let c = translate(locale, "translated.key");
        let d = translate(locale, &dynamic);
        let e = attr!(locale, "other.macro");
    "#;
    let call = &uses("", source)[1];
    let given = given_names(call.arguments.as_deref().unwrap());
    assert_eq!(given, BTreeSet::from(["date"]));
    let found: Vec<String> = uses("", source)
        .into_iter()
        .map(|found| found.key)
        .collect();
    assert_eq!(found, ["plain.key", "key.after.a.call", "translated.key"]);
}
