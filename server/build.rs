//! A release binary carries the site; it is built again when the site's names change.

use std::path::Path;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../target/site/site.json");
    }
    // The macro that finds the files resolves their folder while it is compiled, and finds nothing
    // in one that is made later.
    std::fs::create_dir_all(Path::new("..").join("target").join("site"))
}
