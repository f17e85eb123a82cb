//! The text of a CSV file, whatever program wrote it.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// Reads bytes as text: by their byte order mark, else as UTF-8, else as GB18030, which Chinese
/// spreadsheets write. `None` when they are neither.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return whole(encoding, bytes.get(length..).unwrap_or_default());
    }
    whole(UTF_8, bytes).or_else(|| whole(GB18030, bytes))
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // No program writes NUL into a table; a binary file has many.
    (!text.contains('\0')).then(|| text.into_owned())
}
