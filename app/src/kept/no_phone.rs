//! There is no phone on the server: nothing of this is ever called there.

use super::notice::Shown;

pub(super) fn keep(_shown: Shown, _path: String, _at_once: bool) {}
pub(super) fn restore(_shown: Shown) {}
pub(super) fn drop_found(_shown: Shown) {}
pub(super) fn pages() -> Vec<String> {
    Vec::new()
}
