//! Rebuilds the crate when a catalogue changes: the macro that reads them cannot say so itself.

fn main() {
    println!("cargo::rerun-if-changed=locales");
}
