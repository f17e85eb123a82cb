//! The address under which a document is checked, as a picture for the camera of a telephone.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The QR code of an address as SVG; nothing for an address that is too long for one.
pub(crate) fn svg(address: &str) -> String {
    // Paper is folded and stamped: a quarter of it may be lost.
    QrCode::with_error_correction_level(address, EcLevel::Q).map_or_else(
        |_| String::new(),
        |code| {
            let mut picture = code.render::<svg::Color<'_>>();
            picture.quiet_zone(false).build()
        },
    )
}
