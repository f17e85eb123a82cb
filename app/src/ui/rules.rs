//! Rules that hold for every page, read from the sources.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("readable directory") {
        let path = entry.expect("readable entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Files of this crate with `needle` outside comments, except `allowed` and this one.
fn files_with(needle: &str, allowed: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    assert!(all.len() > 20, "the sources were not found");
    all.retain(|path| !path.ends_with(allowed) && !path.ends_with("ui/rules.rs"));
    all.retain(|path| {
        let text = fs::read_to_string(path).expect("readable source");
        text.lines()
            .any(|line| !line.trim_start().starts_with("//") && line.contains(needle))
    });
    all
}

#[test]
fn only_the_kit_writes_a_textarea_because_leptos_does_not_escape_its_children() {
    assert_eq!(
        files_with("<textarea", "ui/text_area.rs"),
        Vec::<PathBuf>::new()
    );
}

#[test]
fn no_page_has_inline_styles_because_the_content_security_policy_forbids_them() {
    assert_eq!(files_with(" style=", ""), Vec::<PathBuf>::new());
    assert_eq!(files_with("<style", ""), Vec::<PathBuf>::new());
}
