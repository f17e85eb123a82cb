//! Pages of `docs/` that are written from what the code does.

use std::path::Path;

/// Compares a page with what the code says now; `UPDATE_DOCS=1` writes it instead.
pub fn assert_page(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/{name} is not up to date: run UPDATE_DOCS=1 cargo test -p domain --test case"
    );
}
