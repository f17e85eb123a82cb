//! There is no phone on the server: nothing of this is ever called there.

use leptos::html::Div;

use super::line::Line;

pub(super) fn wake(_line: Line, _place: &<Div as leptos::html::ElementType>::Output) {}
pub(super) fn chosen(_line: Line) {}
pub(super) fn again(_line: Line, _key: u32) {}
pub(super) fn take_away(_line: Line, _key: u32) {}
