//! The name under which a file is given out again.

use serde::{Deserialize, Serialize};

use super::Media;
use crate::value::normalise;

/// Most characters before the ending.
const LONGEST: usize = 80;
/// Where nothing is left of what was given.
const NAMELESS: &str = "file";

/// The name of a file: one path segment without signs that some system reads in its own way, with
/// the ending of what the file really is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileName(String);

impl FileName {
    /// Makes a safe name of whatever was given; total, because a bad name is no reason to refuse
    /// somebody's evidence.
    pub fn of(given: &str, media: Media) -> Self {
        let tidy = normalise::tidy(given);
        let last = tidy.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let safe: String = stem.chars().filter(|c| is_safe(*c)).take(LONGEST).collect();
        let safe = safe.trim_matches([' ', '.']);
        let stem = if safe.is_empty() { NAMELESS } else { safe };
        Self(format!("{stem}.{}", media.extension()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Neither a control character nor a sign of a shell, of a path or of a header.
fn is_safe(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\'' | '`' | '$' | '%' | ';' | '&'
        )
        && !matches!(c, '\u{200c}' | '\u{200d}')
}
