//! A release binary carries the site; it is built again when the site's names change.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../target/site/site.json");
    }
}
