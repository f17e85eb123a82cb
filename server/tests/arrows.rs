//! The arrows between our crates: `domain <- store <- service <- app[ssr] <- server` and
//! `domain <- app[hydrate] <- client` and `domain <- documents <- server`, and no other.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

use std::collections::BTreeSet;

use cargo_metadata::{Dependency, DependencyKind, Metadata, MetadataCommand, Package};

/// Each crate with those it may use. What stands behind an arrow may be used by all before it.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("documents", &["domain"]),
    ("store", &["domain"]),
    ("service", &["domain", "store"]),
    ("app", &["domain", "service"]),
    (
        "server",
        &["app", "documents", "domain", "service", "store"],
    ),
    ("client", &["app"]),
];

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap()
}

fn package<'m>(metadata: &'m Metadata, name: &str) -> &'m Package {
    metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == name)
        .unwrap_or_else(|| panic!("no crate {name}"))
}

/// What a crate is built from; what only its tests use is left out.
fn dependencies(package: &Package) -> impl Iterator<Item = &Dependency> {
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development)
}

fn dependency<'p>(package: &'p Package, name: &str) -> &'p Dependency {
    dependencies(package)
        .find(|dependency| dependency.name == name)
        .unwrap_or_else(|| panic!("{} does not use {name}", package.name))
}

#[test]
fn our_crates_use_each_other_only_along_the_arrows() {
    let metadata = metadata();
    let ours: BTreeSet<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    assert_eq!(found, ours, "a crate came or went: draw its arrows here");
    for (name, allowed) in ALLOWED {
        let used: BTreeSet<&str> = dependencies(package(&metadata, name))
            .map(|dependency| dependency.name.as_str())
            .filter(|dependency| ours.contains(dependency))
            .collect();
        let forbidden: Vec<_> = used.iter().filter(|used| !allowed.contains(used)).collect();
        assert!(forbidden.is_empty(), "{name} must not use {forbidden:?}");
    }
}

#[test]
fn only_the_server_side_of_the_pages_reaches_the_use_cases() {
    let metadata = metadata();
    let app = package(&metadata, "app");
    assert!(
        dependency(app, "service").optional,
        "app uses service without a feature"
    );
    let opening = |feature: &&String| {
        app.features[*feature]
            .iter()
            .any(|opened| opened == "dep:service")
    };
    let features: Vec<_> = app.features.keys().filter(opening).collect();
    assert_eq!(features, ["ssr"]);
    assert!(
        app.features["default"].is_empty(),
        "app has features by default"
    );
    assert!(!app.features["hydrate"].iter().any(|opened| opened == "ssr"));
}

#[test]
fn the_browser_takes_the_pages_without_the_server_side() {
    let metadata = metadata();
    let client = package(&metadata, "client");
    let app = dependency(client, "app");
    assert!(!app.uses_default_features);
    assert_eq!(app.features, ["hydrate"]);
    assert!(
        client
            .features
            .values()
            .flatten()
            .all(|opened| !opened.contains("ssr")),
        "a feature of client opens the server side"
    );
}

#[test]
fn each_outside_interface_is_used_in_one_place() {
    let metadata = metadata();
    for (outside, users) in [
        ("sqlx", &["store"][..]),
        ("axum", &["app", "server"]),
        ("hyper", &["server"]),
        ("leptos", &["app", "client", "server"]),
        ("typst", &["documents"]),
    ] {
        for package in &metadata.packages {
            let uses = dependencies(package).any(|dependency| dependency.name == outside);
            assert!(
                !uses || users.contains(&package.name.as_str()),
                "{} must not use {outside}",
                package.name
            );
        }
    }
}
