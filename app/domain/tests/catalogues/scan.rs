//! Finds the catalogue keys that the sources use.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A use of a key in the sources: where, which key, and what follows it in the call.
pub struct Use {
    pub place: String,
    pub key: String,
    /// `None` where values are not part of the call.
    pub arguments: Option<String>,
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
pub fn given_names(arguments: &str) -> BTreeSet<&str> {
    let (end, mut bounds) = call(arguments);
    bounds.push(end);
    bounds
        .windows(2)
        .filter_map(|pair| arguments[pair[0] + 1..pair[1]].split_once('='))
        .map(|(name, _)| name.trim())
        .collect()
}

pub fn all_uses() -> Vec<Use> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["app", "server"] {
        sources(&root.join(folder), &mut files);
    }
    // The test of the scan speaks of keys without using them.
    files.retain(|path| !path.ends_with("tests/catalogues/scan.rs"));
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
